/* ath-python-eval-block.c: `try`, `with` and `raise`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

static gboolean
is_exception_class (AthPythonEvaluator *self,
                    AthPythonValue     *value)
{
  AthPythonValue *base = ath_python_native_class (self, &ath_python_base_exception_class);

  return (value->type == ATH_PYTHON_TYPE_CLASS || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS)
         && ath_python_is_subclass (value, base);
}

/* Whether `except type` catches @exception. */
static gboolean
matches (AthPythonEvaluator *self,
         AthPythonValue     *type,
         AthPythonValue     *exception,
         gboolean           *result)
{
  if (type->type == ATH_PYTHON_TYPE_TUPLE)
    {
      gboolean is_known = TRUE;

      *result = FALSE;
      if (!ath_python_enter (self))
        return FALSE;
      for (guint i = 0; is_known && !*result && i < type->sequence.length; i++)
        is_known = matches (self, type->sequence.items[i], exception, result);
      ath_python_leave (self);
      return is_known;
    }

  if (type->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), type->unresolved.name,
                              type->unresolved.reason) != NULL;
  if (!is_exception_class (self, type))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "catching classes that do not inherit from BaseException is not "
                             "allowed") != NULL;
  *result = ath_python_is_subclass (exception->instance.class, type);

  return TRUE;
}

static AthPythonFlow
run_handler (AthPythonEvaluator *self,
             AthPythonNode      *handler,
             AthPythonValue     *exception)
{
  AthPythonValue *outer = self->frame->handled;
  const char *name = handler->except_handler.name;
  AthPythonFlow flow;

  self->frame->handled = exception;
  if (name != NULL)
    ath_python_assign_name (self, name, exception);
  flow = ath_python_execute (self, handler->except_handler.body);
  self->frame->handled = outer;
  /* The name is gone behind the block. */
  if (name != NULL)
    ath_python_unassign_name (self, name);

  return flow;
}

/**
 * ath_python_find_handler:
 * @self: an evaluator, with an exception on its way
 * @node: a TRY
 *
 * Returns: (transfer none) (nullable): the EXCEPT_HANDLER that catches the
 *   exception, which is then no longer on its way; `NULL` when none does, or
 *   after raising or refusing
 */
AthPythonNode *
ath_python_find_handler (AthPythonEvaluator *self,
                         AthPythonNode      *node)
{
  AthPythonValue *exception = self->exception;

  for (guint i = 0; i < node->try_.handlers->length; i++)
    {
      AthPythonNode *handler = node->try_.handlers->items[i];
      const AthPythonNode *raised_at = self->node;
      gboolean result = TRUE;

      self->exception = NULL;
      if (handler->except_handler.type != NULL)
        {
          AthPythonValue *type = ath_python_evaluate (self, handler->except_handler.type);

          if (type == NULL || !matches (self, type, exception, &result))
            return NULL;
        }
      if (result)
        return handler;
      self->node = raised_at;
    }
  self->exception = exception;

  return NULL;
}

static AthPythonFlow
handle (AthPythonEvaluator *self,
        AthPythonNode      *node)
{
  AthPythonValue *exception = self->exception;
  AthPythonNode *handler = ath_python_find_handler (self, node);

  return handler != NULL ? run_handler (self, handler, exception) : ATH_PYTHON_FLOW_FAILED;
}

/* `finally` runs however the rest ended, but not after a refusal. */
static AthPythonFlow
run_finally (AthPythonEvaluator *self,
             AthPythonNode      *node,
             AthPythonFlow       flow)
{
  AthPythonValue *exception = self->exception;
  AthPythonValue *returned = self->frame->returned;
  const AthPythonNode *raised_at = self->node;
  AthPythonFlow last;

  if (ath_python_is_refused (self))
    return flow;

  self->exception = NULL;
  last = ath_python_execute (self, node->try_.finalbody);
  if (last != ATH_PYTHON_FLOW_NEXT)
    return last;

  self->exception = exception;
  self->frame->returned = returned;
  self->node = raised_at;

  return flow;
}

/**
 * ath_python_execute_try:
 * @self: an evaluator
 * @node: a TRY
 *
 * Returns: how it ended
 */
AthPythonFlow
ath_python_execute_try (AthPythonEvaluator *self,
                        AthPythonNode      *node)
{
  AthPythonFlow flow;

  self->frame->n_tries++;
  flow = ath_python_execute (self, node->try_.body);
  self->frame->n_tries--;

  if (flow == ATH_PYTHON_FLOW_NEXT)
    flow = ath_python_execute (self, node->try_.orelse);
  else if (flow == ATH_PYTHON_FLOW_FAILED && !ath_python_is_refused (self))
    flow = handle (self, node);

  return node->try_.finalbody->length > 0 ? run_finally (self, node, flow) : flow;
}

/**
 * ath_python_is_guarded:
 * @evaluator: an evaluator
 *
 * Returns: whether a `try` around what is evaluated now may catch its failure,
 *   so that it has to be known before the script goes on
 */
