/* test-fallback.c: steps that the project's own Alembic runs
 *
 * The Alembic is the real one, found by its program in the search path.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "run-fixture.h"

/* What Athanor does not know, and Python does. */
#define FOREIGN "    import ctypes\n    assert ctypes.sizeof(ctypes.c_int16) == 2\n"

#define ENV(url, end) \
  "from alembic import context\n" \
  "from sqlalchemy import create_engine\n" \
  "import os\n" \
  "config = context.config\n" \
  "with create_engine(" url ").connect() as connection:\n" \
  "    context.configure(connection=connection, target_metadata=None)\n" \
  "    with context.begin_transaction():\n" \
  "        context.run_migrations()\n" \
  end

#define NOT_KNOWN(id) \
  "what became of revision " id " is not known, because the project’s own Alembic ran it"

static AthTestCluster *cluster;

static RunFixture *
fixture_new (const char *env)
{
  RunFixture *fixture = run_fixture_new (cluster);

  run_fixture_use_alembic (fixture);
  ath_test_folder_write (fixture->folder, "alembic/env.py", env);
  run_fixture_add_python (fixture, "r1", "    op.execute('CREATE TABLE r1 ()')\n");

  return fixture;
}

static RunFixture *
fixture_new_usual (void)
{
  return fixture_new (ENV ("config.get_main_option('sqlalchemy.url')", ""));
}

static void
add_last (RunFixture *fixture)
{
  run_fixture_add_python (fixture, "r3", "    op.execute('CREATE TABLE r3 ()')\n");
}

static void
note_log_cb (const AthReport *report,
             gpointer         user_data)
{
  if (report->kind != ATH_REPORT_LOG)
    return;

  /* In all of these tests Alembic only runs what comes after the first. */
  g_assert_cmpuint (report->step, >, 0);
  g_assert_cmpuint (report->step, <, report->n_steps);
  g_assert_cmpstr (report->revision, ==, report->step == 1 ? "r2" : "r3");
  g_string_append_printf (user_data, "%s\n", report->text);
}

static void
test_in_the_middle (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthRun) run = NULL;

  ath_profile_set_variables (fixture->profile, (const char *const[]) { "WORD=seen", NULL });
  run_fixture_add_python (fixture, "r2", FOREIGN
                          "    import os\n"
                          "    print('word', os.environ['WORD'])\n"
                          "    op.execute('CREATE TABLE r2 ()')\n");
  add_last (fixture);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "head", note_log_cb, log, NULL, &error);

  g_assert_no_error (error);
  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  g_assert_nonnull (strstr (log->str, "word seen\n"));
  run_fixture_assert_tables (fixture, "r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

/* The first step of all makes the version table, and a folder of the project hides no
 * module of Python's, as it does not from Alembic's own program.
 */
static void
test_first (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRun) up = NULL;
  g_autoptr(AthRun) down = NULL;

  run_fixture_use_alembic (fixture);
  ath_test_folder_write (fixture->folder, "alembic/env.py",
                         "import helper\n"
                         ENV ("config.get_main_option('sqlalchemy.url')", ""));
  ath_test_folder_write (fixture->folder, "alembic/__init__.py", "");
  ath_test_folder_write (fixture->folder, "traceback.py", "raise RuntimeError\n");
  ath_test_folder_write (fixture->folder, "helper.py", "");
  run_fixture_add_python (fixture, "r1", FOREIGN "    op.execute('CREATE TABLE r1 ()')\n");
  run_fixture_add_python (fixture, "r2", "    op.execute('CREATE TABLE r2 ()')\n");

  up = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");
  g_assert_no_error (ath_run_get_error (up));
  run_fixture_assert_tables (fixture, "r1,r2");
  run_fixture_assert_rows (fixture, "r2");

  down = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "base");
  g_assert_no_error (ath_run_get_error (down));
  run_fixture_assert_rows (fixture, "");
}

