/* ath-python-builtins-iterate.c: built-in functions that make iterators
 *
 * All of them do their work item by item: what a script does between two items
 * comes between them here as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonValue *iterator;
  gint64          index;
} Enumeration;

/* Several iterators side by side, and a function for map() and filter(). */
typedef struct
{
  AthPythonValue **iterators;
  guint            n_iterators;
  AthPythonValue  *function;   /* (nullable) */
  gboolean         is_strict;
} Parallel;

static AthPythonValue *
next_enumerated (AthPythonEvaluator *evaluator,
                 AthPythonIterator  *self)
{
  Enumeration *enumeration = ath_python_iterator_get_data (self);
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *pair[2];

  pair[1] = ath_python_next (evaluator, enumeration->iterator);
  if (pair[1] == NULL)
    return NULL;
  pair[0] = ath_python_int_new (arena, enumeration->index++);

  return ath_python_tuple_new (arena, pair, 2);
}

static AthPythonValue *
builtin_enumerate (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "start", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthArena *arena = ath_python_get_arena (evaluator);
  Enumeration *enumeration = ath_arena_new0 (arena, Enumeration);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("enumerate", parameters, values)
      || !ath_python_take_int (evaluator, values[1], &enumeration->index))
    return NULL;
  enumeration->iterator = ath_python_iterate (evaluator, values[0]);
  if (enumeration->iterator == NULL)
    return NULL;

  return ath_python_iterator_new (arena, next_enumerated, enumeration);
}

static Parallel *
parallel_new (AthPythonEvaluator    *evaluator,
              AthPythonValue *const *iterables,
              guint                  n_iterables)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Parallel *parallel = ath_arena_new0 (arena, Parallel);

  parallel->n_iterators = n_iterables;
  parallel->iterators = ath_arena_alloc (arena, sizeof (AthPythonValue *) * (n_iterables + 1));
  for (guint i = 0; i < n_iterables; i++)
    {
      parallel->iterators[i] = ath_python_iterate (evaluator, iterables[i]);
      if (parallel->iterators[i] == NULL)
        return NULL;
    }

  return parallel;
}

/* zip (strict=True): after the first one ended all others have to. */
static AthPythonValue *
end_strictly (AthPythonEvaluator *evaluator,
              Parallel           *parallel,
              guint               n_ended)
{
  if (n_ended > 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "zip() argument %u is shorter than argument%s%u", n_ended + 1,
                             n_ended == 1 ? " " : "s 1-", n_ended);

  for (guint i = 1; i < parallel->n_iterators; i++)
    {
      if (ath_python_next (evaluator, parallel->iterators[i]) != NULL)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "zip() argument %u is longer than argument%s%u", i + 1,
                                 i == 1 ? " " : "s 1-", i);
      if (ath_python_has_failed (evaluator))
        return NULL;
    }

  return NULL;
}

/* One item of each as a tuple; NULL when one ends. */
static AthPythonValue *
next_tuple (AthPythonEvaluator *evaluator,
            Parallel           *parallel)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *tuple = ath_python_list_new (arena, NULL, 0);

  if (parallel->n_iterators == 0)
    return NULL;

  for (guint i = 0; i < parallel->n_iterators; i++)
    {
      AthPythonValue *item = ath_python_next (evaluator, parallel->iterators[i]);

      if (item == NULL)
        return parallel->is_strict && !ath_python_has_failed (evaluator)
               ? end_strictly (evaluator, parallel, i) : NULL;
      ath_python_list_append (arena, tuple, item);
    }
  tuple->type = ATH_PYTHON_TYPE_TUPLE;

  return tuple;
}

static AthPythonValue *
next_zipped (AthPythonEvaluator *evaluator,
             AthPythonIterator  *self)
{
  return next_tuple (evaluator, ath_python_iterator_get_data (self));
}

static AthPythonValue *
builtin_zip (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterables", ATH_PYTHON_PARAM_REST },
    { "strict", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean is_strict = FALSE;
  Parallel *parallel;

  if (!ATH_PYTHON_BIND ("zip", parameters, values)
      || !ath_python_take_bool (evaluator, values[1], &is_strict))
    return NULL;
  parallel = parallel_new (evaluator, values[0]->sequence.items, values[0]->sequence.length);
  if (parallel == NULL)
    return NULL;
  parallel->is_strict = is_strict;

  return ath_python_iterator_new (ath_python_get_arena (evaluator), next_zipped, parallel);
}

static AthPythonValue *
next_mapped (AthPythonEvaluator *evaluator,
             AthPythonIterator  *self)
{
  Parallel *parallel = ath_python_iterator_get_data (self);
  AthPythonValue *tuple = next_tuple (evaluator, parallel);

  if (tuple == NULL)
    return NULL;

  return ath_python_call_simple (evaluator, parallel->function, tuple->sequence.items,
                                 tuple->sequence.length);
}

static AthPythonValue *
builtin_map (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "function", ATH_PYTHON_PARAM_POSITIONAL },
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "iterables", ATH_PYTHON_PARAM_REST },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Parallel *parallel;

  if (!ATH_PYTHON_BIND ("map", parameters, values))
    return NULL;
  parallel = parallel_new (evaluator, arguments->positional + 1, arguments->n_positional - 1);
  if (parallel == NULL)
    return NULL;
  parallel->function = values[0];

  return ath_python_iterator_new (ath_python_get_arena (evaluator), next_mapped, parallel);
}

