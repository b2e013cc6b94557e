/* ath-sql-error.h: from a server's error to ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "ath-error.h"

G_BEGIN_DECLS

GError     *ath_sql_error_new         (const PGresult *result,
                                       const char     *statement) G_GNUC_WARN_UNUSED_RESULT;
char       *ath_sql_error_dup_text    (const char     *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
