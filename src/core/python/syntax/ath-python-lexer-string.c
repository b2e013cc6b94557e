/* ath-python-lexer-string.c: where strings and the parts of f-strings end
 *
 * The text of an f-string and the expressions in it are cut in turns, in the
 * way of Python 3.12: an expression may hold any token, quotes of the f-string
 * itself included.  What older versions accept is read the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-lexer-private.h"

#define MAX_FSTRINGS 100
#define MAX_FIELDS 3 /* as in CPython: fields within format specifications */

/* How many bytes of prefix stand before a quote here; 0 also without any. */
guint
ath_python_lexer_find_prefix (Lexer    *lexer,
                              gboolean *is_fstring)
{
  gboolean has_b = FALSE;
  gboolean has_f = FALSE;
  gboolean has_r = FALSE;
  gboolean has_u = FALSE;

  for (guint length = 0;; length++)
    {
      char c = lexer_peek (lexer, length);

      if (c == '"' || c == '\'')
        {
          *is_fstring = has_f;
          return length;
        }

      c = g_ascii_tolower (c);
      if (c == 'b' && !has_b && !has_u && !has_f)
        has_b = TRUE;
      else if (c == 'u' && !has_b && !has_u && !has_r && !has_f)
        has_u = TRUE;
      else if (c == 'r' && !has_r && !has_u)
        has_r = TRUE;
      else if (c == 'f' && !has_f && !has_b && !has_u)
        has_f = TRUE;
      else
        return 0;
    }
}

static guint
count_quotes (Lexer *lexer,
              char   quote)
{
  guint n = 0;

  while (n < 3 && lexer_peek (lexer, n) == quote)
    n++;

  return n;
}

/* Takes the quotes that open a string: three, or one. */
static guint
skip_open_quotes (Lexer *lexer,
                  char   quote)
{
  guint n = count_quotes (lexer, quote) == 3 ? 3 : 1;

  lexer->pos += n;

  return n;
}

static gboolean
skip_plain_string (Lexer   *lexer,
                   guint32  start)
{
  char quote = lexer_peek (lexer, 0);
  guint n_quotes = skip_open_quotes (lexer, quote);

  for (; lexer->pos < lexer->end; lexer->pos++)
    {
      char c = lexer_peek (lexer, 0);

      if (c == quote && count_quotes (lexer, quote) >= n_quotes)
        {
          lexer->pos += n_quotes;
          return TRUE;
        }

      if (c == '\n' && n_quotes == 1)
        break;

      if (c == '\\' && lexer->pos + 1 < lexer->end)
        lexer->pos++;
    }

  return ath_python_lexer_fail (lexer, start, _("The string is not closed"));
}

/* Takes a string, or what opens an f-string; the quotes stand @prefix_length
 * bytes on.
 */
gboolean
ath_python_lexer_string (Lexer    *lexer,
                         guint     prefix_length,
                         gboolean  is_fstring)
{
  guint32 start = lexer->pos;
  FString fstring = { .offset = start, .n_brackets = lexer->brackets->len };

  lexer->pos += prefix_length;
  if (!is_fstring)
    {
      if (!skip_plain_string (lexer, start))
        return FALSE;

      ath_python_lexer_add (lexer, ATH_TOKEN_STRING, start);
      return TRUE;
    }

  if (lexer->fstrings->len == MAX_FSTRINGS)
    return ath_python_lexer_fail (lexer, start, _("F-strings are nested too deeply"));

  for (guint32 i = start; i < lexer->pos; i++)
    fstring.is_raw |= g_ascii_tolower (lexer->text[i]) == 'r';
  fstring.quote = lexer_peek (lexer, 0);
  fstring.n_quotes = skip_open_quotes (lexer, fstring.quote);
  g_array_append_val (lexer->fstrings, fstring);

  ath_python_lexer_add (lexer, ATH_TOKEN_FSTRING_START, start);
  return TRUE;
}

static FString *
get_fstring (Lexer *lexer)
{
  if (lexer->fstrings->len == 0)
    return NULL;

  return &g_array_index (lexer->fstrings, FString, lexer->fstrings->len - 1);
}

/* The innermost open bracket of the innermost f-string, or NULL. */
static Bracket *
get_bracket (Lexer   *lexer,
             FString *fstring)
{
  if (lexer->brackets->len == fstring->n_brackets)
    return NULL;

  return &g_array_index (lexer->brackets, Bracket, lexer->brackets->len - 1);
}

