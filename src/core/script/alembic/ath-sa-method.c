/* ath-sa-method.c: methods of expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-sa-operator.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa-function.h"
#include "script/alembic/ath-sa-select.h"
#include "script/alembic/ath-sa.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter one_other[] = { { "other", ATH_PYTHON_PARAM_REQUIRED } };

static AthPythonValue *
method_is (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  AthPythonValue *other;
  const AthSaExpression *right;

  if (!BIND ("is_", one_other, &other))
    return NULL;
  right = ath_sa_expression_of (evaluator, other, NULL);

  return right != NULL ? ath_sa_binary_new (evaluator, "IS", ATH_SA_PRECEDENCE_COMPARE,
                                            ath_sa_expression_get (self), right, NULL) : NULL;
}

static AthPythonValue *
method_is_not (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *result = method_is (evaluator, self, arguments);

  return result != NULL ? ath_sa_negate (evaluator, ath_sa_expression_get (result)) : NULL;
}

static AthPythonValue *
method_pattern (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments,
                const char               *name,
                const char               *operator)
{
  AthPythonValue *other;

  return BIND (name, one_other, &other)
         ? ath_sa_compare_with (evaluator, operator, self, other) : NULL;
}

/* As a custom operator binds: less than any other. */
#define PRECEDENCE_CUSTOM 0

typedef struct
{
  const AthSaExpression *left;
  const char            *operator;
} CustomOperator;

static AthPythonValue *
custom_call (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  const CustomOperator *custom = self->host.data;
  const AthSaExpression *right;
  AthPythonValue *other;

  if (!BIND ("op", one_other, &other))
    return NULL;
  right = ath_sa_expression_of (evaluator, other, custom->left->type);

  return right != NULL ? ath_sa_binary_new (evaluator, custom->operator, PRECEDENCE_CUSTOM,
                                            custom->left, right, custom->left->type) : NULL;
}

static const AthPythonNativeClass custom_class = {
  .name = "custom_op",
  .module = "sqlalchemy.sql.operators",
  .call = custom_call,
};

static AthPythonValue *
method_op (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "opstring", ATH_PYTHON_PARAM_REQUIRED } };
  AthArena *arena = ath_python_get_arena (evaluator);
  CustomOperator *custom = ath_arena_new0 (arena, CustomOperator);
  AthPythonValue *value;

  if (!BIND ("op", parameters, &value)
      || !ath_sa_get_text (evaluator, value, "opstring", &custom->operator))
    return NULL;
  if (custom->operator == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "op", "None");
  custom->left = ath_sa_expression_get (self);

  return ath_python_host_new (arena, &custom_class, custom);
}

static AthPythonValue *
method_is_distinct_from (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return method_pattern (evaluator, self, arguments, "is_distinct_from", "IS DISTINCT FROM");
}

static AthPythonValue *
method_is_not_distinct_from (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return method_pattern (evaluator, self, arguments, "is_not_distinct_from",
                         "IS NOT DISTINCT FROM");
}

static AthPythonValue *
method_like (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return method_pattern (evaluator, self, arguments, "like", "LIKE");
}

static AthPythonValue *
method_ilike (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return method_pattern (evaluator, self, arguments, "ilike", "ILIKE");
}

static AthPythonValue *
method_not_like (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return method_pattern (evaluator, self, arguments, "not_like", "NOT LIKE");
}

static AthPythonValue *
method_membership (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments,
                   const char               *operator)
{
  AthPythonValue *other;
  AthPythonValue *list;

  if (!BIND ("in_", one_other, &other))
    return NULL;
  if (ath_sa_is_query (ath_sa_expression_get (other)))
    list = ath_python_list_new (ath_python_get_arena (evaluator), &other, 1);
  else if (ath_sa_expression_get (other) != NULL)
    return ath_python_refuse (evaluator, _("“in_ ()” with an expression is not understood"));
  else
    list = ath_python_list_of (evaluator, other);

  return list != NULL ? ath_sa_membership_new (evaluator, operator, ath_sa_expression_get (self),
                                               list) : NULL;
}

static AthPythonValue *
method_in (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return method_membership (evaluator, self, arguments, "IN");
}

static AthPythonValue *
method_not_in (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return method_membership (evaluator, self, arguments, "NOT IN");
}

static AthPythonValue *
method_desc (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ath_sa_expression_get (self), " DESC");
}

static AthPythonValue *
method_asc (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ath_sa_expression_get (self), " ASC");
}

static AthPythonValue *
method_nulls_first (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ath_sa_expression_get (self), " NULLS FIRST");
}

static AthPythonValue *
method_nulls_last (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ath_sa_expression_get (self), " NULLS LAST");
}

static AthPythonValue *
method_label (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("label", parameters, &value) || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;
  if (name.text == NULL)
    return ath_python_refuse (evaluator, _("“label ()” of “None” is not understood"));

  return ath_sa_label_new (evaluator, name.text, ath_sa_expression_get (self));
}

static AthPythonValue *
method_between (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "cleft", ATH_PYTHON_PARAM_REQUIRED },
    { "cright", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *lower;
  const AthSaExpression *upper;
  AthPythonValue *limits;

  if (!BIND ("between", parameters, values))
    return NULL;
  lower = ath_sa_expression_of (evaluator, values[0], left->type);
  upper = lower != NULL ? ath_sa_expression_of (evaluator, values[1], left->type) : NULL;
  if (upper == NULL)
    return NULL;
  limits = ath_sa_binary_new (evaluator, "AND", ATH_SA_PRECEDENCE_COMPARE, lower, upper, NULL);

  /* The limits stand without parentheses, although AND binds less than BETWEEN. */
  ath_sa_expression_get (limits)->precedence = G_MAXINT;

  return ath_sa_binary_new (evaluator, "BETWEEN", ATH_SA_PRECEDENCE_COMPARE, left,
                            ath_sa_expression_get (limits), NULL);
}

static AthPythonValue *
method_concat (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;
  AthPythonValue *other;

  if (!BIND ("concat", one_other, &other))
    return NULL;
  right = ath_sa_expression_of (evaluator, other, NULL);

  return right != NULL ? ath_sa_binary_new (evaluator, "||", ATH_SA_PRECEDENCE_CONCAT, left, right,
                                            left->type) : NULL;
}

static AthPythonValue *
method_cast (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "type_", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *type;

  return BIND ("cast", parameters, &type)
         ? ath_sa_cast_new (evaluator, self, type) : NULL;
}

const AthPythonNativeFunction ath_sa_expression_methods[] = {
  { "label", method_label },
  { "between", method_between },
  { "concat", method_concat },
  { "cast", method_cast },
  { "is_", method_is },
  { "is_not", method_is_not },
  { "isnot", method_is_not },
  { "is_distinct_from", method_is_distinct_from },
  { "is_not_distinct_from", method_is_not_distinct_from },
  { "isnot_distinct_from", method_is_not_distinct_from },
  { "op", method_op },
  { "like", method_like },
  { "ilike", method_ilike },
  { "not_like", method_not_like },
  { "notlike", method_not_like },
  { "in_", method_in },
  { "not_in", method_not_in },
  { "notin_", method_not_in },
  { "desc", method_desc },
  { "asc", method_asc },
  { "nulls_first", method_nulls_first },
  { "nullsfirst", method_nulls_first },
  { "nulls_last", method_nulls_last },
  { "nullslast", method_nulls_last },
  { NULL },
};
