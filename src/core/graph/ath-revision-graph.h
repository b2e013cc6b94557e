/* ath-revision-graph.h: revisions and how they follow each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "project/ath-revision.h"

G_BEGIN_DECLS

#define ATH_TYPE_REVISION_GRAPH (ath_revision_graph_get_type ())

G_DECLARE_FINAL_TYPE (AthRevisionGraph, ath_revision_graph, ATH, REVISION_GRAPH, GObject)

/* @revisions: (element-type AthRevision): in load order.  Never fails: what is
 * wrong (duplicate ids, missing parents, cycles, labels used twice) is in
 * ath_revision_graph_get_problems() (element-type GError) and the rest works.
 * Pure, no I/O; immutable after construction, so any thread may use it.
 */
AthRevisionGraph *ath_revision_graph_new                (GPtrArray         *revisions) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray        *ath_revision_graph_get_problems       (AthRevisionGraph  *self);
/* (element-type AthRevision): parents before children, deterministic (load order where free) */
GPtrArray        *ath_revision_graph_get_revisions      (AthRevisionGraph  *self);
AthRevision      *ath_revision_graph_find               (AthRevisionGraph  *self,
                                                         const char        *id);

/* Each (transfer none) (element-type AthRevision), in load order. */
GPtrArray        *ath_revision_graph_get_heads          (AthRevisionGraph  *self);
GPtrArray        *ath_revision_graph_get_real_heads     (AthRevisionGraph  *self);
GPtrArray        *ath_revision_graph_get_bases          (AthRevisionGraph  *self);

gboolean          ath_revision_graph_is_head            (AthRevisionGraph  *self, AthRevision *revision);
gboolean          ath_revision_graph_is_real_head       (AthRevisionGraph  *self, AthRevision *revision);
gboolean          ath_revision_graph_is_branch_point    (AthRevisionGraph  *self, AthRevision *revision);
gboolean          ath_revision_graph_is_merge_point     (AthRevisionGraph  *self, AthRevision *revision);
/* (transfer none) (element-type AthRevision): children along down_revision, in load order */
GPtrArray        *ath_revision_graph_get_children       (AthRevisionGraph  *self, AthRevision *revision);
/* (transfer none): own and inherited labels, sorted */
const char *const *ath_revision_graph_get_labels        (AthRevisionGraph  *self, AthRevision *revision);

/* Resolves one symbol (head heads base id prefix label X@Y rev+N ...) without a database.
 * Returns: (transfer container) (element-type AthRevision), empty for base.
 * ATH_ERROR_REVISION names the candidates when ambiguous.
 */
GPtrArray        *ath_revision_graph_resolve            (AthRevisionGraph  *self,
                                                         const char        *symbol,
                                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The applied set: @rows and all their ancestors (down revisions and dependencies).
 * Unknown rows are skipped and, when @unknown is not NULL, listed there.
 * Returns: (transfer full): a set of AthRevision pointers
 */
GHashTable       *ath_revision_graph_list_applied       (AthRevisionGraph    *self,
                                                         const char *const   *rows,
                                                         char              ***unknown) G_GNUC_WARN_UNUSED_RESULT;

/* What `current` shows: of the applied set, each revision that no applied one revises.
 * Unknown rows are ATH_ERROR_REVISION.
 * Returns: (transfer full) (element-type AthRevision): newest first
 */
GPtrArray        *ath_revision_graph_list_current       (AthRevisionGraph    *self,
                                                         const char *const   *rows,
                                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* History range "A:B" as Alembic (either side optional, inclusive of A, `current` = @rows (nullable)).
 * Returns: (transfer container) (element-type AthRevision): newest first
 */
GPtrArray        *ath_revision_graph_list_history       (AthRevisionGraph    *self,
                                                         const char          *range,
                                                         const char *const   *rows,
                                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
