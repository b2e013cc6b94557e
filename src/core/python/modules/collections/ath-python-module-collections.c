/* ath-python-module-collections.c: the module collections
 *
 * A defaultdict and an OrderedDict are dicts that know what they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/collections/ath-python-collections.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
construct_defaultdict (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);
  AthPythonArguments others = *arguments;
  AthPythonValue *factory = NULL;

  if (arguments->n_positional > 0)
    {
      factory = arguments->positional[0];
      others.positional++;
      others.n_positional--;
    }
  if (factory == NULL || ath_python_is_none (factory))
    return ath_python_refuse (evaluator, _("A defaultdict without a factory is not understood"));
  if (!ath_python_dict_update (evaluator, dict, &others))
    return NULL;
  ath_python_dict_set_factory (dict->dict, factory);
  ath_python_dict_set_class (dict->dict, &ath_python_defaultdict_class);

  return dict;
}

/* A function as a factory shows its address. */
static AthPythonValue *
defaultdict_repr (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self)
{
  AthPythonValue *factory = ath_python_dict_get_factory (self->dict);
  AthPythonValue *items = ath_python_plain_repr (evaluator, self);
  AthPythonValue *name = items != NULL ? ath_python_repr (evaluator, factory) : NULL;

  return name != NULL
         ? ath_python_str_new (evaluator->arena,
                               ath_arena_printf (evaluator->arena, "defaultdict(%s, %s)",
                                                 name->text.bytes, items->text.bytes))
         : NULL;
}

const AthPythonNativeClass ath_python_defaultdict_class = {
  .name = "defaultdict",
  .module = "collections",
  .base = &ath_python_dict_class,
  .construct = construct_defaultdict,
  .repr = defaultdict_repr,
};

static AthPythonValue *
construct_ordered_dict (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "OrderedDict", self);
  ath_python_dict_set_class (dict->dict, &ath_python_ordered_dict_class);

  return ath_python_dict_update (evaluator, dict, arguments) ? dict : NULL;
}

/* Python 3.12 writes it in another way than those before. */
static AthPythonValue *
ordered_dict_repr (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self)
{
  if (ath_python_dict_get_length (self->dict) == 0)
    return ath_python_str_new (evaluator->arena, "OrderedDict()");

  return ath_python_refuse (evaluator, _("%s as part of a text is not understood: it depends on "
                                         "the version of Python"), "OrderedDict");
}

/* Two of them are equal when their order is, too. */
static AthPythonValue *
compare_ordered_dict (AthPythonEvaluator *evaluator,
                      AthPythonOperator   op,
                      AthPythonValue     *self,
                      AthPythonValue     *other)
{
  AthPythonValue *keys[4];
  guint positions[2] = { 0, 0 };
  gboolean is_equal = TRUE;

  if ((op != ATH_PYTHON_EQ && op != ATH_PYTHON_NOT_EQ) || other->type != ATH_PYTHON_TYPE_DICT
      || ath_python_dict_get_class (other->dict) != &ath_python_ordered_dict_class)
    return ath_python_not_implemented ();

  if (ath_python_dict_get_length (self->dict) != ath_python_dict_get_length (other->dict))
    return ath_python_bool (op == ATH_PYTHON_NOT_EQ);
  while (is_equal && ath_python_dict_next (self->dict, &positions[0], &keys[0], &keys[1])
         && ath_python_dict_next (other->dict, &positions[1], &keys[2], &keys[3]))
    {
      if (!ath_python_equal (evaluator, keys[0], keys[2], &is_equal))
        return NULL;
      if (is_equal && !ath_python_equal (evaluator, keys[1], keys[3], &is_equal))
        return NULL;
    }

  return ath_python_bool (is_equal == (op == ATH_PYTHON_EQ));
}

