/* ath-trial.c: what a plan does with the answers of a database
 *
 * A script that looks at the database is known only up to there.  With its
 * answers it is known as a whole: all that comes before it is executed, in one
 * transaction that is rolled back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-version-table.h"
#include "run/preview/ath-trial.h"
#include "run/sinks/ath-trial-sink.h"

typedef struct
{
  const AthRunRequest *request;
  AthPlan             *plan;
  AthConnection       *connection;
  AthVersionTable      table;
  gboolean             has_table;
  AthTypeMemo         *memo;
  GPtrArray           *scripts;
  GCancellable        *cancellable;
} Trial;

/* What it locks stays locked until the end, and others wait for it. */
static gboolean
check_tier (const AthRunRequest  *request,
            GError              **error)
{
  GError *refusal;

  if (ath_profile_get_tier (request->profile) != ATH_TIER_PRODUCTION)
    return TRUE;

  refusal = ath_error_new (ATH_ERROR_POLICY,
                           _("Nothing is tried out in “%s”, which is a production environment"),
                           ath_profile_get_name (request->profile));
  ath_error_set_hint (refusal, _("Tables would stay locked until the end of the trial. Try the "
                                 "plan out in another environment, on a copy of the database."));
  g_propagate_error (error, refusal);

  return FALSE;
}

/* How many of the steps have to be executed. */
static guint
count_needed (GPtrArray *scripts)
{
  guint n = scripts->len;

  while (n > 0 && !ath_collecting_sink_is_dependent (g_ptr_array_index (scripts, n - 1)))
    n--;

  return n;
}

static gboolean
begin (Trial   *self,
       GError **error)
{
  const AthPolicy *policy = ath_profile_get_policy (self->request->profile);
  g_autofree char *sql = g_strdup_printf ("BEGIN; SET LOCAL standard_conforming_strings = on;"
                                          " SET LOCAL lock_timeout = %u;"
                                          " SET LOCAL statement_timeout = %u",
                                          policy->lock_timeout_ms, policy->statement_timeout_ms);

  return ath_connection_execute (self->connection, sql, self->cancellable, error);
}

static gboolean
change_rows (Trial              *self,
             const AthPlanStep  *step,
             GError            **error)
{
  if (!self->has_table && step->changes->len > 0)
    {
      g_autofree char *create = ath_version_table_dup_create_sql (&self->table);

      if (!ath_connection_execute (self->connection, create, self->cancellable, error))
        return FALSE;
      self->has_table = TRUE;
    }

  for (guint i = 0; i < step->changes->len; i++)
    {
      g_autofree char *sql =
        ath_version_table_dup_change_sql (&self->table, g_ptr_array_index (step->changes, i));

      if (!ath_connection_execute (self->connection, sql, self->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_script (Trial              *self,
            AthCollectingSink  *script,
            const AthPlanStep  *step,
            AthSink            *sink,
            GError            **error)
{
  if (!ath_collecting_sink_is_dependent (script))
    return ath_collecting_sink_replay (script, sink, self->cancellable, error);

  return ath_run_request_run_script (self->request, step,
                                     ath_connection_get_server_version (self->connection),
                                     sink, self->cancellable, error);
}

/* Returns: whether the next one can be tried too; @error tells an end from a failure */
static gboolean
try_step (Trial   *self,
          guint    index,
          GError **error)
{
  const AthPlanStep *step = ath_plan_get_step (self->plan, index);
  AthCollectingSink *script = g_ptr_array_index (self->scripts, index);
  const GError *open_end = ath_collecting_sink_get_open_end (script);
  g_autoptr(AthCollectingSink) record = ath_collecting_sink_new ();
  g_autoptr(AthTrialSink) sink = ath_trial_sink_new (self->connection, self->memo, record);
  GError *failure = NULL;

  /* Another program runs it. */
  if (open_end != NULL && !g_error_matches (open_end, ATH_ERROR, ATH_ERROR_DEPENDS))
    return FALSE;

  if (run_script (self, script, step, ATH_SINK (sink), &failure))
    {
      g_set_object ((AthCollectingSink **) &g_ptr_array_index (self->scripts, index), record);
      return change_rows (self, step, error);
    }
  if (!g_error_matches (failure, ATH_ERROR, ATH_ERROR_DEPENDS))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (open_end != NULL)
    {
      ath_collecting_sink_end_open (record, failure);
      g_set_object ((AthCollectingSink **) &g_ptr_array_index (self->scripts, index), record);
    }
  else
    g_error_free (failure);

  return FALSE;
}

static gboolean
try_steps (Trial   *self,
           guint    n_needed,
           GError **error)
{
  GError *failure = NULL;

  if (!begin (self, error))
    return FALSE;

  for (guint i = 0; i < n_needed && try_step (self, i, &failure); i++)
    continue;

  /* Where this fails the connection is lost, and the server does the same. */
  ath_connection_execute (self->connection, "ROLLBACK", NULL, NULL);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);

  return FALSE;
}

/**
 * ath_trial_collect:
 * @request: what would be run
 * @plan: its plan, from the rows that the database has
 * @connection: an open connection to it, outside of a transaction
 * @cancellable: (nullable): ends the statement that runs
 * @error: set to `ATH_ERROR_POLICY` in production, to what ath_script_run() says of
 *   a script, or to what the server says of a statement
 *
 * Finds out what each step of @plan does, with the answers of the database where
 * scripts ask it.  For that the steps up to the last such are executed in a
 * transaction that is rolled back: sequences stay where they have got to, and what
 * is locked meanwhile is locked for others.  Steps from one that cannot be rolled
 * back on are known as far as they are without answers.  Blocking; any thread.
 *
 * Returns: (transfer full) (element-type AthCollectingSink): what the scripts do
 */
GPtrArray *
ath_trial_collect (const AthRunRequest  *request,
                   AthPlan              *plan,
                   AthConnection        *connection,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr(AthTypeMemo) memo = ath_type_memo_new ();
  g_autoptr(GPtrArray) scripts = NULL;
  Trial self = {
    .request = request, .plan = plan, .connection = connection, .memo = memo,
    .cancellable = cancellable,
  };
  guint n_needed;

  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (ATH_IS_PLAN (plan), NULL);
  g_return_val_if_fail (ATH_IS_CONNECTION (connection), NULL);

  scripts = ath_run_request_compile_all (request, plan,
                                         ath_connection_get_server_version (connection),
                                         cancellable, error);
  if (scripts == NULL)
    return NULL;

  n_needed = count_needed (scripts);
  if (n_needed == 0)
    return g_steal_pointer (&scripts);

  self.scripts = scripts;
  if (!check_tier (request, error)
      || !ath_version_table_init (&self.table, ath_project_get_settings (request->project),
                                  error)
      || !ath_version_table_find (&self.table, connection, &self.has_table, cancellable, error)
      || !try_steps (&self, n_needed, error))
    return NULL;

  return g_steal_pointer (&scripts);
}
