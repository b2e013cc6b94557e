/* ath-python-attribute.c: `object.name`
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
#include "python/types/ath-python-descriptor.h"
#include "python/types/ath-python-types.h"

/**
 * ath_python_get_native_class:
 * @value: a value
 *
 * Returns: (transfer none) (nullable): the class written in C that it is of, or
 *   `NULL` for an instance, a class or an import that could not be followed
 */
const AthPythonNativeClass *
ath_python_get_native_class (const AthPythonValue *value)
{
  static const AthPythonNativeClass *const classes[ATH_PYTHON_TYPE_UNRESOLVED + 1] = {
    [ATH_PYTHON_TYPE_NONE] = &ath_python_none_type_class,
    [ATH_PYTHON_TYPE_BOOL] = &ath_python_bool_class,
    [ATH_PYTHON_TYPE_INT] = &ath_python_int_class,
    [ATH_PYTHON_TYPE_FLOAT] = &ath_python_float_class,
    [ATH_PYTHON_TYPE_STR] = &ath_python_str_class,
    [ATH_PYTHON_TYPE_BYTES] = &ath_python_bytes_class,
    [ATH_PYTHON_TYPE_TUPLE] = &ath_python_tuple_class,
    [ATH_PYTHON_TYPE_LIST] = &ath_python_list_class,
    [ATH_PYTHON_TYPE_DICT] = &ath_python_dict_class,
    [ATH_PYTHON_TYPE_SET] = &ath_python_set_class,
    [ATH_PYTHON_TYPE_FROZENSET] = &ath_python_frozenset_class,
    [ATH_PYTHON_TYPE_RANGE] = &ath_python_range_class,
    [ATH_PYTHON_TYPE_SLICE] = &ath_python_slice_class,
    [ATH_PYTHON_TYPE_ITERATOR] = &ath_python_iterator_class,
    [ATH_PYTHON_TYPE_FUNCTION] = &ath_python_function_class,
    [ATH_PYTHON_TYPE_NATIVE_FUNCTION] = &ath_python_function_class,
    [ATH_PYTHON_TYPE_METHOD] = &ath_python_method_class,
    [ATH_PYTHON_TYPE_MODULE] = &ath_python_module_class,
    [ATH_PYTHON_TYPE_NATIVE_MODULE] = &ath_python_module_class,
    [ATH_PYTHON_TYPE_NOT_IMPLEMENTED] = &ath_python_ellipsis_class,
    [ATH_PYTHON_TYPE_ELLIPSIS] = &ath_python_ellipsis_class,
    [ATH_PYTHON_TYPE_CLASS] = &ath_python_type_class,
    [ATH_PYTHON_TYPE_NATIVE_CLASS] = &ath_python_type_class,
  };

  if (value->type == ATH_PYTHON_TYPE_HOST)
    return value->host.class;
  if (value->type == ATH_PYTHON_TYPE_DICT && ath_python_dict_get_class (value->dict) != NULL)
    return ath_python_dict_get_class (value->dict);

  return classes[value->type];
}

/**
 * ath_python_get_hooks:
 * @value: a value
 *
 * Returns: (transfer none) (nullable): the class whose functions do what
 *   operators do with @value: that of an object that only C looks into, or of
 *   one that is more than a dict
 */
const AthPythonNativeClass *
ath_python_get_hooks (const AthPythonValue *value)
{
  if (value->type == ATH_PYTHON_TYPE_HOST)
    return value->host.class;

  return value->type == ATH_PYTHON_TYPE_DICT ? ath_python_dict_get_class (value->dict) : NULL;
}

/**
 * ath_python_type_of:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none): its class
 */
AthPythonValue *
ath_python_type_of (AthPythonEvaluator *evaluator,
                    AthPythonValue     *value)
{
  const AthPythonNativeClass *native;

  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    return value->instance.class;

  native = ath_python_get_native_class (value);

  return ath_python_native_class (evaluator, native != NULL ? native : &ath_python_object_class);
}

/**
 * ath_python_get_type_name:
 * @value: a value
 *
 * Returns: (transfer none): the name of its class, for messages
 */
const char *
ath_python_get_type_name (const AthPythonValue *value)
{
  const AthPythonNativeClass *native;

  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    return ath_python_class_get_name (value->instance.class);
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return value->unresolved.name;

  native = ath_python_get_native_class (value);

  return native->name;
}

