/* ath-revision-creator.h: a window that writes a new revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_REVISION_CREATOR (ath_revision_creator_get_type ())

G_DECLARE_FINAL_TYPE (AthRevisionCreator, ath_revision_creator, ATH, REVISION_CREATOR, AdwWindow)

GtkWidget *ath_revision_creator_new       (AthProjectItem  *project,
                                           AthRevisionItem *selected);
GtkWidget *ath_revision_creator_new_merge (AthProjectItem  *project);

G_END_DECLS
