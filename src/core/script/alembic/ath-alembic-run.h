/* ath-alembic-run.h: what one run of an Alembic script holds together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"
#include "python/evaluator/ath-python-native.h"
#include "script/alembic/expressions/ath-sa-expression.h"
#include "script/alembic/schema/ath-sql-naming.h"
#include "script/ath-script.h"
#include "script/ath-sink.h"

G_BEGIN_DECLS

/**
 * AthAlembicRun:
 * @project: the project of the script
 * @revision: whose script it is
 * @context: what the script may ask about the world
 * @moment: what it reads of the clock and of chance
 * @script: names it for @moment
 * @n_uuids: counts the random UUIDs that were made
 * @sink: where its statements go
 * @naming: the naming convention
 * @order: counts the constraints that were made
 * @dialect: (nullable): the dialect as a value, once it was asked for
 * @n_savepoints: counts the savepoints that were made
 * @failure: (owned) (nullable): what the server said to the last statement that
 *   failed where a `try` may catch it
 * @failed: (nullable): @failure as an exception
 *
 * What the native functions of Alembic and SQLAlchemy share while one script
 * runs: the `data` of its evaluator's world.
 */
typedef struct
{
  AthProject             *project;
  AthRevision            *revision;
  const AthScriptContext *context;
  const AthScriptMoment  *moment;
  const char             *script;
  guint                   n_uuids;
  AthSink                *sink;
  AthSqlNaming            naming;
  guint                   order;
  AthPythonValue         *dialect;
  guint                   n_savepoints;
  GError                 *failure;
  AthPythonValue         *failed;
} AthAlembicRun;

AthAlembicRun  *ath_alembic_run_get         (AthPythonEvaluator  *evaluator);

GError         *ath_alembic_run_explain     (AthPythonValue      *exception,
                                             gpointer             data);

gboolean ath_alembic_run_send         (AthPythonEvaluator *evaluator,
                                       char               *sql);
gboolean ath_alembic_run_send_ddl     (AthPythonEvaluator *evaluator,
                                       char               *sql,
                                       GError             *error);
gboolean ath_alembic_run_execute      (AthPythonEvaluator *evaluator,
                                       const char         *sql,
                                       AthResult         **result);
gboolean ath_alembic_run_query        (AthPythonEvaluator *evaluator,
                                       const char         *sql,
                                       AthResult         **result);
gboolean ath_alembic_run_change_enum  (AthPythonEvaluator *evaluator,
                                       const AthSqlEnum   *enumeration,
                                       gboolean            is_created,
                                       gboolean            checks_first);
gboolean ath_alembic_run_create_enums (AthPythonEvaluator *evaluator,
                                       const AthSqlTable  *table);
gpointer ath_alembic_run_stop         (AthPythonEvaluator *evaluator,
                                       const char         *what);
gboolean ath_alembic_run_refuse       (AthPythonEvaluator *evaluator,
                                       GError             *error);

G_END_DECLS
