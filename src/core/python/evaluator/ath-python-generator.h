/* ath-python-generator.h: functions that yield
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-evaluator-private.h"

G_BEGIN_DECLS

AthPythonValue *ath_python_generator_new    (AthPythonEvaluator *evaluator,
                                             AthPythonFunction  *function,
                                             AthPythonFrame     *frame);
gboolean        ath_python_is_generator     (AthPythonValue     *value);
void            ath_python_generator_manage (AthPythonValue     *generator);
AthPythonValue *ath_python_generator_throw  (AthPythonEvaluator *evaluator,
                                             AthPythonValue     *generator,
                                             AthPythonValue     *exception);

G_END_DECLS
