/* ath-python-format.h: texts made of values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_python_format_percent (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *template,
                                           AthPythonValue     *values);
AthPythonValue *ath_python_json_dumps     (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *value);
AthPythonValue *ath_python_format_convert (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *value,
                                           char                conversion);
void            ath_python_append_float   (double              number,
                                           GString            *text);

G_END_DECLS
