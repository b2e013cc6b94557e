/* test-window.c: the window over real databases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "overview/ath-overview-page.h"
#include "revisions/ath-environment-page.h"
#include "revisions/ath-revision-details.h"
#include "revisions/ath-script-pane.h"
#include "sidebar/ath-sidebar.h"
#include "window-fixture.h"

/* What the sanitizers cost. */
#ifdef __SANITIZE_ADDRESS__
#define SLOWNESS 30
#else
#define SLOWNESS 1
#endif

static gboolean
is_mapped (WindowFixture *fixture,
           GType          type,
           const char    *buildable_id)
{
  return gtk_widget_get_mapped (window_fixture_find (fixture, ATH_TYPE_WINDOW, type, buildable_id));
}

static void
test_first_run (WindowFixture *fixture,
                gconstpointer  data)
{
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "welcome");
  g_assert_true (is_mapped (fixture, GTK_TYPE_BUTTON, "open_button"));
  g_assert_false (is_mapped (fixture, ATH_TYPE_SIDEBAR, NULL));
  g_assert_true (window_fixture_is_enabled (fixture, "win.open-project"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.refresh"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.new-environment"));
}

static void
test_no_environments (WindowFixture *fixture,
                      gconstpointer  data)
{
  window_fixture_open (fixture);

  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");
  g_assert_true (is_mapped (fixture, ATH_TYPE_SIDEBAR, NULL));
  g_assert_true (window_fixture_is_enabled (fixture, "win.new-environment"));
  ATH_TEST_WAIT_UNTIL (is_mapped (fixture, GTK_TYPE_WIDGET, "suggestions"));
}

static char *
dup_sidebar (WindowFixture *fixture)
{
  GtkListBox *list_box = GTK_LIST_BOX (window_fixture_find (fixture, ATH_TYPE_SIDEBAR,
                                                            GTK_TYPE_LIST_BOX, NULL));
  g_autoptr(GString) text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_box, i)) != NULL; i++)
    {
      g_auto(GStrv) lines = g_strsplit (gtk_widget_get_tooltip_text (GTK_WIDGET (row)), "\n", 2);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "|" : "",
                              gtk_list_box_row_is_selected (row) ? "*" : "", lines[0]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_sidebar (WindowFixture *fixture,
              gconstpointer  data)
{
  const char *path = ath_test_folder_get_path (fixture->folder);
  g_autofree char *expected = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *selected = NULL;
  g_autofree char *collapsed = NULL;
  GtkWidget *expander;

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);

  expected = g_strdup_printf ("*%s|Development · Up to date|Staging · 3 pending|"
                              "Production · 5 pending", path);
  shown = dup_sidebar (fixture);
  g_assert_cmpstr (shown, ==, expected);

  window_fixture_show (fixture, "Staging");
  selected = dup_sidebar (fixture);
  g_assert_true (g_str_has_suffix (selected, "|*Staging · 3 pending|Production · 5 pending"));

  expander = window_fixture_find (fixture, ATH_TYPE_SIDEBAR, GTK_TYPE_TOGGLE_BUTTON, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (expander), FALSE);
  collapsed = dup_sidebar (fixture);
  g_assert_cmpstr (collapsed, ==, path);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "environment");
}

static void
test_long_sidebar (WindowFixture *fixture,
                   gconstpointer  data)
{
  GtkWidget *list_box = window_fixture_find (fixture, ATH_TYPE_SIDEBAR, GTK_TYPE_LIST_BOX, NULL);
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (list_box));

  g_test_summary ("The environment that is shown comes into view in a long sidebar");

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Environment %02u", i);

      ath_test_window_add_profile (fixture->store, ath_test_folder_get_path (fixture->folder),
                                   name, ATH_TIER_STAGING, "postgresql://u@127.0.0.1:1/shop");
    }
  window_fixture_open (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  window_fixture_show (fixture, "Environment 39");
  ATH_TEST_WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 0);
  window_fixture_show (fixture, "Environment 00");
  ATH_TEST_WAIT_UNTIL (gtk_adjustment_get_value (adjustment) < 100);
}

