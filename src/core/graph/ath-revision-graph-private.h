/* ath-revision-graph-private.h: what the files of the graph share
 *
 * Inside, a revision is a number: its place in the topological order, parents
 * first.  All that is above or below a set of revisions is then found by one
 * pass over the numbers, without a stack and without recursion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-bitset.h"
#include "graph/ath-edges.h"
#include "graph/ath-revision-graph.h"

G_BEGIN_DECLS

/* The node of no revision: below all bases. */
#define ATH_NODE_BASE G_MAXUINT

/**
 * AthNode:
 * @revision: (owned): the revision
 * @load: its place in load order
 * @n_all_children: revisions that revise it or depend on it
 * @children: (owned) (element-type AthRevision): those that revise it, in load order
 * @labels: (unowned): own and inherited labels, sorted; in the graph's `label_sets`
 * @problem: (unowned) (nullable): why no plan may run it; in the graph's `problems`
 * @is_in_cycle: whether it comes after itself
 */
typedef struct
{
  AthRevision        *revision;
  guint               load;
  guint               n_all_children;
  GPtrArray          *children;
  const char *const  *labels;
  const GError       *problem;
  gboolean            is_in_cycle;
} AthNode;

struct _AthRevisionGraph
{
  GObject     parent_instance;

  guint       n_nodes;
  AthNode    *nodes;      /* (owned) in topological order */
  AthEdges   *downs;      /* (owned) down revisions, in file order */
  AthEdges   *parents;    /* (owned) down revisions, then dependencies that no ancestor lists */
  AthEdges   *children;   /* (owned) those that revise a node, in load order */

  GHashTable *ids;        /* (owned) id in the revision -> number + 1 */
  GHashTable *labels;     /* (owned) label in the revision that declares it -> number + 1 */
  GHashTable *shared_labels; /* (owned) label that several declare -> GError in `problems` */
  GPtrArray  *label_sets; /* (owned) (element-type GStrv) */

  GPtrArray  *problems;   /* (owned) (element-type GError) */
  GPtrArray  *revisions;  /* (owned) (element-type AthRevision) */
  GPtrArray  *heads;      /* (owned) (element-type AthRevision) */
  GPtrArray  *real_heads; /* (owned) (element-type AthRevision) */
  GPtrArray  *bases;      /* (owned) (element-type AthRevision) */
};

/* The id of @node; "base" for ATH_NODE_BASE. */
static inline const char *
ath_revision_graph_get_id (AthRevisionGraph *self,
                           guint             node)
{
  return node != ATH_NODE_BASE ? self->nodes[node].revision->id : "base";
}

/* ath-graph-build.c */
void       ath_revision_graph_build              (AthRevisionGraph  *self,
                                                  GPtrArray         *revisions);

/* ath-graph-labels.c */
void       ath_revision_graph_propagate_labels   (AthRevisionGraph  *self);

/* ath-graph-walk.c */
guint      ath_revision_graph_find_node          (AthRevisionGraph  *self,
                                                  const char        *id);
void       ath_revision_graph_close_ancestors    (AthRevisionGraph  *self,
                                                  AthBitset         *set,
                                                  const AthEdges    *along);
void       ath_revision_graph_close_descendants  (AthRevisionGraph  *self,
                                                  AthBitset         *set,
                                                  const AthEdges    *along);
AthBitset *ath_revision_graph_find_ancestors     (AthRevisionGraph  *self,
                                                  GArray            *nodes);
AthBitset *ath_revision_graph_find_lineage       (AthRevisionGraph  *self,
                                                  guint              node,
                                                  const AthEdges    *along);
void       ath_revision_graph_sort_by_load       (AthRevisionGraph  *self,
                                                  guint             *nodes,
                                                  guint              n_nodes);
GPtrArray *ath_revision_graph_list_nodes         (AthRevisionGraph  *self,
                                                  GArray            *nodes);

gboolean   ath_revision_graph_check_nodes        (AthRevisionGraph  *self,
                                                  GArray            *nodes,
                                                  GError           **error);

/* ath-graph-order.c */
GArray    *ath_revision_graph_sort_topologically (AthRevisionGraph  *self,
                                                  const AthBitset   *set,
                                                  GArray            *heads);

/* ath-graph-symbols.c */
gboolean   ath_revision_graph_resolve_branch     (AthRevisionGraph  *self,
                                                  const char        *label,
                                                  guint             *node,
                                                  GError           **error);
gboolean   ath_revision_graph_check_branch       (AthRevisionGraph  *self,
                                                  const char        *label,
                                                  GError           **error);
GArray    *ath_revision_graph_resolve_nodes      (AthRevisionGraph  *self,
                                                  const char        *symbol,
                                                  GError           **error);
gboolean   ath_revision_graph_resolve_node       (AthRevisionGraph  *self,
                                                  const char        *symbol,
                                                  guint             *node,
                                                  GError           **error);
GArray    *ath_revision_graph_resolve_rows       (AthRevisionGraph  *self,
                                                  const char *const *rows,
                                                  GError           **error);

/* ath-graph-relative.c */
/**
 * AthRelativeSymbol:
 * @label: (nullable): what stands before the `@`
 * @start: (nullable): the symbol to count from; NULL for the rows
 * @steps: how many, upwards or (negative) downwards
 *
 * `+N`, `-N`, `START+N`, `LABEL@+N`, `LABEL@START+N`, taken apart.
 */
typedef struct
{
  char *label;
  char *start;
  int   steps;
} AthRelativeSymbol;

gboolean   ath_relative_symbol_parse             (const char         *symbol,
                                                  AthRelativeSymbol  *relative);
void       ath_relative_symbol_clear             (AthRelativeSymbol  *self);

gboolean   ath_revision_graph_walk               (AthRevisionGraph   *self,
                                                  guint              *node,
                                                  int                 steps,
                                                  guint               branch,
                                                  gboolean            stop_at_end,
                                                  GError            **error);

/* ath-graph-targets.c */
GArray    *ath_revision_graph_list_tips          (AthRevisionGraph   *self,
                                                  const AthBitset    *set,
                                                  const AthEdges     *along);
GArray    *ath_revision_graph_resolve_upgrade    (AthRevisionGraph   *self,
                                                  const char         *target,
                                                  GArray             *rows,
                                                  gboolean            stop_at_end,
                                                  GError            **error);
gboolean   ath_revision_graph_resolve_downgrade  (AthRevisionGraph   *self,
                                                  const char         *target,
                                                  GArray             *rows,
                                                  guint              *branch,
                                                  guint              *node,
                                                  GError            **error);

/* ath-graph-suggest.c */
GError    *ath_revision_graph_new_unknown_error  (AthRevisionGraph   *self,
                                                  const char         *symbol);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthRelativeSymbol, ath_relative_symbol_clear)

G_END_DECLS
