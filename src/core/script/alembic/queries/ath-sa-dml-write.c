/* ath-sa-dml-write.c: how INSERT, UPDATE and DELETE are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/queries/ath-sa-dml.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/**
 * ath_sa_dml_get_column:
 * @self: a statement
 * @index: a position in its table
 *
 * Returns: (transfer none): the column there
 */
AthSaColumn *
ath_sa_dml_get_column (const AthSaDml *self,
                       guint           index)
{
  return ((AthPythonValue *) g_ptr_array_index (self->table->columns, index))->host.data;
}

static AthPythonValue *
get_value (const AthSaDml *dml,
           AthPythonValue *row,
           guint           index)
{
  const AthSaColumn *column = ath_sa_dml_get_column (dml, index);

  return ath_python_dict_get_text (row->dict, column->column->name.text);
}

/**
 * ath_sa_append_assigned:
 * @compiler: where it goes
 * @column: a column
 * @value: what it is set to
 *
 * Writes the right side of an assignment: operations stand in
 * parentheses.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_append_assigned (AthSaCompiler     *compiler,
                        const AthSaColumn *column,
                        AthPythonValue    *value)
{
  const AthSaExpression *expression = ath_sa_bound_of (compiler->evaluator, value,
                                                       column->column->type);

  if (expression != NULL && ath_sa_is_bind (expression) && ath_sa_type_is_null (expression->type))
    expression = ath_sa_bind_new_typed (compiler->evaluator, expression, column->column->type);

  return expression != NULL && ath_sa_expression_append_grouped (expression, compiler, NULL);
}

static gboolean
append_returning (const AthSaDml *dml,
                  AthSaCompiler  *compiler)
{
  if (dml->returning->len == 0)
    return TRUE;
  g_string_append (compiler->sql, " RETURNING ");

  return ath_sa_append_columns (compiler, dml->returning, FALSE);
}

/* Whether it is a parameter of the statement rather than an expression in it. */
static gboolean
is_bound (AthPythonValue *value)
{
  const AthSaExpression *expression = ath_sa_expression_get (value);

  return expression == NULL || ath_sa_is_literal (expression) || ath_sa_is_bind (expression);
}

