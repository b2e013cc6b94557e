/* ath-python-module-math.c: the module math
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-number.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_number[] = { { "x", ATH_PYTHON_PARAM_POSITIONAL } };

/* An int stays what it is; a float goes through @round. */
static AthPythonValue *
round_with (AthPythonEvaluator       *evaluator,
            const char               *name,
            const AthPythonArguments *arguments,
            double                  (*round_func) (double))
{
  AthPythonValue *value;
  double number;

  if (!ATH_PYTHON_BIND (name, one_number, &value))
    return NULL;
  value = ath_python_unwrap (value);
  if (ath_python_is_int (value))
    return ath_python_int_new (ath_python_get_arena (evaluator), value->integer);
  if (!ath_python_take_float (evaluator, value, &number))
    return NULL;

  return ath_python_truncate (evaluator, round_func (number));
}

static AthPythonValue *
math_ceil (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return round_with (evaluator, "ceil", arguments, ceil);
}

static AthPythonValue *
math_floor (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return round_with (evaluator, "floor", arguments, floor);
}

static AthPythonValue *
math_trunc (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return round_with (evaluator, "trunc", arguments, trunc);
}

static gboolean
take_number (AthPythonEvaluator       *evaluator,
             const char               *name,
             const AthPythonArguments *arguments,
             double                   *number)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND (name, one_number, &value)
         && ath_python_take_float (evaluator, value, number);
}

static AthPythonValue *
math_sqrt (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  double number;

  if (!take_number (evaluator, "sqrt", arguments, &number))
    return NULL;
  if (number < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "math domain error");

  return ath_python_float_new (ath_python_get_arena (evaluator), sqrt (number));
}

static AthPythonValue *
math_fabs (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  double number;

  return take_number (evaluator, "fabs", arguments, &number)
         ? ath_python_float_new (ath_python_get_arena (evaluator), fabs (number)) : NULL;
}

static AthPythonValue *
math_isnan (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  double number;

  return take_number (evaluator, "isnan", arguments, &number)
         ? ath_python_bool (isnan (number) != 0) : NULL;
}

static AthPythonValue *
math_isinf (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  double number;

  return take_number (evaluator, "isinf", arguments, &number)
         ? ath_python_bool (isinf (number) != 0) : NULL;
}

static AthPythonValue *
math_isfinite (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  double number;

  return take_number (evaluator, "isfinite", arguments, &number)
         ? ath_python_bool (isfinite (number) != 0) : NULL;
}

static gint64
find_divisor (gint64 a,
              gint64 b)
{
  while (b != 0)
    {
      gint64 rest = b == -1 ? 0 : a % b;

      a = b;
      b = rest;
    }

  return a;
}

static AthPythonValue *
math_gcd (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  gint64 divisor = 0;

  for (guint i = 0; i < arguments->n_positional; i++)
    {
      gint64 number;

      if (!ath_python_take_int (evaluator, arguments->positional[i], &number))
        return NULL;
      divisor = find_divisor (divisor, number);
    }
  if (arguments->n_keywords > 0)
    return ath_python_refuse_type (evaluator, "gcd", arguments->keyword_values[0]);

  return ath_python_unary (evaluator, divisor < 0 ? ATH_PYTHON_USUB : ATH_PYTHON_UADD,
                           ath_python_int_new (arena, divisor));
}

static AthPythonValue *
math_isqrt (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *value;
  gint64 number;
  gint64 root;

  if (!ATH_PYTHON_BIND ("isqrt", one_number, &value)
      || !ath_python_take_int (evaluator, value, &number))
    return NULL;
  if (number < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "isqrt() argument must be nonnegative");

  root = (gint64) sqrtl ((long double) number);
  while (root > number / MAX (root, 1) && root > 0)
    root--;
  while (root + 1 <= number / (root + 1))
    root++;

  return ath_python_int_new (ath_python_get_arena (evaluator), root);
}

static AthPythonValue *
math_prod (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "iterable", ATH_PYTHON_PARAM_POSITIONAL },
    { "start", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *list;
  AthPythonValue *product;

  if (!ATH_PYTHON_BIND ("prod", parameters, values))
    return NULL;
  product = values[1] != NULL ? values[1] : ath_python_int_new (ath_python_get_arena (evaluator),
                                                                1);
  list = ath_python_list_of (evaluator, values[0]);
  for (guint i = 0; list != NULL && product != NULL && i < list->sequence.length; i++)
    product = ath_python_binary (evaluator, ATH_PYTHON_MULT, product, list->sequence.items[i]);

  return list != NULL ? product : NULL;
}

static AthPythonValue *
get_pi (AthPythonEvaluator *evaluator)
{
  return ath_python_float_new (ath_python_get_arena (evaluator), M_PI);
}

static AthPythonValue *
get_e (AthPythonEvaluator *evaluator)
{
  return ath_python_float_new (ath_python_get_arena (evaluator), M_E);
}

static AthPythonValue *
get_inf (AthPythonEvaluator *evaluator)
{
  return ath_python_float_new (ath_python_get_arena (evaluator), INFINITY);
}

static AthPythonValue *
get_nan (AthPythonEvaluator *evaluator)
{
  return ath_python_float_new (ath_python_get_arena (evaluator), NAN);
}

static const AthPythonNativeFunction ceil_function = { "ceil", math_ceil };
static const AthPythonNativeFunction fabs_function = { "fabs", math_fabs };
static const AthPythonNativeFunction floor_function = { "floor", math_floor };
static const AthPythonNativeFunction gcd_function = { "gcd", math_gcd };
static const AthPythonNativeFunction isqrt_function = { "isqrt", math_isqrt };
static const AthPythonNativeFunction prod_function = { "prod", math_prod };
static const AthPythonNativeFunction isfinite_function = { "isfinite", math_isfinite };
static const AthPythonNativeFunction isinf_function = { "isinf", math_isinf };
static const AthPythonNativeFunction isnan_function = { "isnan", math_isnan };
static const AthPythonNativeFunction sqrt_function = { "sqrt", math_sqrt };
static const AthPythonNativeFunction trunc_function = { "trunc", math_trunc };

static const AthPythonNativeMember members[] = {
  { "ceil", .function = &ceil_function },
  { "e", .get = get_e },
  { "fabs", .function = &fabs_function },
  { "floor", .function = &floor_function },
  { "gcd", .function = &gcd_function },
  { "inf", .get = get_inf },
  { "isfinite", .function = &isfinite_function },
  { "isinf", .function = &isinf_function },
  { "isnan", .function = &isnan_function },
  { "isqrt", .function = &isqrt_function },
  { "nan", .get = get_nan },
  { "pi", .get = get_pi },
  { "prod", .function = &prod_function },
  { "sqrt", .function = &sqrt_function },
  { "trunc", .function = &trunc_function },
  { NULL },
};

const AthPythonNativeModule ath_python_math_module = { "math", members };
