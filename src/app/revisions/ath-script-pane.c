/* ath-script-pane.c: a script, or why there is none to see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "revisions/ath-script-pane.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-sql-view.h"

/**
 * AthScriptPane:
 *
 * Shows a script with a button to copy it, an error in its place, or a sentence
 * when there is nothing in it.
 */

struct _AthScriptPane
{
  AdwBin        parent_instance;

  GtkStack     *stack;
  AthSqlView   *view;
  AthErrorView *error_view;
  GtkLabel     *empty_label;
};

G_DEFINE_FINAL_TYPE (AthScriptPane, ath_script_pane, ADW_TYPE_BIN)

static void
copy_cb (AthScriptPane *self)
{
  ath_sql_view_copy (self->view);
}

static void
ath_script_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATH_TYPE_SCRIPT_PANE);

  G_OBJECT_CLASS (ath_script_pane_parent_class)->dispose (object);
}

static void
ath_script_pane_class_init (AthScriptPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_script_pane_dispose;

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_SQL_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-script-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AthScriptPane, stack);
  gtk_widget_class_bind_template_child (widget_class, AthScriptPane, view);
  gtk_widget_class_bind_template_child (widget_class, AthScriptPane, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthScriptPane, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
ath_script_pane_init (AthScriptPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ath_script_pane_new:
 *
 * Returns: a pane without a script
 */
GtkWidget *
ath_script_pane_new (void)
{
  return g_object_new (ATH_TYPE_SCRIPT_PANE, NULL);
}

/**
 * ath_script_pane_set_loading:
 * @self: a pane
 *
 * Shows that the script is being read.
 */
void
ath_script_pane_set_loading (AthScriptPane *self)
{
  g_return_if_fail (ATH_IS_SCRIPT_PANE (self));

  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/**
 * ath_script_pane_dup_text:
 * @self: a pane
 *
 * Returns: (transfer full) (nullable): the script, `NULL` when none is shown
 */
char *
ath_script_pane_dup_text (AthScriptPane *self)
{
  g_return_val_if_fail (ATH_IS_SCRIPT_PANE (self), NULL);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "text") != 0)
    return NULL;

  return ath_sql_view_dup_text (self->view);
}

/**
 * ath_script_pane_set_text:
 * @self: a pane
 * @text: a script
 * @language: as for ath_sql_view_set_text()
 * @if_empty: what to say when there is nothing in @text
 *
 * Shows @text from its beginning; one that is in view already stays as it was
 * scrolled and selected.
 */
void
ath_script_pane_set_text (AthScriptPane *self,
                          const char    *text,
                          const char    *language,
                          const char    *if_empty)
{
  g_autofree char *shown = NULL;
  g_autofree char *stripped = NULL;

  g_return_if_fail (ATH_IS_SCRIPT_PANE (self));
  g_return_if_fail (text != NULL);

  shown = ath_script_pane_dup_text (self);
  stripped = g_strchomp (g_strdup (text));
  if (*stripped == '\0')
    {
      gtk_label_set_label (self->empty_label, if_empty);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (g_strcmp0 (shown, stripped) == 0)
    return;

  ath_sql_view_set_text (self->view, stripped, language);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

/**
 * ath_script_pane_set_error:
 * @self: a pane
 * @error: why there is no script to see
 */
void
ath_script_pane_set_error (AthScriptPane *self,
                           const GError  *error)
{
  g_return_if_fail (ATH_IS_SCRIPT_PANE (self));
  g_return_if_fail (error != NULL);

  ath_error_view_set_error (self->error_view, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/**
 * ath_script_pane_set_note:
 * @self: a pane
 * @note: why there is no script to see, which is no fault
 */
void
ath_script_pane_set_note (AthScriptPane *self,
                          const GError  *note)
{
  g_return_if_fail (ATH_IS_SCRIPT_PANE (self));
  g_return_if_fail (note != NULL);

  ath_error_view_set_note (self->error_view, note);
  gtk_stack_set_visible_child_name (self->stack, "error");
}
