/* ath-plan-scripts.c: what the scripts of a whole plan do
 *
 * A plan can have thousands of steps, and what a script does without a server
 * depends on no other.  So they are read on all processors at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/preview/ath-plan-scripts.h"

/* Fewer steps are done before other threads have started. */
#define MIN_STEPS_PER_THREAD 32

typedef struct
{
  AthPlan                 *plan;
  AthPlanCollectFunc       func;
  gconstpointer            data;
  GCancellable            *cancellable;
  AthCollectingSink      **scripts;    /* a place for each step, written by one thread */
  GError                 **errors;     /* likewise */
  gint                     next;       /* the step that nobody has taken; atomic */
  gint                     has_failed; /* atomic */
} Work;

/**
 * ath_plan_step_get_direction:
 * @step: a step that is no stamp
 *
 * Returns: which half of its script runs
 */
AthDirection
ath_plan_step_get_direction (const AthPlanStep *step)
{
  return step->operation == ATH_PLAN_UPGRADE ? ATH_DIRECTION_UPGRADE : ATH_DIRECTION_DOWNGRADE;
}

/**
 * ath_plan_step_collect:
 * @step: a step
 * @project: the project it is of
 * @context: what its script may ask about the world
 * @cancellable: (nullable): cancels it
 * @error: set as by ath_script_collect()
 *
 * Returns: (transfer full): what the script of @step does, as far as that is
 *   known without asking a server; nothing for a stamp
 */
AthCollectingSink *
ath_plan_step_collect (const AthPlanStep       *step,
                       AthProject              *project,
                       const AthScriptContext  *context,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  if (step->operation == ATH_PLAN_STAMP)
    return ath_collecting_sink_new ();

  return ath_script_collect (project, step->revision, ath_plan_step_get_direction (step), context,
                             cancellable, error);
}

/* Takes steps until there are none, or one has failed: those before it, whose
 * errors come first, are taken by then.
 */
static gpointer
work_thread (gpointer data)
{
  Work *self = data;
  gint n_steps = (gint) ath_plan_get_n_steps (self->plan);
  gint index;

  while (!g_atomic_int_get (&self->has_failed)
         && (index = g_atomic_int_add (&self->next, 1)) < n_steps)
    {
      self->scripts[index] = self->func (ath_plan_get_step (self->plan, (guint) index), self->data,
                                         self->cancellable, &self->errors[index]);
      if (self->scripts[index] == NULL)
        g_atomic_int_set (&self->has_failed, TRUE);
    }

  return NULL;
}

static void
work (Work *self)
{
  guint n_useful = ath_plan_get_n_steps (self->plan) / MIN_STEPS_PER_THREAD;
  guint n_threads = MIN (n_useful, g_get_num_processors ());
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();

  /* This thread is one of them. */
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("athanor-scripts", work_thread, self));
  work_thread (self);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

/**
 * ath_plan_collect:
 * @plan: a plan
 * @func: (scope call): finds out what one step does
 * @data: passed to @func
 * @cancellable: (nullable): cancels it
 * @error: set as by @func, for the first step that fails
 *
 * Finds out what each step of @plan does.  Blocking; any thread.
 *
 * Returns: (transfer full) (element-type AthCollectingSink): what @func
 *   returned, in the order of the steps
 */
GPtrArray *
ath_plan_collect (AthPlan             *plan,
                  AthPlanCollectFunc   func,
                  gconstpointer        data,
                  GCancellable        *cancellable,
                  GError             **error)
{
  guint n_steps;
  g_autoptr(GPtrArray) collected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AthTypeMemo) memo = ath_type_memo_new ();
  Work self = { .plan = plan, .func = func, .data = data, .cancellable = cancellable };
  GError *first = NULL;

  g_return_val_if_fail (ATH_IS_PLAN (plan), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  n_steps = ath_plan_get_n_steps (plan);
  self.scripts = g_new0 (AthCollectingSink *, n_steps);
  self.errors = g_new0 (GError *, n_steps);
  work (&self);

  for (guint i = 0; i < n_steps; i++)
    {
      if (self.scripts[i] != NULL)
        {
          ath_collecting_sink_leave_out (self.scripts[i], memo);
          g_ptr_array_add (collected, self.scripts[i]);
        }
      if (self.errors[i] != NULL && first == NULL)
        first = self.errors[i];
      else
        g_clear_error (&self.errors[i]);
    }
  g_free (self.scripts);
  g_free (self.errors);
  if (first == NULL)
    return g_steal_pointer (&collected);

  g_propagate_error (error, first);

  return NULL;
}

typedef struct
{
  AthProject             *project;
  const AthScriptContext *context;
} Scripts;

static AthCollectingSink *
collect_script (const AthPlanStep  *step,
                gconstpointer       data,
                GCancellable       *cancellable,
                GError            **error)
{
  const Scripts *self = data;

  return ath_plan_step_collect (step, self->project, self->context, cancellable, error);
}

/**
 * ath_plan_collect_scripts:
 * @plan: a plan
 * @project: the project it is of
 * @context: what its scripts may ask about the world
 * @cancellable: (nullable): cancels it
 * @error: set as by ath_script_collect(), for the first step that fails
 *
 * Returns: (transfer full) (element-type AthCollectingSink): what the scripts of
 *   @plan do, see ath_plan_step_collect()
 */
GPtrArray *
ath_plan_collect_scripts (AthPlan                 *plan,
                          AthProject              *project,
                          const AthScriptContext  *context,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  const Scripts scripts = { project, context };

  return ath_plan_collect (plan, collect_script, &scripts, cancellable, error);
}
