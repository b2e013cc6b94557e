/* ath-python-format-spec.c: what stands after the colon of a format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-format-spec.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-types.h"

#define MAX_WIDTH 100000
#define MAX_PRECISION 300

static gboolean
is_align (char c)
{
  return c == '<' || c == '>' || c == '=' || c == '^';
}

static gboolean
take_number (const char **c,
             int         *number,
             int          limit)
{
  gint64 value = 0;

  if (!g_ascii_isdigit (**c))
    return TRUE;

  for (; g_ascii_isdigit (**c); (*c)++)
    {
      value = value * 10 + (**c - '0');
      if (value > limit)
        return FALSE;
    }

  *number = (int) value;
  return TRUE;
}

/* The fill and its alignment, if any. */
static const char *
parse_align (const char          *c,
             AthPythonFormatSpec *spec)
{
  const char *second = *c != '\0' ? g_utf8_next_char (c) : c;

  if (*c != '\0' && is_align (*second))
    {
      spec->fill = g_utf8_get_char (c);
      spec->align = *second;
      return second + 1;
    }

  if (is_align (*c))
    spec->align = *c++;

  return c;
}

/**
 * ath_python_format_spec_parse:
 * @evaluator: an evaluator
 * @text: what stands after the colon
 * @spec: (out): what it says
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_format_spec_parse (AthPythonEvaluator  *evaluator,
                              const char          *text,
                              AthPythonFormatSpec *spec)
{
  const char *c;

  *spec = (AthPythonFormatSpec) { .width = -1, .precision = -1 };
  c = parse_align (text, spec);

  if (*c == '+' || *c == '-' || *c == ' ')
    spec->sign = *c++;
  if (*c == '#')
    {
      spec->is_alternate = TRUE;
      c++;
    }
  if (*c == '0' && spec->fill == 0)
    {
      spec->has_zero = spec->align == 0;
      spec->fill = '0';
      c++;
    }
  if (!take_number (&c, &spec->width, MAX_WIDTH))
    return ath_python_refuse (evaluator, _("The script takes too much memory")) != NULL;
  if (*c == ',' || *c == '_')
    spec->grouping = *c++;
  if (*c == '.')
    {
      c++;
      if (!g_ascii_isdigit (*c))
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "Format specifier missing precision") != NULL;
      if (!take_number (&c, &spec->precision, MAX_PRECISION))
        return ath_python_refuse (evaluator, _("The format “%s” is not understood"), text) != NULL;
    }
  if (*c != '\0')
    spec->type = *c++;

  /* Of a longer rest only the real Python knows what it says to it. */
  if (*c != '\0' || (spec->type != '\0' && !g_ascii_isalpha (spec->type) && spec->type != '%'))
    return ath_python_refuse (evaluator, _("The format “%s” is not understood"), text) != NULL;

  return TRUE;
}

static void
append_fill (GString  *text,
             gunichar  fill,
             int       n)
{
  for (int i = 0; i < n; i++)
    g_string_append_unichar (text, fill != 0 ? fill : ' ');
}

static void
append_aligned (const AthPythonFormatSpec *spec,
                char                       align,
                const char                *value,
                GString                   *text)
{
  int missing = MAX (0, spec->width - (int) g_utf8_strlen (value, -1));
  int before = align == '>' ? missing : align == '^' ? missing / 2 : 0;

  append_fill (text, spec->fill, before);
  g_string_append (text, value);
  append_fill (text, spec->fill, missing - before);
}

static gboolean
raise_type (AthPythonEvaluator        *evaluator,
            const AthPythonFormatSpec *spec,
            const char                *type_name)
{
  return ath_python_raise (evaluator, &ath_python_value_error_class,
                           "Unknown format code '%c' for object of type '%s'", spec->type,
                           type_name) != NULL;
}

/**
 * ath_python_format_text:
 * @evaluator: an evaluator
 * @spec: how it is formatted
 * @value: a text
 * @text: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_format_text (AthPythonEvaluator        *evaluator,
                        const AthPythonFormatSpec *spec,
                        const char                *value,
                        GString                   *text)
{
  g_autofree char *cut = NULL;

  if (spec->type != '\0' && spec->type != 's')
    return raise_type (evaluator, spec, "str");
  if (spec->sign != '\0')
    return ath_python_raise (evaluator, &ath_python_value_error_class, "%s",
                             spec->sign == ' ' ? "Space not allowed in string format specifier"
                             : "Sign not allowed in string format specifier") != NULL;
  if (spec->is_alternate)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Alternate form (#) not allowed in string format specifier") != NULL;
  if (spec->align == '=')
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "'=' alignment not allowed in string format specifier") != NULL;
  if (spec->grouping != '\0')
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Cannot specify '%c' with 's'.", spec->grouping) != NULL;
  /* Since Python 3.10 it fills, before it failed. */
  if (spec->has_zero && spec->width > 0)
    return ath_python_refuse (evaluator, _("A width that starts with 0, for a text, is not "
                                           "understood")) != NULL;

  if (spec->precision >= 0)
    value = cut = g_utf8_substring (value, 0, MIN (spec->precision, g_utf8_strlen (value, -1)));
  append_aligned (spec, spec->align != '\0' ? spec->align : '<', value, text);

  return TRUE;
}

