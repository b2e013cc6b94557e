/* ath-python-methods-str.c: methods of str that look and cut
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-types.h"

/* A part of a text. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

static Span
get_span (const AthPythonValue *text)
{
  return (Span) { text->text.bytes, text->text.bytes + text->text.length };
}

static AthPythonValue *
new_span (AthPythonEvaluator *evaluator,
          const char         *start,
          const char         *end)
{
  return ath_python_str_new_len (ath_python_get_arena (evaluator), start, end - start);
}

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
find_char (Span   span,
           gint64 index)
{
  for (; index > 0 && span.start < span.end; index--)
    span.start = g_utf8_next_char (span.start);

  return span.start;
}

/* @what is a whole text, which ends at its nul. */
static const char *
find_first (Span span,
            Span what)
{
  return g_strstr_len (span.start, span.end - span.start, what.start);
}

static const char *
find_last (Span span,
           Span what)
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
           Span               *span,
           gboolean           *is_empty)
{
  gint64 length = (gint64) ath_python_str_get_n_chars (self);
  gint64 first = 0;
  gint64 last = length;

  if (!take_index (evaluator, start, length, &first) || !take_index (evaluator, end, length, &last))
    return FALSE;

  last = MIN (last, length);
  *is_empty = first > last;
  *span = get_span (self);
  span->end = find_char (*span, last);
  span->start = find_char (*span, MIN (first, last));
  return TRUE;
}

static const AthPythonParameter part_parameters[] = {
  { "sub", ATH_PYTHON_PARAM_POSITIONAL },
  { "start", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  { "end", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
};

typedef const char *(*FindFunc) (Span span,
                                 Span what);

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
  Span span;

  if (!ATH_PYTHON_BIND (name, part_parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !take_part (evaluator, self, values[1], values[2], &span, &is_empty))
    return FALSE;

  found = is_empty ? NULL : find_func (span, get_span (values[0]));
  *index = found != NULL ? count_chars (self->text.bytes, found) : -1;
  return TRUE;
}

static AthPythonValue *
str_find (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "find", self, arguments, find_first, &index))
    return NULL;

  return ath_python_int_new (ath_python_get_arena (evaluator), index);
}

static AthPythonValue *
str_rfind (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "rfind", self, arguments, find_last, &index))
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

static AthPythonValue *
str_index (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "index", self, arguments, find_first, &index))
    return NULL;

  return index_or_raise (evaluator, index);
}

static AthPythonValue *
str_rindex (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  gint64 index;

  if (!find (evaluator, "rindex", self, arguments, find_last, &index))
    return NULL;

  return index_or_raise (evaluator, index);
}

static AthPythonValue *
str_count (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (part_parameters)];
  gint64 n = 0;
  gboolean is_empty;
  Span span, what;

  if (!ATH_PYTHON_BIND ("count", part_parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !take_part (evaluator, self, values[1], values[2], &span, &is_empty))
    return NULL;

  what = get_span (values[0]);
  if (is_empty)
    n = 0;
  else if (what.start == what.end)
    n = count_chars (span.start, span.end) + 1;
  else
    {
      while ((span.start = find_first (span, what)) != NULL)
        {
          span.start += what.end - what.start;
          n++;
        }
    }

  return ath_python_int_new (ath_python_get_arena (evaluator), n);
}

static gboolean
affix_matches (AthPythonEvaluator *evaluator,
               Span                span,
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
  Span span;

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

static AthPythonValue *
str_startswith (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return test_affix (evaluator, "startswith", self, arguments, FALSE);
}

static AthPythonValue *
str_endswith (AthPythonEvaluator       *evaluator,
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
  Span span = get_span (self);
  gboolean result;

  if (!ATH_PYTHON_BIND (name, ((AthPythonParameter[]) { part_parameters[0] }), &affix)
      || !ath_python_take_text (evaluator, affix, &affix)
      || !affix_matches (evaluator, span, affix, at_end, &result))
    return NULL;

  if (result && at_end)
    span.end -= affix->text.length;
  else if (result)
    span.start += affix->text.length;

  return new_span (evaluator, span.start, span.end);
}

static AthPythonValue *
str_removeprefix (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return remove_affix (evaluator, "removeprefix", self, arguments, FALSE);
}

static AthPythonValue *
str_removesuffix (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return remove_affix (evaluator, "removesuffix", self, arguments, TRUE);
}

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
  Span span = get_span (self);

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

  return new_span (evaluator, span.start, span.end);
}

