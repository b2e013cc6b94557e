/* test-pipeline.c: many statements in one round trip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "postgres/ath-pipeline.h"
#include "support/ath-test-cluster.h"

static AthTestCluster *cluster;

static AthConnection *
open_connection (void)
{
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "postgres");
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (url, &error);
  AthConnection *connection;

  g_assert_no_error (error);
  connection = ath_connection_open (info, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

/* Appends `index=value` for each that ended well. */
static void
note_cb (guint      index,
         AthResult *result,
         gpointer   user_data)
{
  GString *log = user_data;

  g_string_append_printf (log, "%s%u", log->len > 0 ? " " : "", index);
  if (ath_result_get_n_rows (result) > 0)
    g_string_append_printf (log, "=%s", ath_result_get_value (result, 0, 0));
}

static void
assert_usable (AthConnection *connection)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthResult) result =
    ath_connection_query (connection, "SELECT 7", NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ath_result_get_value (result, 0, 0), ==, "7");
  g_assert_false (ath_connection_is_in_transaction (connection));
}

static void
test_order (void)
{
  const char *const parameters[] = { "x", NULL };
  const AthPipelineItem items[] = {
    { "BEGIN" },
    { "CREATE TEMP TABLE t (a text)" },
    { "INSERT INTO t VALUES ($1), ($2)", parameters, 2 },
    { "SELECT count(a) FROM t" },
    { "COMMIT" },
    { "" },
  };
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  guint n_done;

  n_done = ath_pipeline_run (connection, items, G_N_ELEMENTS (items), note_cb, log, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, G_N_ELEMENTS (items));
  g_assert_cmpstr (log->str, ==, "0 1 2 3=1 4 5");
  assert_usable (connection);
}

static void
test_failure (void)
{
  const AthPipelineItem items[] = {
    { "CREATE TEMP TABLE t AS SELECT 1 AS a" },
    { "SELECT a, 'ü', wrong FROM t" },
    { "DROP TABLE t" },
    { "SELECT 1 / 0" },
  };
  const AthPipelineItem again[] = { { "SELEC" } };
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  guint n_done;

  n_done = ath_pipeline_run (connection, items, G_N_ELEMENTS (items), note_cb, log, NULL, &error);

  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_cmpstr (log->str, ==, "0");
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "42703");
  g_assert_cmpstr (ath_error_get_details (error)->statement, ==, items[1].sql);
  g_assert_cmpuint (ath_error_get_details (error)->statement_offset, ==, 16);
  assert_usable (connection);

  g_clear_error (&error);
  n_done = ath_pipeline_run (connection, again, 1, note_cb, log, NULL, &error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpuint (n_done, ==, 0);
  assert_usable (connection);
}

static void
cancel_cb (guint      index,
           AthResult *result,
           gpointer   user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  const AthPipelineItem items[] = { { "SELECT 1" }, { "SELECT pg_sleep(600)" }, { "SELECT 2" } };
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint n_done;

  n_done = ath_pipeline_run (connection, items, G_N_ELEMENTS (items), cancel_cb, cancellable,
                             cancellable, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_done, ==, 1);
  assert_usable (connection);

  g_clear_error (&error);
  n_done = ath_pipeline_run (connection, items, 1, NULL, NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_done, ==, 0);
}

typedef struct
{
  GCancellable *cancellable;
  guint         index; /* behind which it is triggered */
} CancelAt;

static void
cancel_at_cb (guint      index,
              AthResult *result,
              gpointer   user_data)
{
  CancelAt *at = user_data;

  if (index == at->index)
    g_cancellable_cancel (at->cancellable);
}

/* A request that comes between two statements is dropped by the server; the one
 * that follows here would run for ten minutes.
 */
static void
test_cancel_at_any_moment (void)
{
  g_autoptr(AthConnection) connection = open_connection ();
  AthPipelineItem items[61];

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = (AthPipelineItem) { .sql = i < 60 ? "SELECT 1" : "SELECT pg_sleep(600)" };

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      CancelAt at = { cancellable, i };
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;

      ath_pipeline_run (connection, items, G_N_ELEMENTS (items), cancel_at_cb, &at, cancellable,
                        &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
      assert_usable (connection);
    }
}

static void
test_lost (void)
{
  const AthPipelineItem items[] = {
    { "SELECT 1" },
    { "SELECT pg_terminate_backend(pg_backend_pid())" },
    { "SELECT 2" },
  };
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GError) error = NULL;
  guint n_done;

  n_done = ath_pipeline_run (connection, items, G_N_ELEMENTS (items), NULL, NULL, NULL, &error);

  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpuint (n_done, ==, 1);

  g_clear_error (&error);
  n_done = ath_pipeline_run (connection, items, 1, NULL, NULL, NULL, &error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
}

/* Far more than fits into the buffers on the way, in both directions. */
static void
test_big (void)
{
  g_autofree AthPipelineItem *items = g_new0 (AthPipelineItem, 3000);
  g_autofree char *filler = g_strnfill (10000, 'x');
  g_autofree char *sql = g_strdup_printf ("SELECT '%s'", filler);
  g_autoptr(AthConnection) connection = open_connection ();
  g_autoptr(GError) error = NULL;
  guint n_done;

  for (guint i = 0; i < 3000; i++)
    items[i].sql = sql;
  n_done = ath_pipeline_run (connection, items, 3000, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 3000);
  assert_usable (connection);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/pipeline/order", test_order);
  g_test_add_func ("/pipeline/failure", test_failure);
  g_test_add_func ("/pipeline/cancel", test_cancel);
  g_test_add_func ("/pipeline/cancel-at-any-moment", test_cancel_at_any_moment);
  g_test_add_func ("/pipeline/lost", test_lost);
  g_test_add_func ("/pipeline/big", test_big);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
