/* ath-run-request.c: what is asked of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/ath-run.h"
#include "run/fallback/ath-fallback.h"
#include "run/preview/ath-plan-scripts.h"

/**
 * ath_run_request_copy:
 * @self: a request
 *
 * Copies what the caller may change or free while a worker still needs it.
 *
 * Returns: (transfer full): a request that owns all it points to
 */
AthRunRequest *
ath_run_request_copy (const AthRunRequest *self)
{
  AthRunRequest *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->project = g_object_ref (self->project);
  copy->graph = g_object_ref (self->graph);
  copy->profile = ath_profile_copy (self->profile);
  copy->targets = (const char *const *) g_strdupv ((char **) self->targets);
  copy->backup_folder = g_strdup (self->backup_folder);
  copy->arguments = (const char *const *) g_strdupv ((char **) self->arguments);
  copy->expected_rows = (const char *const *) g_strdupv ((char **) self->expected_rows);
  copy->expected_scripts = (const char *const *) g_strdupv ((char **) self->expected_scripts);

  return copy;
}

/**
 * ath_run_request_free:
 * @self: what ath_run_request_copy() gave
 */
void
ath_run_request_free (AthRunRequest *self)
{
  g_object_unref (self->project);
  g_object_unref (self->graph);
  g_object_unref (self->profile);
  g_strfreev ((char **) self->targets);
  g_free ((char *) self->backup_folder);
  g_strfreev ((char **) self->arguments);
  g_strfreev ((char **) self->expected_rows);
  g_strfreev ((char **) self->expected_scripts);
  g_free (self);
}

/**
 * ath_run_request_wants_backup:
 * @self: a request
 *
 * Returns: whether a backup is asked for, or demanded by the policy
 */
gboolean
ath_run_request_wants_backup (const AthRunRequest *self)
{
  switch (self->backup)
    {
    case ATH_BACKUP_BY_POLICY:
      return ath_profile_get_policy (self->profile)->backup_required;

    case ATH_BACKUP_ALWAYS:
      return TRUE;

    case ATH_BACKUP_NEVER:
      return FALSE;

    default:
      g_assert_not_reached ();
    }
}

static gboolean
refuse (GError      *refusal,
        const char  *hint,
        GError     **error)
{
  ath_error_set_hint (refusal, hint);
  g_propagate_error (error, refusal);

  return FALSE;
}

/**
 * ath_run_request_check_policy:
 * @self: a request
 * @error: set to `ATH_ERROR_POLICY` when it is forbidden
 *
 * Returns: whether the policy of the environment allows what is asked
 */
gboolean
ath_run_request_check_policy (const AthRunRequest  *self,
                              GError              **error)
{
  const AthPolicy *policy = ath_profile_get_policy (self->profile);
  const char *name = ath_profile_get_name (self->profile);

  if (self->operation == ATH_PLAN_DOWNGRADE && !policy->allow_downgrade)
    return refuse (ath_error_new (ATH_ERROR_POLICY,
                                  _("The policy of “%s” forbids downgrades"),
                                  name),
                   _("Downgrades can be allowed in the settings of the environment."),
                   error);

  if (self->backup == ATH_BACKUP_NEVER && policy->backup_required)
    return refuse (ath_error_new (ATH_ERROR_POLICY,
                                  _("The policy of “%s” demands a backup"),
                                  name),
                   _("Run it with a backup, or change the settings of the environment."),
                   error);

  return TRUE;
}

static gboolean
names_heads (const char *target)
{
  return g_str_equal (target, "head") || g_str_equal (target, "heads")
         || g_str_has_suffix (target, "@head") || g_str_has_suffix (target, "@heads");
}

/* A head may not be what is asked for when a script could not be read. */
static gboolean
check_targets (const AthRunRequest  *self,
               GError              **error)
{
  for (guint i = 0; self->targets[i] != NULL; i++)
    {
      if (names_heads (self->targets[i]))
        return ath_project_check_heads_known (self->project, error);
    }

  return TRUE;
}

