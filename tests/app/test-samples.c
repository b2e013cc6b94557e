/* test-samples.c: the SQL of the samples, as the window shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/ath-test-program.h"
#include "overview/ath-overview-page.h"
#include "profile/ath-session-store.h"
#include "revisions/ath-script-pane.h"
#include "window-fixture.h"

/* Below migrations/. */
static const char *const samples[] = {
  "bank-statements",
  "contract-refund",
  "metrics-platform",
  "ocr-identity",
  "sql/bank-statements",
  "sql/contract-refund",
  "trading-dashboard",
};

typedef struct
{
  AthApplication *application;
  const char     *sample;
} Case;

typedef struct
{
  char            *folder;
  AthProfileStore *store;
  GSettings       *settings;
  AthWindow       *window;
  AthProjectItem  *project; /* (unowned) in @window */
  GtkWidget       *page;    /* (unowned) likewise, the overview */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Case *self = data;

  fixture->folder = g_build_filename (g_getenv ("ATHANOR_SAMPLES"), self->sample, NULL);
  fixture->store = ath_session_store_new ();
  fixture->settings = ath_test_window_make_settings ();
  fixture->window = ath_test_window_new (self->application, fixture->settings, fixture->store);
  fixture->project = ath_test_window_open (fixture->window, fixture->folder);
  fixture->page = ath_test_window_find (GTK_WIDGET (fixture->window), ATH_TYPE_OVERVIEW_PAGE,
                                        NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ath_test_window_close (fixture->window);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->folder, g_free);
}

/* What the other program says, without the empty line at its end. */
static char *
dup_printed (Fixture    *fixture,
             const char *id,
             const char *direction)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autofree char *arguments = g_strdup_printf ("sql %s %s", id, direction);

  ath_test_program_run (&output, fixture->folder, arguments);

  /* A script that asks the database is printed as far as it is known. */
  g_assert_true (output.status == 0 || *output.out != '\0');

  return g_strchomp (g_steal_pointer (&output.out));
}

static gboolean
is_loading (GtkWidget *pane)
{
  GtkWidget *stack = ath_test_window_find (pane, GTK_TYPE_STACK, "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "loading");
}

static void
assert_shown (Fixture         *fixture,
              AthRevisionItem *item,
              const char      *direction)
{
  const char *id = ath_revision_item_get_id (item);
  g_autofree char *pane_id = g_strdup_printf ("%s_pane", direction);
  GtkWidget *pane = ath_test_window_find (fixture->page, ATH_TYPE_SCRIPT_PANE, pane_id);
  g_autofree char *printed = dup_printed (fixture, id, direction);
  g_autofree char *shown = NULL;

  ATH_TEST_WAIT_UNTIL (!is_loading (pane));
  shown = ath_script_pane_dup_text (ATH_SCRIPT_PANE (pane));
  g_assert_cmpstr (shown != NULL ? shown : "", ==, printed);
}

static void
test_sql (Fixture       *fixture,
          gconstpointer  data)
{
  AthRevisionList *list = ath_overview_page_get_list (ATH_OVERVIEW_PAGE (fixture->page));
  GListModel *revisions = ath_project_item_get_revisions (fixture->project);
  guint n = g_list_model_get_n_items (revisions);

  g_assert_cmpuint (ath_project_item_get_n_problems (fixture->project), ==, 0);
  g_assert_cmpuint (n, >, 1);

  /* Opens the details. */
  g_signal_emit_by_name (list, "activated");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthRevisionItem) item = g_list_model_get_item (revisions, i);

      g_assert_true (ath_revision_list_select (list, item));
      assert_shown (fixture, item, "upgrade");
      assert_shown (fixture, item, "downgrade");
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);
  Case cases[G_N_ELEMENTS (samples)];

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/samples/sql/%s", samples[i]);

      cases[i] = (Case) { application, samples[i] };
      g_test_add (path, Fixture, &cases[i], set_up, test_sql, tear_down);
    }

  return g_test_run ();
}
