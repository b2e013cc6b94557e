/* ath-run-target.h: where a run may lead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "graph/ath-plan.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_TARGET (ath_run_target_get_type ())

G_DECLARE_FINAL_TYPE (AthRunTarget, ath_run_target, ATH, RUN_TARGET, GObject)

GListModel *ath_run_target_list       (AthRevisionGraph    *graph,
                                       const char *const   *rows,
                                       AthPlanOperation     operation) G_GNUC_WARN_UNUSED_RESULT;
guint       ath_run_target_find       (GListModel          *targets,
                                       AthRevisionGraph    *graph,
                                       const char          *symbol,
                                       AthPlan             *plan);

const char *ath_run_target_get_symbol (AthRunTarget        *self);
const char *ath_run_target_get_title  (AthRunTarget        *self);
const char *ath_run_target_get_id     (AthRunTarget        *self);

G_END_DECLS
