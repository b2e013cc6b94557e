/* test-run-failure.c: runs that do not come to their end, and what they leave
 *
 * Each test looks at the database afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "run-fixture.h"
#include "support/ath-test-proxy.h"

#define SLEEP "SELECT pg_sleep(600)"
#define ROLLED_BACK(id) "revision " id " was rolled back, nothing of it remains"
#define NOTHING_BUT(id) "Nothing was changed; " ROLLED_BACK (id)
#define IN_PART(id) \
  "revision " id " is done in part: what comes before the statement that failed is committed, " \
  "the version row is not changed"

static AthTestCluster *cluster;

static void
add_table (RunFixture *fixture,
           const char *id)
{
  g_autofree char *body = g_strdup_printf ("--@ upgrade\nCREATE TABLE %s (a int);\n"
                                           "--@ downgrade\nDROP TABLE %s;\n", id, id);

  run_fixture_add (fixture, id, body);
}

static void
assert_tables (RunFixture *fixture,
               const char *expected)
{
  run_fixture_assert_value (fixture,
                            "SELECT coalesce(string_agg(tablename, ',' ORDER BY tablename), '')"
                            " FROM pg_tables"
                            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
                            expected);
}

/* Nobody is left that holds a lock or works on. */
static void
assert_quiet (RunFixture *fixture)
{
  run_fixture_assert_value (fixture,
                            "SELECT count(*) FROM pg_stat_activity"
                            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                            " AND (state <> 'idle' OR xact_start IS NOT NULL)",
                            "0");
}

static void
assert_failed (AthRun     *run,
               int         failed,
               const char *rows_after,
               const char *aftermath)
{
  g_autofree char *rows = g_strjoinv (",", (char **) ath_run_get_rows_after (run));

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_FAILED);
  g_assert_nonnull (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_failed_step (run), ==, failed);
  g_assert_cmpstr (rows, ==, rows_after);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==, aftermath);
}

/* What is done when something is reported. */
typedef struct
{
  RunFixture    *fixture;
  AthReportKind  kind;
  AthReportPhase phase;
  const char    *text;
  void         (*func) (gpointer data);
  gpointer       data;
  guint          n_seen;
} Hook;

static void
hook_cb (const AthReport *report,
         gpointer         user_data)
{
  Hook *hook = user_data;

  if (report->kind != hook->kind || report->phase != hook->phase ||
      g_strcmp0 (report->text, hook->text) != 0)
    return;

  hook->n_seen++;
  hook->func (hook->data);
}

static AthRun *
run_with_hook (RunFixture   *fixture,
               Hook         *hook,
               GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  AthRun *run;

  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads", hook_cb, hook, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hook->n_seen, ==, 1);

  return run;
}

/* Waits until the statement SLEEP of a run is what the server does. */
static void
wait_for_sleep (RunFixture *fixture)
{
  run_fixture_execute (fixture,
                       "DO $$BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity"
                       " WHERE wait_event = 'PgSleep' AND query = '" SLEEP "') LOOP"
                       " PERFORM pg_sleep(0.01);"
                       " PERFORM pg_stat_clear_snapshot(); END LOOP; END$$");
}

static void
test_sql_error (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;
  const AthErrorDetails *details;

  add_table (fixture, "r1");
  add_table (fixture, "r2");
  run_fixture_add (fixture, "r3",
                   "--@ upgrade\n"
                   "CREATE TABLE r3 (a int);\n"
                   "INSERT INTO r1 VALUES (1);\n"
                   "-- of the year\n"
                   "UPDATE r1\n"
                   "  SET \"ä\" = 'ö', wrong = 1;\n"
                   "DROP TABLE r2;\n");
  add_table (fixture, "r4");
  add_table (fixture, "r5");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 2, "r2", "Revisions r1 and r2 are applied; " ROLLED_BACK ("r3"));
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
  assert_tables (fixture, "r1,r2");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM r1", "0");
  run_fixture_assert_rows (fixture, "r2");
  assert_quiet (fixture);

  /* Mended, it goes on where it stopped. */
  run_fixture_add_revision (fixture, "r3", "r2", "--@ upgrade\nCREATE TABLE r3 (a int);\n");
  run_fixture_load (fixture);
  again = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_assert_cmpint (ath_run_get_outcome (again), ==, ATH_RUN_APPLIED);
  g_assert_cmpuint (ath_plan_get_n_steps (ath_run_get_plan (again)), ==, 3);
  assert_tables (fixture, "r1,r2,r3,r4,r5");
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

  assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  details = ath_error_get_details (ath_run_get_error (run));
  g_assert_cmpstr (details->sqlstate, ==, "42601");
  g_assert_cmpuint (details->line, ==, 6);
  g_assert_cmpuint (details->column, ==, 1);
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

