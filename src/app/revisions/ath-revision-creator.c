/* ath-revision-creator.c: a window that writes a new revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "project/writing/ath-revision-writer.h"
#include "revisions/ath-revision-creator.h"
#include "widgets/ath-error-view.h"
#include "workspace/ath-revision-place.h"

/**
 * AthRevisionCreator:
 *
 * Asks what a new revision is to do and what it comes after, and writes its
 * script.  What is wrong with that is said above the fields, which stay.
 */

struct _AthRevisionCreator
{
  AdwWindow         parent_instance;

  AdwWindowTitle   *window_title;
  AthErrorView     *error_view;
  AdwEntryRow      *message_row;
  AdwComboRow      *place_row;
  AdwComboRow      *folder_row;

  AthProject       *project;     /* (owned) */
  AthRevisionGraph *graph;       /* (owned) of @project */
  GPtrArray        *places;      /* (owned) (element-type AthRevisionPlace): of @place_row */
  GCancellable     *cancellable; /* (owned) ends with the window */
  gboolean          is_writing;
};

enum
{
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthRevisionCreator, ath_revision_creator, ADW_TYPE_WINDOW)

/* What a thread is asked to write. */
typedef struct
{
  AthProject       *project;
  AthRevisionGraph *graph;
  char             *message;
  char            **parents;
  char             *folder;
  gboolean          splice;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->project);
  g_object_unref (job->graph);
  g_free (job->message);
  g_strfreev (job->parents);
  g_free (job->folder);
  g_free (job);
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  AthRevision *revision;
  AthRevisionRequest request = {
    .message = job->message,
    .parents = (const char *const *) job->parents,
    .version_path = job->folder,
    .splice = job->splice,
  };

  revision = ath_revision_writer_write (job->project, job->graph, &request, &error);
  if (revision != NULL)
    g_task_return_pointer (task, revision, (GDestroyNotify) ath_revision_unref);
  else
    g_task_return_error (task, error);
}

static AthRevisionPlace *
get_place (AthRevisionCreator *self)
{
  guint position = adw_combo_row_get_selected (self->place_row);

  return position < self->places->len ? g_ptr_array_index (self->places, position) : NULL;
}

static char *
dup_message (AthRevisionCreator *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->message_row))));
}

/* Elsewhere a script goes to the folder of the one before it. */
static gboolean
needs_folder (AthRevisionCreator *self)
{
  char **locations = ath_project_get_settings (self->project)->version_locations;

  return get_place (self) != NULL && get_place (self)->is_base && locations[1] != NULL;
}

static void
update (AthRevisionCreator *self)
{
  g_autofree char *message = dup_message (self);

  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), needs_folder (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "creator.create",
                                 *message != '\0' && !self->is_writing);
}

static void
write_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AthRevisionCreator *self = ATH_REVISION_CREATOR (object);
  g_autoptr(AthRevision) revision = NULL;
  g_autoptr(GError) error = NULL;

  revision = g_task_propagate_pointer (G_TASK (result), &error);

  /* The window is gone: touch nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_writing = FALSE;
  ath_error_view_set_error (self->error_view, error);
  update (self);
  if (error != NULL)
    return;

  g_signal_emit (self, signals[WRITTEN], 0, revision->id, revision->path);
  gtk_window_close (GTK_WINDOW (self));
}

static char *
dup_folder (AthRevisionCreator *self)
{
  char **locations = ath_project_get_settings (self->project)->version_locations;

  return needs_folder (self) ? g_strdup (locations[adw_combo_row_get_selected (self->folder_row)])
                             : NULL;
}

static void
create_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AthRevisionCreator *self = ATH_REVISION_CREATOR (widget);
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, write_cb, NULL);
  AthRevisionPlace *place = get_place (self);
  Job *job = g_new0 (Job, 1);

  job->project = g_object_ref (self->project);
  job->graph = g_object_ref (self->graph);
  job->message = dup_message (self);
  job->parents = g_strdupv (place->parents);
  job->folder = dup_folder (self);
  job->splice = place->splice;

  self->is_writing = TRUE;
  update (self);
  g_task_set_source_tag (task, create_action);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_thread);
}

static void
changed_cb (AthRevisionCreator *self)
{
  if (self->places != NULL)
    update (self);
}

static void
activated_cb (AthRevisionCreator *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "creator.create", NULL);
}

/* A window that waits for its task is not disposed of before that. */
static void
ath_revision_creator_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ATH_REVISION_CREATOR (widget)->cancellable);

  GTK_WIDGET_CLASS (ath_revision_creator_parent_class)->unrealize (widget);
}