static AthPythonValue *
str_strip (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return strip (evaluator, "strip", self, arguments, TRUE, TRUE);
}

static AthPythonValue *
str_lstrip (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return strip (evaluator, "lstrip", self, arguments, TRUE, FALSE);
}

static AthPythonValue *
str_rstrip (AthPythonEvaluator       *evaluator,
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
                          new_span (evaluator, start, end));
}

static const char *
skip_spaces (Span     span,
             gboolean wanted)
{
  while (span.start < span.end
         && ath_python_char_is_space (g_utf8_get_char (span.start)) == wanted)
    span.start = g_utf8_next_char (span.start);

  return span.start;
}

static const char *
skip_spaces_back (Span     span,
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
              Span                span,
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
                   Span                span,
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
          Span                span,
          Span                separator,
          gint64              max_split)
{
  const char *found;

  while (max_split-- != 0 && (found = find_first (span, separator)) != NULL)
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
               Span                span,
               Span                separator,
               gint64              max_split)
{
  const char *found;

  while (max_split-- != 0 && (found = find_last (span, separator)) != NULL)
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
    (backwards ? split_blanks_back : split_blanks) (evaluator, list, get_span (self), max_split);
  else
    {
      if (!ath_python_take_text (evaluator, values[0], &values[0]))
        return NULL;
      if (values[0]->text.length == 0)
        return ath_python_raise (evaluator, &ath_python_value_error_class, "empty separator");

      (backwards ? split_at_back : split_at) (evaluator, list, get_span (self),
                                              get_span (values[0]), max_split);
    }

  if (backwards)
    reverse (list);

  return list;
}

static AthPythonValue *
str_split (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return split (evaluator, "split", self, arguments, FALSE);
}

static AthPythonValue *
str_rsplit (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return split (evaluator, "rsplit", self, arguments, TRUE);
}

static AthPythonValue *
str_splitlines (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "keepends", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *list = ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);
  AthPythonValue *value;
  Span span = get_span (self);
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
  AthPythonValue *parts[3];
  AthPythonValue *separator;
  Span span = get_span (self);
  const char *found;

  if (!ATH_PYTHON_BIND (name, ((AthPythonParameter[]) { part_parameters[0] }), &separator)
      || !ath_python_take_text (evaluator, separator, &separator))
    return NULL;

  if (separator->text.length == 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class, "empty separator");

  found = (backwards ? find_last : find_first) (span, get_span (separator));
  if (found != NULL)
    {
      parts[0] = new_span (evaluator, span.start, found);
      parts[1] = separator;
      parts[2] = new_span (evaluator, found + separator->text.length, span.end);
    }
  else
    {
      parts[backwards ? 2 : 0] = self;
      parts[1] = new_span (evaluator, span.end, span.end);
      parts[backwards ? 0 : 2] = parts[1];
    }

  return ath_python_tuple_new (ath_python_get_arena (evaluator), parts, 3);
}

static AthPythonValue *
str_partition (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return partition (evaluator, "partition", self, arguments, FALSE);
}

static AthPythonValue *
str_rpartition (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return partition (evaluator, "rpartition", self, arguments, TRUE);
}

const AthPythonNativeFunction ath_python_str_methods[] = {
  { "find", str_find },
  { "rfind", str_rfind },
  { "index", str_index },
  { "rindex", str_rindex },
  { "count", str_count },
  { "startswith", str_startswith },
  { "endswith", str_endswith },
  { "removeprefix", str_removeprefix },
  { "removesuffix", str_removesuffix },
  { "strip", str_strip },
  { "lstrip", str_lstrip },
  { "rstrip", str_rstrip },
  { "split", str_split },
  { "rsplit", str_rsplit },
  { "splitlines", str_splitlines },
  { "partition", str_partition },
  { "rpartition", str_rpartition },
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
