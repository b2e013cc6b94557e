/* ath-cli-plan-text.h: plans as people and tools read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ath-cli.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

char *ath_cli_dup_step   (const AthPlanStep *step) G_GNUC_WARN_UNUSED_RESULT;
void  ath_cli_print_plan (AthCli            *cli,
                          AthPlan           *plan);

void  ath_cli_json_add_plan (JsonBuilder    *builder,
                             AthPlan        *plan);

G_END_DECLS