/* What a script before it has set goes on for Alembic, as in one session. */
static void
test_session (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(AthRun) run = NULL;
  AthPolicy policy = *ath_profile_get_policy (fixture->profile);

  policy.lock_timeout_ms = 4000;
  policy.statement_timeout_ms = 60000;
  run_fixture_set_policy (fixture, &policy);
  run_fixture_add_python (fixture, "r2",
                          "    op.execute(r\"SET application_name = 'a \\ ''b\\c'\")\n"
                          "    op.execute('SET lock_timeout = 3000')\n");
  run_fixture_add_python (fixture, "r3", FOREIGN
                          "    names = 'application_name', 'lock_timeout', 'statement_timeout'\n"
                          "    for name in names:\n"
                          "        print(name, bind.exec_driver_sql('SHOW ' + name).scalar())\n");
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "head", note_log_cb, log, NULL, NULL);

  g_assert_no_error (ath_run_get_error (run));
  g_assert_nonnull (strstr (log->str, "application_name a \\ 'b\\c\n"));
  g_assert_nonnull (strstr (log->str, "lock_timeout 3s\nstatement_timeout 1min\n"));
}

/* env.py may leave all transactions to the scripts. */
static void
test_no_transaction (void)
{
  g_autoptr(RunFixture) fixture =
    fixture_new ("from alembic import context\n"
                 "from sqlalchemy import create_engine\n"
                 "url = context.config.get_main_option('sqlalchemy.url')\n"
                 "with create_engine(url).connect() as connection:\n"
                 "    context.configure(connection=connection)\n"
                 "    connection.execution_options(isolation_level='SERIALIZABLE')\n"
                 "    context.run_migrations()\n");
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN
                          "    bind.execution_options(isolation_level='AUTOCOMMIT')\n"
                          "    op.execute('CREATE TABLE r2 ()')\n");
  add_last (fixture);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_no_error (ath_run_get_error (run));
  run_fixture_assert_tables (fixture, "r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

static void
test_downgrade (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(AthRun) up = NULL;
  g_autoptr(AthRun) down = NULL;

  ath_test_folder_write (fixture->folder, "alembic/versions/r2.py",
                         "from alembic import op\n"
                         "revision = 'r2'\n"
                         "down_revision = 'r1'\n"
                         "def upgrade():\n"
                         "    op.execute('CREATE TABLE r2 ()')\n"
                         "def downgrade():\n" FOREIGN
                         "    op.execute('DROP TABLE r2')\n");
  ath_test_folder_write (fixture->folder, "alembic/versions/r2b.py",
                         "revision = 'r2b'\n"
                         "down_revision = 'r1'\n"
                         "def upgrade():\n"
                         "    pass\n");
  up = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_assert_no_error (ath_run_get_error (up));
  run_fixture_assert_tables (fixture, "r1,r2");

  /* The other branch stays. */
  down = run_fixture_run (fixture, ATH_PLAN_DOWNGRADE, "r2@r1");

  g_assert_no_error (ath_run_get_error (down));
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r2b");
}

static void
test_failure (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN
                          "    op.execute('CREATE TABLE r2 ()')\n"
                          "    op.execute('SELECT nothing')\n");
  add_last (fixture);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpint (ath_run_get_failed_step (run), ==, 1);
  g_assert_cmpint (ath_run_get_step_state (run, 1), ==, ATH_STEP_INTERRUPTED);
  g_assert_cmpstr (ath_run_get_aftermath (run), ==, "Revision r1 is applied; " NOT_KNOWN ("r2"));
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

/* What Alembic leaves behind is named as what our own scripts do. */
static void
test_leftovers (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN
                          "    op.execute('CREATE TABLE r2 AS SELECT 1 / n AS n FROM (VALUES (1),"
                          " (1)) v (n)')\n"
                          "    with op.get_context().autocommit_block():\n"
                          "        op.execute('CREATE UNIQUE INDEX CONCURRENTLY i ON r2 (n)')\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " NOT_KNOWN ("r2")
                             "; the index public.i is left INVALID and has to be dropped");
}

typedef struct
{
  RunFixture   *fixture;
  GCancellable *cancellable;
} Canceller;

static void
cancel (gpointer data)
{
  Canceller *canceller = data;

  run_fixture_wait_for_sleep (canceller->fixture);
  g_cancellable_cancel (canceller->cancellable);
}

