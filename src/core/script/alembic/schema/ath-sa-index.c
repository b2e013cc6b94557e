/* ath-sa-index.c: `Index`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-function.h"

static const char *
quote (AthPythonEvaluator *evaluator,
       const AthSqlName   *name)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  ath_sql_name_append (name, sql);

  return ath_arena_strdup (ath_python_get_arena (evaluator), sql->str);
}

/* Operators stand in parentheses, what PostgreSQL sees as one word does not. */
static const char *
group (AthPythonEvaluator    *evaluator,
       const AthSaExpression *expression,
       const char            *sql)
{
  if (expression->operator == NULL)
    return sql;

  return ath_arena_printf (ath_python_get_arena (evaluator), "(%s)", sql);
}

/**
 * ath_sa_index_add:
 * @evaluator: an evaluator
 * @index: an index
 * @element: the name of a column, a column, a text or an expression
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_index_add (AthPythonEvaluator *evaluator,
                  AthSqlIndex        *index,
                  AthPythonValue     *element)
{
  AthSaColumn *column = ath_python_host_get (element, &ath_sa_column_class);
  AthSaExpression *expression = ath_sa_expression_get (element);
  AthSqlIndexElement added = { NULL };
  AthSqlName name;

  if (column != NULL)
    name = column->column->name;
  else if (expression != NULL)
    name = ath_sa_named_get (expression) != NULL ? *ath_sa_named_get (expression)
                                                 : (AthSqlName) { NULL };
  else if (!ath_sa_get_name (evaluator, element, "columns", &name))
    return FALSE;
  else if (name.text == NULL)
    return ath_python_refuse (evaluator, _("“None” in “%s” is not understood"), "columns") != NULL;

  if (name.text != NULL)
    {
      added.expression = quote (evaluator, &name);
      added.column = name.text;
    }
  else
    {
      added.expression = ath_sa_expression_to_ddl (evaluator, expression);
      if (added.expression == NULL)
        return FALSE;
      added.expression = group (evaluator, expression, added.expression);
      if (expression->role == ATH_SA_ROLE_LABEL)
        added.label = expression->name;
    }
  g_array_append_val (index->elements, added);

  return TRUE;
}

static gboolean
set_operator_classes (AthPythonEvaluator *evaluator,
                      AthSqlIndex        *index,
                      AthPythonValue     *classes)
{
  if (classes->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (classes), "postgresql_ops") != NULL;

  for (guint i = 0; i < index->elements->len; i++)
    {
      AthSqlIndexElement *element = &g_array_index (index->elements, AthSqlIndexElement, i);
      const char *name = element->column != NULL ? element->column : element->label;
      AthPythonValue *class = name != NULL ? ath_python_dict_get_text (classes->dict, name) : NULL;

      if (!ath_sa_get_text (evaluator, class, "postgresql_ops", &element->operator_class))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_parameters (AthPythonEvaluator *evaluator,
                AthSqlIndex        *index,
                AthPythonValue     *parameters)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (parameters->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (parameters), "postgresql_with") != NULL;

  while (ath_python_dict_next (parameters->dict, &position, &key, &value))
    {
      AthPythonValue *text = ath_python_str (evaluator, value);

      if (text == NULL)
        return FALSE;
      g_string_append_printf (sql, "%s%s = %s", sql->len > 0 ? ", " : "", key->text.bytes,
                              text->text.bytes);
    }
  if (sql->len > 0)
    index->parameters = ath_arena_strdup (ath_python_get_arena (evaluator), sql->str);

  return TRUE;
}

static gboolean
set_option (AthPythonEvaluator *evaluator,
            AthSqlIndex        *index,
            const char         *name,
            AthPythonValue     *value)
{
  if (g_str_equal (name, "quote"))
    return ath_sa_get_quote (evaluator, value, &index->name);
  if (g_str_equal (name, "unique"))
    return ath_sa_get_bool (evaluator, value, &index->is_unique);
  if (g_str_equal (name, "postgresql_concurrently"))
    return ath_sa_get_bool (evaluator, value, &index->is_concurrent);
  if (g_str_equal (name, "postgresql_using"))
    return ath_sa_get_text (evaluator, value, name, &index->using);
  if (g_str_equal (name, "postgresql_tablespace"))
    return ath_sa_get_text (evaluator, value, name, &index->tablespace);
  if (g_str_equal (name, "postgresql_nulls_not_distinct"))
    return ath_sa_get_tristate (evaluator, value, &index->nulls_not_distinct);
  if (g_str_equal (name, "postgresql_where"))
    return ath_sa_ddl_text (evaluator, value, name, &index->where);
  if (ath_python_is_none (value))
    return TRUE;
  if (g_str_equal (name, "postgresql_ops"))
    return set_operator_classes (evaluator, index, value);
  if (g_str_equal (name, "postgresql_with"))
    return set_parameters (evaluator, index, value);

  index->include = ath_sql_names_new (ath_python_get_arena (evaluator));

  return ath_sa_get_names (evaluator, value, name, index->include);
}

static gboolean
is_known (const char *name)
{
  static const char *const names[] = {
    "unique", "postgresql_concurrently", "postgresql_using", "postgresql_tablespace",
    "postgresql_nulls_not_distinct", "postgresql_where", "postgresql_ops", "postgresql_with",
    "postgresql_include", "quote",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;

  return FALSE;
}

/**
 * ath_sa_index_set_options:
 * @evaluator: an evaluator
 * @index: an index that has its elements
 * @keywords: a dict of the keywords that were passed
 * @is_dropped: it is dropped: only its name and CONCURRENTLY matter
 *
 * Sets what `unique=`, `postgresql_where=`, … say.
 *
 * Returns: `FALSE` after refusing a keyword that is not understood
 */
gboolean
ath_sa_index_set_options (AthPythonEvaluator *evaluator,
                          AthSqlIndex        *index,
                          AthPythonValue     *keywords,
                          gboolean            is_dropped)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (keywords->dict, &position, &key, &value))
    {
      const char *name = key->text.bytes;

      if (g_str_equal (name, "info") || ath_sa_is_foreign_option (name))
        continue;
      if (!is_known (name))
        return ath_python_refuse (evaluator, _("An index with “%s=” is not understood"),
                                  name) != NULL;
      if (is_dropped && !g_str_equal (name, "postgresql_concurrently")
          && !g_str_equal (name, "quote"))
        continue;
      if (!set_option (evaluator, index, name, value))
        return FALSE;
    }

  return TRUE;
}

static AthPythonValue *
construct_index (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    { "expressions", ATH_PYTHON_PARAM_REST },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlIndex *index;
  AthSqlName name;

  if (!ath_python_arguments_bind (evaluator, "Index", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_get_name (evaluator, values[0], "name", &name))
    return NULL;

  index = ath_sql_index_new (ath_python_get_arena (evaluator), &name);
  for (guint i = 0; i < values[1]->sequence.length; i++)
    if (!ath_sa_index_add (evaluator, index, values[1]->sequence.items[i]))
      return NULL;
  if (!ath_sa_index_set_options (evaluator, index, values[2], FALSE))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_index_class, index);
}

const AthPythonNativeClass ath_sa_index_class = {
  .name = "Index",
  .module = "sqlalchemy",
  .construct = construct_index,
};
