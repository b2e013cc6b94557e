/* test-environment-editor.c: environments added, changed and removed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-test-names.h"
#include "ath-test-window.h"
#include "environment/ath-environment-editor.h"
#include "environment/ath-variable-rows.h"
#include "profile/ath-session-store.h"
#include "support/ath-test-cluster.h"

#define URL "postgresql+psycopg2://ann:s%40cret@db.prod.example.com:5433/shop?sslmode=verify-full"

typedef struct
{
  AthApplication *application;
  AthTestCluster *cluster;
} Shared;

typedef struct
{
  const Shared    *shared;
  AthTestFolder   *folder;
  AthProject      *project;
  AthProfileStore *store;
  GtkWidget       *editor;
  AthProfile      *saved;     /* (nullable) what was told of */
  guint            n_removed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;

  fixture->shared = data;
  fixture->folder = ath_test_folder_new ();
  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_make_folder (fixture->folder, "versions");
  file = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  fixture->project = ath_project_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->store = ath_session_store_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->editor != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->editor));
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);
  g_clear_object (&fixture->saved);
  g_clear_object (&fixture->project);
  g_clear_object (&fixture->store);
  ath_test_folder_free (fixture->folder);
}

static void
saved_cb (Fixture    *fixture,
          AthProfile *profile)
{
  g_set_object (&fixture->saved, profile);
}

static void
removed_cb (Fixture *fixture)
{
  fixture->n_removed++;
}

static void
gone_cb (gpointer  data,
         GObject  *where_the_object_was)
{
  Fixture *fixture = data;

  fixture->editor = NULL;
}

static void
open_editor (Fixture    *fixture,
             AthProfile *profile)
{
  fixture->editor = ath_environment_editor_new (fixture->store, fixture->project, profile);
  g_signal_connect_swapped (fixture->editor, "saved", G_CALLBACK (saved_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "removed", G_CALLBACK (removed_cb), fixture);
  g_object_weak_ref (G_OBJECT (fixture->editor), gone_cb, fixture);
  gtk_window_present (GTK_WINDOW (fixture->editor));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (fixture->editor));
}

static AthSessionStore *
get_store (Fixture *fixture)
{
  return ATH_SESSION_STORE (fixture->store);
}

/* Keeps an environment of that name; the editor opens with it. */
static AthProfile *
keep (Fixture    *fixture,
      const char *name,
      const char *url)
{
  g_autoptr(AthProfile) profile = ath_profile_new (ath_project_get_key (fixture->project), name);
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_connection_info_new_from_url (url, &error);
  g_assert_no_error (error);
  ath_profile_set_connection (profile, connection);
  ath_session_store_keep (get_store (fixture), profile);

  return ath_session_store_find (get_store (fixture), ath_project_get_key (fixture->project), name);
}

static gpointer
find (Fixture    *fixture,
      GType       type,
      const char *id)
{
  return ath_test_window_find (fixture->editor, type, id);
}

static const char *
get_field (Fixture    *fixture,
           const char *id)
{
  return gtk_editable_get_text (find (fixture, ADW_TYPE_ENTRY_ROW, id));
}

static void
set_field (Fixture    *fixture,
           const char *id,
           const char *text)
{
  gtk_editable_set_text (find (fixture, ADW_TYPE_ENTRY_ROW, id), text);
}

static gboolean
can_save (Fixture *fixture)
{
  return gtk_widget_is_sensitive (find (fixture, GTK_TYPE_BUTTON, "save_button"));
}

static void
paste (Fixture    *fixture,
       const char *id,
       const char *text)
{
  GtkEditable *row = find (fixture, ADW_TYPE_ENTRY_ROW, id);
  int position = 0;

  gtk_editable_insert_text (gtk_editable_get_delegate (row), text, -1, &position);
}

