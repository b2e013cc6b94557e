/* ath-graph-build.c: revisions become a graph
 *
 * Nothing here fails: what is wrong with a revision becomes a problem of its
 * node, the edge that cannot be is left out, and the rest is a sound graph
 * without cycles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

#define ILLEGAL_CHARACTERS "@-+:"

/**
 * Builder:
 * @graph: (unowned): what is built
 * @loaded: (element-type AthRevision) (unowned): one revision for each id, in load order
 * @problems: (array): for each of them, what is wrong with it, or NULL
 * @in_cycle: (array): for each of them, whether it comes after itself
 * @downs: its down revisions as numbers in @loaded
 * @dependencies: its dependencies, in the same numbers
 * @order: (array): numbers in @loaded, parents first
 * @place: (array): where each of @loaded is in @order
 */
typedef struct
{
  AthRevisionGraph  *graph;
  GPtrArray         *loaded;
  const GError     **problems;
  gboolean          *in_cycle;
  AthEdges          *downs;
  AthEdges          *dependencies;
  guint             *order;
  guint             *place;
} Builder;

/* Takes @error.  @index: number in `loaded` that plans must not touch, or -1 */
static void
report_problem (Builder    *builder,
                gssize      index,
                GError     *error,
                const char *path)
{
  ath_error_set_place (error, path, 0, 0);
  g_ptr_array_add (builder->graph->problems, error);

  if (index >= 0 && builder->problems[index] == NULL)
    builder->problems[index] = error;
}

static void
check_id (Builder *builder,
          guint    index)
{
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);
  const char *illegal = strpbrk (revision->id, ILLEGAL_CHARACTERS);
  GError *error;

  if (illegal == NULL)
    return;

  error = ath_error_new (ATH_ERROR_SCRIPT,
                         _("The character “%c” is not allowed in the revision id “%s”"),
                         *illegal, revision->id);
  ath_error_set_hint (error, _("Symbols such as “label@head” and “id+1” need the characters "
                               "@ - + : for themselves."));
  report_problem (builder, index, error, revision->path);
}

static void
report_duplicate (Builder     *builder,
                  guint        index,
                  AthRevision *duplicate)
{
  AthRevision *first = g_ptr_array_index (builder->loaded, index);
  GError *error = ath_error_new (ATH_ERROR_SCRIPT,
                                 _("Two scripts have the revision id “%s”: “%s” and “%s”"),
                                 first->id, first->path, duplicate->path);

  ath_error_set_hint (error, _("Remove one of them, or give one another id."));
  report_problem (builder, index, error, duplicate->path);
}

static void
collect_revisions (Builder   *builder,
                   GPtrArray *revisions)
{
  AthRevisionGraph *graph = builder->graph;

  builder->loaded = g_ptr_array_sized_new (revisions->len);
  builder->problems = g_new0 (const GError *, revisions->len);
  builder->in_cycle = g_new0 (gboolean, revisions->len);

  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (graph->ids, revision->id));

      if (known != 0)
        {
          report_duplicate (builder, known - 1, revision);
          continue;
        }

      g_ptr_array_add (builder->loaded, revision);
      g_hash_table_insert (graph->ids, revision->id, GUINT_TO_POINTER (builder->loaded->len));
      check_id (builder, builder->loaded->len - 1);
    }
}

static void
collect_label (Builder    *builder,
               guint       index,
               const char *label)
{
  AthRevisionGraph *graph = builder->graph;
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);
  AthRevision *other = NULL;
  GError *error;
  guint user = GPOINTER_TO_UINT (g_hash_table_lookup (graph->ids, label));

  if (user == 0)
    user = GPOINTER_TO_UINT (g_hash_table_lookup (graph->labels, label));
  if (user == 0)
    {
      g_hash_table_insert (graph->labels, (char *) label, GUINT_TO_POINTER (index + 1));
      return;
    }

  other = g_ptr_array_index (builder->loaded, user - 1);
  error = ath_error_new (ATH_ERROR_SCRIPT,
                         _("The branch label “%s” of the revision “%s” is already used by the "
                           "revision “%s”"),
                         label, revision->id, other->id);
  ath_error_set_hint (error, _("A label belongs to one revision, and is never the id of one."));
  report_problem (builder, -1, error, revision->path);
  g_hash_table_insert (graph->shared_labels, (char *) label, error);
}

