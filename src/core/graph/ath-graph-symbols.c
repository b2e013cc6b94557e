/* ath-graph-symbols.c: what a symbol names
 *
 * head, heads, base, ids and their beginnings, branch labels, LABEL@SYMBOL, and
 * -N for what is below each head.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

/* Keys that are shorter than this must be written in full. */
#define MIN_PARTIAL_KEY_LENGTH 4

#define MAX_NAMED_CANDIDATES 5

static GArray *
new_nodes (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

static char *
dup_names (GPtrArray *names)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MAX_NAMED_CANDIDATES); i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (names, i));
  if (names->len > MAX_NAMED_CANDIDATES)
    g_string_append (text, ", …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A key is an id or a label; a label that two scripts declare names neither. */
static gboolean
find_key (AthRevisionGraph  *self,
          const char        *key,
          guint             *node,
          GError           **error)
{
  const GError *problem = g_hash_table_lookup (self->shared_labels, key);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key));

  if (number == 0 && problem != NULL)
    {
      g_propagate_error (error, g_error_copy (problem));
      return FALSE;
    }
  if (number == 0)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, key));

  *node = number - 1;

  return TRUE;
}

/* @within: (nullable): nodes that count */
static gboolean
is_candidate (const char      *key,
              guint            node,
              const char      *prefix,
              const AthBitset *within)
{
  return g_str_has_prefix (key, prefix)
         && g_utf8_strlen (key, -1) >= MIN_PARTIAL_KEY_LENGTH
         && (within == NULL || ath_bitset_contains (within, node));
}

/* (transfer full) (element-type utf8): the keys in @within (nullable) that begin with
 * @prefix; @node is set to the last one's
 */
static GPtrArray *
list_candidates (AthRevisionGraph *self,
                 const char       *prefix,
                 const AthBitset  *within,
                 guint            *node)
{
  GPtrArray *candidates = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer label, number;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      char *id = self->nodes[i].revision->id;

      if (is_candidate (id, i, prefix, within))
        {
          g_ptr_array_add (candidates, id);
          *node = i;
        }
    }

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &label, &number))
    {
      guint i = GPOINTER_TO_UINT (number) - 1;

      if (is_candidate (label, i, prefix, within))
        {
          g_ptr_array_add (candidates, label);
          *node = i;
        }
    }

  return candidates;
}

static gboolean
find_partial (AthRevisionGraph  *self,
              const char        *prefix,
              const AthBitset   *within,
              guint             *node,
              GError           **error)
{
  g_autoptr(GPtrArray) candidates = list_candidates (self, prefix, within, node);
  g_autofree char *names = NULL;

  if (candidates->len == 1)
    return TRUE;

  if (candidates->len == 0)
    {
      g_propagate_error (error, ath_revision_graph_new_unknown_error (self, prefix));
      return FALSE;
    }

  names = dup_names (candidates);
  g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION,
               _("“%s” is the beginning of %u revisions or labels: %s"),
               prefix, candidates->len, names);

  return FALSE;
}

/* @branch: node of what stands before the `@`, or ATH_NODE_BASE */
static gboolean
find_identifier (AthRevisionGraph  *self,
                 const char        *identifier,
                 const char        *label,
                 guint              branch,
                 guint             *node,
                 GError           **error)
{
  g_autoptr(AthBitset) lineage = NULL;

  if (*identifier == '\0')
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_REVISION,
                           _("An empty text names no revision"));
      return FALSE;
    }

  if (branch != ATH_NODE_BASE)
    lineage = ath_revision_graph_find_lineage (self, branch, self->downs);

  if (!find_key (self, identifier, node, error))
    return FALSE;
  if (*node == ATH_NODE_BASE)
    return find_partial (self, identifier, lineage, node, error);

  if (lineage != NULL && !ath_bitset_contains (lineage, *node))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION,
                   _("The revision “%s” is not on the branch “%s”"),
                   self->nodes[*node].revision->id, label);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_revision_graph_resolve_branch:
 * @self: a graph
 * @label: what stands before an `@`: a label, or an id
 * @node: (out): set to the revision that it names
 * @error: set to ATH_ERROR_REVISION when it names none, or several
 *
 * Returns: whether it names one
 */
gboolean
ath_revision_graph_resolve_branch (AthRevisionGraph  *self,
                                   const char        *label,
                                   guint             *node,
                                   GError           **error)
{
  return find_identifier (self, label, NULL, ATH_NODE_BASE, node, error);
}

