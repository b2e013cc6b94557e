/* ath-python-dataclass.c: what @dataclass makes of a class
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-dataclass.h"
#include "python/types/ath-python-types.h"

#define FIELDS "__dataclass_fields__"

/* A method that the decorator adds: the data of a host object. */
typedef struct
{
  AthPythonDataclass *dataclass;
  const char         *name;
  AthPythonValue   *(*call) (AthPythonEvaluator       *evaluator,
                             AthPythonDataclass       *dataclass,
                             AthPythonValue           *object,
                             const AthPythonArguments *arguments);
  AthPythonOperator   op;
} Method;

/* The data of the class, which is a member of it. */
static const AthPythonNativeClass fields_class = {
  .name = "dict",
  .module = "dataclasses",
};

/**
 * ath_python_dataclass_find:
 * @class: a class of a script
 *
 * Returns: (transfer none) (nullable): what it, or what it derives from, is as a
 *   dataclass
 */
AthPythonDataclass *
ath_python_dataclass_find (AthPythonValue *class)
{
  AthPythonValue *fields = ath_python_class_find (class, FIELDS);

  return fields != NULL ? ath_python_host_get (fields, &fields_class) : NULL;
}

/* `Class.__init__() missing …`, as Python says it. */
static AthPythonValue *
raise_arguments (AthPythonEvaluator *evaluator,
                 AthPythonDataclass *dataclass,
                 const char         *what,
                 const char         *name)
{
  return ath_python_raise (evaluator, &ath_python_type_error_class, "%s.__init__() %s '%s'",
                           ath_python_class_get_name (dataclass->class), what, name);
}

/* Gives each field that `__init__` takes its value. */
static gboolean
bind_fields (AthPythonEvaluator       *evaluator,
             AthPythonDataclass       *dataclass,
             const AthPythonArguments *arguments,
             AthPythonValue          **values)
{
  guint n_taken = 0;

  for (guint i = 0; i < dataclass->n_fields; i++)
    if (dataclass->fields[i]->is_init && !dataclass->fields[i]->is_keyword
        && n_taken < arguments->n_positional)
      values[i] = arguments->positional[n_taken++];
  if (n_taken < arguments->n_positional)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "%s.__init__() takes %u positional arguments but %u were given",
                             ath_python_class_get_name (dataclass->class), n_taken + 1,
                             arguments->n_positional + 1) != NULL;

  for (guint j = 0; j < arguments->n_keywords; j++)
    {
      guint i = 0;

      while (i < dataclass->n_fields
             && (!dataclass->fields[i]->is_init
                 || !g_str_equal (dataclass->fields[i]->name, arguments->keywords[j])))
        i++;
      if (i == dataclass->n_fields)
        return raise_arguments (evaluator, dataclass, "got an unexpected keyword argument",
                                arguments->keywords[j]) != NULL;
      if (values[i] != NULL)
        return raise_arguments (evaluator, dataclass, "got multiple values for argument",
                                arguments->keywords[j]) != NULL;
      values[i] = arguments->keyword_values[j];
    }

  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      AthPythonDataField *field = dataclass->fields[i];

      if (field->is_init && values[i] == NULL && field->default_value == NULL
          && field->factory == NULL)
        return raise_arguments (evaluator, dataclass,
                                field->is_keyword ? "missing 1 required keyword-only argument:"
                                : "missing 1 required positional argument:",
                                field->name) != NULL;
    }

  return TRUE;
}

static gboolean
fill_field (AthPythonEvaluator *evaluator,
            AthPythonDataclass *dataclass,
            AthPythonDataField *field,
            AthPythonValue     *object,
            AthPythonValue     *value)
{
  /* The class has what a field outside of `__init__` has to begin with. */
  if (value == NULL && !field->is_init && field->factory == NULL && !dataclass->has_slots)
    return TRUE;
  if (value == NULL)
    value = field->factory != NULL ? ath_python_call_simple (evaluator, field->factory, NULL, 0)
                                   : field->default_value;
  if (value == NULL)
    return !ath_python_has_failed (evaluator);

  return dataclass->is_frozen
         ? ath_python_set_plain_attribute (evaluator, object, field->name, value)
         : ath_python_set_attribute (evaluator, object, field->name, value);
}

