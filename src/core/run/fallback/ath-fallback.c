/* ath-fallback.c: what the project's own Alembic runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/settings/ath-project-python.h"
#include "run/fallback/ath-fallback-call.h"
#include "run/fallback/ath-fallback-program.h"
#include "run/fallback/ath-fallback.h"

/**
 * ath_fallback_is_refusal:
 * @project: a project
 * @error: why a script did not come to its end
 *
 * Returns: whether that is because Athanor does not understand a script that
 *   Alembic might; what a script raises, it raises there, too
 */
gboolean
ath_fallback_is_refusal (AthProject   *project,
                         const GError *error)
{
  return ath_project_get_kind (project) == ATH_PROJECT_ALEMBIC
         && g_error_matches (error, ATH_ERROR, ATH_ERROR_SCRIPT)
         && !ath_error_get_details (error)->is_raised;
}

/* A refused script, and why nobody else can run it. */
static void
add_hint (GError       *refusal,
          const GError *missing)
{
  const char *hint = ath_error_get_details (missing)->hint;
  g_autofree char *whole = NULL;

  if (ath_error_get_details (refusal)->hint != NULL)
    return;

  whole = g_strconcat (missing->message, hint != NULL ? ". " : ".", hint, NULL);
  ath_error_set_hint (refusal, whole);
}

/**
 * ath_fallback_new_script:
 * @project: an Alembic project
 * @refusal: (transfer full): why Athanor does not run the script itself
 * @cancellable: (nullable): cancels the search for the interpreter
 * @error: set to @refusal, with a hint, when there is no interpreter, or to
 *   `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full): what stands for the script, or `NULL`
 */
