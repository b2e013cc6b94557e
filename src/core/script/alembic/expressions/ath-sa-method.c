/* ath-sa-method.c: methods of expressions
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

static const AthPythonParameter one_other[] = { { "other", ATH_PYTHON_PARAM_REQUIRED } };

static AthPythonValue *
compare (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments,
         const char               *name,
         AthSaOperatorId           id)
{
  AthPythonValue *other;

  return BIND (name, one_other, &other) ? ath_sa_compare_with (evaluator, id, self, other, NULL)
                                        : NULL;
}

static AthPythonValue *
method_is (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return compare (evaluator, self, arguments, "is_", ATH_SA_OPERATOR_IS);
}

static AthPythonValue *
method_is_not (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return compare (evaluator, self, arguments, "is_not", ATH_SA_OPERATOR_IS_NOT);
}

static AthPythonValue *
method_is_distinct_from (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return compare (evaluator, self, arguments, "is_distinct_from", ATH_SA_OPERATOR_DISTINCT);
}

static AthPythonValue *
method_is_not_distinct_from (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return compare (evaluator, self, arguments, "is_not_distinct_from",
                  ATH_SA_OPERATOR_NOT_DISTINCT);
}

/* `op ()` waits for what is on its right side. */
typedef struct
{
  const AthSaExpression *left;
  AthSaOperator          operator;
  const AthSqlType      *type;
} CustomOperator;

static AthPythonValue *
custom_call (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  const CustomOperator *custom = self->host.data;
  const AthSaExpression *right;
  const AthSqlType *type = custom->type;
  AthPythonValue *other;

  if (!BIND ("op", one_other, &other))
    return NULL;
  if (custom->operator.is_boolean && (ath_python_is_none (other)
                                      || other->type == ATH_PYTHON_TYPE_BOOL))
    return ath_python_refuse (evaluator, _("Comparing with “None” is not understood here"));
  right = ath_sa_operand_of (evaluator, other, custom->left);
  if (right == NULL)
    return NULL;
  if (type == NULL)
    type = custom->operator.is_boolean ? &ath_sa_boolean_type : custom->left->type;

  return ath_sa_operation_new (evaluator, &custom->operator, custom->left, right, type);
}

static const AthPythonNativeClass custom_class = {
  .name = "custom_op",
  .module = "sqlalchemy.sql.operators",
  .call = custom_call,
};

static AthPythonValue *
method_op (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "opstring", ATH_PYTHON_PARAM_REQUIRED },
    { "precedence", ATH_PYTHON_PARAM_OPTIONAL },
    { "is_comparison", ATH_PYTHON_PARAM_OPTIONAL },
    { "return_type", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  CustomOperator *custom = ath_arena_new0 (arena, CustomOperator);

  custom->operator.precedence = ATH_SA_PRECEDENCE_CUSTOM;
  custom->operator.opposite = ATH_SA_OPERATOR_NONE;
  if (!BIND ("op", parameters, values)
      || !ath_sa_get_text (evaluator, values[0], "opstring", &custom->operator.text)
      || (values[1] != NULL && !ath_sa_get_number (evaluator, values[1], "precedence",
                                                   &custom->operator.precedence))
      || (values[2] != NULL && !ath_sa_get_bool (evaluator, values[2],
                                                 &custom->operator.is_boolean)))
    return NULL;
  if (custom->operator.text == NULL || ath_sa_is_collection (ath_sa_expression_get (self)))
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "op",
                              custom->operator.text == NULL ? "None"
                                                            : ath_python_get_type_name (self));
  if (values[3] != NULL && !ath_python_is_none (values[3]))
    {
      custom->type = ath_sa_type_of (evaluator, values[3]);
      if (custom->type == NULL)
        return NULL;
    }
  custom->left = ath_sa_expression_get (self);

  return ath_python_host_new (arena, &custom_class, custom);
}

static AthPythonValue *
method_bool_op (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *waiting = method_op (evaluator, self, arguments);

  if (waiting != NULL)
    ((CustomOperator *) waiting->host.data)->operator.is_boolean = TRUE;

  return waiting;
}

static AthPythonValue *
find_in (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments,
         AthSaOperatorId           id)
{
  AthPythonValue *other;

  return BIND ("in_", one_other, &other)
         ? ath_sa_membership_new (evaluator, id, ath_sa_expression_get (self), other) : NULL;
}

static AthPythonValue *
method_in (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return find_in (evaluator, self, arguments, ATH_SA_OPERATOR_IN);
}

static AthPythonValue *
method_not_in (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return find_in (evaluator, self, arguments, ATH_SA_OPERATOR_NOT_IN);
}

static AthPythonValue *
bitwise (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments,
         const char               *name,
         AthSaOperatorId           id)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSaExpression *right;
  AthPythonValue *other;

  if (!BIND (name, one_other, &other))
    return NULL;
  right = ath_sa_operand_of (evaluator, other, left);

  return right != NULL ? ath_sa_operate (evaluator, id, left, right) : NULL;
}

#define BITWISE(symbol_, name_, id_) \
  static AthPythonValue * \
  method_##symbol_ (AthPythonEvaluator       *evaluator, \
                    AthPythonValue           *self, \
                    const AthPythonArguments *arguments) \
  { \
    return bitwise (evaluator, self, arguments, name_, ATH_SA_OPERATOR_##id_); \
  }

BITWISE (bitwise_and, "bitwise_and", BIT_AND)
BITWISE (bitwise_or, "bitwise_or", BIT_OR)
BITWISE (bitwise_xor, "bitwise_xor", BIT_XOR)
BITWISE (shift_left, "bitwise_lshift", SHIFT_LEFT)
BITWISE (shift_right, "bitwise_rshift", SHIFT_RIGHT)
BITWISE (concat, "concat", CONCAT)

#undef BITWISE

static gboolean
check_no_arguments (AthPythonEvaluator       *evaluator,
                    const AthPythonArguments *arguments,
                    const char               *name)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), name);

  return arguments->n_positional + arguments->n_keywords == 0;
}

