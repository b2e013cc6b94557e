/* ath-sa-construct.c: functions of `sqlalchemy` that put expressions together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter rest[] = { { "items", ATH_PYTHON_PARAM_REST } };

/* A function that does with its first argument what the method does. */
static AthPythonValue *
call_method (AthPythonEvaluator       *evaluator,
             const AthPythonArguments *arguments,
             const char               *function,
             const char               *method)
{
  AthPythonArguments others = *arguments;
  const AthSaExpression *expression;
  AthPythonValue *first;
  AthPythonValue *bound;

  if (arguments->n_positional == 0)
    return ath_python_refuse (evaluator, _("“%s ()” without arguments is not understood"),
                              function);
  first = arguments->positional[0];
  if (ath_sa_expression_get (first) == NULL)
    {
      expression = ath_sa_expression_of (evaluator, first, NULL);
      if (expression == NULL)
        return NULL;
      first = ath_sa_expression_new (evaluator, expression);
    }
  others.positional++;
  others.n_positional--;
  bound = ath_python_get_attribute (evaluator, first, method);

  return bound != NULL ? ath_python_call (evaluator, bound, &others) : NULL;
}

#define METHOD(symbol_, function_, method_) \
  static AthPythonValue * \
  make_##symbol_ (AthPythonEvaluator       *evaluator, \
                  AthPythonValue           *self, \
                  const AthPythonArguments *arguments) \
  { \
    return call_method (evaluator, arguments, function_, method_); \
  }

METHOD (any, "any_", "any_")
METHOD (all, "all_", "all_")
METHOD (between, "between", "between")
METHOD (collate, "collate", "collate")
METHOD (distinct, "distinct", "distinct")
METHOD (nulls_first, "nulls_first", "nulls_first")
METHOD (nulls_last, "nulls_last", "nulls_last")
METHOD (bitwise_not, "bitwise_not", "bitwise_not")
METHOD (over, "over", "over")
METHOD (filter, "funcfilter", "filter")
METHOD (within_group, "within_group", "within_group")

#undef METHOD

static GPtrArray *
take_items (AthPythonEvaluator *evaluator,
            AthPythonValue     *values)
{
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));

  for (guint i = 0; i < values->sequence.length; i++)
    {
      const AthSaExpression *item = ath_sa_expression_of (evaluator, values->sequence.items[i],
                                                          NULL);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, (gpointer) item);
    }

  return items;
}

static AthPythonValue *
make_tuple (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *values;
  GPtrArray *items;

  if (!BIND ("tuple_", rest, &values))
    return NULL;
  items = take_items (evaluator, values);

  return items != NULL ? ath_sa_list_new (evaluator, "(", ", ", ")", items) : NULL;
}

/* `ARRAY[…]`; an empty one says of what type it is. */
static AthPythonValue *
make_array (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "clauses", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *array;
  AthPythonValue *list;
  const AthSqlType *type = NULL;
  g_autoptr(GString) suffix = g_string_new ("]");
  g_autoptr(GError) error = NULL;
  GPtrArray *items;

  if (!BIND ("array", parameters, values))
    return NULL;
  list = ath_python_list_of (evaluator, values[0]);
  items = list != NULL ? take_items (evaluator, list) : NULL;
  if (items == NULL)
    return NULL;
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    {
      type = ath_sa_type_of (evaluator, values[1]);
      if (type == NULL)
        return NULL;
    }
  for (guint i = 0; i < items->len && type == NULL; i++)
    type = ((AthSaExpression *) g_ptr_array_index (items, i))->type;
  if (ath_sa_type_is_kind (type, ATH_SQL_TYPE_ARRAY))
    return ath_python_refuse (evaluator, _("An array of arrays is not understood: use "
                                           "“dimensions”"));
  type = ath_sa_array_type_new (evaluator, type);
  if (items->len == 0 && type->item != NULL)
    {
      g_string_append (suffix, "::");
      if (!ath_sql_type_append (type, suffix, &error))
        return ath_python_refuse (evaluator, "%s", error->message);
    }

  array = ath_sa_list_new (evaluator, "ARRAY[", ", ",
                           ath_arena_strdup (ath_python_get_arena (evaluator), suffix->str),
                           items);
  ath_sa_expression_get (array)->type = type;

  return array;
}