static const AthPythonNativeFunction *
find_method (const AthPythonNativeClass *class,
             const char                 *name)
{
  for (; class != NULL; class = class->base)
    for (const AthPythonNativeFunction *method = class->methods;
         method != NULL && method->name != NULL; method++)
      if (g_str_equal (method->name, name))
        return method;

  return NULL;
}

static AthPythonValue *
bind_native (AthPythonEvaluator            *self,
             AthPythonValue                *object,
             const AthPythonNativeFunction *function)
{
  const AthPythonArguments none = { 0 };

  if (function->is_property)
    return function->call (self, object, &none);

  return ath_python_method_new (self->arena, object,
                                ath_python_native_function_new (self->arena, function));
}

/* A member of a native class, taken from an object of it. */
static AthPythonValue *
find_native (AthPythonEvaluator         *self,
             AthPythonValue             *object,
             const AthPythonNativeClass *class,
             const char                 *name)
{
  const AthPythonNativeFunction *method = find_method (class, name);

  if (method != NULL)
    return bind_native (self, object, method);

  for (; class != NULL; class = class->base)
    if (class->get_attribute != NULL)
      {
        AthPythonValue *value = class->get_attribute (self, object, name);

        if (value != NULL || ath_python_has_failed (self))
          return value;
      }

  return NULL;
}

/**
 * ath_python_bind_member:
 * @self: an evaluator
 * @object: an object
 * @name: a name
 * @member: what its class binds @name to
 *
 * Returns: (transfer none) (nullable): @member as the object sees it: a function
 *   is a method of it, a property what its function gives; `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_bind_member (AthPythonEvaluator *self,
                        AthPythonValue     *object,
                        const char         *name,
                        AthPythonValue     *member)
{
  AthPythonProperty *property;
  AthPythonValue *wrapped;

  if (member->type == ATH_PYTHON_TYPE_FUNCTION)
    return ath_python_method_new (self->arena, object, member);
  if (member->type != ATH_PYTHON_TYPE_HOST)
    return member;

  property = ath_python_host_get (member, &ath_python_property_class);
  if (property != NULL)
    return ath_python_call_simple (self, property->getter, &object, 1);
  wrapped = ath_python_host_get (member, &ath_python_static_method_class);
  if (wrapped != NULL)
    return wrapped;
  wrapped = ath_python_host_get (member, &ath_python_class_method_class);
  if (wrapped != NULL)
    return ath_python_method_new (self->arena, ath_python_type_of (self, object), wrapped);
  wrapped = ath_python_host_get (member, &ath_python_cached_property_class);
  if (wrapped != NULL)
    {
      AthPythonValue *value = ath_python_call_simple (self, wrapped, &object, 1);

      if (value != NULL)
        ath_python_namespace_set (object->instance.attributes,
                                  ath_arena_strdup (self->arena, name), value);
      return value;
    }
  if (member->host.class == &ath_python_dataclass_method_class
      || member->host.class == &ath_python_derived_order_class)
    return ath_python_method_new (self->arena, object, member);
  if (member->host.class->is_function)
    return ath_python_refuse_type (self, member->host.class->name, object);

  return member;
}

static AthPythonValue *
find_in_instance (AthPythonEvaluator *self,
                  AthPythonValue     *object,
                  const char         *name)
{
  AthPythonValue *value = ath_python_namespace_get (object->instance.attributes, name);
  AthPythonValue *primitive = object->instance.primitive;

  if (value != NULL && ath_python_find_property (object->instance.class, name) == NULL)
    return value;
  if (g_str_equal (name, "__class__"))
    return object->instance.class;

  value = ath_python_class_find (object->instance.class, name);
  if (value != NULL)
    return ath_python_bind_member (self, object, name, value);

  value = find_native (self, object, ath_python_class_get_native (object->instance.class), name);
  if (value != NULL || ath_python_has_failed (self) || primitive == NULL)
    return value;

  return find_native (self, primitive, ath_python_get_native_class (primitive), name);
}

/**
 * ath_python_is_vague:
 * @class: a class written in C
 *
 * Returns: whether Python has several classes where there is one here, so that
 *   its name says too little
 */
