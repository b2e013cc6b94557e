/* ath-sa-operator.c: operators between expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-sa-operator.h"

#include <glib/gi18n-lib.h>

#include "python/ath-python-types.h"
#include "script/alembic/ath-sa.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter one_other[] = { { "other", ATH_PYTHON_PARAM_REQUIRED } };

/* An operator with two operands. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *left;
  const AthSaExpression *right;
} Binary;

/* An operator before or behind its operand. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *operand;
  gboolean               is_behind;
} Unary;

/* AND and OR over any number of operands. */
typedef struct
{
  AthSaExpression         expression;
  const AthSaExpression **operands;
  guint                   n_operands;
} Combination;

/* `x IN (…)` */
typedef struct
{
  AthSaExpression         expression;
  const AthSaExpression  *left;
  const AthSaExpression **items;
  guint                   n_items;
} Membership;

static gboolean
append_binary (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const Binary *binary = (const Binary *) self;

  if (!ath_sa_expression_append_grouped (binary->left, compiler, self->operator, self->precedence))
    return FALSE;
  g_string_append_printf (compiler->sql, " %s ", self->operator);

  return ath_sa_expression_append_grouped (binary->right, compiler, self->operator,
                                           self->precedence);
}

/**
 * ath_sa_binary_new:
 * @evaluator: an evaluator
 * @operator: as it is written; outlives the expression
 * @precedence: how tightly it binds
 * @left: an operand
 * @right: the other one
 * @type: (nullable): of the result
 *
 * Returns: (transfer none): `left operator right`
 */
AthPythonValue *
ath_sa_binary_new (AthPythonEvaluator    *evaluator,
                   const char            *operator,
                   int                    precedence,
                   const AthSaExpression *left,
                   const AthSaExpression *right,
                   const AthSqlType      *type)
{
  Binary *binary = ath_arena_new0 (ath_python_get_arena (evaluator), Binary);

  binary->expression.append = append_binary;
  binary->expression.operator = operator;
  binary->expression.precedence = precedence;
  binary->expression.type = type;
  binary->left = left;
  binary->right = right;

  return ath_sa_expression_new (evaluator, binary);
}

static gboolean
append_unary (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const Unary *unary = (const Unary *) self;

  if (!unary->is_behind)
    g_string_append (compiler->sql, self->operator);
  if (!ath_sa_expression_append_grouped (unary->operand, compiler, self->operator,
                                         self->precedence))
    return FALSE;
  if (unary->is_behind)
    g_string_append (compiler->sql, self->operator);

  return TRUE;
}

static AthPythonValue *
unary_new (AthPythonEvaluator    *evaluator,
           const char            *operator,
           int                    precedence,
           const AthSaExpression *operand,
           gboolean               is_behind)
{
  Unary *unary = ath_arena_new0 (ath_python_get_arena (evaluator), Unary);

  unary->expression.append = append_unary;
  unary->expression.operator = operator;
  unary->expression.precedence = precedence;
  unary->expression.type = operand->type;
  unary->operand = operand;
  unary->is_behind = is_behind;

  return ath_sa_expression_new (evaluator, unary);
}

