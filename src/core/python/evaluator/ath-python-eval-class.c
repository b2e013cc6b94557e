/* ath-python-eval-class.c: classes of scripts, and what all classes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

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
 * ath_python_class_get_qualified_name:
 * @self: an evaluator
 * @class: a CLASS or NATIVE_CLASS
 *
 * Returns: (transfer none) (nullable): its name with those of the classes around
 *   it, or `NULL` after refusing a class made in a function
 */
const char *
ath_python_class_get_qualified_name (AthPythonEvaluator *self,
                                     AthPythonValue     *class)
{
  const char *name = class->type == ATH_PYTHON_TYPE_CLASS ? class->class->qualified_name
                                                          : class->native_class->name;

  return name != NULL ? name : ath_python_refuse (self, _("“%s.%s” is not understood"),
                                                  class->class->name, "__qualname__");
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
run_class_body (AthPythonEvaluator *self,
                AthPythonNode      *node,
                AthPythonValue     *value)
{
  AthPythonFrame *frame;
  AthPythonFlow flow;

  frame = ath_python_frame_push (self, self->frame->module, node->class_def.scope, self->frame);
  frame->locals = value->class->attributes;
  frame->class = value;
  flow = ath_python_execute (self, node->class_def.body);
  ath_python_frame_pop (self);

  return flow != ATH_PYTHON_FLOW_FAILED;
}

/* Special methods that change what a class or its objects are in ways that are
 * not followed here.
 */
static gboolean
check_members (AthPythonEvaluator *self,
               AthPythonClass     *class)
{
  static const char *const names[] = {
    "__getattribute__", "__get__", "__set__", "__delete__", "__set_name__", "__del__",
    "__instancecheck__", "__subclasscheck__", "__mro_entries__", "__class__",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (ath_python_namespace_get (class->attributes, names[i]) != NULL)
      return ath_python_refuse (self, _("A class with “%s” is not understood"), names[i]) != NULL;

  /* Objects that compare in a way of their own are no keys unless they say how. */
  if (ath_python_namespace_get (class->attributes, "__eq__") != NULL
      && ath_python_namespace_get (class->attributes, "__hash__") == NULL)
    ath_python_namespace_set (class->attributes, "__hash__", ath_python_none ());

  return TRUE;
}

/* `metaclass=ABCMeta`; other keywords are for `__init_subclass__`. */
static gboolean
take_keywords (AthPythonEvaluator *self,
               AthPythonNode      *node,
               AthPythonClass     *class,
               GPtrArray          *names,
               GPtrArray          *values)
{
  for (guint i = 0; i < node->class_def.keywords->length; i++)
    {
      AthPythonNode *keyword = node->class_def.keywords->items[i];
      AthPythonValue *value;

      if (keyword->keyword.arg == NULL)
        return ath_python_refuse (self, _("A class with “%s” is not understood"), "**") != NULL;
      value = ath_python_evaluate (self, keyword->keyword.value);
      if (value == NULL)
        return FALSE;
      if (!g_str_equal (keyword->keyword.arg, "metaclass"))
        {
          g_ptr_array_add (names, (gpointer) keyword->keyword.arg);
          g_ptr_array_add (values, value);
          continue;
        }
      if (value != ath_python_native_class (self, &ath_python_abc_meta_class))
        return ath_python_refuse (self, _("A class with “%s=” is not understood"),
                                  "metaclass") != NULL;
      class->is_abstract = TRUE;
    }

  return TRUE;
}

/* `__init_subclass__` of what the class derives from. */
static gboolean
tell_base (AthPythonEvaluator *self,
           AthPythonValue     *value,
           GPtrArray          *names,
           GPtrArray          *values)
{
  AthPythonClass *class = value->class;
  AthPythonValue *method = NULL;
  AthPythonValue *wrapped;
  const AthPythonArguments arguments = {
    .positional = &value,
    .n_positional = 1,
    .keywords = (const char *const *) names->pdata,
    .keyword_values = (AthPythonValue *const *) values->pdata,
    .n_keywords = names->len,
  };

  for (guint i = 1; i < class->n_mro && method == NULL; i++)
    if (class->mro[i]->type == ATH_PYTHON_TYPE_CLASS)
      method = ath_python_namespace_get (class->mro[i]->class->attributes, "__init_subclass__");

  if (method == NULL)
    return names->len == 0
           || ath_python_refuse (self, _("A class with “%s=” is not understood"),
                                 (const char *) g_ptr_array_index (names, 0)) != NULL;
  wrapped = ath_python_host_get (method, &ath_python_class_method_class);

  return ath_python_call (self, wrapped != NULL ? wrapped : method, &arguments) != NULL;
}

static const char *
qualify (AthPythonEvaluator *self,
         const char         *name)
{
  AthPythonScopeKind kind = ath_python_scope_get_kind (self->frame->scope);
  const char *outer = kind == ATH_PYTHON_SCOPE_CLASS ? self->frame->class->class->qualified_name
                                                     : NULL;

  if (kind == ATH_PYTHON_SCOPE_MODULE)
    return name;

  return outer != NULL ? ath_arena_printf (self->arena, "%s.%s", outer, name) : NULL;
}

static AthPythonValue *
make_class (AthPythonEvaluator *self,
            AthPythonNode      *node)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  AthPythonValue *value = ath_arena_new0 (self->arena, AthPythonValue);
  AthPythonClass *class = ath_arena_new0 (self->arena, AthPythonClass);

  value->type = ATH_PYTHON_TYPE_CLASS;
  value->class = class;
  class->name = node->class_def.name;
  class->qualified_name = qualify (self, class->name);
  class->module = self->frame->module;
  class->attributes = ath_python_namespace_new (self->arena);

  if (!ath_python_class_set_bases (self, value, node->class_def.bases)
      || !take_keywords (self, node, class, names, values)
      || !run_class_body (self, node, value) || !check_members (self, class)
      || !ath_python_class_set_slots (self, value))
    return NULL;
  class->body = node->class_def.body;
  if (class->native->build != NULL && !class->native->build (self, value))
    return NULL;

  return tell_base (self, value, names, values) ? value : NULL;
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
  const AthPythonList *decorators = node->class_def.decorator_list;
  gsize n_values = decorators->length + 1;
  AthPythonValue **values = ath_arena_alloc (self->arena, sizeof *values * n_values);
  AthPythonValue *value;

  for (guint i = 0; i < decorators->length; i++)
    {
      values[i] = ath_python_evaluate (self, decorators->items[i]);
      if (values[i] == NULL)
        return NULL;
    }

  value = make_class (self, node);
  for (guint i = decorators->length; value != NULL && i > 0; i--)
    {
      self->node = decorators->items[i - 1];
      value = ath_python_call_simple (self, values[i - 1], &value, 1);
    }

  return value;
}

/**
 * ath_python_mangle_for:
 * @self: an evaluator
 * @class_name: name of a class
 * @name: a name that is used in its body
 *
 * Returns: (transfer none): the name that Python makes of a private one,
 *   `__name`; @name itself where it is none
 */
const char *
ath_python_mangle_for (AthPythonEvaluator *self,
                       const char         *class_name,
                       const char         *name)
{
  if (!g_str_has_prefix (name, "__") || g_str_has_suffix (name, "__"))
    return name;

  class_name += strspn (class_name, "_");

  return *class_name != '\0' ? ath_arena_printf (self->arena, "_%s%s", class_name, name) : name;
}

/**
 * ath_python_mangle:
 * @self: an evaluator
 * @name: a name of an attribute, as it stands in the running block
 *
 * Returns: (transfer none): see ath_python_mangle_for(), for the class in which
 *   the block stands
 */
const char *
ath_python_mangle (AthPythonEvaluator *self,
                   const char         *name)
{
  if (name[0] != '_' || name[1] != '_')
    return name;

  for (AthPythonFrame *frame = self->frame; frame != NULL; frame = frame->closure)
    if (ath_python_scope_get_kind (frame->scope) == ATH_PYTHON_SCOPE_CLASS)
      return ath_python_mangle_for (self, frame->class->class->name, name);

  return name;
}

static AthPythonNativeCall *
get_constructor (const AthPythonNativeClass *class)
{
  for (; class != NULL; class = class->base)
    if (class->construct != NULL)
      return class->construct;

  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Abstract methods that nothing in the class overrides, in the order of the
 * alphabet; TRUE when there are none.
 */
static gboolean
check_abstract (AthPythonEvaluator *self,
                AthPythonClass     *class)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  guint n_names;

  for (guint i = 0; i < class->n_mro; i++)
    {
      AthPythonNamespace *attributes = class->mro[i]->type == ATH_PYTHON_TYPE_CLASS
                                       ? class->mro[i]->class->attributes : NULL;

      for (guint j = 0; attributes != NULL && j < ath_python_namespace_get_n (attributes); j++)
        {
          AthPythonValue *ignored;
          const char *name = ath_python_namespace_get_nth (attributes, j, &ignored);
          AthPythonValue *member = ath_python_class_find (class->mro[0], name);

          if (member != NULL && ath_python_is_abstract (member)
              && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, (gpointer) name);
        }
    }
  n_names = names->len;
  if (n_names == 0)
    return TRUE;

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);

  return ath_python_raise (self, &ath_python_type_error_class,
                           "Can't instantiate abstract class %s with abstract method%s %s",
                           class->name, n_names > 1 ? "s" : "", list) != NULL;
}

