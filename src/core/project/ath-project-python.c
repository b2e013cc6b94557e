/* ath-project-python.c: the interpreter of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "project/ath-project-python.h"

static char *
find_stated (const char *stated,
             const char *folder)
{
  g_autofree char *path = NULL;

  if (strchr (stated, G_DIR_SEPARATOR) == NULL)
    return g_find_program_in_path (stated);

  path = g_canonicalize_filename (stated, folder);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

static char *
find_in_folder (const char *folder)
{
  static const char *const names[] = { ".venv", "venv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], "bin", "python", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* The first line of a script says what runs it. */
static char *
find_of_script (const char *script)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  if (!g_file_get_contents (script, &text, NULL, NULL) || !g_str_has_prefix (text, "#!"))
    return NULL;

  text[strcspn (text, "\r\n")] = '\0';
  words = g_strsplit_set (g_strstrip (text + strlen ("#!")), " \t", -1);
  if (words[0] == NULL)
    return NULL;
  if (g_str_has_suffix (words[0], "/env") && words[1] != NULL && words[2] == NULL)
    return g_find_program_in_path (words[1]);
  if (strstr (words[0], "python") == NULL || !g_file_test (words[0], G_FILE_TEST_IS_EXECUTABLE))
    return NULL;

  return g_strdup (words[0]);
}

/**
 * ath_project_python_find:
 * @project: an Alembic project
 *
 * Finds what runs the scripts that Athanor does not: the interpreter that the
 * project states, else that of a `.venv` or `venv` in its folder, else that of
 * the `alembic` in the search path.  One that is stated but missing is not
 * replaced by another.  Whether it has Alembic is not known.  Any thread.
 *
 * Returns: (transfer full) (nullable): the path of the interpreter
 */
char *
ath_project_python_find (AthProject *project)
{
  const char *folder;
  const char *stated;
  g_autofree char *alembic = NULL;
  char *python;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);

  folder = g_file_peek_path (ath_project_get_folder (project));
  stated = ath_project_get_settings (project)->python;
  if (stated != NULL)
    return find_stated (stated, folder);

  python = find_in_folder (folder);
  if (python != NULL)
    return python;

  alembic = g_find_program_in_path ("alembic");

  return alembic != NULL ? find_of_script (alembic) : NULL;
}
