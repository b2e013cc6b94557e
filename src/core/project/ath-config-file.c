/* ath-config-file.c: ini files as Python's ConfigParser reads them
 *
 * Follows ConfigParser in strict mode with BasicInterpolation, as Alembic
 * uses it: what it accepts means the same here, and what it refuses is refused.
 * Two things are kinder: a byte order mark is skipped, and the folder behind
 * `%(here)s` may hold a percent sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-config-file.h"

#define DEFAULT_SECTION "DEFAULT"
/* ConfigParser's own limit on references inside references. */
#define MAX_INTERPOLATION_DEPTH 10

typedef struct
{
  GString  *value;
  guint     line;
  gboolean  literal; /* never interpolated */
} Option;

typedef struct
{
  GHashTable *options; /* (owned) name to Option */
  GPtrArray  *names;   /* (unowned) keys of options, in file order */
} Section;

struct _AthConfigFile
{
  char       *path;
  GHashTable *sections; /* (owned) name to Section, without the defaults */
  GPtrArray  *names;    /* (unowned) keys of sections in file order, ending in NULL */
  Section    *defaults; /* (owned) */
};

/* A run of bytes in the text; never terminated. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

typedef struct
{
  AthConfigFile *file;
  const char    *pos;
  const char    *end;
  guint          line;
  glong          indent;  /* of the last section header or option, in characters */
  Section       *section; /* (nullable) (unowned) */
  Option        *option;  /* (nullable) (unowned) what a continuation line belongs to */
} Reader;

static void
option_free (gpointer data)
{
  Option *option = data;

  g_string_free (option->value, TRUE);
  g_free (option);
}

static Option *
option_new (Span  value,
            guint line)
{
  Option *option = g_new0 (Option, 1);

  option->value = g_string_new_len (value.start, value.end - value.start);
  option->line = line;

  return option;
}

static void
section_free (gpointer data)
{
  Section *section = data;

  g_hash_table_unref (section->options);
  g_ptr_array_unref (section->names);
  g_free (section);
}

static Section *
section_new (void)
{
  Section *section = g_new0 (Section, 1);

  section->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, option_free);
  section->names = g_ptr_array_new ();

  return section;
}

static void
section_take_option (Section *section,
                     char    *name,
                     Option  *option)
{
  if (!g_hash_table_contains (section->options, name))
    g_ptr_array_add (section->names, name);
  g_hash_table_insert (section->options, name, option);
}

/* Lower case, as Python has it: whatever the language of the user is. */
static char *
fold_key (const char *key)
{
  GString *folded = g_string_new (NULL);

  for (; *key != '\0'; key = g_utf8_next_char (key))
    g_string_append_unichar (folded, g_unichar_tolower (g_utf8_get_char (key)));

  return g_string_free (folded, FALSE);
}

static Section *
find_section (AthConfigFile *self,
              const char    *name)
{
  if (strcmp (name, DEFAULT_SECTION) == 0)
    return self->defaults;

  return g_hash_table_lookup (self->sections, name);
}

/* What the file itself states: not the `here` that every section is given. */
static Option *
find_own_option (Section    *section,
                 const char *name)
{
  Option *option = g_hash_table_lookup (section->options, name);

  return option != NULL && !option->literal ? option : NULL;
}

/* The option as its section sees it: its own, or else a default. */
static Option *
find_option (AthConfigFile *self,
             const char    *section_name,
             const char    *key)
{
  g_autofree char *name = fold_key (key);
  Section *section = find_section (self, section_name);
  Option *option;

  if (section == NULL)
    return NULL;

  option = g_hash_table_lookup (section->options, name);

  return option != NULL ? option : g_hash_table_lookup (self->defaults->options, name);
}

/* str.isspace() of Python, which knows more than ASCII. */
static gboolean
is_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 ||
         (c > 0x7f && g_unichar_isspace (c));
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
  if (strcmp (name, DEFAULT_SECTION) == 0)
    {
      reader->section = file->defaults;
      return TRUE;
    }

  if (g_hash_table_contains (file->sections, name))
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT, _("Section “%s” appears twice"), name),
                 error);

  reader->section = section_new ();
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
  Option *known;

  while (delimiter < text.end && *delimiter != '=' && *delimiter != ':')
    delimiter++;
  if (delimiter == text.start || delimiter == text.end)
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT,
                                _("The line is neither “key = value” nor a “[section]”")),
                 error);

  written = span_dup (strip ((Span) { text.start, delimiter }));
  name = fold_key (written);
  known = find_own_option (reader->section, name);
  if (known != NULL)
    return fail (reader,
                 ath_error_new (ATH_ERROR_PROJECT,
                                _("Key “%s” appears twice in its section, first in line %u"),
                                written, known->line),
                 error);

  reader->option = option_new (strip ((Span) { delimiter + 1, text.end }), reader->line);
  section_take_option (reader->section, g_steal_pointer (&name), reader->option);

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
strip_values (Section *section)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, section->options);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Option *option = value;
      Span text = { option->value->str, option->value->str + option->value->len };

      if (!option->literal)
        g_string_truncate (option->value, strip_end (text).end - text.start);
    }
}

