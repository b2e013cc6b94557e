/* ath-window-revisions.c: how revisions are written from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-window-private.h"
#include "revisions/ath-revision-creator.h"

/* After the lists, which go back to what was selected before. */
static void
project_read_cb (AthWindow      *self,
                 GParamSpec     *pspec,
                 AthProjectItem *project)
{
  AthRevisionItem *item = NULL;

  if (self->wanted_revision != NULL)
    item = ath_project_item_find_revision (project, self->wanted_revision);
  if (item == NULL)
    return;

  g_signal_handlers_disconnect_by_func (project, project_read_cb, self);
  g_clear_pointer (&self->wanted_revision, g_free);
  if (project == self->project)
    ath_revision_list_select (ath_window_get_list (self), item);
}

/* It is selected as soon as the project was read with it. */
static void
written_cb (AthWindow  *self,
            const char *id,
            const char *path)
{
  AthProject *project = ath_project_item_get_project (self->project);
  gboolean has_hooks = ath_project_get_settings (project)->has_post_write_hooks;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;

  text = g_strdup_printf (has_hooks
                          ? _("“%s” was written; the project’s post-write hooks were not run")
                          : _("“%s” was written"),
                          name);
  ath_window_add_toast (self, text);

  g_free (self->wanted_revision);
  self->wanted_revision = g_strdup (id);
  g_signal_handlers_disconnect_by_func (self->project, project_read_cb, self);
  g_signal_connect_object (self->project, "notify::project", G_CALLBACK (project_read_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  ath_project_item_reload (self->project);
}

static void
open_creator (AthWindow *self,
              GtkWidget *creator)
{
  g_signal_connect_object (creator, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (creator), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (creator));
}

static void
new_revision_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);

  open_creator (self, ath_revision_creator_new (self->project, NULL));
}

static void
new_revision_after_action (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));

  open_creator (self, ath_revision_creator_new (self->project, item));
}

static void
merge_heads_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);

  open_creator (self, ath_revision_creator_new_merge (self->project));
}

/* Installs the actions of this file; part of ath_window_class_init_actions(). */
void
ath_window_class_init_revision_actions (AthWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.new-revision", NULL, new_revision_action);
  gtk_widget_class_install_action (widget_class, "win.new-revision-after", NULL,
                                   new_revision_after_action);
  gtk_widget_class_install_action (widget_class, "win.merge-heads", NULL, merge_heads_action);
}

/* Sets which can be written; part of ath_window_update_actions(). */
void
ath_window_update_revision_actions (AthWindow *self)
{
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));
  AthRevisionGraph *graph = NULL;

  if (self->project != NULL)
    graph = ath_project_item_get_graph (self->project);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-revision", graph != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-revision-after",
                                 graph != NULL && item != NULL
                                 && ath_revision_item_get_revision (item) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.merge-heads",
                                 graph != NULL && ath_revision_graph_get_heads (graph)->len > 1);
}
