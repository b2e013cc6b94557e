/* ath-task.c: blocking work in a thread of its own
 *
 * GTask's pool has ten threads, shared with every file operation of the
 * process; ten servers that do not answer would hold up all of it.  Work that
 * waits for a server therefore gets a thread of its own here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-task.h"

typedef struct
{
  GTask           *task; /* (owned) */
  GTaskThreadFunc  func;
} Job;

static gboolean
job_free_cb (gpointer user_data)
{
  Job *job = user_data;

  g_object_unref (job->task);
  g_free (job);

  return G_SOURCE_REMOVE;
}

/* Drops the last references where the caller lives, never in the worker: task
 * data may be bound to the caller's thread.
 */
static void
job_hand_back (Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, job_free_cb, job, NULL);
  g_source_set_static_name (source, "[athanor] task hand-back");
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
job_thread (gpointer data)
{
  Job *job = data;

  job->func (job->task,
             g_task_get_source_object (job->task),
             g_task_get_task_data (job->task),
             g_task_get_cancellable (job->task));
  job_hand_back (job);

  return NULL;
}

/**
 * ath_task_run_in_own_thread:
 * @task: a task; its source object and task data are passed to @func
 * @func: does the work and must return through @task exactly once
 *
 * Runs @func in a new thread that ends with it.
 *
 * Like g_task_run_in_thread(), but outside the shared pool, and the last
 * reference to @task is dropped in the main context that @task was made in.
 * Cancellation is up to @func: it is told through the task's cancellable and
 * says what really happened.
 */
void
ath_task_run_in_own_thread (GTask           *task,
                            GTaskThreadFunc  func)
{
  g_autoptr(GThread) thread = NULL;
  Job *job;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  g_task_set_check_cancellable (task, FALSE);

  job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;

  /* Dropping the only reference detaches the thread. */
  thread = g_thread_new ("athanor-task", job_thread, job);
}
