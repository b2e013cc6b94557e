/* ath-sa-dml.c: `insert ()`, `update ()` and `delete ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-dml.h"
#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
dml_new (AthPythonEvaluator *evaluator,
         AthSaDmlKind        kind,
         AthPythonValue     *table)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaDml *dml = ath_arena_new0 (arena, AthSaDml);

  dml->expression.append = ath_sa_dml_append;
  dml->kind = kind;
  dml->table = ath_python_host_get (table, &ath_sa_lower_table_class);
  dml->is_real = ath_python_host_get (table, &ath_sa_table_class) != NULL;
  dml->rows = ath_python_list_new (arena, NULL, 0);
  dml->where = ath_python_list_new (arena, NULL, 0);
  dml->returning = ath_sql_items_new (arena);
  if (dml->table == NULL || dml->table->anonymous != NULL)
    return ath_python_refuse (evaluator, _("%s as the table of a statement is not understood"),
                              ath_python_get_type_name (table));

  return ath_python_host_new (arena, &ath_sa_dml_class, dml);
}

static AthSaDml *
dml_copy (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  AthSaDml *copy = ath_arena_new0 (ath_python_get_arena (evaluator), AthSaDml);

  *copy = *(AthSaDml *) self->host.data;

  return copy;
}

static AthPythonValue *
wrap (AthPythonEvaluator *evaluator,
      AthSaDml           *dml)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_dml_class, dml);
}

/* The name of a column of the table: a str, or the column. */
static const char *
get_key (AthPythonEvaluator *evaluator,
         const AthSaDml     *dml,
         AthPythonValue     *key)
{
  AthSaColumn *column = ath_python_host_get (key, &ath_sa_column_class);
  const char *name = ath_python_is_str (key) ? key->text.bytes
                     : column != NULL ? column->column->name.text : NULL;

  if (column != NULL && column->table != dml->table)
    return ath_python_refuse (evaluator, _("Column “%s” is not of table “%s”"), name,
                              dml->table->table->name.text);
  for (guint i = 0; name != NULL && i < dml->table->columns->len; i++)
    if (g_str_equal (ath_sa_dml_get_column (dml, i)->column->name.text, name))
      return name;

  return ath_python_refuse (evaluator, _("Table “%s” has no column “%s”"),
                            dml->table->table->name.text,
                            name != NULL ? name : ath_python_get_type_name (key));
}

static gboolean
copy_row (AthPythonEvaluator *evaluator,
          const AthSaDml     *dml,
          AthPythonValue     *from,
          AthPythonValue     *to)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (from->type == ATH_PYTHON_TYPE_TUPLE && dml->kind == ATH_SA_DML_INSERT
      && from->sequence.length <= dml->table->columns->len)
    {
      for (guint i = 0; i < from->sequence.length; i++)
        ath_python_dict_set_text (to->dict, ath_sa_dml_get_column (dml, i)->column->name.text,
                                  from->sequence.items[i]);
      return TRUE;
    }
  if (from->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("%s as values of a row is not understood"),
                              ath_python_get_type_name (from)) != NULL;
  while (ath_python_dict_next (from->dict, &position, &key, &value))
    {
      const char *name = get_key (evaluator, dml, key);

      if (name == NULL)
        return FALSE;
      ath_python_dict_set_text (to->dict, name, value);
    }

  return TRUE;
}

static AthPythonValue *
dml_values (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "values", ATH_PYTHON_PARAM_OPTIONAL },
    { "kwargs", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaDml *copy = dml_copy (evaluator, self);
  AthPythonValue *row = ath_python_dict_value_new (arena);

  if (!BIND ("values", parameters, values))
    return NULL;
  if (copy->kind == ATH_SA_DML_DELETE || copy->is_multiple || copy->query != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "values");

  if (values[0] != NULL && values[0]->type == ATH_PYTHON_TYPE_LIST
      && copy->kind == ATH_SA_DML_INSERT && copy->rows->sequence.length == 0
      && ath_python_dict_get_length (values[1]->dict) == 0)
    {
      copy->rows = ath_python_list_new (arena, NULL, 0);
      copy->is_multiple = TRUE;
      for (guint i = 0; i < values[0]->sequence.length; i++)
        {
          row = ath_python_dict_value_new (arena);
          if (!copy_row (evaluator, copy, values[0]->sequence.items[i], row))
            return NULL;
          ath_python_list_append (arena, copy->rows, row);
        }
      return wrap (evaluator, copy);
    }

  if ((copy->rows->sequence.length > 0
       && !copy_row (evaluator, copy, copy->rows->sequence.items[0], row))
      || (values[0] != NULL && !copy_row (evaluator, copy, values[0], row))
      || !copy_row (evaluator, copy, values[1], row))
    return NULL;
  copy->rows = ath_python_list_new (arena, &row, 1);

  return wrap (evaluator, copy);
}

