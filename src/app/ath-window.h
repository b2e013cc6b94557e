/* ath-window.h: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-workspace.h"

G_BEGIN_DECLS

#define ATH_TYPE_WINDOW (ath_window_get_type ())

G_DECLARE_FINAL_TYPE (AthWindow, ath_window, ATH, WINDOW, AdwApplicationWindow)

GtkWidget          *ath_window_new             (GtkApplication     *application,
                                                GSettings          *settings,
                                                AthProfileStore    *store);

void ath_window_restore_session  (AthWindow          *self);
void ath_window_open_project     (AthWindow          *self,
                                  GFile              *folder);
void ath_window_show_project     (AthWindow          *self,
                                  AthProjectItem     *project);
void ath_window_show_environment (AthWindow          *self,
                                  AthEnvironmentItem *environment);

AthWorkspace       *ath_window_get_workspace   (AthWindow          *self);
AthProjectItem     *ath_window_get_project     (AthWindow          *self);
AthEnvironmentItem *ath_window_get_environment (AthWindow          *self);

G_END_DECLS
