/* ath-python-module-copy.c: the module copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-modules.h"

/* What is copied; @done: (nullable): what was already, of a deep copy: value →
 * its copy, so that what is one value stays one.
 */
typedef struct
{
  AthPythonEvaluator *evaluator;
  GHashTable         *done;
} Copier;

static AthPythonValue *copy_value (Copier         *copier,
                                   AthPythonValue *value);

/* Of a part of what is copied. */
static AthPythonValue *
copy_part (Copier         *copier,
           AthPythonValue *value)
{
  return copier->done != NULL ? copy_value (copier, value) : value;
}

static void
note (Copier         *copier,
      AthPythonValue *value,
      AthPythonValue *copy)
{
  if (copier->done != NULL)
    g_hash_table_insert (copier->done, value, copy);
}

static AthPythonValue *
copy_sequence (Copier         *copier,
               AthPythonValue *value)
{
  AthArena *arena = copier->evaluator->arena;
  AthPythonValue *copy = ath_python_list_new (arena, NULL, 0);

  if (value->type == ATH_PYTHON_TYPE_LIST)
    note (copier, value, copy);
  for (guint i = 0; i < value->sequence.length; i++)
    {
      AthPythonValue *item = copy_part (copier, value->sequence.items[i]);

      if (item == NULL)
        return NULL;
      ath_python_list_append (arena, copy, item);
    }
  copy->type = value->type;

  return copy;
}

static AthPythonValue *
copy_dict (Copier         *copier,
           AthPythonValue *value)
{
  AthArena *arena = copier->evaluator->arena;
  gboolean is_dict = value->type == ATH_PYTHON_TYPE_DICT;
  AthPythonValue *copy = is_dict ? ath_python_dict_value_new (arena)
                                 : ath_python_set_new (arena, FALSE);
  AthPythonValue *key;
  AthPythonValue *item;
  guint position = 0;

  note (copier, value, copy);
  while (ath_python_dict_next (value->dict, &position, &key, &item))
    {
      key = copy_part (copier, key);
      if (key != NULL && is_dict)
        item = copy_part (copier, item);
      if (key == NULL || item == NULL
          || !ath_python_dict_set (copy->dict, copier->evaluator, key, item))
        return NULL;
    }
  ath_python_dict_disorder (copy->dict, ATH_PYTHON_DISORDER_MERGED);
  ath_python_dict_set_factory (copy->dict, ath_python_dict_get_factory (value->dict));
  if (is_dict)
    ath_python_dict_set_class (copy->dict, ath_python_dict_get_class (value->dict));

  return copy;
}

/* What a class says of how its objects are copied is not followed. */
static gboolean
has_own_way (AthPythonValue *object)
{
  static const char *const names[] = {
    "__copy__", "__deepcopy__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__",
    "__getnewargs__", "__getnewargs_ex__", "__new__",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (ath_python_has_special (object, names[i]))
      return TRUE;

  return FALSE;
}

static AthPythonValue *
copy_object (Copier         *copier,
             AthPythonValue *object)
{
  AthPythonValue *copy = ath_python_instance_new (copier->evaluator->arena,
                                                  object->instance.class);

  if (!ath_python_is_plain (object) || has_own_way (object))
    return ath_python_refuse_type (copier->evaluator, "copy", object);

  note (copier, object, copy);
  for (guint i = 0; i < ath_python_namespace_get_n (object->instance.attributes); i++)
    {
      AthPythonValue *value;
      const char *name = ath_python_namespace_get_nth (object->instance.attributes, i, &value);

      if (value == NULL)
        continue;
      value = copy_part (copier, value);
      if (value == NULL)
        return NULL;
      ath_python_namespace_set (copy->instance.attributes, name, value);
    }

  return copy;
}

/* Dates, decimals and the like never change. */
static gboolean
is_constant (AthPythonValue *value)
{
  static const char *const modules[] = { "datetime", "decimal", "pathlib", "uuid", NULL };

  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    return g_str_equal (ath_python_class_get_native (value->instance.class)->module, "enum");

  return value->host.class->module != NULL && g_strv_contains (modules, value->host.class->module);
}

static AthPythonValue *
copy_kind (Copier         *copier,
           AthPythonValue *value)
{
  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_LIST:
      return copy_sequence (copier, value);

    case ATH_PYTHON_TYPE_TUPLE:
      return copier->done != NULL ? copy_sequence (copier, value) : value;

    case ATH_PYTHON_TYPE_DICT:
    case ATH_PYTHON_TYPE_SET:
      return copy_dict (copier, value);

    case ATH_PYTHON_TYPE_INSTANCE:
      return is_constant (value) ? value : copy_object (copier, value);

    case ATH_PYTHON_TYPE_HOST:
      if (is_constant (value))
        return value;
      G_GNUC_FALLTHROUGH;

    case ATH_PYTHON_TYPE_ITERATOR:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse_type (copier->evaluator, copier->done != NULL ? "deepcopy" : "copy",
                                     value);

    default:
      return value;
    }
}

static AthPythonValue *
copy_value (Copier         *copier,
            AthPythonValue *value)
{
  AthPythonValue *copy = copier->done != NULL ? g_hash_table_lookup (copier->done, value) : NULL;

  if (copy != NULL || !ath_python_descend (copier->evaluator))
    return copy;
  copy = copy_kind (copier, value);
  ath_python_leave (copier->evaluator);

  return copy;
}

/**
 * ath_python_deep_copy:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none) (nullable): a copy of it and of all that it holds, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_deep_copy (AthPythonEvaluator *evaluator,
                      AthPythonValue     *value)
{
  g_autoptr(GHashTable) done = g_hash_table_new (NULL, NULL);
  Copier copier = { evaluator, done };

  return copy_value (&copier, value);
}

static const AthPythonParameter one_object[] = { { "x", ATH_PYTHON_PARAM_REQUIRED } };

static AthPythonValue *
copy_copy (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  Copier copier = { evaluator, NULL };
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("copy", one_object, &value) ? copy_value (&copier, value) : NULL;
}

static AthPythonValue *
copy_deepcopy (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("deepcopy", one_object, &value) ? ath_python_deep_copy (evaluator, value)
                                                          : NULL;
}

static const AthPythonNativeFunction copy_function = { "copy", copy_copy };
static const AthPythonNativeFunction deepcopy_function = { "deepcopy", copy_deepcopy };

static const AthPythonNativeMember members[] = {
  { "copy", .function = &copy_function },
  { "deepcopy", .function = &deepcopy_function },
  { NULL },
};

const AthPythonNativeModule ath_python_copy_module = { "copy", members };
