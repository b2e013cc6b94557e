/* ath-revision-cells.c: the cells of a list of revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "revisions/ath-revision-cells.h"
#include "widgets/ath-graph-cell.h"
#include "widgets/ath-look.h"
#include "widgets/ath-mark.h"

/* What the cells of one column have in common. */
typedef struct
{
  AthCellKind         kind;
  AthEnvironmentItem *environment; /* (owned) (nullable) */
  AthCellSetupFunc    setup;
  gpointer            user_data;   /* (unowned) the list, which owns the column */
} Column;

static void
column_free (gpointer  data,
             GClosure *closure)
{
  Column *column = data;

  g_clear_object (&column->environment);
  g_free (column);
}

static GtkWidget *
make_message_cell (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), image);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
make_id_cell (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
make_cell (AthCellKind kind)
{
  switch (kind)
    {
    case ATH_CELL_GRAPH:
      return ath_graph_cell_new ();

    case ATH_CELL_MESSAGE:
      return make_message_cell ();

    case ATH_CELL_ID:
      return make_id_cell ();

    case ATH_CELL_STATE:
      return ath_mark_new (TRUE);

    case ATH_CELL_MARK:
      return ath_mark_new (FALSE);

    default:
      g_assert_not_reached ();
    }
}

static void
append_chip (GtkBox     *box,
             const char *text,
             const char *css_class)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, css_class);
  gtk_box_append (box, chip);
}

/* What is no revision of the project is seen to be none before it is read. */
static void
fill_kind_image (GtkWidget           *image,
                 AthRevisionItemKind  kind)
{
  AthRevisionMark mark = kind == ATH_REVISION_ITEM_PROBLEM ? ATH_REVISION_MARK_PROBLEM
                                                           : ATH_REVISION_MARK_NOT_IN_PROJECT;

  gtk_widget_set_visible (image, kind != ATH_REVISION_ITEM_SCRIPT);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), ath_look_get_mark_icon (mark));
  gtk_widget_set_css_classes (image, (const char *[]) { ath_look_get_mark_class (mark), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ath_revision_mark_get_word (mark), -1);
}

static void
fill_message_cell (GtkBox          *box,
                   AthRevisionItem *item)
{
  GtkWidget *image = gtk_widget_get_first_child (GTK_WIDGET (box));
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  AthRevision *revision = ath_revision_item_get_revision (item);
  const char *title = ath_revision_item_get_title (item);
  GtkWidget *chip;

  fill_kind_image (image, ath_revision_item_get_kind (item));
  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_widget_set_tooltip_text (label, title);

  while ((chip = gtk_widget_get_next_sibling (label)) != NULL)
    gtk_box_remove (box, chip);

  for (guint i = 0; revision != NULL && revision->labels[i] != NULL; i++)
    append_chip (box, revision->labels[i], "label");

  /* TRANSLATORS: mark of a revision that no other one follows. */
  if (ath_revision_item_is_head (item))
    append_chip (box, _("head"), "head");
}

static void
fill_id_cell (GtkLabel        *label,
              AthRevisionItem *item)
{
  const char *id = ath_revision_item_get_short_id (item);

  gtk_label_set_label (label, id != NULL ? id : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), ath_revision_item_get_id (item));
}

static void
fill_cell (AthCellKind         kind,
           GtkWidget          *cell,
           AthEnvironmentItem *environment,
           AthRevisionItem    *item)
{
  switch (kind)
    {
    case ATH_CELL_GRAPH:
      ath_graph_cell_set (ATH_GRAPH_CELL (cell), environment, item);
      break;

    case ATH_CELL_MESSAGE:
      fill_message_cell (GTK_BOX (cell), item);
      break;

    case ATH_CELL_ID:
      fill_id_cell (GTK_LABEL (cell), item);
      break;

    case ATH_CELL_STATE:
      ath_mark_set (ATH_MARK (cell), environment, item);
      break;

    case ATH_CELL_MARK:
      /* A problem is the same for all environments, and said once. */
      if (ath_revision_item_get_kind (item) != ATH_REVISION_ITEM_PROBLEM)
        ath_mark_set (ATH_MARK (cell), environment, item);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* A cell that waits to be used again follows no environment, and makes its column
 * no wider.
 */
static void
empty_cell (AthCellKind  kind,
            GtkWidget   *cell)
{
  if (kind == ATH_CELL_GRAPH)
    ath_graph_cell_set (ATH_GRAPH_CELL (cell), NULL, NULL);
  else if (kind == ATH_CELL_ID)
    gtk_label_set_label (GTK_LABEL (cell), "");
  else if (kind == ATH_CELL_STATE || kind == ATH_CELL_MARK)
    ath_mark_set (ATH_MARK (cell), NULL, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  Column *column = user_data;

  gtk_list_item_set_child (list_item, make_cell (column->kind));
  column->setup (list_item, column->user_data);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  user_data)
{
  Column *column = user_data;

  fill_cell (column->kind, gtk_list_item_get_child (list_item),
             column->environment, gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           gpointer                  user_data)
{
  Column *column = user_data;

  empty_cell (column->kind, gtk_list_item_get_child (list_item));
}

/**
 * ath_revision_cells_new_factory:
 * @kind: what the cells show
 * @environment: (nullable): the environment that marks are about
 * @setup: called for every cell that is made
 * @user_data: passed to @setup; must outlive the factory
 *
 * Makes the cells of one column over #AthRevisionItem.
 *
 * Returns: (transfer full): a factory
 */
GtkListItemFactory *
ath_revision_cells_new_factory (AthCellKind         kind,
                                AthEnvironmentItem *environment,
                                AthCellSetupFunc    setup,
                                gpointer            user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);

  column->kind = kind;
  column->environment = environment != NULL ? g_object_ref (environment) : NULL;
  column->setup = setup;
  column->user_data = user_data;

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), column, column_free, 0);

  return factory;
}
