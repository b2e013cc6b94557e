/* ath-project-row.h: a project in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_PROJECT_ROW (ath_project_row_get_type ())

G_DECLARE_FINAL_TYPE (AthProjectRow, ath_project_row, ATH, PROJECT_ROW, GtkListBoxRow)

GtkWidget      *ath_project_row_new          (AthProjectItem *project);
AthProjectItem *ath_project_row_get_project  (AthProjectRow  *self);
gboolean        ath_project_row_get_expanded (AthProjectRow  *self);
void            ath_project_row_set_expanded (AthProjectRow  *self,
                                              gboolean        expanded);

G_END_DECLS
