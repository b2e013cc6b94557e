/* ath-python-eval-class.c: classes of scripts, and what all classes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-modules.h"
#include "python/ath-python-types.h"

/**
 * ath_python_native_class:
 * @evaluator: an evaluator
 * @class: a class written in C
 *
 * Returns: (transfer none): @class as a value; always the same one
 */
AthPythonValue *
ath_python_native_class (AthPythonEvaluator         *evaluator,
                         const AthPythonNativeClass *class)
{
  AthPythonValue *value = g_hash_table_lookup (evaluator->native_classes, class);

  if (value == NULL)
    {
      value = ath_python_native_class_value_new (evaluator->arena, class);
      g_hash_table_insert (evaluator->native_classes, (gpointer) class, value);
    }

  return value;
}

/**
 * ath_python_class_get_native:
 * @class: a CLASS or NATIVE_CLASS
 *
 * Returns: (transfer none): the native class that its objects are of
 */
const AthPythonNativeClass *
ath_python_class_get_native (AthPythonValue *class)
{
  return class->type == ATH_PYTHON_TYPE_CLASS ? class->class->native : class->native_class;
}

/**
 * ath_python_class_get_name:
 * @class: a CLASS or NATIVE_CLASS
 *
 * Returns: (transfer none): its name
 */
const char *
ath_python_class_get_name (AthPythonValue *class)
{
  return class->type == ATH_PYTHON_TYPE_CLASS ? class->class->name : class->native_class->name;
}

/**
 * ath_python_class_get_attributes:
 * @class: a class of a script
 *
 * Returns: (transfer none): what its body bound
 */
AthPythonNamespace *
ath_python_class_get_attributes (AthPythonValue *class)
{
  g_return_val_if_fail (class->type == ATH_PYTHON_TYPE_CLASS, NULL);

  return class->class->attributes;
}

static gboolean
native_derives (const AthPythonNativeClass *class,
                const AthPythonNativeClass *base)
{
  if (base == &ath_python_object_class)
    return TRUE;
  for (; class != NULL; class = class->base)
    if (class == base)
      return TRUE;

  return FALSE;
}

/**
 * ath_python_is_subclass:
 * @class: a CLASS or NATIVE_CLASS
 * @base: another
 *
 * Returns: whether @class is @base or derives from it
 */
gboolean
ath_python_is_subclass (AthPythonValue *class,
                        AthPythonValue *base)
{
  if (class == base)
    return TRUE;

  if (class->type == ATH_PYTHON_TYPE_NATIVE_CLASS)
    return base->type == ATH_PYTHON_TYPE_NATIVE_CLASS
           && native_derives (class->native_class, base->native_class);

  for (guint i = 1; i < class->class->n_mro; i++)
    {
      AthPythonValue *ancestor = class->class->mro[i];

      if (ancestor == base)
        return TRUE;
      if (ancestor->type == ATH_PYTHON_TYPE_NATIVE_CLASS
          && base->type == ATH_PYTHON_TYPE_NATIVE_CLASS
          && native_derives (ancestor->native_class, base->native_class))
        return TRUE;
    }

  return base->type == ATH_PYTHON_TYPE_NATIVE_CLASS
         && base->native_class == &ath_python_object_class;
}

/**
 * ath_python_is_instance_of:
 * @evaluator: an evaluator
 * @value: a value
 * @class: a native class
 *
 * Returns: whether @value is of @class or of one that derives from it
 */
gboolean
ath_python_is_instance_of (AthPythonEvaluator         *evaluator,
                           AthPythonValue             *value,
                           const AthPythonNativeClass *class)
{
  return ath_python_is_subclass (ath_python_type_of (evaluator, value),
                                 ath_python_native_class (evaluator, class));
}

/**
 * ath_python_class_find:
 * @class: a CLASS or NATIVE_CLASS
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what the class of a script, or one it
 *   derives from, binds @name to; members of native classes are not looked at
 */
AthPythonValue *
ath_python_class_find (AthPythonValue *class,
                       const char     *name)
{
  if (class->type != ATH_PYTHON_TYPE_CLASS)
    return NULL;

  for (guint i = 0; i < class->class->n_mro; i++)
    {
      AthPythonValue *ancestor = class->class->mro[i];
      AthPythonValue *value = ancestor->type == ATH_PYTHON_TYPE_CLASS
                              ? ath_python_namespace_get (ancestor->class->attributes, name) : NULL;

      if (value != NULL)
        return value;
    }

  return NULL;
}

