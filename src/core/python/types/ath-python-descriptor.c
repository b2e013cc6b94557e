/* ath-python-descriptor.c: property, staticmethod, classmethod and super
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-descriptor.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_function[] = { { "function", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
construct_property (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "fget", ATH_PYTHON_PARAM_REQUIRED },
    { "fset", ATH_PYTHON_PARAM_OPTIONAL },
    { "fdel", ATH_PYTHON_PARAM_OPTIONAL },
    { "doc", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonProperty *property = ath_arena_new0 (evaluator->arena, AthPythonProperty);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("property", parameters, values))
    return NULL;
  if (ath_python_is_none (values[0]))
    return ath_python_refuse_type (evaluator, "property", values[0]);

  property->getter = values[0];
  property->setter = values[1] != NULL && !ath_python_is_none (values[1]) ? values[1] : NULL;
  property->deleter = values[2] != NULL && !ath_python_is_none (values[2]) ? values[2] : NULL;

  return ath_python_host_new (evaluator->arena, &ath_python_property_class, property);
}

/* `@name.setter` and its like: another property with one function more. */
static AthPythonValue *
derive_property (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments,
                 gsize                     offset)
{
  AthPythonProperty *property = ath_arena_new0 (evaluator->arena, AthPythonProperty);
  AthPythonValue *function;

  if (!ATH_PYTHON_BIND ("property", one_function, &function))
    return NULL;
  *property = *(AthPythonProperty *) self->host.data;
  G_STRUCT_MEMBER (AthPythonValue *, property, offset) = function;

  return ath_python_host_new (evaluator->arena, &ath_python_property_class, property);
}

static AthPythonValue *
property_getter (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return derive_property (evaluator, self, arguments, G_STRUCT_OFFSET (AthPythonProperty, getter));
}

static AthPythonValue *
property_setter (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return derive_property (evaluator, self, arguments, G_STRUCT_OFFSET (AthPythonProperty, setter));
}

static AthPythonValue *
property_deleter (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return derive_property (evaluator, self, arguments,
                          G_STRUCT_OFFSET (AthPythonProperty, deleter));
}

static const AthPythonNativeFunction property_methods[] = {
  { "getter", property_getter },
  { "setter", property_setter },
  { "deleter", property_deleter },
  { NULL },
};

/**
 * ath_python_find_property:
 * @class: a CLASS or NATIVE_CLASS
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the property that the class of a script,
 *   or one it derives from, binds @name to
 */
AthPythonProperty *
ath_python_find_property (AthPythonValue *class,
                          const char     *name)
{
  AthPythonValue *member = ath_python_class_find (class, name);

  return member != NULL ? ath_python_host_get (member, &ath_python_property_class) : NULL;
}

/**
 * ath_python_is_abstract:
 * @member: what a class binds
 *
 * Returns: whether it is a method, or a property of one, that has to be
 *   overridden
 */
gboolean
ath_python_is_abstract (AthPythonValue *member)
{
  AthPythonProperty *property = ath_python_host_get (member, &ath_python_property_class);

  if (property != NULL)
    return ath_python_is_abstract (property->getter)
           || (property->setter != NULL && ath_python_is_abstract (property->setter))
           || (property->deleter != NULL && ath_python_is_abstract (property->deleter));
  if (member->type == ATH_PYTHON_TYPE_HOST
      && (member->host.class == &ath_python_static_method_class
          || member->host.class == &ath_python_class_method_class))
    return ath_python_is_abstract (member->host.data);

  return member->type == ATH_PYTHON_TYPE_FUNCTION && member->function->attributes != NULL
         && ath_python_namespace_get (member->function->attributes,
                                      "__isabstractmethod__") != NULL;
}

/* staticmethod, classmethod: the function, marked. */
static AthPythonValue *
construct_marked (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *function;

  if (!ATH_PYTHON_BIND (self->native_class->name, one_function, &function))
    return NULL;

  return ath_python_host_new (evaluator->arena, self->native_class, function);
}

