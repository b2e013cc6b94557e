/* ath-python-module-functools.c: the module functools
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* A function with arguments, or of arguments that it remembers. */
typedef struct
{
  AthPythonValue      *function;
  AthPythonArguments   arguments; /* of partial(): in the arena */
  AthPythonValue      *results;   /* (nullable): of a cache: a dict */
} Wrapper;

/* The arguments of partial() before those of the call. */
static AthPythonValue *
call_partial (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  Wrapper *partial = self->host.data;
  g_autoptr(GPtrArray) positional = g_ptr_array_new ();
  g_autoptr(GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  AthPythonArguments all;

  for (guint i = 0; i < partial->arguments.n_positional; i++)
    g_ptr_array_add (positional, partial->arguments.positional[i]);
  for (guint i = 0; i < arguments->n_positional; i++)
    g_ptr_array_add (positional, arguments->positional[i]);

  for (guint i = 0; i < partial->arguments.n_keywords; i++)
    {
      AthPythonValue *value = partial->arguments.keyword_values[i];

      for (guint j = 0; j < arguments->n_keywords; j++)
        if (g_str_equal (arguments->keywords[j], partial->arguments.keywords[i]))
          value = arguments->keyword_values[j];
      g_ptr_array_add (keywords, (gpointer) partial->arguments.keywords[i]);
      g_ptr_array_add (values, value);
    }
  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!g_ptr_array_find_with_equal_func (keywords, arguments->keywords[i], g_str_equal, NULL))
      {
        g_ptr_array_add (keywords, (gpointer) arguments->keywords[i]);
        g_ptr_array_add (values, arguments->keyword_values[i]);
      }

  all = (AthPythonArguments) {
    .positional = (AthPythonValue *const *) positional->pdata,
    .n_positional = positional->len,
    .keywords = (const char *const *) keywords->pdata,
    .keyword_values = (AthPythonValue *const *) values->pdata,
    .n_keywords = keywords->len,
  };

  return ath_python_call (evaluator, partial->function, &all);
}

static gpointer
keep (AthPythonEvaluator *evaluator,
      gconstpointer       items,
      guint               n_items)
{
  gpointer copy = ath_arena_alloc (evaluator->arena, sizeof (gpointer) * (n_items + 1));

  if (n_items > 0)
    memcpy (copy, items, sizeof (gpointer) * n_items);

  return copy;
}

static AthPythonValue *
construct_partial (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  Wrapper *partial = ath_arena_new0 (evaluator->arena, Wrapper);

  if (arguments->n_positional == 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "type 'partial' takes at least one argument");
  partial->function = arguments->positional[0];
  partial->arguments = (AthPythonArguments) {
    .positional = keep (evaluator, arguments->positional + 1, arguments->n_positional - 1),
    .n_positional = arguments->n_positional - 1,
    .keywords = keep (evaluator, arguments->keywords, arguments->n_keywords),
    .keyword_values = keep (evaluator, arguments->keyword_values, arguments->n_keywords),
    .n_keywords = arguments->n_keywords,
  };

  return ath_python_host_new (evaluator->arena, self->native_class, partial);
}

static const AthPythonNativeClass partial_class = {
  .name = "partial",
  .module = "functools",
  .construct = construct_partial,
  .call = call_partial,
};

/* A function that was called with the same arguments before is not called. */
static AthPythonValue *
call_cached (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  Wrapper *cache = self->host.data;
  AthPythonValue *key = ath_python_tuple_new (evaluator->arena, arguments->positional,
                                              arguments->n_positional);
  AthPythonValue *result;

  if (arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("A cached function with keywords is not understood"));
  if (!ath_python_dict_get (cache->results->dict, evaluator, key, &result) || result != NULL)
    return result;

  result = ath_python_call (evaluator, cache->function, arguments);
  if (result != NULL && !ath_python_dict_set (cache->results->dict, evaluator, key, result))
    return NULL;

  return result;
}

static const AthPythonNativeClass cache_class = {
  .name = "_lru_cache_wrapper",
  .module = "functools",
  .call = call_cached,
  .is_function = TRUE,
};

static const AthPythonParameter one_function[] = { { "function", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
functools_cache (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  Wrapper *cache = ath_arena_new0 (evaluator->arena, Wrapper);

  if (!ATH_PYTHON_BIND ("cache", one_function, &cache->function))
    return NULL;
  cache->results = ath_python_dict_value_new (evaluator->arena);

  return ath_python_host_new (evaluator->arena, &cache_class, cache);
}

static const AthPythonNativeFunction cache_function = { "cache", functools_cache };

/* As a decorator with or without a size.  Nothing is ever forgotten here, which
 * only a function that gives different results could tell.
 */
static AthPythonValue *
functools_lru_cache (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "maxsize", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("lru_cache", parameters, &value))
    return NULL;
  if (value != NULL && ath_python_is_callable (value))
    return functools_cache (evaluator, NULL, arguments);
  if (value != NULL && !ath_python_is_none (value)
      && (!ath_python_is_int (value) || value->integer < 1))
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "lru_cache",
                              "maxsize");

  return ath_python_native_function_new (evaluator->arena, &cache_function);
}

