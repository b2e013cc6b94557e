/* ath-toml-scanner.c: the lexical part of reading TOML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdarg.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/formats/ath-toml-scanner.h"

/**
 * ath_toml_scanner_fail:
 * @self: a scanner
 * @error: set to `ATH_ERROR_PROJECT` with file and line
 * @format: the sentence, translated, in the form of printf()
 * @...: its arguments
 *
 * Returns: `FALSE`
 */
gboolean
ath_toml_scanner_fail (AthTomlScanner  *self,
                       GError         **error,
                       const char      *format,
                       ...)
{
  g_autofree char *message = NULL;
  GError *mine;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  mine = ath_error_new (ATH_ERROR_PROJECT, "%s", message);
  ath_error_set_place (mine, self->path, self->line, 0);
  g_propagate_error (error, mine);

  return FALSE;
}

/**
 * ath_toml_scanner_looks_at:
 * @self: a scanner
 * @text: what may come
 *
 * Returns: whether @text comes next
 */
gboolean
ath_toml_scanner_looks_at (AthTomlScanner *self,
                           const char     *text)
{
  gsize len = strlen (text);

  return (gsize) (self->end - self->pos) >= len && memcmp (self->pos, text, len) == 0;
}

/**
 * ath_toml_scanner_accept:
 * @self: a scanner
 * @text: what may come, without line ends
 *
 * Returns: whether @text came next and was taken
 */
gboolean
ath_toml_scanner_accept (AthTomlScanner *self,
                         const char     *text)
{
  if (!ath_toml_scanner_looks_at (self, text))
    return FALSE;

  self->pos += strlen (text);

  return TRUE;
}

/**
 * ath_toml_scanner_accept_line_end:
 * @self: a scanner
 *
 * Returns: whether a line end came next and was taken
 */
gboolean
ath_toml_scanner_accept_line_end (AthTomlScanner *self)
{
  if (!ath_toml_scanner_accept (self, "\n") && !ath_toml_scanner_accept (self, "\r\n"))
    return FALSE;

  self->line++;

  return TRUE;
}

/**
 * ath_toml_scanner_skip_blanks:
 * @self: a scanner
 */
void
ath_toml_scanner_skip_blanks (AthTomlScanner *self)
{
  while (self->pos < self->end && (*self->pos == ' ' || *self->pos == '\t'))
    self->pos++;
}

/**
 * ath_toml_scanner_skip_comment:
 * @self: a scanner
 *
 * Goes to the end of the line when a comment comes next.
 */
void
ath_toml_scanner_skip_comment (AthTomlScanner *self)
{
  if (self->pos == self->end || *self->pos != '#')
    return;

  while (self->pos < self->end && *self->pos != '\n')
    self->pos++;
}

/**
 * ath_toml_scanner_skip_space:
 * @self: a scanner
 *
 * Passes over blanks, comments and line ends.
 */
void
ath_toml_scanner_skip_space (AthTomlScanner *self)
{
  do
    {
      ath_toml_scanner_skip_blanks (self);
      ath_toml_scanner_skip_comment (self);
    }
  while (ath_toml_scanner_accept_line_end (self));
}

static gboolean
take_code_point (AthTomlScanner  *self,
                 guint            n_digits,
                 GString         *out,
                 GError         **error)
{
  gunichar c = 0;

  for (guint i = 0; i < n_digits; i++, self->pos++)
    {
      if (self->pos == self->end || !g_ascii_isxdigit (*self->pos))
        return ath_toml_scanner_fail (self, error, _("An escape in a string lacks digits"));
      c = c * 16 + (gunichar) g_ascii_xdigit_value (*self->pos);
    }

  if (c == 0 || !g_unichar_validate (c))
    return ath_toml_scanner_fail (self, error, _("An escape in a string names no character"));
  g_string_append_unichar (out, c);

  return TRUE;
}

/* A backslash at the end of a line takes the blanks of the next lines away. */
static gboolean
accept_line_continuation (AthTomlScanner *self)
{
  const char *start = self->pos;

  ath_toml_scanner_skip_blanks (self);
  if (!ath_toml_scanner_accept_line_end (self))
    {
      self->pos = start;
      return FALSE;
    }

  do
    ath_toml_scanner_skip_blanks (self);
  while (ath_toml_scanner_accept_line_end (self));

  return TRUE;
}

/* What stands behind a backslash. */
static gboolean
take_escape (AthTomlScanner  *self,
             gboolean         multi_line,
             GString         *out,
             GError         **error)
{
  static const char letters[] = "btnfre\"\\";
  static const char meanings[] = "\b\t\n\f\r\033\"\\";
  const char *letter = NULL;

  if (multi_line && accept_line_continuation (self))
    return TRUE;
  if (ath_toml_scanner_accept (self, "u"))
    return take_code_point (self, 4, out, error);
  if (ath_toml_scanner_accept (self, "U"))
    return take_code_point (self, 8, out, error);
  if (ath_toml_scanner_accept (self, "x"))
    return take_code_point (self, 2, out, error);

  if (self->pos < self->end && *self->pos != '\0')
    letter = strchr (letters, *self->pos);
  if (letter == NULL)
    return ath_toml_scanner_fail (self, error,
                                  _("Unknown escape in a string; write “\\\\” for a backslash"));
  g_string_append_c (out, meanings[letter - letters]);
  self->pos++;

  return TRUE;
}

/* Two quotes before those that close a string belong to its text: """a""""" */
static void
take_last_quotes (AthTomlScanner *self,
                  char            quote,
                  GString        *out)
{
  for (guint i = 0; i < 2 && self->pos < self->end && *self->pos == quote; i++)
    g_string_append_c (out, *self->pos++);
}

