/* ath-python-itertools-apply.c: functions of itertools that call a function for each item
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-itertools.h"

/* What each of them remembers. */
typedef struct
{
  AthPythonValue *iterator;
  AthPythonValue *function; /* (nullable) */
  AthPythonValue *last;     /* (nullable): the total, or the item before */
  gboolean        is_over;  /* no more is asked of the function */
  gboolean        is_begun;
} Walk;

static AthPythonValue *
new_walk (AthPythonEvaluator    *evaluator,
          AthPythonIteratorNext  next,
          AthPythonValue        *function,
          AthPythonValue        *iterable,
          AthPythonValue        *last)
{
  Walk *walk = ath_arena_new0 (evaluator->arena, Walk);

  walk->iterator = ath_python_iterate (evaluator, iterable);
  walk->function = function;
  walk->last = last;

  return walk->iterator != NULL ? ath_python_iterator_new (evaluator->arena, next, walk) : NULL;
}

static AthPythonValue *
next_accumulated (AthPythonEvaluator *evaluator,
                  AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *pair[2] = { walk->last, NULL };

  if (!walk->is_begun && walk->last != NULL)
    {
      walk->is_begun = TRUE;
      return walk->last;
    }

  pair[1] = ath_python_next (evaluator, walk->iterator);
  if (pair[1] == NULL)
    return NULL;
  if (walk->last == NULL)
    walk->last = pair[1];
  else if (walk->function != NULL)
    walk->last = ath_python_call_simple (evaluator, walk->function, pair, 2);
  else
    walk->last = ath_python_binary (evaluator, ATH_PYTHON_ADD, pair[0], pair[1]);
  walk->is_begun = TRUE;

  return walk->last;
}

static AthPythonValue *
itertools_accumulate (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "func", ATH_PYTHON_PARAM_OPTIONAL },
    { "initial", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("accumulate", parameters, values))
    return NULL;
  for (guint i = 1; i < G_N_ELEMENTS (values); i++)
    if (values[i] != NULL && ath_python_is_none (values[i]))
      values[i] = NULL;

  return new_walk (evaluator, next_accumulated, values[1], values[0], values[2]);
}

static AthPythonValue *
next_pair (AthPythonEvaluator *evaluator,
           AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *pair[2];

  if (walk->last == NULL)
    walk->last = ath_python_next (evaluator, walk->iterator);
  if (walk->last == NULL)
    return NULL;
  pair[0] = walk->last;
  pair[1] = ath_python_next (evaluator, walk->iterator);
  walk->last = pair[1];

  return pair[1] != NULL ? ath_python_tuple_new (evaluator->arena, pair, 2) : NULL;
}

static AthPythonValue *
itertools_pairwise (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *iterable;

  return ATH_PYTHON_BIND ("pairwise", parameters, &iterable)
         ? new_walk (evaluator, next_pair, NULL, iterable, NULL) : NULL;
}

static const AthPythonParameter function_and_iterable[] = {
  { "function", ATH_PYTHON_PARAM_POSITIONAL },
  { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
};

static AthPythonValue *
next_starred (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *item = ath_python_next (evaluator, walk->iterator);
  AthPythonValue *list = item != NULL ? ath_python_list_of (evaluator, item) : NULL;

  return list != NULL ? ath_python_call_simple (evaluator, walk->function, list->sequence.items,
                                                list->sequence.length) : NULL;
}

static AthPythonValue *
itertools_starmap (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (function_and_iterable)];

  return ATH_PYTHON_BIND ("starmap", function_and_iterable, values)
         ? new_walk (evaluator, next_starred, values[0], values[1], NULL) : NULL;
}

/* The next item, and whether the function holds for it. */
static AthPythonValue *
next_tested (AthPythonEvaluator *evaluator,
             Walk               *walk,
             gboolean           *holds)
{
  AthPythonValue *item = ath_python_next (evaluator, walk->iterator);
  AthPythonValue *result;

  if (item == NULL)
    return NULL;
  result = ath_python_call_simple (evaluator, walk->function, &item, 1);

  return result != NULL && ath_python_is_true (evaluator, result, holds) ? item : NULL;
}

static AthPythonValue *
next_taken (AthPythonEvaluator *evaluator,
            AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *item;
  gboolean holds;

  if (walk->is_over)
    return NULL;
  item = next_tested (evaluator, walk, &holds);
  walk->is_over = item == NULL || !holds;

  return walk->is_over ? NULL : item;
}

static AthPythonValue *
itertools_takewhile (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (function_and_iterable)];

  return ATH_PYTHON_BIND ("takewhile", function_and_iterable, values)
         ? new_walk (evaluator, next_taken, values[0], values[1], NULL) : NULL;
}

static AthPythonValue *
next_after_drop (AthPythonEvaluator *evaluator,
                 AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *item;
  gboolean holds;

  if (walk->is_over)
    return ath_python_next (evaluator, walk->iterator);
  do
    item = next_tested (evaluator, walk, &holds);
  while (item != NULL && holds);
  walk->is_over = item != NULL;

  return item;
}

static AthPythonValue *
itertools_dropwhile (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (function_and_iterable)];

  return ATH_PYTHON_BIND ("dropwhile", function_and_iterable, values)
         ? new_walk (evaluator, next_after_drop, values[0], values[1], NULL) : NULL;
}

const AthPythonNativeFunction ath_python_accumulate_function = {
  "accumulate", itertools_accumulate
};
const AthPythonNativeFunction ath_python_dropwhile_function = { "dropwhile", itertools_dropwhile };
const AthPythonNativeFunction ath_python_pairwise_function = { "pairwise", itertools_pairwise };
const AthPythonNativeFunction ath_python_starmap_function = { "starmap", itertools_starmap };
const AthPythonNativeFunction ath_python_takewhile_function = { "takewhile", itertools_takewhile };
