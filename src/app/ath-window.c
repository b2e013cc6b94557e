/* ath-window.c: the window
 *
 * Two levels: a project (its environments side by side) and one environment (its
 * revisions).  The sidebar goes between them; where it is narrow, sidebar, page
 * and details take turns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-window-private.h"
#include "profile/ath-fallback-store.h"

/* Below these widths of the window, in pixels, panes take turns. */
#define FOLD_SIDEBAR_WIDTH 800
#define FOLD_DETAILS_WIDTH 1040

/**
 * AthWindow:
 *
 * Shows the open projects.  Closing it ends everything that it reads.
 */

G_DEFINE_FINAL_TYPE (AthWindow, ath_window, ADW_TYPE_APPLICATION_WINDOW)

static char *
dup_project_subtitle (AthProjectItem *item)
{
  AthProject *project = ath_project_item_get_project (item);
  g_autofree char *path = g_file_get_parse_name (ath_project_item_get_folder (item));

  if (project == NULL)
    return g_steal_pointer (&path);

  return g_strdup_printf (ath_project_get_kind (project) == ATH_PROJECT_SQL
                          ? _("SQL project in %s")
                          : _("Alembic project in %s"),
                          path);
}

static void
update_title (AthWindow *self)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *window_title = NULL;
  const char *title = "Athanor";

  if (self->environment != NULL)
    {
      title = ath_environment_item_get_name (self->environment);
      subtitle = ath_environment_item_dup_place (self->environment);
      window_title = g_strdup_printf ("%s — %s", title, ath_project_item_get_title (self->project));
    }
  else if (self->project != NULL)
    {
      title = ath_project_item_get_title (self->project);
      subtitle = dup_project_subtitle (self->project);
    }

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), window_title != NULL ? window_title : title);
}

static const char *
get_page (AthWindow *self)
{
  if (self->project == NULL)
    return "welcome";

  if (ath_project_item_get_project (self->project) == NULL)
    return ath_project_item_get_error (self->project) != NULL ? "failed" : "loading";

  return self->environment != NULL ? "environment" : "overview";
}

/* A project that could be read before stays in view, with the error above it. */
static void
update_problems (AthWindow *self)
{
  const GError *error = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  if (self->project != NULL && ath_project_item_get_project (self->project) != NULL)
    {
      error = ath_project_item_get_error (self->project);
      n = ath_project_item_get_n_problems (self->project);
    }

  if (error != NULL)
    text = g_strdup_printf (_("The project could not be read again: %s"), error->message);
  else if (n > 0)
    text = g_strdup_printf (ngettext ("%u problem in this project. The rest of it can be used.",
                                      "%u problems in this project. The rest of it can be used.",
                                      n),
                            n);

  gtk_label_set_label (self->problem_label, text != NULL ? text : "");
  gtk_info_bar_set_revealed (self->problem_bar, text != NULL);
}

static void
update_back (AthWindow *self)
{
  AthPanes *inner = self->environment != NULL
                    ? ath_environment_page_get_panes (self->environment_page)
                    : ath_overview_page_get_panes (self->overview_page);
  gboolean is_in_details = ath_panes_get_folded (inner) && ath_panes_get_show_end (inner);

  gtk_widget_set_visible (self->back_button,
                          self->project != NULL
                          && (is_in_details || ath_panes_get_folded (self->panes)));
}

/* Without projects there is nothing to choose from. */
static void
update_folding (AthWindow *self)
{
  gboolean fold_details = self->width < FOLD_DETAILS_WIDTH;

  ath_panes_set_folded (self->panes, self->width < FOLD_SIDEBAR_WIDTH || self->project == NULL);
  if (self->project == NULL)
    ath_panes_set_show_end (self->panes, TRUE);

  g_object_set (self->environment_page, "folded", fold_details, NULL);
  g_object_set (self->overview_page, "folded", fold_details, NULL);
}

