/* ath-python-methods-str.h: methods of str, each in the file that fits it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* ath-python-methods-str-find.c: they look for a part */
AthPythonNativeCall ath_python_str_find;
AthPythonNativeCall ath_python_str_rfind;
AthPythonNativeCall ath_python_str_index;
AthPythonNativeCall ath_python_str_rindex;
AthPythonNativeCall ath_python_str_count;
AthPythonNativeCall ath_python_str_startswith;
AthPythonNativeCall ath_python_str_endswith;
AthPythonNativeCall ath_python_str_removeprefix;
AthPythonNativeCall ath_python_str_removesuffix;

/* ath-python-methods-str-cut.c: they cut a text */
AthPythonNativeCall ath_python_str_strip;
AthPythonNativeCall ath_python_str_lstrip;
AthPythonNativeCall ath_python_str_rstrip;
AthPythonNativeCall ath_python_str_split;
AthPythonNativeCall ath_python_str_rsplit;
AthPythonNativeCall ath_python_str_splitlines;
AthPythonNativeCall ath_python_str_partition;
AthPythonNativeCall ath_python_str_rpartition;

/* ath-python-methods-str-make.c: they make another text */
AthPythonNativeCall ath_python_str_join;
AthPythonNativeCall ath_python_str_replace;
AthPythonNativeCall ath_python_str_lower;
AthPythonNativeCall ath_python_str_upper;
AthPythonNativeCall ath_python_str_title;
AthPythonNativeCall ath_python_str_capitalize;
AthPythonNativeCall ath_python_str_swapcase;
AthPythonNativeCall ath_python_str_casefold;
AthPythonNativeCall ath_python_str_zfill;
AthPythonNativeCall ath_python_str_ljust;
AthPythonNativeCall ath_python_str_rjust;
AthPythonNativeCall ath_python_str_center;
AthPythonNativeCall ath_python_str_expandtabs;
AthPythonNativeCall ath_python_str_encode;

/* ath-python-methods-str-translate.c */
AthPythonNativeCall ath_python_str_maketrans;
AthPythonNativeCall ath_python_str_translate;

/* ath-python-format-braces.c */
AthPythonNativeCall ath_python_str_format;
AthPythonNativeCall ath_python_str_format_map;

/* ath-python-methods-str-test.c: they tell what a text is made of */
AthPythonNativeCall ath_python_str_isalnum;
AthPythonNativeCall ath_python_str_isalpha;
AthPythonNativeCall ath_python_str_isascii;
AthPythonNativeCall ath_python_str_isdecimal;
AthPythonNativeCall ath_python_str_isdigit;
AthPythonNativeCall ath_python_str_isidentifier;
AthPythonNativeCall ath_python_str_islower;
AthPythonNativeCall ath_python_str_isnumeric;
AthPythonNativeCall ath_python_str_isprintable;
AthPythonNativeCall ath_python_str_isspace;
AthPythonNativeCall ath_python_str_istitle;
AthPythonNativeCall ath_python_str_isupper;

G_END_DECLS
