/* test-run.c: runs that end well, and what they leave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "run-fixture.h"

#define COUNT_TABLES "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[1-5]$'"
#define INSERT_TRANSACTION "INSERT INTO t VALUES (pg_current_xact_id()::text::bigint);\n"

static AthTestCluster *cluster;

/* A table for each of @n revisions, r1 on. */
static void
add_tables (RunFixture *fixture,
            guint       n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *body = g_strdup_printf ("--@ upgrade\nCREATE TABLE t%u (a int);\n"
                                               "--@ downgrade\nDROP TABLE t%u;\n", i, i);

      run_fixture_add (fixture, id, body);
    }
}

static void
assert_applied (AthRun     *run,
                guint       n_steps,
                const char *aftermath)
{
  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  g_assert_cmpuint (ath_plan_get_n_steps (ath_run_get_plan (run)), ==, n_steps);
  for (guint i = 0; i < n_steps; i++)
    g_assert_cmpint (ath_run_get_step_state (run, i), ==, ATH_STEP_APPLIED);
  g_assert_cmpint (ath_run_get_failed_step (run), ==, -1);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==, aftermath);
  g_assert_cmpstrv (ath_run_get_rows_after (run), ath_plan_get_rows_after (ath_run_get_plan (run)));
}

/* Writes what is reported, a word a report: `revision/what`. */
static void
log_cb (const AthReport *report,
        gpointer         user_data)
{
  GString *log = user_data;

  if (log->len > 0)
    g_string_append (log, "\n");

  switch (report->kind)
    {
    case ATH_REPORT_STAGE:
      g_string_append_printf (log, "%s %d", report->text, report->phase);
      break;

    case ATH_REPORT_STEP:
      g_string_append_printf (log, "%s %u/%u %d", report->revision, report->step, report->n_steps,
                              report->phase);
      break;

    case ATH_REPORT_STATEMENT:
      g_string_append_printf (log, "%s %d %" G_GINT64_FORMAT, report->text, report->phase,
                              report->rows);
      break;

    case ATH_REPORT_TRANSACTION:
    case ATH_REPORT_NOTICE:
    case ATH_REPORT_LOG:
    case ATH_REPORT_BACKUP:
      g_string_append (log, report->text);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
test_upgrade (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;

  add_tables (fixture, 5);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_applied (run, 5, "5 revisions are applied, the last one is r5");
  run_fixture_assert_rows (fixture, "r5");
  run_fixture_assert_value (fixture, COUNT_TABLES, "5");
  g_assert_cmpfloat (ath_run_get_step_seconds (run, 4), >, 0);
  g_assert_null (ath_run_get_backup (run));

  again = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_assert_cmpint (ath_run_get_outcome (again), ==, ATH_RUN_NOTHING);
  g_assert_cmpstr (ath_run_get_rows_after (again)[0], ==, "r5");
  g_assert_cmpstr (ath_run_get_aftermath (again), ==, "Nothing was changed");
}

static void
test_downgrade (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) up = NULL;
  g_autoptr(AthRun) one = NULL;
  g_autoptr(AthRun) base = NULL;

  add_tables (fixture, 3);
  up = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r3");

  one = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "-1");
  assert_applied (one, 1, "Revision r3 is taken back");
  run_fixture_assert_rows (fixture, "r2");
  run_fixture_assert_value (fixture, "SELECT to_regclass('t3') IS NULL", "t");

  base = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "base");
  assert_applied (base, 2, "Revisions r2 and r1 are taken back");
  run_fixture_assert_rows (fixture, "");
  run_fixture_assert_value (fixture, COUNT_TABLES, "0");
}

static void
test_stamp (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) stamp = NULL;
  g_autoptr(AthRun) base = NULL;

  add_tables (fixture, 3);
  stamp = run_fixture_run (fixture, ATH_PLAN_STAMP, "r2");
  assert_applied (stamp, 1, "The version rows are set; the tables are as they were");
  run_fixture_assert_rows (fixture, "r2");
  run_fixture_assert_value (fixture, "SELECT to_regclass('t1') IS NULL", "t");

  base = run_fixture_run (fixture, ATH_PLAN_STAMP, "base");
  g_assert_cmpint (ath_run_get_outcome (base), ==, ATH_RUN_APPLIED);
  run_fixture_assert_rows (fixture, "");
}

