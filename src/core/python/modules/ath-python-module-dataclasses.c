/* ath-python-module-dataclasses.c: the module dataclasses, without the methods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-dataclass.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/collections/ath-python-collections.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
make_missing (AthPythonEvaluator *evaluator)
{
  static const AthPythonNativeClass missing_class = {
    .name = "_MISSING_TYPE",
    .module = "dataclasses",
  };

  return ath_python_host_new (evaluator->arena, &missing_class, NULL);
}

static AthPythonValue *
get_missing (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, make_missing, make_missing);
}

/* A value that was given, NULL when it is MISSING. */
static AthPythonValue *
take_given (AthPythonEvaluator *evaluator,
            AthPythonValue     *value)
{
  return value == get_missing (evaluator) ? NULL : value;
}

static AthPythonValue *
dataclasses_field (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "default", ATH_PYTHON_PARAM_KEYWORD },
    { "default_factory", ATH_PYTHON_PARAM_KEYWORD },
    { "init", ATH_PYTHON_PARAM_KEYWORD },
    { "repr", ATH_PYTHON_PARAM_KEYWORD },
    { "hash", ATH_PYTHON_PARAM_KEYWORD },
    { "compare", ATH_PYTHON_PARAM_KEYWORD },
    { "metadata", ATH_PYTHON_PARAM_KEYWORD },
    { "kw_only", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonDataField *field = ath_arena_new0 (evaluator->arena, AthPythonDataField);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("field", parameters, values))
    return NULL;

  field->is_init = TRUE;
  field->is_shown = TRUE;
  field->is_compared = TRUE;
  field->default_value = take_given (evaluator, values[0]);
  field->factory = take_given (evaluator, values[1]);
  if (!ath_python_take_bool (evaluator, values[2], &field->is_init)
      || !ath_python_take_bool (evaluator, values[3], &field->is_shown)
      || !ath_python_take_bool (evaluator, values[5], &field->is_compared))
    return NULL;
  field->is_hashed = field->is_compared;
  if (values[4] != NULL && !ath_python_is_none (values[4])
      && !ath_python_take_bool (evaluator, values[4], &field->is_hashed))
    return NULL;
  field->has_kw_only = values[7] != NULL && take_given (evaluator, values[7]) != NULL;
  if (field->has_kw_only
      && !ath_python_take_bool (evaluator, values[7], &field->is_keyword))
    return NULL;
  if (field->default_value != NULL && field->factory != NULL)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "cannot specify both default and default_factory");

  return ath_python_host_new (evaluator->arena, &ath_python_field_class, field);
}

static AthPythonValue *
get_field_attribute (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     const char         *name)
{
  AthPythonDataField *field = self->type == ATH_PYTHON_TYPE_HOST ? self->host.data : NULL;

  if (field == NULL)
    return NULL;
  if (g_str_equal (name, "name") && field->name != NULL)
    return ath_python_str_new (evaluator->arena, field->name);
  if (g_str_equal (name, "default"))
    return field->default_value != NULL ? field->default_value : get_missing (evaluator);
  if (g_str_equal (name, "default_factory"))
    return field->factory != NULL ? field->factory : get_missing (evaluator);
  if (g_str_equal (name, "init"))
    return ath_python_bool (field->is_init);

  return NULL;
}

const AthPythonNativeClass ath_python_field_class = {
  .name = "Field",
  .module = "dataclasses",
  .get_attribute = get_field_attribute,
};

/* @dataclass, with its options or without. */
static AthPythonValue *
apply_options (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "cls", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *class;

  if (!ATH_PYTHON_BIND ("dataclass", parameters, &class))
    return NULL;

  return ath_python_dataclass_build (evaluator, class, self->host.data);
}

static const AthPythonNativeClass options_class = {
  .name = "dataclass",
  .module = "dataclasses",
  .call = apply_options,
};

