/* test-runs.c: runs that are started from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/ath-run-window.h"
#include "window-fixture.h"

static GtkWindow *
find_toplevel (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (item->data, type) && gtk_widget_get_mapped (item->data))
      return item->data;

  return NULL;
}

static GtkWindow *
wait_for_run_window (void)
{
  ATH_TEST_WAIT_UNTIL (find_toplevel (ATH_TYPE_RUN_WINDOW) != NULL);

  return find_toplevel (ATH_TYPE_RUN_WINDOW);
}

static void
close_run_window (void)
{
  gtk_window_close (find_toplevel (ATH_TYPE_RUN_WINDOW));
  ATH_TEST_WAIT_UNTIL (find_toplevel (ATH_TYPE_RUN_WINDOW) == NULL);
}

static GtkWidget *
find_button (GtkWindow  *window,
             const char *buildable_id)
{
  return ath_test_window_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, buildable_id);
}

static void
activate (WindowFixture *fixture,
          const char    *action_name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL);
}

/* What can be started is what makes sense where the environment is. */
static void
test_actions (WindowFixture *fixture,
              gconstpointer  data)
{
  g_assert_false (window_fixture_is_enabled (fixture, "win.upgrade"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.stamp"));

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  g_assert_false (window_fixture_is_enabled (fixture, "win.upgrade"));

  window_fixture_show (fixture, "Staging");
  g_assert_true (window_fixture_is_enabled (fixture, "win.upgrade"));
  g_assert_true (window_fixture_is_enabled (fixture, "win.downgrade"));
  g_assert_true (window_fixture_is_enabled (fixture, "win.stamp"));

  window_fixture_select (fixture, ID_INDEX);
  g_assert_true (window_fixture_is_enabled (fixture, "win.upgrade-here"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.downgrade-here"));
  window_fixture_select (fixture, ID_ORDERS);
  g_assert_false (window_fixture_is_enabled (fixture, "win.upgrade-here"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.downgrade-here"));
  window_fixture_select (fixture, ID_USERS);
  g_assert_true (window_fixture_is_enabled (fixture, "win.downgrade-here"));
  g_assert_true (window_fixture_is_enabled (fixture, "win.stamp-here"));

  window_fixture_show (fixture, "Development");
  g_assert_false (window_fixture_is_enabled (fixture, "win.upgrade"));
}

static void
test_unreachable (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *database = NULL;

  database = window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS);
  ath_test_cluster_drop_database (fixture->shared->cluster, database);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  g_assert_false (window_fixture_is_enabled (fixture, "win.upgrade"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.downgrade"));
  g_assert_false (window_fixture_is_enabled (fixture, "win.stamp"));
}

static void
test_promote (WindowFixture *fixture,
              gconstpointer  data)
{
  g_test_summary ("Promoting opens the run of the environment on the right");

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.promote", "u", 2);
  g_assert_cmpstr (gtk_window_get_title (wait_for_run_window ()), ==, "Upgrade Production");
  close_run_window ();
}

static void
test_upgrade (WindowFixture *fixture,
              gconstpointer  data)
{
  AthEnvironmentItem *environment;
  GtkWindow *window;
  GtkWidget *start;
  g_autofree char *database = NULL;
  g_autofree char *row = NULL;

  g_test_summary ("After a run the window shows where the database is now");

  database = window_fixture_add_environment (fixture, "Development", ATH_TIER_DEVELOPMENT, NULL);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Development");
  window_fixture_select (fixture, ID_MERGE);
  environment = ath_window_get_environment (fixture->window);
  g_assert_cmpuint (ath_environment_item_get_n_pending (environment), ==, 5);

  activate (fixture, "win.upgrade-here");
  window = wait_for_run_window ();
  start = find_button (window, "start_button");
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (start) && gtk_widget_is_sensitive (start));
  gtk_widget_activate (start);

  ATH_TEST_WAIT_UNTIL (ath_environment_item_get_n_pending (environment) == 1);
  row = ath_test_cluster_query_value (fixture->shared->cluster, database,
                                      "SELECT version_num FROM alembic_version");
  g_assert_cmpstr (row, ==, ID_MERGE);
  g_assert_cmpint (ath_environment_item_get_mark (environment,
                                                  ath_revision_list_get_selected (
                                                    window_fixture_get_list (fixture))),
                   ==, ATH_REVISION_MARK_CURRENT);
  close_run_window ();
}

/* Whether the server is at the statement that takes a minute. */
static gboolean
is_sleeping (WindowFixture *fixture,
             const char    *database)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM pg_stat_activity "
                                          "WHERE datname = '%s' AND state = 'active' "
                                          "AND wait_event = 'PgSleep'", database);
  g_autofree char *n = ath_test_cluster_query_value (fixture->shared->cluster, database, sql);

  return g_str_equal (n, "1");
}

static void
test_close_while_running (WindowFixture *fixture,
                          gconstpointer  data)
{
  GtkWindow *window;
  GtkWidget *start;
  g_autofree char *database = NULL;
  g_autofree char *row = NULL;

  g_test_summary ("Closing the window asks what is to become of a run, and leaves it alone");

  database = window_fixture_add_environment (fixture, "Development", ATH_TIER_DEVELOPMENT, NULL);
  ath_test_folder_write (fixture->folder, "versions/slow.sql",
                         "--@ revision: slow\n"
                         "--@ revises: " ID_INDEX "\n"
                         "--@ upgrade\n"
                         "SELECT pg_sleep (60);\n");
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Development");

  activate (fixture, "win.upgrade");
  window = wait_for_run_window ();
  start = find_button (window, "start_button");
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (start) && gtk_widget_is_sensitive (start));
  gtk_widget_activate (start);
  ATH_TEST_WAIT_UNTIL (is_sleeping (fixture, database));

  gtk_window_close (GTK_WINDOW (fixture->window));
  ATH_TEST_WAIT_UNTIL (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_assert_true (ath_run_window_is_running (ATH_RUN_WINDOW (window)));

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)),
                               "confirm");
  ATH_TEST_WAIT_UNTIL (!ath_run_window_is_running (ATH_RUN_WINDOW (window)));
  row = ath_test_cluster_query_value (fixture->shared->cluster, database,
                                      "SELECT version_num FROM alembic_version");
  g_assert_cmpstr (row, ==, ID_INDEX);

  if (find_toplevel (ATH_TYPE_RUN_WINDOW) != NULL)
    close_run_window ();
}

static const WindowTest tests[] = {
  { "/runs/actions", test_actions },
  { "/runs/unreachable", test_unreachable },
  { "/runs/promote", test_promote },
  { "/runs/upgrade", test_upgrade },
  { "/runs/close-while-running", test_close_while_running },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
