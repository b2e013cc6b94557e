/* ath-python-json.c: values as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-format.h"
#include "python/ath-python-types.h"

static void
append_character (gunichar  c,
                  GString  *json)
{
  switch (c)
    {
    case '"':
    case '\\':
      g_string_append_printf (json, "\\%c", (char) c);
      return;

    case '\n':
      g_string_append (json, "\\n");
      return;

    case '\r':
      g_string_append (json, "\\r");
      return;

    case '\t':
      g_string_append (json, "\\t");
      return;

    case '\b':
      g_string_append (json, "\\b");
      return;

    case '\f':
      g_string_append (json, "\\f");
      return;

    default:
      break;
    }

  if (c >= 0x10000)
    g_string_append_printf (json, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
  else if (c < 0x20 || c >= 0x7f)
    g_string_append_printf (json, c == 0x7f ? "\x7f" : "\\u%04x", c);
  else
    g_string_append_c (json, (char) c);
}

static void
append_text (const AthPythonValue *value,
             GString              *json)
{
  const char *end = value->text.bytes + value->text.length;

  g_string_append_c (json, '"');
  for (const char *c = value->text.bytes; c < end; c = g_utf8_next_char (c))
    append_character (g_utf8_get_char (c), json);
  g_string_append_c (json, '"');
}

/* Keys that are no text become one, as json.dumps() does. */
static gboolean
append_key (AthPythonEvaluator *self,
            AthPythonValue     *key,
            GString            *json)
{
  key = ath_python_unwrap (key);
  if (ath_python_is_str (key))
    append_text (key, json);
  else if (key->type == ATH_PYTHON_TYPE_INT)
    g_string_append_printf (json, "\"%" G_GINT64_FORMAT "\"", key->integer);
  else
    return ath_python_refuse (self, _("%s as a key of JSON is not understood"),
                              ath_python_get_type_name (key)) != NULL;

  return TRUE;
}

static gboolean
append (AthPythonEvaluator *self,
        AthPythonValue     *value,
        GString            *json)
{
  AthPythonValue *key;
  AthPythonValue *item;
  const char *separator = "";
  guint position = 0;

  value = ath_python_unwrap (value);

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
      g_string_append (json, "null");
      return TRUE;

    case ATH_PYTHON_TYPE_BOOL:
      g_string_append (json, value->integer != 0 ? "true" : "false");
      return TRUE;

    case ATH_PYTHON_TYPE_INT:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, value->integer);
      return TRUE;

    case ATH_PYTHON_TYPE_FLOAT:
      ath_python_append_float (value->number, json);
      return TRUE;

    case ATH_PYTHON_TYPE_STR:
      append_text (value, json);
      return TRUE;

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      if (!ath_python_enter (self))
        return FALSE;
      g_string_append_c (json, '[');
      for (guint i = 0; i < value->sequence.length; i++, separator = ", ")
        {
          g_string_append (json, separator);
          if (!append (self, value->sequence.items[i], json))
            return FALSE;
        }
      g_string_append_c (json, ']');
      ath_python_leave (self);
      return TRUE;

    case ATH_PYTHON_TYPE_DICT:
      if (!ath_python_enter (self))
        return FALSE;
      g_string_append_c (json, '{');
      for (; ath_python_dict_next (value->dict, &position, &key, &item); separator = ", ")
        {
          g_string_append (json, separator);
          if (!append_key (self, key, json))
            return FALSE;
          g_string_append (json, ": ");
          if (!append (self, item, json))
            return FALSE;
        }
      g_string_append_c (json, '}');
      ath_python_leave (self);
      return TRUE;

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (self, _("“%s” is needed here: %s"), value->unresolved.name,
                                value->unresolved.reason) != NULL;

    default:
      return ath_python_raise (self, &ath_python_type_error_class,
                               "Object of type %s is not JSON serializable",
                               ath_python_get_type_name (value)) != NULL;
    }
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
  g_autoptr(GString) json = g_string_new (NULL);

  return append (evaluator, value, json)
         ? ath_python_str_new_len (evaluator->arena, json->str, json->len) : NULL;
}
