/* ath-sql-splitter.c: the statements of a SQL text
 *
 * A statement ends at a semicolon outside of quotes, comments and parentheses;
 * only in BEGIN ATOMIC …; END the grammar has to say which END is the last, and
 * PostgreSQL's parser (libpg_query) is asked.  Going on by one statement keeps
 * what it does not know yet from spoiling the rest, and needs little memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <pg_query.h>

#include "script/sql/ath-sql-splitter.h"

/* How many ENDs the parser is asked about: each costs a pass over the text. */
#define MAX_PARSES 32

typedef enum
{
  HEAD_START,   /* nothing yet */
  HEAD_CREATE,  /* CREATE [OR REPLACE] */
  HEAD_ROUTINE, /* … FUNCTION or PROCEDURE */
  HEAD_BODY,    /* … BEGIN ATOMIC */
  HEAD_OTHER,   /* no routine */
} Head;

/* What is known of the statement that is being read. */
typedef struct
{
  AthSqlToken  last;         /* its last token that is no comment */
  Head         head;
  guint        depth;        /* of parentheses and brackets */
  int          n_unended;    /* CASE and BEGIN ATOMIC without their END */
  guint        n_parses;
  AthSqlLexer  balanced;     /* behind the first END that balances */
  const char  *balanced_end; /* (nullable) its end */
} Reading;

/* `x.end` and `AS end` name things. */
static gboolean
is_named_by (const AthSqlToken *last)
{
  return ath_sql_token_is_symbol (last, '.') || ath_sql_token_is_word (last, "AS");
}

static Head
reading_next_head (const Reading     *self,
                   const AthSqlToken *token)
{
  switch (self->head)
    {
    case HEAD_START:
      return ath_sql_token_is_word (token, "CREATE") ? HEAD_CREATE : HEAD_OTHER;

    case HEAD_CREATE:
      if (ath_sql_token_is_word (token, "OR") || ath_sql_token_is_word (token, "REPLACE"))
        return HEAD_CREATE;
      if (ath_sql_token_is_word (token, "FUNCTION") || ath_sql_token_is_word (token, "PROCEDURE"))
        return HEAD_ROUTINE;
      return HEAD_OTHER;

    case HEAD_ROUTINE:
      if (self->depth == 0
          && ath_sql_token_is_word (&self->last, "BEGIN")
          && ath_sql_token_is_word (token, "ATOMIC"))
        return HEAD_BODY;
      return HEAD_ROUTINE;

    case HEAD_BODY:
    case HEAD_OTHER:
      return self->head;

    default:
      g_assert_not_reached ();
    }
}

static void
reading_add (Reading           *self,
             const AthSqlToken *token)
{
  Head head = reading_next_head (self, token);

  if (ath_sql_token_is_symbol (token, '(') || ath_sql_token_is_symbol (token, '['))
    self->depth++;
  else if ((ath_sql_token_is_symbol (token, ')') || ath_sql_token_is_symbol (token, ']'))
           && self->depth > 0)
    self->depth--;
  else if (head == HEAD_BODY && self->head != HEAD_BODY)
    self->n_unended = 1;
  else if (head == HEAD_BODY && !is_named_by (&self->last))
    self->n_unended += ath_sql_token_is_word (token, "CASE") - ath_sql_token_is_word (token, "END");

  self->head = head;
  self->last = *token;
}

static gboolean
is_statement (const char *start,
              const char *end)
{
  g_autofree char *text = g_strndup (start, end - start);
  PgQuerySplitResult result = pg_query_split_with_parser (text);
  gboolean answer = result.error == NULL && result.n_stmts == 1;

  pg_query_free_split_result (result);

  return answer;
}

/* Whether the semicolon that was just read ends the statement.  Where the parser
 * says no to every END of a body, because of a newer server's syntax, it is the
 * one that balances, as for psql.
 */
