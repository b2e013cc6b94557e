/* ath-cli-run.h: upgrade, downgrade and stamp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli-command.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

AthCliStatus ath_cli_run (AthCli               *cli,
                          const AthCliCommand  *command,
                          AthPlanOperation      operation,
                          const char *const    *arguments,
                          GError              **error);

G_END_DECLS
