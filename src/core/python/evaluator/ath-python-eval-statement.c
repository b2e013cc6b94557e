/* ath-python-eval-statement.c: what statements do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

static AthPythonFlow
flow_of (gboolean done)
{
  return done ? ATH_PYTHON_FLOW_NEXT : ATH_PYTHON_FLOW_FAILED;
}

static AthPythonFlow
execute_assign (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  AthPythonValue *value = ath_python_evaluate (self, node->assign.value);

  for (guint i = 0; value != NULL && i < node->assign.targets->length; i++)
    if (!ath_python_assign (self, node->assign.targets->items[i], value))
      return ATH_PYTHON_FLOW_FAILED;

  return flow_of (value != NULL);
}

/* The annotation is not looked at: it changes nothing that a script does. */
static AthPythonFlow
execute_ann_assign (AthPythonEvaluator *self,
                    AthPythonNode      *node)
{
  AthPythonValue *value;

  if (node->ann_assign.value == NULL)
    return ATH_PYTHON_FLOW_NEXT;

  value = ath_python_evaluate (self, node->ann_assign.value);

  return flow_of (value != NULL && ath_python_assign (self, node->ann_assign.target, value));
}

static AthPythonFlow
execute_if (AthPythonEvaluator *self,
            AthPythonNode      *node)
{
  AthPythonValue *test = ath_python_evaluate (self, node->branch.test);
  gboolean truth;

  if (test == NULL || !ath_python_is_true (self, test, &truth))
    return ATH_PYTHON_FLOW_FAILED;

  return ath_python_execute (self, truth ? node->branch.body : node->branch.orelse);
}

static AthPythonFlow
execute_match (AthPythonEvaluator *self,
               AthPythonNode      *node)
{
  const AthPythonList *body;

  if (!ath_python_match (self, node, &body))
    return ATH_PYTHON_FLOW_FAILED;

  return body != NULL ? ath_python_execute (self, body) : ATH_PYTHON_FLOW_NEXT;
}

/* Whether a loop goes on after its body; sets @flow when it does not. */
static gboolean
goes_on (AthPythonFlow *flow)
{
  if (*flow == ATH_PYTHON_FLOW_NEXT || *flow == ATH_PYTHON_FLOW_CONTINUE)
    return TRUE;
  if (*flow == ATH_PYTHON_FLOW_BREAK)
    *flow = ATH_PYTHON_FLOW_NEXT;

  return FALSE;
}

static AthPythonFlow
execute_while (AthPythonEvaluator *self,
               AthPythonNode      *node)
{
  for (;;)
    {
      AthPythonValue *test = ath_python_evaluate (self, node->branch.test);
      AthPythonFlow flow;
      gboolean truth;

      if (test == NULL || !ath_python_is_true (self, test, &truth) || !ath_python_step (self))
        return ATH_PYTHON_FLOW_FAILED;
      if (!truth)
        return ath_python_execute (self, node->branch.orelse);

      flow = ath_python_execute (self, node->branch.body);
      if (!goes_on (&flow))
        return flow;
    }
}

static AthPythonFlow
execute_for (AthPythonEvaluator *self,
             AthPythonNode      *node)
{
  AthPythonValue *iterable;
  AthPythonValue *iterator;
  AthPythonValue *item;

  if (node->for_.is_async)
    return flow_of (ath_python_refuse (self, _("“async for” is not understood")) != NULL);

  iterable = ath_python_evaluate (self, node->for_.iter);
  iterator = iterable != NULL ? ath_python_iterate_in_order (self, iterable) : NULL;
  if (iterator == NULL)
    return ATH_PYTHON_FLOW_FAILED;

  while ((item = ath_python_next (self, iterator)) != NULL)
    {
      AthPythonFlow flow;

      if (!ath_python_step (self) || !ath_python_assign (self, node->for_.target, item))
        return ATH_PYTHON_FLOW_FAILED;
      flow = ath_python_execute (self, node->for_.body);
      if (!goes_on (&flow))
        return flow;
    }
  if (ath_python_has_failed (self))
    return ATH_PYTHON_FLOW_FAILED;

  return ath_python_execute (self, node->for_.orelse);
}

static AthPythonFlow
execute_return (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  AthPythonValue *value = ath_python_none ();

  if (node->unary.value != NULL)
    value = ath_python_evaluate (self, node->unary.value);
  if (value == NULL)
    return ATH_PYTHON_FLOW_FAILED;
  self->frame->returned = value;

  return ATH_PYTHON_FLOW_RETURN;
}