static gboolean
append_combination (const AthSaExpression *self,
                    AthSaCompiler         *compiler)
{
  const Combination *combination = (const Combination *) self;

  for (guint i = 0; i < combination->n_operands; i++)
    {
      if (i > 0)
        g_string_append_printf (compiler->sql, " %s ", self->operator);
      if (!ath_sa_expression_append_grouped (combination->operands[i], compiler, self->operator,
                                             self->precedence))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_sa_combine:
 * @evaluator: an evaluator
 * @operator: AND or OR
 * @precedence: how tightly it binds
 * @expressions: a tuple or list of expressions
 *
 * Returns: (transfer none) (nullable): all of them with @operator between them,
 *   or `NULL` after raising or refusing
 */
AthPythonValue *
ath_sa_combine (AthPythonEvaluator *evaluator,
                const char         *operator,
                int                 precedence,
                AthPythonValue     *expressions)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Combination *combination = ath_arena_new0 (arena, Combination);

  if (expressions->sequence.length == 0)
    return ath_python_refuse (evaluator, _("%s over nothing is not understood"), operator);
  if (expressions->sequence.length == 1 && ath_sa_expression_get (expressions->sequence.items[0]))
    return expressions->sequence.items[0];

  combination->expression.append = append_combination;
  combination->expression.operator = operator;
  combination->expression.precedence = precedence;
  combination->n_operands = expressions->sequence.length;
  combination->operands = ath_arena_alloc (arena, sizeof (gpointer) * combination->n_operands);
  for (guint i = 0; i < combination->n_operands; i++)
    {
      if (ath_sa_expression_get (expressions->sequence.items[i]) == NULL)
        return ath_python_refuse (evaluator, _("%s as a condition is not understood"),
                                  ath_python_get_type_name (expressions->sequence.items[i]));
      combination->operands[i] = ath_sa_expression_get (expressions->sequence.items[i]);
    }

  return ath_sa_expression_new (evaluator, combination);
}

static AthPythonValue *
combine_two (AthPythonEvaluator *evaluator,
             const char         *operator,
             int                 precedence,
             AthPythonValue     *left,
             AthPythonValue     *right)
{
  AthPythonValue *both[] = { left, right };

  return ath_sa_combine (evaluator, operator, precedence,
                         ath_python_tuple_new (ath_python_get_arena (evaluator), both, 2));
}

static const char *
get_comparison (AthPythonOperator op)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
      return "=";

    case ATH_PYTHON_NOT_EQ:
      return "!=";

    case ATH_PYTHON_LT:
      return "<";

    case ATH_PYTHON_LT_E:
      return "<=";

    case ATH_PYTHON_GT:
      return ">";

    case ATH_PYTHON_GT_E:
      return ">=";

    default:
      return NULL;
    }
}

/* `x == None` is IS NULL. */
static const char *
get_null_comparison (const char *operator)
{
  return g_str_equal (operator, "=") ? "IS" : g_str_equal (operator, "!=") ? "IS NOT" : NULL;
}

static AthPythonValue *
compare_with (AthPythonEvaluator *evaluator,
              const char         *operator,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;

  if (ath_python_is_none (other))
    {
      operator = get_null_comparison (operator);
      if (operator == NULL)
        return ath_python_refuse (evaluator, _("Comparing with “None” is not understood here"));
    }
  right = ath_sa_expression_of (evaluator, other, left->type);

  return right != NULL ? ath_sa_binary_new (evaluator, operator, ATH_SA_PRECEDENCE_COMPARE, left,
                                            right, NULL) : NULL;
}

/**
 * ath_sa_expression_compare:
 * @evaluator: an evaluator
 * @op: a comparison
 * @self: an expression
 * @other: another, or a value
 *
 * Returns: (transfer none) (nullable): the comparison as an expression
 */
AthPythonValue *
ath_sa_expression_compare (AthPythonEvaluator *evaluator,
                           AthPythonOperator   op,
                           AthPythonValue     *self,
                           AthPythonValue     *other)
{
  const char *operator = get_comparison (op);

  return operator != NULL ? compare_with (evaluator, operator, self, other)
                          : ath_python_not_implemented ();
}

static const char *
get_arithmetic (AthPythonOperator  op,
                int               *precedence)
{
  *precedence = ATH_SA_PRECEDENCE_MULTIPLY;

  switch ((guint) op)
    {
    case ATH_PYTHON_MULT:
      return "*";

    case ATH_PYTHON_DIV:
      return "/";

    case ATH_PYTHON_MOD:
      return "%";

    case ATH_PYTHON_ADD:
      *precedence = ATH_SA_PRECEDENCE_ADD;
      return "+";

    case ATH_PYTHON_SUB:
      *precedence = ATH_SA_PRECEDENCE_ADD;
      return "-";

    default:
      return NULL;
    }
}

static gboolean
is_text (const AthSaExpression *expression,
         AthPythonValue        *value)
{
  return (expression->type != NULL && expression->type->kind == ATH_SQL_TYPE_STRING)
         || ath_python_is_str (value);
}

