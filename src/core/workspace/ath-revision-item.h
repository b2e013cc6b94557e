/* ath-revision-item.h: one row of a list of revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-graph-lanes.h"
#include "graph/ath-revision-graph.h"

G_BEGIN_DECLS

/**
 * AthRevisionItemKind:
 * @ATH_REVISION_ITEM_SCRIPT: a revision of the project
 * @ATH_REVISION_ITEM_UNKNOWN_ROW: a row of a version table that the project
 *   does not know
 * @ATH_REVISION_ITEM_PROBLEM: something of the project that cannot be used
 */
typedef enum
{
  ATH_REVISION_ITEM_SCRIPT,
  ATH_REVISION_ITEM_UNKNOWN_ROW,
  ATH_REVISION_ITEM_PROBLEM,
} AthRevisionItemKind;

#define ATH_TYPE_REVISION_ITEM (ath_revision_item_get_type ())

G_DECLARE_FINAL_TYPE (AthRevisionItem, ath_revision_item, ATH, REVISION_ITEM, GObject)

AthRevisionItem    *ath_revision_item_new             (AthRevisionGraph *graph,
                                                       AthRevision      *revision,
                                                       AthGraphLanes    *lanes,
                                                       guint             row,
                                                       guint             id_length)
                                                       G_GNUC_WARN_UNUSED_RESULT;
AthRevisionItem    *ath_revision_item_new_unknown_row (const char       *id)
                                                       G_GNUC_WARN_UNUSED_RESULT;
AthRevisionItem    *ath_revision_item_new_problem     (const GError     *problem)
                                                       G_GNUC_WARN_UNUSED_RESULT;

AthRevisionItemKind ath_revision_item_get_kind        (AthRevisionItem  *self);
AthRevision        *ath_revision_item_get_revision    (AthRevisionItem  *self);
const GError       *ath_revision_item_get_problem     (AthRevisionItem  *self);
const char         *ath_revision_item_get_id          (AthRevisionItem  *self);
const char         *ath_revision_item_get_short_id    (AthRevisionItem  *self);
const char         *ath_revision_item_get_title       (AthRevisionItem  *self);
const char         *ath_revision_item_get_path        (AthRevisionItem  *self);
GDateTime          *ath_revision_item_get_created     (AthRevisionItem  *self);
const char *const  *ath_revision_item_get_labels      (AthRevisionItem  *self);
gboolean            ath_revision_item_is_head         (AthRevisionItem  *self);
const AthGraphRow  *ath_revision_item_get_graph_row   (AthRevisionItem  *self);
guint               ath_revision_item_get_n_lanes     (AthRevisionItem  *self);
gboolean            ath_revision_item_matches         (AthRevisionItem  *self,
                                                       const char       *search);

guint               ath_revision_item_measure_ids     (GPtrArray        *revisions);

G_END_DECLS