/**
 * ath_sa_check_rows:
 * @evaluator: an evaluator
 * @rows: a list of dicts
 *
 * SQLAlchemy takes the columns of the first row for all: what others have
 * besides is left out without a word, and what they lack is an error.
 *
 * Returns: `FALSE` after refusing rows with different keys
 */
gboolean
ath_sa_check_rows (AthPythonEvaluator *evaluator,
                   AthPythonValue     *rows)
{
  AthPythonValue *first = rows->sequence.length > 0 ? rows->sequence.items[0] : NULL;

  for (guint i = 1; i < rows->sequence.length; i++)
    {
      AthPythonValue *row = rows->sequence.items[i];
      gboolean is_same = first->type == row->type;
      AthPythonValue *key;
      AthPythonValue *value;
      guint position = 0;

      if (is_same && row->type == ATH_PYTHON_TYPE_DICT)
        {
          is_same = ath_python_dict_get_length (row->dict)
                    == ath_python_dict_get_length (first->dict);
          while (is_same && ath_python_dict_next (row->dict, &position, &key, &value))
            is_same = ath_python_is_str (key)
                      && ath_python_dict_get_text (first->dict, key->text.bytes) != NULL;
        }
      if (!is_same)
        return ath_python_refuse (evaluator, _("Rows with different columns are not "
                                               "understood")) != NULL;
    }

  return TRUE;
}

/**
 * ath_sa_statement_bind:
 * @evaluator: an evaluator
 * @statement: a statement that is no text
 * @parameters: a dict
 *
 * Writes a statement with parameters: the row of an INSERT that has none, else
 * the values of each `bindparam ()`.
 *
 * Returns: (transfer none) (nullable): the SQL, or `NULL` after raising or
 *   refusing
 */
const char *
ath_sa_statement_bind (AthPythonEvaluator *evaluator,
                       AthPythonValue     *statement,
                       AthPythonValue     *parameters)
{
  const AthSaDml *dml = ath_python_host_get (statement, &ath_sa_dml_class);
  const AthPythonArguments values = { .positional = &parameters, .n_positional = 1 };

  if (dml == NULL || dml->kind != ATH_SA_DML_INSERT || dml->rows->sequence.length > 0
      || dml->query != NULL)
    return ath_sa_expression_bind (evaluator, ath_sa_expression_get (statement), parameters);

  statement = dml_values (evaluator, statement, &values);

  return statement != NULL
         ? ath_sa_expression_to_sql (evaluator, ath_sa_expression_get (statement)) : NULL;
}

static AthPythonValue *
dml_where (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "whereclause", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *criteria;
  AthSaDml *copy = dml_copy (evaluator, self);

  if (!BIND ("where", parameters, &criteria))
    return NULL;
  if (copy->kind == ATH_SA_DML_INSERT)
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "where");
  for (guint i = 0; i < criteria->sequence.length; i++)
    {
      criteria->sequence.items[i] = ath_sa_condition_of (evaluator, criteria->sequence.items[i]);
      if (criteria->sequence.items[i] == NULL)
        return NULL;
    }
  copy->where = ath_sa_join_lists (evaluator, copy->where, criteria);

  return wrap (evaluator, copy);
}

static AthPythonValue *
dml_returning (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "cols", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *items;
  AthSaDml *copy = dml_copy (evaluator, self);

  copy->returning = ath_sql_items_new (ath_python_get_arena (evaluator));

  return BIND ("returning", parameters, &items)
         && ath_sa_collect_columns (evaluator, items, copy->returning) ? wrap (evaluator, copy)
                                                                       : NULL;
}

