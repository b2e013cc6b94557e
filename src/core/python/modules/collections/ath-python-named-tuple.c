/* ath-python-named-tuple.c: collections.namedtuple and typing.NamedTuple
 *
 * Each is a class made when the script runs, whose objects hold a tuple.
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

/* Of an object or of its class, which may be one of the script that derives from
 * it.
 */
static NamedTuple *
get_named_tuple (AthPythonValue *value)
{
  AthPythonValue *class = value->type == ATH_PYTHON_TYPE_INSTANCE ? value->instance.class : value;

  return (NamedTuple *) ath_python_class_get_native (class);
}

static AthPythonValue *
new_named_tuple (AthPythonEvaluator *evaluator,
                 AthPythonValue     *class,
                 AthPythonValue    **items)
{
  AthPythonValue *object = ath_python_instance_new (evaluator->arena, class);

  object->instance.primitive = ath_python_tuple_new (evaluator->arena, items,
                                                     get_named_tuple (class)->n_fields);

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
  NamedTuple *type = get_named_tuple (self);
  g_autofree AthPythonValue **items = g_new0 (AthPythonValue *, type->n_fields + 1);

  return fill_items (evaluator, type, arguments, items) ? new_named_tuple (evaluator, self, items)
                                                        : NULL;
}

static AthPythonValue *
list_fields (AthPythonEvaluator *evaluator,
             NamedTuple         *type)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);

  for (guint i = 0; i < type->n_fields; i++)
    ath_python_list_append (evaluator->arena, list,
                            ath_python_str_new (evaluator->arena, type->fields[i]));
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
get_field (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           const char         *name)
{
  NamedTuple *type = get_named_tuple (self);

  if (g_str_equal (name, "_fields") || g_str_equal (name, "__match_args__"))
    return list_fields (evaluator, type);
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

  return new_named_tuple (evaluator, self->instance.class, items);
}

static AthPythonValue *
named_tuple_repr (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  NamedTuple *type = get_named_tuple (self);

  g_string_append_printf (text, "%s(", ath_python_get_type_name (self));
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

static AthPythonValue *
named_tuple_make (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_REQUIRED } };
  NamedTuple *type = get_named_tuple (self);
  AthPythonValue *iterable;
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("_make", parameters, &iterable))
    return NULL;
  list = ath_python_list_of (evaluator, iterable);
  if (list == NULL)
    return NULL;
  if (list->sequence.length != type->n_fields)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "Expected %u arguments, got %u", type->n_fields,
                             list->sequence.length);

  return new_named_tuple (evaluator, self, list->sequence.items);
}

static const AthPythonNativeFunction named_tuple_methods[] = {
  { "_asdict", named_tuple_asdict },
  { "_make", named_tuple_make, .is_class_method = TRUE },
  { "_replace", named_tuple_replace },
  { NULL },
};

static void
init_class (NamedTuple *type,
            const char *name)
{
  type->class = (AthPythonNativeClass) {
    .name = name,
    .module = "collections",
    .base = &ath_python_tuple_class,
    .construct = construct_named_tuple,
    .methods = named_tuple_methods,
    .get_attribute = get_field,
    .repr = named_tuple_repr,
  };
}

/**
 * ath_python_is_named_tuple:
 * @value: a value
 *
 * Returns: whether it is an object of a named tuple
 */
gboolean
ath_python_is_named_tuple (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_INSTANCE
         && ath_python_class_get_native (value->instance.class)->construct
            == construct_named_tuple;
}

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
  init_class (type, values[0]->text.bytes);

  return ath_python_native_class (evaluator, &type->class);
}

const AthPythonNativeFunction ath_python_namedtuple_function = {
  "namedtuple", collections_namedtuple
};

/* Takes what the body of the class annotates: its fields in their order. */
static gboolean
take_annotated (AthPythonEvaluator *evaluator,
                AthPythonClass     *class,
                NamedTuple         *type)
{
  AthPythonValue *defaults = ath_python_list_new (evaluator->arena, NULL, 0);

  type->fields = ath_arena_alloc (evaluator->arena,
                                  sizeof (char *) * (class->body->length + 1));
  for (guint i = 0; i < class->body->length; i++)
    {
      AthPythonNode *node = class->body->items[i];
      AthPythonValue *value;

      if (!ath_python_class_is_field (class, i))
        continue;
      type->fields[type->n_fields] = node->ann_assign.target->name.id;
      if (type->fields[type->n_fields][0] == '_')
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "Field names cannot start with an underscore: '%s'",
                                 type->fields[type->n_fields]) != NULL;
      value = ath_python_namespace_get (class->attributes, type->fields[type->n_fields]);
      if (value != NULL)
        {
          ath_python_list_append (evaluator->arena, defaults, value);
          ath_python_namespace_remove (class->attributes, type->fields[type->n_fields]);
        }
      else if (defaults->sequence.length > 0)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "Non-default namedtuple field %s cannot follow default field",
                                 type->fields[type->n_fields]) != NULL;
      type->n_fields++;
    }
  type->defaults = defaults;

  return TRUE;
}

/* `class Point (NamedTuple):`; one that derives from such a class has fields no
 * more than that.
 */
static gboolean
build_named_tuple (AthPythonEvaluator *evaluator,
                   AthPythonValue     *class)
{
  NamedTuple *type;

  if (class->class->n_bases != 1)
    return ath_python_refuse (evaluator, _("A class with “%s” is not understood"),
                              "NamedTuple") != NULL;

  type = ath_arena_new0 (evaluator->arena, NamedTuple);
  if (!take_annotated (evaluator, class->class, type))
    return FALSE;
  init_class (type, class->class->name);
  class->class->native = &type->class;
  class->class->has_dict = FALSE;

  return TRUE;
}

const AthPythonNativeClass ath_python_named_tuple_class = {
  .name = "NamedTuple",
  .module = "typing",
  .base = &ath_python_tuple_class,
  .build = build_named_tuple,
};