static void
test_environment (WindowFixture *fixture,
                  gconstpointer  data)
{
  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "environment");
  g_assert_cmpstr (window_fixture_get_text (fixture, "tier_label"), ==, "Staging");
  g_assert_cmpstr (window_fixture_get_text (fixture, "summary_label"), ==,
                   "3 revisions pending. No backup yet.");

  window_fixture_show (fixture, "Development");
  g_assert_cmpstr (window_fixture_get_text (fixture, "summary_label"), ==,
                   "The database is up to date. No backup yet.");
}

static void
test_details (WindowFixture *fixture,
              gconstpointer  data)
{
  AthScriptPane *pane;
  g_autofree char *upgrade = NULL;

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  window_fixture_select (fixture, ID_ORDERS);

  g_assert_cmpstr (window_fixture_get_text (fixture, "revision_label"), ==, "Add orders");

  pane = ATH_SCRIPT_PANE (window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                               ATH_TYPE_SCRIPT_PANE, "upgrade_pane"));
  ATH_TEST_WAIT_UNTIL ((upgrade = ath_script_pane_dup_text (pane)) != NULL);
  g_assert_cmpstr (upgrade, ==, "CREATE TABLE t_" ID_ORDERS " (id bigint PRIMARY KEY);");
}

/* The links of the details lead to the down revision. */
static void
test_go_to (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  window_fixture_select (fixture, ID_INDEX);

  g_signal_emit_by_name (window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                              ATH_TYPE_REVISION_DETAILS, NULL),
                         "go-to", ID_MERGE);
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_MERGE);
}

static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  AthRevisionList *list;
  GtkWidget *entry;

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  list = window_fixture_get_list (fixture);
  g_assert_cmpuint (window_fixture_count_rows (list), ==, 5);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  g_assert_true (ath_revision_list_get_search_mode (list));

  entry = ath_test_window_find (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "add");
  ATH_TEST_WAIT_UNTIL (window_fixture_count_rows (list) == 3);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  ATH_TEST_WAIT_UNTIL (window_fixture_count_rows (list) == 0);
  g_assert_null (ath_revision_list_get_selected (list));
  g_assert_false (window_fixture_is_enabled (fixture, "win.copy-id"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  g_assert_cmpuint (window_fixture_count_rows (list), ==, 5);
}

static void
test_reload_keeps_place (WindowFixture *fixture,
                         gconstpointer  data)
{
  g_test_summary ("Reading a project again leaves the environment and the revision in view");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  window_fixture_select (fixture, ID_AUDIT);

  ath_test_window_add_revision (fixture->folder, "aaaa00000006", ID_INDEX, "Add notes");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  ath_test_window_wait_settled (fixture->window);

  g_assert_cmpuint (window_fixture_count_rows (window_fixture_get_list (fixture)), ==, 6);
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_AUDIT);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "environment");
  g_assert_cmpstr (window_fixture_get_text (fixture, "summary_label"), ==,
                   "4 revisions pending. No backup yet.");
}

static void
test_promotion (WindowFixture *fixture,
                gconstpointer  data)
{
  AthProjectItem *project;
  AthEnvironmentItem *development;
  AthEnvironmentItem *staging;
  AthEnvironmentItem *production;
  g_autofree char *to_staging = NULL;
  g_autofree char *to_production = NULL;
  g_autofree char *back = NULL;

  window_fixture_add_three_environments (fixture);
  project = window_fixture_open (fixture);
  development = ath_project_item_find_environment (project, "Development");
  staging = ath_project_item_find_environment (project, "Staging");
  production = ath_project_item_find_environment (project, "Production");

  to_staging = ath_project_item_dup_promotion (project, development, staging);
  g_assert_cmpstr (to_staging, ==, ID_INDEX);
  to_production = ath_project_item_dup_promotion (project, staging, production);
  g_assert_cmpstr (to_production, ==, ID_ORDERS);
  back = ath_project_item_dup_promotion (project, production, development);
  g_assert_null (back);
}

