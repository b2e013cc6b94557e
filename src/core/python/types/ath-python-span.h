/* ath-python-span.h: a part of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonSpan:
 * @start: where it starts
 * @end: where it ends, between characters
 *
 * A part of a text that lives elsewhere.
 */
typedef struct
{
  const char *start;
  const char *end;
} AthPythonSpan;

AthPythonSpan   ath_python_span_of         (const AthPythonValue *text);
AthPythonValue *ath_python_span_to_str     (AthPythonEvaluator   *evaluator,
                                            const char           *start,
                                            const char           *end);
const char     *ath_python_span_find_first (AthPythonSpan         span,
                                            AthPythonSpan         what);
const char     *ath_python_span_find_last  (AthPythonSpan         span,
                                            AthPythonSpan         what);

G_END_DECLS
