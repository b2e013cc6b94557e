/* test-connection.c: one session on a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "support/ath-test-cluster.h"

static AthTestCluster *cluster;

static AthConnectionInfo *
new_info (const char *url)
{
  g_autoptr(GError) error = NULL;
  AthConnectionInfo *info = ath_connection_info_new_from_url (url, &error);

  g_assert_no_error (error);

  return info;
}

static AthConnection *
open_connection (void)
{
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "postgres");
  g_autoptr(AthConnectionInfo) info = new_info (url);
  g_autoptr(GError) error = NULL;
  AthConnection *connection = ath_connection_open (info, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
test_connection_rows (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  const char *parameters[] = { "it's", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(AthResult) result =
    ath_connection_query (connection,
                          "SELECT $1::text AS a, $2::text AS b FROM generate_series(1, 2)",
                          parameters, 2, NULL, &error);
  g_autoptr(AthResult) update = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (ath_result_get_n_rows (result), ==, 2);
  g_assert_cmpuint (ath_result_get_n_columns (result), ==, 2);
  g_assert_cmpstr (ath_result_get_name (result, 1), ==, "b");
  g_assert_cmpuint (ath_result_get_type_oid (result, 0), ==, 25);
  g_assert_cmpstr (ath_result_get_value (result, 1, 0), ==, "it's");
  g_assert_null (ath_result_get_value (result, 0, 1));

  update = ath_connection_query (connection,
                                 "CREATE TEMP TABLE t (x int); INSERT INTO t VALUES (1), (2), (3);"
                                 "UPDATE t SET x = 0 WHERE x > 1", NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ath_result_get_n_affected (update), ==, 2);

  g_assert_true (g_str_has_prefix (ath_connection_get_server_version_text (connection), "1"));
  g_assert_cmpint (ath_connection_get_server_version (connection), >=, 100000);
  g_assert_cmpstr (ath_connection_get_database (connection), ==, "postgres");
  g_assert_false (ath_connection_get_tls (connection));
}

static void
test_connection_error_fields (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  const AthErrorDetails *details;
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_execute (connection, "SELECT 'ü', nmae FROM pg_class",
                                          NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  details = ath_error_get_details (error);
  g_assert_cmpstr (error->message, ==, "column \"nmae\" does not exist");
  g_assert_cmpstr (details->sqlstate, ==, "42703");
  g_assert_cmpuint (details->statement_offset, ==, 13);
  g_assert_cmpstr (details->statement, ==, "SELECT 'ü', nmae FROM pg_class");
  g_clear_error (&error);

  g_assert_false (ath_connection_execute (connection,
                                          "CREATE TEMP TABLE u (x int CONSTRAINT once UNIQUE);"
                                          "INSERT INTO u VALUES (1), (1)", NULL, &error));
  details = ath_error_get_details (error);
  g_assert_cmpstr (details->sqlstate, ==, "23505");
  g_assert_nonnull (strstr (details->detail, "Key (x)=(1) already exists."));
  g_assert_nonnull (strstr (details->detail, "constraint “once”"));
  g_clear_error (&error);

  g_assert_false (ath_connection_execute (connection,
                                          "DO $$ BEGIN RAISE EXCEPTION 'no'"
                                          " USING HINT = 'Do not.'; END $$", NULL, &error));
  details = ath_error_get_details (error);
  g_assert_cmpstr (error->message, ==, "no");
  g_assert_cmpstr (details->sqlstate, ==, "P0001");
  g_assert_cmpstr (details->hint, ==, "Do not.");
  g_assert_nonnull (strstr (details->detail, "PL/pgSQL"));
}

/* A failure in the middle must not leave results behind for the next statement. */
static void
test_connection_goes_on_after_error (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(AthResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_execute (connection, "SELECT 1; SELECT 1/0; SELECT 2",
                                          NULL, &error));
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "22012");
  g_clear_error (&error);

  result = ath_connection_query (connection, "SELECT 3", NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_result_get_value (result, 0, 0), ==, "3");
}

static void
notice_cb (const char *severity,
           const char *message,
           gpointer    user_data)
{
  g_string_append_printf (user_data, "%s: %s;", severity, message);
}

static void
test_connection_notices (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GString) notices = g_string_new (NULL);

  ath_connection_set_notice_func (connection, notice_cb, notices);
  g_assert_true (ath_connection_execute (connection,
                                         "DO $$ BEGIN RAISE NOTICE 'a'; RAISE WARNING 'b'"
                                         " USING DETAIL = 'c'; END $$", NULL, NULL));
  g_assert_cmpstr (notices->str, ==, "NOTICE: a;WARNING: b\nc;");

  ath_connection_set_notice_func (connection, NULL, NULL);
  g_assert_true (ath_connection_execute (connection, "DROP TABLE IF EXISTS nope", NULL, NULL));
  g_assert_cmpstr (notices->str, ==, "NOTICE: a;WARNING: b\nc;");
}

