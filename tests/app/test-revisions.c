/* test-revisions.c: new revisions, written from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "ath-test-names.h"
#include "revisions/ath-revision-creator.h"
#include "widgets/ath-error-view.h"
#include "window-fixture.h"

static GtkWidget *
find_creator (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ATH_IS_REVISION_CREATOR (item->data) && gtk_widget_get_visible (item->data))
      return item->data;

  return NULL;
}

static GtkWidget *
ask (WindowFixture *fixture,
     const char    *action_name)
{
  GtkWidget *creator;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
  creator = find_creator ();
  g_assert_nonnull (creator);
  ath_test_names_assert (creator);

  return creator;
}

static void
set_message (GtkWidget  *creator,
             const char *message)
{
  GtkWidget *row = ath_test_window_find (creator, ADW_TYPE_ENTRY_ROW, "message_row");

  gtk_editable_set_text (GTK_EDITABLE (row), message);
}

static gboolean
can_create (GtkWidget *creator)
{
  return gtk_widget_get_sensitive (ath_test_window_find (creator, GTK_TYPE_BUTTON,
                                                         "create_button"));
}

static void
create (GtkWidget *creator)
{
  g_signal_emit_by_name (ath_test_window_find (creator, ADW_TYPE_ENTRY_ROW, "message_row"),
                         "entry-activated");
}

static AthRevision *
get_selected (WindowFixture *fixture)
{
  AthRevisionItem *item = ath_revision_list_get_selected (window_fixture_get_list (fixture));

  return item != NULL ? ath_revision_item_get_revision (item) : NULL;
}

static gboolean
is_selected (WindowFixture *fixture,
             const char    *message)
{
  AthRevision *revision = get_selected (fixture);

  return revision != NULL && g_str_equal (revision->message, message);
}

static void
show_staging (WindowFixture *fixture)
{
  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  window_fixture_show (fixture, "Staging");
}

static void
test_after_head (WindowFixture *fixture,
                 gconstpointer  data)
{
  GtkWidget *creator;

  g_test_summary ("A new revision comes after the head, and is selected once it is written");

  show_staging (fixture);
  window_fixture_select (fixture, ID_USERS);
  creator = ask (fixture, "win.new-revision");

  g_assert_false (can_create (creator));
  set_message (creator, "  ");
  g_assert_false (can_create (creator));
  set_message (creator, " Add review notes ");
  g_assert_true (can_create (creator));
  create (creator);

  ATH_TEST_WAIT_UNTIL (is_selected (fixture, "Add review notes"));
  g_assert_null (find_creator ());
  g_assert_cmpstr (get_selected (fixture)->down_revisions[0], ==, ID_INDEX);
}

static void
test_branch_and_merge (WindowFixture *fixture,
                       gconstpointer  data)
{
  GtkWidget *creator;

  g_test_summary ("A revision in the middle begins a branch, which a merge joins again");

  show_staging (fixture);
  g_assert_false (window_fixture_is_enabled (fixture, "win.merge-heads"));
  window_fixture_select (fixture, ID_ORDERS);
  creator = ask (fixture, "win.new-revision-after");
  set_message (creator, "Add a branch");
  create (creator);
  ATH_TEST_WAIT_UNTIL (is_selected (fixture, "Add a branch"));
  g_assert_cmpstr (get_selected (fixture)->down_revisions[0], ==, ID_ORDERS);
  ath_test_window_wait_settled (fixture->window);

  g_assert_true (window_fixture_is_enabled (fixture, "win.merge-heads"));
  creator = ask (fixture, "win.merge-heads");
  g_assert_true (can_create (creator));
  create (creator);
  ATH_TEST_WAIT_UNTIL (is_selected (fixture, "Merge heads"));
  g_assert_cmpuint (g_strv_length (get_selected (fixture)->down_revisions), ==, 2);
  ath_test_window_wait_settled (fixture->window);
  g_assert_false (window_fixture_is_enabled (fixture, "win.merge-heads"));
}

static void
test_first (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  AthProjectItem *project;
  GtkWidget *creator;

  g_test_summary ("A project without revisions offers to write the first");

  ath_test_folder_write (folder, "athanor.ini", "[athanor]\n");
  project = ath_test_window_open (fixture->window, ath_test_folder_get_path (folder));
  creator = ask (fixture, "win.new-revision");
  set_message (creator, "Create users");
  create (creator);

  ATH_TEST_WAIT_UNTIL (g_list_model_get_n_items (ath_project_item_get_revisions (project)) == 1);
}

static void
test_failure (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *folder = ath_test_folder_dup_path (fixture->folder, "versions");
  g_autofree char *elsewhere = ath_test_folder_dup_path (fixture->folder, "elsewhere");
  GtkWidget *creator;
  GtkWidget *error_view;

  g_test_summary ("What cannot be written is said, and the fields stay");

  show_staging (fixture);
  creator = ask (fixture, "win.new-revision");
  error_view = ath_test_window_find (creator, ATH_TYPE_ERROR_VIEW, NULL);
  g_assert_false (gtk_widget_get_visible (error_view));

  g_assert_cmpint (g_rename (folder, elsewhere), ==, 0);
  ath_test_folder_write (fixture->folder, "versions", "");
  set_message (creator, "Add review notes");
  create (creator);
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_visible (error_view));
  g_assert_true (can_create (creator));
  gtk_window_close (GTK_WINDOW (creator));
}

static const WindowTest tests[] = {
  { "/revisions/after-head", test_after_head },
  { "/revisions/branch-and-merge", test_branch_and_merge },
  { "/revisions/first", test_first },
  { "/revisions/failure", test_failure },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
