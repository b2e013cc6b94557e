/* ath-python-format.c: texts made of values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/ath-python-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "python/ath-python-evaluator-private.h"
#include "python/ath-python-types.h"

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
  /* What a member of `class A (str, Enum)` gives changed with Python 3.12. */
  if (value->type == ATH_PYTHON_TYPE_INSTANCE && value->instance.primitive != NULL)
    return ath_python_refuse (evaluator, _("%s as part of a text is not understood: it depends on "
                                           "the version of Python"),
                              ath_python_describe (evaluator, value));
  if (*specification == '\0')
    return ath_python_str (evaluator, value);

  return ath_python_refuse (evaluator, _("The format “%s” is not understood"), specification);
}

static AthPythonValue *
convert (AthPythonEvaluator *self,
         AthPythonNode      *node,
         AthPythonValue     *value)
{
  switch (node->formatted_value.conversion)
    {
    case 's':
      return ath_python_str (self, value);

    case 'r':
      return ath_python_repr (self, value);

    case 'a':
      return ath_python_refuse (self, _("“!a” is not understood"));

    default:
      return value;
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
  if (value != NULL)
    value = convert (self, node, value);
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

  return ath_python_str_new_len (self->arena, text->str, text->len);
}

/**
 * ath_python_format_percent:
 * @evaluator: an evaluator
 * @template: a str
 * @values: a tuple, a dict, or one value
 *
 * Returns: (transfer none) (nullable): `template % values`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_format_percent (AthPythonEvaluator *evaluator,
                           AthPythonValue     *template,
                           AthPythonValue     *values)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint taken = 0;

  for (const char *c = template->text.bytes; *c != '\0'; c++)
    {
      AthPythonValue *value = values;
      AthPythonValue *part;

      if (*c != '%')
        {
          g_string_append_c (text, *c);
          continue;
        }
      c++;
      if (*c == '%')
        {
          g_string_append_c (text, '%');
          continue;
        }
      if (*c != 's' && *c != 'r')
        return ath_python_refuse (evaluator, _("The format “%s” is not understood"), c - 1);

      if (values->type == ATH_PYTHON_TYPE_TUPLE)
        value = taken < values->sequence.length ? values->sequence.items[taken] : NULL;
      else if (taken > 0)
        value = NULL;
      if (value == NULL)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "not enough arguments for format string");
      taken++;
      part = *c == 's' ? ath_python_str (evaluator, value) : ath_python_repr (evaluator, value);
      if (part == NULL)
        return NULL;
      g_string_append_len (text, part->text.bytes, part->text.length);
    }

  if (values->type == ATH_PYTHON_TYPE_TUPLE && taken < values->sequence.length)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "not all arguments converted during string formatting");

  return ath_python_str_new_len (evaluator->arena, text->str, text->len);
}
