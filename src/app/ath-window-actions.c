/* ath-window-actions.c: what can be done in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-window-private.h"
#include "environment/ath-environment-editor.h"
#include "profile/ath-fallback-store.h"

static void
saved_cb (AthWindow  *self,
          AthProfile *profile)
{
  ath_window_want_environment (self, ath_profile_get_name (profile));
  ath_project_item_reload_environments (self->project);
}

static void
removed_cb (AthWindow *self)
{
  ath_project_item_reload_environments (self->project);
}

static AthEnvironmentEditor *
open_editor (AthWindow  *self,
             AthProfile *profile)
{
  GtkWidget *editor;

  editor = ath_environment_editor_new (ath_workspace_get_store (self->workspace),
                                       ath_project_item_get_project (self->project), profile);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (editor));

  return ATH_ENVIRONMENT_EDITOR (editor);
}

/* @suggestion: (nullable): what the new environment begins with */
void
ath_window_add_environment (AthWindow  *self,
                            AthProfile *suggestion)
{
  AthEnvironmentEditor *editor = open_editor (self, NULL);

  if (suggestion != NULL)
    ath_environment_editor_fill (editor, suggestion);
}

static void
new_environment_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  ath_window_add_environment (ATH_WINDOW (widget), NULL);
}

static void
edit_environment_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);

  open_editor (self, ath_environment_item_get_profile (self->environment));
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ath_project_item_reload (ATH_WINDOW (widget)->project);
}

static void
refresh_all_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  ath_workspace_reload (ATH_WINDOW (widget)->workspace);
}

/* The environment of the project in view at a position in its list, from 1; NULL
 * when there is none.
 */
AthEnvironmentItem *
ath_window_find_environment (AthWindow *self,
                             guint      number)
{
  GListModel *environments;
  g_autoptr(AthEnvironmentItem) environment = NULL;

  if (self->project == NULL || number == 0)
    return NULL;

  environments = ath_project_item_get_environments (self->project);
  environment = g_list_model_get_item (environments, number - 1);

  /* The project keeps it. */
  return environment;
}

/* What is selected here stays selected there. */
static void
show_environment_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  guint number = g_variant_get_uint32 (parameter);
  AthEnvironmentItem *environment = ath_window_find_environment (self, number);
  g_autoptr(AthRevisionItem) selected = NULL;

  if (self->project == NULL || (number > 0 && environment == NULL))
    return;

  g_set_object (&selected, ath_revision_list_get_selected (ath_window_get_list (self)));

  if (environment != NULL)
    ath_window_show_environment (self, environment);
  else
    ath_window_show_project (self, self->project);

  if (selected != NULL)
    ath_revision_list_select (ath_window_get_list (self), selected);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AthRevisionList *list = ath_window_get_list (ATH_WINDOW (widget));

  ath_revision_list_set_search_mode (list, !ath_revision_list_get_search_mode (list));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), ath_revision_item_get_id (item));
  ath_window_add_toast (self, _("Id copied"));
}

/* Problems stand at the top of every list. */
static void
show_problems_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  GListModel *revisions = ath_project_item_get_revisions (self->project);
  g_autoptr(AthRevisionItem) first = g_list_model_get_item (revisions, 0);

  if (first == NULL)
    return;

  ath_revision_list_select (ath_window_get_list (self), first);
  g_signal_emit_by_name (ath_window_get_list (self), "activated");
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AthPanes *panes = ATH_WINDOW (widget)->panes;

  if (ath_panes_get_folded (panes))
    ath_panes_set_show_end (panes, !ath_panes_get_show_end (panes));
  else
    ath_panes_set_start_revealed (panes, !ath_panes_get_start_revealed (panes));
}

/* From the details to the list, from there to the sidebar. */
static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  AthPanes *inner = self->environment != NULL
                    ? ath_environment_page_get_panes (self->environment_page)
                    : ath_overview_page_get_panes (self->overview_page);

  if (ath_panes_get_folded (inner) && ath_panes_get_show_end (inner))
    ath_panes_set_show_end (inner, FALSE);
  else if (ath_panes_get_folded (self->panes))
    ath_panes_set_show_end (self->panes, FALSE);
}

static void
retry_keyring_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AthWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ath_fallback_store_retry_finish (ATH_FALLBACK_STORE (object), result, &error))
    {
      ath_workspace_reload (self->workspace);
      return;
    }

  /* The window is gone: touch nothing. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ath_window_add_toast (self, error->message);
}

static void
retry_keyring_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  AthProfileStore *store = ath_workspace_get_store (self->workspace);

  if (!ATH_IS_FALLBACK_STORE (store))
    return;

  ath_fallback_store_retry_async (ATH_FALLBACK_STORE (store), self->cancellable,
                                  retry_keyring_cb, g_object_ref (self));
}

void
ath_window_class_init_actions (AthWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char                  *name;
    const char                  *parameter_type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.new-environment", NULL, new_environment_action },
    { "win.edit-environment", NULL, edit_environment_action },
    { "win.refresh", NULL, refresh_action },
    { "win.refresh-all", NULL, refresh_all_action },
    { "win.show-environment", "u", show_environment_action },
    { "win.search", NULL, search_action },
    { "win.copy-id", NULL, copy_id_action },
    { "win.show-problems", NULL, show_problems_action },
    { "win.show-sidebar", NULL, show_sidebar_action },
    { "win.back", NULL, back_action },
    { "win.retry-keyring", NULL, retry_keyring_action },
  };

  ath_window_class_init_project_actions (klass);
  ath_window_class_init_revision_actions (klass);
  ath_window_class_init_run_actions (klass);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}

static void
set_enabled (AthWindow  *self,
             const char *action_name,
             gboolean    enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action_name, enabled);
}

/* Sets what can be done with what is in view. */
void
ath_window_update_actions (AthWindow *self)
{
  gboolean has_project = self->project != NULL;
  gboolean is_read = has_project && ath_project_item_get_project (self->project) != NULL;
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));

  set_enabled (self, "win.close-project", has_project);
  set_enabled (self, "win.open-folder", has_project);
  set_enabled (self, "win.refresh", has_project);
  set_enabled (self, "win.refresh-all", has_project);
  set_enabled (self, "win.new-environment", is_read);
  set_enabled (self, "win.edit-environment", self->environment != NULL);
  set_enabled (self, "win.show-sidebar", has_project);
  set_enabled (self, "win.search", is_read);
  set_enabled (self, "win.show-problems",
               is_read && ath_project_item_get_n_problems (self->project) > 0);
  set_enabled (self, "win.copy-id", item != NULL && ath_revision_item_get_id (item) != NULL);
  ath_window_update_revision_actions (self);
  ath_window_update_run_actions (self);
}
