/* ath-python-eval-defer.c: what a script makes and may never use
 *
 * Scripts make classes of the application's base, settings and tools of foreign
 * libraries at their top level, and often use none of it.  Where such a value is
 * not understood, its name costs nothing until it is used, as with an import.
 * That is only so where making it could change nothing else that is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonNamespace *globals;
  GPtrArray          *inner;       /* (element-type utf8) names of what is made with it */
  gboolean            is_harmless;
} Check;

static gboolean check_cb (AthPythonNode *node,
                          gpointer       data);

/* Built-ins that change nothing.  All else that is not bound at the top level
 * is bound inside, and not known here.
 */
static gboolean
is_harmless_builtin (const char *name)
{
  const char *const harmful[] = {
    "delattr", "exec", "eval", "globals", "input", "locals", "next", "open", "print", "setattr",
    "vars", NULL
  };

  if (g_strv_contains (harmful, name))
    return FALSE;
  for (const AthPythonNativeMember *member = ath_python_builtins_module.members;
       member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return TRUE;

  return FALSE;
}

static gboolean is_fixed_value (AthPythonValue *value,
                                gboolean        is_called);

static gboolean
holds_fixed (const AthPythonValue *sequence)
{
  for (guint i = 0; i < sequence->sequence.length; i++)
    if (!is_fixed_value (sequence->sequence.items[i], FALSE))
      return FALSE;

  return TRUE;
}

/* Whether what the name stands for can be handed to something unknown, and asked
 * for something, without being another afterwards.
 */
static gboolean
is_fixed_value (AthPythonValue *value,
                gboolean        is_called)
{
  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
    case ATH_PYTHON_TYPE_BOOL:
    case ATH_PYTHON_TYPE_INT:
    case ATH_PYTHON_TYPE_FLOAT:
    case ATH_PYTHON_TYPE_STR:
    case ATH_PYTHON_TYPE_BYTES:
    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_MODULE:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      return TRUE;

    case ATH_PYTHON_TYPE_CLASS:
      return !is_called;

    case ATH_PYTHON_TYPE_TUPLE:
      return holds_fixed (value);

    default:
      return FALSE;
    }
}

static gboolean
is_fixed (Check      *check,
          const char *name,
          gboolean    is_called)
{
  AthPythonValue *value = ath_python_namespace_get (check->globals, name);

  if (g_ptr_array_find_with_equal_func (check->inner, name, g_str_equal, NULL))
    return TRUE;
  if (value == NULL)
    return g_str_equal (name, "__name__") || g_str_equal (name, "__file__")
           || is_harmless_builtin (name);

  return is_fixed_value (value, is_called);
}

/* `*LIST` hands on what is in the list, not the list. */
static gboolean
is_fixed_list (Check               *check,
               const AthPythonNode *node)
{
  AthPythonValue *value = node->kind == ATH_PYTHON_NAME
                          ? ath_python_namespace_get (check->globals, node->name.id) : NULL;

  return value != NULL && value->type == ATH_PYTHON_TYPE_LIST && holds_fixed (value)
         && !g_ptr_array_find_with_equal_func (check->inner, node->name.id, g_str_equal, NULL);
}

/* Where `a.b (…).c [d] (…)` begins. */
static AthPythonNode *
find_root (AthPythonNode *node)
{
  for (;;)
    {
      if (node->kind == ATH_PYTHON_CALL)
        node = node->call.func;
      else if (node->kind == ATH_PYTHON_ATTRIBUTE)
        node = node->attribute.value;
      else if (node->kind == ATH_PYTHON_SUBSCRIPT)
        node = node->subscript.value;
      else
        return node;
    }
}

static gboolean
check_list (Check               *check,
            const AthPythonList *list)
{
  for (guint i = 0; i < list->length && check->is_harmless; i++)
    check_cb (list->items[i], check);

  return check->is_harmless;
}

/* `(kind.value for kind in Kind)`, and nothing less simple. */
static gboolean
check_comprehension (Check         *check,
                     AthPythonNode *node)
{
  const AthPythonNode *generator = node->comp.generators->items[0];
  const AthPythonNode *element = node->comp.elt;

  while (element->kind == ATH_PYTHON_ATTRIBUTE)
    element = element->attribute.value;
  check->is_harmless &= node->comp.generators->length == 1
                        && generator->comprehension.ifs->length == 0
                        && generator->comprehension.target->kind == ATH_PYTHON_NAME
                        && element->kind == ATH_PYTHON_NAME
                        && g_str_equal (element->name.id, generator->comprehension.target->name.id)
                        && (is_fixed_list (check, generator->comprehension.iter)
                            || (generator->comprehension.iter->kind == ATH_PYTHON_NAME
                                && is_fixed (check, generator->comprehension.iter->name.id,
                                             FALSE)));

  return check->is_harmless;
}

/* A body does not run yet; names that it binds inside are its own. */
static gboolean
check_definition (Check         *check,
                  AthPythonNode *node)
{
  return check_list (check, node->function_def.decorator_list);
}

