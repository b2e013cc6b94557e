/* test-connection-test.c: whether a connection is fit for runs, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "profile/ath-connection-test.h"
#include "support/ath-test-cluster.h"

static const AthVersionTable alembic_version = { .name = "alembic_version" };

static AthTestCluster *cluster;

static void
note_cb (const AthReport *report,
         gpointer         user_data)
{
  static const char marks[] = {
    [ATH_REPORT_STARTED] = '?', [ATH_REPORT_FINISHED] = '+', [ATH_REPORT_FAILED] = '!',
  };
  GString *steps = user_data;

  g_assert_cmpint (report->kind, ==, ATH_REPORT_STEP);
  g_assert_cmpuint (report->n_steps, ==, ATH_CONNECTION_TEST_N_STEPS);
  g_string_append_printf (steps, "%u%c", report->step, marks[report->phase]);
}

/* @expected: number and mark of each report: begun ?, well +, failed ! */
static GError *
run (const char            *url,
     const AthVersionTable *table,
     const char            *expected)
{
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autoptr(AthReporter) reporter = ath_reporter_new (note_cb, steps);
  GError *error = NULL;
  gboolean fit;

  info = ath_connection_info_new_from_url (url, &error);
  g_assert_no_error (error);
  fit = ath_connection_test_run (info, table, reporter, NULL, &error);
  g_test_message ("%s", error != NULL ? error->message : "fit");

  g_assert_true (fit == (error == NULL));
  g_assert_cmpstr (steps->str, ==, expected);

  return error;
}

#define ALL_WELL "0?0+1?1+2?2+3?3+4?4+5?5+6?6+7?7+"

static void
test_connection_fit (void)
{
  g_autofree char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *socket_url = ath_test_cluster_dup_url (cluster, database);
  g_autofree char *tcp_url = ath_test_cluster_dup_tcp_url (cluster, database, ATH_TEST_PASSWORD);
  g_autoptr(GError) socket_error = NULL;
  g_autoptr(GError) tcp_error = NULL;
  g_autoptr(GError) table_error = NULL;

  socket_error = run (socket_url, &alembic_version, ALL_WELL);
  g_assert_no_error (socket_error);
  tcp_error = run (tcp_url, &alembic_version, ALL_WELL);
  g_assert_no_error (tcp_error);

  ath_test_cluster_execute (cluster, database, "CREATE TABLE alembic_version (version_num text)");
  table_error = run (socket_url, &alembic_version, ALL_WELL);
  g_assert_no_error (table_error);
}

static void
test_connection_no_host (void)
{
  g_autoptr(GError) error = run ("postgresql://nowhere.invalid/x", &alembic_version, "0?0!");

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
}

static void
test_connection_no_server (void)
{
  /* Port 1 is nobody's. */
  g_autoptr(GError) tcp = run ("postgresql://127.0.0.1:1/x", &alembic_version, "0?0+1?1!");
  g_autoptr(GError) local = run ("postgresql:///x?host=/nonexistent", &alembic_version,
                                 "0?0+1?1!");

  g_assert_error (tcp, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_nonnull (ath_error_get_details (tcp)->hint);
  g_assert_error (local, ATH_ERROR, ATH_ERROR_CONNECT);
}

static void
test_connection_no_tls (void)
{
  g_autofree char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_tcp_url (cluster, database, ATH_TEST_PASSWORD);
  g_autofree char *tls_url = g_strconcat (url, strchr (url, '?') != NULL ? "&" : "?",
                                          "sslmode=require", NULL);
  g_autoptr(GError) error = run (tls_url, &alembic_version, "0?0+1?1+2?2!");

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_nonnull (ath_error_get_details (error)->hint);
}

static void
test_connection_wrong_password (void)
{
  g_autofree char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_tcp_url (cluster, database, "hunter2");
  g_autoptr(GError) error = run (url, &alembic_version, "0?0+1?1+2?2+3?3!");

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "28P01");
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_connection_no_database (void)
{
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "no_such_database");
  g_autoptr(GError) error = run (url, &alembic_version, "0?0+1?1+2?2+3?3+4?4!");

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "3D000");
}

