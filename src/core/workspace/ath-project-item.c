/* ath-project-item.c: one open project
 *
 * Scripts and profiles are read independently: a project without a keyring
 * still shows its revisions, and environments are listed while the scripts are
 * being read.  An environment looks at its database as soon as both are there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-project-item.h"
#include "workspace/ath-project-snapshot.h"
#include "workspace/ath-project-watch.h"

/**
 * AthProjectItem:
 *
 * A project as the window shows it: the revisions, the environments, and what is
 * wrong with either.
 *
 * Use it from the main thread.  Whoever gives it up calls
 * ath_project_item_cancel() first.
 */

struct _AthProjectItem
{
  GObject             parent_instance;

  GFile              *folder;        /* (owned) as it was opened */
  AthProfileStore    *store;         /* (owned) */
  AthProjectWatch    *watch;         /* (owned) reads the project again when it changed */
  char               *title;         /* (owned) */

  AthProjectSnapshot *snapshot;      /* (owned) (nullable) until the project was read */
  GListStore         *revisions;     /* (owned) (element-type AthRevisionItem) of @snapshot */
  GError             *error;         /* (owned) (nullable) why the project could not be read */

  GListStore         *environments;  /* (owned) (element-type AthEnvironmentItem) */
  GError             *profile_error; /* (owned) (nullable) why profiles are missing */

  GCancellable       *load;          /* (owned) (nullable) while the project is read */
  GCancellable       *list;          /* (owned) (nullable) while the profiles are read */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_PROJECT,
  PROP_ERROR,
  PROP_PROFILE_ERROR,
  PROP_HAS_ENVIRONMENTS,
  PROP_BUSY,
} AthProjectItemProperty;

enum
{
  REPLACING,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_BUSY + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthProjectItem, ath_project_item, G_TYPE_OBJECT)

