/* ath-environment-editor.c: adds or changes an environment
 *
 * The groups of the page show a draft of the core and write back to it; every
 * rule about it is the draft's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-dialogs.h"
#include "environment/ath-connection-fields.h"
#include "environment/ath-connection-test-view.h"
#include "environment/ath-environment-editor.h"
#include "environment/ath-policy-group.h"
#include "environment/ath-suggestion-group.h"
#include "environment/ath-tier-row.h"
#include "environment/ath-variable-rows.h"
#include "widgets/ath-error-view.h"

/**
 * AthEnvironmentEditor:
 *
 * A window for one environment: its name and tier, its connection with a test,
 * its policy, its variables.
 */

struct _AthEnvironmentEditor
{
  AdwWindow              parent_instance;

  AdwWindowTitle        *window_title;
  GtkButton             *save_button;
  GtkSpinner            *save_spinner;
  AthErrorView          *error_view;
  AdwToastOverlay       *toast_overlay;
  AthSuggestionGroup    *found_group;
  GtkWidget             *name_row;
  AdwComboRow           *tier_row;
  GtkLabel              *name_problem;
  AthConnectionFields   *fields;
  AthConnectionTestView *test_view;
  AthPolicyGroup        *policy_group;
  AthVariableRows       *variable_rows;
  GtkWidget             *remove_button;

  AthProfileStore       *store;       /* (owned) */
  AthProject            *project;     /* (owned) */
  AthProfileDraft       *draft;       /* (owned) */
  char                  *old_name;    /* (owned) (nullable) under which it is kept */
  GCancellable          *cancellable; /* (owned) of all that the window has begun */
  gboolean               saving;
  gboolean               may_close;   /* without asking */
};

typedef enum
{
  SIGNAL_SAVED,
  SIGNAL_REMOVED,
} AthEnvironmentEditorSignal;

static guint signals[SIGNAL_REMOVED + 1];

G_DEFINE_FINAL_TYPE (AthEnvironmentEditor, ath_environment_editor, ADW_TYPE_WINDOW)

static void
show_toast (AthEnvironmentEditor *self,
            const char           *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (title));
}

static void
draft_changed_cb (AthEnvironmentEditor *self)
{
  gboolean can_save = !self->saving && ath_profile_draft_can_save (self->draft);

  adw_combo_row_set_selected (self->tier_row, ath_profile_draft_get_tier (self->draft));
  ath_policy_group_set_policy (self->policy_group, ath_profile_draft_get_policy (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", can_save);
}

static void
tier_cb (AthEnvironmentEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->tier_row);

  if (self->draft != NULL && selected <= ATH_TIER_PRODUCTION)
    ath_profile_draft_set_tier (self->draft, selected);
}

static void
policy_cb (AthEnvironmentEditor *self)
{
  AthPolicy policy = ath_policy_group_get_policy (self->policy_group);

  ath_profile_draft_set_policy (self->draft, &policy);
}

static void
variables_cb (AthEnvironmentEditor *self)
{
  g_auto(GStrv) variables = ath_variable_rows_dup_variables (self->variable_rows);

  ath_profile_draft_set_variables (self->draft, (const char *const *) variables);
}

/* What was said about the fields before is no longer true. */
static void
show_filled (AthEnvironmentEditor *self)
{
  ath_connection_fields_unfold (self->fields);
  ath_connection_test_view_reset (self->test_view);
  ath_error_view_set_error (self->error_view, NULL);
}

static void
fill_from_url (AthEnvironmentEditor *self,
               const char           *url)
{
  g_autofree char *stripped = g_strstrip (g_strdup (url));
  g_autoptr(GError) error = NULL;

  if (!ath_profile_draft_fill_url (self->draft, stripped, &error))
    {
      ath_error_view_set_error (self->error_view, error);
      return;
    }
  show_filled (self);
  show_toast (self, _("Filled from the pasted URL"));
}

static void
clipboard_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AthEnvironmentEditor) self = user_data;
  g_autofree char *text = NULL;

  text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  if (g_cancellable_is_cancelled (self->cancellable) || !ath_profile_draft_is_url (text))
    return;
  fill_from_url (self, text);
}

/* Where no entry has the focus, which would take it. */
static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                 clipboard_cb, g_object_ref (self));
}

static void
chosen_cb (AthEnvironmentEditor *self,
           AthProfile           *profile)
{
  ath_environment_editor_fill (self, profile);
  gtk_widget_grab_focus (self->name_row);
}

