/* ath-sa-bind.c: `bindparam ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* A value that is given when the statement is executed. */
typedef struct
{
  AthSaExpression  expression;
  const char      *key;        /* (nullable): `NULL`: nobody can name it */
  AthPythonValue  *value;      /* (nullable): the one without any other */
  gboolean         is_expanding;
} Bind;

/* Nothing is in an empty list; where that stands is not known. */
static gboolean
append_empty (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const AthSqlType *type = ath_sa_type_is_null (self->type) ? &ath_sa_integer_type : self->type;
  g_autoptr(GString) name = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (!ath_sql_type_append (type, name, &error))
    return ath_python_refuse (compiler->evaluator, "%s", error->message) != NULL;
  g_string_append_printf (compiler->sql, "(SELECT CAST(NULL AS %s) WHERE 1!=1)", name->str);

  return TRUE;
}

static gboolean
append_list (const AthSaExpression *self,
             AthSaCompiler         *compiler,
             AthPythonValue        *value)
{
  AthPythonValue *list = ath_python_is_str (value) ? NULL
                         : ath_python_list_of (compiler->evaluator, value);

  if (list == NULL)
    return ath_sa_refuse_value (compiler->evaluator, value);
  if (list->sequence.length == 0)
    return append_empty (self, compiler);

  for (guint i = 0; i < list->sequence.length; i++)
    {
      g_string_append (compiler->sql, i == 0 ? "(" : ", ");
      if (!ath_sa_literal_append (compiler->evaluator, list->sequence.items[i], self->type,
                                  compiler->sql))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_bind (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  AthPythonValue *value = ath_sa_bind_get_value (self, compiler);

  if (value == NULL)
    return FALSE;
  if (((const Bind *) self)->is_expanding)
    return append_list (self, compiler, value);

  if (ath_sa_type_is_null (self->type) && ath_python_is_sequence (value))
    return ath_sa_sequence_append (compiler->evaluator, value, compiler->sql);

  /* Whether a number is a text is for the driver to say. */
  if (ath_sa_type_is_kind (self->type, ATH_SQL_TYPE_STRING) && !ath_python_is_str (value)
      && !ath_python_is_none (value))
    return ath_sa_refuse_value (compiler->evaluator, value);

  return ath_sa_literal_append (compiler->evaluator, value, self->type, compiler->sql);
}

/**
 * ath_sa_is_bind:
 * @self: an expression
 *
 * Returns: whether it is a `bindparam ()`
 */
gboolean
ath_sa_is_bind (const AthSaExpression *self)
{
  return self->append == append_bind;
}

/**
 * ath_sa_bind_get_key:
 * @self: a `bindparam ()`
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
ath_sa_bind_get_key (const AthSaExpression *self)
{
  return ((const Bind *) self)->key;
}

/**
 * ath_sa_bind_get_value:
 * @self: a `bindparam ()`
 * @compiler: where it is written
 *
 * Returns: (transfer none) (nullable): the value that it has there, or `NULL`
 *   after refusing one without
 */
AthPythonValue *
ath_sa_bind_get_value (const AthSaExpression *self,
                       AthSaCompiler         *compiler)
{
  const Bind *bind = (const Bind *) self;
  AthPythonValue *value = NULL;

  if (compiler->parameters != NULL && bind->key != NULL)
    value = ath_python_dict_get_text (compiler->parameters->dict, bind->key);
  if (value != NULL)
    compiler->n_bound++;
  else
    value = bind->value;

  return value != NULL ? value
         : ath_python_refuse (compiler->evaluator, _("The parameter “%s” has no value"),
                              bind->key != NULL ? bind->key : "");
}

static Bind *
bind_copy (AthPythonEvaluator    *evaluator,
           const AthSaExpression *self)
{
  Bind *copy = ath_arena_new0 (ath_python_get_arena (evaluator), Bind);

  *copy = *(const Bind *) self;

  return copy;
}

/**
 * ath_sa_bind_new_typed:
 * @evaluator: an evaluator
 * @self: a `bindparam ()`
 * @type: (nullable): what it is compared with
 *
 * Returns: (transfer none): the same with that type
 */
const AthSaExpression *
ath_sa_bind_new_typed (AthPythonEvaluator    *evaluator,
                       const AthSaExpression *self,
                       const AthSqlType      *type)
{
  Bind *copy = bind_copy (evaluator, self);

  copy->expression.type = type;

  return &copy->expression;
}

/**
 * ath_sa_bind_new_valued:
 * @evaluator: an evaluator
 * @self: a `bindparam ()`
 * @value: a value
 *
 * Returns: (transfer none): the same with that value, as an expression
 */
AthPythonValue *
ath_sa_bind_new_valued (AthPythonEvaluator    *evaluator,
                        const AthSaExpression *self,
                        AthPythonValue        *value)
{
  Bind *copy = bind_copy (evaluator, self);

  copy->value = value;
  if (ath_sa_type_is_null (copy->expression.type) && !copy->is_expanding)
    copy->expression.type = ath_sa_type_of_value (value);

  return ath_sa_expression_new (evaluator, copy);
}

static const AthSqlType *
guess_type (const Bind *bind)
{
  AthPythonValue *value = bind->value;

  if (value == NULL)
    return NULL;
  if (bind->is_expanding)
    return value->type == ATH_PYTHON_TYPE_LIST && value->sequence.length > 0
           ? ath_sa_type_of_value (value->sequence.items[0]) : NULL;

  return ath_sa_type_of_value (value);
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
    { "unique", ATH_PYTHON_PARAM_OPTIONAL },
    { "required", ATH_PYTHON_PARAM_KEYWORD },
    { "expanding", ATH_PYTHON_PARAM_KEYWORD },
    { "literal_execute", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  Bind *bind = ath_arena_new0 (ath_python_get_arena (evaluator), Bind);
  gboolean is_unique = FALSE;

  if (!ath_python_arguments_bind (evaluator, "bindparam", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_get_text (evaluator, values[0], "key", &bind->key)
      || (values[3] != NULL && !ath_sa_get_bool (evaluator, values[3], &is_unique))
      || (values[5] != NULL && !ath_sa_get_bool (evaluator, values[5], &bind->is_expanding)))
    return NULL;
  if (is_unique)
    bind->key = NULL;
  bind->expression.append = append_bind;
  bind->value = values[1];
  bind->expression.type = guess_type (bind);
  if (values[2] != NULL && !ath_python_is_none (values[2]))
    {
      bind->expression.type = ath_sa_type_of (evaluator, values[2]);
      if (bind->expression.type == NULL)
        return NULL;
    }

  return ath_sa_expression_new (evaluator, bind);
}

const AthPythonNativeFunction ath_sa_bind_functions[] = {
  { "bindparam", make_bind },
  { NULL },
};
