/* ath-run-plan-view.c: what a run would do, and what can be chosen about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/ath-run-plan-view.h"
#include "run/preview/ath-run-target.h"
#include "widgets/ath-error-view.h"

/**
 * AthRunPlanView:
 *
 * The head of the plan: where it leads, its target, whether a backup is made,
 * and what stands in its way.
 */

struct _AthRunPlanView
{
  GtkBox         parent_instance;

  GtkLabel      *title_label;
  GtkLabel      *summary_label;
  AthErrorView  *obstacle_view;
  AdwComboRow   *target_row;
  AdwActionRow  *backup_row;
  GtkSwitch     *backup_switch;
  AdwActionRow  *trial_row;
  GtkButton     *trial_button;
  AdwActionRow  *purge_row;
  GtkSwitch     *purge_switch;

  AthRunPreview *preview; /* (owned) (nullable) */
  gboolean       filling; /* the rows follow the preview */
};

typedef enum
{
  SIGNAL_REPLAN,
  SIGNAL_CHANGED,
  SIGNAL_TRY_OUT,
} AthRunPlanViewSignal;

static guint signals[SIGNAL_TRY_OUT + 1];

G_DEFINE_FINAL_TYPE (AthRunPlanView, ath_run_plan_view, GTK_TYPE_BOX)

static void
replan_cb (AthRunPlanView *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_REPLAN], 0);
}

static void
changed_cb (AthRunPlanView *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
try_out_cb (AthRunPlanView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->trial_button), FALSE);
  g_signal_emit (self, signals[SIGNAL_TRY_OUT], 0);
}

static void
setup_target_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *id = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 36);
  gtk_label_set_xalign (GTK_LABEL (id), 0);
  gtk_label_set_ellipsize (GTK_LABEL (id), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (id, "caption");
  gtk_widget_add_css_class (id, "dim-label");
  gtk_widget_add_css_class (id, "monospace");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), id);
  gtk_list_item_set_child (item, box);
}

static void
bind_target_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  AthRunTarget *target = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *id = gtk_widget_get_next_sibling (title);

  gtk_label_set_label (GTK_LABEL (title), ath_run_target_get_title (target));
  gtk_label_set_label (GTK_LABEL (id), ath_run_target_get_id (target));
  gtk_widget_set_visible (id, ath_run_target_get_id (target)[0] != '\0');
}

static void
ath_run_plan_view_dispose (GObject *object)
{
  AthRunPlanView *self = ATH_RUN_PLAN_VIEW (object);

  g_clear_object (&self->preview);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_RUN_PLAN_VIEW);

  G_OBJECT_CLASS (ath_run_plan_view_parent_class)->dispose (object);
}

static void
ath_run_plan_view_class_init (AthRunPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_run_plan_view_dispose;

  /**
   * AthRunPlanView::replan:
   * @self: the view
   *
   * Emitted when something else was chosen that makes another plan.
   */
  signals[SIGNAL_REPLAN] =
    g_signal_new ("replan", ATH_TYPE_RUN_PLAN_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AthRunPlanView::changed:
   * @self: the view
   *
   * Emitted when something else was chosen about the same plan.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ATH_TYPE_RUN_PLAN_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AthRunPlanView::try-out:
   * @self: the view
   *
   * Emitted when the plan is to be tried out.
   */
  signals[SIGNAL_TRY_OUT] =
    g_signal_new ("try-out", ATH_TYPE_RUN_PLAN_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-run-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, title_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, obstacle_view);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, target_row);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, backup_row);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, backup_switch);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, trial_row);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, trial_button);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, purge_row);
  gtk_widget_class_bind_template_child (widget_class, AthRunPlanView, purge_switch);
}

