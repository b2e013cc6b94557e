/* ath-sa-operator.c: operators, and how they and their operands are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* An operator before or behind its operand. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaOperator   *operator;
  const AthSaExpression *operand;
  const char            *suffix;  /* (nullable): what stands behind it */
} Unary;

/* NOT before a condition that is none of operators; needs no parentheses. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *operand;
} Opposite;

/* SQLAlchemy does not rank some operators: as an operand one binds less than
 * all, what it stands around as if it bound tightest.
 */
#define PRECEDENCE_UNKNOWN (-100)

#define NONE ATH_SA_OPERATOR_NONE
#define OPERATOR(id_, ...) [ATH_SA_OPERATOR_##id_] = { __VA_ARGS__ },
#define PAIR(id_, not_, text_, not_text_) \
  OPERATOR (id_, text_, 5, ATH_SA_OPERATOR_##not_, FALSE, TRUE, FALSE) \
  OPERATOR (not_, not_text_, 5, ATH_SA_OPERATOR_##id_, FALSE, TRUE, FALSE)

static const AthSaOperator operators[ATH_SA_OPERATOR_NONE] = {
  PAIR (EQ, NE, "=", "!=")
  PAIR (LT, GE, "<", ">=")
  PAIR (GT, LE, ">", "<=")
  PAIR (IS, IS_NOT, "IS", "IS NOT")
  PAIR (DISTINCT, NOT_DISTINCT, "IS DISTINCT FROM", "IS NOT DISTINCT FROM")
  PAIR (LIKE, NOT_LIKE, "LIKE", "NOT LIKE")
  PAIR (ILIKE, NOT_ILIKE, "ILIKE", "NOT ILIKE")
  PAIR (REGEXP, NOT_REGEXP, "~", "!~")
  PAIR (BETWEEN, NOT_BETWEEN, "BETWEEN", "NOT BETWEEN")
  PAIR (IN, NOT_IN, "IN", "NOT IN")
  OPERATOR (CONTAINS, "LIKE", PRECEDENCE_UNKNOWN, ATH_SA_OPERATOR_NOT_CONTAINS,
            FALSE, TRUE)
  OPERATOR (NOT_CONTAINS, "NOT LIKE", PRECEDENCE_UNKNOWN, ATH_SA_OPERATOR_CONTAINS,
            FALSE, TRUE)
  OPERATOR (ICONTAINS, "ILIKE", PRECEDENCE_UNKNOWN, ATH_SA_OPERATOR_NOT_ICONTAINS,
            FALSE, TRUE)
  OPERATOR (NOT_ICONTAINS, "NOT ILIKE", PRECEDENCE_UNKNOWN, ATH_SA_OPERATOR_ICONTAINS,
            FALSE, TRUE)
  OPERATOR (REGEXP_REPLACE, "REGEXP_REPLACE", 5, NONE)
  OPERATOR (MATCH, "@@", 5, NONE, FALSE, TRUE)
  OPERATOR (AND, "AND", 3, NONE, TRUE, TRUE)
  OPERATOR (OR, "OR", 2, NONE, TRUE, TRUE)
  OPERATOR (NOT, "NOT ", 5, NONE, FALSE, TRUE)
  OPERATOR (EXISTS, "EXISTS ", 0, NONE)
  OPERATOR (ADD, "+", 7, NONE, TRUE)
  OPERATOR (SUBTRACT, "-", 7, NONE)
  OPERATOR (MULTIPLY, "*", 8, NONE, TRUE)
  OPERATOR (DIVIDE, "/", 8, NONE)
  OPERATOR (FLOOR_DIVIDE, "/", 8, NONE)
  OPERATOR (MODULO, "%", 8, NONE)
  OPERATOR (NEGATIVE, "-", 8, NONE)
  OPERATOR (CONCAT, "||", 5, NONE, TRUE)
  OPERATOR (BIT_AND, "&", 7, NONE)
  OPERATOR (BIT_OR, "|", 7, NONE)
  OPERATOR (BIT_XOR, "#", 7, NONE)
  OPERATOR (BIT_NOT, "~", 8, NONE)
  OPERATOR (SHIFT_LEFT, "<<", 7, NONE)
  OPERATOR (SHIFT_RIGHT, ">>", 7, NONE)
  OPERATOR (DISTINCT_PREFIX, "DISTINCT ", 5, NONE)
  OPERATOR (COLLATE, "COLLATE", 4, NONE)
  OPERATOR (FILTER, "FILTER", 6, NONE)
  OPERATOR (ANY, "ANY ", 15, NONE)
  OPERATOR (ALL, "ALL ", 15, NONE)
  OPERATOR (ITEM, "[]", 15, NONE, TRUE)
  OPERATOR (JSON_ITEM, "->", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (JSON_PATH, "#>", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (JSON_TEXT, "->>", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (JSON_PATH_TEXT, "#>>", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (HSTORE_ITEM, "->", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (HAS_KEY, "?", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (HAS_ALL, "?&", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (HAS_ANY, "?|", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (SUPERSET, "@>", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (SUBSET, "<@", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (OVERLAP, "&&", 5, NONE, FALSE, TRUE)
  OPERATOR (PATH_EXISTS, "@?", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (PATH_MATCH, "@@", 5, NONE, TRUE, TRUE, TRUE)
  OPERATOR (DELETE_PATH, "#-", 15, NONE, TRUE, FALSE, TRUE)
  OPERATOR (CONDITION, "", -10, NONE)
  OPERATOR (COMMA, ",", -1, NONE)
  OPERATOR (ORDER, "", 3, NONE)
  OPERATOR (NULLS, "", PRECEDENCE_UNKNOWN, NONE)
};

#undef PAIR
#undef OPERATOR
#undef NONE

/**
 * ath_sa_operator_get:
 * @id: which
 *
 * Returns: (transfer none): the operator
 */
const AthSaOperator *
ath_sa_operator_get (AthSaOperatorId id)
{
  return &operators[id];
}

/**
 * ath_sa_operator_is:
 * @operator: (nullable): an operator
 * @id: which it may be
 *
 * Returns: whether it is that one
 */
gboolean
ath_sa_operator_is (const AthSaOperator *operator,
                    AthSaOperatorId      id)
{
  return operator == &operators[id];
}

/**
 * ath_sa_operator_get_id:
 * @operator: an operator
 *
 * Returns: which it is, or `ATH_SA_OPERATOR_NONE` for one of `op ()`
 */
AthSaOperatorId
ath_sa_operator_get_id (const AthSaOperator *operator)
{
  for (AthSaOperatorId id = 0; id < ATH_SA_OPERATOR_NONE; id++)
    if (operator == &operators[id])
      return id;

  return ATH_SA_OPERATOR_NONE;
}

static gboolean
binds_less (const AthSaOperator *operator,
            const AthSaOperator *against)
{
  return against->precedence == PRECEDENCE_UNKNOWN || operator->precedence <= against->precedence;
}

/**
 * ath_sa_is_grouped:
 * @self: an operand
 * @against: (nullable): of what it is an operand; `NULL`: of nothing
 *
 * Returns: whether SQLAlchemy puts it into parentheses there
 */
gboolean
ath_sa_is_grouped (const AthSaExpression *self,
                   const AthSaOperator   *against)
{
  gboolean is_collected = ath_sa_operator_is (against, ATH_SA_OPERATOR_ANY)
                          || ath_sa_operator_is (against, ATH_SA_OPERATOR_ALL);

  if (self->operator == NULL)
    return is_collected && !ath_sa_is_query (self)
           ? TRUE : ath_sa_operator_is (against, ATH_SA_OPERATOR_ITEM) && ath_sa_is_call (self);
  if (against == NULL)
    return TRUE;
  if (self->operator == against && against->is_associative)
    return FALSE;

  /* A value with NOT before it stands in parentheses. */
  return binds_less (self->operator, against)
         || (ath_sa_operator_is (against, ATH_SA_OPERATOR_NOT) && !self->operator->is_boolean
             && self->is_operation);
}

/**
 * ath_sa_expression_append_item:
 * @self: an item of a list
 * @compiler: where it goes
 *
 * Writes one of several expressions with commas between them.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_expression_append_item (const AthSaExpression *self,
                               AthSaCompiler         *compiler)
{
  return ath_sa_expression_append_grouped (self, compiler, &operators[ATH_SA_OPERATOR_COMMA]);
}

static gboolean
append_unary (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const Unary *unary = (const Unary *) self;

  if (unary->suffix == NULL)
    g_string_append (compiler->sql, unary->operator->text);
  if (!ath_sa_expression_append_grouped (unary->operand, compiler, unary->operator))
    return FALSE;
  if (unary->suffix != NULL)
    g_string_append (compiler->sql, unary->suffix);

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
  if (self->append != append_unary || unary->suffix == NULL)
    return "";
  *operand = unary->operand;

  return unary->suffix;
}

/**
 * ath_sa_is_prefixed_label:
 * @self: an expression
 *
 * Returns: whether it is an operator before a `label ()`
 */
gboolean
ath_sa_is_prefixed_label (const AthSaExpression *self)
{
  while (self->append == append_unary)
    {
      self = ((const Unary *) self)->operand;
      if (self->role == ATH_SA_ROLE_LABEL)
        return TRUE;
    }

  return FALSE;
}

static Unary *
unary_alloc (AthPythonEvaluator    *evaluator,
             AthSaOperatorId        id,
             const AthSaExpression *operand)
{
  Unary *unary = ath_arena_new0 (ath_python_get_arena (evaluator), Unary);

  unary->expression.append = append_unary;
  unary->expression.collect = collect_unary;
  unary->expression.is_wrapped = operand->role == ATH_SA_ROLE_NAME && !operand->is_wrapped;
  unary->expression.role = unary->expression.is_wrapped ? ATH_SA_ROLE_NAME
                                                        : ATH_SA_ROLE_OPERATION;
  unary->operator = &operators[id];
  unary->operand = operand;

  return unary;
}

/**
 * ath_sa_prefix_new:
 * @evaluator: an evaluator
 * @id: an operator
 * @operand: an expression
 * @type: (nullable): of the result
 *
 * Returns: (transfer none): the operator before its operand
 */
AthPythonValue *
ath_sa_prefix_new (AthPythonEvaluator    *evaluator,
                   AthSaOperatorId        id,
                   const AthSaExpression *operand,
                   const AthSqlType      *type)
{
  Unary *unary = unary_alloc (evaluator, id, operand);

  unary->expression.operator = unary->operator;
  unary->expression.type = type;

  return ath_sa_expression_new (evaluator, unary);
}

/**
 * ath_sa_suffix_new:
 * @evaluator: an evaluator
 * @id: how its operand is grouped
 * @operand: an expression
 * @suffix: what is written behind it, as for an order
 *
 * Returns: (transfer none): both as an expression
 */
AthPythonValue *
ath_sa_suffix_new (AthPythonEvaluator    *evaluator,
                   AthSaOperatorId        id,
                   const AthSaExpression *operand,
                   const char            *suffix)
{
  Unary *unary = unary_alloc (evaluator, id, operand);

  unary->suffix = suffix;

  return ath_sa_expression_new (evaluator, unary);
}

static gboolean
append_grouping (const AthSaExpression *self,
                 AthSaCompiler         *compiler)
{
  g_string_append_c (compiler->sql, '(');
  if (!ath_sa_expression_append (((const Unary *) self)->operand, compiler))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

/**
 * ath_sa_grouping_new:
 * @evaluator: an evaluator
 * @operand: an expression
 *
 * Returns: (transfer none): @operand in parentheses
 */
AthPythonValue *
ath_sa_grouping_new (AthPythonEvaluator    *evaluator,
                     const AthSaExpression *operand)
{
  Unary *grouping = unary_alloc (evaluator, ATH_SA_OPERATOR_CONDITION, operand);

  grouping->expression.append = append_grouping;
  grouping->expression.role = ATH_SA_ROLE_OPERATION;
  grouping->expression.type = operand->type;

  return ath_sa_expression_new (evaluator, grouping);
}

static gboolean
append_opposite (const AthSaExpression *self,
                 AthSaCompiler         *compiler)
{
  g_string_append (compiler->sql, "NOT ");

  return ath_sa_expression_append_grouped (((const Opposite *) self)->operand, compiler, NULL);
}

static void
collect_opposite (const AthSaExpression *self,
                  GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Opposite *) self)->operand, froms);
}

/**
 * ath_sa_opposite_new:
 * @evaluator: an evaluator
 * @operand: a condition that is no operator
 *
 * Returns: (transfer none): NOT before it
 */
AthPythonValue *
ath_sa_opposite_new (AthPythonEvaluator    *evaluator,
                     const AthSaExpression *operand)
{
  Opposite *opposite = ath_arena_new0 (ath_python_get_arena (evaluator), Opposite);

  opposite->expression.append = append_opposite;
  opposite->expression.collect = collect_opposite;
  opposite->expression.role = operand->role == ATH_SA_ROLE_NAME && !operand->is_wrapped
                              ? ATH_SA_ROLE_NAME : ATH_SA_ROLE_OPERATION;
  opposite->expression.is_wrapped = TRUE;
  opposite->expression.type = &ath_sa_boolean_type;
  opposite->operand = operand;

  return ath_sa_expression_new (evaluator, opposite);
}

/**
 * ath_sa_opposite_get_operand:
 * @self: an expression
 *
 * Returns: (transfer none) (nullable): what is behind the NOT of
 *   ath_sa_opposite_new(); `NULL` when @self is something else
 */
const AthSaExpression *
ath_sa_opposite_get_operand (const AthSaExpression *self)
{
  return self->append == append_opposite ? ((const Opposite *) self)->operand : NULL;
}

/**
 * ath_sa_is_collection:
 * @self: an expression
 *
 * Returns: whether it is `ANY (…)` or `ALL (…)`
 */
gboolean
ath_sa_is_collection (const AthSaExpression *self)
{
  return ath_sa_operator_is (self->operator, ATH_SA_OPERATOR_ANY)
         || ath_sa_operator_is (self->operator, ATH_SA_OPERATOR_ALL);
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
  const AthSaExpression *operand;
  AthPythonValue *membership;

  if (expression->role == ATH_SA_ROLE_TRUE || expression->role == ATH_SA_ROLE_FALSE)
    return ath_sa_constant_new (evaluator, expression->role == ATH_SA_ROLE_FALSE);
  if (ath_sa_operation_get (expression, &operand, &operand) != NULL)
    return ath_sa_operation_negate (evaluator, expression);
  if (expression->append == append_opposite)
    {
      operand = ((const Opposite *) expression)->operand;
      return operand->operator != NULL ? ath_sa_grouping_new (evaluator, operand)
                                       : ath_sa_expression_new (evaluator, operand);
    }
  membership = ath_sa_membership_negate (evaluator, expression);
  if (membership != NULL)
    return membership;

  if (ath_sa_is_query (expression) || ath_sa_is_text (expression)
      || *ath_sa_suffix_get (expression, &operand) != '\0' || ath_sa_is_collection (expression))
    return ath_python_refuse (evaluator, _("The opposite of this condition is not understood"));
  if (expression->operator == NULL
      && ath_sa_type_is_kind (expression->type, ATH_SQL_TYPE_BOOLEAN))
    return ath_sa_opposite_new (evaluator, expression);

  return ath_sa_prefix_new (evaluator, ATH_SA_OPERATOR_NOT, expression,
                            ath_sa_operator_is (expression->operator, ATH_SA_OPERATOR_EXISTS)
                            ? &ath_sa_boolean_type : NULL);
}
