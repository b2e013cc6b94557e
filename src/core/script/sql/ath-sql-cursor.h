/* ath-sql-cursor.h: a place in a SQL statement, token by token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/sql/ath-sql-lexer.h"

G_BEGIN_DECLS

/**
 * AthSqlCursor:
 * @lexer: behind @token
 * @token: the token at the place
 * @has_token: `FALSE` at the end
 *
 * A place in a text, comments left out.  A plain value: a copy of it is a place to
 * go back to.
 */
typedef struct
{
  AthSqlLexer  lexer;
  AthSqlToken  token;
  gboolean     has_token;
} AthSqlCursor;

void     ath_sql_cursor_init          (AthSqlCursor       *self,
                                       const char         *sql,
                                       gsize               len);
void     ath_sql_cursor_next          (AthSqlCursor       *self);
gboolean ath_sql_cursor_is_word       (const AthSqlCursor *self,
                                       const char         *word);
gboolean ath_sql_cursor_is_symbol     (const AthSqlCursor *self,
                                       char                symbol);
gboolean ath_sql_cursor_accept        (AthSqlCursor       *self,
                                       const char         *phrase);
gboolean ath_sql_cursor_accept_symbol (AthSqlCursor       *self,
                                       char                symbol);

G_END_DECLS