/* Rows that come and go at a branch and its merge. */
static void
test_merge (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) up = NULL;
  g_autoptr(AthRun) merge = NULL;
  g_autoptr(AthRun) down = NULL;

  run_fixture_add_revision (fixture, "a", "", "--@ upgrade\n--@ downgrade\n");
  run_fixture_add_revision (fixture, "b", "a", "--@ upgrade\n--@ downgrade\n");
  run_fixture_add_revision (fixture, "c", "a", "--@ upgrade\n--@ downgrade\n");
  run_fixture_add_revision (fixture, "d", "b, c", "--@ upgrade\n--@ downgrade\n");

  up = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "c");
  assert_applied (up, 2, "Revisions a and c are applied");
  merge = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  assert_applied (merge, 2, "Revisions b and d are applied");
  run_fixture_assert_rows (fixture, "d");
  down = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "a");
  assert_applied (down, 3, "3 revisions are taken back, the last one is c");
  run_fixture_assert_rows (fixture, "a");
}

static void
test_reports (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\n"
                   "CREATE TABLE t (a int);\n"
                   "-- two\n"
                   "INSERT INTO t VALUES (1), (2);\n"
                   "DO $$BEGIN RAISE WARNING 'careful'; END$$;\n"
                   "VACUUM t;\n"
                   "SELECT 1;\n");
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads", log_cb, log, NULL, &error);

  g_assert_no_error (error);
  assert_applied (run, 1, "Revision r1 is applied");
  g_assert_cmpstr (log->str, ==,
                   "Connecting 0\n"
                   "Connecting 1\n"
                   "Planning 0\n"
                   "Planning 1\n"
                   "Reading the rows again 0\n"
                   "Reading the rows again 1\n"
                   "Applying 0\n"
                   "r1 0/1 0\n"
                   "BEGIN\n"
                   "CREATE TABLE t (a int) 0 -1\n"
                   "CREATE TABLE t (a int) 1 -1\n"
                   "-- two\nINSERT INTO t VALUES (1), (2) 0 -1\n"
                   "-- two\nINSERT INTO t VALUES (1), (2) 1 2\n"
                   "DO $$BEGIN RAISE WARNING 'careful'; END$$ 0 -1\n"
                   "WARNING: careful\n"
                   "DO $$BEGIN RAISE WARNING 'careful'; END$$ 1 -1\n"
                   "COMMIT\n"
                   "VACUUM t 0 -1\n"
                   "VACUUM t 1 -1\n"
                   "BEGIN\n"
                   "SELECT 1 0 -1\n"
                   "SELECT 1 1 1\n"
                   "CREATE TABLE public.alembic_version (\n"
                   "    version_num VARCHAR(32) NOT NULL, \n"
                   "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                   ") 0 -1\n"
                   "CREATE TABLE public.alembic_version (\n"
                   "    version_num VARCHAR(32) NOT NULL, \n"
                   "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                   ") 1 -1\n"
                   "INSERT INTO public.alembic_version (version_num) VALUES ('r1')"
                   " RETURNING public.alembic_version.version_num 0 -1\n"
                   "INSERT INTO public.alembic_version (version_num) VALUES ('r1')"
                   " RETURNING public.alembic_version.version_num 1 1\n"
                   "COMMIT\n"
                   "r1 0/1 1\n"
                   "Applying 1\n"
                   "Verifying 0\n"
                   "Verifying 1");
}

/* What PostgreSQL refuses in a transaction runs in its place, whether the script
 * says so or not.
 */
static void
test_outside_transaction (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) up = NULL;
  g_autoptr(AthRun) down = NULL;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\n"
                   "CREATE TABLE t (a int, b int);\n"
                   "CREATE INDEX CONCURRENTLY i ON t (a);\n"
                   "ALTER TABLE t ADD c int;\n"
                   "--@ autocommit\n"
                   "CREATE INDEX CONCURRENTLY j ON t (c);\n"
                   "INSERT INTO t VALUES (1, 2, 3);\n"
                   "--@ end\n"
                   "--@ downgrade\n"
                   "DROP INDEX CONCURRENTLY i;\n"
                   "DROP INDEX CONCURRENTLY j;\n"
                   "DROP TABLE t;\n");

  up = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  assert_applied (up, 1, "Revision r1 is applied");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_value (fixture,
                            "SELECT count(*) FROM pg_index WHERE indisvalid"
                            " AND indrelid = 't'::regclass", "2");
  run_fixture_assert_value (fixture, "SELECT c FROM t", "3");

  down = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "base");
  assert_applied (down, 1, "Revision r1 is taken back");
  run_fixture_assert_value (fixture, "SELECT to_regclass('t') IS NULL", "t");
}

