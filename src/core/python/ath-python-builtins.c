/* ath-python-builtins.c: the names that need no import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-iterator.h"
#include "python/ath-python-types.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
builtin_len (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "obj", ATH_PYTHON_PARAM_REQUIRED } };
  const AthPythonNativeClass *class;
  AthPythonValue *value;
  guint length;

  if (!BIND ("len", parameters, &value))
    return NULL;
  value = ath_python_unwrap (value);

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_STR:
      return ath_python_int_new (evaluator->arena, ath_python_str_get_n_chars (value));

    case ATH_PYTHON_TYPE_BYTES:
      return ath_python_int_new (evaluator->arena, value->text.length);

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      return ath_python_int_new (evaluator->arena, value->sequence.length);

    case ATH_PYTHON_TYPE_DICT:
    case ATH_PYTHON_TYPE_SET:
    case ATH_PYTHON_TYPE_FROZENSET:
      return ath_python_int_new (evaluator->arena, ath_python_dict_get_length (value->dict));

    case ATH_PYTHON_TYPE_RANGE:
      value = ath_python_list_of (evaluator, value);
      return value != NULL ? ath_python_int_new (evaluator->arena, value->sequence.length) : NULL;

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_HOST:
      class = value->type == ATH_PYTHON_TYPE_HOST ? value->host.class
                                                  : ath_python_class_get_native (value);
      for (; class != NULL; class = class->base)
        if (class->length != NULL)
          return class->length (evaluator, value, &length)
                 ? ath_python_int_new (evaluator->arena, length) : NULL;
      break;

    case ATH_PYTHON_TYPE_INSTANCE:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      break;

    default:
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "object of type '%s' has no len()",
                               ath_python_get_type_name (value));
    }

  return ath_python_refuse (evaluator, _("len() of %s is not understood"),
                            ath_python_describe (evaluator, value));
}

static gboolean
is_of_class (AthPythonEvaluator *evaluator,
             AthPythonValue     *class,
             AthPythonValue     *candidates,
             gboolean           *result)
{
  if (candidates->type == ATH_PYTHON_TYPE_TUPLE)
    {
      *result = FALSE;
      for (guint i = 0; !*result && i < candidates->sequence.length; i++)
        if (!is_of_class (evaluator, class, candidates->sequence.items[i], result))
          return FALSE;
      return TRUE;
    }

  if (candidates->type != ATH_PYTHON_TYPE_CLASS && candidates->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse (evaluator, _("%s as a class is not understood"),
                              ath_python_describe (evaluator, candidates)) != NULL;
  *result = ath_python_is_subclass (class, candidates);

  return TRUE;
}

static AthPythonValue *
builtin_isinstance (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_REQUIRED },
    { "class", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[2];
  gboolean result;

  if (!BIND ("isinstance", parameters, values))
    return NULL;
  if (values[0]->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                              values[0]->unresolved.name, values[0]->unresolved.reason);

  return is_of_class (evaluator, ath_python_type_of (evaluator, values[0]), values[1], &result)
         ? ath_python_bool (result) : NULL;
}

static AthPythonValue *
builtin_issubclass (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "class", ATH_PYTHON_PARAM_REQUIRED },
    { "base", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[2];
  gboolean result;

  if (!BIND ("issubclass", parameters, values))
    return NULL;
  if (values[0]->type != ATH_PYTHON_TYPE_CLASS && values[0]->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse (evaluator, _("%s as a class is not understood"),
                              ath_python_describe (evaluator, values[0]));

  return is_of_class (evaluator, values[0], values[1], &result) ? ath_python_bool (result) : NULL;
}

/* What print() writes goes to the run's log. */
static AthPythonValue *
builtin_print (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "objects", ATH_PYTHON_PARAM_REST },
    { "sep", ATH_PYTHON_PARAM_KEYWORD },
    { "end", ATH_PYTHON_PARAM_KEYWORD },
    { "file", ATH_PYTHON_PARAM_KEYWORD },
    { "flush", ATH_PYTHON_PARAM_KEYWORD },
  };
  g_autoptr(GString) line = g_string_new (NULL);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *separator = " ";

  if (!BIND ("print", parameters, values))
    return NULL;
  if (values[1] != NULL && ath_python_is_str (values[1]))
    separator = values[1]->text.bytes;

  for (guint i = 0; i < values[0]->sequence.length; i++)
    {
      AthPythonValue *text = ath_python_str (evaluator, values[0]->sequence.items[i]);

      if (text == NULL)
        return NULL;
      if (i > 0)
        g_string_append (line, separator);
      g_string_append (line, text->text.bytes);
    }
  if (evaluator->world->print != NULL)
    evaluator->world->print (line->str, evaluator->world->data);

  return ath_python_none ();
}

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
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "key", ATH_PYTHON_PARAM_KEYWORD },
    { "reverse", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  gboolean is_reversed = FALSE;

  if (!BIND ("sorted", parameters, values))
    return NULL;
  list = ath_python_list_of (evaluator, values[0]);
  if (list == NULL
      || (values[2] != NULL && !ath_python_is_true (evaluator, values[2], &is_reversed))
      || !ath_python_sort (evaluator, list, values[1], is_reversed))
    return NULL;

  return list;
}

