/* ath-run-window.c: upgrades, downgrades and stamps an environment
 *
 * Four stages in place: the plan, the run, and what came of it, well or not.
 * The list of the steps stays where it is through all of them.  What decides
 * anything is in AthRunPreview and AthRunProgress of the core.
 *
 * While a run goes on, one timer brings the screen up to date ten times a
 * second, however fast the reports come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-dialogs.h"
#include "run/ath-run-plan-view.h"
#include "run/ath-run-progress.h"
#include "run/ath-run-result-view.h"
#include "run/ath-run-step-rows.h"
#include "run/ath-run-window.h"
#include "run/preview/ath-run-preview.h"
#include "widgets/ath-look.h"

#define REFRESH_MS 100

/**
 * AthRunWindow:
 *
 * A window for one run, from the look at its plan to the look at what it left.
 */

typedef enum
{
  STAGE_LOADING,
  STAGE_PLAN,
  STAGE_RUNNING,
  STAGE_DONE,
  STAGE_CANCELLED,
  STAGE_FAILED,
} Stage;

struct _AthRunWindow
{
  AdwWindow            parent_instance;

  AdwWindowTitle      *window_title;
  GtkImage            *tier_icon;
  GtkLabel            *tier_label;
  GtkStack            *page_stack;
  GtkSpinner          *loading_spinner;
  GtkScrolledWindow   *scroller;
  GtkStack            *stage_stack;
  AthRunPlanView      *plan_view;
  GtkLabel            *running_label;
  GtkProgressBar      *progress_bar;
  GtkLabel            *elapsed_label;
  GtkLabel            *cancelling_label;
  AthRunResultView    *result_view;
  AdwPreferencesGroup *steps_group;
  GtkListBox          *steps_list;
  GtkLabel            *terms_label;
  GtkWidget           *bottom_bar;
  GtkWidget           *confirm_box;
  GtkLabel            *confirm_label;
  GtkEntry            *confirm_entry;
  GtkWidget           *copy_button;
  GtkWidget           *again_button;
  GtkWidget           *cancel_button;
  GtkWidget           *close_button;
  GtkButton           *start_button;

  AthProject          *project;      /* (owned) */
  AthRevisionGraph    *graph;        /* (owned) */
  AthProfile          *profile;      /* (owned) a copy: the plan and the run see the same */
  AthPlanOperation     operation;
  char                *target;       /* (owned) (nullable) what was asked for */

  Stage                stage;
  GCancellable        *cancellable;  /* (owned) (nullable) of the preview or of the run */
  AthRunPreview       *preview;      /* (owned) (nullable) */
  AthRunProgress      *progress;     /* (owned) (nullable) of the run */
  AthReporter         *reporter;     /* (owned) (nullable) of the run */
  AthRunStepRows      *rows;         /* (owned) of @steps_list */
  AthRunStepRow       *unfolded;     /* (unowned) (nullable) the row that was unfolded by itself */
  gint64               started;      /* of the run, monotonic */
  guint                refresh_id;   /* the timer, while a run goes on */
};

typedef enum
{
  SIGNAL_FINISHED,
} AthRunWindowSignal;

static guint signals[SIGNAL_FINISHED + 1];

G_DEFINE_FINAL_TYPE (AthRunWindow, ath_run_window, ADW_TYPE_WINDOW)

static char *
dup_title (AthRunWindow *self)
{
  const char *name = ath_profile_get_name (self->profile);

  switch (self->operation)
    {
    /* TRANSLATORS: name of an environment */
    case ATH_PLAN_UPGRADE:
      return g_strdup_printf (_("Upgrade %s"), name);

    /* TRANSLATORS: name of an environment */
    case ATH_PLAN_DOWNGRADE:
      return g_strdup_printf (_("Downgrade %s"), name);

    /* TRANSLATORS: name of an environment */
    case ATH_PLAN_STAMP:
      return g_strdup_printf (_("Stamp %s"), name);

    default:
      g_assert_not_reached ();
    }
}