static void
test_cancel (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { fixture, cancellable };
  RunHook hook = { ATH_REPORT_LOG, ATH_REPORT_FINISHED, "begun", cancel, &canceller };
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN
                          "    op.execute('CREATE TABLE r2 ()')\n"
                          "    print('begun', flush=True)\n"
                          "    op.execute('" RUN_SLEEP "')\n");
  run = run_fixture_run_with_hook (fixture, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  g_assert_error (ath_run_get_error (run), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

static void
test_other_rows (void)
{
  g_autoptr(RunFixture) fixture =
    fixture_new (ENV ("config.get_main_option('sqlalchemy.url')",
                      "    connection.execute(\"INSERT INTO alembic_version VALUES ('zz')\")\n"));
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN);
  add_last (fixture);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  g_assert_cmpint (ath_run_get_failed_step (run), ==, 1);
  run_fixture_assert_tables (fixture, "r1");
}

/* What is not understood comes behind an answer of the server. */
#define LATE \
  "    n = op.get_bind().exec_driver_sql('SELECT count(*) FROM r1').scalar()\n"

static RunFixture *
fixture_new_late (const char *first)
{
  RunFixture *fixture = fixture_new_usual ();
  g_autofree char *body = g_strconcat (first, LATE
                                       "    if n == 0:\n"
                                       "        import ctypes\n"
                                       "        ctypes.sizeof(ctypes.c_int)\n"
                                       "        op.execute('CREATE TABLE r2 ()')\n", NULL);

  run_fixture_add_python (fixture, "r2", body);
  add_last (fixture);

  return fixture;
}

static void
test_late (void)
{
  g_autoptr(RunFixture) fixture =
    fixture_new_late ("    op.execute('CREATE TABLE once ()')\n"
                      "    op.get_bind().exec_driver_sql('SELECT pg_advisory_lock(42)')\n");
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "head", note_log_cb, log, NULL, &error);

  g_assert_no_error (error);
  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
  g_assert_nonnull (strstr (log->str, "The project’s own Alembic runs this step"));
  g_assert_nonnull (strstr (log->str, "ctypes"));
  run_fixture_assert_tables (fixture, "once,r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

/* The run ends with the refusal @run has, and @detail says why Alembic is not asked. */
static void
assert_refused (AthRun     *run,
                const char *detail)
{
  const GError *error = ath_run_get_error (run);

  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (error->message, "ctypes"));
  g_assert_cmpstr (ath_error_get_details (error)->detail, ==, detail);
}

/* What is committed Alembic would do a second time. */
static void
test_late_in_part (void)
{
  g_autoptr(RunFixture) fixture =
    fixture_new_late ("    with op.get_context().autocommit_block():\n"
                      "        op.execute('CREATE TABLE once ()')\n");
  g_autoptr(AthRun) run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  assert_refused (run, "The project’s own Alembic cannot begin the step again, because a part of "
                       "it is committed.");
  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " IN_PART ("r2"));
  run_fixture_assert_tables (fixture, "once,r1");
  run_fixture_assert_quiet (fixture);
}

/* A block in which nothing was done yet has committed nothing. */
static void
test_late_in_block (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2",
                          LATE
                          "    with op.get_context().autocommit_block():\n"
                          "        if n == 0:\n"
                          "            import ctypes\n"
                          "            ctypes.sizeof(ctypes.c_int)\n"
                          "            op.execute('CREATE TABLE r2 ()')\n");
  add_last (fixture);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_no_error (ath_run_get_error (run));
  run_fixture_assert_tables (fixture, "r1,r2,r3");
  run_fixture_assert_rows (fixture, "r3");
}

/* One transaction for all: Alembic in a session of its own cannot be in it. */
static void
test_late_in_shared_transaction (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_late ("");
  g_autoptr(AthRun) run = NULL;

  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n"
                         "[athanor]\ntransaction_per_migration = false\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  assert_refused (run, "A step that the project’s own Alembic runs cannot share one transaction "
                       "with others.");
  run_fixture_assert_failed (run, 1, "", "Nothing was changed; all since revision r1 was rolled "
                                         "back, nothing of it remains");
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_quiet (fixture);
}

