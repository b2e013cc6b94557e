/* ath-overview-heads.c: the heads of the columns of an overview
 *
 * A grid over the list: titles in the first row, and in the second the promote
 * buttons, each across the two columns that it stands between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "overview/ath-overview-heads.h"
#include "revisions/ath-revision-list.h"
#include "widgets/ath-look.h"

/**
 * AthOverviewHeads:
 *
 * Shows name, tier and state of every environment above its column of marks, and
 * between two neighbours a button that promotes what the left one has.
 */

struct _AthOverviewHeads
{
  GtkWidget       parent_instance;

  GtkGrid        *grid;     /* (unowned) child of the widget */
  GtkLabel       *count;    /* (unowned) in @grid */
  GPtrArray      *heads;    /* (owned) (element-type Head) */
  AthProjectItem *project;  /* (owned) (nullable) */
};

/* One column. */
typedef struct
{
  AthEnvironmentItem *environment; /* (owned) */
  GtkWidget          *column;      /* (unowned) in the grid, as wide as the marks below */
  GtkWidget          *button;      /* (unowned) in @column */
  GtkImage           *tier_image;
  GtkLabel           *name_label;
  GtkLabel           *status_label;
  GtkWidget          *promote;     /* (unowned) (nullable) to the next column */
  const char         *tier_class;
  const char         *state_class;
  gulong              handler;
} Head;

G_DEFINE_FINAL_TYPE (AthOverviewHeads, ath_overview_heads, GTK_TYPE_WIDGET)

static void
head_free (Head *head)
{
  g_signal_handler_disconnect (head->environment, head->handler);
  g_object_unref (head->environment);
  g_free (head);
}

static void
ath_overview_heads_dispose (GObject *object)
{
  AthOverviewHeads *self = ATH_OVERVIEW_HEADS (object);

  ath_overview_heads_set_project (self, NULL);
  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;

  G_OBJECT_CLASS (ath_overview_heads_parent_class)->dispose (object);
}

static void
ath_overview_heads_finalize (GObject *object)
{
  AthOverviewHeads *self = ATH_OVERVIEW_HEADS (object);

  g_clear_pointer (&self->heads, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_overview_heads_parent_class)->finalize (object);
}

static void
ath_overview_heads_class_init (AthOverviewHeadsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_overview_heads_dispose;
  object_class->finalize = ath_overview_heads_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "overview-heads");
}

static void
ath_overview_heads_init (AthOverviewHeads *self)
{
  GtkWidget *count = gtk_label_new (NULL);

  self->heads = g_ptr_array_new_with_free_func ((GDestroyNotify) head_free);

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));

  gtk_label_set_xalign (GTK_LABEL (count), 0);
  gtk_label_set_ellipsize (GTK_LABEL (count), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (count, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "count");
  gtk_grid_attach (self->grid, count, 0, 0, 1, 1);
  self->count = GTK_LABEL (count);
}

