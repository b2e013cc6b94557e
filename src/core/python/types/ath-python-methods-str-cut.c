/* ath-python-methods-str-cut.c: methods of str that cut a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-span.h"
#include "python/types/ath-python-types.h"

/* Whether strip() takes @c away; @set is NULL for blanks. */
static gboolean
is_stripped (const AthPythonValue *set,
             gunichar              c)
{
  if (set == NULL)
    return ath_python_char_is_space (c);

  return g_utf8_strchr (set->text.bytes, (gssize) set->text.length, c) != NULL;
}

static AthPythonValue *
strip (AthPythonEvaluator       *evaluator,
       const char               *name,
       AthPythonValue           *self,
       const AthPythonArguments *arguments,
       gboolean                  at_start,
       gboolean                  at_end)
{
  static const AthPythonParameter parameters[] = {
    { "chars", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *set;
  AthPythonSpan span = ath_python_span_of (self);

  if (!ATH_PYTHON_BIND (name, parameters, &set))
    return NULL;

  if (set != NULL && ath_python_is_none (set))
    set = NULL;
  if (!ath_python_take_text (evaluator, set, &set))
    return NULL;

  while (at_start && span.start < span.end && is_stripped (set, g_utf8_get_char (span.start)))
    span.start = g_utf8_next_char (span.start);

  while (at_end && span.start < span.end
         && is_stripped (set, g_utf8_get_char (g_utf8_prev_char (span.end))))
    span.end = g_utf8_prev_char (span.end);

  return ath_python_span_to_str (evaluator, span.start, span.end);
}

AthPythonValue *
ath_python_str_strip (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return strip (evaluator, "strip", self, arguments, TRUE, TRUE);
}

AthPythonValue *
ath_python_str_lstrip (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return strip (evaluator, "lstrip", self, arguments, TRUE, FALSE);
}

AthPythonValue *
ath_python_str_rstrip (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return strip (evaluator, "rstrip", self, arguments, FALSE, TRUE);
}

static void
add_span (AthPythonEvaluator *evaluator,
          AthPythonValue     *list,
          const char         *start,
          const char         *end)
{
  ath_python_list_append (ath_python_get_arena (evaluator), list,
                          ath_python_span_to_str (evaluator, start, end));
}

static const char *
skip_spaces (AthPythonSpan     span,
             gboolean wanted)
{
  while (span.start < span.end
         && ath_python_char_is_space (g_utf8_get_char (span.start)) == wanted)
    span.start = g_utf8_next_char (span.start);

  return span.start;
}

static const char *
skip_spaces_back (AthPythonSpan     span,
                  gboolean wanted)
{
  while (span.start < span.end
         && ath_python_char_is_space (g_utf8_get_char (g_utf8_prev_char (span.end))) == wanted)
    span.end = g_utf8_prev_char (span.end);

  return span.end;
}

/* At blanks, from the left. */
static void
split_blanks (AthPythonEvaluator *evaluator,
              AthPythonValue     *list,
              AthPythonSpan                span,
              gint64              max_split)
{
  for (;;)
    {
      const char *word;

      span.start = skip_spaces (span, TRUE);
      if (span.start == span.end)
        return;

      if (max_split-- == 0)
        {
          add_span (evaluator, list, span.start, span.end);
          return;
        }

      word = span.start;
      span.start = skip_spaces (span, FALSE);
      add_span (evaluator, list, word, span.start);
    }
}

/* At blanks, from the right; the list comes out reversed. */
static void
split_blanks_back (AthPythonEvaluator *evaluator,
                   AthPythonValue     *list,
                   AthPythonSpan                span,
                   gint64              max_split)
{
  for (;;)
    {
      const char *word_end;

      span.end = skip_spaces_back (span, TRUE);
      if (span.start == span.end)
        return;

      if (max_split-- == 0)
        {
          add_span (evaluator, list, span.start, span.end);
          return;
        }

      word_end = span.end;
      span.end = skip_spaces_back (span, FALSE);
      add_span (evaluator, list, span.end, word_end);
    }
}

static void
split_at (AthPythonEvaluator *evaluator,
          AthPythonValue     *list,
          AthPythonSpan                span,
          AthPythonSpan                separator,
          gint64              max_split)
{
  const char *found;

  while (max_split-- != 0 && (found = ath_python_span_find_first (span, separator)) != NULL)
    {
      add_span (evaluator, list, span.start, found);
      span.start = found + (separator.end - separator.start);
    }

  add_span (evaluator, list, span.start, span.end);
}

/* The list comes out reversed. */
static void
split_at_back (AthPythonEvaluator *evaluator,
               AthPythonValue     *list,
               AthPythonSpan                span,
               AthPythonSpan                separator,
               gint64              max_split)
{
  const char *found;

  while (max_split-- != 0 && (found = ath_python_span_find_last (span, separator)) != NULL)
    {
      add_span (evaluator, list, found + (separator.end - separator.start), span.end);
      span.end = found;
    }

  add_span (evaluator, list, span.start, span.end);
}

static void
reverse (AthPythonValue *list)
{
  for (guint i = 0, j = list->sequence.length; i + 1 < j; i++)
    {
      AthPythonValue *item = list->sequence.items[i];

      j--;
      list->sequence.items[i] = list->sequence.items[j];
      list->sequence.items[j] = item;
    }
}

static AthPythonValue *
split (AthPythonEvaluator       *evaluator,
       const char               *name,
       AthPythonValue           *self,
       const AthPythonArguments *arguments,
       gboolean                  backwards)
{
  static const AthPythonParameter parameters[] = {
    { "sep", ATH_PYTHON_PARAM_OPTIONAL },
    { "maxsplit", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *list = ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gint64 max_split = -1;

  if (!ATH_PYTHON_BIND (name, parameters, values)
      || !ath_python_take_int (evaluator, values[1], &max_split))
    return NULL;

  if (values[0] == NULL || ath_python_is_none (values[0]))
    (backwards ? split_blanks_back : split_blanks) (evaluator, list, ath_python_span_of (self),
                                                    max_split);
  else
    {
      if (!ath_python_take_text (evaluator, values[0], &values[0]))
        return NULL;
      if (values[0]->text.length == 0)
        return ath_python_raise (evaluator, &ath_python_value_error_class, "empty separator");

      (backwards ? split_at_back : split_at) (evaluator, list, ath_python_span_of (self),
                                              ath_python_span_of (values[0]), max_split);
    }

  if (backwards)
    reverse (list);

  return list;
}

AthPythonValue *
ath_python_str_split (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return split (evaluator, "split", self, arguments, FALSE);
}

AthPythonValue *
ath_python_str_rsplit (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return split (evaluator, "rsplit", self, arguments, TRUE);
}

AthPythonValue *
ath_python_str_splitlines (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "keepends", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *list = ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);
  AthPythonValue *value;
  AthPythonSpan span = ath_python_span_of (self);
  gint64 keeps_ends = 0;

  if (!ATH_PYTHON_BIND ("splitlines", parameters, &value)
      || !ath_python_take_int (evaluator, value, &keeps_ends))
    return NULL;

  while (span.start < span.end)
    {
      const char *line_end = span.start;
      const char *next;

      while (line_end < span.end && !ath_python_char_is_line_break (g_utf8_get_char (line_end)))
        line_end = g_utf8_next_char (line_end);

      next = line_end;
      if (next < span.end)
        next = line_end[0] == '\r' && line_end[1] == '\n' ? line_end + 2
                                                          : g_utf8_next_char (line_end);
      add_span (evaluator, list, span.start, keeps_ends != 0 ? next : line_end);
      span.start = next;
    }

  return list;
}

static AthPythonValue *
partition (AthPythonEvaluator       *evaluator,
           const char               *name,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           gboolean                  backwards)
{
  static const AthPythonParameter parameters[] = { { "sep", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *parts[3];
  AthPythonValue *separator;
  AthPythonSpan span = ath_python_span_of (self);
  const char *found;

  if (!ATH_PYTHON_BIND (name, parameters, &separator)
      || !ath_python_take_text (evaluator, separator, &separator))
    return NULL;

  if (separator->text.length == 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "empty separator");

  found = backwards ? ath_python_span_find_last (span, ath_python_span_of (separator))
                    : ath_python_span_find_first (span, ath_python_span_of (separator));
  if (found != NULL)
    {
      parts[0] = ath_python_span_to_str (evaluator, span.start, found);
      parts[1] = separator;
      parts[2] = ath_python_span_to_str (evaluator, found + separator->text.length, span.end);
    }
  else
    {
      parts[backwards ? 2 : 0] = self;
      parts[1] = ath_python_span_to_str (evaluator, span.end, span.end);
      parts[backwards ? 0 : 2] = parts[1];
    }

  return ath_python_tuple_new (ath_python_get_arena (evaluator), parts, 3);
}

AthPythonValue *
ath_python_str_partition (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  return partition (evaluator, "partition", self, arguments, FALSE);
}

AthPythonValue *
ath_python_str_rpartition (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  return partition (evaluator, "rpartition", self, arguments, TRUE);
}
