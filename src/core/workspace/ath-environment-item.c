/* ath-environment-item.c: one environment of an open project
 *
 * Each environment asks its own server, with a cancellable of its own, so that
 * one that does not answer holds up no other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-environment-item.h"

/**
 * AthEnvironmentItem:
 *
 * An environment as the window shows it: its profile, what was last seen in its
 * database, and its last backup.
 *
 * Use it from the main thread.  A reading that runs keeps the item alive;
 * whoever gives the item up calls ath_environment_item_cancel() first.
 */

struct _AthEnvironmentItem
{
  GObject              parent_instance;

  AthProfile          *profile;     /* (owned) */
  AthProject          *project;     /* (owned) (nullable) until the project is read */
  AthRevisionGraph    *graph;       /* (owned) (nullable) together with @project */
  AthEnvironmentState *state;       /* (owned) (nullable) until the first reading ended */
  AthBackup           *last_backup; /* (owned) (nullable) */
  GListStore          *unknown;     /* (owned) (element-type AthRevisionItem) */
  GCancellable        *cancellable; /* (owned) (nullable) while a reading runs */
};

typedef enum
{
  PROP_PROFILE = 1,
  PROP_STATE,
  PROP_LAST_BACKUP,
  PROP_BUSY,
} AthEnvironmentItemProperty;

static GParamSpec *properties[PROP_BUSY + 1];

G_DEFINE_FINAL_TYPE (AthEnvironmentItem, ath_environment_item, G_TYPE_OBJECT)

static void
ath_environment_item_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AthEnvironmentItem *self = ATH_ENVIRONMENT_ITEM (object);

  switch ((AthEnvironmentItemProperty) prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;

    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;

    case PROP_LAST_BACKUP:
      g_value_set_object (value, self->last_backup);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, ath_environment_item_is_busy (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_environment_item_dispose (GObject *object)
{
  AthEnvironmentItem *self = ATH_ENVIRONMENT_ITEM (object);

  ath_environment_item_cancel (self);
  g_clear_object (&self->profile);
  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_clear_object (&self->state);
  g_clear_object (&self->last_backup);
  g_clear_object (&self->unknown);

  G_OBJECT_CLASS (ath_environment_item_parent_class)->dispose (object);
}

static void
ath_environment_item_class_init (AthEnvironmentItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ath_environment_item_dispose;
  object_class->get_property = ath_environment_item_get_property;

  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL,
                         ATH_TYPE_PROFILE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthEnvironmentItem:state: (getter get_state)
   *
   * What was last seen in the database, or `NULL` before the first look.
   */
  properties[PROP_STATE] =
    g_param_spec_object ("state", NULL, NULL,
                         ATH_TYPE_ENVIRONMENT_STATE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_LAST_BACKUP] =
    g_param_spec_object ("last-backup", NULL, NULL,
                         ATH_TYPE_BACKUP,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthEnvironmentItem:busy: (getter is_busy)
   *
   * Whether the server is being asked.
   */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ath_environment_item_init (AthEnvironmentItem *self)
{
  self->unknown = g_list_store_new (ATH_TYPE_REVISION_ITEM);
}

/**
 * ath_environment_item_new:
 * @profile: the profile of the environment
 *
 * Returns: (transfer full): an environment that was not looked at yet
 */
AthEnvironmentItem *
ath_environment_item_new (AthProfile *profile)
{
  AthEnvironmentItem *self;

  g_return_val_if_fail (ATH_IS_PROFILE (profile), NULL);

  self = g_object_new (ATH_TYPE_ENVIRONMENT_ITEM, NULL);
  self->profile = g_object_ref (profile);

  return self;
}

/**
 * ath_environment_item_set_project:
 * @self: an environment
 * @project: the project, as it was last read
 * @graph: its graph
 *
 * Tells what the database is to be compared with, and looks at it.
 */
void
ath_environment_item_set_project (AthEnvironmentItem *self,
                                  AthProject         *project,
                                  AthRevisionGraph   *graph)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (self));
  g_return_if_fail (ATH_IS_PROJECT (project));
  g_return_if_fail (ATH_IS_REVISION_GRAPH (graph));

  g_set_object (&self->project, project);
  g_set_object (&self->graph, graph);
  ath_environment_item_refresh (self);
}

static gboolean
has_unknown (AthEnvironmentItem *self,
             const char *const  *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->unknown));

  if (n != (rows != NULL ? g_strv_length ((char **) rows) : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthRevisionItem) item = g_list_model_get_item (G_LIST_MODEL (self->unknown), i);

      if (!g_str_equal (ath_revision_item_get_id (item), rows[i]))
        return FALSE;
    }

  return TRUE;
}

