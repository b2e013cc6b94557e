/* ath-alembic-savepoint.h: `begin_nested ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

AthPythonValue *ath_alembic_savepoint_new (AthPythonEvaluator *evaluator);

G_END_DECLS
