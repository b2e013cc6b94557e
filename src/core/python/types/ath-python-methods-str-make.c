/* ath-python-methods-str-make.c: methods of str that make another text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-methods-str.h"
#include "python/types/ath-python-types.h"

#define MAX_WIDTH (1024 * 1024)

AthPythonValue *
ath_python_str_join (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "iterable", ATH_PYTHON_PARAM_POSITIONAL } };
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("join", parameters, &list))
    return NULL;
  list = ath_python_list_of (evaluator, list);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    {
      AthPythonValue *item = ath_python_unwrap (list->sequence.items[i]);

      if (ath_python_is_opaque (item))
        return ath_python_refuse_type (evaluator, "join", item);
      if (!ath_python_is_str (item))
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "sequence item %u: expected str instance, %s found", i,
                                 ath_python_get_type_name (item));
      if (!ath_python_reserve (evaluator, text->len))
        return NULL;
      if (i > 0)
        g_string_append_len (text, self->text.bytes, self->text.length);
      g_string_append_len (text, item->text.bytes, item->text.length);
    }

  return ath_python_str_take (evaluator, text);
}

/* An empty @old stands before every character and at the end. */
static void
replace_empty (AthPythonValue *self,
               AthPythonValue *replacement,
               gint64          count,
               GString        *text)
{
  const char *c = self->text.bytes;

  while (count-- != 0)
    {
      const char *next = g_utf8_next_char (c);

      g_string_append_len (text, replacement->text.bytes, replacement->text.length);
      if (*c == '\0')
        return;
      g_string_append_len (text, c, next - c);
      c = next;
    }

  g_string_append (text, c);
}

static void
replace_all (AthPythonValue *self,
             AthPythonValue *old,
             AthPythonValue *replacement,
             gint64          count,
             GString        *text)
{
  const char *c = self->text.bytes;
  const char *found;

  while (count-- != 0 && (found = strstr (c, old->text.bytes)) != NULL)
    {
      g_string_append_len (text, c, found - c);
      g_string_append_len (text, replacement->text.bytes, replacement->text.length);
      c = found + old->text.length;
    }

  g_string_append (text, c);
}

AthPythonValue *
ath_python_str_replace (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "old", ATH_PYTHON_PARAM_POSITIONAL },
    { "new", ATH_PYTHON_PARAM_POSITIONAL },
    { "count", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gint64 count = -1;

  if (!ATH_PYTHON_BIND ("replace", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1])
      || !ath_python_take_int (evaluator, values[2], &count))
    return NULL;

  if (self->text.length > 0 && values[1]->text.length > (gsize) MAX_WIDTH * 64 / self->text.length)
    return ath_python_refuse (evaluator, _("The script takes too much memory"));

  if (values[0]->text.length == 0)
    replace_empty (self, values[1], count, text);
  else
    replace_all (self, values[0], values[1], count, text);

  return ath_python_str_take (evaluator, text);
}

typedef AthPythonCase (*ChooseCase) (gunichar c,
                                     gboolean follows_cased,
                                     gboolean is_first);

static AthPythonCase
choose_lower (gunichar c,
              gboolean follows_cased,
              gboolean is_first)
{
  return ATH_PYTHON_CASE_LOWER;
}

static AthPythonCase
choose_upper (gunichar c,
              gboolean follows_cased,
              gboolean is_first)
{
  return ATH_PYTHON_CASE_UPPER;
}

static AthPythonCase
choose_title (gunichar c,
              gboolean follows_cased,
              gboolean is_first)
{
  return follows_cased ? ATH_PYTHON_CASE_LOWER : ATH_PYTHON_CASE_TITLE;
}

static AthPythonCase
choose_capital (gunichar c,
                gboolean follows_cased,
                gboolean is_first)
{
  return is_first ? ATH_PYTHON_CASE_TITLE : ATH_PYTHON_CASE_LOWER;
}

static AthPythonCase
choose_swapped (gunichar c,
                gboolean follows_cased,
                gboolean is_first)
{
  if (g_unichar_isupper (c))
    return ATH_PYTHON_CASE_LOWER;

  return g_unichar_islower (c) ? ATH_PYTHON_CASE_UPPER : ATH_PYTHON_CASE_TITLE;
}

static AthPythonValue *
change_case (AthPythonEvaluator       *evaluator,
             const char               *name,
             AthPythonValue           *self,
             const AthPythonArguments *arguments,
             ChooseCase                choose)
{
  g_autoptr(GString) text = g_string_sized_new (self->text.length);
  gboolean follows_cased = FALSE;

  if (!ath_python_take_none (evaluator, name, arguments))
    return NULL;

  for (const char *at = self->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar changed;

      if (!ath_python_char_to_case (c, choose (c, follows_cased, at == self->text.bytes),
                                    &changed))
        return ath_python_refuse (evaluator, _("The other case of “%.*s” is not understood"),
                                  (int) (g_utf8_next_char (at) - at), at);
      g_string_append_unichar (text, changed);
      follows_cased = ath_python_char_is_cased (c);
    }

  return ath_python_str_take (evaluator, text);
}

AthPythonValue *
ath_python_str_lower (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return change_case (evaluator, "lower", self, arguments, choose_lower);
}

AthPythonValue *
ath_python_str_upper (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return change_case (evaluator, "upper", self, arguments, choose_upper);
}

AthPythonValue *
ath_python_str_title (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return change_case (evaluator, "title", self, arguments, choose_title);
}

