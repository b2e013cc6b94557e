/* ath-project-row.c: a project in the sidebar
 *
 * The row of a project leads to its overview; its environments follow below and
 * can be folded away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sidebar/ath-project-row.h"
#include "widgets/ath-look.h"

/**
 * AthProjectRow:
 *
 * Shows the name of a project and whether something is wrong with it.
 */

struct _AthProjectRow
{
  GtkListBoxRow    parent_instance;

  GtkLabel        *title_label;
  GtkSpinner      *spinner;
  GtkImage        *problem_image;
  GtkToggleButton *expand_button;

  AthProjectItem  *project;       /* (owned) */
  const char      *problem_class; /* (nullable) a static string */
  gboolean         expanded;
};

typedef enum
{
  PROP_EXPANDED = 1,
} AthProjectRowProperty;

static GParamSpec *properties[PROP_EXPANDED + 1];

G_DEFINE_FINAL_TYPE (AthProjectRow, ath_project_row, GTK_TYPE_LIST_BOX_ROW)

static void
ath_project_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AthProjectRow *self = ATH_PROJECT_ROW (object);

  switch ((AthProjectRowProperty) prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_project_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AthProjectRow *self = ATH_PROJECT_ROW (object);

  switch ((AthProjectRowProperty) prop_id)
    {
    case PROP_EXPANDED:
      ath_project_row_set_expanded (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_project_row_dispose (GObject *object)
{
  AthProjectRow *self = ATH_PROJECT_ROW (object);

  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_PROJECT_ROW);

  G_OBJECT_CLASS (ath_project_row_parent_class)->dispose (object);
}

static gboolean
expand_shortcut_cb (GtkWidget *widget,
                    GVariant  *args,
                    gpointer   user_data)
{
  ath_project_row_set_expanded (ATH_PROJECT_ROW (widget), g_variant_get_boolean (args));

  return TRUE;
}

static void
ath_project_row_class_init (AthProjectRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_project_row_dispose;
  object_class->get_property = ath_project_row_get_property;
  object_class->set_property = ath_project_row_set_property;

  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL,
                          TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-project-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AthProjectRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AthProjectRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AthProjectRow, problem_image);
  gtk_widget_class_bind_template_child (widget_class, AthProjectRow, expand_button);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, expand_shortcut_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, expand_shortcut_cb, "b", TRUE);
}

static void
ath_project_row_init (AthProjectRow *self)
{
  self->expanded = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_problem (AthProjectItem *project)
{
  const GError *error = ath_project_item_get_error (project);
  guint n = ath_project_item_get_n_problems (project);

  if (error != NULL)
    return g_strdup (error->message);
  if (n > 0)
    return g_strdup_printf (ngettext ("%u problem", "%u problems", n), n);

  return NULL;
}

static void
update_problem (AthProjectRow *self,
                const char    *problem)
{
  gboolean is_unreadable = ath_project_item_get_error (self->project) != NULL;
  const char *icon_name = is_unreadable ? "dialog-error-symbolic" : "dialog-warning-symbolic";

  gtk_widget_set_visible (GTK_WIDGET (self->problem_image), problem != NULL);
  gtk_image_set_from_icon_name (self->problem_image, icon_name);
  ath_look_set_class (GTK_WIDGET (self->problem_image), &self->problem_class,
                      is_unreadable ? "error" : "warning");
}

static void
update (AthProjectRow *self)
{
  const char *title = ath_project_item_get_title (self->project);
  g_autofree char *path = g_file_get_parse_name (ath_project_item_get_folder (self->project));
  g_autofree char *problem = dup_problem (self->project);
  g_autofree char *description = g_strjoin ("\n", path, problem, NULL);
  g_autofree char *label = g_strdup_printf (_("%s, overview"), title);

  gtk_label_set_label (self->title_label, title);
  ath_look_set_busy (self->spinner, ath_project_item_is_busy (self->project));
  gtk_widget_set_visible (GTK_WIDGET (self->expand_button),
                          ath_project_item_has_environments (self->project));
  update_problem (self, problem);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

/**
 * ath_project_row_new:
 * @project: a project
 *
 * Returns: a row that shows @project
 */
GtkWidget *
ath_project_row_new (AthProjectItem *project)
{
  AthProjectRow *self;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (project), NULL);

  self = g_object_new (ATH_TYPE_PROJECT_ROW, NULL);
  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * ath_project_row_get_project:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
AthProjectItem *
ath_project_row_get_project (AthProjectRow *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ROW (self), NULL);

  return self->project;
}

/**
 * ath_project_row_get_expanded:
 * @self: a row
 *
 * Returns: whether the environments are shown below it
 */
gboolean
ath_project_row_get_expanded (AthProjectRow *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT_ROW (self), FALSE);

  return self->expanded;
}

/**
 * ath_project_row_set_expanded:
 * @self: a row
 * @expanded: whether the environments are to be shown below it
 */
void
ath_project_row_set_expanded (AthProjectRow *self,
                              gboolean       expanded)
{
  g_return_if_fail (ATH_IS_PROJECT_ROW (self));

  if (self->expanded == !!expanded)
    return;

  self->expanded = !!expanded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}
