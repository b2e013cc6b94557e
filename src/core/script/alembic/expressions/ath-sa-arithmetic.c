/* ath-sa-arithmetic.c: Python's operators between expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-types.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"

static AthPythonValue *
combine_two (AthPythonEvaluator *evaluator,
             AthSaOperatorId     id,
             AthPythonValue     *left,
             AthPythonValue     *right)
{
  AthPythonValue *both[] = { left, right };

  return ath_sa_combine (evaluator, id,
                         ath_python_tuple_new (ath_python_get_arena (evaluator), both, 2));
}

static AthSaOperatorId
get_comparison (AthPythonOperator op)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
      return ATH_SA_OPERATOR_EQ;

    case ATH_PYTHON_NOT_EQ:
      return ATH_SA_OPERATOR_NE;

    case ATH_PYTHON_LT:
      return ATH_SA_OPERATOR_LT;

    case ATH_PYTHON_LT_E:
      return ATH_SA_OPERATOR_LE;

    case ATH_PYTHON_GT:
      return ATH_SA_OPERATOR_GT;

    case ATH_PYTHON_GT_E:
      return ATH_SA_OPERATOR_GE;

    default:
      return ATH_SA_OPERATOR_NONE;
    }
}

/* The same comparison seen from the other side. */
static AthSaOperatorId
mirror (AthSaOperatorId id)
{
  switch ((guint) id)
    {
    case ATH_SA_OPERATOR_LT:
      return ATH_SA_OPERATOR_GT;

    case ATH_SA_OPERATOR_LE:
      return ATH_SA_OPERATOR_GE;

    case ATH_SA_OPERATOR_GT:
      return ATH_SA_OPERATOR_LT;

    case ATH_SA_OPERATOR_GE:
      return ATH_SA_OPERATOR_LE;

    default:
      return id;
    }
}

static gboolean
is_truth (AthPythonValue *value)
{
  const AthSaExpression *expression = ath_sa_expression_get (value);

  return value->type == ATH_PYTHON_TYPE_BOOL
         || (expression != NULL && !expression->is_wrapped
             && (expression->role == ATH_SA_ROLE_TRUE || expression->role == ATH_SA_ROLE_FALSE));
}

/* `x == None` is IS NULL; nothing but these takes a constant. */
static AthSaOperatorId
get_constant_comparison (AthSaOperatorId id,
                         gboolean        is_true_or_false)
{
  switch ((guint) id)
    {
    case ATH_SA_OPERATOR_EQ:
    case ATH_SA_OPERATOR_NE:
      if (is_true_or_false)
        return id;
      return id == ATH_SA_OPERATOR_EQ ? ATH_SA_OPERATOR_IS : ATH_SA_OPERATOR_IS_NOT;

    case ATH_SA_OPERATOR_IS:
    case ATH_SA_OPERATOR_IS_NOT:
    case ATH_SA_OPERATOR_DISTINCT:
    case ATH_SA_OPERATOR_NOT_DISTINCT:
      return id;

    default:
      return ATH_SA_OPERATOR_NONE;
    }
}

static const AthSaExpression *
get_constant (AthPythonEvaluator *evaluator,
              AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_BOOL)
    return ath_sa_expression_get (ath_sa_constant_new (evaluator, value->integer != 0));

  return ath_python_is_none (value) ? ath_sa_null_new (evaluator) : ath_sa_expression_get (value);
}

/* ANY and ALL stand on the right side, and what they are compared with is
 * written as one of their items.
 */
static AthPythonValue *
compare_collection (AthPythonEvaluator    *evaluator,
                    AthSaOperatorId        id,
                    const AthSaExpression *collection,
                    AthPythonValue        *other)
{
  const AthSaExpression *left = ath_sa_operand_of (evaluator, other, collection);

  return left != NULL ? ath_sa_operation_new (evaluator, ath_sa_operator_get (mirror (id)), left,
                                              collection, &ath_sa_boolean_type) : NULL;
}

/**
 * ath_sa_compare_with:
 * @evaluator: an evaluator
 * @id: a comparison
 * @self: an expression
 * @other: what it is compared with
 * @option: (nullable): the character of ESCAPE
 *
 * Returns: (transfer none) (nullable): the comparison as an expression
 */
