/* ath-python-module-itertools.c: the module itertools
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-itertools.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

#define MAX_RESULTS (1024 * 1024)
#define MAX_CHOSEN  100

/* chain(): an iterator over iterables, and the one that is walked over now. */
typedef struct
{
  AthPythonValue *outer;
  AthPythonValue *inner; /* (nullable) */
} Chain;

static AthPythonValue *
next_chained (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  Chain *chain = ath_python_iterator_get_data (self);

  for (;;)
    {
      AthPythonValue *item;

      if (chain->inner == NULL)
        {
          item = ath_python_next (evaluator, chain->outer);
          chain->inner = item != NULL ? ath_python_iterate (evaluator, item) : NULL;
          if (chain->inner == NULL)
            return NULL;
        }
      item = ath_python_next (evaluator, chain->inner);
      if (item != NULL || ath_python_has_failed (evaluator))
        return item;
      chain->inner = NULL;
    }
}

static AthPythonValue *
new_chain (AthPythonEvaluator *evaluator,
           AthPythonValue     *iterables)
{
  Chain *chain = ath_arena_new0 (evaluator->arena, Chain);

  chain->outer = ath_python_iterate (evaluator, iterables);

  return chain->outer != NULL ? ath_python_iterator_new (evaluator->arena, next_chained, chain)
                              : NULL;
}

static AthPythonValue *
construct_chain (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterables", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *iterables;

  return ATH_PYTHON_BIND ("chain", parameters, &iterables) ? new_chain (evaluator, iterables)
                                                           : NULL;
}

static AthPythonValue *
chain_from_iterable (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *iterables;

  return ATH_PYTHON_BIND ("from_iterable", parameters, &iterables)
         ? new_chain (evaluator, iterables) : NULL;
}

static const AthPythonNativeFunction chain_methods[] = {
  { "from_iterable", chain_from_iterable, .is_class_method = TRUE },
  { NULL },
};

static const AthPythonNativeClass chain_class = {
  .name = "chain",
  .module = "itertools",
  .construct = construct_chain,
  .methods = chain_methods,
};

/* Counts through the places of several pools: the last one goes fastest. */
typedef struct
{
  AthPythonValue **pools;   /* lists */
  guint           *places;
  guint            n_pools;
  gboolean         is_done;
} Product;

static AthPythonValue *
next_product (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  Product *product = ath_python_iterator_get_data (self);
  AthPythonValue *tuple = ath_python_list_new (evaluator->arena, NULL, 0);
  guint i = product->n_pools;

  if (product->is_done)
    return NULL;

  for (guint j = 0; j < product->n_pools; j++)
    ath_python_list_append (evaluator->arena, tuple,
                            product->pools[j]->sequence.items[product->places[j]]);
  tuple->type = ATH_PYTHON_TYPE_TUPLE;

  while (i > 0 && ++product->places[i - 1] == product->pools[i - 1]->sequence.length)
    product->places[--i] = 0;
  product->is_done = i == 0;

  return tuple;
}

static AthPythonValue *
itertools_product (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterables", ATH_PYTHON_PARAM_REST },
    { "repeat", ATH_PYTHON_PARAM_KEYWORD },
  };
  Product *product = ath_arena_new0 (evaluator->arena, Product);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gint64 repeat = 1;
  guint n;

  if (!ATH_PYTHON_BIND ("product", parameters, values)
      || !ath_python_take_int (evaluator, values[1], &repeat))
    return NULL;
  if (repeat < 0 || repeat > 100)
    return ath_python_refuse_type (evaluator, "product", values[1]);

  n = values[0]->sequence.length;
  product->n_pools = n * (guint) repeat;
  product->pools = ath_arena_alloc (evaluator->arena,
                                    sizeof (AthPythonValue *) * (product->n_pools + 1));
  product->places = ath_arena_alloc (evaluator->arena, sizeof (guint) * (product->n_pools + 1));
  for (guint i = 0; i < n; i++)
    {
      product->pools[i] = ath_python_list_of (evaluator, values[0]->sequence.items[i]);
      if (product->pools[i] == NULL)
        return NULL;
    }
  for (guint i = 0; i < product->n_pools; i++)
    {
      product->pools[i] = product->pools[i % n];
      product->is_done = product->is_done || product->pools[i]->sequence.length == 0;
    }

  return ath_python_iterator_new (evaluator->arena, next_product, product);
}

