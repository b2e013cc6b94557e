/* ath-python-json-write.c: values as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/json/ath-python-json.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonEvaluator         *evaluator;
  const AthPythonJsonOptions *options;
  GString                    *json;
  guint                       level;
} Writer;

static gboolean append (Writer         *writer,
                        AthPythonValue *value);

static void
append_character (Writer   *writer,
                  gunichar  c)
{
  static const char escaped[] = "\"\\\n\r\t\b\f";
  static const char letters[] = "\"\\nrtbf";
  const char *found = c < 0x80 ? strchr (escaped, (int) c) : NULL;

  if (found != NULL && c != 0)
    g_string_append_printf (writer->json, "\\%c", letters[found - escaped]);
  else if (c < 0x20 || (c >= 0x7f && c < 0x10000 && !writer->options->keeps_unicode))
    g_string_append_printf (writer->json, "\\u%04x", c);
  else if (c >= 0x10000 && !writer->options->keeps_unicode)
    g_string_append_printf (writer->json, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
  else
    g_string_append_unichar (writer->json, c);
}

static void
append_text (Writer     *writer,
             const char *text)
{
  g_string_append_c (writer->json, '"');
  for (; *text != '\0'; text = g_utf8_next_char (text))
    append_character (writer, g_utf8_get_char (text));
  g_string_append_c (writer->json, '"');
}

/* What is no number in JSON has a name in Python's. */
static gboolean
append_float (Writer  *writer,
              double   number,
              GString *text)
{
  if (isfinite (number))
    {
      ath_python_append_float (number, text);
      return TRUE;
    }
  if (writer->options->forbids_nan)
    return ath_python_raise (writer->evaluator, &ath_python_value_error_class,
                             "Out of range float values are not JSON compliant") != NULL;
  g_string_append (text, isnan (number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity");

  return TRUE;
}

static void
begin_item (Writer   *writer,
            gboolean  is_first)
{
  const AthPythonJsonOptions *options = writer->options;

  if (!is_first)
    g_string_append (writer->json, options->item_separator != NULL ? options->item_separator
                                   : options->indent != NULL ? "," : ", ");
  if (options->indent == NULL)
    return;

  g_string_append_c (writer->json, '\n');
  for (guint i = 0; i < writer->level; i++)
    g_string_append (writer->json, options->indent);
}

static void
end_items (Writer *writer,
           char    close)
{
  writer->level--;
  if (writer->options->indent != NULL)
    begin_item (writer, TRUE);
  g_string_append_c (writer->json, close);
}

static gboolean
append_sequence (Writer         *writer,
                 AthPythonValue *list)
{
  if (list->sequence.length == 0)
    {
      g_string_append (writer->json, "[]");
      return TRUE;
    }
  if (!ath_python_descend (writer->evaluator))
    return FALSE;

  g_string_append_c (writer->json, '[');
  writer->level++;
  for (guint i = 0; i < list->sequence.length; i++)
    {
      begin_item (writer, i == 0);
      if (!append (writer, list->sequence.items[i]))
        return FALSE;
    }
  end_items (writer, ']');
  ath_python_leave (writer->evaluator);

  return TRUE;
}

/* A key that is no text becomes one; @is_skipped when it cannot. */
static gboolean
append_key (Writer         *writer,
            AthPythonValue *key,
            gboolean       *is_skipped)
{
  g_autoptr(GString) text = g_string_new (NULL);

  *is_skipped = FALSE;
  key = ath_python_unwrap (key);

  switch ((guint) key->type)
    {
    case ATH_PYTHON_TYPE_STR:
      g_string_append (text, key->text.bytes);
      break;

    case ATH_PYTHON_TYPE_NONE:
      g_string_append (text, "null");
      break;

    case ATH_PYTHON_TYPE_BOOL:
      g_string_append (text, key->integer != 0 ? "true" : "false");
      break;

    case ATH_PYTHON_TYPE_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, key->integer);
      break;

    case ATH_PYTHON_TYPE_FLOAT:
      if (!append_float (writer, key->number, text))
        return FALSE;
      break;

    default:
      *is_skipped = writer->options->skips_keys;
      if (*is_skipped)
        return TRUE;
      if (key->type == ATH_PYTHON_TYPE_UNRESOLVED)
        return ath_python_refuse_type (writer->evaluator, "json.dumps", key) != NULL;
      return ath_python_raise (writer->evaluator, &ath_python_type_error_class,
                               "keys must be str, int, float, bool or None, not %s",
                               ath_python_get_type_name (key)) != NULL;
    }
  append_text (writer, text->str);

  return TRUE;
}

/* The items as a list of pairs, sorted where that is wanted. */
static AthPythonValue *
list_items (Writer         *writer,
            AthPythonValue *dict)
{
  AthArena *arena = ath_python_get_arena (writer->evaluator);
  AthPythonValue *list = ath_python_list_new (arena, NULL, 0);
  AthPythonValue *pair[2];
  guint position = 0;

  while (ath_python_dict_next (dict->dict, &position, &pair[0], &pair[1]))
    ath_python_list_append (arena, list, ath_python_tuple_new (arena, pair, 2));
  if (writer->options->sorts_keys && !ath_python_sort (writer->evaluator, list, NULL, FALSE))
    return NULL;

  return list;
}

static gboolean
append_dict (Writer         *writer,
             AthPythonValue *dict)
{
  AthPythonValue *list = list_items (writer, dict);
  gboolean is_first = TRUE;
  gsize start;

  if (list == NULL)
    return FALSE;
  if (list->sequence.length == 0)
    {
      g_string_append (writer->json, "{}");
      return TRUE;
    }
  if (!ath_python_descend (writer->evaluator))
    return FALSE;

  g_string_append_c (writer->json, '{');
  writer->level++;
  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue **pair = list->sequence.items[i]->sequence.items;
      gboolean is_skipped;

      start = writer->json->len;
      begin_item (writer, is_first);
      if (!append_key (writer, pair[0], &is_skipped))
        return FALSE;
      if (is_skipped)
        {
          g_string_truncate (writer->json, start);
          continue;
        }
      is_first = FALSE;
      g_string_append (writer->json, writer->options->key_separator != NULL
                                     ? writer->options->key_separator : ": ");
      if (!append (writer, pair[1]))
        return FALSE;
    }
  end_items (writer, '}');
  ath_python_leave (writer->evaluator);

  return TRUE;
}