AthCollectingSink *
ath_fallback_new_script (AthProject    *project,
                         GError        *refusal,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const AthErrorDetails *details = ath_error_get_details (refusal);
  g_autoptr(GError) missing = NULL;
  g_autofree char *python = NULL;
  AthCollectingSink *script;
  GError *reason;

  python = ath_project_python_find (project, cancellable, &missing);
  if (g_error_matches (missing, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (refusal);
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  if (python == NULL)
    {
      add_hint (refusal, missing);
      g_propagate_error (error, refusal);
      return NULL;
    }

  /* TRANSLATORS: the path of an interpreter, and why a script is not understood */
  reason = ath_error_new (ATH_ERROR_SCRIPT,
                          _("The project’s own Alembic runs this step, with %s: %s"),
                          python, refusal->message);
  ath_error_set_place (reason, details->file, details->line, details->column);
  g_error_free (refusal);

  script = ath_collecting_sink_new ();
  ath_collecting_sink_end_open (script, reason);

  return script;
}

/**
 * ath_fallback_is_script:
 * @script: what a step of a run does
 *
 * Returns: whether it comes of ath_fallback_new_script()
 */
gboolean
ath_fallback_is_script (AthCollectingSink *script)
{
  return g_error_matches (ath_collecting_sink_get_open_end (script),
                          ATH_ERROR, ATH_ERROR_SCRIPT);
}

/* What Alembic's command needs to be told to do nothing but @step. */
static char *
dup_target (const AthPlanStep *step)
{
  const AthRevision *revision = step->revision;

  if (step->operation == ATH_PLAN_UPGRADE)
    return g_strdup (revision->id);

  return g_strconcat (revision->id, "@",
                      revision->down_revisions[0] != NULL ? revision->down_revisions[0] : "base",
                      NULL);
}

/* Names the script of @step, unless another place is named: (transfer full) both ways */
static GError *
place (GError            *failure,
       const AthPlanStep *step)
{
  const AthErrorDetails *details = ath_error_get_details (failure);

  if (details != NULL && details->file == NULL)
    ath_error_set_place (failure, step->revision->path, 0, 0);

  return failure;
}

static GError *
refusal_new (const AthPlanStep *step,
             const char        *text)
{
  return place (ath_error_new (ATH_ERROR_SCRIPT, "%s", text), step);
}

/* Alembic must come to the same single step. */
static gboolean
check_step (AthRunJob          *job,
            const AthPlanStep  *step,
            GError            **error)
{
  const char *const *rows = (const char *const *) step->rows_before;
  AthRevisionGraph *graph = job->request->graph;
  g_autofree char *target = dup_target (step);
  g_autoptr(AthPlan) plan = NULL;

  plan = step->operation == ATH_PLAN_UPGRADE ? ath_plan_new_upgrade (graph, rows, target, NULL)
                                             : ath_plan_new_downgrade (graph, rows, target, NULL);
  if (plan != NULL && ath_plan_get_n_steps (plan) == 1
      && g_str_equal (ath_plan_get_step (plan, 0)->revision->id, step->revision->id))
    return TRUE;

  g_propagate_error (error,
                     refusal_new (step, _("Alembic cannot be told to run this step alone")));

  return FALSE;
}

/* Whose output it is. */
typedef struct
{
  AthRunJob *job;
  guint      step;
} Speaker;

static void
report_line_cb (const char *line,
                gpointer    user_data)
{
  const Speaker *self = user_data;
  const AthReport report = {
    .kind = ATH_REPORT_LOG,
    .phase = ATH_REPORT_FINISHED,
    .step = self->step,
    .n_steps = ath_plan_get_n_steps (self->job->plan),
    .revision = ath_plan_get_step (self->job->plan, self->step)->revision->id,
    .text = line,
    .rows = -1,
  };

  ath_reporter_report (self->job->reporter, &report);
}

static gboolean
check_transaction (AthRunJob          *job,
                   const AthPlanStep  *step,
                   GError            **error)
{
  if (ath_project_get_settings (job->request->project)->transaction_per_migration
      || job->scripts->len == 1)
    return TRUE;

  g_propagate_error (error,
                     refusal_new (step, _("A step that the project’s own Alembic runs cannot "
                                          "share one transaction with others")));

  return FALSE;
}

static gboolean
check_interpreter (AthRunJob          *job,
                   const AthPlanStep  *step,
                   GError            **error)
{
  GError *failure = NULL;

  if (ath_fallback_check_interpreter (job, &failure))
    return TRUE;

  g_propagate_error (error, place (failure, step));

  return FALSE;
}

/**
 * ath_fallback_check:
 * @job: a job that has compiled its scripts
 * @error: set to `ATH_ERROR_SCRIPT` when a step cannot be run by Alembic
 *
 * Makes sure, before anything is applied, that the project's own Alembic can run
 * the steps that are left to it.
 *
 * Returns: whether it can, as far as that can be known
 */
gboolean
ath_fallback_check (AthRunJob  *job,
                    GError    **error)
{
  const AthPlanStep *first = NULL;

  for (guint i = 0; i < job->scripts->len; i++)
    {
      const AthPlanStep *step = ath_plan_get_step (job->plan, i);

      if (!ath_fallback_is_script (g_ptr_array_index (job->scripts, i)))
        continue;
      if (!check_step (job, step, error))
        return FALSE;
      first = first != NULL ? first : step;
    }
  if (first == NULL)
    return TRUE;

  if (!check_transaction (job, first, error))
    return FALSE;

  return check_interpreter (job, first, error);
}

/* Whether Alembic can begin with a step that has been taken back here. */
static gboolean
check_taken_back (AthRunJob          *job,
                  const AthPlanStep  *step,
                  gboolean            is_partial,
                  GError            **error)
{
  if (!is_partial && !ath_connection_is_in_transaction (job->connection))
    return check_transaction (job, step, error)
           && check_step (job, step, error)
           && check_interpreter (job, step, error);

  g_propagate_error (error,
                     refusal_new (step, _("The project’s own Alembic cannot begin the step again, "
                                          "because a part of it is committed")));

  return FALSE;
}

/* @refusal: (transfer full)
 * @obstacle: (transfer full): why it stays with that
 */
static void
keep_refusal (GError  *refusal,
              GError  *obstacle,
              GError **error)
{
  g_autofree char *detail = NULL;

  if (g_error_matches (obstacle, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (refusal);
      g_propagate_error (error, obstacle);
      return;
    }

  detail = g_strconcat (obstacle->message, ".", NULL);
  ath_error_set_detail (refusal, detail);
  g_error_free (obstacle);
  g_propagate_error (error, refusal);
}

/**
 * ath_fallback_take_over:
 * @job: a job that has rolled back what it had done of a step
 * @index: the step of its plan, whose script has been refused while it ran
 * @is_partial: whether a part of the step is committed all the same
 * @refusal: (transfer full): why
 * @error: set to @refusal, with what keeps Alembic from it, or to
 *   `G_IO_ERROR_CANCELLED`
 *
 * Leaves a step to the project's own Alembic that was not known to need it.
 *
 * Returns: whether ath_fallback_run_step() can be called
 */
gboolean
ath_fallback_take_over (AthRunJob  *job,
                        guint       index,
                        gboolean    is_partial,
                        GError     *refusal,
                        GError    **error)
{
  const AthPlanStep *step = ath_plan_get_step (job->plan, index);
  Speaker speaker = { job, index };
  g_autoptr(GError) reason = refusal;
  g_autoptr(AthCollectingSink) script = NULL;
  GError *obstacle = NULL;

  script = ath_fallback_new_script (job->request->project, g_error_copy (reason),
                                    job->cancellable, error);
  if (script == NULL)
    return FALSE;
  if (!check_taken_back (job, step, is_partial, &obstacle))
    {
      keep_refusal (g_steal_pointer (&reason), obstacle, error);
      return FALSE;
    }

  /* What the script has locked outlives its transaction, and it will ask again. */
  if (!ath_connection_execute (job->connection, "SELECT pg_catalog.pg_advisory_unlock_all ()",
                               job->cancellable, error))
    return FALSE;
  if (job->leftovers == NULL && !ath_run_job_note_leftovers (job, error))
    return FALSE;

  report_line_cb (ath_collecting_sink_get_open_end (script)->message, &speaker);
  g_object_unref (g_ptr_array_index (job->scripts, index));
  g_ptr_array_index (job->scripts, index) = g_steal_pointer (&script);

  return TRUE;
}

static gboolean
check_rows (AthRunJob          *job,
            const AthPlanStep  *step,
            GError            **error)
{
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  GError *mine;
  g_autofree char *detail = NULL;

  if (!ath_run_job_read_rows (job, error))
    return FALSE;
  if (g_strv_equal ((const char *const *) job->rows, (const char *const *) step->rows_after))
    return TRUE;

  expected = g_strjoinv (", ", step->rows_after);
  found = g_strjoinv (", ", job->rows);
  mine = ath_error_new (ATH_ERROR_MOVED,
                        _("The version rows are not those that Alembic should have left"));
  detail = g_strdup_printf (_("They should be “%s” and are “%s”."), expected, found);
  ath_error_set_place (mine, step->revision->path, 0, 0);
  ath_error_set_detail (mine, detail);
  g_propagate_error (error, mine);

  return FALSE;
}

/**
 * ath_fallback_run_step:
 * @job: a job outside of a transaction
 * @index: a step of its plan that ath_fallback_is_script()
 * @error: set to `ATH_ERROR_SCRIPT` when Alembic fails, to `ATH_ERROR_MOVED` when
 *   the rows are others afterwards than they should be, to
 *   `G_IO_ERROR_CANCELLED`, or to an error of the connection
 *
 * Lets the project's own Alembic run one step, version row included.  After a
 * failure its session has ended, but it is not known what it has committed,
 * unless the job is misled.
 *
 * Returns: whether the step is applied
 */
gboolean
ath_fallback_run_step (AthRunJob  *job,
                       guint       index,
                       GError    **error)
{
  const AthPlanStep *step = ath_plan_get_step (job->plan, index);
  g_autofree char *target = dup_target (step);
  const char *const command[] = {
    ath_plan_operation_get_name (step->operation), target, NULL
  };
  Speaker speaker = { job, index };
  GError *failure = NULL;
  int status;

  if (ath_fallback_call (job, command, report_line_cb, &speaker, &status, &failure))
    return check_rows (job, step, error);

  job->is_misled = ath_fallback_is_misled (status);
  g_propagate_error (error, place (failure, step));

  return FALSE;
}

/**
 * ath_fallback_run_command:
 * @request: names project, profile and `-x` arguments
 * @connection: to the database of the profile, outside of a transaction
 * @command: (array zero-terminated=1): a command of Alembic's
 * @func: told each line that it prints
 * @user_data: passed to @func
 * @cancellable: (nullable): ends it
 * @error: set as by ath_fallback_call()
 *
 * Runs a command of the project's own Alembic at the database of @connection.
 * Blocking.
 *
 * Returns: whether it succeeded
 */
gboolean
ath_fallback_run_command (const AthRunRequest  *request,
                          AthConnection        *connection,
                          const char *const    *command,
                          AthToolLineFunc       func,
                          gpointer              user_data,
                          GCancellable         *cancellable,
                          GError              **error)
{
  AthRunJob job = { .request = request, .connection = connection, .cancellable = cancellable };

  return ath_fallback_call (&job, command, func, user_data, NULL, error);
}

/**
 * ath_fallback_compare:
 * @request: names project, profile and `-x` arguments
 * @connection: to the database of the profile, outside of a transaction
 * @func: told each line that Alembic prints, the differences among them
 * @user_data: passed to @func
 * @differs: (out): whether they differ
 * @cancellable: (nullable): ends it
 * @error: set as by ath_fallback_call()
 *
 * Lets the project's own Alembic compare the models of the project with the
 * database of @connection, as `alembic check` does.  Blocking.
 *
 * Returns: whether they could be compared
 */
gboolean
ath_fallback_compare (const AthRunRequest  *request,
                      AthConnection        *connection,
                      AthToolLineFunc       func,
                      gpointer              user_data,
                      gboolean             *differs,
                      GCancellable         *cancellable,
                      GError              **error)
{
  static const char *const check[] = { "check", NULL };
  AthRunJob job = { .request = request, .connection = connection, .cancellable = cancellable };
  GError *failure = NULL;
  int status;

  *differs = FALSE;
  if (ath_fallback_call (&job, check, func, user_data, &status, &failure))
    return TRUE;
  if (status != ATH_FALLBACK_DIFFERS)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  g_error_free (failure);
  *differs = TRUE;

  return TRUE;
}
