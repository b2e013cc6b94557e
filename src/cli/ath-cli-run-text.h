/* ath-cli-run-text.h: how a run ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "run/ath-run.h"

G_BEGIN_DECLS

AthCliStatus ath_cli_print_run     (AthCli        *cli,
                                    AthRun        *run);
void         ath_cli_print_no_run  (AthCli        *cli,
                                    const GError  *error);
gboolean     ath_cli_print_dry_run (AthCli        *cli,
                                    AthPlan       *plan,
                                    GError       **error);

G_END_DECLS
