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

/* Each returns FALSE after raising TypeError or refusing.  An @value of NULL, an
 * argument that was not given, leaves what is there.
 */
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

/* For functions without parameters. */
gboolean        ath_python_take_none   (AthPythonEvaluator       *evaluator,
                                        const char               *function,
                                        const AthPythonArguments *arguments);

/* A str of what was built. */
AthPythonValue *ath_python_str_take    (AthPythonEvaluator       *evaluator,
                                        GString                  *text);

/* Whether the name of an encoding, NULL when none is given, means UTF-8 or one
 * of which ASCII is a part.
 */
gboolean        ath_python_is_utf8_name (const AthPythonValue    *encoding);
gboolean        ath_python_is_ascii_name (const AthPythonValue   *encoding);

/* For anything that may yet turn out to be of a type that is understood. */
gpointer        ath_python_refuse_type (AthPythonEvaluator       *evaluator,
                                        const char               *function,
                                        AthPythonValue           *value);
gboolean        ath_python_is_opaque   (const AthPythonValue     *value);

G_END_DECLS