/* SQLAlchemy asks for the key of a row that it does not know itself. */
static gboolean
append_key (const AthSaDml *dml,
            AthSaCompiler  *compiler)
{
  AthPythonValue *row = dml->rows->sequence.items[0];
  const AthSqlColumn *counting = NULL;
  guint n_written = 0;

  if (!dml->is_real || dml->is_multiple || dml->query != NULL || dml->returning->len > 0)
    return TRUE;
  if (!ath_sql_table_find_autoincrement (dml->table->table, &counting, NULL))
    return ath_python_refuse (compiler->evaluator, _("The key of table “%s” is not understood"),
                              dml->table->table->name.text) != NULL;

  for (guint i = 0; i < dml->table->columns->len; i++)
    {
      const AthSaColumn *column = ath_sa_dml_get_column (dml, i);
      AthPythonValue *value = get_value (dml, row, i);

      if (!column->column->is_primary_key)
        continue;
      if (value != NULL ? is_bound (value)
                        : column->column != counting && column->column->server_default == NULL
                          && column->column->identity == NULL)
        continue;
      g_string_append (compiler->sql, n_written++ == 0 ? " RETURNING " : ", ");
      if (!ath_sa_expression_append (&column->expression, compiler))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_row (const AthSaDml *dml,
            AthSaCompiler  *compiler,
            AthPythonValue *row)
{
  AthPythonValue *first = dml->rows->sequence.items[0];
  guint n_written = 0;

  if (ath_python_dict_get_length (row->dict) != ath_python_dict_get_length (first->dict))
    return ath_python_refuse (compiler->evaluator, _("Rows with different columns are not "
                                                     "understood")) != NULL;
  g_string_append_c (compiler->sql, '(');
  for (guint i = 0; i < dml->table->columns->len; i++)
    {
      const AthSaColumn *column = ath_sa_dml_get_column (dml, i);
      AthPythonValue *value = get_value (dml, row, i);

      if (get_value (dml, first, i) == NULL)
        continue;
      if (value == NULL)
        return ath_python_refuse (compiler->evaluator, _("Rows with different columns are not "
                                                         "understood")) != NULL;
      g_string_append (compiler->sql, n_written++ > 0 ? ", " : "");
      if (!ath_sa_append_assigned (compiler, column, value))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_names (const AthSaDml *dml,
              AthSaCompiler  *compiler)
{
  AthPythonValue *row = dml->rows->sequence.items[0];
  guint n_written = 0;

  g_string_append (compiler->sql, " (");
  for (guint i = 0; i < dml->table->columns->len; i++)
    {
      const AthSaColumn *column = ath_sa_dml_get_column (dml, i);
      gboolean is_written = get_value (dml, row, i) != NULL;

      if (!is_written && column->client_default != NULL)
        return ath_python_refuse (compiler->evaluator,
                                  _("A default of Python's for column “%s” is not "
                                    "understood"),
                                  column->column->name.text) != NULL;
      if (!is_written)
        continue;
      g_string_append (compiler->sql, n_written++ > 0 ? ", " : "");
      ath_sql_name_append (&column->column->name, compiler->sql);
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_query (const AthSaDml *dml,
              AthSaCompiler  *compiler)
{
  g_string_append (compiler->sql, " (");
  for (guint i = 0; i < dml->names->sequence.length; i++)
    {
      g_string_append (compiler->sql, i > 0 ? ", " : "");
      ath_sql_identifier_append (dml->names->sequence.items[i]->text.bytes, compiler->sql);
    }
  g_string_append (compiler->sql, ") ");
  for (guint i = 0; i < dml->table->columns->len; i++)
    if (ath_sa_dml_get_column (dml, i)->client_default != NULL)
      return ath_python_refuse (compiler->evaluator,
                                _("A default of Python's for column “%s” is not understood"),
                                ath_sa_dml_get_column (dml, i)->column->name.text) != NULL;

  return ath_sa_select_append (ath_sa_expression_get (dml->query), compiler, FALSE, NULL);
}

static gboolean
append_rows (const AthSaDml *dml,
             AthSaCompiler  *compiler)
{
  if (dml->rows->sequence.length == 0
      || ath_python_dict_get_length (dml->rows->sequence.items[0]->dict) == 0)
    return ath_python_refuse (compiler->evaluator, _("“insert ()” without values is not "
                                                     "understood")) != NULL;
  if (!append_names (dml, compiler))
    return FALSE;
  g_string_append (compiler->sql, " VALUES ");
  for (guint i = 0; i < dml->rows->sequence.length; i++)
    {
      g_string_append (compiler->sql, i > 0 ? ", " : "");
      if (!append_row (dml, compiler, dml->rows->sequence.items[i]))
        return FALSE;
    }

  return TRUE;
}

/* Names are made up for what is returned after those in the values, but before
 * those in a query.
 */
static gboolean
append_insert (const AthSaDml *dml,
               AthSaCompiler  *compiler)
{
  GString *sql = compiler->sql;
  g_autoptr(GString) returning = g_string_new (NULL);
  gboolean is_written;

  g_string_append (sql, "INSERT INTO ");
  if (!ath_sa_expression_append (&dml->table->expression, compiler)
      || (dml->query == NULL && !append_rows (dml, compiler)))
    return FALSE;

  compiler->sql = returning;
  is_written = append_returning (dml, compiler) && append_key (dml, compiler);
  compiler->sql = sql;
  if (!is_written
      || (dml->query != NULL && !append_query (dml, compiler))
      || (dml->conflict != NULL
          && !ath_sa_conflict_append (dml->conflict, dml->table, compiler)))
    return FALSE;
  g_string_append (sql, returning->str);

  return TRUE;
}

static gboolean
append_assignments (const AthSaDml *dml,
                    AthSaCompiler  *compiler)
{
  AthPythonValue *row = dml->rows->sequence.length == 1 ? dml->rows->sequence.items[0] : NULL;
  guint n_written = 0;

  if (row == NULL || ath_python_dict_get_length (row->dict) == 0)
    return ath_python_refuse (compiler->evaluator, _("“update ()” without values is not "
                                                     "understood")) != NULL;

  for (guint i = 0; i < dml->table->columns->len; i++)
    {
      const AthSaColumn *column = ath_sa_dml_get_column (dml, i);
      AthPythonValue *value = get_value (dml, row, i);

      if (value == NULL && column->has_onupdate)
        return ath_python_refuse (compiler->evaluator,
                                  _("“onupdate=” of column “%s” is not understood"),
                                  column->column->name.text) != NULL;
      if (value == NULL)
        continue;
      g_string_append (compiler->sql, n_written++ == 0 ? " SET " : ", ");
      ath_sql_name_append (&column->column->name, compiler->sql);
      g_string_append_c (compiler->sql, '=');
      if (!ath_sa_append_assigned (compiler, column, value))
        return FALSE;
    }

  return TRUE;
}

static void
collect_tables (const AthSaDml *dml,
                GPtrArray      *froms)
{
  AthPythonValue *row = dml->rows->sequence.length == 1 ? dml->rows->sequence.items[0] : NULL;

  ath_sa_froms_add (froms, &dml->table->expression);
  for (guint i = 0; i < dml->where->sequence.length; i++)
    ath_sa_expression_collect (ath_sa_expression_get (dml->where->sequence.items[i]), froms);
  for (guint i = 0; row != NULL && i < dml->table->columns->len; i++)
    {
      AthPythonValue *value = get_value (dml, row, i);

      if (value != NULL && ath_sa_expression_get (value) != NULL)
        ath_sa_expression_collect (ath_sa_expression_get (value), froms);
    }
}

static gboolean
append_change (const AthSaDml *dml,
               AthSaCompiler  *compiler)
{
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();
  gboolean is_update = dml->kind == ATH_SA_DML_UPDATE;

  collect_tables (dml, froms);
  compiler->enclosing = froms;
  g_string_append (compiler->sql, is_update ? "UPDATE " : "DELETE FROM ");
  if (!ath_sa_expression_append (&dml->table->expression, compiler)
      || (is_update && !append_assignments (dml, compiler)))
    return FALSE;
  for (guint i = 1; i < froms->len; i++)
    {
      g_string_append (compiler->sql, i > 1 ? ", " : is_update ? " FROM " : " USING ");
      if (!ath_sa_expression_append (g_ptr_array_index (froms, i), compiler))
        return FALSE;
    }

  return ath_sa_append_where (compiler, dml->where, " WHERE ") && append_returning (dml, compiler);
}

/**
 * ath_sa_dml_append:
 * @self: a statement
 * @compiler: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_dml_append (const AthSaExpression *self,
                   AthSaCompiler         *compiler)
{
  const AthSaDml *dml = (const AthSaDml *) self;
  gboolean is_written;

  if (compiler->is_nested || compiler->is_ddl)
    return ath_python_refuse (compiler->evaluator, _("This statement inside another is not "
                                                     "understood")) != NULL;
  compiler->is_nested = TRUE;
  is_written = dml->kind == ATH_SA_DML_INSERT ? append_insert (dml, compiler)
                                       : append_change (dml, compiler);
  compiler->enclosing = NULL;

  return is_written;
}
