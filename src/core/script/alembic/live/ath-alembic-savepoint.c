/* ath-alembic-savepoint.c: `begin_nested ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/live/ath-alembic-savepoint.h"

typedef struct
{
  guint    number;
  gboolean is_over;
} Savepoint;

static gboolean
finish (AthPythonEvaluator *evaluator,
        AthPythonValue     *self,
        const char         *command)
{
  Savepoint *savepoint = self->host.data;

  if (savepoint->is_over)
    return TRUE;
  savepoint->is_over = TRUE;

  return ath_alembic_run_send (evaluator, g_strdup_printf ("%s SAVEPOINT sa_savepoint_%u", command,
                                                           savepoint->number));
}

static AthPythonValue *
savepoint_commit (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "commit", arguments)
         && finish (evaluator, self, "RELEASE") ? ath_python_none () : NULL;
}

static AthPythonValue *
savepoint_rollback (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "rollback", arguments)
         && finish (evaluator, self, "ROLLBACK TO") ? ath_python_none () : NULL;
}

static AthPythonValue *
savepoint_enter (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self)
{
  return self;
}

static gboolean
savepoint_exit (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *exception,
                gboolean           *is_handled)
{
  return finish (evaluator, self, exception == NULL ? "RELEASE" : "ROLLBACK TO");
}

static const AthPythonNativeFunction methods[] = {
  { "commit", savepoint_commit },
  { "rollback", savepoint_rollback },
  { NULL },
};

static const AthPythonNativeClass savepoint_class = {
  .name = "NestedTransaction",
  .module = "sqlalchemy.engine",
  .methods = methods,
  .enter = savepoint_enter,
  .exit = savepoint_exit,
};

/**
 * ath_alembic_savepoint_new:
 * @evaluator: an evaluator
 *
 * Sets a savepoint, to which a `with` goes back when its body fails.
 *
 * Returns: (transfer none) (nullable): the savepoint, or `NULL` after raising or
 *   an error of the sink
 */
AthPythonValue *
ath_alembic_savepoint_new (AthPythonEvaluator *evaluator)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Savepoint *savepoint = ath_arena_new0 (arena, Savepoint);

  savepoint->number = ++ath_alembic_run_get (evaluator)->n_savepoints;
  if (!ath_alembic_run_send (evaluator, g_strdup_printf ("SAVEPOINT sa_savepoint_%u",
                                                         savepoint->number)))
    return NULL;

  return ath_python_host_new (arena, &savepoint_class, savepoint);
}