static gboolean
needs_name (AthRunWindow *self)
{
  return ath_profile_get_policy (self->profile)->confirm_name;
}

/* -- Stages ------------------------------------------------------------------ */

static void
update_start (AthRunWindow *self)
{
  gboolean with_backup = ath_run_plan_view_get_with_backup (self->plan_view);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->confirm_entry));
  gboolean can_run = self->stage == STAGE_PLAN && self->preview != NULL
                     && ath_run_preview_can_run (self->preview, with_backup, typed);

  if (self->preview != NULL)
    gtk_button_set_label (self->start_button,
                          ath_run_preview_get_action (self->preview, with_backup));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.start", can_run);
}

/* Shows what belongs to @stage and hides the rest. */
static void
set_stage (AthRunWindow *self,
           Stage         stage)
{
  gboolean is_plan = stage == STAGE_PLAN;
  gboolean ended = stage == STAGE_DONE || stage == STAGE_CANCELLED || stage == STAGE_FAILED;
  gboolean can_act = is_plan && self->preview != NULL
                     && ath_run_preview_get_obstacle (self->preview) == NULL
                     && g_list_model_get_n_items (ath_run_preview_get_steps (self->preview)) > 0;

  self->stage = stage;
  gtk_spinner_set_spinning (self->loading_spinner, stage == STAGE_LOADING);
  gtk_stack_set_visible_child_name (self->page_stack,
                                    stage == STAGE_LOADING ? "loading" : "content");
  gtk_stack_set_visible_child_name (self->stage_stack,
                                    is_plan ? "plan" : ended ? "result" : "running");

  gtk_widget_set_visible (self->bottom_bar, stage != STAGE_LOADING);
  gtk_widget_set_visible (self->confirm_box, can_act && needs_name (self));
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), can_act);
  gtk_widget_set_visible (self->cancel_button, stage == STAGE_RUNNING);
  gtk_widget_set_visible (self->close_button, stage != STAGE_RUNNING);
  gtk_widget_set_visible (self->copy_button, stage == STAGE_FAILED);
  gtk_widget_set_visible (self->again_button, ended && stage != STAGE_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->terms_label), can_act);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_group),
                          gtk_widget_get_first_child (GTK_WIDGET (self->steps_list)) != NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.cancel", stage == STAGE_RUNNING);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update_start (self);

  /* Else the first label that can be selected would take the focus. */
  if (ended)
    gtk_widget_grab_focus (self->close_button);
}

/* -- The plan ---------------------------------------------------------------- */

static void
fill_terms (AthRunWindow *self)
{
  g_auto(GStrv) terms = ath_run_preview_list_terms (self->preview);
  g_autofree char *text = g_strjoinv ("\n", terms);

  gtk_label_set_label (self->terms_label, text);
}

static void
fill_confirmation (AthRunWindow *self)
{
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  place = ath_connection_info_dup_display (ath_profile_get_connection (self->profile));
  /* TRANSLATORS: name of a database, name of an environment, database and server */
  text = g_strdup_printf (_("To change %s, %s, type the name of the database, “%s”."),
                          ath_profile_get_name (self->profile), place,
                          ath_run_preview_get_database (self->preview));
  gtk_label_set_label (self->confirm_label, text);
}

static void
show_preview (AthRunWindow  *self,
              AthRunPreview *preview)
{
  GtkWidget *button = GTK_WIDGET (self->start_button);

  g_set_object (&self->preview, preview);
  ath_run_plan_view_set_preview (self->plan_view, preview);
  self->unfolded = NULL;
  ath_run_step_rows_set_steps (self->rows, ath_run_preview_get_steps (preview));
  fill_terms (self);
  fill_confirmation (self);

  gtk_widget_remove_css_class (button, "suggested-action");
  gtk_widget_remove_css_class (button, "destructive-action");
  gtk_widget_add_css_class (button, ath_run_preview_is_destructive (preview) ? "destructive-action"
                                                                             : "suggested-action");
  set_stage (self, STAGE_PLAN);
  if (needs_name (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->confirm_entry));
  else
    gtk_widget_grab_focus (button);
}

