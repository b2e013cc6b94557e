/* ath-ddl-private.h: parts of statements that several of them share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/schema/ath-ddl.h"

G_BEGIN_DECLS

void     ath_ddl_append_names            (const GArray                *names,
                                          GString                     *sql);
gboolean ath_ddl_append_constraint       (const AthSqlConstraint      *constraint,
                                          const AthSqlColumn          *autoincrement,
                                          GString                     *sql,
                                          GError                     **error);
gboolean ath_ddl_append_reference        (const AthSqlConstraint      *constraint,
                                          GString                     *sql,
                                          GError                     **error);
gboolean ath_ddl_append_column           (const AthSqlColumn          *column,
                                          const AthSqlColumn          *autoincrement,
                                          GString                     *sql,
                                          GError                     **error);
void     ath_ddl_append_sequence_options (const AthSqlSequenceOptions *options,
                                          GString                     *sql);

G_END_DECLS
