/* ath-settings-reader.c: configuration files to settings
 *
 * Alembic takes relative paths from where it is started.  A program with a
 * window is started anywhere.  So the start is the folder of the configuration
 * file, or else the folder that was opened, or one above the file (where
 * people start Alembic with `-c folder/alembic.ini`): the first from which the
 * folder of the scripts can be reached.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-module-finder.h"
#include "project/settings/ath-env-py.h"
#include "project/settings/ath-settings-reader.h"
#include "project/settings/ath-settings-source.h"

typedef struct
{
  AthProjectKind      kind;
  AthConfigFile      *ini;      /* (nullable) (owned) */
  AthTomlValue       *toml;     /* (nullable) (owned) */
  AthSettingsSource   main;     /* Alembic's own keys; of a SQL project, all keys */
  AthSettingsSource   own;      /* Athanor's keys */
  char               *base;     /* (owned) folder of the configuration file */
  char              **above;    /* (owned) those above it, in the same repository */
  const char         *folder;   /* (unowned) folder that was opened */
  const char         *start;    /* (unowned) the one of them that relative paths start at */
  char              **sys_path; /* (owned) (nullable) as written */
  AthProjectSettings *settings; /* (owned) */
} Reader;

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->ini, ath_config_file_free);
  g_clear_pointer (&reader->toml, ath_toml_value_free);
  g_clear_pointer (&reader->base, g_free);
  g_clear_pointer (&reader->above, g_strfreev);
  g_clear_pointer (&reader->sys_path, g_strfreev);
  g_clear_pointer (&reader->settings, ath_project_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* `package.sub:folder:folder` names a folder inside a Python package, which is
 * looked for where Python would look when it is started at @start.
 */
static char *
resolve_package (const Reader *reader,
                 const char   *location,
                 const char   *start)
{
  static const char *const usual[] = { ".", "src", NULL };
  const char *const *paths[] = { (const char *const *) reader->sys_path, usual };
  g_auto(GStrv) parts = g_strsplit (location, ":", -1);
  g_autofree char *package = g_strdelimit (g_strdup (parts[0]), ".", G_DIR_SEPARATOR);
  g_autofree char *inside = g_strjoinv (G_DIR_SEPARATOR_S, parts + 1);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      for (const char *const *path = paths[i]; path != NULL && *path != NULL; path++)
        {
          g_autofree char *place = g_canonicalize_filename (*path, start);
          g_autofree char *candidate = g_build_filename (place, package, inside, NULL);

          if (is_folder (candidate))
            return g_steal_pointer (&candidate);
        }
    }

  return g_build_filename (start, package, inside, NULL);
}

static char *
resolve_location (const Reader *reader,
                  const char   *location,
                  const char   *start)
{
  if (!g_path_is_absolute (location) && strchr (location, ':') != NULL)
    return resolve_package (reader, location, start);

  return g_canonicalize_filename (location, start);
}

/* A folder above may have one of that name for something else. */
static gboolean
holds_scripts (const Reader *reader,
               const char   *path)
{
  g_autofree char *env = g_build_filename (path, "env.py", NULL);
  g_autofree char *versions = g_build_filename (path, "versions", NULL);

  return reader->kind == ATH_PROJECT_SQL || g_file_test (env, G_FILE_TEST_IS_REGULAR)
         || is_folder (versions);
}

/* Finds the folder of the scripts, and with it where relative paths start. */
static char *
resolve_script_location (Reader     *reader,
                         const char *location)
{
  g_autoptr(GPtrArray) starts = g_ptr_array_new ();
  guint n_near;

  g_ptr_array_add (starts, reader->base);
  g_ptr_array_add (starts, (char *) reader->folder);
  n_near = starts->len;
  for (guint i = 0; reader->above[i] != NULL; i++)
    g_ptr_array_add (starts, reader->above[i]);

  for (guint i = 0; i < starts->len; i++)
    {
      g_autofree char *path = resolve_location (reader, location, starts->pdata[i]);

      if (is_folder (path) && (i < n_near || holds_scripts (reader, path)))
        {
          reader->start = starts->pdata[i];
          return g_steal_pointer (&path);
        }
    }

  return resolve_location (reader, location, reader->base);
}

