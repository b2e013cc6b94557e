/* ath-sa-conflict.c: `ON CONFLICT` of an INSERT
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/queries/ath-sa-conflict.h"
#include "script/alembic/queries/ath-sa-select.h"

struct _AthSaConflict
{
  gboolean               is_update;
  const char            *constraint;  /* (nullable) */
  AthPythonValue        *elements;    /* (nullable): a list of columns or their names */
  const AthSaExpression *index_where; /* (nullable) */
  AthPythonValue        *assignments; /* (nullable): a dict */
  const AthSaExpression *where;       /* (nullable) */
};

static gboolean
take_expression (AthPythonEvaluator     *evaluator,
                 AthPythonValue         *value,
                 const AthSaExpression **expression)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (ath_sa_expression_get (value) == NULL)
    return ath_python_refuse (evaluator, _("%s as a condition is not understood"),
                              ath_python_get_type_name (value)) != NULL;

  *expression = ath_sa_expression_get (value);

  return TRUE;
}

/**
 * ath_sa_conflict_new:
 * @evaluator: an evaluator
 * @is_update: `on_conflict_do_update ()` rather than `on_conflict_do_nothing ()`
 * @arguments: its arguments
 *
 * Returns: (transfer none) (nullable): the clause, or `NULL` after raising or
 *   refusing
 */
AthSaConflict *
ath_sa_conflict_new (AthPythonEvaluator       *evaluator,
                     gboolean                  is_update,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "constraint", ATH_PYTHON_PARAM_OPTIONAL },
    { "index_elements", ATH_PYTHON_PARAM_OPTIONAL },
    { "index_where", ATH_PYTHON_PARAM_OPTIONAL },
    { "set_", ATH_PYTHON_PARAM_OPTIONAL },
    { "where", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)] = { NULL };
  AthSaConflict *self = ath_arena_new0 (ath_python_get_arena (evaluator), AthSaConflict);
  const char *name = is_update ? "on_conflict_do_update" : "on_conflict_do_nothing";

  if (!ath_python_arguments_bind (evaluator, name, arguments, parameters, is_update ? 5 : 3, values)
      || !ath_sa_get_text (evaluator, values[0], "constraint", &self->constraint)
      || !take_expression (evaluator, values[2], &self->index_where)
      || !take_expression (evaluator, values[4], &self->where))
    return NULL;
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    {
      self->elements = ath_python_list_of (evaluator, values[1]);
      if (self->elements == NULL)
        return NULL;
    }

  self->is_update = is_update;
  self->assignments = values[3];
  if ((self->constraint != NULL) + (self->elements != NULL) > 1
      || (is_update && (self->constraint == NULL) == (self->elements == NULL))
      || (is_update && (values[3] == NULL || values[3]->type != ATH_PYTHON_TYPE_DICT))
      || (self->index_where != NULL && self->elements == NULL))
    return ath_python_refuse (evaluator, _("These arguments of “%s ()” are not understood"), name);

  return self;
}

static gboolean
append_name (AthSaCompiler  *compiler,
             AthPythonValue *element)
{
  AthSaColumn *column = ath_python_host_get (element, &ath_sa_column_class);

  if (column != NULL)
    ath_sql_name_append (&column->column->name, compiler->sql);
  else if (ath_python_is_str (element))
    ath_sql_identifier_append (element->text.bytes, compiler->sql);
  else
    return ath_python_refuse (compiler->evaluator, _("%s as a column is not understood"),
                              ath_python_get_type_name (element)) != NULL;

  return TRUE;
}

/* With columns that stand without their table, as in definitions. */
static gboolean
append_bare (AthSaCompiler         *compiler,
             const AthSaExpression *expression)
{
  gboolean is_hiding = compiler->hides_tables;
  gboolean is_written;

  compiler->hides_tables = TRUE;
  is_written = ath_sa_expression_append (expression, compiler);
  compiler->hides_tables = is_hiding;

  return is_written;
}

static gboolean
append_target (const AthSaConflict *self,
               AthSaCompiler       *compiler)
{
  if (self->constraint != NULL)
    {
      g_string_append (compiler->sql, " ON CONSTRAINT ");
      ath_sql_identifier_append (self->constraint, compiler->sql);
    }
  if (self->elements == NULL)
    return TRUE;

  g_string_append (compiler->sql, " (");
  for (guint i = 0; i < self->elements->sequence.length; i++)
    {
      g_string_append (compiler->sql, i > 0 ? ", " : "");
      if (!append_name (compiler, self->elements->sequence.items[i]))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');
  if (self->index_where == NULL)
    return TRUE;

  g_string_append (compiler->sql, " WHERE ");

  return append_bare (compiler, self->index_where);
}

/* What is set to the column, in @key or by its name. */
static AthPythonValue *
find_assignment (const AthSaConflict *self,
                 const AthSaColumn   *column)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (self->assignments->dict, &position, &key, &value))
    if (ath_python_host_get (key, &ath_sa_column_class) == column
        || (ath_python_is_str (key) && g_str_equal (key->text.bytes, column->column->name.text)))
      return value;

  return NULL;
}

