/* ath-application.c: the window program as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "ath-application.h"
#include "ath-dialogs.h"
#include "ath-window.h"
#include "athanor-resources.h"
#include "profile/ath-fallback-store.h"
#include "profile/ath-keyring-store.h"

/**
 * AthApplication:
 *
 * Opens projects in one window: those named on the command line, or those of
 * the last session.
 */

struct _AthApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (AthApplication, ath_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *keys[3];
} Accelerator;

/* The one table of keys.  A key that a widget handles itself (Ctrl+C copies what
 * has the focus) is a binding of that widget.
 */
static const Accelerator accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.open-project", { "<Control>o" } },
  { "win.new-project", { "<Control>n" } },
  { "win.new-environment", { "<Control><Shift>n" } },
  { "win.new-revision", { "<Control>m" } },
  { "win.refresh", { "<Control>r", "F5" } },
  { "win.refresh-all", { "<Control><Shift>r", "<Shift>F5" } },
  { "win.upgrade", { "<Control>u" } },
  { "win.downgrade", { "<Control>d" } },
  { "win.search", { "<Control>f" } },
  { "win.show-sidebar", { "F9" } },
  { "win.back", { "<Alt>Left" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.show-environment(uint32 0)", { "<Alt>0" } },
  { "win.show-environment(uint32 1)", { "<Alt>1" } },
  { "win.show-environment(uint32 2)", { "<Alt>2" } },
  { "win.show-environment(uint32 3)", { "<Alt>3" } },
  { "win.show-environment(uint32 4)", { "<Alt>4" } },
  { "win.show-environment(uint32 5)", { "<Alt>5" } },
  { "win.show-environment(uint32 6)", { "<Alt>6" } },
  { "win.show-environment(uint32 7)", { "<Alt>7" } },
  { "win.show-environment(uint32 8)", { "<Alt>8" } },
  { "win.show-environment(uint32 9)", { "<Alt>9" } },
};

static AthWindow *
ensure_window (AthApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr(AthProfileStore) store = NULL;
  g_autoptr(GSettings) settings = NULL;

  /* A dialog of ours may be in front. */
  while (window != NULL && !ATH_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    return ATH_WINDOW (window);

  store = ath_fallback_store_new (ath_keyring_store_new ());
  settings = g_settings_new (ATH_APP_ID);

  return ATH_WINDOW (ath_window_new (GTK_APPLICATION (self), settings, store));
}

static void
ath_application_activate (GApplication *application)
{
  AthWindow *window = ensure_window (ATH_APPLICATION (application));

  ath_window_restore_session (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
ath_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  AthWindow *window = ensure_window (ATH_APPLICATION (application));

  ath_window_restore_session (window);
  for (int i = 0; i < n_files; i++)
    ath_window_open_project (window, files[i]);
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ath_dialogs_show_about (gtk_application_get_active_window (user_data));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *window = gtk_application_get_windows (user_data);

  /* Closing asks where something runs; quitting must not go around that. */
  while (window != NULL)
    {
      GList *next = window->next;

      gtk_window_close (window->data);
      window = next;
    }
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "quit", quit_cb },
};

static void
ath_application_startup (GApplication *application)
{
  g_resources_register (athanor_get_resource ());

  G_APPLICATION_CLASS (ath_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_window_set_default_icon_name (ATH_APP_ID);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           accelerators[i].action, accelerators[i].keys);
}

static int
ath_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return G_APPLICATION_CLASS (ath_application_parent_class)->handle_local_options (application,
                                                                                     options);

  g_print ("athanor %s\n", ATH_VERSION);

  return 0;
}

static void
ath_application_class_init (AthApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = ath_application_activate;
  application_class->handle_local_options = ath_application_handle_local_options;
  application_class->open = ath_application_open;
  application_class->startup = ath_application_startup;
}

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and leave"), NULL },
  G_OPTION_ENTRY_NULL
};

static void
ath_application_init (AthApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FOLDER…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Opens projects of PostgreSQL schema migrations."));
}

/**
 * ath_application_new:
 *
 * Returns: (transfer full): the application
 */
AthApplication *
ath_application_new (void)
{
  return g_object_new (ATH_TYPE_APPLICATION,
                       "application-id", ATH_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", ATH_APP_PATH,
                       NULL);
}
