/* ath-revision-list.c: the revisions of a project, newest first
 *
 * One list for both levels: beside one environment the last column says in
 * words what a revision is to it; in the overview there is a narrow column of
 * marks for every environment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "revisions/ath-revision-cells.h"
#include "revisions/ath-revision-list.h"
#include "revisions/ath-revision-rows.h"

/* What graph, messages and ids take together, in pixels; with less, ids give way. */
#define ROOM_FOR_IDS 380

/**
 * AthRevisionList:
 *
 * Lists revisions, rows that a project does not know and problems; finds, selects
 * and activates them.
 */

struct _AthRevisionList
{
  AdwBin               parent_instance;

  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  GtkStack            *stack;
  GtkScrolledWindow   *scrolled_window;
  GtkColumnView       *column_view;
  GtkColumnViewColumn *graph_column;
  GtkColumnViewColumn *message_column;
  GtkColumnViewColumn *id_column;
  GtkWidget           *menu;         /* (nullable) popover, child of the widget */

  AthProjectItem      *project;      /* (owned) (nullable) */
  AthEnvironmentItem  *environment;  /* (owned) (nullable) NULL for all of @project */
  GPtrArray           *mark_columns; /* (owned) (element-type GtkColumnViewColumn) */
  GtkFilter           *filter;       /* (owned) */
  GtkSingleSelection  *selection;    /* (owned) */
  char                *search;       /* (owned) (nullable) */
  AthRevisionItem     *kept;         /* (owned) (nullable) selected before @project is replaced */
  guint                fit_id;       /* shows or hides the ids */
  gboolean             scroll_later; /* the selected row is to come into view */
  gboolean             search_mode;
};

typedef enum
{
  PROP_SELECTED = 1,
  PROP_SEARCH_MODE,
} AthRevisionListProperty;

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_SEARCH_MODE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthRevisionList, ath_revision_list, ADW_TYPE_BIN)

/* The list view inside the column view is the one that knows the action, and
 * forgets it while it has no size.
 */
static void
scroll_to (AthRevisionList *self,
           guint            position)
{
  GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->column_view));

  self->scroll_later = gtk_widget_get_height (child) == 0;
  if (!self->scroll_later)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static void
popup_menu (AthRevisionList *self,
            GtkWidget       *widget,
            double           x,
            double           y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  if (self->menu == NULL
      || !gtk_widget_compute_point (widget, GTK_WIDGET (self), &point, &point))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The menu is about the row it was asked for on, so that becomes the selected one. */
static void
cell_menu_cb (AthRevisionList *self,
              double           x,
              double           y,
              GtkGesture      *gesture)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *list_item = g_object_get_data (G_OBJECT (cell), "ath-list-item");

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (list_item));
  popup_menu (self, cell, x, y);
}

static void
cell_pressed_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         user_data)
{
  cell_menu_cb (user_data, x, y, GTK_GESTURE (gesture));
}

static void
setup_cell (GtkListItem *list_item,
            gpointer     user_data)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_object_set_data (G_OBJECT (cell), "ath-list-item", list_item);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (cell_pressed_cb), user_data);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (cell_menu_cb), user_data);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (press));
}

static gboolean
menu_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  AthRevisionList *self = ATH_REVISION_LIST (widget);

  popup_menu (self, widget, gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 3);

  return TRUE;
}

static gboolean
end_search_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  AthRevisionList *self = ATH_REVISION_LIST (widget);

  if (!self->search_mode)
    return FALSE;

  ath_revision_list_set_search_mode (self, FALSE);

  return TRUE;
}

static gboolean
is_focus_in_rows (AthRevisionList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view));
}

/* (nullable): the widget of the row that is selected, when it is near what is in view */
static GtkWidget *
find_selected_row (AthRevisionList *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->column_view));
  GtkWidget *row = gtk_widget_get_first_child (rows);

  while (row != NULL && !(gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED))
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* GTK 4.8 would select the first row, if none had the focus before. */
static gboolean
focus_rows (AthRevisionList *self)
{
  GtkWidget *row;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->column_view)))
    return FALSE;

  if (find_selected_row (self) == NULL && ath_revision_list_get_selected (self) != NULL)
    scroll_to (self, gtk_single_selection_get_selected (self->selection));
  row = find_selected_row (self);

  return row != NULL && gtk_widget_grab_focus (row);
}