/* A constraint that is looked at only by the COMMIT. */
static void
test_commit_fails (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\n"
                   "CREATE TABLE r2 (a int UNIQUE DEFERRABLE INITIALLY DEFERRED);\n"
                   "INSERT INTO r2 VALUES (1), (1);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "23505");
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_one_transaction (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_configure (fixture, "transaction_per_migration = false");
  add_table (fixture, "r1");
  add_table (fixture, "r2");
  run_fixture_add (fixture, "r3", "--@ upgrade\nSELECT 1 / 0;\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 2, "",
                 "Nothing was changed; "
                 "all since revision r1 was rolled back, nothing of it remains");
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_PENDING);
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

/* What runs outside a transaction commits the steps before it, too. */
static void
test_one_transaction_cut (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_configure (fixture, "transaction_per_migration = false");
  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nCREATE TABLE r2 (a int);\nVACUUM r1;\nSELECT 1 / 0;\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 1, "r1", "Revision r1 is applied; " IN_PART ("r2"));
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  assert_tables (fixture, "r1,r2");
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
  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\n"
                   "CREATE UNIQUE INDEX CONCURRENTLY \"I\" ON t (a);\n"
                   "CREATE TABLE r2 (a int);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 1, "r1",
                 "Revision r1 is applied; " IN_PART ("r2") "; "
                 "the index public.\"I\" is left INVALID and has to be dropped");
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  details = ath_error_get_details (ath_run_get_error (run));
  g_assert_cmpstr (details->sqlstate, ==, "23505");
  g_assert_cmpuint (details->line, ==, 5);
  run_fixture_assert_value (fixture,
                            "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid",
                            "\"I\"");
  assert_tables (fixture, "r1,t");
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

  assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_FAILED);
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

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
  Hook hook = { fixture, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, SLEEP, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" SLEEP ";\n");
  add_table (fixture, "r3");

  run = run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_error (ath_run_get_error (run), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_cmpstr (ath_run_get_rows_after (run)[0], ==, "r1");
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  assert_quiet (fixture);
}

static void
test_cancel_between (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Hook hook = { fixture, ATH_REPORT_STEP, ATH_REPORT_FINISHED, NULL, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  add_table (fixture, "r2");

  run = run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_cmpint (ath_run_get_failed_step (run), ==, -1);
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_PENDING);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; revision r2 was not begun");
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

/* Too late to stop anything: all is done and checked. */
static void
test_cancel_after_the_last (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Hook hook = { fixture, ATH_REPORT_STEP, ATH_REPORT_FINISHED, NULL, cancel, cancellable };
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run = run_with_hook (fixture, &hook, cancellable);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
}

static void
test_cancelled_before (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  add_table (fixture, "r1");
  g_cancellable_cancel (cancellable);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads", NULL, NULL, cancellable, &error);

  g_assert_null (run);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_fixture_assert_rows (fixture, NULL);
}

static void
terminate (gpointer data)
{
  wait_for_sleep (data);
  run_fixture_execute (data,
                       "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE query = '" SLEEP "'");
}

static void
test_session_terminated (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  Hook hook = { fixture, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, SLEEP, terminate, fixture };
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" SLEEP ";\n");

  run = run_with_hook (fixture, &hook, NULL);

  assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "57P01");
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_session_terminated_outside (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  Hook hook = { fixture, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, SLEEP, terminate, fixture };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\nCREATE TABLE r1 (a int);\nVACUUM r1;\nINSERT INTO r1 VALUES (1);\n"
                   SLEEP ";\n");

  run = run_with_hook (fixture, &hook, NULL);

  assert_failed (run, 0, "", "No revision is done as a whole; " IN_PART ("r1"));
  assert_tables (fixture, "r1");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM r1", "0");
}

static void
halt (gpointer data)
{
  wait_for_sleep (data);
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
  Hook hook = { fixture, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, SLEEP, halt, fixture };
  g_autofree char *durable = g_strdup_printf ("ALTER DATABASE %s SET synchronous_commit = on",
                                              fixture->database);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;

  /* Test servers are fast rather than durable. */
  run_fixture_execute (fixture, durable);
  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\n" SLEEP ";\n");

  run = run_with_hook (fixture, &hook, NULL);
  resume (fixture);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_FAILED);
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_null (ath_run_get_rows_after (run));
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==,
                   "Revision r1 is applied; what became of revision r2 is not known, "
                   "because the server cannot be asked");
  assert_tables (fixture, "r1");
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

