/* ath-sa-expression.c: SQLAlchemy's expressions and how they are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"

/* SQL that is written as it stands. */
typedef struct
{
  AthSaExpression  expression;
  const char      *sql;
} Raw;

/* A value of Python's, written as a literal. */
typedef struct
{
  AthSaExpression  expression;
  AthPythonValue  *value;
} Literal;

/**
 * ath_sa_expression_get:
 * @value: a value
 *
 * Returns: (transfer none) (nullable): the expression that it is, or `NULL`
 */
AthSaExpression *
ath_sa_expression_get (AthPythonValue *value)
{
  return ath_python_host_get (value, &ath_sa_expression_class);
}

/**
 * ath_sa_expression_append:
 * @self: an expression
 * @compiler: where it goes
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_expression_append (const AthSaExpression *self,
                          AthSaCompiler         *compiler)
{
  gboolean is_written;

  if (!ath_python_enter (compiler->evaluator))
    return FALSE;
  is_written = self->append (self, compiler);
  ath_python_leave (compiler->evaluator);

  return is_written;
}

/**
 * ath_sa_expression_collect:
 * @self: an expression
 * @froms: (element-type AthSaExpression): where the tables go, each once
 *
 * Adds the tables that @self takes its values from.
 */
void
ath_sa_expression_collect (const AthSaExpression *self,
                           GPtrArray             *froms)
{
  if (self->collect != NULL)
    self->collect (self, froms);
}

/**
 * ath_sa_froms_add:
 * @froms: (element-type AthSaExpression): tables
 * @from: a table
 *
 * Adds @from unless it is there.
 */
void
ath_sa_froms_add (GPtrArray             *froms,
                  const AthSaExpression *from)
{
  if (!g_ptr_array_find (froms, from, NULL))
    g_ptr_array_add (froms, (gpointer) from);
}

/**
 * ath_sa_compiler_make_name:
 * @compiler: a compiler
 * @what: what the name is for
 * @base: what it is made of
 *
 * Returns: (transfer none): `base_1`, `base_2`, …; for the same @what the same
 */
const char *
ath_sa_compiler_make_name (AthSaCompiler *compiler,
                           gconstpointer  what,
                           const char    *base)
{
  char *name = g_hash_table_lookup (compiler->names, what);
  guint count;

  if (name != NULL)
    return name;

  count = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->counts, base)) + 1;
  g_hash_table_replace (compiler->counts, g_strdup (base), GUINT_TO_POINTER (count));
  name = g_strdup_printf ("%s_%u", base, count);
  g_hash_table_insert (compiler->names, (gpointer) what, name);

  return name;
}

/**
 * ath_sa_expression_append_grouped:
 * @self: an operand
 * @compiler: where it goes
 * @against: (nullable): of what it is an operand; `NULL` puts any operator into
 *   parentheses
 *
 * Writes an operand, in parentheses where SQLAlchemy puts them.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_expression_append_grouped (const AthSaExpression *self,
                                  AthSaCompiler         *compiler,
                                  const AthSaOperator   *against)
{
  gboolean is_grouped = ath_sa_is_grouped (self, against);

  if (is_grouped)
    g_string_append_c (compiler->sql, '(');
  if (!ath_sa_expression_append (self, compiler))
    return FALSE;
  if (is_grouped)
    g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static const char *
to_text (AthPythonEvaluator    *evaluator,
         const AthSaExpression *self,
         gboolean               is_ddl,
         AthPythonValue        *parameters)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GString) with = g_string_new (NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AthSaCompiler compiler = {
    .evaluator = evaluator,
    .sql = sql,
    .hides_tables = is_ddl,
    .is_ddl = is_ddl,
    .names = names,
    .counts = counts,
    .with = with,
    .parameters = parameters,
  };

  if (!ath_sa_expression_append (self, &compiler))
    return NULL;
  if (parameters != NULL && compiler.n_bound != ath_python_dict_get_length (parameters->dict))
    return ath_python_refuse (evaluator, _("Parameters of this statement are not understood"));

  g_string_prepend (sql, with->str);

  return ath_arena_strndup (ath_python_get_arena (evaluator), sql->str, sql->len);
}

/**
 * ath_sa_expression_to_ddl:
 * @evaluator: an evaluator
 * @self: an expression
 *
 * Returns: (transfer none) (nullable): @self as part of a definition, where
 *   columns stand without their table; `NULL` after raising or refusing
 */
