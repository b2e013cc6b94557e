/* ath-sa-binary.c: operators with two operands, each written in its own way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"

/* An operator with two operands. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *left;
  const AthSaExpression *right;
  const char            *option; /* (nullable): ESCAPE of LIKE, flags of a regular expression */
} Binary;

static void
append_option (AthSaCompiler *compiler,
               const char    *keyword,
               const char    *option)
{
  g_string_append (compiler->sql, keyword);
  ath_sql_literal_append (option, compiler->sql);
}

/* `left operator right`; what is eager stands in parentheses inside another. */
static gboolean
append_generic (const Binary  *binary,
                AthSaCompiler *compiler,
                const char    *text)
{
  const AthSaOperator *operator = binary->expression.operator;
  gboolean was_operand = compiler->is_operand;
  gboolean is_grouped = operator->is_eager && was_operand;
  gboolean is_written;

  compiler->is_operand = TRUE;
  g_string_append (compiler->sql, is_grouped ? "(" : "");
  is_written = ath_sa_expression_append_grouped (binary->left, compiler, operator);
  g_string_append_printf (compiler->sql, " %s ", text);
  is_written = is_written && ath_sa_expression_append_grouped (binary->right, compiler, operator);
  g_string_append (compiler->sql, is_grouped ? ")" : "");
  compiler->is_operand = was_operand;

  return is_written;
}

static void
flatten (const AthSaExpression *self,
         const Binary          *top,
         GPtrArray             *operands)
{
  const Binary *binary = (const Binary *) self;

  if (self->append != top->expression.append || self->operator != top->expression.operator
      || !ath_sa_type_is_alike (self->type, top->expression.type))
    {
      g_ptr_array_add (operands, (gpointer) self);
      return;
    }
  flatten (binary->left, top, operands);
  flatten (binary->right, top, operands);
}

/* The same operator again makes one list of all operands. */
static gboolean
append_list (const Binary    *binary,
             AthSaCompiler   *compiler,
             const GPtrArray *operands)
{
  gboolean was_operand = compiler->is_operand;
  gboolean is_written = TRUE;

  compiler->is_operand = TRUE;
  for (guint i = 0; is_written && i < operands->len; i++)
    {
      if (i > 0)
        g_string_append_printf (compiler->sql, " %s ", binary->expression.operator->text);
      is_written = ath_sa_expression_append_grouped (g_ptr_array_index (operands, i), compiler,
                                                     binary->expression.operator);
    }
  compiler->is_operand = was_operand;

  return is_written;
}

static gboolean
append_associative (const Binary  *binary,
                    AthSaCompiler *compiler)
{
  g_autoptr(GPtrArray) operands = g_ptr_array_new ();

  flatten (&binary->expression, binary, operands);

  return operands->len > 2 ? append_list (binary, compiler, operands)
                           : append_generic (binary, compiler, binary->expression.operator->text);
}

static gboolean
append_sides (const Binary  *binary,
              AthSaCompiler *compiler,
              const char    *between)
{
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append (compiler->sql, between);

  return ath_sa_expression_append_grouped (binary->right, compiler, binary->expression.operator);
}

static gboolean
append_pattern (const Binary  *binary,
                AthSaCompiler *compiler)
{
  g_autofree char *between = g_strdup_printf (" %s ", binary->expression.operator->text);

  if (!append_sides (binary, compiler, between))
    return FALSE;
  if (binary->option != NULL)
    append_option (compiler, " ESCAPE ", binary->option);

  return TRUE;
}

