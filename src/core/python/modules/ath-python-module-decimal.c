/* ath-python-module-decimal.c: the module decimal
 *
 * Numbers of up to 28 digits, which is the precision that Python computes with
 * unless it is told otherwise.  Longer ones, infinities and what is no number
 * are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-decimal.h"
#include "python/modules/ath-python-modules.h"

#define PRECISION    28
#define MAX_EXPONENT 1000

__extension__ typedef unsigned __int128 Digits;

/* (-1)^is_negative * digits * 10^exponent */
typedef struct
{
  Digits   digits;
  int      exponent;
  gboolean is_negative;
} Decimal;

static Digits
get_power (guint exponent)
{
  Digits power = 1;

  while (exponent-- > 0)
    power *= 10;

  return power;
}

static guint
count_digits (Digits digits)
{
  guint n = 1;

  while ((digits /= 10) != 0)
    n++;

  return n;
}

static AthPythonValue *
refuse (AthPythonEvaluator *evaluator)
{
  return ath_python_refuse (evaluator,
                            _("This computation with decimal numbers is not understood"));
}

static AthPythonValue *
new_decimal (AthPythonEvaluator *evaluator,
             const Decimal      *decimal)
{
  Decimal *copy;

  if (count_digits (decimal->digits) > PRECISION || ABS (decimal->exponent) > MAX_EXPONENT)
    return refuse (evaluator);
  copy = ath_arena_new0 (evaluator->arena, Decimal);
  *copy = *decimal;

  return ath_python_host_new (evaluator->arena, &ath_python_decimal_class, copy);
}

/* `-12.5e3`; FALSE for anything else, which Python may yet understand. */
static gboolean
parse (const char *text,
       Decimal    *decimal)
{
  guint n_digits = 0;
  gboolean has_point = FALSE;

  *decimal = (Decimal) { .is_negative = *text == '-' };
  if (*text == '-' || *text == '+')
    text++;
  for (; g_ascii_isdigit (*text) || (*text == '.' && !has_point); text++)
    {
      if (*text == '.')
        {
          has_point = TRUE;
          continue;
        }
      if (++n_digits > PRECISION)
        return FALSE;
      decimal->digits = decimal->digits * 10 + (guint) (*text - '0');
      decimal->exponent -= has_point;
    }
  if (n_digits == 0)
    return FALSE;
  if (*text == 'e' || *text == 'E')
    {
      char *end;
      gint64 exponent;

      text++;
      if (!g_ascii_isdigit (text[*text == '-' || *text == '+']))
        return FALSE;
      exponent = g_ascii_strtoll (text, &end, 10);
      if (ABS (exponent) > MAX_EXPONENT)
        return FALSE;
      decimal->exponent += (int) exponent;
      text = end;
    }

  return *text == '\0';
}

/**
 * ath_python_decimal_new:
 * @evaluator: an evaluator
 * @text: a number, as Decimal() takes it
 *
 * Returns: (transfer none) (nullable): the number, or `NULL` after refusing
 */
AthPythonValue *
ath_python_decimal_new (AthPythonEvaluator *evaluator,
                        const char         *text)
{
  Decimal decimal;

  if (!parse (text, &decimal))
    return ath_python_refuse (evaluator, _("“%s” as a decimal number is not understood"), text);

  return new_decimal (evaluator, &decimal);
}

static AthPythonValue *
construct_decimal (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "value", ATH_PYTHON_PARAM_OPTIONAL } };
  g_autofree char *text = NULL;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("Decimal", parameters, &value))
    return NULL;
  if (value == NULL)
    return ath_python_decimal_new (evaluator, "0");
  value = ath_python_unwrap (value);
  if (ath_python_host_get (value, &ath_python_decimal_class) != NULL)
    return value;
  if (ath_python_is_int (value))
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
      return ath_python_decimal_new (evaluator, text);
    }
  if (!ath_python_is_str (value))
    return ath_python_refuse_type (evaluator, "Decimal", value);
  text = g_strstrip (g_strdup (value->text.bytes));

  return ath_python_decimal_new (evaluator, text);
}