AthPythonValue *
ath_python_str_capitalize (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  return change_case (evaluator, "capitalize", self, arguments, choose_capital);
}

AthPythonValue *
ath_python_str_swapcase (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return change_case (evaluator, "swapcase", self, arguments, choose_swapped);
}

/* Beyond ASCII it is more than lower(). */
AthPythonValue *
ath_python_str_casefold (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  if (!g_str_is_ascii (self->text.bytes))
    return ath_python_refuse (evaluator, _("“%s ()” of a text that is not ASCII is not understood"),
                              "casefold");

  return change_case (evaluator, "casefold", self, arguments, choose_lower);
}

static void
append_fill (GString  *text,
             gunichar  fill,
             gint64    n)
{
  for (gint64 i = 0; i < n; i++)
    g_string_append_unichar (text, fill);
}

/* Takes the width and the character of ljust() and its like; sets @missing to
 * how many characters have to be added.
 */
static gboolean
take_width (AthPythonEvaluator       *evaluator,
            const char               *name,
            AthPythonValue           *self,
            const AthPythonArguments *arguments,
            gint64                   *missing,
            gunichar                 *fill)
{
  static const AthPythonParameter parameters[] = {
    { "width", ATH_PYTHON_PARAM_POSITIONAL },
    { "fillchar", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND (name, parameters, values)
      || !ath_python_take_int (evaluator, values[0], missing)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return FALSE;

  *fill = ' ';
  if (values[1] != NULL)
    {
      if (ath_python_str_get_n_chars (values[1]) != 1)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "The fill character must be exactly one character long") != NULL;
      *fill = g_utf8_get_char (values[1]->text.bytes);
    }

  if (*missing > MAX_WIDTH)
    return ath_python_refuse (evaluator, _("The script takes too much memory")) != NULL;

  *missing = MAX (0, *missing - (gint64) ath_python_str_get_n_chars (self));
  return TRUE;
}

static AthPythonValue *
fill_both (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           gunichar            fill,
           gint64              before,
           gint64              after)
{
  g_autoptr(GString) text = g_string_new (NULL);

  append_fill (text, fill, before);
  g_string_append_len (text, self->text.bytes, self->text.length);
  append_fill (text, fill, after);

  return ath_python_str_take (evaluator, text);
}

AthPythonValue *
ath_python_str_ljust (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  gint64 missing;
  gunichar fill;

  if (!take_width (evaluator, "ljust", self, arguments, &missing, &fill))
    return NULL;

  return fill_both (evaluator, self, fill, 0, missing);
}

AthPythonValue *
ath_python_str_rjust (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  gint64 missing;
  gunichar fill;

  if (!take_width (evaluator, "rjust", self, arguments, &missing, &fill))
    return NULL;

  return fill_both (evaluator, self, fill, missing, 0);
}

/* An odd one goes to the left when the width is odd. */
AthPythonValue *
ath_python_str_center (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  gint64 missing, width, before;
  gunichar fill;

  if (!take_width (evaluator, "center", self, arguments, &missing, &fill))
    return NULL;

  width = missing + (gint64) ath_python_str_get_n_chars (self);
  before = missing / 2 + (missing & width & 1);

  return fill_both (evaluator, self, fill, before, missing - before);
}

AthPythonValue *
ath_python_str_zfill (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *rest = self->text.bytes;
  gint64 missing;
  gunichar fill;

  if (arguments->n_positional > 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "zfill() takes exactly one argument (%u given)",
                             arguments->n_positional);
  if (!take_width (evaluator, "zfill", self, arguments, &missing, &fill))
    return NULL;

  if (*rest == '+' || *rest == '-')
    g_string_append_c (text, *rest++);
  append_fill (text, '0', missing);
  g_string_append (text, rest);

  return ath_python_str_take (evaluator, text);
}

AthPythonValue *
ath_python_str_expandtabs (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "tabsize", ATH_PYTHON_PARAM_OPTIONAL } };
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonValue *value;
  gint64 tab_size = 8;
  gint64 column = 0;

  if (!ATH_PYTHON_BIND ("expandtabs", parameters, &value)
      || !ath_python_take_int (evaluator, value, &tab_size))
    return NULL;
  if (tab_size > 1024)
    return ath_python_refuse (evaluator, _("The script takes too much memory"));

  for (const char *at = self->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (*at == '\t')
        {
          gint64 n = tab_size > 0 ? tab_size - column % tab_size : 0;

          append_fill (text, ' ', n);
          column += n;
          continue;
        }
      g_string_append_len (text, at, g_utf8_next_char (at) - at);
      column = *at == '\n' || *at == '\r' ? 0 : column + 1;
    }

  return ath_python_str_take (evaluator, text);
}

AthPythonValue *
ath_python_str_encode (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "encoding", ATH_PYTHON_PARAM_OPTIONAL },
    { "errors", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("encode", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  /* Whatever @errors says: in UTF-8 nothing can go wrong, in ASCII only beyond it. */
  if (!ath_python_is_utf8_name (values[0])
      && !(ath_python_is_ascii_name (values[0]) && g_str_is_ascii (self->text.bytes)))
    return ath_python_refuse (evaluator, _("The encoding “%s” is not understood"),
                              values[0]->text.bytes);

  return ath_python_bytes_new (ath_python_get_arena (evaluator), self->text.bytes,
                               self->text.length);
}
