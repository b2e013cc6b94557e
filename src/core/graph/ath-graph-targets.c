/* ath-graph-targets.c: where an upgrade or a downgrade goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

static GArray *
new_nodes (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

/* (transfer full) (element-type guint): those of @nodes that are in @set */
static GArray *
filter_nodes (GArray          *nodes,
              const AthBitset *set)
{
  GArray *filtered = new_nodes ();

  for (guint i = 0; i < nodes->len; i++)
    {
      if (ath_bitset_contains (set, g_array_index (nodes, guint, i)))
        g_array_append_val (filtered, g_array_index (nodes, guint, i));
    }

  return filtered;
}

/**
 * ath_revision_graph_list_tips:
 * @self: a graph
 * @set: nodes
 * @along: the edges to follow: `downs` or `parents`
 *
 * Returns: (transfer full) (element-type guint): members of @set that no other
 *   member comes directly after, newest first
 */
GArray *
ath_revision_graph_list_tips (AthRevisionGraph *self,
                              const AthBitset  *set,
                              const AthEdges   *along)
{
  g_autoptr(AthBitset) below = ath_bitset_new (self->n_nodes);
  GArray *tips = new_nodes ();

  for (guint node = self->n_nodes; node-- > 0;)
    {
      guint n_targets;
      const guint *targets = ath_edges_get (along, node, &n_targets);

      if (!ath_bitset_contains (set, node))
        continue;

      if (!ath_bitset_contains (below, node))
        g_array_append_val (tips, node);
      for (guint i = 0; i < n_targets; i++)
        ath_bitset_add (below, targets[i]);
    }

  return tips;
}

/* Where an upgrade of one branch starts: at its row, or, where another branch has
 * consumed that, at what is applied of it, or at base.
 */
static GArray *
list_starts_on_branch (AthRevisionGraph *self,
                       GArray           *rows,
                       guint             branch)
{
  g_autoptr(AthBitset) lineage = ath_revision_graph_find_lineage (self, branch, self->downs);
  g_autoptr(AthBitset) applied = NULL;
  GArray *starts = filter_nodes (rows, lineage);

  if (starts->len > 0)
    return starts;

  g_array_unref (starts);
  applied = ath_revision_graph_find_ancestors (self, rows);
  ath_bitset_intersect (applied, lineage);

  return ath_revision_graph_list_tips (self, applied, self->parents);
}

/* The one place where "+N" or "LABEL@+N" counts from. */
static gboolean
find_upgrade_start (AthRevisionGraph  *self,
                    GArray            *rows,
                    guint              branch,
                    guint             *start,
                    GError           **error)
{
  g_autoptr(GArray) starts = NULL;
  GError *several;

  if (branch != ATH_NODE_BASE)
    starts = list_starts_on_branch (self, rows, branch);
  else
    starts = g_array_ref (rows);

  if (starts->len > 1)
    {
      several = ath_error_new (ATH_ERROR_PLAN,
                               _("The database is at several revisions, and each has a way up"));
      ath_error_set_hint (several, _("Give a branch, as in “LABEL@+1”, or the revision to go "
                                     "to."));
      g_propagate_error (error, several);
      return FALSE;
    }

  *start = starts->len == 1 ? g_array_index (starts, guint, 0) : ATH_NODE_BASE;

  return TRUE;
}

/* The node that "START+N" or "LABEL@START-N" counts from.  Upwards the label only
 * chooses the way; downwards the start must be on its branch.
 */
static gboolean
find_named_start (AthRevisionGraph         *self,
                  const AthRelativeSymbol  *relative,
                  guint                    *start,
                  GError                  **error)
{
  g_autofree char *symbol = NULL;

  if (relative->label == NULL || relative->steps > 0)
    return ath_revision_graph_resolve_node (self, relative->start, start, error);

  symbol = g_strdup_printf ("%s@%s", relative->label, relative->start);

  return ath_revision_graph_resolve_node (self, symbol, start, error);
}

static gboolean
find_label (AthRevisionGraph  *self,
            const char        *label,
            guint             *branch,
            GError           **error)
{
  *branch = ATH_NODE_BASE;

  return label == NULL || ath_revision_graph_resolve_branch (self, label, branch, error);
}

/**
 * ath_revision_graph_resolve_upgrade:
 * @self: a graph
 * @target: a symbol
 * @rows: (element-type guint): where to count from
 * @stop_at_end: whether counting too far ends at the end, rather than fail
 * @error: set to ATH_ERROR_REVISION when @target names nothing, ATH_ERROR_PLAN when
 *   it is no way up
 *
 * Returns: (transfer full) (element-type guint): what is to be applied, with all
 *   that it needs; nothing for base
 */