/* What parts a list of paths, by its name in the configuration. */
static const char *
find_separators (const char *name)
{
  static const struct
  {
    const char *name;
    const char *separators;
  } known[] = {
    { "os", G_SEARCHPATH_SEPARATOR_S },
    { ":", ":" },
    { ";", ";" },
    { "space", " " },
    { "newline", "\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (name, known[i].name))
        return known[i].separators;
    }

  return NULL;
}

/* Sets @separators to what the value of @key names, and leaves it as it is without one. */
static gboolean
read_separators (const Reader  *reader,
                 const char    *key,
                 const char   **separators,
                 GError       **error)
{
  g_autofree char *name = NULL;
  char *comment;
  GError *mine;

  if (!ath_settings_source_dup_string (&reader->main, key, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;

  /* Templates of Alembic 1.7 wrote a comment behind the value. */
  comment = strstr (name, " #");
  if (comment != NULL)
    *comment = '\0';
  g_strstrip (name);

  if (find_separators (name) == NULL)
    {
      mine = ath_error_new (ATH_ERROR_PROJECT, _("“%s” is not a valid value of “%s”"), name, key);
      ath_error_set_hint (mine, _("Write “os”, “:”, “;”, “space” or “newline”."));
      return ath_settings_source_fail (&reader->main, key, mine, error);
    }
  *separators = find_separators (name);

  return TRUE;
}

/* A list of paths as written, or NULL when it is not stated.  @old_key names
 * its separator in Alembic before 1.16, @separators are those of before 1.7.
 */
static gboolean
read_paths (const Reader   *reader,
            const char     *key,
            const char     *old_key,
            const char     *separators,
            char         ***paths,
            GError        **error)
{
  const char *separator_key = "path_separator";

  *paths = NULL;
  if (!ath_settings_source_has (&reader->main, key))
    return TRUE;

  if (old_key != NULL && !ath_settings_source_has (&reader->main, separator_key))
    separator_key = old_key;

  return read_separators (reader, separator_key, &separators, error)
         && ath_settings_source_dup_list (&reader->main, key, separators, paths, error);
}

static gboolean
fail_without_location (Reader  *reader,
                       GError **error)
{
  GError *mine = ath_error_new (ATH_ERROR_PROJECT, _("The configuration states no “%s”"),
                                "script_location");

  ath_error_set_hint (mine,
                      _("Add “script_location = FOLDER” with the folder that holds the scripts."));

  return ath_settings_source_fail (&reader->main, "script_location", mine, error);
}

static gboolean
check_script_location (Reader  *reader,
                       GError **error)
{
  GError *mine;

  if (is_folder (reader->settings->script_location))
    return TRUE;

  mine = ath_error_new (ATH_ERROR_PROJECT, _("The folder of the scripts is not there: “%s”"),
                        reader->settings->script_location);
  ath_error_set_hint (mine,
                      _("Correct “script_location”. A relative path starts at the folder of the "
                        "configuration file."));

  return ath_settings_source_fail (&reader->main, "script_location", mine, error);
}

/* SQL projects need not say where they are.  Nor does Flask-Migrate, which
 * keeps alembic.ini in the folder of the scripts.
 */
static char *
find_default_location (const Reader *reader)
{
  g_autofree char *env = g_build_filename (reader->base, "env.py", NULL);

  if (reader->kind == ATH_PROJECT_SQL || g_file_test (env, G_FILE_TEST_IS_REGULAR))
    return g_strdup (reader->base);

  return NULL;
}

static gboolean
read_script_location (Reader  *reader,
                      GError **error)
{
  g_autofree char *location = NULL;

  if (!ath_settings_source_dup_string (&reader->main, "script_location", &location, error))
    return FALSE;

  reader->settings->script_location = location != NULL ? resolve_script_location (reader, location)
                                                       : find_default_location (reader);
  if (reader->settings->script_location == NULL)
    return fail_without_location (reader, error);

  return check_script_location (reader, error);
}

static void
resolve_sys_path (Reader *reader)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (char **path = reader->sys_path; path != NULL && *path != NULL; path++)
    {
      g_autofree char *place = g_canonicalize_filename (*path, reader->start);

      g_strv_builder_add (builder, place);
    }
  g_strfreev (reader->settings->prepend_sys_path);
  reader->settings->prepend_sys_path = g_strv_builder_end (builder);
}

/* The folders of the scripts; the usual one when none is stated. */
static char **
resolve_version_locations (const Reader  *reader,
                           char         **locations)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *usual = g_build_filename (reader->settings->script_location, "versions", NULL);

  if (locations == NULL || *locations == NULL)
    g_strv_builder_add (builder, usual);
  for (; locations != NULL && *locations != NULL; locations++)
    {
      g_autofree char *path = resolve_location (reader, *locations, reader->start);

      g_strv_builder_add (builder, path);
    }

  return g_strv_builder_end (builder);
}

static gboolean
read_version_locations (Reader  *reader,
                        GError **error)
{
  AthProjectSettings *settings = reader->settings;
  const AthSettingsSource *source = &reader->main;
  g_auto(GStrv) locations = NULL;
  g_autofree char *recursive = NULL;
  g_autofree char *sourceless = NULL;

  if (!read_paths (reader, "version_locations", "version_path_separator", ", ",
                   &locations, error)
      || !ath_settings_source_dup_string (source, "recursive_version_locations",
                                          &recursive, error)
      || !ath_settings_source_dup_string (source, "sourceless", &sourceless, error))
    return FALSE;

  g_strfreev (settings->version_locations);
  settings->version_locations = resolve_version_locations (reader, locations);

  /* Alembic knows no other word for yes here. */
  settings->recursive_version_locations = g_strcmp0 (recursive, "true") == 0;
  settings->sourceless = g_strcmp0 (sourceless, "true") == 0;

  return TRUE;
}

/* Replaces *@field by the value of @key when that is stated. */
static gboolean
read_string (const AthSettingsSource  *source,
             const char               *key,
             char                    **field,
             GError                  **error)
{
  char *value;

  if (!ath_settings_source_dup_string (source, key, &value, error))
    return FALSE;

  if (value != NULL)
    {
      g_free (*field);
      *field = value;
    }

  return TRUE;
}

static gboolean
has_post_write_hooks (const AthSettingsSource *source)
{
  const AthTomlValue *hooks;

  if (source->ini != NULL
      && ath_config_file_has_key (source->ini, "post_write_hooks", "hooks"))
    return TRUE;

  hooks = source->table != NULL ? ath_toml_value_find (source->table, "post_write_hooks") : NULL;

  return hooks != NULL && ath_toml_value_get_length (hooks) > 0;
}

static gboolean
read_writing (Reader  *reader,
              GError **error)
{
  AthProjectSettings *settings = reader->settings;

  if (!read_string (&reader->main, "file_template", &settings->file_template, error)
      || !read_string (&reader->main, "timezone", &settings->timezone, error)
      || !read_string (&reader->main, "output_encoding", &settings->output_encoding, error)
      || !ath_settings_source_get_number (&reader->main, "truncate_slug_length",
                                          &settings->truncate_slug_length, error))
    return FALSE;

  if (settings->truncate_slug_length == 0)
    settings->truncate_slug_length = 40;
  settings->has_post_write_hooks = has_post_write_hooks (&reader->main);

  return TRUE;
}

/* What Alembic's template says until somebody changes it, or what names variables
 * for env.py to fill in: no URL of anything.
 */
static gboolean
is_placeholder (const char *url)
{
  return g_str_has_prefix (url, "driver://") || strstr (url, "${") != NULL;
}

/* A URL that cannot be read is no obstacle: it is but one way to a database. */
static void
read_url (const AthSettingsSource  *source,
          char                    **url,
          GError                  **error)
{
  if (ath_settings_source_dup_string (source, "sqlalchemy.url", url, error) && *url == NULL)
    ath_settings_source_dup_string (source, "url", url, error);
  if (*url != NULL && is_placeholder (*url))
    g_clear_pointer (url, g_free);
}

static gboolean
read_databases (Reader  *reader,
                GError **error)
{
  g_auto(GStrv) names = NULL;

  if (!ath_settings_source_dup_list (&reader->main, "databases", ",", &names, error))
    return FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      AthSettingsSource source = { .ini = reader->ini, .section = names[i] };
      AthProjectDatabase *database = g_new0 (AthProjectDatabase, 1);

      database->name = g_strdup (names[i]);
      read_url (&source, &database->url, NULL);
      g_ptr_array_add (reader->settings->databases, database);
    }

  return TRUE;
}

