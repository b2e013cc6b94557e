/* ath-python-types.c: the types that Python itself has, and how they are made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-number.h"
#include "python/types/ath-python-types.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter one_optional[] = { { "object", ATH_PYTHON_PARAM_OPTIONAL } };

static AthPythonValue *
construct_object (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "object() takes no arguments");

  return ath_python_instance_new (evaluator->arena, self);
}

static AthPythonValue *
construct_type (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  if (arguments->n_positional != 1 || arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("Making a class with type() is not understood"));
  if (arguments->positional[0]->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                              arguments->positional[0]->unresolved.name,
                              arguments->positional[0]->unresolved.reason);

  if (arguments->positional[0]->type == ATH_PYTHON_TYPE_CLASS
      && (arguments->positional[0]->class->native != &ath_python_object_class
          || arguments->positional[0]->class->is_abstract))
    return ath_python_refuse_type (evaluator, "type", arguments->positional[0]);

  return ath_python_type_of (evaluator, arguments->positional[0]);
}

static AthPythonValue *
construct_bool (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *value;
  gboolean truth = FALSE;

  if (!BIND ("bool", one_optional, &value))
    return NULL;
  if (value != NULL && !ath_python_is_true (evaluator, value, &truth))
    return NULL;

  return ath_python_bool (truth);
}

/* What `__int__` or `__float__` gave. */
static AthPythonValue *
check_number (AthPythonEvaluator         *evaluator,
              const char                 *name,
              AthPythonValue             *value,
              const AthPythonNativeClass *class)
{
  if (value != NULL && ath_python_get_native_class (value) != class)
    return ath_python_refuse_type (evaluator, name, value);

  return value;
}

static AthPythonValue *
construct_int (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "x", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
    { "base", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *value;
  gint64 base = 10;

  if (!BIND ("int", parameters, values) || !ath_python_take_int (evaluator, values[1], &base))
    return NULL;
  if (values[0] == NULL)
    return ath_python_int_new (evaluator->arena, 0);
  if (values[1] == NULL
      && (ath_python_call_special (evaluator, values[0], "__int__", NULL, 0, &value)
          || ath_python_call_special (evaluator, values[0], "__index__", NULL, 0, &value)))
    return check_number (evaluator, "__int__", value, &ath_python_int_class);
  value = ath_python_unwrap (values[0]);

  if (ath_python_is_str (value))
    return ath_python_parse_int (evaluator, value, base);
  if (values[1] != NULL)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "int() can't convert non-string with explicit base");
  if (ath_python_is_int (value))
    return ath_python_int_new (evaluator->arena, value->integer);
  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    return ath_python_truncate (evaluator, value->number);
  if (ath_python_is_opaque (value) || value->type == ATH_PYTHON_TYPE_BYTES)
    return ath_python_refuse_type (evaluator, "int", value);

  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "int() argument must be a string, a bytes-like object or a real "
                           "number, not '%s'", ath_python_get_type_name (value));
}

static AthPythonValue *
construct_float (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "x", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *number;
  AthPythonValue *value;

  if (!BIND ("float", parameters, &value))
    return NULL;
  if (value == NULL)
    return ath_python_float_new (evaluator->arena, 0);
  if (ath_python_call_special (evaluator, value, "__float__", NULL, 0, &number))
    return check_number (evaluator, "__float__", number, &ath_python_float_class);
  value = ath_python_unwrap (value);

  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    return value;
  if (ath_python_is_int (value))
    return ath_python_float_new (evaluator->arena, (double) value->integer);
  if (ath_python_is_str (value))
    return ath_python_parse_float (evaluator, value);
  if (ath_python_is_opaque (value) || value->type == ATH_PYTHON_TYPE_BYTES)
    return ath_python_refuse_type (evaluator, "float", value);

  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "float() argument must be a string or a real number, not '%s'",
                           ath_python_get_type_name (value));
}

static AthPythonValue *
construct_str (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!BIND ("str", one_optional, &value))
    return NULL;

  return value != NULL ? ath_python_str (evaluator, value)
                       : ath_python_str_new (evaluator->arena, "");
}

