/* test-names.c: what the window says to those who do not see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "overview/ath-overview-page.h"
#include "window-fixture.h"

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;

  return FALSE;
}

/* A name of its own, one of what it is a part of, or text in it. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;

  if (has_text (widget))
    return TRUE;

  return parent != NULL &&
         (GTK_IS_MENU_BUTTON (parent) || GTK_IS_EDITABLE (parent) || GTK_IS_COLUMN_VIEW (parent) ||
          ADW_IS_SPLIT_BUTTON (parent)) &&
         has_name (parent);
}

static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_mapped (widget) &&
         !GTK_IS_LABEL (widget) && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_WINDOW (widget);
}

static guint
assert_names (GtkWidget *widget)
{
  guint n = 0;

  if (is_control (widget))
    {
      if (!has_name (widget))
        g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += assert_names (child);

  return n;
}

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  GtkWidget *list;

  g_test_summary ("Every control has a name for those who do not see it");

  g_assert_cmpuint (assert_names (GTK_WIDGET (fixture->window)), >, 2);

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  list = window_fixture_find (fixture, ATH_TYPE_OVERVIEW_PAGE, ATH_TYPE_REVISION_LIST, NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (assert_names (GTK_WIDGET (fixture->window)), >, 15);
  g_signal_emit_by_name (list, "activated");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (assert_names (GTK_WIDGET (fixture->window)), >, 20);

  window_fixture_show (fixture, "Staging");
  ath_revision_list_set_search_mode (window_fixture_get_list (fixture), TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (assert_names (GTK_WIDGET (fixture->window)), >, 20);
}

static const struct
{
  const char *path;
  void      (*func) (WindowFixture *fixture,
                     gconstpointer  data);
} tests[] = {
  { "/names/controls", test_names },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = ath_test_window_init (&argc, &argv);
  g_autoptr(AthTestCluster) cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  WindowShared shared = { .application = application, .cluster = cluster };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, &shared,
                window_fixture_set_up, tests[i].func, window_fixture_tear_down);

  return g_test_run ();
}
