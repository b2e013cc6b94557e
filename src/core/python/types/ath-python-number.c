/* ath-python-number.c: arithmetic and texts of numbers, as Python does them
 *
 * Integers that do not fit 64 bits are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-number.h"
#include "python/types/ath-python-types.h"

/* Integers up to here are floats exactly. */
#define MAX_EXACT ((gint64) 1 << 53)

static AthPythonValue *
refuse_overflow (AthPythonEvaluator *evaluator)
{
  return ath_python_refuse (evaluator, _("A number becomes too large"));
}

static AthPythonValue *
raise_division (AthPythonEvaluator *evaluator,
                const char         *message)
{
  return ath_python_raise (evaluator, &ath_python_zero_division_error_class, "%s", message);
}

/* Python rounds towards minus infinity, C towards zero. */
static gint64
floor_divide (gint64 a,
              gint64 b)
{
  gint64 quotient = a / b;

  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static AthPythonValue *
int_power (AthPythonEvaluator *evaluator,
           gint64              base,
           gint64              exponent)
{
  gint64 result = 1;

  if (exponent < 0)
    return ath_python_float_binary (evaluator, ATH_PYTHON_POW, (double) base, (double) exponent);

  while (exponent > 0)
    {
      if ((exponent & 1) != 0 && __builtin_mul_overflow (result, base, &result))
        return refuse_overflow (evaluator);
      exponent >>= 1;
      if (exponent > 0 && __builtin_mul_overflow (base, base, &base))
        return refuse_overflow (evaluator);
    }

  return ath_python_int_new (ath_python_get_arena (evaluator), result);
}

static AthPythonValue *
int_shift (AthPythonEvaluator *evaluator,
           AthPythonOperator   op,
           gint64              a,
           gint64              b)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  gint64 result;

  if (b < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "negative shift count");
  if (op == ATH_PYTHON_RSHIFT)
    return ath_python_int_new (arena, b > 63 ? (a < 0 ? -1 : 0) : a >> b);
  if (a == 0)
    return ath_python_int_new (arena, 0);
  if (b > 62 || __builtin_mul_overflow (a, (gint64) 1 << b, &result))
    return refuse_overflow (evaluator);

  return ath_python_int_new (arena, result);
}

/* `/`, `//` and `%` of integers. */
static AthPythonValue *
int_divide (AthPythonEvaluator *evaluator,
            AthPythonOperator   op,
            gint64              a,
            gint64              b)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  if (b == 0)
    return raise_division (evaluator, op == ATH_PYTHON_DIV ? "division by zero"
                                      : op == ATH_PYTHON_MOD ? "integer modulo by zero"
                                      : "integer division or modulo by zero");
  if (op == ATH_PYTHON_DIV)
    {
      if (a > MAX_EXACT || a < -MAX_EXACT || b > MAX_EXACT || b < -MAX_EXACT)
        return refuse_overflow (evaluator);
      return ath_python_float_new (arena, (double) a / (double) b);
    }
  if (b == -1)
    {
      if (op == ATH_PYTHON_MOD)
        return ath_python_int_new (arena, 0);
      return a == G_MININT64 ? refuse_overflow (evaluator) : ath_python_int_new (arena, -a);
    }
  if (op == ATH_PYTHON_FLOOR_DIV)
    return ath_python_int_new (arena, floor_divide (a, b));

  return ath_python_int_new (arena, a - floor_divide (a, b) * b);
}

/**
 * ath_python_int_binary:
 * @evaluator: an evaluator
 * @op: an operator of two operands
 * @a: the left one
 * @b: the right one
 *
 * Returns: (transfer none) (nullable): the result, NotImplemented, or `NULL`
 *   after raising or refusing
 */
AthPythonValue *
ath_python_int_binary (AthPythonEvaluator *evaluator,
                       AthPythonOperator   op,
                       gint64              a,
                       gint64              b)
{
  gboolean overflows = FALSE;
  gint64 result = 0;

  switch ((guint) op)
    {
    case ATH_PYTHON_ADD:
      overflows = __builtin_add_overflow (a, b, &result);
      break;

    case ATH_PYTHON_SUB:
      overflows = __builtin_sub_overflow (a, b, &result);
      break;

    case ATH_PYTHON_MULT:
      overflows = __builtin_mul_overflow (a, b, &result);
      break;

    case ATH_PYTHON_DIV:
    case ATH_PYTHON_FLOOR_DIV:
    case ATH_PYTHON_MOD:
      return int_divide (evaluator, op, a, b);

    case ATH_PYTHON_POW:
      return int_power (evaluator, a, b);

    case ATH_PYTHON_LSHIFT:
    case ATH_PYTHON_RSHIFT:
      return int_shift (evaluator, op, a, b);

    case ATH_PYTHON_BIT_OR:
      result = a | b;
      break;

    case ATH_PYTHON_BIT_XOR:
      result = a ^ b;
      break;

    case ATH_PYTHON_BIT_AND:
      result = a & b;
      break;

    default:
      return ath_python_not_implemented ();
    }

  return overflows ? refuse_overflow (evaluator)
                   : ath_python_int_new (ath_python_get_arena (evaluator), result);
}