static gboolean
append_regexp (const Binary  *binary,
               AthSaCompiler *compiler)
{
  const char *text = binary->expression.operator->text;
  g_autofree char *insensitive = g_strconcat (text, "*", NULL);

  if (binary->option == NULL)
    return append_generic (binary, compiler, text);
  if (g_str_equal (binary->option, "i"))
    return append_generic (binary, compiler, insensitive);

  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_printf (compiler->sql, " %s CONCAT('(?', ", text);
  append_option (compiler, "", binary->option);
  g_string_append (compiler->sql, ", ')', ");
  if (!ath_sa_expression_append_grouped (binary->right, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_replacement (const Binary  *binary,
                    AthSaCompiler *compiler)
{
  gboolean was_operand = compiler->is_operand;
  gboolean is_written;

  g_string_append (compiler->sql, "REGEXP_REPLACE(");
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append (compiler->sql, ", ");
  compiler->is_operand = TRUE;
  is_written = ath_sa_expression_append (binary->right, compiler);
  compiler->is_operand = was_operand;
  if (!is_written)
    return FALSE;
  if (binary->option != NULL)
    append_option (compiler, ", ", binary->option);
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_match (const Binary  *binary,
              AthSaCompiler *compiler)
{
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append (compiler->sql, " @@ plainto_tsquery(");
  if (binary->option != NULL)
    {
      append_option (compiler, "", binary->option);
      g_string_append (compiler->sql, ", ");
    }
  if (!ath_sa_expression_append_grouped (binary->right, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

/* SQLAlchemy divides as Python does: PostgreSQL would cut off the fraction of
 * whole numbers.
 */
static gboolean
append_quotient (const Binary  *binary,
                 AthSaCompiler *compiler)
{
  g_autoptr(GString) type = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  const AthSqlType *divisor = binary->right->type;

  if (!ath_sql_type_append (ath_sa_type_is_numeric (divisor) ? divisor : &ath_sa_numeric_type,
                            type, &error))
    return ath_python_refuse (compiler->evaluator, "%s", error->message) != NULL;
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append (compiler->sql, " / CAST(");
  if (!ath_sa_expression_append_grouped (binary->right, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_printf (compiler->sql, " AS %s)", type->str);

  return TRUE;
}

static gboolean
append_floor (const Binary  *binary,
              AthSaCompiler *compiler)
{
  gboolean is_whole = ath_sa_type_is_integer (binary->left->type)
                      && ath_sa_type_is_integer (binary->right->type);

  g_string_append (compiler->sql, is_whole ? "" : "FLOOR(");
  if (!append_sides (binary, compiler, " / "))
    return FALSE;
  g_string_append (compiler->sql, is_whole ? "" : ")");

  return TRUE;
}

/* What is looked for stands as it is: it was put together for this place. */
static gboolean
append_contained (const Binary  *binary,
                  AthSaCompiler *compiler)
{
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_printf (compiler->sql, " %s ", binary->expression.operator->text);
  if (!ath_sa_expression_append (binary->right, compiler))
    return FALSE;
  if (binary->option != NULL)
    append_option (compiler, " ESCAPE ", binary->option);

  return TRUE;
}

static gboolean
append_item (const Binary  *binary,
             AthSaCompiler *compiler)
{
  if (!ath_sa_expression_append_grouped (binary->left, compiler, binary->expression.operator))
    return FALSE;
  g_string_append_c (compiler->sql, '[');
  if (!ath_sa_expression_append (binary->right, compiler))
    return FALSE;
  g_string_append_c (compiler->sql, ']');

  return TRUE;
}

static gboolean
append_range (const Binary  *binary,
              AthSaCompiler *compiler)
{
  const char *text = binary->expression.operator->text;
  g_autofree char *symmetric = g_strdup_printf ("%s SYMMETRIC", text);

  return append_generic (binary, compiler, binary->option != NULL ? symmetric : text);
}

/* A JSON value of another type is cast from its text. */
static gboolean
append_json_cast (const Binary  *binary,
                  AthSaCompiler *compiler)
{
  gboolean is_path = ath_sa_operator_is (binary->expression.operator, ATH_SA_OPERATOR_JSON_PATH);
  g_autoptr(GString) type = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (!ath_sql_type_append (binary->expression.type, type, &error))
    return ath_python_refuse (compiler->evaluator, "%s", error->message) != NULL;
  g_string_append (compiler->sql, "CAST(");
  if (!append_generic (binary, compiler, is_path ? "#>>" : "->>"))
    return FALSE;
  g_string_append_printf (compiler->sql, " AS %s)", type->str);

  return TRUE;
}

/* Servers before 14 know no subscripts of JSONB. */
static gboolean
has_subscripts (const Binary  *binary,
                AthSaCompiler *compiler)
{
  int version = ath_alembic_run_get (compiler->evaluator)->context->server_version;

  return g_str_equal (binary->left->type->keyword, "JSONB") && (version == 0 || version >= 140000);
}

static gboolean
append_json (const Binary  *binary,
             AthSaCompiler *compiler)
{
  const AthSaOperator *operator = binary->expression.operator;

  if (!ath_sa_type_is_kind (binary->expression.type, ATH_SQL_TYPE_JSON))
    return append_json_cast (binary, compiler);
  if (ath_sa_operator_is (operator, ATH_SA_OPERATOR_JSON_PATH)
      || !has_subscripts (binary, compiler))
    return append_generic (binary, compiler, operator->text);

  if (ath_sa_is_call (binary->left) || ath_sa_is_cast (binary->left))
    {
      g_string_append_c (compiler->sql, '(');
      if (!ath_sa_expression_append (binary->left, compiler))
        return FALSE;
      g_string_append_c (compiler->sql, ')');
    }
  else if (!ath_sa_expression_append_grouped (binary->left, compiler, operator))
    return FALSE;
  g_string_append_c (compiler->sql, '[');
  if (!ath_sa_expression_append_grouped (binary->right, compiler, operator))
    return FALSE;
  g_string_append_c (compiler->sql, ']');

  return TRUE;
}

static gboolean
append_binary (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const Binary *binary = (const Binary *) self;
  const AthSaOperator *operator = self->operator;

  switch ((guint) ath_sa_operator_get_id (operator))
    {
    case ATH_SA_OPERATOR_LIKE:
    case ATH_SA_OPERATOR_NOT_LIKE:
    case ATH_SA_OPERATOR_ILIKE:
    case ATH_SA_OPERATOR_NOT_ILIKE:
      return append_pattern (binary, compiler);

    case ATH_SA_OPERATOR_CONTAINS:
    case ATH_SA_OPERATOR_NOT_CONTAINS:
    case ATH_SA_OPERATOR_ICONTAINS:
    case ATH_SA_OPERATOR_NOT_ICONTAINS:
      return append_contained (binary, compiler);

    case ATH_SA_OPERATOR_REGEXP:
    case ATH_SA_OPERATOR_NOT_REGEXP:
      return append_regexp (binary, compiler);

    case ATH_SA_OPERATOR_REGEXP_REPLACE:
      return append_replacement (binary, compiler);

    case ATH_SA_OPERATOR_MATCH:
      return append_match (binary, compiler);

    case ATH_SA_OPERATOR_BETWEEN:
    case ATH_SA_OPERATOR_NOT_BETWEEN:
      return append_range (binary, compiler);

    case ATH_SA_OPERATOR_DIVIDE:
      return append_quotient (binary, compiler);

    case ATH_SA_OPERATOR_FLOOR_DIVIDE:
      return append_floor (binary, compiler);

    case ATH_SA_OPERATOR_MODULO:
      return append_sides (binary, compiler, " % ");

    case ATH_SA_OPERATOR_ITEM:
      return append_item (binary, compiler);

    case ATH_SA_OPERATOR_JSON_ITEM:
    case ATH_SA_OPERATOR_JSON_PATH:
      return append_json (binary, compiler);

    case ATH_SA_OPERATOR_ADD:
    case ATH_SA_OPERATOR_MULTIPLY:
    case ATH_SA_OPERATOR_CONCAT:
      return append_associative (binary, compiler);

    default:
      return append_generic (binary, compiler, operator->text);
    }
}

static void
collect_binary (const AthSaExpression *self,
                GPtrArray             *froms)
{
  ath_sa_expression_collect (((const Binary *) self)->left, froms);
  ath_sa_expression_collect (((const Binary *) self)->right, froms);
}

/**
 * ath_sa_operation_new_with:
 * @evaluator: an evaluator
 * @operator: an operator
 * @left: an operand
 * @right: the other one
 * @type: (nullable): of the result
 * @option: (nullable): what else is written: the character of ESCAPE, the flags
 *   of a regular expression
 *
 * Returns: (transfer none): `left operator right`
 */
AthPythonValue *
ath_sa_operation_new_with (AthPythonEvaluator    *evaluator,
                           const AthSaOperator   *operator,
                           const AthSaExpression *left,
                           const AthSaExpression *right,
                           const AthSqlType      *type,
                           const char            *option)
{
  Binary *binary = ath_arena_new0 (ath_python_get_arena (evaluator), Binary);

  binary->expression.append = append_binary;
  binary->expression.collect = collect_binary;
  binary->expression.operator = operator;
  binary->expression.is_operation = TRUE;
  binary->expression.type = type;
  binary->left = left;
  binary->right = right;
  binary->option = option;

  return ath_sa_expression_new (evaluator, binary);
}

/**
 * ath_sa_operation_new:
 * @evaluator: an evaluator
 * @operator: an operator
 * @left: an operand
 * @right: the other one
 * @type: (nullable): of the result
 *
 * Returns: (transfer none): `left operator right`
 */
AthPythonValue *
ath_sa_operation_new (AthPythonEvaluator    *evaluator,
                      const AthSaOperator   *operator,
                      const AthSaExpression *left,
                      const AthSaExpression *right,
                      const AthSqlType      *type)
{
  return ath_sa_operation_new_with (evaluator, operator, left, right, type, NULL);
}

/**
 * ath_sa_operation_get:
 * @self: an expression
 * @left: (out): the left operand
 * @right: (out): the right one
 *
 * Returns: (transfer none) (nullable): the operator; `NULL` when @self is none
 *   with two operands
 */
const AthSaOperator *
ath_sa_operation_get (const AthSaExpression  *self,
                      const AthSaExpression **left,
                      const AthSaExpression **right)
{
  const Binary *binary = (const Binary *) self;

  if (self->append != append_binary)
    return NULL;
  *left = binary->left;
  *right = binary->right;

  return self->operator;
}

/**
 * ath_sa_operation_negate:
 * @evaluator: an evaluator
 * @self: an operator with two operands
 *
 * Returns: (transfer none) (nullable): its opposite: a comparison is turned
 *   round; one without an opposite stands in parentheses
 */
AthPythonValue *
ath_sa_operation_negate (AthPythonEvaluator    *evaluator,
                         const AthSaExpression *self)
{
  const Binary *binary = (const Binary *) self;
  AthSaOperatorId opposite = self->operator->opposite;

  if (opposite != ATH_SA_OPERATOR_NONE && !ath_sa_is_collection (binary->right))
    return ath_sa_operation_new_with (evaluator, ath_sa_operator_get (opposite), binary->left,
                                      binary->right, self->type, binary->option);
  if (ath_sa_operator_is (self->operator, ATH_SA_OPERATOR_MATCH))
    return ath_python_refuse (evaluator, _("The opposite of this condition is not understood"));

  return ath_sa_type_is_kind (self->type, ATH_SQL_TYPE_BOOLEAN)
         ? ath_sa_opposite_new (evaluator, self)
         : ath_sa_prefix_new (evaluator, ATH_SA_OPERATOR_NOT, self, NULL);
}