static AthPythonValue *
method_bitwise_not (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  const AthSaExpression *operand = ath_sa_expression_get (self);

  return check_no_arguments (evaluator, arguments, "bitwise_not")
         ? ath_sa_prefix_new (evaluator, ATH_SA_OPERATOR_BIT_NOT, operand, operand->type) : NULL;
}

static AthPythonValue *
method_distinct (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  const AthSaExpression *operand = ath_sa_expression_get (self);

  return check_no_arguments (evaluator, arguments, "distinct")
         ? ath_sa_prefix_new (evaluator, ATH_SA_OPERATOR_DISTINCT_PREFIX, operand, operand->type)
         : NULL;
}

static AthPythonValue *
method_collate (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "collation", ATH_PYTHON_PARAM_REQUIRED } };
  const AthSaExpression *left = ath_sa_expression_get (self);
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("collate", parameters, &value)
      || !ath_sa_get_name (evaluator, value, "collation", &name))
    return NULL;
  if (name.text == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "collate", "None");
  value = ath_sa_named_new (evaluator, &name, NULL);

  return ath_sa_operation_new (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_COLLATE), left,
                               ath_sa_expression_get (value), left->type);
}

static AthPythonValue *
method_desc (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ATH_SA_OPERATOR_ORDER, ath_sa_expression_get (self),
                            " DESC");
}

static AthPythonValue *
method_asc (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ATH_SA_OPERATOR_ORDER, ath_sa_expression_get (self),
                            " ASC");
}

static AthPythonValue *
method_nulls_first (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ATH_SA_OPERATOR_NULLS, ath_sa_expression_get (self),
                            " NULLS FIRST");
}

static AthPythonValue *
method_nulls_last (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_sa_suffix_new (evaluator, ATH_SA_OPERATOR_NULLS, ath_sa_expression_get (self),
                            " NULLS LAST");
}

static AthPythonValue *
method_label (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("label", parameters, &value) || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;
  if (name.text == NULL)
    return ath_python_refuse (evaluator, _("“label ()” of “None” is not understood"));
  if (ath_sa_is_text (ath_sa_expression_get (self)))
    return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), "label",
                              ath_python_get_type_name (self));

  return ath_sa_label_new (evaluator, name.text, ath_sa_expression_get (self));
}

static AthPythonValue *
method_between (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "cleft", ATH_PYTHON_PARAM_REQUIRED },
    { "cright", ATH_PYTHON_PARAM_REQUIRED },
    { "symmetric", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *left = ath_sa_expression_get (self);
  GPtrArray *limits = ath_sql_items_new (ath_python_get_arena (evaluator));
  gboolean is_symmetric = FALSE;
  AthPythonValue *both;

  if (!BIND ("between", parameters, values)
      || (values[2] != NULL && !ath_sa_get_bool (evaluator, values[2], &is_symmetric)))
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      const AthSaExpression *limit = ath_sa_operand_of (evaluator, values[i], left);

      if (limit == NULL)
        return NULL;
      g_ptr_array_add (limits, (gpointer) limit);
    }
  both = ath_sa_list_new (evaluator, "", " AND ", "", limits);

  return ath_sa_operation_new_with (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_BETWEEN), left,
                                    ath_sa_expression_get (both), NULL,
                                    is_symmetric ? "SYMMETRIC" : NULL);
}

static AthPythonValue *
method_cast (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "type_", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *type;

  return BIND ("cast", parameters, &type)
         ? ath_sa_cast_new (evaluator, self, type) : NULL;
}

/* Options that change nothing of what is sent. */
static AthPythonValue *
method_execution_options (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const char *const harmless[] = {
    "autocommit", "autoflush", "compiled_cache", "logging_token", "max_row_buffer",
    "populate_existing", "stream_results", "synchronize_session", "yield_per", NULL,
  };

  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!g_strv_contains (harmless, arguments->keywords[i]))
      return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"),
                                "execution_options", arguments->keywords[i]);
  if (arguments->n_positional > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"),
                              "execution_options");

  return self;
}

const AthPythonNativeFunction ath_sa_expression_methods[] = {
  { "execution_options", method_execution_options },
  { "label", method_label },
  { "between", method_between },
  { "concat", method_concat },
  { "cast", method_cast },
  { "collate", method_collate },
  { "distinct", method_distinct },
  { "is_", method_is },
  { "is_not", method_is_not },
  { "isnot", method_is_not },
  { "is_distinct_from", method_is_distinct_from },
  { "is_not_distinct_from", method_is_not_distinct_from },
  { "isnot_distinct_from", method_is_not_distinct_from },
  { "op", method_op },
  { "bool_op", method_bool_op },
  { "in_", method_in },
  { "not_in", method_not_in },
  { "notin_", method_not_in },
  { "bitwise_and", method_bitwise_and },
  { "bitwise_or", method_bitwise_or },
  { "bitwise_xor", method_bitwise_xor },
  { "bitwise_not", method_bitwise_not },
  { "bitwise_lshift", method_shift_left },
  { "bitwise_rshift", method_shift_right },
  { "desc", method_desc },
  { "asc", method_asc },
  { "nulls_first", method_nulls_first },
  { "nullsfirst", method_nulls_first },
  { "nulls_last", method_nulls_last },
  { "nullslast", method_nulls_last },
  { NULL },
};
