/* ath-run-apply.c: the stages of a run that change the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "run/fallback/ath-fallback.h"
#include "run/sinks/ath-executing-sink.h"
#include "script/sql/ath-sql-kind.h"

static const char *
get_revision_id (const AthPlanStep *step)
{
  return step->revision != NULL ? step->revision->id : NULL;
}

static void
report_step (AthRunJob      *self,
             guint           index,
             AthReportPhase  phase,
             double          seconds)
{
  const AthReport report = {
    .kind = ATH_REPORT_STEP,
    .phase = phase,
    .step = index,
    .n_steps = ath_plan_get_n_steps (self->plan),
    .revision = get_revision_id (ath_plan_get_step (self->plan, index)),
    .rows = -1,
    .seconds = seconds,
  };

  ath_reporter_report (self->reporter, &report);
}

/* In the transaction of the first row, and behind the script: a script that
 * fails leaves no table either.
 */
static gboolean
create_table (AthRunJob         *self,
              AthExecutingSink  *sink,
              GError           **error)
{
  g_autofree char *sql = ath_version_table_dup_create_sql (&self->table);
  g_autoptr(AthStatement) statement = ath_statement_new (sql);

  self->has_table = TRUE;

  return ath_sink_execute (ATH_SINK (sink), statement, NULL, self->cancellable, error);
}