/* Columns are set in the order of the table, whatever the order in the script. */
static gboolean
append_assignments (const AthSaConflict *self,
                    const AthSaTable    *table,
                    AthSaCompiler       *compiler)
{
  guint n_written = 0;

  g_string_append (compiler->sql, " DO UPDATE SET ");
  for (guint i = 0; i < table->columns->len; i++)
    {
      AthSaColumn *column = ((AthPythonValue *) g_ptr_array_index (table->columns, i))->host.data;
      AthPythonValue *value = find_assignment (self, column);

      if (value == NULL)
        continue;
      g_string_append (compiler->sql, n_written++ > 0 ? ", " : "");
      ath_sql_name_append (&column->column->name, compiler->sql);
      g_string_append (compiler->sql, " = ");
      if (!ath_sa_append_assigned (compiler, column, value))
        return FALSE;
    }
  if (n_written == ath_python_dict_get_length (self->assignments->dict) && n_written > 0)
    return TRUE;

  return ath_python_refuse (compiler->evaluator, _("“set_=” names what table “%s” does not have"),
                            table->table->name.text) != NULL;
}

static gboolean
append_update (const AthSaConflict *self,
               const AthSaTable    *table,
               AthSaCompiler       *compiler)
{
  if (!append_assignments (self, table, compiler))
    return FALSE;
  if (self->where == NULL)
    return TRUE;

  g_string_append (compiler->sql, " WHERE ");

  return ath_sa_expression_append (self->where, compiler);
}

/**
 * ath_sa_conflict_append:
 * @self: a clause
 * @table: where rows are inserted
 * @compiler: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_conflict_append (const AthSaConflict *self,
                        const AthSaTable    *table,
                        AthSaCompiler       *compiler)
{
  gboolean is_written;

  /* Here SQLAlchemy writes columns without their schema. */
  if (self->is_update && table->table->schema.text != NULL)
    return ath_python_refuse (compiler->evaluator,
                              _("“%s ()” of a table with a schema is not understood"),
                              "on_conflict_do_update") != NULL;

  g_string_append (compiler->sql, " ON CONFLICT");
  compiler->is_conflict = TRUE;
  is_written = append_target (self, compiler)
               && (!self->is_update || append_update (self, table, compiler));
  compiler->is_conflict = FALSE;
  if (!self->is_update)
    g_string_append (compiler->sql, " DO NOTHING");

  return is_written;
}

static AthPythonValue *
excluded_get_column (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     const char         *name)
{
  const AthSaTable *table = self->host.data;

  for (guint i = 0; i < table->columns->len; i++)
    {
      AthSaColumn *column = ((AthPythonValue *) g_ptr_array_index (table->columns, i))->host.data;
      g_autoptr(GString) sql = g_string_new ("excluded.");
      AthSaExpression *expression;

      if (!g_str_equal (column->column->name.text, name))
        continue;
      ath_sql_name_append (&column->column->name, sql);
      expression = ath_sa_raw_new (evaluator, sql->str, column->column->type);
      expression->role = ATH_SA_ROLE_NAME;
      return ath_sa_expression_new (evaluator, expression);
    }

  return NULL;
}

static AthPythonValue *
excluded_get_item (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self,
                   AthPythonValue     *key)
{
  AthPythonValue *column = ath_python_is_str (key)
                           ? excluded_get_column (evaluator, self, key->text.bytes) : NULL;

  return column != NULL || ath_python_has_failed (evaluator)
         ? column : ath_python_refuse_type (evaluator, "excluded", key);
}

static const AthPythonNativeClass excluded_class = {
  .name = "ReadOnlyColumnCollection",
  .module = "sqlalchemy.sql.base",
  .get_attribute = excluded_get_column,
  .get_item = excluded_get_item,
};

/**
 * ath_sa_excluded_new:
 * @evaluator: an evaluator
 * @table: where rows are inserted
 *
 * Returns: (transfer none): the columns of the row that is not inserted
 */
AthPythonValue *
ath_sa_excluded_new (AthPythonEvaluator *evaluator,
                     const AthSaTable   *table)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &excluded_class,
                              (gpointer) table);
}