static gboolean
check_class_statement (Check         *check,
                       AthPythonNode *node)
{
  switch ((guint) node->kind)
    {
    case ATH_PYTHON_PASS:
      return TRUE;

    case ATH_PYTHON_FUNCTION_DEF:
      return check_definition (check, node);

    case ATH_PYTHON_ASSIGN:
      check->is_harmless &= node->assign.targets->length == 1
                            && node->assign.targets->items[0]->kind == ATH_PYTHON_NAME;
      if (!check->is_harmless || !check_cb (node->assign.value, check))
        return FALSE;
      g_ptr_array_add (check->inner, (gpointer) node->assign.targets->items[0]->name.id);
      return TRUE;

    case ATH_PYTHON_ANN_ASSIGN:
      check->is_harmless &= node->ann_assign.target->kind == ATH_PYTHON_NAME;
      if (!check->is_harmless
          || (node->ann_assign.value != NULL && !check_cb (node->ann_assign.value, check)))
        return FALSE;
      if (node->ann_assign.value != NULL)
        g_ptr_array_add (check->inner, (gpointer) node->ann_assign.target->name.id);
      return TRUE;

    case ATH_PYTHON_EXPR:
      return check_cb (node->unary.value, check);

    default:
      check->is_harmless = FALSE;
      return FALSE;
    }
}

static gboolean
check_class (Check         *check,
             AthPythonNode *node)
{
  const AthPythonList *body = node->class_def.body;

  check_list (check, node->class_def.decorator_list);
  check_list (check, node->class_def.bases);
  for (guint i = 0; i < body->length && check->is_harmless; i++)
    check_class_statement (check, body->items[i]);

  return check->is_harmless;
}

static gboolean
check_cb (AthPythonNode *node,
          gpointer       data)
{
  Check *check = data;

  switch ((guint) node->kind)
    {
    case ATH_PYTHON_NAME:
      check->is_harmless &= is_fixed (check, node->name.id, FALSE);
      break;

    case ATH_PYTHON_CALL:
      check->is_harmless &= find_root (node)->kind != ATH_PYTHON_NAME
                            || is_fixed (check, find_root (node)->name.id, TRUE);
      break;

    case ATH_PYTHON_LAMBDA:
      return TRUE;

    case ATH_PYTHON_STARRED:
      if (is_fixed_list (check, node->unary.value))
        return TRUE;
      break;

    case ATH_PYTHON_LIST_COMP:
    case ATH_PYTHON_SET_COMP:
    case ATH_PYTHON_GENERATOR_EXP:
      return check_comprehension (check, node);

    case ATH_PYTHON_NAMED_EXPR:
    case ATH_PYTHON_AWAIT:
    case ATH_PYTHON_DICT_COMP:
      check->is_harmless = FALSE;
      break;

    default:
      break;
    }

  return check->is_harmless && ath_python_node_visit_children (node, check_cb, check);
}

/* The name that the statement binds; NULL when it does more than that. */
static const char *
find_target (AthPythonNode *node,
             Check         *check)
{
  AthPythonNode *target = NULL;

  switch ((guint) node->kind)
    {
    case ATH_PYTHON_ASSIGN:
      if (node->assign.targets->length == 1)
        target = node->assign.targets->items[0];
      check_cb (node->assign.value, check);
      break;

    case ATH_PYTHON_ANN_ASSIGN:
      target = node->ann_assign.target;
      if (node->ann_assign.value != NULL)
        check_cb (node->ann_assign.value, check);
      break;

    case ATH_PYTHON_FUNCTION_DEF:
      check_definition (check, node);
      return node->function_def.name;

    case ATH_PYTHON_CLASS_DEF:
      check_class (check, node);
      return node->class_def.name;

    default:
      break;
    }

  return target != NULL && target->kind == ATH_PYTHON_NAME ? target->name.id : NULL;
}

/* What is refused now, as a value that is refused when it is used. */
static AthPythonValue *
take_back (AthPythonEvaluator *self,
           const char         *name)
{
  AthPythonValue *value = ath_python_unresolved_new (self->arena, name, self->refusal->message);

  g_clear_error (&self->refusal);
  self->exception = NULL;

  return value;
}

/**
 * ath_python_defer:
 * @self: an evaluator that refused @node
 * @node: a statement
 *
 * Binds what @node makes to a value that is refused when it is used, and takes
 * the refusal back: at the top level of a script, and where nothing else depends
 * on it.
 *
 * Returns: whether the script can go on
 */
gboolean
ath_python_defer (AthPythonEvaluator *self,
                  AthPythonNode      *node)
{
  AthPythonFrame *frame = self->frame;
  g_autoptr(GPtrArray) inner = g_ptr_array_new ();
  Check check = { .globals = frame->locals, .inner = inner, .is_harmless = TRUE };
  const char *name;

  if (frame != frame->module->frame || frame->module->lazy != NULL || frame->n_tries > 0
      || !g_error_matches (self->refusal, ATH_ERROR, ATH_ERROR_SCRIPT))
    return FALSE;
  name = find_target (node, &check);
  if (name == NULL || !check.is_harmless)
    return FALSE;

  ath_python_namespace_set (frame->locals, name, take_back (self, name));

  return TRUE;
}

/**
 * ath_python_defer_import:
 * @self: an evaluator that refused what @name stands for in a file of the project
 * @name: a name that is imported
 *
 * Takes the refusal back: an import changes nothing that the script has.
 *
 * Returns: (transfer none) (nullable): a value that is refused when it is used;
 *   `NULL` where that would not be the same
 */
AthPythonValue *
ath_python_defer_import (AthPythonEvaluator *self,
                         const char         *name)
{
  return ath_python_is_guarded (self)
         || !g_error_matches (self->refusal, ATH_ERROR, ATH_ERROR_SCRIPT)
         ? NULL : take_back (self, name);
}
