/* ath-type-library.h: types of libraries that scripts name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* (array zero-terminated=1) */
extern const AthPythonNativeModule *const ath_type_library_modules[];

/* `sqlalchemy.types`, which some of them pass on. */
extern const AthPythonNativeModule ath_sa_types_module;

G_END_DECLS
