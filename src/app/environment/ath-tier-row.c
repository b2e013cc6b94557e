/* ath-tier-row.c: a row that a tier is chosen in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "environment/ath-tier-row.h"
#include "widgets/ath-look.h"

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

/* By the id, since the row's own button shows every item at position 0. */
static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  AthTier tier = ATH_TIER_DEVELOPMENT;
  const char *classes[2] = { NULL };

  ath_tier_parse (id, &tier);
  classes[0] = ath_look_get_tier_class (tier);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), ath_look_get_tier_icon (tier));
  gtk_widget_set_css_classes (icon, classes);
  gtk_label_set_label (GTK_LABEL (label), ath_tier_get_name (tier));
}

/**
 * ath_tier_row_set_up:
 * @row: a row without a model
 *
 * Lets a tier be chosen in @row, by colour, icon and word.  What is selected is
 * the tier's number.
 */
void
ath_tier_row_set_up (AdwComboRow *row)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkStringList) ids = gtk_string_list_new (NULL);

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  for (AthTier tier = ATH_TIER_DEVELOPMENT; tier <= ATH_TIER_PRODUCTION; tier++)
    gtk_string_list_append (ids, ath_tier_get_id (tier));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  adw_combo_row_set_factory (row, factory);
  adw_combo_row_set_model (row, G_LIST_MODEL (ids));
}
