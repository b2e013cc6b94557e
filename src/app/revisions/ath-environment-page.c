/* ath-environment-page.c: one environment and the revisions it has or lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "revisions/ath-environment-page.h"
#include "revisions/ath-revision-details.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-look.h"

/* The summary says how long ago a backup was made. */
#define SUMMARY_INTERVAL_S 60

/**
 * AthEnvironmentPage:
 *
 * Shows in one line how an environment is, then its revisions with the details
 * of the selected one beside them.  A server that was not reached is said here,
 * in its words; the revisions stay readable.
 */

struct _AthEnvironmentPage
{
  AdwBin              parent_instance;

  GtkImage           *tier_image;
  GtkLabel           *tier_label;
  GtkLabel           *summary_label;
  GtkSpinner         *spinner;
  AthErrorView       *error_view;
  AthPanes           *panes;
  AthRevisionList    *list;
  AthRevisionDetails *details;

  AthProjectItem     *project;     /* (owned) (nullable) */
  AthEnvironmentItem *environment; /* (owned) (nullable) together with @project */
  GSignalGroup       *signals;     /* (owned) of @environment */
  const char         *tier_class;  /* (nullable) a static string */
  guint               timeout_id;
  gboolean            folded;
};

typedef enum
{
  PROP_FOLDED = 1,
} AthEnvironmentPageProperty;

static GParamSpec *properties[PROP_FOLDED + 1];

G_DEFINE_FINAL_TYPE (AthEnvironmentPage, ath_environment_page, ADW_TYPE_BIN)

static void
update_tier (AthEnvironmentPage *self)
{
  AthTier tier = ath_environment_item_get_tier (self->environment);

  gtk_image_set_from_icon_name (self->tier_image, ath_look_get_tier_icon (tier));
  ath_look_set_class (GTK_WIDGET (self->tier_image), &self->tier_class,
                      ath_look_get_tier_class (tier));
  gtk_label_set_label (self->tier_label, ath_tier_get_name (tier));
}

static void
update_summary (AthEnvironmentPage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  AthBackup *backup = ath_environment_item_get_last_backup (self->environment);
  g_autofree char *summary = ath_environment_item_dup_summary (self->environment, now);
  g_autofree char *tooltip = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (backup != NULL)
    {
      local = g_date_time_to_local (ath_backup_get_created (backup));
      /* TRANSLATORS: exact time of the last backup, in a tooltip. */
      tooltip = g_date_time_format (local, _("Last backup: %-e %B %Y, %H:%M:%S"));
    }

  gtk_label_set_label (self->summary_label, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary_label), tooltip);
}

/* Whether the server answered, and what is wrong is in the profile: the user, the
 * password or the database.
 */
static gboolean
is_refused (const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);

  return details != NULL && details->sqlstate != NULL
         && (g_str_has_prefix (details->sqlstate, "28")
             || g_str_has_prefix (details->sqlstate, "3D"));
}

static void
update_error (AthEnvironmentPage  *self,
              const GError        *error)
{
  ath_error_view_set_error (self->error_view, error);
  if (error != NULL && is_refused (error))
    ath_error_view_set_action (self->error_view, _("_Edit Environment…"), "win.edit-environment");
  else
    ath_error_view_set_action (self->error_view, _("_Try Again"), "win.refresh");
}

static void
update (AthEnvironmentPage *self)
{
  AthEnvironmentState *state = ath_environment_item_get_state (self->environment);

  update_tier (self);
  update_summary (self);
  ath_look_set_busy (self->spinner, ath_environment_item_is_busy (self->environment));
  update_error (self, state != NULL ? ath_environment_state_get_error (state) : NULL);
}

static gboolean
update_summary_cb (gpointer user_data)
{
  AthEnvironmentPage *self = user_data;

  if (self->environment != NULL)
    update_summary (self);

  return G_SOURCE_CONTINUE;
}

static void
selected_cb (AthEnvironmentPage *self)
{
  AthRevisionItem *item = ath_revision_list_get_selected (self->list);

  ath_revision_details_show (self->details, self->project, self->environment, item);
}

static void
activated_cb (AthEnvironmentPage *self)
{
  ath_panes_set_show_end (self->panes, TRUE);
}

static void
go_to_cb (AthEnvironmentPage *self,
          const char         *id)
{
  AthRevisionItem *item = ath_project_item_find_revision (self->project, id);

  if (item != NULL)
    ath_revision_list_select (self->list, item);
}

static void
ath_environment_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AthEnvironmentPage *self = ATH_ENVIRONMENT_PAGE (object);

  switch ((AthEnvironmentPageProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_environment_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  AthEnvironmentPage *self = ATH_ENVIRONMENT_PAGE (object);

  switch ((AthEnvironmentPageProperty) prop_id)
    {
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_environment_page_dispose (GObject *object)
{
  AthEnvironmentPage *self = ATH_ENVIRONMENT_PAGE (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->project);
  g_clear_object (&self->environment);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_ENVIRONMENT_PAGE);

  G_OBJECT_CLASS (ath_environment_page_parent_class)->dispose (object);
}

static void
ath_environment_page_class_init (AthEnvironmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_environment_page_dispose;
  object_class->get_property = ath_environment_page_get_property;
  object_class->set_property = ath_environment_page_set_property;

  /**
   * AthEnvironmentPage:folded:
   *
   * Whether list and details take turns because there is no room for both.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_PANES);
  g_type_ensure (ATH_TYPE_REVISION_DETAILS);
  g_type_ensure (ATH_TYPE_REVISION_LIST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-environment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, tier_image);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, tier_label);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, panes);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, list);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentPage, details);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
}

static void
ath_environment_page_init (AthEnvironmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (ATH_TYPE_ENVIRONMENT_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  self->timeout_id = g_timeout_add_seconds (SUMMARY_INTERVAL_S, update_summary_cb, self);
}

/**
 * ath_environment_page_show:
 * @self: a page
 * @project: (nullable): a project
 * @environment: (nullable): one of its environments; `NULL` together with
 *   @project lets go of both
 *
 * Chooses what is shown.
 */
void
ath_environment_page_show (AthEnvironmentPage *self,
                           AthProjectItem     *project,
                           AthEnvironmentItem *environment)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_PAGE (self));
  g_return_if_fail ((project == NULL) == (environment == NULL));

  if (self->environment == environment)
    return;

  g_set_object (&self->project, project);
  g_set_object (&self->environment, environment);
  g_signal_group_set_target (self->signals, environment);
  ath_panes_set_show_end (self->panes, FALSE);

  if (environment == NULL)
    {
      ath_revision_list_clear (self->list);
      return;
    }

  ath_revision_list_show_environment (self->list, project, environment);
  update (self);
  selected_cb (self);
}

/**
 * ath_environment_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): its list of revisions
 */
AthRevisionList *
ath_environment_page_get_list (AthEnvironmentPage *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_PAGE (self), NULL);

  return self->list;
}

/**
 * ath_environment_page_get_panes:
 * @self: a page
 *
 * Returns: (transfer none): list and details side by side
 */
AthPanes *
ath_environment_page_get_panes (AthEnvironmentPage *self)
{
  g_return_val_if_fail (ATH_IS_ENVIRONMENT_PAGE (self), NULL);

  return self->panes;
}
