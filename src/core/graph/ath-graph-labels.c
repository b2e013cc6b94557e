/* ath-graph-labels.c: which branch labels each revision carries
 *
 * A label goes to all descendants along down_revision.  Where the labelled
 * revision and all above it are one line without branches and merges, it also
 * goes down that line, until a branch point or a merge point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-revision-graph-private.h"

/* A label and the revisions that carry it. */
typedef struct
{
  const char *label;
  AthBitset  *members;
} LabelMembers;

static void
label_members_clear (gpointer data)
{
  LabelMembers *self = data;

  g_clear_pointer (&self->members, ath_bitset_free);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  const LabelMembers *left = a;
  const LabelMembers *right = b;

  return strcmp (left->label, right->label);
}

/* Whether a line that comes to @node goes on through it: a dependency counts as
 * a branch, too.
 */
static gboolean
is_on_a_line (AthRevisionGraph *self,
              guint             node)
{
  return self->nodes[node].n_all_children <= 1 && ath_edges_get_n (self->downs, node) <= 1;
}

static gboolean
is_a_line_from (AthRevisionGraph *self,
                guint             node)
{
  while (is_on_a_line (self, node))
    {
      guint n_children;
      const guint *children = ath_edges_get (self->children, node, &n_children);

      if (n_children == 0)
        return TRUE;
      node = children[0];
    }

  return FALSE;
}

static AthBitset *
find_members (AthRevisionGraph *self,
              guint             node)
{
  AthBitset *members = ath_bitset_new (self->n_nodes);

  ath_bitset_add (members, node);
  ath_revision_graph_close_descendants (self, members, self->downs);

  if (!is_a_line_from (self, node))
    return members;

  while (is_on_a_line (self, node))
    {
      guint n_downs;
      const guint *downs = ath_edges_get (self->downs, node, &n_downs);

      ath_bitset_add (members, node);
      if (n_downs == 0)
        break;
      node = downs[0];
    }

  return members;
}

/* (transfer full) (element-type LabelMembers): sorted by label */
static GArray *
list_labels (AthRevisionGraph *self)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (LabelMembers));
  GHashTableIter iter;
  gpointer label, number;

  g_array_set_clear_func (labels, label_members_clear);
  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &label, &number))
    {
      LabelMembers members = {
        .label = label,
        .members = find_members (self, GPOINTER_TO_UINT (number) - 1),
      };

      g_array_append_val (labels, members);
    }
  g_array_sort (labels, compare_labels);

  return labels;
}

static char **
dup_labels (GArray *labels,
            guint   node)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < labels->len; i++)
    {
      const LabelMembers *members = &g_array_index (labels, LabelMembers, i);

      if (ath_bitset_contains (members->members, node))
        g_strv_builder_add (builder, members->label);
    }

  return g_strv_builder_end (builder);
}

/* Most revisions carry what their parent carries: they share one list. */
static const char *const *
share_labels (AthRevisionGraph *self,
              GArray           *labels,
              guint             node)
{
  g_auto(GStrv) names = dup_labels (labels, node);
  guint n_downs;
  const guint *downs = ath_edges_get (self->downs, node, &n_downs);

  for (guint i = 0; i < n_downs; i++)
    {
      const char *const *shared = self->nodes[downs[i]].labels;

      if (g_strv_equal (shared, (const char *const *) names))
        return shared;
    }
  g_ptr_array_add (self->label_sets, g_steal_pointer (&names));

  return g_ptr_array_index (self->label_sets, self->label_sets->len - 1);
}

/**
 * ath_revision_graph_propagate_labels:
 * @self: a graph that has its edges and the labels that scripts declare
 *
 * Fills in the labels of each node.
 */
void
ath_revision_graph_propagate_labels (AthRevisionGraph *self)
{
  g_autoptr(GArray) labels = list_labels (self);

  for (guint node = 0; node < self->n_nodes; node++)
    self->nodes[node].labels = share_labels (self, labels, node);
}
