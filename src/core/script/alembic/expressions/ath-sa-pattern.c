/* ath-sa-pattern.c: LIKE, regular expressions and what else looks into texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/expressions/ath-sa-pattern.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static gboolean
get_option (AthPythonEvaluator  *evaluator,
            AthPythonValue      *value,
            const char          *what,
            const char         **option)
{
  *option = NULL;

  return value == NULL || ath_sa_get_text (evaluator, value, what, option);
}

static AthPythonValue *
match_like (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments,
            const char               *name,
            AthSaOperatorId           id)
{
  static const AthPythonParameter parameters[] = {
    { "other", ATH_PYTHON_PARAM_REQUIRED },
    { "escape", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *escape;

  return BIND (name, parameters, values) && get_option (evaluator, values[1], "escape", &escape)
         ? ath_sa_compare_with (evaluator, id, self, values[0], escape) : NULL;
}

static AthPythonValue *
method_like (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return match_like (evaluator, self, arguments, "like", ATH_SA_OPERATOR_LIKE);
}

static AthPythonValue *
method_ilike (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return match_like (evaluator, self, arguments, "ilike", ATH_SA_OPERATOR_ILIKE);
}

static AthPythonValue *
method_not_like (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return match_like (evaluator, self, arguments, "not_like", ATH_SA_OPERATOR_NOT_LIKE);
}

static AthPythonValue *
method_not_ilike (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return match_like (evaluator, self, arguments, "not_ilike", ATH_SA_OPERATOR_NOT_ILIKE);
}

/* `autoescape=`: what LIKE would take for a pattern gets @escape before it. */
static AthPythonValue *
escape_text (AthPythonEvaluator *evaluator,
             const char         *text,
             const char         *escape)
{
  g_autoptr(GString) escaped = g_string_new (text);
  g_autofree char *twice = g_strconcat (escape, escape, NULL);
  g_autofree char *percent = g_strconcat (escape, "%", NULL);
  g_autofree char *underscore = g_strconcat (escape, "_", NULL);

  if (!g_str_equal (escape, "%") && !g_str_equal (escape, "_"))
    g_string_replace (escaped, escape, twice, 0);
  g_string_replace (escaped, "%", percent, 0);
  g_string_replace (escaped, "_", underscore, 0);

  return ath_python_str_new (ath_python_get_arena (evaluator), escaped->str);
}

static const AthSaExpression *
concat (AthPythonEvaluator    *evaluator,
        const AthSaExpression *left,
        const AthSaExpression *right)
{
  AthPythonValue *value = ath_sa_operation_new (evaluator,
                                                ath_sa_operator_get (ATH_SA_OPERATOR_CONCAT),
                                                left, right, &ath_sa_string_type);

  return ath_sa_expression_get (value);
}

/* What is looked for, with `%` before it, behind it, or both. */
static const AthSaExpression *
surround (AthPythonEvaluator    *evaluator,
          const AthSaExpression *sought,
          gboolean               is_insensitive,
          gboolean               has_before,
          gboolean               has_behind)
{
  AthSaExpression *percent = ath_sa_raw_new (evaluator, "'%'", &ath_sa_string_type);
  gboolean is_joined = ath_sa_operator_is (sought->operator, ATH_SA_OPERATOR_CONCAT)
                       && ath_sa_type_is_alike (sought->type, &ath_sa_string_type);

  if (sought->operator != NULL && (!is_joined || is_insensitive))
    sought = ath_sa_expression_get (ath_sa_grouping_new (evaluator, sought));
  if (has_before)
    sought = concat (evaluator, percent, sought);
  if (has_behind)
    sought = concat (evaluator, sought, percent);

  return sought;
}

