/* ath-python-convert.c: what functions in C take out of values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

/**
 * ath_python_is_opaque:
 * @value: a value
 *
 * Returns: whether @value may do more than is known of it here, so that what it
 *   cannot do is to be refused rather than raised
 */
gboolean
ath_python_is_opaque (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_HOST || value->type == ATH_PYTHON_TYPE_INSTANCE
         || value->type == ATH_PYTHON_TYPE_UNRESOLVED || value->type == ATH_PYTHON_TYPE_CLASS
         || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS;
}

/**
 * ath_python_refuse_type:
 * @evaluator: an evaluator
 * @function: what was called, for the message
 * @value: what it does not understand
 *
 * Returns: `NULL`, after refusing
 */
gpointer
ath_python_refuse_type (AthPythonEvaluator *evaluator,
                        const char         *function,
                        AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);

  return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), function,
                            ath_python_describe (evaluator, value));
}

/* FALSE, after raising `TypeError`, or refusing where that is not certain. */
static gboolean
fail_type (AthPythonEvaluator *evaluator,
           AthPythonValue     *value,
           const char         *format)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                       value->unresolved.reason);
  else if (ath_python_is_opaque (value))
    ath_python_refuse (evaluator, _("%s as an argument is not understood"),
                       ath_python_describe (evaluator, value));
  else
    {
      g_autoptr(GString) message = g_string_new (format);

      g_string_replace (message, "%s", ath_python_get_type_name (value), 1);
      ath_python_raise (evaluator, &ath_python_type_error_class, "%s", message->str);
    }

  return FALSE;
}

/**
 * ath_python_take_int:
 * @evaluator: an evaluator
 * @value: (nullable): an argument; `NULL` when it was not given, which leaves what
 *   is there
 * @number: (inout): its number
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_int (AthPythonEvaluator *evaluator,
                     AthPythonValue     *value,
                     gint64             *number)
{
  if (value == NULL)
    return TRUE;

  value = ath_python_unwrap (value);
  if (!ath_python_is_int (value))
    return fail_type (evaluator, value, "'%s' object cannot be interpreted as an integer");

  *number = value->integer;
  return TRUE;
}

/**
 * ath_python_take_float:
 * @evaluator: an evaluator
 * @value: (nullable): an argument; `NULL` when it was not given, which leaves what
 *   is there
 * @number: (inout): its number; an int counts too
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_float (AthPythonEvaluator *evaluator,
                       AthPythonValue     *value,
                       double             *number)
{
  if (value == NULL)
    return TRUE;

  value = ath_python_unwrap (value);
  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    *number = value->number;
  else if (ath_python_is_int (value))
    *number = (double) value->integer;
  else
    return fail_type (evaluator, value, "must be real number, not %s");

  return TRUE;
}

/**
 * ath_python_take_text:
 * @evaluator: an evaluator
 * @value: (nullable): an argument; `NULL` when it was not given, which leaves what
 *   is there
 * @text: (inout) (transfer none): it as a str
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_text (AthPythonEvaluator  *evaluator,
                      AthPythonValue      *value,
                      AthPythonValue     **text)
{
  if (value == NULL)
    return TRUE;

  value = ath_python_unwrap (value);
  if (!ath_python_is_str (value))
    return fail_type (evaluator, value, "must be str, not %s");

  *text = value;
  return TRUE;
}

/**
 * ath_python_take_bool:
 * @evaluator: an evaluator
 * @value: (nullable): an argument; `NULL` when it was not given, which leaves what
 *   is there
 * @truth: (inout): its truth
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_bool (AthPythonEvaluator *evaluator,
                      AthPythonValue     *value,
                      gboolean           *truth)
{
  return value == NULL || ath_python_is_true (evaluator, value, truth);
}

/**
 * ath_python_take_none:
 * @evaluator: an evaluator
 * @function: what the function is called
 * @arguments: what is passed
 *
 * For functions without parameters.
 *
 * Returns: `FALSE` after raising TypeError where something is passed
 */
gboolean
ath_python_take_none (AthPythonEvaluator       *evaluator,
                      const char               *function,
                      const AthPythonArguments *arguments)
{
  return ath_python_arguments_bind (evaluator, function, arguments, NULL, 0, NULL);
}

/**
 * ath_python_str_take:
 * @evaluator: an evaluator
 * @text: a text; stays the caller's
 *
 * Returns: (transfer none): a str that holds a copy of it
 */
AthPythonValue *
ath_python_str_take (AthPythonEvaluator *evaluator,
                     GString            *text)
{
  return ath_python_str_new_len (ath_python_get_arena (evaluator), text->str, text->len);
}

static gboolean
is_one_of (const AthPythonValue *encoding,
           const char *const    *names)
{
  g_autofree char *lower = g_ascii_strdown (encoding->text.bytes, -1);

  g_strdelimit (lower, "_", '-');

  return g_strv_contains (names, lower);
}

/**
 * ath_python_is_utf8_name:
 * @encoding: (nullable): the name of an encoding; `NULL` when none is given
 *
 * Returns: whether it means UTF-8
 */
gboolean
ath_python_is_utf8_name (const AthPythonValue *encoding)
{
  static const char *const names[] = { "utf-8", "utf8", NULL };

  return encoding == NULL || is_one_of (encoding, names);
}

/**
 * ath_python_is_ascii_name:
 * @encoding: (nullable): the name of an encoding
 *
 * Returns: whether it means one that ASCII is a part of
 */
gboolean
ath_python_is_ascii_name (const AthPythonValue *encoding)
{
  static const char *const names[] = {
    "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", NULL
  };

  return encoding != NULL && is_one_of (encoding, names);
}
