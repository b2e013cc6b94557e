/* ath-python-format-percent.c: `template % values`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-format-spec.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-number.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonEvaluator *evaluator;
  const char         *c;        /* the next character of the template */
  AthPythonValue     *values;
  guint               n_taken;
  GString            *text;
} Percent;

/* One `%…`: after the key, flags, width and precision. */
typedef struct
{
  AthPythonValue      *key;     /* (nullable) */
  AthPythonFormatSpec  spec;
  gboolean             is_left;
} Field;

static AthPythonValue *
raise_type_error (Percent    *percent,
                  const char *message)
{
  return ath_python_raise (percent->evaluator, &ath_python_type_error_class, "%s", message);
}

static AthPythonValue *
refuse_format (Percent *percent)
{
  return ath_python_refuse (percent->evaluator, _("The format “%s” is not understood"),
                            percent->c);
}

static AthPythonValue *
take_value (Percent *percent,
            Field   *field)
{
  if (field->key != NULL)
    return ath_python_get_item (percent->evaluator, percent->values, field->key);

  if (percent->values->type == ATH_PYTHON_TYPE_TUPLE)
    {
      if (percent->n_taken < percent->values->sequence.length)
        return percent->values->sequence.items[percent->n_taken++];
    }
  else if (percent->n_taken++ == 0)
    return percent->values;

  return raise_type_error (percent, "not enough arguments for format string");
}

/* `(name)`, with brackets inside. */
static gboolean
parse_key (Percent *percent,
           Field   *field)
{
  const char *start = percent->c + 1;
  const char *c = start;
  guint level = 1;

  if (*percent->c != '(')
    return TRUE;

  if (percent->values->type != ATH_PYTHON_TYPE_DICT)
    {
      if (ath_python_is_opaque (percent->values))
        return refuse_format (percent) != NULL;
      return raise_type_error (percent, "format requires a mapping") != NULL;
    }

  for (; *c != '\0' && level > 0; c++)
    level += *c == '(' ? 1 : *c == ')' ? -1 : 0;
  if (level > 0)
    return ath_python_raise (percent->evaluator, &ath_python_value_error_class,
                             "incomplete format key") != NULL;

  field->key = ath_python_str_new_len (ath_python_get_arena (percent->evaluator), start,
                                       c - 1 - start);
  percent->c = c;
  return TRUE;
}

static void
parse_flags (Percent *percent,
             Field   *field)
{
  for (;; percent->c++)
    {
      switch (*percent->c)
        {
        case '-':
          field->is_left = TRUE;
          break;

        case '+':
          field->spec.sign = '+';
          break;

        case ' ':
          if (field->spec.sign != '+')
            field->spec.sign = ' ';
          break;

        case '#':
          field->spec.is_alternate = TRUE;
          break;

        case '0':
          field->spec.has_zero = TRUE;
          break;

        default:
          return;
        }
    }
}

/* Digits, or `*` for a value of its own. */
static gboolean
parse_number (Percent *percent,
              int     *number)
{
  gint64 value = 0;

  if (*percent->c == '*')
    {
      Field none = { 0 };
      AthPythonValue *taken = take_value (percent, &none);

      if (taken == NULL)
        return FALSE;
      if (!ath_python_is_int (taken))
        return raise_type_error (percent, "* wants int") != NULL;
      if (taken->integer < 0 || taken->integer > 1000)
        return refuse_format (percent) != NULL;
      *number = (int) taken->integer;
      percent->c++;
      return TRUE;
    }

  for (; g_ascii_isdigit (*percent->c); percent->c++)
    {
      value = value * 10 + (*percent->c - '0');
      if (value > 1000)
        return refuse_format (percent) != NULL;
      *number = (int) value;
    }

  return TRUE;
}

static gboolean
parse_field (Percent *percent,
             Field   *field)
{
  *field = (Field) { .spec = { .width = -1, .precision = -1 } };

  if (!parse_key (percent, field))
    return FALSE;
  parse_flags (percent, field);
  if (!parse_number (percent, &field->spec.width))
    return FALSE;
  if (*percent->c == '.')
    {
      percent->c++;
      field->spec.precision = 0;
      if (!parse_number (percent, &field->spec.precision))
        return FALSE;
    }
  if (*percent->c == 'h' || *percent->c == 'l' || *percent->c == 'L')
    percent->c++;

  if (*percent->c == '\0')
    return ath_python_raise (percent->evaluator, &ath_python_value_error_class,
                             "incomplete format") != NULL;
  if (field->is_left)
    field->spec.has_zero = FALSE;
  field->spec.align = field->is_left ? '<' : '\0';

  return TRUE;
}

