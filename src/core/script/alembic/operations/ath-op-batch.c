/* ath-op-batch.c: `op.batch_alter_table ()`
 *
 * On PostgreSQL a batch is the plain statements, but they are sent when its
 * block ends: what `op` sends inside the block runs before them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/operations/ath-op-batch.h"

static AthPythonValue *
batch_enter (AthPythonEvaluator *evaluator,
             AthPythonValue     *self)
{
  return self;
}

static gboolean
batch_exit (AthPythonEvaluator *evaluator,
            AthPythonValue     *self,
            AthPythonValue     *exception,
            gboolean           *is_handled)
{
  AthOpBatch *batch = self->host.data;

  for (guint i = 0; exception == NULL && i < batch->statements->len; i++)
    if (!ath_alembic_run_send_ddl (evaluator, g_strdup (g_ptr_array_index (batch->statements, i)),
                                   NULL))
      return FALSE;
  g_ptr_array_set_size (batch->statements, 0);

  return TRUE;
}

/* The operations of `op` that a batch has too, looked up where they are. */
static AthPythonValue *
batch_get_attribute (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     const char         *name)
{
  static const AthPythonNativeFunction *const lists[] = {
    ath_op_column_functions, ath_op_constraint_functions, ath_op_index_functions,
  };
  AthArena *arena = ath_python_get_arena (evaluator);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const AthPythonNativeFunction *function = lists[i]; function->name != NULL; function++)
      if (g_str_equal (function->name, name))
        return ath_python_method_new (arena, self,
                                      ath_python_native_function_new (arena, function));

  for (const AthPythonNativeFunction *function = ath_op_table_functions; function->name != NULL;
       function++)
    if (g_str_has_suffix (function->name, "_table_comment") && g_str_equal (function->name, name))
      return ath_python_method_new (arena, self, ath_python_native_function_new (arena, function));

  /* These run at once, as outside of the batch. */
  if (g_str_equal (name, "execute") || g_str_equal (name, "f") || g_str_equal (name, "get_bind")
      || g_str_equal (name, "get_context") || g_str_equal (name, "inline_literal"))
    for (const AthPythonNativeFunction *function = ath_op_execute_functions;
         function->name != NULL; function++)
      if (g_str_equal (function->name, name))
        return ath_python_native_function_new (arena, function);

  return NULL;
}

const AthPythonNativeClass ath_op_batch_class = {
  .name = "BatchOperations",
  .module = "alembic.operations",
  .get_attribute = batch_get_attribute,
  .enter = batch_enter,
  .exit = batch_exit,
};

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

/**
 * ath_op_batch_alter_table:
 * @evaluator: an evaluator
 * @self: (nullable): not used
 * @arguments: what is passed
 *
 * Returns: (transfer none) (nullable): a batch, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_op_batch_alter_table (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
    { "recreate", ATH_PYTHON_PARAM_OPTIONAL },
    { "partial_reordering", ATH_PYTHON_PARAM_OPTIONAL },
    { "copy_from", ATH_PYTHON_PARAM_OPTIONAL },
    { "table_args", ATH_PYTHON_PARAM_OPTIONAL },
    { "table_kwargs", ATH_PYTHON_PARAM_OPTIONAL },
    { "reflect_args", ATH_PYTHON_PARAM_OPTIONAL },
    { "reflect_kwargs", ATH_PYTHON_PARAM_OPTIONAL },
    { "naming_convention", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthOpBatch *batch = ath_arena_new0 (arena, AthOpBatch);
  const char *recreate;

  if (!ath_python_arguments_bind (evaluator, "batch_alter_table", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_require_name (evaluator, values[0], "table_name", &batch->table)
      || !ath_sa_get_name (evaluator, values[1], "schema", &batch->schema)
      || !ath_sa_get_text (evaluator, values[2], "recreate", &recreate))
    return NULL;
  if (recreate != NULL && !g_str_equal (recreate, "auto") && !g_str_equal (recreate, "never"))
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"),
                              "batch_alter_table", "recreate");

  batch->statements = ath_arena_adopt (arena, g_ptr_array_new_with_free_func (g_free), unref_array);

  return ath_python_host_new (arena, &ath_op_batch_class, batch);
}
