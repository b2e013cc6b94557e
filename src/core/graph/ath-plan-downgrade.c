/* ath-plan-downgrade.c: the way down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-applied-set.h"
#include "ath-error.h"
#include "ath-plan-private.h"
#include "ath-revision-graph-private.h"

/* What goes first is directly above @node, or all bases.  With several of them and a
 * @branch, only what leads up to that.
 */
static AthBitset *
find_roots (AthRevisionGraph  *graph,
            guint              node,
            guint              branch,
            GError           **error)
{
  g_autoptr(AthBitset) roots = ath_bitset_new (graph->n_nodes);
  g_autoptr(AthBitset) below = NULL;
  GPtrArray *candidates = node != ATH_NODE_BASE ? graph->nodes[node].children : graph->bases;

  for (guint i = 0; i < candidates->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (candidates, i);

      ath_bitset_add (roots, ath_revision_graph_find_node (graph, revision->id));
    }
  if (branch == ATH_NODE_BASE || candidates->len < 2)
    return g_steal_pointer (&roots);

  below = ath_bitset_new (graph->n_nodes);
  ath_bitset_add (below, branch);
  ath_revision_graph_close_ancestors (graph, below, graph->downs);
  ath_bitset_intersect (roots, below);
  if (ath_bitset_is_empty (roots))
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_PLAN,
                           _("The target of the downgrade is not on the branch that it names"));
      return NULL;
    }

  return g_steal_pointer (&roots);
}

/* (transfer full): all that is applied at or above what goes first */
static AthBitset *
find_dropped (AthRevisionGraph  *graph,
              AthAppliedSet     *applied,
              guint              node,
              guint              branch,
              GError           **error)
{
  AthBitset *dropped = find_roots (graph, node, branch, error);

  if (dropped == NULL)
    return NULL;

  ath_revision_graph_close_descendants (graph, dropped, graph->parents);
  ath_bitset_intersect (dropped, ath_applied_set_get_members (applied));

  return dropped;
}

static gboolean
check_target (AthRevisionGraph  *graph,
              GArray            *rows,
              guint              node,
              const AthBitset   *dropped,
              GError           **error)
{
  GError *invalid;

  if (node == ATH_NODE_BASE || !ath_bitset_is_empty (dropped))
    return TRUE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (g_array_index (rows, guint, i) == node)
        return TRUE;
    }

  invalid = ath_error_new (ATH_ERROR_PLAN,
                           _("A downgrade to “%s” is not possible: nothing above it is applied"),
                           ath_revision_graph_get_id (graph, node));
  ath_error_set_hint (invalid, _("The target of a downgrade is what remains. It must be below "
                                 "what the database is at."));
  g_propagate_error (error, invalid);

  return FALSE;
}

/* (transfer full) (element-type utf8): rows that are no maximal elements, as some
 * versions of Alembic leave them
 */
static GPtrArray *
list_superfluous (AthRevisionGraph *graph,
                  AthAppliedSet    *applied,
                  GArray           *rows)
{
  GPtrArray *superfluous = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      guint node = g_array_index (rows, guint, i);

      if (!ath_applied_set_is_maximal (applied, node))
        g_ptr_array_add (superfluous, graph->nodes[node].revision->id);
    }

  return superfluous;
}

/* Takes what is in @gone along. */
static void
add_downgrade_step (AthPlan          *plan,
                    AthRevisionGraph *graph,
                    AthAppliedSet    *applied,
                    guint             node,
                    GPtrArray        *gone)
{
  g_autoptr(GPtrArray) come = g_ptr_array_new ();
  guint n_parents;
  const guint *parents = ath_edges_get (graph->parents, node, &n_parents);

  ath_applied_set_remove (applied, node);
  g_ptr_array_add (gone, graph->nodes[node].revision->id);
  for (guint i = 0; i < n_parents; i++)
    {
      if (ath_applied_set_is_maximal (applied, parents[i]))
        g_ptr_array_add (come, graph->nodes[parents[i]].revision->id);
    }

  ath_plan_add_step (plan, graph->nodes[node].revision, gone, come);
  g_ptr_array_set_size (gone, 0);
}

static AthPlan *
make_plan (AthRevisionGraph   *graph,
           AthAppliedSet      *applied,
           GArray             *nodes,
           GArray             *dropped,
           const char         *target,
           const char *const  *rows)
{
  AthPlan *plan = ath_plan_new (graph, ATH_PLAN_DOWNGRADE, rows);
  g_autoptr(GPtrArray) gone = list_superfluous (graph, applied, nodes);
  g_autofree char *warning = NULL;
  guint first;

  for (guint i = 0; i < dropped->len; i++)
    add_downgrade_step (plan, graph, applied, g_array_index (dropped, guint, i), gone);

  if (nodes->len > 1 && *target == '-')
    {
      first = g_array_index (nodes, guint, 0);
      warning = g_strdup_printf (_("“%s” counts from “%s”, which is one of several that the "
                                   "database is at"),
                                 target, ath_revision_graph_get_id (graph, first));
      ath_plan_set_warning (plan, warning);
    }

  return plan;
}

/**
 * ath_plan_new_downgrade:
 * @graph: a graph
 * @rows: rows of the version table, empty for none
 * @target: what is to remain
 * @error: set to ATH_ERROR_REVISION when @target or a row names nothing,
 *   ATH_ERROR_PLAN when there is no way, ATH_ERROR_SCRIPT when it leads over a
 *   revision that has a problem
 *
 * Plans to take back all that is above @target, with what depends on it.
 *
 * Returns: (transfer full): the plan
 */
AthPlan *
ath_plan_new_downgrade (AthRevisionGraph    *graph,
                        const char *const   *rows,
                        const char          *target,
                        GError             **error)
{
  g_autoptr(GArray) nodes = NULL;
  g_autoptr(GArray) sorted = NULL;
  g_autoptr(AthBitset) dropped = NULL;
  g_autoptr(AthAppliedSet) applied = NULL;
  guint branch, node;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && target != NULL, NULL);

  nodes = ath_revision_graph_resolve_rows (graph, rows, error);
  if (nodes == NULL)
    return NULL;
  if (!ath_revision_graph_resolve_downgrade (graph, target, nodes, &branch, &node, error))
    return NULL;

  applied = ath_applied_set_new (graph, nodes);
  dropped = find_dropped (graph, applied, node, branch, error);
  if (dropped == NULL || !check_target (graph, nodes, node, dropped, error))
    return NULL;

  sorted = ath_revision_graph_sort_topologically (graph, dropped, nodes);
  if (!ath_revision_graph_check_nodes (graph, sorted, error))
    return NULL;

  return make_plan (graph, applied, nodes, sorted, target, rows);
}