static AthPythonValue *
dataclasses_dataclass (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "cls", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
    { "init", ATH_PYTHON_PARAM_KEYWORD },
    { "repr", ATH_PYTHON_PARAM_KEYWORD },
    { "eq", ATH_PYTHON_PARAM_KEYWORD },
    { "order", ATH_PYTHON_PARAM_KEYWORD },
    { "unsafe_hash", ATH_PYTHON_PARAM_KEYWORD },
    { "frozen", ATH_PYTHON_PARAM_KEYWORD },
    { "kw_only", ATH_PYTHON_PARAM_KEYWORD },
    { "slots", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonDataclass *options = ath_arena_new0 (evaluator->arena, AthPythonDataclass);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  options->has_init = TRUE;
  options->has_repr = TRUE;
  options->has_eq = TRUE;
  if (!ATH_PYTHON_BIND ("dataclass", parameters, values)
      || !ath_python_take_bool (evaluator, values[1], &options->has_init)
      || !ath_python_take_bool (evaluator, values[2], &options->has_repr)
      || !ath_python_take_bool (evaluator, values[3], &options->has_eq)
      || !ath_python_take_bool (evaluator, values[4], &options->has_order)
      || !ath_python_take_bool (evaluator, values[5], &options->has_hash)
      || !ath_python_take_bool (evaluator, values[6], &options->is_frozen)
      || !ath_python_take_bool (evaluator, values[7], &options->is_keyword)
      || !ath_python_take_bool (evaluator, values[8], &options->has_slots))
    return NULL;

  return values[0] != NULL ? ath_python_dataclass_build (evaluator, values[0], options)
                           : ath_python_host_new (evaluator->arena, &options_class, options);
}

/* The object of a dataclass; raises as @function does. */
static AthPythonDataclass *
take_object (AthPythonEvaluator *evaluator,
             const char         *function,
             AthPythonValue     *value)
{
  AthPythonDataclass *dataclass = value->type == ATH_PYTHON_TYPE_INSTANCE
                                  ? ath_python_dataclass_find (value->instance.class) : NULL;

  if (dataclass != NULL)
    return dataclass;
  if (ath_python_is_opaque (value) && !ath_python_is_plain (value))
    return ath_python_refuse_type (evaluator, function, value);

  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "%s() should be called on dataclass instances", function);
}

static AthPythonValue *convert (AthPythonEvaluator *evaluator,
                                AthPythonValue     *value,
                                gboolean            is_tuple);

static AthPythonValue *
convert_object (AthPythonEvaluator *evaluator,
                AthPythonValue     *object,
                gboolean            is_tuple)
{
  AthPythonDataclass *dataclass = ath_python_dataclass_find (object->instance.class);
  AthPythonValue *result = is_tuple ? ath_python_list_new (evaluator->arena, NULL, 0)
                                    : ath_python_dict_value_new (evaluator->arena);

  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      const char *name = dataclass->fields[i]->name;
      AthPythonValue *value = ath_python_get_attribute (evaluator, object, name);

      value = value != NULL ? convert (evaluator, value, is_tuple) : NULL;
      if (value == NULL)
        return NULL;
      if (is_tuple)
        ath_python_list_append (evaluator->arena, result, value);
      else
        ath_python_dict_set_text (result->dict, name, value);
    }
  if (is_tuple)
    result->type = ATH_PYTHON_TYPE_TUPLE;

  return result;
}

static AthPythonValue *
convert_items (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               gboolean            is_tuple)
{
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);

  for (guint i = 0; i < value->sequence.length; i++)
    {
      AthPythonValue *item = convert (evaluator, value->sequence.items[i], is_tuple);

      if (item == NULL)
        return NULL;
      ath_python_list_append (evaluator->arena, result, item);
    }
  result->type = value->type;

  return result;
}

static AthPythonValue *
convert_dict (AthPythonEvaluator *evaluator,
              AthPythonValue     *dict,
              gboolean            is_tuple)
{
  AthPythonValue *result = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (ath_python_get_hooks (dict) != NULL)
    return ath_python_refuse_type (evaluator, "asdict", dict);
  while (ath_python_dict_next (dict->dict, &position, &key, &value))
    {
      key = convert (evaluator, key, is_tuple);
      value = key != NULL ? convert (evaluator, value, is_tuple) : NULL;
      if (value == NULL || !ath_python_dict_set (result->dict, evaluator, key, value))
        return NULL;
    }

  return result;
}

/* Dataclasses inside become dicts or tuples as well, all else is copied. */
static AthPythonValue *
convert (AthPythonEvaluator *evaluator,
         AthPythonValue     *value,
         gboolean            is_tuple)
{
  AthPythonValue *result;

  if (!ath_python_descend (evaluator))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_INSTANCE
      && ath_python_dataclass_find (value->instance.class) != NULL)
    result = convert_object (evaluator, value, is_tuple);
  else if (ath_python_is_named_tuple (value))
    result = ath_python_refuse_type (evaluator, "asdict", value);
  else if (ath_python_is_sequence (value))
    result = convert_items (evaluator, value, is_tuple);
  else if (value->type == ATH_PYTHON_TYPE_DICT)
    result = convert_dict (evaluator, value, is_tuple);
  else
    result = ath_python_deep_copy (evaluator, value);
  ath_python_leave (evaluator);

  return result;
}

