/* ath-header-scanner.c: the lexical part of reading a Python header
 *
 * Knows just enough of Python's tokens to pass over what is of no interest
 * without being fooled by it: strings of every form, comments, brackets and
 * continued lines.  It never fails on bad code; a string that is not closed ends
 * with its line.  Lines are only counted for errors, so that five thousand
 * scripts take no longer than reading them from disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/headers/ath-header-scanner.h"

/* The bytes at which ath_header_scanner_skip_statement() has to stop and look. */
static const guint8 is_special[256] = {
  ['\0'] = TRUE, ['\n'] = TRUE, ['\r'] = TRUE, ['#'] = TRUE, ['\''] = TRUE, ['"'] = TRUE,
  ['('] = TRUE, [')'] = TRUE, ['['] = TRUE, [']'] = TRUE, ['{'] = TRUE, ['}'] = TRUE,
  ['\\'] = TRUE, [';'] = TRUE,
};

static void
skip_comment (AthHeaderScanner *self)
{
  while (*self->pos != '\n' && *self->pos != '\r' && *self->pos != '\0')
    self->pos++;
}

/* Behind a line end of any kind that @pos stands before. */
static const char *
next_line (const char *pos)
{
  return pos[0] == '\r' && pos[1] == '\n' ? pos + 2 : pos + 1;
}

/* Behind the backslash at @pos and the character, or the line end, that it quotes. */
static const char *
skip_quoted_character (const char *pos)
{
  if (pos[1] == '\0')
    return pos + 1;
  if (pos[1] == '\r')
    return next_line (pos + 1);

  return pos + 2;
}

static gboolean
is_triple_quote (const char *pos)
{
  return pos[1] == pos[0] && pos[2] == pos[0];
}

/* Ends behind the string whose opening quote is at pos.  @body and @body_end
 * get what is between the quotes.  Returns whether it is closed.
 */
static gboolean
skip_string (AthHeaderScanner  *self,
             const char       **body,
             const char       **body_end)
{
  char quote = *self->pos;
  gboolean triple = is_triple_quote (self->pos);
  const char *pos = self->pos + (triple ? 3 : 1);

  *body = pos;
  while (*pos != '\0')
    {
      if (*pos == '\\')
        pos = skip_quoted_character (pos);
      else if (*pos == quote && (!triple || is_triple_quote (pos)))
        break;
      else if (!triple && (*pos == '\n' || *pos == '\r'))
        break;
      else
        pos++;
    }

  *body_end = pos;
  self->pos = pos;
  if (*pos != quote)
    return FALSE;
  self->pos += triple ? 3 : 1;

  return TRUE;
}

/**
 * ath_header_scanner_skip_statement:
 * @self: a scanner
 * @to_semicolon: whether a semicolon ends it, too
 *
 * Goes behind the end of the statement, its line end included.
 */
void
ath_header_scanner_skip_statement (AthHeaderScanner *self,
                                   gboolean          to_semicolon)
{
  const char *body;
  guint depth = 0;

  for (;;)
    {
      while (!is_special[(guchar) *self->pos])
        self->pos++;

      switch (*self->pos)
        {
        case '\0':
          return;

        case '\r':
        case '\n':
          self->pos = next_line (self->pos);
          if (depth == 0)
            return;
          break;

        case '#':
          skip_comment (self);
          break;

        case '\'':
        case '"':
          skip_string (self, &body, &body);
          break;

        case '(':
        case '[':
        case '{':
          depth++;
          self->pos++;
          break;

        case ')':
        case ']':
        case '}':
          depth -= depth > 0;
          self->pos++;
          break;

        case '\\':
          self->pos = skip_quoted_character (self->pos);
          break;

        default:
          self->pos++;
          if (to_semicolon && depth == 0)
            return;
        }
    }
}

/**
 * ath_header_scanner_skip_space:
 * @self: a scanner
 * @in_brackets: whether line ends and comments are nothing but space here
 *
 * Passes over blanks and continued lines.
 */
