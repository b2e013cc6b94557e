/* ath-sa-membership.c: `in_ ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* `x IN (…)`: of @items, or of @whole, which is a query, a text or a parameter */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *left;
  const GPtrArray       *items;
  const AthSaExpression *whole;
} Membership;

/* Nothing is in an empty list; the left side decides how many NULLs it has. */
static void
append_empty (const Membership *membership,
              GString          *sql)
{
  const GPtrArray *tuple = ath_sa_tuple_get_items (membership->left);
  gboolean is_in = ath_sa_operator_is (membership->expression.operator, ATH_SA_OPERATOR_IN);
  gboolean is_wide = tuple != NULL && tuple->len > 1;

  g_string_append (sql, is_wide ? "((NULL" : "(NULL");
  for (guint i = 1; is_wide && i < tuple->len; i++)
    g_string_append (sql, ", NULL");
  g_string_append (sql, is_wide ? "))" : ")");
  g_string_append (sql, is_in ? " AND (1 != 1)" : " OR (1 = 1)");
}

static gboolean
append_items (const Membership *membership,
              AthSaCompiler    *compiler,
              const GPtrArray  *items)
{
  if (items->len == 0)
    {
      append_empty (membership, compiler->sql);
      return TRUE;
    }

  g_string_append_c (compiler->sql, '(');
  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append (compiler->sql, ", ");
      if (!ath_sa_expression_append_item (g_ptr_array_index (items, i), compiler))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static GPtrArray *
make_items (AthPythonEvaluator    *evaluator,
            const AthSaExpression *left,
            AthPythonValue        *list)
{
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));
  const AthSqlType *type = NULL;
  gboolean has_expressions = FALSE;

  for (guint i = 0; i < list->sequence.length; i++)
    has_expressions |= ath_sa_expression_get (list->sequence.items[i]) != NULL
                       || ath_python_is_none (list->sequence.items[i]);

  /* The first value decides for all of them. */
  if (list->sequence.length > 0 && !has_expressions)
    type = ath_sa_type_compared (left->type, list->sequence.items[0]);
  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *value = list->sequence.items[i];
      const AthSaExpression *item;

      if (has_expressions || ath_sa_tuple_get_items (left) != NULL)
        item = ath_sa_operand_of (evaluator, value, left);
      else
        item = ath_sa_expression_of (evaluator, value, type);
      if (item == NULL)
        return NULL;
      if (ath_sa_is_text (item))
        return ath_python_refuse (evaluator, _("“in_ ()” with an expression is not understood"));
      g_ptr_array_add (items, (gpointer) item);
    }

  return items;
}

/* A parameter stands for a list. */
static gboolean
append_parameter (const Membership *membership,
                  AthSaCompiler    *compiler,
                  AthPythonValue   *value)
{
  AthSaExpression typed = { .type = membership->whole->type };
  const GPtrArray *items;
  AthPythonValue *list;

  if (ath_sa_tuple_get_items (membership->left) != NULL || ath_python_is_str (value))
    return ath_python_refuse (compiler->evaluator, _("“in_ ()” with an expression is not "
                                                     "understood")) != NULL;
  list = ath_python_list_of (compiler->evaluator, value);
  if (list == NULL)
    return FALSE;
  items = make_items (compiler->evaluator, ath_sa_type_is_null (typed.type) ? membership->left
                                                                           : &typed, list);

  return items != NULL && append_items (membership, compiler, items);
}

