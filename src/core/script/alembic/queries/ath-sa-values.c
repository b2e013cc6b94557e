/* ath-sa-values.c: `values ()`, rows to read from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/* Rows as a table. */
typedef struct
{
  AthSaTable      table;
  AthPythonValue *rows; /* a list of tuples */
} Values;

static gboolean
append_row (AthSaCompiler    *compiler,
            const AthSaTable *table,
            AthPythonValue   *row)
{
  if ((row->type != ATH_PYTHON_TYPE_TUPLE && row->type != ATH_PYTHON_TYPE_LIST)
      || row->sequence.length != table->columns->len)
    return ath_python_refuse (compiler->evaluator, _("%s as values of a row is not understood"),
                              ath_python_get_type_name (row)) != NULL;

  for (guint i = 0; i < row->sequence.length; i++)
    {
      AthPythonValue *column = g_ptr_array_index (table->columns, i);
      const AthSaExpression *item = ath_sa_expression_of (compiler->evaluator,
                                                          row->sequence.items[i],
                                                          ath_sa_expression_get (column)->type);

      g_string_append (compiler->sql, i == 0 ? "(" : ", ");
      if (item == NULL || !ath_sa_expression_append (item, compiler))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_values (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const Values *values = (const Values *) self;
  const GPtrArray *columns = values->table.columns;

  if (values->rows->sequence.length == 0 || values->table.table->name.text == NULL)
    return ath_python_refuse (compiler->evaluator, _("“%s ()” here is not understood"),
                              "values") != NULL;

  g_string_append (compiler->sql, "(VALUES ");
  for (guint i = 0; i < values->rows->sequence.length; i++)
    {
      g_string_append (compiler->sql, i > 0 ? ", " : "");
      if (!append_row (compiler, &values->table, values->rows->sequence.items[i]))
        return FALSE;
    }
  g_string_append (compiler->sql, ") AS ");
  ath_sql_name_append (&values->table.table->name, compiler->sql);
  for (guint i = 0; i < columns->len; i++)
    {
      const AthSaColumn *column = ((AthPythonValue *) g_ptr_array_index (columns, i))->host.data;

      g_string_append (compiler->sql, i == 0 ? " (" : ", ");
      ath_sql_name_append (&column->column->name, compiler->sql);
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static AthPythonValue *
values_data (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments);

static AthPythonValue *
values_alias (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments);

static const AthPythonNativeFunction values_methods[] = {
  { "data", values_data },
  { "alias", values_alias },
  { NULL },
};

static const AthPythonNativeClass values_class = {
  .name = "Values",
  .module = "sqlalchemy",
  .base = &ath_sa_lower_table_class,
  .methods = values_methods,
};

static AthPythonValue *
values_new (AthPythonEvaluator *evaluator,
            const AthSqlName   *name,
            const GPtrArray    *columns,
            AthPythonValue     *rows)
{
  Values *values = ath_arena_new0 (ath_python_get_arena (evaluator), Values);
  AthSqlName none = { NULL };

  values->table = *ath_sa_table_new (evaluator, &none, name);
  values->table.expression.append = append_values;
  values->rows = rows;
  for (guint i = 0; i < columns->len; i++)
    {
      const AthSaColumn *column = ((AthPythonValue *) g_ptr_array_index (columns, i))->host.data;

      g_ptr_array_add (values->table.columns,
                       ath_sa_column_value_new (evaluator, &column->column->name,
                                                column->column->type, &values->table));
    }

  return ath_python_host_new (ath_python_get_arena (evaluator), &values_class, values);
}

/* More rows make another table. */
static AthPythonValue *
values_data (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "values", ATH_PYTHON_PARAM_REQUIRED } };
  const Values *values = self->host.data;
  AthPythonValue *rows;

  if (!BIND ("data", parameters, &rows))
    return NULL;
  rows = ath_python_list_of (evaluator, rows);

  return rows != NULL ? values_new (evaluator, &values->table.table->name, values->table.columns,
                                    ath_sa_join_lists (evaluator, values->rows, rows)) : NULL;
}

static AthPythonValue *
values_alias (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_REQUIRED } };
  const Values *values = self->host.data;
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("alias", parameters, &value) || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;

  return values_new (evaluator, &name, values->table.columns, values->rows);
}

static AthPythonValue *
make_values (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "columns", ATH_PYTHON_PARAM_REST },
    { "name", ATH_PYTHON_PARAM_KEYWORD },
    { "literal_binds", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  GPtrArray *columns = ath_sql_items_new (ath_python_get_arena (evaluator));
  AthSqlName name = { NULL };

  if (!BIND ("values", parameters, values)
      || (values[1] != NULL && !ath_sa_get_name (evaluator, values[1], "name", &name)))
    return NULL;
  for (guint i = 0; i < values[0]->sequence.length; i++)
    {
      AthPythonValue *column = values[0]->sequence.items[i];

      if (ath_python_host_get (column, &ath_sa_column_class) == NULL)
        return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "values",
                                  ath_python_get_type_name (column));
      g_ptr_array_add (columns, column);
    }

  return values_new (evaluator, &name, columns,
                     ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0));
}

const AthPythonNativeFunction ath_sa_values_functions[] = {
  { "values", make_values },
  { NULL },
};
