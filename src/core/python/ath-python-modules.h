/* ath-python-modules.h: the parts of Python's own library that scripts use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/ath-python-native.h"

G_BEGIN_DECLS

/* (array zero-terminated=1) */
extern const AthPythonNativeModule *const ath_python_modules[];

/* By name. */
extern const AthPythonNativeModule ath_python_abc_module;
extern const AthPythonNativeModule ath_python_base64_module;
extern const AthPythonNativeModule ath_python_collections_module;
extern const AthPythonNativeModule ath_python_collections_abc_module;
extern const AthPythonNativeModule ath_python_contextlib_module;
extern const AthPythonNativeModule ath_python_copy_module;
extern const AthPythonNativeModule ath_python_dataclasses_module;
extern const AthPythonNativeModule ath_python_datetime_module;
extern const AthPythonNativeModule ath_python_decimal_module;
extern const AthPythonNativeModule ath_python_enum_module;
extern const AthPythonNativeModule ath_python_functools_module;
extern const AthPythonNativeModule ath_python_future_module;
extern const AthPythonNativeModule ath_python_hashlib_module;
extern const AthPythonNativeModule ath_python_itertools_module;
extern const AthPythonNativeModule ath_python_json_module;
extern const AthPythonNativeModule ath_python_logging_module;
extern const AthPythonNativeModule ath_python_math_module;
extern const AthPythonNativeModule ath_python_operator_module;
extern const AthPythonNativeModule ath_python_os_module;
extern const AthPythonNativeModule ath_python_os_path_module;
extern const AthPythonNativeModule ath_python_pathlib_module;
extern const AthPythonNativeModule ath_python_re_module;
extern const AthPythonNativeModule ath_python_string_module;
extern const AthPythonNativeModule ath_python_sys_module;
extern const AthPythonNativeModule ath_python_textwrap_module;
extern const AthPythonNativeModule ath_python_time_module;
extern const AthPythonNativeModule ath_python_types_module;
extern const AthPythonNativeModule ath_python_typing_module;
extern const AthPythonNativeModule ath_python_typing_extensions_module;
extern const AthPythonNativeModule ath_python_uuid_module;
extern const AthPythonNativeModule ath_python_warnings_module;

/* Classes that others look for. */
extern const AthPythonNativeClass ath_python_abc_class;
extern const AthPythonNativeClass ath_python_abc_meta_class;
extern const AthPythonNativeClass ath_python_cached_property_class;
extern const AthPythonNativeClass ath_python_defaultdict_class;
extern const AthPythonNativeClass ath_python_chain_map_class;
extern const AthPythonNativeClass ath_python_counter_class;
extern const AthPythonNativeClass ath_python_deque_class;
extern const AthPythonNativeClass ath_python_enum_class;
extern const AthPythonNativeClass ath_python_generic_class;
extern const AthPythonNativeClass ath_python_int_enum_class;
extern const AthPythonNativeClass ath_python_named_tuple_class;
extern const AthPythonNativeClass ath_python_ordered_dict_class;
extern const AthPythonNativeClass ath_python_str_enum_class;
extern const AthPythonNativeClass ath_python_typing_class;

G_END_DECLS
