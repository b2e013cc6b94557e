/* test-widgets.c: the widgets that the window is made of, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "ath-test-window.h"
#include "overview/ath-overview-heads.h"
#include "overview/ath-overview-page.h"
#include "overview/ath-suggestions.h"
#include "revisions/ath-environment-page.h"
#include "revisions/ath-revision-details.h"
#include "revisions/ath-revision-list.h"
#include "revisions/ath-script-pane.h"
#include "sidebar/ath-environment-row.h"
#include "sidebar/ath-project-row.h"
#include "sidebar/ath-sidebar.h"
#include "widgets/ath-error-view.h"
#include "widgets/ath-graph-cell.h"
#include "widgets/ath-mark.h"
#include "widgets/ath-panes.h"
#include "widgets/ath-sql-view.h"

/* Every type with a template, and those that build themselves: a mistake in a
 * .ui file is a warning, hence fatal, and one in dispose leaves a reference.
 */
static void
test_create (void)
{
  const GType types[] = {
    ATH_TYPE_ENVIRONMENT_PAGE,
    ATH_TYPE_ENVIRONMENT_ROW,
    ATH_TYPE_ERROR_VIEW,
    ATH_TYPE_GRAPH_CELL,
    ATH_TYPE_MARK,
    ATH_TYPE_OVERVIEW_HEADS,
    ATH_TYPE_OVERVIEW_PAGE,
    ATH_TYPE_PANES,
    ATH_TYPE_PROJECT_ROW,
    ATH_TYPE_REVISION_DETAILS,
    ATH_TYPE_REVISION_LIST,
    ATH_TYPE_SCRIPT_PANE,
    ATH_TYPE_SIDEBAR,
    ATH_TYPE_SQL_VIEW,
    ATH_TYPE_SUGGESTIONS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_object_ref_sink (widget);
      g_assert_finalize_object (widget);
    }
}

static void
test_help_overlay (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (ATH_APP_PATH
                                                                 "/gtk/help-overlay.ui");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  gtk_window_present (GTK_WINDOW (overlay));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (overlay)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (overlay));
  gtk_window_destroy (GTK_WINDOW (overlay));
}

typedef struct
{
  gboolean folded;
  gboolean show_end;
  gboolean start_revealed;
  gboolean end_revealed;
  gboolean start_visible;
  gboolean end_visible;
} PanesCase;

static const PanesCase panes_cases[] = {
  { FALSE, FALSE, TRUE, TRUE, TRUE, TRUE },
  { FALSE, TRUE, TRUE, TRUE, TRUE, TRUE },
  { FALSE, FALSE, FALSE, TRUE, FALSE, TRUE },
  { FALSE, FALSE, TRUE, FALSE, TRUE, FALSE },
  { TRUE, FALSE, TRUE, TRUE, TRUE, FALSE },
  { TRUE, TRUE, TRUE, TRUE, FALSE, TRUE },
  { TRUE, FALSE, FALSE, TRUE, TRUE, FALSE },
  { TRUE, TRUE, TRUE, FALSE, FALSE, TRUE },
};

static void
test_panes (void)
{
  GtkWidget *start = gtk_label_new ("start");
  GtkWidget *end = gtk_label_new ("end");
  g_autoptr(AthPanes) panes = g_object_new (ATH_TYPE_PANES, "start", start, "end", end, NULL);

  g_object_ref_sink (panes);

  for (guint i = 0; i < G_N_ELEMENTS (panes_cases); i++)
    {
      const PanesCase *test = &panes_cases[i];

      ath_panes_set_folded (panes, test->folded);
      ath_panes_set_show_end (panes, test->show_end);
      ath_panes_set_start_revealed (panes, test->start_revealed);
      ath_panes_set_end_revealed (panes, test->end_revealed);

      g_test_message ("case %u", i);
      g_assert_cmpint (gtk_widget_get_visible (start), ==, test->start_visible);
      g_assert_cmpint (gtk_widget_get_visible (end), ==, test->end_visible);
    }
}

static void
allocate (GtkWidget *widget,
          int        width)
{
  gtk_widget_allocate (widget, width, 100, -1, NULL);
}

