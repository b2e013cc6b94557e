/* ath-window-projects.c: how projects come into the window and leave it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-dialogs.h"
#include "ath-window-private.h"
#include "project/writing/ath-project-creator.h"

/* More than there are. */
#define MAX_SAMPLES 100

static void
folder_chosen_cb (GFile    *folder,
                  gpointer  user_data)
{
  ath_window_open_project (user_data, folder);
}

static void
open_project_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  ath_dialogs_choose_folder (GTK_WINDOW (widget), _("Open Project"), _("_Open"),
                             folder_chosen_cb, widget);
}

static void
create_project_thread (GTask        *task,
                       gpointer      source_object,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  GError *error = NULL;

  if (ath_project_creator_create_sql (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
create_project_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  AthWindow *self = ATH_WINDOW (object);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    ath_window_open_project (self, g_task_get_task_data (G_TASK (result)));

  /* The window is gone: touch nothing. */
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ath_dialogs_show_error (GTK_WINDOW (self), _("No Project Was Made"), error);
}

static void
new_folder_chosen_cb (GFile    *folder,
                      gpointer  user_data)
{
  AthWindow *self = ATH_WINDOW (user_data);
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, create_project_cb, NULL);

  g_task_set_source_tag (task, new_folder_chosen_cb);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, create_project_thread);
}

static void
new_project_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  ath_dialogs_choose_folder (GTK_WINDOW (widget), _("New SQL Project"), _("_Create Here"),
                             new_folder_chosen_cb, widget);
}

static void
list_samples_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AthWindow) self = user_data;
  g_autolist(GFileInfo) infos = NULL;
  g_autoptr(GError) error = NULL;

  infos = g_file_enumerator_next_files_finish (G_FILE_ENUMERATOR (object), result, &error);

  /* The window is gone: touch nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    ath_dialogs_show_error (GTK_WINDOW (self), _("No Samples Were Found"), error);

  for (GList *info = infos; info != NULL; info = info->next)
    {
      g_autoptr(GFile) folder = NULL;

      folder = g_file_enumerator_get_child (G_FILE_ENUMERATOR (object), info->data);
      ath_window_open_project (self, folder);
    }
}

static void
enumerate_samples_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AthWindow) self = user_data;
  g_autoptr(GFileEnumerator) enumerator = NULL;
  g_autoptr(GError) error = NULL;

  enumerator = g_file_enumerate_children_finish (G_FILE (object), result, &error);

  if (enumerator != NULL)
    g_file_enumerator_next_files_async (enumerator, MAX_SAMPLES, G_PRIORITY_DEFAULT,
                                        self->cancellable, list_samples_cb, g_object_ref (self));

  /* The window is gone: touch nothing. */
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ath_dialogs_show_error (GTK_WINDOW (self), _("No Samples Were Found"), error);
}

static void
try_samples_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  g_autoptr(GFile) folder = g_file_new_for_path (ATH_SAMPLES_DIR "/sql");

  g_file_enumerate_children_async (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                   G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                                   self->cancellable, enumerate_samples_cb, g_object_ref (self));
}

static void
undo_close_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  g_autoptr(GFile) folder = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  ath_window_open_project (ATH_WINDOW (widget), folder);
}

static void
close_project_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  g_autofree char *uri = g_file_get_uri (ath_project_item_get_folder (self->project));
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  text = g_strdup_printf (_("Removed “%s” from the list"),
                          ath_project_item_get_title (self->project));
  title = g_markup_escape_text (text, -1);

  ath_workspace_close (self->workspace, self->project);
  ath_window_save_state (self);

  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-close");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  g_autofree char *uri = g_file_get_uri (ath_project_item_get_folder (self->project));

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* Installs the actions of this file; part of ath_window_class_init_actions(). */
void
ath_window_class_init_project_actions (AthWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.open-project", NULL, open_project_action);
  gtk_widget_class_install_action (widget_class, "win.new-project", NULL, new_project_action);
  gtk_widget_class_install_action (widget_class, "win.try-samples", NULL, try_samples_action);
  gtk_widget_class_install_action (widget_class, "win.close-project", NULL, close_project_action);
  gtk_widget_class_install_action (widget_class, "win.undo-close", "s", undo_close_action);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_action);
}
