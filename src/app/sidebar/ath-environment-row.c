/* ath-environment-row.c: an environment in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sidebar/ath-environment-row.h"
#include "widgets/ath-look.h"

/**
 * AthEnvironmentRow:
 *
 * Shows tier, name and state of an environment and follows it.
 */

struct _AthEnvironmentRow
{
  GtkListBoxRow       parent_instance;

  GtkImage           *tier_image;
  GtkLabel           *name_label;
  GtkLabel           *tier_label;
  GtkSpinner         *spinner;
  GtkImage           *state_image;
  GtkLabel           *pending_label;

  AthEnvironmentItem *environment; /* (owned) */
  const char         *tier_class;  /* (nullable) a static string */
  const char         *state_class; /* (nullable) a static string */
};

G_DEFINE_FINAL_TYPE (AthEnvironmentRow, ath_environment_row, GTK_TYPE_LIST_BOX_ROW)

static void
ath_environment_row_dispose (GObject *object)
{
  AthEnvironmentRow *self = ATH_ENVIRONMENT_ROW (object);

  g_clear_object (&self->environment);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_ENVIRONMENT_ROW);

  G_OBJECT_CLASS (ath_environment_row_parent_class)->dispose (object);
}

static void
ath_environment_row_class_init (AthEnvironmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_environment_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-environment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, tier_image);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, tier_label);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, state_image);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentRow, pending_label);
}

static void
ath_environment_row_init (AthEnvironmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_state (AthEnvironmentRow *self)
{
  AthEnvironmentState *state = ath_environment_item_get_state (self->environment);
  guint n_pending = ath_environment_item_get_n_pending (self->environment);
  const char *icon = ath_look_get_state_icon (state);
  g_autofree char *number = g_strdup_printf ("%u", n_pending);

  ath_look_set_busy (self->spinner, ath_environment_item_is_busy (self->environment));
  gtk_image_set_from_icon_name (self->state_image, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->state_image), icon != NULL);
  ath_look_set_class (GTK_WIDGET (self->state_image), &self->state_class,
                      ath_look_get_state_class (state));
  gtk_label_set_label (self->pending_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->pending_label), n_pending > 0);
}

/* The row says everything at once to who cannot see it. */
static void
update_description (AthEnvironmentRow *self,
                    const char        *tier)
{
  g_autofree char *status = ath_environment_item_dup_status (self->environment);
  g_autofree char *place = ath_environment_item_dup_place (self->environment);
  g_autofree char *tooltip = g_strdup_printf ("%s · %s\n%s", tier, status, place);
  g_autofree char *label = ath_environment_item_dup_label (self->environment);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place,
                                  -1);
}

static void
update (AthEnvironmentRow *self)
{
  AthTier tier = ath_environment_item_get_tier (self->environment);
  const char *name = ath_environment_item_get_name (self->environment);
  const char *tier_name = ath_tier_get_name (tier);

  gtk_image_set_from_icon_name (self->tier_image, ath_look_get_tier_icon (tier));
  ath_look_set_class (GTK_WIDGET (self->tier_image), &self->tier_class,
                      ath_look_get_tier_class (tier));
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->tier_label, tier_name);
  gtk_widget_set_visible (GTK_WIDGET (self->tier_label), g_strcmp0 (name, tier_name) != 0);

  update_state (self);
  update_description (self, tier_name);
}

/**
 * ath_environment_row_new:
 * @environment: an environment
 *
 * Returns: a row that shows @environment
 */
GtkWidget *
ath_environment_row_new (AthEnvironmentItem *environment)
{
  AthEnvironmentRow *self;

  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (environment), NULL);

  self = g_object_new (ATH_TYPE_ENVIRONMENT_ROW, NULL);
  self->environment = g_object_ref (environment);
  g_signal_connect_object (environment, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * ath_environment_row_get_environment:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
AthEnvironmentItem *
ath_environment_row_get_environment (AthEnvironmentRow *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ROW (self), NULL);

  return self->environment;
}