/**
 * Super:
 * @class: the class after which the search begins
 * @object: whose class is searched, or a class
 *
 * The data of what super() gives.
 */
typedef struct
{
  AthPythonValue *class;
  AthPythonValue *object;
} Super;

static gboolean
is_class (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_CLASS || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS;
}

/* super(): what the classes after the method's own bind. */
static AthPythonValue *
construct_super (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  Super *super = ath_arena_new0 (evaluator->arena, Super);

  if (arguments->n_positional == 2 && arguments->n_keywords == 0)
    {
      super->class = arguments->positional[0];
      super->object = arguments->positional[1];
    }
  else if (arguments->n_positional + arguments->n_keywords == 0)
    {
      super->class = evaluator->frame->class;
      super->object = evaluator->frame->first_argument;
    }
  if (super->class == NULL || super->object == NULL || !is_class (super->class)
      || (super->object->type != ATH_PYTHON_TYPE_INSTANCE
          && super->object->type != ATH_PYTHON_TYPE_CLASS))
    return ath_python_refuse (evaluator, _("This super() is not understood"));
  if (!ath_python_is_subclass (is_class (super->object) ? super->object
                                                        : super->object->instance.class,
                               super->class))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "super(type, obj): obj must be an instance or subtype of type");

  return ath_python_host_new (evaluator->arena, &ath_python_super_class, super);
}

static AthPythonValue *
init_exception (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  ath_python_namespace_set (self->instance.attributes, "args",
                            ath_python_tuple_new (evaluator->arena, arguments->positional,
                                                  arguments->n_positional));

  return ath_python_none ();
}

static const AthPythonNativeFunction init_exception_function = {
  "__init__", init_exception, FALSE, FALSE,
};

/* What a class binds, as super() gives it. */
static AthPythonValue *
bind_from_super (AthPythonEvaluator *evaluator,
                 Super              *super,
                 const char         *name,
                 AthPythonValue     *value)
{
  AthPythonValue *wrapped;

  if (super->object->type == ATH_PYTHON_TYPE_INSTANCE)
    return ath_python_bind_member (evaluator, super->object, name, value);

  wrapped = ath_python_host_get (value, &ath_python_class_method_class);
  if (wrapped != NULL)
    return ath_python_method_new (evaluator->arena, super->object, wrapped);
  wrapped = ath_python_host_get (value, &ath_python_static_method_class);

  return wrapped != NULL ? wrapped : value;
}

static const AthPythonNativeFunction *
find_object_method (const char *name)
{
  for (const AthPythonNativeFunction *method = ath_python_object_methods; method->name != NULL;
       method++)
    if (g_str_equal (method->name, name))
      return method;

  return NULL;
}

/* What is left when no class of the script binds it. */
static AthPythonValue *
get_from_root (AthPythonEvaluator *evaluator,
               Super              *super,
               AthPythonClass     *class,
               const char         *name)
{
  const AthPythonNativeFunction *method = NULL;

  if (g_str_equal (name, "__init__") && super->object->type == ATH_PYTHON_TYPE_INSTANCE
      && ath_python_is_instance_of (evaluator, super->object, &ath_python_base_exception_class))
    method = &init_exception_function;
  else if (class->native == &ath_python_object_class)
    method = find_object_method (name);
  if (method == NULL)
    return NULL;
  if (super->object->type == ATH_PYTHON_TYPE_CLASS || g_str_equal (name, "__new__"))
    return ath_python_native_function_new (evaluator->arena, method);

  return ath_python_method_new (evaluator->arena, super->object,
                                ath_python_native_function_new (evaluator->arena, method));
}

