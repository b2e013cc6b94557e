/* ath-run-prepare.c: the stages of a run that change nothing
 *
 * All that can be refused is refused here, with the database as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-quote.h"
#include "run/fallback/ath-fallback.h"
#include "run/preview/ath-step-fingerprint.h"

/**
 * ath_run_job_clear:
 * @self: a job
 *
 * Frees what the job owns and ends its session.
 */
void
ath_run_job_clear (AthRunJob *self)
{
  g_clear_object (&self->connection);
  g_clear_pointer (&self->session_pid, g_free);
  g_clear_pointer (&self->session_start, g_free);
  g_clear_pointer (&self->table_schema, g_free);
  g_clear_pointer (&self->rows, g_strfreev);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->scripts, g_ptr_array_unref);
  g_clear_pointer (&self->leftovers, g_strfreev);
}

/**
 * ath_run_job_reset_session:
 * @self: a job with a connection, outside of a transaction
 * @error: set on failure
 *
 * Makes the session what it was when it began, and sets what the policy and the
 * lexer of scripts rely on, whatever the role or the database sets.
 *
 * Returns: whether that went well, else the errors of ath_connection_query()
 */
gboolean
ath_run_job_reset_session (AthRunJob  *self,
                           GError    **error)
{
  const AthPolicy *policy = ath_profile_get_policy (self->request->profile);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL;"
                         " SET standard_conforming_strings = on;"
                         " SET lock_timeout = %u;"
                         " SET statement_timeout = %u",
                         policy->lock_timeout_ms,
                         policy->statement_timeout_ms);

  return ath_connection_execute (self->connection, sql, self->cancellable, error);
}

/* Learns how to tell our session from any other, should it be lost. */
static gboolean
note_session (AthRunJob  *self,
              GError    **error)
{
  static const char sql[] =
    "SELECT pid, backend_start FROM pg_catalog.pg_stat_activity"
    " WHERE pid = pg_catalog.pg_backend_pid()";
  g_autoptr(AthResult) result = NULL;

  result = ath_connection_query (self->connection, sql, NULL, 0, self->cancellable, error);
  if (result == NULL)
    return FALSE;

  g_clear_pointer (&self->session_pid, g_free);
  g_clear_pointer (&self->session_start, g_free);
  if (ath_result_get_n_rows (result) > 0)
    {
      self->session_pid = g_strdup (ath_result_get_value (result, 0, 0));
      self->session_start = g_strdup (ath_result_get_value (result, 0, 1));
    }

  return TRUE;
}

/* Finds the schema of the version table, so that a script that changes the
 * search path does not lose it.
 */
static gboolean
locate_table (AthRunJob  *self,
              GError    **error)
{
  static const char sql[] =
    "SELECT (SELECT n.nspname"
    " FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.oid = pg_catalog.to_regclass($1)),"
    " pg_catalog.current_schema()";
  const AthProjectSettings *settings = ath_project_get_settings (self->request->project);
  const char *parameters[1];
  g_autofree char *name = NULL;
  g_autoptr(AthResult) result = NULL;
  const char *found;

  if (!ath_version_table_init (&self->table, settings, error))
    return FALSE;

  name = ath_quote_name (self->table.schema, self->table.name);
  parameters[0] = name;
  result = ath_connection_query (self->connection, sql, parameters, 1, self->cancellable, error);
  if (result == NULL)
    return FALSE;

  found = ath_result_get_value (result, 0, 0);
  self->has_table = found != NULL;
  if (found == NULL)
    found = self->table.schema;
  if (found == NULL)
    found = ath_result_get_value (result, 0, 1);

  g_free (self->table_schema);
  self->table_schema = g_strdup (found);
  self->table.schema = self->table_schema;

  return TRUE;
}

/**
 * ath_run_job_read_rows:
 * @self: a job with a connection
 * @error: set on failure
 *
 * Replaces the rows of the job by those that are there now.
 *
 * Returns: whether they could be read, else the errors of
 *   ath_version_table_init() and ath_connection_query()
 */
gboolean
ath_run_job_read_rows (AthRunJob  *self,
                       GError    **error)
{
  char **rows;

  if (!locate_table (self, error))
    return FALSE;

  rows = ath_version_table_read (&self->table, self->connection, self->cancellable, error);
  if (rows == NULL)
    return FALSE;

  g_strfreev (self->rows);
  self->rows = rows;

  return TRUE;
}