static gboolean
append_text (Percent *percent,
             Field   *field,
             char     letter)
{
  AthPythonValue *value = take_value (percent, field);

  if (value != NULL)
    value = ath_python_format_convert (percent->evaluator, value, letter);
  if (value == NULL)
    return FALSE;

  field->spec.align = field->is_left ? '<' : '>';
  field->spec.sign = '\0';
  field->spec.is_alternate = FALSE;
  field->spec.has_zero = FALSE;

  return ath_python_format_text (percent->evaluator, &field->spec, value->text.bytes,
                                 percent->text);
}

/* `%d` and its like; a precision is a least number of digits. */
static gboolean
append_int (Percent *percent,
            Field   *field,
            char     letter)
{
  AthPythonValue *value = take_value (percent, field);

  if (value == NULL)
    return FALSE;

  value = ath_python_unwrap (value);
  if (value->type == ATH_PYTHON_TYPE_FLOAT && letter == 'd')
    value = ath_python_truncate (percent->evaluator, value->number);
  if (value == NULL)
    return FALSE;
  if (ath_python_is_opaque (value))
    return refuse_format (percent) != NULL;
  if (!ath_python_is_int (value))
    return ath_python_raise (percent->evaluator, &ath_python_type_error_class,
                             letter == 'd' ? "%%%c format: a real number is required, not %s"
                                           : "%%%c format: an integer is required, not %s",
                             letter, ath_python_get_type_name (value)) != NULL;
  if (field->spec.precision >= 0)
    return refuse_format (percent) != NULL;

  field->spec.type = letter;
  return ath_python_format_int (percent->evaluator, &field->spec, value->integer, percent->text);
}

static gboolean
append_float (Percent *percent,
              Field   *field,
              char     letter)
{
  AthPythonValue *value = take_value (percent, field);
  double number = 0;

  if (value == NULL || !ath_python_take_float (percent->evaluator, value, &number))
    return FALSE;

  field->spec.type = letter;
  return ath_python_format_float (percent->evaluator, &field->spec, number, percent->text);
}

static gboolean
append_field (Percent *percent)
{
  char letter;
  Field field;

  if (*percent->c == '%')
    {
      g_string_append_c (percent->text, '%');
      return TRUE;
    }
  if (!parse_field (percent, &field))
    return FALSE;

  letter = *percent->c;
  switch (letter)
    {
    case 's': case 'r': case 'a':
      return append_text (percent, &field, letter);

    case 'd': case 'i': case 'u':
      return append_int (percent, &field, 'd');

    case 'o': case 'x': case 'X':
      return append_int (percent, &field, letter);

    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      return append_float (percent, &field, letter);

    case 'c':
      return refuse_format (percent) != NULL;

    default:
      if (take_value (percent, &field) == NULL)
        return FALSE;
      return ath_python_raise (percent->evaluator, &ath_python_value_error_class,
                               "unsupported format character '%.*s' (0x%x) at index %ld",
                               (int) (g_utf8_next_char (percent->c) - percent->c), percent->c,
                               g_utf8_get_char (percent->c), 0L) != NULL;
    }
}

/* Whether what is left over does not matter: only mappings may have more. */
static gboolean
may_be_left (const AthPythonValue *values)
{
  return values->type == ATH_PYTHON_TYPE_DICT || values->type == ATH_PYTHON_TYPE_LIST
         || values->type == ATH_PYTHON_TYPE_RANGE || values->type == ATH_PYTHON_TYPE_BYTES;
}

/**
 * ath_python_format_percent:
 * @evaluator: an evaluator
 * @template: a str
 * @values: a tuple, a dict, or one value
 *
 * Returns: (transfer none) (nullable): `template % values`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_format_percent (AthPythonEvaluator *evaluator,
                           AthPythonValue     *template,
                           AthPythonValue     *values)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_values = values->type == ATH_PYTHON_TYPE_TUPLE ? values->sequence.length : 1;
  Percent percent = {
    .evaluator = evaluator,
    .c = template->text.bytes,
    .values = values,
    .text = text,
  };

  for (; *percent.c != '\0'; percent.c++)
    {
      if (*percent.c != '%')
        {
          g_string_append_c (text, *percent.c);
          continue;
        }
      percent.c++;
      if (!append_field (&percent))
        return NULL;
    }

  if (percent.n_taken < n_values && !may_be_left (values))
    {
      if (ath_python_is_opaque (values))
        return ath_python_refuse_type (evaluator, "%", values);
      return raise_type_error (&percent,
                               "not all arguments converted during string formatting");
    }

  return ath_python_str_take (evaluator, text);
}
