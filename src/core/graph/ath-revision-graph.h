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

AthRevisionGraph   *ath_revision_graph_new             (GPtrArray           *revisions);

GPtrArray          *ath_revision_graph_get_problems    (AthRevisionGraph    *self);
GPtrArray          *ath_revision_graph_get_revisions   (AthRevisionGraph    *self);
AthRevision        *ath_revision_graph_find            (AthRevisionGraph    *self,
                                                        const char          *id);

GPtrArray          *ath_revision_graph_get_heads       (AthRevisionGraph    *self);
GPtrArray          *ath_revision_graph_get_real_heads  (AthRevisionGraph    *self);
GPtrArray          *ath_revision_graph_get_bases       (AthRevisionGraph    *self);

gboolean            ath_revision_graph_is_head         (AthRevisionGraph    *self,
                                                        AthRevision         *revision);
gboolean            ath_revision_graph_is_real_head    (AthRevisionGraph    *self,
                                                        AthRevision         *revision);
gboolean            ath_revision_graph_is_branch_point (AthRevisionGraph    *self,
                                                        AthRevision         *revision);
gboolean            ath_revision_graph_is_merge_point  (AthRevisionGraph    *self,
                                                        AthRevision         *revision);
GPtrArray          *ath_revision_graph_get_children    (AthRevisionGraph    *self,
                                                        AthRevision         *revision);
const char *const  *ath_revision_graph_get_labels      (AthRevisionGraph    *self,
                                                        AthRevision         *revision);

GPtrArray          *ath_revision_graph_resolve         (AthRevisionGraph    *self,
                                                        const char          *symbol,
                                                        GError             **error);
GHashTable         *ath_revision_graph_list_applied    (AthRevisionGraph    *self,
                                                        const char *const   *rows,
                                                        char              ***unknown);
GPtrArray          *ath_revision_graph_list_current    (AthRevisionGraph    *self,
                                                        const char *const   *rows,
                                                        GError             **error);
GPtrArray          *ath_revision_graph_list_history    (AthRevisionGraph    *self,
                                                        const char          *range,
                                                        const char *const   *rows,
                                                        GError             **error);

G_END_DECLS