static void
test_paste_url (Fixture       *fixture,
                gconstpointer  data)
{
  open_editor (fixture, NULL);
  g_assert_false (can_save (fixture));

  paste (fixture, "user_row", "  " URL "\n");
  g_assert_cmpstr (get_field (fixture, "name_row"), ==, "Production");
  g_assert_cmpstr (get_field (fixture, "host_row"), ==, "db.prod.example.com");
  g_assert_cmpstr (get_field (fixture, "port_row"), ==, "5433");
  g_assert_cmpstr (get_field (fixture, "database_row"), ==, "shop");
  g_assert_cmpstr (get_field (fixture, "user_row"), ==, "ann");
  g_assert_cmpstr (get_field (fixture, "password_row"), ==, "s@cret");
  g_assert_cmpuint (adw_combo_row_get_selected (find (fixture, ADW_TYPE_COMBO_ROW, "tier_row")),
                    ==, ATH_TIER_PRODUCTION);
  g_assert_cmpuint (adw_combo_row_get_selected (find (fixture, ADW_TYPE_COMBO_ROW,
                                                      "ssl_mode_row")), ==, 6);
  g_assert_true (gtk_switch_get_active (find (fixture, GTK_TYPE_SWITCH, "confirm_switch")));
  g_assert_true (can_save (fixture));
}

/* With the focus anywhere, by the keyboard. */
static void
test_paste_anywhere (Fixture       *fixture,
                     gconstpointer  data)
{
  open_editor (fixture, NULL);
  gtk_widget_grab_focus (find (fixture, GTK_TYPE_SWITCH, "backup_switch"));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->editor), URL);
  g_assert_true (gtk_widget_activate_action (fixture->editor, "editor.paste", NULL));
  ATH_TEST_WAIT_UNTIL (*get_field (fixture, "host_row") != '\0');
  g_assert_cmpstr (get_field (fixture, "database_row"), ==, "shop");
}

/* A URL is only what was pasted whole: who types is not interrupted. */
static void
test_type_url (Fixture       *fixture,
               gconstpointer  data)
{
  open_editor (fixture, NULL);
  for (const char *pos = "postgresql://h/d"; *pos != '\0'; pos++)
    {
      GtkEditable *row = find (fixture, ADW_TYPE_ENTRY_ROW, "host_row");
      int position = -1;

      gtk_editable_insert_text (gtk_editable_get_delegate (row), pos, 1, &position);
    }
  g_assert_cmpstr (get_field (fixture, "host_row"), ==, "postgresql://h/d");
  g_assert_cmpstr (get_field (fixture, "database_row"), ==, "");
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  AthProfile *kept;
  AthConnectionInfo *connection;

  open_editor (fixture, NULL);
  g_assert_cmpstr (gtk_button_get_label (find (fixture, GTK_TYPE_BUTTON, "save_button")), ==,
                   "_Add");
  paste (fixture, "host_row", URL);
  set_field (fixture, "name_row", "  Live ");
  gtk_spin_button_set_value (find (fixture, GTK_TYPE_SPIN_BUTTON, "statement_timeout_spin"), 1.5);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "save_button"), "clicked");
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);

  g_assert_cmpstr (ath_profile_get_name (fixture->saved), ==, "Live");
  kept = ath_session_store_find (get_store (fixture), ath_project_get_key (fixture->project),
                                 "Live");
  g_assert_nonnull (kept);
  connection = ath_profile_get_connection (kept);
  g_assert_cmpstr (ath_connection_info_get (connection, "password"), ==, "s@cret");
  g_assert_cmpstr (ath_connection_info_get (connection, "sslmode"), ==, "verify-full");
  g_assert_cmpint (ath_profile_get_tier (kept), ==, ATH_TIER_PRODUCTION);
  g_assert_cmpuint (ath_profile_get_policy (kept)->statement_timeout_ms, ==, 1500);
}

