/* ath-mark.c: what a revision is to an environment, as icon and word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/ath-look.h"
#include "widgets/ath-mark.h"

/**
 * AthMark:
 *
 * Shows the mark of one revision for one environment and follows what is seen
 * of that environment.  Without the word it is in the tooltip.
 */

struct _AthMark
{
  GtkWidget           parent_instance;

  GtkImage           *image;       /* (unowned) child of the widget */
  GtkLabel           *label;       /* (unowned) child of the widget */
  GSignalGroup       *signals;     /* (owned) of @environment */
  AthEnvironmentItem *environment; /* (owned) (nullable) */
  AthRevisionItem    *item;        /* (owned) (nullable) */
  const char         *css_class;   /* (nullable) a static string */
  gboolean            show_word;
};

G_DEFINE_FINAL_TYPE (AthMark, ath_mark, GTK_TYPE_WIDGET)

static void
update (AthMark *self)
{
  AthRevisionMark mark = ATH_REVISION_MARK_NONE;
  const char *word;

  if (self->item != NULL && self->environment != NULL)
    mark = ath_environment_item_get_mark (self->environment, self->item);

  word = ath_revision_mark_get_word (mark);

  gtk_image_set_from_icon_name (self->image, ath_look_get_mark_icon (mark));
  ath_look_set_class (GTK_WIDGET (self), &self->css_class, ath_look_get_mark_class (mark));
  gtk_label_set_label (self->label, word);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->show_word ? NULL : word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

static void
ath_mark_dispose (GObject *object)
{
  AthMark *self = ATH_MARK (object);
  GtkWidget *child;

  g_clear_object (&self->signals);
  g_clear_object (&self->environment);
  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ath_mark_parent_class)->dispose (object);
}

static void
ath_mark_class_init (AthMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ath_mark_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "mark");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ath_mark_init (AthMark *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 6);

  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->image), GTK_WIDGET (self));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));

  self->signals = g_signal_group_new (ATH_TYPE_ENVIRONMENT_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
}

/**
 * ath_mark_new:
 * @show_word: whether the word stands beside the icon
 *
 * Returns: a mark that shows nothing yet
 */
GtkWidget *
ath_mark_new (gboolean show_word)
{
  AthMark *self = g_object_new (ATH_TYPE_MARK, NULL);

  self->show_word = show_word;
  gtk_widget_set_visible (GTK_WIDGET (self->label), show_word);
  gtk_widget_set_halign (GTK_WIDGET (self), show_word ? GTK_ALIGN_START : GTK_ALIGN_CENTER);

  return GTK_WIDGET (self);
}

/**
 * ath_mark_set:
 * @self: a mark
 * @environment: (nullable): an environment
 * @item: (nullable): a row of its list of revisions
 *
 * Chooses what is shown.
 */
void
ath_mark_set (AthMark            *self,
              AthEnvironmentItem *environment,
              AthRevisionItem    *item)
{
  g_return_if_fail (ATH_IS_MARK (self));

  g_set_object (&self->environment, environment);
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->signals, environment);
  update (self);
}
