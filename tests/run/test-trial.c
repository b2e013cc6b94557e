/* test-trial.c: what a plan does with the answers of a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "run-fixture.h"
#include "run/preview/ath-trial.h"

#define MAKE_A_TABLE_FOR_EACH_ROW \
  "    for row in bind.execute(sa.text('SELECT name FROM names ORDER BY name')):\n" \
  "        op.execute(f'CREATE TABLE {row.name} ()')\n"

#define OPEN_END "-- From here on the SQL depends on what the database answers (%s.py:%u:%u)\n\n"

static AthTestCluster *cluster;

static RunFixture *
fixture_new (void)
{
  RunFixture *fixture = run_fixture_new (cluster);

  run_fixture_use_alembic (fixture);
  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE names (name text)')\n"
                          "    op.execute(\"INSERT INTO names VALUES ('a'), ('b')\")\n");

  return fixture;
}

/* (transfer full): what the last revision does, of an upgrade from nothing */
static char *
try_out (RunFixture  *fixture,
         GError     **error)
{
  const char *targets[] = { "head", NULL };
  const char *rows[] = { NULL };
  AthRunRequest request = { .operation = ATH_PLAN_UPGRADE, .targets = targets };
  g_autoptr(AthConnection) connection = NULL;
  g_autoptr(GPtrArray) scripts = NULL;
  g_autoptr(AthPlan) plan = NULL;

  run_fixture_load (fixture);
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;
  ath_script_moment_take (&request.moment);
  plan = ath_run_request_plan (&request, rows, error);
  g_assert_no_error (*error);
  connection = ath_connection_open (ath_profile_get_connection (fixture->profile), NULL, error);
  g_assert_no_error (*error);

  scripts = ath_trial_collect (&request, plan, connection, NULL, error);
  g_assert_false (ath_connection_is_in_transaction (connection));
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_quiet (fixture);
  if (scripts == NULL)
    return NULL;

  return ath_collecting_sink_dup_sql (g_ptr_array_index (scripts, scripts->len - 1),
                                      ATH_TRANSACTION_MARKS_NONE);
}

static void
test_answers (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  run_fixture_add_python (fixture, "r2",
                          MAKE_A_TABLE_FOR_EACH_ROW
                          "    assert sa.inspect(bind).has_table('b')\n"
                          "    if bind.execute(sa.text('SELECT version_num FROM alembic_version'))"
                          ".scalar() == 'r1':\n"
                          "        op.execute('CREATE TABLE c ()')\n");
  sql = try_out (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "SELECT name FROM names ORDER BY name;\n\n"
                   "CREATE TABLE a ();\n\n"
                   "CREATE TABLE b ();\n\n"
                   "SELECT version_num FROM alembic_version;\n\n"
                   "CREATE TABLE c ();\n\n");
}

/* What cannot be rolled back is not begun. */
static void
test_outside_transaction (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *expected = NULL;

  run_fixture_add_python (fixture, "r2",
                          "    op.execute('CREATE INDEX CONCURRENTLY ON names (name)')\n");
  run_fixture_add_python (fixture, "r3", MAKE_A_TABLE_FOR_EACH_ROW);
  sql = try_out (fixture, &error);

  g_assert_no_error (error);
  expected = g_strdup_printf ("SELECT name FROM names ORDER BY name;\n\n" OPEN_END, "r3", 8, 16);
  g_assert_cmpstr (sql, ==, expected);
}

static void
test_outside_in_dependent (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  run_fixture_add_python (fixture, "r2",
                          MAKE_A_TABLE_FOR_EACH_ROW
                          "    with op.get_context().autocommit_block():\n"
                          "        op.execute('VACUUM names')\n");
  sql = try_out (fixture, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (sql,
                                   "SELECT name FROM names ORDER BY name;\n\n"
                                   "CREATE TABLE a ();\n\nCREATE TABLE b ();\n\n"
                                   "-- From here on the SQL is not tried out"));
}

static void
test_failure (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;

  run_fixture_add_python (fixture, "r2",
                          MAKE_A_TABLE_FOR_EACH_ROW "    op.execute('CREATE TABLE a ()')\n");
  g_assert_null (try_out (fixture, &error));

  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "42P07");
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 10);
}

static void
test_production (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;

  run_fixture_add_python (fixture, "r2", MAKE_A_TABLE_FOR_EACH_ROW);
  ath_profile_set_tier (fixture->profile, ATH_TIER_PRODUCTION);
  g_assert_null (try_out (fixture, &error));

  g_assert_error (error, ATH_ERROR, ATH_ERROR_POLICY);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/trial/answers", test_answers);
  g_test_add_func ("/trial/outside-transaction", test_outside_transaction);
  g_test_add_func ("/trial/outside-in-dependent", test_outside_in_dependent);
  g_test_add_func ("/trial/failure", test_failure);
  g_test_add_func ("/trial/production", test_production);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