gboolean
ath_python_is_vague (const AthPythonNativeClass *class)
{
  return class == &ath_python_iterator_class || class == &ath_python_function_class
         || class == &ath_python_method_class || class == &ath_python_ellipsis_class;
}

static AthPythonValue *
list_ancestors (AthPythonEvaluator *self,
                AthPythonClass     *class)
{
  AthPythonValue *list = ath_python_list_new (self->arena, class->mro, class->n_mro);

  if (class->is_generic || class->is_abstract || class->native != &ath_python_object_class)
    return ath_python_refuse (self, _("“%s.%s” is not understood"), class->name, "__mro__");
  ath_python_list_append (self->arena, list,
                          ath_python_native_class (self, &ath_python_object_class));
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
find_in_class (AthPythonEvaluator *self,
               AthPythonValue     *class,
               const char         *name)
{
  AthPythonValue *value = ath_python_class_find (class, name);
  const AthPythonNativeFunction *method;
  AthPythonValue *wrapped;

  if ((g_str_equal (name, "__name__") || g_str_equal (name, "__qualname__"))
      && class->type == ATH_PYTHON_TYPE_NATIVE_CLASS && ath_python_is_vague (class->native_class))
    return ath_python_refuse (self, _("“%s.%s” is not understood"),
                              class->native_class->name, name);
  if (g_str_equal (name, "__name__"))
    return ath_python_str_new (self->arena, ath_python_class_get_name (class));
  if (g_str_equal (name, "__qualname__"))
    return ath_python_class_get_qualified_name (self, class) != NULL
           ? ath_python_str_new (self->arena, ath_python_class_get_qualified_name (self, class))
           : NULL;

  if (g_str_equal (name, "__mro__") && class->type == ATH_PYTHON_TYPE_CLASS)
    return list_ancestors (self, class->class);

  if (value != NULL)
    {
      wrapped = ath_python_host_get (value, &ath_python_static_method_class);
      if (wrapped != NULL)
        return wrapped;
      wrapped = ath_python_host_get (value, &ath_python_class_method_class);
      return wrapped != NULL ? ath_python_method_new (self->arena, class, wrapped) : value;
    }

  method = find_method (ath_python_class_get_native (class), name);
  if (method == NULL && class->type == ATH_PYTHON_TYPE_NATIVE_CLASS
      && class->native_class == &ath_python_object_class)
    for (method = ath_python_object_methods; method->name != NULL; method++)
      if (g_str_equal (method->name, name))
        return ath_python_native_function_new (self->arena, method);
  if (method == NULL || method->name == NULL)
    return NULL;
  if (method->is_class_method)
    return ath_python_method_new (self->arena, class,
                                  ath_python_native_function_new (self->arena, method));
  if (class->type == ATH_PYTHON_TYPE_NATIVE_CLASS && !method->is_property)
    return ath_python_refuse (self, _("“%s.%s” without an object is not understood"),
                              ath_python_class_get_name (class), name);

  return NULL;
}

static AthPythonValue *
find_in_function (AthPythonEvaluator *self,
                  AthPythonValue     *function,
                  const char         *name)
{
  if (function->type == ATH_PYTHON_TYPE_NATIVE_FUNCTION)
    return g_str_equal (name, "__name__")
           ? ath_python_str_new (self->arena, function->native_function->name) : NULL;

  if (g_str_equal (name, "__name__"))
    return ath_python_str_new (self->arena, function->function->name);
  if (function->function->attributes != NULL)
    return ath_python_namespace_get (function->function->attributes, name);

  return NULL;
}

/**
 * ath_python_find_attribute:
 * @evaluator: an evaluator
 * @object: a value
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the attribute; `NULL` when it is not
 *   known, or after raising or refusing: ath_python_has_failed() tells
 */
AthPythonValue *
ath_python_find_attribute (AthPythonEvaluator *evaluator,
                           AthPythonValue     *object,
                           const char         *name)
{
  switch ((guint) object->type)
    {
    case ATH_PYTHON_TYPE_INSTANCE:
      return find_in_instance (evaluator, object, name);

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      {
        AthPythonValue *value = find_in_class (evaluator, object, name);
        const AthPythonNativeClass *native = ath_python_class_get_native (object);

        if (value != NULL || ath_python_has_failed (evaluator))
          return value;
        /* A native class may know more of the classes derived from it: Enum's members. */
        return native->get_attribute != NULL ? native->get_attribute (evaluator, object, name)
                                             : NULL;
      }

    case ATH_PYTHON_TYPE_MODULE:
      {
        AthPythonValue *value = ath_python_module_get_member (evaluator, object->module, name);

        return value != NULL || ath_python_has_failed (evaluator)
               ? value : ath_python_find_imported (evaluator, object->module->name, name);
      }

    case ATH_PYTHON_TYPE_NATIVE_MODULE:
      return ath_python_native_module_get_member (evaluator, object->native_module, name);

    case ATH_PYTHON_TYPE_FUNCTION:
    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
      return find_in_function (evaluator, object, name);

    case ATH_PYTHON_TYPE_UNRESOLVED:
      {
        g_autofree char *full = g_strconcat (object->unresolved.name, ".", name, NULL);
        AthPythonValue *inside = ath_python_find_imported (evaluator, object->unresolved.name,
                                                           name);

        return inside != NULL
               ? inside
               : ath_python_unresolved_new (evaluator->arena, full, object->unresolved.reason);
      }

    default:
      return find_native (evaluator, object, ath_python_get_native_class (object), name);
    }
}

/* `__name__`, of which objects have many. */
static gboolean
is_special_name (const char *name)
{
  return g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__");
}

/* `__getattr__`, which is asked for what is not there. */
static gboolean
find_fallback (AthPythonEvaluator *self,
               AthPythonValue     *object,
               const char         *name,
               AthPythonValue    **value)
{
  AthPythonValue *argument;

  /* Every object has many of the special names. */
  if (is_special_name (name) || !ath_python_has_special (object, "__getattr__")
      || ath_python_is_refused (self))
    return FALSE;
  if (self->exception != NULL
      && !ath_python_is_instance_of (self, self->exception, &ath_python_attribute_error_class))
    return FALSE;

  ath_python_clear_exception (self);
  argument = ath_python_str_new (self->arena, name);

  return ath_python_call_special (self, object, "__getattr__", &argument, 1, value);
}

/* Whether all attributes of @object are known: its class stands in the script
 * whole.
 */
static gboolean
is_known (AthPythonValue *object)
{
  if (object->type == ATH_PYTHON_TYPE_CLASS)
    return object->class->native == &ath_python_object_class
           && ath_python_namespace_get_n (object->class->slots) == 0;

  return object->type == ATH_PYTHON_TYPE_NONE || ath_python_is_plain (object);
}

/**
 * ath_python_get_attribute:
 * @evaluator: an evaluator
 * @object: a value
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the attribute, or `NULL` after raising
 *   (a class that stands in the script whole, or an object of it) or refusing
 *   (all others: the real one may well have it)
 */
AthPythonValue *
ath_python_get_attribute (AthPythonEvaluator *evaluator,
                          AthPythonValue     *object,
                          const char         *name)
{
  AthPythonValue *value = ath_python_find_attribute (evaluator, object, name);

  if (value == NULL && find_fallback (evaluator, object, name, &value))
    return value;
  if (value != NULL || ath_python_has_failed (evaluator))
    return value;

  if (!is_special_name (name) && is_known (object))
    return object->type == ATH_PYTHON_TYPE_CLASS
           ? ath_python_raise (evaluator, &ath_python_attribute_error_class,
                               "type object '%s' has no attribute '%s'",
                               ath_python_class_get_name (object), name)
           : ath_python_raise (evaluator, &ath_python_attribute_error_class,
                               "'%s' object has no attribute '%s'",
                               ath_python_get_type_name (object), name);

  return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), name,
                            ath_python_describe (evaluator, object));
}

/**
 * ath_python_describe:
 * @self: an evaluator
 * @value: a value
 *
 * Returns: (transfer none): what to call it in a refusal: the dotted name of a
 *   module or a class, else the name of its type
 */
const char *
ath_python_describe (AthPythonEvaluator *self,
                     AthPythonValue     *value)
{
  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NATIVE_MODULE:
      return value->native_module->name;

    case ATH_PYTHON_TYPE_MODULE:
      return value->module->name;

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      return ath_python_class_get_name (value);

    default:
      return ath_python_get_type_name (value);
    }
}
