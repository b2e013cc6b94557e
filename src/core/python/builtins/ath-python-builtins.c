/* ath-python-builtins.c: the names that need no import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/builtins/ath-python-file.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_object[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };

static AthPythonValue *
builtin_ascii (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("ascii", one_object, &value) ? ath_python_ascii (evaluator, value) : NULL;
}

static AthPythonValue *
builtin_repr (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("repr", one_object, &value) ? ath_python_repr (evaluator, value) : NULL;
}

static AthPythonValue *
builtin_format (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "value", ATH_PYTHON_PARAM_POSITIONAL },
    { "format_spec", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("format", parameters, values)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  return ath_python_format (evaluator, values[0], values[1] != NULL ? values[1]->text.bytes : "");
}

/**
 * ath_python_print:
 * @evaluator: an evaluator
 * @text: what a script writes, with its ends of lines
 *
 * Gives the run's log the lines that are complete now.
 */
/**
 * ath_python_print:
 * @evaluator: an evaluator
 * @text: a text in UTF-8
 *
 * Writes to the log of the run, which takes whole lines.
 */
void
ath_python_print (AthPythonEvaluator *evaluator,
                  const char         *text)
{
  const char *end;

  if (evaluator->world->print == NULL)
    return;

  g_string_append (evaluator->printed, text);
  while ((end = strchr (evaluator->printed->str, '\n')) != NULL)
    {
      g_autofree char *line = g_strndup (evaluator->printed->str, end - evaluator->printed->str);

      evaluator->world->print (line, evaluator->world->data);
      g_string_erase (evaluator->printed, 0, end + 1 - evaluator->printed->str);
    }
}

/* An argument of print() that is a text or None. */
static gboolean
take_separator (AthPythonEvaluator *evaluator,
                AthPythonValue     *value,
                const char        **separator)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (!ath_python_take_text (evaluator, value, &value))
    return FALSE;
  *separator = value->text.bytes;

  return TRUE;
}

static AthPythonValue *
builtin_print (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "objects", ATH_PYTHON_PARAM_REST },
    { "sep", ATH_PYTHON_PARAM_KEYWORD },
    { "end", ATH_PYTHON_PARAM_KEYWORD },
    { "file", ATH_PYTHON_PARAM_KEYWORD },
    { "flush", ATH_PYTHON_PARAM_KEYWORD },
  };
  g_autoptr(GString) line = g_string_new (NULL);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *separator = " ";
  const char *end = "\n";

  if (!ATH_PYTHON_BIND ("print", parameters, values)
      || !take_separator (evaluator, values[1], &separator)
      || !take_separator (evaluator, values[2], &end))
    return NULL;
  if (values[3] != NULL && !ath_python_is_none (values[3])
      && !ath_python_is_output (values[3]))
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "print",
                              "file");

  for (guint i = 0; i < values[0]->sequence.length; i++)
    {
      AthPythonValue *text = ath_python_str (evaluator, values[0]->sequence.items[i]);

      if (text == NULL)
        return NULL;
      if (i > 0)
        g_string_append (line, separator);
      g_string_append (line, text->text.bytes);
    }
  g_string_append (line, end);
  ath_python_print (evaluator, line->str);

  return ath_python_none ();
}

/* exit() and quit(). */
static AthPythonValue *
builtin_exit (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *class = ath_python_native_class (evaluator, &ath_python_system_exit_class);

  return ath_python_raise_value (evaluator, ath_python_call (evaluator, class, arguments));
}

static AthPythonValue *
get_not_implemented (AthPythonEvaluator *evaluator)
{
  return ath_python_not_implemented ();
}

static AthPythonValue *
get_ellipsis (AthPythonEvaluator *evaluator)
{
  return ath_python_ellipsis ();
}

static const AthPythonNativeFunction ascii_function = { "ascii", builtin_ascii };
static const AthPythonNativeFunction exit_function = { "exit", builtin_exit };
static const AthPythonNativeFunction format_function = { "format", builtin_format };
static const AthPythonNativeFunction print_function = { "print", builtin_print };
static const AthPythonNativeFunction repr_function = { "repr", builtin_repr };

