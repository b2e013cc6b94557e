/* ath-overview-page.c: the environments of a project side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "overview/ath-overview-heads.h"
#include "overview/ath-overview-page.h"
#include "overview/ath-suggestions.h"
#include "revisions/ath-revision-details.h"
#include "widgets/ath-error-view.h"

/* What is left for messages before the columns of marks begin to scroll. */
#define MESSAGE_WIDTH 260
/* Share of the width that the list keeps when details open beside it; more where
 * it needs that and the details have still enough.
 */
#define LIST_SHARE 0.6
#define DETAILS_WIDTH 320

/**
 * AthOverviewPage:
 *
 * Shows all revisions of a project with a column of marks for every environment;
 * a project without environments offers to add one.  Activating a revision opens
 * its details beside the list.
 */

struct _AthOverviewPage
{
  AdwBin              parent_instance;

  AthErrorView       *error_view;
  AthSuggestions     *suggestions;
  AthPanes           *panes;
  GtkWidget          *matrix;
  AthOverviewHeads   *heads;
  AthRevisionList    *list;
  AthRevisionDetails *details;

  AthProjectItem     *project; /* (owned) (nullable) */
  GSignalGroup       *signals; /* (owned) of @project */
  gboolean            folded;
};

typedef enum
{
  PROP_FOLDED = 1,
} AthOverviewPageProperty;

enum
{
  SUGGESTION_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_FOLDED + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthOverviewPage, ath_overview_page, ADW_TYPE_BIN)

static void
update (AthOverviewPage *self)
{
  GListModel *environments = ath_project_item_get_environments (self->project);
  guint n = g_list_model_get_n_items (environments);
  const GError *error = ath_project_item_get_profile_error (self->project);

  ath_error_view_set_error (self->error_view, error);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions),
                          n == 0 && error == NULL && !ath_project_item_is_busy (self->project));
  gtk_widget_set_size_request (self->matrix, MESSAGE_WIDTH + n * ATH_REVISION_LIST_MARK_WIDTH, -1);
}

static gboolean
has_details (AthOverviewPage *self)
{
  return ath_panes_get_folded (self->panes) ? ath_panes_get_show_end (self->panes)
                                            : ath_panes_get_end_revealed (self->panes);
}

static void
show_details (AthOverviewPage *self)
{
  ath_revision_details_show (self->details, self->project, NULL,
                             ath_revision_list_get_selected (self->list));
}

/* Scripts are only read when somebody looks at them. */
static void
selected_cb (AthOverviewPage *self)
{
  if (self->project != NULL && has_details (self))
    show_details (self);
}

static void
place_details (AthOverviewPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int share = (int) (width * LIST_SHARE);
  int needed;

  gtk_widget_get_size_request (self->matrix, &needed, NULL);
  g_object_set (self->panes,
                "position", MAX (share, MIN (needed, width - DETAILS_WIDTH)),
                NULL);
}

static void
activated_cb (AthOverviewPage *self)
{
  if (!has_details (self))
    place_details (self);

  ath_panes_set_end_revealed (self->panes, TRUE);
  ath_panes_set_show_end (self->panes, TRUE);
  show_details (self);
}

static void
close_cb (AthOverviewPage *self)
{
  ath_panes_set_end_revealed (self->panes, FALSE);
  ath_panes_set_show_end (self->panes, FALSE);
}

static void
go_to_cb (AthOverviewPage *self,
          const char      *id)
{
  AthRevisionItem *item = ath_project_item_find_revision (self->project, id);

  if (item != NULL)
    ath_revision_list_select (self->list, item);
}

static void
chosen_cb (AthOverviewPage *self,
           AthProfile      *profile)
{
  g_signal_emit (self, signals[SUGGESTION_CHOSEN], 0, profile);
}

static void
ath_overview_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AthOverviewPage *self = ATH_OVERVIEW_PAGE (object);

  switch ((AthOverviewPageProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_overview_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AthOverviewPage *self = ATH_OVERVIEW_PAGE (object);

  switch ((AthOverviewPageProperty) prop_id)
    {
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_overview_page_dispose (GObject *object)
{
  AthOverviewPage *self = ATH_OVERVIEW_PAGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->project);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_OVERVIEW_PAGE);

  G_OBJECT_CLASS (ath_overview_page_parent_class)->dispose (object);
}

static void
ath_overview_page_class_init (AthOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_overview_page_dispose;
  object_class->get_property = ath_overview_page_get_property;
  object_class->set_property = ath_overview_page_set_property;

  /**
   * AthOverviewPage:folded:
   *
   * Whether list and details take turns because there is no room for both.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * AthOverviewPage::suggestion-chosen:
   * @profile: (type AthProfile): a profile that is filled in but not kept yet
   *
   * Emitted when the user wants to add a connection that was found.
   */
  signals[SUGGESTION_CHOSEN] =
    g_signal_new ("suggestion-chosen",
                  ATH_TYPE_OVERVIEW_PAGE,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ATH_TYPE_PROFILE);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_OVERVIEW_HEADS);
  g_type_ensure (ATH_TYPE_PANES);
  g_type_ensure (ATH_TYPE_REVISION_DETAILS);
  g_type_ensure (ATH_TYPE_REVISION_LIST);
  g_type_ensure (ATH_TYPE_SUGGESTIONS);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, panes);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, heads);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, AthOverviewPage, details);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
}

static void
ath_overview_page_init (AthOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ath_error_view_set_action (self->error_view, _("_Try Again"), "win.refresh");
  self->signals = g_signal_group_new (ATH_TYPE_PROJECT_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * ath_overview_page_show:
 * @self: a page
 * @project: (nullable): a project; `NULL` lets go of the one that is shown
 *
 * Chooses what is shown.
 */
void
ath_overview_page_show (AthOverviewPage *self,
                        AthProjectItem  *project)
{
  g_return_if_fail (ATH_IS_OVERVIEW_PAGE (self));

  if (self->project == project)
    return;

  close_cb (self);
  ath_revision_details_show (self->details, NULL, NULL, NULL);
  g_set_object (&self->project, project);
  g_signal_group_set_target (self->signals, project);
  ath_overview_heads_set_project (self->heads, project);
  ath_suggestions_set_project (self->suggestions, project);

  if (project == NULL)
    {
      ath_revision_list_clear (self->list);
      return;
    }

  ath_revision_list_show_project (self->list, project);
  update (self);
}

/**
 * ath_overview_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): its list of revisions
 */
AthRevisionList *
ath_overview_page_get_list (AthOverviewPage *self)
{
  g_return_val_if_fail (ATH_IS_OVERVIEW_PAGE (self), NULL);

  return self->list;
}

/**
 * ath_overview_page_get_panes:
 * @self: a page
 *
 * Returns: (transfer none): list and details side by side
 */
AthPanes *
ath_overview_page_get_panes (AthOverviewPage *self)
{
  g_return_val_if_fail (ATH_IS_OVERVIEW_PAGE (self), NULL);

  return self->panes;
}
