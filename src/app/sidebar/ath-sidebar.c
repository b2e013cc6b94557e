/* ath-sidebar.c: projects and their environments
 *
 * One flat list: each project, then its environments, made of the workspace's
 * own lists, so that nothing here has to be kept in step by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sidebar/ath-environment-row.h"
#include "sidebar/ath-project-row.h"
#include "sidebar/ath-sidebar.h"
#include "widgets/ath-look.h"

/**
 * AthSidebar:
 *
 * Lets the user choose a project, whose overview is then shown, or one of its
 * environments.
 */

struct _AthSidebar
{
  AdwBin              parent_instance;

  GtkListBox         *list_box;

  AthWorkspace       *workspace; /* (owned) (nullable) */
  GtkFilterListModel *rows;      /* (owned) (nullable) what the list box shows */
  GtkFilter          *filter;    /* (owned) (nullable) leaves out what is folded away */
  GHashTable         *collapsed; /* (owned) (element-type utf8) URIs of folders */
  GObject            *selected;  /* (owned) (nullable) */
};

typedef enum
{
  PROP_SELECTED = 1,
} AthSidebarProperty;

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_SELECTED + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthSidebar, ath_sidebar, ADW_TYPE_BIN)

static void
ath_sidebar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AthSidebar *self = ATH_SIDEBAR (object);

  switch ((AthSidebarProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
select_object (AthSidebar *self,
               gpointer    object)
{
  if (g_set_object (&self->selected, object))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static gpointer
get_row_object (GtkListBoxRow *row)
{
  if (ATH_IS_PROJECT_ROW (row))
    return ath_project_row_get_project (ATH_PROJECT_ROW (row));

  return ath_environment_row_get_environment (ATH_ENVIRONMENT_ROW (row));
}

/* Rows that are taken out unselect themselves; restore_selection() decides then. */
static void
row_selected_cb (AthSidebar    *self,
                 GtkListBoxRow *row)
{
  if (row != NULL)
    select_object (self, get_row_object (row));
}

static void
row_activated_cb (AthSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static GtkListBoxRow *
find_row (AthSidebar *self,
          gpointer    object)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (get_row_object (row) == object)
      return row;

  return NULL;
}

static void
restore_selection (AthSidebar *self)
{
  GtkListBoxRow *row = find_row (self, self->selected);
  AthProjectItem *project = NULL;

  if (row != NULL)
    {
      gtk_list_box_select_row (self->list_box, row);
      return;
    }

  /* An environment that is only folded away stays in view. */
  if (ATH_IS_ENVIRONMENT_ITEM (self->selected))
    project = ath_workspace_find_project (self->workspace, ATH_ENVIRONMENT_ITEM (self->selected));
  if (project == NULL)
    select_object (self, NULL);
}

static gboolean
is_collapsed (AthSidebar     *self,
              AthProjectItem *project)
{
  g_autofree char *uri = g_file_get_uri (ath_project_item_get_folder (project));

  return g_hash_table_contains (self->collapsed, uri);
}

static void
expanded_cb (AthSidebar    *self,
             GParamSpec    *pspec,
             AthProjectRow *row)
{
  AthProjectItem *project = ath_project_row_get_project (row);
  char *uri = g_file_get_uri (ath_project_item_get_folder (project));

  if (ath_project_row_get_expanded (row))
    {
      g_hash_table_remove (self->collapsed, uri);
      g_free (uri);
    }
  else
    g_hash_table_add (self->collapsed, uri);

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
filter_func (gpointer item,
             gpointer user_data)
{
  AthSidebar *self = user_data;
  AthProjectItem *project;

  if (!ATH_IS_ENVIRONMENT_ITEM (item))
    return TRUE;

  project = ath_workspace_find_project (self->workspace, item);

  return project == NULL || !is_collapsed (self, project);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  AthSidebar *self = user_data;
  GtkWidget *row;

  if (ATH_IS_ENVIRONMENT_ITEM (item))
    return ath_environment_row_new (item);

  row = ath_project_row_new (item);
  ath_project_row_set_expanded (ATH_PROJECT_ROW (row), !is_collapsed (self, item));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb),
                           self, G_CONNECT_SWAPPED);

  return row;
}

/* A project, followed by its environments. */
static gpointer
make_section (gpointer item,
              gpointer user_data)
{
  g_autoptr(AthProjectItem) project = item;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListStore) heading = g_list_store_new (ATH_TYPE_PROJECT_ITEM);

  g_list_store_append (heading, project);
  g_list_store_append (parts, heading);
  g_list_store_append (parts, ath_project_item_get_environments (project));

  return gtk_flatten_list_model_new (G_LIST_MODEL (parts));
}

static gboolean
ath_sidebar_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (ATH_SIDEBAR (widget)->list_box);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
ath_sidebar_dispose (GObject *object)
{
  AthSidebar *self = ATH_SIDEBAR (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspace);
  g_clear_object (&self->selected);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_SIDEBAR);

  G_OBJECT_CLASS (ath_sidebar_parent_class)->dispose (object);
}

