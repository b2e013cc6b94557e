/* ath-python-collections.h: what the parts of the module collections share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeFunction ath_python_namedtuple_function;

gboolean        ath_python_is_named_tuple (AthPythonValue     *value);
AthPythonValue *ath_python_plain_repr     (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *dict);

G_END_DECLS
