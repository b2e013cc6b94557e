/* ath-reporter.c: what a long piece of work says while it runs
 *
 * Reports made in the thread of the listener are handed over at once; those of
 * other threads wait in a queue that one idle source of the listener's main
 * context empties, so ten thousand reports cost one turn of the loop and stay
 * in their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-reporter.h"

/**
 * AthReporter:
 *
 * Carries reports from a worker to the listener's main context.
 *
 * ath_reporter_report() may be called from any thread; the function given to
 * ath_reporter_new() is only called in the thread that made the reporter.
 */

struct _AthReporter
{
  GObject        parent_instance;

  GMainContext  *context; /* (owned) where @func is called */
  GThread       *thread;  /* (owned) the thread that made the reporter */
  AthReportFunc  func;    /* (nullable) NULL once stopped; only @thread touches it */
  gpointer       user_data; /* (unowned) the listener calls ath_reporter_stop() first */

  GMutex         mutex;
  GQueue         queue;   /* (element-type AthReport) guarded by @mutex */
};

G_DEFINE_FINAL_TYPE (AthReporter, ath_reporter, G_TYPE_OBJECT)

static AthReport *
report_copy (const AthReport *report)
{
  AthReport *copy = g_memdup2 (report, sizeof *report);

  copy->revision = g_strdup (report->revision);
  copy->text = g_strdup (report->text);

  return copy;
}

static void
report_free (AthReport *report)
{
  g_free ((char *) report->revision);
  g_free ((char *) report->text);
  g_free (report);
}

static AthReport *
pop (AthReporter *self)
{
  AthReport *report;

  g_mutex_lock (&self->mutex);
  report = g_queue_pop_head (&self->queue);
  g_mutex_unlock (&self->mutex);

  return report;
}

static gboolean
deliver_cb (gpointer user_data)
{
  AthReporter *self = user_data;
  AthReport *report;

  while ((report = pop (self)) != NULL)
    {
      if (self->func != NULL)
        self->func (report, self->user_data);
      report_free (report);
    }

  return G_SOURCE_REMOVE;
}

static void
ath_reporter_finalize (GObject *object)
{
  AthReporter *self = ATH_REPORTER (object);

  g_queue_clear_full (&self->queue, (GDestroyNotify) report_free);
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->thread, g_thread_unref);

  G_OBJECT_CLASS (ath_reporter_parent_class)->finalize (object);
}

static void
ath_reporter_class_init (AthReporterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_reporter_finalize;
}

static void
ath_reporter_init (AthReporter *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_ref (g_thread_self ());
  g_mutex_init (&self->mutex);
  g_queue_init (&self->queue);
}

/**
 * ath_reporter_new:
 * @func: called for each report
 * @user_data: passed to @func
 *
 * Makes a reporter whose @func is called in the thread-default main context of
 * the caller.
 *
 * Returns: (transfer full): a reporter
 */
AthReporter *
ath_reporter_new (AthReportFunc func,
                  gpointer      user_data)
{
  AthReporter *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (ATH_TYPE_REPORTER, NULL);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * ath_reporter_stop:
 * @self: a reporter
 *
 * Ends the calls of the listener's function, for a listener that goes away
 * before the work does.  Only to be called in the thread that made @self.
 */
void
ath_reporter_stop (AthReporter *self)
{
  g_return_if_fail (ATH_IS_REPORTER (self));
  g_return_if_fail (self->thread == g_thread_self ());

  self->func = NULL;
}

/**
 * ath_reporter_report:
 * @self: (nullable): a reporter, or `NULL` when nobody listens
 * @report: what to say; copied when it has to wait
 *
 * Tells the listener.  Safe to call from any thread, and cheap enough for a
 * loop over every statement.
 */
void
ath_reporter_report (AthReporter     *self,
                     const AthReport *report)
{
  g_autoptr(GSource) source = NULL;
  gboolean was_empty;

  if (self == NULL)
    return;

  g_return_if_fail (ATH_IS_REPORTER (self));
  g_return_if_fail (report != NULL);

  if (self->thread == g_thread_self ())
    {
      if (self->func != NULL)
        self->func (report, self->user_data);
      return;
    }

  g_mutex_lock (&self->mutex);
  was_empty = g_queue_is_empty (&self->queue);
  g_queue_push_tail (&self->queue, report_copy (report));
  g_mutex_unlock (&self->mutex);

  if (!was_empty)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[athanor] reports");
  g_source_set_callback (source, deliver_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}
