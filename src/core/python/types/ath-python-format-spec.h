/* ath-python-format-spec.h: what stands after the colon of a format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonFormatSpec:
 * @fill: the character that fills up to the width
 * @align: '<', '>', '^', '=' or 0
 * @sign: '+', '-', ' ' or 0
 * @is_alternate: `#`
 * @has_zero: the width starts with 0
 * @width: in characters, or -1
 * @grouping: ',', '_' or 0
 * @precision: or -1
 * @type: a letter, '%', or 0
 *
 * `[[fill]align][sign][#][0][width][grouping][.precision][type]`
 */
typedef struct
{
  gunichar fill;
  char     align;
  char     sign;
  gboolean is_alternate;
  gboolean has_zero;
  int      width;
  char     grouping;
  int      precision;
  char     type;
} AthPythonFormatSpec;

gboolean ath_python_format_spec_parse (AthPythonEvaluator        *evaluator,
                                       const char                *text,
                                       AthPythonFormatSpec       *spec);
gboolean ath_python_format_text       (AthPythonEvaluator        *evaluator,
                                       const AthPythonFormatSpec *spec,
                                       const char                *value,
                                       GString                   *text);
gboolean ath_python_format_int        (AthPythonEvaluator        *evaluator,
                                       const AthPythonFormatSpec *spec,
                                       gint64                     value,
                                       GString                   *text);
gboolean ath_python_format_float      (AthPythonEvaluator        *evaluator,
                                       const AthPythonFormatSpec *spec,
                                       double                     value,
                                       GString                   *text);

G_END_DECLS