static void
ath_revision_creator_dispose (GObject *object)
{
  AthRevisionCreator *self = ATH_REVISION_CREATOR (object);

  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_clear_object (&self->cancellable);
  adw_window_set_content (ADW_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_REVISION_CREATOR);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_revision_creator_parent_class)->dispose (object);
}

static void
ath_revision_creator_class_init (AthRevisionCreatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_revision_creator_dispose;
  widget_class->unrealize = ath_revision_creator_unrealize;

  /**
   * AthRevisionCreator::written:
   * @self: the window
   * @id: the revision's id
   * @path: its script, which is on disk now
   *
   * Emitted before the window closes.
   */
  signals[WRITTEN] =
    g_signal_new ("written",
                  ATH_TYPE_REVISION_CREATOR,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-revision-creator.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRevisionCreator, window_title);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionCreator, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionCreator, message_row);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionCreator, place_row);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionCreator, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "creator.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ath_revision_creator_init (AthRevisionCreator *self)
{
  GtkEditable *text;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  /* What has the focus is the text, which takes no name from its row. */
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->message_row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title
                                    (ADW_PREFERENCES_ROW (self->message_row)),
                                  -1);
}

static void
fill_places (AthRevisionCreator *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->places->len; i++)
    gtk_string_list_append (titles,
                            ((AthRevisionPlace *) g_ptr_array_index (self->places, i))->title);

  adw_combo_row_set_model (self->place_row, G_LIST_MODEL (titles));
}

static void
fill_folders (AthRevisionCreator *self)
{
  char **locations = ath_project_get_settings (self->project)->version_locations;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (; *locations != NULL; locations++)
    {
      g_autofree char *name = g_filename_display_name (*locations);

      gtk_string_list_append (names, name);
    }

  adw_combo_row_set_model (self->folder_row, G_LIST_MODEL (names));
}

static AthRevisionCreator *
creator_new (AthProjectItem  *project,
             AthRevisionItem *selected,
             const char      *title)
{
  AthRevisionCreator *self = g_object_new (ATH_TYPE_REVISION_CREATOR, "title", title, NULL);

  self->project = g_object_ref (ath_project_item_get_project (project));
  self->graph = g_object_ref (ath_project_item_get_graph (project));
  self->places = ath_revision_place_list (project, selected);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, ath_project_item_get_title (project));
  fill_places (self);
  fill_folders (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->message_row));

  return self;
}

static gboolean
is_after (AthRevisionPlace *place,
          AthRevisionItem  *item)
{
  return g_str_equal (place->parents[0], ath_revision_item_get_id (item));
}

/**
 * ath_revision_creator_new:
 * @project: a project that was read
 * @selected: (nullable): a row of it that the new revision comes after at first,
 *   where there is a script for it; `NULL` for the newest head
 *
 * Returns: a window that closes itself; its signal says what came of it
 */
GtkWidget *
ath_revision_creator_new (AthProjectItem  *project,
                          AthRevisionItem *selected)
{
  AthRevisionCreator *self;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (project), NULL);
  g_return_val_if_fail (ath_project_item_get_project (project) != NULL, NULL);

  self = creator_new (project, selected, _("New Revision"));
  for (guint i = 0; selected != NULL && i < self->places->len; i++)
    if (is_after (g_ptr_array_index (self->places, i), selected))
      adw_combo_row_set_selected (self->place_row, i);

  return GTK_WIDGET (self);
}

/**
 * ath_revision_creator_new_merge:
 * @project: a project that was read, with several heads
 *
 * Returns: a window as of ath_revision_creator_new(), for a revision after all
 *   heads
 */
GtkWidget *
ath_revision_creator_new_merge (AthProjectItem *project)
{
  AthRevisionCreator *self;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (project), NULL);
  g_return_val_if_fail (ath_project_item_get_project (project) != NULL, NULL);

  self = creator_new (project, NULL, _("Merge Heads"));
  for (guint i = 0; i < self->places->len; i++)
    if (((AthRevisionPlace *) g_ptr_array_index (self->places, i))->is_merge)
      adw_combo_row_set_selected (self->place_row, i);
  gtk_editable_set_text (GTK_EDITABLE (self->message_row), _("Merge heads"));
  gtk_editable_select_region (GTK_EDITABLE (self->message_row), 0, -1);

  return GTK_WIDGET (self);
}
