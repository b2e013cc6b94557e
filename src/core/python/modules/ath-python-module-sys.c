/* ath-python-module-sys.c: the module sys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* What is written goes to the run's log. */
static AthPythonValue *
output_write (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "text", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("write", parameters, &text)
      || !ath_python_take_text (evaluator, text, &text))
    return NULL;
  ath_python_print (evaluator, text->text.bytes);

  return ath_python_int_new (ath_python_get_arena (evaluator), ath_python_str_get_n_chars (text));
}

static AthPythonValue *
output_flush (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "flush", arguments) ? ath_python_none () : NULL;
}

static const AthPythonNativeFunction output_methods[] = {
  { "write", output_write },
  { "flush", output_flush },
  { NULL },
};

static const AthPythonNativeClass output_class = {
  .name = "TextIOWrapper",
  .module = "_io",
  .methods = output_methods,
};

/**
 * ath_python_is_output:
 * @value: a value
 *
 * Returns: whether it is `sys.stdout` or `sys.stderr`
 */
gboolean
ath_python_is_output (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_HOST && value->host.class == &output_class;
}

static AthPythonValue *
make_stdout (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &output_class, NULL);
}

static AthPythonValue *
make_stderr (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &output_class, NULL);
}

static AthPythonValue *
get_stdout (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, make_stdout, make_stdout);
}

static AthPythonValue *
get_stderr (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, make_stderr, make_stderr);
}

static AthPythonValue *
path_append (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "path", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *path;

  return ATH_PYTHON_BIND ("append", parameters, &path) ? ath_python_none () : NULL;
}

static AthPythonValue *
path_insert (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "index", ATH_PYTHON_PARAM_POSITIONAL },
    { "path", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  return ATH_PYTHON_BIND ("insert", parameters, values) ? ath_python_none () : NULL;
}

/* A script asks so as not to add a folder twice, which is no matter here. */
static gboolean
path_contains (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *item,
               gboolean           *result)
{
  *result = FALSE;

  return TRUE;
}

static const AthPythonNativeFunction path_methods[] = {
  { "append", path_append },
  { "insert", path_insert },
  { NULL },
};

static const AthPythonNativeClass path_class = {
  .name = "sys.path",
  .module = "sys",
  .methods = path_methods,
  .contains = path_contains,
};

/* Nothing is looked up there: modules are those of the project.  Scripts add to
 * it, and then import what is found there or else refused.
 */
static AthPythonValue *
make_path (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &path_class, NULL);
}

static AthPythonValue *
get_path (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, make_path, make_path);
}

static AthPythonValue *
sys_exit (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  AthPythonValue *class = ath_python_native_class (evaluator, &ath_python_system_exit_class);

  return ath_python_raise_value (evaluator, ath_python_call (evaluator, class, arguments));
}

static const AthPythonNativeFunction exit_function = { "exit", sys_exit };

static const AthPythonNativeMember members[] = {
  { "exit", .function = &exit_function },
  { "path", .get = get_path },
  { "stdout", .get = get_stdout },
  { "stderr", .get = get_stderr },
  { NULL },
};

const AthPythonNativeModule ath_python_sys_module = { "sys", members };
