/* ath-python-methods-dict.h: walking over dicts and sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeClass ath_python_dict_keys_class;
extern const AthPythonNativeClass ath_python_dict_items_class;
extern const AthPythonNativeClass ath_python_dict_values_class;

AthPythonValue *ath_python_dict_iterate (AthPythonEvaluator         *evaluator,
                                         AthPythonValue             *dict,
                                         const AthPythonNativeClass *view);

AthPythonValue *ath_python_set_iterate  (AthPythonEvaluator         *evaluator,
                                         AthPythonValue             *set);

/* In any order: for those to whom it makes no difference. */
AthPythonValue *ath_python_iterate_unordered (AthPythonEvaluator *evaluator,
                                              AthPythonValue     *iterable);
AthPythonValue *ath_python_list_unordered    (AthPythonEvaluator *evaluator,
                                              AthPythonValue     *iterable);

G_END_DECLS
