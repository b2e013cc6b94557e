/* ath-python-convert.h: what functions in C take out of values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* Binds the `arguments` of a native call. */
#define ATH_PYTHON_BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

gboolean        ath_python_take_int    (AthPythonEvaluator       *evaluator,
                                        AthPythonValue           *value,
                                        gint64                   *number);
gboolean        ath_python_take_float  (AthPythonEvaluator       *evaluator,
                                        AthPythonValue           *value,
                                        double                   *number);
gboolean        ath_python_take_text   (AthPythonEvaluator       *evaluator,
                                        AthPythonValue           *value,
                                        AthPythonValue          **text);
gboolean        ath_python_take_bool   (AthPythonEvaluator       *evaluator,
                                        AthPythonValue           *value,
                                        gboolean                 *truth);
gboolean        ath_python_take_none   (AthPythonEvaluator       *evaluator,
                                        const char               *function,
                                        const AthPythonArguments *arguments);

AthPythonValue *ath_python_str_take    (AthPythonEvaluator       *evaluator,
                                        GString                  *text);

gboolean ath_python_is_utf8_name  (const AthPythonValue *encoding);
gboolean ath_python_is_ascii_name (const AthPythonValue *encoding);

gpointer        ath_python_refuse_type (AthPythonEvaluator       *evaluator,
                                        const char               *function,
                                        AthPythonValue           *value);
gboolean        ath_python_is_opaque   (const AthPythonValue     *value);

G_END_DECLS
