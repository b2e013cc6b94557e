/* ath-python-methods-str-test.c: methods of str that tell what a text is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/syntax/ath-python-chars.h"
#include "python/types/ath-python-methods-str.h"

typedef gboolean (*CharTest) (gunichar c);

/* Numbers that are no decimal digits: Python knows more of them than GLib. */
static gboolean
is_odd_number (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OTHER_NUMBER || type == G_UNICODE_LETTER_NUMBER
         || (c >= 0x3400 && type == G_UNICODE_OTHER_LETTER);
}

/* Whether all characters, of which there is at least one, pass. */
static AthPythonValue *
test_all (AthPythonEvaluator       *evaluator,
          const char               *name,
          AthPythonValue           *self,
          const AthPythonArguments *arguments,
          CharTest                  test,
          gboolean                  is_of_numbers)
{
  gboolean result = self->text.length > 0;

  if (!ath_python_take_none (evaluator, name, arguments))
    return NULL;

  for (const char *at = self->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_of_numbers && is_odd_number (c) && !test (c))
        return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), name,
                                  self->text.bytes);
      result = result && test (c);
    }

  return ath_python_bool (result);
}

static gboolean
is_decimal (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_DECIMAL_NUMBER;
}

static gboolean
is_alpha_or_decimal (gunichar c)
{
  return g_unichar_isalpha (c) || is_decimal (c);
}

AthPythonValue *
ath_python_str_isalnum (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isalnum", self, arguments, is_alpha_or_decimal, TRUE);
}

AthPythonValue *
ath_python_str_isalpha (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isalpha", self, arguments, g_unichar_isalpha, FALSE);
}

AthPythonValue *
ath_python_str_isascii (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "isascii", arguments))
    return NULL;

  return ath_python_bool (g_str_is_ascii (self->text.bytes));
}

AthPythonValue *
ath_python_str_isdecimal (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isdecimal", self, arguments, is_decimal, FALSE);
}

AthPythonValue *
ath_python_str_isdigit (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isdigit", self, arguments, is_decimal, TRUE);
}

AthPythonValue *
ath_python_str_isnumeric (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isnumeric", self, arguments, is_decimal, TRUE);
}

AthPythonValue *
ath_python_str_isspace (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_all (evaluator, "isspace", self, arguments, ath_python_char_is_space, FALSE);
}

/* The only one that is true of an empty text. */
AthPythonValue *
ath_python_str_isprintable (AthPythonEvaluator       *evaluator,
                            AthPythonValue           *self,
                            const AthPythonArguments *arguments)
{
  if (self->text.length == 0 && arguments->n_positional + arguments->n_keywords == 0)
    return ath_python_bool (TRUE);

  return test_all (evaluator, "isprintable", self, arguments, ath_python_char_is_printable, FALSE);
}

AthPythonValue *
ath_python_str_isidentifier (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  gboolean result = self->text.length > 0 && !g_ascii_isdigit (self->text.bytes[0]);

  if (!ath_python_take_none (evaluator, "isidentifier", arguments))
    return NULL;
  if (!g_str_is_ascii (self->text.bytes))
    return ath_python_refuse (evaluator, _("“%s ()” of a text that is not ASCII is not understood"),
                              "isidentifier");

  for (gsize i = 0; i < self->text.length; i++)
    result = result && (g_ascii_isalnum (self->text.bytes[i]) || self->text.bytes[i] == '_');

  return ath_python_bool (result);
}

/* All that have a case have the one that is wanted, and there is at least one. */
static AthPythonValue *
test_case (AthPythonEvaluator       *evaluator,
           const char               *name,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           CharTest                  test)
{
  gboolean has_cased = FALSE;

  if (!ath_python_take_none (evaluator, name, arguments))
    return NULL;

  for (const char *at = self->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!ath_python_char_is_cased (c))
        continue;
      if (!test (c))
        return ath_python_bool (FALSE);
      has_cased = TRUE;
    }

  return ath_python_bool (has_cased);
}

AthPythonValue *
ath_python_str_islower (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_case (evaluator, "islower", self, arguments, g_unichar_islower);
}

AthPythonValue *
ath_python_str_isupper (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return test_case (evaluator, "isupper", self, arguments, g_unichar_isupper);
}

AthPythonValue *
ath_python_str_istitle (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  gboolean follows_cased = FALSE;
  gboolean has_cased = FALSE;

  if (!ath_python_take_none (evaluator, "istitle", arguments))
    return NULL;

  for (const char *at = self->text.bytes; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_cased = ath_python_char_is_cased (c);

      if (is_cased && follows_cased != g_unichar_islower (c))
        return ath_python_bool (FALSE);
      has_cased = has_cased || is_cased;
      follows_cased = is_cased;
    }

  return ath_python_bool (has_cased);
}
