/* ath-python-iterator.c: walking over values, and comprehensions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-methods-dict.h"
#include "python/types/ath-python-types.h"

/**
 * AthPythonIterator:
 * @next: see #AthPythonIteratorNext
 * @source: (nullable): what is walked over
 * @position: how far it is
 * @data: (nullable): for @next
 */
struct _AthPythonIterator
{
  AthPythonIteratorNext  next;
  AthPythonValue        *source;
  gint64                 position;
  gpointer               data;
};

/* A comprehension that is being run: one iterator for each `for`. */
typedef struct
{
  AthPythonFrame      *frame;
  AthPythonNode       *node;
  const AthPythonList *generators;
  AthPythonValue     **iterators; /* NULL for those that are not begun */
  guint                level;     /* the one that is asked next */
  gboolean             is_done;
} Comprehension;

/**
 * ath_python_iterator_new:
 * @arena: where it lives
 * @next: gives the next item, `NULL` at the end or after a failure
 * @data: for @next
 *
 * Returns: (transfer none): an iterator
 */
AthPythonValue *
ath_python_iterator_new (AthArena              *arena,
                         AthPythonIteratorNext  next,
                         gpointer               data)
{
  AthPythonValue *value = ath_arena_new0 (arena, AthPythonValue);

  value->type = ATH_PYTHON_TYPE_ITERATOR;
  value->iterator = ath_arena_new0 (arena, AthPythonIterator);
  value->iterator->next = next;
  value->iterator->data = data;

  return value;
}

/**
 * ath_python_iterator_get_next:
 * @self: an iterator
 *
 * Returns: what was given to ath_python_iterator_new()
 */
AthPythonIteratorNext
ath_python_iterator_get_next (AthPythonIterator *self)
{
  return self->next;
}

/**
 * ath_python_iterator_get_data:
 * @self: an iterator
 *
 * Returns: (transfer none): what was given to ath_python_iterator_new()
 */
gpointer
ath_python_iterator_get_data (AthPythonIterator *self)
{
  return self->data;
}

static AthPythonValue *
next_item (AthPythonEvaluator *evaluator,
           AthPythonIterator  *self)
{
  if (self->position >= self->source->sequence.length)
    return NULL;

  return self->source->sequence.items[self->position++];
}

static AthPythonValue *
next_char (AthPythonEvaluator *evaluator,
           AthPythonIterator  *self)
{
  const char *start = self->source->text.bytes + self->position;
  gsize length;

  if ((gsize) self->position >= self->source->text.length)
    return NULL;

  length = g_utf8_skip[*(const guchar *) start];
  self->position += length;

  return ath_python_str_new_len (evaluator->arena, start, length);
}

static AthPythonValue *
next_byte (AthPythonEvaluator *evaluator,
           AthPythonIterator  *self)
{
  if ((gsize) self->position >= self->source->text.length)
    return NULL;

  return ath_python_int_new (evaluator->arena,
                             (guchar) self->source->text.bytes[self->position++]);
}

static AthPythonValue *
next_number (AthPythonEvaluator *evaluator,
             AthPythonIterator  *self)
{
  AthPythonValue *range = self->source;
  gint64 number = self->position;

  if (range->range.step > 0 ? number >= range->range.stop : number <= range->range.stop)
    return NULL;
  if (__builtin_add_overflow (number, range->range.step, &self->position))
    self->position = range->range.stop;

  return ath_python_int_new (evaluator->arena, number);
}

static AthPythonValue *
iterate_with (AthPythonEvaluator    *self,
              AthPythonValue        *source,
              AthPythonIteratorNext  next,
              gint64                 position)
{
  AthPythonValue *value = ath_python_iterator_new (self->arena, next, NULL);

  value->iterator->source = source;
  value->iterator->position = position;

  return value;
}

