/* ath-python-format-braces.c: str.format() and str.format_map()
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonEvaluator       *evaluator;
  const AthPythonArguments *arguments;  /* (nullable): of format() */
  AthPythonValue           *mapping;    /* (nullable): of format_map() */
  guint                     n_automatic;
  gboolean                  is_manual;
} Braces;

static char *expand (Braces     *braces,
                     const char *template,
                     gsize       length,
                     guint       depth);

/* NULL, for functions that return a text. */
static char *
raise_value_error (Braces     *braces,
                   const char *message)
{
  ath_python_raise (braces->evaluator, &ath_python_value_error_class, "%s", message);

  return NULL;
}

static gboolean
is_number (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return length > 0 && length < 9;
}

static AthPythonValue *
get_positional (Braces *braces,
                guint   index)
{
  if (braces->arguments == NULL)
    {
      raise_value_error (braces, "Format string contains positional fields");
      return NULL;
    }
  if (index < braces->arguments->n_positional)
    return braces->arguments->positional[index];

  return ath_python_raise (braces->evaluator, &ath_python_index_error_class,
                           "Replacement index %u out of range for positional args tuple", index);
}

static AthPythonValue *
get_named (Braces     *braces,
           const char *name,
           gsize       length)
{
  AthPythonValue *key = ath_python_str_new_len (ath_python_get_arena (braces->evaluator), name,
                                                length);

  if (braces->mapping != NULL)
    return ath_python_get_item (braces->evaluator, braces->mapping, key);

  for (guint i = 0; i < braces->arguments->n_keywords; i++)
    if (g_str_equal (braces->arguments->keywords[i], key->text.bytes))
      return braces->arguments->keyword_values[i];

  return ath_python_raise_key_error (braces->evaluator, key);
}

/* What the name in front of dots and brackets stands for. */
static AthPythonValue *
get_first (Braces     *braces,
           const char *name,
           gsize       length)
{
  gboolean is_automatic = length == 0;

  if (!is_automatic && !is_number (name, length))
    return get_named (braces, name, length);

  if (is_automatic ? braces->is_manual : braces->n_automatic > 0)
    {
      raise_value_error (braces, is_automatic
                         ? "cannot switch from manual field specification to automatic field "
                           "numbering"
                         : "cannot switch from automatic field numbering to manual field "
                           "specification");
      return NULL;
    }
  if (is_automatic)
    return get_positional (braces, braces->n_automatic++);

  braces->is_manual = TRUE;
  return get_positional (braces, (guint) g_ascii_strtoull (name, NULL, 10));
}

/* `[key]`, a number or a text. */
static AthPythonValue *
get_element (Braces         *braces,
             AthPythonValue *value,
             const char     *key,
             gsize           length)
{
  AthArena *arena = ath_python_get_arena (braces->evaluator);

  if (length == 0)
    {
      raise_value_error (braces, "Empty attribute in format string");
      return NULL;
    }

  if (is_number (key, length))
    return ath_python_get_item (braces->evaluator, value,
                                ath_python_int_new (arena, g_ascii_strtoll (key, NULL, 10)));

  return ath_python_get_item (braces->evaluator, value,
                              ath_python_str_new_len (arena, key, length));
}

static AthPythonValue *
get_field (Braces     *braces,
           const char *name,
           gsize       length)
{
  const char *end = name + length;
  const char *c = name;
  AthPythonValue *value;

  while (c < end && *c != '.' && *c != '[')
    c++;
  value = get_first (braces, name, c - name);

  while (value != NULL && c < end)
    {
      const char *start = c + 1;
      gboolean is_element = *c == '[';

      for (c = start; c < end && (is_element ? *c != ']' : *c != '.' && *c != '[');)
        c++;
      if (is_element && c == end)
        {
          raise_value_error (braces, "Missing ']' in format string");
          return NULL;
        }
      if (is_element)
        value = get_element (braces, value, start, c++ - start);
      else if (c == start)
        {
          raise_value_error (braces, "Empty attribute in format string");
          return NULL;
        }
      else
        {
          g_autofree char *attribute = g_strndup (start, c - start);

          value = ath_python_get_attribute (braces->evaluator, value, attribute);
        }
      if (is_element && c < end && *c != '.' && *c != '[')
        {
          raise_value_error (braces, "Only '.' or '[' may follow ']' in format field specifier");
          return NULL;
        }
    }

  return value;
}

