/* ath-run-result-view.h: what came of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "run/ath-run.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_RESULT_VIEW (ath_run_result_view_get_type ())

G_DECLARE_FINAL_TYPE (AthRunResultView, ath_run_result_view, ATH, RUN_RESULT_VIEW, GtkBox)

void  ath_run_result_view_set_run   (AthRunResultView  *self,
                                     AthRun            *run,
                                     double             seconds);
void  ath_run_result_view_set_error (AthRunResultView  *self,
                                     const GError      *error);
char *ath_run_result_view_dup_text  (AthRunResultView  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