static AthPythonValue *
iterate_host (AthPythonEvaluator *self,
              AthPythonValue     *value)
{
  const AthPythonNativeClass *class;

  for (class = value->host.class; class != NULL; class = class->base)
    if (class->iterate != NULL)
      {
        AthPythonValue *items = class->iterate (self, value);

        return items != NULL ? ath_python_iterate (self, items) : NULL;
      }

  return ath_python_refuse (self, _("Walking over %s is not understood"),
                            ath_python_describe (self, value));
}

/* Enum's members, for one. */
static AthPythonValue *
iterate_class (AthPythonEvaluator *self,
               AthPythonValue     *class)
{
  const AthPythonNativeClass *native = ath_python_class_get_native (class);

  if (native->iterate == NULL)
    return ath_python_raise (self, &ath_python_type_error_class, "'type' object is not iterable");

  class = native->iterate (self, class);

  return class != NULL ? ath_python_iterate (self, class) : NULL;
}

/**
 * ath_python_iterate:
 * @evaluator: an evaluator
 * @iterable: a value
 *
 * Returns: (transfer none) (nullable): an iterator over it, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_iterate (AthPythonEvaluator *evaluator,
                    AthPythonValue     *iterable)
{
  if (ath_python_has_special (iterable, "__iter__"))
    return ath_python_special_iterate (evaluator, iterable);
  iterable = ath_python_unwrap (iterable);

  switch ((guint) iterable->type)
    {
    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      return iterate_with (evaluator, iterable, next_item, 0);

    case ATH_PYTHON_TYPE_STR:
      return iterate_with (evaluator, iterable, next_char, 0);

    case ATH_PYTHON_TYPE_BYTES:
      return iterate_with (evaluator, iterable, next_byte, 0);

    case ATH_PYTHON_TYPE_DICT:
      return ath_python_dict_iterate (evaluator, iterable, &ath_python_dict_keys_class);

    case ATH_PYTHON_TYPE_SET:
    case ATH_PYTHON_TYPE_FROZENSET:
      return ath_python_set_iterate (evaluator, iterable);

    case ATH_PYTHON_TYPE_RANGE:
      return iterate_with (evaluator, iterable, next_number, iterable->range.start);

    case ATH_PYTHON_TYPE_ITERATOR:
      return iterable;

    case ATH_PYTHON_TYPE_HOST:
      return iterate_host (evaluator, iterable);

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      return iterate_class (evaluator, iterable);

    case ATH_PYTHON_TYPE_INSTANCE:
      return ath_python_special_iterate (evaluator, iterable);

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                                iterable->unresolved.name, iterable->unresolved.reason);

    default:
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "'%s' object is not iterable", ath_python_get_type_name (iterable));
    }
}

/**
 * ath_python_next:
 * @evaluator: an evaluator
 * @iterator: what ath_python_iterate() returned
 *
 * Returns: (transfer none) (nullable): the next item; `NULL` at the end, or
 *   after raising or refusing: ath_python_has_failed() tells
 */
AthPythonValue *
ath_python_next (AthPythonEvaluator *evaluator,
                 AthPythonValue     *iterator)
{
  AthPythonValue *item;

  if (!ath_python_descend (evaluator))
    return NULL;
  item = iterator->iterator->next (evaluator, iterator->iterator);
  ath_python_leave (evaluator);

  return item;
}

/**
 * ath_python_iterate_unordered:
 * @evaluator: an evaluator
 * @iterable: a value
 *
 * As ath_python_iterate(), for callers that give the same whichever order the
 * items come in.
 *
 * Returns: (transfer none) (nullable): an iterator over it, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_iterate_unordered (AthPythonEvaluator *evaluator,
                              AthPythonValue     *iterable)
{
  if (iterable->type == ATH_PYTHON_TYPE_SET || iterable->type == ATH_PYTHON_TYPE_FROZENSET)
    return ath_python_dict_iterate (evaluator, iterable, &ath_python_dict_keys_class);

  return ath_python_iterate (evaluator, iterable);
}

static AthPythonValue *
collect_items (AthPythonEvaluator *evaluator,
               AthPythonValue     *iterator)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *item;

  if (iterator == NULL)
    return NULL;
  while ((item = ath_python_next (evaluator, iterator)) != NULL)
    ath_python_list_append (evaluator->arena, list, item);

  return ath_python_has_failed (evaluator) ? NULL : list;
}

/**
 * ath_python_list_of:
 * @evaluator: an evaluator
 * @iterable: a value
 *
 * Returns: (transfer none) (nullable): a new list of what it yields, or `NULL`
 *   after raising or refusing
 */