static AthPythonValue *
call_init (AthPythonEvaluator       *evaluator,
           AthPythonDataclass       *dataclass,
           AthPythonValue           *object,
           const AthPythonArguments *arguments)
{
  g_autofree AthPythonValue **values = g_new0 (AthPythonValue *, dataclass->n_fields + 1);
  AthPythonValue *result;

  if (!bind_fields (evaluator, dataclass, arguments, values))
    return NULL;
  for (guint i = 0; i < dataclass->n_fields; i++)
    if (!fill_field (evaluator, dataclass, dataclass->fields[i], object, values[i]))
      return NULL;

  if (ath_python_call_special (evaluator, object, "__post_init__", NULL, 0, &result)
      && result == NULL)
    return NULL;

  return ath_python_none ();
}

static AthPythonValue *
call_repr (AthPythonEvaluator       *evaluator,
           AthPythonDataclass       *dataclass,
           AthPythonValue           *object,
           const AthPythonArguments *arguments)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *separator = "";
  const char *name = ath_python_class_get_qualified_name (evaluator, object->instance.class);

  if (name == NULL)
    return NULL;
  g_string_append_printf (text, "%s(", name);
  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      AthPythonValue *value;

      if (!dataclass->fields[i]->is_shown)
        continue;
      value = ath_python_get_attribute (evaluator, object, dataclass->fields[i]->name);
      value = value != NULL ? ath_python_repr (evaluator, value) : NULL;
      if (value == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s=%s", separator, dataclass->fields[i]->name,
                              value->text.bytes);
      separator = ", ";
    }
  g_string_append_c (text, ')');

  return ath_python_str_take (evaluator, text);
}

/* The fields of an object that count, as a tuple. */
static AthPythonValue *
list_values (AthPythonEvaluator *evaluator,
             AthPythonDataclass *dataclass,
             AthPythonValue     *object,
             gboolean            for_hash)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);

  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      AthPythonDataField *field = dataclass->fields[i];
      AthPythonValue *value;

      if (for_hash ? !field->is_hashed : !field->is_compared)
        continue;
      value = ath_python_get_attribute (evaluator, object, field->name);
      if (value == NULL)
        return NULL;
      ath_python_list_append (evaluator->arena, list, value);
    }
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
compare_objects (AthPythonEvaluator       *evaluator,
                 AthPythonDataclass       *dataclass,
                 AthPythonOperator         op,
                 AthPythonValue           *object,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *other = arguments->n_positional == 1 ? arguments->positional[0] : NULL;
  AthPythonValue *a;
  AthPythonValue *b;

  if (other == NULL)
    return ath_python_refuse_type (evaluator, "dataclass", object);
  if (other->type != ATH_PYTHON_TYPE_INSTANCE
      || other->instance.class != object->instance.class)
    return ath_python_not_implemented ();

  a = list_values (evaluator, dataclass, object, FALSE);
  b = a != NULL ? list_values (evaluator, dataclass, other, FALSE) : NULL;

  return b != NULL ? ath_python_compare (evaluator, op, a, b) : NULL;
}

static AthPythonValue *
call_hash (AthPythonEvaluator       *evaluator,
           AthPythonDataclass       *dataclass,
           AthPythonValue           *object,
           const AthPythonArguments *arguments)
{
  AthPythonValue *values = list_values (evaluator, dataclass, object, TRUE);
  guint hash;

  if (values == NULL || !ath_python_hash (evaluator, values, &hash))
    return NULL;

  return ath_python_host_new (evaluator->arena, &ath_python_hash_class, GUINT_TO_POINTER (hash));
}

static gboolean
has_field (AthPythonDataclass *dataclass,
           const char         *name)
{
  for (guint i = 0; i < dataclass->n_fields; i++)
    if (g_str_equal (dataclass->fields[i]->name, name))
      return TRUE;

  return FALSE;
}

/* `__setattr__` and `__delattr__` of a frozen one. */
static AthPythonValue *
refuse_change (AthPythonEvaluator       *evaluator,
               AthPythonDataclass       *dataclass,
               AthPythonValue           *object,
               const AthPythonArguments *arguments)
{
  AthPythonValue *name = arguments->n_positional > 0 ? arguments->positional[0] : NULL;

  if (name == NULL || !ath_python_is_str (name))
    return ath_python_refuse_type (evaluator, "__setattr__", object);
  if (object->instance.class != dataclass->class && !has_field (dataclass, name->text.bytes))
    return ath_python_refuse_type (evaluator, "__setattr__", object);

  return ath_python_raise (evaluator, &ath_python_frozen_instance_error_class,
                           "cannot %s field '%s'",
                           arguments->n_positional == 1 ? "delete" : "assign to",
                           name->text.bytes);
}

