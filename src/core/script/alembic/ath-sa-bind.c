/* ath-sa-bind.c: `bindparam ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa-select.h"
#include "script/alembic/ath-sa.h"

/* A value that is given when the statement is executed. */
typedef struct
{
  AthSaExpression  expression;
  const char      *key;
  AthPythonValue  *value; /* (nullable): the one without any other */
} Bind;

static gboolean
append_bind (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Bind *bind = (const Bind *) self;
  AthPythonValue *value = NULL;

  if (compiler->parameters != NULL)
    value = ath_python_dict_get_text (compiler->parameters->dict, bind->key);
  if (value != NULL)
    compiler->n_bound++;
  else
    value = bind->value;

  if (value == NULL)
    return ath_python_refuse (compiler->evaluator, _("The parameter “%s” has no value"),
                              bind->key) != NULL;
  if (value->type == ATH_PYTHON_TYPE_LIST || value->type == ATH_PYTHON_TYPE_TUPLE)
    return ath_python_refuse (compiler->evaluator, _("%s as a value in SQL is not understood"),
                              ath_python_get_type_name (value)) != NULL;

  return ath_sa_literal_append (compiler->evaluator, value, self->type, compiler->sql);
}

static AthPythonValue *
make_bind (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_REQUIRED },
    { "value", ATH_PYTHON_PARAM_OPTIONAL },
    { "type_", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Bind *bind = ath_arena_new0 (ath_python_get_arena (evaluator), Bind);

  if (!ath_python_arguments_bind (evaluator, "bindparam", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_get_text (evaluator, values[0], "key", &bind->key))
    return NULL;
  if (bind->key == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "bindparam", "None");
  if (values[2] != NULL && !ath_python_is_none (values[2]))
    {
      bind->expression.type = ath_sa_type_of (evaluator, values[2]);
      if (bind->expression.type == NULL)
        return NULL;
    }

  bind->expression.append = append_bind;
  bind->value = values[1];

  return ath_sa_expression_new (evaluator, bind);
}

const AthPythonNativeFunction ath_sa_bind_functions[] = {
  { "bindparam", make_bind },
  { NULL },
};
