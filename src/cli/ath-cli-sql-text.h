/* ath-cli-sql-text.h: SQL instead of doing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "graph/ath-plan.h"
#include "script/ath-script.h"

G_BEGIN_DECLS

gboolean ath_cli_get_script_context (AthCli            *cli,
                                     AthScriptContext  *context,
                                     GError           **error);
char    *ath_cli_dup_sql            (AthCli            *cli,
                                     AthPlan           *plan,
                                     gboolean           is_trial,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ath_cli_print_sql          (AthCli            *cli,
                                     AthPlan           *plan,
                                     gboolean           is_trial,
                                     GError           **error);

G_END_DECLS