static gboolean
append_right (const Membership *membership,
              AthSaCompiler    *compiler)
{
  AthPythonValue *value = NULL;

  if (membership->whole == NULL)
    return append_items (membership, compiler, membership->items);
  if (ath_sa_is_bind (membership->whole))
    {
      value = ath_sa_bind_get_value (membership->whole, compiler);
      return value != NULL && append_parameter (membership, compiler, value);
    }
  if (!ath_sa_is_text (membership->whole))
    return ath_sa_expression_append (membership->whole, compiler);

  g_string_append_c (compiler->sql, '(');
  if (!ath_sa_expression_append (membership->whole, compiler))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_membership (const AthSaExpression *self,
                   AthSaCompiler         *compiler)
{
  const Membership *membership = (const Membership *) self;
  gboolean is_not = ath_sa_operator_is (self->operator, ATH_SA_OPERATOR_NOT_IN);
  gboolean was_operand = compiler->is_operand;
  gboolean is_written;

  /* NOT IN is written with parentheses around it all. */
  g_string_append (compiler->sql, is_not ? "(" : "");
  compiler->is_operand = TRUE;
  is_written = ath_sa_expression_append_grouped (membership->left, compiler, self->operator);
  g_string_append_printf (compiler->sql, " %s ", self->operator->text);
  is_written = is_written && append_right (membership, compiler);
  compiler->is_operand = was_operand;
  g_string_append (compiler->sql, is_not ? ")" : "");

  return is_written;
}

static void
collect_membership (const AthSaExpression *self,
                    GPtrArray             *froms)
{
  const Membership *membership = (const Membership *) self;

  ath_sa_expression_collect (membership->left, froms);
  if (membership->whole != NULL)
    ath_sa_expression_collect (membership->whole, froms);
  for (guint i = 0; membership->items != NULL && i < membership->items->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (membership->items, i), froms);
}

/* What stands for the list as a whole, or NULL. */
static const AthSaExpression *
get_whole (AthPythonEvaluator *evaluator,
           AthPythonValue     *other)
{
  AthSaExpression *expression = ath_sa_expression_get (other);
  AthPythonValue *query;

  if (expression == NULL)
    return NULL;
  if (ath_sa_is_query (expression) || ath_sa_is_text (expression) || ath_sa_is_bind (expression))
    return expression;
  if (ath_python_host_get (other, &ath_sa_lower_table_class) == NULL)
    return ath_python_refuse (evaluator, _("“in_ ()” with an expression is not understood"));
  query = ath_sa_select_new (evaluator,
                             ath_python_tuple_new (ath_python_get_arena (evaluator), &other, 1));

  return query != NULL ? ath_sa_expression_get (query) : NULL;
}

/**
 * ath_sa_membership_new:
 * @evaluator: an evaluator
 * @id: IN or NOT IN
 * @left: what is looked for
 * @other: where: a list of values, a query, a text or a parameter
 *
 * Returns: (transfer none) (nullable): the comparison as an expression
 */
AthPythonValue *
ath_sa_membership_new (AthPythonEvaluator    *evaluator,
                       AthSaOperatorId        id,
                       const AthSaExpression *left,
                       AthPythonValue        *other)
{
  Membership *membership = ath_arena_new0 (ath_python_get_arena (evaluator), Membership);
  AthPythonValue *list;

  membership->expression.append = append_membership;
  membership->expression.collect = collect_membership;
  membership->expression.operator = ath_sa_operator_get (id);
  membership->expression.is_operation = TRUE;
  membership->expression.type = &ath_sa_boolean_type;
  membership->left = left;
  membership->whole = get_whole (evaluator, other);
  if (membership->whole != NULL || ath_python_has_failed (evaluator))
    return ath_python_has_failed (evaluator) ? NULL
                                             : ath_sa_expression_new (evaluator, membership);

  if (ath_python_is_str (other) || other->type == ATH_PYTHON_TYPE_BYTES
      || other->type == ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "in_",
                              ath_python_get_type_name (other));
  list = ath_python_list_of (evaluator, other);
  if (list == NULL)
    return NULL;
  membership->items = make_items (evaluator, left, list);

  return membership->items != NULL ? ath_sa_expression_new (evaluator, membership) : NULL;
}

/**
 * ath_sa_membership_negate:
 * @evaluator: an evaluator
 * @self: an expression
 *
 * Returns: (transfer none) (nullable): NOT IN of IN, and the other way round;
 *   `NULL` when @self is neither
 */
AthPythonValue *
ath_sa_membership_negate (AthPythonEvaluator    *evaluator,
                          const AthSaExpression *self)
{
  Membership *membership;

  if (self->append != append_membership)
    return NULL;
  membership = ath_arena_new0 (ath_python_get_arena (evaluator), Membership);
  *membership = *(const Membership *) self;
  membership->expression.operator = ath_sa_operator_get (self->operator->opposite);

  return ath_sa_expression_new (evaluator, membership);
}