const char *
ath_sa_expression_to_ddl (AthPythonEvaluator    *evaluator,
                          const AthSaExpression *self)
{
  return to_text (evaluator, self, TRUE, NULL);
}

/**
 * ath_sa_expression_bind:
 * @evaluator: an evaluator
 * @self: a statement
 * @parameters: a dict of values for each `bindparam ()` in it
 *
 * Returns: (transfer none) (nullable): @self with the values of @parameters, each
 *   of which is used once; `NULL` after raising or refusing
 */
const char *
ath_sa_expression_bind (AthPythonEvaluator    *evaluator,
                        const AthSaExpression *self,
                        AthPythonValue        *parameters)
{
  return to_text (evaluator, self, FALSE, parameters);
}

/**
 * ath_sa_expression_to_sql:
 * @evaluator: an evaluator
 * @self: an expression or a statement
 *
 * Returns: (transfer none) (nullable): @self as it is executed; `NULL` after
 *   raising or refusing
 */
const char *
ath_sa_expression_to_sql (AthPythonEvaluator    *evaluator,
                          const AthSaExpression *self)
{
  return to_text (evaluator, self, FALSE, NULL);
}

/**
 * ath_sa_expression_new:
 * @evaluator: an evaluator
 * @expression: an expression; lives in the evaluator's arena
 *
 * Returns: (transfer none): @expression as a value
 */
AthPythonValue *
ath_sa_expression_new (AthPythonEvaluator *evaluator,
                       gconstpointer       expression)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_expression_class,
                              (gpointer) expression);
}

static gboolean
append_raw (const AthSaExpression *self,
            AthSaCompiler         *compiler)
{
  g_string_append (compiler->sql, ((const Raw *) self)->sql);

  return TRUE;
}

/**
 * ath_sa_raw_new:
 * @evaluator: an evaluator
 * @sql: SQL, written as it stands; copied
 * @type: (nullable): of its value
 *
 * Returns: (transfer none): an expression
 */
AthSaExpression *
ath_sa_raw_new (AthPythonEvaluator *evaluator,
                const char         *sql,
                const AthSqlType   *type)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Raw *raw = ath_arena_new0 (arena, Raw);

  raw->expression.append = append_raw;
  raw->expression.type = type;
  raw->sql = ath_arena_strdup (arena, sql);

  return &raw->expression;
}

static gboolean
append_null (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  g_string_append (compiler->sql, "NULL");

  return TRUE;
}

/**
 * ath_sa_null_new:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): NULL as an expression
 */
AthSaExpression *
ath_sa_null_new (AthPythonEvaluator *evaluator)
{
  AthSaExpression *null = ath_arena_new0 (ath_python_get_arena (evaluator), AthSaExpression);

  null->append = append_null;

  return null;
}

/**
 * ath_sa_null_new_typed:
 * @evaluator: an evaluator
 * @type: (nullable): a type
 *
 * Returns: (transfer none): NULL as a value of that type
 */
AthSaExpression *
ath_sa_null_new_typed (AthPythonEvaluator *evaluator,
                       const AthSqlType   *type)
{
  AthSaExpression *null = ath_sa_null_new (evaluator);

  null->type = type;

  return null;
}

/**
 * ath_sa_is_null:
 * @self: (nullable): an expression
 *
 * Returns: whether @self is NULL, with which is compared by IS
 */
gboolean
ath_sa_is_null (const AthSaExpression *self)
{
  return self != NULL && self->append == append_null;
}

static gboolean
append_literal (const AthSaExpression *self,
                AthSaCompiler         *compiler)
{
  AthPythonValue *value = ((const Literal *) self)->value;
  gsize start = compiler->sql->len;

  if (compiler->is_operand
      ? !ath_sa_literal_append_operand (compiler->evaluator, value, self->type, compiler->sql)
      : !ath_sa_literal_append (compiler->evaluator, value, self->type, compiler->sql))
    return FALSE;

  /* What the driver adds to a value is not in a definition. */
  return !compiler->is_ddl || strstr (compiler->sql->str + start, "'::") == NULL
         || ath_sa_refuse_value (compiler->evaluator, value);
}

