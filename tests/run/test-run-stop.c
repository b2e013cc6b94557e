/* test-run-stop.c: runs that are cancelled, or lose their server
 *
 * Each test looks at the database afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "run-fixture.h"
#include "support/ath-test-proxy.h"

static AthTestCluster *cluster;

static void
cancel (gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RunHook hook = { ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, RUN_SLEEP, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" RUN_SLEEP ";\n");
  run_fixture_add_table (fixture, "r3");

  run = run_fixture_run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_error (ath_run_get_error (run), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_cmpstr (ath_run_get_rows_after (run)[0], ==, "r1");
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

/* The steps behind it are with the server already, which gives up the one it is at. */
static void
test_cancel_between (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RunHook hook = { ATH_REPORT_STEP, ATH_REPORT_FINISHED, NULL, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" RUN_SLEEP ";\n");
  run_fixture_add_table (fixture, "r3");

  run = run_fixture_run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_cmpint (ath_run_get_failed_step (run), ==, 1);
  g_assert_cmpint (ath_run_get_step_state (run, 2), ==, ATH_STEP_PENDING);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; " ROLLED_BACK ("r2"));
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

/* Too late to stop anything: all is done and checked. */
static void
test_cancel_after_the_last (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RunHook hook = { ATH_REPORT_STEP, ATH_REPORT_FINISHED, NULL, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run = run_fixture_run_with_hook (fixture, &hook, cancellable);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
}

static void
test_cancel_backup (void)
{
  static const AthPolicy policy = { .backup_required = TRUE };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  RunHook hook = { ATH_REPORT_STAGE, ATH_REPORT_STARTED, "Backing up", cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_set_policy (fixture, &policy);

  run = run_fixture_run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_null (ath_run_get_backup (run));
  g_assert_cmpstr (ath_run_get_aftermath (run), ==, "Nothing was changed");
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_cancelled_before (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_add_table (fixture, "r1");
  g_cancellable_cancel (cancellable);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads", NULL, NULL, cancellable, &error);

  g_assert_null (run);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_fixture_assert_rows (fixture, NULL);
}

static void
terminate (gpointer data)
{
  run_fixture_wait_for_sleep (data);
  run_fixture_execute (data,
                       "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE query = '" RUN_SLEEP "'");
}

static void
test_session_terminated (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  RunHook hook = { ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, RUN_SLEEP, terminate, fixture };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" RUN_SLEEP ";\n");

  run = run_fixture_run_with_hook (fixture, &hook, NULL);

  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "57P01");
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_session_terminated_outside (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  RunHook hook = { ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, RUN_SLEEP, terminate, fixture };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\nCREATE TABLE r1 (a int);\nVACUUM r1;\nINSERT INTO r1 VALUES (1);\n"
                   RUN_SLEEP ";\n");

  run = run_fixture_run_with_hook (fixture, &hook, NULL);

  run_fixture_assert_failed (run, 0, "", "No revision is done as a whole; " IN_PART ("r1"));
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM r1", "0");
}

static void
halt (gpointer data)
{
  run_fixture_wait_for_sleep (data);
  ath_test_cluster_halt (cluster);
}

static void
resume (RunFixture *fixture)
{
  AthConnectionInfo *info = ath_profile_get_connection (fixture->profile);
  g_autoptr(GError) error = NULL;

  ath_test_cluster_resume (cluster);
  ath_connection_wait (info, 60, NULL, &error);
  g_assert_no_error (error);
}

static void
test_server_crash (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  RunHook hook = { ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, RUN_SLEEP, halt, fixture };
  g_autofree char *durable = g_strdup_printf ("ALTER DATABASE %s SET synchronous_commit = on",
                                              fixture->database);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;

  /* Test servers are fast rather than durable. */
  run_fixture_execute (fixture, durable);
  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" RUN_SLEEP ";\n");

  run = run_fixture_run_with_hook (fixture, &hook, NULL);
  resume (fixture);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_FAILED);
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_null (ath_run_get_rows_after (run));
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; what became of revision r2 is not known, "
                   "because the server cannot be asked");
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");

  run_fixture_add_revision (fixture, "r2", "r1", "--@ upgrade\nCREATE TABLE r2 (a int);\n");
  run_fixture_load (fixture);
  again = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_assert_cmpint (ath_run_get_outcome (again), ==, ATH_RUN_APPLIED);
}

/* Runs through a network that is cut where the server says @answer. */
static AthRun *
run_and_cut (RunFixture *fixture,
             const char *answer)
{
  g_autoptr(AthTestProxy) proxy = ath_test_proxy_start (cluster);
  g_autofree char *url = ath_test_proxy_dup_url (proxy, fixture->database);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (url, &error);

  g_assert_no_error (error);
  ath_profile_set_connection (fixture->profile, info);
  ath_test_proxy_cut_at (proxy, answer);

  return run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
}

/* The COMMIT has reached the server, its answer has not reached us; the server is
 * at the next revision already, and does not get to the end of it.
 */
static void
test_lost_behind_commit (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" RUN_SLEEP ";\n");

  run = run_and_cut (fixture, "COMMIT");

  run_fixture_assert_failed (run, -1, "r1", "Revision r1 is applied; revision r2 was not begun");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_APPLIED);
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

/* All is done, and a second look can tell. */
static void
test_lost_behind_last_commit (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");

  run = run_and_cut (fixture, "COMMIT");

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  run_fixture_assert_rows (fixture, "r1");
}

/* The server knows nothing of it and would go on, up to the COMMIT that it has
 * got already.
 */
static void
test_lost_in_statement (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  /* What changes the session is waited for, so that the answer to it is here. */
  run_fixture_add (fixture, "r1",
                   "--@ upgrade\nCREATE TABLE r1 (a int);\nSET work_mem = '8MB';\n");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nCREATE TABLE r2 (a int);\nSELECT 'here';\n" RUN_SLEEP ";\n");

  run = run_and_cut (fixture, "here");

  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

/* Answers of several revisions may be lost with the network at once. */
static void
test_lost_in_later_revision (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "r2");
  run_fixture_add (fixture, "r3",
                   "--@ upgrade\nCREATE TABLE r3 (a int);\nSELECT 'here';\n" RUN_SLEEP ";\n");

  run = run_and_cut (fixture, "here");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_step_state (run, 2), !=, ATH_STEP_APPLIED);
  run_fixture_assert_tables (fixture, "r1,r2");
  run_fixture_assert_rows (fixture, "r2");
  run_fixture_assert_quiet (fixture);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/run-stop/cancel", test_cancel);
  g_test_add_func ("/run-stop/cancel-between", test_cancel_between);
  g_test_add_func ("/run-stop/cancel-after-the-last", test_cancel_after_the_last);
  g_test_add_func ("/run-stop/cancel-backup", test_cancel_backup);
  g_test_add_func ("/run-stop/cancelled-before", test_cancelled_before);
  g_test_add_func ("/run-stop/session-terminated", test_session_terminated);
  g_test_add_func ("/run-stop/session-terminated-outside", test_session_terminated_outside);
  g_test_add_func ("/run-stop/server-crash", test_server_crash);
  g_test_add_func ("/run-stop/lost-behind-commit", test_lost_behind_commit);
  g_test_add_func ("/run-stop/lost-behind-last-commit", test_lost_behind_last_commit);
  g_test_add_func ("/run-stop/lost-in-statement", test_lost_in_statement);
  g_test_add_func ("/run-stop/lost-in-later-revision", test_lost_in_later_revision);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