static void
read_env_py (Reader    *reader,
             GPtrArray *problems)
{
  g_autofree char *path = g_build_filename (reader->settings->script_location, "env.py", NULL);
  GError *problem = NULL;

  if (reader->kind == ATH_PROJECT_ALEMBIC
      && !ath_env_py_read (path, &reader->main, &reader->own, reader->settings, &problem))
    g_ptr_array_add (problems, problem);
}

/* What Athanor's own section states; it has the last word over env.py. */
static gboolean
read_own (Reader  *reader,
          GError **error)
{
  AthProjectSettings *settings = reader->settings;
  const AthSettingsSource *own = &reader->own;

  settings->transaction_per_migration_stated |=
    ath_settings_source_has (own, "transaction_per_migration");
  /* Stated but empty: the schema that env.py names is not meant. */
  if (ath_settings_source_has (own, "version_table_schema"))
    g_clear_pointer (&settings->version_table_schema, g_free);

  return read_string (own, "version_table", &settings->version_table, error)
         && read_string (own, "version_table_schema", &settings->version_table_schema, error)
         && ath_settings_source_get_boolean (own, "version_table_pk",
                                             &settings->version_table_pk, error)
         && ath_settings_source_get_boolean (own, "transaction_per_migration",
                                             &settings->transaction_per_migration, error)
         && ath_settings_source_get_boolean (own, "transactional_ddl",
                                             &settings->transactional_ddl, error)
         && read_string (own, "advisory_lock", &settings->advisory_lock, error)
         && read_string (own, "python", &settings->python, error)
         && ath_settings_source_add_group (own, "naming_convention",
                                           settings->naming_convention, error);
}

