/* ath-python-modules.c: the parts of Python's own library that scripts use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

const AthPythonNativeModule *const ath_python_modules[] = {
  &ath_python_builtins_module,
  &ath_python_abc_module,
  &ath_python_base64_module,
  &ath_python_calendar_module,
  &ath_python_collections_module,
  &ath_python_collections_abc_module,
  &ath_python_contextlib_module,
  &ath_python_copy_module,
  &ath_python_csv_module,
  &ath_python_dataclasses_module,
  &ath_python_datetime_module,
  &ath_python_decimal_module,
  &ath_python_enum_module,
  &ath_python_functools_module,
  &ath_python_future_module,
  &ath_python_glob_module,
  &ath_python_hashlib_module,
  &ath_python_io_module,
  &ath_python_itertools_module,
  &ath_python_json_module,
  &ath_python_logging_module,
  &ath_python_math_module,
  &ath_python_operator_module,
  &ath_python_os_module,
  &ath_python_os_path_module,
  &ath_python_pathlib_module,
  &ath_python_random_module,
  &ath_python_re_module,
  &ath_python_secrets_module,
  &ath_python_shutil_module,
  &ath_python_socket_module,
  &ath_python_string_module,
  &ath_python_subprocess_module,
  &ath_python_sys_module,
  &ath_python_tempfile_module,
  &ath_python_textwrap_module,
  &ath_python_time_module,
  &ath_python_types_module,
  &ath_python_typing_module,
  &ath_python_typing_extensions_module,
  &ath_python_uuid_module,
  &ath_python_warnings_module,
  &ath_python_zoneinfo_module,
  NULL,
};
