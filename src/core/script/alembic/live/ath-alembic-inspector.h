/* ath-alembic-inspector.h: `inspect ()` of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeClass    ath_alembic_inspector_class;
extern const AthPythonNativeFunction ath_alembic_inspect_function;
extern const AthPythonNativeModule   ath_alembic_reflection_module;

AthPythonValue *ath_alembic_inspector_has_table (AthPythonEvaluator       *evaluator,
                                                 const AthPythonArguments *arguments);

G_END_DECLS
