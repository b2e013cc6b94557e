/* ath-python-arguments.c: what a call passes to a function written in C
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-types.h"

typedef struct
{
  AthPythonEvaluator        *evaluator;
  const char                *function;
  const AthPythonArguments  *arguments;
  const AthPythonParameter  *parameters;
  guint                      n_parameters;
  AthPythonValue           **values;
} Binding;

static gboolean
takes_position (const AthPythonParameter *parameter)
{
  return parameter->kind <= ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL;
}

static gboolean
is_required (const AthPythonParameter *parameter)
{
  return parameter->kind == ATH_PYTHON_PARAM_REQUIRED
         || parameter->kind == ATH_PYTHON_PARAM_POSITIONAL;
}

static gboolean
bind_positional (Binding *binding)
{
  AthArena *arena = ath_python_get_arena (binding->evaluator);
  guint taken = 0;

  for (guint i = 0; i < binding->n_parameters; i++)
    {
      const AthPythonParameter *parameter = &binding->parameters[i];

      if (parameter->kind == ATH_PYTHON_PARAM_REST)
        {
          binding->values[i] = ath_python_tuple_new (arena, binding->arguments->positional + taken,
                                                     binding->arguments->n_positional - taken);
          taken = binding->arguments->n_positional;
        }
      else if (takes_position (parameter) && taken < binding->arguments->n_positional)
        binding->values[i] = binding->arguments->positional[taken++];
    }

  if (taken == binding->arguments->n_positional)
    return TRUE;

  return ath_python_refuse (binding->evaluator, _("“%s ()” with %u arguments is not understood"),
                            binding->function, binding->arguments->n_positional) != NULL;
}

static gboolean
takes_name (const AthPythonParameter *parameter,
            const char               *name)
{
  return (parameter->kind == ATH_PYTHON_PARAM_REQUIRED
          || parameter->kind == ATH_PYTHON_PARAM_OPTIONAL
          || parameter->kind == ATH_PYTHON_PARAM_KEYWORD)
         && g_str_equal (parameter->name, name);
}

static gboolean
bind_keyword (Binding        *binding,
              const char     *name,
              AthPythonValue *value)
{
  for (guint i = 0; i < binding->n_parameters; i++)
    {
      if (!takes_name (&binding->parameters[i], name))
        continue;
      if (binding->values[i] != NULL)
        return ath_python_raise (binding->evaluator, &ath_python_type_error_class,
                                 "%s() got multiple values for argument '%s'",
                                 binding->function, name) != NULL;
      binding->values[i] = value;
      return TRUE;
    }

  for (guint i = 0; i < binding->n_parameters; i++)
    if (binding->parameters[i].kind == ATH_PYTHON_PARAM_KEYWORDS)
      {
        ath_python_dict_set_text (binding->values[i]->dict, name, value);
        return TRUE;
      }

  return ath_python_refuse (binding->evaluator, _("“%s ()” with “%s=” is not understood"),
                            binding->function, name) != NULL;
}

/**
 * ath_python_arguments_bind:
 * @evaluator: an evaluator
 * @function: name of the function, for messages
 * @arguments: what a call passes
 * @parameters: (array length=n_parameters): what the function takes
 * @n_parameters: how many
 * @values: (out caller-allocates) (array length=n_parameters): the values, in
 *   the order of @parameters; `NULL` for an optional one that is not given
 *
 * Binds the arguments of a call to the parameters of a function in C.
 *
 * An argument that no parameter takes is a refusal, not a `TypeError`: the real
 * function may well know it.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_arguments_bind (AthPythonEvaluator       *evaluator,
                           const char               *function,
                           const AthPythonArguments *arguments,
                           const AthPythonParameter *parameters,
                           guint                     n_parameters,
                           AthPythonValue          **values)
{
  Binding binding = { evaluator, function, arguments, parameters, n_parameters, values };

  for (guint i = 0; i < n_parameters; i++)
    values[i] = parameters[i].kind == ATH_PYTHON_PARAM_KEYWORDS
                ? ath_python_dict_value_new (ath_python_get_arena (evaluator)) : NULL;

  if (!bind_positional (&binding))
    return FALSE;
  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!bind_keyword (&binding, arguments->keywords[i], arguments->keyword_values[i]))
      return FALSE;

  for (guint i = 0; i < n_parameters; i++)
    if (values[i] == NULL && is_required (&parameters[i]))
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "%s() missing 1 required positional argument: '%s'",
                               function, parameters[i].name) != NULL;

  return TRUE;
}