static void
ath_sidebar_finalize (GObject *object)
{
  AthSidebar *self = ATH_SIDEBAR (object);

  g_clear_pointer (&self->collapsed, g_hash_table_unref);

  G_OBJECT_CLASS (ath_sidebar_parent_class)->finalize (object);
}

static void
ath_sidebar_class_init (AthSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_sidebar_dispose;
  object_class->finalize = ath_sidebar_finalize;
  object_class->get_property = ath_sidebar_get_property;
  widget_class->grab_focus = ath_sidebar_grab_focus;

  /**
   * AthSidebar:selected: (getter get_selected) (setter set_selected)
   *
   * The #AthProjectItem or #AthEnvironmentItem that is chosen.
   */
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL,
                         G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * AthSidebar::activated:
   *
   * Emitted when a row was clicked or Enter pressed on it, also on the selected
   * one: whoever folds the sidebar away goes on to what was chosen.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated",
                  ATH_TYPE_SIDEBAR,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, AthSidebar, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ath_sidebar_init (AthSidebar *self)
{
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ath_sidebar_set_workspace:
 * @self: a sidebar that has no workspace yet
 * @workspace: the projects to show
 */
void
ath_sidebar_set_workspace (AthSidebar   *self,
                           AthWorkspace *workspace)
{
  GtkMapListModel *sections;
  GtkFlattenListModel *flat;

  g_return_if_fail (ATH_IS_SIDEBAR (self));
  g_return_if_fail (ATH_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));

  sections = gtk_map_list_model_new (g_object_ref (G_LIST_MODEL (workspace)),
                                     make_section, NULL, NULL);
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (sections));
  self->rows = gtk_filter_list_model_new (G_LIST_MODEL (flat), g_object_ref (self->filter));

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->rows), make_row, self, NULL);
  /* After the list box, so that the rows are there. */
  g_signal_connect_object (self->rows, "items-changed",
                           G_CALLBACK (restore_selection), self, G_CONNECT_SWAPPED);
}

/**
 * ath_sidebar_get_selected:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable) (type GObject): the #AthProjectItem or
 *   #AthEnvironmentItem that is chosen
 */
gpointer
ath_sidebar_get_selected (AthSidebar *self)
{
  g_return_val_if_fail (ATH_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * ath_sidebar_set_selected:
 * @self: a sidebar
 * @selected: (nullable) (type GObject): an #AthProjectItem or #AthEnvironmentItem
 */
void
ath_sidebar_set_selected (AthSidebar *self,
                          gpointer    selected)
{
  GtkListBoxRow *row;

  g_return_if_fail (ATH_IS_SIDEBAR (self));
  g_return_if_fail (selected == NULL || ATH_IS_PROJECT_ITEM (selected)
                    || ATH_IS_ENVIRONMENT_ITEM (selected));

  row = find_row (self, selected);
  gtk_list_box_select_row (self->list_box, row);
  if (row != NULL)
    ath_look_bring_into_view (GTK_WIDGET (row));
  select_object (self, selected);
}

/**
 * ath_sidebar_set_collapsed:
 * @self: a sidebar
 * @folders: URIs of the projects whose environments are folded away
 *
 * To be called before the projects are there.
 */
void
ath_sidebar_set_collapsed (AthSidebar        *self,
                           const char *const *folders)
{
  g_return_if_fail (ATH_IS_SIDEBAR (self));
  g_return_if_fail (folders != NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    g_hash_table_add (self->collapsed, g_strdup (folders[i]));
}

/**
 * ath_sidebar_list_collapsed:
 * @self: a sidebar
 *
 * Returns: (transfer full): URIs of the open projects whose environments are
 *   folded away
 */
char **
ath_sidebar_list_collapsed (AthSidebar *self)
{
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();
  g_auto(GStrv) open = NULL;

  g_return_val_if_fail (ATH_IS_SIDEBAR (self), NULL);

  open = ath_workspace_list_folders (self->workspace);

  for (guint i = 0; open[i] != NULL; i++)
    if (g_hash_table_contains (self->collapsed, open[i]))
      g_strv_builder_add (uris, open[i]);

  return g_strv_builder_end (uris);
}