static void
test_late_without_interpreter (gconstpointer data)
{
  g_autoptr(RunFixture) fixture = fixture_new_late ("");
  g_autofree char *settings =
    g_strdup_printf ("[alembic]\nscript_location = alembic\n[athanor]\npython = %s\n",
                     (const char *) data);
  g_autoptr(AthRun) run = NULL;

  ath_test_folder_write (fixture->folder, "alembic.ini", settings);
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (ath_run_get_error (run)->message, "ctypes"));
  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  run_fixture_assert_tables (fixture, "r1");
  run_fixture_assert_quiet (fixture);
}

/* env.py takes its connection from elsewhere: nothing happens there. */
static void
test_other_database (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(RunFixture) other = run_fixture_new (cluster);
  g_autofree char *env = g_strdup_printf (ENV ("'%s'", ""), other->url);
  g_autoptr(AthRun) run = NULL;

  run_fixture_use_alembic (fixture);
  ath_test_folder_write (fixture->folder, "alembic/env.py", env);
  run_fixture_add_python (fixture, "r1", "    op.execute('CREATE TABLE r1 ()')\n");
  run_fixture_add_python (fixture, "r2", FOREIGN "    op.execute('CREATE TABLE r2 ()')\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (ath_run_get_error (run)->message, ==,
                   "“env.py” connects to another database than that of the run");
  run_fixture_assert_failed (run, 1, "r1", "Revision r1 is applied; " ROLLED_BACK ("r2"));
  run_fixture_assert_tables (other, "");
}

/* env.py writes SQL whatever it is asked for. */
static void
test_no_database (void)
{
  g_autoptr(RunFixture) fixture =
    fixture_new ("from alembic import context\n"
                 "context.configure(url='postgresql://', target_metadata=None)\n"
                 "context.run_migrations()\n");
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r2", FOREIGN "    op.execute('CREATE TABLE r2 ()')\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (ath_run_get_error (run)->message, ==,
                   "“env.py” does not connect to a database");
  run_fixture_assert_rows (fixture, "r1");
}

/* Without an interpreter, or with one that has no Alembic, nothing is begun. */
static void
test_no_interpreter (gconstpointer data)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autofree char *settings =
    g_strdup_printf ("[alembic]\nscript_location = alembic\n[athanor]\npython = %s\n",
                     (const char *) data);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (fixture->folder, "alembic.ini", settings);
  run_fixture_add_python (fixture, "r2", FOREIGN);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "head", NULL, NULL, NULL, &error);

  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (ath_error_get_details (error)->file, "r2.py"));
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
}

/* What a script raises it raises wherever it runs: nothing is begun. */
static void
test_raised (void)
{
  g_autoptr(RunFixture) fixture = fixture_new_usual ();
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_add_python (fixture, "r2", "    raise RuntimeError('no way')\n");
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "head", NULL, NULL, NULL, &error);

  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  run_fixture_assert_tables (fixture, "");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/fallback/in-the-middle", test_in_the_middle);
  g_test_add_func ("/fallback/first", test_first);
  g_test_add_func ("/fallback/session", test_session);
  g_test_add_func ("/fallback/no-transaction", test_no_transaction);
  g_test_add_func ("/fallback/downgrade", test_downgrade);
  g_test_add_func ("/fallback/failure", test_failure);
  g_test_add_func ("/fallback/leftovers", test_leftovers);
  g_test_add_func ("/fallback/cancel", test_cancel);
  g_test_add_func ("/fallback/other-rows", test_other_rows);
  g_test_add_func ("/fallback/other-database", test_other_database);
  g_test_add_func ("/fallback/no-database", test_no_database);
  g_test_add_func ("/fallback/raised", test_raised);
  g_test_add_func ("/fallback/late", test_late);
  g_test_add_func ("/fallback/late-in-part", test_late_in_part);
  g_test_add_func ("/fallback/late-in-block", test_late_in_block);
  g_test_add_func ("/fallback/late-in-shared-transaction", test_late_in_shared_transaction);
  g_test_add_data_func ("/fallback/late-no-interpreter", "./missing/python",
                        test_late_without_interpreter);
  g_test_add_data_func ("/fallback/late-no-alembic", "/bin/false", test_late_without_interpreter);
  g_test_add_data_func ("/fallback/no-interpreter", "./missing/python", test_no_interpreter);
  g_test_add_data_func ("/fallback/no-alembic", "/bin/false", test_no_interpreter);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