static void
update (AthWindow *self)
{
  update_folding (self);
  gtk_stack_set_visible_child_name (self->stack, get_page (self));
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), self->environment != NULL);
  if (self->project != NULL)
    ath_error_view_set_error (self->failed_view, ath_project_item_get_error (self->project));

  update_title (self);
  update_problems (self);
  update_back (self);
  ath_window_update_actions (self);
}

static void
show (AthWindow          *self,
      AthProjectItem     *project,
      AthEnvironmentItem *environment)
{
  if (self->project == project && self->environment == environment)
    return;

  g_set_object (&self->project, project);
  g_set_object (&self->environment, environment);
  g_signal_group_set_target (self->project_signals, project);
  g_signal_group_set_target (self->environment_signals, environment);

  ath_overview_page_show (self->overview_page, environment == NULL ? project : NULL);
  ath_environment_page_show (self->environment_page, environment != NULL ? project : NULL,
                             environment);
  update (self);
  ath_window_save_state (self);
}

/* The environment that the last session ended with, as soon as it is there. */
static void
find_wanted_environment (AthWindow *self)
{
  AthEnvironmentItem *environment;

  if (self->wanted_environment == NULL || self->project == NULL)
    return;

  environment = ath_project_item_find_environment (self->project, self->wanted_environment);
  if (environment != NULL)
    ath_window_show_environment (self, environment);
}

static void
project_notify_cb (AthWindow *self)
{
  update (self);
  find_wanted_environment (self);
}

static AthProjectItem *
get_first_project (AthWindow *self)
{
  g_autoptr(AthProjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->workspace), 0);

  /* The workspace keeps it. */
  return item;
}

static gboolean
is_open (AthWindow      *self,
         AthProjectItem *project)
{
  return project != NULL
         && ath_workspace_find_folder (self->workspace,
                                       ath_project_item_get_folder (project)) == project;
}

static void
sidebar_selected_cb (AthWindow *self)
{
  gpointer selected = ath_sidebar_get_selected (self->sidebar);

  if (ATH_IS_ENVIRONMENT_ITEM (selected))
    {
      g_clear_pointer (&self->wanted_environment, g_free);
      show (self, ath_workspace_find_project (self->workspace, selected), selected);
    }
  else if (ATH_IS_PROJECT_ITEM (selected))
    {
      if (selected != self->project)
        g_clear_pointer (&self->wanted_environment, g_free);
      show (self, selected, NULL);
    }
  /* What was in view is gone: an environment's project, or the first one left. */
  else
    ath_window_show_project (self, is_open (self, self->project) ? self->project
                                                                 : get_first_project (self));
}

static void
sidebar_activated_cb (AthWindow *self)
{
  ath_panes_set_show_end (self->panes, TRUE);
}

static void
suggestion_chosen_cb (AthWindow  *self,
                      AthProfile *profile)
{
  ath_window_add_environment (self, profile);
}

static void
update_keyring (AthWindow *self)
{
  AthProfileStore *store = ath_workspace_get_store (self->workspace);
  const GError *reason = NULL;
  g_autofree char *text = NULL;

  if (ATH_IS_FALLBACK_STORE (store))
    reason = ath_fallback_store_get_reason (ATH_FALLBACK_STORE (store));
  if (reason != NULL)
    text = g_strdup_printf (_("The keyring cannot be used, so environments are kept for this "
                              "session only. %s."), reason->message);

  gtk_label_set_label (self->keyring_label, text != NULL ? text : "");
  gtk_info_bar_set_revealed (self->keyring_bar, text != NULL);
}

static void
width_cb (AthWindow  *self,
          GParamSpec *pspec,
          GdkSurface *surface)
{
  self->width = gdk_surface_get_width (surface);
  update_folding (self);
}

/* The surface knows its new width before anything is laid out in it, so what is
 * visible can still be changed.
 */
static void
realize_cb (AthWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  g_signal_connect_object (surface, "notify::width", G_CALLBACK (width_cb),
                           self, G_CONNECT_SWAPPED);
}

static gboolean
drop_cb (AthWindow    *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *file = files; file != NULL; file = file->next)
    ath_window_open_project (self, file->data);

  return files != NULL;
}

