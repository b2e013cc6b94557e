/* ath-python-module-string.c: the modules string, time, copy and warnings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define PUNCTUATION "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
#define WHITESPACE " \t\n\r\v\f"

#define TEXT(name_, text_) \
  static AthPythonValue * \
  get_##name_ (AthPythonEvaluator *evaluator) \
  { \
    return ath_python_str_new (ath_python_get_arena (evaluator), text_); \
  }

TEXT (lower, LOWER)
TEXT (upper, UPPER)
TEXT (letters, LOWER UPPER)
TEXT (digits, DIGITS)
TEXT (hexdigits, DIGITS "abcdefABCDEF")
TEXT (octdigits, "01234567")
TEXT (punctuation, PUNCTUATION)
TEXT (printable, DIGITS LOWER UPPER PUNCTUATION " \t\n\r\v\f")
TEXT (whitespace, WHITESPACE)

static const AthPythonNativeMember string_members[] = {
  { "ascii_letters", .get = get_letters },
  { "ascii_lowercase", .get = get_lower },
  { "ascii_uppercase", .get = get_upper },
  { "digits", .get = get_digits },
  { "hexdigits", .get = get_hexdigits },
  { "octdigits", .get = get_octdigits },
  { "printable", .get = get_printable },
  { "punctuation", .get = get_punctuation },
  { "whitespace", .get = get_whitespace },
  { NULL },
};

const AthPythonNativeModule ath_python_string_module = { "string", string_members };

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

static const AthPythonNativeMember time_members[] = {
  { "monotonic", .function = &time_function },
  { "perf_counter", .function = &time_function },
  { "sleep", .function = &sleep_function },
  { "time", .function = &time_function },
  { NULL },
};

const AthPythonNativeModule ath_python_time_module = { "time", time_members };

/* A warning goes to the run's log. */
static AthPythonValue *
warnings_warn (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "message", ATH_PYTHON_PARAM_REQUIRED },
    { "category", ATH_PYTHON_PARAM_OPTIONAL },
    { "stacklevel", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("warn", parameters, values))
    return NULL;
  text = ath_python_str (evaluator, values[0]);
  if (text == NULL)
    return NULL;
  ath_python_print (evaluator, text->text.bytes);
  ath_python_print (evaluator, "\n");

  return ath_python_none ();
}

/* Which warnings are shown makes no difference here. */
static AthPythonValue *
warnings_filter (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  if (arguments->n_positional > 0 && ath_python_is_str (arguments->positional[0])
      && g_str_equal (arguments->positional[0]->text.bytes, "error"))
    return ath_python_refuse (evaluator, _("Warnings as errors are not understood"));

  return ath_python_none ();
}

static const AthPythonNativeFunction warn_function = { "warn", warnings_warn };
static const AthPythonNativeFunction filter_function = { "filterwarnings", warnings_filter };

static const AthPythonNativeMember warnings_members[] = {
  { "filterwarnings", .function = &filter_function },
  { "simplefilter", .function = &filter_function },
  { "warn", .function = &warn_function },
  { NULL },
};

const AthPythonNativeModule ath_python_warnings_module = { "warnings", warnings_members };
