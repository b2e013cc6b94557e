/* ath-graph-order.c: the order in which revisions are run
 *
 * The order is Alembic's, to the letter, so that both programs run a branched
 * history the same way: walk down from the heads, keep to a branch as long as
 * it goes, and turn to another one when that needs what would come next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-revision-graph-private.h"

/* A place from where the walk goes on down. */
typedef struct
{
  guint      node;
  AthBitset *ancestors; /* (owned) (nullable) @node and all below it; found when asked for */
} Head;

/**
 * Walk:
 * @graph: (unowned): the graph
 * @todo: (owned): what has not been emitted yet
 * @heads: (owned) (element-type Head): where the walk goes on
 * @current: which of @heads is looked at
 * @output: (owned) (element-type guint): what has been emitted, newest first
 */
typedef struct
{
  AthRevisionGraph *graph;
  AthBitset        *todo;
  GArray           *heads;
  guint             current;
  GArray           *output;
} Walk;

static void
head_clear (gpointer data)
{
  Head *self = data;

  g_clear_pointer (&self->ancestors, ath_bitset_free);
}

static const AthBitset *
get_ancestors (Walk *walk,
               Head *head)
{
  if (head->ancestors == NULL)
    {
      head->ancestors = ath_bitset_new (walk->graph->n_nodes);
      ath_bitset_add (head->ancestors, head->node);
      ath_revision_graph_close_ancestors (walk->graph, head->ancestors, walk->graph->parents);
    }

  return head->ancestors;
}

/* Whether another head needs @node; that one becomes the current. */
static gboolean
turn_to_dependant (Walk  *walk,
                   guint  node)
{
  for (guint i = 0; i < walk->heads->len; i++)
    {
      Head *head = &g_array_index (walk->heads, Head, i);

      if (i != walk->current && head->node > node
          && ath_bitset_contains (get_ancestors (walk, head), node))
        {
          walk->current = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_head (Walk  *walk,
         guint  node)
{
  for (guint i = 0; i < walk->heads->len; i++)
    {
      if (g_array_index (walk->heads, Head, i).node == node)
        return TRUE;
    }

  return FALSE;
}

static void
emit (Walk  *walk,
      guint  node)
{
  if (!ath_bitset_contains (walk->todo, node))
    return;

  g_array_append_val (walk->output, node);
  ath_bitset_remove (walk->todo, node);
}

/* (transfer full) (element-type guint): parents of @node that wait, and are not heads yet */
static GArray *
list_next (Walk  *walk,
           guint  node)
{
  GArray *next = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_parents;
  const guint *parents = ath_edges_get (walk->graph->parents, node, &n_parents);

  for (guint i = 0; i < n_parents; i++)
    {
      if (ath_bitset_contains (walk->todo, parents[i]) && !is_head (walk, parents[i]))
        g_array_append_val (next, parents[i]);
    }

  return next;
}

/* The current head moves on to @next; further branches become heads of their own. */
static void
move_down (Walk   *walk,
           guint   node,
           GArray *next)
{
  Head *head = &g_array_index (walk->heads, Head, walk->current);

  head->node = g_array_index (next, guint, 0);
  if (ath_edges_get_n (walk->graph->parents, node) > 1)
    g_clear_pointer (&head->ancestors, ath_bitset_free);
  else if (head->ancestors != NULL)
    ath_bitset_remove (head->ancestors, node);

  for (guint i = 1; i < next->len; i++)
    {
      Head further = { .node = g_array_index (next, guint, i) };

      g_array_append_val (walk->heads, further);
    }
}

static void
walk_down (Walk *walk)
{
  while (walk->heads->len > 0)
    {
      guint node = g_array_index (walk->heads, Head, walk->current).node;
      g_autoptr(GArray) next = NULL;

      if (turn_to_dependant (walk, node))
        continue;

      emit (walk, node);
      next = list_next (walk, node);
      if (next->len > 0)
        {
          move_down (walk, node, next);
          continue;
        }

      g_array_remove_index (walk->heads, walk->current);
      if (walk->current > 0)
        walk->current--;
    }
}

static void
add_heads (Walk   *walk,
           GArray *nodes)
{
  g_autoptr(GArray) sorted = g_array_copy (nodes);

  ath_revision_graph_sort_by_load (walk->graph, (guint *) sorted->data, sorted->len);
  for (guint i = 0; i < sorted->len; i++)
    {
      Head head = { .node = g_array_index (sorted, guint, i) };

      if (ath_bitset_contains (walk->todo, head.node) && !is_head (walk, head.node))
        g_array_append_val (walk->heads, head);
    }
}

/**
 * ath_revision_graph_sort_topologically:
 * @self: a graph
 * @set: the nodes to sort
 * @heads: (element-type guint): where to start; those that are not in @set do
 *   not count
 *
 * Returns: (transfer full) (element-type guint): the members of @set, children
 *   before parents
 */
GArray *
ath_revision_graph_sort_topologically (AthRevisionGraph *self,
                                       const AthBitset  *set,
                                       GArray           *heads)
{
  g_autoptr(AthBitset) todo = ath_bitset_new (self->n_nodes);
  g_autoptr(GArray) walked = g_array_new (FALSE, FALSE, sizeof (Head));
  g_autoptr(GArray) tips = ath_revision_graph_list_tips (self, set, self->parents);
  Walk walk = { .graph = self, .todo = todo, .heads = walked };

  ath_bitset_unite (todo, set);
  g_array_set_clear_func (walked, head_clear);
  walk.output = g_array_new (FALSE, FALSE, sizeof (guint));

  add_heads (&walk, heads);
  /* Of a range, also those that lead to the head over what is not in the range. */
  add_heads (&walk, tips);
  walk_down (&walk);

  return walk.output;
}
