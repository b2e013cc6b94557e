/* ath-python-import.c: modules written in C, and files of the project
 *
 * A migration script runs from its first line to its last.  A file of the
 * project that it imports does not: of that only the binding that is asked for
 * is evaluated, and what it needs.  So an application's models cost nothing
 * when all a script wants from them is one enumeration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/syntax/ath-python-lazy.h"

static AthPythonValue *
native_module_value (AthPythonEvaluator          *self,
                     const AthPythonNativeModule *module)
{
  AthPythonValue *value = g_hash_table_lookup (self->native_modules, module);

  if (value == NULL)
    {
      value = ath_python_native_module_value_new (self->arena, module);
      g_hash_table_insert (self->native_modules, (gpointer) module, value);
    }

  return value;
}

/**
 * ath_python_native_module_get_member:
 * @self: an evaluator
 * @module: a module written in C
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the member; `NULL` when it is not known,
 *   or after raising or refusing: ath_python_has_failed() tells
 */
AthPythonValue *
ath_python_native_module_get_member (AthPythonEvaluator          *self,
                                     const AthPythonNativeModule *module,
                                     const char                  *name)
{
  for (const AthPythonNativeMember *member = module->members; member->name != NULL; member++)
    {
      if (member->name[0] != name[0] || !g_str_equal (member->name, name))
        continue;
      if (member->function != NULL)
        return ath_python_native_function_new (self->arena, member->function);
      if (member->class != NULL)
        return ath_python_native_class (self, member->class);
      if (member->module != NULL)
        return native_module_value (self, member->module);
      return member->get (self);
    }

  return module->get_member != NULL ? module->get_member (self, name) : NULL;
}

static const AthPythonNativeModule *
find_in (const AthPythonNativeModule *const *modules,
         const char                         *name)
{
  for (guint i = 0; modules != NULL && modules[i] != NULL; i++)
    if (g_str_equal (modules[i]->name, name))
      return modules[i];

  return NULL;
}

static const AthPythonNativeModule *
find_native (AthPythonEvaluator *self,
             const char         *name)
{
  const AthPythonNativeModule *module = find_in (self->world->modules, name);

  if (module == NULL)
    module = find_in (self->world->more_modules, name);

  return module != NULL ? module : find_in (ath_python_modules, name);
}

static AthPythonValue *
unresolved (AthPythonEvaluator *self,
            const char         *name,
            const char         *reason)
{
  return ath_python_unresolved_new (self->arena, name, reason);
}

static AthPythonValue *
load_file (AthPythonEvaluator *self,
           AthPythonSyntax    *syntax,
           const char         *name)
{
  AthPythonLoaded *loaded = ath_arena_new0 (self->arena, AthPythonLoaded);

  loaded->syntax = ath_arena_adopt (self->arena, syntax, (GDestroyNotify) ath_python_syntax_unref);
  loaded->name = ath_arena_strdup (self->arena, name);
  loaded->value = ath_arena_new0 (self->arena, AthPythonValue);
  loaded->value->type = ATH_PYTHON_TYPE_MODULE;
  loaded->value->module = loaded;
  loaded->frame = ath_python_frame_push (self, loaded, ath_python_syntax_get_scope (syntax), NULL);
  ath_python_frame_pop (self);
  loaded->lazy = ath_python_lazy_new (self->arena, syntax);
  ath_python_namespace_set (self->modules, loaded->name, loaded->value);

  return loaded->value;
}

/* The module of a dotted name: ours, the project's, or one to be refused when
 * it is used.  NULL only after refusing.
 */
static AthPythonValue *
find_module (AthPythonEvaluator *self,
             const char         *name)
{
  const AthPythonNativeModule *native = find_native (self, name);
  AthPythonValue *value = ath_python_namespace_get (self->modules, name);
  AthPythonSyntax *syntax;
  GError *error = NULL;

  if (native != NULL)
    return native_module_value (self, native);
  if (value != NULL)
    return value;

  syntax = self->world->find_module != NULL
           ? self->world->find_module (name, self->world->data, &error) : NULL;
  if (syntax != NULL)
    return load_file (self, syntax, name);

  value = unresolved (self, name, error != NULL ? error->message
                                                : _("no such module is known here, and the "
                                                    "project has none"));
  g_clear_error (&error);
  ath_python_namespace_set (self->modules, ath_arena_strdup (self->arena, name), value);

  return value;
}

/* `from ..name import x` inside a package of the project. */
static char *
dup_absolute_name (AthPythonEvaluator *self,
                   AthPythonNode      *node)
{
  g_autofree char *package = NULL;

  if (node->import.level == 0)
    return g_strdup (node->import.module);

  package = g_strdup (self->frame->module->name);
  for (guint i = 0; i < node->import.level; i++)
    {
      char *dot = strrchr (package, '.');

      if (dot == NULL)
        dot = package;
      *dot = '\0';
    }
  if (node->import.module == NULL)
    return g_steal_pointer (&package);
  if (*package == '\0')
    return g_strdup (node->import.module);

  return g_strconcat (package, ".", node->import.module, NULL);
}

