/* ath-module-finder.c: which file of a project a Python module is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/ath-module-finder.h"

/* `a.b.c` below @folder: a file, or a package of its own. */
static char *
find_below (const char *folder,
            const char *name)
{
  g_autofree char *relative = g_strdelimit (g_strdup (name), ".", G_DIR_SEPARATOR);
  g_autofree char *base = g_build_filename (folder, relative, NULL);
  g_autofree char *file = g_strconcat (base, ".py", NULL);
  g_autofree char *package = g_build_filename (base, "__init__.py", NULL);

  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&file);
  if (g_file_test (package, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&package);

  return NULL;
}

static gboolean
is_repository (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".git", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * ath_module_finder_list_above:
 * @folder: absolute path of a folder
 *
 * Lists the folders above one from which the program may be started whose folder
 * it is: up to that of its repository, or but the next one outside of any.
 * Blocking; any thread.
 *
 * Returns: (transfer full): their absolute paths, the nearest first
 */
char **
ath_module_finder_list_above (const char *folder)
{
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = g_strdup (folder);
  gboolean is_inside = is_repository (place);

  while (!is_inside && !g_str_equal (place, G_DIR_SEPARATOR_S))
    {
      char *parent = g_path_get_dirname (place);

      g_ptr_array_add (folders, g_strdup (parent));
      g_free (place);
      place = parent;
      is_inside = is_repository (place);
    }
  if (!is_inside && folders->len > 1)
    g_ptr_array_remove_range (folders, 1, folders->len - 1);
  g_ptr_array_add (folders, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&folders), FALSE);
}

static char *
find_above (const char *folder,
            const char *name)
{
  g_auto(GStrv) folders = ath_module_finder_list_above (folder);
  char *path = NULL;

  for (guint i = 0; folders[i] != NULL && path == NULL; i++)
    path = find_below (folders[i], name);

  return path;
}

/**
 * ath_module_finder_find:
 * @settings: of an Alembic project
 * @folder: path of the project's folder
 * @beside: (nullable): path of a file whose folder is looked through as well
 * @name: a module's dotted name
 *
 * Looks for a module in the folders that the project states, in its own, in the
 * usual `src`, beside the file that asks, and in the folders above the project's:
 * Flask-Migrate keeps alembic.ini among the scripts and is started above them.
 * Blocking; any thread.
 *
 * Returns: (transfer full) (nullable): the path of the module's file
 */
char *
ath_module_finder_find (const AthProjectSettings *settings,
                        const char               *folder,
                        const char               *beside,
                        const char               *name)
{
  g_autofree char *source = g_build_filename (folder, "src", NULL);
  g_autofree char *own = beside != NULL ? g_path_get_dirname (beside) : NULL;
  const char *usual[] = { folder, source, own };
  char *path = NULL;

  for (char **stated = settings->prepend_sys_path; stated != NULL && *stated != NULL; stated++)
    if ((path = find_below (*stated, name)) != NULL)
      return path;

  for (guint i = 0; i < G_N_ELEMENTS (usual) && path == NULL; i++)
    if (usual[i] != NULL)
      path = find_below (usual[i], name);
  if (path == NULL)
    path = find_above (folder, name);

  return path;
}

/**
 * ath_module_finder_find_import:
 * @settings: of an Alembic project
 * @folder: path of the project's folder
 * @importer: path of the file that imports
 * @level: how many dots stand before the name
 * @name: (nullable): a module's dotted name, `NULL` for `from . import`
 *
 * Looks for what `from ..name import` names.  Blocking; any thread.
 *
 * Returns: (transfer full) (nullable): the path of the module's file
 */
char *
ath_module_finder_find_import (const AthProjectSettings *settings,
                               const char               *folder,
                               const char               *importer,
                               guint                     level,
                               const char               *name)
{
  g_autofree char *package = g_path_get_dirname (importer);

  if (level == 0)
    return ath_module_finder_find (settings, folder, NULL, name);

  for (guint i = 1; i < level; i++)
    {
      char *parent = g_path_get_dirname (package);

      g_free (package);
      package = parent;
    }

  return find_below (package, name != NULL ? name : "__init__");
}