/* The other operand: a Decimal or an int. */
static gboolean
take_operand (AthPythonValue *value,
              Decimal        *decimal)
{
  const Decimal *own = ath_python_host_get (value, &ath_python_decimal_class);

  if (own != NULL)
    {
      *decimal = *own;
      return TRUE;
    }
  value = ath_python_unwrap (value);
  if (!ath_python_is_int (value) || value->integer == G_MININT64)
    return FALSE;
  *decimal = (Decimal) {
    .digits = (Digits) ABS (value->integer),
    .is_negative = value->integer < 0,
  };

  return TRUE;
}

/* Both with the lesser of the exponents; FALSE when one has too many digits then. */
static gboolean
align (Decimal *a,
       Decimal *b)
{
  Decimal *high = a->exponent > b->exponent ? a : b;
  Decimal *low = high == a ? b : a;
  guint shift = (guint) (high->exponent - low->exponent);

  if (high->digits != 0 && count_digits (high->digits) + shift > PRECISION + 9)
    return FALSE;
  if (high->digits != 0)
    high->digits *= get_power (shift);
  high->exponent = low->exponent;

  return TRUE;
}

static AthPythonValue *
add (AthPythonEvaluator *evaluator,
     Decimal             a,
     Decimal             b)
{
  Decimal sum;

  if (!align (&a, &b))
    return refuse (evaluator);

  sum.exponent = a.exponent;
  if (a.is_negative == b.is_negative)
    {
      sum.digits = a.digits + b.digits;
      sum.is_negative = a.is_negative;
    }
  else
    {
      sum.digits = a.digits > b.digits ? a.digits - b.digits : b.digits - a.digits;
      sum.is_negative = a.digits == b.digits ? FALSE
                        : a.digits > b.digits ? a.is_negative : b.is_negative;
    }

  return new_decimal (evaluator, &sum);
}

static AthPythonValue *
multiply (AthPythonEvaluator *evaluator,
          const Decimal      *a,
          const Decimal      *b)
{
  Decimal product = {
    .exponent = a->exponent + b->exponent,
    .is_negative = a->is_negative != b->is_negative,
  };

  if (count_digits (a->digits) + count_digits (b->digits) > PRECISION + 9)
    return refuse (evaluator);
  product.digits = a->digits * b->digits;

  return new_decimal (evaluator, &product);
}

/* Digit by digit; the last is rounded to the nearest, of two to the even one. */
static AthPythonValue *
divide (AthPythonEvaluator *evaluator,
        const Decimal      *a,
        const Decimal      *b)
{
  Decimal quotient = {
    .exponent = a->exponent - b->exponent,
    .is_negative = a->is_negative != b->is_negative,
  };
  Digits rest;

  if (b->digits == 0)
    return refuse (evaluator);
  quotient.digits = a->digits / b->digits;
  rest = a->digits % b->digits;
  while (rest != 0 && count_digits (quotient.digits) < PRECISION)
    {
      rest *= 10;
      quotient.digits = quotient.digits * 10 + rest / b->digits;
      quotient.exponent--;
      rest %= b->digits;
    }
  if (rest * 2 > b->digits || (rest * 2 == b->digits && quotient.digits % 2 != 0))
    quotient.digits++;

  /* What is rounded up to one digit more would lose it again. */
  return new_decimal (evaluator, &quotient);
}

static AthPythonValue *
decimal_binary (AthPythonEvaluator *evaluator,
                AthPythonOperator   op,
                AthPythonValue     *self,
                AthPythonValue     *other,
                gboolean            is_reflected)
{
  Decimal a = *(const Decimal *) self->host.data;
  Decimal b;

  if (!take_operand (other, &b))
    return ath_python_not_implemented ();
  if (is_reflected)
    {
      Decimal swap = a;

      a = b;
      b = swap;
    }

  switch ((guint) op)
    {
    case ATH_PYTHON_ADD:
      return add (evaluator, a, b);

    case ATH_PYTHON_SUB:
      b.is_negative = !b.is_negative;
      return add (evaluator, a, b);

    case ATH_PYTHON_MULT:
      return multiply (evaluator, &a, &b);

    case ATH_PYTHON_DIV:
      return divide (evaluator, &a, &b);

    default:
      return refuse (evaluator);
    }
}