/* Every section knows the folder of the file as `here`. */
static void
add_here (AthConfigFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *here = g_canonicalize_filename (folder, NULL);
  Option *option;

  if (G_DIR_SEPARATOR != '/')
    g_strdelimit (here, "\\", '/');

  option = option_new ((Span) { here, here + strlen (here) }, 0);
  option->literal = TRUE;
  section_take_option (self->defaults, g_strdup ("here"), option);
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
 * ath_config_file_new:
 * @text: (array length=len): content of the file
 * @len: length of @text in bytes, or -1 when it is nul-terminated
 * @path: path of the file, for `%(here)s` and errors
 * @error: set to `ATH_ERROR_PROJECT` with file and line when ConfigParser would
 *   refuse the file, too
 *
 * Reads an ini file.
 *
 * Returns: (transfer full): its sections, or `NULL`
 */
AthConfigFile *
ath_config_file_new (const char  *text,
                     gssize       len,
                     const char  *path,
                     GError     **error)
{
  g_autoptr(AthConfigFile) self = NULL;
  Reader reader;
  GHashTableIter iter;
  gpointer section;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (len >= -1, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AthConfigFile, 1);
  self->path = g_strdup (path);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, section_free);
  self->names = g_ptr_array_new ();
  self->defaults = section_new ();
  add_here (self);

  reader = (Reader) {
    .file = self,
    .pos = text,
    .end = text + (len < 0 ? strlen (text) : (gsize) len),
  };
  if (!check_encoding (&reader, error))
    return NULL;
  if (reader.end - reader.pos >= 3 && memcmp (reader.pos, "\xef\xbb\xbf", 3) == 0)
    reader.pos += 3;

  while (reader.pos < reader.end)
    {
      if (!read_line (&reader, error))
        return NULL;
    }

  g_hash_table_iter_init (&iter, self->sections);
  while (g_hash_table_iter_next (&iter, NULL, &section))
    strip_values (section);
  strip_values (self->defaults);
  g_ptr_array_add (self->names, NULL);

  return g_steal_pointer (&self);
}

/**
 * ath_config_file_load:
 * @path: path of the file
 * @error: set to a `G_FILE_ERROR` when the file cannot be read, or to the
 *   errors of ath_config_file_new()
 *
 * Reads an ini file from disk.  Blocks.
 *
 * Returns: (transfer full): its sections, or `NULL`
 */
AthConfigFile *
ath_config_file_load (const char  *path,
                      GError     **error)
{
  g_autofree char *text = NULL;
  gsize len;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;

  return ath_config_file_new (text, len, path, error);
}

/**
 * ath_config_file_free:
 * @self: (transfer full): a file
 */
void
ath_config_file_free (AthConfigFile *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->sections);
  section_free (self->defaults);
  g_free (self);
}

/**
 * ath_config_file_get_path:
 * @self: a file
 *
 * Returns: (transfer none): its path as given
 */
const char *
ath_config_file_get_path (AthConfigFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * ath_config_file_get_sections:
 * @self: a file
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its sections
 *   in file order, without `DEFAULT`
 */
const char *const *
ath_config_file_get_sections (AthConfigFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->names->pdata;
}

/**
 * ath_config_file_has_section:
 * @self: a file
 * @section: name of a section
 *
 * Returns: whether @self has it
 */
gboolean
ath_config_file_has_section (AthConfigFile *self,
                             const char    *section)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);

  return find_section (self, section) != NULL;
}

/**
 * ath_config_file_has_key:
 * @self: a file
 * @section: name of a section
 * @key: a key in any case
 *
 * Returns: whether @section states @key itself, not by a default
 */
gboolean
ath_config_file_has_key (AthConfigFile *self,
                         const char    *section,
                         const char    *key)
{
  g_autofree char *name = NULL;
  Section *found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  name = fold_key (key);
  found = find_section (self, section);

  return found != NULL && find_own_option (found, name) != NULL;
}

