/* ath-python-deque.c: collections.deque and collections.ChainMap
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/**
 * Deque:
 * @list: what it holds
 * @max_length: how many it may hold; -1: any number
 * @version: counts its changes
 */
typedef struct
{
  AthPythonValue *list;
  gint64          max_length;
  guint           version;
} Deque;

typedef struct
{
  Deque *deque;
  guint  version;
  guint  position;
} Walk;

static AthPythonValue *
new_deque (AthPythonEvaluator *evaluator,
           gint64              max_length)
{
  Deque *deque = ath_arena_new0 (evaluator->arena, Deque);

  deque->list = ath_python_list_new (evaluator->arena, NULL, 0);
  deque->max_length = max_length;

  return ath_python_host_new (evaluator->arena, &ath_python_deque_class, deque);
}

static void
add_right (AthPythonEvaluator *evaluator,
           Deque              *deque,
           AthPythonValue     *item)
{
  deque->version++;
  if (deque->max_length == 0)
    return;
  if (deque->list->sequence.length == deque->max_length)
    ath_python_list_remove (deque->list, 0, 1);
  ath_python_list_append (evaluator->arena, deque->list, item);
}

static void
add_left (AthPythonEvaluator *evaluator,
          Deque              *deque,
          AthPythonValue     *item)
{
  deque->version++;
  if (deque->max_length == 0)
    return;
  if (deque->list->sequence.length == deque->max_length)
    ath_python_list_remove (deque->list, deque->list->sequence.length - 1, 1);
  ath_python_list_insert (evaluator->arena, deque->list, 0, item);
}

/* Of a copy of @iterable, which may be the deque itself. */
static gboolean
extend (AthPythonEvaluator *evaluator,
        Deque              *deque,
        AthPythonValue     *iterable,
        gboolean            is_left)
{
  AthPythonValue *list = ath_python_list_of (evaluator, iterable);

  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    if (is_left)
      add_left (evaluator, deque, list->sequence.items[i]);
    else
      add_right (evaluator, deque, list->sequence.items[i]);

  return list != NULL;
}

static AthPythonValue *
construct_deque (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_OPTIONAL },
    { "maxlen", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *deque;
  gint64 max_length = -1;

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "deque", self);
  if (!ATH_PYTHON_BIND ("deque", parameters, values))
    return NULL;
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    {
      if (!ath_python_take_int (evaluator, values[1], &max_length))
        return NULL;
      if (max_length < 0)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "maxlen must be non-negative");
    }
  deque = new_deque (evaluator, max_length);

  return values[0] == NULL || extend (evaluator, deque->host.data, values[0], FALSE) ? deque : NULL;
}

static const AthPythonParameter one_value[] = { { "x", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
deque_append (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("append", one_value, &value))
    return NULL;
  add_right (evaluator, self->host.data, value);

  return ath_python_none ();
}

static AthPythonValue *
deque_appendleft (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("appendleft", one_value, &value))
    return NULL;
  add_left (evaluator, self->host.data, value);

  return ath_python_none ();
}

static AthPythonValue *
deque_extend (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("extend", one_value, &value)
         && extend (evaluator, self->host.data, value, FALSE) ? ath_python_none () : NULL;
}

static AthPythonValue *
deque_extendleft (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("extendleft", one_value, &value)
         && extend (evaluator, self->host.data, value, TRUE) ? ath_python_none () : NULL;
}

static AthPythonValue *
take_out (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments,
          gboolean                  is_left)
{
  Deque *deque = self->host.data;
  AthPythonValue *item;
  guint index;

  if (!ath_python_take_none (evaluator, "pop", arguments))
    return NULL;
  if (deque->list->sequence.length == 0)
    return ath_python_raise (evaluator, &ath_python_index_error_class, "pop from an empty deque");

  index = is_left ? 0 : deque->list->sequence.length - 1;
  item = deque->list->sequence.items[index];
  ath_python_list_remove (deque->list, index, 1);
  deque->version++;

  return item;
}

