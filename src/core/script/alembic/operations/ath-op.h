/* ath-op.h: the operations of Alembic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa.h"

G_BEGIN_DECLS

/**
 * AthOpBatch:
 * @schema: of the table; may have no text
 * @table: the table
 * @statements: (element-type utf8): what is sent when the block ends
 *
 * A `batch_alter_table ()`: the operations of one table, sent together.
 */
typedef struct
{
  AthSqlName  schema;
  AthSqlName  table;
  GPtrArray  *statements;
} AthOpBatch;

extern const AthPythonNativeClass ath_op_batch_class;

/* One list of functions for each file; a batch has those of ath_op_batch_methods. */
extern const AthPythonNativeFunction ath_op_table_functions[];
extern const AthPythonNativeFunction ath_op_column_functions[];
extern const AthPythonNativeFunction ath_op_constraint_functions[];
extern const AthPythonNativeFunction ath_op_index_functions[];
extern const AthPythonNativeFunction ath_op_execute_functions[];

gboolean        ath_op_bind             (AthPythonEvaluator       *evaluator,
                                         const char               *function,
                                         AthPythonValue           *self,
                                         const AthPythonArguments *arguments,
                                         const AthPythonParameter *parameters,
                                         guint                     n_parameters,
                                         AthPythonValue          **values);
gboolean        ath_op_send             (AthPythonEvaluator       *evaluator,
                                         AthPythonValue           *self,
                                         char                     *sql,
                                         GError                   *error);
gboolean        ath_op_name_constraint  (AthPythonEvaluator       *evaluator,
                                         const AthSqlName         *schema,
                                         const AthSqlName         *table,
                                         AthSqlConstraint         *constraint);
gboolean        ath_op_name_index       (AthPythonEvaluator       *evaluator,
                                         const AthSqlName         *schema,
                                         const AthSqlName         *table,
                                         AthSqlIndex              *index);
gboolean        ath_op_send_table_items (AthPythonEvaluator       *evaluator,
                                         AthPythonValue           *self,
                                         const AthSqlTable        *table,
                                         gboolean                  is_operation);

AthPythonValue *ath_op_create_table_of  (AthPythonEvaluator       *evaluator,
                                         AthPythonValue           *table,
                                         const AthPythonArguments *arguments);
AthPythonValue *ath_op_drop_table_of    (AthPythonEvaluator       *evaluator,
                                         AthPythonValue           *table,
                                         const AthPythonArguments *arguments);

extern const AthPythonNativeModule ath_op_module;
extern const AthPythonNativeModule ath_alembic_module;
extern const AthPythonNativeModule ath_alembic_context_module;

G_END_DECLS