/**
 * ath_revision_graph_check_branch:
 * @self: a graph
 * @label: what stands before an `@`: a label, or an id
 * @error: set to ATH_ERROR_REVISION when it names none
 *
 * For "LABEL@base" where all revisions that @label may name have the same base.
 *
 * Returns: whether it names one revision or more
 */
gboolean
ath_revision_graph_check_branch (AthRevisionGraph  *self,
                                 const char        *label,
                                 GError           **error)
{
  g_autoptr(GPtrArray) candidates = NULL;
  guint node;

  if (!find_key (self, label, &node, error))
    return FALSE;
  if (node != ATH_NODE_BASE)
    return TRUE;

  candidates = list_candidates (self, label, NULL, &node);
  if (candidates->len == 0)
    g_propagate_error (error, ath_revision_graph_new_unknown_error (self, label));

  return candidates->len > 0;
}

/* (transfer full) (element-type guint): those of @heads that are in @within (nullable).
 * A head that is part of a cycle is not one: nobody knows what the head is.
 */
static GArray *
list_heads (AthRevisionGraph  *self,
            GPtrArray         *heads,
            const AthBitset   *within,
            GError           **error)
{
  g_autoptr(GArray) nodes = new_nodes ();

  for (guint i = 0; i < heads->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (heads, i);
      guint node = ath_revision_graph_find_node (self, revision->id);

      if (within != NULL && !ath_bitset_contains (within, node))
        continue;

      if (self->nodes[node].is_in_cycle)
        {
          g_propagate_error (error, g_error_copy (self->nodes[node].problem));
          return NULL;
        }
      g_array_append_val (nodes, node);
    }

  return g_steal_pointer (&nodes);
}

static void
set_several_error (AthRevisionGraph  *self,
                   const char        *symbol,
                   GArray            *nodes,
                   GError           **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *names = NULL;
  GError *several;

  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      g_ptr_array_add (ids, self->nodes[node].revision->id);
    }
  names = dup_names (ids);

  several = ath_error_new (ATH_ERROR_REVISION,
                           _("“%s” names several heads: %s"),
                           symbol, names);
  ath_error_set_hint (several, _("Give the id of one, “LABEL@head” for the head of one branch, or "
                                 "“heads” for all; or join them with a merge revision."));
  g_propagate_error (error, several);
}

static gboolean
parse_steps_below (const char *text,
                   int        *steps)
{
  if (*text != '-' || text[1] == '\0' || strspn (text + 1, "0123456789") != strlen (text + 1))
    return FALSE;

  *steps = -(int) MIN (g_ascii_strtoull (text + 1, NULL, 10), G_MAXINT);

  return *steps != 0;
}

/* (transfer full) (element-type guint): what is @steps below each of @heads */
static GArray *
list_below (AthRevisionGraph  *self,
            GArray            *heads,
            int                steps,
            GError           **error)
{
  g_autoptr(GArray) nodes = new_nodes ();

  for (guint i = 0; i < heads->len; i++)
    {
      guint node = g_array_index (heads, guint, i);

      if (!ath_revision_graph_walk (self, &node, steps, ATH_NODE_BASE, FALSE, error))
        return NULL;
      if (node != ATH_NODE_BASE)
        g_array_append_val (nodes, node);
    }

  return g_steal_pointer (&nodes);
}

/* The real heads that carry @label. */
static GArray *
list_labelled_heads (AthRevisionGraph  *self,
                     const char        *label,
                     GError           **error)
{
  g_autoptr(AthBitset) within = ath_bitset_new (self->n_nodes);

  for (guint node = 0; node < self->n_nodes; node++)
    {
      if (label == NULL || g_strv_contains (self->nodes[node].labels, label))
        ath_bitset_add (within, node);
    }

  return list_heads (self, self->real_heads, within, error);
}

/* @name: what stands behind the `@`, or the whole; @branch: what stands before it */
static GArray *
resolve_name (AthRevisionGraph  *self,
              const char        *name,
              const char        *label,
              guint              branch,
              GError           **error)
{
  g_autoptr(AthBitset) lineage = NULL;
  guint node;
  GArray *nodes;

  if (g_str_equal (name, "base"))
    return new_nodes ();

  if (branch != ATH_NODE_BASE)
    lineage = ath_revision_graph_find_lineage (self, branch, self->downs);
  if (g_str_equal (name, "heads"))
    return list_heads (self, lineage != NULL ? self->heads : self->real_heads, lineage, error);
  if (g_str_equal (name, "head"))
    return list_heads (self, self->heads, lineage, error);

  if (!find_identifier (self, name, label, branch, &node, error))
    return NULL;
  nodes = new_nodes ();
  g_array_append_val (nodes, node);

  return nodes;
}