/* AdwSplitButton 1.2 gives its second half a tooltip, but no name. */
static void
name_dropdown (AthWindow *self)
{
  GtkWidget *half = gtk_widget_get_first_child (GTK_WIDGET (self->run_button));

  while (half != NULL && !GTK_IS_MENU_BUTTON (half))
    half = gtk_widget_get_next_sibling (half);

  gtk_accessible_update_property (GTK_ACCESSIBLE (half), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_split_button_get_dropdown_tooltip (self->run_button), -1);
}

static void
add_drop_target (AthWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* A run is not left alone: its window asks what is to become of it. */
static gboolean
ath_window_close_request (GtkWindow *window)
{
  GtkWindow *running = ath_window_find_running (ATH_WINDOW (window));

  if (running != NULL)
    {
      gtk_window_close (running);
      return GDK_EVENT_STOP;
    }

  ath_window_save_state (ATH_WINDOW (window));

  return GTK_WINDOW_CLASS (ath_window_parent_class)->close_request (window);
}

static void
ath_window_dispose (GObject *object)
{
  AthWindow *self = ATH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->project_signals);
  g_clear_object (&self->environment_signals);
  g_clear_object (&self->project);
  g_clear_object (&self->environment);
  if (self->workspace != NULL)
    g_object_run_dispose (G_OBJECT (self->workspace));
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_WINDOW);

  G_OBJECT_CLASS (ath_window_parent_class)->dispose (object);
}

static void
ath_window_finalize (GObject *object)
{
  AthWindow *self = ATH_WINDOW (object);

  g_clear_pointer (&self->wanted_environment, g_free);
  g_clear_pointer (&self->wanted_revision, g_free);

  G_OBJECT_CLASS (ath_window_parent_class)->finalize (object);
}

static void
ath_window_class_init (AthWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_window_dispose;
  object_class->finalize = ath_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ath_window_close_request;

  g_type_ensure (ATH_TYPE_ENVIRONMENT_PAGE);
  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_OVERVIEW_PAGE);
  g_type_ensure (ATH_TYPE_PANES);
  g_type_ensure (ATH_TYPE_SIDEBAR);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AthWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, keyring_bar);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, keyring_label);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, samples_button);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, failed_view);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, overview_page);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, environment_page);
  gtk_widget_class_bind_template_child (widget_class, AthWindow, revision_menu);
  gtk_widget_class_bind_template_callback (widget_class, realize_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_chosen_cb);

  ath_window_class_init_actions (klass);
}