/* Far more statements than are kept waiting. */
static void
test_big_script (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(GString) body = g_string_new ("--@ upgrade\nCREATE TABLE t (a int, b text);\n");
  g_autofree char *filler = g_strnfill (200, 'x');
  g_autoptr(AthRun) run = NULL;

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (body, "INSERT INTO t VALUES (%u, '%s');\n", i, filler);
  run_fixture_add (fixture, "r1", body->str);

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_applied (run, 1, "Revision r1 is applied");
  run_fixture_assert_value (fixture, "SELECT count(*) FROM t", "12000");
}

static void
test_one_transaction (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_configure (fixture, "transaction_per_migration = false");
  run_fixture_add (fixture, "r1", "--@ upgrade\nCREATE TABLE t (id bigint);\n");
  run_fixture_add (fixture, "r2", "--@ upgrade\n" INSERT_TRANSACTION);
  run_fixture_add (fixture, "r3", "--@ upgrade\n" INSERT_TRANSACTION);

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_applied (run, 3, "3 revisions are applied, the last one is r3");
  run_fixture_assert_value (fixture, "SELECT count(DISTINCT id) FROM t", "1");
  run_fixture_assert_rows (fixture, "r3");
}

/* As a dump of pg_dump does that was made a revision. */
static void
test_script_changes_search_path (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1",
                   "--@ upgrade\n"
                   "SELECT pg_catalog.set_config('search_path', '', false);\n"
                   "CREATE TABLE public.t (a int);\n");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE u (a int);\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_applied (run, 2, "Revisions r1 and r2 are applied");
  run_fixture_assert_rows (fixture, "r2");
}