static const AthPythonParameter one_object[] = { { "obj", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
dataclasses_asdict (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonValue *object;

  if (!ATH_PYTHON_BIND ("asdict", one_object, &object)
      || take_object (evaluator, "asdict", object) == NULL)
    return NULL;

  return convert (evaluator, object, FALSE);
}

static AthPythonValue *
dataclasses_astuple (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthPythonValue *object;

  if (!ATH_PYTHON_BIND ("astuple", one_object, &object)
      || take_object (evaluator, "astuple", object) == NULL)
    return NULL;

  return convert (evaluator, object, TRUE);
}

/* replace (object, name=value): another one made with what the call does not name. */
static AthPythonValue *
dataclasses_replace (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  AthPythonArguments all = { 0 };
  AthPythonDataclass *dataclass;
  AthPythonValue *object;

  if (arguments->n_positional != 1)
    return ath_python_refuse (evaluator, _("“%s ()” with %u arguments is not understood"),
                              "replace", arguments->n_positional);
  object = arguments->positional[0];
  dataclass = take_object (evaluator, "replace", object);
  if (dataclass == NULL)
    return NULL;

  for (guint i = 0; i < arguments->n_keywords; i++)
    {
      g_ptr_array_add (names, (gpointer) arguments->keywords[i]);
      g_ptr_array_add (values, arguments->keyword_values[i]);
    }
  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      AthPythonDataField *field = dataclass->fields[i];
      gboolean is_given = g_ptr_array_find_with_equal_func (names, field->name, g_str_equal, NULL);
      AthPythonValue *value;

      if (!field->is_init && is_given)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "field %s is declared with init=False, it cannot be specified "
                                 "with replace()", field->name);
      if (!field->is_init || is_given)
        continue;
      value = ath_python_get_attribute (evaluator, object, field->name);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (names, (gpointer) field->name);
      g_ptr_array_add (values, value);
    }
  all.keywords = (const char *const *) names->pdata;
  all.keyword_values = (AthPythonValue *const *) values->pdata;
  all.n_keywords = names->len;

  return ath_python_call (evaluator, object->instance.class, &all);
}

static AthPythonDataclass *
find_dataclass (AthPythonValue *value)
{
  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    value = value->instance.class;

  return value->type == ATH_PYTHON_TYPE_CLASS ? ath_python_dataclass_find (value) : NULL;
}

static AthPythonValue *
dataclasses_fields (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonDataclass *dataclass;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("fields", one_object, &value))
    return NULL;
  dataclass = find_dataclass (value);
  if (dataclass == NULL && ath_python_is_opaque (value) && !ath_python_is_plain (value))
    return ath_python_refuse_type (evaluator, "fields", value);
  if (dataclass == NULL)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "must be called with a dataclass type or instance");

  for (guint i = 0; i < dataclass->n_fields; i++)
    ath_python_list_append (evaluator->arena, list,
                            ath_python_host_new (evaluator->arena, &ath_python_field_class,
                                                 dataclass->fields[i]));
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
dataclasses_is_dataclass (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("is_dataclass", one_object, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse_type (evaluator, "is_dataclass", value);

  return ath_python_bool (find_dataclass (value) != NULL);
}

const AthPythonNativeClass ath_python_frozen_instance_error_class = {
  .name = "FrozenInstanceError",
  .module = "dataclasses",
  .base = &ath_python_attribute_error_class,
};

static const AthPythonNativeFunction asdict_function = { "asdict", dataclasses_asdict };
static const AthPythonNativeFunction astuple_function = { "astuple", dataclasses_astuple };
static const AthPythonNativeFunction dataclass_function = { "dataclass", dataclasses_dataclass };
static const AthPythonNativeFunction field_function = { "field", dataclasses_field };
static const AthPythonNativeFunction fields_function = { "fields", dataclasses_fields };
static const AthPythonNativeFunction is_dataclass_function = {
  "is_dataclass", dataclasses_is_dataclass
};
static const AthPythonNativeFunction replace_function = { "replace", dataclasses_replace };

static const AthPythonNativeMember members[] = {
  { "FrozenInstanceError", .class = &ath_python_frozen_instance_error_class },
  { "KW_ONLY", .class = &ath_python_typing_class },
  { "MISSING", .get = get_missing },
  { "asdict", .function = &asdict_function },
  { "astuple", .function = &astuple_function },
  { "dataclass", .function = &dataclass_function },
  { "field", .function = &field_function },
  { "fields", .function = &fields_function },
  { "is_dataclass", .function = &is_dataclass_function },
  { "replace", .function = &replace_function },
  { NULL },
};

const AthPythonNativeModule ath_python_dataclasses_module = { "dataclasses", members };
