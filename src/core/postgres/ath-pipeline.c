/* ath-pipeline.c: many statements in one round trip
 *
 * libpq's pipeline mode: everything is sent at once, and the server skips what
 * follows a statement that fails.  A statement that may take its time is followed
 * by a request to flush, so that its end is known at once and not only when all
 * have ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "postgres/ath-exchange.h"
#include "postgres/ath-pipeline.h"
#include "postgres/ath-result-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static gboolean
send_items (PGconn                *conn,
            const AthPipelineItem *items,
            guint                  n_items)
{
  for (guint i = 0; i < n_items; i++)
    {
      if (!PQsendQueryParams (conn, items[i].sql, items[i].n_parameters, NULL, items[i].parameters,
                              NULL, NULL, 0))
        return FALSE;

      /* The end of the pipeline flushes as well. */
      if (!items[i].is_quick && i + 1 < n_items && !PQsendFlushRequest (conn))
        return FALSE;
    }

  return PQpipelineSync (conn);
}

static gboolean
is_success (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

/* Reads what is left up to the mark that ends the pipeline. */
static void
skip_to_sync (AthExchange *exchange)
{
  guint n_nothing = 0;

  /* Each statement's results end with a NULL; two in a row are the end of a
   * connection.
   */
  while (n_nothing < 2)
    {
      g_autoptr(PGresult) result = ath_exchange_next_result (exchange);

      n_nothing = result == NULL ? n_nothing + 1 : 0;
      if (result != NULL && PQresultStatus (result) == PGRES_PIPELINE_SYNC)
        return;
    }
}

/* Reads one result for each item until one is none.  Returns: how many were */
static guint
read_items (AthExchange      *exchange,
            guint             n_items,
            AthPipelineFunc   func,
            gpointer          user_data,
            PGresult        **failure)
{
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(PGresult) result = ath_exchange_next_result (exchange);
      AthResult *rows;

      if (result == NULL || !is_success (result))
        {
          *failure = g_steal_pointer (&result);
          return i;
        }

      /* The NULL behind it. */
      PQclear (ath_exchange_next_result (exchange));
      rows = ath_result_new_take (g_steal_pointer (&result));
      if (func != NULL)
        func (i, rows, user_data);
      ath_result_unref (rows);
    }

  return n_items;
}

/**
 * ath_pipeline_run:
 * @connection: an open connection
 * @items: (array length=n_items): the statements
 * @n_items: how many there are
 * @func: (nullable): told about each that ended well
 * @user_data: passed to @func
 * @cancellable: (nullable): ends the statement that runs on the server
 * @error: set on failure, as by ath_connection_query()
 *
 * Sends statements together and waits for all of them.
 *
 * What follows one that fails is not executed.  They are not a transaction
 * unless a BEGIN is among them, and none may be one that the server refuses
 * inside a transaction, or a COPY from or to the client.
 *
 * Returns: how many ended well: @n_items, or with @error set the index of the
 *   one that failed
 */
guint
ath_pipeline_run (AthConnection          *connection,
                  const AthPipelineItem  *items,
                  guint                   n_items,
                  AthPipelineFunc         func,
                  gpointer                user_data,
                  GCancellable           *cancellable,
                  GError                **error)
{
  AthExchange exchange = { .connection = connection, .cancellable = cancellable };
  g_autoptr(PGresult) failure = NULL;
  guint n_done = 0;

  g_return_val_if_fail (ATH_IS_CONNECTION (connection), 0);
  g_return_val_if_fail (n_items > 0, 0);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !ath_connection_check_open (connection, error))
    return 0;

  if (PQenterPipelineMode (connection->conn) && send_items (connection->conn, items, n_items))
    {
      /* What the server said before it went is read even so. */
      ath_exchange_flush (&exchange);
      n_done = read_items (&exchange, n_items, func, user_data, &failure);
    }

  /* Only at the end is it known whether the failure took the connection too. */
  skip_to_sync (&exchange);
  if (n_done < n_items)
    g_propagate_error (error, ath_exchange_error_new (&exchange, failure, items[n_done].sql));
  PQexitPipelineMode (connection->conn);
  ath_exchange_end (&exchange);

  return n_done;
}
