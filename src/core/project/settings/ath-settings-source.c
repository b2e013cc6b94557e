/* ath-settings-source.c: one section of a project's configuration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/formats/ath-percent-format.h"
#include "project/settings/ath-settings-source.h"

static gboolean
is_in_ini (const AthSettingsSource *self,
           const char              *key)
{
  return self->ini != NULL && ath_config_file_get_line (self->ini, self->section, key) > 0;
}

static const AthTomlValue *
find_in_toml (const AthSettingsSource *self,
              const char              *key)
{
  return self->table != NULL ? ath_toml_value_find (self->table, key) : NULL;
}

/**
 * ath_settings_source_has:
 * @self: a source
 * @key: the key
 *
 * Returns: whether @key is stated, though it may be empty
 */
gboolean
ath_settings_source_has (const AthSettingsSource *self,
                         const char              *key)
{
  return is_in_ini (self, key) || find_in_toml (self, key) != NULL;
}

/**
 * ath_settings_source_fail:
 * @self: a source
 * @key: the key whose value is wrong
 * @mine: (transfer full): an error of `ATH_ERROR`
 * @error: gets @mine with the place of @key
 *
 * Returns: `FALSE`
 */
gboolean
ath_settings_source_fail (const AthSettingsSource  *self,
                          const char               *key,
                          GError                   *mine,
                          GError                  **error)
{
  const AthTomlValue *value = find_in_toml (self, key);

  if (is_in_ini (self, key))
    ath_error_set_place (mine, ath_config_file_get_path (self->ini),
                         ath_config_file_get_line (self->ini, self->section, key), 0);
  else if (value != NULL)
    ath_error_set_place (mine, self->toml_path, ath_toml_value_get_line (value), 0);
  else if (self->ini != NULL)
    ath_error_set_place (mine, ath_config_file_get_path (self->ini), 0, 0);
  else
    ath_error_set_place (mine, self->toml_path, 0, 0);
  g_propagate_error (error, mine);

  return FALSE;
}

/* Alembic formats every string of its table once, with the folder as `here`. */
static gboolean
format_toml_text (const AthSettingsSource  *self,
                  const char               *key,
                  const char               *text,
                  char                    **value,
                  GError                  **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *folder = g_path_get_dirname (self->toml_path);
  GError *mine = NULL;

  g_hash_table_insert (names, (gpointer) "here", g_canonicalize_filename (folder, NULL));
  *value = ath_percent_format (key, text, names, &mine);
  if (*value == NULL)
    return ath_settings_source_fail (self, key, mine, error);

  return TRUE;
}

