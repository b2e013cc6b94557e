/* test-run-preview.c: what a screen says before, while and after a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "run-fixture.h"
#include "run/ath-run-progress.h"
#include "run/preview/ath-run-preview.h"
#include "run/preview/ath-run-target.h"

static AthTestCluster *cluster;

static AthRunPreview *
load (RunFixture       *fixture,
      AthPlanOperation  operation,
      const char       *target)
{
  const char *targets[] = { target, NULL };
  AthRunRequest request = { .operation = operation, .targets = target != NULL ? targets : NULL };
  g_autoptr(GError) error = NULL;
  AthRunPreview *preview;

  run_fixture_load (fixture);
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;
  preview = ath_run_preview_load (&request, FALSE, NULL, &error);
  g_assert_no_error (error);

  return preview;
}

static RunFixture *
make_fixture (guint n)
{
  RunFixture *fixture = run_fixture_new (cluster);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *body = g_strdup_printf ("--@ upgrade\nCREATE TABLE t%u (a int);\n"
                                               "INSERT INTO t%u VALUES (1), (2);\n"
                                               "--@ downgrade\nDROP TABLE t%u;\n", i, i, i);

      run_fixture_add (fixture, id, body);
    }

  return fixture;
}

/* "symbol symbol " in their order */
static void
assert_targets (AthRunPreview *preview,
                const char    *expected)
{
  GListModel *targets = ath_run_preview_get_targets (preview);
  g_autoptr(GString) symbols = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr(AthRunTarget) target = g_list_model_get_item (targets, i);

      g_string_append_printf (symbols, "%s ", ath_run_target_get_symbol (target));
    }
  g_assert_cmpstr (symbols->str, ==, expected);
}

/* "id:mark " in their order */
static void
assert_steps (GListModel *steps,
              const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(AthRunStep) step = g_list_model_get_item (steps, i);

      g_string_append_printf (text, "%s:%s ", ath_run_step_get_id (step),
                              ath_run_step_mark_get_word (ath_run_step_get_mark (step)));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_preview_upgrade (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (3);
  g_autoptr(AthRun) run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r1");
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  g_autoptr(AthRunPreview) partly = load (fixture, ATH_PLAN_UPGRADE, "r2");
  g_autoptr(AthRunStep) first = NULL;
  g_autofree char *title = ath_run_preview_dup_title (preview);
  g_autofree char *summary = ath_run_preview_dup_summary (preview);
  g_autofree char *detail = NULL;

  assert_targets (preview, "r3 r2 ");
  assert_steps (ath_run_preview_get_steps (preview), "r2:Waiting r3:Waiting ");
  assert_steps (ath_run_preview_get_steps (partly), "r2:Waiting ");
  g_assert_null (ath_run_preview_get_obstacle (preview));
  g_assert_cmpstr (title, ==, "Apply 2 Revisions");
  g_assert_cmpstr (summary, ==, "From r1 to r3.");
  g_assert_cmpstr (ath_run_preview_get_database (preview), ==, fixture->database);

  first = g_list_model_get_item (ath_run_preview_get_steps (preview), 0);
  detail = ath_run_step_dup_detail (first);
  g_assert_cmpstr (detail, ==, "2 statements");
  g_assert_nonnull (strstr (ath_run_step_get_sql (first), "INSERT INTO t2"));
  g_assert_cmpint (ath_run_step_get_kind (first), ==, ATH_RUN_STEP_WHOLE);

  /* Looking changes nothing. */
  run_fixture_assert_rows (fixture, "r1");
}

static void
test_preview_downgrade (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (3);
  g_autoptr(AthRun) run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_DOWNGRADE, NULL);
  g_autofree char *title = ath_run_preview_dup_title (preview);

  assert_targets (preview, "r2 r1 base ");
  assert_steps (ath_run_preview_get_steps (preview), "r3:Waiting ");
  g_assert_cmpstr (title, ==, "Take Back 1 Revision");
  g_assert_true (ath_run_preview_is_destructive (preview));
}

static void
test_preview_nothing_to_do (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthRun) run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "heads");
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  g_autofree char *title = ath_run_preview_dup_title (preview);
  g_autofree char *summary = ath_run_preview_dup_summary (preview);

  assert_targets (preview, "");
  g_assert_cmpstr (title, ==, "Nothing to Do");
  g_assert_cmpstr (summary, ==, "The database is at r1.");
  g_assert_false (ath_run_preview_can_run (preview, FALSE, ""));
}

