/* ath-plan-stamp.c: rows that are changed without running anything
 *
 * The rows that a stamp leaves are computed directly: its targets, and the old
 * rows that none of them is above or below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-applied-set.h"
#include "ath-plan-private.h"
#include "ath-revision-graph-private.h"

/**
 * Stamp:
 * @graph: (unowned): the graph
 * @targets: (owned) (element-type guint): the revisions to stamp, none above another
 * @target_set: (owned): the same
 * @has_rows: whether there are rows that stay unless they go
 * @has_base: whether rows go and nothing comes in their place
 * @based: (owned): rows that go to base
 * @gone: (owned) (element-type utf8): rows that the next step takes along
 */
typedef struct
{
  AthRevisionGraph *graph;
  GArray           *targets;
  AthBitset        *target_set;
  gboolean          has_rows;
  gboolean          has_base;
  AthBitset        *based;
  GPtrArray        *gone;
} Stamp;

static void
stamp_clear (Stamp *self)
{
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->target_set, ath_bitset_free);
  g_clear_pointer (&self->based, ath_bitset_free);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stamp, stamp_clear)

/* "base" is all that there is, "LABEL@base" what is above or below that revision. */
static gboolean
resolve_base (Stamp       *stamp,
              const char  *symbol,
              GError     **error)
{
  const char *at = strchr (symbol, '@');
  g_autofree char *label = NULL;
  g_autoptr(AthBitset) lineage = NULL;
  guint branch;

  stamp->has_base = TRUE;
  if (at == NULL)
    {
      for (guint node = 0; node < stamp->graph->n_nodes; node++)
        ath_bitset_add (stamp->based, node);
      return TRUE;
    }

  label = g_strndup (symbol, at - symbol);
  if (!stamp->has_rows)
    return ath_revision_graph_check_branch (stamp->graph, label, error);
  if (!ath_revision_graph_resolve_branch (stamp->graph, label, &branch, error))
    return FALSE;

  lineage = ath_revision_graph_find_lineage (stamp->graph, branch, stamp->graph->parents);
  ath_bitset_unite (stamp->based, lineage);

  return TRUE;
}

static gboolean
resolve_target (Stamp       *stamp,
                const char  *symbol,
                GError     **error)
{
  g_auto(AthRelativeSymbol) relative = { 0 };
  g_autoptr(GArray) nodes = NULL;

  /* As in Alembic: "-1" would be below the heads, which nobody expects of a stamp
   * that could as well count from the rows.
   */
  if (stamp->has_rows && ath_relative_symbol_parse (symbol, &relative))
    {
      g_propagate_error (error, ath_revision_graph_new_unknown_error (stamp->graph, symbol));
      return FALSE;
    }
  if (g_str_equal (symbol, "base") || g_str_has_suffix (symbol, "@base"))
    return resolve_base (stamp, symbol, error);

  nodes = ath_revision_graph_resolve_nodes (stamp->graph, symbol, error);
  if (nodes == NULL)
    return FALSE;
  g_array_append_vals (stamp->targets, nodes->data, nodes->len);

  return TRUE;
}

/* Leaves each target once, and only what is above all others. */
static void
reduce_targets (Stamp *stamp)
{
  g_autoptr(AthAppliedSet) applied = ath_applied_set_new (stamp->graph, stamp->targets);
  g_autoptr(GArray) reduced = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < stamp->targets->len; i++)
    {
      guint node = g_array_index (stamp->targets, guint, i);

      if (!ath_applied_set_is_maximal (applied, node)
          || ath_bitset_contains (stamp->target_set, node))
        continue;

      ath_bitset_add (stamp->target_set, node);
      g_array_append_val (reduced, node);
    }
  g_array_unref (stamp->targets);
  stamp->targets = g_steal_pointer (&reduced);
}

static gboolean
resolve_targets (Stamp              *stamp,
                 AthRevisionGraph   *graph,
                 const char *const  *targets,
                 gboolean            has_rows,
                 GError            **error)
{
  stamp->graph = graph;
  stamp->has_rows = has_rows;
  stamp->targets = g_array_new (FALSE, FALSE, sizeof (guint));
  stamp->target_set = ath_bitset_new (graph->n_nodes);
  stamp->based = ath_bitset_new (graph->n_nodes);
  stamp->gone = g_ptr_array_new ();

  for (guint i = 0; targets[i] != NULL; i++)
    {
      if (!resolve_target (stamp, targets[i], error))
        return FALSE;
    }
  reduce_targets (stamp);

  return TRUE;
}

