/* ath-python-number.h: arithmetic and texts of numbers, as Python does them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_python_parse_int    (AthPythonEvaluator *evaluator,
                                         AthPythonValue     *text,
                                         gint64              base);
AthPythonValue *ath_python_parse_float  (AthPythonEvaluator *evaluator,
                                         AthPythonValue     *text);
AthPythonValue *ath_python_truncate     (AthPythonEvaluator *evaluator,
                                         double              number);

AthPythonValue *ath_python_int_binary   (AthPythonEvaluator *evaluator,
                                         AthPythonOperator   op,
                                         gint64              a,
                                         gint64              b);
AthPythonValue *ath_python_float_binary (AthPythonEvaluator *evaluator,
                                         AthPythonOperator   op,
                                         double              a,
                                         double              b);

G_END_DECLS
