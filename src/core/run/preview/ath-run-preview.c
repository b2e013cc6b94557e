/* ath-run-preview.c: what a run would do, before it is allowed to
 *
 * Everything a screen needs to ask the user in full knowledge, and every rule
 * of that question: which button, whether the name has to be typed, what stands
 * in the way.  A run reads and plans again for itself; nothing here is trusted
 * by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-task.h"
#include "postgres/ath-connection.h"
#include "postgres/ath-version-table.h"
#include "run/fallback/ath-fallback.h"
#include "run/preview/ath-run-preview-private.h"
#include "run/preview/ath-run-step.h"
#include "run/preview/ath-run-target.h"
#include "run/preview/ath-step-fingerprint.h"
#include "run/preview/ath-trial.h"

/**
 * AthRunPreview:
 *
 * One look at an environment and at what a run would do to it.  Immutable; to
 * be used from one thread.
 */

G_DEFINE_FINAL_TYPE (AthRunPreview, ath_run_preview, G_TYPE_OBJECT)

static void
ath_run_preview_finalize (GObject *object)
{
  AthRunPreview *self = ATH_RUN_PREVIEW (object);

  g_clear_pointer (&self->request, ath_run_request_free);
  g_clear_pointer (&self->rows, g_strfreev);
  g_clear_object (&self->plan);
  g_clear_object (&self->targets);
  g_clear_object (&self->steps);
  g_clear_pointer (&self->fingerprints, g_ptr_array_unref);
  g_clear_error (&self->obstacle);
  g_clear_error (&self->trial_error);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->backup_folder, g_free);

  G_OBJECT_CLASS (ath_run_preview_parent_class)->finalize (object);
}

static void
ath_run_preview_class_init (AthRunPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_run_preview_finalize;
}

static void
ath_run_preview_init (AthRunPreview *self)
{
  self->steps = g_list_store_new (ATH_TYPE_RUN_STEP);
  self->fingerprints = g_ptr_array_new_with_free_func (g_free);
}

/* @obstacle: (transfer full): the first one is the one that is told */
static void
take_obstacle (AthRunPreview *self,
               GError        *obstacle)
{
  if (self->obstacle == NULL)
    self->obstacle = obstacle;
  else
    g_error_free (obstacle);
}

static gboolean
read_environment (AthRunPreview  *self,
                  GCancellable   *cancellable,
                  GError        **error)
{
  const AthProjectSettings *settings = ath_project_get_settings (self->request->project);
  AthConnectionInfo *info = ath_profile_get_connection (self->request->profile);
  AthVersionTable table;
  g_autoptr(AthConnection) connection = NULL;
  guint64 database_bytes;

  if (!ath_version_table_init (&table, settings, error))
    return FALSE;
  connection = ath_connection_open (info, cancellable, error);
  if (connection == NULL)
    return FALSE;
  self->database = g_strdup (ath_connection_get_database (connection));
  self->server_version = ath_connection_get_server_version (connection);
  self->rows = ath_version_table_read (&table, connection, cancellable, error);

  return self->rows != NULL
         && ath_backup_estimate (connection, self->backup_folder, &self->estimate,
                                 &database_bytes, cancellable, error);
}

/* Takes the usual target when none was asked for. */
static void
choose_target (AthRunPreview *self)
{
  g_autoptr(AthRunTarget) target = NULL;
  const char *symbol;
  const char *targets[2] = { NULL, NULL };

  if (self->request->targets != NULL && self->request->targets[0] != NULL)
    return;

  target = g_list_model_get_item (self->targets, 0);
  symbol = self->request->operation == ATH_PLAN_DOWNGRADE ? "base" : "heads";
  targets[0] = target != NULL ? ath_run_target_get_symbol (target) : symbol;
  g_strfreev ((char **) self->request->targets);
  self->request->targets = (const char *const *) g_strdupv ((char **) targets);
}

static AthRunStepKind
get_kind (AthCollectingSink *sink)
{
  if (ath_fallback_is_script (sink))
    return ATH_RUN_STEP_FOREIGN;
  if (ath_collecting_sink_is_in_parts (sink))
    return ATH_RUN_STEP_IN_PARTS;

  return ath_collecting_sink_is_dependent (sink) ? ATH_RUN_STEP_DEPENDENT : ATH_RUN_STEP_WHOLE;
}

