/* ath-python-eval-assign.c: what targets of assignments and `del` do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

static AthPythonNamespace *
find_namespace (AthPythonEvaluator *self,
                const char         *name)
{
  AthPythonFrame *frame = self->frame;

  switch (ath_python_scope_get_binding (frame->scope, name))
    {
    case ATH_PYTHON_BINDING_LOCAL:
      return frame->locals;

    case ATH_PYTHON_BINDING_FREE:
      for (frame = frame->closure; frame != NULL; frame = frame->closure)
        if (ath_python_scope_get_kind (frame->scope) != ATH_PYTHON_SCOPE_CLASS
            && ath_python_scope_get_binding (frame->scope, name) == ATH_PYTHON_BINDING_LOCAL)
          return frame->locals;
      return self->frame->locals;

    case ATH_PYTHON_BINDING_GLOBAL:
      return frame->module->frame->locals;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_python_assign_name:
 * @self: an evaluator
 * @name: a name, which lives as long as its module
 * @value: what it is bound to from now on
 *
 * Binds @name where the running block says that it lives.
 *
 * Returns: `TRUE`
 */
gboolean
ath_python_assign_name (AthPythonEvaluator *self,
                        const char         *name,
                        AthPythonValue     *value)
{
  AthPythonNamespace *names = find_namespace (self, name);

  /* What the body of a class binds are attributes. */
  if (ath_python_scope_get_kind (self->frame->scope) == ATH_PYTHON_SCOPE_CLASS)
    name = ath_python_mangle (self, name);
  ath_python_namespace_set (names, name, value);

  return TRUE;
}

/**
 * ath_python_unassign_name:
 * @self: an evaluator
 * @name: a name that is bound
 *
 * Unbinds @name where the running block says that it lives.
 *
 * Returns: whether it was bound
 */
gboolean
ath_python_unassign_name (AthPythonEvaluator *self,
                          const char         *name)
{
  AthPythonNamespace *names = find_namespace (self, name);

  if (ath_python_scope_get_kind (self->frame->scope) == ATH_PYTHON_SCOPE_CLASS)
    name = ath_python_mangle (self, name);

  return ath_python_namespace_remove (names, name);
}

static guint
find_star (const AthPythonList *targets)
{
  for (guint i = 0; i < targets->length; i++)
    if (targets->items[i]->kind == ATH_PYTHON_STARRED)
      return i;

  return G_MAXUINT;
}

static gboolean
raise_unpack (AthPythonEvaluator *self,
              guint               expected,
              guint               found)
{
  if (found > expected)
    return ath_python_raise (self, &ath_python_value_error_class,
                             "too many values to unpack (expected %u)", expected) != NULL;

  return ath_python_raise (self, &ath_python_value_error_class,
                           "not enough values to unpack (expected %u, got %u)",
                           expected, found) != NULL;
}

