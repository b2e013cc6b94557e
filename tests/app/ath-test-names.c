/* ath-test-names.c: whether controls have names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "ath-test-names.h"

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;

  return FALSE;
}

/* A name of its own, one of what it is a part of, or text in it. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;

  if (has_text (widget))
    return TRUE;

  return parent != NULL
         && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_EDITABLE (parent) || GTK_IS_COLUMN_VIEW (parent)
             || ADW_IS_SPLIT_BUTTON (parent))
         && has_name (parent);
}

static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_mapped (widget)
         && !GTK_IS_LABEL (widget) && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_WINDOW (widget);
}

/**
 * ath_test_names_assert:
 * @widget: a window, or a part of one
 *
 * Fails the test when a control in @widget has no name for those who do not see
 * it.
 *
 * Returns: how many controls there are
 */
guint
ath_test_names_assert (GtkWidget *widget)
{
  guint n = 0;

  if (is_control (widget))
    {
      if (!has_name (widget))
        g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += ath_test_names_assert (child);

  return n;
}
