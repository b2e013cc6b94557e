/* ath-python-text.c: str() and repr()
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/collections/ath-python-collections.h"
#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-types.h"

/**
 * ath_python_append_float:
 * @number: a number
 * @text: where it goes
 *
 * Writes @number as repr() does: the fewest digits that give it back.
 */
void
ath_python_append_float (double   number,
                         GString *text)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  const char *exponent;
  int power;

  if (isnan (number))
    {
      g_string_append (text, "nan");
      return;
    }
  if (isinf (number))
    {
      g_string_append (text, number < 0 ? "-inf" : "inf");
      return;
    }

  for (int precision = 0; precision < 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }

  exponent = strchr (digits, 'e');
  power = atoi (exponent + 1);
  if (power < -4 || power >= 16)
    {
      g_string_append_len (text, digits, exponent - digits);
      g_string_append_printf (text, "e%c%02d", power < 0 ? '-' : '+', abs (power));
      return;
    }

  {
    char format[8];
    int n_digits = (int) (exponent - digits) - (digits[0] == '-');
    int n_decimals = MAX (1, (n_digits > 1 ? n_digits - 1 : 1) - 1 - power);

    if (n_digits > 1)
      n_decimals = MAX (1, n_digits - 2 - power);
    else
      n_decimals = MAX (1, -power);
    g_snprintf (format, sizeof format, "%%.%df", n_decimals);
    g_ascii_formatd (digits, sizeof digits, format, number);
    g_string_append (text, digits);
  }
}

static void
append_escape (gunichar  c,
               GString  *text)
{
  if (c == '\n')
    g_string_append (text, "\\n");
  else if (c == '\r')
    g_string_append (text, "\\r");
  else if (c == '\t')
    g_string_append (text, "\\t");
  else if (c < 0x100)
    g_string_append_printf (text, "\\x%02x", c);
  else if (c < 0x10000)
    g_string_append_printf (text, "\\u%04x", c);
  else
    g_string_append_printf (text, "\\U%08x", c);
}

/* Single quotes, unless only double ones avoid escapes. */
static void
append_quoted (const AthPythonValue *value,
               GString              *text)
{
  gboolean is_bytes = value->type == ATH_PYTHON_TYPE_BYTES;
  gboolean has_single = memchr (value->text.bytes, '\'', value->text.length) != NULL;
  gboolean has_double = memchr (value->text.bytes, '"', value->text.length) != NULL;
  char quote = has_single && !has_double ? '"' : '\'';
  const char *end = value->text.bytes + value->text.length;

  if (is_bytes)
    g_string_append_c (text, 'b');
  g_string_append_c (text, quote);
  for (const char *at = value->text.bytes; at < end;)
    {
      gunichar c = is_bytes ? (guchar) *at : g_utf8_get_char (at);

      if (c == (guchar) quote || c == '\\')
        g_string_append_printf (text, "\\%c", (char) c);
      else if (is_bytes ? c < 0x20 || c >= 0x7f : !ath_python_char_is_printable (c))
        append_escape (c, text);
      else
        g_string_append_unichar (text, c);
      at = is_bytes ? at + 1 : g_utf8_next_char (at);
    }
  g_string_append_c (text, quote);
}

static gboolean
append_repr (AthPythonEvaluator *self,
             AthPythonValue     *value,
             GString            *text)
{
  AthPythonValue *repr = ath_python_repr (self, value);

  if (repr == NULL)
    return FALSE;
  g_string_append_len (text, repr->text.bytes, repr->text.length);

  return TRUE;
}

static gboolean
append_sequence (AthPythonEvaluator *self,
                 AthPythonValue     *value,
                 GString            *text)
{
  gboolean is_list = value->type == ATH_PYTHON_TYPE_LIST;

  g_string_append_c (text, is_list ? '[' : '(');
  for (guint i = 0; i < value->sequence.length; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      if (!append_repr (self, value->sequence.items[i], text))
        return FALSE;
    }
  if (!is_list && value->sequence.length == 1)
    g_string_append_c (text, ',');
  g_string_append_c (text, is_list ? ']' : ')');

  return TRUE;
}