/* The sections that say where scripts are. */
static char **
list_sections (const Reader *reader)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *name;

  for (name = ath_config_file_get_sections (reader->ini); *name != NULL; name++)
    {
      if (g_str_equal (*name, reader->main.section)
          || ath_config_file_has_key (reader->ini, *name, "script_location"))
        g_strv_builder_add (builder, *name);
    }

  return g_strv_builder_end (builder);
}

static gboolean
check_section (Reader      *reader,
               const char  *section,
               GError     **error)
{
  g_autofree char *known = NULL;
  g_autofree char *hint = NULL;
  GError *mine;

  if (ath_config_file_has_section (reader->ini, reader->main.section)
      || (section == NULL && reader->main.table != NULL))
    return TRUE;

  mine = ath_error_new (ATH_ERROR_PROJECT, _("The configuration has no section “[%s]”"),
                        reader->main.section);
  known = g_strjoinv (", ", reader->settings->sections);
  hint = *known != '\0' ? g_strdup_printf (_("Sections to choose from: %s."), known) : NULL;
  ath_error_set_hint (mine, hint);
  ath_error_set_place (mine, ath_config_file_get_path (reader->ini), 0, 0);
  g_propagate_error (error, mine);

  return FALSE;
}

static gboolean
load_files (Reader      *reader,
            const char  *ini_path,
            const char  *toml_path,
            GError     **error)
{
  if (ini_path != NULL)
    {
      reader->ini = ath_config_file_load (ini_path, error);
      if (reader->ini == NULL)
        return FALSE;
    }
  if (toml_path != NULL)
    {
      reader->toml = ath_toml_load (toml_path, error);
      if (reader->toml == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
choose_section (Reader      *reader,
                const char  *toml_path,
                const char  *section,
                GError     **error)
{
  const char *default_section = reader->kind == ATH_PROJECT_SQL ? "athanor" : "alembic";
  const AthTomlValue *tools =
    reader->toml != NULL ? ath_toml_value_find_table (reader->toml, "tool") : NULL;

  reader->main = (AthSettingsSource) {
    .ini = reader->ini,
    .section = section != NULL ? section : default_section,
    .table = ath_toml_value_find_table (tools, default_section),
    .toml_path = toml_path,
  };
  reader->own = (AthSettingsSource) {
    .ini = reader->ini,
    .section = reader->kind == ATH_PROJECT_SQL ? reader->main.section : "athanor",
    .table = ath_toml_value_find_table (tools, "athanor"),
    .toml_path = toml_path,
  };
  reader->settings->section = g_strdup (reader->main.section);

  if (reader->ini == NULL)
    return TRUE;

  g_strfreev (reader->settings->sections);
  reader->settings->sections = list_sections (reader);

  return check_section (reader, section, error);
}

/**
 * ath_settings_reader_read:
 * @kind: of the project
 * @ini_path: (nullable): path of its ini file
 * @toml_path: (nullable): path of its pyproject.toml; what both state, the ini
 *   file has the say in
 * @section: (nullable): section of the ini file; `NULL` for the usual one
 * @folder: the folder that was opened
 * @problems: (element-type GError): gets an `ATH_ERROR_SCRIPT` when env.py could
 *   not be read
 * @error: set to a `G_FILE_ERROR` when a file cannot be read, and to
 *   `ATH_ERROR_PROJECT` with file and line when it is not understood or the
 *   folder of the scripts is not there
 *
 * Reads what the configuration files of a project state.  At least one of the
 * two is given.  Blocks; any thread.
 *
 * Returns: (transfer full): the settings, or `NULL`
 */
AthProjectSettings *
ath_settings_reader_read (AthProjectKind   kind,
                          const char      *ini_path,
                          const char      *toml_path,
                          const char      *section,
                          const char      *folder,
                          GPtrArray       *problems,
                          GError         **error)
{
  const char *config_file = ini_path != NULL ? ini_path : toml_path;
  g_auto(Reader) reader = { .kind = kind, .folder = folder };

  g_return_val_if_fail (config_file != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  reader.base = g_path_get_dirname (config_file);
  reader.above = ath_module_finder_list_above (reader.base);
  reader.start = reader.base;
  reader.settings = ath_project_settings_new ();
  reader.settings->config_file = g_strdup (config_file);

  if (!load_files (&reader, ini_path, toml_path, error)
      || !choose_section (&reader, toml_path, section, error)
      || !read_paths (&reader, "prepend_sys_path", NULL, ", :", &reader.sys_path, error)
      || !read_script_location (&reader, error)
      || !read_version_locations (&reader, error)
      || !read_writing (&reader, error)
      || !read_databases (&reader, error))
    return NULL;
  resolve_sys_path (&reader);
  read_env_py (&reader, problems);
  if (!read_own (&reader, error))
    return NULL;
  read_url (&reader.main, &reader.settings->url, &reader.settings->url_error);

  return g_steal_pointer (&reader.settings);
}