static void
test_connection_copy (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GError) error = NULL;

  g_assert_true (ath_connection_execute (connection, "CREATE TEMP TABLE t (x int)", NULL, NULL));
  g_assert_false (ath_connection_execute (connection, "COPY t FROM STDIN", NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_nonnull (ath_error_get_details (error)->hint);
  g_clear_error (&error);

  ath_connection_execute (connection, "COPY (SELECT generate_series(1, 100000)) TO STDOUT",
                          NULL, &error);
  g_assert_no_error (error);
  ath_connection_execute (connection, "SELECT 1", NULL, &error);
  g_assert_no_error (error);
}

/* More than the socket takes at once, in both directions. */
static void
test_connection_long_statement (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GString) sql = g_string_new ("SELECT '");
  g_autoptr(AthResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gsize len = 20 * 1000 * 1000;

  g_string_set_size (sql, strlen ("SELECT '") + len);
  memset (sql->str + strlen ("SELECT '"), 'x', len);
  g_string_append_c (sql, '\'');

  result = ath_connection_query (connection, sql->str, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (ath_result_get_value (result, 0, 0)), ==, len);
}

/* Cancels once the server is busy with the statement of the session. */
typedef struct
{
  int           pid;
  GCancellable *cancellable;
} Canceller;

static gpointer
cancel_thread (gpointer data)
{
  Canceller *canceller = data;
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM pg_stat_activity WHERE pid = %d AND"
                                          " state = 'active' AND wait_event = 'PgSleep'",
                                          canceller->pid);
  char *found = NULL;

  while (found == NULL)
    found = ath_test_cluster_query_value (cluster, "postgres", sql);
  g_free (found);
  g_cancellable_cancel (canceller->cancellable);

  return NULL;
}

static int
get_backend_pid (AthConnection *connection)
{
  g_autoptr(AthResult) result =
    ath_connection_query (connection, "SELECT pg_catalog.pg_backend_pid()", NULL, 0, NULL, NULL);

  return atoi (ath_result_get_value (result, 0, 0));
}

static void
test_connection_cancel (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { get_backend_pid (connection), cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_thread, &canceller);
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_execute (connection, "SELECT pg_sleep(60)", cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  /* The session goes on. */
  for (guint i = 0; i < 20; i++)
    {
      ath_connection_execute (connection, "SELECT 1", NULL, &error);
      g_assert_no_error (error);
    }

  g_assert_false (ath_connection_execute (connection, "SELECT 1", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The server says 57014 then too. */
static void
test_connection_foreign_cancel (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_execute (connection,
                                          "SET statement_timeout = 50; SELECT pg_sleep(60)",
                                          cancellable, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "57014");
}

static void
test_connection_transaction (void)
{
  g_autoptr(AthConnection) connection = open_connection ();

  g_assert_false (ath_connection_is_in_transaction (connection));
  g_assert_true (ath_connection_execute (connection, "BEGIN", NULL, NULL));
  g_assert_true (ath_connection_is_in_transaction (connection));
  g_assert_false (ath_connection_execute (connection, "SELECT 1/0", NULL, NULL));
  g_assert_true (ath_connection_is_in_transaction (connection));
  g_assert_true (ath_connection_execute (connection, "ROLLBACK", NULL, NULL));
  g_assert_false (ath_connection_is_in_transaction (connection));
}

static void
test_connection_terminated (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_execute (connection,
                                          "SELECT pg_terminate_backend(pg_backend_pid())",
                                          NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "57P01");
  g_clear_error (&error);

  g_assert_false (ath_connection_execute (connection, "SELECT 1", NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_false (ath_connection_is_in_transaction (connection));
}

static void
test_connection_server_gone (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GError) error = NULL;

  g_assert_true (ath_connection_execute (connection, "BEGIN", NULL, NULL));
  ath_test_cluster_halt (cluster);
  g_assert_false (ath_connection_execute (connection, "SELECT 1", NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_nonnull (ath_error_get_details (error)->hint);
  g_assert_false (ath_connection_is_in_transaction (connection));

  ath_test_cluster_resume (cluster);
  {
    g_autofree char *url = ath_test_cluster_dup_url (cluster, "postgres");
    g_autoptr(AthConnectionInfo) info = new_info (url);

    g_clear_error (&error);
    ath_connection_wait (info, 30, NULL, &error);
    g_assert_no_error (error);
  }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/connection/rows", test_connection_rows);
  g_test_add_func ("/connection/error-fields", test_connection_error_fields);
  g_test_add_func ("/connection/goes-on-after-error", test_connection_goes_on_after_error);
  g_test_add_func ("/connection/notices", test_connection_notices);
  g_test_add_func ("/connection/copy", test_connection_copy);
  g_test_add_func ("/connection/long-statement", test_connection_long_statement);
  g_test_add_func ("/connection/cancel", test_connection_cancel);
  g_test_add_func ("/connection/foreign-cancel", test_connection_foreign_cancel);
  g_test_add_func ("/connection/transaction", test_connection_transaction);
  g_test_add_func ("/connection/terminated", test_connection_terminated);
  g_test_add_func ("/connection/server-gone", test_connection_server_gone);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
