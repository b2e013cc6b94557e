/* ath-python-builtins-number.c: built-in functions of numbers and characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-format-spec.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_number[] = { { "number", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
builtin_abs (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *result;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("abs", one_number, &value))
    return NULL;
  if (ath_python_call_special (evaluator, value, "__abs__", NULL, 0, &result))
    return result;
  value = ath_python_unwrap (value);
  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    return ath_python_float_new (evaluator->arena, fabs (value->number));
  if (ath_python_is_int (value))
    return ath_python_unary (evaluator, value->integer < 0 ? ATH_PYTHON_USUB : ATH_PYTHON_UADD,
                             value);
  if (value->type == ATH_PYTHON_TYPE_HOST && value->host.class->unary != NULL)
    return ath_python_refuse_type (evaluator, "abs", value);
  if (ath_python_is_opaque (value))
    return ath_python_refuse_type (evaluator, "abs", value);

  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "bad operand type for abs(): '%s'", ath_python_get_type_name (value));
}

/* `0x2a` and its like. */
static AthPythonValue *
in_base (AthPythonEvaluator       *evaluator,
         const char               *name,
         const AthPythonArguments *arguments,
         char                      letter)
{
  const AthPythonFormatSpec spec = {
    .width = -1, .precision = -1, .is_alternate = TRUE, .type = letter
  };
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *value;
  gint64 number;

  if (!ATH_PYTHON_BIND (name, one_number, &value)
      || !ath_python_take_int (evaluator, value, &number)
      || !ath_python_format_int (evaluator, &spec, number, text))
    return NULL;

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
builtin_bin (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return in_base (evaluator, "bin", arguments, 'b');
}

static AthPythonValue *
builtin_oct (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return in_base (evaluator, "oct", arguments, 'o');
}

static AthPythonValue *
builtin_hex (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return in_base (evaluator, "hex", arguments, 'x');
}

static AthPythonValue *
builtin_chr (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *value;
  gint64 code;
  char text[6];

  if (!ATH_PYTHON_BIND ("chr", one_number, &value)
      || !ath_python_take_int (evaluator, value, &code))
    return NULL;
  if (code < G_MININT32 || code > G_MAXINT32)
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "Python int too large to convert to C int");
  if (code < 0 || code > 0x10ffff)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "chr() arg not in range(0x110000)");
  /* As with literals: no zero character, no halves. */
  if (code == 0 || !g_unichar_validate ((gunichar) code))
    return ath_python_refuse (evaluator, _("A text with a zero character or half a character is "
                                           "not understood"));

  return ath_python_str_new_len (evaluator->arena, text,
                                 g_unichar_to_utf8 ((gunichar) code, text));
}

static AthPythonValue *
builtin_ord (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("ord", one_number, &value))
    return NULL;
  value = ath_python_unwrap (value);
  if (value->type == ATH_PYTHON_TYPE_BYTES && value->text.length == 1)
    return ath_python_int_new (evaluator->arena, (guchar) value->text.bytes[0]);
  if (ath_python_is_opaque (value))
    return ath_python_refuse_type (evaluator, "ord", value);
  if (!ath_python_is_str (value) || ath_python_str_get_n_chars (value) != 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "ord() expected a character");

  return ath_python_int_new (evaluator->arena, g_utf8_get_char (value->text.bytes));
}

static gboolean
is_zero (const AthPythonValue *value)
{
  return ath_python_is_int (value) ? value->integer == 0
         : value->type == ATH_PYTHON_TYPE_FLOAT && fpclassify (value->number) == FP_ZERO;
}

static AthPythonValue *
builtin_divmod (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "a", ATH_PYTHON_PARAM_POSITIONAL },
    { "b", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *pair[2];

  if (!ATH_PYTHON_BIND ("divmod", parameters, values))
    return NULL;
  if (ath_python_is_opaque (values[0]) || ath_python_is_opaque (values[1]))
    return ath_python_refuse_type (evaluator, "divmod", values[0]);
  if (values[0]->type == ATH_PYTHON_TYPE_STR)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "unsupported operand type(s) for divmod()");

  if (is_zero (values[1]) && (values[0]->type == ATH_PYTHON_TYPE_FLOAT
                              || values[1]->type == ATH_PYTHON_TYPE_FLOAT)
      && (ath_python_is_int (values[0]) || values[0]->type == ATH_PYTHON_TYPE_FLOAT))
    return ath_python_raise (evaluator, &ath_python_zero_division_error_class, "float divmod()");

  pair[0] = ath_python_binary (evaluator, ATH_PYTHON_FLOOR_DIV, values[0], values[1]);
  if (pair[0] == NULL)
    return NULL;
  pair[1] = ath_python_binary (evaluator, ATH_PYTHON_MOD, values[0], values[1]);

  return pair[1] != NULL ? ath_python_tuple_new (evaluator->arena, pair, 2) : NULL;
}

