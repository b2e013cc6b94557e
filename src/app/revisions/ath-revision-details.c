/* ath-revision-details.c: all about one revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "revisions/ath-revision-details.h"
#include "revisions/ath-script-pane.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-look.h"
#include "workspace/ath-revision-texts.h"

/**
 * AthRevisionDetails:
 *
 * Shows what a revision says of itself, where it is applied, and its SQL in both
 * directions; for a problem, what is wrong with which file.
 */

struct _AthRevisionDetails
{
  AdwBin              parent_instance;

  GtkStack           *stack;
  GtkLabel           *revision_label;
  GtkLabel           *note_label;
  AthErrorView       *error_view;
  GtkGrid            *grid;
  GtkStackSwitcher   *switcher;
  GtkStack           *script_stack;
  GtkStackPage       *upgrade_page;
  GtkStackPage       *downgrade_page;
  AthScriptPane      *upgrade_pane;
  AthScriptPane      *downgrade_pane;
  AthScriptPane      *file_pane;
  GtkLabel           *applied_label; /* (unowned) (nullable) in @grid */

  AthProjectItem     *project;       /* (owned) (nullable) */
  AthEnvironmentItem *environment;   /* (owned) (nullable) whose variables scripts see */
  AthRevisionItem    *item;          /* (owned) (nullable) */
  GPtrArray          *watched;       /* (owned) (element-type AthEnvironmentItem) */
  GCancellable       *cancellable;   /* (owned) (nullable) while the texts are read */
  guint               n_rows;        /* of @grid */
  gboolean            has_only_file; /* nothing but the file could be shown last */
};

enum
{
  GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AthRevisionDetails, ath_revision_details, ADW_TYPE_BIN)

/* @name: (nullable): `NULL` for another value of what the last row is about */
static void
add_row (AthRevisionDetails *self,
         const char         *name,
         GtkWidget          *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);

  gtk_grid_attach (self->grid, label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->grid, value, 1, self->n_rows, 1, 1);
  self->n_rows++;
}

static GtkWidget *
make_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  ath_look_wrap (GTK_LABEL (label));

  return label;
}

static GtkWidget *
make_icon_button (const char *icon_name,
                  const char *name,
                  const char *action_name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "inline");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
add_id_row (AthRevisionDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = make_value (ath_revision_item_get_id (self->item));

  gtk_widget_add_css_class (label, "monospace");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_icon_button ("edit-copy-symbolic", _("Copy the Id"),
                                                   "details.copy-id"));
  add_row (self, _("Revision"), box);
}

static void
add_created_row (AthRevisionDetails *self,
                 AthRevision        *revision)
{
  GDateTime *created = ath_revision_item_get_created (self->item);
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *text = NULL;

  if (revision->created == NULL)
    return;

  if (created != NULL)
    {
      local = g_date_time_to_local (created);
      /* TRANSLATORS: date and time when a revision was made. */
      text = g_date_time_format (local, _("%-e %B %Y, %H:%M"));
    }

  add_row (self, _("Created"), make_value (text != NULL ? text : revision->created));
}

/* Relative to the project, where people look for it. */
static char *
dup_display_path (AthRevisionDetails *self,
                  const char         *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  char *relative = g_file_get_relative_path (ath_project_item_get_folder (self->project), file);

  return relative != NULL ? relative : g_strdup (path);
}

static void
add_file_row (AthRevisionDetails *self,
              const char         *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *display = dup_display_path (self, path);
  GtkWidget *label = make_value (display);

  gtk_widget_set_tooltip_text (label, path);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_icon_button ("document-edit-symbolic", _("Open the File"),
                                                   "details.open-file"));
  gtk_box_append (GTK_BOX (box), make_icon_button ("folder-open-symbolic", _("Open Its Folder"),
                                                   "details.open-folder"));
  add_row (self, _("File"), box);
}

static void
go_to_cb (AthRevisionDetails *self,
          GtkButton          *button)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (button), "ath-id"));
}

