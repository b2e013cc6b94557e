/* ath-statement-pieces.h: texts of several statements, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-statement.h"

G_BEGIN_DECLS

GPtrArray *ath_statement_list_pieces (AthStatement *statement,
                                      int           server_version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
