/* ath-sa-conflict.h: `ON CONFLICT` of an INSERT
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa.h"

G_BEGIN_DECLS

typedef struct _AthSaConflict AthSaConflict;

AthSaConflict  *ath_sa_conflict_new    (AthPythonEvaluator       *evaluator,
                                        gboolean                  is_update,
                                        const AthPythonArguments *arguments);
gboolean        ath_sa_conflict_append (const AthSaConflict      *self,
                                        const AthSaTable         *table,
                                        AthSaCompiler            *compiler);
AthPythonValue *ath_sa_excluded_new    (AthPythonEvaluator       *evaluator,
                                        const AthSaTable         *table);

G_END_DECLS
