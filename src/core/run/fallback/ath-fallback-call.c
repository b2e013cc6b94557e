/* ath-fallback-call.c: a command of the project's own Alembic
 *
 * The session of the run takes an advisory lock that exists in its database
 * alone, and what is started looks for it, see ath-fallback-program.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-flatpak.h"
#include "project/settings/ath-project-python.h"
#include "run/fallback/ath-fallback-call.h"
#include "run/fallback/ath-fallback-environment.h"
#include "run/fallback/ath-fallback-program.h"

static void
ignore_line (const char *line,
             gpointer    user_data)
{
}

/* (transfer container): the options of Alembic's command line before @command */
static GPtrArray *
make_arguments (AthRunJob         *job,
                const char *const *command)
{
  const AthProjectSettings *settings = ath_project_get_settings (job->request->project);
  const char *const *argument = job->request->arguments;
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "-c");
  g_ptr_array_add (arguments, (char *) ath_fallback_program);
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

/* Runs @command with @key to know the database by, see the program. */
static gboolean
call (AthRunJob          *job,
      const char *const  *command,
      const char         *key,
      AthToolLineFunc     func,
      gpointer            user_data,
      int                *status,
      GError            **error)
{
  g_autofree char *python = NULL;
  g_autofree char *sandbox = ath_flatpak_dup_id ();
  g_autoptr(AthConnectionInfo) info = ath_connection_dup_effective_info (job->connection);
  g_autoptr(AthToolLogin) login = NULL;
  g_autoptr(GPtrArray) arguments = make_arguments (job, command);
  g_autoptr(GPtrArray) variables = NULL;
  AthToolCall tool;

  python = ath_project_python_find (job->request->project, job->cancellable, error);
  if (python == NULL)
    return FALSE;
  login = ath_tool_login_new (info, error);
  if (login == NULL)
    return FALSE;
  variables = ath_fallback_list_variables (job, info, key, error);
  if (variables == NULL)
    return FALSE;

  tool = (AthToolCall) {
    .program = python,
    .arguments = (const char *const *) arguments->pdata,
    .name = _("The project’s own Alembic"),
    .login = login,
    .folder = g_file_peek_path (ath_project_get_folder (job->request->project)),
    .variables = (const char *const *) variables->pdata,
    .output_func = func,
    .message_func = func,
    .user_data = user_data,
    .on_host = sandbox != NULL,
    .status = status,
  };

  return ath_tool_call_run (&tool, job->cancellable, error);
}

/* Where env.py has led to; (transfer full) (nullable) */
static GError *
misled_new (int status)
{
  GError *misled;

  if (status == ATH_FALLBACK_ELSEWHERE)
    misled = ath_error_new (ATH_ERROR_SCRIPT,
                            _("“env.py” connects to another database than that of the run"));
  else if (status == ATH_FALLBACK_OFFLINE)
    misled = ath_error_new (ATH_ERROR_SCRIPT, _("“env.py” does not connect to a database"));
  else
    return NULL;

  ath_error_set_hint (misled, _("It has to take its connection from “DATABASE_URL” of the "
                                "environment, or from “sqlalchemy.url”. Alembic has done nothing "
                                "there."));

  return misled;
}

/* What runs here is no backup.
 *
 * @failure: (transfer full)
 */
static GError *
explain (GError     *failure,
         int         status,
         const char *hint)
{
  GError *misled = misled_new (status);

  if (misled != NULL)
    {
      g_error_free (failure);
      return misled;
    }
  if (!g_error_matches (failure, ATH_ERROR, ATH_ERROR_BACKUP))
    return failure;

  failure->code = ATH_ERROR_SCRIPT;
  ath_error_set_hint (failure, hint);

  return failure;
}

/**
 * ath_fallback_is_misled:
 * @status: as set by ath_fallback_call()
 *
 * Returns: whether Alembic has done nothing, because env.py leads it elsewhere
 */
gboolean
ath_fallback_is_misled (int status)
{
  return status == ATH_FALLBACK_ELSEWHERE || status == ATH_FALLBACK_OFFLINE;
}

/**
 * ath_fallback_check_interpreter:
 * @job: a job that is connected
 * @error: set to an error of ath_project_python_find() or, when there is no
 *   Alembic in what that finds, to `ATH_ERROR_SCRIPT`
 *
 * Starts the project's own Alembic, to do nothing.
 *
 * Returns: whether it can be started
 */
gboolean
ath_fallback_check_interpreter (AthRunJob  *job,
                                GError    **error)
{
  static const char *const version[] = { "--version", NULL };
  GError *failure = NULL;

  if (call (job, version, "", ignore_line, NULL, NULL, &failure))
    return TRUE;

  g_propagate_error (error,
                     explain (failure, -1,
                              _("Install Alembic, and what the scripts need, for the interpreter "
                                "of the project, or name another by “python” in “[athanor]”.")));

  return FALSE;
}

/* Ends the session of a child that was stopped, and waits until it is gone. */
static void
end_session (AthRunJob       *job,
             const char      *key,
             AthToolLineFunc  func,
             gpointer         user_data)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT pg_catalog.pg_terminate_backend (pid) FROM pg_catalog.pg_locks"
                     " WHERE locktype = 'advisory' AND granted AND objsubid = 2"
                     " AND classid = %s AND objid = 2;"
                     " SELECT pg_catalog.pg_advisory_lock (%s, 2);"
                     " SELECT pg_catalog.pg_advisory_unlock (%s, 2)", key, key, key);
  g_autoptr(GError) failure = NULL;
  g_autofree char *line = NULL;

  if (ath_connection_execute (job->connection, sql, NULL, &failure))
    return;

  line = g_strdup_printf (_("The session of the project’s own Alembic may still be there: %s"),
                          failure->message);
  func (line, user_data);
}

static gboolean
lock (AthRunJob     *job,
      const char    *function,
      const char    *key,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pg_catalog.%s (%s, 1)", function, key);

  return ath_connection_execute (job->connection, sql, cancellable, error);
}

/**
 * ath_fallback_call:
 * @job: a job outside of a transaction
 * @command: (array zero-terminated=1): a command of Alembic's
 * @func: told each line that it prints, without the password of the connection
 * @user_data: passed to @func
 * @status: (nullable) (out): gets its exit status, -1 unless it ended by itself
 * @error: set to an error of ath_project_python_find(), to `ATH_ERROR_SCRIPT` with
 *   Alembic's words when it fails, to `G_IO_ERROR_CANCELLED`, or to an error of
 *   the connection
 *
 * Runs a command of the project's own Alembic at the database of @job, and at no
 * other.  After a failure its processes and its session have ended.
 *
 * Returns: whether it succeeded
 */
gboolean
ath_fallback_call (AthRunJob          *job,
                   const char *const  *command,
                   AthToolLineFunc     func,
                   gpointer            user_data,
                   int                *status,
                   GError            **error)
{
  g_autofree char *key = g_strdup_printf ("%d", g_random_int_range (1, G_MAXINT32));
  int own_status;
  GError *failure = NULL;

  if (status == NULL)
    status = &own_status;
  *status = -1;
  if (!lock (job, "pg_advisory_lock", key, job->cancellable, error))
    return FALSE;
  if (call (job, command, key, func, user_data, status, &failure))
    return lock (job, "pg_advisory_unlock", key, job->cancellable, error);

  end_session (job, key, func, user_data);
  lock (job, "pg_advisory_unlock", key, NULL, NULL);
  g_propagate_error (error, explain (failure, *status, _("What it printed before says more.")));

  return FALSE;
}
