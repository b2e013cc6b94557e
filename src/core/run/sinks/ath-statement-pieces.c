/* ath-statement-pieces.c: texts of several statements, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "run/sinks/ath-statement-pieces.h"
#include "script/sql/ath-sql-kind.h"
#include "script/sql/ath-sql-splitter.h"

static AthStatement *
piece_new (AthStatement     *whole,
           const AthSqlSpan *span,
           int               server_version)
{
  g_autofree char *sql = g_strndup (span->lead, span->end - span->lead);
  AthStatement *piece = ath_statement_new (sql);

  piece->file = g_strdup (whole->file);
  piece->line = whole->line;
  piece->column = whole->column;
  piece->outside_transaction =
    ath_sql_kind_is_outside_transaction (ath_sql_kind_of (span->start, span->end - span->start,
                                                          server_version));

  return piece;
}

/**
 * ath_statement_list_pieces:
 * @statement: what a script hands over
 * @server_version: as libpq numbers it
 *
 * An Alembic script may hand over a text of several statements, but the protocol
 * that takes many at once, or parameters, takes only one of each.
 *
 * Returns: (transfer full) (element-type AthStatement): the statements in it, from
 *   the same place in the script; itself when it is one
 */
GPtrArray *
ath_statement_list_pieces (AthStatement *statement,
                           int           server_version)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_statement_unref);
  gboolean is_open = FALSE;
  AthSqlSplitter splitter;
  AthSqlSpan span;

  if (!statement->verbatim && strchr (statement->sql, ';') != NULL)
    {
      ath_sql_splitter_init (&splitter, statement->sql, strlen (statement->sql));
      while (!is_open && ath_sql_splitter_next (&splitter, &span))
        {
          is_open = span.is_open;
          g_ptr_array_add (pieces, piece_new (statement, &span, server_version));
        }
    }

  if (pieces->len < 2 || is_open)
    {
      g_ptr_array_set_size (pieces, 0);
      g_ptr_array_add (pieces, ath_statement_ref (statement));
    }

  return pieces;
}
