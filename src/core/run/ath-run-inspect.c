/* ath-run-inspect.c: looks at the database that a run has changed
 *
 * Nothing here can be cancelled: whoever has stopped a run wants to know what it
 * has left behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/ath-run-job.h"

/* How long a session that was lost may take to end on the server. */
#define SETTLE_S 10

/* Ends the session that was lost and waits until it is gone.  It may not know
 * that it was lost, and go on up to a COMMIT that it has received.
 */
static gboolean
end_lost_session (AthRunJob  *self,
                  GError    **error)
{
  static const char sql[] =
    "SELECT pg_catalog.pg_terminate_backend(pid), pg_catalog.pg_sleep(0.02)"
    " FROM pg_catalog.pg_stat_activity"
    " WHERE pid = $1::pg_catalog.int4 AND backend_start = $2::pg_catalog.timestamptz";
  const char *parameters[] = { self->session_pid, self->session_start };
  gint64 deadline = g_get_monotonic_time () + SETTLE_S * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr(AthResult) result = NULL;

      result = ath_connection_query (self->connection, sql, parameters, 2, NULL, error);
      if (result == NULL)
        return FALSE;
      if (ath_result_get_n_rows (result) == 0)
        return TRUE;
    }

  g_set_error (error, ATH_ERROR, ATH_ERROR_CONNECT,
               _("The session that was lost is still at work on the server"));

  return FALSE;
}

static gboolean
reconnect (AthRunJob  *self,
           GError    **error)
{
  AthConnectionInfo *info = ath_profile_get_connection (self->request->profile);

  g_clear_object (&self->connection);
  self->connection = ath_connection_open (info, NULL, error);

  return self->connection != NULL && end_lost_session (self, error);
}

/* Reads the rows, in a new session when the old one was lost. */
static char **
look_at_rows (AthRunJob  *self,
              gboolean   *was_lost,
              GError    **error)
{
  g_autoptr(GError) failure = NULL;
  char **rows = NULL;

  if (self->connection != NULL)
    rows = ath_version_table_read (&self->table, self->connection, NULL, &failure);

  *was_lost = self->connection == NULL || g_error_matches (failure, ATH_ERROR, ATH_ERROR_CONNECT);
  if (!*was_lost)
    {
      if (rows == NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return rows;
    }

  if (!reconnect (self, error))
    return NULL;

  return ath_version_table_read (&self->table, self->connection, NULL, error);
}

static char **
read_invalid_indexes (AthConnection  *connection,
                      GError        **error)
{
  static const char sql[] =
    "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)"
    " FROM pg_catalog.pg_index i"
    " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT i.indisvalid ORDER BY 1";
  g_autoptr(AthResult) result = ath_connection_query (connection, sql, NULL, 0, NULL, error);
  GPtrArray *names;

  if (result == NULL)
    return NULL;

  names = g_ptr_array_new ();
  for (guint i = 0; i < ath_result_get_n_rows (result); i++)
    g_ptr_array_add (names, g_strdup (ath_result_get_value (result, i, 0)));
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * ath_run_job_note_leftovers:
 * @self: a job that is connected
 * @error: set on failure
 *
 * Remembers which indexes are INVALID before the run, so that those that it
 * leaves can be told apart.
 *
 * Returns: whether they could be read, else the errors of
 *   ath_connection_query()
 */
gboolean
ath_run_job_note_leftovers (AthRunJob  *self,
                            GError    **error)
{
  g_clear_pointer (&self->leftovers, g_strfreev);
  self->leftovers = read_invalid_indexes (self->connection, error);

  return self->leftovers != NULL;
}

static void
find_leftovers (AthRunJob *self,
                AthRun    *run)
{
  g_auto(GStrv) now = read_invalid_indexes (self->connection, NULL);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; now != NULL && now[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) self->leftovers, now[i]))
        g_ptr_array_add (names, g_strdup (now[i]));
    }
  if (names->len > 0)
    run->states[run->failed] = ATH_STEP_INTERRUPTED;
  g_ptr_array_add (names, NULL);
  run->leftovers = (char **) g_ptr_array_free (names, FALSE);
}

