/* ath-python-module-logging.c: the module logging
 *
 * What a script logs goes to the run's log, whatever its level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-types.h"

static const AthPythonNativeClass logger_class;

static const AthPythonParameter log_parameters[] = {
  { "msg", ATH_PYTHON_PARAM_POSITIONAL },
  { "args", ATH_PYTHON_PARAM_REST },
  { "exc_info", ATH_PYTHON_PARAM_KEYWORD },
  { "extra", ATH_PYTHON_PARAM_KEYWORD },
  { "stack_info", ATH_PYTHON_PARAM_KEYWORD },
  { "stacklevel", ATH_PYTHON_PARAM_KEYWORD },
};

static gboolean
are_plain (AthPythonValue *values)
{
  for (guint i = 0; i < values->sequence.length; i++)
    if (ath_python_is_opaque (values->sequence.items[i]))
      return FALSE;

  return TRUE;
}

/* Logging never fails: what cannot be formatted is shown as it is. */
static void
print_message (AthPythonEvaluator *evaluator,
               AthPythonValue     *message,
               AthPythonValue     *values)
{
  AthPythonValue *text = ath_python_unwrap (message);

  if (ath_python_is_opaque (text))
    return;
  text = ath_python_str (evaluator, text);
  if (text != NULL && values->sequence.length > 0 && are_plain (values))
    {
      AthPythonValue *single = values->sequence.items[0];
      AthPythonValue *formatted;

      formatted = ath_python_format_percent (evaluator, text,
                                             values->sequence.length == 1
                                             && single->type == ATH_PYTHON_TYPE_DICT
                                             ? single : values);
      if (formatted == NULL && !ath_python_is_refused (evaluator))
        ath_python_clear_exception (evaluator);
      else
        text = formatted;
    }
  if (text == NULL)
    return;

  ath_python_print (evaluator, text->text.bytes);
  ath_python_print (evaluator, "\n");
}

static AthPythonValue *
log_message (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (log_parameters)];

  if (!ATH_PYTHON_BIND ("info", log_parameters, values))
    return NULL;
  print_message (evaluator, values[0], values[1]);

  return ath_python_is_refused (evaluator) ? NULL : ath_python_none ();
}

/* With the level before the message. */
static AthPythonValue *
log_at_level (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonArguments rest = *arguments;

  if (arguments->n_positional < 2)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "log() missing 1 required positional argument: 'msg'");
  rest.positional++;
  rest.n_positional--;

  return log_message (evaluator, self, &rest);
}

/* Levels and handlers: nothing of a script depends on them. */
static AthPythonValue *
configure (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_python_none ();
}

static AthPythonValue *
get_logger (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *name;

  if (!ATH_PYTHON_BIND ("getLogger", parameters, &name))
    return NULL;

  return ath_python_host_new (evaluator->arena, &logger_class, name);
}

/* Handlers and formatters: where and how Python would show messages. */
static AthPythonValue *
construct_handler (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_python_host_new (evaluator->arena, self->native_class, NULL);
}

static const AthPythonNativeFunction handler_methods[] = {
  { "setFormatter", configure },
  { "setLevel", configure },
  { NULL },
};

static const AthPythonNativeClass handler_class = {
  .name = "StreamHandler",
  .module = "logging",
  .construct = construct_handler,
  .methods = handler_methods,
};

static const AthPythonNativeClass formatter_class = {
  .name = "Formatter",
  .module = "logging",
  .construct = construct_handler,
};

static const AthPythonNativeFunction logger_methods[] = {
  { "addHandler", configure },
  { "critical", log_message },
  { "debug", log_message },
  { "error", log_message },
  { "exception", log_message },
  { "fatal", log_message },
  { "getChild", get_logger },
  { "info", log_message },
  { "log", log_at_level },
  { "removeHandler", configure },
  { "setLevel", configure },
  { "warn", log_message },
  { "warning", log_message },
  { NULL },
};

/* What is logged goes to the log of the run, however the logger is configured. */
static gboolean
logger_set_attribute (AthPythonEvaluator *evaluator,
                      AthPythonValue     *self,
                      const char         *name,
                      AthPythonValue     *value)
{
  return g_str_equal (name, "disabled") || g_str_equal (name, "propagate")
         || ath_python_refuse (evaluator, _("Setting “%s” of %s is not understood"), name,
                               "Logger") != NULL;
}

static const AthPythonNativeClass logger_class = {
  .name = "Logger",
  .module = "logging",
  .methods = logger_methods,
  .set_attribute = logger_set_attribute,
};

#define LEVEL(name_, level_) \
  static AthPythonValue * \
  get_##name_ (AthPythonEvaluator *evaluator) \
  { \
    return ath_python_int_new (ath_python_get_arena (evaluator), level_); \
  }

LEVEL (critical, 50)
LEVEL (error, 40)
LEVEL (warning, 30)
LEVEL (info, 20)
LEVEL (debug, 10)
LEVEL (notset, 0)

static const AthPythonNativeFunction configure_function = { "basicConfig", configure };
static const AthPythonNativeFunction get_logger_function = { "getLogger", get_logger };
static const AthPythonNativeFunction log_function = { "log", log_at_level };
static const AthPythonNativeFunction message_function = { "info", log_message };

static const AthPythonNativeMember members[] = {
  { "CRITICAL", .get = get_critical },
  { "DEBUG", .get = get_debug },
  { "ERROR", .get = get_error },
  { "Formatter", .class = &formatter_class },
  { "INFO", .get = get_info },
  { "Logger", .class = &logger_class },
  { "NOTSET", .get = get_notset },
  { "StreamHandler", .class = &handler_class },
  { "WARN", .get = get_warning },
  { "WARNING", .get = get_warning },
  { "basicConfig", .function = &configure_function },
  { "critical", .function = &message_function },
  { "debug", .function = &message_function },
  { "error", .function = &message_function },
  { "exception", .function = &message_function },
  { "getLogger", .function = &get_logger_function },
  { "info", .function = &message_function },
  { "log", .function = &log_function },
  { "warn", .function = &message_function },
  { "warning", .function = &message_function },
  { NULL },
};

const AthPythonNativeModule ath_python_logging_module = { "logging", members };