/* From a text and its encoding, or from a list of numbers. */
static AthPythonValue *
construct_bytes (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "source", ATH_PYTHON_PARAM_OPTIONAL },
    { "encoding", ATH_PYTHON_PARAM_OPTIONAL },
  };
  g_autoptr(GString) bytes = g_string_new (NULL);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;

  if (!BIND ("bytes", parameters, values)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;
  if (values[0] == NULL)
    return ath_python_bytes_new (evaluator->arena, "", 0);

  values[0] = ath_python_unwrap (values[0]);
  if (values[0]->type == ATH_PYTHON_TYPE_BYTES && values[1] == NULL)
    return values[0];
  if (ath_python_is_str (values[0]) && values[1] != NULL && ath_python_is_utf8_name (values[1]))
    return ath_python_bytes_new (evaluator->arena, values[0]->text.bytes, values[0]->text.length);
  if (values[1] != NULL
      || (values[0]->type != ATH_PYTHON_TYPE_LIST && values[0]->type != ATH_PYTHON_TYPE_TUPLE))
    return ath_python_refuse_type (evaluator, "bytes", values[0]);

  list = values[0];
  for (guint i = 0; i < list->sequence.length; i++)
    {
      gint64 number;

      if (!ath_python_take_int (evaluator, list->sequence.items[i], &number))
        return NULL;
      if (number < 0 || number > 255)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "bytes must be in range(0, 256)");
      g_string_append_c (bytes, (char) number);
    }

  return ath_python_bytes_new (evaluator->arena, bytes->str, bytes->len);
}

static AthPythonValue *
construct_list (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!BIND ("list", one_optional, &value))
    return NULL;

  return value != NULL ? ath_python_list_of (evaluator, value)
                       : ath_python_list_new (evaluator->arena, NULL, 0);
}

static AthPythonValue *
construct_tuple (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *list = construct_list (evaluator, self, arguments);

  if (list != NULL)
    list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
make_set (AthPythonEvaluator       *evaluator,
          const char               *name,
          const AthPythonArguments *arguments,
          gboolean                  is_frozen)
{
  AthPythonValue *set = ath_python_set_new (evaluator->arena, is_frozen);
  AthPythonValue *value;
  AthPythonValue *list;

  if (!BIND (name, one_optional, &value))
    return NULL;
  if (value == NULL)
    return set;

  list = ath_python_list_unordered (evaluator, value);
  if (value->type == ATH_PYTHON_TYPE_SET || value->type == ATH_PYTHON_TYPE_FROZENSET)
    ath_python_dict_disorder (set->dict, ATH_PYTHON_DISORDER_MERGED);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    if (!ath_python_dict_set (set->dict, evaluator, list->sequence.items[i], ath_python_none ()))
      return NULL;

  return list != NULL ? set : NULL;
}

static AthPythonValue *
construct_set (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return make_set (evaluator, "set", arguments, FALSE);
}

static AthPythonValue *
construct_frozenset (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return make_set (evaluator, "frozenset", arguments, TRUE);
}

/* Whether it is a mapping to dict(): it has `keys ()`. */
static gboolean
has_keys (AthPythonValue *source)
{
  const AthPythonNativeClass *class = source->type == ATH_PYTHON_TYPE_HOST ? source->host.class
                                                                           : NULL;

  for (; class != NULL; class = class->base)
    for (const AthPythonNativeFunction *method = class->methods;
         method != NULL && method->name != NULL; method++)
      if (g_str_equal (method->name, "keys"))
        return TRUE;

  return ath_python_has_special (source, "keys");
}

/* From a mapping that is no dict. */
static gboolean
fill_from_mapping (AthPythonEvaluator *evaluator,
                   AthPythonValue     *dict,
                   AthPythonValue     *source)
{
  AthPythonValue *keys = ath_python_get_attribute (evaluator, source, "keys");

  keys = keys != NULL ? ath_python_call_simple (evaluator, keys, NULL, 0) : NULL;
  keys = keys != NULL ? ath_python_list_of (evaluator, keys) : NULL;
  for (guint i = 0; keys != NULL && i < keys->sequence.length; i++)
    {
      AthPythonValue *value = ath_python_get_item (evaluator, source, keys->sequence.items[i]);

      if (value == NULL
          || !ath_python_dict_set (dict->dict, evaluator, keys->sequence.items[i], value))
        return FALSE;
    }

  return keys != NULL;
}

/* From another dict or from pairs. */
static gboolean
fill_dict (AthPythonEvaluator *evaluator,
           AthPythonValue     *dict,
           AthPythonValue     *source)
{
  AthPythonValue *key;
  AthPythonValue *value;
  AthPythonValue *list;
  guint position = 0;

  if (source->type == ATH_PYTHON_TYPE_DICT)
    {
      while (ath_python_dict_next (source->dict, &position, &key, &value))
        if (!ath_python_dict_set (dict->dict, evaluator, key, value))
          return FALSE;
      return TRUE;
    }

  if (has_keys (source))
    return fill_from_mapping (evaluator, dict, source);

  list = ath_python_list_of (evaluator, source);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      AthPythonValue *pair = ath_python_list_of (evaluator, list->sequence.items[i]);

      if (pair == NULL)
        return FALSE;
      if (pair->sequence.length != 2)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "dictionary update sequence element #%u has length %u; 2 is "
                                 "required", i, pair->sequence.length) != NULL;
      if (!ath_python_dict_set (dict->dict, evaluator, pair->sequence.items[0],
                                pair->sequence.items[1]))
        return FALSE;
    }

  return list != NULL;
}

