/* test-run-window.c: upgrades, downgrades and stamps, clicked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-test-names.h"
#include "ath-test-window.h"
#include "run/ath-run-plan-view.h"
#include "run/ath-run-result-view.h"
#include "run/ath-run-step-row.h"
#include "run/ath-run-window.h"
#include "run/run-fixture.h"
#include "widgets/ath-sql-view.h"

typedef struct
{
  AthApplication *application;
  AthTestCluster *cluster;
} Shared;

typedef struct
{
  RunFixture *run;
  GtkWidget  *window;
  GPtrArray  *finished; /* (element-type AthRun) what was told of */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Shared *shared = data;

  fixture->run = run_fixture_new (shared->cluster);
  fixture->finished = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *body = g_strdup_printf ("--@ upgrade\nCREATE TABLE t%u (a int);\n"
                                               "--@ downgrade\nDROP TABLE t%u;\n", i, i);

      run_fixture_add (fixture->run, id, body);
    }
}

/* Closes the window, if there is one, and waits until nothing holds it. */
static void
close_window (Fixture *fixture)
{
  gpointer weak = fixture->window;

  if (fixture->window == NULL)
    return;
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &weak);
  gtk_window_close (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  ATH_TEST_WAIT_UNTIL (weak == NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_window (fixture);
  run_fixture_free (fixture->run);
  g_ptr_array_unref (fixture->finished);
}

static void
finished_cb (Fixture *fixture,
             AthRun  *run)
{
  g_ptr_array_add (fixture->finished, g_object_ref (run));
}

static gpointer
find (Fixture    *fixture,
      GType       type,
      const char *id)
{
  return ath_test_window_find (fixture->window, type, id);
}

static const char *
get_plan_title (Fixture *fixture)
{
  GtkWidget *view = find (fixture, ATH_TYPE_RUN_PLAN_VIEW, NULL);

  return gtk_label_get_text (GTK_LABEL (ath_test_window_find (view, GTK_TYPE_LABEL,
                                                              "title_label")));
}

static const char *
get_text (Fixture    *fixture,
          const char *id)
{
  return gtk_label_get_text (find (fixture, GTK_TYPE_LABEL, id));
}

static gboolean
is_loading (Fixture *fixture)
{
  return g_str_equal (gtk_stack_get_visible_child_name (find (fixture, GTK_TYPE_STACK,
                                                              "page_stack")), "loading");
}

static const char *
get_stage (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (find (fixture, GTK_TYPE_STACK, "stage_stack"));
}

static gboolean
is_running (Fixture *fixture)
{
  return ath_run_window_is_running (ATH_RUN_WINDOW (fixture->window));
}

static void
open_window (Fixture          *fixture,
             AthPlanOperation  operation,
             const char       *target)
{
  run_fixture_load (fixture->run);
  fixture->window = ath_run_window_new (fixture->run->project, fixture->run->graph,
                                        fixture->run->profile, operation, target);
  g_signal_connect_swapped (fixture->window, "finished", G_CALLBACK (finished_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ATH_TEST_WAIT_UNTIL (!is_loading (fixture));
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *id)
{
  GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, id);

  return gtk_widget_get_visible (button) && gtk_widget_is_sensitive (button);
}

static void
click (Fixture    *fixture,
       const char *id)
{
  g_assert_true (is_enabled (fixture, id));
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, id), "clicked");
}

static void
start (Fixture *fixture)
{
  guint n = fixture->finished->len;

  click (fixture, "start_button");
  g_assert_true (is_running (fixture));
  ATH_TEST_WAIT_UNTIL (fixture->finished->len > n && !is_running (fixture));
}

static AthRunStepRow *
get_row (Fixture *fixture,
         int      index)
{
  GtkListBox *list = find (fixture, GTK_TYPE_LIST_BOX, "steps_list");

  return ATH_RUN_STEP_ROW (gtk_list_box_get_row_at_index (list, index));
}

