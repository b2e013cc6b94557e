/* ath-sa-dml.h: `insert ()`, `update ()` and `delete ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa.h"
#include "script/alembic/queries/ath-sa-conflict.h"

G_BEGIN_DECLS

/**
 * AthSaDmlKind:
 * @ATH_SA_DML_INSERT: INSERT
 * @ATH_SA_DML_UPDATE: UPDATE
 * @ATH_SA_DML_DELETE: DELETE
 *
 * What is done to the rows of a table.
 */
typedef enum
{
  ATH_SA_DML_INSERT,
  ATH_SA_DML_UPDATE,
  ATH_SA_DML_DELETE,
} AthSaDmlKind;

/**
 * AthSaDml:
 * @expression: the statement; first
 * @kind: what it does
 * @table: the table that it changes
 * @is_real: @table is a Table, whose keys are known
 * @rows: a list of dicts: column name to value
 * @is_multiple: `values ()` got a list
 * @query: (nullable): what is inserted instead of @rows
 * @names: of the columns that @query is for
 * @where: a list of conditions
 * @returning: (element-type AthSaExpression): what is returned
 * @is_postgresql: by the dialect's `insert ()`
 * @conflict: (nullable): ON CONFLICT
 *
 * An INSERT, UPDATE or DELETE.
 */
typedef struct
{
  AthSaExpression      expression;
  AthSaDmlKind         kind;
  const AthSaTable    *table;
  gboolean             is_real;
  AthPythonValue      *rows;
  gboolean             is_multiple;
  AthPythonValue      *query;
  AthPythonValue      *names;
  AthPythonValue      *where;
  GPtrArray           *returning;
  gboolean             is_postgresql;
  const AthSaConflict *conflict;
} AthSaDml;

AthSaColumn *ath_sa_dml_get_column (const AthSaDml        *self,
                                    guint                  index);
gboolean     ath_sa_dml_append     (const AthSaExpression *self,
                                    AthSaCompiler         *compiler);

G_END_DECLS