/* What stands between the braces: name, conversion, format. */
static AthPythonValue *
expand_field (Braces     *braces,
              const char *field,
              gsize       length,
              guint       depth)
{
  g_autofree char *specification = NULL;
  AthPythonValue *value;
  gsize name_length = 0;
  gboolean in_brackets = FALSE;
  char conversion = '\0';
  gsize rest;

  for (; name_length < length; name_length++)
    {
      char c = field[name_length];

      if (!in_brackets && (c == '!' || c == ':'))
        break;
      if (c == '{')
        return (AthPythonValue *) raise_value_error (braces, "unexpected '{' in field name");
      in_brackets = c == '[' || (in_brackets && c != ']');
    }

  rest = name_length;
  if (rest < length && field[rest] == '!')
    {
      if (rest + 1 == length)
        return (AthPythonValue *) raise_value_error (braces, "unmatched '{' in format spec");
      conversion = field[rest + 1];
      rest += 2;
      if (rest < length && field[rest] != ':')
        return (AthPythonValue *) raise_value_error (braces,
                                                     "expected ':' after conversion specifier");
    }

  value = get_field (braces, field, name_length);
  if (value != NULL)
    value = ath_python_format_convert (braces->evaluator, value, conversion);
  if (value == NULL)
    return NULL;

  specification = expand (braces, rest < length ? field + rest + 1 : "",
                          rest < length ? length - rest - 1 : 0, depth + 1);

  return specification != NULL ? ath_python_format (braces->evaluator, value, specification)
                               : NULL;
}

/* The brace that closes the field that begins at @start. */
static const char *
find_close (const char *start,
            const char *end)
{
  guint level = 1;

  for (const char *c = start; c < end; c++)
    {
      level += *c == '{' ? 1 : *c == '}' ? -1 : 0;
      if (level == 0)
        return c;
    }

  return NULL;
}

/* In a format specification braces cannot be doubled. */
static char *
expand (Braces     *braces,
        const char *template,
        gsize       length,
        guint       depth)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *end = template + length;

  if (depth > 2)
    return raise_value_error (braces, "Max string recursion exceeded");

  for (const char *c = template; c < end; c++)
    {
      AthPythonValue *part;
      const char *close;

      if (*c != '{' && *c != '}')
        {
          g_string_append_c (text, *c);
          continue;
        }
      if (c + 1 < end && c[1] == *c && depth == 0)
        {
          g_string_append_c (text, *c++);
          continue;
        }
      if (*c == '}')
        return raise_value_error (braces, "Single '}' encountered in format string");
      if (c + 1 == end)
        return raise_value_error (braces, "Single '{' encountered in format string");

      close = find_close (c + 1, end);
      if (close == NULL)
        return raise_value_error (braces, "expected '}' before end of string");
      part = expand_field (braces, c + 1, close - c - 1, depth);
      if (part == NULL)
        return NULL;
      g_string_append_len (text, part->text.bytes, part->text.length);
      c = close;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static AthPythonValue *
expand_all (Braces         *braces,
            AthPythonValue *template)
{
  g_autofree char *text = expand (braces, template->text.bytes, template->text.length, 0);

  return text != NULL ? ath_python_str_new (ath_python_get_arena (braces->evaluator), text) : NULL;
}

AthPythonValue *
ath_python_str_format (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  Braces braces = { .evaluator = evaluator, .arguments = arguments };

  return expand_all (&braces, self);
}

AthPythonValue *
ath_python_str_format_map (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "mapping", ATH_PYTHON_PARAM_POSITIONAL } };
  Braces braces = { .evaluator = evaluator };

  if (!ATH_PYTHON_BIND ("format_map", parameters, &braces.mapping))
    return NULL;

  return expand_all (&braces, self);
}
