/* test-keyring.c: a window in a session without a keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-test-window.h"
#include "profile/ath-fallback-store.h"
#include "profile/ath-keyring-store.h"

static GtkWidget *
find (AthWindow  *window,
      GType       type,
      const char *buildable_id)
{
  return ath_test_window_find (GTK_WIDGET (window), type, buildable_id);
}

static void
test_absent (gconstpointer data)
{
  AthApplication *application = (AthApplication *) data;
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(AthProfileStore) store = ath_fallback_store_new (ath_keyring_store_new ());
  g_autoptr(GSettings) settings = ath_test_window_make_settings ();
  AthWindow *window = ath_test_window_new (application, settings, store);
  AthProjectItem *project;
  GtkWidget *bar = find (window, GTK_TYPE_INFO_BAR, "keyring_bar");
  GtkWidget *label = find (window, GTK_TYPE_LABEL, "keyring_label");
  const char *path = ath_test_folder_get_path (folder);

  g_test_summary ("Without a keyring a bar says so, and environments last for the session");

  g_assert_false (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  ath_test_window_add_revision (folder, "aaaa00000001", "", "Create users");
  project = ath_test_window_open (window, path);

  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)),
                            "There is no keyring in this session."));
  g_assert_cmpuint (g_list_model_get_n_items (ath_project_item_get_revisions (project)), ==, 1);

  ath_test_window_add_profile (store, path, "Staging", ATH_TIER_STAGING,
                               "postgresql://u@127.0.0.1:1/shop");
  ath_test_window_open (window, path);
  g_assert_nonnull (ath_project_item_find_environment (project, "Staging"));

  /* It is still not there, which is said once more and changes nothing. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.retry-keyring", NULL);
  ATH_TEST_WAIT_UNTIL (find (window, g_type_from_name ("AdwToastWidget"), NULL) != NULL);
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));

  ath_test_window_close (window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = NULL;

  /* Before anything looks for the bus. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_unsetenv ("SECRET_BACKEND");
  application = ath_test_window_init (&argc, &argv);

  g_test_add_data_func ("/keyring/absent", application, test_absent);

  return g_test_run ();
}