static GtkWidget *
make_link (AthRevisionDetails *self,
           AthRevisionItem    *target)
{
  g_autofree char *text = g_strdup_printf ("%s  %s", ath_revision_item_get_short_id (target),
                                           ath_revision_item_get_title (target));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, ath_revision_item_get_id (target));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "revision-link");

  g_object_set_data_full (G_OBJECT (button), "ath-id",
                          g_strdup (ath_revision_item_get_id (target)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);

  return button;
}

/* Ids that lead somewhere are links; others (labels, missing ones) are text. */
static void
add_links_row (AthRevisionDetails *self,
               const char         *name,
               char              **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      AthRevisionItem *target = ath_project_item_find_revision (self->project, ids[i]);

      add_row (self, i == 0 ? name : NULL, target != NULL ? make_link (self, target)
                                                          : make_value (ids[i]));
    }
}

static void
add_labels_row (AthRevisionDetails *self)
{
  const char *const *labels = ath_revision_item_get_labels (self->item);
  g_autofree char *text = NULL;

  if (labels[0] == NULL)
    return;

  text = g_strjoinv (", ", (char **) labels);
  add_row (self, _("Labels"), make_value (text));
}

/* Names of several writing directions do not mix: each is isolated, and the list
 * goes as the interface does.
 */
static char *
dup_joined (char **names)
{
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  g_autoptr(GString) text = g_string_new (is_rtl ? "\u200f" : "\u200e");

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s\u2068%s\u2069", i > 0 ? ", " : "", names[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_in (AthEnvironmentItem *environment,
       AthRevisionItem    *item)
{
  AthRevisionMark mark = ath_environment_item_get_mark (environment, item);

  return mark == ATH_REVISION_MARK_APPLIED || mark == ATH_REVISION_MARK_CURRENT
         || mark == ATH_REVISION_MARK_NOT_IN_PROJECT;
}

static void
update_applied (AthRevisionDetails *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  g_autofree char *text = NULL;
  gboolean all_reached = TRUE;

  for (guint i = 0; i < self->watched->len; i++)
    {
      AthEnvironmentItem *environment = g_ptr_array_index (self->watched, i);

      all_reached &= ath_environment_item_is_reachable (environment);
      if (is_in (environment, self->item))
        g_strv_builder_add (builder, ath_environment_item_get_name (environment));
    }

  names = g_strv_builder_end (builder);
  text = dup_joined (names);
  if (names[0] != NULL)
    gtk_label_set_label (self->applied_label, text);
  else
    gtk_label_set_label (self->applied_label, all_reached ? _("no environment")
                                                          : _("no environment that was reached"));
}

static void
watch_environments (AthRevisionDetails *self)
{
  GListModel *environments = ath_project_item_get_environments (self->project);

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      AthEnvironmentItem *environment = g_list_model_get_item (environments, i);

      g_signal_connect_object (environment, "notify::state",
                               G_CALLBACK (update_applied), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->watched, environment);
    }
}

static void
unwatch_environments (AthRevisionDetails *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i),
                                          update_applied, self);

  g_ptr_array_set_size (self->watched, 0);
}

static void
add_applied_row (AthRevisionDetails *self)
{
  GtkWidget *label;

  if (self->watched->len == 0)
    return;

  label = make_value ("");
  self->applied_label = GTK_LABEL (label);
  add_row (self, _("Applied in"), label);
  update_applied (self);
}