/**
 * ath_sa_find_text:
 * @evaluator: an evaluator
 * @self: an expression
 * @arguments: what is looked for, `autoescape=` and `escape=`
 * @name: the method, for messages
 * @is_insensitive: whatever its case
 * @has_before: anything may stand before it
 * @has_behind: anything may stand behind it
 *
 * Returns: (transfer none) (nullable): the comparison as an expression, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_sa_find_text (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments,
                  const char               *name,
                  gboolean                  is_insensitive,
                  gboolean                  has_before,
                  gboolean                  has_behind)
{
  static const AthPythonParameter parameters[] = {
    { "other", ATH_PYTHON_PARAM_REQUIRED },
    { "autoescape", ATH_PYTHON_PARAM_KEYWORD },
    { "escape", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *sought;
  gboolean is_escaped = FALSE;
  const char *escape;

  if (!BIND (name, parameters, values)
      || (values[1] != NULL && !ath_sa_get_bool (evaluator, values[1], &is_escaped))
      || !get_option (evaluator, values[2], "escape", &escape))
    return NULL;
  if (ath_python_is_none (values[0]) || values[0]->type == ATH_PYTHON_TYPE_BOOL
      || (is_escaped && !ath_python_is_str (values[0])) || ath_sa_is_collection (left))
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), name,
                              ath_python_get_type_name (values[0]));
  if (is_escaped && escape == NULL)
    escape = "/";
  if (is_escaped)
    values[0] = escape_text (evaluator, values[0]->text.bytes, escape);

  sought = ath_sa_operand_of (evaluator, values[0], left);
  if (sought == NULL)
    return NULL;
  sought = surround (evaluator, sought, is_insensitive, has_before, has_behind);

  return ath_sa_operation_new_with (evaluator,
                                    ath_sa_operator_get (is_insensitive
                                                         ? ATH_SA_OPERATOR_ICONTAINS
                                                         : ATH_SA_OPERATOR_CONTAINS),
                                    left, sought, &ath_sa_boolean_type, escape);
}

static AthPythonValue *
method_starts_with (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_sa_find_text (evaluator, self, arguments, "startswith", FALSE, FALSE, TRUE);
}

static AthPythonValue *
method_ends_with (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return ath_sa_find_text (evaluator, self, arguments, "endswith", FALSE, TRUE, FALSE);
}

static AthPythonValue *
method_icontains (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return ath_sa_find_text (evaluator, self, arguments, "icontains", TRUE, TRUE, TRUE);
}

static AthPythonValue *
method_istarts_with (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return ath_sa_find_text (evaluator, self, arguments, "istartswith", TRUE, FALSE, TRUE);
}

static AthPythonValue *
method_iends_with (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_sa_find_text (evaluator, self, arguments, "iendswith", TRUE, TRUE, FALSE);
}

static AthPythonValue *
method_regexp_match (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;
  const char *flags;

  if (!BIND ("regexp_match", parameters, values)
      || !get_option (evaluator, values[1], "flags", &flags))
    return NULL;
  right = ath_sa_operand_of (evaluator, values[0], left);

  return right != NULL
         ? ath_sa_operation_new_with (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_REGEXP),
                                      left, right, NULL, flags) : NULL;
}

static AthPythonValue *
method_regexp_replace (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "replacement", ATH_PYTHON_PARAM_REQUIRED },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));
  const char *flags;

  if (!BIND ("regexp_replace", parameters, values)
      || !get_option (evaluator, values[2], "flags", &flags))
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      const AthSaExpression *item = ath_sa_operand_of (evaluator, values[i], left);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, (gpointer) item);
    }

  return ath_sa_operation_new_with (evaluator,
                                    ath_sa_operator_get (ATH_SA_OPERATOR_REGEXP_REPLACE), left,
                                    ath_sa_expression_get (ath_sa_list_new (evaluator, "", ", ",
                                                                            "", items)),
                                    NULL, flags);
}

static AthPythonValue *
method_match (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "other", ATH_PYTHON_PARAM_REQUIRED },
    { "postgresql_regconfig", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;
  const char *configuration;

  if (!BIND ("match", parameters, values)
      || !get_option (evaluator, values[1], "postgresql_regconfig", &configuration))
    return NULL;
  if (ath_python_is_none (values[0]) || values[0]->type == ATH_PYTHON_TYPE_BOOL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "match",
                              ath_python_get_type_name (values[0]));
  right = ath_sa_operand_of (evaluator, values[0], left);

  return right != NULL
         ? ath_sa_operation_new_with (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_MATCH),
                                      left, right, &ath_sa_boolean_type, configuration) : NULL;
}

static const AthPythonNativeFunction pattern_methods[] = {
  { "like", method_like },
  { "ilike", method_ilike },
  { "not_like", method_not_like },
  { "notlike", method_not_like },
  { "not_ilike", method_not_ilike },
  { "notilike", method_not_ilike },
  { "startswith", method_starts_with },
  { "endswith", method_ends_with },
  { "icontains", method_icontains },
  { "istartswith", method_istarts_with },
  { "iendswith", method_iends_with },
  { "regexp_match", method_regexp_match },
  { "regexp_replace", method_regexp_replace },
  { "match", method_match },
  { NULL },
};

const AthPythonNativeClass ath_sa_pattern_class = {
  .name = "ColumnOperators",
  .module = "sqlalchemy.sql.operators",
  .base = &ath_sa_container_class,
  .methods = pattern_methods,
};
