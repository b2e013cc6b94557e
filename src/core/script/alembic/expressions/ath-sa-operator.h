/* ath-sa-operator.h: operators between expressions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/expressions/ath-sa-expression.h"

G_BEGIN_DECLS

/**
 * AthSaOperatorId:
 *
 * The operators that SQLAlchemy knows by itself.
 */
typedef enum
{
  ATH_SA_OPERATOR_EQ,
  ATH_SA_OPERATOR_NE,
  ATH_SA_OPERATOR_LT,
  ATH_SA_OPERATOR_LE,
  ATH_SA_OPERATOR_GT,
  ATH_SA_OPERATOR_GE,
  ATH_SA_OPERATOR_IS,
  ATH_SA_OPERATOR_IS_NOT,
  ATH_SA_OPERATOR_DISTINCT,
  ATH_SA_OPERATOR_NOT_DISTINCT,
  ATH_SA_OPERATOR_LIKE,
  ATH_SA_OPERATOR_NOT_LIKE,
  ATH_SA_OPERATOR_ILIKE,
  ATH_SA_OPERATOR_NOT_ILIKE,
  ATH_SA_OPERATOR_CONTAINS,
  ATH_SA_OPERATOR_NOT_CONTAINS,
  ATH_SA_OPERATOR_ICONTAINS,
  ATH_SA_OPERATOR_NOT_ICONTAINS,
  ATH_SA_OPERATOR_REGEXP,
  ATH_SA_OPERATOR_NOT_REGEXP,
  ATH_SA_OPERATOR_REGEXP_REPLACE,
  ATH_SA_OPERATOR_MATCH,
  ATH_SA_OPERATOR_BETWEEN,
  ATH_SA_OPERATOR_NOT_BETWEEN,
  ATH_SA_OPERATOR_IN,
  ATH_SA_OPERATOR_NOT_IN,
  ATH_SA_OPERATOR_AND,
  ATH_SA_OPERATOR_OR,
  ATH_SA_OPERATOR_NOT,
  ATH_SA_OPERATOR_EXISTS,
  ATH_SA_OPERATOR_ADD,
  ATH_SA_OPERATOR_SUBTRACT,
  ATH_SA_OPERATOR_MULTIPLY,
  ATH_SA_OPERATOR_DIVIDE,
  ATH_SA_OPERATOR_FLOOR_DIVIDE,
  ATH_SA_OPERATOR_MODULO,
  ATH_SA_OPERATOR_NEGATIVE,
  ATH_SA_OPERATOR_CONCAT,
  ATH_SA_OPERATOR_BIT_AND,
  ATH_SA_OPERATOR_BIT_OR,
  ATH_SA_OPERATOR_BIT_XOR,
  ATH_SA_OPERATOR_BIT_NOT,
  ATH_SA_OPERATOR_SHIFT_LEFT,
  ATH_SA_OPERATOR_SHIFT_RIGHT,
  ATH_SA_OPERATOR_DISTINCT_PREFIX,
  ATH_SA_OPERATOR_COLLATE,
  ATH_SA_OPERATOR_FILTER,
  ATH_SA_OPERATOR_ANY,
  ATH_SA_OPERATOR_ALL,
  ATH_SA_OPERATOR_ITEM,
  ATH_SA_OPERATOR_JSON_ITEM,
  ATH_SA_OPERATOR_JSON_PATH,
  ATH_SA_OPERATOR_JSON_TEXT,
  ATH_SA_OPERATOR_JSON_PATH_TEXT,
  ATH_SA_OPERATOR_HSTORE_ITEM,
  ATH_SA_OPERATOR_HAS_KEY,
  ATH_SA_OPERATOR_HAS_ALL,
  ATH_SA_OPERATOR_HAS_ANY,
  ATH_SA_OPERATOR_SUPERSET,
  ATH_SA_OPERATOR_SUBSET,
  ATH_SA_OPERATOR_OVERLAP,
  ATH_SA_OPERATOR_PATH_EXISTS,
  ATH_SA_OPERATOR_PATH_MATCH,
  ATH_SA_OPERATOR_DELETE_PATH,
  ATH_SA_OPERATOR_CONDITION,   /* a condition as a whole */
  ATH_SA_OPERATOR_COMMA,       /* a list of items */
  ATH_SA_OPERATOR_ORDER,       /* DESC and ASC, which group their operand */
  ATH_SA_OPERATOR_NULLS,       /* NULLS FIRST, NULLS LAST */
  ATH_SA_OPERATOR_NONE,
} AthSaOperatorId;

