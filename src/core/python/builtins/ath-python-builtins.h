/* ath-python-builtins.h: the built-in functions, each in the file that fits it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* ath-python-builtins-object.c */
extern const AthPythonNativeFunction ath_python_callable_function;
extern const AthPythonNativeFunction ath_python_delattr_function;
extern const AthPythonNativeFunction ath_python_getattr_function;
extern const AthPythonNativeFunction ath_python_hash_function;
extern const AthPythonNativeFunction ath_python_hasattr_function;
extern const AthPythonNativeFunction ath_python_isinstance_function;
extern const AthPythonNativeFunction ath_python_issubclass_function;
extern const AthPythonNativeFunction ath_python_len_function;
extern const AthPythonNativeFunction ath_python_setattr_function;

/* ath-python-builtins-iterate.c */
extern const AthPythonNativeFunction ath_python_enumerate_function;
extern const AthPythonNativeFunction ath_python_filter_function;
extern const AthPythonNativeFunction ath_python_iter_function;
extern const AthPythonNativeFunction ath_python_map_function;
extern const AthPythonNativeFunction ath_python_next_function;
extern const AthPythonNativeFunction ath_python_reversed_function;
extern const AthPythonNativeFunction ath_python_zip_function;

/* ath-python-builtins-collect.c */
extern const AthPythonNativeFunction ath_python_all_function;
extern const AthPythonNativeFunction ath_python_any_function;
extern const AthPythonNativeFunction ath_python_max_function;
extern const AthPythonNativeFunction ath_python_min_function;
extern const AthPythonNativeFunction ath_python_sorted_function;
extern const AthPythonNativeFunction ath_python_sum_function;

/* ath-python-builtins-number.c */
extern const AthPythonNativeFunction ath_python_abs_function;
extern const AthPythonNativeFunction ath_python_bin_function;
extern const AthPythonNativeFunction ath_python_chr_function;
extern const AthPythonNativeFunction ath_python_divmod_function;
extern const AthPythonNativeFunction ath_python_hex_function;
extern const AthPythonNativeFunction ath_python_oct_function;
extern const AthPythonNativeFunction ath_python_ord_function;
extern const AthPythonNativeFunction ath_python_pow_function;
extern const AthPythonNativeFunction ath_python_round_function;

/* ath-python-builtins.c */
gboolean ath_python_is_output (AthPythonValue     *value);
void     ath_python_print     (AthPythonEvaluator *evaluator,
                               const char         *text);

G_END_DECLS
