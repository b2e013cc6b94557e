/* ath-python-modules.h: the parts of Python's own library that scripts use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/ath-python-native.h"

G_BEGIN_DECLS

/* (array zero-terminated=1) */
extern const AthPythonNativeModule *const ath_python_modules[];

G_END_DECLS
