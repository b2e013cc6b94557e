/* ath-plan-scripts.h: what the scripts of a whole plan do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "script/ath-script.h"

G_BEGIN_DECLS

/**
 * AthPlanCollectFunc:
 * @step: a step
 * @data: what was given to ath_plan_collect()
 * @cancellable: (nullable): cancels it
 * @error: set on failure
 *
 * Called in several threads at once.
 *
 * Returns: (transfer full) (nullable): what @step does
 */
typedef AthCollectingSink *(*AthPlanCollectFunc) (const AthPlanStep  *step,
                                                  gconstpointer       data,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

AthDirection       ath_plan_step_get_direction (const AthPlanStep       *step);
AthCollectingSink *ath_plan_step_collect       (const AthPlanStep       *step,
                                                AthProject              *project,
                                                const AthScriptContext  *context,
                                                GCancellable            *cancellable,
                                                GError                 **error)
                                                G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *ath_plan_collect_scripts    (AthPlan                 *plan,
                                                AthProject              *project,
                                                const AthScriptContext  *context,
                                                GCancellable            *cancellable,
                                                GError                 **error)
                                                G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *ath_plan_collect            (AthPlan                 *plan,
                                                AthPlanCollectFunc       func,
                                                gconstpointer            data,
                                                GCancellable            *cancellable,
                                                GError                 **error)
                                                G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