/* Whether the rows tell that the transaction under way was committed. */
static gboolean
is_committed (AthRunJob         *self,
              const AthRun      *run,
              guint              last)
{
  const AthPlanStep *step = ath_plan_get_step (self->plan, last);

  return step->changes->len > 0
         && g_strv_equal ((const char *const *) step->rows_after,
                          (const char *const *) run->rows_after);
}

/* The last step, from @run->failed on, that the rows say is committed, or -1.  The
 * server may have got further than we were told.
 */
static int
find_committed (AthRunJob    *self,
                const AthRun *run)
{
  const AthProjectSettings *settings = ath_project_get_settings (self->request->project);
  int last = (int) ath_plan_get_n_steps (self->plan) - 1;

  if (!settings->transaction_per_migration)
    return is_committed (self, run, last) ? last : -1;

  for (int i = last; i >= run->failed; i--)
    if (is_committed (self, run, i))
      return i;

  return -1;
}

/* What became of the transactions that were under way when the session was lost. */
static void
judge_by_rows (AthRunJob *self,
               AthRun    *run)
{
  int last = find_committed (self, run);

  if (last < 0)
    {
      if (ath_plan_get_step (self->plan, run->failed)->changes->len == 0)
        run->states[run->failed] = ATH_STEP_INTERRUPTED;
      return;
    }

  for (int i = 0; i <= last; i++)
    run->states[i] = ATH_STEP_APPLIED;
  run->failed = -1;
}

/**
 * ath_run_job_inspect:
 * @self: a job that has failed or was stopped
 * @run: gets the rows, and the state of the step that failed
 *
 * Finds out in which state the database is now; with a session that was lost,
 * in a new one.
 */
void
ath_run_job_inspect (AthRunJob *self,
                     AthRun    *run)
{
  gboolean was_lost;

  run->rows_after = look_at_rows (self, &was_lost, NULL);
  if (run->failed < 0)
    return;

  if (run->rows_after == NULL)
    run->states[run->failed] = ATH_STEP_INTERRUPTED;
  else if (was_lost)
    judge_by_rows (self, run);

  if (run->rows_after != NULL && run->failed >= 0 && self->leftovers != NULL)
    find_leftovers (self, run);
}

static GError *
mismatch_error_new (const AthRun *run)
{
  g_autofree char *planned = g_strjoinv (", ", (char **) ath_plan_get_rows_after (run->plan));
  g_autofree char *found = g_strjoinv (", ", run->rows_after);
  g_autofree char *detail = NULL;
  GError *error = ath_error_new (ATH_ERROR_MOVED,
                                 _("The version rows are not what they should be after the run"));

  /* TRANSLATORS: two lists of revision ids */
  detail = g_strdup_printf (_("They should be “%s” and are “%s”."), planned, found);
  ath_error_set_detail (error, detail);
  ath_error_set_hint (error, _("Somebody else changes the same database, or a script has written "
                               "to the version table."));

  return error;
}

/**
 * ath_run_job_verify:
 * @self: a job whose steps are all applied
 * @run: gets the rows
 * @error: set on failure
 *
 * Reads the rows on a fresh look and compares them with the plan.
 *
 * Returns: whether they are what they should be, else `ATH_ERROR_MOVED`, or the
 *   errors of ath_connection_open() and ath_version_table_read()
 */
gboolean
ath_run_job_verify (AthRunJob  *self,
                    AthRun     *run,
                    GError    **error)
{
  gboolean was_lost;

  run->rows_after = look_at_rows (self, &was_lost, error);
  if (run->rows_after == NULL)
    return FALSE;

  if (g_strv_equal (ath_plan_get_rows_after (self->plan), (const char *const *) run->rows_after))
    return TRUE;

  g_propagate_error (error, mismatch_error_new (run));

  return FALSE;
}
