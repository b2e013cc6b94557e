/* ath-dialogs.c: choosers and boxes that every newer GTK has another form of
 *
 * Kept together, so that moving on to GTK 4.10 and libadwaita 1.5 is a change in
 * one file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ath-dialogs.h"

typedef struct
{
  GtkFileChooserNative *chooser; /* (owned) nobody else keeps it */
  AthDialogsFolderFunc  func;
  gpointer              user_data;
} FolderChoice;

static void
folder_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    gpointer         user_data)
{
  FolderChoice *choice = user_data;
  g_autoptr(GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (folder != NULL)
    choice->func (folder, choice->user_data);

  g_object_unref (choice->chooser);
  g_free (choice);
}

/**
 * ath_dialogs_choose_folder:
 * @parent: the window that asks; the chooser goes away with it
 * @title: what is chosen
 * @func: called when a folder was chosen, and not otherwise
 * @user_data: passed to @func; must live as long as @parent
 *
 * Asks for a folder that is there.
 */
void
ath_dialogs_choose_folder (GtkWindow            *parent,
                           const char           *title,
                           AthDialogsFolderFunc  func,
                           gpointer              user_data)
{
  FolderChoice *choice = g_new0 (FolderChoice, 1);

  choice->func = func;
  choice->user_data = user_data;
  choice->chooser = gtk_file_chooser_native_new (title, parent,
                                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                 _("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  g_signal_connect (choice->chooser, "response", G_CALLBACK (folder_response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}

/* What a report of a fault needs, and nothing that identifies a database. */
static char *
dup_debug_info (void)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Athanor %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n",
                          ATH_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          os != NULL ? os : "");
}

/**
 * ath_dialogs_show_about:
 * @parent: (nullable): the window in front
 *
 * Shows what this program is.
 */
void
ath_dialogs_show_about (GtkWindow *parent)
{
  g_autofree char *debug_info = dup_debug_info ();

  adw_show_about_window (parent,
                         "application-name", "Athanor",
                         "application-icon", ATH_APP_ID,
                         "version", ATH_VERSION,
                         "developer-name", _("The Athanor developers"),
                         "comments", _("PostgreSQL schema migrations for several environments"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "debug-info", debug_info,
                         "debug-info-filename", "athanor-debug-info.txt",
                         /* TRANSLATORS: your names, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
