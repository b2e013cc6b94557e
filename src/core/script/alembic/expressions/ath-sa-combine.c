/* ath-sa-combine.c: AND, OR and lists of operands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* AND and OR over any number of operands. */
typedef struct
{
  AthSaExpression   expression;
  const GPtrArray  *operands;
  gboolean          is_clause;  /* WHERE and the like: no operator for what is inside */
} Combination;

/* `(a, b)`, `ARRAY[a, b]`, the limits of BETWEEN. */
typedef struct
{
  AthSaExpression   expression;
  const char       *prefix;
  const char       *separator;
  const char       *suffix;
  const GPtrArray  *items;
} List;

static gboolean
append_combination (const AthSaExpression *self,
                    AthSaCompiler         *compiler)
{
  const Combination *combination = (const Combination *) self;
  gboolean was_operand = compiler->is_operand;
  gboolean is_written = TRUE;
  guint n_written = 0;

  compiler->is_operand |= !combination->is_clause;
  for (guint i = 0; is_written && i < combination->operands->len; i++)
    {
      const AthSaExpression *operand = g_ptr_array_index (combination->operands, i);

      if (ath_sa_combination_is_empty (operand))
        continue;
      if (n_written++ > 0)
        g_string_append_printf (compiler->sql, " %s ", self->operator->text);
      is_written = ath_sa_expression_append_grouped (operand, compiler, self->operator);
    }
  compiler->is_operand = was_operand;

  return is_written;
}

static void
collect_combination (const AthSaExpression *self,
                     GPtrArray             *froms)
{
  const Combination *combination = (const Combination *) self;

  for (guint i = 0; i < combination->operands->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (combination->operands, i), froms);
}

/**
 * ath_sa_combination_is_empty:
 * @self: an expression
 *
 * Returns: whether it is `and_ ()` or `or_ ()`, of which nothing is written
 */
gboolean
ath_sa_combination_is_empty (const AthSaExpression *self)
{
  return self->append == append_combination && ((const Combination *) self)->operands->len == 0;
}

/**
 * ath_sa_condition_of:
 * @evaluator: an evaluator
 * @item: what a script passes as a condition
 *
 * Returns: (transfer none) (nullable): it as an expression, which constants of
 *   Python's become too; `NULL` after refusing
 */
AthPythonValue *
ath_sa_condition_of (AthPythonEvaluator *evaluator,
                     AthPythonValue     *item)
{
  if (item->type == ATH_PYTHON_TYPE_BOOL)
    return ath_sa_constant_new (evaluator, item->integer != 0);
  if (ath_python_is_none (item))
    return ath_sa_expression_new (evaluator, ath_sa_null_new (evaluator));
  if (ath_sa_expression_get (item) == NULL || ath_sa_is_query (ath_sa_expression_get (item)))
    return ath_python_refuse (evaluator, _("%s as a condition is not understood"),
                              ath_python_get_type_name (item));

  return item;
}

/* What is left of a condition is a constant no longer for the one around it. */
static AthPythonValue *
wrap_constant (AthPythonEvaluator    *evaluator,
               const AthSaExpression *constant)
{
  AthPythonValue *wrapped = ath_sa_constant_new (evaluator, constant->role == ATH_SA_ROLE_TRUE);

  ath_sa_expression_get (wrapped)->is_wrapped = TRUE;

  return wrapped;
}

/* What is true says nothing in an AND, what is false says all; an OR the other
 * way round.  Returns the constant, or NULL with what is left in @kept.
 */
static AthPythonValue *
drop_constants (AthPythonEvaluator *evaluator,
                AthSaOperatorId     id,
                AthPythonValue     *expressions,
                GPtrArray          *kept)
{
  AthSaRole neutral = id == ATH_SA_OPERATOR_AND ? ATH_SA_ROLE_TRUE : ATH_SA_ROLE_FALSE;
  AthSaRole absorbing = neutral == ATH_SA_ROLE_TRUE ? ATH_SA_ROLE_FALSE : ATH_SA_ROLE_TRUE;
  AthPythonValue *constant = NULL;

  for (guint i = 0; i < expressions->sequence.length; i++)
    {
      AthPythonValue *item = ath_sa_condition_of (evaluator, expressions->sequence.items[i]);
      AthSaExpression *expression;

      if (item == NULL)
        return NULL;
      expression = ath_sa_expression_get (item);
      if (expression->role == absorbing && !expression->is_wrapped)
        return wrap_constant (evaluator, expression);
      if (expression->role == neutral && !expression->is_wrapped)
        constant = wrap_constant (evaluator, expression);
      else
        g_ptr_array_add (kept, expression);
    }

  return kept->len == 0 ? constant : NULL;
}

