/* ath-sql-cursor.c: a place in a SQL statement, token by token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/sql/ath-sql-cursor.h"

/**
 * ath_sql_cursor_init:
 * @self: (out caller-allocates): a cursor
 * @sql: (array length=len): a text; outlives the cursor
 * @len: its length in bytes
 *
 * Goes to the first token.
 */
void
ath_sql_cursor_init (AthSqlCursor *self,
                     const char   *sql,
                     gsize         len)
{
  *self = (AthSqlCursor) { .lexer = { .pos = sql, .end = sql + len } };
  ath_sql_cursor_next (self);
}

/**
 * ath_sql_cursor_next:
 * @self: a cursor
 *
 * Goes to the next token that is no comment.
 */
void
ath_sql_cursor_next (AthSqlCursor *self)
{
  self->has_token = ath_sql_lexer_next_plain (&self->lexer, &self->token);
}

/**
 * ath_sql_cursor_is_word:
 * @self: a cursor
 * @word: a word, in lower case
 *
 * Returns: whether the token is that word, in any case and without quotes
 */
gboolean
ath_sql_cursor_is_word (const AthSqlCursor *self,
                        const char         *word)
{
  return self->has_token && ath_sql_token_is_word (&self->token, word);
}

/**
 * ath_sql_cursor_is_symbol:
 * @self: a cursor
 * @symbol: a character
 *
 * Returns: whether the token is that character alone
 */
gboolean
ath_sql_cursor_is_symbol (const AthSqlCursor *self,
                          char                symbol)
{
  return self->has_token && ath_sql_token_is_symbol (&self->token, symbol);
}

/**
 * ath_sql_cursor_accept:
 * @self: a cursor
 * @phrase: words that are one blank apart, in any case
 *
 * Goes behind @phrase, when that is what stands here.
 *
 * Returns: whether it did
 */
gboolean
ath_sql_cursor_accept (AthSqlCursor *self,
                       const char   *phrase)
{
  AthSqlCursor start = *self;

  for (gsize len; *phrase != '\0'; phrase += len + (phrase[len] == ' '))
    {
      len = strcspn (phrase, " ");
      if (!self->has_token || self->token.kind != ATH_SQL_TOKEN_WORD || self->token.len != len
          || g_ascii_strncasecmp (self->token.start, phrase, len) != 0)
        {
          *self = start;
          return FALSE;
        }
      ath_sql_cursor_next (self);
    }

  return TRUE;
}

/**
 * ath_sql_cursor_accept_symbol:
 * @self: a cursor
 * @symbol: a character
 *
 * Goes behind @symbol, when that is what stands here.
 *
 * Returns: whether it did
 */
gboolean
ath_sql_cursor_accept_symbol (AthSqlCursor *self,
                              char          symbol)
{
  if (!ath_sql_cursor_is_symbol (self, symbol))
    return FALSE;

  ath_sql_cursor_next (self);

  return TRUE;
}