/**
 * ath_sa_expression_binary:
 * @evaluator: an evaluator
 * @op: an operator
 * @self: an expression
 * @other: another, or a value
 * @is_reflected: @other is the left operand
 *
 * Returns: (transfer none) (nullable): the operation as an expression
 */
AthPythonValue *
ath_sa_expression_binary (AthPythonEvaluator *evaluator,
                          AthPythonOperator   op,
                          AthPythonValue     *self,
                          AthPythonValue     *other,
                          gboolean            is_reflected)
{
  const AthSaExpression *one = ath_sa_expression_get (self);
  const AthSaExpression *two;
  const char *operator;
  int precedence;

  if (op == ATH_PYTHON_BIT_AND)
    return is_reflected ? combine_two (evaluator, "AND", ATH_SA_PRECEDENCE_AND, other, self)
                        : combine_two (evaluator, "AND", ATH_SA_PRECEDENCE_AND, self, other);
  if (op == ATH_PYTHON_BIT_OR)
    return is_reflected ? combine_two (evaluator, "OR", ATH_SA_PRECEDENCE_OR, other, self)
                        : combine_two (evaluator, "OR", ATH_SA_PRECEDENCE_OR, self, other);

  operator = get_arithmetic (op, &precedence);
  if (operator == NULL)
    return ath_python_not_implemented ();
  two = ath_sa_expression_of (evaluator, other, one->type);
  if (two == NULL)
    return NULL;

  /* Division and the rest of one depend on the types of both sides in SQLAlchemy. */
  if (op == ATH_PYTHON_DIV || op == ATH_PYTHON_MOD)
    return ath_python_refuse (evaluator, _("“%s” between expressions is not understood"), operator);
  if (op == ATH_PYTHON_ADD && is_text (one, other))
    {
      operator = "||";
      precedence = ATH_SA_PRECEDENCE_CONCAT;
    }
  else if (one->type == NULL || one->type->kind == ATH_SQL_TYPE_NULL)
    return ath_python_refuse (evaluator, _("“%s” on an expression without a type is not "
                                           "understood"), operator);

  return ath_sa_binary_new (evaluator, operator, precedence, is_reflected ? two : one,
                            is_reflected ? one : two, one->type);
}

static const char *
get_opposite (const char *operator)
{
  static const char *const pairs[][2] = {
    { "=", "!=" },          { "<", ">=" },         { ">", "<=" },
    { "IS", "IS NOT" },     { "LIKE", "NOT LIKE" }, { "ILIKE", "NOT ILIKE" },
    { "IN", "NOT IN" },
  };

  for (guint i = 0; operator != NULL && i < G_N_ELEMENTS (pairs); i++)
    {
      if (g_str_equal (operator, pairs[i][0]))
        return pairs[i][1];
      if (g_str_equal (operator, pairs[i][1]))
        return pairs[i][0];
    }

  return NULL;
}

/**
 * ath_sa_negate:
 * @evaluator: an evaluator
 * @expression: a condition
 *
 * Returns: (transfer none) (nullable): its opposite: a comparison is turned
 *   round, anything else gets NOT
 */
AthPythonValue *
ath_sa_negate (AthPythonEvaluator    *evaluator,
               const AthSaExpression *expression)
{
  const char *opposite = get_opposite (expression->operator);

  if (opposite != NULL && expression->append == append_binary)
    {
      const Binary *binary = (const Binary *) expression;

      return ath_sa_binary_new (evaluator, opposite, expression->precedence, binary->left,
                                binary->right, NULL);
    }
  if (expression->append == append_combination || expression->operator == NULL)
    return unary_new (evaluator, "NOT ", ATH_SA_PRECEDENCE_COMPARE, expression, FALSE);

  return ath_python_refuse (evaluator, _("The opposite of this condition is not understood"));
}

/**
 * ath_sa_expression_unary:
 * @evaluator: an evaluator
 * @op: an operator
 * @self: an expression
 *
 * Returns: (transfer none) (nullable): the operation as an expression
 */