/* Whoever shows the list keeps its place when nothing changed. */
static void
set_unknown (AthEnvironmentItem *self)
{
  const char *const *rows = ath_environment_state_get_unknown_rows (self->state);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (has_unknown (self, rows))
    return;

  for (guint i = 0; rows != NULL && rows[i] != NULL; i++)
    g_ptr_array_add (items, ath_revision_item_new_unknown_row (rows[i]));

  g_list_store_splice (self->unknown,
                       0, g_list_model_get_n_items (G_LIST_MODEL (self->unknown)),
                       items->pdata, items->len);
}

static void
read_state_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AthEnvironmentItem) self = user_data;
  g_autoptr(AthEnvironmentState) state = NULL;
  g_autoptr(GError) error = NULL;

  state = ath_environment_state_read_finish (result, &error);

  /* The environment was given up, or is being read again: touch nothing. */
  if (state == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_set_object (&self->state, state);
  set_unknown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
list_backups_thread (GTask        *task,
                     gpointer      source_object,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  const char *folder = task_data;
  g_autoptr(GPtrArray) backups = NULL;
  g_autoptr(GError) error = NULL;

  backups = ath_backup_list (folder, &error);
  if (backups == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (backups->len == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_object_ref (g_ptr_array_index (backups, 0)), g_object_unref);
}

static void
list_backups_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  AthEnvironmentItem *self = ATH_ENVIRONMENT_ITEM (object);
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  backup = g_task_propagate_pointer (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* A folder that cannot be listed shows no backup; a run that needs one says
   * what is wrong with it.
   */
  if (error != NULL)
    g_debug ("Could not list backups: %s", error->message);

  if (g_set_object (&self->last_backup, backup))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_BACKUP]);
}

static void
find_last_backup (AthEnvironmentItem *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, list_backups_cb, NULL);

  g_task_set_source_tag (task, find_last_backup);
  g_task_set_task_data (task,
                        ath_backup_dup_folder (ath_project_get_key (self->project),
                                               ath_profile_get_name (self->profile)),
                        g_free);
  g_task_run_in_thread (task, list_backups_thread);
}

/**
 * ath_environment_item_refresh:
 * @self: an environment
 *
 * Looks at the database again, in a thread of its own.  What was seen before
 * stays until the answer is there.  Without a project there is nothing to
 * compare with, and nothing happens.
 */
void
ath_environment_item_refresh (AthEnvironmentItem *self)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (self));

  if (self->project == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  ath_environment_state_read_async (self->project, self->graph, self->profile,
                                    self->cancellable, read_state_cb, g_object_ref (self));
  find_last_backup (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * ath_environment_item_cancel:
 * @self: an environment
 *
 * Stops a reading that runs.
 */
void
ath_environment_item_cancel (AthEnvironmentItem *self)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * ath_environment_item_get_profile:
 * @self: an environment
 *
 * Returns: (transfer none): its profile
 */
AthProfile *
ath_environment_item_get_profile (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  return self->profile;
}

/**
 * ath_environment_item_set_profile:
 * @self: an environment
 * @profile: its profile, read again
 *
 * Takes over a profile that may have changed.  The database is only looked at
 * again by ath_environment_item_refresh().
 */
void
ath_environment_item_set_profile (AthEnvironmentItem *self,
                                  AthProfile         *profile)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  if (g_set_object (&self->profile, profile))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
}

/**
 * ath_environment_item_get_name:
 * @self: an environment
 *
 * Returns: (transfer none): what the user calls it
 */
const char *
ath_environment_item_get_name (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  return ath_profile_get_name (self->profile);
}

/**
 * ath_environment_item_get_tier:
 * @self: an environment
 *
 * Returns: its tier
 */
AthTier
ath_environment_item_get_tier (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), ATH_TIER_DEVELOPMENT);

  return ath_profile_get_tier (self->profile);
}