static void
fill_step (AthRunStep        *item,
           AthCollectingSink *script,
           AthRunStepKind     kind)
{
  g_autofree char *sql = ath_collecting_sink_dup_sql (script, ATH_TRANSACTION_MARKS_NONE);

  ath_run_step_set_sql (item, g_strchomp (sql), ath_collecting_sink_get_statements (script)->len,
                        kind);
}

static gboolean
compile_step (AthRunPreview      *self,
              const AthPlanStep  *step,
              AthTypeMemo        *memo,
              AthRunStep         *item,
              GCancellable       *cancellable,
              GError            **error)
{
  g_autoptr(AthCollectingSink) sink = NULL;

  sink = ath_run_request_compile (self->request, step, self->server_version, cancellable, error);
  if (sink == NULL)
    return FALSE;

  ath_collecting_sink_leave_out (sink, memo);
  g_ptr_array_add (self->fingerprints, ath_step_fingerprint_dup (step, sink));
  if (step->operation != ATH_PLAN_STAMP)
    fill_step (item, sink, get_kind (sink));

  return TRUE;
}

/* A step that cannot be compiled is an obstacle; the others are shown all the same.
 *
 * Returns: FALSE only when cancelled
 */
static gboolean
compile (AthRunPreview  *self,
         GCancellable   *cancellable,
         GError        **error)
{
  guint n = self->plan != NULL ? ath_plan_get_n_steps (self->plan) : 0;
  g_autoptr(AthTypeMemo) memo = ath_type_memo_new ();

  for (guint i = 0; i < n; i++)
    {
      const AthPlanStep *step = ath_plan_get_step (self->plan, i);
      g_autoptr(AthRunStep) item = ath_run_step_new (step);
      GError *refusal = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!compile_step (self, step, memo, item, cancellable, &refusal))
        take_obstacle (self, refusal);
      g_list_store_append (self->steps, item);
    }
  g_ptr_array_add (self->fingerprints, NULL);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Shows what the steps do with the answers of the database, or why they cannot be
 * tried out.
 *
 * Returns: FALSE only when cancelled
 */
