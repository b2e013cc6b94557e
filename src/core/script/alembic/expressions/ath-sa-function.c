/* ath-sa-function.c: the functions of `sqlalchemy` that make expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/* `CAST(x AS type)` */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *operand;
} Cast; /* of a `type_coerce ()` nothing but the operand is written */

/* `x AS name` */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *element;
} Label;

/* A column by its name alone: `sa.column ()`. */
typedef struct
{
  AthSaExpression  expression;
  AthSqlName       name;
} Named;

static gboolean
append_cast (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Cast *cast = (const Cast *) self;
  GError *error = NULL;

  g_string_append (compiler->sql, "CAST(");
  if (!ath_sa_expression_append (cast->operand, compiler))
    return FALSE;
  g_string_append (compiler->sql, " AS ");
  if (!ath_sql_type_append (self->type, compiler->sql, &error))
    {
      ath_python_refuse (compiler->evaluator, "%s", error->message);
      g_error_free (error);
      return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static void
collect_cast (const AthSaExpression *self,
              GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Cast *) self)->operand, froms);
}

/**
 * ath_sa_cast_new:
 * @evaluator: an evaluator
 * @operand: an expression or a value
 * @type: a type
 *
 * Returns: (transfer none) (nullable): `CAST(operand AS type)`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_sa_cast_new (AthPythonEvaluator *evaluator,
                 AthPythonValue     *operand,
                 AthPythonValue     *type)
{
  Cast *cast = ath_arena_new0 (ath_python_get_arena (evaluator), Cast);

  cast->expression.append = append_cast;
  cast->expression.collect = collect_cast;
  cast->expression.type = ath_sa_type_of (evaluator, type);
  if (cast->expression.type == NULL)
    return NULL;
  cast->operand = ath_sa_expression_of (evaluator, operand, cast->expression.type);

  return cast->operand != NULL ? ath_sa_expression_new (evaluator, cast) : NULL;
}

static gboolean
append_coerced (const AthSaExpression *self,
                AthSaCompiler         *compiler)
{
  return ath_sa_expression_append (((const Cast *) self)->operand, compiler);
}

static AthPythonValue *
make_type_coerce (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "expression", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *value;
  AthSaExpression *coerced;

  if (!BIND ("type_coerce", parameters, values))
    return NULL;
  value = ath_sa_cast_new (evaluator, values[0], values[1]);
  if (value == NULL)
    return NULL;
  coerced = ath_sa_expression_get (value);
  coerced->append = append_coerced;
  coerced->operator = ((const Cast *) coerced)->operand->operator;
  coerced->is_operation = ((const Cast *) coerced)->operand->is_operation;

  return value;
}

/**
 * ath_sa_is_cast:
 * @self: an expression
 *
 * Returns: whether `CAST` is written
 */
gboolean
ath_sa_is_cast (const AthSaExpression *self)
{
  return self->append == append_cast;
}

/**
 * ath_sa_cast_get_operand:
 * @self: an expression
 *
 * Returns: (transfer none) (nullable): what a cast or `type_coerce ()` is about;
 *   `NULL` when @self is neither
 */
const AthSaExpression *
ath_sa_cast_get_operand (const AthSaExpression *self)
{
  return self->append == append_cast || self->append == append_coerced
         ? ((const Cast *) self)->operand : NULL;
}

static gboolean
append_label (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  return ath_sa_expression_append (((const Label *) self)->element, compiler);
}

static void
collect_label (const AthSaExpression *self,
               GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Label *) self)->element, froms);
}

/**
 * ath_sa_label_new:
 * @evaluator: an evaluator
 * @name: a name
 * @element: an expression
 *
 * Returns: (transfer none): @element with a name, which it has in the columns of
 *   a query only
 */
AthPythonValue *
ath_sa_label_new (AthPythonEvaluator    *evaluator,
                  const char            *name,
                  const AthSaExpression *element)
{
  Label *label = ath_arena_new0 (ath_python_get_arena (evaluator), Label);

  label->expression.append = append_label;
  label->expression.collect = collect_label;
  label->expression.role = ATH_SA_ROLE_LABEL;
  label->expression.name = name;
  label->expression.type = element->type;
  label->expression.operator = element->operator;
  label->expression.is_operation = element->is_operation;
  label->element = element;

  return ath_sa_expression_new (evaluator, label);
}

/**
 * ath_sa_label_get_element:
 * @self: an expression
 *
 * Returns: (transfer none): what a `label ()` names; @self when it is none
 */
const AthSaExpression *
ath_sa_label_get_element (const AthSaExpression *self)
{
  return self->append == append_label ? ((const Label *) self)->element : self;
}

static AthPythonValue *
make_cast (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "expression", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  return BIND ("cast", parameters, values) ? ath_sa_cast_new (evaluator, values[0], values[1])
                                           : NULL;
}

