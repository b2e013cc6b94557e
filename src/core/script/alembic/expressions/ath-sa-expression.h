/* ath-sa-expression.h: SQLAlchemy's expressions and how they are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"
#include "script/alembic/schema/ath-sql-table.h"

G_BEGIN_DECLS

typedef struct _AthSaExpression AthSaExpression;
typedef struct _AthSaCompiler AthSaCompiler;
typedef struct _AthSaOperator AthSaOperator;

/**
 * AthSaCompiler:
 * @evaluator: for refusals, which name the place in the script
 * @sql: where the text goes
 * @hides_tables: columns stand without their table: in DDL and in `SET`
 * @is_ddl: a parameter of a text without a value is NULL, as SQLAlchemy writes
 *   it in DDL; elsewhere it is refused
 * @is_nested: inside a statement: a query stands in parentheses
 * @is_inner: inside another query
 * @is_operand: inside an operator
 * @names: (nullable): the names that were made up, by what they were made for
 * @counts: (nullable): how often a name was made up
 * @enclosing: (nullable) (element-type AthSaExpression): the tables of the
 *   statement around a query, which the query may refer to
 * @sources: (nullable) (element-type AthSaExpression): what the query reads from,
 *   tables of the statement around it too
 * @is_conflict: in ON CONFLICT, where queries are not understood
 * @with: (nullable): the WITH clause
 * @parameters: (nullable): a dict of values for `bindparam ()`
 * @n_bound: how many of @parameters were used
 *
 * Where an expression is written, and how.
 */
struct _AthSaCompiler
{
  AthPythonEvaluator *evaluator;
  GString            *sql;
  gboolean            hides_tables;
  gboolean            is_ddl;
  gboolean            is_nested;
  gboolean            is_inner;
  gboolean            is_operand;
  gboolean            is_conflict;
  GHashTable         *names;
  GHashTable         *counts;
  const GPtrArray    *enclosing;
  const GPtrArray    *sources;
  GString            *with;
  AthPythonValue     *parameters;
  guint               n_bound;
};

/**
 * AthSaRole:
 * @ATH_SA_ROLE_OPERATION: computes; a query makes up a name for it
 * @ATH_SA_ROLE_NAME: has a name of its own, or is a text
 * @ATH_SA_ROLE_LABEL: `label ()`
 * @ATH_SA_ROLE_TRUE: `true ()`
 * @ATH_SA_ROLE_FALSE: `false ()`
 *
 * What an expression is for those around it.
 */
typedef enum
{
  ATH_SA_ROLE_OPERATION,
  ATH_SA_ROLE_NAME,
  ATH_SA_ROLE_LABEL,
  ATH_SA_ROLE_TRUE,
  ATH_SA_ROLE_FALSE,
} AthSaRole;

/**
 * AthSaExpression:
 * @append: writes it
 * @collect: (nullable): adds the tables that it takes its values from
 * @role: what it is for those around it
 * @name: (nullable): of a name or a label; of an operation what a name for it
 *   is made of
 * @type: (nullable): of its value
 * @operator: (nullable): the operator on top of it
 * @is_operation: that has more than one operand
 * @is_wrapped: there is something around a name
 *
 * What all expressions have in common; the struct of a particular one starts
 * with it.
 */
struct _AthSaExpression
{
  gboolean          (*append) (const AthSaExpression *self,
                               AthSaCompiler         *compiler);
  void              (*collect) (const AthSaExpression *self,
                               GPtrArray             *froms);
  AthSaRole           role;
  const char         *name;
  const AthSqlType   *type;
  const AthSaOperator *operator;
  gboolean            is_operation;
  gboolean            is_wrapped;
};

extern const AthPythonNativeClass ath_sa_expression_class;
extern const AthPythonNativeClass ath_sa_text_class;

AthSaExpression       *ath_sa_expression_get            (AthPythonValue        *value);
gboolean               ath_sa_expression_append         (const AthSaExpression *self,
                                                         AthSaCompiler         *compiler);