static void
preview_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AthRunWindow) self = user_data;
  g_autoptr(AthRunPreview) preview = NULL;
  g_autoptr(GError) error = NULL;

  preview = ath_run_preview_load_finish (result, &error);

  /* Another target was chosen, or the window is gone: touch nothing. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (error == NULL)
    {
      show_preview (self, preview);
      return;
    }
  ath_run_result_view_set_error (self->result_view, error);
  set_stage (self, STAGE_FAILED);
}

static void
load (AthRunWindow *self,
      gboolean      is_trial)
{
  const char *targets[] = { self->target, NULL };
  AthRunRequest request = {
    .project = self->project,
    .graph = self->graph,
    .profile = self->profile,
    .operation = self->operation,
    .targets = self->target != NULL ? targets : NULL,
    .purge = ath_run_plan_view_get_purge (self->plan_view),
    .backup = ATH_BACKUP_BY_POLICY,
  };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  /* A plan that is replaced by another one stays in view meanwhile. */
  if (self->stage == STAGE_PLAN)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.start", FALSE);
  else
    set_stage (self, STAGE_LOADING);
  ath_run_preview_load_async (&request, is_trial, self->cancellable, preview_cb,
                              g_object_ref (self));
}

static void
replan_cb (AthRunWindow *self)
{
  const char *target = ath_run_plan_view_get_target (self->plan_view);

  if (target != NULL)
    {
      g_free (self->target);
      self->target = g_strdup (target);
    }
  load (self, FALSE);
}

static void
try_out_cb (AthRunWindow *self)
{
  load (self, TRUE);
}

static void
plan_again_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AthRunWindow *self = ATH_RUN_WINDOW (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->confirm_entry), "");
  load (self, FALSE);
}

/* -- The run ----------------------------------------------------------------- */

/* Brings @row into view, as far as the window shows it at all. */
static void
scroll_to (AthRunWindow  *self,
           AthRunStepRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *content = gtk_viewport_get_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (
                                                               self->scroller)));
  double x;
  double y;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (row), content, 0, 0, &x, &y))
    gtk_adjustment_clamp_page (adjustment, y, y + gtk_widget_get_height (GTK_WIDGET (row)));
}

/* The step that runs is unfolded, and folded again when it is done. */
static void
follow_current (AthRunWindow *self)
{
  AthRunStep *current = ath_run_progress_get_current (self->progress);
  AthRunStepRow *row = current != NULL ? ath_run_step_rows_find (self->rows, current)
                                       : NULL;

  if (row == NULL || row == self->unfolded)
    {
      if (row != NULL)
        ath_run_step_row_refresh (row);
      return;
    }

  if (self->unfolded != NULL)
    ath_run_step_row_set_expanded (self->unfolded, FALSE);
  self->unfolded = ath_run_step_row_get_expanded (row) ? NULL : row;
  ath_run_step_row_set_expanded (row, TRUE);
  scroll_to (self, row);
}

static gboolean
refresh_cb (gpointer user_data)
{
  AthRunWindow *self = user_data;
  g_autofree char *elapsed = NULL;

  elapsed = ath_run_progress_dup_elapsed (self->progress, g_get_monotonic_time ());
  gtk_label_set_label (self->running_label, ath_run_progress_get_status (self->progress));
  gtk_label_set_label (self->elapsed_label, elapsed);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 ath_run_progress_get_fraction (self->progress));
  follow_current (self);

  return G_SOURCE_CONTINUE;
}

static void
report_cb (const AthReport *report,
           gpointer         user_data)
{
  AthRunWindow *self = user_data;

  ath_run_progress_take_report (self->progress, report);
}

static void
end_run (AthRunWindow *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->reporter != NULL)
    ath_reporter_stop (self->reporter);
  g_clear_object (&self->reporter);
  g_clear_object (&self->cancellable);
}