static gboolean
try_out (AthRunPreview  *self,
         GCancellable   *cancellable,
         GError        **error)
{
  AthConnectionInfo *info = ath_profile_get_connection (self->request->profile);
  g_autoptr(AthConnection) connection = ath_connection_open (info, cancellable,
                                                             &self->trial_error);
  g_autoptr(GPtrArray) scripts = NULL;

  if (connection != NULL)
    scripts = ath_trial_collect (self->request, self->plan, connection, cancellable,
                                 &self->trial_error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (scripts == NULL)
    return TRUE;

  self->is_tried = TRUE;
  for (guint i = 0; i < scripts->len; i++)
    {
      g_autoptr(AthRunStep) item = g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      /* It still goes by the answers, which may be others in the run. */
      if (ath_run_step_get_kind (item) == ATH_RUN_STEP_DEPENDENT)
        fill_step (item, g_ptr_array_index (scripts, i), ATH_RUN_STEP_DEPENDENT);
    }

  return TRUE;
}

static void
check_policy (AthRunPreview *self)
{
  GError *refusal = NULL;

  if (!ath_run_request_check_policy (self->request, &refusal))
    take_obstacle (self, refusal);
}

/**
 * ath_run_preview_load:
 * @request: what would be run; without targets, the usual one is taken
 * @is_trial: whether the steps that depend on the database are tried out in it,
 *   see ath_trial_collect()
 * @cancellable: (nullable): cancels it
 * @error: set on failure
 *
 * Reads the environment, makes the plan and compiles its steps.  Changes
 * nothing, at least for good.  Blocking.
 *
 * What keeps a run from being started (no way to the target, a script that is
 * refused, the policy) is no failure but the preview's obstacle.
 *
 * Returns: (transfer full): the preview, or `NULL` with @error set to
 *   `ATH_ERROR_CONNECT`, `ATH_ERROR_SQL`, `G_IO_ERROR_CANCELLED` or another
 *   `G_IO_ERROR` about the folder of the backup
 */
AthRunPreview *
ath_run_preview_load (const AthRunRequest  *request,
                      gboolean              is_trial,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(AthRunPreview) self = NULL;
  GError *refusal = NULL;

  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (ATH_TYPE_RUN_PREVIEW, NULL);
  self->request = ath_run_request_copy (request);
  ath_script_moment_take (&self->request->moment);
  self->backup_folder = request->backup_folder != NULL
                          ? g_strdup (request->backup_folder)
                          : ath_backup_dup_folder (ath_project_get_key (request->project),
                                                   ath_profile_get_name (request->profile));

  if (!read_environment (self, cancellable, error))
    return NULL;
  check_policy (self);

  self->targets = ath_run_target_list (request->graph, (const char *const *) self->rows,
                                       request->operation);
  choose_target (self);
  self->plan = ath_run_request_plan (self->request, (const char *const *) self->rows, &refusal);
  if (self->plan == NULL)
    take_obstacle (self, refusal);
  if (!compile (self, cancellable, error)
      || (is_trial && self->obstacle == NULL && !try_out (self, cancellable, error)))
    return NULL;

  return g_steal_pointer (&self);
}

typedef struct
{
  AthRunRequest *request; /* (owned) */
  gboolean       is_trial;
} LoadData;

static void
load_data_free (gpointer data)
{
  LoadData *self = data;

  ath_run_request_free (self->request);
  g_free (self);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LoadData *data = task_data;
  GError *error = NULL;
  AthRunPreview *self = ath_run_preview_load (data->request, data->is_trial, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ath_run_preview_load_async:
 * @request: what would be run; copied
 * @is_trial: see ath_run_preview_load()
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called with the preview
 * @user_data: passed to @callback
 *
 * Runs ath_run_preview_load() in a thread of its own.
 */
void
ath_run_preview_load_async (const AthRunRequest *request,
                            gboolean             is_trial,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  LoadData *data;

  g_return_if_fail (request != NULL);

  data = g_new0 (LoadData, 1);
  data->request = ath_run_request_copy (request);
  data->is_trial = is_trial;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_run_preview_load_async);
  g_task_set_task_data (task, data, load_data_free);
  ath_task_run_in_own_thread (task, load_thread);
}

/**
 * ath_run_preview_load_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full): see ath_run_preview_load()
 */
AthRunPreview *
ath_run_preview_load_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_run_preview_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ath_run_preview_get_request:
 * @self: a preview
 * @with_backup: whether a backup is to be made first
 *
 * Returns: what to ask for to run what @self shows, and nothing else; it borrows
 *   from @self
 */
AthRunRequest
ath_run_preview_get_request (AthRunPreview *self,
                             gboolean       with_backup)
{
  AthRunRequest request = *self->request;

  request.backup = with_backup ? ATH_BACKUP_ALWAYS : ATH_BACKUP_NEVER;
  request.expected_rows = (const char *const *) self->rows;
  request.expected_scripts = (const char *const *) self->fingerprints->pdata;

  return request;
}

/**
 * ath_run_preview_get_rows:
 * @self: a preview
 *
 * Returns: (transfer none) (array zero-terminated=1): the rows as they were read
 */
const char *const *
ath_run_preview_get_rows (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return (const char *const *) self->rows;
}

/**
 * ath_run_preview_get_steps:
 * @self: a preview
 *
 * Returns: (transfer none): a list of AthRunStep, the plan's steps in order
 */
GListModel *
ath_run_preview_get_steps (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return G_LIST_MODEL (self->steps);
}

/**
 * ath_run_preview_get_targets:
 * @self: a preview
 *
 * Returns: (transfer none): a list of AthRunTarget, what can be chosen instead
 */
GListModel *
ath_run_preview_get_targets (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return self->targets;
}

/**
 * ath_run_preview_get_target:
 * @self: a preview
 *
 * Returns: position of the target in ath_run_preview_get_targets(), or
 *   `G_MAXUINT` when what was asked for is not in it
 */
guint
ath_run_preview_get_target (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), G_MAXUINT);

  return ath_run_target_find (self->targets, self->request->graph,
                              self->request->targets[0], self->plan);
}

