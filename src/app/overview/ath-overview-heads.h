/* ath-overview-heads.h: the heads of the columns of an overview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_OVERVIEW_HEADS (ath_overview_heads_get_type ())

G_DECLARE_FINAL_TYPE (AthOverviewHeads, ath_overview_heads, ATH, OVERVIEW_HEADS, GtkWidget)

void ath_overview_heads_set_project (AthOverviewHeads *self,
                                     AthProjectItem   *project);

G_END_DECLS