static AthPythonValue *
builtin_pow (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "base", ATH_PYTHON_PARAM_REQUIRED },
    { "exp", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (arguments->n_positional == 3)
    return ath_python_refuse (evaluator, _("“%s ()” with three arguments is not understood"),
                              "pow");
  if (!ATH_PYTHON_BIND ("pow", parameters, values))
    return NULL;

  return ath_python_binary (evaluator, ATH_PYTHON_POW, values[0], values[1]);
}

/* To the nearest, halves to the even one. */
static AthPythonValue *
round_to_int (AthPythonEvaluator *evaluator,
              double              number)
{
  if (isnan (number))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "cannot convert float NaN to integer");
  if (isinf (number))
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "cannot convert float infinity to integer");
  number = rint (number);
  if (fabs (number) > 9e18)
    return ath_python_refuse (evaluator, _("A number becomes too large"));

  return ath_python_int_new (evaluator->arena, (gint64) number);
}

/* printf() rounds what the number really is, as Python does. */
static AthPythonValue *
round_float (AthPythonEvaluator *evaluator,
             double              number,
             gint64              n_digits)
{
  char format[16];
  char buffer[400];

  if (!isfinite (number))
    return ath_python_float_new (evaluator->arena, number);
  if (n_digits < 0 || n_digits > 22)
    return ath_python_refuse (evaluator, _("This round() is not understood"));

  g_snprintf (format, sizeof format, "%%.%df", (int) n_digits);
  g_ascii_formatd (buffer, sizeof buffer, format, number);

  return ath_python_float_new (evaluator->arena, g_ascii_strtod (buffer, NULL));
}

/* To a power of ten, halves to the even one. */
static AthPythonValue *
round_int (AthPythonEvaluator *evaluator,
           gint64              number,
           gint64              n_digits)
{
  gint64 power = 1;
  gint64 rest;
  gint64 quotient;

  for (gint64 i = n_digits; i < 0; i++)
    if (__builtin_mul_overflow (power, (gint64) 10, &power))
      return ath_python_refuse (evaluator, _("This round() is not understood"));

  quotient = number / power;
  rest = ABS (number % power);
  if (rest > power / 2 || (rest == power / 2 && power > 1 && quotient % 2 != 0))
    quotient += number < 0 ? -1 : 1;
  if (__builtin_mul_overflow (quotient, power, &number))
    return ath_python_refuse (evaluator, _("A number becomes too large"));

  return ath_python_int_new (evaluator->arena, number);
}

static AthPythonValue *
builtin_round (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "number", ATH_PYTHON_PARAM_REQUIRED },
    { "ndigits", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean has_digits;
  gint64 n_digits = 0;

  if (!ATH_PYTHON_BIND ("round", parameters, values))
    return NULL;
  has_digits = values[1] != NULL && !ath_python_is_none (values[1]);
  if (has_digits && !ath_python_take_int (evaluator, values[1], &n_digits))
    return NULL;

  values[0] = ath_python_unwrap (values[0]);
  if (values[0]->type == ATH_PYTHON_TYPE_FLOAT)
    return has_digits ? round_float (evaluator, values[0]->number, n_digits)
                      : round_to_int (evaluator, values[0]->number);
  if (ath_python_is_int (values[0]) && n_digits < 0)
    return round_int (evaluator, values[0]->integer, n_digits);
  if (ath_python_is_opaque (values[0]))
    return ath_python_refuse (evaluator, _("This round() is not understood"));
  if (!ath_python_is_int (values[0]))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "type %s doesn't define __round__ method",
                             ath_python_get_type_name (values[0]));

  return ath_python_int_new (evaluator->arena, values[0]->integer);
}

const AthPythonNativeFunction ath_python_abs_function = { "abs", builtin_abs };
const AthPythonNativeFunction ath_python_bin_function = { "bin", builtin_bin };
const AthPythonNativeFunction ath_python_chr_function = { "chr", builtin_chr };
const AthPythonNativeFunction ath_python_divmod_function = { "divmod", builtin_divmod };
const AthPythonNativeFunction ath_python_hex_function = { "hex", builtin_hex };
const AthPythonNativeFunction ath_python_oct_function = { "oct", builtin_oct };
const AthPythonNativeFunction ath_python_ord_function = { "ord", builtin_ord };
const AthPythonNativeFunction ath_python_pow_function = { "pow", builtin_pow };
const AthPythonNativeFunction ath_python_round_function = { "round", builtin_round };
