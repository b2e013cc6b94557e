/* test-servers.c: a window whose servers do not answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "revisions/ath-environment-page.h"
#include "widgets/ath-error-view.h"
#include "window-fixture.h"

static const char *
get_remedy (WindowFixture *fixture)
{
  GtkWidget *button = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                           GTK_TYPE_BUTTON, "action_button");

  g_assert_true (gtk_widget_get_mapped (button));

  return gtk_actionable_get_action_name (GTK_ACTIONABLE (button));
}

static void
test_no_server (WindowFixture *fixture,
                gconstpointer  data)
{
  ath_test_window_add_profile (fixture->store, ath_test_folder_get_path (fixture->folder),
                               "Staging", ATH_TIER_STAGING, "postgresql://u@127.0.0.1:1/shop");
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  g_assert_cmpstr (get_remedy (fixture), ==, "win.refresh");
}

static void
test_no_database (WindowFixture *fixture,
                  gconstpointer  data)
{
  GtkWidget *error_view;
  g_autofree char *database = NULL;

  database = window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS);
  ath_test_cluster_drop_database (fixture->shared->cluster, database);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");

  error_view = window_fixture_find (fixture, ATH_TYPE_ENVIRONMENT_PAGE,
                                    ATH_TYPE_ERROR_VIEW, "error_view");
  g_assert_true (gtk_widget_get_mapped (error_view));
  g_assert_nonnull (strstr (window_fixture_get_text (fixture, "message_label"), database));
  g_assert_cmpuint (window_fixture_count_rows (window_fixture_get_list (fixture)), ==, 5);
  g_assert_true (window_fixture_is_enabled (fixture, "win.refresh"));
  g_assert_true (window_fixture_is_enabled (fixture, "win.edit-environment"));
  g_assert_cmpstr (get_remedy (fixture), ==, "win.edit-environment");
}

/* A port where connections are taken and nothing is ever said. */
static GSocket *
listen_in_silence (char **url)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;
  GSocket *socket;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);

  *url = g_strdup_printf ("postgresql://u@127.0.0.1:%u/silent",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));

  return socket;
}

static void
add_dead_environment (WindowFixture *fixture,
                      const char    *name,
                      const char    *url)
{
  ath_test_window_add_profile (fixture->store, ath_test_folder_get_path (fixture->folder),
                               name, ATH_TIER_DEVELOPMENT, url);
}

static void
open_without_waiting (WindowFixture *fixture)
{
  g_autoptr(GFile) folder = NULL;
  AthProjectItem *project;

  folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  ath_window_open_project (fixture->window, folder);
  project = ath_window_get_project (fixture->window);
  ATH_TEST_WAIT_UNTIL (ath_project_item_has_environments (project));
}

static void
test_dead_host (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr(GSocket) silent = listen_in_silence (&url);
  AthProjectItem *project;
  AthEnvironmentItem *dead;
  AthEnvironmentItem *staging;

  g_test_summary ("A server that never answers holds up no other, not even twenty of them");

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Dead %u", i);

      add_dead_environment (fixture, name, url);
    }
  g_free (window_fixture_add_environment (fixture, "Staging", ATH_TIER_STAGING, ID_ORDERS));
  open_without_waiting (fixture);

  project = ath_window_get_project (fixture->window);
  dead = ath_project_item_find_environment (project, "Dead 0");
  staging = ath_project_item_find_environment (project, "Staging");
  ATH_TEST_WAIT_UNTIL (!ath_environment_item_is_busy (staging));

  g_assert_cmpuint (ath_environment_item_get_n_pending (staging), ==, 3);
  g_assert_true (ath_environment_item_is_busy (dead));
}

static void
test_close_while_busy (WindowFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr(GSocket) silent = listen_in_silence (&url);
  gint64 start;

  g_test_summary ("Closing the window ends what it waits for, and nothing keeps it");

  add_dead_environment (fixture, "Dead", url);
  open_without_waiting (fixture);
  window_fixture_show (fixture, "Dead");
  g_assert_true (ath_environment_item_is_busy (ath_window_get_environment (fixture->window)));

  start = g_get_monotonic_time ();
  ath_test_window_close (fixture->window);
  fixture->window = NULL;
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

static const WindowTest tests[] = {
  { "/servers/no-server", test_no_server },
  { "/servers/no-database", test_no_database },
  { "/servers/dead-host", test_dead_host },
  { "/servers/close-while-busy", test_close_while_busy },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
