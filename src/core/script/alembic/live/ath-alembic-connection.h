/* ath-alembic-connection.h: the connection that scripts get
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_alembic_connection_new     (AthPythonEvaluator       *evaluator);
gboolean        ath_alembic_is_connection      (AthPythonValue           *value);
AthPythonValue *ath_alembic_connection_execute (AthPythonEvaluator       *evaluator,
                                                const char               *name,
                                                const AthPythonArguments *arguments);
const char     *ath_alembic_statement_to_sql   (AthPythonEvaluator       *evaluator,
                                                AthPythonValue           *statement,
                                                AthPythonValue           *parameters);

G_END_DECLS