static gboolean
change_rows (AthRunJob          *self,
             AthExecutingSink   *sink,
             const AthPlanStep  *step,
             GError            **error)
{
  if (step->changes->len > 0 && !self->has_table && !create_table (self, sink, error))
    return FALSE;

  for (guint i = 0; i < step->changes->len; i++)
    {
      if (!ath_executing_sink_change_row (sink, &self->table, g_ptr_array_index (step->changes, i),
                                          self->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* What is known beforehand is sent as it was shown; a script that reads what the
 * server answers is run once more, with its answers.
 */
static gboolean
run_script (AthRunJob          *self,
            AthExecutingSink   *sink,
            guint               index,
            GError            **error)
{
  AthCollectingSink *script = g_ptr_array_index (self->scripts, index);

  if (!ath_collecting_sink_is_dependent (script))
    return ath_collecting_sink_replay (script, ATH_SINK (sink), self->cancellable, error);

  return ath_run_request_run_script (self->request, ath_plan_get_step (self->plan, index),
                                     ath_connection_get_server_version (self->connection),
                                     ATH_SINK (sink), self->cancellable, error);
}

static gboolean
run_foreign (AthRunJob         *self,
             AthExecutingSink  *sink,
             guint              index,
             GError           **error)
{
  if (!ath_fallback_run_step (self, index, error))
    return FALSE;

  ath_executing_sink_end_step (sink, TRUE);

  return TRUE;
}

/* Lets Alembic begin a step again whose script has turned out not to be
 * understood only after it had read what the server answers.
 *
 * @refusal: (transfer full)
 */
static gboolean
hand_over (AthRunJob         *self,
           AthExecutingSink  *sink,
           guint              index,
           GError            *refusal,
           GError           **error)
{
  const AthPlanStep *step = ath_plan_get_step (self->plan, index);
  gboolean is_partial = ath_executing_sink_is_partial (sink);

  ath_executing_sink_roll_back (sink);
  if (!ath_fallback_take_over (self, index, is_partial, refusal, error))
    return FALSE;

  ath_executing_sink_begin_step (sink, index, get_revision_id (step));

  return run_foreign (self, sink, index, error);
}

static gboolean
run_natively (AthRunJob         *self,
              AthExecutingSink  *sink,
              guint              index,
              GError           **error)
{
  const AthProjectSettings *settings = ath_project_get_settings (self->request->project);
  gboolean is_last = index + 1 == ath_plan_get_n_steps (self->plan);

  if (!run_script (self, sink, index, error)
      || !change_rows (self, sink, ath_plan_get_step (self->plan, index), error))
    return FALSE;

  ath_executing_sink_end_step (sink, settings->transaction_per_migration || is_last);

  return TRUE;
}

/* What a step does may be known before those in front of it have ended, but not
 * when it is the server or another program that says so.
 */
static gboolean
run_step (AthRunJob         *self,
          AthExecutingSink  *sink,
          guint              index,
          GError           **error)
{
  AthCollectingSink *script = g_ptr_array_index (self->scripts, index);
  const char *revision = get_revision_id (ath_plan_get_step (self->plan, index));
  gboolean is_foreign = ath_fallback_is_script (script);
  GError *failure = NULL;

  if (!is_foreign && !ath_collecting_sink_is_dependent (script))
    {
      ath_executing_sink_begin_step (sink, index, revision);
      return run_natively (self, sink, index, error);
    }

  if (!ath_sink_flush (ATH_SINK (sink), self->cancellable, error))
    return FALSE;
  ath_executing_sink_begin_step (sink, index, revision);
  if (is_foreign)
    return run_foreign (self, sink, index, error);

  if (run_natively (self, sink, index, &failure))
    return TRUE;
  if (ath_fallback_is_refusal (self->request->project, failure))
    return hand_over (self, sink, index, failure, error);

  g_propagate_error (error, failure);

  return FALSE;
}

static gboolean
changes_session (AthCollectingSink *script)
{
  const GPtrArray *statements = ath_collecting_sink_get_statements (script);

  for (guint i = 0; i < statements->len; i++)
    {
      const AthStatement *statement = g_ptr_array_index (statements, i);

      if (ath_sql_changes_session (statement->sql, strlen (statement->sql)))
        return TRUE;
    }

  return FALSE;
}

/* A SQL script is to do the same whether it runs in one session with those
 * before it or not: a dump that was made a revision leaves an empty search path.
 * Alembic's scripts share their session, as they do there.
 */
static gboolean
part_from_script (AthRunJob         *self,
                  AthExecutingSink  *sink,
                  guint              index,
                  GError           **error)
{
  if (ath_project_get_kind (self->request->project) != ATH_PROJECT_SQL
      || !changes_session (g_ptr_array_index (self->scripts, index)))
    return TRUE;
  if (!ath_sink_flush (ATH_SINK (sink), self->cancellable, error))
    return FALSE;

  return ath_connection_is_in_transaction (self->connection)
         || ath_run_job_reset_session (self, error);
}

/* Runs the steps in order until one fails. */
static gboolean
run_steps (AthRunJob         *self,
           AthExecutingSink  *sink,
           GError           **error)
{
  guint n_steps = ath_plan_get_n_steps (self->plan);

  for (guint i = 0; i < n_steps; i++)
    {
      /* Else a cancel that no statement has noticed would let one more step begin. */
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !run_step (self, sink, i, error)
          || !part_from_script (self, sink, i, error))
        return FALSE;
    }

  return ath_sink_flush (ATH_SINK (sink), self->cancellable, error);
}

typedef struct
{
  AthRunJob *job;
  AthRun    *run;
} Steps;

static void
step_cb (guint          index,
         AthReportPhase phase,
         double         seconds,
         gpointer       user_data)
{
  Steps *steps = user_data;

  if (phase != ATH_REPORT_STARTED)
    steps->run->seconds[index] = seconds;
  if (phase == ATH_REPORT_FAILED)
    steps->run->failed = index;
  report_step (steps->job, index, phase, seconds);
}

static gboolean
is_atomic (AthRunJob *self)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      AthCollectingSink *script = g_ptr_array_index (self->scripts, i);

      if (!ath_collecting_sink_is_atomic (script) || ath_fallback_is_script (script))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_run_job_apply:
 * @self: a job whose plan starts from the rows
 * @run: gets the state of each step
 * @error: set on failure
 *
 * Runs the steps.  After a failure nothing is left open, and @run says what
 * became of each step as far as that can be known.
 *
 * Returns: whether all of them are applied, else the error of the first that
 *   is not
 */
gboolean
ath_run_job_apply (AthRunJob  *self,
                   AthRun     *run,
                   GError    **error)
{
  const AthProjectSettings *settings = ath_project_get_settings (self->request->project);
  const AthPolicy *policy = ath_profile_get_policy (self->request->profile);
  Steps steps = { self, run };
  g_autoptr(AthExecutingSink) sink = NULL;
  GError *failure = NULL;

  if (!is_atomic (self) && !ath_run_job_note_leftovers (self, error))
    return FALSE;

  sink = ath_executing_sink_new (self->connection, settings->transactional_ddl,
                                 policy->lock_timeout_ms, ath_plan_get_n_steps (self->plan),
                                 self->reporter, step_cb, &steps);
  if (!run_steps (self, sink, &failure))
    ath_executing_sink_fail (sink);

  for (guint i = 0; i < ath_executing_sink_get_n_committed (sink); i++)
    run->states[i] = ATH_STEP_APPLIED;
  run->is_foreign = run->failed >= 0 && !self->is_misled
                    && ath_fallback_is_script (g_ptr_array_index (self->scripts, run->failed));
  if (run->failed >= 0)
    run->states[run->failed] = run->is_foreign || ath_executing_sink_is_partial (sink)
                                 ? ATH_STEP_INTERRUPTED : ATH_STEP_FAILED;
  if (failure == NULL)
    return TRUE;

  ath_executing_sink_roll_back (sink);
  ath_version_table_explain (&self->table, failure);
  g_propagate_error (error, failure);

  return FALSE;
}
