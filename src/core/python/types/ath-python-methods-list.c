/* ath-python-methods-list.c: methods of list and tuple
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_object[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
list_append (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *item;

  if (!ATH_PYTHON_BIND ("append", one_object, &item))
    return NULL;
  ath_python_list_append (ath_python_get_arena (evaluator), self, item);

  return ath_python_none ();
}

static AthPythonValue *
list_extend (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("extend", one_object, &list))
    return NULL;
  list = ath_python_list_of (evaluator, list);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    ath_python_list_append (arena, self, list->sequence.items[i]);

  return ath_python_none ();
}

static AthPythonValue *
list_insert (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "index", ATH_PYTHON_PARAM_POSITIONAL },
    { "object", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gint64 length = self->sequence.length;
  gint64 index;

  if (!ATH_PYTHON_BIND ("insert", parameters, values)
      || !ath_python_take_int (evaluator, values[0], &index))
    return NULL;

  if (index < 0)
    index += length;
  ath_python_list_insert (ath_python_get_arena (evaluator), self,
                          (guint) CLAMP (index, 0, length), values[1]);

  return ath_python_none ();
}

/* Finds the first item between @start and @stop that is equal: -1 without one. */
static gboolean
find_item (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           AthPythonValue     *item,
           gint64              start,
           gint64              stop,
           gint64             *index)
{
  gint64 length = self->sequence.length;
  gboolean is_equal;

  start = start < 0 ? MAX (start + length, 0) : start;
  stop = stop < 0 ? stop + length : stop;

  for (*index = start; *index < MIN (stop, (gint64) self->sequence.length); (*index)++)
    {
      if (!ath_python_equal (evaluator, self->sequence.items[*index], item, &is_equal))
        return FALSE;
      if (is_equal)
        return TRUE;
    }

  *index = -1;
  return TRUE;
}

static AthPythonValue *
list_remove (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *item;
  gint64 index;

  if (!ATH_PYTHON_BIND ("remove", one_object, &item)
      || !find_item (evaluator, self, item, 0, G_MAXINT64, &index))
    return NULL;
  if (index < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "list.remove(x): x not in list");

  ath_python_list_remove (self, (guint) index, 1);
  return ath_python_none ();
}

static AthPythonValue *
list_pop (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "index", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *value;
  AthPythonValue *item;
  gint64 length = self->sequence.length;
  gint64 index = -1;

  if (!ATH_PYTHON_BIND ("pop", parameters, &value)
      || !ath_python_take_int (evaluator, value, &index))
    return NULL;
  if (length == 0)
    return ath_python_raise (evaluator, &ath_python_index_error_class, "pop from empty list");

  index = index < 0 ? index + length : index;
  if (index < 0 || index >= length)
    return ath_python_raise (evaluator, &ath_python_index_error_class, "pop index out of range");

  item = self->sequence.items[index];
  ath_python_list_remove (self, (guint) index, 1);

  return item;
}

static AthPythonValue *
list_clear (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "clear", arguments))
    return NULL;
  ath_python_list_remove (self, 0, self->sequence.length);

  return ath_python_none ();
}

static AthPythonValue *
list_copy (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "copy", arguments))
    return NULL;

  return ath_python_list_new (ath_python_get_arena (evaluator), self->sequence.items,
                              self->sequence.length);
}

static AthPythonValue *
list_reverse (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  guint length = self->sequence.length;

  if (!ath_python_take_none (evaluator, "reverse", arguments))
    return NULL;

  for (guint i = 0; i < length / 2; i++)
    {
      AthPythonValue *item = self->sequence.items[i];

      self->sequence.items[i] = self->sequence.items[length - 1 - i];
      self->sequence.items[length - 1 - i] = item;
    }

  return ath_python_none ();
}

static AthPythonValue *
list_sort (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_KEYWORD },
    { "reverse", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean is_reversed = FALSE;

  if (!ATH_PYTHON_BIND ("sort", parameters, values)
      || !ath_python_take_bool (evaluator, values[1], &is_reversed)
      || !ath_python_sort (evaluator, self, values[0], is_reversed))
    return NULL;

  return ath_python_none ();
}

static AthPythonValue *
sequence_count (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *item;
  gint64 n = 0;
  gboolean is_equal;

  if (!ATH_PYTHON_BIND ("count", one_object, &item))
    return NULL;

  for (guint i = 0; i < self->sequence.length; i++)
    {
      if (!ath_python_equal (evaluator, self->sequence.items[i], item, &is_equal))
        return NULL;
      n += is_equal;
    }

  return ath_python_int_new (ath_python_get_arena (evaluator), n);
}

static AthPythonValue *
sequence_index (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "value", ATH_PYTHON_PARAM_POSITIONAL },
    { "start", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
    { "stop", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *repr;
  gint64 start = 0;
  gint64 stop = G_MAXINT64;
  gint64 index;

  if (!ATH_PYTHON_BIND ("index", parameters, values)
      || !ath_python_take_int (evaluator, values[1], &start)
      || !ath_python_take_int (evaluator, values[2], &stop)
      || !find_item (evaluator, self, values[0], start, stop, &index))
    return NULL;
  if (index >= 0)
    return ath_python_int_new (ath_python_get_arena (evaluator), index);

  if (self->type == ATH_PYTHON_TYPE_TUPLE)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "tuple.index(x): x not in tuple");
  repr = ath_python_repr (evaluator, values[0]);

  return repr != NULL ? ath_python_raise (evaluator, &ath_python_value_error_class,
                                          "%s is not in list", repr->text.bytes) : NULL;
}

const AthPythonNativeFunction ath_python_list_methods[] = {
  { "append", list_append },
  { "clear", list_clear },
  { "copy", list_copy },
  { "count", sequence_count },
  { "extend", list_extend },
  { "index", sequence_index },
  { "insert", list_insert },
  { "pop", list_pop },
  { "remove", list_remove },
  { "reverse", list_reverse },
  { "sort", list_sort },
  { NULL },
};

const AthPythonNativeFunction ath_python_tuple_methods[] = {
  { "count", sequence_count },
  { "index", sequence_index },
  { NULL },
};