/* GTK 4.8 goes on from row to row, however many there are. */
static gboolean
ath_revision_list_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  AthRevisionList *self = ATH_REVISION_LIST (widget);
  GtkWidget *search_bar = GTK_WIDGET (self->search_bar);
  gboolean is_in_rows = is_focus_in_rows (self);
  gboolean is_inside = is_in_rows || gtk_widget_get_focus_child (search_bar) != NULL;

  switch (direction)
    {
    case GTK_DIR_TAB_FORWARD:
      if (is_in_rows)
        return FALSE;
      return (self->search_mode && gtk_widget_child_focus (search_bar, direction))
             || focus_rows (self);

    case GTK_DIR_TAB_BACKWARD:
      if (!is_inside)
        return focus_rows (self);
      return self->search_mode && gtk_widget_child_focus (search_bar, direction);

    case GTK_DIR_UP:
    case GTK_DIR_DOWN:
    case GTK_DIR_LEFT:
    case GTK_DIR_RIGHT:
    default:
      return GTK_WIDGET_CLASS (ath_revision_list_parent_class)->focus (widget, direction);
    }
}

static void
set_factory (AthRevisionList     *self,
             GtkColumnViewColumn *column,
             AthCellKind          kind,
             AthEnvironmentItem  *environment)
{
  g_autoptr(GtkListItemFactory) factory = NULL;

  factory = ath_revision_cells_new_factory (kind, environment, setup_cell, self);
  gtk_column_view_column_set_factory (column, factory);
}

static void
add_mark_column (AthRevisionList    *self,
                 AthEnvironmentItem *environment,
                 AthCellKind         kind,
                 const char         *title)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, NULL);

  set_factory (self, column, kind, environment);
  if (kind == ATH_CELL_MARK)
    gtk_column_view_column_set_fixed_width (column, ATH_REVISION_LIST_MARK_WIDTH);
  gtk_column_view_append_column (self->column_view, column);
  g_ptr_array_add (self->mark_columns, column);
}

static void
remove_mark_columns (AthRevisionList *self)
{
  for (guint i = 0; i < self->mark_columns->len; i++)
    gtk_column_view_remove_column (self->column_view, g_ptr_array_index (self->mark_columns, i));

  g_ptr_array_set_size (self->mark_columns, 0);
}

static gboolean
fit_cb (gpointer user_data)
{
  AthRevisionList *self = user_data;
  int marks = (int) self->mark_columns->len * ATH_REVISION_LIST_MARK_WIDTH;

  self->fit_id = 0;
  gtk_column_view_column_set_visible (self->id_column,
                                      gtk_widget_get_width (GTK_WIDGET (self)) - marks
                                      >= ROOM_FOR_IDS);
  if (self->scroll_later && ath_revision_list_get_selected (self) != NULL)
    scroll_to (self, gtk_single_selection_get_selected (self->selection));

  return G_SOURCE_REMOVE;
}

/* Not at once: while sizes are given, no column can come or go. */
static void
queue_fit (AthRevisionList *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
update_mark_columns (AthRevisionList *self)
{
  GListModel *environments;

  remove_mark_columns (self);
  queue_fit (self);

  if (self->environment != NULL)
    {
      add_mark_column (self, self->environment, ATH_CELL_STATE, _("State"));
      return;
    }

  environments = ath_project_item_get_environments (self->project);
  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr(AthEnvironmentItem) environment = g_list_model_get_item (environments, i);

      add_mark_column (self, environment, ATH_CELL_MARK,
                       ath_environment_item_get_name (environment));
    }
}

static gboolean
filter_func (gpointer item,
             gpointer user_data)
{
  AthRevisionList *self = user_data;

  return ath_revision_item_matches (item, self->search)
         && (self->environment != NULL || !ath_revision_rows_is_repeated (self->project, item));
}