/* `a | b` is one, too. */
static AthPythonValue *
combine_ordered_dict (AthPythonEvaluator *evaluator,
                      AthPythonOperator   op,
                      AthPythonValue     *self,
                      AthPythonValue     *other,
                      gboolean            is_reflected)
{
  AthPythonValue *both[] = { is_reflected ? other : self, is_reflected ? self : other };
  AthPythonValue *result = ath_python_dict_value_new (evaluator->arena);

  if (op != ATH_PYTHON_BIT_OR || other->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_not_implemented ();

  ath_python_dict_set_class (result->dict, &ath_python_ordered_dict_class);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const AthPythonArguments one = { .positional = &both[i], .n_positional = 1 };

      if (!ath_python_dict_update (evaluator, result, &one))
        return NULL;
    }

  return result;
}

/* Puts everything but @key behind or before it. */
static AthPythonValue *
ordered_dict_move_to_end (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_REQUIRED },
    { "last", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *pairs = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *found;
  AthPythonValue *pair[2];
  gboolean is_last = TRUE;
  gboolean was_there;
  guint position = 0;

  if (!ATH_PYTHON_BIND ("move_to_end", parameters, values)
      || !ath_python_take_bool (evaluator, values[1], &is_last)
      || !ath_python_dict_get (self->dict, evaluator, values[0], &found)
      || !ath_python_dict_remove (self->dict, evaluator, values[0], &was_there))
    return NULL;
  if (!was_there)
    return ath_python_raise_key_error (evaluator, values[0]);
  if (is_last)
    return ath_python_dict_set (self->dict, evaluator, values[0], found) ? ath_python_none ()
                                                                         : NULL;

  while (ath_python_dict_next (self->dict, &position, &pair[0], &pair[1]))
    ath_python_list_append (evaluator->arena, pairs,
                            ath_python_tuple_new (evaluator->arena, pair, 2));
  ath_python_dict_clear (self->dict);
  if (!ath_python_dict_set (self->dict, evaluator, values[0], found))
    return NULL;
  for (guint i = 0; i < pairs->sequence.length; i++)
    {
      AthPythonValue **items = pairs->sequence.items[i]->sequence.items;

      if (!ath_python_dict_set (self->dict, evaluator, items[0], items[1]))
        return NULL;
    }

  return ath_python_none ();
}

static AthPythonValue *
ordered_dict_popitem (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "last", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *pair[2] = { NULL };
  AthPythonValue *value;
  gboolean is_last = TRUE;
  gboolean was_there;
  guint position = 0;

  if (!ATH_PYTHON_BIND ("popitem", parameters, &value)
      || !ath_python_take_bool (evaluator, value, &is_last))
    return NULL;
  if (ath_python_dict_get_length (self->dict) == 0)
    return ath_python_raise_key_error (evaluator, ath_python_str_new (evaluator->arena,
                                                                      "dictionary is empty"));

  while ((pair[0] == NULL || is_last)
         && ath_python_dict_next (self->dict, &position, &pair[0], &pair[1]))
    continue;
  if (!ath_python_dict_remove (self->dict, evaluator, pair[0], &was_there))
    return NULL;

  return ath_python_tuple_new (evaluator->arena, pair, 2);
}

static const AthPythonNativeFunction ordered_dict_methods[] = {
  { "move_to_end", ordered_dict_move_to_end },
  { "popitem", ordered_dict_popitem },
  { NULL },
};

const AthPythonNativeClass ath_python_ordered_dict_class = {
  .name = "OrderedDict",
  .module = "collections",
  .base = &ath_python_dict_class,
  .construct = construct_ordered_dict,
  .methods = ordered_dict_methods,
  .compare = compare_ordered_dict,
  .binary = combine_ordered_dict,
  .repr = ordered_dict_repr,
};

static const AthPythonNativeMember members[] = {
  { "ChainMap", .class = &ath_python_chain_map_class },
  { "Counter", .class = &ath_python_counter_class },
  { "OrderedDict", .class = &ath_python_ordered_dict_class },
  { "abc", .module = &ath_python_collections_abc_module },
  { "defaultdict", .class = &ath_python_defaultdict_class },
  { "deque", .class = &ath_python_deque_class },
  { "namedtuple", .function = &ath_python_namedtuple_function },
  { NULL },
};

const AthPythonNativeModule ath_python_collections_module = { "collections", members };