static void
test_unknown_row (WindowFixture *fixture,
                  gconstpointer  data)
{
  GtkSelectionModel *model;
  AthRevisionItem *first;
  GtkWidget *note;

  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, "bbbb00000009"));
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  g_assert_cmpuint (window_fixture_count_rows (window_fixture_get_list (fixture)), ==, 6);
  model = window_fixture_get_model (window_fixture_get_list (fixture));
  gtk_selection_model_select_item (model, 0, TRUE);
  first = ath_revision_list_get_selected (window_fixture_get_list (fixture));
  g_assert_cmpint (ath_revision_item_get_kind (first), ==, ATH_REVISION_ITEM_UNKNOWN_ROW);
  g_assert_cmpint (ath_environment_item_get_mark (ath_window_get_environment (fixture->window),
                                                  first),
                   ==, ATH_REVISION_MARK_NOT_IN_PROJECT);
  g_assert_cmpstr (window_fixture_get_text (fixture, "summary_label"), ==,
                   "The database holds 1 revision that the project does not know. "
                   "No backup yet.");
  note = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE, GTK_TYPE_LABEL, "note_label");
  g_assert_true (gtk_widget_get_mapped (note));
}

static void
test_problems (WindowFixture *fixture,
               gconstpointer  data)
{
  GtkWidget *bar = window_fixture_find (fixture, ATH_TYPE_WINDOW, GTK_TYPE_INFO_BAR, "problem_bar");
  AthProjectItem *project;
  AthRevisionItem *first;

  ath_test_folder_write (fixture->folder, "versions/broken.sql", "CREATE TABLE x ();\n");
  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS));
  project = window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  g_assert_cmpuint (ath_project_item_get_n_problems (project), ==, 1);
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  g_assert_cmpuint (window_fixture_count_rows (window_fixture_get_list (fixture)), ==, 6);

  window_fixture_select (fixture, ID_INDEX);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-problems", NULL);
  first = ath_revision_list_get_selected (window_fixture_get_list (fixture));
  g_assert_cmpint (ath_revision_item_get_kind (first), ==, ATH_REVISION_ITEM_PROBLEM);
  g_assert_true (g_str_has_suffix (ath_revision_item_get_path (first), "/versions/broken.sql"));
}

static void
test_failed_project (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  AthProjectItem *project;
  GtkWidget *bar;

  project = ath_test_window_open (fixture->window, ath_test_folder_get_path (folder));
  g_assert_nonnull (ath_project_item_get_error (project));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "failed");

  ath_test_window_add_revision (folder, ID_USERS, "", "Create users");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  ath_test_window_wait_settled (fixture->window);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");

  /* What could be read once stays in view. */
  ath_test_folder_write (folder, "athanor.ini", "[athanor\n");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  ath_test_window_wait_settled (fixture->window);
  g_assert_nonnull (ath_project_item_get_error (project));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");
  bar = window_fixture_find (fixture, ATH_TYPE_WINDOW, GTK_TYPE_INFO_BAR, "problem_bar");
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
}

static void
test_session (WindowFixture *fixture,
              gconstpointer  data)
{
  g_test_summary ("A new window opens what the last one showed");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Production");
  ath_test_window_close (fixture->window);

  fixture->window = ath_test_window_new (fixture->shared->application, fixture->settings,
                                         fixture->store);
  ath_test_window_wait_settled (fixture->window);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "environment");
  g_assert_cmpstr (ath_environment_item_get_name (ath_window_get_environment (fixture->window)), ==,
                   "Production");
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_environment_goes (WindowFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("When the environment in view is removed, its project is shown");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  ath_profile_store_remove_async (fixture->store, ath_test_folder_get_path (fixture->folder),
                                  "Staging", NULL, result_cb, &result);
  ATH_TEST_WAIT_UNTIL (result != NULL);
  ath_profile_store_remove_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  ath_project_item_reload_environments (ath_window_get_project (fixture->window));
  ath_test_window_wait_settled (fixture->window);

  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");
  g_assert_null (ath_window_get_environment (fixture->window));
}

