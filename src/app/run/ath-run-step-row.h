/* ath-run-step-row.h: one step of a run, with its SQL folded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "run/preview/ath-run-step.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_STEP_ROW (ath_run_step_row_get_type ())

G_DECLARE_FINAL_TYPE (AthRunStepRow, ath_run_step_row, ATH, RUN_STEP_ROW, GtkListBoxRow)

GtkWidget  *ath_run_step_row_new          (AthRunStep     *step);

AthRunStep *ath_run_step_row_get_step     (AthRunStepRow  *self);
gboolean    ath_run_step_row_get_expanded (AthRunStepRow  *self);
void        ath_run_step_row_set_expanded (AthRunStepRow  *self,
                                           gboolean        expanded);
void        ath_run_step_row_update       (AthRunStepRow  *self);
void        ath_run_step_row_refresh      (AthRunStepRow  *self);

G_END_DECLS
