/* ath-workspace.c: the open projects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-workspace.h"

/**
 * AthWorkspace:
 *
 * The projects that are open, as a list of #AthProjectItem in the order they
 * were opened.
 *
 * Use it from the main thread.  It ends all reading when it goes away.
 */

struct _AthWorkspace
{
  GObject          parent_instance;

  AthProfileStore *store;    /* (owned) */
  GPtrArray       *projects; /* (owned) (element-type AthProjectItem) */
};

static GType
get_item_type (GListModel *model)
{
  return ATH_TYPE_PROJECT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ATH_WORKSPACE (model)->projects->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *projects = ATH_WORKSPACE (model)->projects;

  return position < projects->len ? g_object_ref (g_ptr_array_index (projects, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AthWorkspace, ath_workspace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
ath_workspace_dispose (GObject *object)
{
  AthWorkspace *self = ATH_WORKSPACE (object);

  for (guint i = 0; i < self->projects->len; i++)
    ath_project_item_cancel (g_ptr_array_index (self->projects, i));

  g_ptr_array_set_size (self->projects, 0);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ath_workspace_parent_class)->dispose (object);
}

static void
ath_workspace_finalize (GObject *object)
{
  AthWorkspace *self = ATH_WORKSPACE (object);

  g_clear_pointer (&self->projects, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_workspace_parent_class)->finalize (object);
}

static void
ath_workspace_class_init (AthWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ath_workspace_dispose;
  object_class->finalize = ath_workspace_finalize;
}

static void
ath_workspace_init (AthWorkspace *self)
{
  self->projects = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ath_workspace_new:
 * @store: where profiles are
 *
 * Returns: (transfer full): a workspace without projects
 */
AthWorkspace *
ath_workspace_new (AthProfileStore *store)
{
  AthWorkspace *self;

  g_return_val_if_fail (ATH_IS_PROFILE_STORE (store), NULL);

  self = g_object_new (ATH_TYPE_WORKSPACE, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * ath_workspace_open:
 * @self: a workspace
 * @folder: folder of a project
 *
 * Opens a project and begins to read it; one that is open already is read
 * again.  Whether it can be read shows later, in the project's error.
 *
 * Returns: (transfer none): the project
 */
AthProjectItem *
ath_workspace_open (AthWorkspace *self,
                    GFile        *folder)
{
  AthProjectItem *item;

  g_return_val_if_fail (ATH_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  item = ath_workspace_find_folder (self, folder);
  if (item == NULL)
    {
      item = ath_project_item_new (folder, self->store);
      g_ptr_array_add (self->projects, item);
      g_list_model_items_changed (G_LIST_MODEL (self), self->projects->len - 1, 0, 1);
    }

  ath_project_item_reload (item);

  return item;
}

/**
 * ath_workspace_close:
 * @self: a workspace
 * @item: one of its projects
 *
 * Takes a project out of the list.  Nothing of it is removed from disk, and its
 * environments stay in the keyring.
 */
void
ath_workspace_close (AthWorkspace   *self,
                     AthProjectItem *item)
{
  guint position;

  g_return_if_fail (ATH_IS_WORKSPACE (self));
  g_return_if_fail (ATH_IS_PROJECT_ITEM (item));

  if (!g_ptr_array_find (self->projects, item, &position))
    return;

  ath_project_item_cancel (item);
  g_ptr_array_remove_index (self->projects, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * ath_workspace_reload:
 * @self: a workspace
 *
 * Reads all projects again and looks at all databases.
 */
void
ath_workspace_reload (AthWorkspace *self)
{
  g_return_if_fail (ATH_IS_WORKSPACE (self));

  for (guint i = 0; i < self->projects->len; i++)
    ath_project_item_reload (g_ptr_array_index (self->projects, i));
}

/**
 * ath_workspace_get_store:
 * @self: a workspace
 *
 * Returns: (transfer none): where profiles are
 */
AthProfileStore *
ath_workspace_get_store (AthWorkspace *self)
{
  g_return_val_if_fail (ATH_IS_WORKSPACE (self), NULL);

  return self->store;
}

static gboolean
owns_environment (AthProjectItem     *project,
                  AthEnvironmentItem *environment)
{
  GListModel *environments = ath_project_item_get_environments (project);
  guint n = g_list_model_get_n_items (environments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthEnvironmentItem) item = g_list_model_get_item (environments, i);

      if (item == environment)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_workspace_find_project:
 * @self: a workspace
 * @environment: an environment
 *
 * Returns: (transfer none) (nullable): the project that @environment belongs to,
 *   `NULL` when it was removed
 */
AthProjectItem *
ath_workspace_find_project (AthWorkspace       *self,
                            AthEnvironmentItem *environment)
{
  g_return_val_if_fail (ATH_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (environment), NULL);

  for (guint i = 0; i < self->projects->len; i++)
    if (owns_environment (g_ptr_array_index (self->projects, i), environment))
      return g_ptr_array_index (self->projects, i);

  return NULL;
}

/**
 * ath_workspace_find_folder:
 * @self: a workspace
 * @folder: folder of a project
 *
 * Returns: (transfer none) (nullable): the project that was opened from @folder
 */
AthProjectItem *
ath_workspace_find_folder (AthWorkspace *self,
                           GFile        *folder)
{
  g_return_val_if_fail (ATH_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  for (guint i = 0; i < self->projects->len; i++)
    {
      AthProjectItem *item = g_ptr_array_index (self->projects, i);

      if (g_file_equal (ath_project_item_get_folder (item), folder))
        return item;
    }

  return NULL;
}

/**
 * ath_workspace_list_folders:
 * @self: a workspace
 *
 * Returns: (transfer full): the URIs of all open projects, to open them again
 */
char **
ath_workspace_list_folders (AthWorkspace *self)
{
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();

  g_return_val_if_fail (ATH_IS_WORKSPACE (self), NULL);

  for (guint i = 0; i < self->projects->len; i++)
    {
      AthProjectItem *item = g_ptr_array_index (self->projects, i);
      g_autofree char *uri = g_file_get_uri (ath_project_item_get_folder (item));

      g_strv_builder_add (uris, uri);
    }

  return g_strv_builder_end (uris);
}