/**
 * AthSaOperator:
 * @text: as it is written
 * @precedence: how tightly it binds, as SQLAlchemy ranks them
 * @opposite: what NOT makes of it, or `ATH_SA_OPERATOR_NONE`
 * @is_associative: the same again as an operand needs no parentheses
 * @is_boolean: makes a condition
 * @is_eager: stands in parentheses wherever it is inside another operator
 *
 * An operator.  Those of `op ()` are made where they are used, and are the same
 * only when they are the same one.
 */
struct _AthSaOperator
{
  const char      *text;
  int              precedence;
  AthSaOperatorId  opposite;
  gboolean         is_associative;
  gboolean         is_boolean;
  gboolean         is_eager;
};

/* How tightly an operator of `op ()` binds. */
#define ATH_SA_PRECEDENCE_CUSTOM 0

extern const AthPythonNativeFunction ath_sa_expression_methods[];

const AthSaOperator   *ath_sa_operator_get           (AthSaOperatorId         id);
gboolean               ath_sa_operator_is            (const AthSaOperator    *operator,
                                                      AthSaOperatorId         id);
AthSaOperatorId        ath_sa_operator_get_id        (const AthSaOperator    *operator);
AthPythonValue        *ath_sa_operation_new          (AthPythonEvaluator     *evaluator,
                                                      const AthSaOperator    *operator,
                                                      const AthSaExpression  *left,
                                                      const AthSaExpression  *right,
                                                      const AthSqlType       *type);
AthPythonValue        *ath_sa_operation_new_with     (AthPythonEvaluator     *evaluator,
                                                      const AthSaOperator    *operator,
                                                      const AthSaExpression  *left,
                                                      const AthSaExpression  *right,
                                                      const AthSqlType       *type,
                                                      const char             *option);
const AthSaOperator   *ath_sa_operation_get          (const AthSaExpression  *self,
                                                      const AthSaExpression **left,
                                                      const AthSaExpression **right);
AthPythonValue        *ath_sa_operation_negate       (AthPythonEvaluator     *evaluator,
                                                      const AthSaExpression  *self);
AthPythonValue        *ath_sa_grouping_new           (AthPythonEvaluator     *evaluator,
                                                      const AthSaExpression  *operand);
AthPythonValue        *ath_sa_opposite_new           (AthPythonEvaluator     *evaluator,
                                                      const AthSaExpression  *operand);
const AthSaExpression *ath_sa_opposite_get_operand   (const AthSaExpression  *self);
gboolean               ath_sa_is_collection          (const AthSaExpression  *self);
AthPythonValue        *ath_sa_prefix_new             (AthPythonEvaluator     *evaluator,
                                                      AthSaOperatorId         id,
                                                      const AthSaExpression  *operand,
                                                      const AthSqlType       *type);
AthPythonValue        *ath_sa_suffix_new             (AthPythonEvaluator     *evaluator,
                                                      AthSaOperatorId         id,
                                                      const AthSaExpression  *operand,
                                                      const char             *suffix);
gboolean               ath_sa_is_prefixed_label      (const AthSaExpression  *self);
const char            *ath_sa_suffix_get             (const AthSaExpression  *self,
                                                      const AthSaExpression **operand);
AthPythonValue        *ath_sa_negate                 (AthPythonEvaluator     *evaluator,
                                                      const AthSaExpression  *expression);
gboolean               ath_sa_expression_append_item (const AthSaExpression  *self,
                                                      AthSaCompiler          *compiler);
gboolean               ath_sa_is_grouped             (const AthSaExpression  *self,
                                                      const AthSaOperator    *against);

