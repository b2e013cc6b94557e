/* ath-python-module-json.c: the module json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/json/ath-python-json.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter dumps_parameters[] = {
  { "obj", ATH_PYTHON_PARAM_REQUIRED },
  { "ensure_ascii", ATH_PYTHON_PARAM_KEYWORD },
  { "allow_nan", ATH_PYTHON_PARAM_KEYWORD },
  { "sort_keys", ATH_PYTHON_PARAM_KEYWORD },
  { "skipkeys", ATH_PYTHON_PARAM_KEYWORD },
  { "indent", ATH_PYTHON_PARAM_KEYWORD },
  { "separators", ATH_PYTHON_PARAM_KEYWORD },
  { "default", ATH_PYTHON_PARAM_KEYWORD },
};

/* A number of blanks, or the text itself. */
static gboolean
take_indent (AthPythonEvaluator   *evaluator,
             AthPythonValue       *value,
             AthPythonJsonOptions *options)
{
  gint64 n_blanks;
  char *blanks;

  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (ath_python_is_str (value))
    {
      options->indent = value->text.bytes;
      return TRUE;
    }
  if (!ath_python_take_int (evaluator, value, &n_blanks))
    return FALSE;

  n_blanks = CLAMP (n_blanks, 0, 100);
  blanks = ath_arena_alloc (ath_python_get_arena (evaluator), (gsize) n_blanks + 1);
  for (gint64 i = 0; i < n_blanks; i++)
    blanks[i] = ' ';
  options->indent = blanks;

  return TRUE;
}

static gboolean
take_separators (AthPythonEvaluator   *evaluator,
                 AthPythonValue       *value,
                 AthPythonJsonOptions *options)
{
  AthPythonValue *item;
  AthPythonValue *key;

  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  value = ath_python_list_of (evaluator, value);
  if (value == NULL)
    return FALSE;
  if (value->sequence.length != 2)
    return ath_python_refuse_type (evaluator, "json.dumps", value) != NULL;
  if (!ath_python_take_text (evaluator, value->sequence.items[0], &item)
      || !ath_python_take_text (evaluator, value->sequence.items[1], &key))
    return FALSE;
  options->item_separator = item->text.bytes;
  options->key_separator = key->text.bytes;

  return TRUE;
}

static AthPythonValue *
json_dumps (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (dumps_parameters)];
  AthPythonJsonOptions options = { 0 };
  gboolean is_ascii = TRUE;
  gboolean allows_nan = TRUE;

  if (!ATH_PYTHON_BIND ("dumps", dumps_parameters, values)
      || !ath_python_take_bool (evaluator, values[1], &is_ascii)
      || !ath_python_take_bool (evaluator, values[2], &allows_nan)
      || !ath_python_take_bool (evaluator, values[3], &options.sorts_keys)
      || !ath_python_take_bool (evaluator, values[4], &options.skips_keys)
      || !take_indent (evaluator, values[5], &options)
      || !take_separators (evaluator, values[6], &options))
    return NULL;
  options.keeps_unicode = !is_ascii;
  options.forbids_nan = !allows_nan;
  if (values[7] != NULL && !ath_python_is_none (values[7]))
    options.fallback = values[7];

  return ath_python_json_write (evaluator, values[0], &options);
}

static AthPythonValue *
json_loads (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "s", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("loads", parameters, &text))
    return NULL;
  text = ath_python_unwrap (text);
  if (text->type == ATH_PYTHON_TYPE_BYTES || ath_python_is_opaque (text))
    return ath_python_refuse_type (evaluator, "json.loads", text);
  if (!ath_python_is_str (text))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "the JSON object must be str, bytes or bytearray, not %s",
                             ath_python_get_type_name (text));

  return ath_python_json_read (evaluator, text);
}

/* Of a file that was opened. */
static AthPythonValue *
json_load (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "fp", ATH_PYTHON_PARAM_REQUIRED } };
  const AthPythonArguments none = { 0 };
  AthPythonValue *file;
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("load", parameters, &file))
    return NULL;
  text = ath_python_get_attribute (evaluator, file, "read");
  text = text != NULL ? ath_python_call (evaluator, text, &none) : NULL;
  if (text == NULL)
    return NULL;
  if (!ath_python_is_str (text))
    return ath_python_refuse_type (evaluator, "json.load", text);

  return ath_python_json_read (evaluator, text);
}

const AthPythonNativeClass ath_python_json_decode_error_class = {
  .name = "JSONDecodeError",
  .module = "json",
  .base = &ath_python_value_error_class,
};

static const AthPythonNativeFunction dumps_function = { "dumps", json_dumps };
static const AthPythonNativeFunction load_function = { "load", json_load };
static const AthPythonNativeFunction loads_function = { "loads", json_loads };

static const AthPythonNativeMember members[] = {
  { "JSONDecodeError", .class = &ath_python_json_decode_error_class },
  { "dumps", .function = &dumps_function },
  { "load", .function = &load_function },
  { "loads", .function = &loads_function },
  { NULL },
};

const AthPythonNativeModule ath_python_json_module = { "json", members };