/* What is no JSON: `default=` may make something of it. */
static gboolean
append_other (Writer         *writer,
              AthPythonValue *value)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse_type (writer->evaluator, "json.dumps", value) != NULL;
  if (writer->options->fallback == NULL)
    return ath_python_raise (writer->evaluator, &ath_python_type_error_class,
                             "Object of type %s is not JSON serializable",
                             ath_python_get_type_name (value)) != NULL;

  if (!ath_python_descend (writer->evaluator))
    return FALSE;
  value = ath_python_call_simple (writer->evaluator, writer->options->fallback, &value, 1);
  if (value == NULL || !append (writer, value))
    return FALSE;
  ath_python_leave (writer->evaluator);

  return TRUE;
}

static gboolean
append (Writer         *writer,
        AthPythonValue *value)
{
  value = ath_python_unwrap (value);

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
      g_string_append (writer->json, "null");
      return TRUE;

    case ATH_PYTHON_TYPE_BOOL:
      g_string_append (writer->json, value->integer != 0 ? "true" : "false");
      return TRUE;

    case ATH_PYTHON_TYPE_INT:
      g_string_append_printf (writer->json, "%" G_GINT64_FORMAT, value->integer);
      return TRUE;

    case ATH_PYTHON_TYPE_FLOAT:
      return append_float (writer, value->number, writer->json);

    case ATH_PYTHON_TYPE_STR:
      append_text (writer, value->text.bytes);
      return TRUE;

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      return append_sequence (writer, value);

    case ATH_PYTHON_TYPE_DICT:
      return append_dict (writer, value);

    default:
      return append_other (writer, value);
    }
}

/**
 * ath_python_json_write:
 * @evaluator: an evaluator
 * @value: a value
 * @options: how it is to be written
 *
 * Returns: (transfer none) (nullable): `json.dumps (value, …)`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_json_write (AthPythonEvaluator         *evaluator,
                       AthPythonValue             *value,
                       const AthPythonJsonOptions *options)
{
  g_autoptr(GString) json = g_string_new (NULL);
  Writer writer = { evaluator, options, json, 0 };

  return append (&writer, value) ? ath_python_str_take (evaluator, json) : NULL;
}

/**
 * ath_python_json_dumps:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none) (nullable): `json.dumps (value)`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_json_dumps (AthPythonEvaluator *evaluator,
                       AthPythonValue     *value)
{
  const AthPythonJsonOptions options = { 0 };

  return ath_python_json_write (evaluator, value, &options);
}
