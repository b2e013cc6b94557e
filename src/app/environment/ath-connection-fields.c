/* ath-connection-fields.c: the fields of a connection
 *
 * The fields show a draft of the core and write back to it; every rule about
 * them is the draft's.  While they are being filled from the draft, what they
 * emit is not written back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-dialogs.h"
#include "environment/ath-connection-fields.h"

/**
 * AthConnectionFields:
 *
 * The rows for the lines of text of a draft, with what is wrong with them.
 */

struct _AthConnectionFields
{
  GtkBox           parent_instance;

  GtkWidget       *host_row;
  GtkWidget       *port_row;
  GtkWidget       *database_row;
  GtkWidget       *user_row;
  GtkWidget       *password_row;
  AdwExpanderRow  *more_row;
  GtkWidget       *service_row;
  GtkWidget       *other_row;
  GtkLabel        *connection_problem;
  AdwComboRow     *ssl_mode_row;
  AdwExpanderRow  *certificates_row;
  GtkWidget       *ssl_root_row;
  GtkWidget       *ssl_certificate_row;
  GtkWidget       *ssl_key_row;

  AthProfileDraft *draft;                       /* (owned) (nullable) */
  GtkWidget       *entries[ATH_DRAFT_N_FIELDS]; /* (unowned) (nullable) rows of the window */
  GtkLabel        *labels[ATH_DRAFT_N_FIELDS];  /* (unowned) for the problem of each */
  gboolean         touched[ATH_DRAFT_N_FIELDS]; /* what the user has typed in */
  gboolean         filling;
};

typedef enum
{
  SIGNAL_PASTED,
} AthConnectionFieldsSignal;

static guint signals[SIGNAL_PASTED + 1];

G_DEFINE_FINAL_TYPE (AthConnectionFields, ath_connection_fields, GTK_TYPE_BOX)

/* In the order of the rows of ssl_mode_row. */
static const struct
{
  const char *mode;
  const char *words;
} ssl_modes[] = {
  { "", N_("If the Server Offers It") },
  { "disable", N_("Never") },
  { "allow", N_("If the Server Insists") },
  { "prefer", N_("Preferred") },
  { "require", N_("Required") },
  { "verify-ca", N_("Verify the Authority") },
  { "verify-full", N_("Verify the Host Too") },
};

static void
set_invalid (GtkWidget *row,
             gboolean   invalid)
{
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* A field that nobody has filled in yet is not scolded. */
static const char *
get_shown_problem (AthConnectionFields *self,
                   AthDraftField        field)
{
  if (!self->touched[field] && ath_profile_draft_get_text (self->draft, field)[0] == '\0')
    return NULL;

  return ath_profile_draft_get_problem (self->draft, field);
}

/* Marks what is wrong; of several problems of one label, the first is shown. */
static void
update_problems (AthConnectionFields *self)
{
  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    if (self->labels[field] != NULL)
      gtk_widget_set_visible (GTK_WIDGET (self->labels[field]), FALSE);

  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    {
      const char *problem = get_shown_problem (self, field);
      GtkLabel *label = self->labels[field];

      if (self->entries[field] == NULL)
        continue;
      set_invalid (self->entries[field], problem != NULL);
      if (problem != NULL && !gtk_widget_get_visible (GTK_WIDGET (label)))
        {
          gtk_label_set_label (label, problem);
          gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
        }
    }
}

static guint
find_ssl_mode (const char *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (ssl_modes); i++)
    if (g_str_equal (ssl_modes[i].mode, mode))
      return i;

  return 0;
}

static void
draft_changed_cb (AthConnectionFields *self)
{
  const char *mode = ath_profile_draft_get_text (self->draft, ATH_DRAFT_SSL_MODE);

  self->filling = TRUE;
  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    {
      const char *text = ath_profile_draft_get_text (self->draft, field);
      GtkWidget *entry = self->entries[field];

      if (entry != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text))
        gtk_editable_set_text (GTK_EDITABLE (entry), text);
    }
  adw_combo_row_set_selected (self->ssl_mode_row, find_ssl_mode (mode));
  self->filling = FALSE;

  update_problems (self);
}

static void
entry_changed_cb (AthConnectionFields *self,
                  GtkWidget           *entry)
{
  if (self->filling)
    return;

  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    if (self->entries[field] == entry)
      {
        self->touched[field] = TRUE;
        ath_profile_draft_set_text (self->draft, field,
                                    gtk_editable_get_text (GTK_EDITABLE (entry)));
      }
}

static void
ssl_mode_cb (AthConnectionFields *self)
{
  guint selected = adw_combo_row_get_selected (self->ssl_mode_row);

  if (!self->filling && self->draft != NULL && selected < G_N_ELEMENTS (ssl_modes))
    ath_profile_draft_set_text (self->draft, ATH_DRAFT_SSL_MODE, ssl_modes[selected].mode);
}