/* "id:mark " of the rows in their order */
static void
assert_steps (Fixture    *fixture,
              const char *expected)
{
  GtkListBox *list = find (fixture, GTK_TYPE_LIST_BOX, "steps_list");
  g_autoptr(GString) text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      AthRunStep *step = ath_run_step_row_get_step (ATH_RUN_STEP_ROW (row));

      g_string_append_printf (text, "%s:%s ", ath_run_step_get_id (step),
                              ath_run_step_mark_get_word (ath_run_step_get_mark (step)));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static const char *
get_result (Fixture    *fixture,
            const char *id)
{
  GtkWidget *view = find (fixture, ATH_TYPE_RUN_RESULT_VIEW, NULL);

  return gtk_label_get_text (GTK_LABEL (ath_test_window_find (view, GTK_TYPE_LABEL, id)));
}

static const char *
get_action (Fixture *fixture)
{
  return gtk_button_get_label (find (fixture, GTK_TYPE_BUTTON, "start_button"));
}

static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);

  g_assert_cmpstr (get_stage (fixture), ==, "plan");
  g_assert_cmpstr (get_plan_title (fixture), ==, "Apply 3 Revisions");
  g_assert_cmpstr (get_action (fixture), ==, "Upgrade");
  assert_steps (fixture, "r1:Waiting r2:Waiting r3:Waiting ");
  run_fixture_assert_value (fixture->run, "SELECT count(*) FROM pg_tables "
                                          "WHERE schemaname = 'public'", "0");

  start (fixture);
  g_assert_cmpstr (get_stage (fixture), ==, "result");
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "3 Revisions Applied");
  g_assert_true (g_str_has_prefix (get_result (fixture, "text_label"), "Verified: at r3."));
  assert_steps (fixture, "r1:Done r2:Done r3:Done ");
  g_assert_false (is_enabled (fixture, "copy_button"));
  g_assert_cmpuint (fixture->finished->len, ==, 1);
  run_fixture_assert_rows (fixture->run, "r3");
}

static void
test_choose_target (Fixture       *fixture,
                    gconstpointer  data)
{
  AdwComboRow *target;

  open_window (fixture, ATH_PLAN_UPGRADE, "+2");
  target = find (fixture, ADW_TYPE_COMBO_ROW, "target_row");
  g_assert_cmpuint (adw_combo_row_get_selected (target), ==, 1);
  assert_steps (fixture, "r1:Waiting r2:Waiting ");

  adw_combo_row_set_selected (target, 2);
  g_assert_false (is_enabled (fixture, "start_button"));
  ATH_TEST_WAIT_UNTIL (is_enabled (fixture, "start_button"));
  assert_steps (fixture, "r1:Waiting ");

  start (fixture);
  run_fixture_assert_rows (fixture->run, "r1");
}

static void
test_steps_unfold (Fixture       *fixture,
                   gconstpointer  data)
{
  AthRunStepRow *row;
  AthSqlView *view;
  g_autofree char *sql = NULL;

  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  row = get_row (fixture, 1);
  g_assert_false (ath_run_step_row_get_expanded (row));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_true (ath_run_step_row_get_expanded (row));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  view = ATH_SQL_VIEW (ath_test_window_find (GTK_WIDGET (row), ATH_TYPE_SQL_VIEW, NULL));
  sql = ath_sql_view_dup_text (view);
  g_assert_cmpstr (sql, ==, "CREATE TABLE t2 (a int);");

  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_false (ath_run_step_row_get_expanded (row));
}

static void
test_downgrade (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(AthRun) run = run_fixture_run (fixture->run, ATH_PLAN_UPGRADE, "heads");

  open_window (fixture, ATH_PLAN_DOWNGRADE, NULL);
  g_assert_cmpstr (get_action (fixture), ==, "Downgrade");
  g_assert_true (gtk_widget_has_css_class (find (fixture, GTK_TYPE_BUTTON, "start_button"),
                                           "destructive-action"));
  assert_steps (fixture, "r3:Waiting ");

  start (fixture);
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "1 Revision Taken Back");
  run_fixture_assert_rows (fixture->run, "r2");
}