/* Called with the object in front, as a function is. */
static AthPythonValue *
call_method (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  Method *method = self->host.data;
  AthPythonArguments others = *arguments;
  AthPythonValue *object = arguments->n_positional > 0 ? arguments->positional[0] : NULL;

  if (object == NULL || object->type != ATH_PYTHON_TYPE_INSTANCE)
    return ath_python_refuse_type (evaluator, method->name, method->dataclass->class);
  others.positional++;
  others.n_positional--;

  return method->call != NULL
         ? method->call (evaluator, method->dataclass, object, &others)
         : compare_objects (evaluator, method->dataclass, method->op, object, &others);
}

const AthPythonNativeClass ath_python_dataclass_method_class = {
  .name = "function",
  .module = "dataclasses",
  .call = call_method,
};

static void
add_method (AthPythonEvaluator *evaluator,
            const Method       *template,
            AthPythonDataclass *dataclass)
{
  Method *method = ath_arena_new0 (evaluator->arena, Method);

  *method = *template;
  method->dataclass = dataclass;
  ath_python_namespace_set (dataclass->class->class->attributes, method->name,
                            ath_python_host_new (evaluator->arena,
                                                 &ath_python_dataclass_method_class, method));
}

/* What the body of the class defines itself stays as it is. */
static void
add_missing_method (AthPythonEvaluator *evaluator,
                    const Method       *template,
                    AthPythonDataclass *dataclass)
{
  if (ath_python_namespace_get (dataclass->class->class->attributes, template->name) == NULL)
    add_method (evaluator, template, dataclass);
}

/* Objects that compare and may change are no keys. */
static gboolean
add_hash (AthPythonEvaluator *evaluator,
          AthPythonDataclass *dataclass,
          gboolean            has_own_eq)
{
  static const Method method = { .name = "__hash__", .call = call_hash };
  AthPythonNamespace *attributes = dataclass->class->class->attributes;
  AthPythonValue *own = ath_python_namespace_get (attributes, "__hash__");
  gboolean is_own = own != NULL && !(ath_python_is_none (own) && has_own_eq);

  if (dataclass->has_hash && is_own)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "Cannot overwrite attribute __hash__ in class %s",
                             ath_python_class_get_name (dataclass->class)) != NULL;
  if (dataclass->has_hash || (dataclass->has_eq && dataclass->is_frozen && !is_own))
    add_method (evaluator, &method, dataclass);
  else if (dataclass->has_eq && !is_own)
    ath_python_namespace_set (attributes, "__hash__", ath_python_none ());

  return TRUE;
}

static gboolean
add_order (AthPythonEvaluator *evaluator,
           AthPythonDataclass *dataclass)
{
  static const Method methods[] = {
    { .name = "__lt__", .op = ATH_PYTHON_LT },
    { .name = "__le__", .op = ATH_PYTHON_LT_E },
    { .name = "__gt__", .op = ATH_PYTHON_GT },
    { .name = "__ge__", .op = ATH_PYTHON_GT_E },
  };

  if (!dataclass->has_eq)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "eq must be true if order is true") != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (ath_python_namespace_get (dataclass->class->class->attributes, methods[i].name) != NULL)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "Cannot overwrite attribute %s in class %s. Consider using "
                                 "functools.total_ordering", methods[i].name,
                                 ath_python_class_get_name (dataclass->class)) != NULL;
      add_method (evaluator, &methods[i], dataclass);
    }

  return TRUE;
}

static gboolean
add_methods (AthPythonEvaluator *evaluator,
             AthPythonDataclass *dataclass)
{
  static const Method init = { .name = "__init__", .call = call_init };
  static const Method repr = { .name = "__repr__", .call = call_repr };
  static const Method eq = { .name = "__eq__", .op = ATH_PYTHON_EQ };
  static const Method frozen[] = {
    { .name = "__setattr__", .call = refuse_change },
    { .name = "__delattr__", .call = refuse_change },
  };
  AthPythonNamespace *attributes = dataclass->class->class->attributes;
  gboolean has_own_eq = ath_python_namespace_get (attributes, "__eq__") != NULL;

  if (dataclass->has_init)
    add_missing_method (evaluator, &init, dataclass);
  if (dataclass->has_repr)
    add_missing_method (evaluator, &repr, dataclass);
  if (dataclass->has_eq)
    add_missing_method (evaluator, &eq, dataclass);
  if (dataclass->has_order && !add_order (evaluator, dataclass))
    return FALSE;
  for (guint i = 0; dataclass->is_frozen && i < G_N_ELEMENTS (frozen); i++)
    {
      if (ath_python_namespace_get (attributes, frozen[i].name) != NULL)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "Cannot overwrite attribute %s in class %s", frozen[i].name,
                                 ath_python_class_get_name (dataclass->class)) != NULL;
      add_method (evaluator, &frozen[i], dataclass);
    }

  return add_hash (evaluator, dataclass, has_own_eq);
}