AthPythonValue *
ath_sa_expression_unary (AthPythonEvaluator *evaluator,
                         AthPythonOperator   op,
                         AthPythonValue     *self)
{
  if (op == ATH_PYTHON_INVERT)
    return ath_sa_negate (evaluator, ath_sa_expression_get (self));
  if (op == ATH_PYTHON_USUB)
    return unary_new (evaluator, "-", ATH_SA_PRECEDENCE_MULTIPLY, ath_sa_expression_get (self),
                      FALSE);

  return ath_python_refuse (evaluator, _("This operator before an expression is not understood"));
}

/**
 * ath_sa_expression_truth:
 * @evaluator: an evaluator
 * @self: an expression
 * @truth: (out): not set
 *
 * Returns: `FALSE`, after raising: an expression is neither true nor false
 */
gboolean
ath_sa_expression_truth (AthPythonEvaluator *evaluator,
                         AthPythonValue     *self,
                         gboolean           *truth)
{
  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "Boolean value of this clause is not defined") != NULL;
}

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

  return BIND (name, one_other, &other) ? compare_with (evaluator, operator, self, other) : NULL;
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

static gboolean
append_membership (const AthSaExpression *self,
                   AthSaCompiler         *compiler)
{
  const Membership *membership = (const Membership *) self;

  /* NOT IN is written with parentheses around it all. */
  gboolean is_not = g_str_equal (self->operator, "NOT IN");

  if (is_not)
    g_string_append_c (compiler->sql, '(');
  if (!ath_sa_expression_append_grouped (membership->left, compiler, self->operator,
                                         self->precedence))
    return FALSE;
  g_string_append_printf (compiler->sql, " %s (", self->operator);
  for (guint i = 0; i < membership->n_items; i++)
    {
      if (i > 0)
        g_string_append (compiler->sql, ", ");
      if (!ath_sa_expression_append (membership->items[i], compiler))
        return FALSE;
    }
  g_string_append (compiler->sql, is_not ? "))" : ")");

  return TRUE;
}

static AthPythonValue *
method_membership (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments,
                   const char               *operator)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Membership *membership = ath_arena_new0 (arena, Membership);
  AthPythonValue *other;
  AthPythonValue *list;

  if (!BIND ("in_", one_other, &other))
    return NULL;
  if (ath_sa_expression_get (other) != NULL)
    return ath_python_refuse (evaluator, _("“in_ ()” with a query is not understood"));
  list = ath_python_list_of (evaluator, other);
  if (list == NULL)
    return NULL;
  if (list->sequence.length == 0)
    return ath_python_refuse (evaluator, _("“in_ ()” with nothing is not understood"));

  membership->expression.append = append_membership;
  membership->expression.operator = operator;
  membership->expression.precedence = ATH_SA_PRECEDENCE_COMPARE;
  membership->left = ath_sa_expression_get (self);
  membership->n_items = list->sequence.length;
  membership->items = ath_arena_alloc (arena, sizeof (gpointer) * membership->n_items);
  for (guint i = 0; i < membership->n_items; i++)
    {
      membership->items[i] = ath_sa_expression_of (evaluator, list->sequence.items[i],
                                                   membership->left->type);
      if (membership->items[i] == NULL)
        return NULL;
    }

  return ath_sa_expression_new (evaluator, membership);
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
make_suffix (AthPythonEvaluator *evaluator,
             AthPythonValue     *self,
             const char         *suffix)
{
  return unary_new (evaluator, suffix, ATH_SA_PRECEDENCE_AND, ath_sa_expression_get (self), TRUE);
}

static AthPythonValue *
method_desc (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return make_suffix (evaluator, self, " DESC");
}

static AthPythonValue *
method_asc (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return make_suffix (evaluator, self, " ASC");
}

static AthPythonValue *
method_nulls_first (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return make_suffix (evaluator, self, " NULLS FIRST");
}

static AthPythonValue *
method_nulls_last (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return make_suffix (evaluator, self, " NULLS LAST");
}

const AthPythonNativeFunction ath_sa_expression_methods[] = {
  { "is_", method_is },
  { "is_not", method_is_not },
  { "isnot", method_is_not },
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