static AthPythonValue *
deque_pop (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return take_out (evaluator, self, arguments, FALSE);
}

static AthPythonValue *
deque_popleft (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return take_out (evaluator, self, arguments, TRUE);
}

static AthPythonValue *
deque_clear (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  Deque *deque = self->host.data;

  if (!ath_python_take_none (evaluator, "clear", arguments))
    return NULL;
  deque->list->sequence.length = 0;
  deque->version++;

  return ath_python_none ();
}

static AthPythonValue *
deque_copy (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  Deque *deque = self->host.data;
  AthPythonValue *copy = new_deque (evaluator, deque->max_length);

  return ath_python_take_none (evaluator, "copy", arguments)
         && extend (evaluator, copy->host.data, self, FALSE) ? copy : NULL;
}

static AthPythonValue *
deque_rotate (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "n", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL } };
  Deque *deque = self->host.data;
  AthPythonValue *value;
  AthPythonValue *old;
  gint64 length = deque->list->sequence.length;
  gint64 n = 1;

  if (!ATH_PYTHON_BIND ("rotate", parameters, &value)
      || !ath_python_take_int (evaluator, value, &n))
    return NULL;
  if (length < 2)
    return ath_python_none ();

  n = (n % length + length) % length;
  old = ath_python_list_new (evaluator->arena, deque->list->sequence.items, (guint) length);
  for (gint64 i = 0; i < length; i++)
    deque->list->sequence.items[(i + n) % length] = old->sequence.items[i];
  deque->version++;

  return ath_python_none ();
}

/* A method of the list inside that does the same. */
static AthPythonValue *
call_list (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const char               *name,
           const AthPythonArguments *arguments)
{
  Deque *deque = self->host.data;
  AthPythonValue *method = ath_python_get_attribute (evaluator, deque->list, name);

  deque->version++;

  return method != NULL ? ath_python_call (evaluator, method, arguments) : NULL;
}

static AthPythonValue *
deque_count (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return call_list (evaluator, self, "count", arguments);
}

static AthPythonValue *
deque_reverse (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return call_list (evaluator, self, "reverse", arguments);
}

static AthPythonValue *
deque_remove (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  Deque *deque = self->host.data;
  AthPythonValue *value;
  gboolean is_there;

  if (!ATH_PYTHON_BIND ("remove", one_value, &value)
      || !ath_python_contains (evaluator, deque->list, value, &is_there))
    return NULL;
  if (!is_there)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "deque.remove(x): x not in deque");

  return call_list (evaluator, self, "remove", arguments);
}

static AthPythonValue *
deque_get_max_length (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  Deque *deque = self->host.data;

  return deque->max_length < 0 ? ath_python_none ()
                               : ath_python_int_new (evaluator->arena, deque->max_length);
}

static const AthPythonNativeFunction deque_methods[] = {
  { "append", deque_append },
  { "appendleft", deque_appendleft },
  { "clear", deque_clear },
  { "copy", deque_copy },
  { "count", deque_count },
  { "extend", deque_extend },
  { "extendleft", deque_extendleft },
  { "maxlen", deque_get_max_length, .is_property = TRUE },
  { "pop", deque_pop },
  { "popleft", deque_popleft },
  { "remove", deque_remove },
  { "reverse", deque_reverse },
  { "rotate", deque_rotate },
  { NULL },
};

static gboolean
check_index (AthPythonEvaluator *evaluator,
             Deque              *deque,
             AthPythonValue     *key,
             gint64             *index)
{
  if (key->type == ATH_PYTHON_TYPE_SLICE)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "sequence index must be integer, not 'slice'") != NULL;
  if (!ath_python_take_int (evaluator, key, index))
    return FALSE;

  if (*index < 0)
    *index += deque->list->sequence.length;

  return (*index >= 0 && *index < deque->list->sequence.length)
         || ath_python_raise (evaluator, &ath_python_index_error_class,
                              "deque index out of range") != NULL;
}

