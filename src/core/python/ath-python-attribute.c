/* ath-python-attribute.c: `object.name`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/ath-python-convert.h"
#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-modules.h"
#include "python/ath-python-types.h"

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
  switch (value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
      return &ath_python_none_type_class;

    case ATH_PYTHON_TYPE_BOOL:
      return &ath_python_bool_class;

    case ATH_PYTHON_TYPE_INT:
      return &ath_python_int_class;

    case ATH_PYTHON_TYPE_FLOAT:
      return &ath_python_float_class;

    case ATH_PYTHON_TYPE_STR:
      return &ath_python_str_class;

    case ATH_PYTHON_TYPE_BYTES:
      return &ath_python_bytes_class;

    case ATH_PYTHON_TYPE_TUPLE:
      return &ath_python_tuple_class;

    case ATH_PYTHON_TYPE_LIST:
      return &ath_python_list_class;

    case ATH_PYTHON_TYPE_DICT:
      return ath_python_dict_get_factory (value->dict) != NULL ? &ath_python_defaultdict_class
                                                               : &ath_python_dict_class;

    case ATH_PYTHON_TYPE_SET:
      return &ath_python_set_class;

    case ATH_PYTHON_TYPE_FROZENSET:
      return &ath_python_frozenset_class;

    case ATH_PYTHON_TYPE_RANGE:
      return &ath_python_range_class;

    case ATH_PYTHON_TYPE_SLICE:
      return &ath_python_slice_class;

    case ATH_PYTHON_TYPE_ITERATOR:
      return &ath_python_iterator_class;

    case ATH_PYTHON_TYPE_FUNCTION:
    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
      return &ath_python_function_class;

    case ATH_PYTHON_TYPE_METHOD:
      return &ath_python_method_class;

    case ATH_PYTHON_TYPE_MODULE:
    case ATH_PYTHON_TYPE_NATIVE_MODULE:
      return &ath_python_module_class;

    case ATH_PYTHON_TYPE_NOT_IMPLEMENTED:
    case ATH_PYTHON_TYPE_ELLIPSIS:
      return &ath_python_ellipsis_class;

    case ATH_PYTHON_TYPE_HOST:
      return value->host.class;

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      return &ath_python_type_class;

    case ATH_PYTHON_TYPE_INSTANCE:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      return NULL;

    default:
      g_assert_not_reached ();
    }
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

/* What the class of a script binds, as an object of it sees it. */
static AthPythonValue *
bind_class_member (AthPythonEvaluator *self,
                   AthPythonValue     *object,
                   AthPythonValue     *member)
{
  AthPythonValue *wrapped;

  if (member->type == ATH_PYTHON_TYPE_FUNCTION)
    return ath_python_method_new (self->arena, object, member);

  wrapped = ath_python_host_get (member, &ath_python_property_class);
  if (wrapped != NULL)
    return ath_python_call_simple (self, wrapped, &object, 1);
  wrapped = ath_python_host_get (member, &ath_python_static_method_class);
  if (wrapped != NULL)
    return wrapped;
  wrapped = ath_python_host_get (member, &ath_python_class_method_class);
  if (wrapped != NULL)
    return ath_python_method_new (self->arena, ath_python_type_of (self, object), wrapped);
  if (member->type == ATH_PYTHON_TYPE_HOST && member->host.class->is_function)
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

  if (value != NULL)
    return value;
  if (g_str_equal (name, "__class__"))
    return object->instance.class;

  value = ath_python_class_find (object->instance.class, name);
  if (value != NULL)
    return bind_class_member (self, object, value);

  value = find_native (self, object, ath_python_class_get_native (object->instance.class), name);
  if (value != NULL || ath_python_has_failed (self) || primitive == NULL)
    return value;

  return find_native (self, primitive, ath_python_get_native_class (primitive), name);
}