static void
test_panes_position (void)
{
  GtkWidget *start = gtk_label_new (NULL);
  GtkWidget *end = gtk_label_new (NULL);
  GtkWidget *panes = ath_panes_new ();
  GtkWidget *window = gtk_window_new ();
  int position;

  g_test_summary ("A window that was narrow for a while gives the first pane its width back");

  gtk_widget_set_size_request (end, 300, -1);
  g_object_set (panes, "start", start, "end", end, "position", 250, NULL);
  gtk_window_set_child (GTK_WINDOW (window), panes);
  gtk_window_present (GTK_WINDOW (window));
  ATH_TEST_WAIT_UNTIL (gtk_widget_get_mapped (panes));

  allocate (panes, 800);
  g_assert_cmpint (gtk_widget_get_width (start), ==, 250);
  allocate (panes, 400);
  g_assert_cmpint (gtk_widget_get_width (start), <, 250);
  g_object_get (panes, "position", &position, NULL);
  g_assert_cmpint (position, ==, 250);
  allocate (panes, 800);
  g_assert_cmpint (gtk_widget_get_width (start), ==, 250);

  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkLabel *
find_label (GtkWidget  *root,
            const char *buildable_id)
{
  return GTK_LABEL (ath_test_window_find (root, GTK_TYPE_LABEL, buildable_id));
}

static void
test_error_view (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_error_view_new ());
  g_autoptr(GError) error = ath_error_new (ATH_ERROR_SQL, "relation \"users\" already exists");

  ath_error_set_sqlstate (error, "42P07");
  ath_error_set_hint (error, "Use <another> name & try again.");
  ath_error_set_place (error, "/project/versions/3f2a.sql", 12, 4);

  ath_error_view_set_error (ATH_ERROR_VIEW (view), error);
  g_assert_true (gtk_widget_get_visible (view));
  g_assert_cmpstr (gtk_label_get_text (find_label (view, "message_label")), ==,
                   "relation \"users\" already exists");
  g_assert_cmpstr (gtk_label_get_text (find_label (view, "hint_label")), ==,
                   "Use <another> name & try again.");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_label (view, "detail_label"))));
  g_assert_cmpstr (gtk_label_get_text (find_label (view, "place_label")), ==,
                   "/project/versions/3f2a.sql:12:4 · SQLSTATE 42P07");

  ath_error_view_set_error (ATH_ERROR_VIEW (view), NULL);
  g_assert_false (gtk_widget_get_visible (view));
}

static void
test_error_detail (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_error_view_new ());
  GtkLabel *label = find_label (view, "detail_label");
  g_autoptr(GError) error = ath_error_new (ATH_ERROR_SCRIPT, "Alembic failed");

  /* The mark stays below what it is about. */
  ath_error_set_detail (error, "LINE 1: SELECT x\n               ^\n");
  ath_error_view_set_error (ATH_ERROR_VIEW (view), error);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "LINE 1: SELECT x\n               ^");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (label), "monospace"));

  ath_error_set_detail (error, "Key (a)=(1) already exists.");
  ath_error_view_set_error (ATH_ERROR_VIEW (view), error);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (label), "monospace"));
}

static void
test_foreign_error (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_error_view_new ());
  g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such file");

  ath_error_view_set_error (ATH_ERROR_VIEW (view), error);
  g_assert_cmpstr (gtk_label_get_text (find_label (view, "message_label")), ==, "No such file");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_label (view, "hint_label"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_label (view, "place_label"))));
}

static const char *
get_scheme (GtkWidget *view)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));

  return gtk_source_style_scheme_get_id (gtk_source_buffer_get_style_scheme (buffer));
}

static void
test_sql_view_style (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_sql_view_new ());
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *text = NULL;

  ath_sql_view_set_text (ATH_SQL_VIEW (view), "SELECT 1;", "sql");
  text = ath_sql_view_dup_text (ATH_SQL_VIEW (view));
  g_assert_cmpstr (text, ==, "SELECT 1;");

  g_assert_cmpstr (get_scheme (view), ==, "Adwaita");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpstr (get_scheme (view), ==, "Adwaita-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  g_assert_cmpstr (get_scheme (view), ==, "Adwaita");
}

/* Whether a tag that ends with @text sets @property, such as `style-set`. */
static gboolean
ends_with (const char *text,
           const char *property)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_sql_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr(GSList) tags = NULL;
  gboolean is_found = FALSE;
  GtkTextIter end;

  ath_sql_view_set_text (ATH_SQL_VIEW (view), text, "sql");
  gtk_text_buffer_get_end_iter (buffer, &end);
  tags = gtk_text_iter_get_toggled_tags (&end, FALSE);

  for (GSList *tag = tags; tag != NULL && !is_found; tag = tag->next)
    g_object_get (tag->data, property, &is_found, NULL);

  return is_found;
}

/* Whether the last line is made to be seen. */
static gboolean
has_note (const char *text)
{
  return ends_with (text, "style-set");
}

