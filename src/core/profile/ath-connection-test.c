/* ath-connection-test.c: whether a connection is fit for runs, step by step
 *
 * One real connection, watched: what it tells on its way are the first steps.
 * Nothing is changed on the server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-task.h"
#include "postgres/ath-postgres-tools.h"
#include "postgres/ath-quote.h"
#include "profile/ath-connection-test.h"

#define OLDEST_SERVER 100000

typedef struct
{
  AthReporter           *reporter; /* (unowned) (nullable) */
  AthConnectionTestStep  step;     /* the one that is being tried */
} Test;

/**
 * ath_connection_test_step_get_name:
 * @step: a step
 *
 * Returns: (transfer none): what the step finds out, translated
 */
const char *
ath_connection_test_step_get_name (AthConnectionTestStep step)
{
  switch (step)
    {
    case ATH_CONNECTION_TEST_RESOLVE:
      return _("Find the Host");

    case ATH_CONNECTION_TEST_REACH:
      return _("Reach the Server");

    case ATH_CONNECTION_TEST_TLS:
      return _("Encrypt the Connection");

    case ATH_CONNECTION_TEST_LOGIN:
      return _("Log In");

    case ATH_CONNECTION_TEST_DATABASE:
      return _("Open the Database");

    case ATH_CONNECTION_TEST_RIGHTS:
      return _("Rights");

    case ATH_CONNECTION_TEST_VERSION:
      return _("Server Version");

    case ATH_CONNECTION_TEST_TOOLS:
      return _("Backup Program");

    default:
      g_assert_not_reached ();
    }
}

static void
report (Test           *test,
        AthReportPhase  phase,
        const char     *text)
{
  AthReport each = {
    .kind = ATH_REPORT_STEP,
    .phase = phase,
    .step = test->step,
    .n_steps = ATH_CONNECTION_TEST_N_STEPS,
    .text = text,
    .rows = -1,
  };

  ath_reporter_report (test->reporter, &each);
}

/* Goes on to the step behind @step.  A stage that comes again, for the next
 * address, changes nothing.
 */
static void
pass (Test                  *test,
      AthConnectionTestStep  step,
      const char            *text)
{
  if (step != test->step)
    return;

  report (test, ATH_REPORT_FINISHED, text);
  if (step == ATH_CONNECTION_TEST_TOOLS)
    return;
  test->step++;
  report (test, ATH_REPORT_STARTED, NULL);
}

