/* ath-op-batch.h: `op.batch_alter_table ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/operations/ath-op.h"

G_BEGIN_DECLS

AthPythonValue *ath_op_batch_alter_table (AthPythonEvaluator       *evaluator,
                                          AthPythonValue           *self,
                                          const AthPythonArguments *arguments);

G_END_DECLS