/* Puts @separator between groups of @size digits. */
static void
group_digits (GString *digits,
              char     separator,
              gsize    size)
{
  for (gsize i = digits->len; i > size; i -= size)
    g_string_insert_c (digits, i - size, separator);
}

static gboolean
append_number (AthPythonEvaluator        *evaluator,
               const AthPythonFormatSpec *spec,
               gboolean                   is_negative,
               const char                *prefix,
               GString                   *digits,
               const char                *rest,
               GString                   *text)
{
  g_autoptr(GString) number = g_string_new (NULL);
  char align = spec->align != '\0' ? spec->align : '>';
  gboolean is_padded = spec->has_zero || align == '=';
  gboolean in_hex = strchr ("box", g_ascii_tolower (spec->type)) != NULL && spec->type != '\0';

  /* How zeros and groups go together is a science of its own. */
  if (spec->grouping != '\0' && is_padded && spec->width > 0)
    return ath_python_refuse (evaluator, _("A format with both zeros and groups of digits is not "
                                           "understood")) != NULL;
  if (spec->grouping != '\0')
    group_digits (digits, spec->grouping, in_hex ? 4 : 3);

  if (is_negative)
    g_string_append_c (number, '-');
  else if (spec->sign == '+' || spec->sign == ' ')
    g_string_append_c (number, spec->sign);
  g_string_append (number, prefix);

  if (is_padded)
    {
      int missing = spec->width - (int) (number->len + digits->len + strlen (rest));

      append_fill (number, spec->has_zero ? '0' : spec->fill, missing);
      g_string_append (number, digits->str);
      g_string_append (number, rest);
      g_string_append (text, number->str);
      return TRUE;
    }

  g_string_append (number, digits->str);
  g_string_append (number, rest);
  append_aligned (spec, align, number->str, text);

  return TRUE;
}

static void
append_digits (GString *digits,
               guint64  value,
               guint    base,
               gboolean is_upper)
{
  const char *letters = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char buffer[65];
  guint n = sizeof buffer;

  do
    {
      buffer[--n] = letters[value % base];
      value /= base;
    }
  while (value > 0);

  g_string_append_len (digits, buffer + n, sizeof buffer - n);
}

static gboolean
format_char (AthPythonEvaluator        *evaluator,
             const AthPythonFormatSpec *spec,
             gint64                     value,
             GString                   *text)
{
  char buffer[7] = { 0 };

  if (spec->sign != '\0' || spec->is_alternate || spec->precision >= 0 || spec->has_zero
      || spec->align == '=' || spec->grouping != '\0'
      || value <= 0 || value > 0x10ffff || !g_unichar_validate ((gunichar) value))
    return ath_python_refuse (evaluator, _("The format “%s” is not understood"), "c") != NULL;

  g_unichar_to_utf8 ((gunichar) value, buffer);
  append_aligned (spec, spec->align != '\0' ? spec->align : '<', buffer, text);

  return TRUE;
}