static void
collect_labels (Builder *builder)
{
  for (guint i = 0; i < builder->loaded->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (builder->loaded, i);

      for (guint j = 0; revision->labels[j] != NULL; j++)
        collect_label (builder, i, revision->labels[j]);
    }
}

static void
report_missing (Builder    *builder,
                guint       index,
                const char *id,
                gboolean    is_dependency)
{
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);
  GError *error;

  if (is_dependency)
    error = ath_error_new (ATH_ERROR_SCRIPT,
                           _("The revision “%s” depends on “%s”, which no script of the "
                             "project has"),
                           revision->id, id);
  else
    error = ath_error_new (ATH_ERROR_SCRIPT,
                           _("The revision “%s” revises “%s”, which no script of the project has"),
                           revision->id, id);

  ath_error_set_hint (error, _("Bring the missing script back, or correct this one. "
                               "Ids in scripts are written in full."));
  report_problem (builder, index, error, revision->path);
}

static gboolean
contains (const guint *nodes,
          guint        n_nodes,
          guint        node)
{
  for (guint i = 0; i < n_nodes; i++)
    {
      if (nodes[i] == node)
        return TRUE;
    }

  return FALSE;
}

/* Adds @target to the list of @node, which is not closed yet, once. */
static void
add_once (AthEdges *edges,
          guint     node,
          guint     target)
{
  guint start = edges->starts[node];
  const guint *targets = &g_array_index (edges->targets, guint, start);

  if (!contains (targets, edges->targets->len - start, target))
    ath_edges_add (edges, target);
}

static void
resolve_downs (Builder *builder,
               guint    index)
{
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);

  for (guint i = 0; revision->down_revisions[i] != NULL; i++)
    {
      const char *id = revision->down_revisions[i];
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->graph->ids, id));

      if (known == 0)
        report_missing (builder, index, id, FALSE);
      else
        add_once (builder->downs, index, known - 1);
    }
  ath_edges_close_node (builder->downs, index);
}

static void
resolve_dependencies (Builder *builder,
                      guint    index)
{
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);

  for (guint i = 0; revision->depends_on[i] != NULL; i++)
    {
      const char *name = revision->depends_on[i];
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->graph->ids, name));

      if (known == 0)
        known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->graph->labels, name));
      if (known == 0)
        report_missing (builder, index, name, TRUE);
      else
        add_once (builder->dependencies, index, known - 1);
    }
  ath_edges_close_node (builder->dependencies, index);
}

static void
resolve_edges (Builder *builder)
{
  builder->downs = ath_edges_new (builder->loaded->len);
  builder->dependencies = ath_edges_new (builder->loaded->len);

  for (guint i = 0; i < builder->loaded->len; i++)
    {
      resolve_downs (builder, i);
      resolve_dependencies (builder, i);
    }
}

/* The @edge-th of what @index revises and depends on. */
static guint *
get_edge (Builder *builder,
          guint    index,
          guint    edge)
{
  guint n_downs, n_dependencies;
  guint *downs = ath_edges_get (builder->downs, index, &n_downs);
  guint *dependencies = ath_edges_get (builder->dependencies, index, &n_dependencies);

  if (edge < n_downs)
    return &downs[edge];
  if (edge < n_downs + n_dependencies)
    return &dependencies[edge - n_downs];

  return NULL;
}

/* Where the search for the order stands: @index is open, @edge is looked at next. */
typedef struct
{
  guint index;
  guint edge;
} Visit;

/* The last of @visits leads back to the one for @index. */
static void
report_cycle (Builder *builder,
              GArray  *visits,
              guint    index)
{
  AthRevision *revision = g_ptr_array_index (builder->loaded, index);
  g_autoptr(GString) ids = g_string_new (NULL);
  GError *error;
  guint start = visits->len - 1;

  while (g_array_index (visits, Visit, start).index != index)
    start--;

  for (guint i = start; i < visits->len; i++)
    {
      AthRevision *member = g_ptr_array_index (builder->loaded,
                                               g_array_index (visits, Visit, i).index);

      g_string_append_printf (ids, "%s → ", member->id);
    }

  error = ath_error_new (ATH_ERROR_SCRIPT,
                         _("The revisions come after each other in a cycle: %s%s"),
                         ids->str, revision->id);
  ath_error_set_hint (error, _("Correct what one of these scripts revises or depends on."));
  report_problem (builder, index, error, revision->path);

  for (guint i = start; i < visits->len; i++)
    {
      guint member = g_array_index (visits, Visit, i).index;

      builder->in_cycle[member] = TRUE;
      builder->problems[member] = error;
    }
}