void
ath_header_scanner_skip_space (AthHeaderScanner *self,
                               gboolean          in_brackets)
{
  for (;;)
    {
      if (*self->pos == ' ' || *self->pos == '\t' || *self->pos == '\f')
        self->pos++;
      else if (*self->pos == '\\' && (self->pos[1] == '\n' || self->pos[1] == '\r'))
        self->pos = next_line (self->pos + 1);
      else if (in_brackets && (*self->pos == '\n' || *self->pos == '\r'))
        self->pos = next_line (self->pos);
      else if (in_brackets && *self->pos == '#')
        skip_comment (self);
      else
        return;
    }
}

/**
 * ath_header_scanner_is_statement_end:
 * @self: a scanner outside of brackets
 *
 * Returns: whether nothing more of the statement comes
 */
gboolean
ath_header_scanner_is_statement_end (const AthHeaderScanner *self)
{
  return *self->pos == '\n' || *self->pos == '\r' || *self->pos == '#' || *self->pos == ';'
         || *self->pos == '\0';
}

/**
 * ath_header_scanner_skip_to:
 * @self: a scanner outside of brackets
 * @wanted: an ASCII character that opens no string, comment or bracket
 *
 * Goes to the first @wanted in the rest of the statement that is not inside of
 * brackets, a string or a comment, or to the end of the statement.
 *
 * Returns: whether it was found
 */
gboolean
ath_header_scanner_skip_to (AthHeaderScanner *self,
                            char              wanted)
{
  const char *body;
  guint depth = 0;

  for (;;)
    {
      ath_header_scanner_skip_space (self, depth > 0);
      if (*self->pos == '\0' || (depth == 0 && ath_header_scanner_is_statement_end (self)))
        return FALSE;
      if (depth == 0 && *self->pos == wanted)
        return TRUE;

      if (*self->pos == '\'' || *self->pos == '"')
        {
          skip_string (self, &body, &body);
          continue;
        }
      if (*self->pos == '(' || *self->pos == '[' || *self->pos == '{')
        depth++;
      else if (*self->pos == ')' || *self->pos == ']' || *self->pos == '}')
        depth -= depth > 0;
      self->pos++;
    }
}

/**
 * ath_header_scanner_get_name_length:
 * @self: a scanner
 *
 * Returns: length in bytes of the identifier that starts here, or 0
 */
gsize
ath_header_scanner_get_name_length (const AthHeaderScanner *self)
{
  const char *pos = self->pos;

  if (g_ascii_isdigit (*pos))
    return 0;
  while (g_ascii_isalnum (*pos) || *pos == '_' || (guchar) *pos >= 0x80)
    pos++;

  return pos - self->pos;
}

/**
 * ath_header_scanner_is_name:
 * @self: a scanner
 * @name: an identifier
 *
 * Returns: whether @name starts here, whole
 */
gboolean
ath_header_scanner_is_name (const AthHeaderScanner *self,
                            const char             *name)
{
  gsize len = strlen (name);

  /* Nearly always the first byte decides. */
  return *self->pos == *name && strncmp (self->pos, name, len) == 0
         && ath_header_scanner_get_name_length (self) == len;
}

static gboolean
is_string_prefix (char c)
{
  c = g_ascii_tolower (c);

  return c == 'r' || c == 'u' || c == 'b' || c == 'f';
}

/**
 * ath_header_scanner_is_string:
 * @self: a scanner
 *
 * Returns: whether a string starts here, in any form and with any prefix
 */
gboolean
ath_header_scanner_is_string (const AthHeaderScanner *self)
{
  const char *pos = self->pos;

  for (guint i = 0; i < 2 && is_string_prefix (*pos); i++)
    pos++;

  return *pos == '\'' || *pos == '"';
}

/* What cannot be in a text of ours stands there as the replacement character. */
static void
append_code_point (GString  *out,
                   gunichar  c)
{
  g_string_append_unichar (out, c != 0 && g_unichar_validate (c) ? c : 0xfffd);
}

