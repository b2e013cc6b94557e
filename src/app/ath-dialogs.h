/* ath-dialogs.h: choosers and boxes that every newer GTK has another form of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AthDialogsFolderFunc:
 * @folder: what was chosen
 * @user_data: what was given with the function
 */
typedef void (*AthDialogsFolderFunc) (GFile    *folder,
                                      gpointer  user_data);

void ath_dialogs_choose_folder (GtkWindow            *parent,
                                const char           *title,
                                AthDialogsFolderFunc  func,
                                gpointer              user_data);
void ath_dialogs_show_about    (GtkWindow            *parent);

G_END_DECLS