/* A URL that comes in one piece was pasted or dropped, not typed. */
static void
insert_text_cb (GtkEditable *editable,
                const char  *text,
                int          length,
                int         *position,
                gpointer     user_data)
{
  AthConnectionFields *self = user_data;
  g_autofree char *inserted = length < 0 ? g_strdup (text) : g_strndup (text, length);

  if (self->filling || !ath_profile_draft_is_url (inserted))
    return;

  g_signal_stop_emission_by_name (editable, "insert-text");
  g_signal_emit (self, signals[SIGNAL_PASTED], 0, inserted);
}

static void
file_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (user_data), path);
}

/* @parameter: the id of the row whose file is chosen */
static void
choose_file_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GObject *entry = gtk_widget_get_template_child (widget, ATH_TYPE_CONNECTION_FIELDS,
                                                  g_variant_get_string (parameter, NULL));

  ath_dialogs_choose_file (GTK_WINDOW (gtk_widget_get_root (widget)),
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)),
                           file_chosen_cb, entry);
}

static void
ath_connection_fields_dispose (GObject *object)
{
  AthConnectionFields *self = ATH_CONNECTION_FIELDS (object);

  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_CONNECTION_FIELDS);

  G_OBJECT_CLASS (ath_connection_fields_parent_class)->dispose (object);
}

static void
ath_connection_fields_class_init (AthConnectionFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_connection_fields_dispose;

  /**
   * AthConnectionFields::pasted:
   * @self: the fields
   * @url: what was pasted
   *
   * Emitted instead of inserting a URL into a field.
   */
  signals[SIGNAL_PASTED] =
    g_signal_new ("pasted", ATH_TYPE_CONNECTION_FIELDS, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-connection-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, host_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, port_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, database_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, user_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, password_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, more_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, service_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, other_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, connection_problem);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, ssl_mode_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, certificates_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, ssl_root_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, ssl_certificate_row);
  gtk_widget_class_bind_template_child (widget_class, AthConnectionFields, ssl_key_row);

  gtk_widget_class_install_action (widget_class, "fields.choose-file", "s", choose_file_action);
}

static void
make_ssl_modes (AthConnectionFields *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ssl_modes); i++)
    gtk_string_list_append (words, _(ssl_modes[i].words));
  adw_combo_row_set_model (self->ssl_mode_row, G_LIST_MODEL (words));
}

static void
ath_connection_fields_init (AthConnectionFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  make_ssl_modes (self);
  g_signal_connect_object (self->ssl_mode_row, "notify::selected", G_CALLBACK (ssl_mode_cb), self,
                           G_CONNECT_SWAPPED);
  ath_connection_fields_add_entry (self, ATH_DRAFT_HOST, self->host_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_PORT, self->port_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_DATABASE, self->database_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_USER, self->user_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_PASSWORD, self->password_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_SERVICE, self->service_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_OTHER, self->other_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_SSL_ROOT, self->ssl_root_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_SSL_CERTIFICATE, self->ssl_certificate_row,
                                   self->connection_problem);
  ath_connection_fields_add_entry (self, ATH_DRAFT_SSL_KEY, self->ssl_key_row,
                                   self->connection_problem);
}

/**
 * ath_connection_fields_set_draft:
 * @self: the fields
 * @draft: what they show and change
 *
 * To be called once.
 */
void
ath_connection_fields_set_draft (AthConnectionFields *self,
                                 AthProfileDraft     *draft)
{
  g_return_if_fail (ATH_IS_CONNECTION_FIELDS (self));
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (draft));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  draft_changed_cb (self);
  ath_connection_fields_unfold (self);
}

/**
 * ath_connection_fields_add_entry:
 * @self: the fields
 * @field: a field of the draft
 * @entry: a row for it, anywhere in the window
 * @problem_label: says what is wrong with it
 *
 * Lets @entry show and change @field, before the draft is set.
 */
void
ath_connection_fields_add_entry (AthConnectionFields *self,
                                 AthDraftField        field,
                                 GtkWidget           *entry,
                                 GtkLabel            *problem_label)
{
  GtkEditable *text;

  g_return_if_fail (ATH_IS_CONNECTION_FIELDS (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (entry));

  self->entries[field] = entry;
  self->labels[field] = problem_label;
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);

  text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  g_signal_connect_object (text, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
  /* What has the focus is the text, which takes no name from its row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)),
                                  -1);
}

/**
 * ath_connection_fields_unfold:
 * @self: the fields
 *
 * Unfolds what is folded and holds something.
 */
void
ath_connection_fields_unfold (AthConnectionFields *self)
{
  g_return_if_fail (ATH_IS_CONNECTION_FIELDS (self));

  if (ath_profile_draft_get_text (self->draft, ATH_DRAFT_SERVICE)[0] != '\0'
      || ath_profile_draft_get_text (self->draft, ATH_DRAFT_OTHER)[0] != '\0')
    adw_expander_row_set_expanded (self->more_row, TRUE);
  if (ath_profile_draft_get_text (self->draft, ATH_DRAFT_SSL_ROOT)[0] != '\0'
      || ath_profile_draft_get_text (self->draft, ATH_DRAFT_SSL_CERTIFICATE)[0] != '\0'
      || ath_profile_draft_get_text (self->draft, ATH_DRAFT_SSL_KEY)[0] != '\0')
    adw_expander_row_set_expanded (self->certificates_row, TRUE);
}