static AthPythonValue *
call_init (AthPythonEvaluator       *self,
           AthPythonValue           *object,
           AthPythonValue           *init,
           const AthPythonArguments *arguments)
{
  AthPythonValue *result = ath_python_bind_member (self, object, "__init__", init);

  result = result != NULL ? ath_python_call (self, result, arguments) : NULL;
  if (result == NULL)
    return NULL;
  if (!ath_python_is_none (result))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "__init__() should return None, not '%s'",
                             ath_python_get_type_name (result));

  return object;
}

/* `__new__` of the script makes the object, which may be another one. */
static AthPythonValue *
call_new (AthPythonEvaluator       *self,
          AthPythonValue           *class,
          AthPythonValue           *method,
          const AthPythonArguments *arguments)
{
  g_autofree AthPythonValue **positional = g_new0 (AthPythonValue *, arguments->n_positional + 1);
  AthPythonArguments all = *arguments;
  AthPythonValue *wrapped = ath_python_host_get (method, &ath_python_static_method_class);

  if (class->class->native != &ath_python_object_class)
    return ath_python_refuse (self, _("A class with “%s” is not understood"), "__new__");

  positional[0] = class;
  for (guint i = 0; i < arguments->n_positional; i++)
    positional[i + 1] = arguments->positional[i];
  all.positional = positional;
  all.n_positional++;

  return ath_python_call (self, wrapped != NULL ? wrapped : method, &all);
}

