/* ath-project-watch.c: tells when a project changes on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-project-watch.h"

/* An editor saves in several steps, and a checkout changes many files: they are
 * one change when no more than this is between them.
 */
#define QUIET_MS 250

/**
 * AthProjectWatch:
 *
 * Watches the folders that a project is read from: those of its configuration,
 * of env.py and of its scripts.  Files beside them that are no part of the
 * project, such as compiled ones, count for nothing.
 *
 * A folder that cannot be watched is left out; ath_project_item_reload() still
 * reads what is in it.  Use it from the main thread.
 */

struct _AthProjectWatch
{
  GObject     parent_instance;

  GHashTable *monitors;   /* (owned) (element-type filename GFileMonitor): by folder */
  guint       timeout_id; /* while changes are gathered */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthProjectWatch, ath_project_watch, G_TYPE_OBJECT)

static gboolean
quiet_cb (gpointer user_data)
{
  AthProjectWatch *self = user_data;

  self->timeout_id = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* What has no ending may be a folder with scripts. */
static gboolean
is_of_project (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  if (*name == '.' || g_str_equal (name, "__pycache__"))
    return FALSE;

  return g_str_has_suffix (name, ".py") || g_str_has_suffix (name, ".sql")
         || g_str_has_suffix (name, ".ini") || g_str_has_suffix (name, ".toml")
         || strchr (name, '.') == NULL;
}

static void
changed_cb (AthProjectWatch   *self,
            GFile             *file,
            GFile             *other_file,
            GFileMonitorEvent  event)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED
      || (!is_of_project (file) && (other_file == NULL || !is_of_project (other_file))))
    return;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
monitor_free (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
ath_project_watch_dispose (GObject *object)
{
  AthProjectWatch *self = ATH_PROJECT_WATCH (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_hash_table_remove_all (self->monitors);

  G_OBJECT_CLASS (ath_project_watch_parent_class)->dispose (object);
}

static void
ath_project_watch_finalize (GObject *object)
{
  g_hash_table_unref (ATH_PROJECT_WATCH (object)->monitors);

  G_OBJECT_CLASS (ath_project_watch_parent_class)->finalize (object);
}

static void
ath_project_watch_class_init (AthProjectWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ath_project_watch_dispose;
  object_class->finalize = ath_project_watch_finalize;

  /**
   * AthProjectWatch::changed:
   *
   * Emitted when something of the project was written, moved or removed, once
   * the folders are quiet again.
   */
  signals[CHANGED] =
    g_signal_new ("changed",
                  ATH_TYPE_PROJECT_WATCH,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ath_project_watch_init (AthProjectWatch *self)
{
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
}

/**
 * ath_project_watch_new:
 *
 * Returns: (transfer full): a watch that watches nothing yet
 */
AthProjectWatch *
ath_project_watch_new (void)
{
  return g_object_new (ATH_TYPE_PROJECT_WATCH, NULL);
}

static void
watch_folder (AthProjectWatch *self,
              const char      *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  GFileMonitor *monitor;

  monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (monitor == NULL)
    {
      g_debug ("Could not watch “%s”: %s", path, error->message);
      return;
    }

  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->monitors, g_strdup (path), monitor);
}

static void
add_parent (GHashTable *folders,
            const char *path)
{
  g_hash_table_add (folders, g_path_get_dirname (path));
}

/* (element-type filename): each folder once */
static GHashTable *
list_folders (AthProject *project)
{
  GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const AthProjectSettings *settings = ath_project_get_settings (project);
  GPtrArray *revisions = ath_project_get_revisions (project);

  add_parent (folders, settings->config_file);
  if (settings->script_location != NULL)
    g_hash_table_add (folders, g_strdup (settings->script_location));
  for (guint i = 0; settings->version_locations != NULL && settings->version_locations[i]; i++)
    g_hash_table_add (folders, g_strdup (settings->version_locations[i]));

  /* Of locations that are read with what is below them. */
  for (guint i = 0; i < revisions->len; i++)
    add_parent (folders, ((AthRevision *) g_ptr_array_index (revisions, i))->path);

  return folders;
}

static gboolean
is_not_in_cb (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return !g_hash_table_contains (user_data, key);
}

/**
 * ath_project_watch_set_project:
 * @self: a watch
 * @project: (nullable): the project as it was read now; `NULL` watches nothing
 *
 * Watches the folders of @project.  Those that are watched already lose none of
 * the changes in between.
 */
void
ath_project_watch_set_project (AthProjectWatch *self,
                               AthProject      *project)
{
  g_autoptr(GHashTable) folders = NULL;
  GHashTableIter iter;
  gpointer path;

  g_return_if_fail (ATH_IS_PROJECT_WATCH (self));
  g_return_if_fail (project == NULL || ATH_IS_PROJECT (project));

  if (project == NULL)
    {
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      g_hash_table_remove_all (self->monitors);
      return;
    }

  folders = list_folders (project);
  g_hash_table_foreach_remove (self->monitors, is_not_in_cb, folders);

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (self->monitors, path))
      watch_folder (self, path);
}
