/* ath-environment-row.h: an environment in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "workspace/ath-environment-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_ENVIRONMENT_ROW (ath_environment_row_get_type ())

G_DECLARE_FINAL_TYPE (AthEnvironmentRow, ath_environment_row, ATH, ENVIRONMENT_ROW, GtkListBoxRow)

GtkWidget          *ath_environment_row_new             (AthEnvironmentItem *environment);
AthEnvironmentItem *ath_environment_row_get_environment (AthEnvironmentRow  *self);

G_END_DECLS
