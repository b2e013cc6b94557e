/* ath-window-session.c: what the window remembers
 *
 * Saved whenever it changes and not only at the end, so that a crash loses
 * nothing of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-window-private.h"

/* Sizes and positions; to be called once, before the window is shown. */
void
ath_window_load_state (AthWindow *self)
{
  g_auto(GStrv) collapsed = g_settings_get_strv (self->settings, "collapsed-projects");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_settings_bind (self->settings, "sidebar-width",
                   self->panes, "position", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "sidebar-visible",
                   self->panes, "start-revealed", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "list-width",
                   ath_environment_page_get_panes (self->environment_page), "position",
                   G_SETTINGS_BIND_DEFAULT);

  ath_sidebar_set_collapsed (self->sidebar, (const char *const *) collapsed);
}

static void
save_size (AthWindow *self)
{
  gboolean is_maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);

  g_settings_set_boolean (self->settings, "window-maximized", is_maximized);
  if (!is_maximized)
    {
      g_settings_set_int (self->settings, "window-width", MAX (width, 360));
      g_settings_set_int (self->settings, "window-height", MAX (height, 294));
    }
}

void
ath_window_save_state (AthWindow *self)
{
  g_auto(GStrv) folders = NULL;
  g_auto(GStrv) collapsed = NULL;
  g_autofree char *project = NULL;

  save_size (self);

  /* Before the session was restored there is nothing worth keeping. */
  if (!self->is_restored)
    return;

  folders = ath_workspace_list_folders (self->workspace);
  collapsed = ath_sidebar_list_collapsed (self->sidebar);
  if (self->project != NULL)
    project = g_file_get_uri (ath_project_item_get_folder (self->project));

  g_settings_set_strv (self->settings, "projects", (const char *const *) folders);
  g_settings_set_strv (self->settings, "collapsed-projects", (const char *const *) collapsed);
  g_settings_set_string (self->settings, "selected-project", project != NULL ? project : "");

  /* One that is still being looked for stays the one to look for. */
  if (self->environment != NULL)
    g_settings_set_string (self->settings, "selected-environment",
                           ath_environment_item_get_name (self->environment));
  else if (self->wanted_environment == NULL)
    g_settings_set_string (self->settings, "selected-environment", "");
}

/**
 * ath_window_restore_session:
 * @self: a window
 *
 * Opens what was open the last time.  Only the first call does anything.
 */
void
ath_window_restore_session (AthWindow *self)
{
  g_auto(GStrv) folders = NULL;
  g_autofree char *project = NULL;
  g_autofree char *environment = NULL;

  g_return_if_fail (ATH_IS_WINDOW (self));

  if (self->is_restored)
    return;

  folders = g_settings_get_strv (self->settings, "projects");
  project = g_settings_get_string (self->settings, "selected-project");
  environment = g_settings_get_string (self->settings, "selected-environment");

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr(GFile) folder = g_file_new_for_uri (folders[i]);
      AthProjectItem *item = ath_workspace_open (self->workspace, folder);

      if (i == 0 || g_str_equal (folders[i], project))
        ath_window_show_project (self, item);
    }

  if (*environment != '\0')
    ath_window_want_environment (self, environment);

  if (folders[0] != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  self->is_restored = TRUE;
}