static void
test_preview_stamp (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (2);
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_STAMP, NULL);
  g_auto(GStrv) terms = ath_run_preview_list_terms (preview);

  assert_targets (preview, "r2 r1 base ");
  g_assert_cmpstr (ath_run_preview_get_action (preview, FALSE), ==, "Stamp");
  g_assert_nonnull (strstr (terms[0], "No script is run"));
  g_assert_false (ath_run_preview_is_destructive (preview));
}

static void
test_preview_policy (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthRunPreview) development = load (fixture, ATH_PLAN_UPGRADE, NULL);
  g_autoptr(AthRunPreview) production = NULL;
  g_autoptr(AthRunPreview) forbidden = NULL;
  AthPolicy policy;

  g_assert_false (ath_run_preview_must_back_up (development));
  g_assert_true (ath_run_preview_can_run (development, FALSE, ""));
  g_assert_true (ath_run_preview_can_run (development, TRUE, ""));
  g_assert_cmpstr (ath_run_preview_get_action (development, FALSE), ==, "Upgrade");
  g_assert_cmpstr (ath_run_preview_get_action (development, TRUE), ==, "Back Up and Upgrade");
  g_assert_false (ath_run_preview_is_destructive (development));

  ath_profile_set_tier (fixture->profile, ATH_TIER_PRODUCTION);
  policy = ath_policy_for_tier (ATH_TIER_PRODUCTION);
  run_fixture_set_policy (fixture, &policy);
  production = load (fixture, ATH_PLAN_UPGRADE, NULL);
  g_assert_true (ath_run_preview_must_back_up (production));
  g_assert_true (ath_run_preview_is_destructive (production));
  g_assert_false (ath_run_preview_can_run (production, TRUE, ""));
  g_assert_false (ath_run_preview_can_run (production, TRUE, "postgres"));
  g_assert_true (ath_run_preview_can_run (production, TRUE, fixture->database));
  g_assert_false (ath_run_preview_can_run (production, FALSE, fixture->database));

  policy.allow_downgrade = FALSE;
  policy.confirm_name = FALSE;
  run_fixture_set_policy (fixture, &policy);
  forbidden = load (fixture, ATH_PLAN_DOWNGRADE, "base");
  g_assert_error (ath_run_preview_get_obstacle (forbidden), ATH_ERROR, ATH_ERROR_POLICY);
  g_assert_false (ath_run_preview_can_run (forbidden, TRUE, ""));
}

/* Whatever stands in the way, the rest of the plan can be looked at. */
static void
test_preview_obstacles (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthRunPreview) unknown = NULL;
  g_autoptr(AthRunPreview) broken = NULL;

  run_fixture_add (fixture, "r2", "--@ upgrade\n--@ nonsense\n--@ downgrade\n");
  run_fixture_add (fixture, "r3", "--@ upgrade\nCREATE TABLE t3 (a int);\n--@ downgrade\n");
  unknown = load (fixture, ATH_PLAN_UPGRADE, "nosuch");
  broken = load (fixture, ATH_PLAN_UPGRADE, "heads");

  g_assert_error (ath_run_preview_get_obstacle (unknown), ATH_ERROR, ATH_ERROR_REVISION);
  assert_targets (unknown, "r3 r2 r1 ");
  g_assert_false (ath_run_preview_can_run (unknown, FALSE, ""));

  g_assert_error (ath_run_preview_get_obstacle (broken), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpuint (ath_error_get_details (ath_run_preview_get_obstacle (broken))->line, >, 0);
  assert_steps (ath_run_preview_get_steps (broken), "r1:Waiting r2:Waiting r3:Waiting ");
  g_assert_false (ath_run_preview_can_run (broken, FALSE, ""));
}

static void
test_preview_terms (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthRunPreview) preview = NULL;
  g_auto(GStrv) terms = NULL;
  g_autofree char *text = NULL;
  AthPolicy policy = { .lock_timeout_ms = 5000, .statement_timeout_ms = 1500 };

  run_fixture_add (fixture, "r2", "--@ upgrade\nCREATE INDEX CONCURRENTLY i ON t1 (a);\n"
                                  "--@ downgrade\n");
  run_fixture_set_policy (fixture, &policy);
  preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  terms = ath_run_preview_list_terms (preview);
  text = g_strjoinv ("\n", terms);

  g_assert_nonnull (strstr (text, "1 revision has statements outside a transaction"));
  g_assert_nonnull (strstr (text, "at most 5 s for a lock"));
  g_assert_nonnull (strstr (text, "longer than 1500 ms"));
}

