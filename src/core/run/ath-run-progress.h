/* ath-run-progress.h: how far a run is, for a screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"
#include "run/preview/ath-run-step.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_PROGRESS (ath_run_progress_get_type ())

G_DECLARE_FINAL_TYPE (AthRunProgress, ath_run_progress, ATH, RUN_PROGRESS, GObject)

AthRunProgress *ath_run_progress_new          (GListModel      *steps,
                                               gboolean         with_backup)
                                               G_GNUC_WARN_UNUSED_RESULT;

void            ath_run_progress_take_report  (AthRunProgress  *self,
                                               const AthReport *report);
void            ath_run_progress_end          (AthRunProgress  *self,
                                               AthRun          *run);

GListModel     *ath_run_progress_get_steps    (AthRunProgress  *self);
AthRunStep     *ath_run_progress_get_current  (AthRunProgress  *self);
double          ath_run_progress_get_fraction (AthRunProgress  *self);
const char     *ath_run_progress_get_status   (AthRunProgress  *self);
char           *ath_run_progress_dup_elapsed  (AthRunProgress  *self,
                                               gint64           now)
                                               G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