/* A row that the project does not know can only be left by forgetting it. */
static void
test_stamp_purge (Fixture       *fixture,
                  gconstpointer  data)
{
  run_fixture_execute (fixture->run, "CREATE TABLE alembic_version (version_num varchar(32));"
                                     "INSERT INTO alembic_version VALUES ('gone')");
  open_window (fixture, ATH_PLAN_STAMP, "r2");
  g_assert_false (is_enabled (fixture, "start_button"));
  g_assert_true (gtk_widget_get_visible (find (fixture, GTK_TYPE_WIDGET, "obstacle_view")));

  gtk_switch_set_active (find (fixture, GTK_TYPE_SWITCH, "purge_switch"), TRUE);
  ATH_TEST_WAIT_UNTIL (is_enabled (fixture, "start_button"));
  g_assert_cmpstr (get_action (fixture), ==, "Stamp");

  start (fixture);
  run_fixture_assert_rows (fixture->run, "r2");
  run_fixture_assert_value (fixture->run, "SELECT count(*) FROM pg_tables WHERE tablename = 't1'",
                            "0");
}

/* Production: nothing starts before the name is typed, nor without a backup. */
static void
test_production (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkEditable *entry;
  GtkWidget *backup_switch;
  AthBackup *backup;

  ath_profile_set_tier (fixture->run->profile, ATH_TIER_PRODUCTION);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);

  g_assert_cmpstr (get_action (fixture), ==, "Back Up and Upgrade");
  g_assert_cmpstr (get_text (fixture, "tier_label"), ==, "Production");
  backup_switch = find (fixture, GTK_TYPE_SWITCH, "backup_switch");
  g_assert_false (gtk_widget_is_sensitive (backup_switch));
  g_assert_nonnull (strstr (get_text (fixture, "confirm_label"), fixture->run->database));

  entry = find (fixture, GTK_TYPE_ENTRY, "confirm_entry");
  g_assert_false (is_enabled (fixture, "start_button"));
  gtk_editable_set_text (entry, "postgres");
  g_assert_false (is_enabled (fixture, "start_button"));
  gtk_editable_set_text (entry, fixture->run->database);
  g_assert_true (is_enabled (fixture, "start_button"));

  start (fixture);
  backup = ath_run_get_backup (g_ptr_array_index (fixture->finished, 0));
  g_assert_nonnull (backup);
  g_assert_true (g_file_test (ath_backup_get_path (backup), G_FILE_TEST_IS_REGULAR));
  g_assert_true (gtk_widget_get_visible (find (fixture, GTK_TYPE_WIDGET, "backup_group")));
  run_fixture_assert_rows (fixture->run, "r3");
  g_assert_true (ath_backup_remove (backup, NULL));
}

static void
test_backup_by_choice (Fixture       *fixture,
                       gconstpointer  data)
{
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  gtk_switch_set_active (find (fixture, GTK_TYPE_SWITCH, "backup_switch"), TRUE);
  g_assert_cmpstr (get_action (fixture), ==, "Back Up and Upgrade");
  gtk_switch_set_active (find (fixture, GTK_TYPE_SWITCH, "backup_switch"), FALSE);
  g_assert_cmpstr (get_action (fixture), ==, "Upgrade");

  start (fixture);
  g_assert_null (ath_run_get_backup (g_ptr_array_index (fixture->finished, 0)));
}

