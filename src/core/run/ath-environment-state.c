/* ath-environment-state.c: what is where: one look at an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-task.h"
#include "postgres/ath-version-table.h"
#include "run/ath-environment-state.h"

/**
 * AthEnvironmentState:
 *
 * What one look at an environment has shown: a snapshot.
 *
 * Immutable, and safe to use from any thread.
 */

struct _AthEnvironmentState
{
  GObject               parent_instance;

  AthEnvironmentStatus  status;
  GError               *error;          /* (owned) (nullable) */
  char                **rows;           /* (owned) */
  char                **unknown_rows;   /* (owned) */
  GPtrArray            *pending;        /* (owned) (element-type AthRevision) */
  GHashTable           *applied;        /* (owned) a set of AthRevision pointers */
  AthRevisionGraph     *graph;          /* (owned) keeps those of @applied alive */
  char                 *server_version; /* (owned) (nullable) */
  gboolean              tls;
};

G_DEFINE_FINAL_TYPE (AthEnvironmentState, ath_environment_state, G_TYPE_OBJECT)

static void
ath_environment_state_finalize (GObject *object)
{
  AthEnvironmentState *self = ATH_ENVIRONMENT_STATE (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->rows, g_strfreev);
  g_clear_pointer (&self->unknown_rows, g_strfreev);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->applied, g_hash_table_unref);
  g_clear_object (&self->graph);
  g_clear_pointer (&self->server_version, g_free);

  G_OBJECT_CLASS (ath_environment_state_parent_class)->finalize (object);
}

static void
ath_environment_state_class_init (AthEnvironmentStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_environment_state_finalize;
}

static void
ath_environment_state_init (AthEnvironmentState *self)
{
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
}

/* "15.20 (Debian …)": people want the number. */
static char *
dup_version_number (AthConnection *connection)
{
  const char *text = ath_connection_get_server_version_text (connection);

  return g_strndup (text, strcspn (text, " "));
}

static gboolean
read_server (AthEnvironmentState       *self,
             const AthProjectSettings  *settings,
             AthProfile                *profile,
             GCancellable              *cancellable,
             GError                   **error)
{
  AthVersionTable table;
  g_autoptr(AthConnection) connection = NULL;

  if (!ath_version_table_init (&table, settings, error))
    return FALSE;

  connection = ath_connection_open (ath_profile_get_connection (profile), cancellable, error);
  if (connection == NULL)
    return FALSE;

  self->server_version = dup_version_number (connection);
  self->tls = ath_connection_get_tls (connection);
  self->rows = ath_version_table_read (&table, connection, cancellable, error);

  return self->rows != NULL;
}

/* The rows that the project knows; the others are no start for a plan. */
static const char **
list_known_rows (AthEnvironmentState *self)
{
  GPtrArray *known = g_ptr_array_new ();

  for (guint i = 0; self->rows[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) self->unknown_rows, self->rows[i]))
        g_ptr_array_add (known, self->rows[i]);
    }
  g_ptr_array_add (known, NULL);

  return (const char **) g_ptr_array_free (known, FALSE);
}

static void
compare_with_graph (AthEnvironmentState *self)
{
  g_autofree const char **known = NULL;
  g_autoptr(AthPlan) plan = NULL;

  self->applied = ath_revision_graph_list_applied (self->graph, (const char *const *) self->rows,
                                                   &self->unknown_rows);
  known = list_known_rows (self);
  plan = ath_plan_new_upgrade (self->graph, known, "heads", &self->error);
  for (guint i = 0; plan != NULL && i < ath_plan_get_n_steps (plan); i++)
    g_ptr_array_add (self->pending, ath_revision_ref (ath_plan_get_step (plan, i)->revision));

  if (self->unknown_rows[0] != NULL || plan == NULL)
    self->status = ATH_ENVIRONMENT_NEEDS_ATTENTION;
  else
    self->status = self->pending->len > 0 ? ATH_ENVIRONMENT_BEHIND : ATH_ENVIRONMENT_UP_TO_DATE;
}

/* What there is to tell of a server that could not be asked, or not the right
 * thing.
 */
static void
set_unread (AthEnvironmentState  *self,
            AthEnvironmentStatus  status)
{
  self->status = status;
  g_clear_pointer (&self->rows, g_strfreev);
  self->rows = g_new0 (char *, 1);
  self->unknown_rows = g_new0 (char *, 1);
  self->applied = g_hash_table_new (NULL, NULL);
}

/**
 * ath_environment_state_read:
 * @project: a project
 * @graph: its graph
 * @profile: one of its environments
 * @cancellable: (nullable): ends the looking
 * @error: set on failure
 *
 * Looks at an environment.  Changes nothing.  Blocking.
 *
 * That it cannot be reached is no failure but a state.
 *
 * Returns: (transfer full): what it looks like, or `NULL` with
 *   `G_IO_ERROR_CANCELLED`
 */
