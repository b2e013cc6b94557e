/* ath-cancel-request.c: asks a server to end the statement that runs
 *
 * libpq sends the request over a connection of its own and blocks until the
 * server has closed that, without a limit: a server that is gone would hold the
 * worker for minutes after the user pressed Cancel.  So it has a thread, and
 * the worker goes on listening to the statement meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "postgres/ath-cancel-request.h"
#include "postgres/ath-socket-wait.h"

#define FINISH_TIMEOUT_S 5

#ifdef LIBPQ_HAS_ASYNC_CANCEL
typedef PGcancelConn Handle;
#else
typedef PGcancel Handle;
#endif

/* Shared by the thread and the worker; the last one frees it. */
struct _AthCancelRequest
{
  Handle       *handle; /* (owned) (nullable) independent of the connection */
  GCancellable *done;   /* (owned) triggered when the server has taken it */
};

/* From PostgreSQL 17 on the request is encrypted like the connection. */
static Handle *
handle_new (PGconn *conn)
{
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  return PQcancelCreate (conn);
#else
  return PQgetCancel (conn);
#endif
}

static void
handle_send (Handle *handle)
{
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  if (!PQcancelBlocking (handle))
    g_debug ("Could not send the cancel request: %s", PQcancelErrorMessage (handle));
#else
  char reason[256] = "";

  if (!PQcancel (handle, reason, sizeof reason))
    g_debug ("Could not send the cancel request: %s", reason);
#endif
}

static void
handle_free (Handle *handle)
{
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  PQcancelFinish (handle);
#else
  PQfreeCancel (handle);
#endif
}

static void
request_clear (gpointer data)
{
  AthCancelRequest *self = data;

  g_clear_pointer (&self->handle, handle_free);
  g_object_unref (self->done);
}

static gpointer
request_thread (gpointer data)
{
  AthCancelRequest *self = data;

  if (self->handle != NULL)
    handle_send (self->handle);
  g_cancellable_cancel (self->done);
  g_atomic_rc_box_release_full (self, request_clear);

  return NULL;
}

/**
 * ath_cancel_request_send:
 * @conn: a connection with a statement that runs
 *
 * Returns at once.  The statement has to be read to its end all the same, and
 * no other one may be sent before ath_cancel_request_finish(): a request that
 * is late would hit that.
 *
 * Returns: (transfer full): the request
 */
AthCancelRequest *
ath_cancel_request_send (PGconn *conn)
{
  g_autoptr(GThread) thread = NULL;
  AthCancelRequest *self = g_atomic_rc_box_new0 (AthCancelRequest);

  self->handle = handle_new (conn);
  self->done = g_cancellable_new ();

  /* Dropping the only reference detaches the thread. */
  thread = g_thread_new ("athanor-cancel", request_thread, g_atomic_rc_box_acquire (self));

  return self;
}

/**
 * ath_cancel_request_is_taken:
 * @self: a request
 *
 * Returns: whether the server has taken it, or could not be reached
 */
gboolean
ath_cancel_request_is_taken (AthCancelRequest *self)
{
  return g_cancellable_is_cancelled (self->done);
}

/**
 * ath_cancel_request_finish:
 * @self: (transfer full): a request
 *
 * Waits until the server has taken the request, for a few seconds at most.
 *
 * Returns: %FALSE when it may still arrive, so that the connection is of no
 *   further use
 */
gboolean
ath_cancel_request_finish (AthCancelRequest *self)
{
  GPollFD fd;
  gboolean done = ath_cancel_request_is_taken (self);

  if (!done && g_cancellable_make_pollfd (self->done, &fd))
    {
      gint64 deadline = g_get_monotonic_time () + FINISH_TIMEOUT_S * G_TIME_SPAN_SECOND;

      done = ath_socket_wait (fd.fd, G_IO_IN, deadline, NULL) == ATH_WAIT_READY;
      g_cancellable_release_fd (self->done);
    }
  g_atomic_rc_box_release_full (self, request_clear);

  return done;
}