static AthPythonValue *
get_deque_item (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *key)
{
  Deque *deque = self->host.data;
  gint64 index;

  return check_index (evaluator, deque, key, &index) ? deque->list->sequence.items[index] : NULL;
}

static gboolean
set_deque_item (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *key,
                AthPythonValue     *value)
{
  Deque *deque = self->host.data;
  gint64 index;

  if (!check_index (evaluator, deque, key, &index))
    return FALSE;

  if (value != NULL)
    deque->list->sequence.items[index] = value;
  else
    {
      ath_python_list_remove (deque->list, (guint) index, 1);
      deque->version++;
    }

  return TRUE;
}

static gboolean
deque_contains (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *item,
                gboolean           *result)
{
  Deque *deque = self->host.data;

  return ath_python_contains (evaluator, deque->list, item, result);
}

static AthPythonValue *
next_of_deque (AthPythonEvaluator *evaluator,
               AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);

  if (walk->position > 0 && walk->version != walk->deque->version)
    return ath_python_raise (evaluator, &ath_python_runtime_error_class,
                             "deque mutated during iteration");
  if (walk->position >= walk->deque->list->sequence.length)
    return NULL;
  walk->version = walk->deque->version;

  return walk->deque->list->sequence.items[walk->position++];
}

static AthPythonValue *
iterate_deque (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  Walk *walk = ath_arena_new0 (evaluator->arena, Walk);

  walk->deque = self->host.data;

  return ath_python_iterator_new (evaluator->arena, next_of_deque, walk);
}

static gboolean
get_deque_length (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  guint              *length)
{
  Deque *deque = self->host.data;

  *length = deque->list->sequence.length;

  return TRUE;
}

static AthPythonValue *
compare_deque (AthPythonEvaluator *evaluator,
               AthPythonOperator   op,
               AthPythonValue     *self,
               AthPythonValue     *other)
{
  Deque *a = self->host.data;
  Deque *b;

  if (other->type != ATH_PYTHON_TYPE_HOST || other->host.class != &ath_python_deque_class)
    return ath_python_not_implemented ();
  b = other->host.data;

  return ath_python_compare (evaluator, op, a->list, b->list);
}

static AthPythonValue *
combine_deque (AthPythonEvaluator *evaluator,
               AthPythonOperator   op,
               AthPythonValue     *self,
               AthPythonValue     *other,
               gboolean            is_reflected)
{
  return ath_python_refuse_type (evaluator, "deque", other);
}

static AthPythonValue *
deque_repr (AthPythonEvaluator *evaluator,
            AthPythonValue     *self)
{
  Deque *deque = self->host.data;
  AthPythonValue *repr = ath_python_repr (evaluator, deque->list);
  g_autofree char *text = NULL;

  if (repr == NULL)
    return NULL;
  if (deque->max_length < 0)
    text = g_strdup_printf ("deque(%s)", repr->text.bytes);
  else
    text = g_strdup_printf ("deque(%s, maxlen=%" G_GINT64_FORMAT ")", repr->text.bytes,
                            deque->max_length);

  return ath_python_str_new (evaluator->arena, text);
}

static gboolean
deque_hash (AthPythonEvaluator *evaluator,
            AthPythonValue     *self,
            guint              *hash)
{
  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "unhashable type: 'collections.deque'") != NULL;
}

const AthPythonNativeClass ath_python_deque_class = {
  .name = "deque",
  .module = "collections",
  .construct = construct_deque,
  .methods = deque_methods,
  .get_item = get_deque_item,
  .set_item = set_deque_item,
  .contains = deque_contains,
  .iterate = iterate_deque,
  .length = get_deque_length,
  .compare = compare_deque,
  .binary = combine_deque,
  .repr = deque_repr,
  .hash = deque_hash,
};

/* ChainMap (…): the data are a tuple of dicts, the first of which is asked first
 * and written to.
 */
