/* ath-fallback.c: steps that the project's own Alembic runs
 *
 * env.py may take its connection from anywhere.  So the session of the run takes
 * an advisory lock that exists in its database alone, and what is started looks
 * for it, on the connection of env.py, before Alembic does anything there.  It
 * takes a second one, by which its session is found again when it was stopped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-project-python.h"
#include "run/ath-fallback.h"

static const char program[] =
  "import os, sys\n"
  "from alembic.config import CommandLine\n"
  "from alembic.runtime.migration import MigrationContext\n"
  "url = os.environ['DATABASE_URL']\n"
  "key = os.environ.pop('ATHANOR_LOCK', '')\n"
  "original = MigrationContext.run_migrations\n"
  "def run_migrations(self, **values):\n"
  "    if self.connection is None:\n"
  "        sys.exit('error: env.py does not connect')\n"
  "    cursor = self.connection.connection.cursor()\n"
  "    cursor.execute('SELECT count(*) FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d'\n"
  "                   ' ON d.oid = l.database WHERE d.datname = current_database()'\n"
  "                   \" AND l.locktype = 'advisory' AND l.granted\"\n"
  "                   ' AND l.objsubid = 2 AND l.classid = ' + key + ' AND l.objid = 1')\n"
  "    if cursor.fetchone()[0] != 1:\n"
  "        sys.exit('error: env.py connects to another database than that of the run')\n"
  "    cursor.execute('SELECT pg_catalog.pg_advisory_lock(' + key + ', 2)')\n"
  "    cursor.fetchone()\n"
  "    cursor.close()\n"
  "    return original(self, **values)\n"
  "MigrationContext.run_migrations = run_migrations\n"
  "class Line(CommandLine):\n"
  "    def run_cmd(self, config, options):\n"
  "        config.set_main_option('sqlalchemy.url', url.replace('%', '%%'))\n"
  "        super().run_cmd(config, options)\n"
  "Line(prog='alembic').main(sys.argv[1:])\n";

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
  return ath_project_get_kind (project) == ATH_PROJECT_ALEMBIC &&
         g_error_matches (error, ATH_ERROR, ATH_ERROR_SCRIPT) &&
         !ath_error_get_details (error)->is_raised;
}

/**
 * ath_fallback_new_script:
 * @project: an Alembic project
 * @refusal: (transfer full): why Athanor does not run the script itself
 * @error: set to @refusal when there is no interpreter
 *
 * Returns: (transfer full): what stands for the script, or `NULL`
 */