static void
clear_rows (AthRevisionDetails *self)
{
  GtkWidget *child;

  self->applied_label = NULL;
  self->n_rows = 0;
  unwatch_environments (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
fill_rows (AthRevisionDetails *self)
{
  AthRevision *revision = ath_revision_item_get_revision (self->item);
  const char *path = ath_revision_item_get_path (self->item);

  if (ath_revision_item_get_id (self->item) != NULL)
    add_id_row (self);
  if (revision != NULL)
    add_created_row (self, revision);
  if (path != NULL)
    add_file_row (self, path);

  if (revision != NULL)
    {
      add_links_row (self, _("After"), revision->down_revisions);
      add_links_row (self, _("Depends on"), revision->depends_on);
      add_labels_row (self);
    }

  if (ath_revision_item_get_kind (self->item) != ATH_REVISION_ITEM_PROBLEM)
    {
      watch_environments (self);
      add_applied_row (self);
    }
}

static void
show_text (AthScriptPane         *pane,
           const AthRevisionText *text,
           const char            *language,
           const char            *if_empty)
{
  if (text->is_foreign)
    ath_script_pane_set_note (pane, text->error);
  else if (text->error != NULL)
    ath_script_pane_set_error (pane, text->error);
  else
    ath_script_pane_set_text (pane, text->text != NULL ? text->text : "", language, if_empty);
}

static void
load_texts_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AthRevisionDetails) self = user_data;
  g_autoptr(AthRevisionTexts) texts = NULL;
  g_autoptr(GError) error = NULL;
  const char *path;

  texts = ath_revision_texts_load_finish (result, &error);

  /* The window is gone or shows another revision: touch nothing. */
  if (texts == NULL)
    return;

  path = ath_revision_item_get_path (self->item);
  show_text (self->upgrade_pane, &texts->upgrade, "sql",
             _("The upgrade of this revision has no statements."));
  show_text (self->downgrade_pane, &texts->downgrade, "sql",
             _("The downgrade of this revision has no statements."));
  show_text (self->file_pane, &texts->file,
             path != NULL && g_str_has_suffix (path, ".py") ? "python3" : "sql",
             _("The file is empty."));
}

/* @stay: leave what is shown until the texts are there */
static void
load_texts (AthRevisionDetails *self,
            gboolean            stay)
{
  const char *const *variables = NULL;

  if (self->environment != NULL)
    variables = ath_profile_get_variables (ath_environment_item_get_profile (self->environment));

  if (!stay)
    {
      ath_script_pane_set_loading (self->upgrade_pane);
      ath_script_pane_set_loading (self->downgrade_pane);
      ath_script_pane_set_loading (self->file_pane);
    }

  self->cancellable = g_cancellable_new ();
  ath_revision_texts_load_async (ath_project_item_get_project (self->project), self->item,
                                 variables, self->cancellable, load_texts_cb, g_object_ref (self));
}

static void
cancel (AthRevisionDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update_scripts (AthRevisionDetails *self,
                gboolean            stay)
{
  gboolean is_script = ath_revision_item_get_revision (self->item) != NULL;
  gboolean has_file = ath_revision_item_get_path (self->item) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->switcher), is_script);
  gtk_widget_set_visible (GTK_WIDGET (self->script_stack), has_file);
  gtk_stack_page_set_visible (self->upgrade_page, is_script);
  gtk_stack_page_set_visible (self->downgrade_page, is_script);
  if (!is_script)
    gtk_stack_set_visible_child_name (self->script_stack, "file");
  else if (self->has_only_file)
    gtk_stack_set_visible_child_name (self->script_stack, "upgrade");
  self->has_only_file = !is_script;

  if (has_file)
    load_texts (self, stay);
}

static void
update_note (AthRevisionDetails *self)
{
  AthRevisionItemKind kind = ath_revision_item_get_kind (self->item);

  gtk_widget_set_visible (GTK_WIDGET (self->note_label), kind == ATH_REVISION_ITEM_UNKNOWN_ROW);
  if (kind == ATH_REVISION_ITEM_UNKNOWN_ROW)
    gtk_label_set_label (self->note_label,
                         _("The database has this revision, but the project has no script for it. "
                           "It may belong to another branch of the source code, or its script was "
                           "removed. Get the script back before anything is upgraded, or stamp the "
                           "database with the revision that it really is at."));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  AthRevisionDetails *self = ATH_REVISION_DETAILS (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), ath_revision_item_get_id (self->item));
}

