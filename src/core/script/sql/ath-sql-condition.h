/* ath-sql-condition.h: the condition of a `--@ when`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ath_sql_condition_evaluate (const char         *text,
                                     gsize               len,
                                     const char *const  *variables,
                                     gboolean           *holds);

G_END_DECLS
