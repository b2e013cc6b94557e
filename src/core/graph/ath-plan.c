/* ath-plan.c: the ordered steps from the rows to a target
 *
 * Only what a plan is; how the steps are found is in ath-plan-upgrade.c,
 * ath-plan-downgrade.c and ath-plan-stamp.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-plan-private.h"
#include "ath-row-changes.h"

/**
 * AthPlan:
 *
 * The ordered steps from the rows of a version table to a target.
 *
 * Immutable once it is made, and safe to use from any thread.
 */

struct _AthPlan
{
  GObject            parent_instance;

  AthRevisionGraph  *graph;     /* (owned) */
  AthPlanOperation   operation;
  char              *warning;   /* (owned) (nullable) */
  GStringChunk      *texts;     /* (owned) of all rows, each once */
  GPtrArray         *row_sets;  /* (owned) (element-type char **) the rows before the first
                                 * step and after each; the texts are in @texts */
  GPtrArray         *steps;     /* (owned) (element-type AthPlanStep) */
};

G_DEFINE_FINAL_TYPE (AthPlan, ath_plan, G_TYPE_OBJECT)

static void
plan_step_free (gpointer data)
{
  AthPlanStep *step = data;

  g_clear_pointer (&step->revision, ath_revision_unref);
  g_ptr_array_unref (step->changes);
  g_free (step);
}

static void
ath_plan_finalize (GObject *object)
{
  AthPlan *self = ATH_PLAN (object);

  g_clear_object (&self->graph);
  g_free (self->warning);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->row_sets);
  g_string_chunk_free (self->texts);

  G_OBJECT_CLASS (ath_plan_parent_class)->finalize (object);
}

static void
ath_plan_class_init (AthPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_plan_finalize;
}

static void
ath_plan_init (AthPlan *self)
{
  self->texts = g_string_chunk_new (1024);
  self->row_sets = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func (plan_step_free);
}

/* (transfer none): @row, the same pointer for the same text */
static char *
intern (AthPlan    *self,
        const char *row)
{
  return g_string_chunk_insert_const (self->texts, row);
}

/* Keeps @rows sorted, each once.  @row: interned */
static void
add_row (GPtrArray *rows,
         char      *row)
{
  guint index = 0;

  while (index < rows->len && strcmp (g_ptr_array_index (rows, index), row) < 0)
    index++;
  if (index == rows->len || g_ptr_array_index (rows, index) != row)
    g_ptr_array_insert (rows, (int) index, row);
}

/* Makes @rows what the plan holds now. */
static void
take_rows (AthPlan   *self,
           GPtrArray *rows)
{
  g_ptr_array_add (rows, NULL);
  g_ptr_array_add (self->row_sets, g_ptr_array_steal (rows, NULL));
}

/* (transfer none): what the plan holds now */
static char **
get_rows (AthPlan *self)
{
  return g_ptr_array_index (self->row_sets, self->row_sets->len - 1);
}

/**
 * ath_plan_new:
 * @graph: the graph that the revisions are of
 * @operation: what is done
 * @rows: the rows it starts from
 *
 * Returns: (transfer full): a plan without steps
 */
AthPlan *
ath_plan_new (AthRevisionGraph    *graph,
              AthPlanOperation     operation,
              const char *const   *rows)
{
  AthPlan *self = g_object_new (ATH_TYPE_PLAN, NULL);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();

  self->graph = g_object_ref (graph);
  self->operation = operation;
  for (guint i = 0; rows[i] != NULL; i++)
    add_row (sorted, intern (self, rows[i]));
  take_rows (self, sorted);

  return self;
}

/**
 * ath_plan_add_step:
 * @self: a plan that is being made
 * @revision: (nullable): what the step is done with
 * @gone: (element-type utf8): the rows that it removes
 * @come: (element-type utf8): the rows that it adds
 *
 * Adds a step that starts from the rows that the last one left.
 */
void
ath_plan_add_step (AthPlan     *self,
                   AthRevision *revision,
                   GPtrArray   *gone,
                   GPtrArray   *come)
{
  AthPlanStep *step = g_new0 (AthPlanStep, 1);
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  step->operation = self->operation;
  step->revision = revision != NULL ? ath_revision_ref (revision) : NULL;
  step->rows_before = get_rows (self);
  step->changes = ath_row_changes_new (gone, come);

  for (guint i = 0; step->rows_before[i] != NULL; i++)
    g_ptr_array_add (rows, step->rows_before[i]);
  for (guint i = 0; i < gone->len; i++)
    g_ptr_array_remove (rows, intern (self, g_ptr_array_index (gone, i)));
  for (guint i = 0; i < come->len; i++)
    add_row (rows, intern (self, g_ptr_array_index (come, i)));
  take_rows (self, rows);

  step->rows_after = get_rows (self);
  g_ptr_array_add (self->steps, step);
}

