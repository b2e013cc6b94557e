/* test-run-failure.c: runs that end in an error of the server
 *
 * Each test looks at the database afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "run-fixture.h"

static AthTestCluster *cluster;

static void
test_sql_error (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;
  const AthErrorDetails *details;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "r2");
  run_fixture_add (fixture, "r3",
                   "--@ upgrade\n"
                   "CREATE TABLE r3 (a int);\n"
                   "INSERT INTO r1 VALUES (1);\n"
                   "-- of the year\n"
                   "UPDATE r1\n"
                   "  SET \"ä\" = 'ö', wrong = 1;\n"
                   "DROP TABLE r2;\n");
  run_fixture_add_table (fixture, "r4");
  run_fixture_add_table (fixture, "r5");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 2, "r2", "Revisions r1 and r2 are applied; " ROLLED_BACK ("r3"));
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_step_state (run, 2), ==, ATH_STEP_FAILED);
  g_assert_cmpint (ath_run_get_step_state (run, 3), ==, ATH_STEP_PENDING);
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  details = ath_error_get_details (ath_run_get_error (run));
  g_assert_cmpstr (details->sqlstate, ==, "42703");
  g_assert_true (g_str_has_suffix (details->file, "versions/r3.sql"));
  g_assert_cmpuint (details->line, ==, 9);
  g_assert_cmpuint (details->column, ==, 7);
  g_assert_cmpstr (details->statement, ==,
                   "-- of the year\nUPDATE r1\n  SET \"ä\" = 'ö', wrong = 1");
  run_fixture_assert_tables (fixture, "r1,r2");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM r1", "0");
  run_fixture_assert_rows (fixture, "r2");
  run_fixture_assert_quiet (fixture);

  /* Mended, it goes on where it stopped. */
  run_fixture_add_revision (fixture, "r3", "r2", "--@ upgrade\nCREATE TABLE r3 (a int);\n");
  run_fixture_load (fixture);
  again = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_assert_cmpint (ath_run_get_outcome (again), ==, ATH_RUN_APPLIED);
  g_assert_cmpuint (ath_plan_get_n_steps (ath_run_get_plan (again)), ==, 3);
  run_fixture_assert_tables (fixture, "r1,r2,r3,r4,r5");
}

static void
test_syntax_error (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  const AthErrorDetails *details;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\nCREATE TABLE r1 (a int);\nCREAT TABLE r2 (a int);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  details = ath_error_get_details (ath_run_get_error (run));
  g_assert_cmpstr (details->sqlstate, ==, "42601");
  g_assert_cmpuint (details->line, ==, 6);
  g_assert_cmpuint (details->column, ==, 1);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

/* A constraint that is looked at only by the COMMIT. */
static void
test_commit_fails (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\n"
                   "CREATE TABLE r2 (a int UNIQUE DEFERRABLE INITIALLY DEFERRED);\n"
                   "INSERT INTO r2 VALUES (1), (1);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "23505");
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_one_transaction (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_configure (fixture, "transaction_per_migration = false");
  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "r2");
  run_fixture_add (fixture, "r3", "--@ upgrade\nSELECT 1 / 0;\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 2, "",
                             "Nothing was changed; "
                             "all since revision r1 was rolled back, nothing of it remains");
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_PENDING);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

/* What runs outside a transaction commits the steps before it, too. */
static void
test_one_transaction_cut (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_configure (fixture, "transaction_per_migration = false");
  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nCREATE TABLE r2 (a int);\nVACUUM r1;\nSELECT 1 / 0;\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " IN_PART ("r2"));
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  run_fixture_assert_tables (fixture, "r1,r2");
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_concurrent_index (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  const AthErrorDetails *details;

  run_fixture_execute (fixture,
                       "CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 1), (1, 2)");
  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\n"
                   "CREATE UNIQUE INDEX CONCURRENTLY \"I\" ON t (a);\n"
                   "CREATE TABLE r2 (a int);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 1, "r1",
                             "Revision r1 is applied; " IN_PART ("r2") "; "
                             "the index public.\"I\" is left INVALID and has to be dropped");
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  details = ath_error_get_details (ath_run_get_error (run));
  g_assert_cmpstr (details->sqlstate, ==, "23505");
  g_assert_cmpuint (details->line, ==, 5);
  run_fixture_assert_value (fixture,
                            "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid",
                            "\"I\"");
  run_fixture_assert_tables (fixture, "r1,t");
  run_fixture_assert_rows (fixture, "r1");
}

/* A statement that runs alone and leaves nothing is a failure like others. */
static void
test_alone_without_trace (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1", "--@ upgrade\nVACUUM nowhere;\nCREATE TABLE r1 (a int);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_FAILED);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_lock_timeout (void)
{
  static const AthPolicy policy = { .lock_timeout_ms = 50 };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(AthConnection) other = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_execute (fixture, "CREATE TABLE t (a int)");
  info = ath_connection_info_new_from_url (fixture->url, &error);
  other = ath_connection_open (info, NULL, &error);
  g_assert_no_error (error);
  ath_connection_execute (other, "BEGIN; SELECT * FROM t", NULL, &error);
  g_assert_no_error (error);

  run_fixture_set_policy (fixture, &policy);
  run_fixture_add (fixture, "r1", "--@ upgrade\nALTER TABLE t ADD b int;\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "55P03");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM pg_attribute"
                                     " WHERE attrelid = 't'::regclass AND attnum > 0", "1");
}

static void
test_statement_timeout (void)
{
  static const AthPolicy policy = { .statement_timeout_ms = 50 };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_set_policy (fixture, &policy);
  run_fixture_add (fixture, "r1", "--@ upgrade\nCREATE TABLE r1 (a int);\n" RUN_SLEEP ";\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "57014");
  run_fixture_assert_tables (fixture, "");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/run-failure/sql-error", test_sql_error);
  g_test_add_func ("/run-failure/syntax-error", test_syntax_error);
  g_test_add_func ("/run-failure/commit-fails", test_commit_fails);
  g_test_add_func ("/run-failure/one-transaction", test_one_transaction);
  g_test_add_func ("/run-failure/one-transaction-cut", test_one_transaction_cut);
  g_test_add_func ("/run-failure/concurrent-index", test_concurrent_index);
  g_test_add_func ("/run-failure/alone-without-trace", test_alone_without_trace);
  g_test_add_func ("/run-failure/lock-timeout", test_lock_timeout);
  g_test_add_func ("/run-failure/statement-timeout", test_statement_timeout);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