static AthPythonValue *
make_array_agg (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ath_sa_call_new (evaluator, "array_agg", arguments);
}

/* `x ORDER BY y, z`, inside a call. */
static AthPythonValue *
make_aggregate_order_by (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  GPtrArray *both = ath_sql_items_new (ath_python_get_arena (evaluator));
  GPtrArray *order = ath_sql_items_new (ath_python_get_arena (evaluator));
  AthPythonValue *values;
  AthPythonValue *ordered;
  GPtrArray *items;

  if (!BIND ("aggregate_order_by", rest, &values))
    return NULL;
  items = take_items (evaluator, values);
  if (items == NULL)
    return NULL;
  if (items->len < 2)
    return ath_python_refuse (evaluator, _("“%s ()” without arguments is not understood"),
                              "aggregate_order_by");
  for (guint i = 1; i < items->len; i++)
    g_ptr_array_add (order, g_ptr_array_index (items, i));
  g_ptr_array_add (both, g_ptr_array_index (items, 0));
  g_ptr_array_add (both, ath_sa_expression_get (ath_sa_list_new (evaluator, "", ", ", "",
                                                                 order)));
  ordered = ath_sa_list_new (evaluator, "", " ORDER BY ", "", both);
  ath_sa_expression_get (ordered)->type = ((AthSaExpression *) g_ptr_array_index (items, 0))->type;

  return ordered;
}

/**
 * ath_sa_extract_new:
 * @evaluator: an evaluator
 * @arguments: a field and an expression
 *
 * Returns: (transfer none) (nullable): `EXTRACT(field FROM expression)`, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_sa_extract_new (AthPythonEvaluator       *evaluator,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "field", ATH_PYTHON_PARAM_REQUIRED },
    { "expr", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  GPtrArray *items = ath_sql_items_new (arena);
  const AthSaExpression *operand;
  AthPythonValue *extracted;
  const char *field;

  if (!BIND ("extract", parameters, values)
      || !ath_sa_get_text (evaluator, values[0], "field", &field))
    return NULL;
  if (field == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "extract", "None");
  operand = ath_sa_expression_of (evaluator, values[1], NULL);
  if (operand == NULL)
    return NULL;
  g_ptr_array_add (items, (gpointer) operand);
  extracted = ath_sa_list_new (evaluator, ath_arena_printf (arena, "EXTRACT(%s FROM ", field), "",
                               ")", items);
  ath_sa_expression_get (extracted)->type = &ath_sa_integer_type;

  return extracted;
}

static AthPythonValue *
make_extract (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return ath_sa_extract_new (evaluator, arguments);
}

const AthPythonNativeFunction ath_sa_construct_functions[] = {
  { "any_", make_any },
  { "all_", make_all },
  { "between", make_between },
  { "collate", make_collate },
  { "distinct", make_distinct },
  { "nulls_first", make_nulls_first },
  { "nullsfirst", make_nulls_first },
  { "nulls_last", make_nulls_last },
  { "nullslast", make_nulls_last },
  { "bitwise_not", make_bitwise_not },
  { "over", make_over },
  { "funcfilter", make_filter },
  { "within_group", make_within_group },
  { "tuple_", make_tuple },
  { "extract", make_extract },
  { NULL },
};

const AthPythonNativeFunction ath_sa_array_function = { "array", make_array };
const AthPythonNativeFunction ath_sa_array_agg_function = { "array_agg", make_array_agg };
const AthPythonNativeFunction ath_sa_aggregate_order_by_function = {
  "aggregate_order_by", make_aggregate_order_by,
};
