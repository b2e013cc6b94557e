/* ath-alembic-connection.h: the connection that scripts get
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-result.h"
#include "python/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_alembic_connection_new   (AthPythonEvaluator *evaluator);
const char     *ath_alembic_statement_to_sql (AthPythonEvaluator *evaluator,
                                              AthPythonValue     *statement,
                                              AthPythonValue     *parameters);
AthPythonValue *ath_alembic_result_new       (AthPythonEvaluator *evaluator,
                                              const char         *sql);

G_END_DECLS