static void
test_close_project (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *uri = NULL;

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  uri = g_file_get_uri (ath_project_item_get_folder (ath_window_get_project (fixture->window)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.close-project", NULL);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "welcome");
  g_assert_null (ath_window_get_environment (fixture->window));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo-close", "s", uri);
  ath_test_window_wait_settled (fixture->window);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");
}

static void
test_keys (WindowFixture *fixture,
           gconstpointer  data)
{
  g_test_summary ("Alt and a number choose the overview or an environment");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-environment", "u", 2);
  g_assert_cmpstr (ath_environment_item_get_name (ath_window_get_environment (fixture->window)), ==,
                   "Staging");
  window_fixture_select (fixture, ID_AUDIT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-environment", "u", 3);
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_AUDIT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-environment", "u", 9);
  g_assert_cmpstr (ath_environment_item_get_name (ath_window_get_environment (fixture->window)), ==,
                   "Production");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-environment", "u", 0);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "overview");
}

static gboolean
has_ids (GtkWidget *list)
{
  GtkWidget *view = ath_test_window_find (list, GTK_TYPE_COLUMN_VIEW, NULL);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 2);

  g_assert_cmpstr (gtk_column_view_column_get_title (column), ==, "Revision");

  return gtk_column_view_column_get_visible (column);
}

static void
test_room (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *list;
  GtkWidget *matrix;

  g_test_summary ("Beside the details of an overview ids give way, and no column is cut");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  list = window_fixture_find (fixture, ATH_TYPE_OVERVIEW_PAGE, ATH_TYPE_REVISION_LIST, NULL);
  matrix = window_fixture_find (fixture, ATH_TYPE_OVERVIEW_PAGE, GTK_TYPE_BOX, "matrix");
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_width (matrix) > 800 && has_ids (list));

  g_signal_emit_by_name (list, "activated");
  ATH_TEST_WAIT_UNTIL (!has_ids (list));
  g_assert_cmpint (gtk_widget_get_width (matrix), <, 800);
  g_assert_cmpint (gtk_widget_get_width (matrix), <=,
                   gtk_widget_get_width (gtk_widget_get_parent (matrix)));
}

static gboolean
is_focus_in (WindowFixture *fixture,
             GtkWidget     *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
press_tab (WindowFixture    *fixture,
           GtkDirectionType  direction)
{
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), direction));
}

static void
test_tab (WindowFixture *fixture,
          gconstpointer  data)
{
  GtkWidget *list;
  GtkWidget *details;
  GtkWidget *entry;

  g_test_summary ("Tab goes to the row that is selected, and on from there at once");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  window_fixture_select (fixture, ID_AUDIT);
  list = GTK_WIDGET (window_fixture_get_list (fixture));
  details = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                 ATH_TYPE_REVISION_DETAILS, NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));

  gtk_widget_grab_focus (window_fixture_find (fixture, ATH_TYPE_WINDOW, GTK_TYPE_MENU_BUTTON,
                                              "menu_button"));
  press_tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_focus_in (fixture, list));
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_AUDIT);
  press_tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_focus_in (fixture, details));
  press_tab (fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_true (is_focus_in (fixture, list));
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_AUDIT);

  /* The entry of the search comes before the rows. */
  ath_revision_list_set_search_mode (ATH_REVISION_LIST (list), TRUE);
  entry = ath_test_window_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (is_focus_in (fixture, entry));
  press_tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_focus_in (fixture, entry));
  g_assert_true (is_focus_in (fixture, list));
  press_tab (fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_true (is_focus_in (fixture, entry));
}

/* The display answers every request; a late answer to an old one gives the window
 * its old width back, so it is asked for until it stays.
 */
static gboolean
has_width (WindowFixture *fixture,
           int            width)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);
  gdk_display_sync (gtk_widget_get_display (window));
  while (g_main_context_iteration (NULL, FALSE));

  return gtk_widget_get_width (window) <= width;
}

static void
set_width (WindowFixture *fixture,
           int            width)
{
  ATH_TEST_WAIT_UNTIL (has_width (fixture, width));
}

