/* ath-graph-cell.h: the part of the drawn graph that belongs to one row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_GRAPH_CELL (ath_graph_cell_get_type ())

G_DECLARE_FINAL_TYPE (AthGraphCell, ath_graph_cell, ATH, GRAPH_CELL, GtkWidget)

GtkWidget *ath_graph_cell_new (void);
void       ath_graph_cell_set (AthGraphCell       *self,
                               AthEnvironmentItem *environment,
                               AthRevisionItem    *item);

G_END_DECLS
