/* ath-graph-history.c: ranges of the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

/**
 * Range:
 * @start: (owned): what stands before the colon, or "base"
 * @end: (owned): what stands behind it, or "heads"
 * @rows: (unowned): what `current` means
 */
typedef struct
{
  char               *start;
  char               *end;
  const char *const  *rows;
} Range;

static void
range_clear (Range *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->end, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Range, range_clear)

static gboolean
parse_range (const char         *text,
             const char *const  *rows,
             Range              *range,
             GError            **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ":"));
  char *colon = strchr (stripped, ':');
  GError *bad;

  if (colon == NULL || strchr (colon + 1, ':') != NULL)
    {
      bad = ath_error_new (ATH_ERROR_REVISION, _("“%s” is not a range of the history"), text);
      ath_error_set_hint (bad, _("A range is START:END, START: or :END."));
      g_propagate_error (error, bad);
      return FALSE;
    }

  *colon = '\0';
  range->start = g_strdup (*stripped != '\0' ? stripped : "base");
  range->end = g_strdup (colon[1] != '\0' ? colon + 1 : "heads");
  range->rows = rows;

  return TRUE;
}

static GArray *
resolve_current (AthRevisionGraph  *self,
                 const Range       *range,
                 GError           **error)
{
  const char *none[] = { NULL };

  return ath_revision_graph_resolve_rows (self, range->rows != NULL ? range->rows : none, error);
}

/* "+N" at the end counts from the start. */
static GArray *
resolve_end (AthRevisionGraph  *self,
             const Range       *range,
             GError           **error)
{
  g_auto(AthRelativeSymbol) relative = { 0 };
  g_autoptr(GArray) start = NULL;

  if (g_str_equal (range->end, "current"))
    return resolve_current (self, range, error);
  if (!ath_relative_symbol_parse (range->end, &relative))
    return ath_revision_graph_resolve_nodes (self, range->end, error);

  if (g_str_equal (range->start, "current"))
    start = resolve_current (self, range, error);
  else
    start = ath_revision_graph_resolve_nodes (self, range->start, error);
  if (start == NULL)
    return NULL;

  return ath_revision_graph_resolve_upgrade (self, range->end, start, TRUE, error);
}

/* "-N" at the start counts from the end. */
static GArray *
resolve_start (AthRevisionGraph  *self,
               const Range       *range,
               GArray            *ends,
               GError           **error)
{
  g_auto(AthRelativeSymbol) relative = { 0 };
  g_autoptr(GArray) starts = NULL;

  if (g_str_equal (range->start, "current"))
    return resolve_current (self, range, error);
  if (!ath_relative_symbol_parse (range->start, &relative)
      || relative.start != NULL || relative.steps >= 0)
    return ath_revision_graph_resolve_nodes (self, range->start, error);

  starts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < ends->len; i++)
    {
      guint node = g_array_index (ends, guint, i);

      if (!ath_revision_graph_walk (self, &node, relative.steps, ATH_NODE_BASE, TRUE, error))
        return NULL;
      if (node != ATH_NODE_BASE)
        g_array_append_val (starts, node);
    }

  return g_steal_pointer (&starts);
}

/* "LABEL@..." at the start leaves only the ends on that branch. */
static gboolean
limit_to_branch (AthRevisionGraph  *self,
                 const char        *start,
                 GArray            *ends,
                 GError           **error)
{
  const char *at = strchr (start, '@');
  g_autofree char *label = NULL;
  g_autoptr(AthBitset) lineage = NULL;
  guint branch;

  if (at == NULL)
    return TRUE;

  label = g_strndup (start, at - start);
  if (!ath_revision_graph_resolve_branch (self, label, &branch, error))
    return FALSE;

  lineage = ath_revision_graph_find_lineage (self, branch, self->downs);
  for (guint i = ends->len; i-- > 0;)
    {
      if (!ath_bitset_contains (lineage, g_array_index (ends, guint, i)))
        g_array_remove_index (ends, i);
    }

  return TRUE;
}