static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  const char *key = ath_project_get_key (fixture->project);

  keep (fixture, "Other", "postgresql:///o");
  open_editor (fixture, keep (fixture, "Old", URL));
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (fixture->editor))
                  && gtk_widget_get_visible (find (fixture, GTK_TYPE_WIDGET, "found_group")));
  g_assert_cmpstr (get_field (fixture, "name_row"), ==, "Old");
  g_assert_true (can_save (fixture));

  set_field (fixture, "name_row", "Other");
  ATH_TEST_WAIT_UNTIL (!can_save (fixture));
  g_assert_true (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "name_problem")));
  set_field (fixture, "name_row", "New");
  g_assert_true (can_save (fixture));
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "name_problem")));

  gtk_widget_activate_action (fixture->editor, "editor.save", NULL);
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);
  g_assert_null (ath_session_store_find (get_store (fixture), key, "Old"));
  g_assert_nonnull (ath_session_store_find (get_store (fixture), key, "New"));
  g_assert_nonnull (ath_session_store_find (get_store (fixture), key, "Other"));
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *port_row;

  open_editor (fixture, NULL);
  port_row = find (fixture, ADW_TYPE_ENTRY_ROW, "port_row");

  /* Nothing is scolded before it was touched. */
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "name_problem")));
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "connection_problem")));

  set_field (fixture, "port_row", "70000");
  g_assert_true (gtk_widget_has_css_class (port_row, "error"));
  gtk_test_accessible_assert_state (port_row, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "connection_problem")));

  set_field (fixture, "port_row", "5432");
  g_assert_false (gtk_widget_has_css_class (port_row, "error"));
  g_assert_false (gtk_widget_get_visible (find (fixture, GTK_TYPE_LABEL, "connection_problem")));
}

static void
test_variables (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const expected[] = { "ENVIRONMENT=production", NULL };
  AthVariableRows *rows;
  GtkWidget *row;

  open_editor (fixture, keep (fixture, "Live", URL));
  rows = find (fixture, ATH_TYPE_VARIABLE_ROWS, NULL);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "add_button"), "clicked");
  row = ath_test_window_find (GTK_WIDGET (rows), ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_true (can_save (fixture));

  gtk_editable_set_text (GTK_EDITABLE (row), "ENVIRONMENT");
  g_assert_false (can_save (fixture));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_editable_set_text (GTK_EDITABLE (row), "ENVIRONMENT=production");
  g_assert_true (can_save (fixture));

  gtk_widget_activate_action (fixture->editor, "editor.save", NULL);
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);
  g_assert_cmpstrv (ath_profile_get_variables (fixture->saved), expected);
}

static void
test_suggestions (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *group;
  GtkWidget *row;

  ath_test_folder_write (fixture->folder, ".env", "STAGING_URL=postgresql://bob:pw@stage/shop\n");
  open_editor (fixture, NULL);
  group = find (fixture, GTK_TYPE_WIDGET, "found_group");
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_visible (group));
  row = ath_test_window_find (group, ADW_TYPE_ACTION_ROW, NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "STAGING_URL in .env");

  gtk_widget_activate (row);
  g_assert_cmpstr (get_field (fixture, "name_row"), ==, "Staging");
  g_assert_cmpstr (get_field (fixture, "host_row"), ==, "stage");
  g_assert_cmpstr (get_field (fixture, "password_row"), ==, "pw");
}

/* A part of the test's view, whose ids others have too. */
static gpointer
find_in_test (Fixture    *fixture,
              GType       type,
              const char *id)
{
  return ath_test_window_find (find (fixture, GTK_TYPE_WIDGET, "test_view"), type, id);
}

static gboolean
test_ended (Fixture *fixture)
{
  return g_str_equal (gtk_button_get_label (find_in_test (fixture, GTK_TYPE_BUTTON, "button")),
                      "_Test Connection");
}

static guint
count_marks (Fixture    *fixture,
             const char *mark)
{
  GtkListBox *list = find_in_test (fixture, GTK_TYPE_LIST_BOX, "list");
  guint n = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, i));
      GtkWidget *stack = ath_test_window_find (row, GTK_TYPE_STACK, NULL);

      if (gtk_widget_get_visible (row)
          && g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), mark))
        n++;
    }

  return n;
}

static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, scroller, &bounds)
         && bounds.origin.y >= 0 && bounds.size.height > 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scroller);
}