/* Moves from @rows to `gone` what is in @set and is no target. */
static void
take_rows (Stamp           *stamp,
           GArray          *rows,
           const AthBitset *set)
{
  for (guint i = 0; i < rows->len;)
    {
      guint node = g_array_index (rows, guint, i);

      if (!ath_bitset_contains (set, node) || ath_bitset_contains (stamp->target_set, node))
        {
          i++;
          continue;
        }
      g_ptr_array_add (stamp->gone, stamp->graph->nodes[node].revision->id);
      g_array_remove_index (rows, i);
    }
}

/* Takes the rows that are not maximal, as some versions of Alembic leave them. */
static void
take_superfluous (Stamp  *stamp,
                  GArray *rows)
{
  g_autoptr(AthAppliedSet) applied = ath_applied_set_new (stamp->graph, rows);
  g_autoptr(AthBitset) superfluous = ath_bitset_new (stamp->graph->n_nodes);

  for (guint i = 0; i < rows->len; i++)
    {
      guint node = g_array_index (rows, guint, i);

      if (!ath_applied_set_is_maximal (applied, node))
        ath_bitset_add (superfluous, node);
    }
  take_rows (stamp, rows, superfluous);
}

/* Takes all of @rows, known or not, but for the targets. */
static void
purge_rows (Stamp             *stamp,
            const char *const *rows)
{
  for (guint i = 0; rows[i] != NULL; i++)
    {
      guint node = ath_revision_graph_find_node (stamp->graph, rows[i]);

      if (node == ATH_NODE_BASE || !ath_bitset_contains (stamp->target_set, node))
        g_ptr_array_add (stamp->gone, (char *) rows[i]);
    }
}

/* @is_row: whether the target is a row already */
static void
add_stamp_step (Stamp       *stamp,
                AthPlan     *plan,
                AthRevision *revision,
                gboolean     is_row)
{
  g_autoptr(GPtrArray) come = g_ptr_array_new ();

  if (revision != NULL && !is_row)
    g_ptr_array_add (come, revision->id);
  if (stamp->gone->len > 0 || come->len > 0)
    ath_plan_add_step (plan, revision, stamp->gone, come);

  g_ptr_array_set_size (stamp->gone, 0);
}

static void
add_steps (Stamp   *stamp,
           AthPlan *plan,
           GArray  *rows)
{
  if (stamp->has_base || stamp->targets->len == 0)
    {
      take_rows (stamp, rows, stamp->based);
      add_stamp_step (stamp, plan, NULL, FALSE);
    }

  for (guint i = 0; i < stamp->targets->len; i++)
    {
      guint node = g_array_index (stamp->targets, guint, i);
      AthRevision *revision = stamp->graph->nodes[node].revision;
      g_autoptr(AthBitset) lineage = ath_revision_graph_find_lineage (stamp->graph, node,
                                                                      stamp->graph->parents);

      take_rows (stamp, rows, lineage);
      add_stamp_step (stamp, plan, revision,
                      g_strv_contains (ath_plan_get_rows_after (plan), revision->id));
    }
}

/**
 * ath_plan_new_stamp:
 * @graph: a graph
 * @rows: rows of the version table, empty for none
 * @targets: what they shall be; rows on other branches stay
 * @purge: forget @rows (known or not) first
 * @error: set to ATH_ERROR_REVISION when a target names nothing, or, without
 *   @purge, a row
 *
 * Plans to change the rows without running a script.
 *
 * Returns: (transfer full): the plan
 */
AthPlan *
ath_plan_new_stamp (AthRevisionGraph    *graph,
                    const char *const   *rows,
                    const char *const   *targets,
                    gboolean             purge,
                    GError             **error)
{
  g_auto(Stamp) stamp = { 0 };
  g_autoptr(GArray) nodes = NULL;
  AthPlan *plan;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && targets != NULL && targets[0] != NULL, NULL);

  if (purge)
    nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  else
    nodes = ath_revision_graph_resolve_rows (graph, rows, error);
  if (nodes == NULL || !resolve_targets (&stamp, graph, targets, nodes->len > 0, error))
    return NULL;

  plan = ath_plan_new (graph, ATH_PLAN_STAMP, rows);
  if (purge)
    purge_rows (&stamp, rows);
  else
    take_superfluous (&stamp, nodes);
  add_steps (&stamp, plan, nodes);

  return plan;
}
