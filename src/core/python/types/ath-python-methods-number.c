/* ath-python-methods-number.c: methods of int, float and bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
int_bit_length (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  guint64 magnitude = self->integer < 0 ? -(guint64) self->integer : (guint64) self->integer;

  if (!ath_python_take_none (evaluator, "bit_length", arguments))
    return NULL;

  return ath_python_int_new (ath_python_get_arena (evaluator),
                             magnitude == 0 ? 0 : 64 - __builtin_clzll (magnitude));
}

static AthPythonValue *
int_self (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return ath_python_int_new (ath_python_get_arena (evaluator), self->integer);
}

static AthPythonValue *
float_is_integer (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "is_integer", arguments))
    return NULL;

  return ath_python_bool (isfinite (self->number) && floor (self->number) >= self->number);
}

const AthPythonNativeFunction ath_python_int_methods[] = {
  { "bit_length", int_bit_length },
  { "numerator", int_self, .is_property = TRUE },
  { "real", int_self, .is_property = TRUE },
  { NULL },
};

const AthPythonNativeFunction ath_python_float_methods[] = {
  { "is_integer", float_is_integer },
  { NULL },
};

static AthPythonValue *
bytes_decode (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "encoding", ATH_PYTHON_PARAM_OPTIONAL },
    { "errors", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("decode", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  if (!ath_python_is_utf8_name (values[0]) && !ath_python_is_ascii_name (values[0]))
    return ath_python_refuse (evaluator, _("The encoding “%s” is not understood"),
                              values[0]->text.bytes);
  if (!g_utf8_validate_len (self->text.bytes, self->text.length, NULL)
      || (!ath_python_is_utf8_name (values[0]) && !g_str_is_ascii (self->text.bytes)))
    return ath_python_refuse (evaluator, _("These bytes as a text are not understood"));

  return ath_python_str_new_len (ath_python_get_arena (evaluator), self->text.bytes,
                                 self->text.length);
}

static AthPythonValue *
bytes_hex (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (!ath_python_take_none (evaluator, "hex", arguments))
    return NULL;

  for (gsize i = 0; i < self->text.length; i++)
    g_string_append_printf (text, "%02x", (guchar) self->text.bytes[i]);

  return ath_python_str_take (evaluator, text);
}

/* Pairs of digits with blanks between them. */
static AthPythonValue *
bytes_fromhex (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "string", ATH_PYTHON_PARAM_POSITIONAL } };
  g_autoptr(GString) bytes = g_string_new (NULL);
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("fromhex", parameters, &text)
      || !ath_python_take_text (evaluator, text, &text))
    return NULL;

  for (const char *c = text->text.bytes; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c))
        continue;
      if (!g_ascii_isxdigit (c[0]) || !g_ascii_isxdigit (c[1]))
        {
          glong index = c - text->text.bytes + (g_ascii_isxdigit (*c) ? 1 : 0);

          return ath_python_raise (evaluator, &ath_python_value_error_class,
                                   "non-hexadecimal number found in fromhex() arg at position %ld",
                                   index);
        }
      g_string_append_c (bytes, (char) (g_ascii_xdigit_value (c[0]) * 16
                                        + g_ascii_xdigit_value (c[1])));
      c++;
    }

  return ath_python_bytes_new (ath_python_get_arena (evaluator), bytes->str, bytes->len);
}

const AthPythonNativeFunction ath_python_bytes_methods[] = {
  { "decode", bytes_decode },
  { "fromhex", bytes_fromhex, .is_class_method = TRUE },
  { "hex", bytes_hex },
  { NULL },
};