/* A plain object, or what `__new__` makes, filled by `__init__`. */
static AthPythonValue *
instantiate_plain (AthPythonEvaluator       *self,
                   AthPythonValue           *class,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *init = ath_python_class_find (class, "__init__");
  AthPythonValue *new = ath_python_class_find (class, "__new__");
  AthPythonValue *object;

  object = new != NULL ? call_new (self, class, new, arguments)
                       : ath_python_instance_new (self->arena, class);
  if (object == NULL)
    return NULL;
  if (new != NULL && !ath_python_is_subclass (ath_python_type_of (self, object), class))
    return object;

  if (native_derives (class->class->native, &ath_python_base_exception_class))
    ath_python_namespace_set (object->instance.attributes, "args",
                              ath_python_tuple_new (self->arena, arguments->positional,
                                                    arguments->n_positional));
  if (init != NULL)
    return call_init (self, object, init, arguments);
  if (new == NULL && arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_raise (self, &ath_python_type_error_class, "%s() takes no arguments",
                             class->class->name);

  return object;
}

/* The constructor of the native class makes the object of a class of a script
 * where it has one, else `__init__` fills a plain one.
 */
static AthPythonValue *
instantiate_script_class (AthPythonEvaluator       *self,
                          AthPythonValue           *class,
                          const AthPythonArguments *arguments)
{
  AthPythonNativeCall *construct = get_constructor (class->class->native);

  if (class->class->is_abstract && !check_abstract (self, class->class))
    return NULL;
  if (construct != NULL && class->class->native != &ath_python_object_class
      && (ath_python_class_find (class, "__init__") == NULL
          || class->class->native->build != NULL))
    return ath_python_class_find (class, "__new__") != NULL
           ? ath_python_refuse (self, _("A class with “%s” is not understood"), "__new__")
           : construct (self, class, arguments);
  if (class->class->native != &ath_python_object_class
      && !native_derives (class->class->native, &ath_python_base_exception_class))
    return ath_python_refuse (self, _("An object of “%s”, which derives from %s, is not "
                                      "understood"),
                              class->class->name, class->class->native->name);

  return instantiate_plain (self, class, arguments);
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
  AthPythonNativeCall *construct;

  if (class->type == ATH_PYTHON_TYPE_CLASS)
    return instantiate_script_class (self, class, arguments);

  construct = get_constructor (class->native_class);
  if (construct == NULL)
    return ath_python_refuse (self, _("“%s ()” is not understood"), class->native_class->name);

  return construct (self, class, arguments);
}
