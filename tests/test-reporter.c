/* test-reporter.c: what a long piece of work says while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-reporter.h"

#define N_REPORTS 10000

typedef struct
{
  GThread *thread;
  guint    next;
} Listener;

static void
listen (const AthReport *report,
        gpointer         user_data)
{
  Listener *listener = user_data;

  g_assert_true (g_thread_self () == listener->thread);
  g_assert_cmpuint (report->step, ==, listener->next);
  g_assert_cmpstr (report->text, ==, "CREATE TABLE t ()");
  listener->next++;
}

static gpointer
report_thread (gpointer data)
{
  for (guint i = 0; i < N_REPORTS; i++)
    ath_reporter_report (data, &(AthReport) { .kind = ATH_REPORT_STATEMENT,
                                              .step = i,
                                              .text = "CREATE TABLE t ()" });
  return NULL;
}

static void
test_reporter_other_thread (void)
{
  Listener listener = { .thread = g_thread_self () };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);
  GThread *worker = g_thread_new ("worker", report_thread, reporter);

  while (listener.next < N_REPORTS)
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (worker);

  g_assert_cmpuint (listener.next, ==, N_REPORTS);
}

static void
test_reporter_same_thread (void)
{
  Listener listener = { .thread = g_thread_self () };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);

  report_thread (reporter);

  g_assert_cmpuint (listener.next, ==, N_REPORTS);
}

/* A window that is closed hears no more, though its run goes on. */
static void
test_reporter_stopped (void)
{
  Listener listener = { .thread = g_thread_self () };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);

  ath_reporter_stop (reporter);
  g_thread_join (g_thread_new ("worker", report_thread, reporter));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpuint (listener.next, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reporter/other-thread", test_reporter_other_thread);
  g_test_add_func ("/reporter/same-thread", test_reporter_same_thread);
  g_test_add_func ("/reporter/stopped", test_reporter_stopped);

  return g_test_run ();
}