/**
 * ath_plan_set_warning:
 * @self: a plan that is being made
 * @warning: what the user should know about the target, translated
 */
void
ath_plan_set_warning (AthPlan    *self,
                      const char *warning)
{
  g_free (self->warning);
  self->warning = g_strdup (warning);
}

/**
 * ath_plan_operation_get_name:
 * @operation: an operation
 *
 * Returns: (transfer none): its word in commands and JSON, not translated
 */
const char *
ath_plan_operation_get_name (AthPlanOperation operation)
{
  switch (operation)
    {
    case ATH_PLAN_UPGRADE:
      return "upgrade";

    case ATH_PLAN_DOWNGRADE:
      return "downgrade";

    case ATH_PLAN_STAMP:
      return "stamp";

    default:
      g_assert_not_reached ();
    }
}

/* (transfer full): the rows that @step removes or changes */
static char *
dup_rows_gone (const AthPlanStep *step)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < step->changes->len; i++)
    {
      const AthRowChange *change = g_ptr_array_index (step->changes, i);

      if (change->from != NULL)
        g_ptr_array_add (rows, change->from);
    }
  g_ptr_array_add (rows, NULL);

  return g_strjoinv (", ", (char **) rows->pdata);
}

/**
 * ath_plan_step_dup_title:
 * @step: a step
 *
 * Says what @step does in the words of Alembic's log and SQL text: where it comes
 * from and where it leads, without dependencies; nothing stands for base.
 *
 * Returns: (transfer full): "upgrade a, b -> c", "downgrade a -> ",
 *   "stamp_revision a -> b"
 */
char *
ath_plan_step_dup_title (const AthPlanStep *step)
{
  g_autofree char *below = NULL;
  g_autofree char *gone = NULL;

  g_return_val_if_fail (step != NULL, NULL);

  if (step->revision != NULL)
    below = g_strjoinv (", ", step->revision->down_revisions);

  switch (step->operation)
    {
    case ATH_PLAN_UPGRADE:
      return g_strdup_printf ("upgrade %s -> %s", below, step->revision->id);

    case ATH_PLAN_DOWNGRADE:
      return g_strdup_printf ("downgrade %s -> %s", step->revision->id, below);

    case ATH_PLAN_STAMP:
      gone = dup_rows_gone (step);
      return g_strdup_printf ("stamp_revision %s -> %s", gone,
                              step->revision != NULL ? step->revision->id : "");

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_plan_get_operation:
 * @self: a plan
 *
 * Returns: what all its steps are
 */
AthPlanOperation
ath_plan_get_operation (AthPlan *self)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), ATH_PLAN_UPGRADE);

  return self->operation;
}

/**
 * ath_plan_get_n_steps:
 * @self: a plan
 *
 * Returns: how many steps it has; none when there is nothing to do
 */
guint
ath_plan_get_n_steps (AthPlan *self)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), 0);

  return self->steps->len;
}

/**
 * ath_plan_get_step:
 * @self: a plan
 * @index: from 0
 *
 * Returns: (transfer none): a step
 */
const AthPlanStep *
ath_plan_get_step (AthPlan *self,
                   guint    index)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), NULL);
  g_return_val_if_fail (index < self->steps->len, NULL);

  return g_ptr_array_index (self->steps, index);
}

/**
 * ath_plan_get_rows_before:
 * @self: a plan
 *
 * Returns: (transfer none): the rows it starts from, sorted
 */
const char *const *
ath_plan_get_rows_before (AthPlan *self)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), NULL);

  return g_ptr_array_index (self->row_sets, 0);
}

/**
 * ath_plan_get_rows_after:
 * @self: a plan
 *
 * Returns: (transfer none): the rows it ends with, sorted
 */
const char *const *
ath_plan_get_rows_after (AthPlan *self)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), NULL);

  return (const char *const *) get_rows (self);
}

/**
 * ath_plan_get_warning:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): what the user should know about the
 *   target, translated
 */
const char *
ath_plan_get_warning (AthPlan *self)
{
  g_return_val_if_fail (ATH_IS_PLAN (self), NULL);

  return self->warning;
}
