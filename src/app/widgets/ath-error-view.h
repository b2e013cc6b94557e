/* ath-error-view.h: an error where it belongs, with all that is known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATH_TYPE_ERROR_VIEW (ath_error_view_get_type ())

G_DECLARE_FINAL_TYPE (AthErrorView, ath_error_view, ATH, ERROR_VIEW, AdwBin)

GtkWidget *ath_error_view_new        (void);
void       ath_error_view_set_error  (AthErrorView *self,
                                      const GError *error);
void       ath_error_view_set_note   (AthErrorView *self,
                                      const GError *note);
void       ath_error_view_set_action (AthErrorView *self,
                                      const char   *label,
                                      const char   *action_name);

G_END_DECLS