static void
profiles_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AthEnvironmentEditor) self = user_data;
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  profiles = ath_profile_store_list_finish (self->store, result, NULL, NULL);
  if (g_cancellable_is_cancelled (self->cancellable) || profiles == NULL)
    return;

  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_add (names, (gpointer) ath_profile_get_name (g_ptr_array_index (profiles, i)));
  g_ptr_array_add (names, NULL);
  ath_profile_draft_set_taken_names (self->draft, (const char *const *) names->pdata);
}

static void
test_cb (AthEnvironmentEditor *self)
{
  const AthProjectSettings *settings = ath_project_get_settings (self->project);
  AthVersionTable table = {
    .name = settings->version_table,
    .schema = settings->version_table_schema,
    .has_primary_key = settings->version_table_pk,
  };
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_profile_draft_make_connection (self->draft, &error);
  if (connection != NULL)
    ath_connection_test_view_start (self->test_view, connection, &table);
  else
    ath_connection_test_view_fail (self->test_view, error);
}

static void
set_saving (AthEnvironmentEditor *self,
            gboolean              saving)
{
  self->saving = saving;
  gtk_spinner_set_spinning (self->save_spinner, saving);
  draft_changed_cb (self);
}

static void
close_now_cb (GtkWindow *window)
{
  ATH_ENVIRONMENT_EDITOR (window)->may_close = TRUE;
  gtk_window_close (window);
}

typedef struct
{
  AthEnvironmentEditor *self;    /* (owned) */
  AthProfile           *profile; /* (owned) */
} Saving;

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(AthEnvironmentEditor) self = saving->self;
  g_autoptr(AthProfile) profile = saving->profile;
  g_autoptr(GError) error = NULL;

  ath_profile_store_replace_finish (self->store, result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_saving (self, FALSE);
  ath_error_view_set_error (self->error_view, error);
  if (error != NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, profile);
  close_now_cb (GTK_WINDOW (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (widget);
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  Saving *saving;

  profile = ath_profile_draft_make (self->draft, &error);
  ath_error_view_set_error (self->error_view, error);
  if (profile == NULL)
    return;

  set_saving (self, TRUE);
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->profile = g_object_ref (profile);
  ath_profile_store_replace_async (self->store, profile, self->old_name, self->cancellable,
                                   saved_cb, saving);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AthEnvironmentEditor) self = user_data;
  g_autoptr(GError) error = NULL;

  ath_profile_store_remove_finish (self->store, result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_saving (self, FALSE);
  ath_error_view_set_error (self->error_view, error);
  if (error != NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
  close_now_cb (GTK_WINDOW (self));
}

static void
remove_confirmed_cb (GtkWindow *window)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (window);

  set_saving (self, TRUE);
  ath_profile_store_remove_async (self->store, ath_project_get_key (self->project), self->old_name,
                                  self->cancellable, removed_cb, g_object_ref (self));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (widget);
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), self->old_name);

  ath_dialogs_confirm (GTK_WINDOW (self), heading,
                       _("Its connection and password are removed from the keyring. "
                         "The database and its backups stay as they are."),
                       _("_Cancel"), _("_Remove"), remove_confirmed_cb);
}

static gboolean
ath_environment_editor_close_request (GtkWindow *window)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (window);

  if (!self->may_close && ath_profile_draft_is_changed (self->draft))
    {
      ath_dialogs_confirm (window, _("Discard Changes?"),
                           _("What was changed here has not been saved."),
                           _("_Keep Editing"), _("_Discard"), close_now_cb);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (ath_environment_editor_parent_class)->close_request (window);
}

/* A window that is destroyed is disposed of only when what it has begun has ended. */
static void
ath_environment_editor_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ATH_ENVIRONMENT_EDITOR (widget)->cancellable);

  GTK_WIDGET_CLASS (ath_environment_editor_parent_class)->unrealize (widget);
}

static void
ath_environment_editor_dispose (GObject *object)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->project);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_ENVIRONMENT_EDITOR);

  G_OBJECT_CLASS (ath_environment_editor_parent_class)->dispose (object);
}

static void
ath_environment_editor_finalize (GObject *object)
{
  AthEnvironmentEditor *self = ATH_ENVIRONMENT_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->old_name, g_free);

  G_OBJECT_CLASS (ath_environment_editor_parent_class)->finalize (object);
}