static gboolean
dup_toml_string (const AthSettingsSource  *self,
                 const char               *key,
                 const AthTomlValue       *found,
                 char                    **value,
                 GError                  **error)
{
  switch (ath_toml_value_get_type (found))
    {
    case ATH_TOML_STRING:
      return format_toml_text (self, key, ath_toml_value_get_text (found), value, error);

    case ATH_TOML_INTEGER:
      *value = g_strdup_printf ("%" G_GINT64_FORMAT, ath_toml_value_get_integer (found));
      return TRUE;

    case ATH_TOML_BOOLEAN:
      *value = g_strdup (ath_toml_value_get_boolean (found) ? "true" : "false");
      return TRUE;

    case ATH_TOML_FLOAT:
    case ATH_TOML_DATE:
    case ATH_TOML_ARRAY:
    case ATH_TOML_TABLE:
      return ath_settings_source_fail (self, key,
                                       ath_error_new (ATH_ERROR_PROJECT,
                                                      _("“%s” must be a string"), key),
                                       error);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_settings_source_dup_string:
 * @self: a source
 * @key: the key
 * @value: (out) (transfer full) (nullable): its value, or `NULL` when it is not
 *   stated or empty
 * @error: set to `ATH_ERROR_PROJECT` when the value cannot be read
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_settings_source_dup_string (const AthSettingsSource  *self,
                                const char               *key,
                                char                    **value,
                                GError                  **error)
{
  const AthTomlValue *found = find_in_toml (self, key);
  char *text = NULL;

  if (is_in_ini (self, key))
    {
      if (!ath_config_file_dup_value (self->ini, self->section, key, &text, error))
        return FALSE;
    }
  else if (found != NULL && !dup_toml_string (self, key, found, &text, error))
    return FALSE;

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  *value = text;

  return TRUE;
}

static char **
split (const char *text,
       const char *separators)
{
  g_auto(GStrv) pieces = g_strsplit_set (text, separators, -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_strstrip (pieces[i]);
      if (*pieces[i] != '\0')
        g_strv_builder_add (builder, pieces[i]);
    }

  return g_strv_builder_end (builder);
}

static gboolean
dup_toml_list (const AthSettingsSource   *self,
               const char                *key,
               const AthTomlValue        *found,
               char                    ***values,
               GError                   **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < ath_toml_value_get_length (found); i++)
    {
      g_autofree char *value = NULL;

      if (!dup_toml_string (self, key, ath_toml_value_get_element (found, i), &value, error))
        return FALSE;
      g_strv_builder_add (builder, value);
    }
  *values = g_strv_builder_end (builder);

  return TRUE;
}

/**
 * ath_settings_source_dup_list:
 * @self: a source
 * @key: the key
 * @separators: the characters that part the values of a string; an array of
 *   TOML needs none
 * @values: (out) (transfer full) (nullable): the values without blanks at their
 *   ends and without empty ones; `NULL` when @key is not stated
 * @error: set to `ATH_ERROR_PROJECT` when the value cannot be read
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_settings_source_dup_list (const AthSettingsSource   *self,
                              const char                *key,
                              const char                *separators,
                              char                    ***values,
                              GError                   **error)
{
  const AthTomlValue *found = find_in_toml (self, key);
  g_autofree char *text = NULL;

  if (!is_in_ini (self, key) && found != NULL && ath_toml_value_get_type (found) == ATH_TOML_ARRAY)
    return dup_toml_list (self, key, found, values, error);

  if (!ath_settings_source_dup_string (self, key, &text, error))
    return FALSE;
  *values = text != NULL ? split (text, separators) : NULL;

  return TRUE;
}

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  for (; *words != NULL; words++)
    {
      if (g_ascii_strcasecmp (text, *words) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_settings_source_get_boolean:
 * @self: a source
 * @key: the key
 * @value: (inout): its value; left as it is when @key is not stated
 * @error: set to `ATH_ERROR_PROJECT` when the value is neither true nor false
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_settings_source_get_boolean (const AthSettingsSource  *self,
                                 const char               *key,
                                 gboolean                 *value,
                                 GError                  **error)
{
  static const char *const yes[] = { "true", "yes", "on", "y", "t", "1", NULL };
  static const char *const no[] = { "false", "no", "off", "n", "f", "0", NULL };
  g_autofree char *text = NULL;
  GError *mine;

  if (!ath_settings_source_dup_string (self, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (!is_one_of (text, yes) && !is_one_of (text, no))
    {
      mine = ath_error_new (ATH_ERROR_PROJECT, _("“%s” is neither true nor false"), key);
      ath_error_set_hint (mine, _("Write “true” or “false”."));
      return ath_settings_source_fail (self, key, mine, error);
    }
  *value = is_one_of (text, yes);

  return TRUE;
}

/**
 * ath_settings_source_get_number:
 * @self: a source
 * @key: the key
 * @value: (inout): its value; left as it is when @key is not stated
 * @error: set to `ATH_ERROR_PROJECT` when the value is not a number
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_settings_source_get_number (const AthSettingsSource  *self,
                                const char               *key,
                                guint                    *value,
                                GError                  **error)
{
  g_autofree char *text = NULL;
  guint64 number;

  if (!ath_settings_source_dup_string (self, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL))
    return ath_settings_source_fail (self, key,
                                     ath_error_new (ATH_ERROR_PROJECT,
                                                    _("“%s” is not a whole number"), key),
                                     error);
  *value = (guint) number;

  return TRUE;
}

static gboolean
add_ini_group (const AthSettingsSource  *self,
               const char               *group,
               GHashTable               *values,
               GError                  **error)
{
  g_autofree char *prefix = g_strconcat (group, ".", NULL);
  g_auto(GStrv) keys = ath_config_file_dup_keys (self->ini, self->section);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (!g_str_has_prefix (keys[i], prefix))
        continue;
      if (!ath_settings_source_dup_string (self, keys[i], &value, error))
        return FALSE;
      if (value != NULL)
        g_hash_table_insert (values, g_strdup (keys[i] + strlen (prefix)),
                             g_steal_pointer (&value));
    }

  return TRUE;
}

/**
 * ath_settings_source_add_group:
 * @self: a source
 * @group: first part of the keys: `group.name` in an ini file, a table in TOML
 * @values: (element-type utf8 utf8): gets the names and their values
 * @error: set to `ATH_ERROR_PROJECT` when a value cannot be read
 *
 * Collects the values of a group of keys.  In TOML their percent signs stand for
 * themselves: the keys of Alembic have no groups.
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_settings_source_add_group (const AthSettingsSource  *self,
                               const char               *group,
                               GHashTable               *values,
                               GError                  **error)
{
  const AthTomlValue *table = ath_toml_value_find_table (self->table, group);

  for (guint i = 0; table != NULL && i < ath_toml_value_get_length (table); i++)
    {
      const AthTomlValue *value = ath_toml_value_get_element (table, i);
      const char *name = ath_toml_value_get_key (table, i);

      if (ath_toml_value_get_type (value) != ATH_TOML_STRING)
        return ath_settings_source_fail (self, group,
                                         ath_error_new (ATH_ERROR_PROJECT,
                                                        _("“%s” must be a string"), name),
                                         error);
      g_hash_table_insert (values, g_strdup (name), g_strdup (ath_toml_value_get_text (value)));
    }

  return self->ini == NULL || add_ini_group (self, group, values, error);
}
