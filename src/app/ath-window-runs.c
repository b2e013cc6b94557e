/* ath-window-runs.c: how runs are started from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-window-private.h"
#include "run/ath-run-window.h"

static void
open_run (AthWindow          *self,
          AthEnvironmentItem *environment,
          AthPlanOperation    operation,
          const char         *target)
{
  GtkWidget *window;

  window = ath_run_window_new (ath_project_item_get_project (self->project),
                               ath_project_item_get_graph (self->project),
                               ath_environment_item_get_profile (environment),
                               operation, target);
  g_signal_connect_object (window, "finished", G_CALLBACK (ath_environment_item_refresh),
                           environment, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  static const struct
  {
    const char       *action_name;
    AthPlanOperation  operation;
    gboolean          is_here;
  } runs[] = {
    { "win.upgrade", ATH_PLAN_UPGRADE, FALSE },
    { "win.downgrade", ATH_PLAN_DOWNGRADE, FALSE },
    { "win.stamp", ATH_PLAN_STAMP, FALSE },
    { "win.upgrade-here", ATH_PLAN_UPGRADE, TRUE },
    { "win.downgrade-here", ATH_PLAN_DOWNGRADE, TRUE },
    { "win.stamp-here", ATH_PLAN_STAMP, TRUE },
  };
  AthWindow *self = ATH_WINDOW (widget);
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));
  const char *target = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      if (!g_str_equal (runs[i].action_name, action_name))
        continue;

      if (runs[i].is_here)
        target = ath_revision_item_get_id (item);
      open_run (self, self->environment, runs[i].operation, target);
    }
}

/* The parameter is the left one of two neighbours, as in win.show-environment. */
static void
promote_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  AthWindow *self = ATH_WINDOW (widget);
  guint number = g_variant_get_uint32 (parameter);
  AthEnvironmentItem *from = ath_window_find_environment (self, number);
  AthEnvironmentItem *to = ath_window_find_environment (self, number + 1);
  g_autofree char *target = NULL;

  if (from == NULL || to == NULL)
    return;

  target = ath_project_item_dup_promotion (self->project, from, to);
  if (target != NULL)
    open_run (self, to, ATH_PLAN_UPGRADE, target);
}

/* A run of this window that goes on; NULL when there is none. */
GtkWindow *
ath_window_find_running (AthWindow *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ATH_IS_RUN_WINDOW (item->data)
        && gtk_window_get_transient_for (item->data) == GTK_WINDOW (self)
        && ath_run_window_is_running (item->data))
      return item->data;

  return NULL;
}

/* Installs the actions of this file; part of ath_window_class_init_actions(). */
void
ath_window_class_init_run_actions (AthWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.upgrade", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.downgrade", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.stamp", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.upgrade-here", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.downgrade-here", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.stamp-here", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.promote", "u", promote_action);
}

static AthRevisionMark
get_selected_mark (AthWindow *self)
{
  AthRevisionItem *item = ath_revision_list_get_selected (ath_window_get_list (self));

  if (self->environment == NULL || item == NULL)
    return ATH_REVISION_MARK_NONE;

  return ath_environment_item_get_mark (self->environment, item);
}

static void
set_enabled (AthWindow  *self,
             const char *action_name,
             gboolean    enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action_name, enabled);
}

/* Sets which runs can be started; part of ath_window_update_actions(). */
void
ath_window_update_run_actions (AthWindow *self)
{
  gboolean can_run = self->environment != NULL
                     && ath_environment_item_is_reachable (self->environment);
  guint n_pending = can_run ? ath_environment_item_get_n_pending (self->environment) : 0;
  AthRevisionMark mark = can_run ? get_selected_mark (self) : ATH_REVISION_MARK_NONE;
  gboolean is_applied = mark == ATH_REVISION_MARK_APPLIED || mark == ATH_REVISION_MARK_CURRENT;

  set_enabled (self, "win.upgrade", n_pending > 0);
  set_enabled (self, "win.downgrade", can_run);
  set_enabled (self, "win.stamp", can_run);
  set_enabled (self, "win.upgrade-here", mark == ATH_REVISION_MARK_PENDING);
  set_enabled (self, "win.downgrade-here", mark == ATH_REVISION_MARK_APPLIED);
  set_enabled (self, "win.stamp-here", is_applied || mark == ATH_REVISION_MARK_PENDING);

  if (n_pending > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->run_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->run_button), "suggested-action");
}
