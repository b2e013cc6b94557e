/* ath-project-finder.c: the configuration files of a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-project-finder.h"
#include "project/formats/ath-config-file.h"
#include "project/formats/ath-toml.h"

#define ATHANOR_INI "athanor.ini"
#define ALEMBIC_INI "alembic.ini"
#define PYPROJECT_TOML "pyproject.toml"

/* Sub-folders with a project that a hint names. */
#define MAX_NAMED_FOLDERS 5

static char *
dup_file_in (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* pyproject.toml of @folder when it speaks of Alembic or, if that is enough, of
 * Athanor.  One that is not TOML is none of our business, unless it seems to.
 */
static gboolean
find_toml (const char  *folder,
           gboolean     athanor_is_enough,
           char       **path,
           GError     **error)
{
  g_autofree char *found = dup_file_in (folder, PYPROJECT_TOML);
  g_autofree char *text = NULL;
  g_autoptr(AthTomlValue) toml = NULL;
  g_autoptr(GError) reason = NULL;
  const AthTomlValue *tools;
  gsize len;

  *path = NULL;
  if (found == NULL || !g_file_get_contents (found, &text, &len, NULL))
    return TRUE;

  toml = ath_toml_parse (text, (gssize) len, found, &reason);
  if (toml == NULL && strstr (text, "[tool.alembic") != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  tools = toml != NULL ? ath_toml_value_find_table (toml, "tool") : NULL;
  if (ath_toml_value_find_table (tools, "alembic") != NULL
      || (athanor_is_enough && ath_toml_value_find_table (tools, "athanor") != NULL))
    *path = g_steal_pointer (&found);

  return TRUE;
}

/* An ini file of any name: it is a SQL project's when it has no other section to be. */
static AthProjectKind
guess_kind (const char *ini_path,
            const char *section)
{
  g_autofree char *name = g_path_get_basename (ini_path);
  g_autoptr(AthConfigFile) ini = NULL;

  if (g_str_equal (name, ATHANOR_INI))
    return ATH_PROJECT_SQL;
  if (g_str_equal (name, ALEMBIC_INI) || section != NULL)
    return ATH_PROJECT_ALEMBIC;

  ini = ath_config_file_load (ini_path, NULL);

  return ini != NULL && ath_config_file_has_section (ini, "athanor")
         && !ath_config_file_has_section (ini, "alembic") ? ATH_PROJECT_SQL : ATH_PROJECT_ALEMBIC;
}

static gboolean
find_named (AthProjectFiles  *self,
            const char       *folder,
            const char       *config_file,
            const char       *section,
            GError          **error)
{
  g_autofree char *path = g_canonicalize_filename (config_file, folder);
  g_autofree char *place = g_path_get_dirname (path);
  GError *mine;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      mine = ath_error_new (ATH_ERROR_PROJECT, _("There is no configuration file “%s”"), path);
      ath_error_set_place (mine, path, 0, 0);
      g_propagate_error (error, mine);
      return FALSE;
    }

  if (g_str_has_suffix (path, ".toml"))
    {
      self->kind = ATH_PROJECT_ALEMBIC;
      self->toml_path = g_steal_pointer (&path);
      self->ini_path = dup_file_in (place, ALEMBIC_INI);
      return TRUE;
    }

  self->kind = guess_kind (path, section);
  self->ini_path = g_steal_pointer (&path);

  return self->kind == ATH_PROJECT_SQL || find_toml (place, TRUE, &self->toml_path, error);
}

/* FALSE without @error when there is nothing in @folder. */
static gboolean
find_in_folder (AthProjectFiles  *self,
                const char       *folder,
                GError          **error)
{
  self->kind = ATH_PROJECT_SQL;
  self->ini_path = dup_file_in (folder, ATHANOR_INI);
  if (self->ini_path != NULL)
    return TRUE;

  self->kind = ATH_PROJECT_ALEMBIC;
  self->ini_path = dup_file_in (folder, ALEMBIC_INI);

  return find_toml (folder, self->ini_path != NULL, &self->toml_path, error)
         && (self->ini_path != NULL || self->toml_path != NULL);
}

static gboolean
holds_project (const char *folder)
{
  g_auto(AthProjectFiles) files = { 0 };

  return find_in_folder (&files, folder, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the folders in @folder that hold a project, for a hint; or NULL. */
static char *
dup_projects_below (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (*name != '.' && g_file_test (path, G_FILE_TEST_IS_DIR) && holds_project (path))
        g_ptr_array_add (names, g_strdup_printf ("“%s”", name));
    }
  if (names->len == 0)
    return NULL;

  g_ptr_array_sort (names, compare_names);
  if (names->len > MAX_NAMED_FOLDERS)
    g_ptr_array_remove_range (names, MAX_NAMED_FOLDERS, names->len - MAX_NAMED_FOLDERS);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static void
set_nothing_found (const char  *folder,
                   GError     **error)
{
  g_autofree char *below = NULL;
  g_autofree char *hint = NULL;
  GError *mine;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    mine = ath_error_new (ATH_ERROR_PROJECT, _("There is no folder “%s”"), folder);
  else
    {
      below = dup_projects_below (folder);
      hint = below != NULL
             ? g_strdup_printf (_("There is a project in a folder below: %s."), below)
             : g_strdup (_("Open the folder that holds alembic.ini, a pyproject.toml with "
                           "[tool.alembic], or athanor.ini."));
      mine = ath_error_new (ATH_ERROR_PROJECT, _("There is no project in the folder “%s”"), folder);
      ath_error_set_hint (mine, hint);
    }
  ath_error_set_place (mine, folder, 0, 0);
  g_propagate_error (error, mine);
}

/**
 * ath_project_files_find:
 * @self: (out caller-allocates): the files, to be cleared with
 *   ath_project_files_clear(), also on failure; must be zero before
 * @folder: absolute path of the folder that is opened
 * @config_file: (nullable): path of the configuration file, absolute or from
 *   @folder; `NULL` finds it
 * @section: (nullable): section that is asked for
 * @error: set to `ATH_ERROR_PROJECT` when there is no project
 *
 * Finds out what configures the project of a folder: athanor.ini, alembic.ini
 * or [tool.alembic] in pyproject.toml, in this order.  Blocks.
 *
 * Returns: whether there is a project
 */
gboolean
ath_project_files_find (AthProjectFiles  *self,
                        const char       *folder,
                        const char       *config_file,
                        const char       *section,
                        GError          **error)
{
  g_autoptr(GError) reason = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  if (config_file != NULL)
    return find_named (self, folder, config_file, section, error);

  if (find_in_folder (self, folder, &reason))
    return TRUE;

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    set_nothing_found (folder, error);

  return FALSE;
}

/**
 * ath_project_files_clear:
 * @self: files
 */
void
ath_project_files_clear (AthProjectFiles *self)
{
  g_clear_pointer (&self->ini_path, g_free);
  g_clear_pointer (&self->toml_path, g_free);
}
