/* ath-error-view.c: an error where it belongs, with all that is known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "widgets/ath-error-view.h"

/**
 * AthErrorView:
 *
 * Shows the sentence of an error in the words of who made it, the server's
 * detail and hint, the place in a file, and a button for what can be done.  What
 * says as much but is no fault is shown as a note.
 */

struct _AthErrorView
{
  AdwBin     parent_instance;

  GtkImage  *image;
  GtkLabel  *message_label;
  GtkLabel  *detail_label;
  GtkLabel  *hint_label;
  GtkLabel  *place_label;
  GtkButton *action_button;
};

G_DEFINE_FINAL_TYPE (AthErrorView, ath_error_view, ADW_TYPE_BIN)

static void
ath_error_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATH_TYPE_ERROR_VIEW);

  G_OBJECT_CLASS (ath_error_view_parent_class)->dispose (object);
}

static void
ath_error_view_class_init (AthErrorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_error_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-error-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, image);
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, message_label);
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, detail_label);
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, hint_label);
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, place_label);
  gtk_widget_class_bind_template_child (widget_class, AthErrorView, action_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ath_error_view_init (AthErrorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* What has lines is what a program printed, whose marks stand below what they mean. */
static void
set_detail (AthErrorView *self,
            const char   *text)
{
  g_autofree char *detail = text != NULL ? g_strchomp (g_strdup (text)) : NULL;

  set_label (self->detail_label, detail);
  if (detail != NULL && strchr (detail, '\n') != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->detail_label), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->detail_label), "monospace");
}

/* “versions/3f2a.sql:12:4 · SQLSTATE 42601”, as far as it is known. */
static char *
dup_place (const AthErrorDetails *details)
{
  g_autoptr(GString) text = g_string_new (details->file);

  if (details->file != NULL && details->line > 0)
    g_string_append_printf (text, ":%u", details->line);
  if (details->file != NULL && details->line > 0 && details->column > 0)
    g_string_append_printf (text, ":%u", details->column);
  if (details->sqlstate != NULL)
    g_string_append_printf (text, "%sSQLSTATE %s", text->len > 0 ? " · " : "", details->sqlstate);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ath_error_view_new:
 *
 * Returns: a view without an error
 */
GtkWidget *
ath_error_view_new (void)
{
  return g_object_new (ATH_TYPE_ERROR_VIEW, NULL);
}

static void
show (AthErrorView *self,
      const GError *error,
      gboolean      is_note)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  g_autofree char *place = NULL;

  if (is_note)
    gtk_widget_add_css_class (GTK_WIDGET (self), "note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "note");
  gtk_image_set_from_icon_name (self->image, is_note ? "dialog-information-symbolic"
                                                     : "dialog-error-symbolic");

  place = details != NULL ? dup_place (details) : NULL;
  set_label (self->message_label, error->message);
  set_detail (self, details != NULL ? details->detail : NULL);
  set_label (self->hint_label, details != NULL ? details->hint : NULL);
  set_label (self->place_label, place);
}

/**
 * ath_error_view_set_error:
 * @self: a view
 * @error: (nullable): what to show; `NULL` hides the view
 */
void
ath_error_view_set_error (AthErrorView *self,
                          const GError *error)
{
  g_return_if_fail (ATH_IS_ERROR_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error != NULL)
    show (self, error, FALSE);
}

/**
 * ath_error_view_set_note:
 * @self: a view
 * @note: what to show, which is no fault
 */
void
ath_error_view_set_note (AthErrorView *self,
                         const GError *note)
{
  g_return_if_fail (ATH_IS_ERROR_VIEW (self));
  g_return_if_fail (note != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show (self, note, TRUE);
}

/**
 * ath_error_view_set_action:
 * @self: a view
 * @label: what the button says, with a mnemonic
 * @action_name: the action that it activates
 *
 * Offers what can be done about the error.
 */
void
ath_error_view_set_action (AthErrorView *self,
                           const char   *label,
                           const char   *action_name)
{
  g_return_if_fail (ATH_IS_ERROR_VIEW (self));

  gtk_button_set_use_underline (self->action_button, TRUE);
  gtk_button_set_label (self->action_button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action_button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->action_button), TRUE);
}