static AthPythonValue *
builtin_reversed (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "sequence", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *result;
  AthPythonValue *list;
  AthPythonValue *value;

  if (!BIND ("reversed", parameters, &value))
    return NULL;
  list = ath_python_list_of (evaluator, value);
  if (list == NULL)
    return NULL;

  result = ath_python_list_new (evaluator->arena, NULL, 0);
  for (guint i = list->sequence.length; i > 0; i--)
    ath_python_list_append (evaluator->arena, result, list->sequence.items[i - 1]);

  return ath_python_iterate (evaluator, result);
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
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  gint64 start = 0;

  if (!BIND ("enumerate", parameters, values))
    return NULL;
  if (values[1] != NULL && ath_python_is_int (values[1]))
    start = values[1]->integer;
  list = ath_python_list_of (evaluator, values[0]);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *pair[] = {
        ath_python_int_new (evaluator->arena, start + i),
        list->sequence.items[i],
      };

      list->sequence.items[i] = ath_python_tuple_new (evaluator->arena, pair, 2);
    }

  return ath_python_iterate (evaluator, list);
}

static AthPythonValue *
builtin_zip (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);
  g_autofree AthPythonValue **lists = g_new (AthPythonValue *, arguments->n_positional + 1);
  guint length = G_MAXUINT;

  if (arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "zip",
                              arguments->keywords[0]);

  for (guint i = 0; i < arguments->n_positional; i++)
    {
      lists[i] = ath_python_list_of (evaluator, arguments->positional[i]);
      if (lists[i] == NULL)
        return NULL;
      length = MIN (length, lists[i]->sequence.length);
    }

  for (guint i = 0; arguments->n_positional > 0 && i < length; i++)
    {
      AthPythonValue *tuple = ath_python_list_new (evaluator->arena, NULL, 0);

      for (guint j = 0; j < arguments->n_positional; j++)
        ath_python_list_append (evaluator->arena, tuple, lists[j]->sequence.items[i]);
      tuple->type = ATH_PYTHON_TYPE_TUPLE;
      ath_python_list_append (evaluator->arena, result, tuple);
    }

  return ath_python_iterate (evaluator, result);
}

/* any() stops at the first that is true, all() at the first that is not. */
static AthPythonValue *
find_truth (AthPythonEvaluator       *evaluator,
            const char               *name,
            const AthPythonArguments *arguments,
            gboolean                  wanted)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *iterator;
  AthPythonValue *value;

  if (!BIND (name, parameters, &value))
    return NULL;
  iterator = ath_python_iterate (evaluator, value);
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