/* Walks over several iterators until the last one ends. */
typedef struct
{
  AthPythonValue **iterators; /* NULL once ended */
  guint            n_iterators;
  AthPythonValue  *fill;
} Longest;

static AthPythonValue *
next_longest (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  Longest *longest = ath_python_iterator_get_data (self);
  AthPythonValue *tuple = ath_python_list_new (evaluator->arena, NULL, 0);
  gboolean has_item = FALSE;

  for (guint i = 0; i < longest->n_iterators; i++)
    {
      AthPythonValue *item = NULL;

      if (longest->iterators[i] != NULL)
        item = ath_python_next (evaluator, longest->iterators[i]);
      if (ath_python_has_failed (evaluator))
        return NULL;
      if (item == NULL)
        longest->iterators[i] = NULL;
      has_item = has_item || item != NULL;
      ath_python_list_append (evaluator->arena, tuple, item != NULL ? item : longest->fill);
    }
  tuple->type = ATH_PYTHON_TYPE_TUPLE;

  return has_item ? tuple : NULL;
}

static AthPythonValue *
itertools_zip_longest (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterables", ATH_PYTHON_PARAM_REST },
    { "fillvalue", ATH_PYTHON_PARAM_KEYWORD },
  };
  Longest *longest = ath_arena_new0 (evaluator->arena, Longest);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("zip_longest", parameters, values))
    return NULL;
  longest->fill = values[1] != NULL ? values[1] : ath_python_none ();
  longest->n_iterators = values[0]->sequence.length;
  longest->iterators = ath_arena_alloc (evaluator->arena, sizeof (AthPythonValue *)
                                                          * (longest->n_iterators + 1));
  for (guint i = 0; i < longest->n_iterators; i++)
    {
      longest->iterators[i] = ath_python_iterate (evaluator, values[0]->sequence.items[i]);
      if (longest->iterators[i] == NULL)
        return NULL;
    }

  return ath_python_iterator_new (evaluator->arena, next_longest, longest);
}

typedef struct
{
  AthPythonValue *iterator;
  gint64          position;
  gint64          next;
  gint64          stop;      /* or -1 */
  gint64          step;
} Slice;

static AthPythonValue *
next_sliced (AthPythonEvaluator *evaluator,
             AthPythonIterator  *self)
{
  Slice *slice = ath_python_iterator_get_data (self);
  AthPythonValue *item;

  if (slice->stop >= 0 && slice->next >= slice->stop)
    {
      /* Python takes what lies before the end even when it does not want it. */
      while (slice->position < slice->stop
             && ath_python_next (evaluator, slice->iterator) != NULL)
        slice->position++;
      return NULL;
    }

  while ((item = ath_python_next (evaluator, slice->iterator)) != NULL)
    if (slice->position++ == slice->next)
      {
        slice->next += slice->step;
        return item;
      }

  return NULL;
}

static gboolean
take_bound (AthPythonEvaluator *evaluator,
            AthPythonValue     *value,
            gint64             *bound)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (!ath_python_take_int (evaluator, value, bound))
    return FALSE;
  if (*bound < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Indices for islice() must be None or an integer: "
                             "0 <= x <= sys.maxsize.") != NULL;

  return TRUE;
}

static AthPythonValue *
itertools_islice (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "start", ATH_PYTHON_PARAM_POSITIONAL },
    { "stop", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
    { "step", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  Slice *slice = ath_arena_new0 (evaluator->arena, Slice);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  slice->stop = -1;
  slice->step = 1;
  if (!ATH_PYTHON_BIND ("islice", parameters, values)
      || !take_bound (evaluator, arguments->n_positional > 2 ? values[1] : NULL, &slice->next)
      || !take_bound (evaluator, arguments->n_positional > 2 ? values[2] : values[1],
                      &slice->stop)
      || !take_bound (evaluator, values[3], &slice->step))
    return NULL;
  if (slice->step == 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Step for islice() must be a positive integer or None.");
  slice->iterator = ath_python_iterate (evaluator, values[0]);

  return slice->iterator != NULL
         ? ath_python_iterator_new (evaluator->arena, next_sliced, slice) : NULL;
}

typedef struct
{
  gint64          number;
  gint64          step;
  AthPythonValue *item;  /* (nullable): of repeat() */
} Count;

static AthPythonValue *
next_count (AthPythonEvaluator *evaluator,
            AthPythonIterator  *self)
{
  Count *count = ath_python_iterator_get_data (self);
  gint64 number = count->number;

  if (__builtin_add_overflow (number, count->step, &count->number))
    return ath_python_refuse (evaluator, _("A number becomes too large"));

  return ath_python_int_new (evaluator->arena, number);
}

static AthPythonValue *
itertools_count (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "start", ATH_PYTHON_PARAM_OPTIONAL },
    { "step", ATH_PYTHON_PARAM_OPTIONAL },
  };
  Count *count = ath_arena_new0 (evaluator->arena, Count);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  count->step = 1;
  if (!ATH_PYTHON_BIND ("count", parameters, values)
      || !ath_python_take_int (evaluator, values[0], &count->number)
      || !ath_python_take_int (evaluator, values[1], &count->step))
    return NULL;

  return ath_python_iterator_new (evaluator->arena, next_count, count);
}

