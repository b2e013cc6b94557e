/* ath-script-pane.h: a script, or why there is none to see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATH_TYPE_SCRIPT_PANE (ath_script_pane_get_type ())

G_DECLARE_FINAL_TYPE (AthScriptPane, ath_script_pane, ATH, SCRIPT_PANE, AdwBin)

GtkWidget *ath_script_pane_new         (void);
void       ath_script_pane_set_loading (AthScriptPane *self);
void       ath_script_pane_set_text    (AthScriptPane *self,
                                        const char    *text,
                                        const char    *language,
                                        const char    *if_empty);
void       ath_script_pane_set_error   (AthScriptPane *self,
                                        const GError  *error);
void       ath_script_pane_set_note    (AthScriptPane *self,
                                        const GError  *note);
char      *ath_script_pane_dup_text    (AthScriptPane *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
