/* ath-sa-operator.h: operators between expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa-expression.h"

G_BEGIN_DECLS

/* How tightly operators bind, as SQLAlchemy ranks them. */
#define ATH_SA_PRECEDENCE_INDEX    15
#define ATH_SA_PRECEDENCE_MULTIPLY 8
#define ATH_SA_PRECEDENCE_ADD      7
#define ATH_SA_PRECEDENCE_CONCAT   5
#define ATH_SA_PRECEDENCE_COMPARE  5
#define ATH_SA_PRECEDENCE_AND      3
#define ATH_SA_PRECEDENCE_OR       2

extern const AthPythonNativeFunction ath_sa_expression_methods[];

AthPythonValue *ath_sa_expression_compare (AthPythonEvaluator     *evaluator,
                                           AthPythonOperator       op,
                                           AthPythonValue         *self,
                                           AthPythonValue         *other);
AthPythonValue *ath_sa_compare_with       (AthPythonEvaluator     *evaluator,
                                           const char             *operator,
                                           AthPythonValue         *self,
                                           AthPythonValue         *other);
AthPythonValue *ath_sa_expression_binary  (AthPythonEvaluator     *evaluator,
                                           AthPythonOperator       op,
                                           AthPythonValue         *self,
                                           AthPythonValue         *other,
                                           gboolean                is_reflected);
AthPythonValue *ath_sa_expression_unary   (AthPythonEvaluator     *evaluator,
                                           AthPythonOperator       op,
                                           AthPythonValue         *self);
AthPythonValue *ath_sa_suffix_new         (AthPythonEvaluator     *evaluator,
                                           const AthSaExpression  *operand,
                                           const char             *suffix);
const char     *ath_sa_suffix_get         (const AthSaExpression  *self,
                                           const AthSaExpression **operand);
AthPythonValue *ath_sa_membership_new     (AthPythonEvaluator     *evaluator,
                                           const char             *operator,
                                           const AthSaExpression  *left,
                                           AthPythonValue         *list);
gboolean        ath_sa_expression_truth   (AthPythonEvaluator     *evaluator,
                                           AthPythonValue         *self,
                                           gboolean               *truth);
AthPythonValue *ath_sa_negate             (AthPythonEvaluator     *evaluator,
                                           const AthSaExpression  *expression);
AthPythonValue *ath_sa_combine            (AthPythonEvaluator     *evaluator,
                                           const char             *operator,
                                           int                     precedence,
                                           AthPythonValue         *expressions);

G_END_DECLS