static AthPythonValue *
next_repeated (AthPythonEvaluator *evaluator,
               AthPythonIterator  *self)
{
  Count *count = ath_python_iterator_get_data (self);

  if (count->number == 0)
    return NULL;
  if (count->number > 0)
    count->number--;

  return count->item;
}

static AthPythonValue *
itertools_repeat (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_REQUIRED },
    { "times", ATH_PYTHON_PARAM_OPTIONAL },
  };
  Count *count = ath_arena_new0 (evaluator->arena, Count);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  count->number = -1;
  if (!ATH_PYTHON_BIND ("repeat", parameters, values)
      || !ath_python_take_int (evaluator, values[1], &count->number))
    return NULL;
  if (values[1] != NULL)
    count->number = MAX (count->number, 0);
  count->item = values[0];

  return ath_python_iterator_new (evaluator->arena, next_repeated, count);
}

/* Groups of items that follow each other and have the same key. */
typedef struct
{
  AthPythonValue *iterator;
  AthPythonValue *function; /* (nullable) */
  AthPythonValue *item;     /* (nullable): of the next group */
  AthPythonValue *key;      /* its key */
  gboolean        is_begun;
} Groups;

static gboolean
advance_group (AthPythonEvaluator *evaluator,
               Groups             *groups)
{
  groups->item = ath_python_next (evaluator, groups->iterator);
  groups->key = groups->item;
  if (groups->item != NULL && groups->function != NULL)
    groups->key = ath_python_call_simple (evaluator, groups->function, &groups->item, 1);

  return groups->key != NULL;
}

/* A group is read whole when it begins: Python does so as it is walked over,
 * and forgets the rest when the next one is asked for.  The difference shows
 * only to functions that do more than to look.
 */
static AthPythonValue *
next_group (AthPythonEvaluator *evaluator,
            AthPythonIterator  *self)
{
  Groups *groups = ath_python_iterator_get_data (self);
  AthPythonValue *members = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *pair[2];
  gboolean is_equal = TRUE;

  if (!groups->is_begun)
    {
      groups->is_begun = TRUE;
      advance_group (evaluator, groups);
    }
  if (groups->key == NULL)
    return NULL;

  pair[0] = groups->key;
  do
    {
      ath_python_list_append (evaluator->arena, members, groups->item);
      if (advance_group (evaluator, groups)
          && !ath_python_equal (evaluator, pair[0], groups->key, &is_equal))
        return NULL;
    }
  while (groups->key != NULL && is_equal);
  if (ath_python_has_failed (evaluator))
    return NULL;
  pair[1] = ath_python_iterate (evaluator, members);

  return ath_python_tuple_new (evaluator->arena, pair, 2);
}

static AthPythonValue *
itertools_groupby (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "key", ATH_PYTHON_PARAM_OPTIONAL },
  };
  Groups *groups = ath_arena_new0 (evaluator->arena, Groups);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("groupby", parameters, values))
    return NULL;
  /* Of an iterator it would show that its items are asked for earlier. */
  if (values[0]->type == ATH_PYTHON_TYPE_ITERATOR)
    return ath_python_refuse_type (evaluator, "groupby", values[0]);
  list = ath_python_list_of (evaluator, values[0]);
  if (list == NULL)
    return NULL;
  groups->iterator = ath_python_iterate (evaluator, list);
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    groups->function = values[1];

  return ath_python_iterator_new (evaluator->arena, next_group, groups);
}

