/* test-names.c: what the window says to those who do not see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-test-names.h"
#include "overview/ath-overview-page.h"
#include "window-fixture.h"

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  GtkWidget *list;

  g_test_summary ("Every control has a name for those who do not see it");

  g_assert_cmpuint (ath_test_names_assert (GTK_WIDGET (fixture->window)), >, 2);

  window_fixture_add_three_environments (fixture);
  window_fixture_open (fixture);
  list = window_fixture_find (fixture, ATH_TYPE_OVERVIEW_PAGE, ATH_TYPE_REVISION_LIST, NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (ath_test_names_assert (GTK_WIDGET (fixture->window)), >, 15);
  g_signal_emit_by_name (list, "activated");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (ath_test_names_assert (GTK_WIDGET (fixture->window)), >, 20);

  window_fixture_show (fixture, "Staging");
  ath_revision_list_set_search_mode (window_fixture_get_list (fixture), TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (ath_test_names_assert (GTK_WIDGET (fixture->window)), >, 20);
}

static const WindowTest tests[] = {
  { "/names/controls", test_names },
};

int
main (int    argc,
      char **argv)
{
  return window_fixture_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
