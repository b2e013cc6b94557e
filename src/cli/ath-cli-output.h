/* ath-cli-output.h: results, remarks and errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"

G_BEGIN_DECLS

void     ath_cli_print       (AthCli        *cli,
                              const char    *format,
                              ...) G_GNUC_PRINTF (2, 3);
void     ath_cli_say         (AthCli        *cli,
                              const char    *format,
                              ...) G_GNUC_PRINTF (2, 3);
void     ath_cli_warn        (AthCli        *cli,
                              const GError  *error);
void     ath_cli_complain    (const GError  *error);
gboolean ath_cli_flush       (AthCli        *cli);

G_END_DECLS
