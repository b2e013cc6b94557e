/* ath-python-json-read.c: JSON as values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/json/ath-python-json.h"
#include "python/types/ath-python-number.h"

typedef struct
{
  AthPythonEvaluator *evaluator;
  const char         *text;
  const char         *c;
} Reader;

static AthPythonValue *read_value (Reader *reader);

/* Raises what json.JSONDecodeError says, with its place. */
static AthPythonValue *
raise_at (Reader     *reader,
          const char *message,
          const char *at)
{
  const char *line_start = at;
  guint line = 1;
  glong offset = g_utf8_pointer_to_offset (reader->text, at);

  while (line_start > reader->text && line_start[-1] != '\n')
    line_start--;
  for (const char *c = reader->text; c < at; c++)
    line += *c == '\n';

  return ath_python_raise (reader->evaluator, &ath_python_json_decode_error_class,
                           "%s: line %u column %ld (char %ld)", message, line,
                           g_utf8_pointer_to_offset (line_start, at) + 1, offset);
}

static void
skip_blanks (Reader *reader)
{
  reader->c += strspn (reader->c, " \t\n\r");
}

static gboolean
read_hex (Reader   *reader,
          gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (reader->c[i]);

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + (guint) digit;
    }
  reader->c += 4;

  return TRUE;
}

/* Behind `\u`; two halves make one character. */
static gboolean
read_unicode (Reader     *reader,
              const char *start,
              GString    *text)
{
  gunichar unit;
  gunichar low;

  if (!read_hex (reader, &unit))
    return raise_at (reader, "Invalid \\uXXXX escape", start + 1) != NULL;

  if (unit >= 0xd800 && unit < 0xdc00 && reader->c[0] == '\\' && reader->c[1] == 'u')
    {
      reader->c += 2;
      if (!read_hex (reader, &low))
        return raise_at (reader, "Invalid \\uXXXX escape", reader->c - 1) != NULL;
      if (low >= 0xdc00 && low < 0xe000)
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  if (unit == 0 || !g_unichar_validate (unit))
    return ath_python_refuse (reader->evaluator, _("A text with a zero character or half a "
                                                   "character is not understood")) != NULL;
  g_string_append_unichar (text, unit);

  return TRUE;
}

static gboolean
read_escape (Reader  *reader,
             GString *text)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *start = reader->c;
  const char *found;

  reader->c++;
  if (*reader->c == 'u')
    {
      reader->c++;
      return read_unicode (reader, start, text);
    }
  found = *reader->c != '\0' ? strchr (letters, *reader->c) : NULL;
  if (found == NULL)
    return raise_at (reader, "Invalid \\escape", start) != NULL;
  g_string_append_c (text, values[found - letters]);
  reader->c++;

  return TRUE;
}

static AthPythonValue *
read_text (Reader *reader)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *start = reader->c++;

  for (;;)
    {
      guchar c = (guchar) *reader->c;

      if (c == '"')
        {
          reader->c++;
          return ath_python_str_take (reader->evaluator, text);
        }
      if (c == '\0')
        return raise_at (reader, "Unterminated string starting at", start);
      if (c < 0x20)
        return raise_at (reader, "Invalid control character at", reader->c);
      if (c == '\\')
        {
          if (!read_escape (reader, text))
            return NULL;
        }
      else
        g_string_append_c (text, *reader->c++);
    }
}

static AthPythonValue *
read_number (Reader *reader)
{
  AthArena *arena = ath_python_get_arena (reader->evaluator);
  const char *start = reader->c;
  const char *end = start + (*start == '-');
  gboolean is_int = TRUE;
  AthPythonValue *text;

  if (!g_ascii_isdigit (*end))
    return raise_at (reader, "Expecting value", start);
  end += *end == '0' ? 1 : strspn (end, "0123456789");
  if (*end == '.' && g_ascii_isdigit (end[1]))
    {
      is_int = FALSE;
      end += 1 + strspn (end + 1, "0123456789");
    }
  if (*end == 'e' || *end == 'E')
    {
      const char *digits = end + 1 + (end[1] == '+' || end[1] == '-');

      if (g_ascii_isdigit (*digits))
        {
          is_int = FALSE;
          end = digits + strspn (digits, "0123456789");
        }
    }
  reader->c = end;
  text = ath_python_str_new_len (arena, start, end - start);

  return is_int ? ath_python_parse_int (reader->evaluator, text, 10)
                : ath_python_parse_float (reader->evaluator, text);
}

