/* ath-applied-set.c: what is applied, and its maximal elements
 *
 * The law of the version table: its rows are those applied revisions that no
 * applied one revises or depends on.  A count per revision of the applied ones
 * directly above it is all that this takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-applied-set.h"
#include "ath-error.h"

struct _AthAppliedSet
{
  AthRevisionGraph *graph;   /* (unowned) outlives the set */
  AthBitset        *members; /* (owned) */
  guint            *n_above; /* (owned) for each node, how many members are directly above it */
};

/**
 * ath_applied_set_new:
 * @graph: a graph that outlives the set
 * @nodes: (element-type guint): rows
 *
 * Returns: (transfer full): @nodes and all that they need
 */
AthAppliedSet *
ath_applied_set_new (AthRevisionGraph *graph,
                     GArray           *nodes)
{
  AthAppliedSet *self = g_new0 (AthAppliedSet, 1);

  self->graph = graph;
  self->members = ath_revision_graph_find_ancestors (graph, nodes);
  self->n_above = g_new0 (guint, graph->n_nodes + 1);

  for (guint node = 0; node < graph->n_nodes; node++)
    {
      guint n_parents;
      const guint *parents = ath_edges_get (graph->parents, node, &n_parents);

      for (guint i = 0; ath_bitset_contains (self->members, node) && i < n_parents; i++)
        self->n_above[parents[i]]++;
    }

  return self;
}

/**
 * ath_applied_set_free:
 * @self: (transfer full): a set
 */
void
ath_applied_set_free (AthAppliedSet *self)
{
  ath_bitset_free (self->members);
  g_free (self->n_above);
  g_free (self);
}

/**
 * ath_applied_set_get_members:
 * @self: a set
 *
 * Returns: (transfer none): what is applied
 */
const AthBitset *
ath_applied_set_get_members (AthAppliedSet *self)
{
  return self->members;
}

/**
 * ath_applied_set_is_maximal:
 * @self: a set
 * @node: a node
 *
 * Returns: whether @node is applied, and nothing above it is
 */
gboolean
ath_applied_set_is_maximal (AthAppliedSet *self,
                            guint          node)
{
  return ath_bitset_contains (self->members, node) && self->n_above[node] == 0;
}

/**
 * ath_applied_set_add:
 * @self: a set
 * @node: a node that is not in it, but all its parents are
 */
void
ath_applied_set_add (AthAppliedSet *self,
                     guint          node)
{
  guint n_parents;
  const guint *parents = ath_edges_get (self->graph->parents, node, &n_parents);

  ath_bitset_add (self->members, node);
  for (guint i = 0; i < n_parents; i++)
    self->n_above[parents[i]]++;
}

/**
 * ath_applied_set_remove:
 * @self: a set
 * @node: a maximal member
 */
void
ath_applied_set_remove (AthAppliedSet *self,
                        guint          node)
{
  guint n_parents;
  const guint *parents = ath_edges_get (self->graph->parents, node, &n_parents);

  ath_bitset_remove (self->members, node);
  for (guint i = 0; i < n_parents; i++)
    self->n_above[parents[i]]--;
}

/**
 * ath_applied_set_check:
 * @self: the set of @nodes
 * @nodes: (element-type guint): what it was made from
 * @error: set to ATH_ERROR_PLAN when one of @nodes comes after another
 *
 * Returns: whether all of @nodes are maximal
 */
gboolean
ath_applied_set_check (AthAppliedSet  *self,
                       GArray         *nodes,
                       GError        **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      guint lower = g_array_index (nodes, guint, i);

      for (guint j = 0; self->n_above[lower] > 0 && j < nodes->len; j++)
        {
          guint upper = g_array_index (nodes, guint, j);
          g_autoptr(AthBitset) lineage = ath_revision_graph_find_lineage (self->graph, lower,
                                                                          self->graph->parents);

          if (upper == lower || !ath_bitset_contains (lineage, upper))
            continue;

          g_set_error (error, ATH_ERROR, ATH_ERROR_PLAN,
                       _("“%s” and “%s” exclude each other: one comes after the other"),
                       ath_revision_graph_get_id (self->graph, upper),
                       ath_revision_graph_get_id (self->graph, lower));
          return FALSE;
        }
    }

  return TRUE;
}
