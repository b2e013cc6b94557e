/* ath-python-builtins-object.c: built-in functions about objects and classes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* Of an object of C. */
static AthPythonValue *
get_object_length (AthPythonEvaluator *evaluator,
                   AthPythonValue     *value)
{
  const AthPythonNativeClass *class;
  guint length;

  if (ath_python_is_plain (value))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "object of type '%s' has no len()",
                             ath_python_get_type_name (value));

  class = value->type == ATH_PYTHON_TYPE_HOST ? value->host.class
          : value->type == ATH_PYTHON_TYPE_CLASS ? ath_python_class_get_native (value) : NULL;
  for (; class != NULL; class = class->base)
    if (class->length != NULL)
      return class->length (evaluator, value, &length)
             ? ath_python_int_new (evaluator->arena, length) : NULL;

  return ath_python_refuse_type (evaluator, "len", value);
}

static AthPythonValue *
builtin_len (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "obj", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("len", parameters, &value))
    return NULL;
  if (ath_python_has_special (value, "__len__"))
    return ath_python_special_length (evaluator, value);
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
      return ath_python_int_new (evaluator->arena, ath_python_range_get_length (value));

    default:
      if (ath_python_is_opaque (value))
        return get_object_length (evaluator, value);
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "object of type '%s' has no len()",
                               ath_python_get_type_name (value));
    }
}

static gboolean
is_of_class (AthPythonEvaluator *evaluator,
             AthPythonValue     *class,
             AthPythonValue     *candidates,
             gboolean           *result)
{
  if (candidates->type == ATH_PYTHON_TYPE_TUPLE)
    {
      gboolean is_known = TRUE;

      *result = FALSE;
      if (!ath_python_enter (evaluator))
        return FALSE;
      for (guint i = 0; is_known && !*result && i < candidates->sequence.length; i++)
        is_known = is_of_class (evaluator, class, candidates->sequence.items[i], result);
      ath_python_leave (evaluator);
      return is_known;
    }

  if ((candidates->type != ATH_PYTHON_TYPE_CLASS
       && candidates->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
      || candidates == ath_python_native_class (evaluator, &ath_python_typing_class))
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
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
    { "class", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[2];
  gboolean result;

  if (!ATH_PYTHON_BIND ("isinstance", parameters, values))
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
    { "class", ATH_PYTHON_PARAM_POSITIONAL },
    { "base", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[2];
  gboolean result;

  if (!ATH_PYTHON_BIND ("issubclass", parameters, values))
    return NULL;
  if (values[0]->type != ATH_PYTHON_TYPE_CLASS && values[0]->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse (evaluator, _("%s as a class is not understood"),
                              ath_python_describe (evaluator, values[0]));

  return is_of_class (evaluator, values[0], values[1], &result) ? ath_python_bool (result) : NULL;
}

static AthPythonValue *
builtin_getattr (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
    { "name", ATH_PYTHON_PARAM_POSITIONAL },
    { "default", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *result;

  if (!ATH_PYTHON_BIND ("getattr", parameters, values))
    return NULL;
  if (ath_python_is_opaque (values[1]) && !ath_python_is_str (ath_python_unwrap (values[1])))
    return ath_python_refuse_type (evaluator, "getattr", values[1]);
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
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
    { "name", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("hasattr", parameters, values))
    return NULL;
  if (values[0]->type == ATH_PYTHON_TYPE_UNRESOLVED
      || (ath_python_is_opaque (values[1]) && !ath_python_is_str (ath_python_unwrap (values[1]))))
    return ath_python_refuse_type (evaluator, "hasattr",
                                   values[values[0]->type != ATH_PYTHON_TYPE_UNRESOLVED]);
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
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
    { "name", ATH_PYTHON_PARAM_POSITIONAL },
    { "value", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("setattr", parameters, values))
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
  static const AthPythonParameter parameters[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("callable", parameters, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);

  return ath_python_bool (ath_python_is_callable (value)
                          || (value->type == ATH_PYTHON_TYPE_INSTANCE
                              && ath_python_class_find (value->instance.class,
                                                        "__call__") != NULL));
}

/* 2 ** 61 - 1, the modulus of Python's hash of numbers. */
#define HASH_MODULUS ((G_GINT64_CONSTANT (1) << 61) - 1)

/* Of an int it is always the same number. */
static AthPythonValue *
builtin_hash (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "obj", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;
  gint64 number;
  guint hash;

  if (!ATH_PYTHON_BIND ("hash", parameters, &value))
    return NULL;
  if (ath_python_is_int (value))
    {
      number = value->integer % HASH_MODULUS;
      return ath_python_int_new (evaluator->arena, number == -1 ? -2 : number);
    }
  if (!ath_python_hash (evaluator, value, &hash))
    return NULL;

  return ath_python_host_new (evaluator->arena, &ath_python_hash_class, GUINT_TO_POINTER (hash));
}

static AthPythonValue *
builtin_delattr (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
    { "name", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("delattr", parameters, values)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  return ath_python_delete_attribute (evaluator, values[0], values[1]->text.bytes)
         ? ath_python_none () : NULL;
}

const AthPythonNativeFunction ath_python_callable_function = { "callable", builtin_callable };
const AthPythonNativeFunction ath_python_delattr_function = { "delattr", builtin_delattr };
const AthPythonNativeFunction ath_python_getattr_function = { "getattr", builtin_getattr };
const AthPythonNativeFunction ath_python_hasattr_function = { "hasattr", builtin_hasattr };
const AthPythonNativeFunction ath_python_hash_function = { "hash", builtin_hash };
const AthPythonNativeFunction ath_python_isinstance_function = { "isinstance", builtin_isinstance };
const AthPythonNativeFunction ath_python_issubclass_function = { "issubclass", builtin_issubclass };
const AthPythonNativeFunction ath_python_len_function = { "len", builtin_len };
const AthPythonNativeFunction ath_python_setattr_function = { "setattr", builtin_setattr };