/* The last name in `typing.ClassVar [int]`; NULL for what says more. */
static const char *
get_annotation_name (AthPythonNode *node)
{
  if (node->kind == ATH_PYTHON_SUBSCRIPT)
    node = node->subscript.value;
  if (node->kind == ATH_PYTHON_ATTRIBUTE)
    return node->attribute.attr;

  return node->kind == ATH_PYTHON_NAME ? node->name.id : "";
}

static gboolean
check_default (AthPythonEvaluator *evaluator,
               AthPythonDataField *field)
{
  AthPythonValue *value = field->default_value;

  if (value == NULL)
    return TRUE;
  if (value->type == ATH_PYTHON_TYPE_LIST || value->type == ATH_PYTHON_TYPE_DICT
      || value->type == ATH_PYTHON_TYPE_SET)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "mutable default <class '%s'> for field %s is not allowed: use "
                             "default_factory", ath_python_get_type_name (value),
                             field->name) != NULL;

  return !ath_python_has_special (value, "__hash__")
         || ath_python_is_plain (value)
         || ath_python_refuse_type (evaluator, "dataclass", value) != NULL;
}

/* One annotated name of the body. */
static gboolean
add_field (AthPythonEvaluator *evaluator,
           AthPythonDataclass *dataclass,
           AthPythonNode      *node,
           gboolean           *is_keyword)
{
  AthPythonNamespace *attributes = dataclass->class->class->attributes;
  const char *name = node->ann_assign.target->name.id;
  const char *annotation = get_annotation_name (node->ann_assign.annotation);
  AthPythonValue *value = ath_python_namespace_get (attributes, name);
  AthPythonDataField *field = value != NULL ? ath_python_host_get (value, &ath_python_field_class)
                                        : NULL;
  guint i = 0;

  if (g_str_equal (annotation, "ClassVar"))
    return TRUE;
  if (g_str_equal (annotation, "KW_ONLY"))
    {
      *is_keyword = TRUE;
      return TRUE;
    }
  if (g_str_equal (annotation, "InitVar") || g_str_has_prefix (name, "__")
      || node->ann_assign.annotation->kind == ATH_PYTHON_STR)
    return ath_python_refuse (evaluator, _("The field “%s” of a dataclass is not understood"),
                              name) != NULL;

  if (field == NULL)
    {
      field = ath_arena_new0 (evaluator->arena, AthPythonDataField);
      field->is_init = field->is_shown = field->is_compared = field->is_hashed = TRUE;
      field->default_value = value;
    }
  else if (field->default_value != NULL)
    ath_python_namespace_set (attributes, name, field->default_value);
  else
    ath_python_namespace_remove (attributes, name);
  field->name = name;
  if (!field->has_kw_only)
    field->is_keyword = *is_keyword;
  if (!check_default (evaluator, field))
    return FALSE;

  while (i < dataclass->n_fields && !g_str_equal (dataclass->fields[i]->name, name))
    i++;
  dataclass->fields[i] = field;
  dataclass->n_fields = MAX (dataclass->n_fields, i + 1);

  return TRUE;
}

static void
inherit_fields (AthPythonDataclass *dataclass,
                AthPythonDataclass *base)
{
  for (guint i = 0; i < base->n_fields; i++)
    {
      guint j = 0;

      while (j < dataclass->n_fields
             && !g_str_equal (dataclass->fields[j]->name, base->fields[i]->name))
        j++;
      dataclass->fields[j] = base->fields[i];
      dataclass->n_fields = MAX (dataclass->n_fields, j + 1);
    }
}