/* @setup: what a superuser does to the database; the test then logs in as ann */
static GError *
run_as_ann (const char            *setup,
            const AthVersionTable *table,
            const char            *expected)
{
  g_autofree char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, database);
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(AthConnectionInfo) as_ann = NULL;
  g_autofree char *ann_url = NULL;

  ath_test_cluster_execute (cluster, database, setup);
  info = ath_connection_info_new_from_url (url, NULL);
  as_ann = ath_connection_info_with (info, "user", "ann");
  ann_url = ath_connection_info_dup_url (as_ann);

  return run (ann_url, table, expected);
}

static void
test_connection_rights (void)
{
  static const AthVersionTable elsewhere = { .name = "alembic_version", .schema = "Meta" };
  static const struct
  {
    const char            *setup;
    const AthVersionTable *table;
    const char            *named; /* (nullable) what message or hint names, NULL when all is well */
  } cases[] = {
    { "GRANT CREATE ON SCHEMA public TO ann", &alembic_version, NULL },
    { "REVOKE CREATE ON SCHEMA public FROM public, ann", &alembic_version,
      "GRANT USAGE, CREATE ON SCHEMA public TO ann" },
    { "DROP SCHEMA public", &alembic_version, "search_path" },
    { "GRANT CREATE ON SCHEMA public TO ann;"
      "CREATE TABLE alembic_version (version_num text);"
      "GRANT SELECT, INSERT, DELETE ON alembic_version TO ann", &alembic_version,
      "GRANT SELECT, INSERT, UPDATE, DELETE ON alembic_version TO ann" },
    { "GRANT CREATE ON SCHEMA public TO ann;"
      "CREATE TABLE alembic_version (version_num text);"
      "GRANT ALL ON alembic_version TO ann", &alembic_version, NULL },
    { "GRANT CREATE ON SCHEMA public TO ann", &elsewhere, "version_table_schema" },
    { "GRANT CREATE ON SCHEMA public TO ann; CREATE SCHEMA \"Meta\"", &elsewhere,
      "GRANT USAGE, CREATE ON SCHEMA \"Meta\" TO ann" },
    { "GRANT CREATE ON SCHEMA public TO ann;"
      "CREATE SCHEMA \"Meta\" AUTHORIZATION ann", &elsewhere, NULL },
  };

  ath_test_cluster_execute (cluster, "postgres", "CREATE ROLE ann LOGIN");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean well = cases[i].named == NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].setup);
      error = run_as_ann (cases[i].setup, cases[i].table,
                          well ? ALL_WELL : "0?0+1?1+2?2+3?3+4?4+5?5!");
      if (well)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
      g_test_message ("%s: %s", error->message, ath_error_get_details (error)->hint);
      g_assert_nonnull (strstr (ath_error_get_details (error)->hint, cases[i].named));
    }
}

/* A database that lets nobody in is a matter of the database, not of the login. */
static void
test_connection_no_entry (void)
{
  g_autoptr(GError) error = run_as_ann ("DO $$ BEGIN EXECUTE format("
                                        "'REVOKE CONNECT ON DATABASE %I FROM public',"
                                        " current_database()); END $$",
                                        &alembic_version, "0?0+1?1+2?2+3?3+4?4!");

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
}

static void
take_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static void
test_connection_cancelled (void)
{
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  /* An address of the documentation, which never answers. */
  info = ath_connection_info_new_from_url ("postgresql://192.0.2.1/x", &error);
  g_assert_no_error (error);
  ath_connection_test_run_async (info, &alembic_version, NULL, cancellable,
                                 take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (ath_connection_test_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/connection-test/fit", test_connection_fit);
  g_test_add_func ("/connection-test/no-host", test_connection_no_host);
  g_test_add_func ("/connection-test/no-server", test_connection_no_server);
  g_test_add_func ("/connection-test/no-tls", test_connection_no_tls);
  g_test_add_func ("/connection-test/wrong-password", test_connection_wrong_password);
  g_test_add_func ("/connection-test/no-database", test_connection_no_database);
  g_test_add_func ("/connection-test/rights", test_connection_rights);
  g_test_add_func ("/connection-test/no-entry", test_connection_no_entry);
  g_test_add_func ("/connection-test/cancelled", test_connection_cancelled);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