/* A member of a module, or a module inside it. */
static AthPythonValue *
import_member (AthPythonEvaluator *self,
               AthPythonValue     *module,
               const char         *module_name,
               const char         *name)
{
  g_autofree char *full = g_strconcat (module_name, ".", name, NULL);
  AthPythonValue *value = ath_python_find_attribute (self, module, name);

  if (value != NULL || ath_python_has_failed (self))
    return value;

  value = find_module (self, full);
  if (value == NULL || value->type != ATH_PYTHON_TYPE_UNRESOLVED)
    return value;
  if (module->type == ATH_PYTHON_TYPE_NATIVE_MODULE)
    return unresolved (self, full, _("it is not understood"));

  return value;
}

/* Whether `import *` of @module binds @name. */
static gboolean
exports (AthPythonEvaluator *self,
         AthPythonValue     *module,
         const char         *name,
         gboolean           *result)
{
  AthPythonValue *all = NULL;

  *result = FALSE;
  if (module->type == ATH_PYTHON_TYPE_MODULE)
    {
      all = ath_python_module_get_member (self, module->module, "__all__");
      if (ath_python_has_failed (self))
        return FALSE;
    }
  if (all != NULL)
    return ath_python_contains (self, all, ath_python_str_new (self->arena, name), result);
  *result = name[0] != '_';

  return TRUE;
}

/**
 * ath_python_module_get_starred:
 * @self: an evaluator
 * @module: a file
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what a `from … import *` of the file has
 *   bound @name to, the last one first; `NULL` when none is known to, or after
 *   raising or refusing
 */
AthPythonValue *
ath_python_module_get_starred (AthPythonEvaluator *self,
                               AthPythonLoaded    *module,
                               const char         *name)
{
  if (module->stars == NULL)
    return NULL;

  for (guint i = module->stars->sequence.length; i > 0; i--)
    {
      AthPythonValue *star = module->stars->sequence.items[i - 1];
      AthPythonValue *value;
      gboolean is_exported;

      if (star->type == ATH_PYTHON_TYPE_UNRESOLVED)
        continue;
      if (!exports (self, star, name, &is_exported))
        return NULL;
      value = is_exported ? ath_python_find_attribute (self, star, name) : NULL;
      if (value != NULL || ath_python_has_failed (self))
        return value;
    }

  return NULL;
}

/* What the file binds itself comes before what it stars, so nothing may have
 * been bound that the star would bind anew.
 */
static gboolean
check_hidden (AthPythonEvaluator *self,
              AthPythonValue     *module)
{
  AthPythonNamespace *names = self->frame->module->frame->locals;

  for (guint i = 0; i < ath_python_namespace_get_n (names); i++)
    {
      AthPythonValue *own;
      const char *name = ath_python_namespace_get_nth (names, i, &own);
      gboolean is_exported;

      if (own == NULL || module->type == ATH_PYTHON_TYPE_UNRESOLVED)
        continue;
      if (!exports (self, module, name, &is_exported))
        return FALSE;
      if (is_exported && ath_python_find_attribute (self, module, name) != NULL)
        return ath_python_refuse (self, _("“%s”, which may come from an “import *”, is not "
                                          "understood"), name) != NULL;
      if (ath_python_has_failed (self))
        return FALSE;
    }

  return TRUE;
}

static gboolean
import_star (AthPythonEvaluator *self,
             AthPythonValue     *module,
             const char         *name)
{
  /* They have names that hide built-in ones. */
  static const char *const refused[] = { "builtins", "codecs", "io", "math", "operator", "os",
                                         NULL };
  AthPythonLoaded *file = self->frame->module;

  if (g_strv_contains (refused, name))
    return ath_python_refuse (self, _("“from %s import *” is not understood"), name) != NULL;
  if (!check_hidden (self, module))
    return FALSE;

  if (file->stars == NULL)
    file->stars = ath_python_list_new (self->arena, NULL, 0);
  ath_python_list_append (self->arena, file->stars, module);

  return TRUE;
}

static gboolean
import_from (AthPythonEvaluator *self,
             AthPythonNode      *node)
{
  g_autofree char *name = dup_absolute_name (self, node);
  AthPythonValue *module = find_module (self, name);

  if (module == NULL)
    return FALSE;

  for (guint i = 0; i < node->import.names->length; i++)
    {
      AthPythonNode *alias = node->import.names->items[i];
      const char *target = alias->alias.asname != NULL ? alias->alias.asname : alias->alias.name;
      AthPythonValue *value;

      if (g_str_equal (alias->alias.name, "*"))
        {
          if (!import_star (self, module, name))
            return FALSE;
          continue;
        }
      value = import_member (self, module, name, alias->alias.name);
      if (value == NULL)
        value = ath_python_defer_import (self, alias->alias.name);
      if (value == NULL || !ath_python_assign_name (self, target, value))
        return FALSE;
      self->node = node;
    }

  return TRUE;
}

