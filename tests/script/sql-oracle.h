/* sql-oracle.h: what libpg_query says about tokens and statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sql_oracle_compare (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
