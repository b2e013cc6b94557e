/* ath-python-methods-dict.c: methods of dict, and the views of its keys and values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-types.h"

/* Walks over a view. */
typedef struct
{
  AthPythonValue             *dict;
  const AthPythonNativeClass *class;
  guint                       position;
  guint                       length;
} ViewWalk;

static AthPythonValue *
get_item_of_view (AthPythonEvaluator         *evaluator,
                  const AthPythonNativeClass *class,
                  AthPythonValue             *key,
                  AthPythonValue             *value)
{
  AthPythonValue *pair[] = { key, value };

  if (class == &ath_python_dict_keys_class)
    return key;
  if (class == &ath_python_dict_values_class)
    return value;

  return ath_python_tuple_new (ath_python_get_arena (evaluator), pair, 2);
}

static AthPythonValue *
next_of_view (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  ViewWalk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *key;
  AthPythonValue *value;

  if (ath_python_dict_get_length (walk->dict->dict) != walk->length)
    return ath_python_raise (evaluator, &ath_python_runtime_error_class,
                             "dictionary changed size during iteration");
  if (!ath_python_dict_next (walk->dict->dict, &walk->position, &key, &value))
    return NULL;

  return get_item_of_view (evaluator, walk->class, key, value);
}

/**
 * ath_python_dict_iterate:
 * @evaluator: an evaluator
 * @dict: a dict or a set
 * @view: which view of it
 *
 * Returns: (transfer none): an iterator, which raises when @dict changes its
 *   size meanwhile
 */
AthPythonValue *
ath_python_dict_iterate (AthPythonEvaluator         *evaluator,
                         AthPythonValue             *dict,
                         const AthPythonNativeClass *view)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  ViewWalk *walk = ath_arena_new0 (arena, ViewWalk);

  walk->dict = dict;
  walk->class = view;
  walk->length = ath_python_dict_get_length (dict->dict);

  return ath_python_iterator_new (arena, next_of_view, walk);
}

static AthPythonValue *
iterate_view (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return ath_python_dict_iterate (evaluator, self->host.data, self->host.class);
}

static gboolean
get_view_length (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 guint              *length)
{
  AthPythonValue *dict = self->host.data;

  *length = ath_python_dict_get_length (dict->dict);
  return TRUE;
}

static gboolean
keys_contain (AthPythonEvaluator *evaluator,
              AthPythonValue     *self,
              AthPythonValue     *item,
              gboolean           *result)
{
  return ath_python_contains (evaluator, self->host.data, item, result);
}

static gboolean
view_contains (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *item,
               gboolean           *result)
{
  AthPythonValue *list = ath_python_list_of (evaluator, self);

  return list != NULL && ath_python_contains (evaluator, list, item, result);
}

static AthPythonValue *
subscript_view (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *key)
{
  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "'%s' object is not subscriptable", self->host.class->name);
}

/* A set of what a view, or anything else that can be walked over, holds. */
static AthPythonValue *
set_of (AthPythonEvaluator *evaluator,
        AthPythonValue     *value)
{
  AthPythonValue *set = ath_python_set_new (ath_python_get_arena (evaluator), FALSE);
  AthPythonValue *list = ath_python_list_of (evaluator, value);

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->sequence.length; i++)
    if (!ath_python_dict_set (set->dict, evaluator, list->sequence.items[i], ath_python_none ()))
      return NULL;

  return set;
}

static gboolean
is_set_like (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_SET || value->type == ATH_PYTHON_TYPE_FROZENSET
         || (value->type == ATH_PYTHON_TYPE_HOST
             && (value->host.class == &ath_python_dict_keys_class
                 || value->host.class == &ath_python_dict_items_class));
}

static AthPythonValue *
compare_view (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  AthPythonValue *a;
  AthPythonValue *b;

  if (!is_set_like (other))
    return ath_python_not_implemented ();

  a = set_of (evaluator, self);
  b = a != NULL ? set_of (evaluator, other) : NULL;

  return b != NULL ? ath_python_compare (evaluator, op, a, b) : NULL;
}

/* `d.keys () - e` is a set, whatever can be walked over stands behind. */
static AthPythonValue *
combine_view (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other,
              gboolean            is_reflected)
{
  AthPythonValue *a;
  AthPythonValue *b;

  if (op != ATH_PYTHON_BIT_OR && op != ATH_PYTHON_BIT_AND && op != ATH_PYTHON_BIT_XOR
      && op != ATH_PYTHON_SUB)
    return ath_python_not_implemented ();

  a = set_of (evaluator, self);
  b = a != NULL ? set_of (evaluator, other) : NULL;
  if (b == NULL)
    return NULL;

  return is_reflected ? ath_python_binary (evaluator, op, b, a)
                      : ath_python_binary (evaluator, op, a, b);
}

static AthPythonValue *
view_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  AthPythonValue *list = ath_python_list_of (evaluator, self);
  AthPythonValue *repr = list != NULL ? ath_python_repr (evaluator, list) : NULL;

  if (repr == NULL)
    return NULL;

  return ath_python_str_new (ath_python_get_arena (evaluator),
                             ath_arena_printf (ath_python_get_arena (evaluator), "%s(%s)",
                                               self->host.class->name, repr->text.bytes));
}

const AthPythonNativeClass ath_python_dict_keys_class = {
  .name = "dict_keys",
  .module = "builtins",
  .get_item = subscript_view,
  .iterate = iterate_view,
  .length = get_view_length,
  .contains = keys_contain,
  .compare = compare_view,
  .binary = combine_view,
  .repr = view_repr,
};