static AthPythonValue *
functools_reduce (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "function", ATH_PYTHON_PARAM_POSITIONAL },
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "initial", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *pair[2];
  AthPythonValue *iterator;

  if (!ATH_PYTHON_BIND ("reduce", parameters, values))
    return NULL;
  iterator = ath_python_iterate (evaluator, values[1]);
  if (iterator == NULL)
    return NULL;

  pair[0] = values[2] != NULL ? values[2] : ath_python_next (evaluator, iterator);
  if (pair[0] == NULL)
    return ath_python_has_failed (evaluator) ? NULL
           : ath_python_raise (evaluator, &ath_python_type_error_class,
                               "reduce() of empty iterable with no initial value");
  while ((pair[1] = ath_python_next (evaluator, iterator)) != NULL)
    {
      pair[0] = ath_python_call_simple (evaluator, values[0], pair, 2);
      if (pair[0] == NULL)
        return NULL;
    }

  return ath_python_has_failed (evaluator) ? NULL : pair[0];
}

/* What wraps() gives: a decorator that only changes names and documentation. */
static AthPythonValue *
keep_function (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *function;

  return ATH_PYTHON_BIND ("wraps", one_function, &function) ? function : NULL;
}

static const AthPythonNativeFunction keep_native = { "wraps", keep_function };

static AthPythonValue *
functools_wraps (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *function;

  if (!ATH_PYTHON_BIND ("wraps", one_function, &function))
    return NULL;

  return ath_python_native_function_new (evaluator->arena, &keep_native);
}

static const AthPythonNativeFunction lru_cache_function = { "lru_cache", functools_lru_cache };
static const AthPythonNativeFunction reduce_function = { "reduce", functools_reduce };
static const AthPythonNativeFunction wraps_function = { "wraps", functools_wraps };

/* cached_property: the function, called once for each object. */
static AthPythonValue *
construct_cached_property (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  AthPythonValue *function;

  return ATH_PYTHON_BIND ("cached_property", one_function, &function)
         ? ath_python_host_new (evaluator->arena, &ath_python_cached_property_class, function)
         : NULL;
}

const AthPythonNativeClass ath_python_cached_property_class = {
  .name = "cached_property",
  .module = "functools",
  .construct = construct_cached_property,
};

/* What is missing of the order is made of `<` and `==`, as Python does. */
typedef struct
{
  const char *name;
  gboolean    is_reflected;
  gboolean    is_negated;
} Derived;

static AthPythonValue *
call_derived (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  const Derived *derived = self->host.data;
  AthPythonValue *pair[2];
  AthPythonValue *result;
  gboolean truth;

  if (arguments->n_positional != 2 || arguments->n_keywords > 0)
    return ath_python_refuse_type (evaluator, derived->name, self);
  pair[0] = arguments->positional[0];
  pair[1] = arguments->positional[1];
  if (!ath_python_call_special (evaluator, pair[0], "__lt__", &pair[1], 1, &result)
      || result == NULL || result == ath_python_not_implemented ()
      || !ath_python_is_true (evaluator, result, &truth))
    return result;

  /* `>` is neither less nor equal, `<=` less or equal, `>=` not less. */
  if (derived->is_negated && !derived->is_reflected)
    return ath_python_bool (!truth);
  if (truth)
    return ath_python_bool (!derived->is_reflected);
  result = ath_python_compare (evaluator, ATH_PYTHON_EQ, pair[0], pair[1]);
  if (result == NULL || !ath_python_is_true (evaluator, result, &truth))
    return NULL;

  return ath_python_bool (truth != derived->is_reflected);
}

const AthPythonNativeClass ath_python_derived_order_class = {
  .name = "function",
  .module = "functools",
  .call = call_derived,
};

static AthPythonValue *
functools_total_ordering (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const Derived derived[] = {
    { "__gt__", TRUE, TRUE }, { "__le__", FALSE, FALSE }, { "__ge__", FALSE, TRUE },
  };
  AthPythonValue *class;

  if (!ATH_PYTHON_BIND ("total_ordering", one_function, &class))
    return NULL;
  if (class->type != ATH_PYTHON_TYPE_CLASS || ath_python_class_find (class, "__lt__") == NULL)
    return ath_python_refuse_type (evaluator, "total_ordering", class);
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (ath_python_class_find (class, derived[i].name) == NULL)
      ath_python_namespace_set (class->class->attributes, derived[i].name,
                                ath_python_host_new (evaluator->arena,
                                                     &ath_python_derived_order_class,
                                                     (gpointer) &derived[i]));

  return class;
}

static const AthPythonNativeFunction total_ordering_function = {
  "total_ordering", functools_total_ordering
};

static const AthPythonNativeMember functools_members[] = {
  { "cache", .function = &cache_function },
  { "cached_property", .class = &ath_python_cached_property_class },
  { "lru_cache", .function = &lru_cache_function },
  { "partial", .class = &partial_class },
  { "reduce", .function = &reduce_function },
  { "total_ordering", .function = &total_ordering_function },
  { "wraps", .function = &wraps_function },
  { NULL },
};

const AthPythonNativeModule ath_python_functools_module = { "functools", functools_members };
