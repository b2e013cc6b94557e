/* ath-python-decimal.h: decimal.Decimal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeClass ath_python_decimal_class;

AthPythonValue *ath_python_decimal_new (AthPythonEvaluator *evaluator,
                                        const char         *text);

G_END_DECLS