/* Adds the choices that go on with @chosen; FALSE when there are too many. */
static gboolean
choose (AthPythonEvaluator *evaluator,
        AthPythonValue     *pool,
        guint               length,
        gboolean            in_order,
        GArray             *chosen,
        AthPythonValue     *results)
{
  guint n_missing = length - chosen->len;
  AthPythonValue *tuple;

  if (!ath_python_step (evaluator))
    return FALSE;
  if (n_missing == 0)
    {
      tuple = ath_python_list_new (evaluator->arena, NULL, 0);
      for (guint i = 0; i < length; i++)
        ath_python_list_append (evaluator->arena, tuple,
                                pool->sequence.items[g_array_index (chosen, guint, i)]);
      tuple->type = ATH_PYTHON_TYPE_TUPLE;
      ath_python_list_append (evaluator->arena, results, tuple);
      return results->sequence.length < MAX_RESULTS;
    }

  for (guint i = 0; i < pool->sequence.length; i++)
    {
      gboolean is_free = TRUE;

      for (guint j = 0; j < chosen->len; j++)
        is_free = is_free && (in_order ? g_array_index (chosen, guint, j) < i
                                       : g_array_index (chosen, guint, j) != i);
      if (!is_free || (in_order && pool->sequence.length - i < n_missing))
        continue;
      g_array_append_val (chosen, i);
      if (!choose (evaluator, pool, length, in_order, chosen, results))
        return FALSE;
      g_array_set_size (chosen, chosen->len - 1);
    }

  return TRUE;
}

static AthPythonValue *
choices (AthPythonEvaluator       *evaluator,
         const char               *name,
         const AthPythonArguments *arguments,
         gboolean                  in_order)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "r", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *results = ath_python_list_new (evaluator->arena, NULL, 0);
  g_autoptr(GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *pool;
  gint64 length;

  if (!ATH_PYTHON_BIND (name, parameters, values))
    return NULL;
  pool = ath_python_list_of (evaluator, values[0]);
  if (pool == NULL)
    return NULL;
  length = pool->sequence.length;
  if (values[1] != NULL && (in_order || !ath_python_is_none (values[1]))
      && !ath_python_take_int (evaluator, values[1], &length))
    return NULL;
  if (length < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "r must be non-negative");

  if (length <= pool->sequence.length
      && (length > MAX_CHOSEN
          || !choose (evaluator, pool, (guint) length, in_order, chosen, results)))
    return ath_python_is_refused (evaluator) ? NULL
           : ath_python_refuse (evaluator, _("The script takes too much memory"));

  return ath_python_iterate (evaluator, results);
}

static AthPythonValue *
itertools_combinations (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return choices (evaluator, "combinations", arguments, TRUE);
}

static AthPythonValue *
itertools_permutations (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return choices (evaluator, "permutations", arguments, FALSE);
}

static const AthPythonNativeFunction combinations_function = {
  "combinations", itertools_combinations
};
static const AthPythonNativeFunction count_function = { "count", itertools_count };
static const AthPythonNativeFunction groupby_function = { "groupby", itertools_groupby };
static const AthPythonNativeFunction islice_function = { "islice", itertools_islice };
static const AthPythonNativeFunction permutations_function = {
  "permutations", itertools_permutations
};
static const AthPythonNativeFunction product_function = { "product", itertools_product };
static const AthPythonNativeFunction repeat_function = { "repeat", itertools_repeat };
static const AthPythonNativeFunction zip_longest_function = {
  "zip_longest", itertools_zip_longest
};

static const AthPythonNativeMember members[] = {
  { "accumulate", .function = &ath_python_accumulate_function },
  { "chain", .class = &chain_class },
  { "combinations", .function = &combinations_function },
  { "count", .function = &count_function },
  { "dropwhile", .function = &ath_python_dropwhile_function },
  { "groupby", .function = &groupby_function },
  { "islice", .function = &islice_function },
  { "pairwise", .function = &ath_python_pairwise_function },
  { "permutations", .function = &permutations_function },
  { "product", .function = &product_function },
  { "repeat", .function = &repeat_function },
  { "starmap", .function = &ath_python_starmap_function },
  { "takewhile", .function = &ath_python_takewhile_function },
  { "zip_longest", .function = &zip_longest_function },
  { NULL },
};

const AthPythonNativeModule ath_python_itertools_module = { "itertools", members };