/* Quotient and rest that fit together, the rest with the sign of @b. */
static void
float_divmod (double  a,
              double  b,
              double *quotient,
              double *rest)
{
  double mod = fmod (a, b);
  double div = (a - mod) / b;

  if (mod != 0)
    {
      if ((b < 0) != (mod < 0))
        {
          mod += b;
          div -= 1;
        }
    }
  else
    mod = copysign (0, b);

  *rest = mod;
  *quotient = floor (div);
  if (div - *quotient > 0.5)
    *quotient += 1;
  if (div == 0)
    *quotient = copysign (0, a / b);
}

static AthPythonValue *
float_power (AthPythonEvaluator *evaluator,
             double              a,
             double              b)
{
  double result;

  if (a == 0 && b < 0 && isfinite (b))
    return raise_division (evaluator, "0.0 cannot be raised to a negative power");
  if (a < 0 && isfinite (a) && isfinite (b) && floor (b) != b)
    return ath_python_refuse (evaluator, _("A complex number is not understood"));

  result = pow (a, b);
  if (isinf (result) && isfinite (a) && isfinite (b))
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "(34, 'Numerical result out of range')");

  return ath_python_float_new (ath_python_get_arena (evaluator), result);
}

/**
 * ath_python_float_binary:
 * @evaluator: an evaluator
 * @op: an operator of two operands
 * @a: the left one
 * @b: the right one
 *
 * Returns: (transfer none) (nullable): the result, NotImplemented, or `NULL`
 *   after raising or refusing
 */
AthPythonValue *
ath_python_float_binary (AthPythonEvaluator *evaluator,
                         AthPythonOperator   op,
                         double              a,
                         double              b)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  double quotient, rest;

  switch ((guint) op)
    {
    case ATH_PYTHON_ADD:
      return ath_python_float_new (arena, a + b);

    case ATH_PYTHON_SUB:
      return ath_python_float_new (arena, a - b);

    case ATH_PYTHON_MULT:
      return ath_python_float_new (arena, a * b);

    case ATH_PYTHON_POW:
      return float_power (evaluator, a, b);

    case ATH_PYTHON_DIV:
    case ATH_PYTHON_FLOOR_DIV:
    case ATH_PYTHON_MOD:
      if (b == 0)
        return raise_division (evaluator, op == ATH_PYTHON_DIV ? "float division by zero"
                                          : op == ATH_PYTHON_MOD ? "float modulo"
                                          : "float floor division by zero");
      if (op == ATH_PYTHON_DIV)
        return ath_python_float_new (arena, a / b);
      float_divmod (a, b, &quotient, &rest);
      return ath_python_float_new (arena, op == ATH_PYTHON_MOD ? rest : quotient);

    default:
      return ath_python_not_implemented ();
    }
}

/**
 * ath_python_truncate:
 * @evaluator: an evaluator
 * @number: a float
 *
 * Returns: (transfer none) (nullable): `int (number)`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_truncate (AthPythonEvaluator *evaluator,
                     double              number)
{
  if (isnan (number))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "cannot convert float NaN to integer");
  if (isinf (number))
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "cannot convert float infinity to integer");
  if (number <= -0x1p63 || number >= 0x1p63)
    return refuse_overflow (evaluator);

  return ath_python_int_new (ath_python_get_arena (evaluator), (gint64) number);
}

/* Without the blanks around it.  Digits beyond ASCII are numbers too, but not
 * here: then NULL, after refusing.
 */