/* What is known of scripts that are not all SQL is told for each, and of the whole. */
static void
test_preview_kinds (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRunPreview) preview = NULL;
  g_auto(GStrv) terms = NULL;
  const AthRunStepKind kinds[] = { ATH_RUN_STEP_WHOLE, ATH_RUN_STEP_DEPENDENT,
                                   ATH_RUN_STEP_IN_PARTS, ATH_RUN_STEP_FOREIGN };

  run_fixture_use_alembic (fixture);
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n[athanor]\npython = /bin/sh\n");
  run_fixture_add_python (fixture, "r1", "    op.execute('CREATE TABLE t (a int)')\n");
  run_fixture_add_python (fixture, "r2", "    print(bind.execute(sa.text('TABLE t')).rowcount)\n");
  run_fixture_add_python (fixture, "r3", "    with op.get_context().autocommit_block():\n"
                                         "        op.execute('VACUUM t')\n"
                                         "    print(bind.execute(sa.text('TABLE t')).rowcount)\n");
  run_fixture_add_python (fixture, "r4", "    import ctypes\n    op.execute(ctypes.x)\n");
  preview = load (fixture, ATH_PLAN_UPGRADE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(AthRunStep) step = g_list_model_get_item (ath_run_preview_get_steps (preview), i);

      g_test_message ("%s", ath_run_step_get_id (step));
      g_assert_cmpint (ath_run_step_get_kind (step), ==, kinds[i]);
    }

  terms = ath_run_preview_list_terms (preview);
  g_assert_true (g_str_has_prefix (terms[0], "1 revision has statements outside a transaction"));
  g_assert_true (g_str_has_prefix (terms[1], "What 1 revision does depends on"));
  g_assert_true (g_str_has_prefix (terms[2], "The project’s own Alembic runs 1 revision"));
  g_assert_null (strstr (terms[3], "transaction"));
}

static void
test_preview_unreachable (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthConnectionInfo) nowhere = NULL;
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(GError) error = NULL;
  AthRunRequest request = { .operation = ATH_PLAN_UPGRADE };

  nowhere = ath_connection_info_new_from_url ("postgresql://127.0.0.1:1/x", &error);
  g_assert_no_error (error);
  ath_profile_set_connection (fixture->profile, nowhere);
  run_fixture_load (fixture);
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;

  preview = ath_run_preview_load (&request, FALSE, NULL, &error);
  g_assert_null (preview);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
}

/* The database that moves while the plan is looked at: nothing is run. */
static void
test_preview_moved (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (2);
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  const char *targets[] = { "heads", NULL };
  AthRunRequest request = {
    .project = fixture->project,
    .graph = fixture->graph,
    .profile = fixture->profile,
    .targets = targets,
    .expected_rows = ath_run_preview_get_rows (preview),
  };
  g_autoptr(AthRun) by_somebody_else = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "r1");
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run = ath_run_execute (&request, NULL, NULL, &error);
  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_MOVED);
  run_fixture_assert_rows (fixture, "r1");
}

/* A script that is edited while the plan is looked at: nothing is run. */
static void
test_preview_edited (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (2);
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  AthRunRequest request = ath_run_preview_get_request (preview, FALSE);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_add_revision (fixture, "r2", "r1",
                            "--@ upgrade\nDROP SCHEMA public CASCADE;\n--@ downgrade\n");
  run = ath_run_execute (&request, NULL, NULL, &error);
  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_MOVED);
  g_assert_nonnull (strstr (error->message, "“r2”"));
  run_fixture_assert_rows (fixture, NULL);
}

static void
edit_after_backup_cb (const AthReport *report,
                      gpointer         user_data)
{
  if (report->kind == ATH_REPORT_BACKUP && report->phase == ATH_REPORT_FINISHED)
    run_fixture_add_revision (user_data, "r2", "r1", "--@ upgrade\nSELECT 1;\n--@ downgrade\n");
}

