/* window-fixture.c: a window over a project with real databases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile/ath-session-store.h"
#include "revisions/ath-environment-page.h"
#include "window-fixture.h"

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer  data)
{
  fixture->shared = data;
  fixture->folder = ath_test_folder_new ();
  fixture->store = ath_session_store_new ();
  fixture->settings = ath_test_window_make_settings ();
  fixture->window = ath_test_window_new (fixture->shared->application, fixture->settings,
                                         fixture->store);

  ath_test_window_add_revision (fixture->folder, ID_USERS, "", "Create users");
  ath_test_window_add_revision (fixture->folder, ID_ORDERS, ID_USERS, "Add orders");
  ath_test_window_add_revision (fixture->folder, ID_AUDIT, ID_USERS, "Add audit log");
  ath_test_window_add_revision (fixture->folder, ID_MERGE, ID_ORDERS ", " ID_AUDIT,
                                "Merge heads");
  ath_test_window_add_revision (fixture->folder, ID_INDEX, ID_MERGE, "Add email index");
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer  data)
{
  gpointer weak = fixture->store;

  if (fixture->window != NULL)
    ath_test_window_close (fixture->window);

  /* What was cancelled still comes to its end, and nothing of the models is left. */
  g_object_add_weak_pointer (G_OBJECT (fixture->store), &weak);
  g_clear_object (&fixture->store);
  ATH_TEST_WAIT_UNTIL (weak == NULL);

  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->folder, ath_test_folder_free);
}

/* An environment whose database holds @row, as if it had been migrated. */
char *
window_fixture_add_environment (WindowFixture *fixture,
                                const char    *name,
                                AthTier        tier,
                                const char    *row)
{
  AthTestCluster *cluster = fixture->shared->cluster;
  char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, database);
  g_autofree char *sql = NULL;

  if (row != NULL)
    {
      sql = g_strdup_printf ("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                             "INSERT INTO alembic_version VALUES ('%s')", row);
      ath_test_cluster_execute (cluster, database, sql);
    }
  ath_test_window_add_profile (fixture->store, ath_test_folder_get_path (fixture->folder),
                               name, tier, url);

  return database;
}

void
window_fixture_add_three_environments (WindowFixture *fixture)
{
  g_free (window_fixture_add_environment (fixture, "Development", ATH_TIER_DEVELOPMENT, ID_INDEX));
  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS));
  g_free (window_fixture_add_environment (fixture, "Production", ATH_TIER_PRODUCTION, NULL));
}

AthProjectItem *
window_fixture_open (WindowFixture *fixture)
{
  return ath_test_window_open (fixture->window, ath_test_folder_get_path (fixture->folder));
}

void
window_fixture_show (WindowFixture *fixture,
                     const char    *name)
{
  AthProjectItem *project = ath_window_get_project (fixture->window);
  AthEnvironmentItem *environment = ath_project_item_find_environment (project, name);

  g_assert_nonnull (environment);
  ath_window_show_environment (fixture->window, environment);
  g_assert_true (ath_window_get_environment (fixture->window) == environment);
}

/**
 * window_fixture_find:
 * @fixture: a fixture
 * @page_type: type of the part of the window to look in
 * @type: type of the widget
 * @buildable_id: (nullable): its id in the `.ui` file
 *
 * Returns: (transfer none): the widget; the test fails without
 */
GtkWidget *
window_fixture_find (WindowFixture *fixture,
                     GType          page_type,
                     GType          type,
                     const char    *buildable_id)
{
  GtkWidget *page = ath_test_window_find (GTK_WIDGET (fixture->window), page_type, NULL);
  GtkWidget *widget = ath_test_window_find (page, type, buildable_id);

  g_assert_nonnull (widget);

  return widget;
}

AthRevisionList *
window_fixture_get_list (WindowFixture *fixture)
{
  return ATH_REVISION_LIST (window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                                 ATH_TYPE_REVISION_LIST, NULL));
}

const char *
window_fixture_get_page (WindowFixture *fixture)
{
  GtkWidget *stack = window_fixture_find (fixture, ATH_TYPE_WINDOW, GTK_TYPE_STACK, "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

const char *
window_fixture_get_text (WindowFixture *fixture,
                         const char    *buildable_id)
{
  return gtk_label_get_text (GTK_LABEL (window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                                             GTK_TYPE_LABEL, buildable_id)));
}

/* GTK 4.8 tells nobody about actions of a widget class but a button that has one. */
gboolean
window_fixture_is_enabled (WindowFixture *fixture,
                           const char    *action_name)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (fixture->window));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

void
window_fixture_select (WindowFixture *fixture,
                       const char    *id)
{
  AthProjectItem *project = ath_window_get_project (fixture->window);

  g_assert_true (ath_revision_list_select (window_fixture_get_list (fixture),
                                           ath_project_item_find_revision (project, id)));
}

const char *
window_fixture_get_selected_id (WindowFixture *fixture)
{
  AthRevisionList *list = window_fixture_get_list (fixture);

  return ath_revision_item_get_id (ath_revision_list_get_selected (list));
}

GtkSelectionModel *
window_fixture_get_model (AthRevisionList *list)
{
  GtkWidget *view = ath_test_window_find (GTK_WIDGET (list), GTK_TYPE_COLUMN_VIEW, NULL);

  return gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
}

guint
window_fixture_count_rows (AthRevisionList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (window_fixture_get_model (list)));
}

/* Runs all cases of a program, each with a window of its own. */
int
window_fixture_run (int               argc,
                    char            **argv,
                    const WindowTest *tests,
                    guint             n_tests)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  WindowShared shared = { .application = application, .cluster = cluster };

  for (guint i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, WindowFixture, &shared,
                window_fixture_set_up, tests[i].func, window_fixture_tear_down);

  return g_test_run ();
}
