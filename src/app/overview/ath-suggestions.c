/* ath-suggestions.c: how a project comes to its first environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "environment/ath-suggestion-group.h"
#include "overview/ath-suggestions.h"

/**
 * AthSuggestions:
 *
 * Says what an environment is and offers to add one, with the connections that
 * the project and this machine state already as ready rows.
 */

struct _AthSuggestions
{
  AdwBin              parent_instance;

  AthSuggestionGroup *group;

  AthProjectItem     *project;  /* (owned) (nullable) */
  AthProject         *searched; /* (owned) (nullable) what the rows are about */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthSuggestions, ath_suggestions, ADW_TYPE_BIN)

static void
chosen_cb (AthSuggestions *self,
           AthProfile     *profile)
{
  g_signal_emit (self, signals[CHOSEN], 0, profile);
}

static void
search (AthSuggestions *self)
{
  AthProject *project = ath_project_item_get_project (self->project);

  if (project != NULL && g_set_object (&self->searched, project))
    ath_suggestion_group_set_project (self->group, project);
}

static void
ath_suggestions_dispose (GObject *object)
{
  AthSuggestions *self = ATH_SUGGESTIONS (object);

  g_clear_object (&self->project);
  g_clear_object (&self->searched);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_SUGGESTIONS);

  G_OBJECT_CLASS (ath_suggestions_parent_class)->dispose (object);
}

static void
ath_suggestions_class_init (AthSuggestionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_suggestions_dispose;

  /**
   * AthSuggestions::chosen:
   * @profile: (type AthProfile): a profile that is filled in but not kept yet
   *
   * Emitted when a row was activated.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen",
                  ATH_TYPE_SUGGESTIONS,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ATH_TYPE_PROFILE);

  g_type_ensure (ATH_TYPE_SUGGESTION_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, AthSuggestions, group);
}

static void
ath_suggestions_init (AthSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->group, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ath_suggestions_set_project:
 * @self: suggestions
 * @project: (nullable): the project that needs an environment
 *
 * Looks for connections as soon as @project was read.
 */
void
ath_suggestions_set_project (AthSuggestions *self,
                             AthProjectItem *project)
{
  g_return_if_fail (ATH_IS_SUGGESTIONS (self));

  if (self->project == project)
    return;

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);

  ath_suggestion_group_set_project (self->group, NULL);
  g_clear_object (&self->searched);
  g_set_object (&self->project, project);
  if (project == NULL)
    return;

  g_signal_connect_object (project, "notify::project",
                           G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  search (self);
}
