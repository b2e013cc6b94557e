/* ath-script.c: the body of a revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "script/alembic/ath-alembic-script.h"
#include "script/ath-collecting-sink.h"
#include "script/ath-script.h"
#include "script/sql/ath-sql-script.h"

static gboolean
run_sql (AthRevision             *revision,
         AthDirection             direction,
         const AthScriptContext  *context,
         AthSink                 *sink,
         GCancellable            *cancellable,
         GError                 **error)
{
  g_autoptr(AthCollectingSink) compiled = NULL;

  compiled = ath_sql_script_compile_file (revision->path, direction, context, error);

  return compiled != NULL && ath_collecting_sink_replay (compiled, sink, cancellable, error);
}

/**
 * ath_script_run:
 * @project: the project of @revision
 * @revision: whose script is run
 * @direction: which half of it
 * @context: what the script may ask about the world
 * @sink: where its statements go
 * @cancellable: (nullable): passed to @sink
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column when the script
 *   cannot be read or is refused, to `ATH_ERROR_DEPENDS` likewise when it reads
 *   what a server answers and @sink has none, or to an error of @sink
 *
 * Sends the statements of one direction of a revision into a sink, in order.
 *
 * A SQL script is read to its end before the first statement is sent.
 * Blocking; any thread.
 *
 * Returns: whether the script came to its end
 */
gboolean
ath_script_run (AthProject              *project,
                AthRevision             *revision,
                AthDirection             direction,
                const AthScriptContext  *context,
                AthSink                 *sink,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_return_val_if_fail (ATH_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (revision != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);
  g_return_val_if_fail (ATH_IS_SINK (sink), FALSE);

  switch (ath_project_get_kind (project))
    {
    case ATH_PROJECT_SQL:
      return run_sql (revision, direction, context, sink, cancellable, error);

    case ATH_PROJECT_ALEMBIC:
      return ath_alembic_script_run (project, revision, direction, context, sink, cancellable,
                                     error);

    default:
      g_assert_not_reached ();
    }
}

static AthCollectingSink *
collect (AthProject              *project,
         AthRevision             *revision,
         AthDirection             direction,
         const AthScriptContext  *context,
         GCancellable            *cancellable,
         GError                 **error)
{
  g_autoptr(AthCollectingSink) sink = ath_collecting_sink_new ();
  g_autoptr(GError) failure = NULL;

  if (ath_script_run (project, revision, direction, context, ATH_SINK (sink), cancellable,
                      &failure))
    return g_steal_pointer (&sink);

  if (!g_error_matches (failure, ATH_ERROR, ATH_ERROR_DEPENDS))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  ath_collecting_sink_end_open (sink, g_steal_pointer (&failure));

  return g_steal_pointer (&sink);
}

/**
 * ath_script_collect:
 * @project: the project of @revision
 * @revision: whose script is wanted
 * @direction: which half of it
 * @context: what the script may ask about the world
 * @cancellable: (nullable): a cancellable
 * @error: set as by ath_script_run()
 *
 * Finds out, without a server, what one direction of a revision does.  Where
 * that depends on what a server answers, it is known up to there: see
 * ath_collecting_sink_get_open_end().  Where no moment of a run is given and it
 * would be something else at another, ath_collecting_sink_get_variation() says
 * so.  Blocking; any thread.
 *
 * Returns: (transfer full): its statements
 */
AthCollectingSink *
ath_script_collect (AthProject              *project,
                    AthRevision             *revision,
                    AthDirection             direction,
                    const AthScriptContext  *context,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_autoptr(AthCollectingSink) sink = collect (project, revision, direction, context, cancellable,
                                               error);
  g_autoptr(AthCollectingSink) again = NULL;

  if (sink == NULL || context->moment != NULL)
    return g_steal_pointer (&sink);

  again = collect (project, revision, direction, context, cancellable, error);
  if (again == NULL)
    return NULL;
  ath_collecting_sink_compare (sink, again);

  return g_steal_pointer (&sink);
}

/**
 * ath_script_get_marks:
 * @project: a project
 *
 * Tells how texts of @project's scripts are laid out: those of an Alembic
 * project as Alembic does it, byte for byte, those of a SQL project so that psql
 * can run them.
 *
 * Returns: what is passed to ath_collecting_sink_dup_sql()
 */
AthTransactionMarks
ath_script_get_marks (AthProject *project)
{
  g_return_val_if_fail (ATH_IS_PROJECT (project), ATH_TRANSACTION_MARKS_NONE);

  if (!ath_project_get_settings (project)->transactional_ddl)
    return ATH_TRANSACTION_MARKS_NONE;

  return ath_project_get_kind (project) == ATH_PROJECT_ALEMBIC ? ATH_TRANSACTION_MARKS_BLOCKS
                                                               : ATH_TRANSACTION_MARKS_ALL;
}

/**
 * ath_script_dup_sql:
 * @project: the project of @revision
 * @revision: whose script is wanted
 * @direction: which half of it
 * @context: what the script may ask about the world
 * @cancellable: (nullable): a cancellable
 * @error: set as by ath_script_run()
 *
 * Writes out what one direction of a revision does, for people to read.
 * Blocking; any thread.
 *
 * Returns: (transfer full): see ath_collecting_sink_dup_sql()
 */
char *
ath_script_dup_sql (AthProject              *project,
                    AthRevision             *revision,
                    AthDirection             direction,
                    const AthScriptContext  *context,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_autoptr(AthCollectingSink) sink = ath_script_collect (project, revision, direction, context,
                                                          cancellable, error);

  if (sink == NULL)
    return NULL;

  return ath_collecting_sink_dup_sql (sink, ath_script_get_marks (project));
}