GArray *
ath_revision_graph_resolve_upgrade (AthRevisionGraph  *self,
                                    const char        *target,
                                    GArray            *rows,
                                    gboolean           stop_at_end,
                                    GError           **error)
{
  g_auto(AthRelativeSymbol) relative = { 0 };
  GArray *nodes;
  guint branch, node;

  if (!ath_relative_symbol_parse (target, &relative))
    return ath_revision_graph_resolve_nodes (self, target, error);

  if (relative.start == NULL && relative.steps <= 0)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PLAN,
                   _("An upgrade cannot go down by “%s”"), target);
      return NULL;
    }

  if (!find_label (self, relative.label, &branch, error))
    return NULL;
  if (relative.start == NULL && !find_upgrade_start (self, rows, branch, &node, error))
    return NULL;
  if (relative.start != NULL && !find_named_start (self, &relative, &node, error))
    return NULL;
  if (!ath_revision_graph_walk (self, &node, relative.steps, branch, stop_at_end, error))
    return NULL;

  nodes = new_nodes ();
  if (node != ATH_NODE_BASE)
    g_array_append_val (nodes, node);

  return nodes;
}

/* Where "-N" counts from.  With several rows that is the first, as in Alembic. */
static gboolean
find_downgrade_start (AthRevisionGraph  *self,
                      const char        *target,
                      GArray            *rows,
                      guint              branch,
                      guint             *start,
                      GError           **error)
{
  g_autoptr(AthBitset) lineage = NULL;
  g_autoptr(AthBitset) applied = NULL;
  g_autoptr(GArray) starts = NULL;
  g_autoptr(GArray) tips = NULL;

  if (rows->len == 0)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PLAN,
                   _("The database has no revision that “%s” could count from"), target);
      return FALSE;
    }
  if (branch == ATH_NODE_BASE)
    {
      *start = g_array_index (rows, guint, 0);
      return TRUE;
    }

  lineage = ath_revision_graph_find_lineage (self, branch, self->downs);
  starts = filter_nodes (rows, lineage);
  if (starts->len == 0)
    {
      applied = ath_revision_graph_find_ancestors (self, rows);
      tips = ath_revision_graph_list_tips (self, applied, self->downs);
      g_array_unref (starts);
      starts = filter_nodes (tips, lineage);
    }
  if (starts->len != 1)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PLAN,
                   starts->len == 0
                   ? _("The database has no revision of the branch that “%s” counts on")
                   : _("The database has several revisions of the branch that “%s” counts on"),
                   target);
      return FALSE;
    }
  *start = g_array_index (starts, guint, 0);

  return TRUE;
}

static gboolean
resolve_downgrade_by (AthRevisionGraph         *self,
                      const char               *target,
                      const AthRelativeSymbol  *relative,
                      GArray                   *rows,
                      guint                    *branch,
                      guint                    *node,
                      GError                  **error)
{
  if (relative->start == NULL && relative->steps >= 0)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PLAN,
                   _("A downgrade cannot go up by “%s”"), target);
      return FALSE;
    }

  if (!find_label (self, relative->label, branch, error))
    return FALSE;
  if (relative->start == NULL && !find_downgrade_start (self, target, rows, *branch, node, error))
    return FALSE;
  if (relative->start != NULL && !find_named_start (self, relative, node, error))
    return FALSE;
  /* Nothing but what is above this row goes. */
  if (relative->start == NULL && relative->label == NULL)
    *branch = *node;

  return ath_revision_graph_walk (self, node, relative->steps, *branch, FALSE, error);
}

/**
 * ath_revision_graph_resolve_downgrade:
 * @self: a graph
 * @target: a symbol
 * @rows: (element-type guint): where to count from
 * @branch: (out): set to what limits the downgrade to its lineage, or ATH_NODE_BASE
 * @node: (out): set to what remains; ATH_NODE_BASE for base
 * @error: set to ATH_ERROR_REVISION when @target does not name one revision,
 *   ATH_ERROR_PLAN when it is no way down
 *
 * Returns: whether there is one revision to go down to
 */
gboolean
ath_revision_graph_resolve_downgrade (AthRevisionGraph  *self,
                                      const char        *target,
                                      GArray            *rows,
                                      guint             *branch,
                                      guint             *node,
                                      GError           **error)
{
  g_auto(AthRelativeSymbol) relative = { 0 };
  g_autofree char *label = NULL;
  const char *at = strrchr (target, '@');

  if (ath_relative_symbol_parse (target, &relative))
    return resolve_downgrade_by (self, target, &relative, rows, branch, node, error);

  *branch = ATH_NODE_BASE;
  *node = ATH_NODE_BASE;
  if (at != NULL)
    label = g_strndup (target, at - target);
  if (at != NULL && g_str_equal (at + 1, "base") && self->bases->len == 1)
    return ath_revision_graph_check_branch (self, label, error);
  if (!find_label (self, label, branch, error))
    return FALSE;

  /* The label limits what goes, not what the rest of the target may name. */
  return ath_revision_graph_resolve_node (self, at != NULL ? at + 1 : target, node, error);
}
