/* ath-cli-pending.h: what a database lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"

G_BEGIN_DECLS

GPtrArray *ath_cli_list_pending  (AthCli      *cli,
                                  const char  *target,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void       ath_cli_print_pending (AthCli      *cli,
                                  GPtrArray   *pending);

G_END_DECLS
