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
#include "ath-error.h"

typedef struct
{
  GtkFileChooserNative *chooser; /* (owned) nobody else keeps it */
  AthDialogsFileFunc    func;
  gpointer              user_data;
} Choice;

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  Choice *choice = user_data;
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    choice->func (file, choice->user_data);

  g_object_unref (choice->chooser);
  g_free (choice);
}

static void
choose (GtkWindow            *parent,
        const char           *title,
        const char           *accept_label,
        GtkFileChooserAction  action,
        AthDialogsFileFunc    func,
        gpointer              user_data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->func = func;
  choice->user_data = user_data;
  choice->chooser = gtk_file_chooser_native_new (title, parent, action, accept_label, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  g_signal_connect (choice->chooser, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}

/**
 * ath_dialogs_choose_folder:
 * @parent: the window that asks; the chooser goes away with it
 * @title: what is chosen
 * @accept_label: what the button says, with a mnemonic
 * @func: called when a folder was chosen, and not otherwise
 * @user_data: passed to @func; must live as long as @parent
 *
 * Asks for a folder that is there.
 */
void
ath_dialogs_choose_folder (GtkWindow          *parent,
                           const char         *title,
                           const char         *accept_label,
                           AthDialogsFileFunc  func,
                           gpointer            user_data)
{
  choose (parent, title, accept_label, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, func, user_data);
}

/**
 * ath_dialogs_choose_file:
 * @parent: the window that asks; the chooser goes away with it
 * @title: what is chosen
 * @func: called when a file was chosen, and not otherwise
 * @user_data: passed to @func; must live as long as @parent
 *
 * Asks for a file that is there.
 */
void
ath_dialogs_choose_file (GtkWindow          *parent,
                         const char         *title,
                         AthDialogsFileFunc  func,
                         gpointer            user_data)
{
  choose (parent, title, _("_Open"), GTK_FILE_CHOOSER_ACTION_OPEN, func, user_data);
}

/**
 * ath_dialogs_confirm:
 * @parent: the window that asks
 * @heading: what is asked
 * @body: what it means
 * @keep: what the button says that changes nothing, with a mnemonic
 * @confirm: what the button says that cannot be taken back, with a mnemonic
 * @func: called when that one was chosen, while @parent lives
 *
 * Asks before something that cannot be undone.
 */
void
ath_dialogs_confirm (GtkWindow             *parent,
                     const char            *heading,
                     const char            *body,
                     const char            *keep,
                     const char            *confirm,
                     AthDialogsConfirmFunc  func)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "keep", keep, "confirm", confirm, NULL);
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response::confirm", G_CALLBACK (func), parent,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ath_dialogs_show_error:
 * @parent: the window that wanted something
 * @heading: what did not happen
 * @error: why
 *
 * Shows a failure that belongs to no place in @parent.
 */
void
ath_dialogs_show_error (GtkWindow    *parent,
                        const char   *heading,
                        const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  const char *hint = details != NULL ? details->hint : NULL;
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s%s%s", error->message,
                                  hint != NULL ? "\n\n" : "", hint != NULL ? hint : "");
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
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