typedef enum
{
  NOT_SEEN = 0,
  OPEN,
  PLACED,
} VisitState;

/* Looks at the next edge of the last of @visits; TRUE when there was one. */
static gboolean
visit_next_edge (Builder *builder,
                 GArray  *visits,
                 guint8  *states)
{
  Visit *visit = &g_array_index (visits, Visit, visits->len - 1);
  guint *target = get_edge (builder, visit->index, visit->edge++);

  if (target == NULL)
    return FALSE;

  if (states[*target] == OPEN)
    {
      report_cycle (builder, visits, *target);
      *target = ATH_NODE_BASE;
    }
  else if (states[*target] == NOT_SEEN)
    {
      Visit next = { .index = *target };

      states[next.index] = OPEN;
      g_array_append_val (visits, next);
    }

  return TRUE;
}

/* Parents first, load order where that leaves a choice.  An edge that closes a
 * cycle is cut: it becomes ATH_NODE_BASE.
 */
static void
find_order (Builder *builder)
{
  guint n = builder->loaded->len;
  g_autoptr(GArray) visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  g_autofree guint8 *states = g_new0 (guint8, n);
  guint n_placed = 0;

  builder->order = g_new (guint, n);
  builder->place = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      Visit first = { .index = i };

      if (states[i] != NOT_SEEN)
        continue;

      states[i] = OPEN;
      g_array_append_val (visits, first);
      while (visits->len > 0)
        {
          guint index = g_array_index (visits, Visit, visits->len - 1).index;

          if (visit_next_edge (builder, visits, states))
            continue;

          states[index] = PLACED;
          builder->place[index] = n_placed;
          builder->order[n_placed++] = index;
          g_array_set_size (visits, visits->len - 1);
        }
    }
}

/* (transfer full): @edges in the numbers of the topological order, without those cut */
static AthEdges *
renumber (Builder        *builder,
          const AthEdges *edges)
{
  AthEdges *renumbered = ath_edges_new (edges->n_nodes);

  for (guint node = 0; node < edges->n_nodes; node++)
    {
      guint n_targets;
      const guint *targets = ath_edges_get (edges, builder->order[node], &n_targets);

      for (guint i = 0; i < n_targets; i++)
        {
          if (targets[i] != ATH_NODE_BASE)
            ath_edges_add (renumbered, builder->place[targets[i]]);
        }
      ath_edges_close_node (renumbered, node);
    }

  return renumbered;
}

static void
renumber_keys (Builder    *builder,
               GHashTable *keys)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint place = builder->place[GPOINTER_TO_UINT (value) - 1];

      g_hash_table_iter_replace (&iter, GUINT_TO_POINTER (place + 1));
    }
}

static void
make_nodes (Builder *builder)
{
  AthRevisionGraph *graph = builder->graph;

  graph->n_nodes = builder->loaded->len;
  graph->nodes = g_new0 (AthNode, graph->n_nodes);
  for (guint node = 0; node < graph->n_nodes; node++)
    {
      guint load = builder->order[node];

      graph->nodes[node].revision = ath_revision_ref (g_ptr_array_index (builder->loaded, load));
      graph->nodes[node].load = load;
      graph->nodes[node].problem = builder->problems[load];
      graph->nodes[node].is_in_cycle = builder->in_cycle[load];
      g_ptr_array_add (graph->revisions, ath_revision_ref (graph->nodes[node].revision));
    }

  renumber_keys (builder, graph->ids);
  renumber_keys (builder, graph->labels);
}

