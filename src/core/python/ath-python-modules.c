/* ath-python-modules.c: the parts of Python's own library that scripts use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/ath-python-modules.h"
#include "python/ath-python-types.h"

const AthPythonNativeModule *const ath_python_modules[] = {
  &ath_python_builtins_module,
  &ath_python_enum_module,
  &ath_python_sys_module,
  NULL,
};
