/* ath-tier-row.h: a row that a tier is chosen in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ath_tier_row_set_up (AdwComboRow *row);

G_END_DECLS
