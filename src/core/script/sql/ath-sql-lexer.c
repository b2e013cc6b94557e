/* ath-sql-lexer.c: the tokens of a SQL text
 *
 * libpg_query's scanner is that of one version of PostgreSQL: it refuses a whole
 * text for one literal that a newer server knows (1_000_000).  What quotes,
 * comments and names are has not changed for long, and is all that it takes to
 * find statements and directives; the tests hold these tokens against those of
 * libpg_query.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/sql/ath-sql-lexer.h"

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (c & 0x80) != 0;
}

static gboolean
is_name_char (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c) || c == '$';
}

static char
peek (const AthSqlLexer *self,
      gsize              ahead)
{
  return (gsize) (self->end - self->pos) > ahead ? self->pos[ahead] : '\0';
}

/* Skips to behind the closing @quote; a doubled one does not close.  Returns
 * whether there is one.
 */
static gboolean
skip_quoted (AthSqlLexer *self,
             char         quote,
             gboolean     has_escapes)
{
  for (self->pos++; self->pos < self->end; self->pos++)
    {
      if (has_escapes && *self->pos == '\\' && self->pos + 1 < self->end)
        self->pos++;
      else if (*self->pos == quote && peek (self, 1) == quote)
        self->pos++;
      else if (*self->pos == quote)
        {
          self->pos++;
          return TRUE;
        }
    }

  return FALSE;
}

static void
skip_line_comment (AthSqlLexer *self)
{
  while (self->pos < self->end && *self->pos != '\n' && *self->pos != '\r')
    self->pos++;
}

/* Comments in slashes and stars nest. */
static gboolean
skip_block_comment (AthSqlLexer *self)
{
  guint depth = 0;

  while (self->pos < self->end)
    {
      if (*self->pos == '/' && peek (self, 1) == '*')
        {
          depth++;
          self->pos += 2;
        }
      else if (*self->pos == '*' && peek (self, 1) == '/')
        {
          self->pos += 2;
          if (--depth == 0)
            return TRUE;
        }
      else
        self->pos++;
    }

  return FALSE;
}

/* The length of the `$tag$` at the place, or 0. */
static gsize
dollar_tag_len (const AthSqlLexer *self)
{
  gsize len = 1;

  if (g_ascii_isdigit (peek (self, 1)))
    return 0;

  while (peek (self, len) != '$' && is_name_char (peek (self, len)))
    len++;

  return peek (self, len) == '$' ? len + 1 : 0;
}

static gboolean
skip_dollar_quoted (AthSqlLexer *self,
                    gsize        tag_len)
{
  const char *tag = self->pos;
  const char *close;

  self->pos += tag_len;
  close = memchr (self->pos, '$', self->end - self->pos);
  while (close != NULL && (gsize) (self->end - close) >= tag_len)
    {
      if (memcmp (close, tag, tag_len) == 0)
        {
          self->pos = close + tag_len;
          return TRUE;
        }
      close = memchr (close + 1, '$', self->end - close - 1);
    }
  self->pos = self->end;

  return FALSE;
}

static void
skip_word (AthSqlLexer *self)
{
  while (self->pos < self->end && is_name_char (*self->pos))
    self->pos++;
}

/* Numbers matter only in that `1e5` holds no word. */
static void
skip_number (AthSqlLexer *self)
{
  while (self->pos < self->end && *self->pos != '$' && is_name_char (*self->pos))
    self->pos++;
}

/* A word, or the constant that a lonely `E` before a quote opens. */
static gboolean
skip_word_or_escape_string (AthSqlLexer     *self,
                            AthSqlTokenKind *kind)
{
  *kind = ATH_SQL_TOKEN_WORD;
  if (g_ascii_tolower (*self->pos) == 'e' && peek (self, 1) == '\'')
    {
      *kind = ATH_SQL_TOKEN_STRING;
      self->pos++;
      return skip_quoted (self, '\'', TRUE);
    }

  skip_word (self);
  return TRUE;
}

static gboolean
skip_token (AthSqlLexer     *self,
            AthSqlTokenKind *kind)
{
  char c = *self->pos;
  gsize tag_len;

  if (is_name_start (c))
    return skip_word_or_escape_string (self, kind);

  if (g_ascii_isdigit (c))
    {
      *kind = ATH_SQL_TOKEN_NUMBER;
      skip_number (self);
      return TRUE;
    }

  if (c == '\'' || c == '"')
    {
      *kind = c == '"' ? ATH_SQL_TOKEN_NAME : ATH_SQL_TOKEN_STRING;
      return skip_quoted (self, c, FALSE);
    }

  if (c == '-' && peek (self, 1) == '-')
    {
      *kind = ATH_SQL_TOKEN_COMMENT;
      skip_line_comment (self);
      return TRUE;
    }

  if (c == '/' && peek (self, 1) == '*')
    {
      *kind = ATH_SQL_TOKEN_COMMENT;
      return skip_block_comment (self);
    }

  if (c == '$' && (tag_len = dollar_tag_len (self)) > 0)
    {
      *kind = ATH_SQL_TOKEN_STRING;
      return skip_dollar_quoted (self, tag_len);
    }

  *kind = ATH_SQL_TOKEN_SYMBOL;
  self->pos++;
  return TRUE;
}

/**
 * ath_sql_lexer_next:
 * @self: a place in a text in UTF-8
 * @token: (out caller-allocates): the next token, comments included; points
 *   into the text
 *
 * Goes on by one token.  Nothing is refused: what is left open at the end of the
 * text is a token too, and marked.  A backslash in '…' is only a character, as
 * with standard_conforming_strings, which a run sets.
 *
 * Returns: whether there was one
 */
gboolean
ath_sql_lexer_next (AthSqlLexer *self,
                    AthSqlToken *token)
{
  while (self->pos < self->end && (g_ascii_isspace (*self->pos) || *self->pos == '\v'))
    self->pos++;
  if (self->pos >= self->end)
    return FALSE;

  token->start = self->pos;
  token->is_open = !skip_token (self, &token->kind);
  token->len = self->pos - token->start;

  return TRUE;
}

/**
 * ath_sql_lexer_next_plain:
 * @self: a place in a text
 * @token: (out caller-allocates): the next token that is not a comment
 *
 * Like ath_sql_lexer_next(), without comments.
 *
 * Returns: whether there was one
 */
gboolean
ath_sql_lexer_next_plain (AthSqlLexer *self,
                          AthSqlToken *token)
{
  while (ath_sql_lexer_next (self, token))
    {
      if (token->kind != ATH_SQL_TOKEN_COMMENT)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_sql_token_is_word:
 * @self: a token
 * @word: a keyword
 *
 * Returns: whether @self is @word without quotes, in any case
 */
gboolean
ath_sql_token_is_word (const AthSqlToken *self,
                       const char        *word)
{
  return self->kind == ATH_SQL_TOKEN_WORD
         && strlen (word) == self->len
         && g_ascii_strncasecmp (self->start, word, self->len) == 0;
}

/**
 * ath_sql_token_is_symbol:
 * @self: a token
 * @symbol: a character
 *
 * Returns: whether @self is @symbol
 */
gboolean
ath_sql_token_is_symbol (const AthSqlToken *self,
                         char               symbol)
{
  return self->kind == ATH_SQL_TOKEN_SYMBOL && *self->start == symbol;
}