/* Nor when that happens while the database is backed up. */
static void
test_preview_edited_late (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (2);
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  AthRunRequest request = ath_run_preview_get_request (preview, TRUE);
  g_autofree char *folder = ath_test_folder_dup_path (fixture->folder, "backups");
  g_autoptr(AthReporter) reporter = ath_reporter_new (edit_after_backup_cb, fixture);
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  request.backup_folder = folder;
  run = ath_run_execute (&request, reporter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_FAILED);
  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_MOVED);
  g_assert_nonnull (ath_run_get_backup (run));
  run_fixture_assert_rows (fixture, NULL);
}

static void
take_report_cb (const AthReport *report,
                gpointer         user_data)
{
  AthRunProgress *progress = user_data;
  double before = ath_run_progress_get_fraction (progress);

  ath_run_progress_take_report (progress, report);
  g_assert_cmpfloat (ath_run_progress_get_fraction (progress), >=, before);
}

static void
test_progress_applied (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (2);
  g_autoptr(AthRunPreview) preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  g_autoptr(AthRunProgress) progress = NULL;
  g_autoptr(AthRunStep) step = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autofree char *detail = NULL;
  g_autoptr(GError) error = NULL;

  progress = ath_run_progress_new (ath_run_preview_get_steps (preview), FALSE);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads",
                         take_report_cb, progress, NULL, &error);
  g_assert_no_error (error);
  ath_run_progress_end (progress, run);

  assert_steps (ath_run_progress_get_steps (progress), "r1:Done r2:Done ");
  g_assert_cmpfloat (ath_run_progress_get_fraction (progress), ==, 1);
  step = g_list_model_get_item (ath_run_progress_get_steps (progress), 1);
  g_assert_true (step == ath_run_progress_get_current (progress));
  g_assert_nonnull (strstr (ath_run_step_get_statement (step), "alembic_version"));
  detail = ath_run_step_dup_detail (step);
  g_assert_true (g_str_has_prefix (detail, "2 statements · 2 rows · "));
}

static void
test_progress_failed (void)
{
  g_autoptr(RunFixture) fixture = make_fixture (1);
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(AthRunProgress) progress = NULL;
  g_autoptr(AthRunStep) step = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_add (fixture, "r2", "--@ upgrade\nDO $$BEGIN RAISE NOTICE 'here'; END$$;\n"
                                  "SELECT 1/0;\n--@ downgrade\n");
  run_fixture_add (fixture, "r3", "--@ upgrade\n--@ downgrade\n");
  preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  progress = ath_run_progress_new (ath_run_preview_get_steps (preview), TRUE);
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads",
                         take_report_cb, progress, NULL, &error);
  g_assert_no_error (error);
  ath_run_progress_end (progress, run);

  assert_steps (ath_run_progress_get_steps (progress), "r1:Done r2:Rolled back r3:Waiting ");
  g_assert_cmpfloat (ath_run_progress_get_fraction (progress), <, 1);
  step = g_list_model_get_item (ath_run_progress_get_steps (progress), 1);
  g_assert_cmpstr (ath_run_step_get_messages (step), ==, "NOTICE: here");
}

/* What a script did with the server's answers is told afterwards, not what it would
 * have done without.
 */
static void
test_progress_dependent (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(AthRunProgress) progress = NULL;
  g_autoptr(AthRunStep) step = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autofree char *planned = NULL;
  g_autofree char *detail = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_use_alembic (fixture);
  run_fixture_add_python (fixture, "r1",
                          "    for row in bind.execute(sa.text('SELECT 1 AS n')):\n"
                          "        op.execute(f'CREATE TABLE t{row.n} ()')\n"
                          "    print('one table')\n");
  preview = load (fixture, ATH_PLAN_UPGRADE, NULL);
  progress = ath_run_progress_new (ath_run_preview_get_steps (preview), FALSE);
  step = g_list_model_get_item (ath_run_progress_get_steps (progress), 0);
  planned = g_strdup (ath_run_step_get_sql (step));
  run = run_fixture_try (fixture, ATH_PLAN_UPGRADE, "heads",
                         take_report_cb, progress, NULL, &error);
  g_assert_no_error (error);
  ath_run_progress_end (progress, run);
  detail = ath_run_step_dup_detail (step);

  g_assert_true (g_str_has_prefix (planned, "SELECT 1 AS n;\n\n-- From here on"));
  g_assert_true (g_str_has_prefix (ath_run_step_get_sql (step),
                                   "SELECT 1 AS n;\n\nCREATE TABLE t1 ();\n\n"));
  g_assert_nonnull (strstr (ath_run_step_get_sql (step), "INSERT INTO public.alembic_version"));
  g_assert_true (g_str_has_prefix (detail, "4 statements · "));
  g_assert_cmpstr (ath_run_step_get_messages (step), ==, "one table");
}