AthPythonValue *
ath_sa_compare_with (AthPythonEvaluator *evaluator,
                     AthSaOperatorId     id,
                     AthPythonValue     *self,
                     AthPythonValue     *other,
                     const char         *option)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;

  if (ath_sa_is_collection (left))
    return compare_collection (evaluator, id, left, other);
  if (is_truth (other) || ath_python_is_none (other)
      || ath_sa_is_null (ath_sa_expression_get (other)))
    {
      id = get_constant_comparison (id, is_truth (other));
      if (id == ATH_SA_OPERATOR_NONE)
        return ath_python_refuse (evaluator, _("Comparing with “None” is not understood here"));
      right = get_constant (evaluator, other);
    }
  else
    right = ath_sa_operand_of (evaluator, other, left);

  return right != NULL ? ath_sa_operation_new_with (evaluator, ath_sa_operator_get (id), left,
                                                    right, &ath_sa_boolean_type, option) : NULL;
}

/* Python asks the right side of a comparison first when its class is derived from
 * that of the left one, as those of the functions that SQLAlchemy knows are from
 * that of any function, and `Column` from `column ()`.
 */
static gboolean
is_derived (const AthSaExpression *right,
            const AthSaExpression *left)
{
  const AthSaColumn *column;

  if (right == NULL)
    return FALSE;
  if (ath_sa_is_call (right) && ath_sa_is_call (left))
    return ath_sa_call_is_known (right) && !ath_sa_call_is_known (left);
  column = ath_sa_column_get (right);
  if (column == NULL || !column->is_schema || left->role != ATH_SA_ROLE_NAME || left->is_wrapped
      || ath_sa_is_text (left))
    return FALSE;

  return ath_sa_column_get (left) == NULL || !ath_sa_column_get (left)->is_schema;
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
  AthSaOperatorId id = get_comparison (op);

  if (id == ATH_SA_OPERATOR_NONE)
    return ath_python_not_implemented ();
  if (is_derived (ath_sa_expression_get (other), ath_sa_expression_get (self)))
    return ath_sa_compare_with (evaluator, mirror (id), other, self, NULL);

  return ath_sa_compare_with (evaluator, id, self, other, NULL);
}

static AthSaOperatorId
get_arithmetic (AthPythonOperator op)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_MULT:
      return ATH_SA_OPERATOR_MULTIPLY;

    case ATH_PYTHON_DIV:
      return ATH_SA_OPERATOR_DIVIDE;

    case ATH_PYTHON_FLOOR_DIV:
      return ATH_SA_OPERATOR_FLOOR_DIVIDE;

    case ATH_PYTHON_MOD:
      return ATH_SA_OPERATOR_MODULO;

    case ATH_PYTHON_ADD:
      return ATH_SA_OPERATOR_ADD;

    case ATH_PYTHON_SUB:
      return ATH_SA_OPERATOR_SUBTRACT;

    default:
      return ATH_SA_OPERATOR_NONE;
    }
}

/**
 * ath_sa_operate:
 * @evaluator: an evaluator
 * @id: an operator
 * @left: an operand
 * @right: the other one
 *
 * Returns: (transfer none): the operation, of the type that SQLAlchemy makes of
 *   those of the operands; `+` between texts is `||`
 */
AthPythonValue *
ath_sa_operate (AthPythonEvaluator    *evaluator,
                AthSaOperatorId        id,
                const AthSaExpression *left,
                const AthSaExpression *right)
{
  const AthSqlType *type;

  id = ath_sa_type_adapt (id, left->type, right->type, &type);

  return ath_sa_operation_new (evaluator, ath_sa_operator_get (id), left, right, type);
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
  AthSaOperatorId id;

  if (op == ATH_PYTHON_BIT_AND || op == ATH_PYTHON_BIT_OR)
    {
      id = op == ATH_PYTHON_BIT_AND ? ATH_SA_OPERATOR_AND : ATH_SA_OPERATOR_OR;
      return is_reflected ? combine_two (evaluator, id, other, self)
                          : combine_two (evaluator, id, self, other);
    }

  id = get_arithmetic (op);
  if (id == ATH_SA_OPERATOR_NONE || ath_sa_is_collection (one)
      || ath_sa_tuple_get_items (one) != NULL)
    return ath_python_not_implemented ();
  two = ath_sa_operand_of (evaluator, other, one);
  if (two == NULL)
    return NULL;

  return ath_sa_operate (evaluator, id, is_reflected ? two : one, is_reflected ? one : two);
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
  const AthSaExpression *operand = ath_sa_expression_get (self);

  if (op == ATH_PYTHON_INVERT)
    return ath_sa_negate (evaluator, operand);
  if (op == ATH_PYTHON_USUB)
    return ath_sa_prefix_new (evaluator, ATH_SA_OPERATOR_NEGATIVE, operand, operand->type);

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