static gboolean
reading_ends (Reading           *self,
              const char        *start,
              const AthSqlLexer *lexer)
{
  const char *end = self->last.start + self->last.len;

  if (self->depth > 0)
    return FALSE;
  if (self->head != HEAD_BODY)
    return TRUE;
  if (!ath_sql_token_is_word (&self->last, "END"))
    return FALSE;
  if (self->n_parses++ < MAX_PARSES && is_statement (start, end))
    return TRUE;

  if (self->n_unended <= 0 && self->balanced_end == NULL)
    {
      self->balanced = *lexer;
      self->balanced_end = end;
    }

  return FALSE;
}

/* Whether an empty line, or the end of the statement before, stands between. */
static gboolean
is_apart (const char *from,
          const char *to)
{
  guint n_lines = 0;

  for (const char *pos = from; pos < to; pos++)
    n_lines += *pos == '\n';

  return n_lines >= 2;
}

static gboolean
is_same_line (const char *from,
              const char *to)
{
  return from != NULL && memchr (from, '\n', to - from) == NULL;
}

/* Reads comments and stray semicolons up to the first token of a statement. */
static gboolean
read_lead (AthSqlSplitter *self,
           AthSqlSpan     *span,
           AthSqlToken    *token)
{
  const char *lead = NULL;
  const char *comment_end = NULL;

  while (ath_sql_lexer_next (&self->lexer, token))
    {
      if (ath_sql_token_is_symbol (token, ';'))
        {
          lead = NULL;
          self->last_end = self->lexer.pos;
        }
      else if (token->kind != ATH_SQL_TOKEN_COMMENT || token->is_open)
        {
          span->start = token->start;
          span->lead = lead == NULL || is_apart (comment_end, token->start) ? token->start : lead;
          return TRUE;
        }
      else if (!is_same_line (self->last_end, token->start))
        {
          if (lead == NULL || is_apart (comment_end, token->start))
            lead = token->start;
          comment_end = self->lexer.pos;
        }
    }

  return FALSE;
}

/**
 * ath_sql_splitter_init:
 * @self: a splitter
 * @text: (array length=len): valid UTF-8, which must outlive @self
 * @len: length of @text in bytes
 *
 * Sets @self to the start of a text.
 */
void
ath_sql_splitter_init (AthSqlSplitter *self,
                       const char     *text,
                       gsize           len)
{
  self->lexer = (AthSqlLexer) { .pos = text, .end = text + len };
  self->last_end = NULL;
}

/**
 * ath_sql_splitter_next:
 * @self: a splitter
 * @span: (out caller-allocates): the next statement, pointing into the text
 *
 * Goes on by one statement.  Empty statements are skipped; a comment on the
 * line of a semicolon belongs to nothing.
 *
 * Any text is taken: what is no SQL ends somewhere too, and is for the server to
 * refuse.  Takes time linear in the length of the text, but for routine bodies.
 * Any thread.
 *
 * Returns: whether there was one
 */
gboolean
ath_sql_splitter_next (AthSqlSplitter *self,
                       AthSqlSpan     *span)
{
  AthSqlToken token;
  Reading reading = { .head = HEAD_START };
  gboolean more;

  if (!read_lead (self, span, &token))
    return FALSE;

  span->is_closed = FALSE;
  for (more = TRUE; more; more = ath_sql_lexer_next_plain (&self->lexer, &token))
    {
      if (ath_sql_token_is_symbol (&token, ';')
          && reading_ends (&reading, span->start, &self->lexer))
        {
          span->is_closed = TRUE;
          break;
        }
      reading_add (&reading, &token);
    }

  span->end = reading.last.start + reading.last.len;
  span->is_open = !span->is_closed
                  && (reading.last.is_open || reading.depth > 0 || reading.head == HEAD_BODY);
  if (!span->is_closed && reading.balanced_end != NULL)
    {
      self->lexer = reading.balanced;
      span->end = reading.balanced_end;
      span->is_closed = TRUE;
      span->is_open = FALSE;
    }
  self->last_end = self->lexer.pos;

  return TRUE;
}
