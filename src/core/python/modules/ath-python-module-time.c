/* ath-python-module-time.c: the module time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"

/* The clock stands still while a script runs. */
static AthPythonValue *
time_time (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "time", arguments))
    return NULL;

  return ath_python_float_new (evaluator->arena, (double) evaluator->world->now_us / 1e6);
}

/* What a script waits for happens elsewhere, and the server is waited for anyway. */
static AthPythonValue *
time_sleep (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "seconds", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;
  double seconds;

  if (!ATH_PYTHON_BIND ("sleep", parameters, &value)
      || !ath_python_take_float (evaluator, value, &seconds))
    return NULL;

  return ath_python_none ();
}

static const AthPythonNativeFunction time_function = { "time", time_time };
static const AthPythonNativeFunction sleep_function = { "sleep", time_sleep };

static const AthPythonNativeMember members[] = {
  { "monotonic", .function = &time_function },
  { "perf_counter", .function = &time_function },
  { "sleep", .function = &sleep_function },
  { "time", .function = &time_function },
  { NULL },
};

const AthPythonNativeModule ath_python_time_module = { "time", members };
