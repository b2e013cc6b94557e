/* ath-run-plan-view.h: what a run would do, and what can be chosen about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "run/preview/ath-run-preview.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_PLAN_VIEW (ath_run_plan_view_get_type ())

G_DECLARE_FINAL_TYPE (AthRunPlanView, ath_run_plan_view, ATH, RUN_PLAN_VIEW, GtkBox)

void        ath_run_plan_view_set_preview     (AthRunPlanView  *self,
                                               AthRunPreview   *preview);

const char *ath_run_plan_view_get_target      (AthRunPlanView  *self);
gboolean    ath_run_plan_view_get_with_backup (AthRunPlanView  *self);
gboolean    ath_run_plan_view_get_purge       (AthRunPlanView  *self);

G_END_DECLS