static AthPythonValue *
next_filtered (AthPythonEvaluator *evaluator,
               AthPythonIterator  *self)
{
  Parallel *parallel = ath_python_iterator_get_data (self);
  AthPythonValue *item;

  while ((item = ath_python_next (evaluator, parallel->iterators[0])) != NULL)
    {
      AthPythonValue *key = item;
      gboolean truth;

      if (parallel->function != NULL)
        key = ath_python_call_simple (evaluator, parallel->function, &item, 1);
      if (key == NULL || !ath_python_is_true (evaluator, key, &truth))
        return NULL;
      if (truth)
        return item;
    }

  return NULL;
}

static AthPythonValue *
builtin_filter (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "function", ATH_PYTHON_PARAM_POSITIONAL },
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Parallel *parallel;

  if (!ATH_PYTHON_BIND ("filter", parameters, values))
    return NULL;
  parallel = parallel_new (evaluator, &values[1], 1);
  if (parallel == NULL)
    return NULL;
  if (!ath_python_is_none (values[0]))
    parallel->function = values[0];

  return ath_python_iterator_new (ath_python_get_arena (evaluator), next_filtered, parallel);
}

static AthPythonValue *
next_reversed (AthPythonEvaluator *evaluator,
               AthPythonIterator  *self)
{
  Enumeration *walk = ath_python_iterator_get_data (self);

  if (walk->index < 0 || walk->index >= walk->iterator->sequence.length)
    {
      walk->index = -1;
      return NULL;
    }

  return walk->iterator->sequence.items[walk->index--];
}

static gboolean
is_reversible (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_STR || value->type == ATH_PYTHON_TYPE_BYTES
         || value->type == ATH_PYTHON_TYPE_RANGE || value->type == ATH_PYTHON_TYPE_DICT
         || (value->type == ATH_PYTHON_TYPE_HOST
             && (value->host.class == &ath_python_dict_keys_class
                 || value->host.class == &ath_python_dict_items_class
                 || value->host.class == &ath_python_dict_values_class));
}

/* A list may change while it is walked over backwards; others are copied. */
static AthPythonValue *
builtin_reversed (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "sequence", ATH_PYTHON_PARAM_POSITIONAL } };
  AthArena *arena = ath_python_get_arena (evaluator);
  Enumeration *walk = ath_arena_new0 (arena, Enumeration);
  AthPythonValue *result;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("reversed", parameters, &value))
    return NULL;
  if (ath_python_call_special (evaluator, value, "__reversed__", NULL, 0, &result))
    return result != NULL ? ath_python_iterate (evaluator, result) : NULL;
  value = ath_python_unwrap (value);
  if (ath_python_is_sequence (value))
    walk->iterator = value;
  else if (is_reversible (value))
    walk->iterator = ath_python_list_of (evaluator, value);
  else if (ath_python_is_opaque (value))
    return ath_python_refuse_type (evaluator, "reversed", value);
  else
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "'%s' object is not reversible", ath_python_get_type_name (value));
  if (walk->iterator == NULL)
    return NULL;
  walk->index = (gint64) walk->iterator->sequence.length - 1;

  return ath_python_iterator_new (arena, next_reversed, walk);
}

static AthPythonValue *
builtin_iter (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;

  if (arguments->n_positional == 2)
    return ath_python_refuse (evaluator, _("“%s ()” with two arguments is not understood"), "iter");
  if (!ATH_PYTHON_BIND ("iter", parameters, &value))
    return NULL;

  return ath_python_iterate (evaluator, value);
}

/* Whether an iterator of the script raised StopIteration, which is then gone. */
static gboolean
is_end (AthPythonEvaluator *evaluator)
{
  AthPythonValue *exception = ath_python_get_exception (evaluator);

  if (exception == NULL || ath_python_is_refused (evaluator)
      || !ath_python_is_instance_of (evaluator, exception, &ath_python_stop_iteration_class))
    return FALSE;
  ath_python_clear_exception (evaluator);

  return TRUE;
}

static AthPythonValue *
builtin_next (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterator", ATH_PYTHON_PARAM_POSITIONAL },
    { "default", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *class;
  AthPythonValue *item;

  if (!ATH_PYTHON_BIND ("next", parameters, values))
    return NULL;
  if (ath_python_call_special (evaluator, values[0], "__next__", NULL, 0, &item))
    return item != NULL || values[1] == NULL || !is_end (evaluator) ? item : values[1];
  if (ath_python_is_opaque (values[0]) && !ath_python_is_plain (values[0]))
    return ath_python_refuse_type (evaluator, "next", values[0]);
  if (values[0]->type != ATH_PYTHON_TYPE_ITERATOR)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "'%s' object is not an iterator",
                             ath_python_get_type_name (values[0]));

  item = ath_python_next (evaluator, values[0]);
  if (item != NULL || ath_python_has_failed (evaluator))
    return item;
  if (values[1] != NULL)
    return values[1];

  class = ath_python_native_class (evaluator, &ath_python_stop_iteration_class);

  return ath_python_raise_value (evaluator, ath_python_call_simple (evaluator, class, NULL, 0));
}

const AthPythonNativeFunction ath_python_enumerate_function = { "enumerate", builtin_enumerate };
const AthPythonNativeFunction ath_python_filter_function = { "filter", builtin_filter };
const AthPythonNativeFunction ath_python_iter_function = { "iter", builtin_iter };
const AthPythonNativeFunction ath_python_map_function = { "map", builtin_map };
const AthPythonNativeFunction ath_python_next_function = { "next", builtin_next };
const AthPythonNativeFunction ath_python_reversed_function = { "reversed", builtin_reversed };
const AthPythonNativeFunction ath_python_zip_function = { "zip", builtin_zip };