/**
 * ath_sa_literal_new:
 * @evaluator: an evaluator
 * @arguments: what the script passes: a value and perhaps a type
 * @function: what the script calls
 *
 * Returns: (transfer none) (nullable): the value as an expression, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_sa_literal_new (AthPythonEvaluator       *evaluator,
                    const AthPythonArguments *arguments,
                    const char               *function)
{
  static const AthPythonParameter parameters[] = {
    { "value", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSqlType *type = NULL;
  const AthSaExpression *expression;

  if (!BIND (function, parameters, values))
    return NULL;
  if (ath_sa_expression_get (values[0]) != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), function,
                              ath_python_get_type_name (values[0]));
  if (values[1] != NULL)
    {
      type = ath_sa_type_of (evaluator, values[1]);
      if (type == NULL)
        return NULL;
    }
  expression = ath_sa_bound_of (evaluator, values[0], type);

  return expression != NULL ? ath_sa_expression_new (evaluator, expression) : NULL;
}

static AthPythonValue *
make_literal (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return ath_sa_literal_new (evaluator, arguments, "literal");
}

static AthPythonValue *
make_literal_column (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "text", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSqlType *type = NULL;
  AthSaExpression *column;
  const char *text;

  if (!BIND ("literal_column", parameters, values)
      || !ath_sa_get_text (evaluator, values[0], "text", &text))
    return NULL;
  if (values[1] != NULL)
    {
      type = ath_sa_type_of (evaluator, values[1]);
      if (type == NULL)
        return NULL;
    }

  column = ath_sa_raw_new (evaluator, text, type);
  column->role = ATH_SA_ROLE_NAME;

  return ath_sa_expression_new (evaluator, column);
}

/**
 * ath_sa_constant_new:
 * @evaluator: an evaluator
 * @truth: which
 *
 * Returns: (transfer none): `true ()` or `false ()`
 */
AthPythonValue *
ath_sa_constant_new (AthPythonEvaluator *evaluator,
                     gboolean            truth)
{
  AthSaExpression *constant = ath_sa_raw_new (evaluator, truth ? "true" : "false",
                                              &ath_sa_boolean_type);

  constant->role = truth ? ATH_SA_ROLE_TRUE : ATH_SA_ROLE_FALSE;

  return ath_sa_expression_new (evaluator, constant);
}

static gboolean
check_no_arguments (AthPythonEvaluator       *evaluator,
                    const char               *name,
                    const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), name);

  return arguments->n_positional + arguments->n_keywords == 0;
}

static AthPythonValue *
make_null (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return check_no_arguments (evaluator, "null", arguments)
         ? ath_sa_expression_new (evaluator, ath_sa_null_new (evaluator)) : NULL;
}

static AthPythonValue *
make_true (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return check_no_arguments (evaluator, "true", arguments)
         ? ath_sa_constant_new (evaluator, TRUE) : NULL;
}

static AthPythonValue *
make_false (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return check_no_arguments (evaluator, "false", arguments)
         ? ath_sa_constant_new (evaluator, FALSE) : NULL;
}

static const AthPythonParameter conditions[] = { { "clauses", ATH_PYTHON_PARAM_REST } };

static AthPythonValue *
make_and (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  AthPythonValue *clauses;

  return BIND ("and_", conditions, &clauses)
         ? ath_sa_combine (evaluator, ATH_SA_OPERATOR_AND, clauses) : NULL;
}

static AthPythonValue *
make_or (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments)
{
  AthPythonValue *clauses;

  return BIND ("or_", conditions, &clauses)
         ? ath_sa_combine (evaluator, ATH_SA_OPERATOR_OR, clauses) : NULL;
}

static AthPythonValue *
make_not (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "clause", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *clause;

  if (!BIND ("not_", parameters, &clause))
    return NULL;
  if (ath_sa_expression_get (clause) == NULL)
    return ath_python_refuse (evaluator, _("%s as a condition is not understood"),
                              ath_python_get_type_name (clause));

  return ath_sa_negate (evaluator, ath_sa_expression_get (clause));
}

static AthPythonValue *
make_suffixed (AthPythonEvaluator       *evaluator,
               const char               *method,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "column", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *column;
  AthPythonValue *bound;

  if (!BIND (method, parameters, &column))
    return NULL;
  if (ath_python_is_str (column))
    {
      AthSqlName name = { .text = column->text.bytes };

      column = ath_sa_named_new (evaluator, &name, NULL);
    }
  bound = ath_python_get_attribute (evaluator, column, method);

  return bound != NULL ? ath_python_call_simple (evaluator, bound, NULL, 0) : NULL;
}

static AthPythonValue *
make_desc (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return make_suffixed (evaluator, "desc", arguments);
}

static AthPythonValue *
make_asc (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return make_suffixed (evaluator, "asc", arguments);
}

static gboolean
append_named (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  ath_sql_name_append (&((const Named *) self)->name, compiler->sql);

  return TRUE;
}

/**
 * ath_sa_named_new:
 * @evaluator: an evaluator
 * @name: the name of a column
 * @type: (nullable): of its value
 *
 * Returns: (transfer none): a column of no table, as an expression
 */
AthPythonValue *
ath_sa_named_new (AthPythonEvaluator *evaluator,
                  const AthSqlName   *name,
                  const AthSqlType   *type)
{
  Named *named = ath_arena_new0 (ath_python_get_arena (evaluator), Named);

  named->expression.append = append_named;
  named->expression.role = ATH_SA_ROLE_NAME;
  named->expression.name = name->text;
  named->expression.type = type;
  named->name = *name;

  return ath_sa_expression_new (evaluator, named);
}

/**
 * ath_sa_named_get:
 * @expression: an expression
 *
 * Returns: (transfer none) (nullable): the name, when it is a column by its
 *   name alone
 */
const AthSqlName *
ath_sa_named_get (const AthSaExpression *expression)
{
  return expression->append == append_named ? &((const Named *) expression)->name : NULL;
}

const AthPythonNativeFunction ath_sa_functions[] = {
  { "cast", make_cast },
  { "type_coerce", make_type_coerce },
  { "literal", make_literal },
  { "literal_column", make_literal_column },
  { "null", make_null },
  { "true", make_true },
  { "false", make_false },
  { "and_", make_and },
  { "or_", make_or },
  { "not_", make_not },
  { "desc", make_desc },
  { "asc", make_asc },
  { NULL },
};
