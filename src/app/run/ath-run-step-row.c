/* ath-run-step-row.c: one step of a run, with its SQL folded
 *
 * What is unfolded is made when it is wanted for the first time: a plan may have
 * a thousand steps.  While the step runs, ath_run_step_row_refresh() brings the
 * statement up to date; whoever shows the rows calls it at a bearable pace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/ath-run-step-row.h"
#include "widgets/ath-look.h"
#include "widgets/ath-sql-view.h"

#define MAX_SQL_HEIGHT 320

/**
 * AthRunStepRow:
 *
 * A row of a list of steps: mark, message, id and figures, and unfolded the SQL
 * and what the server said.
 */

struct _AthRunStepRow
{
  GtkListBoxRow  parent_instance;

  GtkStack      *mark_stack;
  GtkImage      *mark_image;
  GtkSpinner    *spinner;
  GtkLabel      *title_label;
  GtkLabel      *detail_label;
  GtkLabel      *kind_label;
  GtkImage      *arrow;
  GtkRevealer   *revealer;

  AthRunStep    *step;           /* (owned) */
  AthSqlView    *sql_view;       /* (unowned) (nullable) in the revealer once it was made */
  GtkLabel      *messages_label; /* (unowned) (nullable) likewise */
  char          *shown;          /* (owned) (nullable) what @sql_view shows */
  const char    *mark_class;     /* of @mark_image */
  gboolean       is_stale;       /* the step has changed since it was looked at */
};

enum
{
  STALE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthRunStepRow, ath_run_step_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon_name;
  const char *css_class;
} marks[] = {
  [ATH_RUN_STEP_WAITING] = { "athanor-mark-pending-symbolic", "dim-label" },
  [ATH_RUN_STEP_RUNNING] = { "athanor-mark-pending-symbolic", "accent" },
  [ATH_RUN_STEP_APPLIED] = { "object-select-symbolic", "success" },
  [ATH_RUN_STEP_FAILED] = { "edit-undo-symbolic", "error" },
  [ATH_RUN_STEP_INTERRUPTED] = { "dialog-error-symbolic", "error" },
};

static void
update_mark (AthRunStepRow *self)
{
  AthRunStepMark mark = ath_run_step_get_mark (self->step);
  const char *word = ath_run_step_mark_get_word (mark);
  gboolean runs = mark == ATH_RUN_STEP_RUNNING;
  g_autofree char *description =
    g_strjoin (", ", word, ath_run_step_get_id (self->step),
               ath_run_step_kind_get_meaning (ath_run_step_get_kind (self->step)), NULL);

  gtk_image_set_from_icon_name (self->mark_image, marks[mark].icon_name);
  ath_look_set_class (GTK_WIDGET (self->mark_image), &self->mark_class, marks[mark].css_class);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark_stack), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark_image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
  gtk_stack_set_visible_child_name (self->mark_stack, runs ? "running" : "icon");
  gtk_spinner_set_spinning (self->spinner, runs);
}

/* The mark in words, where it is more than that nothing has happened yet, and figures. */
static char *
dup_state (AthRunStep *step)
{
  AthRunStepMark mark = ath_run_step_get_mark (step);
  const char *word = ath_run_step_mark_get_word (mark);
  g_autofree char *detail = ath_run_step_dup_detail (step);

  if (mark == ATH_RUN_STEP_WAITING || mark == ATH_RUN_STEP_RUNNING)
    return g_steal_pointer (&detail);

  return *detail != '\0' ? g_strdup_printf ("%s · %s", word, detail) : g_strdup (word);
}

static void
update_detail (AthRunStepRow *self)
{
  const char *id = ath_run_step_get_id (self->step);
  g_autofree char *state = dup_state (self->step);
  g_autofree char *markup = NULL;

  /* One label, so that it wraps where there is little room. */
  markup = g_markup_printf_escaped ("<tt>%s</tt>%s%s", id, *id != '\0' ? "  " : "", state);
  gtk_label_set_markup (self->detail_label, markup);
}

static void
stale_cb (AthRunStepRow *self)
{
  if (self->is_stale)
    return;

  self->is_stale = TRUE;
  g_signal_emit (self, signals[STALE], 0);
}

static GtkWidget *
make_sql_view (AthRunStepRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sql_view = ATH_SQL_VIEW (ath_sql_view_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sql_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("SQL"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->sql_view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (scroller, "step-sql");

  return scroller;
}

static void
ensure_content (AthRunStepRow *self)
{
  GtkWidget *box;

  if (self->sql_view != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_sql_view (self));
  self->messages_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->messages_label, 0);
  ath_look_wrap (self->messages_label);
  gtk_label_set_selectable (self->messages_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->messages_label), "step-messages");
  gtk_widget_add_css_class (GTK_WIDGET (self->messages_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->messages_label), "monospace");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->messages_label));
  gtk_revealer_set_child (self->revealer, box);
}

