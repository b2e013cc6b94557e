/* ath-run-job.h: the stages of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-version-table.h"
#include "run/ath-run-private.h"

G_BEGIN_DECLS

/**
 * AthRunJob:
 * @request: what was asked for
 * @reporter: (nullable): told about everything
 * @cancellable: (nullable): stops it
 * @connection: (owned) (nullable): the session of the run
 * @session_pid: (owned) (nullable): process of the session on the server
 * @session_start: (owned) (nullable): when that began; both together name it
 * @table: the version table, with the schema that it is in
 * @table_schema: (owned) (nullable): that of @table
 * @has_table: whether it exists
 * @rows: (owned) (nullable): what it holds
 * @plan: (owned) (nullable): the way from @rows to the targets
 * @scripts: (owned) (nullable) (element-type AthCollectingSink): what the steps
 *   do, one for each
 * @leftovers: (owned) (nullable): what earlier failures have left in the database
 * @is_misled: whether the project's own Alembic has done nothing of its step,
 *   because env.py leads it elsewhere
 *
 * A run while it runs.  On the stack of one thread.
 */
typedef struct
{
  const AthRunRequest  *request;
  AthReporter          *reporter;
  GCancellable         *cancellable;
  AthConnection        *connection;
  char                 *session_pid;
  char                 *session_start;
  AthVersionTable       table;
  char                 *table_schema;
  gboolean              has_table;
  char                **rows;
  AthPlan              *plan;
  GPtrArray            *scripts;
  char                **leftovers;
  gboolean              is_misled;
} AthRunJob;

void     ath_run_job_clear          (AthRunJob  *self);
gboolean ath_run_job_reset_session  (AthRunJob  *self,
                                     GError    **error);

gboolean ath_run_job_connect    (AthRunJob *self,
                                 GError   **error);
gboolean ath_run_job_read_rows  (AthRunJob *self,
                                 GError   **error);
gboolean ath_run_job_plan       (AthRunJob *self,
                                 GError   **error);
gboolean ath_run_job_back_up    (AthRunJob *self,
                                 AthRun    *run,
                                 GError   **error);
void     ath_run_job_prune      (AthRunJob *self,
                                 AthRun    *run);
gboolean ath_run_job_read_again (AthRunJob *self,
                                 AthRun    *run,
                                 GError   **error);
gboolean ath_run_job_apply      (AthRunJob *self,
                                 AthRun    *run,
                                 GError   **error);
gboolean ath_run_job_verify     (AthRunJob *self,
                                 AthRun    *run,
                                 GError   **error);

gboolean ath_run_job_note_leftovers (AthRunJob  *self,
                                     GError    **error);
void     ath_run_job_inspect        (AthRunJob  *self,
                                     AthRun     *run);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthRunJob, ath_run_job_clear)

G_END_DECLS