static void
ath_run_plan_view_init (AthRunPlanView *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_target_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_target_cb), NULL);
  adw_combo_row_set_factory (self->target_row, factory);
  g_signal_connect_object (self->target_row, "notify::selected", G_CALLBACK (replan_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->purge_switch, "notify::active", G_CALLBACK (replan_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trial_button, "clicked", G_CALLBACK (try_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backup_switch, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The list is the same as long as the database is: then nothing closes or jumps. */
static void
fill_targets (AthRunPlanView *self)
{
  GListModel *targets = ath_run_preview_get_targets (self->preview);

  adw_combo_row_set_model (self->target_row, targets);
  adw_combo_row_set_selected (self->target_row, ath_run_preview_get_target (self->preview));
  gtk_widget_set_visible (GTK_WIDGET (self->target_row), g_list_model_get_n_items (targets) > 0);
}

static void
fill_backup (AthRunPlanView *self,
             gboolean        is_first)
{
  gboolean must = ath_run_preview_must_back_up (self->preview);
  GListModel *steps = ath_run_preview_get_steps (self->preview);
  g_autofree char *size = ath_run_preview_dup_backup (self->preview);
  g_autofree char *subtitle = NULL;

  if (must)
    /* TRANSLATORS: followed by a sentence about sizes */
    subtitle = g_strdup_printf (_("This environment demands it. %s"), size);
  adw_action_row_set_subtitle (self->backup_row, must ? subtitle : size);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_row),
                          g_list_model_get_n_items (steps) > 0
                          && ath_run_preview_get_obstacle (self->preview) == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->backup_switch), !must);
  if (must || is_first)
    gtk_switch_set_active (self->backup_switch, must);
}

static const char *
get_trial_text (AthRunPreview *preview)
{
  if (ath_run_preview_is_tried (preview))
    return _("The steps were executed and rolled back: this is what they do with the answers of "
             "now.");
  if (ath_run_preview_can_try_out (preview))
    return _("The steps can be executed and rolled back, to show all that they do. What they lock "
             "is locked meanwhile.");

  return _("In production nothing is tried out. Do that in another environment, on a copy of the "
           "database.");
}

static void
fill_trial (AthRunPlanView *self)
{
  gboolean can_try_out = ath_run_preview_can_try_out (self->preview)
                         && !ath_run_preview_is_tried (self->preview);

  adw_action_row_set_subtitle (self->trial_row, get_trial_text (self->preview));
  gtk_widget_set_visible (GTK_WIDGET (self->trial_row),
                          ath_run_preview_is_dependent (self->preview));
  gtk_widget_set_visible (GTK_WIDGET (self->trial_button), can_try_out);
  gtk_widget_set_sensitive (GTK_WIDGET (self->trial_button), TRUE);
}

/**
 * ath_run_plan_view_set_preview:
 * @self: a view
 * @preview: what would be done
 *
 * Shows @preview; what was chosen about a backup before stays chosen.
 */
void
ath_run_plan_view_set_preview (AthRunPlanView *self,
                               AthRunPreview  *preview)
{
  const GError *error;
  gboolean is_first;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (ATH_IS_RUN_PLAN_VIEW (self));
  g_return_if_fail (ATH_IS_RUN_PREVIEW (preview));

  is_first = self->preview == NULL;
  g_set_object (&self->preview, preview);
  title = ath_run_preview_dup_title (preview);
  summary = ath_run_preview_dup_summary (preview);
  error = ath_run_preview_get_obstacle (preview);

  self->filling = TRUE;
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->summary_label, summary);
  ath_error_view_set_error (self->obstacle_view,
                            error != NULL ? error : ath_run_preview_get_trial_error (preview));
  fill_targets (self);
  fill_backup (self, is_first);
  fill_trial (self);
  gtk_widget_set_visible (GTK_WIDGET (self->purge_row), ath_run_preview_can_purge (preview));
  self->filling = FALSE;
}

/**
 * ath_run_plan_view_get_target:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the symbol of the target that is chosen
 */
const char *
ath_run_plan_view_get_target (AthRunPlanView *self)
{
  AthRunTarget *target;

  g_return_val_if_fail (ATH_IS_RUN_PLAN_VIEW (self), NULL);

  target = adw_combo_row_get_selected_item (self->target_row);

  return target != NULL ? ath_run_target_get_symbol (target) : NULL;
}

/**
 * ath_run_plan_view_get_with_backup:
 * @self: a view
 *
 * Returns: whether a backup is to be made first
 */
gboolean
ath_run_plan_view_get_with_backup (AthRunPlanView *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PLAN_VIEW (self), TRUE);

  return gtk_switch_get_active (self->backup_switch);
}

/**
 * ath_run_plan_view_get_purge:
 * @self: a view
 *
 * Returns: whether all rows are to be forgotten first
 */
gboolean
ath_run_plan_view_get_purge (AthRunPlanView *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PLAN_VIEW (self), FALSE);

  return gtk_switch_get_active (self->purge_switch);
}
