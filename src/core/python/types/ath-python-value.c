/* ath-python-value.c: the values that an evaluated script computes with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/evaluator/ath-python-native.h"
#include "python/types/ath-python-value.h"

/* Never written to; the functions below hand them out as if they could be, so
 * that all values have one type.
 */
static const AthPythonValue none_value = { .type = ATH_PYTHON_TYPE_NONE };
static const AthPythonValue not_implemented_value = { .type = ATH_PYTHON_TYPE_NOT_IMPLEMENTED };
static const AthPythonValue ellipsis_value = { .type = ATH_PYTHON_TYPE_ELLIPSIS };
static const AthPythonValue true_value = { .type = ATH_PYTHON_TYPE_BOOL, .integer = 1 };
static const AthPythonValue false_value = { .type = ATH_PYTHON_TYPE_BOOL, .integer = 0 };

/**
 * ath_python_none:
 *
 * Returns: (transfer none): None
 */
AthPythonValue *
ath_python_none (void)
{
  return (AthPythonValue *) &none_value;
}

/**
 * ath_python_not_implemented:
 *
 * Returns: (transfer none): NotImplemented
 */
AthPythonValue *
ath_python_not_implemented (void)
{
  return (AthPythonValue *) &not_implemented_value;
}

/**
 * ath_python_ellipsis:
 *
 * Returns: (transfer none): Ellipsis
 */
AthPythonValue *
ath_python_ellipsis (void)
{
  return (AthPythonValue *) &ellipsis_value;
}

/**
 * ath_python_bool:
 * @truth: a truth value
 *
 * Returns: (transfer none): True or False
 */
AthPythonValue *
ath_python_bool (gboolean truth)
{
  return (AthPythonValue *) (truth ? &true_value : &false_value);
}

static AthPythonValue *
value_new (AthArena      *arena,
           AthPythonType  type)
{
  AthPythonValue *self = ath_arena_new0 (arena, AthPythonValue);

  self->type = type;

  return self;
}

/**
 * ath_python_int_new:
 * @arena: where it lives
 * @integer: its value
 *
 * Returns: (transfer none): an int
 */
AthPythonValue *
ath_python_int_new (AthArena *arena,
                    gint64    integer)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_INT);

  self->integer = integer;

  return self;
}

/**
 * ath_python_float_new:
 * @arena: where it lives
 * @number: its value
 *
 * Returns: (transfer none): a float
 */
AthPythonValue *
ath_python_float_new (AthArena *arena,
                      double    number)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_FLOAT);

  self->number = number;

  return self;
}

/**
 * ath_python_str_new:
 * @arena: where it lives
 * @text: UTF-8; copied
 *
 * Returns: (transfer none): a str
 */
AthPythonValue *
ath_python_str_new (AthArena   *arena,
                    const char *text)
{
  return ath_python_str_new_len (arena, text, strlen (text));
}

/**
 * ath_python_str_new_len:
 * @arena: where it lives
 * @text: UTF-8; copied
 * @length: in bytes
 *
 * Returns: (transfer none): a str
 */
AthPythonValue *
ath_python_str_new_len (AthArena   *arena,
                        const char *text,
                        gsize       length)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_STR);

  self->text.bytes = ath_arena_strndup (arena, text, length);
  self->text.length = length;

  return self;
}

/**
 * ath_python_bytes_new:
 * @arena: where it lives
 * @bytes: copied
 * @length: how many
 *
 * Returns: (transfer none): a bytes
 */
AthPythonValue *
ath_python_bytes_new (AthArena   *arena,
                      const char *bytes,
                      gsize       length)
{
  AthPythonValue *self = ath_python_str_new_len (arena, bytes, length);

  self->type = ATH_PYTHON_TYPE_BYTES;

  return self;
}

static AthPythonValue *
sequence_new (AthArena              *arena,
              AthPythonType          type,
              AthPythonValue *const *items,
              guint                  length)
{
  AthPythonValue *self = value_new (arena, type);

  self->sequence.items = ath_arena_alloc (arena, sizeof *items * MAX (length, 1));
  self->sequence.length = length;
  self->sequence.allocated = MAX (length, 1);
  if (length > 0)
    memcpy (self->sequence.items, items, sizeof *items * length);

  return self;
}

/**
 * ath_python_tuple_new:
 * @arena: where it lives
 * @items: (array length=length): copied
 * @length: how many
 *
 * Returns: (transfer none): a tuple
 */
AthPythonValue *
ath_python_tuple_new (AthArena              *arena,
                      AthPythonValue *const *items,
                      guint                  length)
{
  return sequence_new (arena, ATH_PYTHON_TYPE_TUPLE, items, length);
}

/**
 * ath_python_list_new:
 * @arena: where it lives
 * @items: (array length=length): copied
 * @length: how many
 *
 * Returns: (transfer none): a list
 */
