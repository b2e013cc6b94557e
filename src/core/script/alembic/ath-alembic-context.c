/* ath-alembic-context.c: `op.get_context ()` and `alembic.context`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/ath-alembic-context.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa-dialect.h"
#include "script/alembic/live/ath-alembic-connection.h"
#include "script/alembic/operations/ath-op.h"

static AthPythonValue *
autocommit_enter (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self)
{
  GError *error = NULL;

  if (!ath_sink_begin_autocommit (ath_alembic_run_get (evaluator)->sink,
                                  ath_python_get_cancellable (evaluator), &error))
    return ath_python_refuse_error (evaluator, error);

  return ath_python_none ();
}

static gboolean
autocommit_exit (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 AthPythonValue     *exception,
                 gboolean           *is_handled)
{
  GError *error = NULL;

  if (!ath_sink_end_autocommit (ath_alembic_run_get (evaluator)->sink,
                                ath_python_get_cancellable (evaluator), &error))
    return ath_python_refuse_error (evaluator, error) != NULL;

  return TRUE;
}

const AthPythonNativeClass ath_alembic_autocommit_class = {
  .name = "autocommit_block",
  .module = "alembic.runtime.migration",
  .enter = autocommit_enter,
  .exit = autocommit_exit,
};

static AthPythonValue *
context_autocommit_block (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "autocommit_block", arguments))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_alembic_autocommit_class,
                              (gpointer) "");
}

static AthPythonValue *
context_get_bind (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return ath_alembic_connection_new (evaluator);
}

static AthPythonValue *
context_get_dialect (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return ath_sa_dialect_get (evaluator);
}

/* A run is online, and a preview shows what a run does. */
static AthPythonValue *
context_get_as_sql (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_python_bool (FALSE);
}

/* The schema of the version table. */
static AthPythonValue *
context_get_version_table_schema (AthPythonEvaluator       *evaluator,
                                  AthPythonValue           *self,
                                  const AthPythonArguments *arguments)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);
  const char *schema = ath_project_get_settings (run->project)->version_table_schema;

  return schema != NULL ? ath_python_str_new (ath_python_get_arena (evaluator), schema)
                        : ath_python_none ();
}

static AthPythonValue *
context_execute (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "sql", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const char *sql;

  if (!ath_python_arguments_bind (evaluator, "execute", arguments, parameters, 1, &value))
    return NULL;
  sql = ath_alembic_statement_to_sql (evaluator, value, NULL);

  return sql != NULL && ath_alembic_run_send (evaluator, g_strdup (sql)) ? ath_python_none ()
                                                                         : NULL;
}

static const AthPythonNativeFunction context_methods[] = {
  { "autocommit_block", context_autocommit_block },
  { "execute", context_execute },
  { "bind", context_get_bind, .is_property = TRUE },
  { "connection", context_get_bind, .is_property = TRUE },
  { "dialect", context_get_dialect, .is_property = TRUE },
  { "as_sql", context_get_as_sql, .is_property = TRUE },
  { "version_table_schema", context_get_version_table_schema, .is_property = TRUE },
  { NULL },
};

static const AthPythonNativeClass migration_context_class = {
  .name = "MigrationContext",
  .module = "alembic.runtime.migration",
  .methods = context_methods,
};

/**
 * ath_alembic_migration_context_new:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): what `op.get_context ()` gives
 */
AthPythonValue *
ath_alembic_migration_context_new (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &migration_context_class,
                              (gpointer) "");
}

static AthPythonValue *
get_context (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "get_context", arguments)
         ? ath_alembic_migration_context_new (evaluator) : NULL;
}

static AthPythonValue *
get_bind (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "get_bind", arguments)
         ? ath_alembic_connection_new (evaluator) : NULL;
}

static AthPythonValue *
is_offline_mode (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "is_offline_mode", arguments) ? ath_python_bool (FALSE)
                                                                        : NULL;
}

/* The `-x` arguments: as they are, or cut at their first equals sign. */
static AthPythonValue *
get_x_argument (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "as_dictionary", ATH_PYTHON_PARAM_OPTIONAL } };
  AthArena *arena = ath_python_get_arena (evaluator);
  const char *const *given = ath_alembic_run_get (evaluator)->context->arguments;
  AthPythonValue *list = ath_python_list_new (arena, NULL, 0);
  AthPythonValue *dict = ath_python_dict_value_new (arena);
  AthPythonValue *value;
  gboolean is_dict = FALSE;

  if (!ath_python_arguments_bind (evaluator, "get_x_argument", arguments, parameters, 1, &value)
      || (value != NULL && !ath_python_is_true (evaluator, value, &is_dict)))
    return NULL;

  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    {
      const char *equals = strchr (given[i], '=');
      g_autofree char *key = equals != NULL ? g_strndup (given[i], equals - given[i])
                                            : g_strdup (given[i]);

      ath_python_list_append (arena, list, ath_python_str_new (arena, given[i]));
      ath_python_dict_set_text (dict->dict, key,
                                ath_python_str_new (arena, equals != NULL ? equals + 1 : ""));
    }

  return is_dict ? dict : list;
}

static const AthPythonNativeFunction get_context_function = { "get_context", get_context };
static const AthPythonNativeFunction get_bind_function = { "get_bind", get_bind };
static const AthPythonNativeFunction is_offline_mode_function = {
  "is_offline_mode", is_offline_mode,
};
static const AthPythonNativeFunction get_x_argument_function = { "get_x_argument", get_x_argument };

static const AthPythonNativeMember context_members[] = {
  { "get_context", .function = &get_context_function },
  { "get_bind", .function = &get_bind_function },
  { "is_offline_mode", .function = &is_offline_mode_function },
  { "get_x_argument", .function = &get_x_argument_function },
  { NULL },
};

const AthPythonNativeModule ath_alembic_context_module = { "alembic.context", context_members };

/* `op.anything` is looked for in the lists of the files that hold it. */
static AthPythonValue *
get_operation (AthPythonEvaluator *evaluator,
               const char         *name)
{
  static const AthPythonNativeFunction *const lists[] = {
    ath_op_execute_functions, ath_op_column_functions, ath_op_table_functions,
    ath_op_constraint_functions, ath_op_index_functions,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const AthPythonNativeFunction *function = lists[i]; function->name != NULL; function++)
      if (g_str_equal (function->name, name))
        return ath_python_native_function_new (ath_python_get_arena (evaluator), function);

  return NULL;
}

static const AthPythonNativeMember no_members[] = { { NULL } };

const AthPythonNativeModule ath_op_module = { "alembic.op", no_members, get_operation };

static const AthPythonNativeMember alembic_members[] = {
  { "op", .module = &ath_op_module },
  { "context", .module = &ath_alembic_context_module },
  { NULL },
};

const AthPythonNativeModule ath_alembic_module = { "alembic", alembic_members };
