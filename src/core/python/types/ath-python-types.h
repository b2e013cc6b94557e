/* ath-python-types.h: the types that Python itself has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeClass ath_python_object_class;
extern const AthPythonNativeClass ath_python_type_class;
extern const AthPythonNativeClass ath_python_none_type_class;
extern const AthPythonNativeClass ath_python_bool_class;
extern const AthPythonNativeClass ath_python_int_class;
extern const AthPythonNativeClass ath_python_float_class;
extern const AthPythonNativeClass ath_python_str_class;
extern const AthPythonNativeClass ath_python_bytes_class;
extern const AthPythonNativeClass ath_python_tuple_class;
extern const AthPythonNativeClass ath_python_list_class;
extern const AthPythonNativeClass ath_python_dict_class;
extern const AthPythonNativeClass ath_python_set_class;
extern const AthPythonNativeClass ath_python_frozenset_class;
extern const AthPythonNativeClass ath_python_range_class;
extern const AthPythonNativeClass ath_python_slice_class;
extern const AthPythonNativeClass ath_python_iterator_class;
extern const AthPythonNativeClass ath_python_function_class;
extern const AthPythonNativeClass ath_python_method_class;
extern const AthPythonNativeClass ath_python_module_class;
extern const AthPythonNativeClass ath_python_ellipsis_class;
extern const AthPythonNativeClass ath_python_property_class;
extern const AthPythonNativeClass ath_python_static_method_class;
extern const AthPythonNativeClass ath_python_class_method_class;
extern const AthPythonNativeClass ath_python_super_class;

/* Exceptions; all derive from BaseException. */
extern const AthPythonNativeClass ath_python_base_exception_class;
extern const AthPythonNativeClass ath_python_exception_class;
extern const AthPythonNativeClass ath_python_arithmetic_error_class;
extern const AthPythonNativeClass ath_python_overflow_error_class;
extern const AthPythonNativeClass ath_python_zero_division_error_class;
extern const AthPythonNativeClass ath_python_assertion_error_class;
extern const AthPythonNativeClass ath_python_attribute_error_class;
extern const AthPythonNativeClass ath_python_eof_error_class;
extern const AthPythonNativeClass ath_python_import_error_class;
extern const AthPythonNativeClass ath_python_module_not_found_error_class;
extern const AthPythonNativeClass ath_python_lookup_error_class;
extern const AthPythonNativeClass ath_python_index_error_class;
extern const AthPythonNativeClass ath_python_key_error_class;
extern const AthPythonNativeClass ath_python_name_error_class;
extern const AthPythonNativeClass ath_python_unbound_local_error_class;
extern const AthPythonNativeClass ath_python_os_error_class;
extern const AthPythonNativeClass ath_python_file_not_found_error_class;
extern const AthPythonNativeClass ath_python_permission_error_class;
extern const AthPythonNativeClass ath_python_connection_error_class;
extern const AthPythonNativeClass ath_python_timeout_error_class;
extern const AthPythonNativeClass ath_python_runtime_error_class;
extern const AthPythonNativeClass ath_python_not_implemented_error_class;
extern const AthPythonNativeClass ath_python_recursion_error_class;
extern const AthPythonNativeClass ath_python_stop_iteration_class;
extern const AthPythonNativeClass ath_python_type_error_class;
extern const AthPythonNativeClass ath_python_value_error_class;
extern const AthPythonNativeClass ath_python_unicode_error_class;
extern const AthPythonNativeClass ath_python_system_exit_class;
extern const AthPythonNativeClass ath_python_keyboard_interrupt_class;
extern const AthPythonNativeClass ath_python_warning_class;
extern const AthPythonNativeClass ath_python_user_warning_class;
extern const AthPythonNativeClass ath_python_deprecation_warning_class;
extern const AthPythonNativeClass ath_python_runtime_warning_class;

gpointer ath_python_raise_key_error (AthPythonEvaluator *evaluator,
                                     AthPythonValue     *key);

/* Methods of the built-in types; each list ends with a NULL name. */
extern const AthPythonNativeFunction ath_python_str_methods[];
extern const AthPythonNativeFunction ath_python_bytes_methods[];
extern const AthPythonNativeFunction ath_python_int_methods[];
extern const AthPythonNativeFunction ath_python_float_methods[];
extern const AthPythonNativeFunction ath_python_tuple_methods[];
extern const AthPythonNativeFunction ath_python_list_methods[];
extern const AthPythonNativeFunction ath_python_dict_methods[];
extern const AthPythonNativeFunction ath_python_set_methods[];
extern const AthPythonNativeFunction ath_python_frozenset_methods[];

gboolean ath_python_dict_update (AthPythonEvaluator       *evaluator,
                                 AthPythonValue           *dict,
                                 const AthPythonArguments *arguments);

/* The module `builtins`: every name that needs no import. */
extern const AthPythonNativeModule ath_python_builtins_module;

G_END_DECLS