static void
ath_environment_editor_class_init (AthEnvironmentEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_environment_editor_dispose;
  object_class->finalize = ath_environment_editor_finalize;
  widget_class->unrealize = ath_environment_editor_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = ath_environment_editor_close_request;

  /**
   * AthEnvironmentEditor::saved:
   * @self: the editor
   * @profile: what is kept now, for this session only where the keyring fails
   *
   * Emitted before the window closes.
   */
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", ATH_TYPE_ENVIRONMENT_EDITOR, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, ATH_TYPE_PROFILE);

  /**
   * AthEnvironmentEditor::removed:
   * @self: the editor
   *
   * Emitted when the environment is kept no more, before the window closes.
   */
  signals[SIGNAL_REMOVED] =
    g_signal_new ("removed", ATH_TYPE_ENVIRONMENT_EDITOR, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATH_TYPE_CONNECTION_FIELDS);
  g_type_ensure (ATH_TYPE_CONNECTION_TEST_VIEW);
  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_POLICY_GROUP);
  g_type_ensure (ATH_TYPE_SUGGESTION_GROUP);
  g_type_ensure (ATH_TYPE_VARIABLE_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-environment-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, window_title);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, save_spinner);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, found_group);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, tier_row);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, name_problem);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, test_view);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, policy_group);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, variable_rows);
  gtk_widget_class_bind_template_child (widget_class, AthEnvironmentEditor, remove_button);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "editor.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "editor.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "editor.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ath_environment_editor_init (AthEnvironmentEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  ath_tier_row_set_up (self->tier_row);
  ath_connection_fields_add_entry (self->fields, ATH_DRAFT_NAME, self->name_row,
                                   self->name_problem);
  g_signal_connect_object (self->tier_row, "notify::selected", G_CALLBACK (tier_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "pasted", G_CALLBACK (fill_from_url), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->policy_group, "changed", G_CALLBACK (policy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test_view, "requested", G_CALLBACK (test_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->variable_rows, "changed", G_CALLBACK (variables_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found_group, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_original (AthEnvironmentEditor *self)
{
  gboolean is_new = self->old_name == NULL;

  adw_window_title_set_title (self->window_title,
                              is_new ? _("New Environment") : self->old_name);
  adw_window_title_set_subtitle (self->window_title, ath_project_get_name (self->project));
  gtk_window_set_title (GTK_WINDOW (self), is_new ? _("New Environment") : self->old_name);
  gtk_button_set_label (self->save_button, is_new ? _("_Add") : _("_Save"));
  gtk_widget_set_visible (self->remove_button, !is_new);

  ath_variable_rows_set_variables (self->variable_rows,
                                   ath_profile_draft_get_variables (self->draft));
  ath_connection_fields_set_draft (self->fields, self->draft);
  draft_changed_cb (self);
}

/**
 * ath_environment_editor_new:
 * @store: where the environment is kept
 * @project: what it belongs to
 * @profile: (nullable): the kept profile that is changed, or `NULL` for a new one
 *
 * Returns: a window that closes itself; its signals say what came of it
 */
GtkWidget *
ath_environment_editor_new (AthProfileStore *store,
                            AthProject      *project,
                            AthProfile      *profile)
{
  AthEnvironmentEditor *self;

  g_return_val_if_fail (ATH_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (profile == NULL || ATH_IS_PROFILE (profile), NULL);

  self = g_object_new (ATH_TYPE_ENVIRONMENT_EDITOR, NULL);
  self->store = g_object_ref (store);
  self->project = g_object_ref (project);
  self->draft = ath_profile_draft_new (ath_project_get_key (project), profile);
  self->old_name = profile != NULL ? g_strdup (ath_profile_get_name (profile)) : NULL;
  show_original (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);

  ath_profile_store_list_async (store, ath_project_get_key (project), self->cancellable,
                                profiles_cb, g_object_ref (self));
  if (profile == NULL)
    ath_suggestion_group_set_project (self->found_group, project);

  return GTK_WIDGET (self);
}

/**
 * ath_environment_editor_fill:
 * @self: an editor
 * @profile: what was found somewhere; see ath_profile_import_list()
 *
 * Fills the fields from @profile, which is not kept anywhere yet.
 */
void
ath_environment_editor_fill (AthEnvironmentEditor *self,
                             AthProfile           *profile)
{
  g_return_if_fail (ATH_IS_ENVIRONMENT_EDITOR (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  ath_profile_draft_fill (self->draft, profile);
  show_filled (self);
}