static void
test_sql_view_hyphens (void)
{
  g_test_summary ("A long name that is broken gets no hyphen");

  g_assert_true (ends_with ("SELECT 1;", "insert-hyphens-set"));
  g_assert_true (ends_with ("SELECT 1;\n-- What follows is not known.", "insert-hyphens-set"));
}

static void
test_sql_view_note (void)
{
  g_assert_true (has_note ("-- What follows is not known."));
  g_assert_true (has_note ("SELECT 1;\n\n-- What follows is not known."));
  g_assert_false (has_note ("-- All.\nSELECT 1;"));
  g_assert_false (has_note ("-"));
  g_assert_false (has_note (""));
}

/* Lines that wrap make the window around a view higher, up to what is allowed. */
static void
test_sql_view_fit (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = ath_sql_view_new ();
  g_autofree char *text = g_strnfill (400, 'x');
  int height;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  gtk_window_present (GTK_WINDOW (window));

  ath_sql_view_set_text (ATH_SQL_VIEW (view), text, "sql");
  ath_sql_view_fit (ATH_SQL_VIEW (view), 250);
  height = gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (scroller));
  ATH_TEST_WAIT_UNTIL (gtk_scrolled_window_get_min_content_height (
                         GTK_SCROLLED_WINDOW (scroller)) > 3 * height);
  ath_sql_view_fit (ATH_SQL_VIEW (view), 60);
  g_assert_cmpint (gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (scroller)), <=,
                   60);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
read_text_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static void
assert_clipboard (GtkWidget  *widget,
                  const char *expected)
{
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, read_text_cb, &text);
  ATH_TEST_WAIT_UNTIL (text != NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_sql_view_copy (void)
{
  g_autoptr(GtkWidget) view = g_object_ref_sink (ath_sql_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  ath_sql_view_set_text (ATH_SQL_VIEW (view), "SELECT 1;", "sql");
  ath_sql_view_copy (ATH_SQL_VIEW (view));
  assert_clipboard (view, "SELECT 1;");

  gtk_text_buffer_get_iter_at_offset (buffer, &start, 0);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 6);
  gtk_text_buffer_select_range (buffer, &start, &end);
  ath_sql_view_copy (ATH_SQL_VIEW (view));
  assert_clipboard (view, "SELECT");
}

static void
test_script_pane (void)
{
  g_autoptr(GtkWidget) pane = g_object_ref_sink (ath_script_pane_new ());
  g_autoptr(GError) error = ath_error_new (ATH_ERROR_SCRIPT, "Unknown directive");
  g_autofree char *text = NULL;

  ath_script_pane_set_text (ATH_SCRIPT_PANE (pane), " \n", "sql", "Nothing here.");
  g_assert_null (ath_script_pane_dup_text (ATH_SCRIPT_PANE (pane)));
  g_assert_cmpstr (gtk_label_get_text (find_label (pane, "empty_label")), ==, "Nothing here.");

  ath_script_pane_set_error (ATH_SCRIPT_PANE (pane), error);
  g_assert_null (ath_script_pane_dup_text (ATH_SCRIPT_PANE (pane)));
  g_assert_cmpstr (gtk_label_get_text (find_label (pane, "message_label")), ==,
                   "Unknown directive");

  ath_script_pane_set_text (ATH_SCRIPT_PANE (pane), "SELECT 1;\n\n", "sql", "Nothing here.");
  text = ath_script_pane_dup_text (ATH_SCRIPT_PANE (pane));
  g_assert_cmpstr (text, ==, "SELECT 1;");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);

  g_test_add_func ("/widgets/create", test_create);
  g_test_add_func ("/widgets/help-overlay", test_help_overlay);
  g_test_add_func ("/widgets/panes/children", test_panes);
  g_test_add_func ("/widgets/panes/position", test_panes_position);
  g_test_add_func ("/widgets/error-view/ours", test_error_view);
  g_test_add_func ("/widgets/error-view/detail", test_error_detail);
  g_test_add_func ("/widgets/error-view/foreign", test_foreign_error);
  g_test_add_func ("/widgets/sql-view/style", test_sql_view_style);
  g_test_add_func ("/widgets/sql-view/hyphens", test_sql_view_hyphens);
  g_test_add_func ("/widgets/sql-view/note", test_sql_view_note);
  g_test_add_func ("/widgets/sql-view/fit", test_sql_view_fit);
  g_test_add_func ("/widgets/sql-view/copy", test_sql_view_copy);
  g_test_add_func ("/widgets/script-pane", test_script_pane);

  return g_test_run ();
}