static void
ath_project_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AthProjectItem *self = ATH_PROJECT_ITEM (object);

  switch ((AthProjectItemProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_PROJECT:
      g_value_set_object (value, ath_project_item_get_project (self));
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_PROFILE_ERROR:
      g_value_set_boxed (value, self->profile_error);
      break;

    case PROP_HAS_ENVIRONMENTS:
      g_value_set_boolean (value, ath_project_item_has_environments (self));
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, ath_project_item_is_busy (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_project_item_dispose (GObject *object)
{
  AthProjectItem *self = ATH_PROJECT_ITEM (object);

  if (self->environments != NULL)
    ath_project_item_cancel (self);

  g_clear_object (&self->folder);
  g_clear_object (&self->store);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->snapshot, ath_project_snapshot_free);
  g_clear_object (&self->revisions);
  g_clear_object (&self->environments);

  G_OBJECT_CLASS (ath_project_item_parent_class)->dispose (object);
}

static void
ath_project_item_finalize (GObject *object)
{
  AthProjectItem *self = ATH_PROJECT_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_error (&self->error);
  g_clear_error (&self->profile_error);

  G_OBJECT_CLASS (ath_project_item_parent_class)->finalize (object);
}

static void
ath_project_item_class_init (AthProjectItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ath_project_item_dispose;
  object_class->finalize = ath_project_item_finalize;
  object_class->get_property = ath_project_item_get_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthProjectItem:project: (getter get_project)
   *
   * The project, as it was last read.  Notified after the revisions changed.
   */
  properties[PROP_PROJECT] =
    g_param_spec_object ("project", NULL, NULL,
                         ATH_TYPE_PROJECT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_PROFILE_ERROR] =
    g_param_spec_boxed ("profile-error", NULL, NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthProjectItem:has-environments: (getter has_environments)
   *
   * Whether the project has environments, notified whenever the profiles were
   * read.
   */
  properties[PROP_HAS_ENVIRONMENTS] =
    g_param_spec_boolean ("has-environments", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthProjectItem:busy: (getter is_busy)
   *
   * Whether the project or its profiles are being read.
   */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * AthProjectItem::replacing:
   *
   * Emitted just before all rows of ath_project_item_get_revisions() are
   * replaced, for those who keep a place in that list.  The notification of
   * #AthProjectItem:project follows.
   */
  signals[REPLACING] =
    g_signal_new ("replacing",
                  ATH_TYPE_PROJECT_ITEM,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ath_project_item_init (AthProjectItem *self)
{
  self->revisions = g_list_store_new (ATH_TYPE_REVISION_ITEM);
  self->environments = g_list_store_new (ATH_TYPE_ENVIRONMENT_ITEM);
  self->watch = ath_project_watch_new ();
  g_signal_connect_object (self->watch, "changed",
                           G_CALLBACK (ath_project_item_reload), self, G_CONNECT_SWAPPED);
}

/**
 * ath_project_item_new:
 * @folder: folder of a project
 * @store: where its profiles are
 *
 * Makes a project that was not read yet; ath_project_item_reload() reads it, and
 * from then on it reads itself again whenever its files change.
 *
 * Returns: (transfer full): the project
 */
AthProjectItem *
ath_project_item_new (GFile           *folder,
                      AthProfileStore *store)
{
  AthProjectItem *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (ATH_IS_PROFILE_STORE (store), NULL);

  self = g_object_new (ATH_TYPE_PROJECT_ITEM, NULL);
  self->folder = g_object_ref (folder);
  self->store = g_object_ref (store);
  self->title = g_file_get_basename (folder);

  return self;
}

static void
notify (AthProjectItem         *self,
        AthProjectItemProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Each replaces the cancellable of a reading by that of the next one. */
static GCancellable *
start (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();

  return *cancellable;
}

static void
take_over (AthProjectItem     *self,
           AthProjectSnapshot *snapshot)
{
  g_signal_emit (self, signals[REPLACING], 0);

  g_clear_error (&self->error);
  g_clear_pointer (&self->snapshot, ath_project_snapshot_free);
  self->snapshot = snapshot;

  ath_project_watch_set_project (self->watch, snapshot->project);

  g_free (self->title);
  self->title = g_strdup (ath_project_get_name (snapshot->project));

  g_list_store_splice (self->revisions,
                       0, g_list_model_get_n_items (G_LIST_MODEL (self->revisions)),
                       snapshot->items->pdata, snapshot->items->len);
}

static void
look_at_databases (AthProjectItem *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->environments));

  if (self->snapshot == NULL)
    return;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthEnvironmentItem) item = NULL;

      item = g_list_model_get_item (G_LIST_MODEL (self->environments), i);
      ath_environment_item_set_project (item, self->snapshot->project, self->snapshot->graph);
    }
}

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AthProjectItem) self = user_data;
  g_autoptr(AthProjectSnapshot) snapshot = NULL;
  g_autoptr(GError) error = NULL;

  snapshot = ath_project_snapshot_load_finish (result, &error);

  /* The project was closed, or is being read again: touch nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->load);

  /* What was read before stays in view beside the error. */
  if (error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  else
    take_over (self, g_steal_pointer (&snapshot));

  notify (self, PROP_BUSY);
  notify (self, PROP_ERROR);
  notify (self, PROP_TITLE);
  notify (self, PROP_PROJECT);

  /* The profiles are filed under the project's key, which is known only now. */
  ath_project_item_reload_environments (self);
}

/**
 * ath_project_item_reload:
 * @self: a project
 *
 * Reads scripts and profiles again and then looks at all databases.  What was
 * read before stays until then.
 */
void
ath_project_item_reload (AthProjectItem *self)
{
  g_return_if_fail (ATH_IS_PROJECT_ITEM (self));

  ath_project_snapshot_load_async (self->folder, start (&self->load),
                                   load_cb, g_object_ref (self));
  notify (self, PROP_BUSY);
}

/* An environment that stays keeps its item, and with it what is known of its
 * database.
 */
static AthEnvironmentItem *
ref_environment (AthProjectItem *self,
                 AthProfile     *profile)
{
  AthEnvironmentItem *item;

  item = ath_project_item_find_environment (self, ath_profile_get_name (profile));
  if (item == NULL)
    return ath_environment_item_new (profile);

  ath_environment_item_set_profile (item, profile);

  return g_object_ref (item);
}

static gboolean
is_same_list (GListModel *model,
              GPtrArray  *items)
{
  if (g_list_model_get_n_items (model) != items->len)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (model, i);

      if (item != g_ptr_array_index (items, i))
        return FALSE;
    }

  return TRUE;
}

static void
cancel_environments (AthProjectItem *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->environments));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthEnvironmentItem) item = NULL;

      item = g_list_model_get_item (G_LIST_MODEL (self->environments), i);
      ath_environment_item_cancel (item);
    }
}

