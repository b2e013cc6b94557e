/* ath-connection-test-view.c: the test of a connection, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "environment/ath-connection-test-view.h"
#include "profile/ath-connection-test.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-look.h"

/**
 * AthConnectionTestView:
 *
 * Shows the steps of a test as they succeed, and why the one that fails does.
 */

struct _AthConnectionTestView
{
  AdwPreferencesGroup  parent_instance;

  GtkButton           *button;
  GtkListBox          *list;
  AthErrorView        *error_view;
  AdwActionRow        *rows[ATH_CONNECTION_TEST_N_STEPS];
  GtkStack            *marks[ATH_CONNECTION_TEST_N_STEPS];

  GCancellable        *cancellable; /* (owned) (nullable) while a test runs */
  AthReporter         *reporter;    /* (owned) (nullable) of that test */
};

typedef enum
{
  SIGNAL_REQUESTED,
} AthConnectionTestViewSignal;

static guint signals[SIGNAL_REQUESTED + 1];

G_DEFINE_FINAL_TYPE (AthConnectionTestView, ath_connection_test_view, ADW_TYPE_PREFERENCES_GROUP)

static void
set_mark (AthConnectionTestView *self,
          guint                  step,
          const char            *mark,
          const char            *text)
{
  GtkWidget *spinner = gtk_stack_get_child_by_name (self->marks[step], "running");

  gtk_stack_set_visible_child_name (self->marks[step], mark);
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), g_str_equal (mark, "running"));
  adw_action_row_set_subtitle (self->rows[step], text != NULL ? text : "");
}

static gboolean
is_waiting (AthConnectionTestView *self,
            guint                  step)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->marks[step]), "waiting");
}

static void
stop (AthConnectionTestView *self)
{
  if (self->reporter != NULL)
    ath_reporter_stop (self->reporter);
  g_clear_object (&self->reporter);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update_button (AthConnectionTestView *self)
{
  gtk_button_set_label (self->button,
                        self->cancellable != NULL ? _("_Cancel Test") : _("_Test Connection"));
}

static void
button_cb (AthConnectionTestView *self)
{
  if (self->cancellable == NULL)
    g_signal_emit (self, signals[SIGNAL_REQUESTED], 0);
  else
    ath_connection_test_view_reset (self);
}

static void
report_cb (const AthReport *report,
           gpointer         user_data)
{
  AthConnectionTestView *self = user_data;

  switch (report->phase)
    {
    case ATH_REPORT_STARTED:
      set_mark (self, report->step, "running", NULL);
      break;

    case ATH_REPORT_FINISHED:
      set_mark (self, report->step, "well", report->text);
      break;

    case ATH_REPORT_FAILED:
      set_mark (self, report->step, "failed", NULL);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* What went wrong is said right below the step that did. */
static void
hide_waiting (AthConnectionTestView *self)
{
  for (guint step = 0; step < ATH_CONNECTION_TEST_N_STEPS; step++)
    gtk_widget_set_visible (GTK_WIDGET (self->rows[step]), !is_waiting (self, step));
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(AthConnectionTestView) self = user_data;
  g_autoptr(GError) error = NULL;

  ath_connection_test_run_finish (result, &error);

  /* The editor is gone, or the test was taken back: touch nothing. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  stop (self);
  update_button (self);
  ath_error_view_set_error (self->error_view, error);
  if (error != NULL)
    hide_waiting (self);
  ath_look_bring_into_view (GTK_WIDGET (error != NULL ? (gpointer) self->error_view : self));
}

/* The three forms of a step's mark; the words are for the screen reader. */
static GtkWidget *
make_mark (const char *icon_name,
           const char *css_class,
           const char *word)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_tooltip_text (image, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);

  return image;
}

static void
add_step (AthConnectionTestView *self,
          AthConnectionTestStep  step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (stack),
                       make_mark ("content-loading-symbolic", "dim-label", _("Not tried yet")),
                       "waiting");
  gtk_stack_add_named (GTK_STACK (stack), gtk_spinner_new (), "running");
  gtk_stack_add_named (GTK_STACK (stack),
                       make_mark ("object-select-symbolic", "success", _("Succeeded")), "well");
  gtk_stack_add_named (GTK_STACK (stack),
                       make_mark ("dialog-error-symbolic", "error", _("Failed")), "failed");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 ath_connection_test_step_get_name (step));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), stack);
  gtk_list_box_append (self->list, row);
  self->rows[step] = ADW_ACTION_ROW (row);
  self->marks[step] = GTK_STACK (stack);
}

/* A view that is gone from the screen is disposed of only when its test has ended. */
static void
ath_connection_test_view_unrealize (GtkWidget *widget)
{
  stop (ATH_CONNECTION_TEST_VIEW (widget));

  GTK_WIDGET_CLASS (ath_connection_test_view_parent_class)->unrealize (widget);
}

static void
ath_connection_test_view_dispose (GObject *object)
{
  AthConnectionTestView *self = ATH_CONNECTION_TEST_VIEW (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_CONNECTION_TEST_VIEW);

  G_OBJECT_CLASS (ath_connection_test_view_parent_class)->dispose (object);
}

static void
ath_connection_test_view_class_init (AthConnectionTestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_connection_test_view_dispose;
  widget_class->unrealize = ath_connection_test_view_unrealize;

  /**
   * AthConnectionTestView::requested:
   * @self: the view
   *
   * Emitted when the user asks for a test; who knows the connection calls
   * ath_connection_test_view_start().
   */
  signals[SIGNAL_REQUESTED] =
    g_signal_new ("requested", ATH_TYPE_CONNECTION_TEST_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-connection-test-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AthConnectionTestView, button);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionTestView, list);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionTestView, error_view);
}

static void
ath_connection_test_view_init (AthConnectionTestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (button_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint step = 0; step < ATH_CONNECTION_TEST_N_STEPS; step++)
    add_step (self, step);
}

/**
 * ath_connection_test_view_start:
 * @self: a view
 * @connection: what to test
 * @table: the version table of the project; copied
 *
 * Tests @connection and shows how it goes.
 */
void
ath_connection_test_view_start (AthConnectionTestView *self,
                                AthConnectionInfo     *connection,
                                const AthVersionTable *table)
{
  g_return_if_fail (ATH_IS_CONNECTION_TEST_VIEW (self));
  g_return_if_fail (connection != NULL);

  ath_connection_test_view_reset (self);
  self->cancellable = g_cancellable_new ();
  self->reporter = ath_reporter_new (report_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  update_button (self);
  ath_connection_test_run_async (connection, table, self->reporter, self->cancellable,
                                 run_cb, g_object_ref (self));
}

/**
 * ath_connection_test_view_fail:
 * @self: a view
 * @error: why there is nothing to test
 *
 * Shows @error in place of the steps.
 */
void
ath_connection_test_view_fail (AthConnectionTestView *self,
                               const GError          *error)
{
  g_return_if_fail (ATH_IS_CONNECTION_TEST_VIEW (self));

  ath_connection_test_view_reset (self);
  ath_error_view_set_error (self->error_view, error);
}

/**
 * ath_connection_test_view_reset:
 * @self: a view
 *
 * Ends a test that runs and hides its result, which is no longer true.
 */
void
ath_connection_test_view_reset (AthConnectionTestView *self)
{
  g_return_if_fail (ATH_IS_CONNECTION_TEST_VIEW (self));

  stop (self);
  for (guint step = 0; step < ATH_CONNECTION_TEST_N_STEPS; step++)
    {
      set_mark (self, step, "waiting", NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->rows[step]), TRUE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  ath_error_view_set_error (self->error_view, NULL);
  update_button (self);
}
