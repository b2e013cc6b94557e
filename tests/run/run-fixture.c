/* run-fixture.c: a project and a database to run it against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "run-fixture.h"

/**
 * run_fixture_new:
 * @cluster: a server
 *
 * Returns: (transfer full): a SQL project without revisions, and an empty
 *   database
 */
RunFixture *
run_fixture_new (AthTestCluster *cluster)
{
  RunFixture *self = g_new0 (RunFixture, 1);
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(GError) error = NULL;

  self->cluster = cluster;
  self->folder = ath_test_folder_new ();
  self->database = ath_test_cluster_create_database (cluster, NULL);
  self->url = ath_test_cluster_dup_url (cluster, self->database);
  run_fixture_configure (self, "");

  info = ath_connection_info_new_from_url (self->url, &error);
  g_assert_no_error (error);
  self->profile = ath_profile_new (ath_test_folder_get_path (self->folder), "test");
  ath_profile_set_connection (self->profile, info);

  return self;
}

void
run_fixture_free (RunFixture *self)
{
  g_clear_pointer (&self->folder, ath_test_folder_free);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->last_id, g_free);
  g_clear_object (&self->profile);
  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_free (self);
}

/**
 * run_fixture_configure:
 * @self: a fixture
 * @line: what stands in the section of the project
 */
void
run_fixture_configure (RunFixture *self,
                       const char *line)
{
  g_autofree char *text = g_strdup_printf ("[athanor]\n%s\n", line);

  ath_test_folder_write (self->folder, "athanor.ini", text);
}

void
run_fixture_set_policy (RunFixture      *self,
                        const AthPolicy *policy)
{
  ath_profile_set_policy (self->profile, policy);
}

/**
 * run_fixture_add_revision:
 * @self: a fixture
 * @id: the revision
 * @revises: what it revises, comma separated
 * @body: its script from line 4 on
 */
void
run_fixture_add_revision (RunFixture *self,
                          const char *id,
                          const char *revises,
                          const char *body)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.sql", id);
  g_autofree char *text = g_strdup_printf ("--@ revision: %s\n--@ revises: %s\n--@ message: m\n%s",
                                           id, revises, body);

  ath_test_folder_write (self->folder, name, text);
  g_free (self->last_id);
  self->last_id = g_strdup (id);
}

/**
 * run_fixture_add:
 * @self: a fixture
 * @id: a revision on top of the last one
 * @body: its script from line 4 on
 */
void
run_fixture_add (RunFixture *self,
                 const char *id,
                 const char *body)
{
  g_autofree char *revises = g_strdup (self->last_id != NULL ? self->last_id : "");

  run_fixture_add_revision (self, id, revises, body);
}

/**
 * run_fixture_use_alembic:
 * @self: a fixture without revisions
 *
 * Makes its project one of Alembic's.
 */
