/* ath-plan-upgrade.c: the way up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-applied-set.h"
#include "ath-plan-private.h"
#include "ath-revision-graph-private.h"

static void
add_upgrade_step (AthPlan          *plan,
                  AthRevisionGraph *graph,
                  AthAppliedSet    *applied,
                  guint             node)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new ();
  g_autoptr(GPtrArray) come = g_ptr_array_new ();
  guint n_parents;
  const guint *parents = ath_edges_get (graph->parents, node, &n_parents);

  /* A row that is below @node is directly below: else a parent would be above it. */
  for (guint i = 0; i < n_parents; i++)
    {
      if (ath_applied_set_is_maximal (applied, parents[i]))
        g_ptr_array_add (gone, graph->nodes[parents[i]].revision->id);
    }
  g_ptr_array_add (come, graph->nodes[node].revision->id);

  ath_applied_set_add (applied, node);
  ath_plan_add_step (plan, graph->nodes[node].revision, gone, come);
}

/* (transfer full) (element-type guint): what @targets need and @applied lacks,
 * newest first
 */
static GArray *
list_needed (AthRevisionGraph  *graph,
             GArray            *targets,
             AthAppliedSet     *applied,
             GError           **error)
{
  g_autoptr(AthAppliedSet) aim = ath_applied_set_new (graph, targets);
  g_autoptr(AthBitset) needed = ath_bitset_new (graph->n_nodes);

  if (!ath_applied_set_check (aim, targets, error))
    return NULL;

  ath_bitset_unite (needed, ath_applied_set_get_members (aim));
  ath_bitset_subtract (needed, ath_applied_set_get_members (applied));

  return ath_revision_graph_sort_topologically (graph, needed, targets);
}

/**
 * ath_plan_new_upgrade:
 * @graph: a graph
 * @rows: rows of the version table, empty for none
 * @target: what is to be applied
 * @error: set to ATH_ERROR_REVISION when @target or a row names nothing,
 *   ATH_ERROR_PLAN when there is no way, ATH_ERROR_SCRIPT when it leads over a
 *   revision that has a problem
 *
 * Plans to apply @target and all that it needs.  A target that is applied
 * already makes an empty plan.
 *
 * Returns: (transfer full): the plan
 */
AthPlan *
ath_plan_new_upgrade (AthRevisionGraph    *graph,
                      const char *const   *rows,
                      const char          *target,
                      GError             **error)
{
  g_autoptr(AthPlan) plan = NULL;
  g_autoptr(GArray) nodes = NULL;
  g_autoptr(GArray) targets = NULL;
  g_autoptr(GArray) needed = NULL;
  g_autoptr(AthAppliedSet) applied = NULL;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && target != NULL, NULL);

  nodes = ath_revision_graph_resolve_rows (graph, rows, error);
  if (nodes == NULL)
    return NULL;
  targets = ath_revision_graph_resolve_upgrade (graph, target, nodes, FALSE, error);
  if (targets == NULL)
    return NULL;

  applied = ath_applied_set_new (graph, nodes);
  if (!ath_applied_set_check (applied, nodes, error))
    return NULL;
  needed = list_needed (graph, targets, applied, error);
  if (needed == NULL || !ath_revision_graph_check_nodes (graph, needed, error))
    return NULL;

  plan = ath_plan_new (graph, ATH_PLAN_UPGRADE, rows);
  for (guint i = needed->len; i-- > 0;)
    add_upgrade_step (plan, graph, applied, g_array_index (needed, guint, i));

  return g_steal_pointer (&plan);
}