static AthPythonValue *
builtin_sum (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
    { "start", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  AthPythonValue *result;

  if (!BIND ("sum", parameters, values))
    return NULL;
  list = ath_python_list_of (evaluator, values[0]);
  if (list == NULL)
    return NULL;

  result = values[1] != NULL ? values[1] : ath_python_int_new (evaluator->arena, 0);
  for (guint i = 0; result != NULL && i < list->sequence.length; i++)
    result = ath_python_binary (evaluator, ATH_PYTHON_ADD, result, list->sequence.items[i]);

  return result;
}

/* The least or greatest of one iterable, or of several arguments. */
static AthPythonValue *
find_extreme (AthPythonEvaluator       *evaluator,
              const char               *name,
              const AthPythonArguments *arguments,
              gboolean                  is_min)
{
  static const AthPythonParameter parameters[] = {
    { "values", ATH_PYTHON_PARAM_REST },
    { "key", ATH_PYTHON_PARAM_KEYWORD },
    { "default", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  AthPythonValue *best = NULL;
  AthPythonValue *best_key = NULL;

  if (!BIND (name, parameters, values))
    return NULL;
  list = values[0]->sequence.length == 1
         ? ath_python_list_of (evaluator, values[0]->sequence.items[0]) : values[0];
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *item = list->sequence.items[i];
      AthPythonValue *key;
      gboolean is_better = TRUE;

      if (!get_key (evaluator, values[1], item, &key))
        return NULL;
      if (best != NULL && !is_less (evaluator, is_min ? key : best_key, is_min ? best_key : key,
                                    &is_better))
        return NULL;
      if (!is_better)
        continue;
      best = item;
      best_key = key;
    }
  if (best == NULL)
    best = values[2];
  if (best == NULL)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "%s() iterable argument is empty", name);

  return best;
}

static AthPythonValue *
builtin_min (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_extreme (evaluator, "min", arguments, TRUE);
}

static AthPythonValue *
builtin_max (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return find_extreme (evaluator, "max", arguments, FALSE);
}

static AthPythonValue *
builtin_abs (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "number", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;

  if (!BIND ("abs", parameters, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    return ath_python_float_new (evaluator->arena, ABS (value->number));
  if (ath_python_is_int (value) && value->integer >= 0)
    return ath_python_int_new (evaluator->arena, value->integer);
  if (ath_python_is_int (value))
    return ath_python_unary (evaluator, ATH_PYTHON_USUB, value);

  return ath_python_refuse (evaluator, _("abs() of %s is not understood"),
                            ath_python_describe (evaluator, value));
}

static AthPythonValue *
builtin_getattr (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    { "default", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *result;

  if (!BIND ("getattr", parameters, values))
    return NULL;
  if (!ath_python_is_str (values[1]))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "attribute name must be string");

  result = ath_python_get_attribute (evaluator, values[0], values[1]->text.bytes);
  if (result != NULL || values[2] == NULL || ath_python_is_refused (evaluator)
      || !ath_python_is_instance_of (evaluator, evaluator->exception,
                                     &ath_python_attribute_error_class))
    return result;
  ath_python_clear_exception (evaluator);

  return values[2];
}

static AthPythonValue *
builtin_hasattr (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!BIND ("hasattr", parameters, values))
    return NULL;
  if (!ath_python_is_str (values[1]))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "attribute name must be string");
  if (ath_python_get_attribute (evaluator, values[0], values[1]->text.bytes) != NULL)
    return ath_python_bool (TRUE);
  if (ath_python_is_refused (evaluator)
      || !ath_python_is_instance_of (evaluator, evaluator->exception,
                                     &ath_python_attribute_error_class))
    return NULL;
  ath_python_clear_exception (evaluator);

  return ath_python_bool (FALSE);
}

static AthPythonValue *
builtin_setattr (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    { "value", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!BIND ("setattr", parameters, values))
    return NULL;
  if (!ath_python_is_str (values[1]))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "attribute name must be string");

  return ath_python_set_attribute (evaluator, values[0], values[1]->text.bytes, values[2])
         ? ath_python_none () : NULL;
}

static AthPythonValue *
builtin_callable (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "object", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;

  if (!BIND ("callable", parameters, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);

  return ath_python_bool (ath_python_is_callable (value)
                          || (value->type == ATH_PYTHON_TYPE_INSTANCE
                              && ath_python_class_find (value->instance.class,
                                                        "__call__") != NULL));
}

static AthPythonValue *
builtin_repr (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "object", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;

  return BIND ("repr", parameters, &value) ? ath_python_repr (evaluator, value) : NULL;
}

static AthPythonValue *
builtin_format (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "value", ATH_PYTHON_PARAM_REQUIRED },
    { "format_spec", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!BIND ("format", parameters, values))
    return NULL;

  return ath_python_format (evaluator, values[0],
                            values[1] != NULL && ath_python_is_str (values[1])
                            ? values[1]->text.bytes : "");
}

static AthPythonValue *
builtin_iter (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;

  return BIND ("iter", parameters, &value) ? ath_python_iterate (evaluator, value) : NULL;
}

static AthPythonValue *
builtin_next (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterator", ATH_PYTHON_PARAM_REQUIRED },
    { "default", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *item;

  if (!BIND ("next", parameters, values))
    return NULL;
  if (values[0]->type != ATH_PYTHON_TYPE_ITERATOR)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "'%s' object is not an iterator",
                             ath_python_get_type_name (values[0]));

  item = ath_python_next (evaluator, values[0]);
  if (item != NULL || ath_python_has_failed (evaluator) || values[1] != NULL)
    return item != NULL || ath_python_has_failed (evaluator) ? item : values[1];

  return ath_python_raise_value (evaluator,
                                 ath_python_call_simple (evaluator,
                                                         ath_python_native_class (evaluator,
                                                           &ath_python_stop_iteration_class),
                                                         NULL, 0));
}

