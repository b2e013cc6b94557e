/* ath-revision-list.h: the revisions of a project, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

/* Width of a column of marks, in pixels; the heads above them keep to it. */
#define ATH_REVISION_LIST_MARK_WIDTH 108

#define ATH_TYPE_REVISION_LIST (ath_revision_list_get_type ())

G_DECLARE_FINAL_TYPE (AthRevisionList, ath_revision_list, ATH, REVISION_LIST, AdwBin)

void             ath_revision_list_show_environment (AthRevisionList    *self,
                                                     AthProjectItem     *project,
                                                     AthEnvironmentItem *environment);
void             ath_revision_list_show_project     (AthRevisionList    *self,
                                                     AthProjectItem     *project);
void             ath_revision_list_clear            (AthRevisionList    *self);

AthRevisionItem *ath_revision_list_get_selected     (AthRevisionList    *self);
gboolean         ath_revision_list_select           (AthRevisionList    *self,
                                                     AthRevisionItem    *item);
gboolean         ath_revision_list_get_search_mode  (AthRevisionList    *self);
void             ath_revision_list_set_search_mode  (AthRevisionList    *self,
                                                     gboolean            search_mode);
void             ath_revision_list_set_menu         (AthRevisionList    *self,
                                                     GMenuModel         *menu);

G_END_DECLS
