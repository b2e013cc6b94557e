/* ath-python-attribute-set.c: `object.name = value` and `del object.name`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/collections/ath-python-collections.h"
#include "python/types/ath-python-descriptor.h"
#include "python/types/ath-python-types.h"

/* What stands on an object itself, where its class lets it. */
static gboolean
set_in_instance (AthPythonEvaluator *self,
                 AthPythonValue     *object,
                 const char         *name,
                 AthPythonValue     *value)
{
  AthPythonValue *class = object->instance.class;
  AthPythonProperty *property = ath_python_find_property (class, name);
  AthPythonValue *pair[] = { object, value };

  if (object->instance.primitive != NULL
      && (class->type == ATH_PYTHON_TYPE_NATIVE_CLASS
          || (ath_python_is_named_tuple (object)
              && ath_python_class_get_native (class)->get_attribute (self, object, name) != NULL)))
    return ath_python_raise (self, &ath_python_attribute_error_class,
                             "can't set attribute") != NULL;
  if (property != NULL && property->setter == NULL)
    return ath_python_raise (self, &ath_python_attribute_error_class,
                             "property '%s' of '%s' object has no setter", name,
                             ath_python_class_get_name (class)) != NULL;
  if (property != NULL)
    return ath_python_call_simple (self, property->setter, pair, 2) != NULL;
  if (g_str_equal (name, "__class__") || g_str_equal (name, "__dict__"))
    return ath_python_refuse (self, _("Setting “%s” of %s is not understood"), name,
                              ath_python_describe (self, object)) != NULL;
  if (class->type == ATH_PYTHON_TYPE_CLASS && !class->class->has_dict
      && ath_python_namespace_get (class->class->slots, name) == NULL)
    return ath_python_class_find (class, name) != NULL
           ? ath_python_raise (self, &ath_python_attribute_error_class,
                               "'%s' object attribute '%s' is read-only",
                               ath_python_class_get_name (class), name) != NULL
           : ath_python_raise (self, &ath_python_attribute_error_class,
                               "'%s' object has no attribute '%s'",
                               ath_python_class_get_name (class), name) != NULL;

  ath_python_namespace_set (object->instance.attributes, ath_arena_strdup (self->arena, name),
                            value);

  return TRUE;
}

/**
 * ath_python_set_plain_attribute:
 * @self: an evaluator
 * @object: an object of a class of a script
 * @name: a name
 * @value: what it is from now on
 *
 * Sets an attribute past `__setattr__`.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_set_plain_attribute (AthPythonEvaluator *self,
                                AthPythonValue     *object,
                                const char         *name,
                                AthPythonValue     *value)
{
  return set_in_instance (self, object, name, value);
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
  AthPythonValue *result;

  if (object->type == ATH_PYTHON_TYPE_INSTANCE)
    {
      AthPythonValue *arguments[] = { ath_python_str_new (evaluator->arena, name), value };

      if (ath_python_call_special (evaluator, object, "__setattr__", arguments, 2, &result))
        return result != NULL;
      return set_in_instance (evaluator, object, name, value);
    }

  if (object->type == ATH_PYTHON_TYPE_FUNCTION)
    {
      if (object->function->attributes == NULL)
        object->function->attributes = ath_python_namespace_new (evaluator->arena);
      ath_python_namespace_set (object->function->attributes,
                                ath_arena_strdup (evaluator->arena, name), value);
      return TRUE;
    }

  if (object->type == ATH_PYTHON_TYPE_CLASS && object->class->native == &ath_python_object_class
      && !(g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__")))
    {
      ath_python_namespace_set (object->class->attributes,
                                ath_arena_strdup (evaluator->arena, name), value);
      return TRUE;
    }

  native = object->type == ATH_PYTHON_TYPE_HOST ? object->host.class : NULL;
  for (; native != NULL; native = native->base)
    if (native->set_attribute != NULL)
      return native->set_attribute (evaluator, object, name, value);

  return ath_python_refuse (evaluator, _("Setting “%s” of %s is not understood"), name,
                            ath_python_describe (evaluator, object)) != NULL;
}

/**
 * ath_python_delete_attribute:
 * @self: an evaluator
 * @object: a value
 * @name: a name
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_delete_attribute (AthPythonEvaluator *self,
                             AthPythonValue     *object,
                             const char         *name)
{
  AthPythonValue *argument = ath_python_str_new (self->arena, name);
  AthPythonProperty *property;
  AthPythonValue *result;

  if (!ath_python_is_plain (object))
    return ath_python_refuse (self, _("Deleting this is not understood")) != NULL;

  if (ath_python_call_special (self, object, "__delattr__", &argument, 1, &result))
    return result != NULL;
  property = ath_python_find_property (object->instance.class, name);
  if (property != NULL && property->deleter == NULL)
    return ath_python_raise (self, &ath_python_attribute_error_class,
                             "property '%s' of '%s' object has no deleter", name,
                             ath_python_get_type_name (object)) != NULL;
  if (property != NULL)
    return ath_python_call_simple (self, property->deleter, &object, 1) != NULL;

  return ath_python_namespace_remove (object->instance.attributes, name)
         || ath_python_raise (self, &ath_python_attribute_error_class, "'%s' object has no "
                              "attribute '%s'", ath_python_get_type_name (object), name) != NULL;
}
