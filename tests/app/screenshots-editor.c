/* screenshots-editor.c: pictures of the editor of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "environment/ath-connection-test-view.h"
#include "environment/ath-environment-editor.h"
#include "screenshots.h"
#include "widgets/ath-error-view.h"

/* Higher than any screen, so that all of it is in the picture. */
#define HEIGHT 1150

static GtkWidget *
open_editor (Studio         *self,
             AthProjectItem *project,
             const char     *name)
{
  AthEnvironmentItem *environment = ath_project_item_find_environment (project, name);
  GtkWidget *editor = ath_environment_editor_new (self->store,
                                                  ath_project_item_get_project (project),
                                                  ath_environment_item_get_profile (environment));

  gtk_window_set_default_size (GTK_WINDOW (editor), 640, HEIGHT);
  gtk_window_present (GTK_WINDOW (editor));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (editor));

  return editor;
}

static void
test_connection (GtkWidget *editor)
{
  GtkWidget *view = ath_test_window_find (editor, ATH_TYPE_CONNECTION_TEST_VIEW, NULL);
  GtkWidget *error_view = ath_test_window_find (view, ATH_TYPE_ERROR_VIEW, NULL);

  g_signal_emit_by_name (ath_test_window_find (view, GTK_TYPE_BUTTON, "button"), "clicked");
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_visible (error_view));
}

/**
 * studio_shoot_editor:
 * @self: a studio
 * @project: a project
 * @reached: an environment of it
 * @unreached: one whose server cannot be reached
 */
void
studio_shoot_editor (Studio         *self,
                     AthProjectItem *project,
                     const char     *reached,
                     const char     *unreached)
{
  GtkWidget *editor = open_editor (self, project, reached);

  studio_shoot (self, editor, "editor");
  gtk_window_destroy (GTK_WINDOW (editor));

  editor = open_editor (self, project, unreached);
  test_connection (editor);
  studio_shoot (self, editor, "editor-test");
  gtk_window_set_default_size (GTK_WINDOW (editor), 360, HEIGHT);
  studio_shoot (self, editor, "editor-narrow");
  gtk_window_destroy (GTK_WINDOW (editor));
}