static AthPythonValue *
builtin_map (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "function", ATH_PYTHON_PARAM_REQUIRED },
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;

  if (!BIND ("map", parameters, values))
    return NULL;
  list = ath_python_list_of (evaluator, values[1]);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      AthPythonValue *item = ath_python_call_simple (evaluator, values[0],
                                                     &list->sequence.items[i], 1);

      if (item == NULL)
        return NULL;
      list->sequence.items[i] = item;
    }

  return list != NULL ? ath_python_iterate (evaluator, list) : NULL;
}

static AthPythonValue *
builtin_filter (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "function", ATH_PYTHON_PARAM_REQUIRED },
    { "iterable", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *list;

  if (!BIND ("filter", parameters, values))
    return NULL;
  list = ath_python_list_of (evaluator, values[1]);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      AthPythonValue *key;
      gboolean truth;

      if (!get_key (evaluator, values[0], list->sequence.items[i], &key)
          || !ath_python_is_true (evaluator, key, &truth))
        return NULL;
      if (truth)
        ath_python_list_append (evaluator->arena, result, list->sequence.items[i]);
    }

  return list != NULL ? ath_python_iterate (evaluator, result) : NULL;
}

static AthPythonValue *
builtin_chr (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "code", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  char text[6];

  if (!BIND ("chr", parameters, &value))
    return NULL;
  if (!ath_python_is_int (value) || value->integer < 0 || value->integer > 0x10ffff
      || !g_unichar_validate ((gunichar) value->integer))
    return ath_python_refuse (evaluator, _("This chr() is not understood"));

  return ath_python_str_new_len (evaluator->arena, text,
                                 g_unichar_to_utf8 ((gunichar) value->integer, text));
}

static AthPythonValue *
builtin_ord (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "character", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;

  if (!BIND ("ord", parameters, &value))
    return NULL;
  if (!ath_python_is_str (value) || ath_python_str_get_n_chars (value) != 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "ord() expected a character");

  return ath_python_int_new (evaluator->arena, g_utf8_get_char (value->text.bytes));
}

static AthPythonValue *
get_not_implemented (AthPythonEvaluator *evaluator)
{
  return ath_python_not_implemented ();
}

static AthPythonValue *
get_ellipsis (AthPythonEvaluator *evaluator)
{
  return ath_python_ellipsis ();
}

static const AthPythonNativeFunction abs_function = { "abs", builtin_abs };
static const AthPythonNativeFunction all_function = { "all", builtin_all };
static const AthPythonNativeFunction any_function = { "any", builtin_any };
static const AthPythonNativeFunction callable_function = { "callable", builtin_callable };
static const AthPythonNativeFunction chr_function = { "chr", builtin_chr };
static const AthPythonNativeFunction enumerate_function = { "enumerate", builtin_enumerate };
static const AthPythonNativeFunction filter_function = { "filter", builtin_filter };
static const AthPythonNativeFunction format_function = { "format", builtin_format };
static const AthPythonNativeFunction getattr_function = { "getattr", builtin_getattr };
static const AthPythonNativeFunction hasattr_function = { "hasattr", builtin_hasattr };
static const AthPythonNativeFunction isinstance_function = { "isinstance", builtin_isinstance };
static const AthPythonNativeFunction issubclass_function = { "issubclass", builtin_issubclass };
static const AthPythonNativeFunction iter_function = { "iter", builtin_iter };
static const AthPythonNativeFunction len_function = { "len", builtin_len };
static const AthPythonNativeFunction map_function = { "map", builtin_map };
static const AthPythonNativeFunction max_function = { "max", builtin_max };
static const AthPythonNativeFunction min_function = { "min", builtin_min };
static const AthPythonNativeFunction next_function = { "next", builtin_next };
static const AthPythonNativeFunction ord_function = { "ord", builtin_ord };
static const AthPythonNativeFunction print_function = { "print", builtin_print };
static const AthPythonNativeFunction repr_function = { "repr", builtin_repr };
static const AthPythonNativeFunction reversed_function = { "reversed", builtin_reversed };
static const AthPythonNativeFunction setattr_function = { "setattr", builtin_setattr };
static const AthPythonNativeFunction sorted_function = { "sorted", builtin_sorted };
static const AthPythonNativeFunction sum_function = { "sum", builtin_sum };
static const AthPythonNativeFunction zip_function = { "zip", builtin_zip };

