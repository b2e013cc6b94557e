/* ath-python-span.c: a part of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/types/ath-python-span.h"

/**
 * ath_python_span_of:
 * @text: a str
 *
 * Returns: the whole of it
 */
AthPythonSpan
ath_python_span_of (const AthPythonValue *text)
{
  return (AthPythonSpan) { text->text.bytes, text->text.bytes + text->text.length };
}

/**
 * ath_python_span_to_str:
 * @evaluator: an evaluator
 * @start: where a part starts
 * @end: where it ends
 *
 * Returns: (transfer none): a str of the part
 */
AthPythonValue *
ath_python_span_to_str (AthPythonEvaluator *evaluator,
                        const char         *start,
                        const char         *end)
{
  return ath_python_str_new_len (ath_python_get_arena (evaluator), start, end - start);
}

/**
 * ath_python_span_find_first:
 * @span: where to look
 * @what: a whole text, which ends at its nul
 *
 * Returns: (nullable): where @what stands first in @span
 */
const char *
ath_python_span_find_first (AthPythonSpan span,
                            AthPythonSpan what)
{
  return g_strstr_len (span.start, span.end - span.start, what.start);
}

/**
 * ath_python_span_find_last:
 * @span: where to look
 * @what: what to look for
 *
 * Returns: (nullable): where @what stands last in @span
 */
const char *
ath_python_span_find_last (AthPythonSpan span,
                           AthPythonSpan what)
{
  gsize length = what.end - what.start;

  if ((gsize) (span.end - span.start) < length)
    return NULL;

  for (const char *at = span.end - length; at >= span.start; at--)
    {
      if (memcmp (at, what.start, length) == 0)
        return at;
    }

  return NULL;
}
