/* ath-suggestion-group.c: connections that were found, as ready rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "environment/ath-suggestion-group.h"
#include "profile/ath-profile-import.h"
#include "widgets/ath-look.h"

/**
 * AthSuggestionGroup:
 *
 * Lists the connections that a project and this machine state already.  Hidden
 * as long as there are none.
 */

struct _AthSuggestionGroup
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;        /* (owned) (element-type GtkWidget) in the group */
  GCancellable        *cancellable; /* (owned) (nullable) of the search */
};

typedef enum
{
  SIGNAL_CHOSEN,
} AthSuggestionGroupSignal;

static guint signals[SIGNAL_CHOSEN + 1];

G_DEFINE_FINAL_TYPE (AthSuggestionGroup, ath_suggestion_group, ADW_TYPE_PREFERENCES_GROUP)

static void
clear (AthSuggestionGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
activated_cb (AthSuggestionGroup *self,
              AdwActionRow       *row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 g_object_get_data (G_OBJECT (row), "ath-profile"));
}

static GtkWidget *
make_tier_icon (AthTier tier)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (ath_look_get_tier_icon (tier));

  gtk_widget_add_css_class (icon, ath_look_get_tier_class (tier));
  gtk_widget_set_tooltip_text (icon, ath_tier_get_name (tier));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ath_tier_get_name (tier),
                                  -1);

  return icon;
}

static void
add_suggestion (AthSuggestionGroup   *self,
                AthProfileSuggestion *suggestion)
{
  AthProfile *profile = suggestion->profile;
  g_autofree char *place = ath_connection_info_dup_display (ath_profile_get_connection (profile));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), suggestion->source);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_tier_icon (ath_profile_get_tier (profile)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, place,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, suggestion->source,
                                  -1);

  g_object_set_data_full (G_OBJECT (row), "ath-profile", g_object_ref (profile), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AthSuggestionGroup) self = user_data;
  g_autoptr(GPtrArray) suggestions = ath_profile_import_list_finish (result, NULL);

  /* Another project is shown, or nothing any more: touch nothing. */
  if (suggestions == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  for (guint i = 0; i < suggestions->len; i++)
    add_suggestion (self, g_ptr_array_index (suggestions, i));
  gtk_widget_set_visible (GTK_WIDGET (self), suggestions->len > 0);
}

static void
ath_suggestion_group_dispose (GObject *object)
{
  AthSuggestionGroup *self = ATH_SUGGESTION_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ath_suggestion_group_parent_class)->dispose (object);
}

static void
ath_suggestion_group_finalize (GObject *object)
{
  AthSuggestionGroup *self = ATH_SUGGESTION_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_suggestion_group_parent_class)->finalize (object);
}

static void
ath_suggestion_group_class_init (AthSuggestionGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ath_suggestion_group_dispose;
  object_class->finalize = ath_suggestion_group_finalize;

  /**
   * AthSuggestionGroup::chosen:
   * @self: the group
   * @profile: a profile that is not kept anywhere yet
   *
   * Emitted when a row was activated.
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", ATH_TYPE_SUGGESTION_GROUP, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, ATH_TYPE_PROFILE);
}

static void
ath_suggestion_group_init (AthSuggestionGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Found on This Machine"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ath_suggestion_group_set_project:
 * @self: a group
 * @project: (nullable): what connections are looked for, or `NULL` for none
 *
 * Looks for connections and shows those that are found.
 */
void
ath_suggestion_group_set_project (AthSuggestionGroup *self,
                                  AthProject         *project)
{
  g_return_if_fail (ATH_IS_SUGGESTION_GROUP (self));

  clear (self);
  if (project == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  ath_profile_import_list_async (project, self->cancellable, list_cb, g_object_ref (self));
}