/* A trial that fails says why, and is in nobody's way. */
static void
test_trial_fails (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  const char *targets[] = { "head", NULL };
  AthRunRequest request = { .operation = ATH_PLAN_UPGRADE, .targets = targets };
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_use_alembic (fixture);
  run_fixture_add_python (fixture, "r1",
                          "    bind.execute(sa.text('SELECT 1')).scalar()\n"
                          "    op.execute('DROP TABLE missing')\n");
  run_fixture_load (fixture);
  request.project = fixture->project;
  request.graph = fixture->graph;
  request.profile = fixture->profile;

  preview = ath_run_preview_load (&request, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ath_run_preview_can_try_out (preview));
  g_assert_false (ath_run_preview_is_tried (preview));
  g_assert_no_error (ath_run_preview_get_trial_error (preview));
  g_clear_object (&preview);

  preview = ath_run_preview_load (&request, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (ath_run_preview_get_trial_error (preview), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_false (ath_run_preview_is_tried (preview));
  g_assert_no_error (ath_run_preview_get_obstacle (preview));
  g_clear_object (&preview);

  ath_profile_set_tier (fixture->profile, ATH_TIER_PRODUCTION);
  preview = ath_run_preview_load (&request, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ath_run_preview_is_dependent (preview));
  g_assert_false (ath_run_preview_can_try_out (preview));
}

/* What scripts read of the clock and of chance is the same in the run. */
static void
test_moment (void)
{
  g_autoptr(RunFixture) fixture = run_fixture_new (cluster);
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(AthRunStep) step = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;
  AthRunRequest request;

  run_fixture_use_alembic (fixture);
  run_fixture_add_python (fixture, "r1",
                          "    import datetime, uuid\n"
                          "    op.execute(f\"COMMENT ON SCHEMA public IS '{uuid.uuid4()} \"\n"
                          "               f\"{uuid.uuid4()} {datetime.datetime.now()}'\")\n");
  preview = load (fixture, ATH_PLAN_UPGRADE, "head");
  step = g_list_model_get_item (ath_run_preview_get_steps (preview), 0);
  request = ath_run_preview_get_request (preview, FALSE);
  run = ath_run_execute (&request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);

  query = g_strdup_printf ("SELECT strpos ($sql$%s$sql$, d) > 0 AND length (d) > 90"
                           " FROM obj_description ('public'::regnamespace, 'pg_namespace') AS d",
                           ath_run_step_get_sql (step));
  run_fixture_assert_value (fixture, query, "t");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/run-preview/upgrade", test_preview_upgrade);
  g_test_add_func ("/run-preview/downgrade", test_preview_downgrade);
  g_test_add_func ("/run-preview/nothing-to-do", test_preview_nothing_to_do);
  g_test_add_func ("/run-preview/stamp", test_preview_stamp);
  g_test_add_func ("/run-preview/policy", test_preview_policy);
  g_test_add_func ("/run-preview/obstacles", test_preview_obstacles);
  g_test_add_func ("/run-preview/terms", test_preview_terms);
  g_test_add_func ("/run-preview/kinds", test_preview_kinds);
  g_test_add_func ("/run-preview/unreachable", test_preview_unreachable);
  g_test_add_func ("/run-preview/moved", test_preview_moved);
  g_test_add_func ("/run-preview/edited", test_preview_edited);
  g_test_add_func ("/run-preview/edited-late", test_preview_edited_late);
  g_test_add_func ("/run-progress/applied", test_progress_applied);
  g_test_add_func ("/run-progress/failed", test_progress_failed);
  g_test_add_func ("/run-progress/dependent", test_progress_dependent);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  g_test_add_func ("/run-preview/trial-fails", test_trial_fails);
  g_test_add_func ("/run-preview/moment", test_moment);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
