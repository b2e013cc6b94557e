/* ath-python-itertools.h: what the parts of the module itertools share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeFunction ath_python_accumulate_function;
extern const AthPythonNativeFunction ath_python_dropwhile_function;
extern const AthPythonNativeFunction ath_python_pairwise_function;
extern const AthPythonNativeFunction ath_python_starmap_function;
extern const AthPythonNativeFunction ath_python_takewhile_function;

G_END_DECLS