/* `import a.b.c` makes `b` an attribute of `a`, and `c` one of `a.b`. */
static gboolean
find_parts (AthPythonEvaluator *self,
            const char         *name)
{
  const char *dot = name;

  while ((dot = strchr (dot, '.')) != NULL)
    {
      const char *next = strchr (++dot, '.');
      g_autofree char *part = g_strndup (name, next != NULL ? (gsize) (next - name)
                                                            : strlen (name));

      if (find_module (self, part) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_find_imported:
 * @self: an evaluator
 * @module: the dotted name of a module
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the file of the project that is the module
 *   @name inside @module, when it has been imported
 */
AthPythonValue *
ath_python_find_imported (AthPythonEvaluator *self,
                          const char         *module,
                          const char         *name)
{
  g_autofree char *full = g_strconcat (module, ".", name, NULL);
  AthPythonValue *value = ath_python_namespace_get (self->modules, full);

  return value != NULL && value->type == ATH_PYTHON_TYPE_MODULE ? value : NULL;
}

/* `import a.b` binds `a`, `import a.b as c` binds `a.b`. */
static gboolean
import_names (AthPythonEvaluator *self,
              AthPythonNode      *node)
{
  for (guint i = 0; i < node->import.names->length; i++)
    {
      AthPythonNode *alias = node->import.names->items[i];
      const char *dot = strchr (alias->alias.name, '.');
      const char *target = alias->alias.asname;
      AthPythonValue *module;

      if (target == NULL)
        target = dot == NULL ? alias->alias.name
                             : ath_arena_strndup (self->arena, alias->alias.name,
                                                  dot - alias->alias.name);
      module = find_module (self, alias->alias.asname != NULL ? alias->alias.name : target);
      if (module == NULL || !find_parts (self, alias->alias.name)
          || !ath_python_assign_name (self, target, module))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_import:
 * @self: an evaluator
 * @node: an IMPORT or IMPORT_FROM
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_import (AthPythonEvaluator *self,
                   AthPythonNode      *node)
{
  if (node->kind == ATH_PYTHON_IMPORT)
    return import_names (self, node);
  if (node->import.module != NULL && g_str_equal (node->import.module, "__future__"))
    return TRUE;

  return import_from (self, node);
}

/* What a statement that is refused would have bound or changed may be half done:
 * nobody shall have it, should the script do without.
 */
static void
give_up (AthPythonEvaluator *self,
         AthPythonLoaded    *module,
         AthPythonNode      *statement)
{
  const char *name;
  guint position = 0;

  while ((name = ath_python_lazy_next_name (module->lazy, statement, &position)) != NULL)
    ath_python_namespace_set (module->frame->locals, name,
                              unresolved (self, name, self->refusal->message));
}

/* Runs the statements of a file that bind @name.  In a frame of their own over the
 * names of the file: one of them may need another name of the same file, or one of
 * a file that needs this one, before it is done.
 */
static gboolean
evaluate_binding (AthPythonEvaluator *self,
                  AthPythonLoaded    *module,
                  const char         *name)
{
  const AthPythonNode *caller = self->node;
  AthPythonFrame *frame;
  AthPythonNode *statement;
  gboolean done = TRUE;

  if (!ath_python_enter (self))
    return FALSE;

  frame = ath_python_frame_push (self, module, module->frame->scope, NULL);
  frame->locals = module->frame->locals;
  while (done && (statement = ath_python_lazy_take (module->lazy, name)) != NULL)
    {
      struct
      {
        guint          length;
        AthPythonNode *items[1];
      } one = { 1, { statement } };

      done = ath_python_execute (self, (const AthPythonList *) &one) != ATH_PYTHON_FLOW_FAILED;
      if (!done && ath_python_is_refused (self))
        give_up (self, module, statement);
    }
  ath_python_frame_pop (self);
  ath_python_leave (self);
  if (done)
    self->node = caller;

  return done;
}

/**
 * ath_python_module_get_member:
 * @self: an evaluator
 * @module: a file
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what the top level of the file binds
 *   @name to; `NULL` when it does not, or after raising or refusing:
 *   ath_python_has_failed() tells
 */
AthPythonValue *
ath_python_module_get_member (AthPythonEvaluator *self,
                              AthPythonLoaded    *module,
                              const char         *name)
{
  if (module->lazy != NULL && ath_python_lazy_is_pending (module->lazy, name)
      && !evaluate_binding (self, module, name))
    return NULL;

  if (g_str_equal (name, "__name__"))
    return ath_python_str_new (self->arena, module->name);
  if (g_str_equal (name, "__file__"))
    return ath_python_str_new (self->arena, ath_python_syntax_get_path (module->syntax));

  return ath_python_namespace_get (module->frame->locals, name);
}
