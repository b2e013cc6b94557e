/* ath-python-module-contextlib.c: the module contextlib
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-generator.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* All of these may catch what the body raises, which then has to be known before
 * the script goes on, as inside a `try`.
 */
static void
guard (AthPythonEvaluator *evaluator)
{
  evaluator->frame->n_tries++;
}

static void
end_guard (AthPythonEvaluator *evaluator)
{
  evaluator->frame->n_tries--;
}

static AthPythonValue *
enter_generator (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self)
{
  AthPythonValue *value = ath_python_next (evaluator, self->host.data);

  if (value == NULL)
    return ath_python_has_failed (evaluator) ? NULL
           : ath_python_raise (evaluator, &ath_python_runtime_error_class,
                               "generator didn't yield");
  guard (evaluator);

  return value;
}

/* Raises in the generator what the body raised. */
static gboolean
throw (AthPythonEvaluator *evaluator,
       AthPythonValue     *generator,
       AthPythonValue     *exception,
       gboolean           *is_handled)
{
  if (ath_python_is_instance_of (evaluator, exception, &ath_python_stop_iteration_class))
    return ath_python_refuse (evaluator, _("“yield” here is not understood")) != NULL;
  if (ath_python_generator_throw (evaluator, generator, exception) != NULL)
    return ath_python_raise (evaluator, &ath_python_runtime_error_class,
                             "generator didn't stop after throw()") != NULL;
  if (ath_python_is_refused (evaluator))
    return FALSE;

  *is_handled = ath_python_get_exception (evaluator) == NULL;
  if (ath_python_get_exception (evaluator) != exception)
    return *is_handled;

  ath_python_clear_exception (evaluator);

  return TRUE;
}

static gboolean
exit_generator (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *exception,
                gboolean           *is_handled)
{
  end_guard (evaluator);
  if (exception != NULL)
    return throw (evaluator, self->host.data, exception, is_handled);
  if (ath_python_next (evaluator, self->host.data) != NULL)
    return ath_python_raise (evaluator, &ath_python_runtime_error_class,
                             "generator didn't stop") != NULL;

  return !ath_python_has_failed (evaluator);
}

static const AthPythonNativeClass generator_manager_class = {
  .name = "_GeneratorContextManager",
  .module = "contextlib",
  .enter = enter_generator,
  .exit = exit_generator,
};

static AthPythonValue *
call_maker (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *generator = ath_python_call (evaluator, self->host.data, arguments);

  if (generator == NULL)
    return NULL;
  if (!ath_python_is_generator (generator))
    return ath_python_refuse_type (evaluator, "contextmanager", generator);
  ath_python_generator_manage (generator);

  return ath_python_host_new (evaluator->arena, &generator_manager_class, generator);
}

static const AthPythonNativeClass maker_class = {
  .name = "contextmanager",
  .module = "contextlib",
  .call = call_maker,
  .is_function = TRUE,
};

static AthPythonValue *
contextlib_contextmanager (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "func", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *function;

  if (!ATH_PYTHON_BIND ("contextmanager", parameters, &function))
    return NULL;
  if (function->type != ATH_PYTHON_TYPE_FUNCTION)
    return ath_python_refuse_type (evaluator, "contextmanager", function);

  return ath_python_host_new (evaluator->arena, &maker_class, function);
}

/* suppress (…): the data are a tuple of classes. */
static AthPythonValue *
construct_suppress (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "exceptions", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *classes;

  if (!ATH_PYTHON_BIND ("suppress", parameters, &classes))
    return NULL;
  for (guint i = 0; i < classes->sequence.length; i++)
    {
      AthPythonType type = classes->sequence.items[i]->type;

      if (type != ATH_PYTHON_TYPE_CLASS && type != ATH_PYTHON_TYPE_NATIVE_CLASS)
        return ath_python_refuse_type (evaluator, "suppress", classes->sequence.items[i]);
    }

  return ath_python_host_new (evaluator->arena, self->native_class, classes);
}

static AthPythonValue *
enter_suppress (AthPythonEvaluator *evaluator,
                AthPythonValue     *self)
{
  guard (evaluator);

  return ath_python_none ();
}

static gboolean
exit_suppress (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *exception,
               gboolean           *is_handled)
{
  AthPythonValue *classes = self->host.data;

  end_guard (evaluator);
  for (guint i = 0; exception != NULL && i < classes->sequence.length; i++)
    if (ath_python_is_subclass (exception->instance.class, classes->sequence.items[i]))
      *is_handled = TRUE;

  return TRUE;
}

static const AthPythonNativeClass suppress_class = {
  .name = "suppress",
  .module = "contextlib",
  .construct = construct_suppress,
  .enter = enter_suppress,
  .exit = exit_suppress,
};

/* nullcontext (value) */
static AthPythonValue *
construct_nullcontext (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "enter_result", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("nullcontext", parameters, &value))
    return NULL;

  return ath_python_host_new (evaluator->arena, self->native_class,
                              value != NULL ? value : ath_python_none ());
}

static AthPythonValue *
enter_nullcontext (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self)
{
  return self->host.data;
}

static gboolean
exit_nullcontext (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  AthPythonValue     *exception,
                  gboolean           *is_handled)
{
  return TRUE;
}

static const AthPythonNativeClass nullcontext_class = {
  .name = "nullcontext",
  .module = "contextlib",
  .construct = construct_nullcontext,
  .enter = enter_nullcontext,
  .exit = exit_nullcontext,
};

static const AthPythonNativeFunction contextmanager_function = {
  "contextmanager", contextlib_contextmanager
};

static const AthPythonNativeMember members[] = {
  { "contextmanager", .function = &contextmanager_function },
  { "nullcontext", .class = &nullcontext_class },
  { "suppress", .class = &suppress_class },
  { NULL },
};

const AthPythonNativeModule ath_python_contextlib_module = { "contextlib", members };
