/* ath-run-result-view.c: what came of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/ath-run-result-view.h"
#include "run/ath-run-words.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-look.h"
#include "widgets/ath-sql-view.h"

#define MAX_STATEMENT_HEIGHT 240

/**
 * AthRunResultView:
 *
 * The head of a run that has ended: what it did, where the database is now, its
 * backup, and, when it failed, the server's words and the place they are about.
 */

struct _AthRunResultView
{
  GtkBox               parent_instance;

  GtkImage            *icon;
  GtkLabel            *title_label;
  GtkLabel            *text_label;
  AthErrorView        *error_view;
  GtkWidget           *statement_box;
  AthSqlView          *statement_view;
  AdwPreferencesGroup *backup_group;
  AdwActionRow        *backup_row;
  GtkButton           *folder_button;

  const char          *icon_class; /* of @icon */
  AthBackup           *backup;     /* (owned) (nullable) */
  char                *text;       /* (owned) (nullable) everything, to be copied */
};

G_DEFINE_FINAL_TYPE (AthRunResultView, ath_run_result_view, GTK_TYPE_BOX)

static void
show_head (AthRunResultView *self,
           const char       *icon_name,
           const char       *css_class,
           const char       *title,
           const char       *text)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  ath_look_set_class (GTK_WIDGET (self->icon), &self->icon_class, css_class);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->text_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), text[0] != '\0');
}

/* Marks the word that the server points at. */
static void
mark_place (AthRunResultView *self,
            guint             offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->statement_view));
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL,
                                                "underline", PANGO_UNDERLINE_ERROR,
                                                "weight", PANGO_WEIGHT_BOLD,
                                                NULL);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset - 1);
  end = start;
  if (!gtk_text_iter_inside_word (&start) || !gtk_text_iter_forward_word_end (&end))
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->statement_view),
                                gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
}

static void
show_error (AthRunResultView *self,
            const GError     *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  gboolean has_statement = details != NULL && details->statement != NULL;

  ath_error_view_set_error (self->error_view, error);
  gtk_widget_set_visible (self->statement_box, has_statement);
  if (!has_statement)
    return;

  ath_sql_view_set_text (self->statement_view, details->statement, "sql");
  ath_sql_view_fit (self->statement_view, MAX_STATEMENT_HEIGHT);
  if (details->statement_offset > 0)
    mark_place (self, details->statement_offset);
}

static void
show_backup (AthRunResultView *self,
             AthBackup        *backup)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *size = NULL;
  g_autofree char *subtitle = NULL;

  g_set_object (&self->backup, backup);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_group), backup != NULL);
  if (backup == NULL)
    return;

  name = g_path_get_basename (ath_backup_get_path (backup));
  folder = g_path_get_dirname (ath_backup_get_path (backup));
  size = g_format_size (ath_backup_get_size_bytes (backup));
  /* TRANSLATORS: size of a backup, the folder it is in */
  subtitle = g_strdup_printf (_("Backup of %s, verified, in %s"), size, folder);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->backup_row), name);
  adw_action_row_set_subtitle (self->backup_row, subtitle);
}

static void
folder_cb (AthRunResultView *self)
{
  g_autoptr(GFile) file = g_file_new_for_path (ath_backup_get_path (self->backup));
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
ath_run_result_view_dispose (GObject *object)
{
  AthRunResultView *self = ATH_RUN_RESULT_VIEW (object);

  g_clear_object (&self->backup);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_RUN_RESULT_VIEW);

  G_OBJECT_CLASS (ath_run_result_view_parent_class)->dispose (object);
}

static void
ath_run_result_view_finalize (GObject *object)
{
  AthRunResultView *self = ATH_RUN_RESULT_VIEW (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (ath_run_result_view_parent_class)->finalize (object);
}

static void
ath_run_result_view_class_init (AthRunResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_run_result_view_dispose;
  object_class->finalize = ath_run_result_view_finalize;

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_SQL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-run-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, icon);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, title_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, text_label);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, statement_box);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, statement_view);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, backup_group);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, backup_row);
  gtk_widget_class_bind_template_child (widget_class, AthRunResultView, folder_button);
}

static void
ath_run_result_view_init (AthRunResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->folder_button, "clicked", G_CALLBACK (folder_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ath_run_result_view_set_run:
 * @self: a view
 * @run: what happened
 * @seconds: how long it took
 *
 * Shows what came of @run.
 */
void
ath_run_result_view_set_run (AthRunResultView *self,
                             AthRun           *run,
                             double            seconds)
{
  gboolean failed;
  gboolean cancelled;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (ATH_IS_RUN_RESULT_VIEW (self));
  g_return_if_fail (ATH_IS_RUN (run));

  failed = ath_run_get_outcome (run) == ATH_RUN_FAILED;
  cancelled = ath_run_get_outcome (run) == ATH_RUN_CANCELLED;
  title = ath_run_dup_headline (run);
  text = ath_run_dup_account (run, seconds);
  details = failed ? ath_run_dup_details (ath_run_get_error (run)) : g_strdup ("");

  if (failed)
    show_head (self, "dialog-error-symbolic", "error", title, text);
  else if (cancelled)
    show_head (self, "dialog-warning-symbolic", "warning", title, text);
  else
    show_head (self, "object-select-symbolic", "success", title, text);
  show_error (self, failed ? ath_run_get_error (run) : NULL);
  show_backup (self, ath_run_get_backup (run));

  g_free (self->text);
  self->text = g_strdup_printf ("%s\n%s\n\n%s", title, text, details);
}

/**
 * ath_run_result_view_set_error:
 * @self: a view
 * @error: why nothing was run at all
 *
 * Shows that nothing has changed, and why.
 */
void
ath_run_result_view_set_error (AthRunResultView *self,
                               const GError     *error)
{
  g_return_if_fail (ATH_IS_RUN_RESULT_VIEW (self));
  g_return_if_fail (error != NULL);

  show_head (self, "dialog-error-symbolic", "error", _("Nothing Was Run"),
             _("The database is as it was."));
  show_error (self, error);
  show_backup (self, NULL);
  g_free (self->text);
  self->text = ath_run_dup_details (error);
}

/**
 * ath_run_result_view_dup_text:
 * @self: a view
 *
 * Returns: (transfer full): all that is shown, to be handed on
 */
char *
ath_run_result_view_dup_text (AthRunResultView *self)
{
  g_return_val_if_fail (ATH_IS_RUN_RESULT_VIEW (self), NULL);

  return g_strdup (self->text);
}
