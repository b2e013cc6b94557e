/* test-changes.c: a project that changes on disk while it is in view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "revisions/ath-environment-page.h"
#include "revisions/ath-script-pane.h"
#include "widgets/ath-sql-view.h"
#include "window-fixture.h"

#define ID_NOTES "aaaa00000006"
#define INDEX_PATH "versions/" ID_INDEX ".sql"

static AthScriptPane *
get_pane (WindowFixture *fixture)
{
  return ATH_SCRIPT_PANE (window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                               ATH_TYPE_SCRIPT_PANE, "upgrade_pane"));
}

static gboolean
is_in_script (WindowFixture *fixture,
              const char    *text)
{
  g_autofree char *script = ath_script_pane_dup_text (get_pane (fixture));

  return script != NULL && strstr (script, text) != NULL;
}

static GtkAdjustment *
get_adjustment (WindowFixture *fixture)
{
  GtkWidget *view = ath_test_window_find (GTK_WIDGET (get_pane (fixture)),
                                          ATH_TYPE_SQL_VIEW, NULL);

  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
}

/* A script that is longer than the window is high. */
static void
write_long_script (WindowFixture *fixture,
                   const char    *first)
{
  g_autoptr(GString) text = g_string_new ("--@ revision: " ID_INDEX "\n"
                                          "--@ revises: " ID_MERGE "\n"
                                          "--@ message: Add email index\n"
                                          "--@ upgrade\n");

  g_string_append_printf (text, "%s\n", first);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "SELECT %u;\n", i);
  ath_test_folder_write (fixture->folder, INDEX_PATH, text->str);
}

static void
show_long_script (WindowFixture *fixture)
{
  write_long_script (fixture, "CREATE TABLE t (id bigint);");
  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  window_fixture_select (fixture, ID_INDEX);
  ATH_TEST_WAIT_UNTIL (is_in_script (fixture, "CREATE TABLE t"));
}

static void
test_other_script (WindowFixture *fixture,
                   gconstpointer  data)
{
  AthRevisionList *list = window_fixture_get_list (fixture);
  GtkAdjustment *adjustment;

  g_test_summary ("A new script comes into the list; what is read stays where it was scrolled");

  show_long_script (fixture);
  adjustment = get_adjustment (fixture);
  ATH_TEST_WAIT_UNTIL (gtk_adjustment_get_upper (adjustment)
                       > gtk_adjustment_get_page_size (adjustment) + 100);
  gtk_adjustment_set_value (adjustment, 100);

  ath_test_window_add_revision (fixture->folder, ID_NOTES, ID_INDEX, "Add notes");
  ATH_TEST_WAIT_UNTIL (window_fixture_count_rows (list) == 6);
  ath_test_window_wait_settled (fixture->window);

  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_INDEX);
  g_assert_true (is_in_script (fixture, "CREATE TABLE t"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 100);
  g_assert_cmpstr (window_fixture_get_text (fixture, "summary_label"), ==,
                   "4 revisions pending. No backup yet.");
}

static void
test_script_in_view (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_test_summary ("The script in view is shown again when it is saved");

  show_long_script (fixture);

  write_long_script (fixture, "CREATE INDEX i ON t (id);");
  ATH_TEST_WAIT_UNTIL (is_in_script (fixture, "CREATE INDEX i"));
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_INDEX);
}

static AthRevisionItem *
get_selected (WindowFixture *fixture)
{
  return ath_revision_list_get_selected (window_fixture_get_list (fixture));
}

static void
test_broken_script (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_test_summary ("A script stays selected while its header cannot be read");

  show_long_script (fixture);

  ath_test_folder_write (fixture->folder, INDEX_PATH, "CREATE TABLE t (id bigint);\n");
  ATH_TEST_WAIT_UNTIL (ath_revision_item_get_problem (get_selected (fixture)) != NULL);
  g_assert_true (g_str_has_suffix (ath_revision_item_get_path (get_selected (fixture)),
                                   INDEX_PATH));

  write_long_script (fixture, "CREATE TABLE t (id bigint);");
  ATH_TEST_WAIT_UNTIL (ath_revision_item_get_problem (get_selected (fixture)) == NULL);
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_INDEX);
}

static const WindowTest tests[] = {
  { "/changes/other-script", test_other_script },
  { "/changes/script-in-view", test_script_in_view },
  { "/changes/broken-script", test_broken_script },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
