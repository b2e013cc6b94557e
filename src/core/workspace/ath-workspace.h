/* ath-workspace.h: the open projects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_WORKSPACE (ath_workspace_get_type ())

G_DECLARE_FINAL_TYPE (AthWorkspace, ath_workspace, ATH, WORKSPACE, GObject)

AthWorkspace    *ath_workspace_new          (AthProfileStore    *store) G_GNUC_WARN_UNUSED_RESULT;

AthProjectItem  *ath_workspace_open         (AthWorkspace       *self,
                                             GFile              *folder);
void             ath_workspace_close        (AthWorkspace       *self,
                                             AthProjectItem     *item);
void             ath_workspace_reload       (AthWorkspace       *self);

AthProfileStore *ath_workspace_get_store    (AthWorkspace       *self);
AthProjectItem  *ath_workspace_find_project (AthWorkspace       *self,
                                             AthEnvironmentItem *environment);
AthProjectItem  *ath_workspace_find_folder  (AthWorkspace       *self,
                                             GFile              *folder);
char           **ath_workspace_list_folders (AthWorkspace       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
