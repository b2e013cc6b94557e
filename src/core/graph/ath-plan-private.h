/* ath-plan-private.h: what the files that make plans share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"

G_BEGIN_DECLS

AthPlan *ath_plan_new         (AthRevisionGraph    *graph,
                               AthPlanOperation     operation,
                               const char *const   *rows) G_GNUC_WARN_UNUSED_RESULT;
void     ath_plan_add_step    (AthPlan             *self,
                               AthRevision         *revision,
                               GPtrArray           *gone,
                               GPtrArray           *come);
void     ath_plan_set_warning (AthPlan             *self,
                               const char          *warning);

G_END_DECLS