/* Whether what comes next is text of an f-string, not tokens. */
gboolean
ath_python_lexer_is_in_middle (Lexer *lexer)
{
  FString *fstring = get_fstring (lexer);
  Bracket *bracket;

  if (fstring == NULL)
    return FALSE;

  bracket = get_bracket (lexer, fstring);

  return bracket == NULL || (bracket->is_field && bracket->in_spec);
}

static guint
count_fields (Lexer   *lexer,
              FString *fstring)
{
  guint n = 0;

  for (guint i = fstring->n_brackets; i < lexer->brackets->len; i++)
    n += g_array_index (lexer->brackets, Bracket, i).is_field;

  return n;
}

static gboolean
open_field (Lexer   *lexer,
            FString *fstring)
{
  guint32 start = lexer->pos++;
  Bracket bracket = { .open = '{', .is_field = TRUE, .offset = start };

  if (count_fields (lexer, fstring) == MAX_FIELDS)
    return ath_python_lexer_fail (lexer, start, _("F-string expressions are nested too deeply"));

  ath_python_lexer_add (lexer, ATH_TOKEN_LEFT_BRACE, start);
  return ath_python_lexer_push_bracket (lexer, bracket);
}

static void
close_field (Lexer *lexer)
{
  guint32 start = lexer->pos++;

  g_array_set_size (lexer->brackets, lexer->brackets->len - 1);
  ath_python_lexer_add (lexer, ATH_TOKEN_RIGHT_BRACE, start);
}

static void
close_fstring (Lexer   *lexer,
               FString *fstring)
{
  guint32 start = lexer->pos;

  lexer->pos += fstring->n_quotes;
  g_array_set_size (lexer->fstrings, lexer->fstrings->len - 1);
  ath_python_lexer_add (lexer, ATH_TOKEN_FSTRING_END, start);
}

/* A backslash takes the next character along, but braces keep their meaning;
 * those of \N{…} have none.
 */
static void
skip_backslash (Lexer   *lexer,
                FString *fstring)
{
  const char *close;
  char next = lexer_peek (lexer, 1);

  lexer->pos++;
  if (next == '{' || next == '}' || lexer->pos >= lexer->end)
    return;

  lexer->pos++;
  if (next != 'N' || fstring->is_raw || lexer_peek (lexer, 0) != '{')
    return;

  close = memchr (lexer->text + lexer->pos, '}', lexer->end - lexer->pos);
  if (close != NULL)
    lexer->pos = close + 1 - lexer->text;
}

/* Moves over text up to what ends it, where the position stays. */
static gboolean
skip_text (Lexer    *lexer,
           FString  *fstring,
           gboolean  in_spec)
{
  while (lexer->pos < lexer->end)
    {
      char c = lexer_peek (lexer, 0);

      if (c == fstring->quote && count_quotes (lexer, c) >= fstring->n_quotes)
        return TRUE;

      if (c == '\n' && fstring->n_quotes == 1)
        break;

      if (c == '{' || c == '}')
        {
          if (in_spec || lexer_peek (lexer, 1) != c)
            return TRUE;
          lexer->pos += 2;
        }
      else if (c == '\\')
        skip_backslash (lexer, fstring);
      else
        lexer->pos++;
    }

  return ath_python_lexer_fail (lexer, fstring->offset, _("The f-string is not closed"));
}

/* Takes the text of an f-string and the brace or quotes behind it. */
gboolean
ath_python_lexer_middle (Lexer *lexer)
{
  FString *fstring = get_fstring (lexer);
  gboolean in_spec = get_bracket (lexer, fstring) != NULL;
  guint32 start = lexer->pos;

  if (!skip_text (lexer, fstring, in_spec))
    return FALSE;

  if (lexer->pos > start)
    ath_python_lexer_add (lexer, ATH_TOKEN_FSTRING_MIDDLE, start);

  if (lexer_peek (lexer, 0) == '{')
    return open_field (lexer, fstring);

  if (lexer_peek (lexer, 0) == '}' && in_spec)
    close_field (lexer);
  else if (lexer_peek (lexer, 0) == '}')
    return ath_python_lexer_fail (lexer, lexer->pos,
                                  _("A single “}” is not allowed in an f-string"));
  else if (in_spec)
    return ath_python_lexer_fail (lexer, lexer->pos, _("Expected “}”"));
  else
    close_fstring (lexer, fstring);

  return TRUE;
}