static void
update_page (AthRevisionList *self)
{
  gboolean is_searching = self->search != NULL && *self->search != '\0';
  const char *page = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    page = is_searching ? "not-found" : "empty";

  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Lines between rows that are not neighbours would lie, so the graph goes away
 * while rows are left out.
 */
static void
set_search (AthRevisionList *self,
            const char      *search)
{
  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);

  gtk_column_view_column_set_visible (self->graph_column, *search == '\0');
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
search_changed_cb (AthRevisionList *self)
{
  set_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter goes on to what was found. */
static void
search_activate_cb (AthRevisionList *self)
{
  search_changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (self->column_view), GTK_DIR_TAB_FORWARD);
}

static void
selected_cb (AthRevisionList *self)
{
  /* While a project is read again, others are selected for a moment. */
  if (self->kept == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
activate_cb (AthRevisionList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
ath_revision_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AthRevisionList *self = ATH_REVISION_LIST (object);

  switch ((AthRevisionListProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, ath_revision_list_get_selected (self));
      break;

    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_revision_list_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AthRevisionList *self = ATH_REVISION_LIST (object);

  switch ((AthRevisionListProperty) prop_id)
    {
    case PROP_SEARCH_MODE:
      ath_revision_list_set_search_mode (self, g_value_get_boolean (value));
      break;

    case PROP_SELECTED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_revision_list_dispose (GObject *object)
{
  AthRevisionList *self = ATH_REVISION_LIST (object);

  if (self->selection != NULL)
    ath_revision_list_clear (self);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_REVISION_LIST);

  G_OBJECT_CLASS (ath_revision_list_parent_class)->dispose (object);
}

static void
ath_revision_list_finalize (GObject *object)
{
  AthRevisionList *self = ATH_REVISION_LIST (object);

  g_clear_pointer (&self->mark_columns, g_ptr_array_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_object (&self->kept);

  G_OBJECT_CLASS (ath_revision_list_parent_class)->finalize (object);
}

static void
class_init_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-revision-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, stack);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, column_view);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, graph_column);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, message_column);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionList, id_column);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
ath_revision_list_class_init (AthRevisionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_revision_list_dispose;
  object_class->finalize = ath_revision_list_finalize;
  object_class->get_property = ath_revision_list_get_property;
  object_class->set_property = ath_revision_list_set_property;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL,
                         ATH_TYPE_REVISION_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * AthRevisionList::activated:
   *
   * Emitted when the selected row was double-clicked or Enter pressed on it.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated",
                  ATH_TYPE_REVISION_LIST,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  widget_class->focus = ath_revision_list_focus;
  class_init_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, end_search_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "win.copy-id", NULL);
}

static void
ath_revision_list_init (AthRevisionList *self)
{
  self->mark_columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));
  self->selection = gtk_single_selection_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  set_factory (self, self->graph_column, ATH_CELL_GRAPH, NULL);
  set_factory (self, self->message_column, ATH_CELL_MESSAGE, NULL);
  set_factory (self, self->id_column, ATH_CELL_ID, NULL);

  /* How wide the list is. */
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window),
                           "notify::page-size", G_CALLBACK (queue_fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
}

static void
replacing_cb (AthRevisionList *self)
{
  g_set_object (&self->kept, ath_revision_list_get_selected (self));
}

static void
replaced_cb (AthRevisionList *self)
{
  g_autoptr(AthRevisionItem) kept = g_steal_pointer (&self->kept);
  AthRevisionItem *item = kept != NULL ? ath_project_item_find_again (self->project, kept) : NULL;

  if (item != NULL)
    ath_revision_list_select (self, item);
  if (kept != NULL)
    selected_cb (self);
}

static void
show (AthRevisionList    *self,
      AthProjectItem     *project,
      AthEnvironmentItem *environment)
{
  g_autoptr(GListModel) model = NULL;

  g_set_object (&self->project, project);
  g_set_object (&self->environment, environment);

  g_signal_connect_object (project, "replacing",
                           G_CALLBACK (replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::project",
                           G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);

  set_factory (self, self->graph_column, ATH_CELL_GRAPH, environment);
  update_mark_columns (self);

  model = G_LIST_MODEL (gtk_filter_list_model_new (ath_revision_rows_new (project, environment),
                                                   g_object_ref (self->filter)));
  gtk_single_selection_set_model (self->selection, model);
  update_page (self);
}

/**
 * ath_revision_list_show_environment:
 * @self: a list
 * @project: a project
 * @environment: one of its environments
 *
 * Lists the revisions of @project with what they are to @environment.
 */
void
ath_revision_list_show_environment (AthRevisionList    *self,
                                    AthProjectItem     *project,
                                    AthEnvironmentItem *environment)
{
  g_return_if_fail (ATH_IS_REVISION_LIST (self));
  g_return_if_fail (ATH_IS_PROJECT_ITEM (project));
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (environment));

  if (self->project == project && self->environment == environment)
    return;

  ath_revision_list_clear (self);
  show (self, project, environment);
}