/* Those of the bases, the last of which comes first, and then its own. */
static gboolean
collect_fields (AthPythonEvaluator *evaluator,
                AthPythonDataclass *dataclass)
{
  AthPythonClass *class = dataclass->class->class;
  gboolean is_keyword = dataclass->is_keyword;
  guint n_fields = class->body->length;

  for (guint i = 1; i < class->n_mro; i++)
    if (class->mro[i]->type == ATH_PYTHON_TYPE_CLASS
        && ath_python_dataclass_find (class->mro[i]) != NULL)
      n_fields += ath_python_dataclass_find (class->mro[i])->n_fields;
  dataclass->fields = ath_arena_alloc (evaluator->arena,
                                       sizeof *dataclass->fields * (n_fields + 1));

  for (guint i = class->n_mro; i > 1; i--)
    {
      AthPythonValue *base = class->mro[i - 1];
      AthPythonValue *own = base->type == ATH_PYTHON_TYPE_CLASS
                            ? ath_python_namespace_get (base->class->attributes, FIELDS) : NULL;
      AthPythonDataclass *fields = own != NULL ? own->host.data : NULL;

      if (fields == NULL)
        continue;
      if (fields->is_frozen != dataclass->is_frozen)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 fields->is_frozen
                                 ? "cannot inherit non-frozen dataclass from a frozen one"
                                 : "cannot inherit frozen dataclass from a non-frozen one")
               != NULL;
      inherit_fields (dataclass, fields);
    }

  for (guint i = 0; i < class->body->length; i++)
    {
      AthPythonNode *node = class->body->items[i];

      if (ath_python_class_is_field (class, i)
          && !add_field (evaluator, dataclass, node, &is_keyword))
        return FALSE;
      if (node->kind == ATH_PYTHON_IF || node->kind == ATH_PYTHON_FOR
          || node->kind == ATH_PYTHON_TRY || node->kind == ATH_PYTHON_WITH
          || node->kind == ATH_PYTHON_WHILE || node->kind == ATH_PYTHON_MATCH)
        return ath_python_refuse_type (evaluator, "dataclass", dataclass->class) != NULL;
    }

  return TRUE;
}

static gboolean
check_order (AthPythonEvaluator *evaluator,
             AthPythonDataclass *dataclass)
{
  gboolean has_default = FALSE;

  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      AthPythonDataField *field = dataclass->fields[i];

      if (!field->is_init || field->is_keyword)
        continue;
      if (field->default_value != NULL || field->factory != NULL)
        has_default = TRUE;
      else if (has_default)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "non-default argument '%s' follows default argument",
                                 field->name) != NULL;
    }

  return TRUE;
}

/* What `slots=True` leaves: the fields, none of which the class has. */
static void
add_slots (AthPythonEvaluator *evaluator,
           AthPythonDataclass *dataclass)
{
  AthPythonClass *class = dataclass->class->class;

  class->has_dict = FALSE;
  for (guint i = 1; i < class->n_mro; i++)
    if (class->mro[i]->type != ATH_PYTHON_TYPE_CLASS || class->mro[i]->class->has_dict)
      class->has_dict = TRUE;
  for (guint i = 0; i < dataclass->n_fields; i++)
    {
      ath_python_namespace_set (class->slots, dataclass->fields[i]->name, ath_python_none ());
      ath_python_namespace_remove (class->attributes, dataclass->fields[i]->name);
    }
}

/* The names of the fields that can be matched by their place. */
static AthPythonValue *
list_match_names (AthPythonEvaluator *evaluator,
                  AthPythonDataclass *dataclass)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);

  for (guint i = 0; i < dataclass->n_fields; i++)
    if (dataclass->fields[i]->is_init && !dataclass->fields[i]->is_keyword)
      ath_python_list_append (evaluator->arena, list,
                              ath_python_str_new (evaluator->arena, dataclass->fields[i]->name));
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

/**
 * ath_python_dataclass_build:
 * @evaluator: an evaluator
 * @class: what is decorated
 * @options: those of the decorator
 *
 * Makes a class a dataclass.
 *
 * Returns: (transfer none) (nullable): @class, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_dataclass_build (AthPythonEvaluator *evaluator,
                            AthPythonValue     *class,
                            AthPythonDataclass *options)
{
  AthPythonDataclass *dataclass = ath_arena_new0 (evaluator->arena, AthPythonDataclass);
  AthPythonNamespace *attributes;

  if (class->type != ATH_PYTHON_TYPE_CLASS || class->class->native != &ath_python_object_class)
    return ath_python_refuse_type (evaluator, "dataclass", class);

  *dataclass = *options;
  dataclass->class = class;
  attributes = class->class->attributes;
  if (!collect_fields (evaluator, dataclass) || !check_order (evaluator, dataclass))
    return NULL;
  ath_python_namespace_set (attributes, FIELDS,
                            ath_python_host_new (evaluator->arena, &fields_class, dataclass));
  if (!add_methods (evaluator, dataclass))
    return NULL;
  if (ath_python_namespace_get (attributes, "__match_args__") == NULL)
    ath_python_namespace_set (attributes, "__match_args__",
                              list_match_names (evaluator, dataclass));
  if (dataclass->has_slots)
    add_slots (evaluator, dataclass);

  return class;
}
