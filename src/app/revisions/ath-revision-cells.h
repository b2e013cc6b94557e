/* ath-revision-cells.h: the cells of a list of revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

/**
 * AthCellKind:
 * @ATH_CELL_GRAPH: the drawn graph
 * @ATH_CELL_MESSAGE: message, own labels, “head”
 * @ATH_CELL_ID: shortened id
 * @ATH_CELL_STATE: mark with its word
 * @ATH_CELL_MARK: mark alone
 */
typedef enum
{
  ATH_CELL_GRAPH,
  ATH_CELL_MESSAGE,
  ATH_CELL_ID,
  ATH_CELL_STATE,
  ATH_CELL_MARK,
} AthCellKind;

/**
 * AthCellSetupFunc:
 * @list_item: the list item that a cell was made for
 * @user_data: what was given to ath_revision_cells_new_factory()
 */
typedef void (*AthCellSetupFunc) (GtkListItem *list_item,
                                  gpointer     user_data);

GtkListItemFactory *ath_revision_cells_new_factory (AthCellKind         kind,
                                                    AthEnvironmentItem *environment,
                                                    AthCellSetupFunc    setup,
                                                    gpointer            user_data)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
