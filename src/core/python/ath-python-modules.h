/* ath-python-modules.h: the parts of Python's own library that scripts use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/ath-python-native.h"

G_BEGIN_DECLS

/* (array zero-terminated=1) */
extern const AthPythonNativeModule *const ath_python_modules[];

/* One file each. */
extern const AthPythonNativeModule ath_python_enum_module;
extern const AthPythonNativeModule ath_python_sys_module;

/* enum */
extern const AthPythonNativeClass ath_python_enum_class;
extern const AthPythonNativeClass ath_python_int_enum_class;
extern const AthPythonNativeClass ath_python_str_enum_class;

G_END_DECLS
