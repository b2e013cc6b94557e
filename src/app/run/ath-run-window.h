/* ath-run-window.h: upgrades, downgrades and stamps an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "run/ath-run.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_WINDOW (ath_run_window_get_type ())

G_DECLARE_FINAL_TYPE (AthRunWindow, ath_run_window, ATH, RUN_WINDOW, AdwWindow)

GtkWidget *ath_run_window_new        (AthProject        *project,
                                      AthRevisionGraph  *graph,
                                      AthProfile        *profile,
                                      AthPlanOperation   operation,
                                      const char        *target);

gboolean   ath_run_window_is_running (AthRunWindow      *self);

G_END_DECLS