static AthPythonValue *
find_in_class (AthPythonEvaluator *self,
               AthPythonValue     *class,
               const char         *name)
{
  AthPythonValue *value = ath_python_class_find (class, name);
  const AthPythonNativeFunction *method;
  AthPythonValue *wrapped;

  if (g_str_equal (name, "__name__") || g_str_equal (name, "__qualname__"))
    return ath_python_str_new (self->arena, ath_python_class_get_name (class));

  if (value != NULL)
    {
      wrapped = ath_python_host_get (value, &ath_python_static_method_class);
      if (wrapped != NULL)
        return wrapped;
      wrapped = ath_python_host_get (value, &ath_python_class_method_class);
      return wrapped != NULL ? ath_python_method_new (self->arena, class, wrapped) : value;
    }

  method = find_method (ath_python_class_get_native (class), name);
  if (method == NULL)
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
      return ath_python_module_get_member (evaluator, object->module, name);

    case ATH_PYTHON_TYPE_NATIVE_MODULE:
      return ath_python_native_module_get_member (evaluator, object->native_module, name);

    case ATH_PYTHON_TYPE_FUNCTION:
    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
      return find_in_function (evaluator, object, name);

    case ATH_PYTHON_TYPE_UNRESOLVED:
      {
        g_autofree char *full = g_strconcat (object->unresolved.name, ".", name, NULL);

        return ath_python_unresolved_new (evaluator->arena, full, object->unresolved.reason);
      }

    default:
      return find_native (evaluator, object, ath_python_get_native_class (object), name);
    }
}

/**
 * ath_python_get_attribute:
 * @evaluator: an evaluator
 * @object: a value
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the attribute, or `NULL` after raising
 *   (an object of a class that stands in the script whole) or refusing (all
 *   others: the real one may well have it)
 */
AthPythonValue *
ath_python_get_attribute (AthPythonEvaluator *evaluator,
                          AthPythonValue     *object,
                          const char         *name)
{
  AthPythonValue *value = ath_python_find_attribute (evaluator, object, name);

  if (value != NULL || ath_python_has_failed (evaluator))
    return value;

  if ((object->type == ATH_PYTHON_TYPE_INSTANCE
       && ath_python_class_get_native (object->instance.class) == &ath_python_object_class)
      || object->type == ATH_PYTHON_TYPE_NONE)
    return ath_python_raise (evaluator, &ath_python_attribute_error_class,
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

/**
 * ath_python_set_attribute:
 * @evaluator: an evaluator
 * @object: a value
 * @name: a name
 * @value: what it is from now on
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_set_attribute (AthPythonEvaluator *evaluator,
                          AthPythonValue     *object,
                          const char         *name,
                          AthPythonValue     *value)
{
  const AthPythonNativeClass *native;

  if (object->type == ATH_PYTHON_TYPE_INSTANCE
      && object->instance.class->type == ATH_PYTHON_TYPE_NATIVE_CLASS
      && object->instance.primitive != NULL)
    return ath_python_raise (evaluator, &ath_python_attribute_error_class,
                             "can't set attribute") != NULL;

  if (object->type == ATH_PYTHON_TYPE_INSTANCE)
    {
      if (ath_python_host_get (ath_python_class_find (object->instance.class, name) != NULL
                               ? ath_python_class_find (object->instance.class, name)
                               : ath_python_none (), &ath_python_property_class) != NULL)
        return ath_python_refuse (evaluator, _("Setting the property “%s” is not understood"),
                                  name) != NULL;
      ath_python_namespace_set (object->instance.attributes,
                                ath_arena_strdup (evaluator->arena, name), value);
      return TRUE;
    }

  if (object->type == ATH_PYTHON_TYPE_FUNCTION)
    {
      if (object->function->attributes == NULL)
        object->function->attributes = ath_python_namespace_new (evaluator->arena);
      ath_python_namespace_set (object->function->attributes, name, value);
      return TRUE;
    }

  if (object->type == ATH_PYTHON_TYPE_CLASS && object->class->native == &ath_python_object_class)
    {
      ath_python_namespace_set (object->class->attributes, name, value);
      return TRUE;
    }

  native = object->type == ATH_PYTHON_TYPE_HOST ? object->host.class : NULL;
  for (; native != NULL; native = native->base)
    if (native->set_attribute != NULL)
      return native->set_attribute (evaluator, object, name, value);

  return ath_python_refuse (evaluator, _("Setting “%s” of %s is not understood"), name,
                            ath_python_describe (evaluator, object)) != NULL;
}