static gboolean
contains (AthPythonValue **classes,
          guint            n_classes,
          AthPythonValue  *class)
{
  for (guint i = 0; i < n_classes; i++)
    if (classes[i] == class)
      return TRUE;

  return FALSE;
}

/* A class whose bases share no ancestor of the script's, or stand in one line,
 * is looked up depth first; the general rule differs only for diamonds, which
 * are refused.
 */
static gboolean
add_ancestors (AthPythonEvaluator *self,
               AthPythonClass     *class,
               AthPythonValue     *base)
{
  AthPythonValue **ancestors = &base;
  guint n_ancestors = 1;

  if (base->type == ATH_PYTHON_TYPE_CLASS)
    {
      ancestors = base->class->mro;
      n_ancestors = base->class->n_mro;
    }

  for (guint i = 0; i < n_ancestors; i++)
    {
      if (contains (class->mro, class->n_mro, ancestors[i]))
        {
          if (ancestors[i]->type == ATH_PYTHON_TYPE_CLASS)
            return ath_python_refuse (self, _("The bases of “%s” share a base, which is not "
                                              "understood"), class->name) != NULL;
          continue;
        }
      class->mro[class->n_mro++] = ancestors[i];
    }

  return TRUE;
}

static guint
count_ancestors (AthPythonClass *class)
{
  guint n = 1;

  for (guint i = 0; i < class->n_bases; i++)
    n += class->bases[i]->type == ATH_PYTHON_TYPE_CLASS ? class->bases[i]->class->n_mro : 1;

  return n;
}

/* The most particular native class among the bases: str in `class A (str, Enum)`
 * loses to Enum, which knows what to do with str.
 */
static void
choose_native (AthPythonClass *class)
{
  class->native = &ath_python_object_class;
  for (guint i = 0; i < class->n_bases; i++)
    {
      const AthPythonNativeClass *native = ath_python_class_get_native (class->bases[i]);

      if (class->native == &ath_python_object_class || native->build != NULL)
        class->native = native;
    }
}