static Stage
stage_of_outcome (AthRunOutcome outcome)
{
  switch (outcome)
    {
    case ATH_RUN_APPLIED:
    case ATH_RUN_NOTHING:
      return STAGE_DONE;

    case ATH_RUN_CANCELLED:
      return STAGE_CANCELLED;

    case ATH_RUN_FAILED:
      return STAGE_FAILED;

    default:
      g_assert_not_reached ();
    }
}

static void
show_run (AthRunWindow *self,
          AthRun       *run,
          double        seconds)
{
  ath_run_progress_end (self->progress, run);
  if (self->unfolded != NULL)
    {
      ath_run_step_row_refresh (self->unfolded);
      ath_run_step_row_set_expanded (self->unfolded, FALSE);
      self->unfolded = NULL;
    }
  ath_run_result_view_set_run (self->result_view, run, seconds);
  set_stage (self, stage_of_outcome (ath_run_get_outcome (run)));
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(AthRunWindow) self = user_data;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;
  double seconds = (g_get_monotonic_time () - self->started) / (double) G_TIME_SPAN_SECOND;

  run = ath_run_execute_finish (result, &error);

  /* The window is gone: touch nothing but tell who waits for the run. */
  if (run != NULL)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0, run);
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  end_run (self);
  if (run != NULL)
    show_run (self, run, seconds);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    load (self, FALSE);
  else
    {
      ath_run_result_view_set_error (self->result_view, error);
      set_stage (self, STAGE_FAILED);
    }
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AthRunWindow *self = ATH_RUN_WINDOW (widget);
  gboolean with_backup = ath_run_plan_view_get_with_backup (self->plan_view);
  AthRunRequest request = ath_run_preview_get_request (self->preview, with_backup);

  g_clear_object (&self->progress);
  self->progress = ath_run_progress_new (ath_run_preview_get_steps (self->preview), with_backup);
  self->reporter = ath_reporter_new (report_cb, self);
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();

  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->cancelling_label, ath_run_preview_get_cancelling (self->preview));
  set_stage (self, STAGE_RUNNING);
  self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
  refresh_cb (self);
  gtk_widget_grab_focus (self->cancel_button);
  ath_run_execute_async (&request, self->reporter, self->cancellable, run_cb, g_object_ref (self));
}

static void
cancel_run (GtkWindow *window)
{
  AthRunWindow *self = ATH_RUN_WINDOW (window);

  if (self->stage != STAGE_RUNNING)
    return;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.cancel", FALSE);
  gtk_label_set_label (self->cancelling_label, _("Cancelling…"));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  cancel_run (GTK_WINDOW (widget));
}

static void
copy_error_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AthRunWindow *self = ATH_RUN_WINDOW (widget);
  g_autofree char *text = ath_run_result_view_dup_text (self->result_view);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* -- The window -------------------------------------------------------------- */

static void
row_activated_cb (AthRunWindow  *self,
                  AthRunStepRow *row)
{
  if (row == self->unfolded)
    self->unfolded = NULL;
  ath_run_step_row_set_expanded (row, !ath_run_step_row_get_expanded (row));
}

static gboolean
ath_run_window_close_request (GtkWindow *window)
{
  AthRunWindow *self = ATH_RUN_WINDOW (window);

  if (self->stage == STAGE_RUNNING)
    {
      ath_dialogs_confirm (window, _("Cancel the Run?"),
                           ath_run_preview_get_cancelling (self->preview),
                           _("_Keep Running"), _("_Cancel Run"), cancel_run);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (ath_run_window_parent_class)->close_request (window);
}

/* A window that is destroyed is disposed of only when what it has begun has ended. */
static void
ath_run_window_unrealize (GtkWidget *widget)
{
  AthRunWindow *self = ATH_RUN_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  end_run (self);
  g_clear_pointer (&self->rows, ath_run_step_rows_free);

  GTK_WIDGET_CLASS (ath_run_window_parent_class)->unrealize (widget);
}

static void
ath_run_window_dispose (GObject *object)
{
  AthRunWindow *self = ATH_RUN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  end_run (self);
  g_clear_pointer (&self->rows, ath_run_step_rows_free);
  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_clear_object (&self->profile);
  g_clear_object (&self->preview);
  g_clear_object (&self->progress);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_RUN_WINDOW);

  G_OBJECT_CLASS (ath_run_window_parent_class)->dispose (object);
}