static char *
dup_stripped (AthPythonEvaluator *evaluator,
              AthPythonValue     *text,
              const char         *function)
{
  const char *start = text->text.bytes;
  const char *end = start + text->text.length;

  while (start < end && ath_python_char_is_space (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (start < end && ath_python_char_is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  for (const char *c = start; c < end; c = g_utf8_next_char (c))
    if (g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_DECIMAL_NUMBER && (guchar) *c >= 128)
      return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), function,
                                text->text.bytes);

  return g_strndup (start, end - start);
}

static AthPythonValue *
raise_literal (AthPythonEvaluator *evaluator,
               AthPythonValue     *text,
               const char         *message)
{
  AthPythonValue *repr = ath_python_repr (evaluator, text);

  return repr != NULL ? ath_python_raise (evaluator, &ath_python_value_error_class, "%s: %s",
                                          message, repr->text.bytes) : NULL;
}

/* Skips the sign and the prefix that goes with @base, which 0 leaves to it. */
static const char *
skip_prefix (const char *digits,
             gboolean   *is_negative,
             gint64     *base)
{
  static const struct
  {
    char   letter;
    gint64 base;
  } prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };

  *is_negative = *digits == '-';
  if (*digits == '-' || *digits == '+')
    digits++;

  for (guint i = 0; *digits == '0' && i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_tolower (digits[1]) == prefixes[i].letter
        && (*base == 0 || *base == prefixes[i].base))
      {
        *base = prefixes[i].base;
        digits += 2;
        return *digits == '_' ? digits + 1 : digits;
      }

  /* In base 0, as in code, only zero starts with zeros. */
  if (*base == 0)
    *base = *digits == '0' && strspn (digits, "0_") < strlen (digits) ? -1 : 10;

  return digits;
}

/* -1 where @c is no digit of @base. */
static int
digit_value (char   c,
             gint64 base)
{
  int value = -1;

  if (g_ascii_isdigit (c))
    value = c - '0';
  else if (g_ascii_isalpha (c))
    value = g_ascii_tolower (c) - 'a' + 10;

  return value < base ? value : -1;
}

/**
 * ath_python_parse_int:
 * @evaluator: an evaluator
 * @text: a str
 * @base: its base
 *
 * Returns: (transfer none) (nullable): `int (text, base)`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_parse_int (AthPythonEvaluator *evaluator,
                      AthPythonValue     *text,
                      gint64              base)
{
  g_autofree char *stripped = dup_stripped (evaluator, text, "int");
  g_autofree char *message = NULL;
  gint64 actual = base;
  gint64 result = 0;
  gboolean overflows = FALSE;
  gboolean is_negative;
  const char *c;
  char last = '_';

  if (stripped == NULL)
    return NULL;
  if (base != 0 && (base < 2 || base > 36))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "int() base must be >= 2 and <= 36, or 0");

  for (c = skip_prefix (stripped, &is_negative, &actual); *c != '\0'; last = *c++)
    {
      int digit = digit_value (*c, actual);

      if (*c == '_' && last != '_')
        continue;
      if (digit < 0)
        break;
      overflows = overflows || __builtin_mul_overflow (result, actual, &result)
                  || __builtin_sub_overflow (result, (gint64) digit, &result);
    }

  message = g_strdup_printf ("invalid literal for int() with base %" G_GINT64_FORMAT, base);
  if (*c != '\0' || last == '_')
    return raise_literal (evaluator, text, message);
  if (overflows || (!is_negative && result == G_MININT64))
    return refuse_overflow (evaluator);

  return ath_python_int_new (ath_python_get_arena (evaluator), is_negative ? result : -result);
}

/* Takes single underscores between digits out of @number; FALSE for others. */
static gboolean
remove_underscores (char *number)
{
  char *to = number;

  for (const char *c = number; *c != '\0'; c++)
    {
      if (*c != '_')
        *to++ = *c;
      else if (c == number || !g_ascii_isdigit (c[-1]) || !g_ascii_isdigit (c[1]))
        return FALSE;
    }
  *to = '\0';

  return TRUE;
}

static gboolean
is_float_name (const char *number)
{
  static const char *const names[] = { "inf", "infinity", "nan", NULL };
  g_autofree char *lower = g_ascii_strdown (*number == '-' || *number == '+' ? number + 1 : number,
                                            -1);

  return g_strv_contains (names, lower);
}

/**
 * ath_python_parse_float:
 * @evaluator: an evaluator
 * @text: a str
 *
 * Returns: (transfer none) (nullable): `float (text)`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_parse_float (AthPythonEvaluator *evaluator,
                        AthPythonValue     *text)
{
  g_autofree char *number = dup_stripped (evaluator, text, "float");
  char *end;
  double result;

  if (number == NULL)
    return NULL;

  if (*number == '\0' || !remove_underscores (number)
      || (!is_float_name (number)
          && strspn (number, "0123456789.eE+-") < strlen (number)))
    return raise_literal (evaluator, text, "could not convert string to float");
  result = g_ascii_strtod (number, &end);
  if (end == number || *end != '\0')
    return raise_literal (evaluator, text, "could not convert string to float");

  return ath_python_float_new (ath_python_get_arena (evaluator), result);
}