/* The COMMIT has reached the server, its answer has not reached us. */
static void
test_lost_behind_commit (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  add_table (fixture, "r2");

  run = run_and_cut (fixture, "COMMIT");

  assert_failed (run, -1, "r1", "Revision r1 is applied; revision r2 was not begun");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpint (ath_run_get_step_state (run, 0), ==, ATH_STEP_APPLIED);
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
}

/* All is done, and a second look can tell. */
static void
test_lost_behind_last_commit (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");

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

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nCREATE TABLE r2 (a int);\nSELECT 'here';\n" SLEEP ";\n");

  run = run_and_cut (fixture, "here");

  assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_CONNECT);
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  assert_quiet (fixture);
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

  assert_failed (run, 0, "", NOTHING_BUT ("r1"));
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
  run_fixture_add (fixture, "r1", "--@ upgrade\nCREATE TABLE r1 (a int);\n" SLEEP ";\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "57014");
  assert_tables (fixture, "");
}

static void
set_rows (gpointer data)
{
  Hook *hook = data;

  run_fixture_execute (hook->fixture, hook->data != NULL ? hook->data : "SELECT 1");
}

/* Lets somebody else run @sql at the @phase of the stage @stage. */
static AthRun *
run_with_other (RunFixture     *fixture,
                const char     *stage,
                AthReportPhase  phase,
                const char     *sql)
{
  Hook other = { .fixture = fixture, .data = (gpointer) sql };
  Hook hook = { fixture, ATH_REPORT_STAGE, phase, stage, set_rows, &other };

  return run_with_hook (fixture, &hook, NULL);
}

#define OTHER_WAS_AT_R2 \
  "CREATE TABLE r1 (a int); CREATE TABLE r2 (a int);" \
  "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);" \
  "INSERT INTO alembic_version VALUES ('r2')"

static void
test_moved_on (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  add_table (fixture, "r2");
  add_table (fixture, "r3");

  run = run_with_other (fixture, "Reading the rows again", ATH_REPORT_STARTED,
                        OTHER_WAS_AT_R2);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  g_assert_cmpuint (ath_plan_get_n_steps (ath_run_get_plan (run)), ==, 1);
  assert_tables (fixture, "r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

static void
test_moved_to_the_target (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  add_table (fixture, "r2");

  run = run_with_other (fixture, "Reading the rows again", ATH_REPORT_STARTED,
                        OTHER_WAS_AT_R2);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_NOTHING);
  run_fixture_assert_rows (fixture, "r2");
}

static void
test_moved_away (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run = run_with_other (fixture, "Reading the rows again", ATH_REPORT_STARTED,
                        OTHER_WAS_AT_R2);

  assert_failed (run, -1, "r2", "Nothing was changed");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->detail, ==,
                   "They were none and are r2.");
  run_fixture_assert_rows (fixture, "r2");
}

/* The last moment: the row change itself finds that it hits nothing. */
static void
test_moved_under_way (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) first = NULL;
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run_fixture_load (fixture);
  first = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  add_table (fixture, "r2");
  run_fixture_load (fixture);

  run = run_with_other (fixture, "Applying", ATH_REPORT_STARTED,
                        "UPDATE alembic_version SET version_num = 'other'");

  assert_failed (run, 0, "other", NOTHING_BUT ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "other");
}

/* A script that writes to the version table is found out in the end. */
static void
test_rows_do_not_verify (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) first = NULL;
  g_autoptr(AthRun) run = NULL;

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nINSERT INTO alembic_version VALUES ('stray');\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_failed (run, -1, "r2,stray", "Revisions r1 and r2 are applied");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->detail, ==,
                   "They should be “r2” and are “r2, stray”.");
}

static void
assert_refused (RunFixture       *fixture,
                AthPlanOperation  operation,
                const char       *target,
                AthError          code)
{
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run = run_fixture_try (fixture, operation, target, NULL, NULL, NULL, &error);

  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, (int) code);
}

static void
test_unknown_row (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  run_fixture_execute (fixture,
                       "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                       "INSERT INTO alembic_version VALUES ('deadbeef')");
  add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_REVISION);
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, "deadbeef");
}

