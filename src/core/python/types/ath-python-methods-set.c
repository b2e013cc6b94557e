/* ath-python-methods-set.c: methods of set and frozenset
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_object[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };

/* A set of what can be walked over. */
static AthPythonValue *
set_of (AthPythonEvaluator *evaluator,
        AthPythonValue     *value)
{
  AthPythonValue *set = ath_python_set_new (ath_python_get_arena (evaluator), FALSE);
  AthPythonValue *iterator = ath_python_iterate_unordered (evaluator, value);
  AthPythonValue *item;

  if (iterator == NULL)
    return NULL;
  while ((item = ath_python_next (evaluator, iterator)) != NULL)
    if (!ath_python_dict_set (set->dict, evaluator, item, ath_python_none ()))
      return NULL;

  return ath_python_has_failed (evaluator) ? NULL : set;
}

static gboolean
is_member (AthPythonEvaluator *evaluator,
           AthPythonValue     *set,
           AthPythonValue     *key,
           gboolean           *result)
{
  AthPythonValue *found;

  if (!ath_python_dict_get (set->dict, evaluator, key, &found))
    return FALSE;
  *result = found != NULL;

  return TRUE;
}

static AthPythonValue *
set_add (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments)
{
  AthPythonValue *item;

  if (!ATH_PYTHON_BIND ("add", one_object, &item)
      || !ath_python_dict_set (self->dict, evaluator, item, ath_python_none ()))
    return NULL;

  return ath_python_none ();
}

static AthPythonValue *
set_discard (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *item;
  gboolean was_there;

  if (!ATH_PYTHON_BIND ("discard", one_object, &item)
      || !ath_python_dict_remove (self->dict, evaluator, item, &was_there))
    return NULL;

  return ath_python_none ();
}

static AthPythonValue *
set_remove (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *item;
  gboolean was_there;

  if (!ATH_PYTHON_BIND ("remove", one_object, &item)
      || !ath_python_dict_remove (self->dict, evaluator, item, &was_there))
    return NULL;
  if (!was_there)
    return ath_python_raise_key_error (evaluator, item);

  return ath_python_none ();
}

/* Which one it is depends on hashes, unless it is the only one. */
static AthPythonValue *
set_pop (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (!ath_python_take_none (evaluator, "pop", arguments))
    return NULL;
  if (ath_python_dict_get_length (self->dict) > 1)
    return ath_python_refuse (evaluator, _("Which item of a set comes first is not understood"));
  if (!ath_python_dict_next (self->dict, &position, &key, &value))
    return ath_python_raise_key_error (evaluator,
                                       ath_python_str_new (ath_python_get_arena (evaluator),
                                                           "pop from an empty set"));
  ath_python_dict_clear (self->dict);

  return key;
}

static AthPythonValue *
set_clear (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "clear", arguments))
    return NULL;
  ath_python_dict_clear (self->dict);

  return ath_python_none ();
}

/* Combines the set with each argument in turn. */
static AthPythonValue *
combine (AthPythonEvaluator       *evaluator,
         const char               *name,
         AthPythonValue           *self,
         const AthPythonArguments *arguments,
         AthPythonOperator         op)
{
  static const AthPythonParameter parameters[] = { { "others", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *result = ath_python_set_new (ath_python_get_arena (evaluator),
                                               self->type == ATH_PYTHON_TYPE_FROZENSET);
  AthPythonValue *others;

  if (!ATH_PYTHON_BIND (name, parameters, &others))
    return NULL;

  result = ath_python_binary (evaluator, ATH_PYTHON_BIT_OR, self, result);
  for (guint i = 0; result != NULL && i < others->sequence.length; i++)
    {
      AthPythonValue *other = set_of (evaluator, others->sequence.items[i]);

      result = other != NULL ? ath_python_binary (evaluator, op, result, other) : NULL;
    }

  return result;
}

static AthPythonValue *
set_copy (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "copy", arguments))
    return NULL;

  return combine (evaluator, "copy", self, arguments, ATH_PYTHON_BIT_OR);
}