/* While it runs, the statement that does; else all of the step. */
static const char *
get_shown_sql (AthRunStepRow *self)
{
  const char *sql = ath_run_step_get_sql (self->step);

  if (ath_run_step_get_mark (self->step) == ATH_RUN_STEP_RUNNING
      && ath_run_step_get_statement (self->step) != NULL)
    return ath_run_step_get_statement (self->step);
  if (sql == NULL && ath_run_step_get_operation (self->step) == ATH_PLAN_STAMP)
    return _("-- Only the version rows change.");
  if (sql == NULL)
    return _("-- The script cannot be shown as SQL.");
  if (sql[0] == '\0')
    return _("-- The script does nothing.");

  return sql;
}

static void
show_kind (AthRunStepRow *self)
{
  AthRunStepKind kind = ath_run_step_get_kind (self->step);
  const char *word = ath_run_step_kind_get_word (kind);

  gtk_label_set_label (self->kind_label, word != NULL ? word : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind_label),
                               ath_run_step_kind_get_meaning (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), word != NULL);
  /* What may leave a part behind is a warning, what goes by answers is not. */
  if (kind != ATH_RUN_STEP_DEPENDENT)
    gtk_widget_add_css_class (GTK_WIDGET (self->kind_label), "warning");
}

static void
ath_run_step_row_dispose (GObject *object)
{
  AthRunStepRow *self = ATH_RUN_STEP_ROW (object);

  g_clear_object (&self->step);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_RUN_STEP_ROW);

  G_OBJECT_CLASS (ath_run_step_row_parent_class)->dispose (object);
}

static void
ath_run_step_row_finalize (GObject *object)
{
  AthRunStepRow *self = ATH_RUN_STEP_ROW (object);

  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (ath_run_step_row_parent_class)->finalize (object);
}

static void
ath_run_step_row_class_init (AthRunStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_run_step_row_dispose;
  object_class->finalize = ath_run_step_row_finalize;

  /**
   * AthRunStepRow::stale:
   * @self: the row
   *
   * Emitted when the step has changed since ath_run_step_row_update().
   */
  signals[STALE] =
    g_signal_new ("stale", ATH_TYPE_RUN_STEP_ROW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-run-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, mark_stack);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, mark_image);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, kind_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, AthRunStepRow, revealer);
}

static void
ath_run_step_row_init (AthRunStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ath_run_step_row_new:
 * @step: what to show
 *
 * Returns: a row for @step; its owner unfolds it when it is activated, and updates
 *   it when it is stale
 */
GtkWidget *
ath_run_step_row_new (AthRunStep *step)
{
  AthRunStepRow *self;

  g_return_val_if_fail (ATH_IS_RUN_STEP (step), NULL);

  self = g_object_new (ATH_TYPE_RUN_STEP_ROW, NULL);
  self->step = g_object_ref (step);
  gtk_label_set_label (self->title_label, ath_run_step_get_title (step));
  show_kind (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ath_run_step_get_title (step),
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);

  g_signal_connect_object (step, "notify::mark", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "notify::detail", G_CALLBACK (stale_cb), self,
                           G_CONNECT_SWAPPED);
  update_mark (self);
  update_detail (self);

  return GTK_WIDGET (self);
}

/**
 * ath_run_step_row_get_step:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
AthRunStep *
ath_run_step_row_get_step (AthRunStepRow *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP_ROW (self), NULL);

  return self->step;
}

/**
 * ath_run_step_row_get_expanded:
 * @self: a row
 *
 * Returns: whether its SQL is unfolded
 */
gboolean
ath_run_step_row_get_expanded (AthRunStepRow *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * ath_run_step_row_set_expanded:
 * @self: a row
 * @expanded: whether its SQL is to be unfolded
 */
void
ath_run_step_row_set_expanded (AthRunStepRow *self,
                               gboolean       expanded)
{
  g_return_if_fail (ATH_IS_RUN_STEP_ROW (self));

  if (expanded)
    {
      ensure_content (self);
      ath_run_step_row_refresh (self);
    }
  gtk_revealer_set_reveal_child (self->revealer, expanded);
  gtk_image_set_from_icon_name (self->arrow, expanded ? "go-up-symbolic" : "go-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

/**
 * ath_run_step_row_update:
 * @self: a row
 *
 * Brings the part that is always seen up to date.
 */
void
ath_run_step_row_update (AthRunStepRow *self)
{
  g_return_if_fail (ATH_IS_RUN_STEP_ROW (self));

  if (!self->is_stale)
    return;

  self->is_stale = FALSE;
  update_mark (self);
  update_detail (self);
}

/**
 * ath_run_step_row_refresh:
 * @self: a row
 *
 * Brings all of it up to date.
 */
void
ath_run_step_row_refresh (AthRunStepRow *self)
{
  const char *sql;
  const char *messages;

  g_return_if_fail (ATH_IS_RUN_STEP_ROW (self));

  ath_run_step_row_update (self);
  if (self->sql_view == NULL)
    return;

  sql = get_shown_sql (self);
  if (g_strcmp0 (self->shown, sql) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (sql);
      ath_sql_view_set_text (self->sql_view, sql, "sql");
      ath_sql_view_fit (self->sql_view, MAX_SQL_HEIGHT);
    }

  messages = ath_run_step_get_messages (self->step);
  if (g_strcmp0 (gtk_label_get_label (self->messages_label), messages) != 0)
    gtk_label_set_label (self->messages_label, messages);
  gtk_widget_set_visible (GTK_WIDGET (self->messages_label), messages[0] != '\0');
}
