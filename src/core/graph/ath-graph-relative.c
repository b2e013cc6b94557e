/* ath-graph-relative.c: symbols that count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

/* START+N or +N at the beginning of @text. */
static gboolean
parse_count (const char        *text,
             AthRelativeSymbol *relative)
{
  const char *sign = text;
  guint64 steps;

  while (*sign == '_' || g_unichar_isalnum (g_utf8_get_char (sign)))
    sign = g_utf8_next_char (sign);
  if ((*sign != '+' && *sign != '-') || !g_ascii_isdigit (sign[1]))
    return FALSE;

  steps = g_ascii_strtoull (sign + 1, NULL, 10);
  relative->steps = (int) MIN (steps, G_MAXINT);
  if (*sign == '-')
    relative->steps = -relative->steps;
  if (sign > text)
    relative->start = g_strndup (text, sign - text);

  return TRUE;
}

/**
 * ath_relative_symbol_parse:
 * @symbol: a symbol
 * @relative: (out caller-allocates): set when it is one that counts
 *
 * What stands behind the number is ignored, as Alembic does.
 *
 * Returns: whether @symbol is one that counts
 */
gboolean
ath_relative_symbol_parse (const char        *symbol,
                           AthRelativeSymbol *relative)
{
  memset (relative, 0, sizeof *relative);

  for (const char *at = strchr (symbol, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      if (at > symbol && parse_count (at + 1, relative))
        {
          relative->label = g_strndup (symbol, at - symbol);
          return TRUE;
        }
    }

  return parse_count (symbol, relative);
}

/**
 * ath_relative_symbol_clear:
 * @self: a symbol
 *
 * Frees what @self holds.
 */
void
ath_relative_symbol_clear (AthRelativeSymbol *self)
{
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->start, g_free);
}

/* (transfer full) (element-type guint): what revises @node, or the bases */
static GArray *
list_above (AthRevisionGraph *self,
            guint             node,
            const AthBitset  *within)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *above = node != ATH_NODE_BASE ? self->nodes[node].children : self->bases;

  for (guint i = 0; i < above->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (above, i);
      guint child = ath_revision_graph_find_node (self, revision->id);

      if (within == NULL || ath_bitset_contains (within, child))
        g_array_append_val (nodes, child);
    }

  return nodes;
}

static void
set_ambiguous_error (AthRevisionGraph  *self,
                     guint              node,
                     GArray            *next,
                     gboolean           is_up,
                     GError           **error)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const char *id = ath_revision_graph_get_id (self, node);
  GError *ambiguous;

  for (guint i = 0; i < next->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ath_revision_graph_get_id (self, g_array_index (next, guint, i)));

  if (is_up)
    ambiguous = ath_error_new (ATH_ERROR_REVISION,
                               _("There are several ways up from “%s”: %s"), id, names->str);
  else
    ambiguous = ath_error_new (ATH_ERROR_REVISION,
                               _("There are several ways down from “%s”: %s"), id, names->str);
  ath_error_set_hint (ambiguous, _("Give the id of the revision to go to, or a branch as in "
                                   "“LABEL@+1”."));
  g_propagate_error (error, ambiguous);
}

static void
set_end_error (AthRevisionGraph  *self,
               guint              start,
               int                steps,
               GError           **error)
{
  const char *id = ath_revision_graph_get_id (self, start);
  guint n = ABS (steps);

  if (steps > 0)
    g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION,
                 ngettext ("There is no revision above “%s”",
                           "There are no %2$u revisions above “%1$s”", n), id, n);
  else
    g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION,
                 ngettext ("There is no revision below “%s”",
                           "There are no %2$u revisions below “%1$s”", n), id, n);
}

/* One step.  FALSE without @error: there is nothing further. */
static gboolean
walk_one (AthRevisionGraph  *self,
          guint             *node,
          gboolean           is_up,
          const AthBitset   *within,
          GError           **error)
{
  g_autoptr(GArray) next = NULL;
  guint n_downs;

  if (is_up)
    {
      next = list_above (self, *node, within);
    }
  else
    {
      next = g_array_new (FALSE, FALSE, sizeof (guint));
      if (*node == ATH_NODE_BASE)
        return FALSE;

      ath_edges_get (self->downs, *node, &n_downs);
      g_array_append_vals (next, ath_edges_get (self->downs, *node, &n_downs), n_downs);
      if (n_downs == 0)
        {
          *node = ATH_NODE_BASE;
          return TRUE;
        }
    }

  if (next->len > 1)
    set_ambiguous_error (self, *node, next, is_up, error);
  if (next->len != 1)
    return FALSE;

  *node = g_array_index (next, guint, 0);

  return TRUE;
}

/**
 * ath_revision_graph_walk:
 * @self: a graph
 * @node: (inout): where to start, and where the walk ended; ATH_NODE_BASE for base
 * @steps: how many, upwards or (negative) downwards along down revisions
 * @branch: upwards, only what shares lineage with this node is gone to; or ATH_NODE_BASE
 * @stop_at_end: whether a walk that comes to the end ends there, rather than fail
 * @error: set to ATH_ERROR_REVISION when there are several ways, or no such revision
 *
 * Returns: whether there is one revision to end at
 */
gboolean
ath_revision_graph_walk (AthRevisionGraph  *self,
                         guint             *node,
                         int                steps,
                         guint              branch,
                         gboolean           stop_at_end,
                         GError           **error)
{
  g_autoptr(AthBitset) within = NULL;
  g_autoptr(GError) ambiguous = NULL;
  guint start = *node;

  if (steps > 0 && branch != ATH_NODE_BASE)
    within = ath_revision_graph_find_lineage (self, branch, self->downs);

  for (int i = 0; i < ABS (steps); i++)
    {
      if (walk_one (self, node, steps > 0, within, &ambiguous))
        continue;

      if (ambiguous != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&ambiguous));
          return FALSE;
        }
      if (stop_at_end)
        return TRUE;

      set_end_error (self, start, steps, error);
      return FALSE;
    }

  return TRUE;
}