static void
connect_page (AthWindow       *self,
              AthRevisionList *list,
              AthPanes        *panes)
{
  ath_revision_list_set_menu (list, self->revision_menu);
  g_signal_connect_object (list, "notify::selected",
                           G_CALLBACK (ath_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panes, "notify::show-end",
                           G_CALLBACK (update_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panes, "notify::folded",
                           G_CALLBACK (update_back), self, G_CONNECT_SWAPPED);
}

static void
ath_window_init (AthWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->project_signals = g_signal_group_new (ATH_TYPE_PROJECT_ITEM);
  g_signal_group_connect_swapped (self->project_signals, "notify",
                                  G_CALLBACK (project_notify_cb), self);
  self->environment_signals = g_signal_group_new (ATH_TYPE_ENVIRONMENT_ITEM);
  g_signal_group_connect_swapped (self->environment_signals, "notify", G_CALLBACK (update), self);

  gtk_widget_set_visible (self->samples_button, g_file_test (ATH_SAMPLES_DIR, G_FILE_TEST_IS_DIR));
  connect_page (self, ath_environment_page_get_list (self->environment_page),
                ath_environment_page_get_panes (self->environment_page));
  connect_page (self, ath_overview_page_get_list (self->overview_page),
                ath_overview_page_get_panes (self->overview_page));
  g_signal_connect_object (self->panes, "notify::folded",
                           G_CALLBACK (update_back), self, G_CONNECT_SWAPPED);
  name_dropdown (self);
  add_drop_target (self);
}

/**
 * ath_window_new:
 * @application: the application
 * @settings: where the window remembers its state
 * @store: where profiles are
 *
 * Makes a window without projects.
 *
 * Returns: a window
 */
GtkWidget *
ath_window_new (GtkApplication  *application,
                GSettings       *settings,
                AthProfileStore *store)
{
  AthWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ATH_IS_PROFILE_STORE (store), NULL);

  self = g_object_new (ATH_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  self->workspace = ath_workspace_new (store);

  ath_window_load_state (self);
  self->width = g_settings_get_int (self->settings, "window-width");

  ath_sidebar_set_workspace (self->sidebar, self->workspace);
  if (ATH_IS_FALLBACK_STORE (store))
    g_signal_connect_object (store, "notify::reason",
                             G_CALLBACK (update_keyring), self, G_CONNECT_SWAPPED);
  update_keyring (self);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * ath_window_open_project:
 * @self: a window
 * @folder: folder of a project, or a file in it
 *
 * Opens a project and shows it.
 */
void
ath_window_open_project (AthWindow *self,
                         GFile     *folder)
{
  g_autoptr(GFile) parent = NULL;

  g_return_if_fail (ATH_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  /* alembic.ini is as good as the folder it is in. */
  if (g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR)
    parent = g_file_get_parent (folder);

  ath_window_show_project (self, ath_workspace_open (self->workspace,
                                                     parent != NULL ? parent : folder));
  gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  ath_window_save_state (self);
}

/**
 * ath_window_show_project:
 * @self: a window
 * @project: (nullable): an open project, or `NULL` when there is none
 *
 * Shows the overview of a project.
 */
void
ath_window_show_project (AthWindow      *self,
                         AthProjectItem *project)
{
  g_return_if_fail (ATH_IS_WINDOW (self));

  ath_sidebar_set_selected (self->sidebar, project);
  show (self, project, NULL);
  ath_panes_set_show_end (self->panes, TRUE);
}

/**
 * ath_window_show_environment:
 * @self: a window
 * @environment: an environment of an open project
 *
 * Shows an environment.
 */
void
ath_window_show_environment (AthWindow          *self,
                             AthEnvironmentItem *environment)
{
  g_return_if_fail (ATH_IS_WINDOW (self));
  g_return_if_fail (ATH_IS_ENVIRONMENT_ITEM (environment));

  g_clear_pointer (&self->wanted_environment, g_free);
  ath_sidebar_set_selected (self->sidebar, environment);
  ath_panes_set_show_end (self->panes, TRUE);
}

/* Shows the environment @name of the project in view, now or when it is read. */
void
ath_window_want_environment (AthWindow  *self,
                             const char *name)
{
  g_free (self->wanted_environment);
  self->wanted_environment = g_strdup (name);
  find_wanted_environment (self);
}

/* The list of revisions that is in view. */
AthRevisionList *
ath_window_get_list (AthWindow *self)
{
  return self->environment != NULL
         ? ath_environment_page_get_list (self->environment_page)
         : ath_overview_page_get_list (self->overview_page);
}

/* @text: plain text */
void
ath_window_add_toast (AthWindow  *self,
                      const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (title));
}

/**
 * ath_window_get_workspace:
 * @self: a window
 *
 * Returns: (transfer none): its projects
 */
AthWorkspace *
ath_window_get_workspace (AthWindow *self)
{
  g_return_val_if_fail (ATH_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * ath_window_get_project:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the project in view
 */
AthProjectItem *
ath_window_get_project (AthWindow *self)
{
  g_return_val_if_fail (ATH_IS_WINDOW (self), NULL);

  return self->project;
}

/**
 * ath_window_get_environment:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the environment in view, `NULL` when it
 *   is the overview
 */
AthEnvironmentItem *
ath_window_get_environment (AthWindow *self)
{
  g_return_val_if_fail (ATH_IS_WINDOW (self), NULL);

  return self->environment;
}
