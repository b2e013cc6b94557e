/* test-run-refusal.c: runs that do not begin, or find the database changed
 *
 * Each test looks at the database afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "run-fixture.h"

#define OTHER_WAS_AT_R2 \
  "CREATE TABLE r1 (a int); CREATE TABLE r2 (a int);" \
  "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);" \
  "INSERT INTO alembic_version VALUES ('r2')"

static AthTestCluster *cluster;

/* What somebody else does to the database. */
typedef struct
{
  RunFixture *fixture;
  const char *sql;
} Other;

static void
other_acts (gpointer data)
{
  Other *other = data;

  run_fixture_execute (other->fixture, other->sql);
}

/* Lets somebody else run @sql when the stage @stage begins. */
static AthRun *
run_with_other (RunFixture *fixture,
                const char *stage,
                const char *sql)
{
  Other other = { fixture, sql };
  RunHook hook = { ATH_REPORT_STAGE, ATH_REPORT_STARTED, stage, other_acts, &other };

  return run_fixture_run_with_hook (fixture, &hook, NULL);
}

static void
test_moved_on (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "r2");
  run_fixture_add_table (fixture, "r3");

  run = run_with_other (fixture, "Reading the rows again", OTHER_WAS_AT_R2);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  g_assert_cmpuint (ath_plan_get_n_steps (ath_run_get_plan (run)), ==, 1);
  run_fixture_assert_tables (fixture, "r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

static void
test_moved_to_the_target (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "r2");

  run = run_with_other (fixture, "Reading the rows again", OTHER_WAS_AT_R2);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_NOTHING);
  run_fixture_assert_rows (fixture, "r2");
}

static void
test_moved_away (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run = run_with_other (fixture, "Reading the rows again", OTHER_WAS_AT_R2);

  run_fixture_assert_failed (run, -1, "r2", "Nothing was changed");
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

  run_fixture_add_table (fixture, "r1");
  run_fixture_load (fixture);
  first = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  run_fixture_add_table (fixture, "r2");
  run_fixture_load (fixture);

  run = run_with_other (fixture, "Applying",
                        "UPDATE alembic_version SET version_num = 'other'");

  run_fixture_assert_failed (run, 0, "other", NOTHING_BUT ("r2"));
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "other");
}

/* A script that writes to the version table is found out in the end. */
static void
test_rows_do_not_verify (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) first = NULL;
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2",
                   "--@ upgrade\nINSERT INTO alembic_version VALUES ('stray');\n");

  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  run_fixture_assert_failed (run, -1, "r2,stray", "Revisions r1 and r2 are applied");
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
  run_fixture_add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_REVISION);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, "deadbeef");
}

static void
test_unknown_target (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  run_fixture_add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "nowhere", ATH_ERROR_REVISION);
  run_fixture_assert_rows (fixture, NULL);
}

/* The second script is refused, so the first is not applied either. */
static void
test_refused_script (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  run_fixture_add_table (fixture, "r1");
  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE TABLE r2 (a int);\nCOMMIT;\n");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_SCRIPT);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_irreversible (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) run = NULL;

  run_fixture_add (fixture, "r1", "--@ upgrade\nCREATE TABLE r1 (a int);\n");
  run_fixture_add_table (fixture, "r2");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");

  assert_refused (fixture, ATH_PLAN_DOWNGRADE, "base", ATH_ERROR_SCRIPT);
  run_fixture_assert_tables (fixture, "r1,r2");
  run_fixture_assert_rows (fixture, "r2");
}

static void
test_long_id (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);

  run_fixture_add_table (fixture, "r1");
  run_fixture_add_table (fixture, "a_revision_id_longer_than_the_column_is");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_REVISION);
  run_fixture_assert_tables (fixture, "");
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

  run_fixture_add_table (fixture, "r1");
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

  run_fixture_add_table (fixture, "r1");
  run_fixture_load (fixture);
  ath_test_folder_write (fixture->folder, "file", "in the way");
  folder = ath_test_folder_dup_path (fixture->folder, "file");
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;
  request.backup_folder = folder;

  run = ath_run_execute (&request, NULL, NULL, &error);

  g_assert_no_error (error);
  run_fixture_assert_failed (run, -1, "", "Nothing was changed");
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_null (ath_run_get_backup (run));
  run_fixture_assert_tables (fixture, "");
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
  run_fixture_add_table (fixture, "r1");

  assert_refused (fixture, ATH_PLAN_UPGRADE, "heads", ATH_ERROR_CONNECT);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/run-refusal/moved-on", test_moved_on);
  g_test_add_func ("/run-refusal/moved-to-the-target", test_moved_to_the_target);
  g_test_add_func ("/run-refusal/moved-away", test_moved_away);
  g_test_add_func ("/run-refusal/moved-under-way", test_moved_under_way);
  g_test_add_func ("/run-refusal/rows-do-not-verify", test_rows_do_not_verify);
  g_test_add_func ("/run-refusal/unknown-row", test_unknown_row);
  g_test_add_func ("/run-refusal/unknown-target", test_unknown_target);
  g_test_add_func ("/run-refusal/refused-script", test_refused_script);
  g_test_add_func ("/run-refusal/irreversible", test_irreversible);
  g_test_add_func ("/run-refusal/long-id", test_long_id);
  g_test_add_func ("/run-refusal/policy", test_policy);
  g_test_add_func ("/run-refusal/backup-fails", test_backup_fails);
  g_test_add_func ("/run-refusal/wrong-database", test_wrong_database);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
