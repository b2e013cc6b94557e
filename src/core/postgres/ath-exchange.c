/* ath-exchange.c: sends to a server and reads what it answers
 *
 * The connection does not block, so every wait happens here, where the
 * cancellable is noticed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "postgres/ath-exchange.h"
#include "postgres/ath-socket-wait.h"
#include "postgres/ath-sql-error.h"

/* A server that has taken a cancel request rolls back before it answers. */
#define GIVE_UP_AFTER_S 30
#define CANCEL_AGAIN_AFTER_MS 200

#define SQLSTATE_QUERY_CANCELED "57014"

static void
send_cancel (AthExchange *self,
             guint        interval_ms)
{
  self->cancel = ath_cancel_request_send (self->connection->conn);
  self->cancel_interval_ms = interval_ms;
  self->cancel_again_at = g_get_monotonic_time () + interval_ms * G_TIME_SPAN_MILLISECOND;
}

/* The server drops a request that arrives between two statements, and goes on
 * with the next one of a pipeline.  It is asked again, but not while a request
 * is on its way, and ever more patiently: a rollback takes its time, too.
 *
 * Returns: FALSE when waiting any longer is no use
 */
static gboolean
cancel_again (AthExchange *self)
{
  if (g_get_monotonic_time () >= self->give_up_at)
    {
      self->gave_up = TRUE;
      return FALSE;
    }

  if (!ath_cancel_request_is_taken (self->cancel))
    {
      self->cancel_again_at += self->cancel_interval_ms * G_TIME_SPAN_MILLISECOND;
      return TRUE;
    }

  ath_cancel_request_finish (self->cancel);
  send_cancel (self, 2 * self->cancel_interval_ms);

  return TRUE;
}

/* Returns: FALSE when waiting any longer is no use */
static gboolean
exchange_wait (AthExchange  *self,
               GIOCondition  condition)
{
  gint64 deadline = ATH_WAIT_FOR_EVER;
  GCancellable *cancellable = self->cancel == NULL ? self->cancellable : NULL;

  if (self->cancel != NULL)
    deadline = MIN (self->cancel_again_at, self->give_up_at);

  switch (ath_socket_wait (PQsocket (self->connection->conn), condition, deadline, cancellable))
    {
    case ATH_WAIT_READY:
      return TRUE;

    case ATH_WAIT_CANCELLED:
      send_cancel (self, CANCEL_AGAIN_AFTER_MS);
      self->give_up_at = g_get_monotonic_time () + GIVE_UP_AFTER_S * G_TIME_SPAN_SECOND;
      return TRUE;

    case ATH_WAIT_TIMEOUT:
      return cancel_again (self);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_exchange_flush:
 * @self: an exchange
 *
 * Sends what libpq holds back.  A long statement may take many turns, and the
 * server may answer before it has all of it.
 *
 * Returns: %FALSE when the connection is lost or was given up
 */
gboolean
ath_exchange_flush (AthExchange *self)
{
  for (;;)
    {
      int left = PQflush (self->connection->conn);

      if (left <= 0)
        return left == 0;
      if (!exchange_wait (self, G_IO_IN | G_IO_OUT)
          || !PQconsumeInput (self->connection->conn))
        return FALSE;
    }
}

/**
 * ath_exchange_wait_input:
 * @self: an exchange
 *
 * Waits until more has arrived and takes it.
 *
 * Returns: %FALSE when the connection is lost or was given up
 */
gboolean
ath_exchange_wait_input (AthExchange *self)
{
  return exchange_wait (self, G_IO_IN) && PQconsumeInput (self->connection->conn);
}

/**
 * ath_exchange_next_result:
 * @self: an exchange
 *
 * Waits for a result as PQgetResult() returns it.
 *
 * Returns: (transfer full) (nullable): the result, `NULL` at the end or when the
 *   connection was given up
 */
PGresult *
ath_exchange_next_result (AthExchange *self)
{
  PGconn *conn = self->connection->conn;

  /* A connection that is lost still hands out what the server said last. */
  while (!self->gave_up && PQisBusy (conn) && ath_exchange_wait_input (self))
    ;

  return !self->gave_up ? PQgetResult (conn) : NULL;
}

/* What libpq says is several lines, of which the first one says it. */
static char *
dup_reason (PGconn         *conn,
            const PGresult *failure)
{
  char *text = NULL;

  if (failure != NULL)
    text = ath_sql_error_dup_text (PQresultErrorField (failure, PG_DIAG_MESSAGE_PRIMARY));
  if (text == NULL)
    text = ath_sql_error_dup_text (PQerrorMessage (conn));
  if (text == NULL)
    return g_strdup (_("the server closed it"));

  text[strcspn (text, "\n")] = '\0';

  return text;
}

static GError *
lost_error_new (AthConnection  *connection,
                const PGresult *failure)
{
  g_autofree char *display = ath_connection_info_dup_display (connection->info);
  g_autofree char *reason = dup_reason (connection->conn, failure);
  GError *error;

  error = ath_error_new (ATH_ERROR_CONNECT,
                         _("The connection to %s was lost: %s"), display, reason);
  ath_error_set_hint (error, _("Look at the database before you go on: what was under way may "
                               "have been completed there, or rolled back."));
  if (failure != NULL)
    ath_error_set_sqlstate (error, PQresultErrorField (failure, PG_DIAG_SQLSTATE));

  return error;
}

/* The server also says this of a statement timeout and of other people's
 * cancels, so it is only ours when we have asked for it.
 */
static gboolean
is_our_cancel (AthExchange    *self,
               const PGresult *failure)
{
  const char *sqlstate = PQresultErrorField (failure, PG_DIAG_SQLSTATE);

  if (self->cancel == NULL)
    return FALSE;

  return self->gave_up || g_strcmp0 (sqlstate, SQLSTATE_QUERY_CANCELED) == 0;
}

/**
 * ath_exchange_error_new:
 * @self: an exchange that failed, before ath_exchange_end()
 * @failure: (nullable): the first result that was an error
 * @statement: what was sent
 *
 * Returns: (transfer full): `G_IO_ERROR_CANCELLED` when our cancel ended it,
 *   `ATH_ERROR_CONNECT` when the connection was lost, else `ATH_ERROR_SQL`
 */
GError *
ath_exchange_error_new (AthExchange    *self,
                        const PGresult *failure,
                        const char     *statement)
{
  if (is_our_cancel (self, failure))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Operation was cancelled"));

  if (failure == NULL || PQstatus (self->connection->conn) == CONNECTION_BAD)
    return lost_error_new (self->connection, failure);

  return ath_sql_error_new (failure, statement);
}

/**
 * ath_exchange_end:
 * @self: an exchange
 *
 * Ends it, and the connection too when that is of no further use.
 */
void
ath_exchange_end (AthExchange *self)
{
  gboolean usable = !self->gave_up && PQstatus (self->connection->conn) == CONNECTION_OK;

  if (self->cancel != NULL && !ath_cancel_request_finish (g_steal_pointer (&self->cancel)))
    usable = FALSE;

  if (!usable)
    ath_connection_close (self->connection);
}
