/* ath-run-target.c: where a run may lead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "run/preview/ath-run-target.h"

/**
 * AthRunTarget:
 *
 * One entry of the list that a run's target is chosen from.  Immutable.
 */

struct _AthRunTarget
{
  GObject  parent_instance;

  char    *symbol; /* (owned) */
  char    *title;  /* (owned) */
  char    *id;     /* (owned) empty when the target is no single revision */
};

typedef enum
{
  PROP_SYMBOL = 1,
  PROP_TITLE,
  PROP_ID,
} AthRunTargetProperty;

static GParamSpec *properties[PROP_ID + 1];

G_DEFINE_FINAL_TYPE (AthRunTarget, ath_run_target, G_TYPE_OBJECT)

static void
ath_run_target_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AthRunTarget *self = ATH_RUN_TARGET (object);

  switch ((AthRunTargetProperty) prop_id)
    {
    case PROP_SYMBOL:
      g_value_set_string (value, self->symbol);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_run_target_finalize (GObject *object)
{
  AthRunTarget *self = ATH_RUN_TARGET (object);

  g_clear_pointer (&self->symbol, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (ath_run_target_parent_class)->finalize (object);
}

static void
ath_run_target_class_init (AthRunTargetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ath_run_target_finalize;
  object_class->get_property = ath_run_target_get_property;

  /**
   * AthRunTarget:symbol: (getter get_symbol)
   *
   * What the planner takes: an id, `heads` or `base`.
   */
  properties[PROP_SYMBOL] =
    g_param_spec_string ("symbol", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunTarget:title: (getter get_title)
   *
   * The revision's message, or words for what the symbol means.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunTarget:id: (getter get_id)
   *
   * The revision's id; empty when the target is no single revision.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ath_run_target_init (AthRunTarget *self)
{
}

static void
add_target (GListStore *targets,
            const char *symbol,
            const char *title,
            const char *id)
{
  g_autoptr(AthRunTarget) target = g_object_new (ATH_TYPE_RUN_TARGET, NULL);

  target->symbol = g_strdup (symbol);
  target->title = g_strdup (title);
  target->id = g_strdup (id);
  g_list_store_append (targets, target);
}

/* With one head its revision, the first of the list, says the same. */
static void
add_heads (GListStore       *targets,
           AthRevisionGraph *graph)
{
  GPtrArray *heads = ath_revision_graph_get_heads (graph);

  if (heads->len > 1)
    add_target (targets, "heads", _("All heads"), "");
}

static gboolean
is_row (const char *const *rows,
        AthRevision       *revision)
{
  return g_strv_contains (rows, revision->id);
}

static gboolean
is_reachable (AthPlanOperation   operation,
              GHashTable        *applied,
              const char *const *rows,
              AthRevision       *revision)
{
  switch (operation)
    {
    case ATH_PLAN_UPGRADE:
      return !g_hash_table_contains (applied, revision);

    case ATH_PLAN_DOWNGRADE:
      return g_hash_table_contains (applied, revision) && !is_row (rows, revision);

    case ATH_PLAN_STAMP:
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_run_target_list:
 * @graph: a graph
 * @rows: (array zero-terminated=1): the rows of the database
 * @operation: what is to be run
 *
 * Lists what @operation can lead to from @rows, the usual first: for an upgrade
 * what is not applied, from the heads on; for a downgrade what is applied, from
 * the newest on, and the empty database; for a stamp everything.
 *
 * Returns: (transfer full): a list of AthRunTarget, empty when there is nothing
 *   to do
 */
GListModel *
ath_run_target_list (AthRevisionGraph  *graph,
                     const char *const *rows,
                     AthPlanOperation   operation)
{
  GListStore *targets = g_list_store_new (ATH_TYPE_RUN_TARGET);
  g_autoptr(GHashTable) applied = NULL;
  GPtrArray *revisions;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  applied = ath_revision_graph_list_applied (graph, rows, NULL);
  revisions = ath_revision_graph_get_revisions (graph);

  if (operation != ATH_PLAN_DOWNGRADE)
    add_heads (targets, graph);
  for (guint i = revisions->len; i > 0; i--)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i - 1);

      if (is_reachable (operation, applied, rows, revision))
        add_target (targets, revision->id, revision->message, revision->id);
    }
  if (operation == ATH_PLAN_STAMP || (operation == ATH_PLAN_DOWNGRADE && rows[0] != NULL))
    add_target (targets, "base", _("Before the first revision"), "");

  return G_LIST_MODEL (targets);
}

/* Returns: (nullable): what a revision or a symbol is called in the list */
static const char *
find_symbol (AthRevisionGraph *graph,
             const char       *symbol,
             AthPlan          *plan)
{
  g_autoptr(GPtrArray) resolved = ath_revision_graph_resolve (graph, symbol, NULL);
  const char *const *after = plan != NULL ? ath_plan_get_rows_after (plan) : NULL;

  if (resolved != NULL && resolved->len == 1)
    return ((AthRevision *) g_ptr_array_index (resolved, 0))->id;

  /* A way counted in steps, as -1: where it leads. */
  if (after != NULL && after[0] == NULL)
    return "base";
  if (after != NULL && after[1] == NULL)
    return after[0];

  return NULL;
}

/**
 * ath_run_target_find:
 * @targets: what ath_run_target_list() gave
 * @graph: the graph it was made from
 * @symbol: what was asked for: an id or any other symbol
 * @plan: (nullable): the plan for it
 *
 * Looks for the entry that @symbol means.
 *
 * Returns: its position, or `G_MAXUINT` when there is none
 */
guint
ath_run_target_find (GListModel       *targets,
                     AthRevisionGraph *graph,
                     const char       *symbol,
                     AthPlan          *plan)
{
  const char *found;
  guint n;

  g_return_val_if_fail (G_IS_LIST_MODEL (targets), G_MAXUINT);
  g_return_val_if_fail (symbol != NULL, G_MAXUINT);

  n = g_list_model_get_n_items (targets);
  found = find_symbol (graph, symbol, plan);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthRunTarget) target = g_list_model_get_item (targets, i);

      if (strcmp (target->symbol, symbol) == 0 || g_strcmp0 (target->symbol, found) == 0)
        return i;
    }

  return G_MAXUINT;
}

/**
 * ath_run_target_get_symbol:
 * @self: a target
 *
 * Returns: (transfer none): what the planner takes
 */
const char *
ath_run_target_get_symbol (AthRunTarget *self)
{
  g_return_val_if_fail (ATH_IS_RUN_TARGET (self), NULL);

  return self->symbol;
}

/**
 * ath_run_target_get_title:
 * @self: a target
 *
 * Returns: (transfer none): words for it
 */
const char *
ath_run_target_get_title (AthRunTarget *self)
{
  g_return_val_if_fail (ATH_IS_RUN_TARGET (self), NULL);

  return self->title;
}

/**
 * ath_run_target_get_id:
 * @self: a target
 *
 * Returns: (transfer none): id of the revision, or an empty text
 */
const char *
ath_run_target_get_id (AthRunTarget *self)
{
  g_return_val_if_fail (ATH_IS_RUN_TARGET (self), NULL);

  return self->id;
}