/* Marks in @listed the dependencies that some ancestor of @node lists. */
static void
find_listed_dependencies (AthRevisionGraph *graph,
                          const AthEdges   *dependencies,
                          guint             node,
                          AthBitset        *listed)
{
  g_autoptr(AthBitset) ancestors = ath_bitset_new (graph->n_nodes);

  ath_bitset_add (ancestors, node);
  ath_revision_graph_close_ancestors (graph, ancestors, graph->downs);
  for (guint i = 0; i < node; i++)
    {
      guint n_targets;
      const guint *targets = ath_edges_get (dependencies, i, &n_targets);

      for (guint j = 0; ath_bitset_contains (ancestors, i) && j < n_targets; j++)
        ath_bitset_add (listed, targets[j]);
    }
}

/* Down revisions, then those dependencies that no ancestor lists already. */
static AthEdges *
find_parents (AthRevisionGraph *graph,
              const AthEdges   *dependencies)
{
  AthEdges *parents = ath_edges_new (graph->n_nodes);

  for (guint node = 0; node < graph->n_nodes; node++)
    {
      guint n_downs, n_dependencies;
      const guint *downs = ath_edges_get (graph->downs, node, &n_downs);
      const guint *targets = ath_edges_get (dependencies, node, &n_dependencies);
      g_autoptr(AthBitset) listed = NULL;

      for (guint i = 0; i < n_downs; i++)
        ath_edges_add (parents, downs[i]);

      if (n_dependencies > 0)
        {
          listed = ath_bitset_new (graph->n_nodes);
          find_listed_dependencies (graph, dependencies, node, listed);
        }
      for (guint i = 0; i < n_dependencies; i++)
        {
          if (!ath_bitset_contains (listed, targets[i]))
            add_once (parents, node, targets[i]);
        }
      ath_edges_close_node (parents, node);
    }

  return parents;
}

static void
find_children (AthRevisionGraph *graph,
               const AthEdges   *dependencies)
{
  g_autoptr(AthEdges) dependants = ath_edges_reverse (dependencies);

  graph->children = ath_edges_reverse (graph->downs);
  for (guint node = 0; node < graph->n_nodes; node++)
    {
      AthNode *data = &graph->nodes[node];
      guint n_children, n_dependants;
      guint *children = ath_edges_get (graph->children, node, &n_children);
      const guint *others = ath_edges_get (dependants, node, &n_dependants);

      ath_revision_graph_sort_by_load (graph, children, n_children);
      data->children = g_ptr_array_sized_new (n_children);
      for (guint i = 0; i < n_children; i++)
        g_ptr_array_add (data->children, graph->nodes[children[i]].revision);

      data->n_all_children = n_children;
      for (guint i = 0; i < n_dependants; i++)
        {
          if (!contains (children, n_children, others[i]))
            data->n_all_children++;
        }
    }
}

/* Heads, real heads and bases, in load order. */
static void
find_ends (Builder *builder)
{
  AthRevisionGraph *graph = builder->graph;

  for (guint load = 0; load < graph->n_nodes; load++)
    {
      guint node = builder->place[load];
      AthNode *data = &graph->nodes[node];

      if (data->children->len == 0)
        g_ptr_array_add (graph->heads, ath_revision_ref (data->revision));
      if (data->n_all_children == 0)
        g_ptr_array_add (graph->real_heads, ath_revision_ref (data->revision));
      if (ath_edges_get_n (graph->downs, node) == 0)
        g_ptr_array_add (graph->bases, ath_revision_ref (data->revision));
    }
}

/**
 * ath_revision_graph_build:
 * @self: an empty graph
 * @revisions: (element-type AthRevision): in load order
 *
 * Fills @self with @revisions.
 */
void
ath_revision_graph_build (AthRevisionGraph *self,
                          GPtrArray        *revisions)
{
  Builder builder = { .graph = self };
  g_autoptr(AthEdges) dependencies = NULL;

  collect_revisions (&builder, revisions);
  collect_labels (&builder);
  resolve_edges (&builder);
  find_order (&builder);

  make_nodes (&builder);
  self->downs = renumber (&builder, builder.downs);
  dependencies = renumber (&builder, builder.dependencies);
  self->parents = find_parents (self, dependencies);
  find_children (self, dependencies);
  find_ends (&builder);
  ath_revision_graph_propagate_labels (self);

  g_ptr_array_unref (builder.loaded);
  g_free (builder.problems);
  g_free (builder.in_cycle);
  g_free (builder.order);
  g_free (builder.place);
  ath_edges_free (builder.downs);
  ath_edges_free (builder.dependencies);
}
