/* ath-op-execute.c: `op.execute ()`, `get_bind ()` and what is no DDL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-context.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/live/ath-alembic-connection.h"
#include "script/alembic/operations/ath-op-batch.h"
#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
op_execute (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "sqltext", ATH_PYTHON_PARAM_REQUIRED },
    { "execution_options", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *sql;

  if (!BIND ("execute", parameters, values))
    return NULL;
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "execute",
                              "execution_options");
  sql = ath_alembic_statement_to_sql (evaluator, values[0], NULL);

  return sql != NULL && ath_alembic_run_send (evaluator, g_strdup (sql)) ? ath_python_none ()
                                                                         : NULL;
}

static AthPythonValue *
op_get_bind (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), "get_bind");

  return ath_alembic_connection_new (evaluator);
}

static AthPythonValue *
op_get_context (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"),
                              "get_context");

  return ath_alembic_migration_context_new (evaluator);
}

/* A name that no convention changes. */
static AthPythonValue *
op_f (AthPythonEvaluator       *evaluator,
      AthPythonValue           *self,
      const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("f", parameters, &value) || !ath_sa_require_name (evaluator, value, "name", &name))
    return NULL;
  name.is_final = TRUE;

  return ath_sa_quoted_name_new (evaluator, &name);
}

static AthPythonValue *
op_inline_literal (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_sa_literal_new (evaluator, arguments, "inline_literal");
}

/* The columns of a row stand in the order of the table; those that the row does
 * not have are left out.
 */
static gboolean
append_row (AthPythonEvaluator *evaluator,
            AthSaTable         *table,
            AthPythonValue     *row,
            GString            *names,
            GString            *values)
{
  guint n_used = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      AthPythonValue *value = g_ptr_array_index (table->columns, i);
      AthSaColumn *column = value->host.data;
      AthPythonValue *item = ath_python_dict_get_text (row->dict, column->column->name.text);
      const AthSaExpression *expression;
      AthSaCompiler compiler = { .evaluator = evaluator, .sql = values, .is_nested = TRUE };

      if (item == NULL && column->client_default != NULL)
        return ath_python_refuse (evaluator, _("A default of Python's in bulk_insert() is not "
                                               "understood")) != NULL;
      if (item == NULL)
        continue;
      if (n_used++ > 0)
        {
          g_string_append (names, ", ");
          g_string_append (values, ", ");
        }
      ath_sql_name_append (&column->column->name, names);
      expression = ath_sa_bound_of (evaluator, item, column->column->type);
      if (expression == NULL || !ath_sa_expression_append (expression, &compiler))
        return FALSE;
    }
  if (n_used != ath_python_dict_get_length (row->dict))
    return ath_python_refuse (evaluator, _("A row has a column that table “%s” does not have"),
                              table->table->name.text) != NULL;

  return TRUE;
}

static gboolean
insert_row (AthPythonEvaluator *evaluator,
            AthSaTable         *table,
            AthPythonValue     *row)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) values = g_string_new (NULL);
  g_autoptr(GString) sql = g_string_new ("INSERT INTO ");

  if (row->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("bulk_insert() takes a list of dictionaries")) != NULL;
  if (!append_row (evaluator, table, row, names, values))
    return FALSE;

  ath_sql_name_append_table (&table->table->schema, &table->table->name, sql);
  if (names->len == 0)
    g_string_append (sql, " DEFAULT VALUES");
  else
    g_string_append_printf (sql, " (%s) VALUES (%s)", names->str, values->str);

  return ath_alembic_run_send (evaluator, g_strdup (sql->str));
}

static AthPythonValue *
op_bulk_insert (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table", ATH_PYTHON_PARAM_REQUIRED },
    { "rows", ATH_PYTHON_PARAM_REQUIRED },
    { "multiinsert", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean is_one_statement = TRUE;
  AthSaTable *table;

  if (!BIND ("bulk_insert", parameters, values)
      || (values[2] != NULL && !ath_sa_get_bool (evaluator, values[2], &is_one_statement)))
    return NULL;
  table = ath_python_host_get (values[0], &ath_sa_lower_table_class);
  if (table == NULL || values[1]->type != ATH_PYTHON_TYPE_LIST)
    return ath_python_refuse (evaluator, _("bulk_insert() takes a table and a list"));
  if (is_one_statement && !ath_sa_check_rows (evaluator, values[1]))
    return NULL;

  for (guint i = 0; i < values[1]->sequence.length; i++)
    if (!insert_row (evaluator, table, values[1]->sequence.items[i]))
      return NULL;

  return ath_python_none ();
}

const AthPythonNativeFunction ath_op_execute_functions[] = {
  { "execute", op_execute },
  { "get_bind", op_get_bind },
  { "get_context", op_get_context },
  { "f", op_f },
  { "inline_literal", op_inline_literal },
  { "bulk_insert", op_bulk_insert },
  { "batch_alter_table", ath_op_batch_alter_table },
  { NULL },
};