/* Of Python's operators. */
AthPythonValue *ath_sa_expression_compare  (AthPythonEvaluator    *evaluator,
                                            AthPythonOperator      op,
                                            AthPythonValue        *self,
                                            AthPythonValue        *other);
AthPythonValue *ath_sa_compare_with        (AthPythonEvaluator    *evaluator,
                                            AthSaOperatorId        id,
                                            AthPythonValue        *self,
                                            AthPythonValue        *other,
                                            const char            *option);
AthPythonValue *ath_sa_operate             (AthPythonEvaluator    *evaluator,
                                            AthSaOperatorId        id,
                                            const AthSaExpression *left,
                                            const AthSaExpression *right);
AthPythonValue *ath_sa_expression_binary   (AthPythonEvaluator    *evaluator,
                                            AthPythonOperator      op,
                                            AthPythonValue        *self,
                                            AthPythonValue        *other,
                                            gboolean               is_reflected);
AthPythonValue *ath_sa_expression_unary    (AthPythonEvaluator    *evaluator,
                                            AthPythonOperator      op,
                                            AthPythonValue        *self);
gboolean        ath_sa_expression_truth    (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *self,
                                            gboolean              *truth);
AthPythonValue *ath_sa_expression_get_item (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *self,
                                            AthPythonValue        *key);

/* Lists of operands. */
AthPythonValue  *ath_sa_list_new             (AthPythonEvaluator    *evaluator,
                                              const char            *prefix,
                                              const char            *separator,
                                              const char            *suffix,
                                              const GPtrArray       *items);
const GPtrArray *ath_sa_tuple_get_items      (const AthSaExpression *self);
AthPythonValue  *ath_sa_combine_clause       (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *conditions);
gboolean         ath_sa_combination_is_empty (const AthSaExpression *self);
AthPythonValue  *ath_sa_membership_new       (AthPythonEvaluator    *evaluator,
                                              AthSaOperatorId        id,
                                              const AthSaExpression *left,
                                              AthPythonValue        *other);
AthPythonValue  *ath_sa_membership_negate    (AthPythonEvaluator    *evaluator,
                                              const AthSaExpression *self);
AthPythonValue  *ath_sa_condition_of         (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *item);
AthPythonValue  *ath_sa_combine              (AthPythonEvaluator    *evaluator,
                                              AthSaOperatorId        id,
                                              AthPythonValue        *expressions);

/* Types, by how SQLAlchemy reckons with them. */
extern const AthSqlType ath_sa_boolean_type;
extern const AthSqlType ath_sa_integer_type;
extern const AthSqlType ath_sa_string_type;
extern const AthSqlType ath_sa_text_type;
extern const AthSqlType ath_sa_numeric_type;
extern const AthSqlType ath_sa_float_type;
extern const AthSqlType ath_sa_datetime_type;
extern const AthSqlType ath_sa_date_type;
extern const AthSqlType ath_sa_time_type;
extern const AthSqlType ath_sa_interval_type;
extern const AthSqlType ath_sa_binary_type;
extern const AthSqlType ath_sa_uuid_type;

gboolean          ath_sa_type_is_null     (const AthSqlType       *type);
gboolean          ath_sa_type_is_kind     (const AthSqlType       *type,
                                           AthSqlTypeKind          kind);
gboolean          ath_sa_type_is_alike    (const AthSqlType       *one,
                                           const AthSqlType       *two);
gboolean          ath_sa_type_is_integer  (const AthSqlType       *type);
gboolean          ath_sa_type_is_numeric  (const AthSqlType       *type);
const AthSqlType *ath_sa_type_of_value    (AthPythonValue         *value);
const AthSqlType *ath_sa_type_compared    (const AthSqlType       *type,
                                           AthPythonValue         *value);
AthSaOperatorId   ath_sa_type_adapt       (AthSaOperatorId         id,
                                           const AthSqlType       *left,
                                           const AthSqlType       *right,
                                           const AthSqlType      **type);
const AthSaExpression *ath_sa_operand_of  (AthPythonEvaluator     *evaluator,
                                           AthPythonValue         *value,
                                           const AthSaExpression  *other);

G_END_DECLS
