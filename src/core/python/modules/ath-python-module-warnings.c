/* ath-python-module-warnings.c: the module warnings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/modules/ath-python-modules.h"

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

static const AthPythonNativeMember members[] = {
  { "filterwarnings", .function = &filter_function },
  { "simplefilter", .function = &filter_function },
  { "warn", .function = &warn_function },
  { NULL },
};

const AthPythonNativeModule ath_python_warnings_module = { "warnings", members };