/* The statement with its place, what became of it all, and a way on. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  AthSqlView *view;
  GtkTextBuffer *buffer;
  GtkTextIter place;
  g_autofree char *statement = NULL;
  g_autofree char *copied = NULL;

  run_fixture_add (fixture->run, "r4", "--@ upgrade\nCREATE TABLE t4 (a int);\n"
                                       "SELECT a,\n  nonsense\nFROM t4;\n--@ downgrade\n");
  run_fixture_add (fixture->run, "r5", "--@ upgrade\n--@ downgrade\n");
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  start (fixture);

  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Step 4 of 5 Failed");
  g_assert_nonnull (strstr (get_result (fixture, "text_label"), "r4 was rolled back"));
  assert_steps (fixture, "r1:Done r2:Done r3:Done r4:Rolled back r5:Waiting ");

  view = find (fixture, ATH_TYPE_SQL_VIEW, "statement_view");
  statement = ath_sql_view_dup_text (view);
  g_assert_true (g_str_has_prefix (statement, "SELECT a,"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  g_assert_true (g_str_has_prefix (statement + gtk_text_iter_get_offset (&place), "nonsense"));
  g_assert_true (gtk_text_iter_starts_tag (&place, NULL));

  copied = ath_run_result_view_dup_text (find (fixture, ATH_TYPE_RUN_RESULT_VIEW, NULL));
  g_assert_nonnull (strstr (copied, "42703"));
  g_assert_nonnull (strstr (copied, "nonsense\nFROM t4"));
  g_assert_true (is_enabled (fixture, "copy_button"));

  click (fixture, "again_button");
  ATH_TEST_WAIT_UNTIL (!is_loading (fixture));
  g_assert_cmpstr (get_stage (fixture), ==, "plan");
  assert_steps (fixture, "r4:Waiting r5:Waiting ");
}

/* The message of an Alembic script that fails is about a place in that script. */
static const char *
get_sql (Fixture *fixture)
{
  return ath_run_step_get_sql (ath_run_step_row_get_step (get_row (fixture, 0)));
}

/* Nothing remains of a trial, and what it shows is what is run. */
static void
test_try_out (Fixture       *fixture,
              gconstpointer  data)
{
  run_fixture_free (fixture->run);
  fixture->run = run_fixture_new (((const Shared *) data)->cluster);
  run_fixture_use_alembic (fixture->run);
  run_fixture_add_python (fixture->run, "r1",
                          "    for row in bind.execute(sa.text(\"SELECT 'told' AS name\")):\n"
                          "        op.execute(f'CREATE TABLE {row.name} ()')\n");
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  g_assert_null (strstr (get_sql (fixture), "CREATE TABLE told"));

  click (fixture, "trial_button");
  ATH_TEST_WAIT_UNTIL (is_enabled (fixture, "start_button"));
  g_assert_nonnull (strstr (get_sql (fixture), "CREATE TABLE told"));
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_BUTTON, "trial_button")));
  run_fixture_assert_tables (fixture->run, "");

  start (fixture);
  run_fixture_assert_tables (fixture->run, "told");
}

static void
test_failed_alembic (Fixture       *fixture,
                     gconstpointer  data)
{
  AthRunStepRow *row;
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;
  AthSqlView *view;
  g_autofree char *statement = NULL;

  run_fixture_free (fixture->run);
  fixture->run = run_fixture_new (((const Shared *) data)->cluster);
  run_fixture_use_alembic (fixture->run);
  run_fixture_add_python (fixture->run, "r1",
                          "    print('Filling')\n"
                          "    for n in range(2):\n"
                          "        op.execute(f'SELECT 1 / {1 - n}')\n");
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  start (fixture);

  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Step 1 of 1 Failed");
  g_assert_cmpstr (get_result (fixture, "message_label"), ==, "division by zero");
  path = ath_test_folder_dup_path (fixture->run->folder, "alembic/versions/r1.py");
  place = g_strdup_printf ("%s:10:9 · SQLSTATE 22012", path);
  g_assert_cmpstr (get_result (fixture, "place_label"), ==, place);
  view = find (fixture, ATH_TYPE_SQL_VIEW, "statement_view");
  statement = ath_sql_view_dup_text (view);
  g_assert_cmpstr (statement, ==, "SELECT 1 / 0");

  row = get_row (fixture, 0);
  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_cmpstr (ath_run_step_get_messages (ath_run_step_row_get_step (row)), ==, "Filling");
}

static void
add_sleep (Fixture *fixture)
{
  run_fixture_add (fixture->run, "r4", "--@ upgrade\nSELECT pg_sleep(60);\n--@ downgrade\n");
}

