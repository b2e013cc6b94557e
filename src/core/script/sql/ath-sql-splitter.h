/* ath-sql-splitter.h: the statements of a SQL text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/sql/ath-sql-lexer.h"

G_BEGIN_DECLS

/**
 * AthSqlSpan:
 * @lead: where the comment right above the statement starts, or @start
 * @start: its first token
 * @end: behind its last token; comments that follow are not part of it
 * @is_closed: a semicolon follows
 * @is_open: the text ends inside of its parentheses, quotes, comments or body
 *
 * One statement in a text.
 */
typedef struct
{
  const char *lead;
  const char *start;
  const char *end;
  gboolean    is_closed;
  gboolean    is_open;
} AthSqlSpan;

/**
 * AthSqlSplitter:
 * @lexer: where the next statement is looked for
 * @last_end: (nullable): behind the last semicolon
 *
 * A place in a text; made by ath_sql_splitter_init(), on the stack.
 */
typedef struct
{
  AthSqlLexer  lexer;
  const char  *last_end;
} AthSqlSplitter;

void     ath_sql_splitter_init (AthSqlSplitter *self,
                                const char     *text,
                                gsize           len);
gboolean ath_sql_splitter_next (AthSqlSplitter *self,
                                AthSqlSpan     *span);

G_END_DECLS
