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
#include "project/formats/ath-config-file-private.h"

/* ConfigParser's own limit on references inside references. */
#define MAX_INTERPOLATION_DEPTH 10

static void
option_free (gpointer data)
{
  AthConfigOption *option = data;

  g_string_free (option->value, TRUE);
  g_free (option);
}

/**
 * ath_config_option_new:
 * @value: (array length=len): first line of the value
 * @len: length of @value in bytes
 * @line: where it stands, from 1
 *
 * Returns: (transfer full): an option
 */
AthConfigOption *
ath_config_option_new (const char *value,
                       gsize       len,
                       guint       line)
{
  AthConfigOption *self = g_new0 (AthConfigOption, 1);

  self->value = g_string_new_len (value, (gssize) len);
  self->line = line;

  return self;
}

/**
 * ath_config_section_new:
 *
 * Returns: (transfer full): a section without options
 */
AthConfigSection *
ath_config_section_new (void)
{
  AthConfigSection *self = g_new0 (AthConfigSection, 1);

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, option_free);
  self->names = g_ptr_array_new ();

  return self;
}

static void
config_section_free (AthConfigSection *self)
{
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/**
 * ath_config_section_take_option:
 * @self: a section
 * @name: (transfer full): a folded key
 * @option: (transfer full): its option, in the place of one that may be there
 */
void
ath_config_section_take_option (AthConfigSection *self,
                                char             *name,
                                AthConfigOption  *option)
{
  if (!g_hash_table_contains (self->options, name))
    g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->options, name, option);
}

/**
 * ath_config_section_find:
 * @self: a section
 * @name: a folded key
 *
 * Returns: (transfer none) (nullable): the option that the file itself states:
 *   not the `here` that every section is given
 */
AthConfigOption *
ath_config_section_find (AthConfigSection *self,
                         const char       *name)
{
  AthConfigOption *option = g_hash_table_lookup (self->options, name);

  return option != NULL && !option->is_here ? option : NULL;
}

/**
 * ath_config_fold_key:
 * @key: a key
 *
 * Returns: (transfer full): @key in lower case, as Python has it: whatever the
 *   language of the user is
 */
char *
ath_config_fold_key (const char *key)
{
  GString *folded = g_string_new (NULL);

  for (; *key != '\0'; key = g_utf8_next_char (key))
    g_string_append_unichar (folded, g_unichar_tolower (g_utf8_get_char (key)));

  return g_string_free (folded, FALSE);
}

static AthConfigSection *
find_section (AthConfigFile *self,
              const char    *name)
{
  if (strcmp (name, ATH_CONFIG_DEFAULT_SECTION) == 0)
    return self->defaults;

  return g_hash_table_lookup (self->sections, name);
}

/* The option as its section sees it: its own, or else a default. */
static AthConfigOption *
find_option (AthConfigFile *self,
             const char    *section_name,
             const char    *key)
{
  g_autofree char *name = ath_config_fold_key (key);
  AthConfigSection *section = find_section (self, section_name);
  AthConfigOption *option;

  if (section == NULL)
    return NULL;

  option = g_hash_table_lookup (section->options, name);

  return option != NULL ? option : g_hash_table_lookup (self->defaults->options, name);
}

/* Every section knows the folder of the file as `here`. */
static void
add_here (AthConfigFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *here = g_canonicalize_filename (folder, NULL);
  AthConfigOption *option;

  if (G_DIR_SEPARATOR != '/')
    g_strdelimit (here, "\\", '/');

  option = ath_config_option_new (here, strlen (here), 0);
  option->is_here = TRUE;
  ath_config_section_take_option (self->defaults, g_strdup ("here"), option);
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

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (len >= -1, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AthConfigFile, 1);
  self->path = g_strdup (path);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) config_section_free);
  self->names = g_ptr_array_new ();
  self->defaults = ath_config_section_new ();
  add_here (self);

  if (!ath_config_reader_read (self, text, len < 0 ? strlen (text) : (gsize) len, error))
    return NULL;
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
  config_section_free (self->defaults);
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
  AthConfigSection *found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  name = ath_config_fold_key (key);
  found = find_section (self, section);

  return found != NULL && ath_config_section_find (found, name) != NULL;
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
  AthConfigSection *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (section != NULL, NULL);

  builder = g_strv_builder_new ();
  found = find_section (self, section);
  for (guint i = 0; found != NULL && i < found->names->len; i++)
    {
      const char *name = g_ptr_array_index (found->names, i);

      if (ath_config_section_find (found, name) != NULL)
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
  AthConfigOption *option;

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
          AthConfigOption *option = find_option (self, section, name);

          if (option == NULL)
            {
              g_propagate_error (error,
                                 ath_error_new (ATH_ERROR_PROJECT,
                                                _("The value of “%s” refers to “%s”, which "
                                                  "is not set"), key, name));
              return FALSE;
            }
          if (option->is_here || strchr (option->value->str, '%') == NULL)
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
  AthConfigOption *option;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  option = find_option (self, section, key);
  if (option == NULL || option->is_here)
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