/**
 * ath_config_file_dup_keys:
 * @self: a file
 * @section: name of a section
 *
 * Returns: (transfer full) (array zero-terminated=1): the keys that @section
 *   states itself, in lower case and file order; none when there is no such
 *   section
 */
char **
ath_config_file_dup_keys (AthConfigFile *self,
                          const char    *section)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  Section *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (section != NULL, NULL);

  builder = g_strv_builder_new ();
  found = find_section (self, section);
  for (guint i = 0; found != NULL && i < found->names->len; i++)
    {
      const char *name = g_ptr_array_index (found->names, i);

      if (find_own_option (found, name) != NULL)
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

/**
 * ath_config_file_get_line:
 * @self: a file
 * @section: name of a section
 * @key: a key in any case
 *
 * Returns: the line from 1 in which the value starts that @section sees under
 *   @key, or 0 when there is none
 */
guint
ath_config_file_get_line (AthConfigFile *self,
                          const char    *section,
                          const char    *key)
{
  Option *option;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (section != NULL, 0);
  g_return_val_if_fail (key != NULL, 0);

  option = find_option (self, section, key);

  return option != NULL ? option->line : 0;
}

/* The text of an error never quotes the value: it may hold a password. */
static GError *
new_percent_error (const char *key)
{
  GError *error = ath_error_new (ATH_ERROR_PROJECT,
                                 _("The value of “%s” holds a lone “%%”"), key);

  /* xgettext:no-c-format */
  ath_error_set_hint (error,
                      _("Write “%%” for a percent sign and “%(name)s” for the value of "
                        "another key."));

  return error;
}

static gboolean
interpolate (AthConfigFile  *self,
             const char     *section,
             const char     *key,
             const char     *text,
             guint           depth,
             GString        *out,
             GError        **error)
{
  const char *percent;

  if (depth > MAX_INTERPOLATION_DEPTH)
    {
      g_propagate_error (error,
                         ath_error_new (ATH_ERROR_PROJECT,
                                        _("The value of “%s” refers to other keys too deeply, "
                                          "or to itself"), key));
      return FALSE;
    }

  for (; (percent = strchr (text, '%')) != NULL; )
    {
      const char *close = percent[1] == '(' ? strchr (percent + 2, ')') : NULL;

      g_string_append_len (out, text, percent - text);
      if (percent[1] == '%')
        {
          g_string_append_c (out, '%');
          text = percent + 2;
        }
      else if (close != NULL && close > percent + 2 && close[1] == 's')
        {
          g_autofree char *name = g_strndup (percent + 2, close - percent - 2);
          Option *option = find_option (self, section, name);

          if (option == NULL)
            {
              g_propagate_error (error,
                                 ath_error_new (ATH_ERROR_PROJECT,
                                                _("The value of “%s” refers to “%s”, which "
                                                  "is not set"), key, name));
              return FALSE;
            }
          if (option->literal || strchr (option->value->str, '%') == NULL)
            g_string_append (out, option->value->str);
          else if (!interpolate (self, section, key, option->value->str, depth + 1, out, error))
            return FALSE;
          text = close + 2;
        }
      else
        {
          g_propagate_error (error, new_percent_error (key));
          return FALSE;
        }
    }
  g_string_append (out, text);

  return TRUE;
}

/**
 * ath_config_file_dup_value:
 * @self: a file
 * @section: name of a section
 * @key: a key in any case
 * @value: (out) (transfer full) (nullable): its value with `%(name)s` replaced,
 *   or `NULL` when neither @section nor the defaults state it
 * @error: set to `ATH_ERROR_PROJECT` with file and line when the value cannot be
 *   interpolated; its text does not quote the value
 *
 * Looks up one value.  As in ConfigParser, defaults do not make up for a section
 * that is not there.
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_config_file_dup_value (AthConfigFile  *self,
                           const char     *section,
                           const char     *key,
                           char          **value,
                           GError        **error)
{
  g_autoptr(GString) out = NULL;
  g_autoptr(GError) mine = NULL;
  Option *option;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  option = find_option (self, section, key);
  if (option == NULL || option->literal)
    {
      *value = option != NULL ? g_strdup (option->value->str) : NULL;
      return TRUE;
    }

  out = g_string_new (NULL);
  if (!interpolate (self, section, key, option->value->str, 1, out, &mine))
    {
      ath_error_set_place (mine, self->path, option->line, 0);
      g_propagate_error (error, g_steal_pointer (&mine));
      return FALSE;
    }
  *value = g_string_free (g_steal_pointer (&out), FALSE);

  return TRUE;
}
