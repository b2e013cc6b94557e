/* ath-python-module-collections.c: the module collections
 *
 * A defaultdict is a dict that knows how to make what it lacks.  A namedtuple is
 * a class made when the script runs, whose objects hold a tuple.
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

  return dict;
}

const AthPythonNativeClass ath_python_defaultdict_class = {
  .name = "defaultdict",
  .module = "collections",
  .base = &ath_python_dict_class,
  .construct = construct_defaultdict,
};

/**
 * NamedTuple:
 * @class: what its objects are of; first, so that it leads to the rest
 * @fields: (array length=n_fields): names of the parts
 * @n_fields: how many
 * @defaults: (nullable): a tuple for the last ones
 *
 * A class that namedtuple() made.
 */
typedef struct
{
  AthPythonNativeClass  class;
  const char          **fields;
  guint                 n_fields;
  AthPythonValue       *defaults;
} NamedTuple;

static const AthPythonNativeClass *
get_class (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_INSTANCE ? value->instance.class->native_class
                                                 : value->native_class;
}

static NamedTuple *
get_named_tuple (AthPythonValue *value)
{
  return (NamedTuple *) get_class (value);
}

static AthPythonValue *
new_named_tuple (AthPythonEvaluator *evaluator,
                 NamedTuple         *type,
                 AthPythonValue    **items)
{
  AthPythonValue *object;

  object = ath_python_instance_new (evaluator->arena,
                                    ath_python_native_class (evaluator, &type->class));
  object->instance.primitive = ath_python_tuple_new (evaluator->arena, items, type->n_fields);

  return object;
}

static gboolean
fill_items (AthPythonEvaluator       *evaluator,
            NamedTuple               *type,
            const AthPythonArguments *arguments,
            AthPythonValue          **items)
{
  g_autofree AthPythonParameter *parameters = g_new0 (AthPythonParameter, type->n_fields + 1);
  guint n_defaults = type->defaults != NULL ? type->defaults->sequence.length : 0;

  for (guint i = 0; i < type->n_fields; i++)
    parameters[i] = (AthPythonParameter) {
      type->fields[i],
      i + n_defaults < type->n_fields ? ATH_PYTHON_PARAM_REQUIRED : ATH_PYTHON_PARAM_OPTIONAL,
    };
  if (!ath_python_arguments_bind (evaluator, type->class.name, arguments, parameters,
                                  type->n_fields, items))
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (items[i] == NULL)
      items[i] = type->defaults->sequence.items[i + n_defaults - type->n_fields];

  return TRUE;
}

static AthPythonValue *
construct_named_tuple (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  g_autofree AthPythonValue **items = NULL;
  NamedTuple *type;

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "namedtuple", self);
  type = get_named_tuple (self);
  items = g_new0 (AthPythonValue *, type->n_fields + 1);

  return fill_items (evaluator, type, arguments, items) ? new_named_tuple (evaluator, type, items)
                                                        : NULL;
}

static AthPythonValue *
get_field (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           const char         *name)
{
  NamedTuple *type = get_named_tuple (self);

  if (self->type != ATH_PYTHON_TYPE_INSTANCE)
    return NULL;
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i], name))
      return self->instance.primitive->sequence.items[i];

  return NULL;
}

static AthPythonValue *
named_tuple_asdict (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonValue *dict = ath_python_dict_value_new (evaluator->arena);
  NamedTuple *type = get_named_tuple (self);

  if (!ath_python_take_none (evaluator, "_asdict", arguments))
    return NULL;
  for (guint i = 0; i < type->n_fields; i++)
    ath_python_dict_set_text (dict->dict, type->fields[i],
                              self->instance.primitive->sequence.items[i]);

  return dict;
}