/**
 * ath_run_job_connect:
 * @self: a job
 * @error: set on failure
 *
 * Opens the session of the run, anew if there was one, and reads the rows.
 *
 * Returns: whether that went well, else the errors of ath_version_table_init(),
 *   ath_connection_open() and ath_connection_query()
 */
gboolean
ath_run_job_connect (AthRunJob  *self,
                     GError    **error)
{
  AthConnectionInfo *info = ath_profile_get_connection (self->request->profile);

  g_clear_object (&self->connection);
  self->connection = ath_connection_open (info, self->cancellable, error);

  return self->connection != NULL
         && ath_run_job_reset_session (self, error)
         && note_session (self, error)
         && ath_run_job_read_rows (self, error);
}

static gboolean
compile (AthRunJob  *self,
         GError    **error)
{
  int version = ath_connection_get_server_version (self->connection);

  g_clear_pointer (&self->scripts, g_ptr_array_unref);
  self->scripts = ath_run_request_compile_all (self->request, self->plan, version,
                                               self->cancellable, error);

  return self->scripts != NULL;
}

static gboolean
check_ids (AthRunJob  *self,
           GError    **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < ath_plan_get_n_steps (self->plan); i++)
    {
      const GPtrArray *changes = ath_plan_get_step (self->plan, i)->changes;

      for (guint j = 0; j < changes->len; j++)
        {
          const AthRowChange *change = g_ptr_array_index (changes, j);

          if (change->to != NULL)
            g_ptr_array_add (ids, change->to);
        }
    }
  g_ptr_array_add (ids, NULL);

  return ath_version_table_check_ids (&self->table, self->connection,
                                      (const char *const *) ids->pdata, self->cancellable, error);
}

static gboolean
is_as_expected (AthRunJob  *self,
                GError    **error)
{
  const char *const *expected = self->request->expected_rows;
  GError *moved;

  if (expected == NULL || g_strv_equal (expected, (const char *const *) self->rows))
    return TRUE;

  moved = ath_error_new (ATH_ERROR_MOVED, _("The database is no longer where the plan began"));
  ath_error_set_hint (moved, _("Somebody else has changed it meanwhile. Look at the plan again."));
  g_propagate_error (error, moved);

  return FALSE;
}

