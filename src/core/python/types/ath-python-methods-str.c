/* ath-python-methods-str.c: the methods of str
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-types.h"

const AthPythonNativeFunction ath_python_str_methods[] = {
  { "find", ath_python_str_find },
  { "rfind", ath_python_str_rfind },
  { "index", ath_python_str_index },
  { "rindex", ath_python_str_rindex },
  { "count", ath_python_str_count },
  { "startswith", ath_python_str_startswith },
  { "endswith", ath_python_str_endswith },
  { "removeprefix", ath_python_str_removeprefix },
  { "removesuffix", ath_python_str_removesuffix },
  { "strip", ath_python_str_strip },
  { "lstrip", ath_python_str_lstrip },
  { "rstrip", ath_python_str_rstrip },
  { "split", ath_python_str_split },
  { "rsplit", ath_python_str_rsplit },
  { "splitlines", ath_python_str_splitlines },
  { "partition", ath_python_str_partition },
  { "rpartition", ath_python_str_rpartition },
  { "join", ath_python_str_join },
  { "replace", ath_python_str_replace },
  { "lower", ath_python_str_lower },
  { "upper", ath_python_str_upper },
  { "maketrans", ath_python_str_maketrans, .is_class_method = TRUE },
  { "title", ath_python_str_title },
  { "translate", ath_python_str_translate },
  { "capitalize", ath_python_str_capitalize },
  { "swapcase", ath_python_str_swapcase },
  { "casefold", ath_python_str_casefold },
  { "zfill", ath_python_str_zfill },
  { "ljust", ath_python_str_ljust },
  { "rjust", ath_python_str_rjust },
  { "center", ath_python_str_center },
  { "expandtabs", ath_python_str_expandtabs },
  { "encode", ath_python_str_encode },
  { "format", ath_python_str_format },
  { "format_map", ath_python_str_format_map },
  { "isalnum", ath_python_str_isalnum },
  { "isalpha", ath_python_str_isalpha },
  { "isascii", ath_python_str_isascii },
  { "isdecimal", ath_python_str_isdecimal },
  { "isdigit", ath_python_str_isdigit },
  { "isidentifier", ath_python_str_isidentifier },
  { "islower", ath_python_str_islower },
  { "isnumeric", ath_python_str_isnumeric },
  { "isprintable", ath_python_str_isprintable },
  { "isspace", ath_python_str_isspace },
  { "istitle", ath_python_str_istitle },
  { "isupper", ath_python_str_isupper },
  { NULL },
};