AthPythonValue *
ath_python_list_of (AthPythonEvaluator *evaluator,
                    AthPythonValue     *iterable)
{
  return collect_items (evaluator, ath_python_iterate (evaluator, iterable));
}

/**
 * ath_python_list_unordered:
 * @evaluator: an evaluator
 * @iterable: a value
 *
 * Returns: (transfer none) (nullable): see ath_python_iterate_unordered(); a new
 *   list of all items
 */
AthPythonValue *
ath_python_list_unordered (AthPythonEvaluator *evaluator,
                           AthPythonValue     *iterable)
{
  return collect_items (evaluator, ath_python_iterate_unordered (evaluator, iterable));
}

/* Whether all of `if … if …` hold. */
static gboolean
conditions_hold (AthPythonEvaluator  *self,
                 const AthPythonList *conditions,
                 gboolean            *hold)
{
  *hold = TRUE;
  for (guint i = 0; *hold && i < conditions->length; i++)
    {
      AthPythonValue *value = ath_python_evaluate (self, conditions->items[i]);

      if (value == NULL || !ath_python_is_true (self, value, hold))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_iterate_in_order:
 * @evaluator: an evaluator
 * @iterable: what a loop walks over
 *
 * Walks over a value whose order shows in what the script does.  That of a set
 * of texts differs from run to run in Python.
 *
 * Returns: (transfer none) (nullable): an iterator, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_iterate_in_order (AthPythonEvaluator *evaluator,
                             AthPythonValue     *iterable)
{
  if ((iterable->type == ATH_PYTHON_TYPE_SET || iterable->type == ATH_PYTHON_TYPE_FROZENSET)
      && ath_python_dict_get_length (iterable->dict) > 1)
    return ath_python_refuse (evaluator, _("The order of a set is not the same in every run; "
                                           "“sorted ()” gives it one"));

  return ath_python_iterate (evaluator, iterable);
}

static gboolean
begin_level (AthPythonEvaluator *self,
             Comprehension      *comprehension)
{
  AthPythonNode *generator = comprehension->generators->items[comprehension->level];
  AthPythonValue *iterable = ath_python_evaluate (self, generator->comprehension.iter);

  if (iterable == NULL)
    return FALSE;
  comprehension->iterators[comprehension->level] = ath_python_iterate_in_order (self, iterable);

  return comprehension->iterators[comprehension->level] != NULL;
}

/* Goes on to the next combination of items: FALSE at the end or after a failure. */
static gboolean
advance (AthPythonEvaluator *self,
         Comprehension      *comprehension)
{
  while (!comprehension->is_done)
    {
      AthPythonNode *generator = comprehension->generators->items[comprehension->level];
      AthPythonValue *item;
      gboolean hold;

      if (comprehension->iterators[comprehension->level] == NULL
          && !begin_level (self, comprehension))
        return FALSE;

      item = ath_python_next (self, comprehension->iterators[comprehension->level]);
      if (item == NULL && ath_python_has_failed (self))
        return FALSE;
      if (item == NULL)
        {
          comprehension->iterators[comprehension->level] = NULL;
          comprehension->is_done = comprehension->level == 0;
          if (!comprehension->is_done)
            comprehension->level--;
          continue;
        }

      if (!ath_python_assign (self, generator->comprehension.target, item)
          || !conditions_hold (self, generator->comprehension.ifs, &hold))
        return FALSE;
      if (!hold)
        continue;
      if (comprehension->level + 1 == comprehension->generators->length)
        return TRUE;
      comprehension->level++;
    }

  return FALSE;
}

/* The first iterable is evaluated at once, in the block around. */
static Comprehension *
begin_comprehension (AthPythonEvaluator  *self,
                     AthPythonNode       *node,
                     const AthPythonList *generators,
                     AthPythonScope      *scope)
{
  Comprehension *comprehension = ath_arena_new0 (self->arena, Comprehension);
  AthPythonValue *iterable;

  for (guint i = 0; i < generators->length; i++)
    if (generators->items[i]->comprehension.is_async)
      return ath_python_refuse (self, _("“async for” is not understood"));

  comprehension->node = node;
  comprehension->generators = generators;
  comprehension->iterators = ath_arena_alloc (self->arena, sizeof (AthPythonValue *)
                                                           * generators->length);
  iterable = ath_python_evaluate (self, generators->items[0]->comprehension.iter);
  if (iterable == NULL)
    return NULL;
  comprehension->iterators[0] = ath_python_iterate (self, iterable);
  if (comprehension->iterators[0] == NULL)
    return NULL;

  comprehension->frame = ath_python_frame_push (self, self->frame->module, scope, self->frame);
  ath_python_frame_pop (self);

  return comprehension;
}

static void
enter_comprehension (AthPythonEvaluator *self,
                     Comprehension      *comprehension)
{
  comprehension->frame->caller = self->frame;
  self->frame = comprehension->frame;
}

static AthPythonValue *
next_generated (AthPythonEvaluator *evaluator,
                AthPythonIterator  *self)
{
  Comprehension *comprehension = self->data;
  const AthPythonNode *caller = evaluator->node;
  AthPythonValue *value = NULL;

  enter_comprehension (evaluator, comprehension);
  if (advance (evaluator, comprehension))
    value = ath_python_evaluate (evaluator, comprehension->node->comp.elt);
  ath_python_frame_pop (evaluator);
  if (!ath_python_has_failed (evaluator))
    evaluator->node = caller;

  return value;
}

static AthPythonValue *
collect (AthPythonEvaluator *self,
         Comprehension      *comprehension)
{
  AthPythonNode *node = comprehension->node;
  AthPythonValue *result = node->kind == ATH_PYTHON_LIST_COMP
                           ? ath_python_list_new (self->arena, NULL, 0)
                           : node->kind == ATH_PYTHON_SET_COMP
                             ? ath_python_set_new (self->arena, FALSE)
                             : ath_python_dict_value_new (self->arena);

  while (advance (self, comprehension))
    {
      AthPythonValue *key = ath_python_evaluate (self, node->kind == ATH_PYTHON_DICT_COMP
                                                       ? node->dict_comp.key : node->comp.elt);
      AthPythonValue *value = key;

      if (key != NULL && node->kind == ATH_PYTHON_DICT_COMP)
        value = ath_python_evaluate (self, node->dict_comp.value);
      if (value == NULL)
        return NULL;
      if (node->kind == ATH_PYTHON_LIST_COMP)
        ath_python_list_append (self->arena, result, value);
      else if (!ath_python_dict_set (result->dict, self, key, value))
        return NULL;
    }

  return ath_python_has_failed (self) ? NULL : result;
}

/**
 * ath_python_evaluate_comprehension:
 * @self: an evaluator
 * @node: a comprehension or a generator expression
 *
 * Returns: (transfer none) (nullable): the list, set or dict, or an iterator
 *   that evaluates as it is asked; `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_evaluate_comprehension (AthPythonEvaluator *self,
                                   AthPythonNode      *node)
{
  gboolean is_dict = node->kind == ATH_PYTHON_DICT_COMP;
  Comprehension *comprehension;
  AthPythonValue *result;

  comprehension = begin_comprehension (self, node,
                                       is_dict ? node->dict_comp.generators : node->comp.generators,
                                       is_dict ? node->dict_comp.scope : node->comp.scope);
  if (comprehension == NULL)
    return NULL;

  if (node->kind == ATH_PYTHON_GENERATOR_EXP)
    return ath_python_iterator_new (self->arena, next_generated, comprehension);

  enter_comprehension (self, comprehension);
  result = collect (self, comprehension);
  ath_python_frame_pop (self);

  return result;
}