/**
 * ath_run_request_plan:
 * @self: a request with at least one target
 * @rows: (array zero-terminated=1): what the version table holds
 * @error: set on failure
 *
 * Needs no more of @self than what is asked for: the profile may be `NULL`.
 *
 * Returns: (transfer full): the way from @rows to the targets, or `NULL` with
 *   `ATH_ERROR_REVISION`, `ATH_ERROR_PLAN` or `ATH_ERROR_SCRIPT`
 */
AthPlan *
ath_run_request_plan (const AthRunRequest  *self,
                      const char *const    *rows,
                      GError              **error)
{
  if (!check_targets (self, error))
    return NULL;

  switch (self->operation)
    {
    case ATH_PLAN_UPGRADE:
      return ath_plan_new_upgrade (self->graph, rows, self->targets[0], error);

    case ATH_PLAN_DOWNGRADE:
      return ath_plan_new_downgrade (self->graph, rows, self->targets[0], error);

    case ATH_PLAN_STAMP:
      return ath_plan_new_stamp (self->graph, rows, self->targets, self->purge, error);

    default:
      g_assert_not_reached ();
    }
}

static AthScriptContext
get_context (const AthRunRequest *self,
             int                  server_version)
{
  return (AthScriptContext) {
    .variables = ath_profile_get_variables (self->profile),
    .arguments = self->arguments,
    .moment = self->moment.now_us != 0 ? &self->moment : NULL,
    .server_version = server_version,
  };
}

/**
 * ath_run_request_compile:
 * @self: a request
 * @step: a step of its plan
 * @server_version: as libpq numbers it, or 0
 * @cancellable: (nullable): cancels it
 * @error: set as by ath_script_run()
 *
 * Returns: (transfer full): what the script of @step does, as far as that is
 *   known without asking the server; nothing for a stamp; where the script is not
 *   understood, that the project's own Alembic runs it
 */
AthCollectingSink *
ath_run_request_compile (const AthRunRequest  *self,
                         const AthPlanStep    *step,
                         int                   server_version,
                         GCancellable         *cancellable,
                         GError              **error)
{
  const AthScriptContext context = get_context (self, server_version);
  GError *refusal = NULL;
  AthCollectingSink *script;

  script = ath_plan_step_collect (step, self->project, &context, cancellable, &refusal);
  if (script != NULL)
    return script;
  if (ath_fallback_is_refusal (self->project, refusal))
    return ath_fallback_new_script (self->project, refusal, cancellable, error);

  g_propagate_error (error, refusal);

  return NULL;
}

typedef struct
{
  const AthRunRequest *request;
  int                  server_version;
} Compilation;

static AthCollectingSink *
compile_step (const AthPlanStep  *step,
              gconstpointer       data,
              GCancellable       *cancellable,
              GError            **error)
{
  const Compilation *self = data;

  return ath_run_request_compile (self->request, step, self->server_version, cancellable, error);
}

/**
 * ath_run_request_compile_all:
 * @self: a request
 * @plan: its plan
 * @server_version: as libpq numbers it, or 0
 * @cancellable: (nullable): cancels it
 * @error: set as by ath_script_run(), for the first step that fails
 *
 * Returns: (transfer full) (element-type AthCollectingSink): what the scripts of
 *   all steps do, see ath_run_request_compile()
 */
GPtrArray *
ath_run_request_compile_all (const AthRunRequest  *self,
                             AthPlan              *plan,
                             int                   server_version,
                             GCancellable         *cancellable,
                             GError              **error)
{
  const Compilation compilation = { self, server_version };

  return ath_plan_collect (plan, compile_step, &compilation, cancellable, error);
}

/**
 * ath_run_request_run_script:
 * @self: a request
 * @step: a step of its plan that is no stamp
 * @server_version: as libpq numbers it
 * @sink: a sink that is live
 * @cancellable: (nullable): cancels it
 * @error: set as by ath_script_run()
 *
 * Runs the script of @step with the server's answers.
 *
 * Returns: whether the script came to its end
 */
gboolean
ath_run_request_run_script (const AthRunRequest  *self,
                            const AthPlanStep    *step,
                            int                   server_version,
                            AthSink              *sink,
                            GCancellable         *cancellable,
                            GError              **error)
{
  const AthScriptContext context = get_context (self, server_version);

  return ath_script_run (self->project, step->revision, ath_plan_step_get_direction (step),
                         &context, sink, cancellable, error);
}
