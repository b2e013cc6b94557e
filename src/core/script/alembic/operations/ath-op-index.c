/* ath-op-index.c: `op.create_index ()` and `op.drop_index ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-expression.h"
#include "script/alembic/operations/ath-op.h"
#include "script/alembic/schema/ath-ddl.h"

#define BIND(name_, parameters_, values_) \
  ath_op_bind (evaluator, name_, self, arguments, parameters_, G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
op_create_index (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "index_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "columns", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_not_exists", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_not_exists = FALSE;
  AthPythonValue *columns;
  AthSqlIndex *index;
  AthSqlName schema;
  AthSqlName table;
  AthSqlName name;
  GError *error = NULL;
  char *sql;

  if (!BIND ("create_index", parameters, values)
      || !ath_sa_get_name (evaluator, values[0], "index_name", &name)
      || !ath_sa_require_name (evaluator, values[1], "table_name", &table)
      || !ath_sa_get_name (evaluator, values[3], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[4], &if_not_exists))
    return NULL;
  if (ath_python_is_str (values[2]))
    return ath_python_refuse (evaluator, _("A text as “%s” is not understood: it takes a list"),
                              "columns");

  columns = ath_python_list_of (evaluator, values[2]);
  if (columns == NULL)
    return NULL;
  if (name.text == NULL && columns->sequence.length > 0
      && ath_sa_expression_get (columns->sequence.items[0]) != NULL)
    return ath_python_refuse (evaluator, _("An index of an expression of table “%s” needs a name"),
                              table.text);
  index = ath_sql_index_new (ath_python_get_arena (evaluator), &name);
  for (guint i = 0; i < columns->sequence.length; i++)
    {
      AthPythonValue *column = columns->sequence.items[i];

      if (!ath_sa_index_add (evaluator, index, column))
        return NULL;
      /* Unlike `Index ()`, the operation knows a text by what it says. */
      if (ath_sa_text_get (column) != NULL)
        g_array_index (index->elements, AthSqlIndexElement, i).label = ath_sa_text_get (column);
    }
  if (!ath_sa_index_set_options (evaluator, index, values[5], FALSE)
      || !ath_op_name_index (evaluator, &schema, &table, index))
    return NULL;
  sql = ath_ddl_create_index (&schema, &table, index, if_not_exists, &error);

  return ath_op_send (evaluator, self, sql, error) ? ath_python_none () : NULL;
}

static AthPythonValue *
op_drop_index (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "index_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_OPTIONAL },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_exists", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_exists = FALSE;
  AthSqlIndex *index;
  AthSqlName schema;
  AthSqlName table;
  AthSqlName name;
  GError *error = NULL;
  char *sql;

  if (!BIND ("drop_index", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "index_name", &name)
      || !ath_sa_get_name (evaluator, values[1], "table_name", &table)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[3], &if_exists))
    return NULL;

  index = ath_sql_index_new (ath_python_get_arena (evaluator), &name);
  if (!ath_sa_index_set_options (evaluator, index, values[4], TRUE))
    return NULL;
  if (table.text == NULL)
    table.text = "no_table";
  if (!ath_op_name_index (evaluator, &schema, &table, index))
    return NULL;
  sql = ath_ddl_drop_index (&schema, index, if_exists, &error);

  return ath_op_send (evaluator, self, sql, error) ? ath_python_none () : NULL;
}

const AthPythonNativeFunction ath_op_index_functions[] = {
  { "create_index", op_create_index },
  { "drop_index", op_drop_index },
  { NULL },
};
