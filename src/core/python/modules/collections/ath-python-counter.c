/* ath-python-counter.c: collections.Counter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
new_counter (AthPythonEvaluator *evaluator)
{
  AthPythonValue *counter = ath_python_dict_value_new (evaluator->arena);

  ath_python_dict_set_class (counter->dict, &ath_python_counter_class);

  return counter;
}

static gboolean
is_counter (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_DICT
         && ath_python_dict_get_class (value->dict) == &ath_python_counter_class;
}

/* 0 for a key that is not there. */
static AthPythonValue *
get_count (AthPythonEvaluator *evaluator,
           AthPythonValue     *counter,
           AthPythonValue     *key)
{
  AthPythonValue *count;

  if (!ath_python_dict_get (counter->dict, evaluator, key, &count))
    return NULL;

  return count != NULL ? count : ath_python_int_new (evaluator->arena, 0);
}

/* Adds @count to what @key has, or takes it away. */
static gboolean
change (AthPythonEvaluator *evaluator,
        AthPythonValue     *counter,
        AthPythonOperator   op,
        AthPythonValue     *key,
        AthPythonValue     *count)
{
  AthPythonValue *old = get_count (evaluator, counter, key);
  AthPythonValue *sum = old != NULL ? ath_python_binary (evaluator, op, old, count) : NULL;

  return sum != NULL && ath_python_dict_set (counter->dict, evaluator, key, sum);
}

/* From another dict, which holds counts, or from things that are counted. */
static gboolean
change_by (AthPythonEvaluator *evaluator,
           AthPythonValue     *counter,
           AthPythonOperator   op,
           AthPythonValue     *source)
{
  AthPythonValue *one = ath_python_int_new (evaluator->arena, 1);
  AthPythonValue *iterator;
  AthPythonValue *key;
  AthPythonValue *count;
  guint position = 0;

  if (ath_python_is_none (source))
    return TRUE;
  if (source->type == ATH_PYTHON_TYPE_DICT)
    {
      while (ath_python_dict_next (source->dict, &position, &key, &count))
        if (!change (evaluator, counter, op, key, count))
          return FALSE;
      return TRUE;
    }

  iterator = ath_python_iterate (evaluator, source);
  while (iterator != NULL && (key = ath_python_next (evaluator, iterator)) != NULL)
    if (!change (evaluator, counter, op, key, one))
      return FALSE;

  return iterator != NULL && !ath_python_has_failed (evaluator);
}

static gboolean
change_all (AthPythonEvaluator       *evaluator,
            AthPythonValue           *counter,
            AthPythonOperator         op,
            const AthPythonArguments *arguments)
{
  if (arguments->n_positional > 1)
    return ath_python_refuse_type (evaluator, "Counter", arguments->positional[1]) != NULL;
  if (arguments->n_positional == 1
      && !change_by (evaluator, counter, op, arguments->positional[0]))
    return FALSE;

  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!change (evaluator, counter, op,
                 ath_python_str_new (evaluator->arena, arguments->keywords[i]),
                 arguments->keyword_values[i]))
      return FALSE;

  return TRUE;
}

static AthPythonValue *
construct_counter (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *counter = new_counter (evaluator);

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "Counter", self);

  return change_all (evaluator, counter, ATH_PYTHON_ADD, arguments) ? counter : NULL;
}

static AthPythonValue *
counter_update (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return change_all (evaluator, self, ATH_PYTHON_ADD, arguments) ? ath_python_none () : NULL;
}

static AthPythonValue *
counter_subtract (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return change_all (evaluator, self, ATH_PYTHON_SUB, arguments) ? ath_python_none () : NULL;
}

static AthPythonValue *
get_second (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return arguments->positional[0]->sequence.items[1];
}

static const AthPythonNativeFunction get_second_function = { "count", get_second };