AthCollectingSink *
ath_fallback_new_script (AthProject  *project,
                         GError      *refusal,
                         GError     **error)
{
  g_autofree char *python = ath_project_python_find (project);
  const AthErrorDetails *details = ath_error_get_details (refusal);
  AthCollectingSink *script;
  GError *reason;

  if (python == NULL)
    {
      if (details->hint == NULL)
        ath_error_set_hint (refusal, _("The project’s own Alembic could run it: name its "
                                       "interpreter by “python” in “[athanor]”."));
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

static GError *
refusal_new (const AthPlanStep *step,
             const char        *text)
{
  GError *refusal = ath_error_new (ATH_ERROR_SCRIPT, "%s", text);

  ath_error_set_place (refusal, step->revision->path, 0, 0);

  return refusal;
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
  if (plan != NULL && ath_plan_get_n_steps (plan) == 1 &&
      g_str_equal (ath_plan_get_step (plan, 0)->revision->id, step->revision->id))
    return TRUE;

  g_propagate_error (error,
                     refusal_new (step, _("Alembic cannot be told to run this step alone")));

  return FALSE;
}

static void
report_line (const char *line,
             gpointer    user_data)
{
  AthRunJob *job = user_data;
  const AthReport report = {
    .kind = ATH_REPORT_LOG, .phase = ATH_REPORT_FINISHED, .text = line, .rows = -1,
  };

  ath_reporter_report (job->reporter, &report);
}

static void
ignore_line (const char *line,
             gpointer    user_data)
{
}

/* The URL that the child gets names the driver that the project uses. */
static char *
dup_url (AthRunJob         *job,
         AthConnectionInfo *info)
{
  const char *stated = ath_project_get_settings (job->request->project)->url;
  g_autofree char *url = ath_connection_info_dup_url (info);
  const char *end = stated != NULL ? strstr (stated, "://") : NULL;

  if (end == NULL || !g_str_has_prefix (stated, "postgresql+"))
    return g_steal_pointer (&url);

  return g_strdup_printf ("%.*s%s", (int) (end - stated), stated, url + strlen ("postgresql"));
}

static GPtrArray *
make_variables (AthRunJob         *job,
                AthConnectionInfo *info,
                const char        *key)
{
  const AthPolicy *policy = ath_profile_get_policy (job->request->profile);
  const char *const *stated = ath_profile_get_variables (job->request->profile);
  GPtrArray *variables = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *url = dup_url (job, info);

  for (; stated != NULL && *stated != NULL; stated++)
    g_ptr_array_add (variables, g_strdup (*stated));
  g_ptr_array_add (variables, g_strconcat ("DATABASE_URL=", url, NULL));
  g_ptr_array_add (variables, g_strconcat ("ATHANOR_LOCK=", key, NULL));
  g_ptr_array_add (variables, g_strdup_printf ("PGOPTIONS=-c lock_timeout=%u"
                                               " -c statement_timeout=%u",
                                               policy->lock_timeout_ms,
                                               policy->statement_timeout_ms));
  g_ptr_array_add (variables, NULL);

  return variables;
}

/* (transfer full): the options of Alembic's command line in front of @command */
static GPtrArray *
make_arguments (AthRunJob  *job,
                const char *const *command)
{
  const AthProjectSettings *settings = ath_project_get_settings (job->request->project);
  const char *const *argument = job->request->arguments;
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "-c");
  g_ptr_array_add (arguments, (char *) program);
  g_ptr_array_add (arguments, (char *) "-c");
  g_ptr_array_add (arguments, settings->config_file);
  if (settings->section != NULL)
    {
      g_ptr_array_add (arguments, (char *) "-n");
      g_ptr_array_add (arguments, settings->section);
    }
  for (; argument != NULL && *argument != NULL; argument++)
    {
      g_ptr_array_add (arguments, (char *) "-x");
      g_ptr_array_add (arguments, (char *) *argument);
    }
  for (; *command != NULL; command++)
    g_ptr_array_add (arguments, (char *) *command);
  g_ptr_array_add (arguments, NULL);

  return arguments;
}

static gboolean
call (AthRunJob           *job,
      const char *const   *command,
      const char          *key,
      AthToolLineFunc      func,
      gpointer             user_data,
      GError             **error)
{
  g_autofree char *python = ath_project_python_find (job->request->project);
  g_autoptr(AthConnectionInfo) info = ath_connection_dup_effective_info (job->connection);
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, error);
  g_autoptr(GPtrArray) arguments = make_arguments (job, command);
  g_autoptr(GPtrArray) variables = make_variables (job, info, key);
  AthToolCall tool;

  if (login == NULL)
    return FALSE;
  if (python == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("There is no interpreter that has the project’s own Alembic"));
      return FALSE;
    }

  tool = (AthToolCall) {
    .program = python,
    .arguments = (const char *const *) arguments->pdata,
    .login = login,
    .folder = g_file_peek_path (ath_project_get_folder (job->request->project)),
    .variables = (const char *const *) variables->pdata,
    .output_func = func,
    .message_func = func,
    .user_data = user_data,
  };

  return ath_tool_call_run (&tool, job->cancellable, error);
}