static AthPythonValue *
read_array (Reader *reader)
{
  AthArena *arena = ath_python_get_arena (reader->evaluator);
  AthPythonValue *list = ath_python_list_new (arena, NULL, 0);

  reader->c++;
  skip_blanks (reader);
  if (*reader->c == ']')
    {
      reader->c++;
      return list;
    }

  for (;;)
    {
      AthPythonValue *item;

      skip_blanks (reader);
      item = read_value (reader);
      if (item == NULL)
        return NULL;
      ath_python_list_append (arena, list, item);
      skip_blanks (reader);
      if (*reader->c == ']')
        {
          reader->c++;
          return list;
        }
      if (*reader->c != ',')
        return raise_at (reader, "Expecting ',' delimiter", reader->c);
      reader->c++;
    }
}

static gboolean
read_member (Reader         *reader,
             AthPythonValue *dict)
{
  AthPythonValue *key;
  AthPythonValue *value;

  if (*reader->c != '"')
    return raise_at (reader, "Expecting property name enclosed in double quotes",
                     reader->c) != NULL;
  key = read_text (reader);
  if (key == NULL)
    return FALSE;
  skip_blanks (reader);
  if (*reader->c != ':')
    return raise_at (reader, "Expecting ':' delimiter", reader->c) != NULL;
  reader->c++;
  skip_blanks (reader);
  value = read_value (reader);

  return value != NULL && ath_python_dict_set (dict->dict, reader->evaluator, key, value);
}

static AthPythonValue *
read_object (Reader *reader)
{
  AthPythonValue *dict = ath_python_dict_value_new (ath_python_get_arena (reader->evaluator));

  reader->c++;
  skip_blanks (reader);
  if (*reader->c == '}')
    {
      reader->c++;
      return dict;
    }

  for (;;)
    {
      skip_blanks (reader);
      if (!read_member (reader, dict))
        return NULL;
      skip_blanks (reader);
      if (*reader->c == '}')
        {
          reader->c++;
          return dict;
        }
      if (*reader->c != ',')
        return raise_at (reader, "Expecting ',' delimiter", reader->c);
      reader->c++;
    }
}

/* `true`, and what is no JSON but read by Python. */
static AthPythonValue *
read_name (Reader *reader)
{
  static const struct
  {
    const char *name;
    double      number;
  } numbers[] = { { "NaN", NAN }, { "Infinity", INFINITY }, { "-Infinity", -INFINITY } };
  static const char *const names[] = { "null", "true", "false" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (reader->c, names[i]))
      {
        reader->c += strlen (names[i]);
        return i == 0 ? ath_python_none () : ath_python_bool (i == 1);
      }

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_has_prefix (reader->c, numbers[i].name))
      {
        reader->c += strlen (numbers[i].name);
        return ath_python_float_new (ath_python_get_arena (reader->evaluator), numbers[i].number);
      }

  return NULL;
}

static AthPythonValue *
read_value (Reader *reader)
{
  AthPythonValue *value;

  if (!ath_python_enter (reader->evaluator))
    return NULL;

  if (*reader->c == '"')
    value = read_text (reader);
  else if (*reader->c == '[')
    value = read_array (reader);
  else if (*reader->c == '{')
    value = read_object (reader);
  else
    {
      value = read_name (reader);
      if (value == NULL)
        value = read_number (reader);
    }
  ath_python_leave (reader->evaluator);

  return value;
}

/**
 * ath_python_json_read:
 * @evaluator: an evaluator
 * @text: a str
 *
 * Returns: (transfer none) (nullable): `json.loads (text)`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_json_read (AthPythonEvaluator *evaluator,
                      AthPythonValue     *text)
{
  Reader reader = { evaluator, text->text.bytes, text->text.bytes };
  AthPythonValue *value;

  skip_blanks (&reader);
  value = read_value (&reader);
  if (value == NULL)
    return NULL;
  skip_blanks (&reader);
  if (*reader.c != '\0')
    return raise_at (&reader, "Extra data", reader.c);

  return value;
}
