/* ath-project-item.h: one open project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile-store.h"
#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_PROJECT_ITEM (ath_project_item_get_type ())

G_DECLARE_FINAL_TYPE (AthProjectItem, ath_project_item, ATH, PROJECT_ITEM, GObject)

AthProjectItem     *ath_project_item_new                  (GFile               *folder,
                                                           AthProfileStore     *store)
                                                           G_GNUC_WARN_UNUSED_RESULT;

void                ath_project_item_reload               (AthProjectItem      *self);
void                ath_project_item_reload_environments  (AthProjectItem      *self);
void                ath_project_item_cancel               (AthProjectItem      *self);

GFile              *ath_project_item_get_folder           (AthProjectItem      *self);
const char         *ath_project_item_get_title            (AthProjectItem      *self);
AthProject         *ath_project_item_get_project          (AthProjectItem      *self);
AthRevisionGraph   *ath_project_item_get_graph            (AthProjectItem      *self);
const GError       *ath_project_item_get_error            (AthProjectItem      *self);
const GError       *ath_project_item_get_profile_error    (AthProjectItem      *self);
gboolean            ath_project_item_is_busy              (AthProjectItem      *self);
gboolean            ath_project_item_has_environments     (AthProjectItem      *self);
GListModel         *ath_project_item_get_environments     (AthProjectItem      *self);
GListModel         *ath_project_item_get_revisions        (AthProjectItem      *self);
guint               ath_project_item_get_n_problems       (AthProjectItem      *self);

AthEnvironmentItem *ath_project_item_find_environment     (AthProjectItem      *self,
                                                           const char          *name);
AthRevisionItem    *ath_project_item_find_revision        (AthProjectItem      *self,
                                                           const char          *id);
AthRevisionItem    *ath_project_item_find_again           (AthProjectItem      *self,
                                                           AthRevisionItem     *item);
char               *ath_project_item_dup_promotion        (AthProjectItem      *self,
                                                           AthEnvironmentItem  *from,
                                                           AthEnvironmentItem  *to)
                                                           G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
