/* ath-alembic-context.h: `op.get_context ()` and `alembic.context`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_alembic_migration_context_new (AthPythonEvaluator *evaluator);

extern const AthPythonNativeClass ath_alembic_autocommit_class;

G_END_DECLS