/**
 * ath_python_format_int:
 * @evaluator: an evaluator
 * @spec: how it is formatted
 * @value: a number
 * @text: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_format_int (AthPythonEvaluator        *evaluator,
                       const AthPythonFormatSpec *spec,
                       gint64                     value,
                       GString                   *text)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  char prefix[] = { '0', spec->type, '\0' };
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  guint base = 10;

  switch (spec->type)
    {
    case 'c':
      return format_char (evaluator, spec, value, text);

    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%':
      return ath_python_format_float (evaluator, spec, (double) value, text);

    case 'b':
      base = 2;
      break;

    case 'o':
      base = 8;
      break;

    case 'x': case 'X':
      base = 16;
      break;

    case 'd': case '\0':
      break;

    case 'n':
      return ath_python_refuse (evaluator, _("The format “%s” is not understood"), "n") != NULL;

    default:
      return raise_type (evaluator, spec, "int");
    }

  if (spec->precision >= 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Precision not allowed in integer format specifier") != NULL;
  if (spec->grouping == ',' && base != 10)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Cannot specify ',' with '%c'.", spec->type) != NULL;

  append_digits (digits, magnitude, base, spec->type == 'X');

  return append_number (evaluator, spec, value < 0, spec->is_alternate && base != 10 ? prefix : "",
                        digits, "", text);
}

/* Digits of @value in the form `%e`, and the power of ten of the first one. */
static char *
dup_scientific (double  value,
                int     precision,
                int    *power)
{
  char format[16];
  char *buffer = g_malloc (precision + 32);

  g_snprintf (format, sizeof format, "%%.%de", precision);
  g_ascii_formatd (buffer, precision + 32, format, value);
  *power = atoi (strchr (buffer, 'e') + 1);

  return buffer;
}

static char *
dup_fixed (double value,
           int    precision)
{
  char format[16];
  gsize size = 320 + precision + 8;
  char *buffer = g_malloc (size);

  g_snprintf (format, sizeof format, "%%.%df", precision);
  g_ascii_formatd (buffer, size, format, value);

  return buffer;
}

static void
strip_zeros (char *number)
{
  char *exponent = strchr (number, 'e');
  char *end = exponent != NULL ? exponent : number + strlen (number);
  char *last = end;

  if (memchr (number, '.', end - number) == NULL)
    return;
  while (last[-1] == '0')
    last--;
  if (last[-1] == '.')
    last--;

  memmove (last, end, strlen (end) + 1);
}

/* `%g`, or what a format without a letter gives: that always has a point. */
static char *
dup_general (double   value,
             int      precision,
             gboolean has_point)
{
  int power;
  char *number;

  precision = MAX (precision, 1);
  number = dup_scientific (value, precision - 1, &power);
  if (power >= -4 && power < precision - (has_point ? 1 : 0))
    {
      g_free (number);
      number = dup_fixed (value, precision - 1 - power);
      strip_zeros (number);
      if (has_point && strchr (number, '.') == NULL)
        {
          char *longer = g_strconcat (number, ".0", NULL);

          g_free (number);
          number = longer;
        }
      return number;
    }

  strip_zeros (number);
  return number;
}

static char *
dup_float (const AthPythonFormatSpec *spec,
           double                     value)
{
  int precision = spec->precision >= 0 ? spec->precision : 6;
  int power;

  switch (spec->type)
    {
    case 'e': case 'E':
      return dup_scientific (value, precision, &power);

    case 'f': case 'F':
      return dup_fixed (value, precision);

    case '%':
      return dup_fixed (value * 100, precision);

    case 'g': case 'G':
      return dup_general (value, precision, FALSE);

    default:
      if (spec->precision < 0)
        {
          GString *repr = g_string_new (NULL);

          ath_python_append_float (value, repr);
          return g_string_free (repr, FALSE);
        }
      return dup_general (value, spec->precision, TRUE);
    }
}

/**
 * ath_python_format_float:
 * @evaluator: an evaluator
 * @spec: how it is formatted
 * @value: a number
 * @text: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_format_float (AthPythonEvaluator        *evaluator,
                         const AthPythonFormatSpec *spec,
                         double                     value,
                         GString                   *text)
{
  gboolean is_negative = signbit (value) != 0 && !isnan (value);
  g_autofree char *number = NULL;
  g_autoptr(GString) digits = NULL;
  gsize n_digits;

  if (spec->type != '\0' && strchr ("eEfFgG%", spec->type) == NULL)
    return spec->type == 'n'
           ? ath_python_refuse (evaluator, _("The format “%s” is not understood"), "n") != NULL
           : raise_type (evaluator, spec, "float");
  if (spec->is_alternate || !isfinite (value))
    return ath_python_refuse (evaluator, _("This format of a number is not understood")) != NULL;

  number = dup_float (spec, fabs (value));
  if (spec->type == 'E' || spec->type == 'G')
    {
      char *upper = g_ascii_strup (number, -1);

      g_free (number);
      number = upper;
    }

  n_digits = strspn (number, "0123456789");
  digits = g_string_new_len (number, n_digits);
  if (spec->type == '%')
    {
      g_autofree char *rest = g_strconcat (number + n_digits, "%", NULL);

      return append_number (evaluator, spec, is_negative, "", digits, rest, text);
    }

  return append_number (evaluator, spec, is_negative, "", digits, number + n_digits, text);
}
