/* ath-environment-item.h: one environment of an open project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-environment-state.h"
#include "run/backup/ath-backup.h"
#include "workspace/ath-revision-item.h"
#include "workspace/ath-revision-mark.h"

G_BEGIN_DECLS

#define ATH_TYPE_ENVIRONMENT_ITEM (ath_environment_item_get_type ())

G_DECLARE_FINAL_TYPE (AthEnvironmentItem, ath_environment_item, ATH, ENVIRONMENT_ITEM, GObject)

AthEnvironmentItem  *ath_environment_item_new             (AthProfile         *profile)
                                                           G_GNUC_WARN_UNUSED_RESULT;

void                 ath_environment_item_set_project     (AthEnvironmentItem *self,
                                                           AthProject         *project,
                                                           AthRevisionGraph   *graph);
void                 ath_environment_item_refresh         (AthEnvironmentItem *self);
void                 ath_environment_item_cancel          (AthEnvironmentItem *self);

AthProfile          *ath_environment_item_get_profile     (AthEnvironmentItem *self);
void                 ath_environment_item_set_profile     (AthEnvironmentItem *self,
                                                           AthProfile         *profile);
const char          *ath_environment_item_get_name        (AthEnvironmentItem *self);
AthTier              ath_environment_item_get_tier        (AthEnvironmentItem *self);
AthEnvironmentState *ath_environment_item_get_state       (AthEnvironmentItem *self);
AthBackup           *ath_environment_item_get_last_backup (AthEnvironmentItem *self);
gboolean             ath_environment_item_is_busy         (AthEnvironmentItem *self);
gboolean             ath_environment_item_is_reachable    (AthEnvironmentItem *self);
guint                ath_environment_item_get_n_pending   (AthEnvironmentItem *self);
GListModel          *ath_environment_item_get_unknown     (AthEnvironmentItem *self);

AthRevisionMark      ath_environment_item_get_mark        (AthEnvironmentItem *self,
                                                           AthRevisionItem    *item);
char                *ath_environment_item_dup_status      (AthEnvironmentItem *self)
                                                           G_GNUC_WARN_UNUSED_RESULT;
char                *ath_environment_item_dup_label       (AthEnvironmentItem *self)
                                                           G_GNUC_WARN_UNUSED_RESULT;
char                *ath_environment_item_dup_place       (AthEnvironmentItem *self)
                                                           G_GNUC_WARN_UNUSED_RESULT;
char                *ath_environment_item_dup_summary     (AthEnvironmentItem *self,
                                                           GDateTime          *now)
                                                           G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