static const AthPythonNativeMember members[] = {
  { "abs", .function = &abs_function },
  { "all", .function = &all_function },
  { "any", .function = &any_function },
  { "callable", .function = &callable_function },
  { "chr", .function = &chr_function },
  { "enumerate", .function = &enumerate_function },
  { "filter", .function = &filter_function },
  { "format", .function = &format_function },
  { "getattr", .function = &getattr_function },
  { "hasattr", .function = &hasattr_function },
  { "isinstance", .function = &isinstance_function },
  { "issubclass", .function = &issubclass_function },
  { "iter", .function = &iter_function },
  { "len", .function = &len_function },
  { "map", .function = &map_function },
  { "max", .function = &max_function },
  { "min", .function = &min_function },
  { "next", .function = &next_function },
  { "ord", .function = &ord_function },
  { "print", .function = &print_function },
  { "repr", .function = &repr_function },
  { "reversed", .function = &reversed_function },
  { "setattr", .function = &setattr_function },
  { "sorted", .function = &sorted_function },
  { "sum", .function = &sum_function },
  { "zip", .function = &zip_function },
  { "bool", .class = &ath_python_bool_class },
  { "bytes", .class = &ath_python_bytes_class },
  { "classmethod", .class = &ath_python_class_method_class },
  { "dict", .class = &ath_python_dict_class },
  { "float", .class = &ath_python_float_class },
  { "frozenset", .class = &ath_python_frozenset_class },
  { "int", .class = &ath_python_int_class },
  { "list", .class = &ath_python_list_class },
  { "object", .class = &ath_python_object_class },
  { "property", .class = &ath_python_property_class },
  { "range", .class = &ath_python_range_class },
  { "set", .class = &ath_python_set_class },
  { "slice", .class = &ath_python_slice_class },
  { "staticmethod", .class = &ath_python_static_method_class },
  { "str", .class = &ath_python_str_class },
  { "super", .class = &ath_python_super_class },
  { "tuple", .class = &ath_python_tuple_class },
  { "type", .class = &ath_python_type_class },
  { "BaseException", .class = &ath_python_base_exception_class },
  { "Exception", .class = &ath_python_exception_class },
  { "ArithmeticError", .class = &ath_python_arithmetic_error_class },
  { "OverflowError", .class = &ath_python_overflow_error_class },
  { "ZeroDivisionError", .class = &ath_python_zero_division_error_class },
  { "AssertionError", .class = &ath_python_assertion_error_class },
  { "AttributeError", .class = &ath_python_attribute_error_class },
  { "EOFError", .class = &ath_python_eof_error_class },
  { "ImportError", .class = &ath_python_import_error_class },
  { "ModuleNotFoundError", .class = &ath_python_module_not_found_error_class },
  { "LookupError", .class = &ath_python_lookup_error_class },
  { "IndexError", .class = &ath_python_index_error_class },
  { "KeyError", .class = &ath_python_key_error_class },
  { "NameError", .class = &ath_python_name_error_class },
  { "UnboundLocalError", .class = &ath_python_unbound_local_error_class },
  { "OSError", .class = &ath_python_os_error_class },
  { "FileNotFoundError", .class = &ath_python_file_not_found_error_class },
  { "PermissionError", .class = &ath_python_permission_error_class },
  { "ConnectionError", .class = &ath_python_connection_error_class },
  { "TimeoutError", .class = &ath_python_timeout_error_class },
  { "RuntimeError", .class = &ath_python_runtime_error_class },
  { "NotImplementedError", .class = &ath_python_not_implemented_error_class },
  { "RecursionError", .class = &ath_python_recursion_error_class },
  { "StopIteration", .class = &ath_python_stop_iteration_class },
  { "TypeError", .class = &ath_python_type_error_class },
  { "ValueError", .class = &ath_python_value_error_class },
  { "UnicodeError", .class = &ath_python_unicode_error_class },
  { "SystemExit", .class = &ath_python_system_exit_class },
  { "KeyboardInterrupt", .class = &ath_python_keyboard_interrupt_class },
  { "Warning", .class = &ath_python_warning_class },
  { "UserWarning", .class = &ath_python_user_warning_class },
  { "DeprecationWarning", .class = &ath_python_deprecation_warning_class },
  { "RuntimeWarning", .class = &ath_python_runtime_warning_class },
  { "EnvironmentError", .class = &ath_python_os_error_class },
  { "IOError", .class = &ath_python_os_error_class },
  { "NotImplemented", .get = get_not_implemented },
  { "Ellipsis", .get = get_ellipsis },
  { NULL },
};

const AthPythonNativeModule ath_python_builtins_module = { "builtins", members, NULL };