/**
 * ath_python_dict_update:
 * @evaluator: an evaluator
 * @dict: a dict
 * @arguments: another dict or pairs, and keywords, as dict() and update() take
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_dict_update (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *dict,
                        const AthPythonArguments *arguments)
{
  if (arguments->n_positional > 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "dict expected at most 1 argument, got %u",
                             arguments->n_positional) != NULL;
  if (arguments->n_positional == 1 && !fill_dict (evaluator, dict, arguments->positional[0]))
    return FALSE;
  for (guint i = 0; i < arguments->n_keywords; i++)
    ath_python_dict_set_text (dict->dict, arguments->keywords[i], arguments->keyword_values[i]);

  return TRUE;
}

static AthPythonValue *
construct_dict (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);

  return ath_python_dict_update (evaluator, dict, arguments) ? dict : NULL;
}

static AthPythonValue *
construct_range (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  gint64 numbers[3] = { 0, 0, 1 };

  if (arguments->n_positional < 1 || arguments->n_positional > 3 || arguments->n_keywords > 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "range expected 1 to 3 arguments");
  for (guint i = 0; i < arguments->n_positional; i++)
    {
      AthPythonValue *number = ath_python_unwrap (arguments->positional[i]);

      if (ath_python_is_opaque (number))
        return ath_python_refuse_type (evaluator, "range", number);
      if (!ath_python_is_int (number))
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "'%s' object cannot be interpreted as an integer",
                                 ath_python_get_type_name (number));
      numbers[arguments->n_positional == 1 ? 1 : i] = number->integer;
    }
  if (numbers[2] == 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "range() arg 3 must not be zero");

  return ath_python_range_new (evaluator->arena, numbers[0], numbers[1], numbers[2]);
}

#define TYPE(symbol_, ...) \
  const AthPythonNativeClass ath_python_##symbol_##_class = { \
    .module = "builtins", .name = __VA_ARGS__ \
  }

TYPE (object, "object", .construct = construct_object);
TYPE (type, "type", .construct = construct_type);
TYPE (none_type, "NoneType");
TYPE (int, "int", .construct = construct_int, .methods = ath_python_int_methods);
TYPE (bool, "bool", .base = &ath_python_int_class, .construct = construct_bool);
TYPE (float, "float", .construct = construct_float, .methods = ath_python_float_methods);
TYPE (str, "str", .construct = construct_str, .methods = ath_python_str_methods);
TYPE (bytes, "bytes", .construct = construct_bytes, .methods = ath_python_bytes_methods);
TYPE (tuple, "tuple", .construct = construct_tuple, .methods = ath_python_tuple_methods);
TYPE (list, "list", .construct = construct_list, .methods = ath_python_list_methods);
TYPE (dict, "dict", .construct = construct_dict, .methods = ath_python_dict_methods);
TYPE (set, "set", .construct = construct_set, .methods = ath_python_set_methods);
TYPE (frozenset, "frozenset", .construct = construct_frozenset,
      .methods = ath_python_frozenset_methods);
TYPE (range, "range", .construct = construct_range);
TYPE (slice, "slice");
TYPE (iterator, "iterator");
TYPE (function, "function");
TYPE (method, "method");
TYPE (module, "module");
TYPE (ellipsis, "ellipsis");
