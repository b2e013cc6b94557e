/* ath-test-window.c: what tests of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "ath-test-window.h"

#define TIMEOUT_S 60

static gboolean
timeout_cb (gpointer user_data)
{
  g_error ("%s: waited %d s in vain", (const char *) user_data, TIMEOUT_S);

  return G_SOURCE_REMOVE;
}

/* For ATH_TEST_WAIT_UNTIL(). */
guint
ath_test_window_start_timeout (const char *place,
                               const char *condition)
{
  return g_timeout_add_seconds_full (G_PRIORITY_HIGH, TIMEOUT_S, timeout_cb,
                                     g_strdup_printf ("%s: %s", place, condition), g_free);
}

/**
 * ath_test_window_init:
 * @argc: arguments of the test
 * @argv: arguments of the test
 *
 * Starts GTK and the application, which shares nothing with one that runs.
 *
 * GLib's own isolation of folders would hide the icons and the languages of the
 * system from GTK; with-display.sh keeps those of the user away.
 *
 * Returns: (transfer full): the application
 */
AthApplication *
ath_test_window_init (int    *argc,
                      char ***argv)
{
  AthApplication *application;
  g_autoptr(GError) error = NULL;

  g_test_init (argc, argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, BUILT_LOCALES);
  textdomain (GETTEXT_PACKAGE);

  application = ath_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* Pictures and widths are those of a moment, not of an animation. */
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations", FALSE,
                "gtk-font-name", "Cantarell 11",
                NULL);

  return application;
}

/**
 * ath_test_window_make_settings:
 *
 * Returns: (transfer full): settings that nothing was changed in
 */
GSettings *
ath_test_window_make_settings (void)
{
  g_autoptr(GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (ATH_APP_ID, backend);
}

/**
 * ath_test_window_new:
 * @application: the application
 * @settings: what the last window left
 * @store: the profiles
 *
 * Returns: (transfer none): a window, shown, with the session restored
 */
AthWindow *
ath_test_window_new (AthApplication  *application,
                     GSettings       *settings,
                     AthProfileStore *store)
{
  GtkWidget *window = ath_window_new (GTK_APPLICATION (application), settings, store);

  ath_window_restore_session (ATH_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (window));

  return ATH_WINDOW (window);
}

/**
 * ath_test_window_close:
 * @window: a window
 *
 * Closes @window and waits until nothing holds it any more, which finds every
 * reference that is not given back.
 */
void
ath_test_window_close (AthWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  ATH_TEST_WAIT_UNTIL (weak == NULL);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * ath_test_window_add_profile:
 * @store: where to
 * @folder: folder of the project
 * @name: name of the environment
 * @tier: its tier
 * @url: how to reach it
 */
void
ath_test_window_add_profile (AthProfileStore *store,
                             const char      *folder,
                             const char      *name,
                             AthTier          tier,
                             const char      *url)
{
  g_autoptr(AthProfile) profile = ath_profile_new (folder, name);
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_connection_info_new_from_url (url, &error);
  g_assert_no_error (error);
  ath_profile_set_connection (profile, connection);
  ath_profile_set_tier (profile, tier);

  ath_profile_store_save_async (store, profile, NULL, result_cb, &result);
  ATH_TEST_WAIT_UNTIL (result != NULL);
  ath_profile_store_save_finish (store, result, &error);
  g_assert_no_error (error);
}

/**
 * ath_test_window_add_revision:
 * @folder: folder of an SQL project
 * @id: id of the new revision
 * @revises: its down revisions, comma separated
 * @message: its message
 *
 * Writes a script that makes the table `t_ID`, and `athanor.ini` with the first.
 */
void
ath_test_window_add_revision (AthTestFolder *folder,
                              const char    *id,
                              const char    *revises,
                              const char    *message)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.sql", id);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("--@ revision: %s\n"
                          "--@ revises: %s\n"
                          "--@ message: %s\n"
                          "--@ created: 2025-11-12T14:30:00Z\n"
                          "\n"
                          "--@ upgrade\n"
                          "CREATE TABLE t_%s (id bigint PRIMARY KEY);\n"
                          "\n"
                          "--@ downgrade\n"
                          "DROP TABLE t_%s;\n",
                          id, revises, message, id, id);

  if (*revises == '\0')
    {
      ath_test_folder_write (folder, "athanor.ini", "[athanor]\n");
      ath_test_folder_make_folder (folder, "versions");
    }
  ath_test_folder_write (folder, name, text);
}

static gboolean
is_settled (AthProjectItem *project)
{
  GListModel *environments = ath_project_item_get_environments (project);

  if (ath_project_item_is_busy (project))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr(AthEnvironmentItem) environment = g_list_model_get_item (environments, i);

      if (ath_environment_item_is_busy (environment))
        return FALSE;
    }

  return TRUE;
}

static gboolean
all_settled (AthWindow *window)
{
  GListModel *projects = G_LIST_MODEL (ath_window_get_workspace (window));

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr(AthProjectItem) project = g_list_model_get_item (projects, i);

      if (!is_settled (project))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_test_window_wait_settled:
 * @window: a window
 *
 * Waits until everything was read.
 */
void
ath_test_window_wait_settled (AthWindow *window)
{
  ATH_TEST_WAIT_UNTIL (all_settled (window));
}

/**
 * ath_test_window_open:
 * @window: a window
 * @folder: path of a project
 *
 * Opens a project and waits until it and all its environments were read.
 *
 * Returns: (transfer none): the project
 */
AthProjectItem *
ath_test_window_open (AthWindow  *window,
                      const char *folder)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);

  ath_window_open_project (window, file);
  ath_test_window_wait_settled (window);

  return ath_window_get_project (window);
}

/**
 * ath_test_window_find:
 * @root: where to begin
 * @type: type of the widget
 * @buildable_id: (nullable): its id in the `.ui` file
 *
 * Returns: (transfer none) (nullable): the first such widget below @root
 */
GtkWidget *
ath_test_window_find (GtkWidget  *root,
                      GType       type,
                      const char *buildable_id)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (buildable_id == NULL
          || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), buildable_id) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ath_test_window_find (child, type, buildable_id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* NULL while @window is being laid out anew. */
static GskRenderNode *
draw (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();

  gtk_test_widget_wait_for_draw (window);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gtk_widget_get_width (window), gtk_widget_get_height (window));

  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

/**
 * ath_test_window_save_png:
 * @window: a window that is shown
 * @path: where to
 *
 * Saves a picture of @window as it would be on the screen.
 */
void
ath_test_window_save_png (GtkWidget  *window,
                          const char *path)
{
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  while (node == NULL)
    node = draw (window);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/**
 * ath_test_window_answer:
 * @response: what is chosen
 *
 * Waits for a question and answers it, as a click on its button does.
 */
void
ath_test_window_answer (const char *response)
{
  GtkWindow *dialog;

  ATH_TEST_WAIT_UNTIL (find_dialog () != NULL);
  dialog = find_dialog ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}
