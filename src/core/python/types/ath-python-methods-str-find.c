/* ath-python-methods-str-find.c: methods of str that look for a part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-span.h"
#include "python/types/ath-python-types.h"

static gint64
count_chars (const char *start,
             const char *end)
{
  gint64 n = 0;

  for (; start < end; start++)
    n += (*start & 0xc0) != 0x80;

  return n;
}

/* Where the character @index of the text stands, or its end. */
static const char *
find_char (AthPythonSpan   span,
           gint64 index)
{
  for (; index > 0 && span.start < span.end; index--)
    span.start = g_utf8_next_char (span.start);

  return span.start;
}

static gboolean
take_index (AthPythonEvaluator *evaluator,
            AthPythonValue     *value,
            gint64              length,
            gint64             *index)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;

  if (!ath_python_take_int (evaluator, value, index))
    return FALSE;

  if (*index < 0)
    *index = MAX (*index + length, 0);

  return TRUE;
}

/* The part between the optional @start and @end of find() and its like, which
 * may be given as None; @is_empty when it lies behind the end.
 */
static gboolean
take_part (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           AthPythonValue     *start,
           AthPythonValue     *end,
           AthPythonSpan               *span,
           gboolean           *is_empty)
{
  gint64 length = (gint64) ath_python_str_get_n_chars (self);
  gint64 first = 0;
  gint64 last = length;

  if (!take_index (evaluator, start, length, &first) || !take_index (evaluator, end, length, &last))
    return FALSE;

  last = MIN (last, length);
  *is_empty = first > last;
  *span = ath_python_span_of (self);
  span->end = find_char (*span, last);
  span->start = find_char (*span, MIN (first, last));
  return TRUE;
}

static const AthPythonParameter part_parameters[] = {
  { "sub", ATH_PYTHON_PARAM_POSITIONAL },
  { "start", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  { "end", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
};

typedef const char *(*FindFunc) (AthPythonSpan span,
                                 AthPythonSpan what);

/* Sets @index to where the text was found, in characters, or to -1. */
static gboolean
find (AthPythonEvaluator       *evaluator,
      const char               *name,
      AthPythonValue           *self,
      const AthPythonArguments *arguments,
      FindFunc                  find_func,
      gint64                   *index)
{
  AthPythonValue *values[G_N_ELEMENTS (part_parameters)];
  const char *found;
  gboolean is_empty;
  AthPythonSpan span;

  if (!ATH_PYTHON_BIND (name, part_parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !take_part (evaluator, self, values[1], values[2], &span, &is_empty))
    return FALSE;

  found = is_empty ? NULL : find_func (span, ath_python_span_of (values[0]));
  *index = found != NULL ? count_chars (self->text.bytes, found) : -1;
  return TRUE;
}

AthPythonValue *
ath_python_str_find (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "find", self, arguments, ath_python_span_find_first, &index))
    return NULL;

  return ath_python_int_new (ath_python_get_arena (evaluator), index);
}

AthPythonValue *
ath_python_str_rfind (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "rfind", self, arguments, ath_python_span_find_last, &index))
    return NULL;

  return ath_python_int_new (ath_python_get_arena (evaluator), index);
}

static AthPythonValue *
index_or_raise (AthPythonEvaluator *evaluator,
                gint64              index)
{
  if (index < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "substring not found");

  return ath_python_int_new (ath_python_get_arena (evaluator), index);
}

AthPythonValue *
ath_python_str_index (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "index", self, arguments, ath_python_span_find_first, &index))
    return NULL;

  return index_or_raise (evaluator, index);
}

AthPythonValue *
ath_python_str_rindex (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "rindex", self, arguments, ath_python_span_find_last, &index))
    return NULL;

  return index_or_raise (evaluator, index);
}

AthPythonValue *
ath_python_str_count (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (part_parameters)];
  gint64 n = 0;
  gboolean is_empty;
  AthPythonSpan span, what;

  if (!ATH_PYTHON_BIND ("count", part_parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !take_part (evaluator, self, values[1], values[2], &span, &is_empty))
    return NULL;

  what = ath_python_span_of (values[0]);
  if (is_empty)
    n = 0;
  else if (what.start == what.end)
    n = count_chars (span.start, span.end) + 1;
  else
    {
      while ((span.start = ath_python_span_find_first (span, what)) != NULL)
        {
          span.start += what.end - what.start;
          n++;
        }
    }

  return ath_python_int_new (ath_python_get_arena (evaluator), n);
}

static gboolean
affix_matches (AthPythonEvaluator *evaluator,
               AthPythonSpan                span,
               AthPythonValue     *affix,
               gboolean            at_end,
               gboolean           *result)
{
  gsize length;

  if (!ath_python_take_text (evaluator, affix, &affix))
    return FALSE;

  length = affix->text.length;
  *result = (gsize) (span.end - span.start) >= length
            && memcmp (at_end ? span.end - length : span.start, affix->text.bytes, length) == 0;
  return TRUE;
}

/* startswith() and endswith(); a tuple has alternatives. */
static AthPythonValue *
test_affix (AthPythonEvaluator       *evaluator,
            const char               *name,
            AthPythonValue           *self,
            const AthPythonArguments *arguments,
            gboolean                  at_end)
{
  AthPythonValue *values[G_N_ELEMENTS (part_parameters)];
  AthPythonValue *const *affixes;
  guint n_affixes = 1;
  gboolean result = FALSE;
  gboolean is_empty;
  AthPythonSpan span;

  if (!ATH_PYTHON_BIND (name, part_parameters, values)
      || !take_part (evaluator, self, values[1], values[2], &span, &is_empty))
    return NULL;

  affixes = &values[0];
  if (values[0]->type == ATH_PYTHON_TYPE_TUPLE)
    {
      affixes = values[0]->sequence.items;
      n_affixes = values[0]->sequence.length;
    }

  for (guint i = 0; !result && i < n_affixes; i++)
    {
      if (!affix_matches (evaluator, span, affixes[i], at_end, &result))
        return NULL;
    }

  return ath_python_bool (result && !is_empty);
}

AthPythonValue *
ath_python_str_startswith (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  return test_affix (evaluator, "startswith", self, arguments, FALSE);
}

AthPythonValue *
ath_python_str_endswith (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return test_affix (evaluator, "endswith", self, arguments, TRUE);
}

static AthPythonValue *
remove_affix (AthPythonEvaluator       *evaluator,
              const char               *name,
              AthPythonValue           *self,
              const AthPythonArguments *arguments,
              gboolean                  at_end)
{
  AthPythonValue *affix;
  AthPythonSpan span = ath_python_span_of (self);
  gboolean result;

  if (!ATH_PYTHON_BIND (name, ((AthPythonParameter[]) { part_parameters[0] }), &affix)
      || !ath_python_take_text (evaluator, affix, &affix)
      || !affix_matches (evaluator, span, affix, at_end, &result))
    return NULL;

  if (result && at_end)
    span.end -= affix->text.length;
  else if (result)
    span.start += affix->text.length;

  return ath_python_span_to_str (evaluator, span.start, span.end);
}

AthPythonValue *
ath_python_str_removeprefix (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return remove_affix (evaluator, "removeprefix", self, arguments, FALSE);
}

AthPythonValue *
ath_python_str_removesuffix (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return remove_affix (evaluator, "removesuffix", self, arguments, TRUE);
}