static AthPythonValue *
set_union (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return combine (evaluator, "union", self, arguments, ATH_PYTHON_BIT_OR);
}

static AthPythonValue *
set_intersection (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return combine (evaluator, "intersection", self, arguments, ATH_PYTHON_BIT_AND);
}

static AthPythonValue *
set_difference (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return combine (evaluator, "difference", self, arguments, ATH_PYTHON_SUB);
}

static AthPythonValue *
set_symmetric_difference (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter one[] = { { "other", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *other;

  if (!ATH_PYTHON_BIND ("symmetric_difference", one, &other))
    return NULL;

  return combine (evaluator, "symmetric_difference", self, arguments, ATH_PYTHON_BIT_XOR);
}

/* The set itself becomes the result. */
static AthPythonValue *
take_over (AthPythonValue *self,
           AthPythonValue *result)
{
  if (result == NULL)
    return NULL;
  self->dict = result->dict;
  ath_python_dict_disorder (self->dict, ATH_PYTHON_DISORDER_REMOVED);

  return ath_python_none ();
}

static AthPythonValue *
set_update (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return take_over (self, combine (evaluator, "update", self, arguments, ATH_PYTHON_BIT_OR));
}

static AthPythonValue *
set_intersection_update (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return take_over (self, combine (evaluator, "intersection_update", self, arguments,
                                   ATH_PYTHON_BIT_AND));
}

static AthPythonValue *
set_difference_update (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return take_over (self, combine (evaluator, "difference_update", self, arguments,
                                   ATH_PYTHON_SUB));
}

/* Whether all of @a are in @b, or none of them. */
static gboolean
test_all (AthPythonEvaluator *evaluator,
          AthPythonValue     *a,
          AthPythonValue     *b,
          gboolean            wanted,
          gboolean           *result)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  *result = TRUE;
  while (*result && ath_python_dict_next (a->dict, &position, &key, &value))
    {
      gboolean is_in;

      if (!is_member (evaluator, b, key, &is_in))
        return FALSE;
      *result = is_in == wanted;
    }

  return TRUE;
}

static AthPythonValue *
test_with (AthPythonEvaluator       *evaluator,
           const char               *name,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           gboolean                  is_swapped,
           gboolean                  wanted)
{
  AthPythonValue *other;
  gboolean result;

  if (!ATH_PYTHON_BIND (name, one_object, &other))
    return NULL;
  other = set_of (evaluator, other);
  if (other == NULL
      || !test_all (evaluator, is_swapped ? other : self, is_swapped ? self : other, wanted,
                    &result))
    return NULL;

  return ath_python_bool (result);
}

static AthPythonValue *
set_issubset (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return test_with (evaluator, "issubset", self, arguments, FALSE, TRUE);
}

static AthPythonValue *
set_issuperset (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return test_with (evaluator, "issuperset", self, arguments, TRUE, TRUE);
}

static AthPythonValue *
set_isdisjoint (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return test_with (evaluator, "isdisjoint", self, arguments, FALSE, FALSE);
}

#define COMMON_METHODS \
  { "copy", set_copy }, \
  { "difference", set_difference }, \
  { "intersection", set_intersection }, \
  { "isdisjoint", set_isdisjoint }, \
  { "issubset", set_issubset }, \
  { "issuperset", set_issuperset }, \
  { "symmetric_difference", set_symmetric_difference }, \
  { "union", set_union }

const AthPythonNativeFunction ath_python_frozenset_methods[] = {
  COMMON_METHODS,
  { NULL },
};

const AthPythonNativeFunction ath_python_set_methods[] = {
  COMMON_METHODS,
  { "add", set_add },
  { "clear", set_clear },
  { "difference_update", set_difference_update },
  { "discard", set_discard },
  { "intersection_update", set_intersection_update },
  { "pop", set_pop },
  { "remove", set_remove },
  { "update", set_update },
  { NULL },
};
