/* ath-python-json.h: values from and to JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonJsonOptions:
 * @keeps_unicode: `ensure_ascii=False`
 * @forbids_nan: `allow_nan=False`
 * @sorts_keys: `sort_keys=True`
 * @skips_keys: `skipkeys=True`
 * @indent: (nullable): what each level is indented by, `NULL` for one line
 * @item_separator: (nullable): `NULL` for the usual one
 * @key_separator: (nullable): `NULL` for the usual one
 * @fallback: (nullable): `default=`: makes a value of one that is no JSON
 *
 * How json.dumps() is to write; all zero for its defaults.
 */
typedef struct
{
  gboolean        keeps_unicode;
  gboolean        forbids_nan;
  gboolean        sorts_keys;
  gboolean        skips_keys;
  const char     *indent;
  const char     *item_separator;
  const char     *key_separator;
  AthPythonValue *fallback;
} AthPythonJsonOptions;

AthPythonValue *ath_python_json_write (AthPythonEvaluator         *evaluator,
                                       AthPythonValue             *value,
                                       const AthPythonJsonOptions *options);
AthPythonValue *ath_python_json_read  (AthPythonEvaluator         *evaluator,
                                       AthPythonValue             *text);

extern const AthPythonNativeClass ath_python_json_decode_error_class;

G_END_DECLS
