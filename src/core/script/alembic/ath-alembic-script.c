/* ath-alembic-script.c: runs a migration script of an Alembic project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-module-finder.h"
#include "project/ath-script-file.h"
#include "python/evaluator/ath-python-evaluator.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-alembic-script.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/types/ath-type-library.h"

static AthPythonSyntax *
parse_file (const char  *path,
            GError     **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (!ath_script_file_read (path, text, error))
    return NULL;

  return ath_python_syntax_new (path, text->str, (gssize) text->len, error);
}

static AthPythonSyntax *
find_module (const char  *name,
             gpointer     data,
             GError     **error)
{
  AthAlembicRun *run = data;
  g_autofree char *path =
    ath_module_finder_find (ath_project_get_settings (run->project),
                            g_file_peek_path (ath_project_get_folder (run->project)),
                            run->revision->path, name);

  return path != NULL ? parse_file (path, error) : NULL;
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

static void
make_uuid (guint8   *bytes,
           gpointer  data)
{
  AthAlembicRun *run = data;

  ath_script_moment_make_uuid (run->moment, run->script, run->n_uuids++, bytes);
}

static AthPythonNode *
find_required (const AthPythonList *parameters)
{
  for (guint i = 0; i < parameters->length; i++)
    if (parameters->items[i]->arg.default_value == NULL)
      return parameters->items[i];

  return NULL;
}

/* Only env.py passes anything to the functions of a script: mostly the name of the
 * database, in a project for several.  Alembic would go to all of them.
 */
static gboolean
check_parameters (AthPythonSyntax  *syntax,
                  const char       *function,
                  GError          **error)
{
  const AthPythonList *body = ath_python_syntax_get_body (syntax);

  for (guint i = 0; i < body->length; i++)
    {
      const AthPythonNode *node = body->items[i];
      AthPythonNode *parameter;
      GError *mine;

      if (node->kind != ATH_PYTHON_FUNCTION_DEF
          || !g_str_equal (node->function_def.name, function))
        continue;
      parameter = find_required (node->function_def.args->arguments.args);
      if (parameter == NULL)
        continue;

      mine = ath_python_syntax_new_error (syntax, parameter,
                                          _("“%s ()” takes “%s” from env.py, which is not run"),
                                          function, parameter->arg.arg);
      ath_error_set_hint (mine, _("A script for several databases is left to Alembic itself."));
      ath_error_set_raised (mine);
      g_propagate_error (error, mine);
      return FALSE;
    }

  return TRUE;
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
 *   cannot be read, is refused or raises; to `ATH_ERROR_DEPENDS` likewise when it
 *   reads what a server answers and @sink has none; to an error of @sink; or to
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
  g_autoptr(AthPythonSyntax) syntax = parse_file (revision->path, error);
  const char *function = direction == ATH_DIRECTION_UPGRADE ? "upgrade" : "downgrade";
  g_autofree char *script = g_strdup_printf ("%s %s", revision->id, function);
  g_autoptr(AthPythonEvaluator) evaluator = NULL;
  AthScriptMoment own = { 0 };
  AthAlembicRun run = {
    .project = project,
    .revision = revision,
    .context = context,
    .moment = context->moment != NULL ? context->moment : &own,
    .script = script,
    .sink = sink,
  };
  AthPythonWorld world = {
    .modules = ath_sa_modules,
    .more_modules = ath_type_library_modules,
    .find_module = find_module,
    .find_variable = find_variable,
    .print = print,
    .folder = g_file_peek_path (ath_project_get_folder (project)),
    .explain = ath_alembic_run_explain,
    .make_uuid = make_uuid,
    .data = &run,
  };
  AthPythonValue *module;

  if (syntax == NULL || !check_parameters (syntax, function, error))
    return FALSE;

  ath_script_moment_take (&own);
  world.now_us = run.moment->now_us;
  run.naming.templates = ath_project_get_naming_convention (project, &run.naming.unknown);

  evaluator = ath_python_evaluator_new (&world, cancellable);
  module = ath_python_evaluator_load (evaluator, syntax, revision->id, error);
  if (module == NULL)
    return FALSE;

  module = ath_python_evaluator_call (evaluator, module, function, error);
  g_clear_error (&run.failure);

  return module != NULL;
}