void                   ath_sa_expression_collect        (const AthSaExpression *self,
                                                         GPtrArray             *froms);
void                   ath_sa_froms_add                 (GPtrArray             *froms,
                                                         const AthSaExpression *from);
const char            *ath_sa_compiler_make_name        (AthSaCompiler         *compiler,
                                                         gconstpointer          what,
                                                         const char            *base);
gboolean               ath_sa_expression_append_grouped (const AthSaExpression *self,
                                                         AthSaCompiler         *compiler,
                                                         const AthSaOperator   *against);
const char            *ath_sa_expression_to_ddl         (AthPythonEvaluator    *evaluator,
                                                         const AthSaExpression *self);
const char            *ath_sa_expression_bind           (AthPythonEvaluator    *evaluator,
                                                         const AthSaExpression *self,
                                                         AthPythonValue        *parameters);
const char            *ath_sa_expression_to_sql         (AthPythonEvaluator    *evaluator,
                                                         const AthSaExpression *self);
AthPythonValue        *ath_sa_expression_new            (AthPythonEvaluator    *evaluator,
                                                         gconstpointer          expression);
const AthSaExpression *ath_sa_expression_of             (AthPythonEvaluator    *evaluator,
                                                         AthPythonValue        *value,
                                                         const AthSqlType      *type);
gboolean               ath_sa_is_literal                (const AthSaExpression *self);
const AthSaExpression *ath_sa_bound_of                  (AthPythonEvaluator    *evaluator,
                                                         AthPythonValue        *value,
                                                         const AthSqlType      *type);
AthSaExpression       *ath_sa_raw_new                   (AthPythonEvaluator    *evaluator,
                                                         const char            *sql,
                                                         const AthSqlType      *type);
AthSaExpression       *ath_sa_null_new                  (AthPythonEvaluator    *evaluator);
AthSaExpression       *ath_sa_null_new_typed            (AthPythonEvaluator    *evaluator,
                                                         const AthSqlType      *type);
gboolean               ath_sa_is_null                   (const AthSaExpression *self);
gboolean               ath_sa_is_text                   (const AthSaExpression *self);

/* A str as the text it is, an expression as it is written, for DDL. */
gboolean         ath_sa_ddl_text             (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const char            *what,
                                              const char           **sql);

/* `text ()` and the texts that are one: `:name` is a parameter. */
AthPythonValue  *ath_sa_text_new             (AthPythonEvaluator    *evaluator,
                                              const char            *text);
const char      *ath_sa_text_get             (AthPythonValue        *value);
const char      *ath_sa_text_bind            (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *text,
                                              AthPythonValue        *parameters);

/* `bindparam ()` */
gboolean         ath_sa_is_bind              (const AthSaExpression *self);
const char      *ath_sa_bind_get_key         (const AthSaExpression *self);
AthPythonValue  *ath_sa_bind_get_value       (const AthSaExpression *self,
                                              AthSaCompiler         *compiler);
const AthSaExpression *ath_sa_bind_new_typed (AthPythonEvaluator    *evaluator,
                                              const AthSaExpression *self,
                                              const AthSqlType      *type);
AthPythonValue  *ath_sa_bind_new_valued      (AthPythonEvaluator    *evaluator,
                                              const AthSaExpression *self,
                                              AthPythonValue        *value);

/* A value as a literal of @type; NULL: of what type it looks. */
gboolean         ath_sa_refuse_value         (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value);
gboolean         ath_sa_literal_append       (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const AthSqlType      *type,
                                              GString               *sql);
gboolean         ath_sa_literal_append_operand (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const AthSqlType      *type,
                                              GString               *sql);
gboolean         ath_sa_sequence_append      (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *sequence,
                                              GString               *sql);

extern const AthPythonNativeModule ath_sa_func_module;
extern const AthPythonNativeModule ath_sa_functions_module;

G_END_DECLS