static void
set_profiles (AthProjectItem *self,
              GPtrArray      *profiles)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  cancel_environments (self);

  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_add (items, ref_environment (self, g_ptr_array_index (profiles, i)));

  /* Whoever shows the list keeps its place when nothing changed. */
  if (is_same_list (G_LIST_MODEL (self->environments), items))
    return;

  g_list_store_splice (self->environments,
                       0, g_list_model_get_n_items (G_LIST_MODEL (self->environments)),
                       items->pdata, items->len);
}

static void
list_profiles_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AthProjectItem) self = user_data;
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  profiles = ath_profile_store_list_finish (ATH_PROFILE_STORE (object), result, &problems, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->list);
  g_clear_error (&self->profile_error);

  if (error != NULL)
    self->profile_error = g_steal_pointer (&error);
  else
    {
      if (problems != NULL && problems->len > 0)
        self->profile_error = g_error_copy (g_ptr_array_index (problems, 0));
      set_profiles (self, profiles);
    }

  notify (self, PROP_BUSY);
  notify (self, PROP_PROFILE_ERROR);
  notify (self, PROP_HAS_ENVIRONMENTS);
  look_at_databases (self);
}

/**
 * ath_project_item_reload_environments:
 * @self: a project
 *
 * Reads the profiles again and then looks at all databases.  Does nothing
 * before the project was read, which does it by itself.
 */
void
ath_project_item_reload_environments (AthProjectItem *self)
{
  g_return_if_fail (ATH_IS_PROJECT_ITEM (self));

  if (self->snapshot == NULL)
    return;

  ath_profile_store_list_async (self->store, ath_project_get_key (self->snapshot->project),
                                start (&self->list), list_profiles_cb, g_object_ref (self));
  notify (self, PROP_BUSY);
}

/**
 * ath_project_item_cancel:
 * @self: a project
 *
 * Stops all reading, also that of the environments, and heeds no changes on disk
 * any more.
 */
void
ath_project_item_cancel (AthProjectItem *self)
{
  g_return_if_fail (ATH_IS_PROJECT_ITEM (self));

  ath_project_watch_set_project (self->watch, NULL);
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_cancellable_cancel (self->list);
  g_clear_object (&self->list);
  cancel_environments (self);
}

/**
 * ath_project_item_get_folder:
 * @self: a project
 *
 * Returns: (transfer none): its folder, as it was opened
 */
GFile *
ath_project_item_get_folder (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->folder;
}

/**
 * ath_project_item_get_title:
 * @self: a project
 *
 * Returns: (transfer none): its name, or that of its folder until it is read
 */
const char *
ath_project_item_get_title (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->title;
}

/**
 * ath_project_item_get_project:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): the project, as it was last read
 */
AthProject *
ath_project_item_get_project (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->snapshot != NULL ? self->snapshot->project : NULL;
}

/**
 * ath_project_item_get_graph:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): its graph, as it was last read
 */
AthRevisionGraph *
ath_project_item_get_graph (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->snapshot != NULL ? self->snapshot->graph : NULL;
}

/**
 * ath_project_item_get_error:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
ath_project_item_get_error (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->error;
}

/**
 * ath_project_item_get_profile_error:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): why environments, or one of them, could
 *   not be read
 */
const GError *
ath_project_item_get_profile_error (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return self->profile_error;
}

/**
 * ath_project_item_is_busy:
 * @self: a project
 *
 * Returns: whether the project or its profiles are being read
 */
gboolean
ath_project_item_is_busy (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), FALSE);

  return self->load != NULL || self->list != NULL;
}

/**
 * ath_project_item_has_environments:
 * @self: a project
 *
 * Returns: whether there is any environment
 */
gboolean
ath_project_item_has_environments (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->environments)) > 0;
}

/**
 * ath_project_item_get_environments:
 * @self: a project
 *
 * Returns: (transfer none): a list of #AthEnvironmentItem, by tier, then name
 */
GListModel *
ath_project_item_get_environments (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return G_LIST_MODEL (self->environments);
}

/**
 * ath_project_item_get_revisions:
 * @self: a project
 *
 * Returns: (transfer none): a list of #AthRevisionItem: the problems, then the
 *   revisions, newest first
 */
