/* ath-python-methods-str-translate.c: str.translate and str.maketrans
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-types.h"

/* What the table says of a character: another one, a text, nothing. */
static gboolean
append_translated (AthPythonEvaluator *evaluator,
                   AthPythonValue     *table,
                   gunichar            c,
                   GString            *text)
{
  AthPythonValue *found;

  if (!ath_python_dict_get (table->dict, evaluator, ath_python_int_new (evaluator->arena, c),
                            &found))
    return FALSE;

  if (found == NULL)
    g_string_append_unichar (text, c);
  else if (ath_python_is_str (found))
    g_string_append_len (text, found->text.bytes, (gssize) found->text.length);
  else if (ath_python_is_int (found) && found->integer > 0 && found->integer <= 0x10ffff
           && g_unichar_validate ((gunichar) found->integer))
    g_string_append_unichar (text, (gunichar) found->integer);
  else if (!ath_python_is_none (found))
    return ath_python_refuse_type (evaluator, "translate", found) != NULL;

  return TRUE;
}

AthPythonValue *
ath_python_str_translate (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "table", ATH_PYTHON_PARAM_POSITIONAL } };
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *table;

  if (!ATH_PYTHON_BIND ("translate", parameters, &table))
    return NULL;
  if (table->type != ATH_PYTHON_TYPE_DICT || ath_python_get_hooks (table) != NULL)
    return ath_python_refuse_type (evaluator, "translate", table);

  for (const char *c = self->text.bytes; *c != '\0'; c = g_utf8_next_char (c))
    if (!append_translated (evaluator, table, g_utf8_get_char (c), text))
      return NULL;

  return ath_python_str_take (evaluator, text);
}

/* From a dict, whose keys may be characters. */
static AthPythonValue *
copy_table (AthPythonEvaluator *evaluator,
            AthPythonValue     *dict)
{
  AthPythonValue *table = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (dict->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse_type (evaluator, "maketrans", dict);
  while (ath_python_dict_next (dict->dict, &position, &key, &value))
    {
      if (ath_python_is_str (key) && ath_python_str_get_n_chars (key) == 1)
        key = ath_python_int_new (evaluator->arena, g_utf8_get_char (key->text.bytes));
      else if (!ath_python_is_int (key))
        return ath_python_refuse_type (evaluator, "maketrans", key);
      if (!ath_python_dict_set (table->dict, evaluator, key, value))
        return NULL;
    }

  return table;
}

AthPythonValue *
ath_python_str_maketrans (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "x", ATH_PYTHON_PARAM_POSITIONAL },
    { "y", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
    { "z", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *table = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *to;

  if (!ATH_PYTHON_BIND ("maketrans", parameters, values))
    return NULL;
  if (values[1] == NULL)
    return copy_table (evaluator, values[0]);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!ath_python_take_text (evaluator, values[i], &values[i]))
      return NULL;
  if (ath_python_str_get_n_chars (values[0]) != ath_python_str_get_n_chars (values[1]))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "the first two maketrans arguments must have equal length");

  to = values[1]->text.bytes;
  for (const char *c = values[0]->text.bytes; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!ath_python_dict_set (table->dict, evaluator,
                                ath_python_int_new (evaluator->arena, g_utf8_get_char (c)),
                                ath_python_int_new (evaluator->arena, g_utf8_get_char (to))))
        return NULL;
      to = g_utf8_next_char (to);
    }
  for (const char *c = values[2] != NULL ? values[2]->text.bytes : ""; *c != '\0';
       c = g_utf8_next_char (c))
    if (!ath_python_dict_set (table->dict, evaluator,
                              ath_python_int_new (evaluator->arena, g_utf8_get_char (c)),
                              ath_python_none ()))
      return NULL;

  return table;
}