/* What the run is told of a program that failed. */
static void
fail (const AthPlanStep  *step,
      GError             *failure,
      GError            **error)
{
  GError *mine;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return;
    }

  mine = ath_error_new (ATH_ERROR_SCRIPT, _("The project’s own Alembic failed: %s"),
                        failure->message);
  ath_error_set_place (mine, step->revision->path, 0, 0);
  ath_error_set_detail (mine, ath_error_get_details (failure)->detail);
  ath_error_set_hint (mine, _("All that it said is in the log of the run."));
  g_error_free (failure);
  g_propagate_error (error, mine);
}

static gboolean
check_transaction (AthRunJob          *job,
                   const AthPlanStep  *step,
                   GError            **error)
{
  if (ath_project_get_settings (job->request->project)->transaction_per_migration ||
      job->scripts->len == 1)
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
  static const char *const version[] = { "--version", NULL };
  GError *failure = NULL;

  if (call (job, version, "", ignore_line, NULL, &failure))
    return TRUE;

  fail (step, failure, error);

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
    return check_transaction (job, step, error) &&
           check_step (job, step, error) &&
           check_interpreter (job, step, error);

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
  g_autoptr(GError) reason = refusal;
  g_autoptr(AthCollectingSink) script = NULL;
  GError *obstacle = NULL;

  script = ath_fallback_new_script (job->request->project, g_error_copy (reason), error);
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

  report_line (ath_collecting_sink_get_open_end (script)->message, job);
  g_object_unref (g_ptr_array_index (job->scripts, index));
  g_ptr_array_index (job->scripts, index) = g_steal_pointer (&script);

  return TRUE;
}

/* Ends the session of a child that was stopped, and waits until it is gone. */
static void
end_session (AthRunJob  *job,
             const char *key)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT pg_catalog.pg_terminate_backend (pid) FROM pg_catalog.pg_locks"
                     " WHERE locktype = 'advisory' AND granted AND objsubid = 2"
                     " AND classid = %s AND objid = 2;"
                     " SELECT pg_catalog.pg_advisory_lock (%s, 2);"
                     " SELECT pg_catalog.pg_advisory_unlock (%s, 2)", key, key, key);
  g_autoptr(GError) error = NULL;

  if (!ath_connection_execute (job->connection, sql, NULL, &error))
    g_debug ("Could not end the session of Alembic: %s", error->message);
}

static gboolean
lock (AthRunJob   *job,
      const char  *function,
      const char  *key,
      GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pg_catalog.%s (%s, 1)", function, key);

  return ath_connection_execute (job->connection, sql, job->cancellable, error);
}

/* Runs @command with the lock by which it knows the database. */
static gboolean
call_locked (AthRunJob          *job,
             const char *const  *command,
             AthToolLineFunc     func,
             gpointer            user_data,
             GError            **error)
{
  g_autofree char *key = g_strdup_printf ("%d", g_random_int_range (1, G_MAXINT32));

  if (!lock (job, "pg_advisory_lock", key, error))
    return FALSE;
  if (!call (job, command, key, func, user_data, error))
    {
      end_session (job, key);
      lock (job, "pg_advisory_unlock", key, NULL);
      return FALSE;
    }

  return lock (job, "pg_advisory_unlock", key, error);
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
 * failure its session has ended, but it is not known what it has committed.
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
  GError *failure = NULL;

  if (call_locked (job, command, report_line, job, &failure))
    return check_rows (job, step, error);

  fail (step, failure, error);

  return FALSE;
}

/**
 * ath_fallback_run_command:
 * @request: names project, profile and `-x` arguments
 * @connection: to the database of the profile
 * @command: (array zero-terminated=1): a command of Alembic
 * @func: told each line that it prints
 * @user_data: passed to @func
 * @cancellable: (nullable): ends it
 * @error: set to `ATH_ERROR_SCRIPT` when there is no interpreter, to an error of
 *   ath_tool_call_run() when the command fails
 *
 * Runs a command of the project's own Alembic at the database of @connection.
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

  return call_locked (&job, command, func, user_data, error);
}