gboolean
ath_python_is_guarded (AthPythonEvaluator *evaluator)
{
  for (AthPythonFrame *frame = evaluator->frame; frame != NULL; frame = frame->caller)
    if (frame->n_tries > 0)
      return TRUE;

  return FALSE;
}

/**
 * ath_python_find_manager:
 * @self: an evaluator
 * @value: what stands behind `with`
 * @class: (out): the class that enters and leaves it
 *
 * Returns: `FALSE` after refusing what is no context manager
 */
gboolean
ath_python_find_manager (AthPythonEvaluator          *self,
                         AthPythonValue              *value,
                         const AthPythonNativeClass **class)
{
  *class = value->type == ATH_PYTHON_TYPE_HOST ? value->host.class
           : ath_python_has_special (value, "__enter__")
             && ath_python_has_special (value, "__exit__")
             ? &ath_python_special_manager_class : NULL;
  while (*class != NULL && (*class)->exit == NULL)
    *class = (*class)->base;

  return *class != NULL
         || ath_python_refuse (self, _("“with” and %s is not understood"),
                               ath_python_describe (self, value)) != NULL;
}

/**
 * ath_python_leave_manager:
 * @self: an evaluator
 * @class: from ath_python_find_manager()
 * @manager: what was entered
 * @flow: how the body ended
 *
 * Returns: how the `with` ends
 */
AthPythonFlow
ath_python_leave_manager (AthPythonEvaluator         *self,
                          const AthPythonNativeClass *class,
                          AthPythonValue             *manager,
                          AthPythonFlow               flow)
{
  AthPythonValue *exception = self->exception;
  gboolean is_handled = FALSE;

  if (ath_python_is_refused (self))
    return flow;

  self->exception = NULL;
  if (!class->exit (self, manager, exception, &is_handled))
    return ATH_PYTHON_FLOW_FAILED;
  if (exception != NULL && is_handled)
    return ATH_PYTHON_FLOW_NEXT;
  self->exception = exception;

  return flow;
}

/**
 * ath_python_execute_with:
 * @self: an evaluator
 * @node: a WITH
 * @item: the first of its items that has not been entered
 *
 * Returns: how it ended
 */
AthPythonFlow
ath_python_execute_with (AthPythonEvaluator *self,
                         AthPythonNode      *node,
                         guint               item)
{
  AthPythonNode *with_item;
  AthPythonValue *manager;
  AthPythonValue *entered;
  const AthPythonNativeClass *class;
  AthPythonFlow flow;

  if (item == node->with.items->length)
    return ath_python_execute (self, node->with.body);

  with_item = node->with.items->items[item];
  manager = ath_python_evaluate (self, with_item->with_item.context_expr);
  if (manager == NULL)
    return ATH_PYTHON_FLOW_FAILED;
  if (node->with.is_async)
    {
      ath_python_refuse (self, _("“async with” is not understood"));
      return ATH_PYTHON_FLOW_FAILED;
    }
  if (!ath_python_find_manager (self, manager, &class))
    return ATH_PYTHON_FLOW_FAILED;

  entered = class->enter (self, manager);
  if (entered == NULL)
    return ATH_PYTHON_FLOW_FAILED;
  if (with_item->with_item.optional_vars != NULL
      && !ath_python_assign (self, with_item->with_item.optional_vars, entered))
    flow = ATH_PYTHON_FLOW_FAILED;
  else
    flow = ath_python_execute_with (self, node, item + 1);

  return ath_python_leave_manager (self, class, manager, flow);
}

static AthPythonValue *
find_handled (AthPythonEvaluator *self)
{
  for (AthPythonFrame *frame = self->frame; frame != NULL; frame = frame->caller)
    if (frame->handled != NULL)
      return frame->handled;

  return NULL;
}

/**
 * ath_python_execute_raise:
 * @self: an evaluator
 * @node: a RAISE
 *
 * Returns: `FALSE`, after raising or refusing
 */
gboolean
ath_python_execute_raise (AthPythonEvaluator *self,
                          AthPythonNode      *node)
{
  const AthPythonArguments none = { 0 };
  AthPythonValue *exception;

  if (node->raise.exc == NULL)
    {
      exception = find_handled (self);
      if (exception == NULL)
        return ath_python_raise (self, &ath_python_runtime_error_class,
                                 "No active exception to reraise") != NULL;
      return ath_python_raise_value (self, exception) != NULL;
    }

  exception = ath_python_evaluate (self, node->raise.exc);
  if (exception == NULL)
    return FALSE;
  if (node->raise.cause != NULL && ath_python_evaluate (self, node->raise.cause) == NULL)
    return FALSE;
  if (is_exception_class (self, exception))
    exception = ath_python_call (self, exception, &none);
  if (exception == NULL)
    return FALSE;

  self->node = node;
  if (exception->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), exception->unresolved.name,
                              exception->unresolved.reason) != NULL;
  if (exception->type != ATH_PYTHON_TYPE_INSTANCE
      || !is_exception_class (self, exception->instance.class))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "exceptions must derive from BaseException") != NULL;

  return ath_python_raise_value (self, exception) != NULL;
}
