/* ath-sa-operator.c: operators between expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-sa-operator.h"

#include <glib/gi18n-lib.h>

#include "python/ath-python-types.h"
#include "script/alembic/ath-sa-function.h"
#include "script/alembic/ath-sa-select.h"
#include "script/alembic/ath-sa.h"

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

static void
collect_binary (const AthSaExpression *self,
                GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Binary *) self)->left, froms);
  ath_sa_expression_collect (((const Binary *) self)->right, froms);
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
  binary->expression.collect = collect_binary;
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
  const AthSaExpression *bare;

  if (!unary->is_behind)
    g_string_append (compiler->sql, self->operator);

  /* One suffix follows another as it is: DESC NULLS LAST */
  if (unary->is_behind && *ath_sa_suffix_get (unary->operand, &bare) != '\0')
    {
      if (!ath_sa_expression_append (unary->operand, compiler))
        return FALSE;
    }
  else if (!ath_sa_expression_append_grouped (unary->operand, compiler, self->operator,
                                              self->precedence))
    return FALSE;

  if (unary->is_behind)
    g_string_append (compiler->sql, self->operator);

  return TRUE;
}

static void
collect_unary (const AthSaExpression *self,
               GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Unary *) self)->operand, froms);
}

/**
 * ath_sa_suffix_get:
 * @self: an expression
 * @operand: (out): what stands before the suffix, or @self
 *
 * Returns: (transfer none): DESC and the like behind an expression, or ""
 */
const char *
ath_sa_suffix_get (const AthSaExpression  *self,
                   const AthSaExpression **operand)
{
  const Unary *unary = (const Unary *) self;

  *operand = self;
  if (self->append != append_unary || !unary->is_behind)
    return "";
  *operand = unary->operand;

  return self->operator;
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
  unary->expression.collect = collect_unary;
  unary->expression.role = operand->role == ATH_SA_ROLE_NAME ? ATH_SA_ROLE_NAME
                                                             : ATH_SA_ROLE_OPERATION;
  unary->expression.operator = operator;
  unary->expression.precedence = precedence;
  unary->expression.type = operand->type;
  unary->operand = operand;
  unary->is_behind = is_behind;

  return ath_sa_expression_new (evaluator, unary);
}

/**
 * ath_sa_suffix_new:
 * @evaluator: an evaluator
 * @operand: an expression
 * @suffix: what is written behind it, as for an order
 *
 * Returns: (transfer none): both as an expression
 */