static void
ath_run_window_finalize (GObject *object)
{
  AthRunWindow *self = ATH_RUN_WINDOW (object);

  g_clear_pointer (&self->target, g_free);

  G_OBJECT_CLASS (ath_run_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, tier_icon);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, tier_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, stage_stack);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, plan_view);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, running_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, elapsed_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, cancelling_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, result_view);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, steps_group);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, steps_list);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, terms_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, confirm_box);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, confirm_entry);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, again_button);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, AthRunWindow, start_button);
}

static void
ath_run_window_class_init (AthRunWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_run_window_dispose;
  object_class->finalize = ath_run_window_finalize;
  widget_class->unrealize = ath_run_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = ath_run_window_close_request;

  /**
   * AthRunWindow::finished:
   * @self: the window
   * @run: what happened
   *
   * Emitted whenever a run has ended, well or not; the database may be another
   * than before.
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", ATH_TYPE_RUN_WINDOW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, ATH_TYPE_RUN);

  g_type_ensure (ATH_TYPE_RUN_PLAN_VIEW);
  g_type_ensure (ATH_TYPE_RUN_RESULT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-run-window.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "run.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "run.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "run.plan-again", NULL, plan_again_action);
  gtk_widget_class_install_action (widget_class, "run.copy-error", NULL, copy_error_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ath_run_window_init (AthRunWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = ath_run_step_rows_new (self->steps_list);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->start_button));
  g_signal_connect_object (self->steps_list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan_view, "replan", G_CALLBACK (replan_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan_view, "try-out", G_CALLBACK (try_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan_view, "changed", G_CALLBACK (update_start), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confirm_entry, "changed", G_CALLBACK (update_start), self,
                           G_CONNECT_SWAPPED);
}

static void
show_environment (AthRunWindow *self)
{
  AthTier tier = ath_profile_get_tier (self->profile);
  g_autofree char *title = dup_title (self);
  g_autofree char *place = NULL;

  place = ath_connection_info_dup_display (ath_profile_get_connection (self->profile));
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, place);
  gtk_window_set_title (GTK_WINDOW (self), title);

  gtk_image_set_from_icon_name (self->tier_icon, ath_look_get_tier_icon (tier));
  gtk_widget_add_css_class (GTK_WIDGET (self->tier_icon), ath_look_get_tier_class (tier));
  gtk_label_set_label (self->tier_label, ath_tier_get_name (tier));
  gtk_widget_add_css_class (GTK_WIDGET (self->tier_label), ath_look_get_tier_class (tier));
}

/**
 * ath_run_window_new:
 * @project: what is run
 * @graph: its graph
 * @profile: where
 * @operation: upgrade, downgrade or stamp
 * @target: (nullable): symbol of the target, or `NULL` for the usual one
 *
 * Returns: a window that reads the environment and shows the plan
 */
GtkWidget *
ath_run_window_new (AthProject       *project,
                    AthRevisionGraph *graph,
                    AthProfile       *profile,
                    AthPlanOperation  operation,
                    const char       *target)
{
  AthRunWindow *self;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (ATH_IS_PROFILE (profile), NULL);

  self = g_object_new (ATH_TYPE_RUN_WINDOW, NULL);
  self->project = g_object_ref (project);
  self->graph = g_object_ref (graph);
  self->profile = ath_profile_copy (profile);
  self->operation = operation;
  self->target = g_strdup (target);
  show_environment (self);
  load (self, FALSE);

  return GTK_WIDGET (self);
}

/**
 * ath_run_window_is_running:
 * @self: a window
 *
 * Returns: whether a run goes on, so that closing asks first
 */
gboolean
ath_run_window_is_running (AthRunWindow *self)
{
  g_return_val_if_fail (ATH_IS_RUN_WINDOW (self), FALSE);

  return self->stage == STAGE_RUNNING;
}
