/* ath-python-methods.c: methods of the built-in types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/ath-python-types.h"

static const AthPythonParameter one_object[] = { { "object", ATH_PYTHON_PARAM_REQUIRED } };

static AthPythonValue *
list_append (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *item;

  if (!ath_python_arguments_bind (evaluator, "append", arguments, one_object, 1, &item))
    return NULL;
  ath_python_list_append (ath_python_get_arena (evaluator), self, item);

  return ath_python_none ();
}

static AthPythonValue *
str_join (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *iterable;
  AthPythonValue *list;

  if (!ath_python_arguments_bind (evaluator, "join", arguments, one_object, 1, &iterable))
    return NULL;
  list = ath_python_list_of (evaluator, iterable);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *item = ath_python_unwrap (list->sequence.items[i]);

      if (!ath_python_is_str (item))
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "sequence item %u: expected str instance, %s found", i,
                                 ath_python_get_type_name (item));
      if (i > 0)
        g_string_append_len (text, self->text.bytes, self->text.length);
      g_string_append_len (text, item->text.bytes, item->text.length);
    }

  return ath_python_str_new_len (ath_python_get_arena (evaluator), text->str, text->len);
}

static AthPythonValue *
dict_items (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list = ath_python_list_new (arena, NULL, 0);
  AthPythonValue *pair[2];
  guint position = 0;

  while (ath_python_dict_next (self->dict, &position, &pair[0], &pair[1]))
    ath_python_list_append (arena, list, ath_python_tuple_new (arena, pair, 2));

  return list;
}

const AthPythonNativeFunction ath_python_str_methods[] = {
  { "join", str_join, FALSE, FALSE },
  { NULL, NULL, FALSE, FALSE },
};

const AthPythonNativeFunction ath_python_bytes_methods[] = { { NULL, NULL, FALSE, FALSE } };
const AthPythonNativeFunction ath_python_int_methods[] = { { NULL, NULL, FALSE, FALSE } };
const AthPythonNativeFunction ath_python_float_methods[] = { { NULL, NULL, FALSE, FALSE } };
const AthPythonNativeFunction ath_python_tuple_methods[] = { { NULL, NULL, FALSE, FALSE } };

const AthPythonNativeFunction ath_python_list_methods[] = {
  { "append", list_append, FALSE, FALSE },
  { NULL, NULL, FALSE, FALSE },
};

const AthPythonNativeFunction ath_python_dict_methods[] = {
  { "items", dict_items, FALSE, FALSE },
  { NULL, NULL, FALSE, FALSE },
};

const AthPythonNativeFunction ath_python_set_methods[] = { { NULL, NULL, FALSE, FALSE } };
