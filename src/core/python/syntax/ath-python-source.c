/* ath-python-source.c: the text of a Python file, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "python/syntax/ath-python-source.h"
#include "python/syntax/ath-python-syntax.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Encodings in which bytes below 128 mean what they mean in UTF-8. */
static const char *const ascii_supersets[] = {
  "ascii", "us-ascii", "latin-1", "latin1", "iso-latin-1", "l1", "cp1252", "windows-1252",
  "iso-8859-1", "iso8859-1", "iso-8859-15", "iso8859-15", "cp437", "koi8-r", "cp1251", "cp1250",
  NULL
};

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 128)
        return FALSE;
    }

  return TRUE;
}

/* The end of the line that starts at @text: its `\n` or `\r`, or @end. */
static const char *
find_line_end (const char *text,
               const char *end)
{
  while (text < end && *text != '\n' && *text != '\r')
    text++;

  return text;
}

static const char *
skip_line_break (const char *text,
                 const char *end)
{
  if (text < end && *text == '\r')
    return text + (text + 1 < end && text[1] == '\n' ? 2 : 1);

  return text < end ? text + 1 : end;
}

static gboolean
is_cookie_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

/* The encoding that the comment between @text and @end declares, in lower case
 * with dashes, or NULL; sets @is_blank when nothing but a comment stands there.
 */
static char *
find_cookie (const char *text,
             const char *end,
             gboolean   *is_blank)
{
  while (text < end && (*text == ' ' || *text == '\t' || *text == '\f'))
    text++;

  *is_blank = text == end || *text == '#';
  if (text == end || *text != '#')
    return NULL;

  for (; end - text > 7; text++)
    {
      const char *name = text + strlen ("coding:");
      const char *name_end;

      if (strncmp (text, "coding:", 7) != 0 && strncmp (text, "coding=", 7) != 0)
        continue;

      while (name < end && (*name == ' ' || *name == '\t'))
        name++;
      for (name_end = name; name_end < end && is_cookie_char (*name_end);)
        name_end++;

      if (name_end > name)
        {
          g_autofree char *lower = g_ascii_strdown (name, name_end - name);

          return g_strdelimit (g_steal_pointer (&lower), "_", '-');
        }
    }

  return NULL;
}

static char *
find_encoding (const char *text,
               gsize       length)
{
  const char *end = text + length;

  for (guint i = 0; i < 2; i++)
    {
      const char *line_end = find_line_end (text, end);
      gboolean is_blank;
      char *encoding = find_cookie (text, line_end, &is_blank);

      if (encoding != NULL || !is_blank)
        return encoding;

      text = skip_line_break (line_end, end);
    }

  return NULL;
}

static gboolean
check_encoding (const AthPythonSource  *self,
                const char             *text,
                gsize                   length,
                gboolean                has_mark,
                GError                **error)
{
  g_autofree char *encoding = find_encoding (text, length);

  if (encoding == NULL
      || g_str_equal (encoding, "utf-8") || g_str_has_prefix (encoding, "utf-8-")
      || (g_str_equal (encoding, "utf8") && !has_mark))
    return TRUE;

  if (!has_mark && g_strv_contains (ascii_supersets, encoding) && is_ascii (text, length))
    return TRUE;

  *error = ath_error_new (ATH_ERROR_SCRIPT,
                          _("The file declares the encoding “%s”, only UTF-8 is read"), encoding);
  ath_error_set_place (*error, self->path, 1, 1);
  return FALSE;
}

/* Copies @text with every end of line as `\n`. */
static void
take_text (AthPythonSource *self,
           const char      *text,
           gsize            length)
{
  const char *end = text + length;
  char *next = self->text = g_malloc (length + 1);

  while (text < end)
    {
      if (*text == '\r')
        {
          text = skip_line_break (text, end);
          *next++ = '\n';
        }
      else
        *next++ = *text++;
    }

  *next = 0;
  self->length = next - self->text;
}

static void
find_lines (AthPythonSource *self)
{
  guint32 start = 0;

  self->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->lines, start);

  for (const char *end = self->text;
       (end = memchr (end, '\n', self->text + self->length - end)) != NULL;)
    {
      start = ++end - self->text;
      g_array_append_val (self->lines, start);
    }
}

static gboolean
check_text (const AthPythonSource  *self,
            GError                **error)
{
  const char *bad;

  if (g_utf8_validate_len (self->text, self->length, &bad))
    return TRUE;

  if (*bad == 0)
    *error = ath_python_source_new_error (self, bad - self->text,
                                          _("The file contains a byte with value zero"));
  else
    *error = ath_python_source_new_error (self, bad - self->text, _("The file is not valid UTF-8"));

  return FALSE;
}

/**
 * ath_python_source_init:
 * @self: (out caller-allocates): cleared with ath_python_source_clear(), also on
 *   failure
 * @path: what errors call the file
 * @text: what the file holds
 * @length: length of @text in bytes
 * @error: set on failure
 *
 * Makes a copy of a text ready for reading: without its mark of byte order, its
 * lines ended by `\n`.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` for what is too large, says that it is
 *   in another encoding, or is no UTF-8
 */
gboolean
ath_python_source_init (AthPythonSource  *self,
                        const char       *path,
                        const char       *text,
                        gsize             length,
                        GError          **error)
{
  gboolean has_mark;

  self->path = g_strdup (path);

  if (length > ATH_PYTHON_MAX_SIZE)
    {
      *error = ath_error_new (ATH_ERROR_SCRIPT, _("The file is larger than %d MiB"),
                              ATH_PYTHON_MAX_SIZE / (1024 * 1024));
      ath_error_set_place (*error, path, 0, 0);
      return FALSE;
    }

  has_mark = length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0;
  if (has_mark)
    {
      text += 3;
      length -= 3;
    }

  if (!check_encoding (self, text, length, has_mark, error))
    return FALSE;

  take_text (self, text, length);
  find_lines (self);

  return check_text (self, error);
}

/**
 * ath_python_source_clear:
 * @self: a source, or one filled with zeros
 */
void
ath_python_source_clear (AthPythonSource *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->lines, g_array_unref);
}

/**
 * ath_python_source_get_place:
 * @self: a source
 * @offset: a place in its text
 * @line: (out): its line, from 1
 * @column: (out): its column in characters, from 1
 */
void
ath_python_source_get_place (const AthPythonSource *self,
                             guint32                offset,
                             guint                 *line,
                             guint                 *column)
{
  guint low = 0;
  guint high = self->lines->len;
  guint32 start;

  offset = MIN (offset, self->length);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->lines, guint32, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  start = g_array_index (self->lines, guint32, low);
  *line = low + 1;
  *column = 1;
  for (guint32 i = start; i < offset; i++)
    *column += (self->text[i] & 0xc0) != 0x80;
}

/**
 * ath_python_source_new_error:
 * @self: a source
 * @offset: the place in its text
 * @format: a sentence without a full stop, translated
 * @...: what goes into it
 *
 * Returns: (transfer full): an `ATH_ERROR_SCRIPT` with file, line and column
 */
GError *
ath_python_source_new_error (const AthPythonSource *self,
                             guint32                offset,
                             const char            *format,
                             ...)
{
  g_autofree char *message = NULL;
  GError *error;
  va_list args;
  guint line, column;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  ath_python_source_get_place (self, offset, &line, &column);
  error = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);
  ath_error_set_place (error, self->path, line, column);

  return error;
}
