/* ath-project-snapshot.h: a project as it was read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-revision-graph.h"
#include "project/ath-project.h"
#include "workspace/ath-revision-item.h"

G_BEGIN_DECLS

/**
 * AthProjectSnapshot:
 * @project: the project
 * @graph: its graph
 * @items: (element-type AthRevisionItem): the problems, then the revisions,
 *   newest first
 * @n_problems: how many of @items are problems
 * @by_id: (element-type utf8 AthRevisionItem): the revisions among @items
 *
 * Everything that is made of a project's files.  Immutable once it is loaded.
 */
typedef struct
{
  AthProject       *project;
  AthRevisionGraph *graph;
  GPtrArray        *items;
  guint             n_problems;
  GHashTable       *by_id;
} AthProjectSnapshot;

void                ath_project_snapshot_load_async  (GFile                *folder,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
AthProjectSnapshot *ath_project_snapshot_load_finish (GAsyncResult         *result,
                                                      GError              **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void                ath_project_snapshot_free        (AthProjectSnapshot   *self);
AthRevisionItem    *ath_project_snapshot_find        (AthProjectSnapshot   *self,
                                                      const char           *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthProjectSnapshot, ath_project_snapshot_free)

G_END_DECLS