static void
test_unknown_target (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "nowhere", ATH_ERROR_REVISION);
  run_fixture_assert_rows (fixture, NULL);
}

/* The second script is refused, so the first is not applied either. */
static void
test_refused_script (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\nCOMMIT;\n");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_SCRIPT);
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_irreversible (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1", "--@ upgrade\nCREATE TABLE r1 (a int);\n");
  add_table (fixture, "r2");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_refused (fixture, ATH_PLAN_DOWNGRADE, "base", ATH_ERROR_SCRIPT);
  assert_tables (fixture, "r1,r2");
  run_fixture_assert_rows (fixture, "r2");
}

static void
test_long_id (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  add_table (fixture, "r1");
  add_table (fixture, "a_revision_id_longer_than_the_column_is");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_REVISION);
  assert_tables (fixture, "");
}

static void
test_policy (void)
{
  static const AthPolicy policy = { .backup_required = TRUE };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  const char *targets[] = { "heads", NULL };
  AthRunRequest request = { .targets = targets, .backup = ATH_BACKUP_NEVER };
  g_autoptr(GError) error = NULL;

  add_table (fixture, "r1");
  run_fixture_load (fixture);
  run_fixture_set_policy (fixture, &policy);
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;

  run = ath_run_execute (&request, NULL, NULL, &error);
  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_POLICY);

  assert_refused (fixture, ATH_PLAN_DOWNGRADE, "base", ATH_ERROR_POLICY);
  run_fixture_assert_rows (fixture, NULL);
}

/* No backup, no change. */
static void
test_backup_fails (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  const char *targets[] = { "heads", NULL };
  AthRunRequest request = { .targets = targets, .backup = ATH_BACKUP_ALWAYS };
  g_autofree char *folder = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  add_table (fixture, "r1");
  run_fixture_load (fixture);
  ath_test_folder_write (fixture->folder, "file", "in the way");
  folder = ath_test_folder_dup_path (fixture->folder, "file");
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;
  request.backup_folder = folder;

  run = ath_run_execute (&request, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_failed (run, -1, "", "Nothing was changed");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_null (ath_run_get_backup (run));
  assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_wrong_database (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "nowhere");
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (url, &error);

  g_assert_no_error (error);
  ath_profile_set_connection (fixture->profile, info);
  add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_CONNECT);
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
  g_test_add_func ("/run-failure/cancel", test_cancel);
  g_test_add_func ("/run-failure/cancel-between", test_cancel_between);
  g_test_add_func ("/run-failure/cancel-after-the-last", test_cancel_after_the_last);
  g_test_add_func ("/run-failure/cancelled-before", test_cancelled_before);
  g_test_add_func ("/run-failure/session-terminated", test_session_terminated);
  g_test_add_func ("/run-failure/session-terminated-outside", test_session_terminated_outside);
  g_test_add_func ("/run-failure/server-crash", test_server_crash);
  g_test_add_func ("/run-failure/lost-behind-commit", test_lost_behind_commit);
  g_test_add_func ("/run-failure/lost-behind-last-commit", test_lost_behind_last_commit);
  g_test_add_func ("/run-failure/lost-in-statement", test_lost_in_statement);
  g_test_add_func ("/run-failure/lock-timeout", test_lock_timeout);
  g_test_add_func ("/run-failure/statement-timeout", test_statement_timeout);
  g_test_add_func ("/run-failure/moved-on", test_moved_on);
  g_test_add_func ("/run-failure/moved-to-the-target", test_moved_to_the_target);
  g_test_add_func ("/run-failure/moved-away", test_moved_away);
  g_test_add_func ("/run-failure/moved-under-way", test_moved_under_way);
  g_test_add_func ("/run-failure/rows-do-not-verify", test_rows_do_not_verify);
  g_test_add_func ("/run-failure/unknown-row", test_unknown_row);
  g_test_add_func ("/run-failure/unknown-target", test_unknown_target);
  g_test_add_func ("/run-failure/refused-script", test_refused_script);
  g_test_add_func ("/run-failure/irreversible", test_irreversible);
  g_test_add_func ("/run-failure/long-id", test_long_id);
  g_test_add_func ("/run-failure/policy", test_policy);
  g_test_add_func ("/run-failure/backup-fails", test_backup_fails);
  g_test_add_func ("/run-failure/wrong-database", test_wrong_database);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