/**
 * ath_run_preview_get_obstacle:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): why the run cannot be started:
 *   `ATH_ERROR_POLICY`, `ATH_ERROR_REVISION`, `ATH_ERROR_PLAN` or
 *   `ATH_ERROR_SCRIPT`
 */
const GError *
ath_run_preview_get_obstacle (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return self->obstacle;
}

/**
 * ath_run_preview_is_dependent:
 * @self: a preview
 *
 * Returns: whether it could be run, and some steps depend on what the database
 *   answers
 */
gboolean
ath_run_preview_is_dependent (AthRunPreview *self)
{
  GListModel *steps = G_LIST_MODEL (self->steps);

  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  if (self->obstacle != NULL)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(AthRunStep) step = g_list_model_get_item (steps, i);

      if (ath_run_step_get_kind (step) == ATH_RUN_STEP_DEPENDENT)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_run_preview_can_try_out:
 * @self: a preview
 *
 * Returns: whether ath_run_preview_is_dependent() and the environment may be used
 *   to find out what those steps do, see ath_trial_collect()
 */
gboolean
ath_run_preview_can_try_out (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  return ath_run_preview_is_dependent (self)
         && ath_profile_get_tier (self->request->profile) != ATH_TIER_PRODUCTION;
}

/**
 * ath_run_preview_is_tried:
 * @self: a preview
 *
 * Returns: whether the steps are as a trial found them
 */
gboolean
ath_run_preview_is_tried (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  return self->is_tried;
}

/**
 * ath_run_preview_get_trial_error:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): why a trial failed
 */
const GError *
ath_run_preview_get_trial_error (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return self->trial_error;
}

/**
 * ath_run_preview_get_database:
 * @self: a preview
 *
 * Returns: (transfer none): the database's name, as the server says it; what is
 *   typed where the policy asks for it
 */
const char *
ath_run_preview_get_database (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return self->database;
}

/**
 * ath_run_preview_must_back_up:
 * @self: a preview
 *
 * Returns: whether the policy asks for a backup, so that it is no choice
 */
gboolean
ath_run_preview_must_back_up (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), TRUE);

  return ath_profile_get_policy (self->request->profile)->backup_required;
}

/**
 * ath_run_preview_lacks_space:
 * @self: a preview
 *
 * Returns: whether a backup will not fit, as far as can be told before
 */
gboolean
ath_run_preview_lacks_space (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  return self->estimate.size_bytes > self->estimate.free_bytes;
}

/**
 * ath_run_preview_can_purge:
 * @self: a preview
 *
 * Returns: whether it is a choice to forget all rows first
 */
gboolean
ath_run_preview_can_purge (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  return self->request->operation == ATH_PLAN_STAMP && self->rows[0] != NULL;
}

/**
 * ath_run_preview_is_destructive:
 * @self: a preview
 *
 * Returns: whether the button is to warn by its look: production, or what takes
 *   something back
 */
gboolean
ath_run_preview_is_destructive (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), TRUE);

  return self->request->operation == ATH_PLAN_DOWNGRADE
         || ath_profile_get_tier (self->request->profile) == ATH_TIER_PRODUCTION;
}

/**
 * ath_run_preview_can_run:
 * @self: a preview
 * @with_backup: whether a backup is to be made first
 * @typed_name: what was typed as the name of the database
 *
 * Returns: whether the run may be started now
 */
gboolean
ath_run_preview_can_run (AthRunPreview *self,
                         gboolean       with_backup,
                         const char    *typed_name)
{
  const AthPolicy *policy;

  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), FALSE);

  policy = ath_profile_get_policy (self->request->profile);
  if (self->obstacle != NULL || self->plan == NULL || ath_plan_get_n_steps (self->plan) == 0)
    return FALSE;
  if (policy->backup_required && !with_backup)
    return FALSE;

  return !policy->confirm_name || g_strcmp0 (typed_name, self->database) == 0;
}