/* Reads up to @max digits of @base; returns how many there were. */
static guint
read_digits (const char *pos,
             const char *end,
             guint       base,
             guint       max,
             gunichar   *value)
{
  guint n = 0;

  for (*value = 0; n < max && pos + n < end && g_ascii_isxdigit (pos[n]); n++)
    {
      guint digit = (guint) g_ascii_xdigit_value (pos[n]);

      if (digit >= base)
        break;
      *value = *value * base + digit;
    }

  return n;
}

/* Appends what the escape at @pos stands for; returns what is behind it. */
static const char *
append_escape (GString    *out,
               const char *pos,
               const char *end)
{
  static const char letters[] = "abfnrtv\\'\"";
  static const char meanings[] = "\a\b\f\n\r\t\v\\'\"";
  const char *letter = pos[1] != '\0' ? strchr (letters, pos[1]) : NULL;
  guint n_digits = pos[1] == 'x' ? 2 : pos[1] == 'u' ? 4 : pos[1] == 'U' ? 8 : 0;
  gunichar c;
  guint n;

  if (pos[1] == '\n' || pos[1] == '\r')
    return next_line (pos + 1);
  if (letter != NULL)
    {
      g_string_append_c (out, meanings[letter - letters]);
      return pos + 2;
    }

  n = read_digits (pos + 1, end, 8, 3, &c);
  if (n > 0)
    {
      append_code_point (out, c);
      return pos + 1 + n;
    }
  if (n_digits > 0 && read_digits (pos + 2, end, 16, n_digits, &c) == n_digits)
    {
      append_code_point (out, c);
      return pos + 2 + n_digits;
    }

  g_string_append_c (out, '\\');

  return pos + 1;
}

static void
append_body (GString    *out,
             const char *pos,
             const char *end,
             gboolean    raw)
{
  while (pos < end)
    {
      const char *stop = pos + strcspn (pos, "\\\r");

      if (stop >= end)
        stop = end;
      g_string_append_len (out, pos, stop - pos);
      pos = stop;
      if (pos == end)
        return;

      if (*pos == '\r')
        {
          g_string_append_c (out, '\n');
          pos = next_line (pos);
        }
      else if (raw)
        g_string_append_c (out, *pos++);
      else
        pos = append_escape (out, pos, end);
    }
}

/**
 * ath_header_scanner_take_string:
 * @self: a scanner for which ath_header_scanner_is_string() holds
 * @out: gets the value of the string appended
 *
 * Takes one string literal.
 *
 * Returns: `FALSE` when its value is not text known beforehand: bytes, an
 *   f-string with something to fill in, or a string that is not closed; the
 *   scanner stays before it then
 */
gboolean
ath_header_scanner_take_string (AthHeaderScanner *self,
                                GString          *out)
{
  const char *start = self->pos;
  const char *body;
  const char *body_end;
  gboolean raw = FALSE;
  gboolean constant = TRUE;

  for (; *self->pos != '\'' && *self->pos != '"'; self->pos++)
    {
      char prefix = g_ascii_tolower (*self->pos);

      raw |= prefix == 'r';
      constant &= prefix != 'b' && prefix != 'f';
    }

  if (!skip_string (self, &body, &body_end) || !constant)
    {
      self->pos = start;
      return FALSE;
    }
  append_body (out, body, body_end, raw);

  return TRUE;
}

/**
 * ath_header_scanner_new_error:
 * @self: a scanner
 * @message: the sentence, translated
 *
 * Returns: (transfer full): `ATH_ERROR_SCRIPT` with the file, line and column
 *   where the scanner stands
 */
GError *
ath_header_scanner_new_error (const AthHeaderScanner *self,
                              const char             *message)
{
  GError *error = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);
  const char *line_start = self->text;
  guint line = 1;

  for (const char *pos = self->text; pos < self->pos; )
    {
      if (*pos == '\n' || *pos == '\r')
        {
          pos = next_line (pos);
          line_start = pos;
          line++;
        }
      else
        pos++;
    }
  ath_error_set_place (error, self->path, line,
                       (guint) g_utf8_strlen (line_start, MAX (self->pos - line_start, 0)) + 1);

  return error;
}
