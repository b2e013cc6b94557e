/* ath-python-module-base64.c: the module base64
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_text[] = { { "s", ATH_PYTHON_PARAM_REQUIRED } };

static AthPythonValue *
encode (AthPythonEvaluator       *evaluator,
        const char               *name,
        const AthPythonArguments *arguments,
        gboolean                  is_for_urls)
{
  g_autofree char *text = NULL;
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND (name, one_text, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_STR)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "a bytes-like object is required, not 'str'");
  if (value->type != ATH_PYTHON_TYPE_BYTES)
    return ath_python_refuse_type (evaluator, name, value);

  text = g_base64_encode ((const guchar *) value->text.bytes, value->text.length);
  if (is_for_urls)
    g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');

  return ath_python_bytes_new (evaluator->arena, text, strlen (text));
}

/* Python skips what is no digit of base 64; here it is refused. */
static AthPythonValue *
decode (AthPythonEvaluator       *evaluator,
        const char               *name,
        const AthPythonArguments *arguments,
        gboolean                  is_for_urls)
{
  g_autofree char *text = NULL;
  g_autofree guchar *bytes = NULL;
  AthPythonValue *value;
  gsize n_digits;
  gsize length;

  if (!ATH_PYTHON_BIND (name, one_text, &value))
    return NULL;
  if (value->type != ATH_PYTHON_TYPE_BYTES && !ath_python_is_str (value))
    return ath_python_refuse_type (evaluator, name, value);

  text = g_strndup (value->text.bytes, value->text.length);
  if (is_for_urls)
    g_strdelimit (g_strdelimit (text, "-", '+'), "_", '/');
  n_digits = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  if (strlen (text) != value->text.length || value->text.length % 4 != 0
      || n_digits + strspn (text + n_digits, "=") != value->text.length
      || value->text.length - n_digits > 2)
    return ath_python_refuse (evaluator, _("These bytes as base 64 are not understood"));
  bytes = g_base64_decode (text, &length);

  return ath_python_bytes_new (evaluator->arena, (const char *) bytes, length);
}

static AthPythonValue *
base64_b64encode (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return encode (evaluator, "b64encode", arguments, FALSE);
}

static AthPythonValue *
base64_b64decode (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return decode (evaluator, "b64decode", arguments, FALSE);
}

static AthPythonValue *
base64_urlsafe_b64encode (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  return encode (evaluator, "urlsafe_b64encode", arguments, TRUE);
}

static AthPythonValue *
base64_urlsafe_b64decode (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  return decode (evaluator, "urlsafe_b64decode", arguments, TRUE);
}

static const AthPythonNativeFunction b64decode_function = { "b64decode", base64_b64decode };
static const AthPythonNativeFunction b64encode_function = { "b64encode", base64_b64encode };
static const AthPythonNativeFunction urlsafe_b64decode_function = {
  "urlsafe_b64decode", base64_urlsafe_b64decode
};
static const AthPythonNativeFunction urlsafe_b64encode_function = {
  "urlsafe_b64encode", base64_urlsafe_b64encode
};

static const AthPythonNativeMember members[] = {
  { "b64decode", .function = &b64decode_function },
  { "b64encode", .function = &b64encode_function },
  { "urlsafe_b64decode", .function = &urlsafe_b64decode_function },
  { "urlsafe_b64encode", .function = &urlsafe_b64encode_function },
  { NULL },
};

const AthPythonNativeModule ath_python_base64_module = { "base64", members };