static gboolean
append_dict (AthPythonEvaluator *self,
             AthPythonValue     *dict,
             GString            *text)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;
  const char *separator = "";

  g_string_append_c (text, '{');
  while (ath_python_dict_next (dict->dict, &position, &key, &value))
    {
      g_string_append (text, separator);
      separator = ", ";
      if (!append_repr (self, key, text))
        return FALSE;
      g_string_append (text, ": ");
      if (!append_repr (self, value, text))
        return FALSE;
    }
  g_string_append_c (text, '}');

  return TRUE;
}

static gboolean
append_set (AthPythonEvaluator *self,
            AthPythonValue     *set,
            GString            *text)
{
  gboolean is_frozen = set->type == ATH_PYTHON_TYPE_FROZENSET;
  AthPythonValue *list = ath_python_list_of (self, set);

  if (list == NULL)
    return FALSE;
  if (list->sequence.length == 0)
    {
      g_string_append (text, is_frozen ? "frozenset()" : "set()");
      return TRUE;
    }

  g_string_append (text, is_frozen ? "frozenset({" : "{");
  for (guint i = 0; i < list->sequence.length; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      if (!append_repr (self, list->sequence.items[i], text))
        return FALSE;
    }
  g_string_append (text, is_frozen ? "})" : "}");

  return TRUE;
}

static void
append_range (const AthPythonValue *value,
              GString              *text)
{
  g_string_append_printf (text, "range(%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT,
                          value->range.start, value->range.stop);
  if (value->range.step != 1)
    g_string_append_printf (text, ", %" G_GINT64_FORMAT, value->range.step);
  g_string_append_c (text, ')');
}

/* `ValueError('text')` */
static AthPythonValue *
exception_repr (AthPythonEvaluator *self,
                AthPythonValue     *value)
{
  AthPythonValue *arguments = ath_python_namespace_get (value->instance.attributes, "args");
  AthPythonValue *text = arguments != NULL ? ath_python_repr (self, arguments) : NULL;
  gsize length;

  if (text == NULL)
    return ath_python_refuse (self, _("repr() of %s is not understood"),
                              ath_python_describe (self, value));

  length = text->text.length;
  if (arguments->sequence.length == 1)
    length -= 2;
  else
    length -= 1;

  return ath_python_str_new (self->arena,
                             ath_arena_printf (self->arena, "%s%.*s)",
                                               ath_python_get_type_name (value), (int) length,
                                               text->text.bytes));
}

/* Exceptions and enumerations: a `__repr__` of the script is not what str() gives. */
static gboolean
has_native_str (AthPythonValue *value)
{
  const AthPythonNativeClass *class = ath_python_class_get_native (value->instance.class);

  for (; class != NULL; class = class->base)
    if (class->str != NULL)
      return TRUE;

  return FALSE;
}

static AthPythonValue *
object_text (AthPythonEvaluator *self,
             AthPythonValue     *value,
             gboolean            is_str)
{
  const AthPythonNativeClass *class;
  AthPythonValue *text = NULL;

  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    {
      if (is_str && ath_python_call_special_text (self, value, "__str__", &text))
        return text;
      if ((!is_str || !has_native_str (value))
          && ath_python_call_special_text (self, value, "__repr__", &text))
        return text;
    }

  class = value->type == ATH_PYTHON_TYPE_INSTANCE
          ? ath_python_class_get_native (value->instance.class)
          : ath_python_get_native_class (value);
  for (; class != NULL; class = class->base)
    {
      if (is_str && class->str != NULL)
        return class->str (self, value);
      if (class->repr != NULL)
        return class->repr (self, value);
    }
  if (value->type == ATH_PYTHON_TYPE_INSTANCE
      && ath_python_is_instance_of (self, value, &ath_python_base_exception_class))
    return exception_repr (self, value);
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);
  if (value->type == ATH_PYTHON_TYPE_NATIVE_CLASS
      && g_str_equal (value->native_class->module, "builtins")
      && !ath_python_is_vague (value->native_class))
    return ath_python_str_new (self->arena, ath_arena_printf (self->arena, "<class '%s'>",
                                                              value->native_class->name));

  return ath_python_refuse (self, _("%s as a text is not understood"),
                            ath_python_describe (self, value));
}

