/* ath-python-special.h: the special methods of classes of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

gboolean        ath_python_call_special      (AthPythonEvaluator    *self,
                                              AthPythonValue        *object,
                                              const char            *name,
                                              AthPythonValue *const *arguments,
                                              guint                  n_arguments,
                                              AthPythonValue       **result);
gboolean        ath_python_call_special_text (AthPythonEvaluator    *self,
                                              AthPythonValue        *object,
                                              const char            *name,
                                              AthPythonValue       **result);
gboolean        ath_python_special_binary    (AthPythonEvaluator    *self,
                                              AthPythonOperator      op,
                                              AthPythonValue        *a,
                                              AthPythonValue        *b,
                                              AthPythonValue       **result);
gboolean        ath_python_special_in_place  (AthPythonEvaluator    *self,
                                              AthPythonOperator      op,
                                              AthPythonValue        *a,
                                              AthPythonValue        *b,
                                              AthPythonValue       **result);
gboolean        ath_python_special_compare   (AthPythonEvaluator    *self,
                                              AthPythonOperator      op,
                                              AthPythonValue        *a,
                                              AthPythonValue        *b,
                                              AthPythonValue       **result);

gboolean        ath_python_has_special       (AthPythonValue        *object,
                                              const char            *name);
gboolean        ath_python_is_plain          (AthPythonValue        *object);
AthPythonValue *ath_python_special_length    (AthPythonEvaluator    *self,
                                              AthPythonValue        *object);
gboolean        ath_python_special_truth     (AthPythonEvaluator    *self,
                                              AthPythonValue        *object,
                                              gboolean              *truth);
gboolean        ath_python_special_contains  (AthPythonEvaluator    *self,
                                              AthPythonValue        *object,
                                              AthPythonValue        *item,
                                              gboolean              *result);
AthPythonValue *ath_python_special_iterate   (AthPythonEvaluator    *self,
                                              AthPythonValue        *object);
gboolean        ath_python_special_hash      (AthPythonEvaluator    *self,
                                              AthPythonValue        *object,
                                              guint                 *hash);

/* `with` an object whose class defines `__enter__` and `__exit__`. */
extern const AthPythonNativeClass ath_python_special_manager_class;

/* What hash() gives where the number differs from run to run: it can be compared
 * and mixed with others, but not shown.
 */
extern const AthPythonNativeClass ath_python_hash_class;

G_END_DECLS