/**
 * ath_sa_is_literal:
 * @self: an expression
 *
 * Returns: whether it is a value of Python's
 */
gboolean
ath_sa_is_literal (const AthSaExpression *self)
{
  return self->append == append_literal;
}

static const AthSaExpression *
literal_new (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             const AthSqlType   *type)
{
  Literal *literal = ath_arena_new0 (ath_python_get_arena (evaluator), Literal);

  literal->expression.append = append_literal;
  literal->expression.type = type != NULL ? type : ath_sa_type_of_value (value);
  literal->value = value;

  return &literal->expression;
}

static gboolean
is_untyped_none (const AthSaExpression *self)
{
  return ath_sa_is_literal (self) && ath_python_is_none (((const Literal *) self)->value)
         && ath_sa_type_is_null (self->type);
}

/**
 * ath_sa_expression_of:
 * @evaluator: an evaluator
 * @value: an expression, or a value that becomes a literal
 * @type: (nullable): of the literal; `NULL`: of what type it looks
 *
 * Returns: (transfer none) (nullable): an expression, or `NULL` after raising
 *   or refusing
 */
const AthSaExpression *
ath_sa_expression_of (AthPythonEvaluator *evaluator,
                      AthPythonValue     *value,
                      const AthSqlType   *type)
{
  AthSaExpression *expression = ath_sa_expression_get (value);

  if (expression != NULL)
    return expression;
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);
  if (ath_python_is_none (value))
    return ath_sa_null_new (evaluator);

  return literal_new (evaluator, value, type);
}

/**
 * ath_sa_bound_of:
 * @evaluator: an evaluator
 * @value: what is bound: `literal (…)`, or what a column is set to
 * @type: (nullable): of the value
 *
 * Returns: (transfer none) (nullable): what ath_sa_expression_of() returns, but for
 *   None a literal: unlike `null ()` it has a type, which says what is sent
 */
const AthSaExpression *
ath_sa_bound_of (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 const AthSqlType   *type)
{
  if (ath_python_is_none (value))
    return literal_new (evaluator, value, type);
  if (type != NULL && ath_sa_expression_get (value) != NULL
      && is_untyped_none (ath_sa_expression_get (value)))
    return literal_new (evaluator, ath_python_none (), type);

  return ath_sa_expression_of (evaluator, value, type);
}

/**
 * ath_sa_ddl_text:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a condition or an expression
 * @what: the parameter, for messages
 * @sql: (out) (nullable): its SQL; `NULL` for `None` or `NULL`
 *
 * Takes a str as the text that it is, and an expression as it is written.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_ddl_text (AthPythonEvaluator  *evaluator,
                 AthPythonValue      *value,
                 const char          *what,
                 const char         **sql)
{
  AthSaExpression *expression;
  const char *text;

  *sql = NULL;
  if (value == NULL || ath_python_is_none (value))
    return TRUE;

  expression = ath_sa_expression_get (value);
  if (expression == NULL)
    {
      if (!ath_sa_get_text (evaluator, value, what, &text))
        return FALSE;
      expression = ath_sa_expression_get (ath_sa_text_new (evaluator, text));
    }
  *sql = ath_sa_expression_to_ddl (evaluator, expression);

  return *sql != NULL;
}

/* What SQLAlchemy writes without a dialect is known where no argument is involved. */
static AthPythonValue *
expression_str (AthPythonEvaluator *evaluator,
                AthPythonValue     *self)
{
  const AthSaExpression *expression = self->host.data;
  const char *sql;

  if (!ath_sa_is_call_without_arguments (expression))
    return ath_python_refuse (evaluator, _("%s as a text is not understood"), "ColumnElement");

  sql = ath_sa_expression_to_sql (evaluator, expression);

  return sql != NULL ? ath_python_str_new (ath_python_get_arena (evaluator), sql) : NULL;
}

const AthPythonNativeClass ath_sa_expression_class = {
  .name = "ColumnElement",
  .module = "sqlalchemy.sql.expression",
  .base = &ath_sa_window_class,
  .methods = ath_sa_expression_methods,
  .compare = ath_sa_expression_compare,
  .binary = ath_sa_expression_binary,
  .unary = ath_sa_expression_unary,
  .get_item = ath_sa_expression_get_item,
  .truth = ath_sa_expression_truth,
  .str = expression_str,
};
