/* ath-variable-rows.c: the variables of an environment, a row each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "environment/ath-variable-rows.h"
#include "profile/ath-profile-draft.h"

/**
 * AthVariableRows:
 *
 * A group of entries of the form NAME=value, which can be added and removed.
 */

struct _AthVariableRows
{
  AdwPreferencesGroup  parent_instance;

  GtkButton           *add_button;
  GPtrArray           *rows; /* (owned) (element-type AdwEntryRow) in their order */
};

typedef enum
{
  SIGNAL_CHANGED,
} AthVariableRowsSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (AthVariableRows, ath_variable_rows, ADW_TYPE_PREFERENCES_GROUP)

static void
show_problem (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  const char *problem = ath_profile_draft_get_variable_problem (text);

  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), problem);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
row_changed_cb (AthVariableRows *self,
                AdwEntryRow     *row)
{
  show_problem (row);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_cb (AthVariableRows *self,
           GtkButton       *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ENTRY_ROW);

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_remove (self->rows, row);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static GtkWidget *
make_remove_button (AthVariableRows *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove Variable"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove Variable"),
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
add_row (AthVariableRows *self,
         const char      *text)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (row));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("NAME=value"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (delegate),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Variable"),
                                  -1);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_remove_button (self));
  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_cb (AthVariableRows *self)
{
  gtk_widget_grab_focus (add_row (self, ""));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ath_variable_rows_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATH_TYPE_VARIABLE_ROWS);

  G_OBJECT_CLASS (ath_variable_rows_parent_class)->dispose (object);
}

static void
ath_variable_rows_finalize (GObject *object)
{
  AthVariableRows *self = ATH_VARIABLE_ROWS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_variable_rows_parent_class)->finalize (object);
}

static void
ath_variable_rows_class_init (AthVariableRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_variable_rows_dispose;
  object_class->finalize = ath_variable_rows_finalize;

  /**
   * AthVariableRows::changed:
   * @self: the rows
   *
   * Emitted when a variable was typed, added or removed.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ATH_TYPE_VARIABLE_ROWS, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-variable-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, AthVariableRows, add_button);
}

static void
ath_variable_rows_init (AthVariableRows *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ath_variable_rows_set_variables:
 * @self: the rows
 * @variables: (array zero-terminated=1): `NAME=value`
 *
 * Shows @variables instead of what was there.
 */
void
ath_variable_rows_set_variables (AthVariableRows   *self,
                                 const char *const *variables)
{
  g_return_if_fail (ATH_IS_VARIABLE_ROWS (self));
  g_return_if_fail (variables != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; variables[i] != NULL; i++)
    add_row (self, variables[i]);
}

/**
 * ath_variable_rows_dup_variables:
 * @self: the rows
 *
 * Returns: (transfer full) (array zero-terminated=1): what the rows hold, right
 *   or not
 */
char **
ath_variable_rows_dup_variables (AthVariableRows *self)
{
  GPtrArray *variables;

  g_return_val_if_fail (ATH_IS_VARIABLE_ROWS (self), NULL);

  variables = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (variables,
                     g_strdup (gtk_editable_get_text (g_ptr_array_index (self->rows, i))));
  g_ptr_array_add (variables, NULL);

  return (char **) g_ptr_array_free (variables, FALSE);
}