void
run_fixture_use_alembic (RunFixture *self)
{
  g_autofree char *path = g_build_filename (ath_test_folder_get_path (self->folder), "athanor.ini",
                                            NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  ath_test_folder_write (self->folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  ath_test_folder_write (self->folder, "alembic/env.py", "target_metadata = None\n");
}

/**
 * run_fixture_add_python:
 * @self: a fixture of an Alembic project
 * @id: a revision on top of the last one
 * @body: the body of its upgrade (), from line 8 on, indented by four
 */
void
run_fixture_add_python (RunFixture *self,
                        const char *id,
                        const char *body)
{
  g_autofree char *name = g_strdup_printf ("alembic/versions/%s.py", id);
  g_autofree char *revises = self->last_id != NULL ? g_strdup_printf ("'%s'", self->last_id)
                                                   : g_strdup ("None");
  g_autofree char *text =
    g_strdup_printf ("from alembic import op\n"
                     "import sqlalchemy as sa\n"
                     "from sqlalchemy import exc\n"
                     "revision = '%s'\n"
                     "down_revision = %s\n"
                     "def upgrade():\n"
                     "    bind = op.get_bind()\n"
                     "%s"
                     "def downgrade():\n"
                     "    pass\n", id, revises, body);

  ath_test_folder_write (self->folder, name, text);
  g_free (self->last_id);
  self->last_id = g_strdup (id);
}

/**
 * run_fixture_load:
 * @self: a fixture
 *
 * Reads the project; later revisions are not seen.
 */
void
run_fixture_load (RunFixture *self)
{
  g_autoptr(GFile) folder = g_file_new_for_path (ath_test_folder_get_path (self->folder));
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  self->project = ath_project_load (folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  self->graph = ath_revision_graph_new (ath_project_get_revisions (self->project));
  g_assert_cmpuint (ath_project_get_problems (self->project)->len, ==, 0);
  g_assert_cmpuint (ath_revision_graph_get_problems (self->graph)->len, ==, 0);
}

/**
 * run_fixture_try:
 * @self: a fixture
 * @operation: what to do
 * @target: where to
 * @func: (nullable): told of everything, at once
 * @user_data: passed to @func
 * @cancellable: (nullable): stops it
 * @error: set as by ath_run_execute()
 */
AthRun *
run_fixture_try (RunFixture        *self,
                 AthPlanOperation   operation,
                 const char        *target,
                 AthReportFunc      func,
                 gpointer           user_data,
                 GCancellable      *cancellable,
                 GError           **error)
{
  const char *targets[] = { target, NULL };
  g_autoptr(AthReporter) reporter = NULL;
  AthRunRequest request = { .operation = operation, .targets = targets };

  if (self->project == NULL)
    run_fixture_load (self);
  if (func != NULL)
    reporter = ath_reporter_new (func, user_data);

  request.project = self->project;
  request.graph = self->graph;
  request.profile = self->profile;

  return ath_run_execute (&request, reporter, cancellable, error);
}

/**
 * run_fixture_run:
 * @self: a fixture
 * @operation: what to do
 * @target: where to
 *
 * Returns: (transfer full): what happened; that there is no plan is a failure of
 *   the test
 */
AthRun *
run_fixture_run (RunFixture       *self,
                 AthPlanOperation  operation,
                 const char       *target)
{
  g_autoptr(GError) error = NULL;
  AthRun *run = run_fixture_try (self, operation, target, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (run);

  return run;
}

void
run_fixture_execute (RunFixture *self,
                     const char *sql)
{
  ath_test_cluster_execute (self->cluster, self->database, sql);
}

void
run_fixture_assert_value (RunFixture *self,
                          const char *sql,
                          const char *expected)
{
  g_autofree char *value = ath_test_cluster_query_value (self->cluster, self->database, sql);

  g_assert_cmpstr (value, ==, expected);
}

/**
 * run_fixture_assert_rows:
 * @self: a fixture
 * @expected: the version rows, sorted, with commas between; `NULL` when there is
 *   to be no version table
 */
void
run_fixture_assert_rows (RunFixture *self,
                         const char *expected)
{
  run_fixture_assert_value (self, "SELECT to_regclass('alembic_version') IS NOT NULL",
                            expected != NULL ? "t" : "f");
  if (expected != NULL)
    run_fixture_assert_value (self,
                              "SELECT coalesce(string_agg(version_num, ',' ORDER BY version_num),"
                              " '') FROM alembic_version",
                              expected);
}

/**
 * run_fixture_add_table:
 * @self: a fixture
 * @id: a revision on top of the last one, and the table that it makes
 */
void
run_fixture_add_table (RunFixture *self,
                       const char *id)
{
  g_autofree char *body = g_strdup_printf ("--@ upgrade\nCREATE TABLE %s (a int);\n"
                                           "--@ downgrade\nDROP TABLE %s;\n", id, id);

  run_fixture_add (self, id, body);
}

/**
 * run_fixture_assert_tables:
 * @self: a fixture
 * @expected: the tables but the version table, sorted, with commas between
 */
void
run_fixture_assert_tables (RunFixture *self,
                           const char *expected)
{
  run_fixture_assert_value (self,
                            "SELECT coalesce(string_agg(tablename, ',' ORDER BY tablename), '')"
                            " FROM pg_tables"
                            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
                            expected);
}

/**
 * run_fixture_assert_quiet:
 * @self: a fixture
 *
 * Nobody is left that holds a lock or works on.
 */
void
run_fixture_assert_quiet (RunFixture *self)
{
  run_fixture_assert_value (self,
                            "SELECT count(*) FROM pg_stat_activity"
                            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                            " AND (state <> 'idle' OR xact_start IS NOT NULL)",
                            "0");
}

/**
 * run_fixture_assert_failed:
 * @run: a run
 * @failed: the step that failed, or -1
 * @rows_after: its rows, with commas between
 * @aftermath: what it says of the database
 */
void
run_fixture_assert_failed (AthRun     *run,
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

static void
hook_cb (const AthReport *report,
         gpointer         user_data)
{
  RunHook *hook = user_data;

  if (report->kind != hook->kind || report->phase != hook->phase
      || g_strcmp0 (report->text, hook->text) != 0)
    return;

  hook->n_seen++;
  hook->func (hook->data);
}

/**
 * run_fixture_run_with_hook:
 * @self: a fixture
 * @hook: what happens meanwhile; once
 * @cancellable: (nullable): stops the run
 *
 * Returns: (transfer full): what became of an upgrade to the heads
 */
AthRun *
run_fixture_run_with_hook (RunFixture   *self,
                           RunHook      *hook,
                           GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  AthRun *run;

  run = run_fixture_try (self, ATH_PLAN_UPGRADE, "heads", hook_cb, hook, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hook->n_seen, ==, 1);

  return run;
}

/**
 * run_fixture_wait_for_sleep:
 * @self: a fixture
 *
 * Waits until RUN_SLEEP is what the server does.
 */
void
run_fixture_wait_for_sleep (RunFixture *self)
{
  run_fixture_execute (self,
                       "DO $$BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity"
                       " WHERE wait_event = 'PgSleep' AND query = '" RUN_SLEEP "') LOOP"
                       " PERFORM pg_sleep(0.01);"
                       " PERFORM pg_stat_clear_snapshot(); END LOOP; END$$");
}