GListModel *
ath_project_item_get_revisions (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);

  return G_LIST_MODEL (self->revisions);
}

/**
 * ath_project_item_get_n_problems:
 * @self: a project
 *
 * Returns: how many rows of ath_project_item_get_revisions() are problems
 */
guint
ath_project_item_get_n_problems (AthProjectItem *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), 0);

  return self->snapshot != NULL ? self->snapshot->n_problems : 0;
}

/**
 * ath_project_item_find_environment:
 * @self: a project
 * @name: name of an environment
 *
 * Returns: (transfer none) (nullable): the environment
 */
AthEnvironmentItem *
ath_project_item_find_environment (AthProjectItem *self,
                                   const char     *name)
{
  guint n;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->environments));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthEnvironmentItem) item = NULL;

      /* The list keeps it alive beyond this reference. */
      item = g_list_model_get_item (G_LIST_MODEL (self->environments), i);
      if (g_strcmp0 (ath_environment_item_get_name (item), name) == 0)
        return item;
    }

  return NULL;
}

/**
 * ath_project_item_find_revision:
 * @self: a project
 * @id: whole id of a revision
 *
 * Returns: (transfer none) (nullable): its row
 */
AthRevisionItem *
ath_project_item_find_revision (AthProjectItem *self,
                                const char     *id)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return self->snapshot != NULL ? ath_project_snapshot_find (self->snapshot, id) : NULL;
}

static AthRevisionItem *
find_file (AthProjectItem *self,
           const char     *path)
{
  GPtrArray *items = self->snapshot->items;

  for (guint i = 0; path != NULL && i < items->len; i++)
    if (g_strcmp0 (ath_revision_item_get_path (g_ptr_array_index (items, i)), path) == 0)
      return g_ptr_array_index (items, i);

  return NULL;
}

/**
 * ath_project_item_find_again:
 * @self: a project that was read
 * @item: a row of it, as it was read before
 *
 * Finds what became of a row: that of the same revision, or else that of the
 * same file, whose id may have changed or become unreadable.
 *
 * Returns: (transfer none) (nullable): the row of now
 */
AthRevisionItem *
ath_project_item_find_again (AthProjectItem  *self,
                             AthRevisionItem *item)
{
  AthRevisionItem *found = NULL;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self) && self->snapshot != NULL, NULL);
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (item), NULL);

  if (ath_revision_item_get_id (item) != NULL)
    found = ath_project_snapshot_find (self->snapshot, ath_revision_item_get_id (item));

  return found != NULL ? found : find_file (self, ath_revision_item_get_path (item));
}

/* Whether all heads are rows of @environment. */
static gboolean
is_at_heads (AthProjectItem     *self,
             AthEnvironmentItem *environment)
{
  return ath_environment_state_get_status (ath_environment_item_get_state (environment))
         == ATH_ENVIRONMENT_UP_TO_DATE;
}

/**
 * ath_project_item_dup_promotion:
 * @self: a project
 * @from: the environment that is ahead
 * @to: the environment that is to follow
 *
 * Finds the target that gives @to all that @from has.  Where @from is
 * at no single place, several promotions, one after the other, get there.
 *
 * Returns: (transfer full) (nullable): target of an upgrade, or `NULL` when @to
 *   lacks nothing or cannot be upgraded, or when @from was not reached
 */
char *
ath_project_item_dup_promotion (AthProjectItem     *self,
                                AthEnvironmentItem *from,
                                AthEnvironmentItem *to)
{
  const char *const *rows;
  const char *missing = NULL;
  guint n_missing = 0;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (self), NULL);
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (from), NULL);
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (to), NULL);

  if (!ath_environment_item_is_reachable (from) || ath_environment_item_get_n_pending (to) == 0)
    return NULL;

  rows = ath_environment_state_get_rows (ath_environment_item_get_state (from));

  for (guint i = 0; rows[i] != NULL; i++)
    {
      AthRevisionItem *item = ath_project_item_find_revision (self, rows[i]);

      if (item == NULL
          || ath_environment_item_get_mark (to, item) != ATH_REVISION_MARK_PENDING)
        continue;

      missing = missing != NULL ? missing : rows[i];
      n_missing++;
    }

  if (n_missing > 1 && is_at_heads (self, from))
    return g_strdup ("heads");

  return g_strdup (missing);
}