/* The rest of a string whose opening @quote has been taken. */
static gboolean
take_quoted (AthTomlScanner  *self,
             const char      *quote,
             GString         *out,
             GError         **error)
{
  gboolean multi_line = strlen (quote) == 3;
  gboolean escapes = *quote == '"';

  if (multi_line)
    ath_toml_scanner_accept_line_end (self);

  while (self->pos < self->end)
    {
      const char *start = self->pos;

      if (ath_toml_scanner_accept (self, quote))
        {
          if (multi_line)
            take_last_quotes (self, *quote, out);
          return TRUE;
        }
      if (escapes && ath_toml_scanner_accept (self, "\\"))
        {
          if (!take_escape (self, multi_line, out, error))
            return FALSE;
        }
      else if (ath_toml_scanner_accept_line_end (self))
        {
          if (!multi_line)
            break;
          g_string_append_c (out, '\n');
        }
      else
        {
          self->pos = g_utf8_next_char (start);
          g_string_append_len (out, start, self->pos - start);
        }
    }

  return ath_toml_scanner_fail (self, error, _("A string is not closed"));
}

/**
 * ath_toml_scanner_is_string:
 * @self: a scanner
 *
 * Returns: whether a string of any form comes next
 */
gboolean
ath_toml_scanner_is_string (AthTomlScanner *self)
{
  return self->pos < self->end && (*self->pos == '"' || *self->pos == '\'');
}

/**
 * ath_toml_scanner_take_string:
 * @self: a scanner before a string
 * @multi_line: whether the forms with three quotes are allowed here
 * @error: set to `ATH_ERROR_PROJECT` with file and line when the string is not
 *   closed or holds an unknown escape
 *
 * Returns: (transfer full): the value of the string, or `NULL`
 */
char *
ath_toml_scanner_take_string (AthTomlScanner  *self,
                              gboolean         multi_line,
                              GError         **error)
{
  static const char *const quotes[] = { "\"\"\"", "'''", "\"", "'" };
  g_autoptr(GString) out = g_string_new (NULL);
  guint i = multi_line ? 0 : 2;

  while (!ath_toml_scanner_accept (self, quotes[i]))
    i++;
  if (!take_quoted (self, quotes[i], out, error))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_date (const char *word)
{
  gsize digits = strspn (word, "0123456789");

  return (digits == 4 && word[4] == '-') || (digits == 2 && word[2] == ':');
}

/* Digits with their underscores taken out: one may stand only between two. */
static char *
dup_without_underscores (const char *word)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *pos = word; *pos != '\0'; pos++)
    {
      if (*pos != '_')
        g_string_append_c (out, *pos);
      else if (pos == word || !g_ascii_isalnum (pos[-1]) || !g_ascii_isalnum (pos[1]))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
read_integer (const char *digits,
              gint64     *value)
{
  guint base = 10;

  if (digits[0] == '0' && digits[1] != '\0')
    base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 0;
  if (base == 0)
    return FALSE;

  return g_ascii_string_to_signed (base == 10 ? digits : digits + 2, base,
                                   G_MININT64, G_MAXINT64, value, NULL);
}

static gboolean
read_float (const char *digits,
            double     *value)
{
  const char *body = digits + strspn (digits, "+-");
  const char *point = strchr (body, '.');
  char *rest;

  if (!g_ascii_isdigit (*body) && !g_str_equal (body, "inf") && !g_str_equal (body, "nan"))
    return FALSE;
  if (strpbrk (body, "xX") != NULL || (point != NULL && !g_ascii_isdigit (point[1]))
      || (*body == '0' && g_ascii_isdigit (body[1])))
    return FALSE;

  *value = g_ascii_strtod (digits, &rest);

  return *rest == '\0';
}

static void
skip_word (AthTomlScanner *self)
{
  while (self->pos < self->end && *self->pos != '\0'
         && (g_ascii_isalnum (*self->pos) || strchr ("+-_:.", *self->pos) != NULL))
    self->pos++;
}

static char *
take_text (AthTomlScanner *self)
{
  const char *start = self->pos;

  skip_word (self);

  /* A date and its time may stand apart. */
  if (self->pos - start == strlen ("1979-05-27") && start[4] == '-'
      && self->end - self->pos >= 2 && self->pos[0] == ' ' && g_ascii_isdigit (self->pos[1]))
    {
      self->pos++;
      skip_word (self);
    }

  return g_strndup (start, self->pos - start);
}

/**
 * ath_toml_scanner_take_word:
 * @self: a scanner before a value that is no string, array or table
 * @error: set to `ATH_ERROR_PROJECT` with file and line when it is no value at all
 *
 * Returns: (transfer full): a boolean, a number or a date, or `NULL`
 */
AthTomlValue *
ath_toml_scanner_take_word (AthTomlScanner  *self,
                            GError         **error)
{
  g_autofree char *word = take_text (self);
  g_autofree char *digits = dup_without_underscores (word);
  g_autoptr(AthTomlValue) value = ath_toml_value_new (ATH_TOML_BOOLEAN, self->line);

  if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    value->integer = *word == 't';
  else if (is_date (word))
    {
      value->type = ATH_TOML_DATE;
      value->text = g_steal_pointer (&word);
    }
  else if (digits != NULL && read_integer (digits, &value->integer))
    value->type = ATH_TOML_INTEGER;
  else if (digits != NULL && read_float (digits, &value->number))
    value->type = ATH_TOML_FLOAT;
  else
    {
      if (*word == '\0')
        ath_toml_scanner_fail (self, error, _("A value is expected here"));
      else
        ath_toml_scanner_fail (self, error, _("“%s” is not a value; strings need quotes"), word);
      return NULL;
    }

  return g_steal_pointer (&value);
}
