/* test-alembic.c: scripts of an Alembic project that are not all SQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "overview/ath-overview-page.h"
#include "profile/ath-session-store.h"
#include "revisions/ath-script-pane.h"
#include "widgets/ath-error-view.h"
#include "window-fixture.h"

typedef struct
{
  AthTestFolder   *folder;
  AthProfileStore *store;
  GSettings       *settings;
  AthWindow       *window;
  GtkWidget       *pane;   /* (unowned) in @window, of the upgrade */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = ath_test_folder_new ();
  fixture->store = ath_session_store_new ();
  fixture->settings = ath_test_window_make_settings ();
  fixture->window = ath_test_window_new ((AthApplication *) data, fixture->settings,
                                         fixture->store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ath_test_window_close (fixture->window);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->folder, ath_test_folder_free);
}

static gboolean
is_loading (Fixture *fixture)
{
  GtkWidget *stack = ath_test_window_find (fixture->pane, GTK_TYPE_STACK, "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "loading");
}

/* Shows a project whose only script has @body, from line 7 on. */
static void
show (Fixture    *fixture,
      const char *python,
      const char *body)
{
  g_autofree char *settings =
    g_strdup_printf ("[alembic]\nscript_location = alembic\n[athanor]\npython = %s\n", python);
  g_autofree char *script =
    g_strdup_printf ("from alembic import op\n"
                     "import sqlalchemy as sa\n"
                     "revision = 'a1'\n"
                     "down_revision = None\n"
                     "def upgrade():\n"
                     "    op.execute('CREATE TABLE t ()')\n"
                     "%s", body);
  GtkWidget *page;

  ath_test_folder_write (fixture->folder, "alembic.ini", settings);
  ath_test_folder_write (fixture->folder, "alembic/env.py", "target_metadata = None\n");
  ath_test_folder_write (fixture->folder, "alembic/versions/a1.py", script);
  ath_test_window_open (fixture->window, ath_test_folder_get_path (fixture->folder));

  page = ath_test_window_find (GTK_WIDGET (fixture->window), ATH_TYPE_OVERVIEW_PAGE, NULL);
  g_signal_emit_by_name (ath_overview_page_get_list (ATH_OVERVIEW_PAGE (page)), "activated");
  fixture->pane = ath_test_window_find (page, ATH_TYPE_SCRIPT_PANE, "upgrade_pane");
  ATH_TEST_WAIT_UNTIL (!is_loading (fixture));
}

static const char *
get_text (Fixture    *fixture,
          const char *id)
{
  GtkWidget *label = ath_test_window_find (fixture->pane, GTK_TYPE_LABEL, id);

  return gtk_widget_is_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static void
assert_place (Fixture    *fixture,
              const char *line_and_column)
{
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, "alembic/versions/a1.py");
  g_autofree char *place = g_strconcat (path, line_and_column, NULL);

  g_assert_cmpstr (get_text (fixture, "place_label"), ==, place);
}

static gboolean
is_note (Fixture *fixture)
{
  GtkWidget *view = ath_test_window_find (fixture->pane, ATH_TYPE_ERROR_VIEW, NULL);

  return gtk_widget_has_css_class (view, "note");
}

/* The text goes as far as it is known, and its last line says where it ends. */
static void
test_open_end (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = NULL;

  show (fixture, "/bin/sh",
        "    for row in op.get_bind().execute(sa.text('SELECT 1')):\n"
        "        op.execute('CREATE TABLE u ()')\n");
  text = ath_script_pane_dup_text (ATH_SCRIPT_PANE (fixture->pane));
  g_assert_cmpstr (text, ==,
                   "CREATE TABLE t ();\n\n"
                   "SELECT 1;\n\n"
                   "-- From here on the SQL depends on what the database answers (a1.py:7:16)");
}

/* The interpreter is that of the project; that it has Alembic is seen in a run. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  show (fixture, "/bin/sh", "    import ctypes\n    op.execute(ctypes.util.name)\n");

  g_assert_true (is_note (fixture));
  g_assert_true (g_str_has_prefix (get_text (fixture, "message_label"),
                                   "The project’s own Alembic runs this step, with /bin/sh: "
                                   "“ctypes.util.name” "));
  g_assert_null (get_text (fixture, "hint_label"));
  assert_place (fixture, ":8:5");
}

static void
test_no_interpreter (Fixture       *fixture,
                     gconstpointer  data)
{
  show (fixture, "/nowhere/python", "    import ctypes\n    op.execute(ctypes.util.name)\n");

  g_assert_false (is_note (fixture));
  g_assert_true (g_str_has_prefix (get_text (fixture, "message_label"), "“ctypes.util.name” "));
  g_assert_nonnull (get_text (fixture, "hint_label"));
  assert_place (fixture, ":8:5");
}

/* What a script raises it raises with Alembic, too. */
static void
test_raised (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, "/bin/sh", "    raise RuntimeError('no way')\n");

  g_assert_false (is_note (fixture));
  g_assert_cmpstr (get_text (fixture, "message_label"), ==,
                   "The script raises RuntimeError: no way");
  assert_place (fixture, ":7:5");
}

static const struct
{
  const char *path;
  void      (*func) (Fixture       *fixture,
                     gconstpointer  data);
} tests[] = {
  { "/alembic/open-end", test_open_end },
  { "/alembic/foreign", test_foreign },
  { "/alembic/no-interpreter", test_no_interpreter },
  { "/alembic/raised", test_raised },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, application, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
