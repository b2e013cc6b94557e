/* ath-edges.c: for every node of a graph, a list of nodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-edges.h"

/**
 * ath_edges_new:
 * @n_nodes: how many nodes there are
 *
 * Returns: (transfer full): empty lists, to be filled in the order of the nodes
 */
AthEdges *
ath_edges_new (guint n_nodes)
{
  AthEdges *self = g_new0 (AthEdges, 1);

  self->n_nodes = n_nodes;
  self->starts = g_new0 (guint, n_nodes + 1);
  self->targets = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_nodes);

  return self;
}

/**
 * ath_edges_add:
 * @self: lists that are being filled
 * @target: goes to the end of the list of the first node that is not closed
 */
void
ath_edges_add (AthEdges *self,
               guint     target)
{
  g_array_append_val (self->targets, target);
}

/**
 * ath_edges_close_node:
 * @self: lists that are being filled
 * @node: the node whose list is whole; what is added next belongs to the one after
 */
void
ath_edges_close_node (AthEdges *self,
                      guint     node)
{
  self->starts[node + 1] = self->targets->len;
}

/**
 * ath_edges_reverse:
 * @self: complete lists of nodes of the same graph
 *
 * Returns: (transfer full): for every node, in ascending order, those whose list
 *   it is on
 */
AthEdges *
ath_edges_reverse (const AthEdges *self)
{
  AthEdges *reversed = ath_edges_new (self->n_nodes);
  g_autofree guint *ends = NULL;
  const guint *targets = (const guint *) self->targets->data;

  for (guint i = 0; i < self->targets->len; i++)
    reversed->starts[targets[i] + 1]++;
  for (guint node = 0; node < self->n_nodes; node++)
    reversed->starts[node + 1] += reversed->starts[node];

  g_array_set_size (reversed->targets, self->targets->len);
  ends = g_memdup2 (reversed->starts, (self->n_nodes + 1) * sizeof (guint));
  for (guint node = 0; node < self->n_nodes; node++)
    {
      for (guint i = self->starts[node]; i < self->starts[node + 1]; i++)
        g_array_index (reversed->targets, guint, ends[targets[i]]++) = node;
    }

  return reversed;
}

/**
 * ath_edges_free:
 * @self: (transfer full): lists
 */
void
ath_edges_free (AthEdges *self)
{
  g_free (self->starts);
  g_array_unref (self->targets);
  g_free (self);
}
