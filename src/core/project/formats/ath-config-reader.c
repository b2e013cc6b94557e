/* ath-config-reader.c: the lines of an ini file
 *
 * Follows ConfigParser._read() in strict mode.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/formats/ath-config-file-private.h"

/* A run of bytes in the text; never terminated. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

typedef struct
{
  AthConfigFile    *file;
  const char       *pos;
  const char       *end;
  guint             line;
  glong             indent;  /* of the last section header or option, in characters */
  AthConfigSection *section; /* (nullable) (unowned) */
  AthConfigOption  *option;  /* (nullable) (unowned) what a continuation line belongs to */
} Reader;

/* str.isspace() of Python, which knows more than ASCII. */
static gboolean
is_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85
         || (c > 0x7f && g_unichar_isspace (c));
}

static Span
strip_end (Span span)
{
  while (span.end > span.start)
    {
      const char *last = g_utf8_prev_char (span.end);

      if (!is_space (g_utf8_get_char (last)))
        break;
      span.end = last;
    }

  return span;
}

static Span
strip (Span span)
{
  while (span.start < span.end && is_space (g_utf8_get_char (span.start)))
    span.start = g_utf8_next_char (span.start);

  return strip_end (span);
}

static char *
span_dup (Span span)
{
  return g_strndup (span.start, span.end - span.start);
}

static gboolean
fail (Reader  *reader,
      GError  *mine,
      GError **error)
{
  ath_error_set_place (mine, reader->file->path, reader->line, 0);
  g_propagate_error (error, mine);

  return FALSE;
}

/* Takes the next line off the text; its end is of any of the three kinds. */
static Span
next_line (Reader *reader)
{
  Span line = { .start = reader->pos };

  while (reader->pos < reader->end && *reader->pos != '\n' && *reader->pos != '\r')
    reader->pos++;
  line.end = reader->pos;

  if (reader->end - reader->pos >= 2 && reader->pos[0] == '\r' && reader->pos[1] == '\n')
    reader->pos++;
  if (reader->pos < reader->end)
    reader->pos++;
  reader->line++;

  return line;
}

static gboolean
read_section_header (Reader  *reader,
                     Span     name_span,
                     GError **error)
{
  g_autofree char *name = span_dup (name_span);
  AthConfigFile *file = reader->file;

  reader->option = NULL;
  if (strcmp (name, ATH_CONFIG_DEFAULT_SECTION) == 0)
    {
      reader->section = file->defaults;
      return TRUE;
    }

  if (g_hash_table_contains (file->sections, name))
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT, _("Section “%s” appears twice"), name),
                 error);

  reader->section = ath_config_section_new ();
  g_ptr_array_add (file->names, name);
  g_hash_table_insert (file->sections, g_steal_pointer (&name), reader->section);

  return TRUE;
}

static gboolean
read_option (Reader  *reader,
             Span     text,
             GError **error)
{
  const char *delimiter = text.start;
  g_autofree char *written = NULL;
  g_autofree char *name = NULL;
  AthConfigOption *known;
  Span value;

  while (delimiter < text.end && *delimiter != '=' && *delimiter != ':')
    delimiter++;
  if (delimiter == text.start || delimiter == text.end)
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT,
                                _("The line is neither “key = value” nor a “[section]”")),
                 error);

  written = span_dup (strip ((Span) { text.start, delimiter }));
  name = ath_config_fold_key (written);
  known = ath_config_section_find (reader->section, name);
  if (known != NULL)
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT,
                                _("Key “%s” appears twice in its section, first in line %u"),
                                written, known->line),
                 error);

  value = strip ((Span) { delimiter + 1, text.end });
  reader->option = ath_config_option_new (value.start, value.end - value.start, reader->line);
  ath_config_section_take_option (reader->section, g_steal_pointer (&name), reader->option);

  return TRUE;
}

static void
continue_option (Reader *reader,
                 Span    text)
{
  if (reader->option == NULL)
    return;

  g_string_append_c (reader->option->value, '\n');
  g_string_append_len (reader->option->value, text.start, text.end - text.start);
}

static gboolean
read_line (Reader  *reader,
           GError **error)
{
  Span line = next_line (reader);
  Span text = strip (line);
  glong indent = g_utf8_strlen (line.start, text.start - line.start);
  const char *close;

  if (text.start < text.end && (*text.start == '#' || *text.start == ';'))
    return TRUE;

  if (text.start == text.end || (reader->option != NULL && indent > reader->indent))
    {
      continue_option (reader, text);
      return TRUE;
    }

  reader->indent = indent;
  close = g_strrstr_len (text.start, text.end - text.start, "]");
  if (*text.start == '[' && close != NULL && close > text.start + 1)
    return read_section_header (reader, (Span) { text.start + 1, close }, error);

  if (reader->section == NULL)
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT,
                                _("The line stands before the first “[section]”")),
                 error);

  return read_option (reader, text, error);
}

/* Blank lines behind a value were taken for a part of it. */
static void
strip_values (AthConfigSection *section)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, section->options);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      AthConfigOption *option = value;
      Span text = { option->value->str, option->value->str + option->value->len };

      if (!option->is_here)
        g_string_truncate (option->value, strip_end (text).end - text.start);
    }
}

static gboolean
check_encoding (Reader  *reader,
                GError **error)
{
  const char *invalid;
  GError *mine;

  if (g_utf8_validate_len (reader->pos, reader->end - reader->pos, &invalid))
    return TRUE;

  while (reader->pos <= invalid)
    next_line (reader);
  mine = ath_error_new (ATH_ERROR_PROJECT, _("The file is not text in UTF-8"));
  ath_error_set_hint (mine, _("Save it in the encoding UTF-8."));

  return fail (reader, mine, error);
}

/**
 * ath_config_reader_read:
 * @file: a file without sections but with the defaults
 * @text: (array length=len): its content
 * @len: length of @text in bytes
 * @error: set to `ATH_ERROR_PROJECT` with file and line when ConfigParser would
 *   refuse the text, too
 *
 * Fills a file with the sections of a text.
 *
 * Returns: whether the whole text was read
 */
gboolean
ath_config_reader_read (AthConfigFile  *file,
                        const char     *text,
                        gsize           len,
                        GError        **error)
{
  Reader reader = { .file = file, .pos = text, .end = text + len };
  GHashTableIter iter;
  gpointer section;

  if (!check_encoding (&reader, error))
    return FALSE;
  if (len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.pos += 3;

  while (reader.pos < reader.end)
    {
      if (!read_line (&reader, error))
        return FALSE;
    }

  g_hash_table_iter_init (&iter, file->sections);
  while (g_hash_table_iter_next (&iter, NULL, &section))
    strip_values (section);
  strip_values (file->defaults);

  return TRUE;
}
