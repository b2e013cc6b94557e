/* ath-python-builtins-collect.c: built-in functions that walk over all items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_iterable[] = { { "iterable", ATH_PYTHON_PARAM_POSITIONAL } };

/* A list with the key that each item is sorted by. */
typedef struct
{
  AthPythonValue *key;
  AthPythonValue *item;
} Keyed;

static gboolean
get_key (AthPythonEvaluator *evaluator,
         AthPythonValue     *function,
         AthPythonValue     *item,
         AthPythonValue    **key)
{
  *key = function == NULL || ath_python_is_none (function)
         ? item : ath_python_call_simple (evaluator, function, &item, 1);

  return *key != NULL;
}

static gboolean
is_less (AthPythonEvaluator *evaluator,
         AthPythonValue     *a,
         AthPythonValue     *b,
         gboolean           *result)
{
  AthPythonValue *value = ath_python_compare (evaluator, ATH_PYTHON_LT, a, b);

  return value != NULL && ath_python_is_true (evaluator, value, result);
}

/* Stable, and it stops at the first comparison that fails. */
static gboolean
merge_sort (AthPythonEvaluator *evaluator,
            Keyed              *items,
            Keyed              *spare,
            guint               n_items,
            gboolean            is_reversed)
{
  guint middle = n_items / 2;
  guint left = 0;
  guint right = middle;

  if (n_items < 2)
    return TRUE;
  if (!merge_sort (evaluator, items, spare, middle, is_reversed)
      || !merge_sort (evaluator, items + middle, spare, n_items - middle, is_reversed))
    return FALSE;

  for (guint i = 0; i < n_items; i++)
    {
      gboolean take_right = left == middle;

      if (left < middle && right < n_items
          && !is_less (evaluator, is_reversed ? items[left].key : items[right].key,
                       is_reversed ? items[right].key : items[left].key, &take_right))
        return FALSE;
      spare[i] = take_right ? items[right++] : items[left++];
    }
  for (guint i = 0; i < n_items; i++)
    items[i] = spare[i];

  return TRUE;
}

/**
 * ath_python_sort:
 * @evaluator: an evaluator
 * @list: a list, which is sorted in place
 * @key: (nullable): a function that gives what an item is sorted by
 * @is_reversed: whether the greatest comes first
 *
 * Returns: `FALSE` after raising or refusing; @list is as it was then
 */
gboolean
ath_python_sort (AthPythonEvaluator *evaluator,
                 AthPythonValue     *list,
                 AthPythonValue     *key,
                 gboolean            is_reversed)
{
  guint n_items = list->sequence.length;
  g_autofree Keyed *items = g_new (Keyed, n_items + 1);
  g_autofree Keyed *spare = g_new (Keyed, n_items + 1);

  for (guint i = 0; i < n_items; i++)
    {
      items[i].item = list->sequence.items[i];
      if (!get_key (evaluator, key, items[i].item, &items[i].key))
        return FALSE;
    }
  if (!merge_sort (evaluator, items, spare, n_items, is_reversed))
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    list->sequence.items[i] = items[i].item;

  return TRUE;
}

static AthPythonValue *
builtin_sorted (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "key", ATH_PYTHON_PARAM_KEYWORD },
    { "reverse", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  gboolean is_reversed = FALSE;

  if (!ATH_PYTHON_BIND ("sorted", parameters, values))
    return NULL;
  list = ath_python_list_unordered (evaluator, values[0]);
  if (list == NULL || !ath_python_take_bool (evaluator, values[2], &is_reversed)
      || !ath_python_sort (evaluator, list, values[1], is_reversed))
    return NULL;

  return list;
}

/* any() stops at the first that is true, all() at the first that is not. */
static AthPythonValue *
find_truth (AthPythonEvaluator       *evaluator,
            const char               *name,
            const AthPythonArguments *arguments,
            gboolean                  wanted)
{
  AthPythonValue *iterator;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND (name, one_iterable, &value))
    return NULL;
  iterator = ath_python_iterate_unordered (evaluator, value);
  if (iterator == NULL)
    return NULL;

  while ((value = ath_python_next (evaluator, iterator)) != NULL)
    {
      gboolean truth;

      if (!ath_python_is_true (evaluator, value, &truth))
        return NULL;
      if (truth == wanted)
        return ath_python_bool (wanted);
    }

  return ath_python_has_failed (evaluator) ? NULL : ath_python_bool (!wanted);
}