static void
stage_cb (AthConnectionStage  stage,
          const char         *text,
          gpointer            user_data)
{
  Test *test = user_data;

  switch (stage)
    {
    case ATH_CONNECTION_RESOLVED:
      pass (test, ATH_CONNECTION_TEST_RESOLVE, text);
      break;

    case ATH_CONNECTION_REACHED:
      pass (test, ATH_CONNECTION_TEST_REACH, text);
      break;

    case ATH_CONNECTION_ENCRYPTED:
      pass (test, ATH_CONNECTION_TEST_TLS, text);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* The step that an answer of the server is about, else the one that was tried. */
static AthConnectionTestStep
find_failed_step (Test         *test,
                  const GError *error)
{
  static const struct
  {
    const char            *sqlstate; /* or its first two characters */
    AthConnectionTestStep  step;
  } states[] = {
    { "3D", ATH_CONNECTION_TEST_DATABASE },
    { "42501", ATH_CONNECTION_TEST_DATABASE },
    { "55000", ATH_CONNECTION_TEST_DATABASE },
    { "28", ATH_CONNECTION_TEST_LOGIN },
    { "53300", ATH_CONNECTION_TEST_LOGIN },
    { "57P03", ATH_CONNECTION_TEST_LOGIN },
    { "08004", ATH_CONNECTION_TEST_TLS },
  };
  const AthErrorDetails *details = ath_error_get_details (error);

  if (details != NULL && details->sqlstate != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      if (g_str_has_prefix (details->sqlstate, states[i].sqlstate))
        return MAX (states[i].step, test->step);

  return test->step;
}

/* What was passed on the way to @step without a word of the connection. */
static void
pass_until (Test                  *test,
            AthConnectionTestStep  step)
{
  while (test->step < step)
    pass (test, test->step,
          test->step == ATH_CONNECTION_TEST_TLS ? _("Not encrypted") : NULL);
}

static AthConnection *
connect_watched (Test               *test,
                 AthConnectionInfo  *info,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autoptr(AthConnectionInfo) login = NULL;
  AthConnection *connection;
  GError *failure = NULL;

  connection = ath_connection_open_watched (info, stage_cb, test, cancellable, &failure);
  if (connection == NULL)
    {
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        pass_until (test, find_failed_step (test, failure));
      g_propagate_error (error, failure);
      return NULL;
    }

  pass_until (test, ATH_CONNECTION_TEST_LOGIN);
  login = ath_connection_dup_effective_info (connection);
  pass (test, ATH_CONNECTION_TEST_LOGIN, ath_connection_info_get (login, "user"));
  pass (test, ATH_CONNECTION_TEST_DATABASE, ath_connection_get_database (connection));

  return connection;
}

/* What the server says about the user and the two places that a run writes to. */
typedef struct
{
  char     *user;
  char     *schema;             /* (nullable) where the search path leads */
  gboolean  can_create;         /* in @schema */
  char     *version_schema;     /* (nullable) where the version table is or would be */
  gboolean  has_version_schema;
  gboolean  has_table;
  gboolean  can_write_table;    /* or create it */
} Rights;

static void
rights_clear (Rights *rights)
{
  g_free (rights->user);
  g_free (rights->schema);
  g_free (rights->version_schema);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rights, rights_clear)

static gboolean
get_boolean (AthResult *result,
             guint      column)
{
  return g_strcmp0 (ath_result_get_value (result, 0, column), "t") == 0;
}

static gboolean
read_rights (AthConnection          *connection,
             const AthVersionTable  *table,
             Rights                 *rights,
             GCancellable           *cancellable,
             GError                **error)
{
  /* Not by to_regclass(), which fails where a schema must not be looked into. */
  static const char sql[] =
    "SELECT current_user, current_schema(),"
    " coalesce(pg_catalog.has_schema_privilege(current_schema(), 'CREATE'), false),"
    " coalesce($2::name, current_schema()), s.oid IS NOT NULL, t.oid IS NOT NULL,"
    " CASE WHEN s.oid IS NULL THEN false"
    " WHEN NOT pg_catalog.has_schema_privilege(s.oid, 'USAGE') THEN false"
    " WHEN t.oid IS NULL THEN pg_catalog.has_schema_privilege(s.oid, 'CREATE')"
    " ELSE pg_catalog.has_table_privilege(t.oid, 'SELECT')"
    " AND pg_catalog.has_table_privilege(t.oid, 'INSERT')"
    " AND pg_catalog.has_table_privilege(t.oid, 'UPDATE')"
    " AND pg_catalog.has_table_privilege(t.oid, 'DELETE') END"
    " FROM (SELECT 1) AS one"
    " LEFT JOIN pg_catalog.pg_class AS t ON t.relname = $1::name AND CASE WHEN $2::name IS NULL"
    " THEN pg_catalog.pg_table_is_visible(t.oid) ELSE t.relnamespace ="
    " (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $2::name) END"
    " LEFT JOIN pg_catalog.pg_namespace AS s ON s.oid = t.relnamespace"
    " OR (t.oid IS NULL AND s.nspname = coalesce($2::name, current_schema()))";
  const char *parameters[] = { table->name, table->schema };
  g_autoptr(AthResult) result = NULL;

  result = ath_connection_query (connection, sql, parameters, G_N_ELEMENTS (parameters),
                                 cancellable, error);
  if (result == NULL)
    return FALSE;

  rights->user = g_strdup (ath_result_get_value (result, 0, 0));
  rights->schema = g_strdup (ath_result_get_value (result, 0, 1));
  rights->can_create = get_boolean (result, 2);
  rights->version_schema = g_strdup (ath_result_get_value (result, 0, 3));
  rights->has_version_schema = get_boolean (result, 4);
  rights->has_table = get_boolean (result, 5);
  rights->can_write_table = get_boolean (result, 6);

  return TRUE;
}

/* @hint: (transfer full) (nullable) */
static gboolean
set_missing_right (GError **error,
                   GError  *missing,
                   char    *hint)
{
  ath_error_set_hint (missing, hint);
  g_propagate_error (error, missing);
  g_free (hint);

  return FALSE;
}

static char *
dup_grant (const Rights *rights,
           const char   *schema)
{
  g_autofree char *quoted_schema = ath_quote_identifier (schema);
  g_autofree char *quoted_user = ath_quote_identifier (rights->user);

  return g_strdup_printf (_("Its owner can allow it: GRANT USAGE, CREATE ON SCHEMA %s TO %s;"),
                          quoted_schema, quoted_user);
}

static char *
dup_table_grant (const Rights          *rights,
                 const AthVersionTable *table)
{
  g_autofree char *name = ath_quote_name (table->schema, table->name);
  g_autofree char *quoted_user = ath_quote_identifier (rights->user);

  return g_strdup_printf (_("Its owner can allow it: "
                            "GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s;"),
                          name, quoted_user);
}

static gboolean
check_rights (const Rights           *rights,
              const AthVersionTable  *table,
              GError                **error)
{
  if (rights->schema == NULL)
    return set_missing_right (error,
                              ath_error_new (ATH_ERROR_CONNECT,
                                             _("The search path of “%s” leads to no schema"),
                                             rights->user),
                              g_strdup (_("Create the schema, or change search_path.")));
  if (!rights->can_create)
    return set_missing_right (error,
                              ath_error_new (ATH_ERROR_CONNECT,
                                             _("“%s” may not create tables in the schema “%s”"),
                                             rights->user, rights->schema),
                              dup_grant (rights, rights->schema));
  if (!rights->has_version_schema)
    return set_missing_right (error,
                              ath_error_new (ATH_ERROR_CONNECT,
                                             _("There is no schema “%s” for the version table"),
                                             rights->version_schema),
                              g_strdup (_("Create it, or change version_table_schema.")));
  if (!rights->can_write_table && rights->has_table)
    return set_missing_right (error,
                              ath_error_new (ATH_ERROR_CONNECT,
                                             _("“%s” may not change the version table “%s”"),
                                             rights->user, table->name),
                              dup_table_grant (rights, table));
  if (!rights->can_write_table)
    return set_missing_right (error,
                              ath_error_new (ATH_ERROR_CONNECT,
                                             _("“%s” may not create the version table "
                                               "in the schema “%s”"),
                                             rights->user, rights->version_schema),
                              dup_grant (rights, rights->version_schema));

  return TRUE;
}

static gboolean
test_rights (Test                   *test,
             AthConnection          *connection,
             const AthVersionTable  *table,
             GCancellable           *cancellable,
             GError                **error)
{
  g_auto(Rights) rights = { NULL };
  g_autofree char *text = NULL;

  if (!read_rights (connection, table, &rights, cancellable, error))
    return FALSE;

  if (!check_rights (&rights, table, error))
    return FALSE;

  if (rights.has_table)
    /* TRANSLATORS: name of a schema, name of a table */
    text = g_strdup_printf (_("Schema “%s”, version table “%s”"), rights.schema, table->name);
  else
    /* TRANSLATORS: name of a schema */
    text = g_strdup_printf (_("Schema “%s”, no version table yet"), rights.schema);
  pass (test, ATH_CONNECTION_TEST_RIGHTS, text);

  return TRUE;
}

static gboolean
test_version (Test           *test,
              AthConnection  *connection,
              GError        **error)
{
  const char *text = ath_connection_get_server_version_text (connection);

  if (ath_connection_get_server_version (connection) < OLDEST_SERVER)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_CONNECT,
                   _("The server is PostgreSQL %s; Athanor needs %d or newer"),
                   text, OLDEST_SERVER / 10000);
      return FALSE;
    }
  pass (test, ATH_CONNECTION_TEST_VERSION, text);

  return TRUE;
}

static gboolean
test_tools (Test           *test,
            AthConnection  *connection,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr(AthPostgresTools) tools = NULL;
  g_autofree char *program = NULL;
  g_autofree char *text = NULL;

  tools = ath_postgres_tools_find (ath_connection_get_server_version (connection), NULL,
                                   cancellable, error);
  if (tools == NULL)
    return FALSE;

  program = ath_postgres_tools_dup_program (tools, "pg_dump");
  /* TRANSLATORS: version and path of a program */
  text = g_strdup_printf (_("pg_dump %s (%s)"), ath_postgres_tools_get_version_text (tools),
                          program);
  pass (test, ATH_CONNECTION_TEST_TOOLS, text);

  return TRUE;
}

static gboolean
run_steps (Test                   *test,
           AthConnectionInfo      *info,
           const AthVersionTable  *table,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr(AthConnection) connection = NULL;

  report (test, ATH_REPORT_STARTED, NULL);
  connection = connect_watched (test, info, cancellable, error);

  return connection != NULL
         && test_rights (test, connection, table, cancellable, error)
         && test_version (test, connection, error)
         && test_tools (test, connection, cancellable, error);
}

/**
 * ath_connection_test_run:
 * @info: how to reach the database
 * @table: the version table of the project
 * @reporter: (nullable): gets an `ATH_REPORT_STEP` for each
 *   [enum@Ath.ConnectionTestStep] as it begins, ends well (with what was found)
 *   or fails
 * @cancellable: (nullable): ends the test
 * @error: set on failure
 *
 * Tries @info step by step and stops at the first that fails.  Blocking; changes
 * nothing on the server.
 *
 * Returns: `TRUE` when @info is fit for runs, or `FALSE` with @error set to
 *   `ATH_ERROR_CONNECT`, `ATH_ERROR_SQL` or `ATH_ERROR_BACKUP`, with the usual
 *   remedy as its hint, or `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_connection_test_run (AthConnectionInfo      *info,
                         const AthVersionTable  *table,
                         AthReporter            *reporter,
                         GCancellable           *cancellable,
                         GError                **error)
{
  Test test = { .reporter = reporter, .step = ATH_CONNECTION_TEST_RESOLVE };
  GError *failure = NULL;

  g_return_val_if_fail (info != NULL, FALSE);
  g_return_val_if_fail (table != NULL, FALSE);

  if (run_steps (&test, info, table, cancellable, &failure))
    return TRUE;

  report (&test, ATH_REPORT_FAILED, failure->message);
  g_propagate_error (error, failure);

  return FALSE;
}

typedef struct
{
  AthConnectionInfo *info;     /* (owned) */
  AthVersionTable    table;    /* its texts are owned */
  AthReporter       *reporter; /* (owned) (nullable) */
} Job;