static gboolean
unpack (AthPythonEvaluator  *self,
        const AthPythonList *targets,
        AthPythonValue      *value)
{
  AthPythonValue *list = ath_python_list_of (self, value);
  guint star = find_star (targets);
  guint n_rest;

  if (list == NULL)
    return FALSE;
  if (star == G_MAXUINT ? list->sequence.length != targets->length
                        : list->sequence.length < targets->length - 1)
    return raise_unpack (self, targets->length - (star != G_MAXUINT), list->sequence.length);

  n_rest = list->sequence.length - (targets->length - 1);
  for (guint i = 0, taken = 0; i < targets->length; i++)
    {
      AthPythonValue *item;

      if (i == star)
        {
          item = ath_python_list_new (self->arena, list->sequence.items + taken, n_rest);
          taken += n_rest;
          if (!ath_python_assign (self, targets->items[i]->unary.value, item))
            return FALSE;
          continue;
        }
      item = list->sequence.items[taken++];
      if (!ath_python_assign (self, targets->items[i], item))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_assign:
 * @self: an evaluator
 * @target: a name, an attribute, a subscript, or a tuple or list of them
 * @value: what it gets
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_assign (AthPythonEvaluator *self,
                   AthPythonNode      *target,
                   AthPythonValue     *value)
{
  AthPythonValue *object;
  AthPythonValue *key;

  switch ((guint) target->kind)
    {
    case ATH_PYTHON_NAME:
      return ath_python_assign_name (self, target->name.id, value);

    case ATH_PYTHON_ATTRIBUTE:
      object = ath_python_evaluate (self, target->attribute.value);
      self->node = target;
      return object != NULL
             && ath_python_set_attribute (self, object,
                                          ath_python_mangle (self, target->attribute.attr), value);

    case ATH_PYTHON_SUBSCRIPT:
      object = ath_python_evaluate (self, target->subscript.value);
      key = object != NULL ? ath_python_evaluate (self, target->subscript.slice) : NULL;
      self->node = target;
      return key != NULL && ath_python_set_item (self, object, key, value);

    case ATH_PYTHON_TUPLE:
    case ATH_PYTHON_LIST:
      self->node = target;
      return unpack (self, target->sequence.elts, value);

    default:
      self->node = target;
      return ath_python_refuse (self, _("This target of an assignment is not understood")) != NULL;
    }
}

/* `object.name op= value` and `object[key] op= value` look at their object once. */
static gboolean
augment_part (AthPythonEvaluator *self,
              AthPythonNode      *node)
{
  AthPythonNode *target = node->aug_assign.target;
  gboolean is_item = target->kind == ATH_PYTHON_SUBSCRIPT;
  const char *name = is_item ? NULL : ath_python_mangle (self, target->attribute.attr);
  AthPythonValue *object;
  AthPythonValue *key = NULL;
  AthPythonValue *old;
  AthPythonValue *value;

  object = ath_python_evaluate (self, is_item ? target->subscript.value : target->attribute.value);
  if (object == NULL)
    return FALSE;
  if (is_item)
    {
      key = ath_python_evaluate (self, target->subscript.slice);
      if (key == NULL)
        return FALSE;
    }

  old = is_item ? ath_python_get_item (self, object, key)
                : ath_python_get_attribute (self, object, name);
  value = old != NULL ? ath_python_evaluate (self, node->aug_assign.value) : NULL;
  if (value == NULL)
    return FALSE;
  self->node = node;
  value = ath_python_binary_in_place (self, node->aug_assign.op, old, value);
  if (value == NULL)
    return FALSE;

  return is_item ? ath_python_set_item (self, object, key, value)
                 : ath_python_set_attribute (self, object, name, value);
}

/**
 * ath_python_assign_augmented:
 * @self: an evaluator
 * @node: an AUG_ASSIGN
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_assign_augmented (AthPythonEvaluator *self,
                             AthPythonNode      *node)
{
  AthPythonNode *target = node->aug_assign.target;
  AthPythonValue *old;
  AthPythonValue *value;

  if (target->kind != ATH_PYTHON_NAME)
    return augment_part (self, node);

  old = ath_python_evaluate_name (self, target->name.id);
  value = old != NULL ? ath_python_evaluate (self, node->aug_assign.value) : NULL;
  if (value == NULL)
    return FALSE;
  self->node = node;
  value = ath_python_binary_in_place (self, node->aug_assign.op, old, value);

  return value != NULL && ath_python_assign_name (self, target->name.id, value);
}

/**
 * ath_python_delete:
 * @self: an evaluator
 * @target: what goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_delete (AthPythonEvaluator *self,
                   AthPythonNode      *target)
{
  AthPythonValue *object;
  AthPythonValue *key;

  switch ((guint) target->kind)
    {
    case ATH_PYTHON_NAME:
      if (ath_python_unassign_name (self, target->name.id))
        return TRUE;
      return ath_python_raise (self, &ath_python_name_error_class, "name '%s' is not defined",
                               target->name.id) != NULL;

    case ATH_PYTHON_SUBSCRIPT:
      object = ath_python_evaluate (self, target->subscript.value);
      key = object != NULL ? ath_python_evaluate (self, target->subscript.slice) : NULL;
      self->node = target;
      return key != NULL && ath_python_set_item (self, object, key, NULL);

    case ATH_PYTHON_ATTRIBUTE:
      object = ath_python_evaluate (self, target->attribute.value);
      self->node = target;
      return object != NULL
             && ath_python_delete_attribute (self, object,
                                             ath_python_mangle (self, target->attribute.attr));

    case ATH_PYTHON_TUPLE:
    case ATH_PYTHON_LIST:
      for (guint i = 0; i < target->sequence.elts->length; i++)
        if (!ath_python_delete (self, target->sequence.elts->items[i]))
          return FALSE;
      return TRUE;

    default:
      self->node = target;
      return ath_python_refuse (self, _("Deleting this is not understood")) != NULL;
    }
}
