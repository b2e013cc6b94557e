/* ath-sql-kind.h: what a statement means for the transaction it runs in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthSqlKind:
 * @ATH_SQL_KIND_PLAIN: runs in a transaction
 * @ATH_SQL_KIND_OUTSIDE_TRANSACTION: the server refuses it inside a transaction
 *   block
 * @ATH_SQL_KIND_CONCURRENT_INDEX: the same, and it stops nobody: it makes or
 *   drops an index CONCURRENTLY, waiting for all transactions older than itself
 * @ATH_SQL_KIND_TRANSACTION_CONTROL: begins or ends the transaction itself
 * @ATH_SQL_KIND_COPY_STREAM: a COPY whose data goes through the client
 * @ATH_SQL_KIND_PSQL_COMMAND: holds a backslash command of psql
 *
 * What a statement means for whoever sends it.
 */
typedef enum
{
  ATH_SQL_KIND_PLAIN,
  ATH_SQL_KIND_OUTSIDE_TRANSACTION,
  ATH_SQL_KIND_CONCURRENT_INDEX,
  ATH_SQL_KIND_TRANSACTION_CONTROL,
  ATH_SQL_KIND_COPY_STREAM,
  ATH_SQL_KIND_PSQL_COMMAND,
} AthSqlKind;

AthSqlKind ath_sql_kind_of                     (const char *sql,
                                                gsize       len,
                                                int         server_version);
gboolean   ath_sql_kind_is_outside_transaction (AthSqlKind  kind);

gboolean   ath_sql_changes_session             (const char *sql,
                                                gsize       len);

G_END_DECLS