static void
test_test (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *database = ath_test_cluster_create_database (fixture->shared->cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (fixture->shared->cluster, database);
  GtkWidget *view;

  open_editor (fixture, keep (fixture, "Mine", url));
  view = find_in_test (fixture, GTK_TYPE_WIDGET, "error_view");
  g_signal_emit_by_name (find_in_test (fixture, GTK_TYPE_BUTTON, "button"), "clicked");
  g_assert_false (test_ended (fixture));
  ATH_TEST_WAIT_UNTIL (test_ended (fixture));
  g_assert_cmpuint (count_marks (fixture, "well"), ==, 8);
  g_assert_false (gtk_widget_get_visible (view));

  set_field (fixture, "database_row", "nosuch");
  g_signal_emit_by_name (find_in_test (fixture, GTK_TYPE_BUTTON, "button"), "clicked");
  ATH_TEST_WAIT_UNTIL (test_ended (fixture));
  g_assert_cmpuint (count_marks (fixture, "well"), ==, 4);
  g_assert_cmpuint (count_marks (fixture, "failed"), ==, 1);
  g_assert_cmpuint (count_marks (fixture, "waiting"), ==, 0);
  g_assert_true (gtk_widget_get_visible (view));
  ATH_TEST_WAIT_UNTIL (is_in_view (view));
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  const char *key = ath_project_get_key (fixture->project);

  open_editor (fixture, keep (fixture, "Live", URL));
  gtk_widget_activate_action (fixture->editor, "editor.remove", NULL);
  ath_test_window_answer ("keep");
  g_assert_nonnull (ath_session_store_find (get_store (fixture), key, "Live"));

  gtk_widget_activate_action (fixture->editor, "editor.remove", NULL);
  ath_test_window_answer ("confirm");
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  g_assert_null (ath_session_store_find (get_store (fixture), key, "Live"));
}

/* What was typed is not lost by a slip; what was not changed closes at once. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  open_editor (fixture, keep (fixture, "Live", URL));
  gtk_window_close (GTK_WINDOW (fixture->editor));
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);

  open_editor (fixture, keep (fixture, "Live", URL));
  set_field (fixture, "host_row", "elsewhere");
  gtk_window_close (GTK_WINDOW (fixture->editor));
  ath_test_window_answer ("keep");
  g_assert_true (gtk_widget_get_mapped (fixture->editor));
  gtk_window_close (GTK_WINDOW (fixture->editor));
  ath_test_window_answer ("confirm");
  ATH_TEST_WAIT_UNTIL (fixture->editor == NULL);
  g_assert_null (fixture->saved);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_test_summary ("Every control has a name for those who do not see it");

  open_editor (fixture, keep (fixture, "Live", URL));
  adw_expander_row_set_expanded (find (fixture, ADW_TYPE_EXPANDER_ROW, "more_row"), TRUE);
  adw_expander_row_set_expanded (find (fixture, ADW_TYPE_EXPANDER_ROW, "certificates_row"), TRUE);
  gtk_test_widget_wait_for_draw (fixture->editor);
  g_assert_cmpuint (ath_test_names_assert (fixture->editor), >, 25);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  open_editor (fixture, keep (fixture, "Live", URL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->editor), 360, 640);
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_width (fixture->editor) <= 360);
}

static const struct
{
  const char *path;
  void      (*func) (Fixture       *fixture,
                     gconstpointer  data);
} tests[] = {
  { "/environment-editor/paste-url", test_paste_url },
  { "/environment-editor/paste-anywhere", test_paste_anywhere },
  { "/environment-editor/type-url", test_type_url },
  { "/environment-editor/add", test_add },
  { "/environment-editor/rename", test_rename },
  { "/environment-editor/problems", test_problems },
  { "/environment-editor/variables", test_variables },
  { "/environment-editor/suggestions", test_suggestions },
  { "/environment-editor/test", test_test },
  { "/environment-editor/remove", test_remove },
  { "/environment-editor/close", test_close },
  { "/environment-editor/names", test_names },
  { "/environment-editor/narrow", test_narrow },
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