static gboolean
runs_sleep (Fixture *fixture)
{
  AthRunStep *step = ath_run_step_row_get_step (get_row (fixture, 3));
  const char *statement = ath_run_step_get_statement (step);

  return statement != NULL && strstr (statement, "pg_sleep") != NULL;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  add_sleep (fixture);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  click (fixture, "start_button");
  ATH_TEST_WAIT_UNTIL (runs_sleep (fixture));
  ATH_TEST_WAIT_UNTIL (ath_run_step_row_get_expanded (get_row (fixture, 3)));
  g_assert_cmpstr (get_text (fixture, "running_label"), ==, "Step 4 of 4: m");
  g_assert_true (g_str_has_prefix (get_text (fixture, "cancelling_label"), "If you cancel"));

  click (fixture, "cancel_button");
  ATH_TEST_WAIT_UNTIL (!is_running (fixture));
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Cancelled");
  g_assert_false (is_enabled (fixture, "copy_button"));
  g_assert_true (is_enabled (fixture, "again_button"));
  run_fixture_assert_rows (fixture->run, "r3");
}

/* Closing while it runs asks first; whoever says no goes on. */
static void
test_close_while_running (Fixture       *fixture,
                          gconstpointer  data)
{
  add_sleep (fixture);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  click (fixture, "start_button");
  ATH_TEST_WAIT_UNTIL (runs_sleep (fixture));

  gtk_window_close (GTK_WINDOW (fixture->window));
  ath_test_window_answer ("keep");
  g_assert_true (is_running (fixture));

  gtk_window_close (GTK_WINDOW (fixture->window));
  ath_test_window_answer ("confirm");
  ATH_TEST_WAIT_UNTIL (!is_running (fixture));
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Cancelled");
  run_fixture_assert_rows (fixture->run, "r3");
}

/* The program ends: the run is cancelled, and nothing of it is left behind. */
static void
test_destroyed_while_running (Fixture       *fixture,
                              gconstpointer  data)
{
  gpointer weak;

  add_sleep (fixture);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  click (fixture, "start_button");
  ATH_TEST_WAIT_UNTIL (runs_sleep (fixture));

  weak = fixture->window;
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &weak);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  ATH_TEST_WAIT_UNTIL (weak == NULL);
  g_assert_cmpuint (fixture->finished->len, ==, 1);
  run_fixture_assert_rows (fixture->run, "r3");
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AthConnectionInfo) nowhere = NULL;

  nowhere = ath_connection_info_new_from_url ("postgresql://127.0.0.1:1/x", NULL);
  ath_profile_set_connection (fixture->run->profile, nowhere);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);

  g_assert_cmpstr (get_stage (fixture), ==, "result");
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Nothing Was Run");
  g_assert_false (is_enabled (fixture, "start_button"));
  g_assert_true (is_enabled (fixture, "again_button"));
}

static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AthRun) by_somebody_else = NULL;

  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  by_somebody_else = run_fixture_run (fixture->run, ATH_PLAN_UPGRADE, "r1");
  click (fixture, "start_button");
  ATH_TEST_WAIT_UNTIL (!is_running (fixture));

  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Nothing Was Run");
  run_fixture_assert_rows (fixture->run, "r1");
  click (fixture, "again_button");
  ATH_TEST_WAIT_UNTIL (!is_loading (fixture));
  assert_steps (fixture, "r2:Waiting r3:Waiting ");
}

static void
test_nothing_to_do (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(AthRun) run = run_fixture_run (fixture->run, ATH_PLAN_UPGRADE, "heads");

  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  g_assert_cmpstr (get_plan_title (fixture), ==, "Nothing to Do");
  g_assert_false (is_enabled (fixture, "start_button"));
  g_assert_true (is_enabled (fixture, "close_button"));
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_WIDGET, "backup_row")));
}