static AthPythonValue *
decimal_unary (AthPythonEvaluator *evaluator,
               AthPythonOperator   op,
               AthPythonValue     *self)
{
  Decimal decimal = *(const Decimal *) self->host.data;

  if (op != ATH_PYTHON_USUB)
    return refuse (evaluator);
  decimal.is_negative = !decimal.is_negative && decimal.digits != 0;

  return new_decimal (evaluator, &decimal);
}

static AthPythonValue *
decimal_compare (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 AthPythonValue     *self,
                 AthPythonValue     *other)
{
  Decimal a = *(const Decimal *) self->host.data;
  Decimal b;
  int order;

  if (ath_python_is_none (other) || ath_python_is_str (other))
    return ath_python_not_implemented ();
  if (!take_operand (other, &b) || !align (&a, &b))
    return refuse (evaluator);

  if (a.digits == 0 && b.digits == 0)
    order = 0;
  else if (a.is_negative != b.is_negative)
    order = a.is_negative ? -1 : 1;
  else
    order = (a.digits > b.digits) - (a.digits < b.digits);
  if (order != 0 && a.is_negative && b.is_negative)
    order = -order;

  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
      return ath_python_bool (order == 0);

    case ATH_PYTHON_NOT_EQ:
      return ath_python_bool (order != 0);

    case ATH_PYTHON_LT:
      return ath_python_bool (order < 0);

    case ATH_PYTHON_LT_E:
      return ath_python_bool (order <= 0);

    case ATH_PYTHON_GT:
      return ath_python_bool (order > 0);

    case ATH_PYTHON_GT_E:
      return ath_python_bool (order >= 0);

    default:
      return ath_python_not_implemented ();
    }
}

/* A Decimal hashes like the int or float that it equals, which is not needed. */
static gboolean
decimal_hash (AthPythonEvaluator *evaluator,
              AthPythonValue     *self,
              guint              *hash)
{
  return refuse (evaluator) != NULL;
}

static gboolean
decimal_truth (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               gboolean           *truth)
{
  *truth = ((const Decimal *) self->host.data)->digits != 0;

  return TRUE;
}

/* With a point where it stands, or an exponent where that is far away. */
static char *
dup_text (const Decimal *decimal)
{
  GString *text = g_string_new (decimal->is_negative ? "-" : NULL);
  g_autoptr(GString) digits = g_string_new (NULL);
  Digits rest = decimal->digits;
  int left;
  int point;

  do
    g_string_prepend_c (digits, (char) ('0' + (int) (rest % 10)));
  while ((rest /= 10) != 0);

  left = (int) digits->len + decimal->exponent;
  point = decimal->exponent <= 0 && left > -6 ? left : 1;
  if (point <= 0)
    {
      g_string_append (text, "0.");
      for (int i = point; i < 0; i++)
        g_string_append_c (text, '0');
      g_string_append (text, digits->str);
    }
  else
    {
      g_string_append_len (text, digits->str, MIN (point, (int) digits->len));
      if (point < (int) digits->len)
        g_string_append_printf (text, ".%s", digits->str + point);
    }
  if (left != point)
    g_string_append_printf (text, "E%+d", left - point);

  return g_string_free (text, FALSE);
}

static AthPythonValue *
decimal_str (AthPythonEvaluator *evaluator,
             AthPythonValue     *self)
{
  g_autofree char *text = dup_text (self->host.data);

  return ath_python_str_new (evaluator->arena, text);
}

static AthPythonValue *
decimal_repr (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  g_autofree char *text = dup_text (self->host.data);

  return ath_python_str_new (evaluator->arena,
                             ath_arena_printf (evaluator->arena, "Decimal('%s')", text));
}

