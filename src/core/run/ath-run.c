/* ath-run.c: one execution of a plan against one environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-task.h"
#include "run/ath-run-job.h"

/**
 * AthRun:
 *
 * What happened when a plan was executed.
 *
 * Immutable, and safe to use from any thread.
 */

G_DEFINE_FINAL_TYPE (AthRun, ath_run, G_TYPE_OBJECT)

static void
ath_run_finalize (GObject *object)
{
  AthRun *self = ATH_RUN (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->states, g_free);
  g_clear_pointer (&self->seconds, g_free);
  g_clear_pointer (&self->rows_after, g_strfreev);
  g_clear_object (&self->backup);
  g_clear_error (&self->error);
  g_clear_pointer (&self->leftovers, g_strfreev);
  g_clear_pointer (&self->aftermath, g_free);

  G_OBJECT_CLASS (ath_run_parent_class)->finalize (object);
}

static void
ath_run_class_init (AthRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_run_finalize;
}

static void
ath_run_init (AthRun *self)
{
  self->failed = -1;
}

static AthRun *
run_new (AthPlan *plan)
{
  AthRun *self = g_object_new (ATH_TYPE_RUN, NULL);

  ath_run_set_plan (self, plan);

  return self;
}

/**
 * ath_run_set_plan:
 * @self: a run none of whose steps has begun
 * @plan: what is to be done instead
 */
void
ath_run_set_plan (AthRun  *self,
                  AthPlan *plan)
{
  guint n_steps = ath_plan_get_n_steps (plan);

  g_set_object (&self->plan, plan);
  g_free (self->states);
  g_free (self->seconds);
  self->states = g_new0 (AthStepState, n_steps);
  self->seconds = g_new0 (double, n_steps);
}

static void
report_stage (AthRunJob      *job,
              const char     *text,
              AthReportPhase  phase,
              gint64          start)
{
  const AthReport report = {
    .kind = ATH_REPORT_STAGE,
    .phase = phase,
    .text = text,
    .rows = -1,
    .seconds = (g_get_monotonic_time () - start) / (double) G_TIME_SPAN_SECOND,
  };

  ath_reporter_report (job->reporter, &report);
}

typedef gboolean (*StageFunc) (AthRunJob  *job,
                               GError    **error);
typedef gboolean (*RunStageFunc) (AthRunJob  *job,
                                  AthRun     *run,
                                  GError    **error);

static gboolean
prepare (AthRunJob   *job,
         const char  *text,
         StageFunc    func,
         GError     **error)
{
  gint64 start = g_get_monotonic_time ();
  gboolean ok;

  report_stage (job, text, ATH_REPORT_STARTED, start);
  ok = func (job, error);
  report_stage (job, text, ok ? ATH_REPORT_FINISHED : ATH_REPORT_FAILED, start);

  return ok;
}

static gboolean
perform (AthRunJob     *job,
         AthRun        *run,
         const char    *text,
         RunStageFunc   func)
{
  gint64 start = g_get_monotonic_time ();
  gboolean ok;

  report_stage (job, text, ATH_REPORT_STARTED, start);
  ok = func (job, run, &run->error);
  report_stage (job, text, ok ? ATH_REPORT_FINISHED : ATH_REPORT_FAILED, start);

  return ok;
}

/* The stages between planning and the end, in their order: a lock belongs before
 * the backup, so that a second run waits and finds its work done.
 */
static gboolean
perform_all (AthRunJob *job,
             AthRun    *run)
{
  return (!ath_run_request_wants_backup (job->request)
          || perform (job, run, _("Backing up"), ath_run_job_back_up))
         && perform (job, run, _("Reading the rows again"), ath_run_job_read_again)
         && perform (job, run, _("Applying"), ath_run_job_apply)
         && perform (job, run, _("Verifying"), ath_run_job_verify);
}

/* Whether every step is applied and the rows say so. */
static gboolean
is_whole (AthRun *self)
{
  const char *const *planned = ath_plan_get_rows_after (self->plan);

  if (self->rows_after == NULL || !g_strv_equal (planned, (const char *const *) self->rows_after))
    return FALSE;

  for (guint i = 0; i < ath_plan_get_n_steps (self->plan); i++)
    {
      if (self->states[i] != ATH_STEP_APPLIED)
        return FALSE;
    }

  return TRUE;
}

static AthRunOutcome
judge (AthRun *self)
{
  if (self->error == NULL)
    return ath_plan_get_n_steps (self->plan) > 0 ? ATH_RUN_APPLIED : ATH_RUN_NOTHING;

  return g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? ATH_RUN_CANCELLED
                                                                         : ATH_RUN_FAILED;
}

static void
execute (AthRunJob *job,
         AthRun    *run)
{
  if (ath_plan_get_n_steps (run->plan) == 0)
    run->rows_after = g_strdupv (job->rows);
  else if (!perform_all (job, run) && run->rows_after == NULL)
    {
      ath_run_job_inspect (job, run);

      /* The session was lost behind the last COMMIT: that is no failure. */
      if (is_whole (run))
        g_clear_error (&run->error);
    }

  run->outcome = judge (run);
  if (run->outcome == ATH_RUN_APPLIED && run->backup != NULL)
    ath_run_job_prune (job, run);
  run->aftermath = ath_run_compose_aftermath (run);
}