/* Pairs of keys and counts, the greatest count first. */
static AthPythonValue *
list_most_common (AthPythonEvaluator *evaluator,
                  AthPythonValue     *counter)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *key = ath_python_native_function_new (evaluator->arena, &get_second_function);
  AthPythonValue *pair[2];
  guint position = 0;

  while (ath_python_dict_next (counter->dict, &position, &pair[0], &pair[1]))
    ath_python_list_append (evaluator->arena, list,
                            ath_python_tuple_new (evaluator->arena, pair, 2));

  return ath_python_sort (evaluator, list, key, TRUE) ? list : NULL;
}

static AthPythonValue *
counter_most_common (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "n", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *list;
  AthPythonValue *value;
  gint64 n = G_MAXINT64;

  if (!ATH_PYTHON_BIND ("most_common", parameters, &value)
      || (value != NULL && !ath_python_is_none (value)
          && !ath_python_take_int (evaluator, value, &n)))
    return NULL;
  list = list_most_common (evaluator, self);
  if (list != NULL && n < list->sequence.length)
    list->sequence.length = (guint) MAX (n, 0);

  return list;
}

static AthPythonValue *
counter_elements (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *key;
  AthPythonValue *count;
  guint position = 0;

  if (!ath_python_take_none (evaluator, "elements", arguments))
    return NULL;
  while (ath_python_dict_next (self->dict, &position, &key, &count))
    {
      gint64 n;

      if (!ath_python_take_int (evaluator, count, &n))
        return NULL;
      for (gint64 i = 0; i < n; i++)
        {
          if (!ath_python_step (evaluator))
            return NULL;
          ath_python_list_append (evaluator->arena, list, key);
        }
    }

  return ath_python_iterate (evaluator, list);
}

static AthPythonValue *
counter_total (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *sum = ath_python_int_new (evaluator->arena, 0);
  AthPythonValue *key;
  AthPythonValue *count;
  guint position = 0;

  if (!ath_python_take_none (evaluator, "total", arguments))
    return NULL;
  while (sum != NULL && ath_python_dict_next (self->dict, &position, &key, &count))
    sum = ath_python_binary (evaluator, ATH_PYTHON_ADD, sum, count);

  return sum;
}

/* The count of a key in `a op b`. */
static AthPythonValue *
combine_counts (AthPythonEvaluator *evaluator,
                AthPythonOperator   op,
                AthPythonValue     *a,
                AthPythonValue     *b)
{
  AthPythonValue *is_less;

  if (op == ATH_PYTHON_ADD || op == ATH_PYTHON_SUB)
    return ath_python_binary (evaluator, op, a, b);

  is_less = ath_python_compare (evaluator, ATH_PYTHON_LT, a, b);
  if (is_less == NULL)
    return NULL;

  return (is_less == ath_python_bool (TRUE)) == (op == ATH_PYTHON_BIT_AND) ? a : b;
}

/* Puts the counts of the keys of @keys into @result; only those above zero. */
static gboolean
add_combined (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *result,
              AthPythonValue     *keys,
              AthPythonValue     *a,
              AthPythonValue     *b)
{
  AthPythonValue *zero = ath_python_int_new (evaluator->arena, 0);
  AthPythonValue *key;
  AthPythonValue *ignored;
  guint position = 0;

  while (ath_python_dict_next (keys->dict, &position, &key, &ignored))
    {
      AthPythonValue *x = get_count (evaluator, a, key);
      AthPythonValue *y = x != NULL ? get_count (evaluator, b, key) : NULL;
      AthPythonValue *count = y != NULL ? combine_counts (evaluator, op, x, y) : NULL;
      AthPythonValue *is_positive = count != NULL ? ath_python_compare (evaluator, ATH_PYTHON_GT,
                                                                        count, zero) : NULL;

      if (is_positive == NULL)
        return FALSE;
      if (is_positive == ath_python_bool (TRUE)
          && !ath_python_dict_set (result->dict, evaluator, key, count))
        return FALSE;
    }

  return TRUE;
}