/* Takes "LABEL@NAME" apart.  (transfer full) (nullable): the label */
static char *
split_symbol (const char  *symbol,
              const char **name)
{
  const char *at = strchr (symbol, '@');

  *name = at != NULL ? at + 1 : symbol;

  return at != NULL ? g_strndup (symbol, at - symbol) : NULL;
}

/**
 * ath_revision_graph_resolve_nodes:
 * @self: a graph
 * @symbol: a symbol that does not count from the rows
 * @error: set to ATH_ERROR_REVISION when it names nothing, or "head" several
 *
 * Returns: (transfer full) (element-type guint): what it names, in load order;
 *   nothing for base
 */
GArray *
ath_revision_graph_resolve_nodes (AthRevisionGraph  *self,
                                  const char        *symbol,
                                  GError           **error)
{
  const char *name;
  g_autofree char *label = split_symbol (symbol, &name);
  guint branch = ATH_NODE_BASE;
  g_autoptr(GArray) nodes = NULL;
  int steps;

  if (label != NULL && g_str_equal (name, "base"))
    return ath_revision_graph_check_branch (self, label, error) ? new_nodes () : NULL;
  if (label != NULL && !ath_revision_graph_resolve_branch (self, label, &branch, error))
    return NULL;

  if (parse_steps_below (name, &steps))
    {
      nodes = list_labelled_heads (self, label, error);

      return nodes != NULL ? list_below (self, nodes, steps, error) : NULL;
    }

  nodes = resolve_name (self, name, label, branch, error);
  if (nodes != NULL && nodes->len > 1 && g_str_equal (name, "head"))
    {
      set_several_error (self, symbol, nodes, error);
      return NULL;
    }

  return g_steal_pointer (&nodes);
}

/**
 * ath_revision_graph_resolve_node:
 * @self: a graph
 * @symbol: a symbol that does not count from anything
 * @node: (out): set to what it names; ATH_NODE_BASE for base
 * @error: set to ATH_ERROR_REVISION when it names nothing, or several
 *
 * Returns: whether it names one
 */
gboolean
ath_revision_graph_resolve_node (AthRevisionGraph  *self,
                                 const char        *symbol,
                                 guint             *node,
                                 GError           **error)
{
  const char *name;
  g_autofree char *label = split_symbol (symbol, &name);
  guint branch = ATH_NODE_BASE;
  g_autoptr(GArray) nodes = NULL;

  if (label != NULL && !ath_revision_graph_resolve_branch (self, label, &branch, error))
    return FALSE;

  nodes = resolve_name (self, name, label, branch, error);
  if (nodes == NULL)
    return FALSE;
  if (nodes->len > 1)
    {
      set_several_error (self, symbol, nodes, error);
      return FALSE;
    }

  *node = nodes->len == 1 ? g_array_index (nodes, guint, 0) : ATH_NODE_BASE;

  return TRUE;
}

/**
 * ath_revision_graph_resolve_rows:
 * @self: a graph
 * @rows: rows of a version table
 * @error: set to ATH_ERROR_REVISION when the project does not have one of them
 *
 * Returns: (transfer full) (element-type guint): their nodes, in the same order,
 *   each once
 */
GArray *
ath_revision_graph_resolve_rows (AthRevisionGraph   *self,
                                 const char *const  *rows,
                                 GError            **error)
{
  g_autoptr(GArray) nodes = new_nodes ();
  g_autoptr(AthBitset) seen = ath_bitset_new (self->n_nodes);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      guint node = ath_revision_graph_find_node (self, rows[i]);
      GError *unknown;

      if (node == ATH_NODE_BASE)
        {
          unknown = ath_error_new (ATH_ERROR_REVISION,
                                   _("The database is at “%s”, which no script of the project has"),
                                   rows[i]);
          ath_error_set_hint (unknown,
                              _("Bring the script back (another branch of the version control may "
                                "have it), or, if it is gone for good, stamp with “purge” the "
                                "revision that the database is really at."));
          g_propagate_error (error, unknown);
          return NULL;
        }

      if (!ath_bitset_contains (seen, node))
        g_array_append_val (nodes, node);
      ath_bitset_add (seen, node);
    }

  return g_steal_pointer (&nodes);
}
