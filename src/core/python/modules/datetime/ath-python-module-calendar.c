/* ath-python-module-calendar.c: the module calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/datetime/ath-python-datetime.h"

static AthPythonValue *
calendar_isleap (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "year", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  gint64 year;

  if (!ATH_PYTHON_BIND ("isleap", parameters, &value)
      || !ath_python_take_int (evaluator, value, &year))
    return NULL;

  return ath_python_bool (ath_python_year_is_leap (year));
}

/* The weekday of the first, from Monday, and the number of days. */
static AthPythonValue *
calendar_monthrange (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "year", ATH_PYTHON_PARAM_REQUIRED },
    { "month", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *pair[2];
  GDate date;
  gint64 month;
  gint64 year;

  if (!ATH_PYTHON_BIND ("monthrange", parameters, values)
      || !ath_python_take_int (evaluator, values[0], &year)
      || !ath_python_take_int (evaluator, values[1], &month))
    return NULL;
  if (year < 1 || year > 9999 || month < 1 || month > 12)
    return ath_python_refuse_type (evaluator, "monthrange", values[month < 1 || month > 12]);

  g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) year);
  pair[0] = ath_python_int_new (evaluator->arena, g_date_get_weekday (&date) - 1);
  pair[1] = ath_python_int_new (evaluator->arena,
                                ath_python_month_get_days ((int) year, (int) month));

  return ath_python_tuple_new (evaluator->arena, pair, 2);
}

static const AthPythonNativeFunction isleap_function = { "isleap", calendar_isleap };
static const AthPythonNativeFunction monthrange_function = { "monthrange", calendar_monthrange };

static const AthPythonNativeMember members[] = {
  { "isleap", .function = &isleap_function },
  { "monthrange", .function = &monthrange_function },
  { NULL },
};

const AthPythonNativeModule ath_python_calendar_module = { "calendar", members };
