/* ath-op.c: what the operations of Alembic share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/operations/ath-op.h"

/* Parameters that name the table: a batch knows them already. */
static gboolean
is_of_batch (const char *parameter,
             gboolean   *is_schema)
{
  *is_schema = g_str_equal (parameter, "schema") || g_str_equal (parameter, "source_schema");

  return *is_schema || g_str_equal (parameter, "table_name")
         || g_str_equal (parameter, "source_table");
}

/**
 * ath_op_bind:
 * @evaluator: an evaluator
 * @function: name of the operation, for messages
 * @self: (nullable): the batch it belongs to, or `NULL`
 * @arguments: what a call passes
 * @parameters: (array length=n_parameters): what the operation takes outside of
 *   a batch
 * @n_parameters: how many; at most 24
 * @values: (out caller-allocates) (array length=n_parameters): the values
 *
 * Binds arguments as ath_python_arguments_bind() does.  In a batch the table is
 * not passed; its name and schema are filled in.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_op_bind (AthPythonEvaluator       *evaluator,
             const char               *function,
             AthPythonValue           *self,
             const AthPythonArguments *arguments,
             const AthPythonParameter *parameters,
             guint                     n_parameters,
             AthPythonValue          **values)
{
  AthOpBatch *batch = self != NULL ? self->host.data : NULL;
  AthPythonParameter passed[24] = { { NULL } };
  AthPythonValue *bound[24];
  guint n_passed = 0;
  gboolean is_schema;

  if (batch == NULL)
    return ath_python_arguments_bind (evaluator, function, arguments, parameters, n_parameters,
                                      values);

  g_assert (n_parameters <= G_N_ELEMENTS (passed));
  for (guint i = 0; i < n_parameters; i++)
    if (!is_of_batch (parameters[i].name, &is_schema))
      passed[n_passed++] = parameters[i];
  if (!ath_python_arguments_bind (evaluator, function, arguments, passed, n_passed, bound))
    return FALSE;

  n_passed = 0;
  for (guint i = 0; i < n_parameters; i++)
    {
      const AthSqlName *name;

      if (!is_of_batch (parameters[i].name, &is_schema))
        {
          values[i] = bound[n_passed++];
          continue;
        }
      name = is_schema ? &batch->schema : &batch->table;
      values[i] = name->text != NULL ? ath_sa_quoted_name_new (evaluator, name) : NULL;
    }

  return TRUE;
}

/**
 * ath_op_send:
 * @evaluator: an evaluator
 * @self: (nullable): the batch it belongs to, or `NULL`
 * @sql: (transfer full) (nullable): a statement
 * @error: (transfer full) (nullable): why there is none
 *
 * Sends a statement, at once or when the batch ends.
 *
 * Returns: `FALSE` after refusing or raising
 */
gboolean
ath_op_send (AthPythonEvaluator *evaluator,
             AthPythonValue     *self,
             char               *sql,
             GError             *error)
{
  AthOpBatch *batch = self != NULL ? self->host.data : NULL;

  if (batch == NULL || sql == NULL)
    return ath_alembic_run_send_ddl (evaluator, sql, error);
  g_ptr_array_add (batch->statements, sql);

  return TRUE;
}

/**
 * ath_op_name_constraint:
 * @evaluator: an evaluator
 * @schema: of the table; may have no text
 * @table: the table
 * @constraint: gets the name that the convention gives
 *
 * Returns: `FALSE` after refusing a convention that cannot be followed
 */
gboolean
ath_op_name_constraint (AthPythonEvaluator *evaluator,
                        const AthSqlName   *schema,
                        const AthSqlName   *table,
                        AthSqlConstraint   *constraint)
{
  GError *error = NULL;

  return ath_sql_naming_name_constraint (&ath_alembic_run_get (evaluator)->naming,
                                         ath_python_get_arena (evaluator), schema, table,
                                         constraint, &error)
         || ath_alembic_run_refuse (evaluator, error);
}

/**
 * ath_op_name_index:
 * @evaluator: an evaluator
 * @schema: of the table; may have no text
 * @table: the table
 * @index: gets the name that the convention gives
 *
 * Returns: `FALSE` after refusing a convention that cannot be followed
 */
gboolean
ath_op_name_index (AthPythonEvaluator *evaluator,
                   const AthSqlName   *schema,
                   const AthSqlName   *table,
                   AthSqlIndex        *index)
{
  GError *error = NULL;

  return ath_sql_naming_name_index (&ath_alembic_run_get (evaluator)->naming,
                                    ath_python_get_arena (evaluator), schema, table, index, &error)
         || ath_alembic_run_refuse (evaluator, error);
}