static const AthPythonNativeMember members[] = {
  { "abs", .function = &ath_python_abs_function },
  { "all", .function = &ath_python_all_function },
  { "any", .function = &ath_python_any_function },
  { "ascii", .function = &ascii_function },
  { "bin", .function = &ath_python_bin_function },
  { "callable", .function = &ath_python_callable_function },
  { "chr", .function = &ath_python_chr_function },
  { "delattr", .function = &ath_python_delattr_function },
  { "divmod", .function = &ath_python_divmod_function },
  { "enumerate", .function = &ath_python_enumerate_function },
  { "exit", .function = &exit_function },
  { "filter", .function = &ath_python_filter_function },
  { "format", .function = &format_function },
  { "getattr", .function = &ath_python_getattr_function },
  { "hasattr", .function = &ath_python_hasattr_function },
  { "hash", .function = &ath_python_hash_function },
  { "hex", .function = &ath_python_hex_function },
  { "isinstance", .function = &ath_python_isinstance_function },
  { "issubclass", .function = &ath_python_issubclass_function },
  { "iter", .function = &ath_python_iter_function },
  { "len", .function = &ath_python_len_function },
  { "map", .function = &ath_python_map_function },
  { "max", .function = &ath_python_max_function },
  { "min", .function = &ath_python_min_function },
  { "next", .function = &ath_python_next_function },
  { "oct", .function = &ath_python_oct_function },
  { "open", .function = &ath_python_open_function },
  { "ord", .function = &ath_python_ord_function },
  { "pow", .function = &ath_python_pow_function },
  { "print", .function = &print_function },
  { "quit", .function = &exit_function },
  { "repr", .function = &repr_function },
  { "reversed", .function = &ath_python_reversed_function },
  { "round", .function = &ath_python_round_function },
  { "setattr", .function = &ath_python_setattr_function },
  { "sorted", .function = &ath_python_sorted_function },
  { "sum", .function = &ath_python_sum_function },
  { "zip", .function = &ath_python_zip_function },
  { "bool", .class = &ath_python_bool_class },
  { "bytes", .class = &ath_python_bytes_class },
  { "classmethod", .class = &ath_python_class_method_class },
  { "dict", .class = &ath_python_dict_class },
  { "float", .class = &ath_python_float_class },
  { "frozenset", .class = &ath_python_frozenset_class },
  { "int", .class = &ath_python_int_class },
  { "list", .class = &ath_python_list_class },
  { "object", .class = &ath_python_object_class },
  { "property", .class = &ath_python_property_class },
  { "range", .class = &ath_python_range_class },
  { "set", .class = &ath_python_set_class },
  { "slice", .class = &ath_python_slice_class },
  { "staticmethod", .class = &ath_python_static_method_class },
  { "str", .class = &ath_python_str_class },
  { "super", .class = &ath_python_super_class },
  { "tuple", .class = &ath_python_tuple_class },
  { "type", .class = &ath_python_type_class },
  { "BaseException", .class = &ath_python_base_exception_class },
  { "Exception", .class = &ath_python_exception_class },
  { "ArithmeticError", .class = &ath_python_arithmetic_error_class },
  { "OverflowError", .class = &ath_python_overflow_error_class },
  { "ZeroDivisionError", .class = &ath_python_zero_division_error_class },
  { "AssertionError", .class = &ath_python_assertion_error_class },
  { "AttributeError", .class = &ath_python_attribute_error_class },
  { "EOFError", .class = &ath_python_eof_error_class },
  { "ImportError", .class = &ath_python_import_error_class },
  { "ModuleNotFoundError", .class = &ath_python_module_not_found_error_class },
  { "LookupError", .class = &ath_python_lookup_error_class },
  { "IndexError", .class = &ath_python_index_error_class },
  { "KeyError", .class = &ath_python_key_error_class },
  { "NameError", .class = &ath_python_name_error_class },
  { "UnboundLocalError", .class = &ath_python_unbound_local_error_class },
  { "OSError", .class = &ath_python_os_error_class },
  { "FileNotFoundError", .class = &ath_python_file_not_found_error_class },
  { "PermissionError", .class = &ath_python_permission_error_class },
  { "ConnectionError", .class = &ath_python_connection_error_class },
  { "TimeoutError", .class = &ath_python_timeout_error_class },
  { "RuntimeError", .class = &ath_python_runtime_error_class },
  { "NotImplementedError", .class = &ath_python_not_implemented_error_class },
  { "RecursionError", .class = &ath_python_recursion_error_class },
  { "StopIteration", .class = &ath_python_stop_iteration_class },
  { "TypeError", .class = &ath_python_type_error_class },
  { "ValueError", .class = &ath_python_value_error_class },
  { "UnicodeError", .class = &ath_python_unicode_error_class },
  { "SystemExit", .class = &ath_python_system_exit_class },
  { "KeyboardInterrupt", .class = &ath_python_keyboard_interrupt_class },
  { "Warning", .class = &ath_python_warning_class },
  { "UserWarning", .class = &ath_python_user_warning_class },
  { "DeprecationWarning", .class = &ath_python_deprecation_warning_class },
  { "RuntimeWarning", .class = &ath_python_runtime_warning_class },
  { "EnvironmentError", .class = &ath_python_os_error_class },
  { "IOError", .class = &ath_python_os_error_class },
  { "NotImplemented", .get = get_not_implemented },
  { "Ellipsis", .get = get_ellipsis },
  { NULL },
};

/* A name that Python has and that is not known here is no NameError. */
static AthPythonValue *
refuse_builtin (AthPythonEvaluator *evaluator,
                const char         *name)
{
  static const char *const names[] = {
    "__build_class__", "__builtins__", "__import__", "__loader__", "__package__", "__spec__",
    "aiter", "anext", "breakpoint", "bytearray", "compile", "complex", "copyright", "credits",
    "delattr", "dir", "eval", "exec", "globals", "hash", "help", "id", "input", "license",
    "locals", "memoryview", "vars",
    "BaseExceptionGroup", "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning",
    "ChildProcessError", "ConnectionAbortedError", "ConnectionRefusedError",
    "ConnectionResetError", "EncodingWarning", "ExceptionGroup", "FileExistsError",
    "FloatingPointError", "FutureWarning", "GeneratorExit", "ImportWarning", "IndentationError",
    "InterruptedError", "IsADirectoryError", "MemoryError", "NotADirectoryError",
    "PendingDeprecationWarning", "ProcessLookupError", "PythonFinalizationError",
    "ReferenceError", "ResourceWarning", "StopAsyncIteration", "SyntaxError", "SyntaxWarning",
    "SystemError", "TabError", "UnicodeDecodeError", "UnicodeEncodeError",
    "UnicodeTranslateError", "UnicodeWarning",
    NULL
  };

  if (g_strv_contains (names, name))
    ath_python_refuse (evaluator, _("“%s” is not understood"), name);

  return NULL;
}

const AthPythonNativeModule ath_python_builtins_module = {
  "builtins", members, refuse_builtin
};
