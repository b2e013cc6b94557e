/* ath-cli-signals.c: Ctrl+C cancels
 *
 * The command runs in the main thread and blocks; a thread of its own waits for
 * SIGINT and SIGTERM.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include <glib-unix.h>

#include "ath-cli-signals.h"

struct _AthCliSignals
{
  GMainContext *context;     /* (owned) */
  GMainLoop    *loop;        /* (owned) runs in @thread */
  GCancellable *cancellable; /* (owned) */
  GThread      *thread;      /* (owned) */
};

static gboolean
cancel_cb (gpointer user_data)
{
  AthCliSignals *self = user_data;

  g_cancellable_cancel (self->cancellable);

  /* GLib puts the default action back: the second Ctrl+C ends the program. */
  return G_SOURCE_REMOVE;
}

static void
watch_signal (AthCliSignals *self,
              int            number)
{
  g_autoptr(GSource) source = g_unix_signal_source_new (number);

  g_source_set_callback (source, cancel_cb, self, NULL);
  g_source_attach (source, self->context);
}

static gpointer
signals_thread (gpointer data)
{
  AthCliSignals *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/**
 * ath_cli_signals_new:
 * @cancellable: cancelled at SIGINT and SIGTERM
 *
 * Begins to watch.  A closed pipe is no reason to die either: an upgrade goes
 * on when nobody reads its progress any more.
 *
 * Returns: (transfer full): the watch
 */
AthCliSignals *
ath_cli_signals_new (GCancellable *cancellable)
{
  AthCliSignals *self = g_new0 (AthCliSignals, 1);

  signal (SIGPIPE, SIG_IGN);
  self->cancellable = g_object_ref (cancellable);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  watch_signal (self, SIGINT);
  watch_signal (self, SIGTERM);
  self->thread = g_thread_new ("signals", signals_thread, self);

  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * ath_cli_signals_free:
 * @self: (transfer full): a watch
 *
 * Ends the watch.
 */
void
ath_cli_signals_free (AthCliSignals *self)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self);
}
