/* ath-sa-exception.h: the exceptions of SQLAlchemy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeClass ath_sa_no_result_found_class;
extern const AthPythonNativeClass ath_sa_multiple_results_found_class;
extern const AthPythonNativeClass ath_sa_resource_closed_error_class;
extern const AthPythonNativeClass ath_sa_no_such_table_error_class;

extern const AthPythonNativeModule ath_sa_exception_module;

void ath_sa_exception_raise (AthPythonEvaluator *evaluator,
                             const GError       *error);

G_END_DECLS
