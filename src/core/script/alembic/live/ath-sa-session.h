/* ath-sa-session.h: the module `sqlalchemy.orm`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeModule ath_sa_orm_module;
extern const AthPythonNativeModule ath_sa_orm_session_module;

G_END_DECLS
