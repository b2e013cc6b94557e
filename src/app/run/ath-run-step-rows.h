/* ath-run-step-rows.h: the steps of a run in a list, however many they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run-step-row.h"

G_BEGIN_DECLS

/**
 * AthRunStepRows:
 *
 * Keeps a row for every step.  The main thread only.
 */
typedef struct _AthRunStepRows AthRunStepRows;

AthRunStepRows *ath_run_step_rows_new       (GtkListBox     *list_box) G_GNUC_WARN_UNUSED_RESULT;
void            ath_run_step_rows_free      (AthRunStepRows *self);

void            ath_run_step_rows_set_steps (AthRunStepRows *self,
                                             GListModel     *steps);
AthRunStepRow  *ath_run_step_rows_find      (AthRunStepRows *self,
                                             AthRunStep     *step);

G_END_DECLS