/* Leaves in @set, which holds all up to the end, what is above @starts or one of them. */
static gboolean
cut_below (AthRevisionGraph  *self,
           AthBitset         *set,
           GArray            *starts,
           const Range       *range,
           GError           **error)
{
  g_autoptr(AthBitset) below = ath_revision_graph_find_ancestors (self, starts);
  g_autoptr(AthBitset) above = ath_bitset_new (self->n_nodes);

  for (guint i = 0; i < starts->len; i++)
    {
      guint node = g_array_index (starts, guint, i);

      if (!ath_bitset_contains (set, node))
        {
          g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION,
                       _("“%s” does not lead up to “%s”"), range->start, range->end);
          return FALSE;
        }
      ath_bitset_add (above, node);
      ath_bitset_remove (below, node);
    }

  ath_revision_graph_close_descendants (self, above, self->downs);
  ath_bitset_subtract (set, below);
  ath_bitset_intersect (set, above);

  return TRUE;
}

static GPtrArray *
list_all (AthRevisionGraph *self)
{
  g_autoptr(AthBitset) set = ath_bitset_new (self->n_nodes);
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) sorted = NULL;

  for (guint node = 0; node < self->n_nodes; node++)
    {
      ath_bitset_add (set, node);
      if (self->nodes[node].n_all_children == 0)
        g_array_append_val (heads, node);
    }
  sorted = ath_revision_graph_sort_topologically (self, set, heads);

  return ath_revision_graph_list_nodes (self, sorted);
}

/**
 * ath_revision_graph_list_history:
 * @self: a graph
 * @range: (nullable): "START:END", either side optional; `NULL` for all
 * @rows: (nullable): what `current` means
 * @error: set to ATH_ERROR_REVISION when @range is none
 *
 * Returns: (transfer full) (element-type AthRevision): newest first, START included
 */
GPtrArray *
ath_revision_graph_list_history (AthRevisionGraph    *self,
                                 const char          *range,
                                 const char *const   *rows,
                                 GError             **error)
{
  g_auto(Range) parsed = { 0 };
  g_autoptr(GArray) starts = NULL;
  g_autoptr(GArray) ends = NULL;
  g_autoptr(AthBitset) set = NULL;
  g_autoptr(GArray) sorted = NULL;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  /* Also when a cycle leaves no head to start from. */
  if (range == NULL)
    return list_all (self);
  if (!parse_range (range, rows, &parsed, error))
    return NULL;

  ends = resolve_end (self, &parsed, error);
  if (ends == NULL || !limit_to_branch (self, parsed.start, ends, error))
    return NULL;
  starts = resolve_start (self, &parsed, ends, error);
  if (starts == NULL)
    return NULL;

  set = ath_revision_graph_find_ancestors (self, ends);
  if (starts->len > 0 && !cut_below (self, set, starts, &parsed, error))
    return NULL;
  sorted = ath_revision_graph_sort_topologically (self, set, ends);

  return ath_revision_graph_list_nodes (self, sorted);
}

/**
 * ath_revision_graph_list_current:
 * @self: a graph
 * @rows: rows of a version table
 * @error: set to ATH_ERROR_REVISION when the project does not have one of them
 *
 * Of all that is applied, finds what no applied revision revises: the rows, and
 * where a dependency of another branch has consumed a row, that one, too.
 *
 * Returns: (transfer full) (element-type AthRevision): newest first
 */
GPtrArray *
ath_revision_graph_list_current (AthRevisionGraph    *self,
                                 const char *const   *rows,
                                 GError             **error)
{
  g_autoptr(GArray) nodes = NULL;
  g_autoptr(AthBitset) applied = NULL;
  g_autoptr(GArray) tips = NULL;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  nodes = ath_revision_graph_resolve_rows (self, rows, error);
  if (nodes == NULL)
    return NULL;

  applied = ath_revision_graph_find_ancestors (self, nodes);
  tips = ath_revision_graph_list_tips (self, applied, self->downs);

  return ath_revision_graph_list_nodes (self, tips);
}