/* Whether the scripts are those that the user has seen. */
static gboolean
check_scripts (AthRunJob  *self,
               GError    **error)
{
  const char *const *expected = self->request->expected_scripts;

  for (guint i = 0; expected != NULL && i < ath_plan_get_n_steps (self->plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (self->plan, i);
      g_autofree char *fingerprint = NULL;
      GError *moved;

      fingerprint = ath_step_fingerprint_dup (step, g_ptr_array_index (self->scripts, i));
      if (g_strcmp0 (fingerprint, expected[i]) == 0)
        continue;

      moved = ath_error_new (ATH_ERROR_MOVED,
                             _("The script of “%s” has changed since the plan was shown"),
                             step->revision->id);
      ath_error_set_place (moved, step->revision->path, 0, 0);
      ath_error_set_hint (moved, _("Look at the plan again."));
      g_propagate_error (error, moved);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_run_job_plan:
 * @self: a job that is connected
 * @error: set on failure
 *
 * Plans the way from the rows to the targets and compiles all of its scripts.
 *
 * Returns: whether there is a way and every script on it can be run, else
 *   `ATH_ERROR_MOVED` when rows or scripts are not those of the request,
 *   `ATH_ERROR_REVISION`, `ATH_ERROR_PLAN`, `ATH_ERROR_SCRIPT` or
 *   `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_run_job_plan (AthRunJob  *self,
                  GError    **error)
{
  gboolean is_first = self->plan == NULL;
  AthPlan *plan;

  /* Only the first plan: what a run meets later is its own to judge. */
  if (is_first && !is_as_expected (self, error))
    return FALSE;

  plan = ath_run_request_plan (self->request, (const char *const *) self->rows, error);
  if (plan == NULL)
    return FALSE;

  g_clear_object (&self->plan);
  self->plan = plan;

  return compile (self, error)
         && (!is_first || check_scripts (self, error))
         && ath_fallback_check (self, error)
         && check_ids (self, error);
}

/**
 * ath_run_job_back_up:
 * @self: a job that has planned
 * @run: gets the backup
 * @error: set on failure
 *
 * Makes a backup.
 *
 * Returns: whether there is one that verifies, else `ATH_ERROR_BACKUP` or
 *   `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_run_job_back_up (AthRunJob  *self,
                     AthRun     *run,
                     GError    **error)
{
  const AthRunRequest *request = self->request;
  AthBackupRequest backup = {
    .info = ath_profile_get_connection (request->profile),
    .folder = request->backup_folder,
    .project = ath_project_get_key (request->project),
    .environment = ath_profile_get_name (request->profile),
    .rows = (const char *const *) self->rows,
  };
  g_autofree char *folder = NULL;

  if (backup.folder == NULL)
    backup.folder = folder = ath_backup_dup_folder (backup.project, backup.environment);
  run->backup = ath_backup_create (&backup, self->reporter, self->cancellable, error);

  return run->backup != NULL;
}

static void
report_log (AthRunJob  *self,
            const char *text)
{
  const AthReport report = {
    .kind = ATH_REPORT_LOG, .phase = ATH_REPORT_FINISHED, .text = text, .rows = -1,
  };

  ath_reporter_report (self->reporter, &report);
}

/**
 * ath_run_job_prune:
 * @self: a job
 * @run: a run that ended well and made a backup
 *
 * Removes the backups beyond those that the policy keeps.  That this fails is no
 * failure of the run, and only said.
 */
void
ath_run_job_prune (AthRunJob *self,
                   AthRun    *run)
{
  const AthPolicy *policy = ath_profile_get_policy (self->request->profile);
  g_autofree char *folder = g_path_get_dirname (ath_backup_get_path (run->backup));
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;
  guint n_removed = 0;

  if (!ath_backup_prune (folder, policy->backups_kept, &n_removed, &error))
    line = g_strdup_printf (_("Old backups could not be removed: %s"), error->message);
  else if (n_removed > 0)
    line = g_strdup_printf (ngettext ("%u old backup was removed", "%u old backups were removed",
                                      n_removed), n_removed);

  if (line != NULL)
    report_log (self, line);
}

/* Reads the rows; a session that the server or a firewall has ended while the
 * backup took its time is opened again.
 */
static gboolean
read_rows_or_reconnect (AthRunJob  *self,
                        GError    **error)
{
  g_autoptr(GError) lost = NULL;

  if (ath_run_job_read_rows (self, &lost))
    return TRUE;
  if (g_error_matches (lost, ATH_ERROR, ATH_ERROR_CONNECT))
    return ath_run_job_connect (self, error);

  g_propagate_error (error, g_steal_pointer (&lost));

  return FALSE;
}

static char *
join_rows (const char *const *rows)
{
  return rows[0] != NULL ? g_strjoinv (", ", (char **) rows) : g_strdup (_("none"));
}

/* @reason: (nullable): why there is no way from the rows that are there now */
static void
set_moved (AthRunJob          *self,
           const char *const  *before,
           const GError       *reason,
           GError            **error)
{
  g_autofree char *old_rows = join_rows (before);
  g_autofree char *new_rows = join_rows ((const char *const *) self->rows);
  GError *moved = ath_error_new (ATH_ERROR_MOVED,
                                 _("The version rows have changed since the run was planned"));
  g_autofree char *detail = NULL;

  /* TRANSLATORS: two lists of revision ids */
  detail = g_strdup_printf (_("They were %s and are %s."), old_rows, new_rows);
  ath_error_set_detail (moved, detail);
  ath_error_set_hint (moved, reason != NULL ? reason->message
                                            : _("Look at the database and plan again."));
  g_propagate_error (error, moved);
}

/**
 * ath_run_job_read_again:
 * @self: a job that has planned
 * @run: gets the new plan
 * @error: set on failure
 *
 * Reads the rows again.  When somebody else has gone a part of the way or all
 * of it, the rest is planned; the run does not go where it was not meant to.  A
 * script that is no longer what the user has seen ends it, too.
 *
 * Returns: whether the plan of the job leads from the rows to where it led
 *   before, else `ATH_ERROR_MOVED`, or the errors of ath_run_job_connect()
 */
gboolean
ath_run_job_read_again (AthRunJob  *self,
                        AthRun     *run,
                        GError    **error)
{
  const char *const *before = ath_plan_get_rows_before (run->plan);
  const char *const *after = ath_plan_get_rows_after (run->plan);
  g_autoptr(GError) reason = NULL;

  if (!read_rows_or_reconnect (self, error))
    return FALSE;
  if (g_strv_equal (before, (const char *const *) self->rows))
    return check_scripts (self, error);

  if (!ath_run_job_plan (self, &reason)
      || !g_strv_equal (ath_plan_get_rows_after (self->plan), after))
    {
      if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        set_moved (self, before, reason, error);
      return FALSE;
    }
  ath_run_set_plan (run, self->plan);

  return TRUE;
}
