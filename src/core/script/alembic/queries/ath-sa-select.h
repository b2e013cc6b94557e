/* ath-sa-select.h: SQLAlchemy's queries and what they read from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa.h"

G_BEGIN_DECLS

/**
 * AthSaSelect:
 * @columns: (element-type AthSaExpression): what is asked for
 * @from: a list of what is read from besides the tables of the columns
 * @where: a list of conditions
 * @group_by: a list
 * @having: a list of conditions
 * @order_by: a list
 * @limit: (nullable): an int
 * @offset: (nullable): an int
 * @is_distinct: DISTINCT
 * @distinct_on: a list
 * @locking: (nullable): FOR UPDATE and the like
 * @correlated: (nullable): tables of the statement around it
 * @set_operator: (nullable): of UNION and the like, which have @members instead
 *   of a WHERE
 * @members: a list of queries
 *
 * A query.  It does not change: methods make another one.
 */
typedef struct
{
  AthSaExpression  expression;
  GPtrArray       *columns;
  AthPythonValue  *from;
  AthPythonValue  *where;
  AthPythonValue  *group_by;
  AthPythonValue  *having;
  AthPythonValue  *order_by;
  AthPythonValue  *limit;
  AthPythonValue  *offset;
  gboolean         is_distinct;
  AthPythonValue  *distinct_on;
  const char      *locking;
  AthPythonValue  *correlated;
  const char      *set_operator;
  AthPythonValue  *members;
} AthSaSelect;

extern const AthPythonNativeClass ath_sa_select_class;
extern const AthPythonNativeClass ath_sa_dml_class;

/* Functions of `sqlalchemy`; each ends with a NULL name. */
extern const AthPythonNativeFunction ath_sa_select_functions[];
extern const AthPythonNativeFunction ath_sa_from_functions[];
extern const AthPythonNativeFunction ath_sa_values_functions[];
extern const AthPythonNativeFunction ath_sa_dml_functions[];
extern const AthPythonNativeFunction ath_sa_bind_functions[];
extern const AthPythonNativeFunction ath_sa_case_functions[];
extern const AthPythonNativeFunction ath_sa_pg_insert_function;

/* Methods of tables. */
AthPythonNativeCall ath_sa_table_select;
AthPythonNativeCall ath_sa_table_insert;
AthPythonNativeCall ath_sa_table_update;
AthPythonNativeCall ath_sa_table_delete;
AthPythonNativeCall ath_sa_table_alias;
AthPythonNativeCall ath_sa_table_join;
AthPythonNativeCall ath_sa_table_outer_join;

/* What queries read from. */
AthPythonValue *ath_sa_join_new             (AthPythonEvaluator       *evaluator,
                                             const AthSaExpression    *left,
                                             const AthPythonArguments *arguments,
                                             gboolean                  is_outer);
AthPythonValue *ath_sa_join_make            (AthPythonEvaluator       *evaluator,
                                             const AthPythonArguments *arguments,
                                             gboolean                  is_outer);
void            ath_sa_subquery_set_lateral (AthPythonValue           *subquery);
void            ath_sa_froms_hide           (GPtrArray                *froms);
GPtrArray      *ath_sa_froms_expand         (const GPtrArray          *froms)
                                             G_GNUC_WARN_UNUSED_RESULT;
AthPythonValue *ath_sa_subquery_new         (AthPythonEvaluator       *evaluator,
                                             const AthPythonArguments *arguments,
                                             const char               *method,
                                             const AthSaExpression    *query,
                                             GPtrArray                *columns,
                                             gboolean                  is_cte);

/* Queries. */
gboolean        ath_sa_select_append_value (const AthSaExpression *self,
                                            AthSaCompiler         *compiler);
gboolean        ath_sa_is_query            (const AthSaExpression *expression);
gboolean        ath_sa_is_from             (const AthSaExpression *expression);
gboolean        ath_sa_select_append       (const AthSaExpression *query,
                                            AthSaCompiler         *compiler,
                                            gboolean               names_columns,
                                            const GPtrArray       *enclosing);
gboolean        ath_sa_append_items        (AthSaCompiler         *compiler,
                                            const AthSaSelect     *select,
                                            AthPythonValue        *items,
                                            const char            *keyword);
gboolean        ath_sa_append_set_order    (AthSaCompiler         *compiler,
                                            const AthSaSelect     *select);
gboolean        ath_sa_append_columns      (AthSaCompiler         *compiler,
                                            const GPtrArray       *columns,
                                            gboolean               names_columns);
gboolean        ath_sa_check_rows          (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *rows);
const char     *ath_sa_statement_bind      (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *statement,
                                            AthPythonValue        *parameters);
gboolean        ath_sa_append_assigned     (AthSaCompiler         *compiler,
                                            const AthSaColumn     *column,
                                            AthPythonValue        *value);
gboolean        ath_sa_append_where        (AthSaCompiler         *compiler,
                                            AthPythonValue        *criteria,
                                            const char            *keyword);
gboolean        ath_sa_collect_columns     (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *items,
                                            GPtrArray             *columns);
AthPythonValue *ath_sa_join_lists          (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *one,
                                            AthPythonValue        *two);
AthPythonValue *ath_sa_make_exists         (AthPythonEvaluator    *evaluator,
                                            const AthSaExpression *query);
AthPythonValue *ath_sa_select_new          (AthPythonEvaluator    *evaluator,
                                            AthPythonValue        *items);

G_END_DECLS