/* One condition alone stands in parentheses only where SQLAlchemy does not rank
 * its operator.
 */
static AthPythonValue *
get_single (AthPythonEvaluator    *evaluator,
            const AthSaExpression *expression)
{
  if (ath_sa_is_text (expression))
    return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_text_class,
                                (gpointer) expression);

  return ath_sa_is_grouped (expression, ath_sa_operator_get (ATH_SA_OPERATOR_CONDITION))
         ? ath_sa_grouping_new (evaluator, expression)
         : ath_sa_expression_new (evaluator, expression);
}

/**
 * ath_sa_combine:
 * @evaluator: an evaluator
 * @id: AND or OR
 * @expressions: a tuple or list of conditions
 *
 * Returns: (transfer none) (nullable): all of them with the operator between
 *   them, or `NULL` after raising or refusing
 */
AthPythonValue *
ath_sa_combine (AthPythonEvaluator *evaluator,
                AthSaOperatorId     id,
                AthPythonValue     *expressions)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  GPtrArray *kept = ath_sql_items_new (arena);
  AthPythonValue *constant = drop_constants (evaluator, id, expressions, kept);
  Combination *combination;

  if (constant != NULL || ath_python_has_failed (evaluator))
    return constant;
  if (kept->len == 1)
    return get_single (evaluator, g_ptr_array_index (kept, 0));

  combination = ath_arena_new0 (arena, Combination);
  combination->expression.append = append_combination;
  combination->expression.collect = collect_combination;
  combination->expression.operator = kept->len > 0 ? ath_sa_operator_get (id) : NULL;
  combination->expression.is_operation = TRUE;
  combination->expression.type = &ath_sa_boolean_type;
  combination->operands = kept;

  return ath_sa_expression_new (evaluator, combination);
}

/**
 * ath_sa_combine_clause:
 * @evaluator: an evaluator
 * @conditions: a tuple or list of conditions
 *
 * Returns: (transfer none) (nullable): all of them as a WHERE or HAVING has them,
 *   or `NULL` after raising or refusing
 */
AthPythonValue *
ath_sa_combine_clause (AthPythonEvaluator *evaluator,
                       AthPythonValue     *conditions)
{
  AthPythonValue *all = ath_sa_combine (evaluator, ATH_SA_OPERATOR_AND, conditions);
  AthSaExpression *expression = all != NULL ? ath_sa_expression_get (all) : NULL;

  /* A condition alone is what the script has made of it. */
  for (guint i = 0; expression != NULL && i < conditions->sequence.length; i++)
    if (ath_sa_expression_get (conditions->sequence.items[i]) == expression)
      return all;
  if (expression != NULL && expression->append == append_combination)
    ((Combination *) expression)->is_clause = TRUE;

  return all;
}

static gboolean
append_items (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const List *list = (const List *) self;

  g_string_append (compiler->sql, list->prefix);
  for (guint i = 0; i < list->items->len; i++)
    {
      if (i > 0)
        g_string_append (compiler->sql, list->separator);
      if (!ath_sa_expression_append_item (g_ptr_array_index (list->items, i), compiler))
        return FALSE;
    }
  g_string_append (compiler->sql, list->suffix);

  return TRUE;
}

static void
collect_items (const AthSaExpression *self,
               GPtrArray             *froms)
{
  const List *list = (const List *) self;

  for (guint i = 0; i < list->items->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (list->items, i), froms);
}

/**
 * ath_sa_list_new:
 * @evaluator: an evaluator
 * @prefix: what stands before the items
 * @separator: between them
 * @suffix: behind them
 * @items: (element-type AthSaExpression): lives in the evaluator's arena
 *
 * Returns: (transfer none): the items as one expression, which is never put into
 *   parentheses
 */
AthPythonValue *
ath_sa_list_new (AthPythonEvaluator *evaluator,
                 const char         *prefix,
                 const char         *separator,
                 const char         *suffix,
                 const GPtrArray    *items)
{
  List *list = ath_arena_new0 (ath_python_get_arena (evaluator), List);

  list->expression.append = append_items;
  list->expression.collect = collect_items;
  list->prefix = prefix;
  list->separator = separator;
  list->suffix = suffix;
  list->items = items;

  return ath_sa_expression_new (evaluator, list);
}

/**
 * ath_sa_tuple_get_items:
 * @self: (nullable): an expression
 *
 * Returns: (transfer none) (nullable) (element-type AthSaExpression): what is
 *   in a `tuple_ ()`; `NULL` when @self is none
 */
const GPtrArray *
ath_sa_tuple_get_items (const AthSaExpression *self)
{
  if (self == NULL || self->append != append_items
      || !g_str_equal (((const List *) self)->prefix, "("))
    return NULL;

  return ((const List *) self)->items;
}
