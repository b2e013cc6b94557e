/* ath-row-changes.h: how rows get from one state to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"

G_BEGIN_DECLS

GPtrArray *ath_row_changes_new (GPtrArray *gone,
                                GPtrArray *come) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