static AthPythonValue *
combine_counter (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 AthPythonValue     *self,
                 AthPythonValue     *other,
                 gboolean            is_reflected)
{
  AthPythonValue *result = new_counter (evaluator);

  if (op != ATH_PYTHON_ADD && op != ATH_PYTHON_SUB && op != ATH_PYTHON_BIT_OR
      && op != ATH_PYTHON_BIT_AND)
    return ath_python_not_implemented ();
  if (!is_counter (other))
    return ath_python_refuse_type (evaluator, "Counter", other);

  /* Both are counters, so the left one is asked and never the right. */
  if (!add_combined (evaluator, op, result, self, self, other)
      || (op != ATH_PYTHON_BIT_AND && !add_combined (evaluator, op, result, other, self, other)))
    return NULL;

  return result;
}

/* `+counter`: what is above zero; `-counter`: what is below, turned around. */
static AthPythonValue *
strip_counter (AthPythonEvaluator *evaluator,
               AthPythonOperator   op,
               AthPythonValue     *self)
{
  AthPythonValue *empty = new_counter (evaluator);

  if (op == ATH_PYTHON_UADD)
    return combine_counter (evaluator, ATH_PYTHON_ADD, self, empty, FALSE);
  if (op == ATH_PYTHON_USUB)
    return combine_counter (evaluator, ATH_PYTHON_SUB, empty, self, FALSE);

  return ath_python_refuse_type (evaluator, "~", self);
}

/* What is not there counts as zero. */
static AthPythonValue *
compare_counter (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 AthPythonValue     *self,
                 AthPythonValue     *other)
{
  AthPythonValue *both[] = { self, other };
  AthPythonValue *key;
  AthPythonValue *ignored;
  gboolean is_equal = TRUE;

  if (!is_counter (other))
    return ath_python_not_implemented ();
  if (op != ATH_PYTHON_EQ && op != ATH_PYTHON_NOT_EQ)
    return ath_python_refuse_type (evaluator, "<", self);

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint position = 0;
         is_equal && ath_python_dict_next (both[i]->dict, &position, &key, &ignored);)
      {
        AthPythonValue *a = get_count (evaluator, self, key);
        AthPythonValue *b = a != NULL ? get_count (evaluator, other, key) : NULL;

        if (b == NULL || !ath_python_equal (evaluator, a, b, &is_equal))
          return NULL;
      }

  return ath_python_bool (is_equal == (op == ATH_PYTHON_EQ));
}

/* In the order of most_common(). */
static AthPythonValue *
counter_repr (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  AthPythonValue *sorted = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *list = list_most_common (evaluator, self);
  AthPythonValue *repr;

  if (list == NULL)
    return NULL;
  if (list->sequence.length == 0)
    return ath_python_str_new (evaluator->arena, "Counter()");
  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue **pair = list->sequence.items[i]->sequence.items;

      if (!ath_python_dict_set (sorted->dict, evaluator, pair[0], pair[1]))
        return NULL;
    }
  repr = ath_python_repr (evaluator, sorted);

  return repr != NULL
         ? ath_python_str_new (evaluator->arena, ath_arena_printf (evaluator->arena, "Counter(%s)",
                                                                   repr->text.bytes))
         : NULL;
}

static const AthPythonNativeFunction counter_methods[] = {
  { "elements", counter_elements },
  { "most_common", counter_most_common },
  { "subtract", counter_subtract },
  { "total", counter_total },
  { "update", counter_update },
  { NULL },
};

const AthPythonNativeClass ath_python_counter_class = {
  .name = "Counter",
  .module = "collections",
  .base = &ath_python_dict_class,
  .construct = construct_counter,
  .methods = counter_methods,
  .get_item = get_count,
  .compare = compare_counter,
  .binary = combine_counter,
  .unary = strip_counter,
  .repr = counter_repr,
};
