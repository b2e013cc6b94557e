/* ath-python-module-functools.c: the modules functools and operator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/ath-python-convert.h"
#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-modules.h"
#include "python/ath-python-types.h"

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
  if (value != NULL && !ath_python_is_none (value))
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

static const AthPythonNativeMember functools_members[] = {
  { "cache", .function = &cache_function },
  { "cached_property", .class = &ath_python_cached_property_class },
  { "lru_cache", .function = &lru_cache_function },
  { "partial", .class = &partial_class },
  { "reduce", .function = &reduce_function },
  { "wraps", .function = &wraps_function },
  { NULL },
};

const AthPythonNativeModule ath_python_functools_module = { "functools", functools_members };

/* itemgetter (…) and attrgetter (…): the data are a tuple of keys or names. */
static AthPythonValue *
get_one (AthPythonEvaluator *evaluator,
         AthPythonValue     *object,
         AthPythonValue     *key,
         gboolean            is_attribute)
{
  g_auto(GStrv) names = NULL;

  if (!is_attribute)
    return ath_python_get_item (evaluator, object, key);

  names = g_strsplit (key->text.bytes, ".", -1);
  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    object = ath_python_get_attribute (evaluator, object,
                                       ath_arena_strdup (evaluator->arena, names[i]));

  return object;
}

static const AthPythonNativeClass attrgetter_class;

static AthPythonValue *
call_getter (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *keys = self->host.data;
  gboolean is_attribute = self->host.class == &attrgetter_class;
  AthPythonValue *list;
  AthPythonValue *object;

  if (!ATH_PYTHON_BIND (self->host.class->name, one_function, &object))
    return NULL;
  if (keys->sequence.length == 1)
    return get_one (evaluator, object, keys->sequence.items[0], is_attribute);

  list = ath_python_list_new (evaluator->arena, NULL, 0);
  for (guint i = 0; i < keys->sequence.length; i++)
    {
      AthPythonValue *item = get_one (evaluator, object, keys->sequence.items[i], is_attribute);

      if (item == NULL)
        return NULL;
      ath_python_list_append (evaluator->arena, list, item);
    }
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
construct_getter (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_POSITIONAL },
    { "keys", ATH_PYTHON_PARAM_REST },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND (self->native_class->name, parameters, values))
    return NULL;
  for (guint i = 0; i < arguments->n_positional && self->native_class == &attrgetter_class; i++)
    if (!ath_python_is_str (arguments->positional[i]))
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "attribute name must be a string");

  return ath_python_host_new (evaluator->arena, self->native_class,
                              ath_python_tuple_new (evaluator->arena, arguments->positional,
                                                    arguments->n_positional));
}

static const AthPythonNativeClass itemgetter_class = {
  .name = "itemgetter",
  .module = "operator",
  .construct = construct_getter,
  .call = call_getter,
};

static const AthPythonNativeClass attrgetter_class = {
  .name = "attrgetter",
  .module = "operator",
  .construct = construct_getter,
  .call = call_getter,
};

static const AthPythonNativeMember operator_members[] = {
  { "attrgetter", .class = &attrgetter_class },
  { "itemgetter", .class = &itemgetter_class },
  { NULL },
};

const AthPythonNativeModule ath_python_operator_module = { "operator", operator_members };