static AthPythonValue *
builtin_any (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_truth (evaluator, "any", arguments, TRUE);
}

static AthPythonValue *
builtin_all (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_truth (evaluator, "all", arguments, FALSE);
}

/* Since 3.12 Python adds floats with less error than before. */
static gboolean
check_sum (AthPythonEvaluator *evaluator,
           AthPythonValue     *list)
{
  guint n_floats = 0;

  for (guint i = 0; i < list->sequence.length; i++)
    n_floats += list->sequence.items[i]->type == ATH_PYTHON_TYPE_FLOAT;

  return n_floats < 2
         || ath_python_refuse (evaluator, _("The sum of floats is not understood: it depends on "
                                            "the version of Python")) != NULL;
}

static AthPythonValue *
builtin_sum (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "start", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  AthPythonValue *result;

  if (!ATH_PYTHON_BIND ("sum", parameters, values))
    return NULL;
  list = ath_python_list_unordered (evaluator, values[0]);
  if (list == NULL || !check_sum (evaluator, list))
    return NULL;

  result = values[1] != NULL ? values[1]
                             : ath_python_int_new (ath_python_get_arena (evaluator), 0);
  if (result->type == ATH_PYTHON_TYPE_STR || result->type == ATH_PYTHON_TYPE_BYTES)
    return ath_python_raise (evaluator, &ath_python_type_error_class, "sum() can't sum %s",
                             result->type == ATH_PYTHON_TYPE_STR
                             ? "strings [use ''.join(seq) instead]"
                             : "bytes [use b''.join(seq) instead]");
  for (guint i = 0; result != NULL && i < list->sequence.length; i++)
    result = ath_python_binary (evaluator, ATH_PYTHON_ADD, result, list->sequence.items[i]);

  return result;
}

/* The items of one iterable, or the arguments themselves. */
static AthPythonValue *
get_candidates (AthPythonEvaluator *evaluator,
                const char         *name,
                AthPythonValue     *rest,
                AthPythonValue     *default_value)
{
  if (rest->sequence.length == 1)
    return ath_python_list_unordered (evaluator, rest->sequence.items[0]);

  if (rest->sequence.length == 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "%s expected at least 1 argument, got 0", name);
  if (default_value != NULL)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "Cannot specify a default for %s() with multiple positional "
                             "arguments", name);

  return rest;
}

static AthPythonValue *
find_extreme (AthPythonEvaluator       *evaluator,
              const char               *name,
              const AthPythonArguments *arguments,
              AthPythonOperator         op)
{
  static const AthPythonParameter parameters[] = {
    { "values", ATH_PYTHON_PARAM_REST },
    { "key", ATH_PYTHON_PARAM_KEYWORD },
    { "default", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  AthPythonValue *best;
  AthPythonValue *best_key = NULL;

  if (!ATH_PYTHON_BIND (name, parameters, values))
    return NULL;
  list = get_candidates (evaluator, name, values[0], values[2]);
  if (list == NULL)
    return NULL;

  best = values[2];
  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *item = list->sequence.items[i];
      AthPythonValue *better = NULL;
      AthPythonValue *key;
      gboolean is_better = TRUE;

      if (!get_key (evaluator, values[1], item, &key))
        return NULL;
      if (best_key != NULL)
        {
          better = ath_python_compare (evaluator, op, key, best_key);
          if (better == NULL || !ath_python_is_true (evaluator, better, &is_better))
            return NULL;
        }
      if (!is_better)
        continue;
      best = item;
      best_key = key;
    }
  if (best == NULL)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "%s() arg is an empty sequence", name);

  return best;
}

static AthPythonValue *
builtin_min (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_extreme (evaluator, "min", arguments, ATH_PYTHON_LT);
}

static AthPythonValue *
builtin_max (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_extreme (evaluator, "max", arguments, ATH_PYTHON_GT);
}

const AthPythonNativeFunction ath_python_all_function = { "all", builtin_all };
const AthPythonNativeFunction ath_python_any_function = { "any", builtin_any };
const AthPythonNativeFunction ath_python_max_function = { "max", builtin_max };
const AthPythonNativeFunction ath_python_min_function = { "min", builtin_min };
const AthPythonNativeFunction ath_python_sorted_function = { "sorted", builtin_sorted };
const AthPythonNativeFunction ath_python_sum_function = { "sum", builtin_sum };
