/* ath-run.h: one execution of a plan against one environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ath-reporter.h"
#include "graph/ath-plan.h"
#include "profile/ath-profile.h"
#include "project/ath-project.h"
#include "run/backup/ath-backup.h"
#include "script/ath-script.h"

G_BEGIN_DECLS

/**
 * AthBackupChoice:
 * @ATH_BACKUP_BY_POLICY: as the policy says
 * @ATH_BACKUP_ALWAYS: make one
 * @ATH_BACKUP_NEVER: make none; ATH_ERROR_POLICY when the policy requires one
 */
typedef enum
{
  ATH_BACKUP_BY_POLICY,
  ATH_BACKUP_ALWAYS,
  ATH_BACKUP_NEVER,
} AthBackupChoice;

/**
 * AthRunRequest:
 * @project: what is run
 * @graph: its graph
 * @profile: where
 * @operation: upgrade, downgrade or stamp
 * @targets: the target as the user gave it; one, for stamp several
 * @purge: for stamp: forget the rows first
 * @backup: whether to back up
 * @backup_folder: (nullable): where; NULL for the default
 * @arguments: (nullable): `-x` arguments
 * @expected_rows: (nullable): the rows that the user has seen a plan for; when
 *   there are others, nothing is run
 * @expected_scripts: (nullable): the ath_step_fingerprint_dup() of every step that
 *   the user has seen; when a script is another now, nothing is run
 * @moment: what scripts read of the clock and of chance; taken when the run
 *   begins, unless it has been for what the user has seen
 *
 * What is asked for.  Borrowed until the run ends.
 */
typedef struct
{
  AthProject         *project;
  AthRevisionGraph   *graph;
  AthProfile         *profile;
  AthPlanOperation    operation;
  const char *const  *targets;
  gboolean            purge;
  AthBackupChoice     backup;
  const char         *backup_folder;
  const char *const  *arguments;
  const char *const  *expected_rows;
  const char *const  *expected_scripts;
  AthScriptMoment     moment;
} AthRunRequest;

AthRunRequest     *ath_run_request_copy         (const AthRunRequest  *self)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void               ath_run_request_free         (AthRunRequest        *self);

gboolean           ath_run_request_wants_backup (const AthRunRequest  *self);
gboolean           ath_run_request_check_policy (const AthRunRequest  *self,
                                                 GError              **error);
AthPlan           *ath_run_request_plan         (const AthRunRequest  *self,
                                                 const char *const    *rows,
                                                 GError              **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
AthCollectingSink *ath_run_request_compile      (const AthRunRequest  *self,
                                                 const AthPlanStep    *step,
                                                 int                   server_version,
                                                 GCancellable         *cancellable,
                                                 GError              **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *ath_run_request_compile_all  (const AthRunRequest  *self,
                                                 AthPlan              *plan,
                                                 int                   server_version,
                                                 GCancellable         *cancellable,
                                                 GError              **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_run_request_run_script   (const AthRunRequest  *self,
                                                 const AthPlanStep    *step,
                                                 int                   server_version,
                                                 AthSink              *sink,
                                                 GCancellable         *cancellable,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthRunRequest, ath_run_request_free)

/**
 * AthRunOutcome:
 * @ATH_RUN_APPLIED: every step is applied and the rows are as planned
 * @ATH_RUN_NOTHING: the database was there already
 * @ATH_RUN_FAILED: it stopped at an error
 * @ATH_RUN_CANCELLED: it was stopped
 */
typedef enum
{
  ATH_RUN_APPLIED,
  ATH_RUN_NOTHING,
  ATH_RUN_FAILED,
  ATH_RUN_CANCELLED,
} AthRunOutcome;

/**
 * AthStepState:
 * @ATH_STEP_PENDING: not begun, or rolled back together with a later one
 * @ATH_STEP_APPLIED: committed, with its version row
 * @ATH_STEP_FAILED: rolled back whole: nothing of it remains
 * @ATH_STEP_INTERRUPTED: a part of it is committed, or it is not known what is
 */
typedef enum
{
  ATH_STEP_PENDING,
  ATH_STEP_APPLIED,
  ATH_STEP_FAILED,
  ATH_STEP_INTERRUPTED,
} AthStepState;

#define ATH_TYPE_RUN (ath_run_get_type ())

G_DECLARE_FINAL_TYPE (AthRun, ath_run, ATH, RUN, GObject)

AthRun             *ath_run_execute          (const AthRunRequest  *request,
                                              AthReporter          *reporter,
                                              GCancellable         *cancellable,
                                              GError              **error)
                                              G_GNUC_WARN_UNUSED_RESULT;
void                ath_run_execute_async    (const AthRunRequest  *request,
                                              AthReporter          *reporter,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
AthRun             *ath_run_execute_finish   (GAsyncResult         *result,
                                              GError              **error)
                                              G_GNUC_WARN_UNUSED_RESULT;

AthRunOutcome       ath_run_get_outcome      (AthRun               *self);
AthPlan            *ath_run_get_plan         (AthRun               *self);
AthStepState        ath_run_get_step_state   (AthRun               *self,
                                              guint                 step);
double              ath_run_get_step_seconds (AthRun               *self,
                                              guint                 step);
int                 ath_run_get_failed_step  (AthRun               *self);
const char *const  *ath_run_get_rows_after   (AthRun               *self);
AthBackup          *ath_run_get_backup       (AthRun               *self);
const GError       *ath_run_get_error        (AthRun               *self);
const char         *ath_run_get_aftermath    (AthRun               *self);

G_END_DECLS
