/* ath-revision-graph.c: revisions and how they follow each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-revision-graph-private.h"

G_DEFINE_FINAL_TYPE (AthRevisionGraph, ath_revision_graph, G_TYPE_OBJECT)

static void
ath_revision_graph_finalize (GObject *object)
{
  AthRevisionGraph *self = ATH_REVISION_GRAPH (object);

  for (guint node = 0; node < self->n_nodes; node++)
    {
      ath_revision_unref (self->nodes[node].revision);
      g_ptr_array_unref (self->nodes[node].children);
    }
  g_free (self->nodes);
  g_clear_pointer (&self->downs, ath_edges_free);
  g_clear_pointer (&self->parents, ath_edges_free);
  g_clear_pointer (&self->children, ath_edges_free);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->shared_labels);
  g_ptr_array_unref (self->label_sets);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->revisions);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->real_heads);
  g_ptr_array_unref (self->bases);

  G_OBJECT_CLASS (ath_revision_graph_parent_class)->finalize (object);
}

static void
ath_revision_graph_class_init (AthRevisionGraphClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_revision_graph_finalize;
}

static void
ath_revision_graph_init (AthRevisionGraph *self)
{
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->labels = g_hash_table_new (g_str_hash, g_str_equal);
  self->shared_labels = g_hash_table_new (g_str_hash, g_str_equal);
  self->label_sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  self->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  self->heads = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  self->real_heads = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  self->bases = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
}

/* (nullable): the node of a revision of this graph */
static AthNode *
get_node (AthRevisionGraph *self,
          AthRevision      *revision)
{
  guint node = ath_revision_graph_find_node (self, revision->id);

  return node != ATH_NODE_BASE ? &self->nodes[node] : NULL;
}

/**
 * ath_revision_graph_new:
 * @revisions: (element-type AthRevision): in load order
 *
 * Makes a graph.  Never fails: what is wrong (ids or labels used twice, missing
 * parents, cycles) is in ath_revision_graph_get_problems(), the revisions
 * concerned are not let into a plan, and the rest works.
 *
 * Pure, no I/O; immutable after construction, so any thread may use it.
 *
 * Returns: (transfer full): a graph
 */
AthRevisionGraph *
ath_revision_graph_new (GPtrArray *revisions)
{
  AthRevisionGraph *self;

  g_return_val_if_fail (revisions != NULL, NULL);

  self = g_object_new (ATH_TYPE_REVISION_GRAPH, NULL);
  ath_revision_graph_build (self, revisions);

  return self;
}

/**
 * ath_revision_graph_get_problems:
 * @self: a graph
 *
 * Returns: (transfer none) (element-type GError): ATH_ERROR_SCRIPT with the file
 *   of the script, for everything that is wrong
 */
GPtrArray *
ath_revision_graph_get_problems (AthRevisionGraph *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  return self->problems;
}

/**
 * ath_revision_graph_get_revisions:
 * @self: a graph
 *
 * Returns: (transfer none) (element-type AthRevision): parents before children,
 *   in load order where that leaves a choice
 */
GPtrArray *
ath_revision_graph_get_revisions (AthRevisionGraph *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  return self->revisions;
}

/**
 * ath_revision_graph_find:
 * @self: a graph
 * @id: a whole revision id
 *
 * Returns: (transfer none) (nullable): the revision with this id
 */
AthRevision *
ath_revision_graph_find (AthRevisionGraph *self,
                         const char       *id)
{
  guint node;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  node = ath_revision_graph_find_node (self, id);

  return node != ATH_NODE_BASE ? self->nodes[node].revision : NULL;
}

/**
 * ath_revision_graph_get_heads:
 * @self: a graph
 *
 * Returns: (transfer none) (element-type AthRevision): what no script revises, in
 *   load order
 */
GPtrArray *
ath_revision_graph_get_heads (AthRevisionGraph *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  return self->heads;
}

/**
 * ath_revision_graph_get_real_heads:
 * @self: a graph
 *
 * Returns: (transfer none) (element-type AthRevision): what no script revises or
 *   depends on, in load order
 */
GPtrArray *
ath_revision_graph_get_real_heads (AthRevisionGraph *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  return self->real_heads;
}

/**
 * ath_revision_graph_get_bases:
 * @self: a graph
 *
 * Returns: (transfer none) (element-type AthRevision): what revises nothing, in
 *   load order
 */
GPtrArray *
ath_revision_graph_get_bases (AthRevisionGraph *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);

  return self->bases;
}