static AthPythonFlow
execute_assert (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  AthPythonValue *test = ath_python_evaluate (self, node->assert_.test);
  AthPythonValue *message = NULL;
  AthPythonValue *exception;
  gboolean truth;

  if (test == NULL || !ath_python_is_true (self, test, &truth))
    return ATH_PYTHON_FLOW_FAILED;
  if (truth)
    return ATH_PYTHON_FLOW_NEXT;

  if (node->assert_.msg != NULL)
    {
      message = ath_python_evaluate (self, node->assert_.msg);
      if (message == NULL)
        return ATH_PYTHON_FLOW_FAILED;
    }
  exception = ath_python_call_simple (self,
                                      ath_python_native_class (self,
                                                               &ath_python_assertion_error_class),
                                      &message, message != NULL ? 1 : 0);
  self->node = node;
  if (exception != NULL)
    ath_python_raise_value (self, exception);

  return ATH_PYTHON_FLOW_FAILED;
}

static AthPythonFlow
execute_delete (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  for (guint i = 0; i < node->delete.targets->length; i++)
    if (!ath_python_delete (self, node->delete.targets->items[i]))
      return ATH_PYTHON_FLOW_FAILED;

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
execute_definition (AthPythonEvaluator *self,
                    AthPythonNode      *node)
{
  if (node->kind == ATH_PYTHON_CLASS_DEF)
    {
      AthPythonValue *class = ath_python_define_class (self, node);

      return flow_of (class != NULL
                      && ath_python_assign_name (self, node->class_def.name, class));
    }
  else
    {
      AthPythonValue *function = ath_python_define_function (self, node);

      return flow_of (function != NULL
                      && ath_python_assign_name (self, node->function_def.name, function));
    }
}

/**
 * ath_python_execute_statement:
 * @self: an evaluator
 * @node: a statement
 *
 * Runs @node in the frame of the running block.
 *
 * Returns: how it ended
 */
AthPythonFlow
ath_python_execute_statement (AthPythonEvaluator *self,
                              AthPythonNode      *node)
{
  switch ((guint) node->kind)
    {
    case ATH_PYTHON_EXPR:
      return flow_of (ath_python_evaluate (self, node->unary.value) != NULL);

    case ATH_PYTHON_ASSIGN:
      return execute_assign (self, node);

    case ATH_PYTHON_ANN_ASSIGN:
      return execute_ann_assign (self, node);

    case ATH_PYTHON_AUG_ASSIGN:
      return flow_of (ath_python_assign_augmented (self, node));

    case ATH_PYTHON_IF:
      return execute_if (self, node);

    case ATH_PYTHON_FOR:
      return execute_for (self, node);

    case ATH_PYTHON_WHILE:
      return execute_while (self, node);

    case ATH_PYTHON_WITH:
      return ath_python_execute_with (self, node, 0);

    case ATH_PYTHON_TRY:
      return ath_python_execute_try (self, node);

    case ATH_PYTHON_RAISE:
      return flow_of (ath_python_execute_raise (self, node));

    case ATH_PYTHON_RETURN:
      return execute_return (self, node);

    case ATH_PYTHON_ASSERT:
      return execute_assert (self, node);

    case ATH_PYTHON_DELETE:
      return execute_delete (self, node);

    case ATH_PYTHON_FUNCTION_DEF:
    case ATH_PYTHON_CLASS_DEF:
      return execute_definition (self, node);

    case ATH_PYTHON_IMPORT:
    case ATH_PYTHON_IMPORT_FROM:
      return flow_of (ath_python_import (self, node));

    case ATH_PYTHON_PASS:
    case ATH_PYTHON_GLOBAL:
    case ATH_PYTHON_NONLOCAL:
      return ATH_PYTHON_FLOW_NEXT;

    case ATH_PYTHON_BREAK:
      return ATH_PYTHON_FLOW_BREAK;

    case ATH_PYTHON_CONTINUE:
      return ATH_PYTHON_FLOW_CONTINUE;

    case ATH_PYTHON_MATCH:
      return execute_match (self, node);

    case ATH_PYTHON_TYPE_ALIAS:
      return flow_of (ath_python_refuse (self, _("“type” is not understood")) != NULL);

    default:
      return flow_of (ath_python_refuse (self, _("This statement is not understood")) != NULL);
    }
}

/**
 * ath_python_execute:
 * @self: an evaluator
 * @body: statements
 *
 * Runs @body in the frame of the running block.
 *
 * Returns: how the last statement that ran ended
 */
AthPythonFlow
ath_python_execute (AthPythonEvaluator  *self,
                    const AthPythonList *body)
{
  AthPythonFlow flow = ATH_PYTHON_FLOW_NEXT;

  if (!ath_python_enter (self))
    return ATH_PYTHON_FLOW_FAILED;

  for (guint i = 0; i < body->length && flow == ATH_PYTHON_FLOW_NEXT; i++)
    {
      self->node = body->items[i];
      flow = ath_python_step (self) ? ath_python_execute_statement (self, body->items[i])
                                    : ATH_PYTHON_FLOW_FAILED;
      if (flow == ATH_PYTHON_FLOW_FAILED && ath_python_is_refused (self)
          && ath_python_defer (self, body->items[i]))
        flow = ATH_PYTHON_FLOW_NEXT;
    }
  ath_python_leave (self);

  return flow;
}
