/* test-cluster.c: the throw-away server that other tests stand on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include <gio/gio.h>
#include <libpq-fe.h>

#include "support/ath-test-cluster.h"

static void
test_cluster_databases (void)
{
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  g_autofree char *first = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *copy = NULL;
  g_autofree char *value = NULL;
  g_autofree char *gone = NULL;

  ath_test_cluster_execute (cluster, first, "CREATE TABLE t (x text); INSERT INTO t VALUES ('ü')");
  copy = ath_test_cluster_create_database (cluster, first);
  value = ath_test_cluster_query_value (cluster, copy, "SELECT x FROM t");
  g_assert_cmpstr (value, ==, "ü");

  ath_test_cluster_drop_database (cluster, copy);
  gone = ath_test_cluster_query_value (cluster, "postgres",
                                       "SELECT 1 FROM pg_database WHERE datname = 'test_2'");
  g_assert_null (gone);
}

static void
test_cluster_password (void)
{
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  g_autofree char *right = ath_test_cluster_dup_tcp_url (cluster, "postgres", ATH_TEST_PASSWORD);
  g_autofree char *wrong = ath_test_cluster_dup_tcp_url (cluster, "postgres", "wrong");
  PGconn *conn = PQconnectdb (right);

  g_assert_cmpint (PQstatus (conn), ==, CONNECTION_OK);
  PQfinish (conn);

  conn = PQconnectdb (wrong);
  g_assert_cmpint (PQstatus (conn), ==, CONNECTION_BAD);
  PQfinish (conn);
}

static void
test_cluster_halt (void)
{
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "postgres");
  gint64 deadline = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  ath_test_cluster_halt (cluster);
  g_assert_cmpint (PQping (url), ==, PQPING_NO_RESPONSE);

  ath_test_cluster_resume (cluster);
  while (PQping (url) != PQPING_OK)
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

/* A test that dies must not leave a server or a folder behind. */
static void
test_cluster_crash (void)
{
  g_autofree char *path = NULL;
  gint64 deadline = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  if (g_test_subprocess ())
    {
      AthTestCluster *cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

      g_file_set_contents (g_getenv ("ATH_TEST_NOTE"), ath_test_cluster_get_folder (cluster), -1,
                           NULL);
      abort ();
    }

  path = g_build_filename (g_get_user_runtime_dir (), "note", NULL);
  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_setenv ("ATH_TEST_NOTE", path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();

  {
    g_autofree char *note = NULL;

    g_assert_true (g_file_get_contents (path, &note, NULL, NULL));
    g_assert_true (g_str_has_prefix (note, "/tmp/ath-"));
    while (g_file_test (note, G_FILE_TEST_EXISTS))
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cluster/databases", test_cluster_databases);
  g_test_add_func ("/cluster/password", test_cluster_password);
  g_test_add_func ("/cluster/halt", test_cluster_halt);
  g_test_add_func ("/cluster/crash", test_cluster_crash);

  return g_test_run ();
}
