/* ath-cli-plan.h: plans, and what they look like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ath-cli.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

AthPlan *ath_cli_make_plan     (AthCli              *cli,
                                AthPlanOperation     operation,
                                const char *const   *rows,
                                const char *const   *targets,
                                gboolean             purge,
                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

char    *ath_cli_dup_step      (const AthPlanStep   *step) G_GNUC_WARN_UNUSED_RESULT;
void     ath_cli_print_plan    (AthCli              *cli,
                                AthPlan             *plan);
void     ath_cli_json_add_plan (JsonBuilder         *builder,
                                AthPlan             *plan,
                                GPtrArray           *reasons);

G_END_DECLS