static void
test_edited (Fixture       *fixture,
             gconstpointer  data)
{
  g_test_summary ("A script that is saved again while its plan is in view has to be seen first");

  open_window (fixture, ATH_PLAN_UPGRADE, "r1");
  run_fixture_add_revision (fixture->run, "r1", "",
                            "--@ upgrade\nCREATE TABLE other ();\n--@ downgrade\n");
  click (fixture, "start_button");
  ATH_TEST_WAIT_UNTIL (!is_running (fixture));
  g_assert_cmpstr (get_result (fixture, "title_label"), ==, "Nothing Was Run");
  run_fixture_assert_tables (fixture->run, "");

  click (fixture, "again_button");
  ATH_TEST_WAIT_UNTIL (!is_loading (fixture));
  g_assert_nonnull (strstr (get_sql (fixture), "CREATE TABLE other"));
  start (fixture);
  run_fixture_assert_tables (fixture->run, "other");
}

/* Whether what the row of a step says is up to date. */
static gboolean
is_done (Fixture *fixture,
         int      index)
{
  GtkWidget *label = ath_test_window_find (GTK_WIDGET (get_row (fixture, index)),
                                           GTK_TYPE_LABEL, "detail_label");

  return strstr (gtk_label_get_text (GTK_LABEL (label)), "Done") != NULL;
}

static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_test_summary ("A long plan is complete, though its rows are made a few at a time");

  for (guint i = 4; i <= 120; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);

      run_fixture_add (fixture->run, id, "--@ upgrade\nSELECT 1;\n--@ downgrade\n");
    }
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  ATH_TEST_WAIT_UNTIL (get_row (fixture, 119) != NULL);
  g_assert_null (gtk_list_box_get_row_at_index (find (fixture, GTK_TYPE_LIST_BOX, "steps_list"),
                                                120));
  start (fixture);
  run_fixture_assert_rows (fixture->run, "r120");
  ATH_TEST_WAIT_UNTIL (is_done (fixture, 0) && is_done (fixture, 119));
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_test_summary ("Every control has a name for those who do not see it");

  ath_profile_set_tier (fixture->run->profile, ATH_TIER_PRODUCTION);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  gtk_widget_activate (GTK_WIDGET (get_row (fixture, 0)));
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_cmpuint (ath_test_names_assert (fixture->window), >, 8);
}

/* Narrow as a phone: nothing asks for more, before and after. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  int width;

  run_fixture_add (fixture->run, "r4", "--@ upgrade\nSELECT nonsense;\n--@ downgrade\n");
  ath_profile_set_tier (fixture->run->profile, ATH_TIER_PRODUCTION);
  open_window (fixture, ATH_PLAN_UPGRADE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  gtk_widget_activate (GTK_WIDGET (get_row (fixture, 0)));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_width (fixture->window) <= 360);

  gtk_editable_set_text (find (fixture, GTK_TYPE_ENTRY, "confirm_entry"), fixture->run->database);
  start (fixture);
  g_assert_true (is_enabled (fixture, "copy_button"));
  gtk_widget_measure (fixture->window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
}

static const struct
{
  const char *path;
  void      (*func) (Fixture       *fixture,
                     gconstpointer  data);
} tests[] = {
  { "/run-window/upgrade", test_upgrade },
  { "/run-window/choose-target", test_choose_target },
  { "/run-window/steps-unfold", test_steps_unfold },
  { "/run-window/downgrade", test_downgrade },
  { "/run-window/stamp-purge", test_stamp_purge },
  { "/run-window/production", test_production },
  { "/run-window/backup-by-choice", test_backup_by_choice },
  { "/run-window/failed", test_failed },
  { "/run-window/try-out", test_try_out },
  { "/run-window/failed-alembic", test_failed_alembic },
  { "/run-window/cancel", test_cancel },
  { "/run-window/close-while-running", test_close_while_running },
  { "/run-window/destroyed-while-running", test_destroyed_while_running },
  { "/run-window/unreachable", test_unreachable },
  { "/run-window/moved", test_moved },
  { "/run-window/edited", test_edited },
  { "/run-window/nothing-to-do", test_nothing_to_do },
  { "/run-window/long", test_long },
  { "/run-window/names", test_names },
  { "/run-window/narrow", test_narrow },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  Shared shared = { .application = application, .cluster = cluster };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, &shared, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