static void
update_head (Head *head)
{
  AthTier tier = ath_environment_item_get_tier (head->environment);
  AthEnvironmentState *state = ath_environment_item_get_state (head->environment);
  const char *name = ath_environment_item_get_name (head->environment);
  g_autofree char *status = ath_environment_item_dup_status (head->environment);
  g_autofree char *place = ath_environment_item_dup_place (head->environment);
  g_autofree char *label = ath_environment_item_dup_label (head->environment);
  g_autofree char *tooltip = NULL;

  tooltip = g_strdup_printf ("%s · %s\n%s", ath_tier_get_name (tier), status, place);

  gtk_image_set_from_icon_name (head->tier_image, ath_look_get_tier_icon (tier));
  ath_look_set_class (GTK_WIDGET (head->tier_image), &head->tier_class,
                      ath_look_get_tier_class (tier));
  gtk_label_set_label (head->name_label, name);
  gtk_label_set_label (head->status_label, status);
  ath_look_set_class (GTK_WIDGET (head->status_label), &head->state_class,
                      ath_look_get_state_class (state));
  gtk_widget_set_tooltip_text (head->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_promotion (AthOverviewHeads *self,
                  Head             *from,
                  Head             *to)
{
  g_autofree char *target = NULL;
  g_autofree char *label = NULL;

  target = ath_project_item_dup_promotion (self->project, from->environment, to->environment);
  label = g_strdup_printf (_("Promote %s to %s…"),
                           ath_environment_item_get_name (from->environment),
                           ath_environment_item_get_name (to->environment));

  gtk_widget_set_sensitive (from->promote, target != NULL);
  gtk_widget_set_tooltip_text (from->promote, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (from->promote),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (AthOverviewHeads *self)
{
  GListModel *revisions = ath_project_item_get_revisions (self->project);
  guint n = g_list_model_get_n_items (revisions) - ath_project_item_get_n_problems (self->project);
  g_autofree char *count = g_strdup_printf (ngettext ("%u revision", "%u revisions", n), n);

  gtk_label_set_label (self->count, count);

  for (guint i = 0; i < self->heads->len; i++)
    update_head (g_ptr_array_index (self->heads, i));

  for (guint i = 0; i + 1 < self->heads->len; i++)
    update_promotion (self, g_ptr_array_index (self->heads, i),
                      g_ptr_array_index (self->heads, i + 1));
}

static GtkWidget *
make_head_content (Head *head)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  head->tier_image = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);
  gtk_box_append (GTK_BOX (title), GTK_WIDGET (head->tier_image));

  head->name_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (head->name_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (head->name_label), "caption-heading");
  gtk_box_append (GTK_BOX (title), GTK_WIDGET (head->name_label));
  gtk_widget_set_halign (title, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);

  head->status_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (head->status_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (head->status_label), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (head->status_label));

  return box;
}

static void
add_head (AthOverviewHeads   *self,
          AthEnvironmentItem *environment)
{
  Head *head = g_new0 (Head, 1);

  head->environment = g_object_ref (environment);
  head->handler = g_signal_connect_swapped (environment, "notify", G_CALLBACK (update), self);

  head->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (head->button), make_head_content (head));
  gtk_widget_add_css_class (head->button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (head->button), "win.show-environment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (head->button), "u", self->heads->len + 1);

  head->column = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (head->column), ATH_REVISION_LIST_MARK_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (head->column), ATH_REVISION_LIST_MARK_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (head->column), head->button);
  gtk_widget_set_size_request (head->column, ATH_REVISION_LIST_MARK_WIDTH, -1);

  gtk_grid_attach (self->grid, head->column, self->heads->len + 1, 0, 1, 1);
  g_ptr_array_add (self->heads, head);
}

static GtkWidget *
make_promote_content (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "icon-name", "athanor-promote-symbolic",
                                   NULL);

  /* TRANSLATORS: upgrades an environment to what the one before it has. */
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Promote")));
  gtk_box_append (GTK_BOX (box), image);

  return box;
}

static void
add_promotion (AthOverviewHeads *self,
               guint             column)
{
  Head *from = g_ptr_array_index (self->heads, column);

  from->promote = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (from->promote), make_promote_content ());
  gtk_widget_set_halign (from->promote, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (from->promote, "promote");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (from->promote), "win.promote");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (from->promote), "u", column + 1);

  gtk_grid_attach (self->grid, from->promote, column + 1, 1, 2, 1);
}

static void
remove_heads (AthOverviewHeads *self)
{
  for (guint i = 0; i < self->heads->len; i++)
    {
      Head *head = g_ptr_array_index (self->heads, i);

      if (head->promote != NULL)
        gtk_grid_remove (self->grid, head->promote);
      gtk_grid_remove (self->grid, head->column);
    }

  g_ptr_array_set_size (self->heads, 0);
}

static void
rebuild (AthOverviewHeads *self)
{
  GListModel *environments = ath_project_item_get_environments (self->project);

  remove_heads (self);

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr(AthEnvironmentItem) environment = g_list_model_get_item (environments, i);

      add_head (self, environment);
    }

  for (guint i = 0; i + 1 < self->heads->len; i++)
    add_promotion (self, i);

  update (self);
}

/**
 * ath_overview_heads_set_project:
 * @self: heads
 * @project: (nullable): the project whose environments are shown
 */
void
ath_overview_heads_set_project (AthOverviewHeads *self,
                                AthProjectItem   *project)
{
  g_return_if_fail (ATH_IS_OVERVIEW_HEADS (self));

  if (self->project == project)
    return;

  if (self->project != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->project, self);
      g_signal_handlers_disconnect_by_data (ath_project_item_get_environments (self->project),
                                            self);
      remove_heads (self);
    }

  g_set_object (&self->project, project);
  if (project == NULL)
    return;

  g_signal_connect_object (project, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ath_project_item_get_environments (project), "items-changed",
                           G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  rebuild (self);
}