static AthPythonValue *
get_super_attribute (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     const char         *name)
{
  Super *super = self->host.data;
  AthPythonValue *start = is_class (super->object) ? super->object : super->object->instance.class;
  AthPythonValue *value;
  AthPythonClass *class;
  gboolean is_after = FALSE;

  if (start->type != ATH_PYTHON_TYPE_CLASS)
    return NULL;

  class = start->class;
  for (guint i = 0; i < class->n_mro; i++)
    {
      AthPythonValue *ancestor = class->mro[i];

      value = is_after && ancestor->type == ATH_PYTHON_TYPE_CLASS
              ? ath_python_namespace_get (ancestor->class->attributes, name) : NULL;
      if (value != NULL)
        return bind_from_super (evaluator, super, name, value);
      is_after = is_after || ancestor == super->class;
    }

  value = get_from_root (evaluator, super, class, name);
  if (value != NULL || class->native != &ath_python_object_class)
    return value;
  if (g_str_has_prefix (name, "__"))
    return NULL;

  return ath_python_raise (evaluator, &ath_python_attribute_error_class,
                           "'super' object has no attribute '%s'", name);
}

/* The object of a method that was taken from `object` itself. */
static AthPythonValue *
take_object (AthPythonEvaluator  *evaluator,
             AthPythonValue      *self,
             AthPythonArguments  *arguments)
{
  if (self != NULL)
    return self;
  if (arguments->n_positional == 0)
    return ath_python_refuse (evaluator, _("This method of “object” is not understood"));
  arguments->n_positional--;

  return *arguments->positional++;
}

static AthPythonValue *
object_init (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonArguments others = *arguments;

  if (take_object (evaluator, self, &others) == NULL)
    return NULL;
  if (others.n_positional + others.n_keywords > 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "object.__init__() takes exactly one argument (the instance to "
                             "initialize)");

  return ath_python_none ();
}

static AthPythonValue *
object_new (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *class = arguments->n_positional > 0 ? arguments->positional[0] : NULL;

  if (class == NULL || class->type != ATH_PYTHON_TYPE_CLASS
      || class->class->native != &ath_python_object_class)
    return ath_python_refuse (evaluator, _("This method of “object” is not understood"));
  if (arguments->n_positional + arguments->n_keywords > 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "object.__new__() takes exactly one argument (the type to "
                             "instantiate)");

  return ath_python_instance_new (evaluator->arena, class);
}

static AthPythonValue *
object_setattr (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "name", ATH_PYTHON_PARAM_POSITIONAL },
    { "value", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonArguments others = *arguments;
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *object = take_object (evaluator, self, &others);

  if (object == NULL
      || !ath_python_arguments_bind (evaluator, "__setattr__", &others, parameters,
                                     G_N_ELEMENTS (parameters), values)
      || !ath_python_take_text (evaluator, values[0], &values[0]))
    return NULL;
  if (object->type != ATH_PYTHON_TYPE_INSTANCE)
    return ath_python_refuse (evaluator, _("This method of “object” is not understood"));

  return ath_python_set_plain_attribute (evaluator, object, values[0]->text.bytes, values[1])
         ? ath_python_none () : NULL;
}

static AthPythonValue *
object_compare (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "other", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonArguments others = *arguments;
  AthPythonValue *object = take_object (evaluator, self, &others);
  AthPythonValue *other;

  if (object == NULL
      || !ath_python_arguments_bind (evaluator, "__eq__", &others, parameters, 1, &other))
    return NULL;

  return object == other ? ath_python_bool (TRUE) : ath_python_not_implemented ();
}

static AthPythonValue *
object_nothing (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ath_python_none ();
}

const AthPythonNativeFunction ath_python_object_methods[] = {
  { "__init__", object_init },
  { "__new__", object_new },
  { "__setattr__", object_setattr },
  { "__eq__", object_compare },
  { "__init_subclass__", object_nothing },
  { NULL },
};

#define TYPE(symbol_, ...) \
  const AthPythonNativeClass ath_python_##symbol_##_class = { \
    .module = "builtins", .name = __VA_ARGS__ \
  }

TYPE (property, "property", .construct = construct_property, .methods = property_methods);
TYPE (static_method, "staticmethod", .construct = construct_marked);
TYPE (class_method, "classmethod", .construct = construct_marked);
TYPE (super, "super", .construct = construct_super, .get_attribute = get_super_attribute);
