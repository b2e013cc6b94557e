/* test-task.c: blocking work in a thread of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-task.h"

typedef struct
{
  GMutex mutex;
  GCond  cond;
  guint  n_waiting;
  guint  n_jobs;
} Gate;

/* Returns once every job of the test is inside: that takes a thread each. */
static void
meet_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Gate *gate = task_data;
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  gboolean met = TRUE;

  g_mutex_lock (&gate->mutex);
  gate->n_waiting++;
  g_cond_broadcast (&gate->cond);
  while (met && gate->n_waiting < gate->n_jobs)
    met = g_cond_wait_until (&gate->cond, &gate->mutex, deadline);
  g_mutex_unlock (&gate->mutex);

  g_task_return_boolean (task, met);
}

static void
met_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  guint *n_met = user_data;

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    *n_met += 1;
}

/* Fifty servers that do not answer must not hold up the fifty-first. */
static void
test_task_no_pool (void)
{
  Gate gate = { .n_jobs = 51 };
  guint n_met = 0;

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);

  for (guint i = 0; i < gate.n_jobs; i++)
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, met_cb, &n_met);

      g_task_set_task_data (task, &gate, NULL);
      ath_task_run_in_own_thread (task, meet_thread);
    }
  while (n_met < gate.n_jobs)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (n_met, ==, gate.n_jobs);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static void
return_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
note_thread (gpointer data)
{
  GThread **thread = data;

  *thread = g_thread_self ();
}

/* What task data holds may be bound to the caller's thread. */
static void
test_task_frees_where_the_caller_lives (void)
{
  for (guint i = 0; i < 200; i++)
    {
      GThread *freed_in = NULL;
      guint n_met = 0;

      {
        g_autoptr(GTask) task = g_task_new (NULL, NULL, met_cb, &n_met);

        g_task_set_task_data (task, &freed_in, note_thread);
        ath_task_run_in_own_thread (task, return_thread);
      }
      while (freed_in == NULL)
        g_main_context_iteration (NULL, TRUE);

      g_assert_true (freed_in == g_thread_self ());
      g_assert_cmpuint (n_met, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/task/no-pool", test_task_no_pool);
  g_test_add_func ("/task/frees-where-the-caller-lives", test_task_frees_where_the_caller_lives);

  return g_test_run ();
}
