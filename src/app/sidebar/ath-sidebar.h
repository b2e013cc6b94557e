/* ath-sidebar.h: projects and their environments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-workspace.h"

G_BEGIN_DECLS

#define ATH_TYPE_SIDEBAR (ath_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (AthSidebar, ath_sidebar, ATH, SIDEBAR, AdwBin)

void     ath_sidebar_set_workspace  (AthSidebar         *self,
                                     AthWorkspace       *workspace);
gpointer ath_sidebar_get_selected   (AthSidebar         *self);
void     ath_sidebar_set_selected   (AthSidebar         *self,
                                     gpointer            selected);
void     ath_sidebar_set_collapsed  (AthSidebar         *self,
                                     const char *const  *folders);
char   **ath_sidebar_list_collapsed (AthSidebar         *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
