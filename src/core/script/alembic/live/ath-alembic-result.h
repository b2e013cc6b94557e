/* ath-alembic-result.h: what a script gets to see of the rows of a statement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-result.h"
#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_alembic_result_new         (AthPythonEvaluator *evaluator,
                                                AthResult          *result,
                                                gboolean            is_typed);
AthPythonValue *ath_alembic_result_get_scalar  (AthPythonEvaluator *evaluator,
                                                AthPythonValue     *self);
AthPythonValue *ath_alembic_result_get_scalars (AthPythonEvaluator *evaluator,
                                                AthPythonValue     *self);

AthPythonValue *ath_alembic_cell_new           (AthPythonEvaluator *evaluator,
                                                AthResult          *result,
                                                gboolean            is_typed,
                                                guint               row,
                                                guint               column);
AthPythonValue *ath_alembic_row_new            (AthPythonEvaluator *evaluator,
                                                AthResult          *result,
                                                gboolean            is_typed,
                                                guint               row);
AthPythonValue *ath_alembic_row_to_dict        (AthPythonEvaluator *evaluator,
                                                AthPythonValue     *row);

G_END_DECLS