/**
 * ath_revision_graph_is_head:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: whether no script revises it
 */
gboolean
ath_revision_graph_is_head (AthRevisionGraph *self,
                            AthRevision      *revision)
{
  return ath_revision_graph_get_children (self, revision)->len == 0;
}

/**
 * ath_revision_graph_is_real_head:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: whether no script revises it or depends on it
 */
gboolean
ath_revision_graph_is_real_head (AthRevisionGraph *self,
                                 AthRevision      *revision)
{
  AthNode *node;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), FALSE);
  g_return_val_if_fail (revision != NULL, FALSE);

  node = get_node (self, revision);
  g_return_val_if_fail (node != NULL, FALSE);

  return node->n_all_children == 0;
}

/**
 * ath_revision_graph_is_branch_point:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: whether several scripts revise it
 */
gboolean
ath_revision_graph_is_branch_point (AthRevisionGraph *self,
                                    AthRevision      *revision)
{
  return ath_revision_graph_get_children (self, revision)->len > 1;
}

/**
 * ath_revision_graph_is_merge_point:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: whether it revises several
 */
gboolean
ath_revision_graph_is_merge_point (AthRevisionGraph *self,
                                   AthRevision      *revision)
{
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), FALSE);
  g_return_val_if_fail (revision != NULL, FALSE);

  return g_strv_length (revision->down_revisions) > 1;
}

/**
 * ath_revision_graph_get_children:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: (transfer none) (element-type AthRevision): what revises it, in load order
 */
GPtrArray *
ath_revision_graph_get_children (AthRevisionGraph *self,
                                 AthRevision      *revision)
{
  AthNode *node;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (revision != NULL, NULL);

  node = get_node (self, revision);
  g_return_val_if_fail (node != NULL, NULL);

  return node->children;
}

/**
 * ath_revision_graph_get_labels:
 * @self: a graph
 * @revision: one of its revisions
 *
 * Returns: (transfer none): own and inherited labels, sorted
 */
const char *const *
ath_revision_graph_get_labels (AthRevisionGraph *self,
                               AthRevision      *revision)
{
  AthNode *node;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (revision != NULL, NULL);

  node = get_node (self, revision);
  g_return_val_if_fail (node != NULL, NULL);

  return node->labels;
}

/**
 * ath_revision_graph_resolve:
 * @self: a graph
 * @symbol: head, heads, base, an id or its beginning, a label, LABEL@SYMBOL, or -N
 *   for what is below each head
 * @error: set to ATH_ERROR_REVISION when @symbol names nothing; it names the
 *   candidates when it is ambiguous
 *
 * Returns: (transfer full) (element-type AthRevision): what @symbol names, in load
 *   order; nothing for base
 */
GPtrArray *
ath_revision_graph_resolve (AthRevisionGraph  *self,
                            const char        *symbol,
                            GError           **error)
{
  g_autoptr(GArray) nodes = NULL;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (symbol != NULL, NULL);

  nodes = ath_revision_graph_resolve_nodes (self, symbol, error);

  return nodes != NULL ? ath_revision_graph_list_nodes (self, nodes) : NULL;
}

/**
 * ath_revision_graph_list_applied:
 * @self: a graph
 * @rows: rows of a version table
 * @unknown: (out) (optional) (transfer full): set to the rows that the project
 *   does not have
 *
 * Returns: (transfer full) (element-type AthRevision): a set: @rows and all that
 *   they revise and depend on
 */
GHashTable *
ath_revision_graph_list_applied (AthRevisionGraph    *self,
                                 const char *const   *rows,
                                 char              ***unknown)
{
  g_autoptr(AthBitset) applied = NULL;
  g_autoptr(GStrvBuilder) strangers = g_strv_builder_new ();
  GHashTable *set;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  applied = ath_bitset_new (self->n_nodes);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      guint node = ath_revision_graph_find_node (self, rows[i]);

      if (node != ATH_NODE_BASE)
        ath_bitset_add (applied, node);
      else
        g_strv_builder_add (strangers, rows[i]);
    }
  ath_revision_graph_close_ancestors (self, applied, self->parents);

  set = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) ath_revision_unref, NULL);
  for (guint node = 0; node < self->n_nodes; node++)
    {
      if (ath_bitset_contains (applied, node))
        g_hash_table_add (set, ath_revision_ref (self->nodes[node].revision));
    }
  if (unknown != NULL)
    *unknown = g_strv_builder_end (strangers);

  return set;
}