static void
job_free (Job *job)
{
  ath_connection_info_unref (job->info);
  g_free ((char *) job->table.name);
  g_free ((char *) job->table.schema);
  g_clear_object (&job->reporter);
  g_free (job);
}

static void
run_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (ath_connection_test_run (job->info, &job->table, job->reporter, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ath_connection_test_run_async:
 * @info: how to reach the database
 * @table: the version table of the project; copied
 * @reporter: (nullable): see ath_connection_test_run()
 * @cancellable: (nullable): ends the test
 * @callback: (scope async): called when the test has ended
 * @user_data: passed to @callback
 *
 * Runs ath_connection_test_run() in a thread of its own.
 */
void
ath_connection_test_run_async (AthConnectionInfo     *info,
                               const AthVersionTable *table,
                               AthReporter           *reporter,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (info != NULL);
  g_return_if_fail (table != NULL);

  job = g_new0 (Job, 1);
  job->info = ath_connection_info_ref (info);
  job->table = *table;
  job->table.name = g_strdup (table->name);
  job->table.schema = g_strdup (table->schema);
  job->reporter = reporter != NULL ? g_object_ref (reporter) : NULL;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_connection_test_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  ath_task_run_in_own_thread (task, run_thread);
}

/**
 * ath_connection_test_run_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: see ath_connection_test_run()
 */
gboolean
ath_connection_test_run_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_connection_test_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