/**
 * ath_python_plain_repr:
 * @evaluator: an evaluator
 * @dict: a dict, or what is more than one
 *
 * Returns: (transfer none) (nullable): what repr() of a plain dict would be, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_plain_repr (AthPythonEvaluator *evaluator,
                       AthPythonValue     *dict)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean done;

  if (!ath_python_descend (evaluator))
    return NULL;
  done = append_dict (evaluator, dict, text);
  ath_python_leave (evaluator);

  return done ? ath_python_str_take (evaluator, text) : NULL;
}

/**
 * ath_python_repr:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none) (nullable): `repr (value)`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_repr (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean done = ath_python_descend (evaluator);

  if (!done)
    return NULL;

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
      g_string_append (text, "None");
      break;

    case ATH_PYTHON_TYPE_NOT_IMPLEMENTED:
      g_string_append (text, "NotImplemented");
      break;

    case ATH_PYTHON_TYPE_ELLIPSIS:
      g_string_append (text, "Ellipsis");
      break;

    case ATH_PYTHON_TYPE_BOOL:
      g_string_append (text, value->integer != 0 ? "True" : "False");
      break;

    case ATH_PYTHON_TYPE_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, value->integer);
      break;

    case ATH_PYTHON_TYPE_FLOAT:
      ath_python_append_float (value->number, text);
      break;

    case ATH_PYTHON_TYPE_STR:
    case ATH_PYTHON_TYPE_BYTES:
      append_quoted (value, text);
      break;

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      done = append_sequence (evaluator, value, text);
      break;

    case ATH_PYTHON_TYPE_DICT:
      if (ath_python_get_hooks (value) != NULL)
        {
          AthPythonValue *repr = ath_python_get_hooks (value)->repr (evaluator, value);

          ath_python_leave (evaluator);
          return repr;
        }
      done = append_dict (evaluator, value, text);
      break;

    case ATH_PYTHON_TYPE_SET:
    case ATH_PYTHON_TYPE_FROZENSET:
      done = append_set (evaluator, value, text);
      break;

    case ATH_PYTHON_TYPE_RANGE:
      append_range (value, text);
      break;

    default:
      ath_python_leave (evaluator);
      return object_text (evaluator, value, FALSE);
    }
  ath_python_leave (evaluator);

  return done ? ath_python_str_new_len (evaluator->arena, text->str, text->len) : NULL;
}

/**
 * ath_python_str:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none) (nullable): `str (value)`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_str (AthPythonEvaluator *evaluator,
                AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_STR)
    return value;
  if (value->type == ATH_PYTHON_TYPE_INSTANCE || value->type == ATH_PYTHON_TYPE_HOST
      || value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return object_text (evaluator, value, TRUE);

  return ath_python_repr (evaluator, value);
}

/**
 * ath_python_ascii:
 * @evaluator: an evaluator
 * @value: a value
 *
 * Returns: (transfer none) (nullable): `ascii (value)`: repr() with escapes for
 *   everything beyond ASCII, or `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_ascii (AthPythonEvaluator *evaluator,
                  AthPythonValue     *value)
{
  AthPythonValue *repr = ath_python_repr (evaluator, value);
  g_autoptr(GString) text = NULL;

  if (repr == NULL || g_str_is_ascii (repr->text.bytes))
    return repr;

  text = g_string_new (NULL);
  for (const char *at = repr->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      if ((guchar) *at < 128)
        g_string_append_c (text, *at);
      else
        append_escape (g_utf8_get_char (at), text);
    }

  return ath_python_str_take (evaluator, text);
}
