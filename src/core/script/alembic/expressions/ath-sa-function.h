/* ath-sa-function.h: functions of `sqlalchemy` that make expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/expressions/ath-sa-expression.h"

G_BEGIN_DECLS

/* By name; ends with a NULL name. */
extern const AthPythonNativeFunction ath_sa_functions[];
extern const AthPythonNativeFunction ath_sa_construct_functions[];
extern const AthPythonNativeFunction ath_sa_array_function;
extern const AthPythonNativeFunction ath_sa_array_agg_function;
extern const AthPythonNativeFunction ath_sa_aggregate_order_by_function;

/* A base of all expressions, for what follows a call of a function. */
extern const AthPythonNativeClass ath_sa_window_class;

AthPythonValue        *ath_sa_cast_new                  (AthPythonEvaluator       *evaluator,
                                                         AthPythonValue           *operand,
                                                         AthPythonValue           *type);
gboolean               ath_sa_is_cast                   (const AthSaExpression    *self);
const AthSaExpression *ath_sa_cast_get_operand          (const AthSaExpression    *self);
AthPythonValue        *ath_sa_label_new                 (AthPythonEvaluator       *evaluator,
                                                         const char               *name,
                                                         const AthSaExpression    *element);
AthPythonValue        *ath_sa_literal_new               (AthPythonEvaluator       *evaluator,
                                                         const AthPythonArguments *arguments,
                                                         const char               *function);
const AthSaExpression *ath_sa_label_get_element         (const AthSaExpression    *self);
AthPythonValue        *ath_sa_constant_new              (AthPythonEvaluator       *evaluator,
                                                         gboolean                  truth);
AthPythonValue        *ath_sa_named_new                 (AthPythonEvaluator       *evaluator,
                                                         const AthSqlName         *name,
                                                         const AthSqlType         *type);
const AthSqlName      *ath_sa_named_get                 (const AthSaExpression    *expression);
gboolean               ath_sa_is_call                   (const AthSaExpression    *expression);
gboolean               ath_sa_is_call_without_arguments (const AthSaExpression    *expression);
gboolean               ath_sa_call_is_known             (const AthSaExpression    *expression);
AthPythonValue        *ath_sa_call_new                  (AthPythonEvaluator       *evaluator,
                                                         const char               *name,
                                                         const AthPythonArguments *arguments);
const AthSqlType      *ath_sa_array_type_new            (AthPythonEvaluator       *evaluator,
                                                         const AthSqlType         *item);
AthPythonValue        *ath_sa_extract_new               (AthPythonEvaluator       *evaluator,
                                                         const AthPythonArguments *arguments);

G_END_DECLS