static AthPythonValue *
named_tuple_replace (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  NamedTuple *type = get_named_tuple (self);
  g_autofree AthPythonValue **items = g_new0 (AthPythonValue *, type->n_fields + 1);
  guint n_taken = 0;

  for (guint i = 0; i < type->n_fields; i++)
    {
      items[i] = self->instance.primitive->sequence.items[i];
      for (guint j = 0; j < arguments->n_keywords; j++)
        if (g_str_equal (arguments->keywords[j], type->fields[i]))
          {
            items[i] = arguments->keyword_values[j];
            n_taken++;
          }
    }
  if (n_taken < arguments->n_keywords || arguments->n_positional > 0)
    return ath_python_refuse_type (evaluator, "_replace", self);

  return new_named_tuple (evaluator, type, items);
}

static AthPythonValue *
named_tuple_repr (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  NamedTuple *type = get_named_tuple (self);

  g_string_append_printf (text, "%s(", type->class.name);
  for (guint i = 0; i < type->n_fields; i++)
    {
      AthPythonValue *repr = ath_python_repr (evaluator,
                                              self->instance.primitive->sequence.items[i]);

      if (repr == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s=%s", i > 0 ? ", " : "", type->fields[i],
                              repr->text.bytes);
    }
  g_string_append_c (text, ')');

  return ath_python_str_take (evaluator, text);
}

static const AthPythonNativeFunction named_tuple_methods[] = {
  { "_asdict", named_tuple_asdict },
  { "_replace", named_tuple_replace },
  { NULL },
};

/* The names: a list of them, or a text with blanks or commas between. */
static gboolean
take_fields (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             NamedTuple         *type)
{
  AthPythonValue *list;

  if (ath_python_is_str (value))
    {
      g_autofree char *text = g_strdelimit (g_strdup (value->text.bytes), ",", ' ');
      AthPythonValue *split = ath_python_get_attribute (evaluator,
                                                        ath_python_str_new (evaluator->arena, text),
                                                        "split");

      list = ath_python_call_simple (evaluator, split, NULL, 0);
    }
  else
    list = ath_python_list_of (evaluator, value);
  if (list == NULL)
    return FALSE;

  type->n_fields = list->sequence.length;
  type->fields = ath_arena_alloc (evaluator->arena, sizeof (char *) * (type->n_fields + 1));
  for (guint i = 0; i < type->n_fields; i++)
    {
      AthPythonValue *name;

      if (!ath_python_take_text (evaluator, list->sequence.items[i], &name))
        return FALSE;
      if (name->text.bytes[0] == '_')
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "Field names cannot start with an underscore: '%s'",
                                 name->text.bytes) != NULL;
      type->fields[i] = name->text.bytes;
    }

  return TRUE;
}

static AthPythonValue *
collections_namedtuple (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "typename", ATH_PYTHON_PARAM_REQUIRED },
    { "field_names", ATH_PYTHON_PARAM_REQUIRED },
    { "defaults", ATH_PYTHON_PARAM_KEYWORD },
  };
  NamedTuple *type = ath_arena_new0 (evaluator->arena, NamedTuple);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("namedtuple", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !take_fields (evaluator, values[1], type))
    return NULL;
  if (values[2] != NULL && !ath_python_is_none (values[2]))
    {
      type->defaults = ath_python_list_of (evaluator, values[2]);
      if (type->defaults == NULL)
        return NULL;
      if (type->defaults->sequence.length > type->n_fields)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "Got more default values than field names");
    }
  type->class = (AthPythonNativeClass) {
    .name = values[0]->text.bytes,
    .module = "builtins",
    .base = &ath_python_tuple_class,
    .construct = construct_named_tuple,
    .methods = named_tuple_methods,
    .get_attribute = get_field,
    .repr = named_tuple_repr,
  };

  return ath_python_native_class (evaluator, &type->class);
}

static const AthPythonNativeFunction namedtuple_function = {
  "namedtuple", collections_namedtuple
};

static const AthPythonNativeMember members[] = {
  { "abc", .module = &ath_python_collections_abc_module },
  { "defaultdict", .class = &ath_python_defaultdict_class },
  { "namedtuple", .function = &namedtuple_function },
  { NULL },
};

const AthPythonNativeModule ath_python_collections_module = { "collections", members };