static void
show_uri (AthRevisionDetails *self,
          GFile              *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
open_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  AthRevisionDetails *self = ATH_REVISION_DETAILS (widget);
  g_autoptr(GFile) file = g_file_new_for_path (ath_revision_item_get_path (self->item));

  show_uri (self, file);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AthRevisionDetails *self = ATH_REVISION_DETAILS (widget);
  g_autoptr(GFile) file = g_file_new_for_path (ath_revision_item_get_path (self->item));
  g_autoptr(GFile) folder = g_file_get_parent (file);

  show_uri (self, folder);
}

static void
ath_revision_details_dispose (GObject *object)
{
  AthRevisionDetails *self = ATH_REVISION_DETAILS (object);

  cancel (self);
  unwatch_environments (self);
  g_clear_object (&self->project);
  g_clear_object (&self->environment);
  g_clear_object (&self->item);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATH_TYPE_REVISION_DETAILS);

  G_OBJECT_CLASS (ath_revision_details_parent_class)->dispose (object);
}

static void
ath_revision_details_finalize (GObject *object)
{
  AthRevisionDetails *self = ATH_REVISION_DETAILS (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_revision_details_parent_class)->finalize (object);
}

static void
ath_revision_details_class_init (AthRevisionDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_revision_details_dispose;
  object_class->finalize = ath_revision_details_finalize;

  /**
   * AthRevisionDetails::go-to:
   * @id: whole id of a revision of the project
   *
   * Emitted when a link to another revision was clicked.
   */
  signals[GO_TO] =
    g_signal_new ("go-to",
                  ATH_TYPE_REVISION_DETAILS,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ATH_TYPE_ERROR_VIEW);
  g_type_ensure (ATH_TYPE_SCRIPT_PANE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ATH_APP_PATH "/ath-revision-details.ui");
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, revision_label);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, note_label);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, error_view);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, grid);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, switcher);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, script_stack);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, upgrade_page);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, downgrade_page);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, upgrade_pane);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, downgrade_pane);
  gtk_widget_class_bind_template_child (widget_class, AthRevisionDetails, file_pane);

  gtk_widget_class_install_action (widget_class, "details.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "details.open-file", NULL, open_file_action);
  gtk_widget_class_install_action (widget_class, "details.open-folder", NULL, open_folder_action);
}

static void
ath_revision_details_init (AthRevisionDetails *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether @item is what is shown, read again. */
static gboolean
is_shown (AthRevisionDetails *self,
          AthRevisionItem    *item)
{
  return self->item != NULL && item != NULL
         && ath_revision_item_get_id (item) != NULL
         && g_strcmp0 (ath_revision_item_get_id (self->item), ath_revision_item_get_id (item)) == 0;
}

/**
 * ath_revision_details_show:
 * @self: details
 * @project: (nullable): a project that was read; `NULL` only without @item
 * @environment: (nullable): the environment in view, whose variables scripts see
 * @item: (nullable): a row of the revisions; `NULL` shows that none is selected
 *
 * Chooses what is shown, and begins to read its scripts.
 */
void
ath_revision_details_show (AthRevisionDetails *self,
                           AthProjectItem     *project,
                           AthEnvironmentItem *environment,
                           AthRevisionItem    *item)
{
  gboolean stay;

  g_return_if_fail (ATH_IS_REVISION_DETAILS (self));
  g_return_if_fail (item == NULL || ATH_IS_PROJECT_ITEM (project));

  if (self->project == project && self->environment == environment && self->item == item)
    return;

  stay = self->project == project && self->environment == environment && is_shown (self, item);
  cancel (self);
  clear_rows (self);
  g_set_object (&self->project, project);
  g_set_object (&self->environment, environment);
  g_set_object (&self->item, item);

  gtk_stack_set_visible_child_name (self->stack, item != NULL ? "details" : "nothing");
  if (item == NULL)
    return;

  gtk_label_set_label (self->revision_label, ath_revision_item_get_title (item));
  gtk_widget_set_visible (GTK_WIDGET (self->revision_label),
                          ath_revision_item_get_problem (item) == NULL);
  ath_error_view_set_error (self->error_view, ath_revision_item_get_problem (item));
  update_note (self);
  fill_rows (self);
  update_scripts (self, stay);
}
