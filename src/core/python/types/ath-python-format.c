/* ath-python-format.c: format() and f-strings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-format-spec.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
format_builtin (AthPythonEvaluator *self,
                AthPythonValue     *value,
                const char         *specification)
{
  g_autoptr(GString) text = g_string_new (NULL);
  AthPythonFormatSpec spec;
  gboolean done;

  if (!ath_python_format_spec_parse (self, specification, &spec))
    return NULL;

  if (value->type == ATH_PYTHON_TYPE_STR)
    done = ath_python_format_text (self, &spec, value->text.bytes, text);
  else if (value->type == ATH_PYTHON_TYPE_FLOAT)
    done = ath_python_format_float (self, &spec, value->number, text);
  else
    done = ath_python_format_int (self, &spec, value->integer, text);

  return done ? ath_python_str_take (self, text) : NULL;
}

/* An object of a class of a script, which may have a method of its own. */
static AthPythonValue *
format_instance (AthPythonEvaluator *self,
                 AthPythonValue     *value,
                 const char         *specification)
{
  AthPythonValue *argument = ath_python_str_new (self->arena, specification);
  AthPythonValue *result;

  if (ath_python_call_special (self, value, "__format__", &argument, 1, &result))
    return result == NULL || ath_python_is_str (result) ? result
           : ath_python_raise (self, &ath_python_type_error_class,
                               "__format__ must return a str, not %s",
                               ath_python_get_type_name (result));
  /* What a member of `class A (str, Enum)` gives changed with Python 3.12. */
  if (value->instance.primitive != NULL
      && value->instance.primitive->type != ATH_PYTHON_TYPE_TUPLE)
    return ath_python_refuse (self, _("%s as part of a text is not understood: it depends on the "
                                      "version of Python"), ath_python_describe (self, value));
  if (*specification == '\0')
    return ath_python_str (self, value);
  if (ath_python_is_plain (value))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "unsupported format string passed to %s.__format__",
                             ath_python_get_type_name (value));

  return ath_python_refuse (self, _("The format “%s” is not understood"), specification);
}

static AthPythonValue *
format_host (AthPythonEvaluator *self,
             AthPythonValue     *value,
             const char         *specification)
{
  const AthPythonNativeClass *class;

  for (class = value->host.class; class != NULL; class = class->base)
    if (class->format != NULL)
      return class->format (self, value, specification);

  if (*specification == '\0')
    return ath_python_str (self, value);

  return ath_python_refuse (self, _("The format “%s” is not understood"), specification);
}

/**
 * ath_python_format:
 * @evaluator: an evaluator
 * @value: a value
 * @specification: what stands after the colon
 *
 * Returns: (transfer none) (nullable): `format (value, specification)`, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_format (AthPythonEvaluator *evaluator,
                   AthPythonValue     *value,
                   const char         *specification)
{
  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_INSTANCE:
      return format_instance (evaluator, value, specification);

    case ATH_PYTHON_TYPE_HOST:
      return format_host (evaluator, value, specification);

    case ATH_PYTHON_TYPE_STR:
    case ATH_PYTHON_TYPE_INT:
    case ATH_PYTHON_TYPE_BOOL:
    case ATH_PYTHON_TYPE_FLOAT:
      if (*specification != '\0')
        return format_builtin (evaluator, value, specification);
      break;

    default:
      if (*specification == '\0')
        break;
      if (ath_python_is_opaque (value))
        return ath_python_refuse (evaluator, _("The format “%s” is not understood"),
                                  specification);
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "unsupported format string passed to %s.__format__",
                               ath_python_get_type_name (value));
    }

  return ath_python_str (evaluator, value);
}

/**
 * ath_python_format_convert:
 * @evaluator: an evaluator
 * @value: a value
 * @conversion: the letter after the exclamation mark, or 0
 *
 * Returns: (transfer none) (nullable): @value as the letter wants it, or `NULL`
 *   after raising or refusing
 */
AthPythonValue *
ath_python_format_convert (AthPythonEvaluator *evaluator,
                           AthPythonValue     *value,
                           char                conversion)
{
  switch (conversion)
    {
    case '\0':
      return value;

    case 's':
      return ath_python_str (evaluator, value);

    case 'r':
      return ath_python_repr (evaluator, value);

    case 'a':
      return ath_python_ascii (evaluator, value);

    default:
      return ath_python_raise (evaluator, &ath_python_value_error_class,
                               "Unknown conversion specifier %c", conversion);
    }
}

static AthPythonValue *
evaluate_part (AthPythonEvaluator *self,
               AthPythonNode      *node)
{
  AthPythonValue *value;
  AthPythonValue *specification = NULL;

  if (node->kind != ATH_PYTHON_FORMATTED_VALUE)
    return ath_python_evaluate (self, node);

  value = ath_python_evaluate (self, node->formatted_value.value);
  self->node = node;
  if (value != NULL)
    value = ath_python_format_convert (self, value, node->formatted_value.conversion);
  if (value == NULL)
    return NULL;
  if (node->formatted_value.format_spec != NULL)
    {
      specification = ath_python_evaluate (self, node->formatted_value.format_spec);
      if (specification == NULL)
        return NULL;
    }
  self->node = node;

  return ath_python_format (self, value, specification != NULL ? specification->text.bytes : "");
}

/**
 * ath_python_evaluate_joined_str:
 * @self: an evaluator
 * @node: a JOINED_STR
 *
 * Returns: (transfer none) (nullable): the text, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_evaluate_joined_str (AthPythonEvaluator *self,
                                AthPythonNode      *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->joined_str.values->length; i++)
    {
      AthPythonValue *part = evaluate_part (self, node->joined_str.values->items[i]);

      if (part == NULL)
        return NULL;
      g_string_append_len (text, part->text.bytes, part->text.length);
    }

  return ath_python_str_take (self, text);
}
