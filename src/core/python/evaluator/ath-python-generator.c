/* ath-python-generator.c: functions that yield
 *
 * The body of a generator is left in the middle and entered again, so its blocks
 * stand on a stack of their own instead of C's.  Only what holds a `yield` is
 * taken apart like that; all else runs as it does everywhere.
 *
 * A generator that is dropped half way is closed by Python at a moment of its
 * own, which shows only where a `try` or `with` is open.  That is understood for
 * context managers, which are always run to their end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-generator.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/types/ath-python-types.h"

typedef struct _Block Block;

/* What is left to do in a `try` once the current part has ended. */
typedef enum
{
  PART_BODY,
  PART_HANDLER,
  PART_ELSE,
  PART_FINALLY,
} Part;

/* An open block, or a list of statements in it. */
struct _Block
{
  Block                      *outer;
  AthPythonNode              *node;       /* (nullable): of a list */
  const AthPythonList        *list;       /* (nullable): of another */
  guint                       index;      /* of the next statement; of the item of a `with` */
  AthPythonValue             *iterator;   /* of a `for` */

  Part                        part;       /* of a `try` */
  AthPythonValue             *handled;    /* what was handled outside of it */
  AthPythonFlow               flow;       /* how it ended, while `finally` runs */
  AthPythonValue             *exception;
  AthPythonValue             *returned;
  const AthPythonNode        *raised_at;

  AthPythonValue             *manager;    /* of a `with` */
  const AthPythonNativeClass *class;
};

typedef struct
{
  AthPythonFunction *function;
  AthPythonFrame    *frame;
  Block             *block;      /* (nullable): the innermost one; NULL at the end */
  AthPythonNode     *target;     /* (nullable): what the last `yield` is assigned to */
  AthPythonValue    *delegate;   /* (nullable): what `yield from` asks */
  AthPythonValue    *yielded;    /* (nullable) */
  gboolean           is_running;
  gboolean           is_managed;
} Generator;

static Block *
push (AthPythonEvaluator  *self,
      Generator           *generator,
      AthPythonNode       *node,
      const AthPythonList *list)
{
  Block *block = ath_arena_new0 (self->arena, Block);

  block->outer = generator->block;
  block->node = node;
  block->list = list;
  generator->block = block;

  return block;
}

static void
pop (Generator *generator)
{
  generator->block = generator->block->outer;
}

static gboolean
find_yield_cb (AthPythonNode *node,
               gpointer       data)
{
  gboolean *found = data;

  if (node->kind == ATH_PYTHON_YIELD || node->kind == ATH_PYTHON_YIELD_FROM)
    *found = TRUE;
  if (node->kind == ATH_PYTHON_FUNCTION_DEF || node->kind == ATH_PYTHON_LAMBDA
      || node->kind == ATH_PYTHON_CLASS_DEF)
    return TRUE;

  return !*found && ath_python_node_visit_children (node, find_yield_cb, data);
}

static gboolean
holds_yield (AthPythonNode *node)
{
  gboolean found = FALSE;

  find_yield_cb (node, &found);

  return found;
}

/* `yield`, alone or assigned to a target. */
static AthPythonNode *
find_yield (AthPythonNode  *statement,
            AthPythonNode **target)
{
  AthPythonNode *value = NULL;

  *target = NULL;
  if (statement->kind == ATH_PYTHON_EXPR)
    value = statement->unary.value;
  else if (statement->kind == ATH_PYTHON_ASSIGN && statement->assign.targets->length == 1)
    {
      value = statement->assign.value;
      *target = statement->assign.targets->items[0];
    }
  if (value == NULL || (value->kind != ATH_PYTHON_YIELD && value->kind != ATH_PYTHON_YIELD_FROM))
    return NULL;
  if (value->unary.value != NULL && holds_yield (value->unary.value))
    return NULL;

  return value;
}

static AthPythonFlow
refuse_yield (AthPythonEvaluator *self)
{
  ath_python_refuse (self, _("“yield” here is not understood"));

  return ATH_PYTHON_FLOW_FAILED;
}