AthPythonValue *
ath_sa_suffix_new (AthPythonEvaluator    *evaluator,
                   const AthSaExpression *operand,
                   const char            *suffix)
{
  return unary_new (evaluator, suffix, ATH_SA_PRECEDENCE_AND, operand, TRUE);
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

static void
collect_combination (const AthSaExpression *self,
                     GPtrArray             *froms)
{
  const Combination *combination = (const Combination *) self;

  for (guint i = 0; i < combination->n_operands; i++)
    ath_sa_expression_collect (combination->operands[i], froms);
}

/* What is true says nothing in an AND, what is false says all; an OR the other
 * way round.  Returns the constant, or NULL with what is left in @kept.
 */
static AthPythonValue *
drop_constants (AthPythonEvaluator *evaluator,
                const char         *operator,
                AthPythonValue     *expressions,
                GPtrArray          *kept)
{
  AthSaRole neutral = g_str_equal (operator, "AND") ? ATH_SA_ROLE_TRUE : ATH_SA_ROLE_FALSE;
  AthSaRole absorbing = neutral == ATH_SA_ROLE_TRUE ? ATH_SA_ROLE_FALSE : ATH_SA_ROLE_TRUE;
  AthPythonValue *constant = NULL;

  for (guint i = 0; i < expressions->sequence.length; i++)
    {
      AthPythonValue *item = expressions->sequence.items[i];
      AthSaExpression *expression = ath_sa_expression_get (item);

      if (expression == NULL)
        return ath_python_refuse (evaluator, _("%s as a condition is not understood"),
                                  ath_python_get_type_name (item));
      if (expression->role == absorbing)
        return item;
      if (expression->role == neutral)
        constant = item;
      else
        g_ptr_array_add (kept, item);
    }

  return kept->len == 0 ? constant : kept->len == 1 ? g_ptr_array_index (kept, 0) : NULL;
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
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  AthPythonValue *single;

  if (expressions->sequence.length == 0)
    return ath_python_refuse (evaluator, _("%s over nothing is not understood"), operator);
  single = drop_constants (evaluator, operator, expressions, kept);
  if (single != NULL || ath_python_has_failed (evaluator))
    return single;

  combination->expression.append = append_combination;
  combination->expression.collect = collect_combination;
  combination->expression.operator = operator;
  combination->expression.precedence = precedence;
  combination->n_operands = kept->len;
  combination->operands = ath_arena_alloc (arena, sizeof (gpointer) * combination->n_operands);
  for (guint i = 0; i < combination->n_operands; i++)
    combination->operands[i] = ath_sa_expression_get (g_ptr_array_index (kept, i));

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

/**
 * ath_sa_compare_with:
 * @evaluator: an evaluator
 * @operator: a comparison in SQL
 * @self: an expression
 * @other: what it is compared with
 *
 * Returns: (transfer none) (nullable): the comparison as an expression
 */
AthPythonValue *
ath_sa_compare_with (AthPythonEvaluator *evaluator,
                     const char         *operator,
                     AthPythonValue     *self,
                     AthPythonValue     *other)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;

  if (ath_python_is_none (other) || ath_sa_is_null (ath_sa_expression_get (other)))
    {
      operator = get_null_comparison (operator);
      if (operator == NULL)
        return ath_python_refuse (evaluator, _("Comparing with “None” is not understood here"));
    }
  /* True and False are constants here, whatever the type of the other side. */
  right = ath_sa_expression_of (evaluator, other, other->type == ATH_PYTHON_TYPE_BOOL
                                                  ? NULL : left->type);

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

  return operator != NULL ? ath_sa_compare_with (evaluator, operator, self, other)
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
is_untyped (const AthSaExpression *expression)
{
  return expression->type == NULL || expression->type->kind == ATH_SQL_TYPE_NULL;
}

static gboolean
is_text (const AthSaExpression *expression,
         AthPythonValue        *value)
{
  return (value != NULL && ath_python_is_str (value))
         || (expression->type != NULL && expression->type->kind == ATH_SQL_TYPE_STRING);
}

static gboolean
is_number (const AthSaExpression *expression,
           AthPythonValue        *value)
{
  if (ath_sa_expression_get (value) == NULL)
    return ath_python_is_int (value) || value->type == ATH_PYTHON_TYPE_FLOAT;

  return expression->type != NULL && expression->type->kind >= ATH_SQL_TYPE_INTEGER
         && expression->type->kind <= ATH_SQL_TYPE_FLOAT;
}

/* Addition of texts is concatenation; what SQLAlchemy makes of other types is
 * certain for numbers and where no type is known.
 */
static const char *
get_addition (const AthSaExpression *one,
              AthPythonValue        *self,
              const AthSaExpression *two,
              AthPythonValue        *other)
{
  if (is_text (one, NULL))
    return is_text (two, other) || (is_untyped (two) && ath_sa_expression_get (other) != NULL)
           ? "||" : NULL;
  if (is_untyped (one))
    return is_text (two, other) ? "||"
           : is_number (two, other) || is_untyped (two) ? "+" : NULL;

  return is_number (one, self) && is_number (two, other) ? "+" : NULL;
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
  if (op == ATH_PYTHON_DIV
      || (op != ATH_PYTHON_ADD && !is_untyped (one) && !is_number (one, self)))
    return ath_python_refuse (evaluator, _("“%s” between expressions is not understood"), operator);
  if (op == ATH_PYTHON_ADD)
    {
      operator = get_addition (one, self, two, other);
      if (operator == NULL)
        return ath_python_refuse (evaluator, _("“%s” between expressions is not understood"), "+");
      if (g_str_equal (operator, "||"))
        precedence = ATH_SA_PRECEDENCE_CONCAT;
    }

  return ath_sa_binary_new (evaluator, operator, precedence, is_reflected ? two : one,
                            is_reflected ? one : two, one->type);
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
  g_string_append_printf (compiler->sql, " %s ", self->operator);
  if (membership->n_items == 1 && ath_sa_is_query (membership->items[0]))
    {
      if (!ath_sa_expression_append (membership->items[0], compiler))
        return FALSE;
      g_string_append (compiler->sql, is_not ? ")" : "");
      return TRUE;
    }
  if (membership->n_items == 0)
    {
      g_string_append (compiler->sql, is_not ? "(NULL) OR (1 = 1))" : "(NULL) AND (1 != 1)");
      return TRUE;
    }

  g_string_append_c (compiler->sql, '(');
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

static void
collect_membership (const AthSaExpression *self,
                    GPtrArray             *froms)
{
  const Membership *membership = (const Membership *) self;

  ath_sa_expression_collect (membership->left, froms);
  for (guint i = 0; i < membership->n_items; i++)
    ath_sa_expression_collect (membership->items[i], froms);
}

/**
 * ath_sa_membership_new:
 * @evaluator: an evaluator
 * @operator: `IN` or `NOT IN`
 * @left: what is looked for
 * @list: a list of values, or of one query
 *
 * Returns: (transfer none) (nullable): the comparison as an expression
 */
AthPythonValue *
ath_sa_membership_new (AthPythonEvaluator    *evaluator,
                       const char            *operator,
                       const AthSaExpression *left,
                       AthPythonValue        *list)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Membership *membership = ath_arena_new0 (arena, Membership);

  membership->expression.append = append_membership;
  membership->expression.collect = collect_membership;
  membership->expression.operator = operator;
  membership->expression.precedence = ATH_SA_PRECEDENCE_COMPARE;
  membership->left = left;
  membership->n_items = list->sequence.length;
  membership->items = ath_arena_alloc (arena, sizeof (gpointer) * membership->n_items);
  for (guint i = 0; i < membership->n_items; i++)
    {
      membership->items[i] = ath_sa_expression_of (evaluator, list->sequence.items[i], left->type);
      if (membership->items[i] == NULL)
        return NULL;
    }

  return ath_sa_expression_new (evaluator, membership);
}

static const char *
get_opposite (const char *operator)
{
  static const char *const pairs[][2] = {
    { "=", "!=" },          { "<", ">=" },         { ">", "<=" },
    { "IS", "IS NOT" },     { "LIKE", "NOT LIKE" }, { "ILIKE", "NOT ILIKE" },
    { "IN", "NOT IN" },     { "BETWEEN", "NOT BETWEEN" },
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
  if (expression->role == ATH_SA_ROLE_TRUE || expression->role == ATH_SA_ROLE_FALSE)
    return ath_sa_constant_new (evaluator, expression->role == ATH_SA_ROLE_FALSE);
  if (opposite != NULL && expression->append == append_membership)
    {
      Membership *membership = ath_arena_new0 (ath_python_get_arena (evaluator), Membership);

      *membership = *(const Membership *) expression;
      membership->expression.operator = opposite;
      return ath_sa_expression_new (evaluator, membership);
    }
  if (expression->append == append_combination || expression->operator == NULL
      || g_str_equal (expression->operator, "EXISTS"))
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