static void
test_narrow (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *sidebar = window_fixture_find (fixture, ATH_TYPE_WINDOW, ATH_TYPE_SIDEBAR, NULL);
  GtkWidget *list;
  GtkWidget *details;
  g_autofree char *layout = NULL;

  g_test_summary ("At 360 pixels sidebar, list and details take turns");

  /* Run in German, it is German. */
  g_assert_cmpstr (ath_revision_mark_get_word (ATH_REVISION_MARK_PENDING), ==,
                   g_strcmp0 (g_getenv ("LANGUAGE"), "de") == 0 ? "Ausstehend" : "Pending");

  /* What GNOME shows; the other two buttons would take room that is not ours. */
  g_object_get (gtk_settings_get_default (), "gtk-decoration-layout", &layout, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":close", NULL);
  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  list = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE, ATH_TYPE_REVISION_LIST, NULL);
  details = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                 ATH_TYPE_REVISION_DETAILS, NULL);

  /* A window manager would come by here too: each fold makes room for the next. */
  set_width (fixture, 1000);
  set_width (fixture, 780);
  set_width (fixture, 360);

  ATH_TEST_WAIT_UNTIL (has_width (fixture, 360) && gtk_widget_get_mapped (list)
                       && !gtk_widget_get_mapped (details) && !gtk_widget_get_mapped (sidebar));
  ATH_TEST_WAIT_UNTIL (!has_ids (list));

  g_signal_emit_by_name (list, "activated");
  g_assert_true (gtk_widget_get_mapped (details));
  g_assert_false (gtk_widget_get_mapped (list));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (gtk_widget_get_mapped (list));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (gtk_widget_get_mapped (sidebar));

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", layout, NULL);
}

static void
add_many_revisions (WindowFixture *fixture,
                    guint          n)
{
  g_autofree char *parent = g_strdup (ID_INDEX);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("cccc%08u", i);
      g_autofree char *message = g_strdup_printf ("Add table %u", i);

      ath_test_window_add_revision (fixture->folder, id, parent, message);
      g_free (parent);
      parent = g_strdup (id);
    }
}

static void
test_long_list (WindowFixture *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *model;
  gint64 start;

  g_test_summary ("Going through a thousand revisions takes no time that can be felt");

  add_many_revisions (fixture, 1000);
  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS));
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  g_assert_cmpuint (window_fixture_count_rows (window_fixture_get_list (fixture)), ==, 1005);

  model = window_fixture_get_model (window_fixture_get_list (fixture));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    gtk_selection_model_select_item (model, i * 10, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC * SLOWNESS);

  window_fixture_select (fixture, ID_USERS);
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_USERS);
}

static void
test_tab_far (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *list;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  g_test_summary ("Tab goes to the selected row, however far it is");

  add_many_revisions (fixture, 1000);
  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS));
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
  list = GTK_WIDGET (window_fixture_get_list (fixture));
  scroller = ath_test_window_find (list, GTK_TYPE_SCROLLED_WINDOW, "scrolled_window");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  window_fixture_select (fixture, ID_USERS);
  ATH_TEST_WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 10000);
  gtk_adjustment_set_value (adjustment, 0);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));

  gtk_widget_grab_focus (window_fixture_find (fixture, ATH_TYPE_WINDOW, GTK_TYPE_MENU_BUTTON,
                                              "menu_button"));
  press_tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_focus_in (fixture, list));
  g_assert_cmpstr (window_fixture_get_selected_id (fixture), ==, ID_USERS);
  ATH_TEST_WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 10000);
}

static const WindowTest tests[] = {
  { "/window/first-run", test_first_run },
  { "/window/no-environments", test_no_environments },
  { "/window/sidebar", test_sidebar },
  { "/window/long-sidebar", test_long_sidebar },
  { "/window/environment", test_environment },
  { "/window/details", test_details },
  { "/window/go-to", test_go_to },
  { "/window/search", test_search },
  { "/window/reload-keeps-place", test_reload_keeps_place },
  { "/window/promotion", test_promotion },
  { "/window/unknown-row", test_unknown_row },
  { "/window/problems", test_problems },
  { "/window/failed-project", test_failed_project },
  { "/window/session", test_session },
  { "/window/environment-goes", test_environment_goes },
  { "/window/close-project", test_close_project },
  { "/window/keys", test_keys },
  { "/window/room", test_room },
  { "/window/tab", test_tab },
  { "/window/narrow", test_narrow },
  { "/window/long-list", test_long_list },
  { "/window/tab-far", test_tab_far },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
