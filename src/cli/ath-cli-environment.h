/* ath-cli-environment.h: which database is meant, and what it is at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "postgres/ath-connection.h"
#include "profile/ath-profile.h"

G_BEGIN_DECLS

AthProfile     *ath_cli_get_profile (AthCli              *cli,
                                     GError             **error);
AthConnection  *ath_cli_connect     (AthCli              *cli,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

char          **ath_cli_read_rows   (AthCli              *cli,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *ath_cli_list_rows   (AthCli              *cli,
                                     const char *const   *rows,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