/**
 * Rounding:
 *
 * What becomes of digits that fall off.
 */
typedef enum
{
  ROUND_HALF_EVEN,
  ROUND_HALF_UP,
  ROUND_DOWN,
  ROUND_UP,
} Rounding;

static const char *const roundings[] = {
  "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_DOWN", "ROUND_UP", NULL
};

static gboolean
take_rounding (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               Rounding           *rounding)
{
  *rounding = ROUND_HALF_EVEN;
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  for (guint i = 0; roundings[i] != NULL && ath_python_is_str (value); i++)
    if (g_str_equal (roundings[i], value->text.bytes))
      {
        *rounding = (Rounding) i;
        return TRUE;
      }

  return ath_python_refuse_type (evaluator, "quantize", value) != NULL;
}

static gboolean
goes_up (Rounding rounding,
         Digits   digits,
         Digits   rest,
         Digits   unit)
{
  switch (rounding)
    {
    case ROUND_HALF_EVEN:
      return rest * 2 > unit || (rest * 2 == unit && digits % 2 != 0);

    case ROUND_HALF_UP:
      return rest * 2 >= unit;

    case ROUND_UP:
      return rest != 0;

    case ROUND_DOWN:
    default:
      return FALSE;
    }
}

static AthPythonValue *
decimal_quantize (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "exp", ATH_PYTHON_PARAM_REQUIRED },
    { "rounding", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Decimal decimal = *(const Decimal *) self->host.data;
  Decimal model;
  Rounding rounding;
  int shift;

  if (!ATH_PYTHON_BIND ("quantize", parameters, values)
      || !take_rounding (evaluator, values[1], &rounding))
    return NULL;
  if (!take_operand (values[0], &model))
    return ath_python_refuse_type (evaluator, "quantize", values[0]);

  shift = decimal.exponent - model.exponent;
  decimal.exponent = model.exponent;
  if (shift >= 0)
    {
      if (count_digits (decimal.digits) + (guint) shift > PRECISION)
        return refuse (evaluator);
      decimal.digits *= get_power ((guint) shift);
    }
  else
    {
      Digits unit;
      Digits rest;

      if (-shift > PRECISION)
        return refuse (evaluator);
      unit = get_power ((guint) -shift);
      rest = decimal.digits % unit;
      decimal.digits /= unit;
      if (goes_up (rounding, decimal.digits, rest, unit))
        decimal.digits++;
    }

  return new_decimal (evaluator, &decimal);
}

static const AthPythonNativeFunction decimal_methods[] = {
  { "quantize", decimal_quantize },
  { NULL },
};

const AthPythonNativeClass ath_python_decimal_class = {
  .name = "Decimal",
  .module = "decimal",
  .construct = construct_decimal,
  .methods = decimal_methods,
  .truth = decimal_truth,
  .compare = decimal_compare,
  .binary = decimal_binary,
  .unary = decimal_unary,
  .str = decimal_str,
  .repr = decimal_repr,
  .hash = decimal_hash,
};

#define ROUNDING(name_) \
  static AthPythonValue * \
  get_##name_ (AthPythonEvaluator *evaluator) \
  { \
    return ath_python_str_new (evaluator->arena, #name_); \
  }

ROUNDING (ROUND_DOWN)
ROUNDING (ROUND_HALF_EVEN)
ROUNDING (ROUND_HALF_UP)
ROUNDING (ROUND_UP)

static const AthPythonNativeMember members[] = {
  { "Decimal", .class = &ath_python_decimal_class },
  { "ROUND_DOWN", .get = get_ROUND_DOWN },
  { "ROUND_HALF_EVEN", .get = get_ROUND_HALF_EVEN },
  { "ROUND_HALF_UP", .get = get_ROUND_HALF_UP },
  { "ROUND_UP", .get = get_ROUND_UP },
  { NULL },
};

const AthPythonNativeModule ath_python_decimal_module = { "decimal", members };