static AthPythonValue *
dml_from_select (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "names", ATH_PYTHON_PARAM_REQUIRED },
    { "select", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaDml *copy = dml_copy (evaluator, self);
  AthPythonValue *names;

  if (!BIND ("from_select", parameters, values))
    return NULL;
  names = ath_python_list_of (evaluator, values[0]);
  if (names == NULL)
    return NULL;
  if (copy->kind != ATH_SA_DML_INSERT || copy->rows->sequence.length > 0
      || !ath_sa_is_query (ath_sa_expression_get (values[1])))
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "from_select");

  copy->query = values[1];
  copy->names = ath_python_list_new (arena, NULL, 0);
  for (guint i = 0; i < names->sequence.length; i++)
    {
      const char *name = get_key (evaluator, copy, names->sequence.items[i]);

      if (name == NULL)
        return NULL;
      ath_python_list_append (arena, copy->names, ath_python_str_new (arena, name));
    }

  return wrap (evaluator, copy);
}

/* Only what `insert ()` of the dialect's own module gives has these. */
static AthPythonValue *
add_conflict (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              gboolean                  is_update,
              const AthPythonArguments *arguments)
{
  AthSaDml *copy = dml_copy (evaluator, self);

  if (!copy->is_postgresql || copy->conflict != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"),
                              is_update ? "on_conflict_do_update" : "on_conflict_do_nothing");
  copy->conflict = ath_sa_conflict_new (evaluator, is_update, arguments);

  return copy->conflict != NULL ? wrap (evaluator, copy) : NULL;
}

static AthPythonValue *
dml_on_conflict_do_nothing (AthPythonEvaluator       *evaluator,
                            AthPythonValue           *self,
                            const AthPythonArguments *arguments)
{
  return add_conflict (evaluator, self, FALSE, arguments);
}

static AthPythonValue *
dml_on_conflict_do_update (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  return add_conflict (evaluator, self, TRUE, arguments);
}

static AthPythonValue *
dml_excluded (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  const AthSaDml *dml = self->host.data;

  return dml->is_postgresql
         ? ath_sa_excluded_new (evaluator, dml->table)
         : ath_python_refuse (evaluator, _("“%s” here is not understood"), "excluded");
}

static const AthPythonNativeFunction dml_methods[] = {
  { "on_conflict_do_nothing", dml_on_conflict_do_nothing },
  { "on_conflict_do_update", dml_on_conflict_do_update },
  { "excluded", dml_excluded, .is_property = TRUE },
  { "values", dml_values },
  { "where", dml_where },
  { "returning", dml_returning },
  { "from_select", dml_from_select },
  { NULL },
};

const AthPythonNativeClass ath_sa_dml_class = {
  .name = "UpdateBase",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = dml_methods,
};

static AthPythonValue *
make (AthPythonEvaluator       *evaluator,
      const char               *name,
      AthSaDmlKind              kind,
      const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "table", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *table;

  return BIND (name, parameters, &table) ? dml_new (evaluator, kind, table) : NULL;
}

static AthPythonValue *
make_insert (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return make (evaluator, "insert", ATH_SA_DML_INSERT, arguments);
}

static AthPythonValue *
make_update (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return make (evaluator, "update", ATH_SA_DML_UPDATE, arguments);
}

static AthPythonValue *
make_delete (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return make (evaluator, "delete", ATH_SA_DML_DELETE, arguments);
}

static AthPythonValue *
make_of (AthPythonEvaluator       *evaluator,
         AthSaDmlKind              kind,
         AthPythonValue           *table,
         const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("Arguments of this method are not understood"));

  return dml_new (evaluator, kind, table);
}

/**
 * ath_sa_table_insert:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: none
 *
 * Returns: (transfer none) (nullable): an INSERT into @self
 */
AthPythonValue *
ath_sa_table_insert (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return make_of (evaluator, ATH_SA_DML_INSERT, self, arguments);
}

/**
 * ath_sa_table_update:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: none
 *
 * Returns: (transfer none) (nullable): an UPDATE of @self
 */
AthPythonValue *
ath_sa_table_update (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return make_of (evaluator, ATH_SA_DML_UPDATE, self, arguments);
}

/**
 * ath_sa_table_delete:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: none
 *
 * Returns: (transfer none) (nullable): a DELETE from @self
 */
AthPythonValue *
ath_sa_table_delete (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return make_of (evaluator, ATH_SA_DML_DELETE, self, arguments);
}

const AthPythonNativeFunction ath_sa_dml_functions[] = {
  { "insert", make_insert },
  { "update", make_update },
  { "delete", make_delete },
  { NULL },
};

static AthPythonValue *
make_pg_insert (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *insert = make_insert (evaluator, self, arguments);

  if (insert != NULL)
    ((AthSaDml *) insert->host.data)->is_postgresql = TRUE;

  return insert;
}

const AthPythonNativeFunction ath_sa_pg_insert_function = { "insert", make_pg_insert };