AthEnvironmentState *
ath_environment_state_read (AthProject        *project,
                            AthRevisionGraph  *graph,
                            AthProfile        *profile,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr(AthEnvironmentState) self = NULL;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (ATH_IS_PROFILE (profile), NULL);

  self = g_object_new (ATH_TYPE_ENVIRONMENT_STATE, NULL);
  self->graph = g_object_ref (graph);

  if (read_server (self, ath_project_get_settings (project), profile, cancellable, &self->error))
    compare_with_graph (self);
  else if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  else if (ath_project_get_settings (project)->version_table_error != NULL)
    set_unread (self, ATH_ENVIRONMENT_NEEDS_ATTENTION);
  else
    set_unread (self, ATH_ENVIRONMENT_UNREACHABLE);

  return g_steal_pointer (&self);
}

typedef struct
{
  AthProject       *project; /* (owned) */
  AthRevisionGraph *graph;   /* (owned) */
  AthProfile       *profile; /* (owned) */
} ReadData;

static void
read_data_free (gpointer data)
{
  ReadData *self = data;

  g_object_unref (self->project);
  g_object_unref (self->graph);
  g_object_unref (self->profile);
  g_free (self);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  ReadData *data = task_data;
  GError *error = NULL;
  AthEnvironmentState *self;

  self = ath_environment_state_read (data->project, data->graph, data->profile, cancellable,
                                     &error);
  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ath_environment_state_read_async:
 * @project: a project
 * @graph: its graph
 * @profile: one of its environments; copied
 * @cancellable: (nullable): ends the looking
 * @callback: (scope async): called with the state
 * @user_data: passed to @callback
 *
 * Runs ath_environment_state_read() in a thread of its own, so that a server
 * that does not answer holds up nobody.
 */
void
ath_environment_state_read_async (AthProject          *project,
                                  AthRevisionGraph    *graph,
                                  AthProfile          *profile,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  ReadData *data;

  g_return_if_fail (ATH_IS_PROJECT (project));
  g_return_if_fail (ATH_IS_REVISION_GRAPH (graph));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  data = g_new0 (ReadData, 1);
  data->project = g_object_ref (project);
  data->graph = g_object_ref (graph);
  data->profile = ath_profile_copy (profile);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_environment_state_read_async);
  g_task_set_task_data (task, data, read_data_free);
  ath_task_run_in_own_thread (task, read_thread);
}

/**
 * ath_environment_state_read_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full): see ath_environment_state_read()
 */
AthEnvironmentState *
ath_environment_state_read_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_environment_state_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ath_environment_state_get_status:
 * @self: a state
 *
 * Returns: what matters most about it
 */
AthEnvironmentStatus
ath_environment_state_get_status (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), ATH_ENVIRONMENT_UNREACHABLE);

  return self->status;
}

/**
 * ath_environment_state_get_error:
 * @self: a state
 *
 * Returns: (transfer none) (nullable): why it could not be read, or why there is
 *   no way from its rows to the heads
 */
const GError *
ath_environment_state_get_error (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), NULL);

  return self->error;
}

/**
 * ath_environment_state_get_rows:
 * @self: a state
 *
 * Returns: (transfer none) (array zero-terminated=1): the rows, sorted; empty
 *   when it could not be read
 */
const char *const *
ath_environment_state_get_rows (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), NULL);

  return (const char *const *) self->rows;
}

/**
 * ath_environment_state_get_unknown_rows:
 * @self: a state
 *
 * Returns: (transfer none) (array zero-terminated=1): the rows that the project
 *   does not know
 */
const char *const *
ath_environment_state_get_unknown_rows (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), NULL);

  return (const char *const *) self->unknown_rows;
}

/**
 * ath_environment_state_get_pending:
 * @self: a state
 *
 * Returns: (transfer none) (element-type AthRevision): what an upgrade to the
 *   heads would apply, in order
 */
GPtrArray *
ath_environment_state_get_pending (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), NULL);

  return self->pending;
}

/**
 * ath_environment_state_is_applied:
 * @self: a state
 * @revision: a revision of its graph
 *
 * Returns: whether the rows say that @revision is applied
 */
gboolean
ath_environment_state_is_applied (AthEnvironmentState *self,
                                  AthRevision         *revision)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), FALSE);

  return g_hash_table_contains (self->applied, revision);
}

/**
 * ath_environment_state_is_row:
 * @self: a state
 * @revision: a revision of its graph
 *
 * Returns: whether @revision is one of the rows
 */
gboolean
ath_environment_state_is_row (AthEnvironmentState *self,
                              AthRevision         *revision)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), FALSE);

  return g_strv_contains ((const char *const *) self->rows, revision->id);
}

/**
 * ath_environment_state_get_server_version:
 * @self: a state
 *
 * Returns: (transfer none) (nullable): the server's version, as in `15.4`
 */
const char *
ath_environment_state_get_server_version (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), NULL);

  return self->server_version;
}

/**
 * ath_environment_state_get_tls:
 * @self: a state
 *
 * Returns: whether the connection was encrypted
 */
gboolean
ath_environment_state_get_tls (AthEnvironmentState *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_STATE (self), FALSE);

  return self->tls;
}
