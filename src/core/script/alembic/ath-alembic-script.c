/* ath-alembic-script.c: runs a migration script of an Alembic project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-alembic-script.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ath-error.h"
#include "python/ath-python-evaluator.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/ath-type-library.h"

static AthPythonModule *
parse_file (const char  *path,
            GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return ath_python_module_new (path, text, length, error);
}

/* `a.b.c` below @folder: a file, or a package of its own. */
static char *
find_file (const char *folder,
           const char *name)
{
  g_autofree char *relative = g_strdelimit (g_strdup (name), ".", G_DIR_SEPARATOR);
  g_autofree char *file = g_strconcat (folder, G_DIR_SEPARATOR_S, relative, ".py", NULL);
  g_autofree char *package = g_build_filename (folder, relative, "__init__.py", NULL);

  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&file);
  if (g_file_test (package, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&package);

  return NULL;
}

/* The folders that the project states, its own, and the usual `src`. */
static AthPythonModule *
find_module (const char  *name,
             gpointer     data,
             GError     **error)
{
  AthAlembicRun *run = data;
  const AthProjectSettings *settings = ath_project_get_settings (run->project);
  const char *folder = g_file_peek_path (ath_project_get_folder (run->project));
  g_autofree char *source = g_build_filename (folder, "src", NULL);
  g_autofree char *versions = g_path_get_dirname (run->revision->path);
  g_autoptr(GPtrArray) folders = g_ptr_array_new ();

  for (char **path = settings->prepend_sys_path; path != NULL && *path != NULL; path++)
    g_ptr_array_add (folders, *path);
  g_ptr_array_add (folders, (gpointer) folder);
  g_ptr_array_add (folders, source);
  g_ptr_array_add (folders, versions);

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = find_file (g_ptr_array_index (folders, i), name);

      if (path != NULL)
        return parse_file (path, error);
    }

  return NULL;
}

static const char *
find_in (const char *const *variables,
         const char        *name)
{
  gsize length = strlen (name);

  for (guint i = 0; variables != NULL && variables[i] != NULL; i++)
    if (strncmp (variables[i], name, length) == 0 && variables[i][length] == '=')
      return variables[i] + length + 1;

  return NULL;
}

static const char *
find_variable (const char *name,
               gpointer    data)
{
  AthAlembicRun *run = data;
  const char *value = find_in (run->context->variables, name);

  return value != NULL ? value : g_getenv (name);
}

static void
print (const char *line,
       gpointer    data)
{
  AthAlembicRun *run = data;

  ath_sink_log (run->sink, line);
}

/**
 * ath_alembic_script_run:
 * @project: the project of @revision
 * @revision: whose script is run
 * @direction: which half of it
 * @context: what the script may ask about the world
 * @sink: where its statements go
 * @cancellable: (nullable): stops it
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column when the script
 *   cannot be read, is refused or raises; to an error of @sink; or to
 *   `G_IO_ERROR_CANCELLED`
 *
 * Evaluates a script and sends what Alembic would send to the server.
 * Blocking; any thread.
 *
 * Returns: whether the script came to its end
 */
gboolean
ath_alembic_script_run (AthProject              *project,
                        AthRevision             *revision,
                        AthDirection             direction,
                        const AthScriptContext  *context,
                        AthSink                 *sink,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr(GHashTable) enums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(AthPythonModule) syntax = parse_file (revision->path, error);
  g_autoptr(AthPythonEvaluator) evaluator = NULL;
  AthAlembicRun run = {
    .project = project,
    .revision = revision,
    .context = context,
    .sink = sink,
    .naming = { ath_project_get_settings (project)->naming_convention },
    .enums = enums,
  };
  AthPythonWorld world = {
    .modules = ath_sa_modules,
    .more_modules = ath_type_library_modules,
    .find_module = find_module,
    .find_variable = find_variable,
    .print = print,
    .now_us = g_get_real_time (),
    .data = &run,
  };
  AthPythonValue *module;

  if (syntax == NULL)
    return FALSE;

  evaluator = ath_python_evaluator_new (&world, cancellable);
  module = ath_python_evaluator_load (evaluator, syntax, revision->id, error);
  if (module == NULL)
    return FALSE;

  return ath_python_evaluator_call (evaluator, module,
                                    direction == ATH_DIRECTION_UPGRADE ? "upgrade" : "downgrade",
                                    error) != NULL;
}