AthPythonValue *
ath_python_list_new (AthArena              *arena,
                     AthPythonValue *const *items,
                     guint                  length)
{
  return sequence_new (arena, ATH_PYTHON_TYPE_LIST, items, length);
}

/**
 * ath_python_dict_value_new:
 * @arena: where it lives
 *
 * Returns: (transfer none): an empty dict
 */
AthPythonValue *
ath_python_dict_value_new (AthArena *arena)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_DICT);

  self->dict = ath_python_dict_new (arena);

  return self;
}

/**
 * ath_python_set_new:
 * @arena: where it lives
 * @is_frozen: whether it is a frozenset
 *
 * Returns: (transfer none): an empty set
 */
AthPythonValue *
ath_python_set_new (AthArena *arena,
                    gboolean  is_frozen)
{
  AthPythonValue *self = value_new (arena, is_frozen ? ATH_PYTHON_TYPE_FROZENSET
                                                     : ATH_PYTHON_TYPE_SET);

  self->dict = ath_python_dict_new (arena);

  return self;
}

/**
 * ath_python_range_new:
 * @arena: where it lives
 * @start: the first number
 * @stop: the first that is not in it
 * @step: not 0
 *
 * Returns: (transfer none): a range
 */
AthPythonValue *
ath_python_range_new (AthArena *arena,
                      gint64    start,
                      gint64    stop,
                      gint64    step)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_RANGE);

  self->range.start = start;
  self->range.stop = stop;
  self->range.step = step;

  return self;
}

/**
 * ath_python_range_get_length:
 * @range: a range
 *
 * Returns: how many numbers are in it
 */
gint64
ath_python_range_get_length (const AthPythonValue *range)
{
  gint64 step = range->range.step;
  guint64 distance;

  if (step > 0 ? range->range.start >= range->range.stop : range->range.start <= range->range.stop)
    return 0;

  distance = step > 0 ? (guint64) range->range.stop - (guint64) range->range.start
                      : (guint64) range->range.start - (guint64) range->range.stop;

  return (gint64) ((distance - 1) / (step > 0 ? (guint64) step : -(guint64) step)) + 1;
}

/**
 * ath_python_method_new:
 * @arena: where it lives
 * @self_value: the object
 * @function: a function
 *
 * Returns: (transfer none): @function, to be called with @self_value in front
 */
AthPythonValue *
ath_python_method_new (AthArena       *arena,
                       AthPythonValue *self_value,
                       AthPythonValue *function)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_METHOD);

  self->method.self = self_value;
  self->method.function = function;

  return self;
}

/**
 * ath_python_native_function_new:
 * @arena: where it lives
 * @function: outlives it
 *
 * Returns: (transfer none): a function written in C
 */
AthPythonValue *
ath_python_native_function_new (AthArena                      *arena,
                                const AthPythonNativeFunction *function)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_NATIVE_FUNCTION);

  self->native_function = function;

  return self;
}

/**
 * ath_python_native_class_value_new:
 * @arena: where it lives
 * @class: outlives it
 *
 * Returns: (transfer none): a class written in C
 */
AthPythonValue *
ath_python_native_class_value_new (AthArena                   *arena,
                                   const AthPythonNativeClass *class)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_NATIVE_CLASS);

  self->native_class = class;

  return self;
}

/**
 * ath_python_native_module_value_new:
 * @arena: where it lives
 * @module: outlives it
 *
 * Returns: (transfer none): a module written in C
 */
AthPythonValue *
ath_python_native_module_value_new (AthArena                    *arena,
                                    const AthPythonNativeModule *module)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_NATIVE_MODULE);

  self->native_module = module;

  return self;
}

/**
 * ath_python_instance_new:
 * @arena: where it lives
 * @class: a CLASS or NATIVE_CLASS
 *
 * Returns: (transfer none): an object without attributes
 */
AthPythonValue *
ath_python_instance_new (AthArena       *arena,
                         AthPythonValue *class)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_INSTANCE);

  self->instance.class = class;
  self->instance.attributes = ath_python_namespace_new (arena);

  return self;
}

/**
 * ath_python_host_new:
 * @arena: where it lives
 * @class: outlives it
 * @data: what only @class understands
 *
 * Returns: (transfer none): an object that only C looks into
 */
AthPythonValue *
ath_python_host_new (AthArena                   *arena,
                     const AthPythonNativeClass *class,
                     gpointer                    data)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_HOST);

  self->host.class = class;
  self->host.data = data;

  return self;
}

/**
 * ath_python_unresolved_new:
 * @arena: where it lives
 * @name: what was imported, dotted; copied
 * @reason: why it could not be followed, translated; copied
 *
 * Returns: (transfer none): a value that is refused when it is used
 */
AthPythonValue *
ath_python_unresolved_new (AthArena   *arena,
                           const char *name,
                           const char *reason)
{
  AthPythonValue *self = value_new (arena, ATH_PYTHON_TYPE_UNRESOLVED);

  self->unresolved.name = ath_arena_strdup (arena, name);
  self->unresolved.reason = ath_arena_strdup (arena, reason);

  return self;
}