static gboolean
set_bases (AthPythonEvaluator *self,
           AthPythonNode      *node,
           AthPythonValue     *value)
{
  AthPythonClass *class = value->class;

  class->bases = ath_arena_alloc (self->arena,
                                  sizeof *class->bases * (node->class_def.bases->length + 1));
  for (guint i = 0; i < node->class_def.bases->length; i++)
    {
      AthPythonValue *base = ath_python_evaluate (self, node->class_def.bases->items[i]);

      if (base == NULL)
        return FALSE;
      if (base->type == ATH_PYTHON_TYPE_UNRESOLVED)
        return ath_python_refuse (self, _("“%s” is needed here: %s"), base->unresolved.name,
                                  base->unresolved.reason) != NULL;
      if (base->type == ATH_PYTHON_TYPE_NATIVE_CLASS
          && base->native_class == &ath_python_generic_class)
        {
          class->is_generic = TRUE;
          continue;
        }
      if ((base->type != ATH_PYTHON_TYPE_CLASS && base->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
          || ath_python_class_get_native (base) == &ath_python_typing_class)
        return ath_python_refuse (self, _("%s as the base of a class is not understood"),
                                  ath_python_get_type_name (base)) != NULL;
      class->is_generic |= base->type == ATH_PYTHON_TYPE_CLASS && base->class->is_generic;
      class->bases[class->n_bases++] = base;
    }

  class->mro = ath_arena_alloc (self->arena, sizeof *class->mro * count_ancestors (class));
  class->mro[class->n_mro++] = value;
  for (guint i = 0; i < class->n_bases; i++)
    if (!add_ancestors (self, class, class->bases[i]))
      return FALSE;
  choose_native (class);

  return TRUE;
}

/* Methods know their class, for super(). */
static void
adopt_methods (AthPythonValue *value)
{
  AthPythonNamespace *attributes = value->class->attributes;

  for (guint i = 0; i < ath_python_namespace_get_n (attributes); i++)
    {
      AthPythonValue *member;

      ath_python_namespace_get_nth (attributes, i, &member);
      if (member != NULL && member->type == ATH_PYTHON_TYPE_FUNCTION
          && member->function->class == NULL)
        member->function->class = value;
    }
}

static gboolean
run_class_body (AthPythonEvaluator *self,
                AthPythonNode      *node,
                AthPythonValue     *value)
{
  AthPythonFrame *frame;
  AthPythonFlow flow;

  frame = ath_python_frame_push (self, self->frame->module, node->class_def.scope, self->frame);
  frame->locals = value->class->attributes;
  flow = ath_python_execute (self, node->class_def.body);
  ath_python_frame_pop (self);

  return flow != ATH_PYTHON_FLOW_FAILED;
}

/**
 * ath_python_define_class:
 * @self: an evaluator
 * @node: a CLASS_DEF
 *
 * Returns: (transfer none) (nullable): what the name of the class is bound to:
 *   the class, or what its decorators made of it
 */
AthPythonValue *
ath_python_define_class (AthPythonEvaluator *self,
                         AthPythonNode      *node)
{
  AthPythonValue *value = ath_arena_new0 (self->arena, AthPythonValue);
  const AthPythonList *decorators = node->class_def.decorator_list;

  value->type = ATH_PYTHON_TYPE_CLASS;
  value->class = ath_arena_new0 (self->arena, AthPythonClass);
  value->class->name = node->class_def.name;
  value->class->module = self->frame->module;
  value->class->attributes = ath_python_namespace_new (self->arena);

  if (node->class_def.keywords->length > 0)
    return ath_python_refuse (self, _("A class with “%s=” is not understood"),
                              node->class_def.keywords->items[0]->keyword.arg);
  if (!set_bases (self, node, value) || !run_class_body (self, node, value))
    return NULL;
  adopt_methods (value);
  if (value->class->native->build != NULL && !value->class->native->build (self, value))
    return NULL;

  for (guint i = decorators->length; value != NULL && i > 0; i--)
    {
      AthPythonValue *decorator = ath_python_evaluate (self, decorators->items[i - 1]);

      if (decorator == NULL)
        return NULL;
      value = ath_python_call_simple (self, decorator, &value, 1);
    }

  return value;
}

static AthPythonNativeCall
get_constructor (const AthPythonNativeClass *class)
{
  for (; class != NULL; class = class->base)
    if (class->construct != NULL)
      return class->construct;

  return NULL;
}

/* The constructor of the native class makes the object of a class of a script
 * where it has one, else `__init__` fills a plain one.
 */
static AthPythonValue *
instantiate_script_class (AthPythonEvaluator       *self,
                          AthPythonValue           *class,
                          const AthPythonArguments *arguments)
{
  AthPythonValue *init = ath_python_class_find (class, "__init__");
  AthPythonNativeCall construct = get_constructor (class->class->native);
  AthPythonValue *object;
  AthPythonValue *result;

  if (ath_python_class_find (class, "__new__") != NULL)
    return ath_python_refuse (self, _("A class with “__new__” is not understood"));

  if (construct != NULL && class->class->native != &ath_python_object_class
      && (init == NULL || class->class->native->build != NULL))
    return construct (self, class, arguments);
  if (class->class->native != &ath_python_object_class
      && !native_derives (class->class->native, &ath_python_base_exception_class))
    return ath_python_refuse (self, _("An object of “%s”, which derives from %s, is not "
                                      "understood"),
                              class->class->name, class->class->native->name);

  object = ath_python_instance_new (self->arena, class);
  if (native_derives (class->class->native, &ath_python_base_exception_class))
    ath_python_namespace_set (object->instance.attributes, "args",
                              ath_python_tuple_new (self->arena, arguments->positional,
                                                    arguments->n_positional));
  if (init == NULL)
    return arguments->n_positional + arguments->n_keywords == 0 ? object
           : ath_python_raise (self, &ath_python_type_error_class, "%s() takes no arguments",
                               class->class->name);
  if (init->type != ATH_PYTHON_TYPE_FUNCTION)
    return ath_python_refuse (self, _("The “__init__” of “%s” is not understood"),
                              class->class->name);

  result = ath_python_call_function (self, init->function, object, arguments);

  return result != NULL ? object : NULL;
}

/**
 * ath_python_instantiate:
 * @self: an evaluator
 * @class: a CLASS or NATIVE_CLASS
 * @arguments: what is passed
 *
 * Returns: (transfer none) (nullable): an object of @class, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_instantiate (AthPythonEvaluator       *self,
                        AthPythonValue           *class,
                        const AthPythonArguments *arguments)
{
  AthPythonNativeCall construct;

  if (class->type == ATH_PYTHON_TYPE_CLASS)
    return instantiate_script_class (self, class, arguments);

  construct = get_constructor (class->native_class);
  if (construct == NULL)
    return ath_python_refuse (self, _("“%s ()” is not understood"), class->native_class->name);

  return construct (self, class, arguments);
}
