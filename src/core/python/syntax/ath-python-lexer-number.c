/* ath-python-lexer-number.c: where a number ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-lexer-private.h"

typedef gboolean (*IsDigit) (char c);

static gboolean
is_binary_digit (char c)
{
  return c == '0' || c == '1';
}

static gboolean
is_octal_digit (char c)
{
  return c >= '0' && c <= '7';
}

static gboolean
is_decimal_digit (char c)
{
  return g_ascii_isdigit (c);
}

static gboolean
is_hex_digit (char c)
{
  return g_ascii_isxdigit (c);
}

static gboolean
fail_number (Lexer *lexer)
{
  return ath_python_lexer_fail (lexer, lexer->pos, _("Invalid number"));
}

/* Digits with single underscores between them; the first one is required. */
static gboolean
skip_digits (Lexer   *lexer,
             IsDigit  is_digit)
{
  for (;;)
    {
      if (!is_digit (lexer_peek (lexer, 0)))
        return fail_number (lexer);

      while (is_digit (lexer_peek (lexer, 0)))
        lexer->pos++;

      if (lexer_peek (lexer, 0) != '_')
        return TRUE;
      lexer->pos++;
    }
}

/* A keyword may follow a number without a blank ("1if x else 2"), any other
 * name may not.
 */
static gboolean
check_end (Lexer *lexer)
{
  static const char *const keywords[] = {
    "and", "else", "for", "if", "in", "is", "not", "or", NULL
  };

  if (!lexer_is_identifier_char (lexer_peek (lexer, 0)))
    return TRUE;

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (strncmp (lexer->text + lexer->pos, keywords[i], strlen (keywords[i])) == 0)
        return TRUE;
    }

  return fail_number (lexer);
}

static gboolean
skip_base (Lexer   *lexer,
           IsDigit  is_digit)
{
  lexer->pos += 2;
  if (lexer_peek (lexer, 0) == '_')
    lexer->pos++;

  return skip_digits (lexer, is_digit) && check_end (lexer);
}

/* The whole part; sets @is_octal_like for "012", which only a float may be. */
static gboolean
skip_whole (Lexer    *lexer,
            gboolean *is_octal_like)
{
  guint32 start = lexer->pos;

  *is_octal_like = FALSE;
  if (!skip_digits (lexer, is_decimal_digit))
    return FALSE;

  if (lexer->text[start] == '0')
    {
      for (guint32 i = start; i < lexer->pos; i++)
        {
          if (lexer->text[i] != '0' && lexer->text[i] != '_')
            *is_octal_like = TRUE;
        }
    }

  return TRUE;
}

/* "1e5" has an exponent, "1else" has not. */
static gboolean
has_exponent (Lexer *lexer)
{
  char c = lexer_peek (lexer, 0);
  char next = lexer_peek (lexer, 1);

  if (c != 'e' && c != 'E')
    return FALSE;

  if (next == '+' || next == '-')
    return TRUE;

  return g_ascii_isdigit (next);
}

static gboolean
skip_exponent (Lexer *lexer)
{
  lexer->pos += lexer_peek (lexer, 1) == '+' || lexer_peek (lexer, 1) == '-' ? 2 : 1;

  return skip_digits (lexer, is_decimal_digit);
}

static gboolean
skip_decimal (Lexer *lexer)
{
  gboolean is_octal_like = FALSE;
  gboolean is_int = TRUE;

  if (lexer_peek (lexer, 0) != '.' && !skip_whole (lexer, &is_octal_like))
    return FALSE;

  if (lexer_peek (lexer, 0) == '.')
    {
      is_int = FALSE;
      lexer->pos++;
      if (g_ascii_isdigit (lexer_peek (lexer, 0)) && !skip_digits (lexer, is_decimal_digit))
        return FALSE;
    }

  if (has_exponent (lexer))
    {
      is_int = FALSE;
      if (!skip_exponent (lexer))
        return FALSE;
    }

  if (lexer_peek (lexer, 0) == 'j' || lexer_peek (lexer, 0) == 'J')
    {
      is_int = FALSE;
      lexer->pos++;
    }

  if (is_int && is_octal_like)
    return ath_python_lexer_fail (lexer, lexer->pos,
                                  _("A decimal number cannot start with zeros"));

  return check_end (lexer);
}

/* Takes the number that starts at the lexer's position. */
gboolean
ath_python_lexer_number (Lexer *lexer)
{
  guint32 start = lexer->pos;
  char base = lexer_peek (lexer, 0) == '0' ? g_ascii_tolower (lexer_peek (lexer, 1)) : 0;
  gboolean done;

  if (base == 'x')
    done = skip_base (lexer, is_hex_digit);
  else if (base == 'o')
    done = skip_base (lexer, is_octal_digit);
  else if (base == 'b')
    done = skip_base (lexer, is_binary_digit);
  else
    done = skip_decimal (lexer);

  if (done)
    ath_python_lexer_add (lexer, ATH_TOKEN_NUMBER, start);

  return done;
}