/**
 * ath_run_execute:
 * @request: what is asked for; borrowed
 * @reporter: (nullable): told about stages, steps, statements, …
 * @cancellable: (nullable): stops the run at any moment, also in the middle of
 *   a statement; what is not committed is rolled back
 * @error: set on failure
 *
 * Connects, reads the rows, plans, compiles all scripts, backs up, reads the
 * rows again, applies step by step, verifies, and removes the backups beyond
 * those that the policy keeps.
 *
 * Each revision is a transaction with its version row in it, unless the project
 * wants one for all; what the server refuses in a transaction runs in its place
 * outside, with what precedes it committed.  Nothing is left open or locked
 * afterwards.  Blocking.
 *
 * Returns: (transfer full): what happened, also when that is a failure; `NULL`
 *   when there is no plan at all, with @error set to `ATH_ERROR_CONNECT`,
 *   `ATH_ERROR_MOVED`, `ATH_ERROR_REVISION`, `ATH_ERROR_PLAN`, `ATH_ERROR_POLICY`,
 *   `ATH_ERROR_SCRIPT` or `G_IO_ERROR_CANCELLED`, and nothing changed
 */
AthRun *
ath_run_execute (const AthRunRequest  *request,
                 AthReporter          *reporter,
                 GCancellable         *cancellable,
                 GError              **error)
{
  AthRunRequest own;
  g_auto(AthRunJob) job = {
    .request = &own,
    .reporter = reporter,
    .cancellable = cancellable,
  };
  AthRun *run;

  g_return_val_if_fail (request != NULL, NULL);

  own = *request;
  ath_script_moment_take (&own.moment);
  if (!ath_run_request_check_policy (request, error)
      || !prepare (&job, _("Connecting"), ath_run_job_connect, error)
      || !prepare (&job, _("Planning"), ath_run_job_plan, error))
    return NULL;

  run = run_new (job.plan);
  execute (&job, run);

  return run;
}

typedef struct
{
  AthRunRequest *request;  /* (owned) */
  AthReporter   *reporter; /* (owned) (nullable) */
} ExecuteData;

static void
execute_data_free (gpointer data)
{
  ExecuteData *self = data;

  ath_run_request_free (self->request);
  g_clear_object (&self->reporter);
  g_free (self);
}

static void
execute_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  ExecuteData *data = task_data;
  GError *error = NULL;
  AthRun *run = ath_run_execute (data->request, data->reporter, cancellable, &error);

  if (run != NULL)
    g_task_return_pointer (task, run, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ath_run_execute_async:
 * @request: what is asked for; copied
 * @reporter: (nullable): told about stages, steps, statements, …
 * @cancellable: (nullable): stops the run
 * @callback: (scope async): called when the run has ended
 * @user_data: passed to @callback
 *
 * Runs ath_run_execute() in a thread of its own.
 */
void
ath_run_execute_async (const AthRunRequest *request,
                       AthReporter         *reporter,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  ExecuteData *data;

  g_return_if_fail (request != NULL);

  data = g_new0 (ExecuteData, 1);
  data->request = ath_run_request_copy (request);
  if (reporter != NULL)
    data->reporter = g_object_ref (reporter);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_run_execute_async);
  g_task_set_task_data (task, data, execute_data_free);
  ath_task_run_in_own_thread (task, execute_thread);
}

/**
 * ath_run_execute_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full): see ath_run_execute()
 */
AthRun *
ath_run_execute_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_run_execute_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ath_run_get_outcome:
 * @self: a run
 *
 * Returns: how it ended
 */
AthRunOutcome
ath_run_get_outcome (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), ATH_RUN_FAILED);

  return self->outcome;
}

/**
 * ath_run_get_plan:
 * @self: a run
 *
 * Returns: (transfer none): what was to be done
 */
AthPlan *
ath_run_get_plan (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), NULL);

  return self->plan;
}

/**
 * ath_run_get_step_state:
 * @self: a run
 * @step: index of a step of its plan
 *
 * Returns: what became of the step
 */
AthStepState
ath_run_get_step_state (AthRun *self,
                        guint   step)
{
  g_return_val_if_fail (ATH_IS_RUN (self), ATH_STEP_PENDING);
  g_return_val_if_fail (step < ath_plan_get_n_steps (self->plan), ATH_STEP_PENDING);

  return self->states[step];
}

/**
 * ath_run_get_step_seconds:
 * @self: a run
 * @step: index of a step of its plan
 *
 * Returns: how long the step took, 0 when it was not begun
 */
double
ath_run_get_step_seconds (AthRun *self,
                          guint   step)
{
  g_return_val_if_fail (ATH_IS_RUN (self), 0);
  g_return_val_if_fail (step < ath_plan_get_n_steps (self->plan), 0);

  return self->seconds[step];
}

/**
 * ath_run_get_failed_step:
 * @self: a run
 *
 * Returns: index of the step that failed or was stopped, or -1 when none was
 *   under way
 */
int
ath_run_get_failed_step (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), -1);

  return self->failed;
}

/**
 * ath_run_get_rows_after:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what the version table holds now, or
 *   `NULL` when it cannot be read
 */
const char *const *
ath_run_get_rows_after (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), NULL);

  return (const char *const *) self->rows_after;
}

/**
 * ath_run_get_backup:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the backup that was made before
 */
AthBackup *
ath_run_get_backup (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), NULL);

  return self->backup;
}

/**
 * ath_run_get_error:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): why it did not come to its end:
 *   `ATH_ERROR_SQL` with the place in the script, `ATH_ERROR_MOVED`,
 *   `ATH_ERROR_BACKUP`, `ATH_ERROR_CONNECT` or `G_IO_ERROR_CANCELLED`
 */
const GError *
ath_run_get_error (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), NULL);

  return self->error;
}

/**
 * ath_run_get_aftermath:
 * @self: a run
 *
 * Returns: (transfer none): the state of the database now, in one translated
 *   sentence without a full stop
 */
const char *
ath_run_get_aftermath (AthRun *self)
{
  g_return_val_if_fail (ATH_IS_RUN (self), NULL);

  return self->aftermath;
}
