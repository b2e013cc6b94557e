/* ath-python-exceptions.c: the exceptions that Python itself has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/types/ath-python-types.h"

static AthPythonValue *
construct (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *exception = ath_python_instance_new (arena, self);

  if (arguments->n_keywords > 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "%s() takes no keyword arguments", ath_python_class_get_name (self));

  ath_python_namespace_set (exception->instance.attributes, "args",
                            ath_python_tuple_new (arena, arguments->positional,
                                                  arguments->n_positional));

  return exception;
}

/* Nothing, the only argument, or the tuple of all. */
static AthPythonValue *
exception_str (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  AthPythonValue *arguments = ath_python_namespace_get (self->instance.attributes, "args");

  if (arguments == NULL || arguments->sequence.length == 0)
    return ath_python_str_new (ath_python_get_arena (evaluator), "");
  if (arguments->sequence.length == 1)
    return ath_python_str (evaluator, arguments->sequence.items[0]);

  return ath_python_str (evaluator, arguments);
}

/* KeyError quotes its key. */
static AthPythonValue *
key_error_str (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  AthPythonValue *arguments = ath_python_namespace_get (self->instance.attributes, "args");

  if (arguments != NULL && arguments->sequence.length == 1)
    return ath_python_repr (evaluator, arguments->sequence.items[0]);

  return exception_str (evaluator, self);
}

const AthPythonNativeClass ath_python_base_exception_class = {
  .name = "BaseException",
  .module = "builtins",
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_exception_class = {
  .name = "Exception",
  .module = "builtins",
  .base = &ath_python_base_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_arithmetic_error_class = {
  .name = "ArithmeticError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_overflow_error_class = {
  .name = "OverflowError",
  .module = "builtins",
  .base = &ath_python_arithmetic_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_zero_division_error_class = {
  .name = "ZeroDivisionError",
  .module = "builtins",
  .base = &ath_python_arithmetic_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_assertion_error_class = {
  .name = "AssertionError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_attribute_error_class = {
  .name = "AttributeError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_eof_error_class = {
  .name = "EOFError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_import_error_class = {
  .name = "ImportError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_module_not_found_error_class = {
  .name = "ModuleNotFoundError",
  .module = "builtins",
  .base = &ath_python_import_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_lookup_error_class = {
  .name = "LookupError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_index_error_class = {
  .name = "IndexError",
  .module = "builtins",
  .base = &ath_python_lookup_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_key_error_class = {
  .name = "KeyError",
  .module = "builtins",
  .base = &ath_python_lookup_error_class,
  .construct = construct,
  .str = key_error_str,
};

const AthPythonNativeClass ath_python_name_error_class = {
  .name = "NameError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_unbound_local_error_class = {
  .name = "UnboundLocalError",
  .module = "builtins",
  .base = &ath_python_name_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_os_error_class = {
  .name = "OSError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_file_not_found_error_class = {
  .name = "FileNotFoundError",
  .module = "builtins",
  .base = &ath_python_os_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_permission_error_class = {
  .name = "PermissionError",
  .module = "builtins",
  .base = &ath_python_os_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_connection_error_class = {
  .name = "ConnectionError",
  .module = "builtins",
  .base = &ath_python_os_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_timeout_error_class = {
  .name = "TimeoutError",
  .module = "builtins",
  .base = &ath_python_os_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_runtime_error_class = {
  .name = "RuntimeError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_not_implemented_error_class = {
  .name = "NotImplementedError",
  .module = "builtins",
  .base = &ath_python_runtime_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_recursion_error_class = {
  .name = "RecursionError",
  .module = "builtins",
  .base = &ath_python_runtime_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_stop_iteration_class = {
  .name = "StopIteration",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_type_error_class = {
  .name = "TypeError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_value_error_class = {
  .name = "ValueError",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_unicode_error_class = {
  .name = "UnicodeError",
  .module = "builtins",
  .base = &ath_python_value_error_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_system_exit_class = {
  .name = "SystemExit",
  .module = "builtins",
  .base = &ath_python_base_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_keyboard_interrupt_class = {
  .name = "KeyboardInterrupt",
  .module = "builtins",
  .base = &ath_python_base_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_warning_class = {
  .name = "Warning",
  .module = "builtins",
  .base = &ath_python_exception_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_user_warning_class = {
  .name = "UserWarning",
  .module = "builtins",
  .base = &ath_python_warning_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_deprecation_warning_class = {
  .name = "DeprecationWarning",
  .module = "builtins",
  .base = &ath_python_warning_class,
  .construct = construct,
  .str = exception_str,
};

const AthPythonNativeClass ath_python_runtime_warning_class = {
  .name = "RuntimeWarning",
  .module = "builtins",
  .base = &ath_python_warning_class,
  .construct = construct,
  .str = exception_str,
};

/**
 * ath_python_raise_key_error:
 * @evaluator: an evaluator
 * @key: what is not there
 *
 * Raises KeyError as Python does: the exception holds @key itself, not a text.
 *
 * Returns: (nullable): `NULL`
 */
gpointer
ath_python_raise_key_error (AthPythonEvaluator *evaluator,
                            AthPythonValue     *key)
{
  AthPythonValue *class = ath_python_native_class (evaluator, &ath_python_key_error_class);
  AthPythonValue *exception = ath_python_call_simple (evaluator, class, &key, 1);

  return exception != NULL ? ath_python_raise_value (evaluator, exception) : NULL;
}