static AthPythonValue *
construct_chain_map (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "maps", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *maps;

  if (!ATH_PYTHON_BIND ("ChainMap", parameters, &maps))
    return NULL;
  for (guint i = 0; i < maps->sequence.length; i++)
    if (maps->sequence.items[i]->type != ATH_PYTHON_TYPE_DICT
        || ath_python_get_hooks (maps->sequence.items[i]) != NULL)
      return ath_python_refuse_type (evaluator, "ChainMap", maps->sequence.items[i]);
  if (maps->sequence.length == 0)
    {
      AthPythonValue *empty = ath_python_dict_value_new (evaluator->arena);

      maps = ath_python_tuple_new (evaluator->arena, &empty, 1);
    }

  return ath_python_host_new (evaluator->arena, &ath_python_chain_map_class, maps);
}

/* All of it in one dict, in the order in which it is walked over. */
static AthPythonValue *
merge_maps (AthPythonEvaluator *evaluator,
            AthPythonValue     *self)
{
  AthPythonValue *maps = self->host.data;
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);

  for (guint i = maps->sequence.length; i > 0; i--)
    {
      const AthPythonArguments one = {
        .positional = &maps->sequence.items[i - 1], .n_positional = 1
      };

      if (!ath_python_dict_update (evaluator, dict, &one))
        return NULL;
    }

  return dict;
}

static AthPythonValue *
call_merged (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const char               *name,
             const AthPythonArguments *arguments)
{
  AthPythonValue *dict = merge_maps (evaluator, self);
  AthPythonValue *method = dict != NULL ? ath_python_get_attribute (evaluator, dict, name) : NULL;

  return method != NULL ? ath_python_call (evaluator, method, arguments) : NULL;
}

static AthPythonValue *
chain_map_get (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return call_merged (evaluator, self, "get", arguments);
}

static AthPythonValue *
chain_map_items (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *items = call_merged (evaluator, self, "items", arguments);

  return items != NULL ? ath_python_iterate (evaluator, items) : NULL;
}

static AthPythonValue *
chain_map_keys (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *keys = call_merged (evaluator, self, "keys", arguments);

  return keys != NULL ? ath_python_iterate (evaluator, keys) : NULL;
}

static const AthPythonNativeFunction chain_map_methods[] = {
  { "get", chain_map_get },
  { "items", chain_map_items },
  { "keys", chain_map_keys },
  { NULL },
};

static AthPythonValue *
get_chain_map_item (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    AthPythonValue     *key)
{
  AthPythonValue *dict = merge_maps (evaluator, self);

  return dict != NULL ? ath_python_get_item (evaluator, dict, key) : NULL;
}

static gboolean
chain_map_contains (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    AthPythonValue     *item,
                    gboolean           *result)
{
  AthPythonValue *dict = merge_maps (evaluator, self);

  return dict != NULL && ath_python_contains (evaluator, dict, item, result);
}

static gboolean
set_chain_map_item (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    AthPythonValue     *key,
                    AthPythonValue     *value)
{
  AthPythonValue *maps = self->host.data;

  if (value == NULL)
    return ath_python_refuse_type (evaluator, "del", self) != NULL;

  return ath_python_set_item (evaluator, maps->sequence.items[0], key, value);
}

static gboolean
get_chain_map_length (AthPythonEvaluator *evaluator,
                      AthPythonValue     *self,
                      guint              *length)
{
  AthPythonValue *dict = merge_maps (evaluator, self);

  if (dict == NULL)
    return FALSE;
  *length = ath_python_dict_get_length (dict->dict);

  return TRUE;
}

static AthPythonValue *
iterate_chain_map (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self)
{
  AthPythonValue *dict = merge_maps (evaluator, self);

  return dict != NULL ? ath_python_list_of (evaluator, dict) : NULL;
}

const AthPythonNativeClass ath_python_chain_map_class = {
  .name = "ChainMap",
  .module = "collections",
  .construct = construct_chain_map,
  .methods = chain_map_methods,
  .get_item = get_chain_map_item,
  .set_item = set_chain_map_item,
  .contains = chain_map_contains,
  .iterate = iterate_chain_map,
  .length = get_chain_map_length,
};