const AthPythonNativeClass ath_python_dict_items_class = {
  .name = "dict_items",
  .module = "builtins",
  .get_item = subscript_view,
  .iterate = iterate_view,
  .length = get_view_length,
  .contains = view_contains,
  .compare = compare_view,
  .binary = combine_view,
  .repr = view_repr,
};

const AthPythonNativeClass ath_python_dict_values_class = {
  .name = "dict_values",
  .module = "builtins",
  .get_item = subscript_view,
  .iterate = iterate_view,
  .length = get_view_length,
  .contains = view_contains,
  .repr = view_repr,
};

static AthPythonValue *
new_view (AthPythonEvaluator         *evaluator,
          const char                 *name,
          AthPythonValue             *self,
          const AthPythonArguments   *arguments,
          const AthPythonNativeClass *class)
{
  if (!ath_python_take_none (evaluator, name, arguments))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), class, self);
}

static AthPythonValue *
dict_keys (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return new_view (evaluator, "keys", self, arguments, &ath_python_dict_keys_class);
}

static AthPythonValue *
dict_values (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return new_view (evaluator, "values", self, arguments, &ath_python_dict_values_class);
}

static AthPythonValue *
dict_items (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return new_view (evaluator, "items", self, arguments, &ath_python_dict_items_class);
}

static const AthPythonParameter key_and_default[] = {
  { "key", ATH_PYTHON_PARAM_POSITIONAL },
  { "default", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
};

static AthPythonValue *
dict_get (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (key_and_default)];
  AthPythonValue *found;

  if (!ATH_PYTHON_BIND ("get", key_and_default, values)
      || !ath_python_dict_get (self->dict, evaluator, values[0], &found))
    return NULL;
  if (found != NULL)
    return found;

  return values[1] != NULL ? values[1] : ath_python_none ();
}

static AthPythonValue *
dict_setdefault (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (key_and_default)];
  AthPythonValue *found;

  if (!ATH_PYTHON_BIND ("setdefault", key_and_default, values)
      || !ath_python_dict_get (self->dict, evaluator, values[0], &found))
    return NULL;
  if (found != NULL)
    return found;

  found = values[1] != NULL ? values[1] : ath_python_none ();

  return ath_python_dict_set (self->dict, evaluator, values[0], found) ? found : NULL;
}

static AthPythonValue *
dict_pop (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (key_and_default)];
  AthPythonValue *found;
  gboolean was_there;

  if (!ATH_PYTHON_BIND ("pop", key_and_default, values)
      || !ath_python_dict_get (self->dict, evaluator, values[0], &found)
      || !ath_python_dict_remove (self->dict, evaluator, values[0], &was_there))
    return NULL;
  if (was_there)
    return found;

  return values[1] != NULL ? values[1] : ath_python_raise_key_error (evaluator, values[0]);
}

/* The last one. */
static AthPythonValue *
dict_popitem (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *pair[2] = { NULL };
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;
  gboolean was_there;

  if (!ath_python_take_none (evaluator, "popitem", arguments))
    return NULL;

  while (ath_python_dict_next (self->dict, &position, &key, &value))
    {
      pair[0] = key;
      pair[1] = value;
    }
  if (pair[0] == NULL)
    return ath_python_raise_key_error (evaluator,
                                       ath_python_str_new (ath_python_get_arena (evaluator),
                                                           "popitem(): dictionary is empty"));
  if (!ath_python_dict_remove (self->dict, evaluator, pair[0], &was_there))
    return NULL;

  return ath_python_tuple_new (ath_python_get_arena (evaluator), pair, 2);
}

static AthPythonValue *
dict_update (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return ath_python_dict_update (evaluator, self, arguments) ? ath_python_none () : NULL;
}

static AthPythonValue *
dict_clear (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "clear", arguments))
    return NULL;
  ath_python_dict_clear (self->dict);

  return ath_python_none ();
}

static AthPythonValue *
dict_copy (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  AthPythonValue *copy = ath_python_dict_value_new (ath_python_get_arena (evaluator));
  const AthPythonArguments one = { .positional = &self, .n_positional = 1 };

  if (!ath_python_take_none (evaluator, "copy", arguments))
    return NULL;

  ath_python_dict_set_factory (copy->dict, ath_python_dict_get_factory (self->dict));
  ath_python_dict_set_class (copy->dict, ath_python_dict_get_class (self->dict));

  return ath_python_dict_update (evaluator, copy, &one) ? copy : NULL;
}

static AthPythonValue *
dict_fromkeys (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "value", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *dict = ath_python_dict_value_new (ath_python_get_arena (evaluator));
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("fromkeys", parameters, values))
    return NULL;
  if (self->type == ATH_PYTHON_TYPE_NATIVE_CLASS
      && self->native_class == &ath_python_ordered_dict_class)
    ath_python_dict_set_class (dict->dict, self->native_class);
  else if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS
           || self->native_class != &ath_python_dict_class)
    return ath_python_refuse_type (evaluator, "fromkeys", self);
  list = ath_python_list_of (evaluator, values[0]);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    if (!ath_python_dict_set (dict->dict, evaluator, list->sequence.items[i],
                              values[1] != NULL ? values[1] : ath_python_none ()))
      return NULL;

  return dict;
}

const AthPythonNativeFunction ath_python_dict_methods[] = {
  { "clear", dict_clear },
  { "copy", dict_copy },
  { "fromkeys", dict_fromkeys, .is_class_method = TRUE },
  { "get", dict_get },
  { "items", dict_items },
  { "keys", dict_keys },
  { "pop", dict_pop },
  { "popitem", dict_popitem },
  { "setdefault", dict_setdefault },
  { "update", dict_update },
  { "values", dict_values },
  { NULL },
};