static void
environments_changed_cb (AthRevisionList *self)
{
  update_mark_columns (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * ath_revision_list_show_project:
 * @self: a list
 * @project: a project
 *
 * Lists the revisions of @project with a column of marks for every environment
 * and without heads of its own.
 */
void
ath_revision_list_show_project (AthRevisionList *self,
                                AthProjectItem  *project)
{
  GListModel *environments;

  g_return_if_fail (ATH_IS_REVISION_LIST (self));
  g_return_if_fail (ATH_IS_PROJECT_ITEM (project));

  if (self->project == project)
    return;

  ath_revision_list_clear (self);
  /* GTK 4.8 cannot hide the titles otherwise; they are the view's first child. */
  gtk_widget_hide (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)));

  environments = ath_project_item_get_environments (project);
  show (self, project, NULL);
  g_signal_connect_object (environments, "items-changed",
                           G_CALLBACK (environments_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ath_revision_list_clear:
 * @self: a list
 *
 * Lets go of what is listed.
 */
void
ath_revision_list_clear (AthRevisionList *self)
{
  g_return_if_fail (ATH_IS_REVISION_LIST (self));

  if (self->project != NULL)
    {
      g_signal_handlers_disconnect_by_data (ath_project_item_get_environments (self->project),
                                            self);
      g_signal_handlers_disconnect_by_data (self->project, self);
    }

  remove_mark_columns (self);
  gtk_single_selection_set_model (self->selection, NULL);
  set_factory (self, self->graph_column, ATH_CELL_GRAPH, NULL);
  g_clear_object (&self->project);
  g_clear_object (&self->environment);
  ath_revision_list_set_search_mode (self, FALSE);
}

/**
 * ath_revision_list_get_selected:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the selected row
 */
AthRevisionItem *
ath_revision_list_get_selected (AthRevisionList *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_LIST (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * ath_revision_list_select:
 * @self: a list
 * @item: a row
 *
 * Selects a row and brings it into view; ends a search that hides it.
 *
 * Returns: whether @item is in the list
 */
gboolean
ath_revision_list_select (AthRevisionList *self,
                          AthRevisionItem *item)
{
  GListModel *model;

  g_return_val_if_fail (ATH_IS_REVISION_LIST (self), FALSE);
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (item), FALSE);

  if (!ath_revision_item_matches (item, self->search))
    ath_revision_list_set_search_mode (self, FALSE);

  model = G_LIST_MODEL (self->selection);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(AthRevisionItem) other = g_list_model_get_item (model, i);

      if (other == item)
        {
          gtk_single_selection_set_selected (self->selection, i);
          scroll_to (self, i);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * ath_revision_list_get_search_mode:
 * @self: a list
 *
 * Returns: whether the search bar is open
 */
gboolean
ath_revision_list_get_search_mode (AthRevisionList *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_LIST (self), FALSE);

  return self->search_mode;
}

/**
 * ath_revision_list_set_search_mode:
 * @self: a list
 * @search_mode: whether the search bar is to be open
 *
 * Opens the search bar, or closes it and ends the search.
 */
void
ath_revision_list_set_search_mode (AthRevisionList *self,
                                   gboolean         search_mode)
{
  g_return_if_fail (ATH_IS_REVISION_LIST (self));

  if (self->search_mode == !!search_mode)
    return;

  self->search_mode = !!search_mode;
  if (self->search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      set_search (self, "");
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/**
 * ath_revision_list_set_menu:
 * @self: a list that has no menu yet
 * @menu: what can be done with the selected row
 */
void
ath_revision_list_set_menu (AthRevisionList *self,
                            GMenuModel      *menu)
{
  g_return_if_fail (ATH_IS_REVISION_LIST (self));
  g_return_if_fail (G_IS_MENU_MODEL (menu));
  g_return_if_fail (self->menu == NULL);

  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}
