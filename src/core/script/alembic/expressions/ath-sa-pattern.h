/* ath-sa-pattern.h: methods of expressions that look into texts and containers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/expressions/ath-sa-expression.h"

G_BEGIN_DECLS

/* Bases of all expressions, for their methods. */
extern const AthPythonNativeClass ath_sa_pattern_class;
extern const AthPythonNativeClass ath_sa_container_class;

AthPythonValue *ath_sa_find_text (AthPythonEvaluator       *evaluator,
                                  AthPythonValue           *self,
                                  const AthPythonArguments *arguments,
                                  const char               *name,
                                  gboolean                  is_insensitive,
                                  gboolean                  has_before,
                                  gboolean                  has_behind);

G_END_DECLS
