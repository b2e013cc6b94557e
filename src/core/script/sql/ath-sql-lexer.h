/* ath-sql-lexer.h: the tokens of a SQL text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthSqlTokenKind:
 * @ATH_SQL_TOKEN_WORD: a keyword or a name without quotes
 * @ATH_SQL_TOKEN_NAME: a name in double quotes
 * @ATH_SQL_TOKEN_STRING: a constant in single or dollar quotes
 * @ATH_SQL_TOKEN_NUMBER: starts with a digit
 * @ATH_SQL_TOKEN_COMMENT: of one line or of several
 * @ATH_SQL_TOKEN_SYMBOL: any other character, each on its own
 */
typedef enum
{
  ATH_SQL_TOKEN_WORD,
  ATH_SQL_TOKEN_NAME,
  ATH_SQL_TOKEN_STRING,
  ATH_SQL_TOKEN_NUMBER,
  ATH_SQL_TOKEN_COMMENT,
  ATH_SQL_TOKEN_SYMBOL,
} AthSqlTokenKind;

/**
 * AthSqlToken:
 * @kind: what it is
 * @start: its first byte, in the text
 * @len: its length in bytes
 * @is_open: a quote or comment that the text ends in
 */
typedef struct
{
  AthSqlTokenKind  kind;
  const char      *start;
  gsize            len;
  gboolean         is_open;
} AthSqlToken;

/**
 * AthSqlLexer:
 * @pos: where the next token is looked for
 * @end: the end of the text
 *
 * A place in a text; made by its user, on the stack.
 */
typedef struct
{
  const char *pos;
  const char *end;
} AthSqlLexer;

gboolean ath_sql_lexer_next       (AthSqlLexer       *self,
                                   AthSqlToken       *token);
gboolean ath_sql_lexer_next_plain (AthSqlLexer       *self,
                                   AthSqlToken       *token);

gboolean ath_sql_token_is_word    (const AthSqlToken *self,
                                   const char        *word);
gboolean ath_sql_token_is_symbol  (const AthSqlToken *self,
                                   char               symbol);

G_END_DECLS
