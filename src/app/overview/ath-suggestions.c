/* ath-suggestions.c: how a project comes to its first environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "overview/ath-suggestions.h"
#include "profile/ath-profile-import.h"

/**
 * AthSuggestions:
 *
 * Says what an environment is and offers to add one, with the connections that
 * the project and this machine state already as ready rows.
 */

struct _AthSuggestions
{
  GtkWidget            parent_instance;

  AdwPreferencesGroup *group;

  AthProjectItem      *project;     /* (owned) (nullable) */
  AthProject          *searched;    /* (owned) (nullable) what the rows are about */
  GPtrArray           *rows;        /* (owned) (element-type GtkWidget) in @group */
  GCancellable        *cancellable; /* (owned) (nullable) while suggestions are read */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthSuggestions, ath_suggestions, GTK_TYPE_WIDGET)

static void
clear (AthSuggestions *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->group), FALSE);
}

static void
activated_cb (AthSuggestions *self,
              AdwActionRow   *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "ath-profile"));
}

static void
add_suggestion (AthSuggestions       *self,
                AthProfileSuggestion *suggestion)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = NULL;

  place = ath_connection_info_dup_display (ath_profile_get_connection (suggestion->profile));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), suggestion->source);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, place,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, suggestion->source,
                                  -1);

  g_object_set_data_full (G_OBJECT (row), "ath-profile",
                          g_object_ref (suggestion->profile), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AthSuggestions) self = user_data;
  g_autoptr(GPtrArray) suggestions = NULL;
  g_autoptr(GError) error = NULL;

  suggestions = ath_profile_import_list_finish (result, &error);

  /* The window is gone or shows another project: touch nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Nothing is lost: the environment can be entered by hand. */
  if (error != NULL)
    {
      g_debug ("Could not look for connections: %s", error->message);
      return;
    }

  for (guint i = 0; i < suggestions->len; i++)
    add_suggestion (self, g_ptr_array_index (suggestions, i));
  gtk_widget_set_visible (GTK_WIDGET (self->group), suggestions->len > 0);
}

static void
search (AthSuggestions *self)
{
  AthProject *project = ath_project_item_get_project (self->project);

  if (project == NULL || !g_set_object (&self->searched, project))
    return;

  clear (self);
  self->cancellable = g_cancellable_new ();
  ath_profile_import_list_async (project, self->cancellable, list_cb, g_object_ref (self));
}

static void
ath_suggestions_dispose (GObject *object)
{
  AthSuggestions *self = ATH_SUGGESTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->project);
  g_clear_object (&self->searched);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_SUGGESTIONS);

  G_OBJECT_CLASS (ath_suggestions_parent_class)->dispose (object);
}

static void
ath_suggestions_finalize (GObject *object)
{
  AthSuggestions *self = ATH_SUGGESTIONS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_suggestions_parent_class)->finalize (object);
}

static void
ath_suggestions_class_init (AthSuggestionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_suggestions_dispose;
  object_class->finalize = ath_suggestions_finalize;

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

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, AthSuggestions, group);
}

static void
ath_suggestions_init (AthSuggestions *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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

  clear (self);
  g_clear_object (&self->searched);
  g_set_object (&self->project, project);
  if (project == NULL)
    return;

  g_signal_connect_object (project, "notify::project",
                           G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  search (self);
}
