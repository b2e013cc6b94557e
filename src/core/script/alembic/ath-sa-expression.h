/* ath-sa-expression.h: SQLAlchemy's expressions and how they are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/ath-python-native.h"
#include "script/alembic/ath-sql-table.h"

G_BEGIN_DECLS

typedef struct _AthSaExpression AthSaExpression;
typedef struct _AthSaCompiler AthSaCompiler;

/**
 * AthSaCompiler:
 * @evaluator: for refusals, which name the place in the script
 * @sql: where the text goes
 * @hides_tables: columns stand without their table: in DDL and in `SET`
 * @is_ddl: a parameter of a text without a value is NULL, as SQLAlchemy writes
 *   it in DDL; elsewhere it is refused
 *
 * Where an expression is written, and how.
 */
struct _AthSaCompiler
{
  AthPythonEvaluator *evaluator;
  GString            *sql;
  gboolean            hides_tables;
  gboolean            is_ddl;
};

/**
 * AthSaExpression:
 * @append: writes it
 * @type: (nullable): of its value
 * @operator: (nullable): the operator on top of it, as it is written
 * @precedence: how tightly that binds
 *
 * What all expressions have in common; the struct of a particular one starts
 * with it.
 */
struct _AthSaExpression
{
  gboolean          (*append) (const AthSaExpression *self,
                               AthSaCompiler         *compiler);
  const AthSqlType   *type;
  const char         *operator;
  int                 precedence;
};

extern const AthPythonNativeClass ath_sa_expression_class;
extern const AthPythonNativeClass ath_sa_text_class;

AthSaExpression *ath_sa_expression_get       (AthPythonValue        *value);
gboolean         ath_sa_expression_append    (const AthSaExpression *self,
                                              AthSaCompiler         *compiler);
gboolean         ath_sa_expression_append_grouped (const AthSaExpression *self,
                                              AthSaCompiler         *compiler,
                                              const char            *operator,
                                              int                    precedence);
const char      *ath_sa_expression_to_ddl    (AthPythonEvaluator    *evaluator,
                                              const AthSaExpression *self);
const char      *ath_sa_expression_to_sql    (AthPythonEvaluator    *evaluator,
                                              const AthSaExpression *self);
AthPythonValue  *ath_sa_expression_new       (AthPythonEvaluator    *evaluator,
                                              gconstpointer          expression);
const AthSaExpression *ath_sa_expression_of  (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const AthSqlType      *type);
AthSaExpression *ath_sa_raw_new              (AthPythonEvaluator    *evaluator,
                                              const char            *sql,
                                              const AthSqlType      *type);
AthPythonValue  *ath_sa_binary_new           (AthPythonEvaluator    *evaluator,
                                              const char            *operator,
                                              int                    precedence,
                                              const AthSaExpression *left,
                                              const AthSaExpression *right,
                                              const AthSqlType      *type);

/* A str as the text it is, an expression as it is written, for DDL. */
gboolean         ath_sa_ddl_text             (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const char            *what,
                                              const char           **sql);

/* `text ()` and the texts that are one: `:name` is a parameter. */
AthPythonValue  *ath_sa_text_new             (AthPythonEvaluator    *evaluator,
                                              const char            *text);
const char      *ath_sa_text_bind            (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *text,
                                              AthPythonValue        *parameters);

/* A value as a literal of @type; NULL: of what type it looks. */
gboolean         ath_sa_literal_append       (AthPythonEvaluator    *evaluator,
                                              AthPythonValue        *value,
                                              const AthSqlType      *type,
                                              GString               *sql);

extern const AthPythonNativeModule ath_sa_func_module;

G_END_DECLS