static void
reserve (AthArena       *arena,
         AthPythonValue *list,
         guint           length)
{
  AthPythonValue **items;

  if (length <= list->sequence.allocated)
    return;

  list->sequence.allocated = MAX (length, list->sequence.allocated * 2);
  items = ath_arena_alloc (arena, sizeof *items * list->sequence.allocated);
  memcpy (items, list->sequence.items, sizeof *items * list->sequence.length);
  list->sequence.items = items;
}

/**
 * ath_python_list_append:
 * @arena: where the list lives
 * @list: a list
 * @item: what it gets
 */
void
ath_python_list_append (AthArena       *arena,
                        AthPythonValue *list,
                        AthPythonValue *item)
{
  reserve (arena, list, list->sequence.length + 1);
  list->sequence.items[list->sequence.length++] = item;
}

/**
 * ath_python_list_insert:
 * @arena: where the list lives
 * @list: a list
 * @index: from 0 to its length
 * @item: what stands there from now on
 */
void
ath_python_list_insert (AthArena       *arena,
                        AthPythonValue *list,
                        guint           index,
                        AthPythonValue *item)
{
  AthPythonValue **place;

  reserve (arena, list, list->sequence.length + 1);
  place = list->sequence.items + index;
  memmove (place + 1, place, sizeof *place * (list->sequence.length - index));
  *place = item;
  list->sequence.length++;
}

/**
 * ath_python_list_remove:
 * @list: a list
 * @index: of the first that goes
 * @n_items: how many go; all are there
 */
void
ath_python_list_remove (AthPythonValue *list,
                        guint           index,
                        guint           n_items)
{
  AthPythonValue **place = list->sequence.items + index;

  memmove (place, place + n_items, sizeof *place * (list->sequence.length - index - n_items));
  list->sequence.length -= n_items;
}

/**
 * ath_python_is_none:
 * @value: a value
 *
 * Returns: whether it is None
 */
gboolean
ath_python_is_none (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_NONE;
}

/**
 * ath_python_is_str:
 * @value: a value
 *
 * Returns: whether it is a str itself, not an object of a subclass
 */
gboolean
ath_python_is_str (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_STR;
}

/**
 * ath_python_is_sequence:
 * @value: a value
 *
 * Returns: whether it is a list or a tuple itself, not an object of a subclass
 */
gboolean
ath_python_is_sequence (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_LIST || value->type == ATH_PYTHON_TYPE_TUPLE;
}

/**
 * ath_python_is_int:
 * @value: a value
 *
 * Returns: whether it is an int or a bool
 */
gboolean
ath_python_is_int (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_INT || value->type == ATH_PYTHON_TYPE_BOOL;
}

/**
 * ath_python_is_callable:
 * @value: a value
 *
 * Returns: whether it is a function, a method or a class
 */
gboolean
ath_python_is_callable (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_FUNCTION || value->type == ATH_PYTHON_TYPE_NATIVE_FUNCTION
         || value->type == ATH_PYTHON_TYPE_METHOD || value->type == ATH_PYTHON_TYPE_CLASS
         || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS
         || (value->type == ATH_PYTHON_TYPE_HOST && value->host.class->call != NULL);
}

/**
 * ath_python_unwrap:
 * @value: a value
 *
 * Returns: (transfer none): the str, int, … that an object of a subclass of
 *   theirs holds (a member of `class Status (str, Enum)`), else @value
 */
AthPythonValue *
ath_python_unwrap (AthPythonValue *value)
{
  if (value->type == ATH_PYTHON_TYPE_INSTANCE && value->instance.primitive != NULL)
    return value->instance.primitive;

  return value;
}

/**
 * ath_python_host_get:
 * @value: a value
 * @class: a native class
 *
 * Returns: (nullable): the data of a host object of @class or of a class that
 *   is derived from it; `NULL` for any other value
 */
gpointer
ath_python_host_get (AthPythonValue             *value,
                     const AthPythonNativeClass *class)
{
  const AthPythonNativeClass *candidate;

  if (value->type != ATH_PYTHON_TYPE_HOST)
    return NULL;

  for (candidate = value->host.class; candidate != NULL; candidate = candidate->base)
    if (candidate == class)
      return value->host.data;

  return NULL;
}

/**
 * ath_python_str_get_n_chars:
 * @value: a str
 *
 * Returns: its length in characters
 */
gsize
ath_python_str_get_n_chars (const AthPythonValue *value)
{
  gsize n_chars = 0;

  /* Not g_utf8_strlen(): a str may hold a nul. */
  for (gsize i = 0; i < value->text.length; i++)
    n_chars += (value->text.bytes[i] & 0xC0) != 0x80;

  return n_chars;
}
