/* ath-look.h: icons, style classes and other habits of widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

const char *ath_look_get_tier_icon   (AthTier              tier);
const char *ath_look_get_tier_class  (AthTier              tier);
const char *ath_look_get_mark_icon   (AthRevisionMark      mark);
const char *ath_look_get_mark_class  (AthRevisionMark      mark);
const char *ath_look_get_state_icon  (AthEnvironmentState *state);
const char *ath_look_get_state_class (AthEnvironmentState *state);
void        ath_look_set_class       (GtkWidget           *widget,
                                      const char         **current,
                                      const char          *css_class);
void        ath_look_set_busy        (GtkSpinner          *spinner,
                                      gboolean             busy);
void        ath_look_wrap            (GtkLabel            *label);
void        ath_look_bring_into_view (GtkWidget           *widget);

G_END_DECLS
