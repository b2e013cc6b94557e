/* ath-edges.h: for every node of a graph, a list of nodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthEdges:
 * @n_nodes: how many nodes have a list
 * @starts: (array): where the list of each node starts in @targets; one more
 *   entry than nodes
 * @targets: (element-type guint): all lists, one after the other
 *
 * For every node of a graph, a list of nodes; all in two blocks of memory.
 */
typedef struct
{
  guint   n_nodes;
  guint  *starts;
  GArray *targets;
} AthEdges;

/* Calls for one node after the other, from 0: its targets, then the closing. */
AthEdges    *ath_edges_new        (guint           n_nodes) G_GNUC_WARN_UNUSED_RESULT;
void         ath_edges_add        (AthEdges       *self,
                                   guint           target);
void         ath_edges_close_node (AthEdges       *self,
                                   guint           node);
AthEdges    *ath_edges_reverse    (const AthEdges *self) G_GNUC_WARN_UNUSED_RESULT;
void         ath_edges_free       (AthEdges       *self);

static inline guint *
ath_edges_get (const AthEdges *self,
               guint           node,
               guint          *n_targets)
{
  *n_targets = self->starts[node + 1] - self->starts[node];

  return (guint *) self->targets->data + self->starts[node];
}

static inline guint
ath_edges_get_n (const AthEdges *self,
                 guint           node)
{
  return self->starts[node + 1] - self->starts[node];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthEdges, ath_edges_free)

G_END_DECLS
