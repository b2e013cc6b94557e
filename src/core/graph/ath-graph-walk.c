/* ath-graph-walk.c: what is above and below
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-revision-graph-private.h"

/**
 * ath_revision_graph_find_node:
 * @self: a graph
 * @id: a whole revision id
 *
 * Returns: its node, or ATH_NODE_BASE when the graph does not have it
 */
guint
ath_revision_graph_find_node (AthRevisionGraph *self,
                              const char       *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id)) - 1;
}

/**
 * ath_revision_graph_close_ancestors:
 * @self: a graph
 * @set: nodes
 * @along: the edges to follow: `downs` or `parents`
 *
 * Adds to @set all that is below its members.
 */
void
ath_revision_graph_close_ancestors (AthRevisionGraph *self,
                                    AthBitset        *set,
                                    const AthEdges   *along)
{
  for (guint node = self->n_nodes; node-- > 0;)
    {
      guint n_parents;
      const guint *parents;

      if (!ath_bitset_contains (set, node))
        continue;

      parents = ath_edges_get (along, node, &n_parents);
      for (guint i = 0; i < n_parents; i++)
        ath_bitset_add (set, parents[i]);
    }
}

/**
 * ath_revision_graph_close_descendants:
 * @self: a graph
 * @set: nodes
 * @along: the edges to follow, upwards: `downs` or `parents`
 *
 * Adds to @set all that is above its members.
 */
void
ath_revision_graph_close_descendants (AthRevisionGraph *self,
                                      AthBitset        *set,
                                      const AthEdges   *along)
{
  for (guint node = 0; node < self->n_nodes; node++)
    {
      guint n_parents;
      const guint *parents = ath_edges_get (along, node, &n_parents);

      for (guint i = 0; i < n_parents; i++)
        {
          if (ath_bitset_contains (set, parents[i]))
            ath_bitset_add (set, node);
        }
    }
}

/**
 * ath_revision_graph_find_ancestors:
 * @self: a graph
 * @nodes: (element-type guint): nodes
 *
 * Returns: (transfer full): @nodes and all that they need
 */
AthBitset *
ath_revision_graph_find_ancestors (AthRevisionGraph *self,
                                   GArray           *nodes)
{
  AthBitset *set = ath_bitset_new (self->n_nodes);

  for (guint i = 0; i < nodes->len; i++)
    ath_bitset_add (set, g_array_index (nodes, guint, i));
  ath_revision_graph_close_ancestors (self, set, self->parents);

  return set;
}

/**
 * ath_revision_graph_find_lineage:
 * @self: a graph
 * @node: a node
 * @along: the edges to follow: `downs` or `parents`
 *
 * Returns: (transfer full): @node and all that is above or below it
 */
AthBitset *
ath_revision_graph_find_lineage (AthRevisionGraph *self,
                                 guint             node,
                                 const AthEdges   *along)
{
  AthBitset *lineage = ath_bitset_new (self->n_nodes);
  g_autoptr(AthBitset) above = ath_bitset_new (self->n_nodes);

  ath_bitset_add (lineage, node);
  ath_revision_graph_close_ancestors (self, lineage, along);
  ath_bitset_add (above, node);
  ath_revision_graph_close_descendants (self, above, along);
  ath_bitset_unite (lineage, above);

  return lineage;
}

static int
compare_load (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  AthRevisionGraph *self = user_data;
  guint left = self->nodes[*(const guint *) a].load;
  guint right = self->nodes[*(const guint *) b].load;

  return (left > right) - (left < right);
}

/**
 * ath_revision_graph_sort_by_load:
 * @self: a graph
 * @nodes: (array length=n_nodes): nodes
 * @n_nodes: how many
 *
 * Brings @nodes into load order.
 */
void
ath_revision_graph_sort_by_load (AthRevisionGraph *self,
                                 guint            *nodes,
                                 guint             n_nodes)
{
  if (n_nodes > 1)
    g_qsort_with_data (nodes, n_nodes, sizeof (guint), compare_load, self);
}

/**
 * ath_revision_graph_list_nodes:
 * @self: a graph
 * @nodes: (element-type guint): nodes
 *
 * Returns: (transfer full) (element-type AthRevision): their revisions, in the
 *   same order
 */
GPtrArray *
ath_revision_graph_list_nodes (AthRevisionGraph *self,
                               GArray           *nodes)
{
  GPtrArray *revisions = g_ptr_array_new_full (nodes->len, (GDestroyNotify) ath_revision_unref);

  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      g_ptr_array_add (revisions, ath_revision_ref (self->nodes[node].revision));
    }

  return revisions;
}

/**
 * ath_revision_graph_check_nodes:
 * @self: a graph
 * @nodes: (element-type guint): nodes
 * @error: set to the problem of the first that has one, an `ATH_ERROR_SCRIPT`
 *
 * Returns: whether all of @nodes may be run
 */
gboolean
ath_revision_graph_check_nodes (AthRevisionGraph  *self,
                                GArray            *nodes,
                                GError           **error)
{
  for (guint i = nodes->len; i-- > 0;)
    {
      const GError *problem = self->nodes[g_array_index (nodes, guint, i)].problem;

      if (problem != NULL)
        {
          g_propagate_error (error, g_error_copy (problem));
          return FALSE;
        }
    }

  return TRUE;
}
