/* ath-mark.h: what a revision is to an environment, as icon and word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_MARK (ath_mark_get_type ())

G_DECLARE_FINAL_TYPE (AthMark, ath_mark, ATH, MARK, GtkWidget)

GtkWidget *ath_mark_new (gboolean            show_word);
void       ath_mark_set (AthMark            *self,
                         AthEnvironmentItem *environment,
                         AthRevisionItem    *item);

G_END_DECLS