static AthPythonFlow
start_yield (AthPythonEvaluator *self,
             Generator          *generator,
             AthPythonNode      *yield,
             AthPythonNode      *target)
{
  AthPythonValue *value = ath_python_none ();

  if (yield->kind == ATH_PYTHON_YIELD_FROM && target != NULL)
    return refuse_yield (self);
  if (yield->unary.value != NULL)
    value = ath_python_evaluate (self, yield->unary.value);
  if (value == NULL)
    return ATH_PYTHON_FLOW_FAILED;

  if (yield->kind == ATH_PYTHON_YIELD_FROM)
    {
      generator->delegate = ath_python_iterate_in_order (self, value);
      return generator->delegate != NULL ? ATH_PYTHON_FLOW_NEXT : ATH_PYTHON_FLOW_FAILED;
    }
  generator->yielded = value;
  generator->target = target;

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_if (AthPythonEvaluator *self,
          Generator          *generator,
          AthPythonNode      *node)
{
  AthPythonValue *test = ath_python_evaluate (self, node->branch.test);
  gboolean truth;

  if (test == NULL || !ath_python_is_true (self, test, &truth))
    return ATH_PYTHON_FLOW_FAILED;
  push (self, generator, NULL, truth ? node->branch.body : node->branch.orelse);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_match (AthPythonEvaluator *self,
             Generator          *generator,
             AthPythonNode      *node)
{
  const AthPythonList *body;

  if (!ath_python_match (self, node, &body))
    return ATH_PYTHON_FLOW_FAILED;
  if (body != NULL)
    push (self, generator, NULL, body);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_for (AthPythonEvaluator *self,
           Generator          *generator,
           AthPythonNode      *node)
{
  AthPythonValue *iterable = NULL;
  AthPythonValue *iterator = NULL;

  if (node->for_.is_async)
    return refuse_yield (self);
  iterable = ath_python_evaluate (self, node->for_.iter);
  if (iterable != NULL)
    iterator = ath_python_iterate_in_order (self, iterable);
  if (iterator == NULL)
    return ATH_PYTHON_FLOW_FAILED;
  push (self, generator, node, NULL)->iterator = iterator;

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_try (AthPythonEvaluator *self,
           Generator          *generator,
           AthPythonNode      *node)
{
  if (!generator->is_managed)
    return refuse_yield (self);

  push (self, generator, node, NULL)->handled = self->frame->handled;
  self->frame->n_tries++;
  push (self, generator, NULL, node->try_.body);

  return ATH_PYTHON_FLOW_NEXT;
}

/* Enters the items of a `with` from @item on; each is a block of its own. */
static AthPythonFlow
start_with (AthPythonEvaluator *self,
            Generator          *generator,
            AthPythonNode      *node)
{
  if (!generator->is_managed || node->with.is_async)
    return refuse_yield (self);

  for (guint i = 0; i < node->with.items->length; i++)
    {
      AthPythonNode *item = node->with.items->items[i];
      AthPythonValue *entered;
      Block *block;
      AthPythonValue *manager = ath_python_evaluate (self, item->with_item.context_expr);
      const AthPythonNativeClass *class = NULL;

      if (manager == NULL || !ath_python_find_manager (self, manager, &class))
        return ATH_PYTHON_FLOW_FAILED;
      entered = class->enter (self, manager);
      if (entered == NULL)
        return ATH_PYTHON_FLOW_FAILED;

      block = push (self, generator, node, NULL);
      block->manager = manager;
      block->class = class;
      if (item->with_item.optional_vars != NULL
          && !ath_python_assign (self, item->with_item.optional_vars, entered))
        return ATH_PYTHON_FLOW_FAILED;
    }
  push (self, generator, NULL, node->with.body);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_statement (AthPythonEvaluator *self,
                 Generator          *generator,
                 AthPythonNode      *node)
{
  AthPythonNode *target;
  AthPythonNode *yield;

  self->node = node;
  if (!ath_python_step (self))
    return ATH_PYTHON_FLOW_FAILED;
  if (!holds_yield (node))
    return ath_python_execute_statement (self, node);

  yield = find_yield (node, &target);
  if (yield != NULL)
    return start_yield (self, generator, yield, target);

  switch ((guint) node->kind)
    {
    case ATH_PYTHON_IF:
      return holds_yield (node->branch.test) ? refuse_yield (self)
                                             : start_if (self, generator, node);

    case ATH_PYTHON_FOR:
      return holds_yield (node->for_.iter) ? refuse_yield (self)
                                           : start_for (self, generator, node);

    case ATH_PYTHON_WHILE:
      if (holds_yield (node->branch.test))
        return refuse_yield (self);
      push (self, generator, node, NULL);
      return ATH_PYTHON_FLOW_NEXT;

    case ATH_PYTHON_MATCH:
      return start_match (self, generator, node);

    case ATH_PYTHON_TRY:
      return start_try (self, generator, node);

    case ATH_PYTHON_WITH:
      return start_with (self, generator, node);

    default:
      return refuse_yield (self);
    }
}

/* A list of statements goes on, or ends as @flow says. */
static AthPythonFlow
continue_list (AthPythonEvaluator *self,
               Generator          *generator,
               AthPythonFlow       flow)
{
  Block *block = generator->block;

  if (flow == ATH_PYTHON_FLOW_NEXT && block->index < block->list->length)
    return start_statement (self, generator, block->list->items[block->index++]);
  pop (generator);

  return flow;
}

/* The body of a loop ended as @flow says: whether it is begun anew, with the next
 * item or because the test holds.
 */
static AthPythonFlow
continue_loop (AthPythonEvaluator *self,
               Generator          *generator,
               AthPythonFlow       flow)
{
  Block *block = generator->block;
  AthPythonNode *node = block->node;
  gboolean goes_on = FALSE;

  if (flow != ATH_PYTHON_FLOW_NEXT && flow != ATH_PYTHON_FLOW_CONTINUE)
    {
      pop (generator);
      return flow == ATH_PYTHON_FLOW_BREAK ? ATH_PYTHON_FLOW_NEXT : flow;
    }
  if (!ath_python_step (self))
    return ATH_PYTHON_FLOW_FAILED;

  if (block->iterator != NULL)
    {
      AthPythonValue *item = ath_python_next (self, block->iterator);

      goes_on = item != NULL;
      if ((item == NULL && ath_python_has_failed (self))
          || (item != NULL && !ath_python_assign (self, node->for_.target, item)))
        {
          pop (generator);
          return ATH_PYTHON_FLOW_FAILED;
        }
    }
  else
    {
      AthPythonValue *test = ath_python_evaluate (self, node->branch.test);

      if (test == NULL || !ath_python_is_true (self, test, &goes_on))
        {
          pop (generator);
          return ATH_PYTHON_FLOW_FAILED;
        }
    }

  if (!goes_on)
    pop (generator);
  if (node->kind == ATH_PYTHON_FOR)
    push (self, generator, NULL, goes_on ? node->for_.body : node->for_.orelse);
  else
    push (self, generator, NULL, goes_on ? node->branch.body : node->branch.orelse);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_finally (AthPythonEvaluator *self,
               Generator          *generator,
               AthPythonFlow       flow)
{
  Block *block = generator->block;

  self->frame->handled = block->handled;
  if (block->node->try_.finalbody->length == 0 || ath_python_is_refused (self))
    {
      pop (generator);
      return flow;
    }

  block->part = PART_FINALLY;
  block->flow = flow;
  block->exception = self->exception;
  block->returned = self->frame->returned;
  block->raised_at = self->node;
  self->exception = NULL;
  push (self, generator, NULL, block->node->try_.finalbody);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
start_handler (AthPythonEvaluator *self,
               Generator          *generator)
{
  Block *block = generator->block;
  AthPythonValue *exception = self->exception;
  AthPythonNode *handler = ath_python_find_handler (self, block->node);

  if (handler == NULL)
    return start_finally (self, generator, ATH_PYTHON_FLOW_FAILED);

  block->part = PART_HANDLER;
  self->frame->handled = exception;
  if (handler->except_handler.name != NULL)
    ath_python_assign_name (self, handler->except_handler.name, exception);
  push (self, generator, NULL, handler->except_handler.body);

  return ATH_PYTHON_FLOW_NEXT;
}

static AthPythonFlow
continue_try (AthPythonEvaluator *self,
              Generator          *generator,
              AthPythonFlow       flow)
{
  Block *block = generator->block;

  if (block->part == PART_FINALLY)
    {
      pop (generator);
      if (flow != ATH_PYTHON_FLOW_NEXT)
        return flow;
      self->exception = block->exception;
      self->frame->returned = block->returned;
      self->node = block->raised_at;
      return block->flow;
    }

  if (block->part == PART_BODY)
    {
      self->frame->n_tries--;
      if (flow == ATH_PYTHON_FLOW_FAILED && !ath_python_is_refused (self))
        return start_handler (self, generator);
      if (flow == ATH_PYTHON_FLOW_NEXT)
        {
          block->part = PART_ELSE;
          push (self, generator, NULL, block->node->try_.orelse);
          return flow;
        }
    }

  return start_finally (self, generator, flow);
}

static AthPythonFlow
continue_block (AthPythonEvaluator *self,
                Generator          *generator,
                AthPythonFlow       flow)
{
  Block *block = generator->block;

  if (block->list != NULL)
    return continue_list (self, generator, flow);
  if (block->node->kind == ATH_PYTHON_TRY)
    return continue_try (self, generator, flow);
  if (block->node->kind == ATH_PYTHON_WITH)
    {
      pop (generator);
      return ath_python_leave_manager (self, block->class, block->manager, flow);
    }

  return continue_loop (self, generator, flow);
}

/* The next item of `yield from`, or what comes behind it. */
static gboolean
ask_delegate (AthPythonEvaluator *self,
              Generator          *generator)
{
  if (generator->delegate == NULL)
    return TRUE;

  generator->yielded = ath_python_next (self, generator->delegate);
  if (generator->yielded == NULL)
    generator->delegate = NULL;

  return generator->yielded != NULL || !ath_python_has_failed (self);
}

static AthPythonFlow
run (AthPythonEvaluator *self,
     Generator          *generator,
     AthPythonFlow       flow)
{
  generator->yielded = NULL;
  if (flow == ATH_PYTHON_FLOW_NEXT && generator->target != NULL
      && !ath_python_assign (self, generator->target, ath_python_none ()))
    flow = ATH_PYTHON_FLOW_FAILED;
  generator->target = NULL;

  while (generator->block != NULL)
    {
      if (flow == ATH_PYTHON_FLOW_NEXT && !ask_delegate (self, generator))
        {
          generator->delegate = NULL;
          flow = ATH_PYTHON_FLOW_FAILED;
        }
      if (flow == ATH_PYTHON_FLOW_NEXT && generator->yielded != NULL)
        return flow;
      flow = continue_block (self, generator, flow);
    }

  return flow;
}

/* Goes on up to the next `yield`; NULL at the end and after a failure. */
static AthPythonValue *
resume (AthPythonEvaluator *self,
        Generator          *generator,
        AthPythonFlow       flow)
{
  const AthPythonNode *caller = self->node;
  AthPythonFrame *frame = self->frame;
  AthPythonValue *exception;

  if (generator->is_running)
    return ath_python_raise (self, &ath_python_value_error_class, "generator already executing");
  if (generator->block == NULL || !ath_python_enter (self))
    return NULL;

  generator->is_running = TRUE;
  generator->frame->caller = frame;
  self->frame = generator->frame;
  flow = run (self, generator, flow);
  self->frame = frame;
  generator->is_running = FALSE;
  ath_python_leave (self);

  if (flow == ATH_PYTHON_FLOW_FAILED)
    {
      generator->block = NULL;
      exception = ath_python_get_exception (self);
      if (exception != NULL
          && ath_python_is_instance_of (self, exception, &ath_python_stop_iteration_class))
        {
          ath_python_clear_exception (self);
          return ath_python_raise (self, &ath_python_runtime_error_class,
                                   "generator raised StopIteration");
        }
      return NULL;
    }
  self->node = caller;

  return generator->block != NULL ? generator->yielded : NULL;
}

static AthPythonValue *
next_yielded (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  return resume (evaluator, ath_python_iterator_get_data (self), ATH_PYTHON_FLOW_NEXT);
}

/**
 * ath_python_generator_new:
 * @evaluator: an evaluator
 * @function: a function with a `yield` in it
 * @frame: a frame with its parameters
 *
 * Returns: (transfer none): an iterator over what it yields
 */
AthPythonValue *
ath_python_generator_new (AthPythonEvaluator *evaluator,
                          AthPythonFunction  *function,
                          AthPythonFrame     *frame)
{
  Generator *generator = ath_arena_new0 (evaluator->arena, Generator);

  generator->function = function;
  generator->frame = frame;
  push (evaluator, generator, NULL, function->node->function_def.body);

  return ath_python_iterator_new (evaluator->arena, next_yielded, generator);
}

/**
 * ath_python_is_generator:
 * @value: a value
 *
 * Returns: whether @value came from ath_python_generator_new()
 */
gboolean
ath_python_is_generator (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_ITERATOR
         && ath_python_iterator_get_next (value->iterator) == next_yielded;
}

/**
 * ath_python_generator_manage:
 * @generator: a generator
 *
 * Says that @generator will be run to its end.
 */
void
ath_python_generator_manage (AthPythonValue *generator)
{
  Generator *self = ath_python_iterator_get_data (generator->iterator);

  self->is_managed = TRUE;
}

/**
 * ath_python_generator_throw:
 * @evaluator: an evaluator
 * @generator: a generator that stands at a `yield`
 * @exception: what that `yield` raises
 *
 * Returns: (transfer none) (nullable): what it yields next; `NULL` at its end,
 *   and after raising or refusing
 */
AthPythonValue *
ath_python_generator_throw (AthPythonEvaluator *evaluator,
                            AthPythonValue     *generator,
                            AthPythonValue     *exception)
{
  Generator *self = ath_python_iterator_get_data (generator->iterator);

  if (self->delegate != NULL)
    return ath_python_refuse (evaluator, _("“yield” here is not understood"));
  ath_python_raise_value (evaluator, exception);

  return resume (evaluator, self, ATH_PYTHON_FLOW_FAILED);
}
