/* ath-panes.h: two panes side by side, or one at a time where it is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATH_TYPE_PANES (ath_panes_get_type ())

G_DECLARE_FINAL_TYPE (AthPanes, ath_panes, ATH, PANES, GtkWidget)

GtkWidget *ath_panes_new                (void);

gboolean   ath_panes_get_folded         (AthPanes *self);
void       ath_panes_set_folded         (AthPanes *self,
                                         gboolean  folded);
gboolean   ath_panes_get_show_end       (AthPanes *self);
void       ath_panes_set_show_end       (AthPanes *self,
                                         gboolean  show_end);
gboolean   ath_panes_get_start_revealed (AthPanes *self);
void       ath_panes_set_start_revealed (AthPanes *self,
                                         gboolean  revealed);
gboolean   ath_panes_get_end_revealed   (AthPanes *self);
void       ath_panes_set_end_revealed   (AthPanes *self,
                                         gboolean  revealed);

G_END_DECLS