static void
test_variables (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  const char *const variables[] = { "ENVIRONMENT=production", NULL };
  g_autoptr(AthRun) run = NULL;

  ath_profile_set_variables (fixture->profile, variables);
  run_fixture_add (fixture, "r1",
                   "--@ upgrade\n"
                   "--@ when ENVIRONMENT = production\nCREATE TABLE live (a int);\n"
                   "--@ else\nCREATE TABLE other (a int);\n--@ end\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_applied (run, 1, "Revision r1 is applied");
  run_fixture_assert_value (fixture, "SELECT to_regclass('live') IS NOT NULL", "t");
  run_fixture_assert_value (fixture, "SELECT to_regclass('other') IS NULL", "t");
}

static void
test_version_table (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(AthRun) again = NULL;

  run_fixture_execute (fixture, "CREATE SCHEMA \"Meta\"");
  run_fixture_configure (fixture, "version_table = My versions\nversion_table_schema = Meta");
  add_tables (fixture, 2);

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r1");
  assert_applied (run, 1, "Revision r1 is applied");
  again = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  assert_applied (again, 1, "Revision r2 is applied");
  run_fixture_assert_value (fixture, "SELECT version_num FROM \"Meta\".\"My versions\"", "r2");
  run_fixture_assert_rows (fixture, NULL);
}

/* The timeouts of the policy are those of the session; building an index while
 * others work waits for them as long as it takes.
 */
static void
test_timeouts (void)
{
  static const AthPolicy policy = { .lock_timeout_ms = 1234, .statement_timeout_ms = 56789 };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_set_policy (fixture, &policy);
  run_fixture_add (fixture, "r1",
                   "--@ upgrade\n"
                   "CREATE TABLE t AS SELECT current_setting('lock_timeout') AS l,"
                   " current_setting('statement_timeout') AS s;\n"
                   "CREATE FUNCTION show(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS\n"
                   "$$BEGIN RAISE NOTICE '%', current_setting('lock_timeout'); RETURN $1; END$$;\n"
                   "CREATE INDEX CONCURRENTLY i ON t (show(l));\n"
                   "INSERT INTO t SELECT current_setting('lock_timeout');\n");
  {
    g_autoptr(GString) log = g_string_new (NULL);
    g_autoptr(GError) error = NULL;

    run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads", log_cb, log, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (strstr (log->str, "NOTICE: 0\n"));
  }

  assert_applied (run, 1, "Revision r1 is applied");
  run_fixture_assert_value (fixture, "SELECT string_agg(l, ',') FROM t", "1234ms,1234ms");
  run_fixture_assert_value (fixture, "SELECT s FROM t WHERE s IS NOT NULL", "56789ms");
}

/* The backup is made before anything is changed, of what was there then. */
static void
test_backup (void)
{
  static const AthPolicy policy = { .backup_required = TRUE };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) first = NULL;
  g_autoptr(AthRun) run = NULL;
  AthBackup *backup;

  add_tables (fixture, 2);
  first = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r1");
  g_assert_null (ath_run_get_backup (first));
  run_fixture_set_policy (fixture, &policy);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r2");

  assert_applied (run, 1, "Revision r2 is applied");
  backup = ath_run_get_backup (run);
  g_assert_nonnull (backup);
  g_assert_true (g_file_test (ath_backup_get_path (backup), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (ath_backup_get_rows (backup)[0], ==, "r1");
  g_assert_cmpuint (ath_backup_get_n_tables (backup), ==, 2);
}

static guint
count_backups (AthBackup *backup)
{
  g_autofree char *folder = g_path_get_dirname (ath_backup_get_path (backup));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) backups = ath_backup_list (folder, &error);

  g_assert_no_error (error);

  return backups->len;
}

/* A run that ends well leaves as many backups as the policy keeps, the newest; one
 * that fails removes none.
 */
static void
test_backups_kept (void)
{
  static const AthPolicy policy = { .backup_required = TRUE, .backups_kept = 2 };
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) last = NULL;
  g_autoptr(AthRun) failed = NULL;

  add_tables (fixture, 3);
  run_fixture_add (fixture, "bad", "--@ upgrade\nSELECT 1 / 0;\n");
  run_fixture_set_policy (fixture, &policy);
  for (guint i = 0; i < 3; i++)
    {
      g_clear_object (&last);
      last = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "+1");
      g_assert_no_error (ath_run_get_error (last));
      g_assert_cmpuint (count_backups (ath_run_get_backup (last)), ==, MIN (i + 1, 2));
      g_assert_true (g_file_test (ath_backup_get_path (ath_run_get_backup (last)),
                                  G_FILE_TEST_IS_REGULAR));
    }

  failed = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "+1");
  g_assert_error (ath_run_get_error (failed), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpuint (count_backups (ath_run_get_backup (failed)), ==, 3);
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
count_cb (const AthReport *report,
          gpointer         user_data)
{
  guint *n = user_data;

  *n += report->kind == ATH_REPORT_STEP && report->phase == ATH_REPORT_FINISHED;
}

static void
test_async (void)
{
  const char *targets[] = { "heads", NULL };
  guint n_steps = 0;
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthReporter) reporter = ath_reporter_new (count_cb, &n_steps);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  add_tables (fixture, 3);
  run_fixture_load (fixture);
  {
    /* Copied: the caller may go. */
    AthRunRequest request = {
      .project = fixture->project,
      .graph = fixture->graph,
      .profile = fixture->profile,
      .operation = ATH_PLAN_UPGRADE,
      .targets = targets,
    };

    ath_run_execute_async (&request, reporter, NULL, run_cb, &result);
    targets[0] = "nowhere";
  }
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  run = ath_run_execute_finish (result, &error);

  g_assert_no_error (error);
  assert_applied (run, 3, "3 revisions are applied, the last one is r3");
  g_assert_cmpuint (n_steps, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/run/upgrade", test_upgrade);
  g_test_add_func ("/run/downgrade", test_downgrade);
  g_test_add_func ("/run/stamp", test_stamp);
  g_test_add_func ("/run/merge", test_merge);
  g_test_add_func ("/run/reports", test_reports);
  g_test_add_func ("/run/outside-transaction", test_outside_transaction);
  g_test_add_func ("/run/big-script", test_big_script);
  g_test_add_func ("/run/one-transaction", test_one_transaction);
  g_test_add_func ("/run/script-changes-search-path", test_script_changes_search_path);
  g_test_add_func ("/run/variables", test_variables);
  g_test_add_func ("/run/version-table", test_version_table);
  g_test_add_func ("/run/timeouts", test_timeouts);
  g_test_add_func ("/run/backup", test_backup);
  g_test_add_func ("/run/backups-kept", test_backups_kept);
  g_test_add_func ("/run/async", test_async);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
