/* ath-python-module-math.c: the module math
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/ath-python-convert.h"
#include "python/ath-python-modules.h"
#include "python/ath-python-number.h"
#include "python/ath-python-types.h"

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
  { "inf", .get = get_inf },
  { "isfinite", .function = &isfinite_function },
  { "isinf", .function = &isinf_function },
  { "isnan", .function = &isnan_function },
  { "nan", .get = get_nan },
  { "pi", .get = get_pi },
  { "sqrt", .function = &sqrt_function },
  { "trunc", .function = &trunc_function },
  { NULL },
};

const AthPythonNativeModule ath_python_math_module = { "math", members };