/**
 * ath_environment_item_get_state:
 * @self: an environment
 *
 * Returns: (transfer none) (nullable): what was last seen
 */
AthEnvironmentState *
ath_environment_item_get_state (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  return self->state;
}

/**
 * ath_environment_item_get_last_backup:
 * @self: an environment
 *
 * Returns: (transfer none) (nullable): the newest backup
 */
AthBackup *
ath_environment_item_get_last_backup (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  return self->last_backup;
}

/**
 * ath_environment_item_is_busy:
 * @self: an environment
 *
 * Returns: whether the server is being asked
 */
gboolean
ath_environment_item_is_busy (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * ath_environment_item_is_reachable:
 * @self: an environment
 *
 * Returns: whether the last look got an answer, so that a run can be planned
 */
gboolean
ath_environment_item_is_reachable (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), FALSE);

  return self->state != NULL
         && ath_environment_state_get_status (self->state) != ATH_ENVIRONMENT_UNREACHABLE;
}

/**
 * ath_environment_item_get_n_pending:
 * @self: an environment
 *
 * Returns: how many revisions an upgrade would apply; 0 where none can be planned
 *   because the database was not reached or does not fit the project
 */
guint
ath_environment_item_get_n_pending (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), 0);

  if (self->state == NULL
      || ath_environment_state_get_status (self->state) != ATH_ENVIRONMENT_BEHIND)
    return 0;

  return ath_environment_state_get_pending (self->state)->len;
}

/**
 * ath_environment_item_get_unknown:
 * @self: an environment
 *
 * Returns: (transfer none): a list of #AthRevisionItem, the rows of the database
 *   that the project does not know
 */
GListModel *
ath_environment_item_get_unknown (AthEnvironmentItem *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  return G_LIST_MODEL (self->unknown);
}

static AthRevisionMark
get_script_mark (AthEnvironmentItem *self,
                 AthRevision        *revision)
{
  if (!ath_environment_item_is_reachable (self))
    return ATH_REVISION_MARK_NONE;

  if (ath_environment_state_is_row (self->state, revision))
    return ATH_REVISION_MARK_CURRENT;

  return ath_environment_state_is_applied (self->state, revision)
         ? ATH_REVISION_MARK_APPLIED
         : ATH_REVISION_MARK_PENDING;
}

static AthRevisionMark
get_unknown_mark (AthEnvironmentItem *self,
                  const char         *id)
{
  const char *const *rows;

  if (!ath_environment_item_is_reachable (self))
    return ATH_REVISION_MARK_NONE;

  rows = ath_environment_state_get_unknown_rows (self->state);

  return rows != NULL && g_strv_contains (rows, id)
         ? ATH_REVISION_MARK_NOT_IN_PROJECT
         : ATH_REVISION_MARK_NONE;
}

/**
 * ath_environment_item_get_mark:
 * @self: an environment
 * @item: a row of the list of revisions
 *
 * Returns: what @item is to the environment
 */
AthRevisionMark
ath_environment_item_get_mark (AthEnvironmentItem *self,
                               AthRevisionItem    *item)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), ATH_REVISION_MARK_NONE);
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (item), ATH_REVISION_MARK_NONE);

  switch (ath_revision_item_get_kind (item))
    {
    case ATH_REVISION_ITEM_SCRIPT:
      return get_script_mark (self, ath_revision_item_get_revision (item));

    case ATH_REVISION_ITEM_UNKNOWN_ROW:
      return get_unknown_mark (self, ath_revision_item_get_id (item));

    case ATH_REVISION_ITEM_PROBLEM:
      return ath_revision_item_get_path (item) != NULL
             ? ATH_REVISION_MARK_UNREADABLE
             : ATH_REVISION_MARK_PROBLEM;

    default:
      g_assert_not_reached ();
    }
}
