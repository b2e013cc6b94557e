/* ath-dialogs.h: choosers and boxes that every newer GTK has another form of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AthDialogsFileFunc:
 * @file: what was chosen
 * @user_data: what was given with the function
 */
typedef void (*AthDialogsFileFunc) (GFile    *file,
                                    gpointer  user_data);

/**
 * AthDialogsConfirmFunc:
 * @parent: the window that asked
 */
typedef void (*AthDialogsConfirmFunc) (GtkWindow *parent);

void ath_dialogs_choose_folder (GtkWindow             *parent,
                                const char            *title,
                                const char            *accept_label,
                                AthDialogsFileFunc     func,
                                gpointer               user_data);
void ath_dialogs_choose_file   (GtkWindow             *parent,
                                const char            *title,
                                AthDialogsFileFunc     func,
                                gpointer               user_data);
void ath_dialogs_confirm       (GtkWindow             *parent,
                                const char            *heading,
                                const char            *body,
                                const char            *keep,
                                const char            *confirm,
                                AthDialogsConfirmFunc  func);
void ath_dialogs_show_error    (GtkWindow             *parent,
                                const char            *heading,
                                const GError          *error);
void ath_dialogs_show_about    (GtkWindow             *parent);

G_END_DECLS
