/* ath-connection.c: one session on a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-connection-info-private.h"
#include "postgres/ath-connection-private.h"
#include "postgres/ath-exchange.h"
#include "postgres/ath-result-private.h"
#include "postgres/ath-sql-error.h"

/**
 * AthConnection:
 *
 * One session on a server.
 *
 * The calls block: they are for worker threads (see ath_task_run_in_own_thread()).
 * Any thread may use a connection, but only one at a time.  Every call that
 * waits notices its cancellable at any moment and then ends the statement on
 * the server too; a statement that ended well before the cancel reached it is a
 * success.
 */

G_DEFINE_FINAL_TYPE (AthConnection, ath_connection, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static void
ath_connection_finalize (GObject *object)
{
  AthConnection *self = ATH_CONNECTION (object);

  ath_connection_close (self);
  g_clear_pointer (&self->info, ath_connection_info_unref);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->version_text, g_free);

  G_OBJECT_CLASS (ath_connection_parent_class)->finalize (object);
}

static void
ath_connection_class_init (AthConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_connection_finalize;
}

static void
ath_connection_init (AthConnection *self)
{
}

static void
notice_cb (gpointer        user_data,
           const PGresult *result)
{
  AthConnection *self = user_data;
  const char *severity = PQresultErrorField (result, PG_DIAG_SEVERITY_NONLOCALIZED);
  g_autofree char *message = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;

  if (self->notice_func == NULL)
    return;

  message = ath_sql_error_dup_text (PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY));
  detail = ath_sql_error_dup_text (PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL));

  /* Of libpq itself, without fields. */
  if (message == NULL)
    message = ath_sql_error_dup_text (PQresultErrorMessage (result));
  if (message == NULL)
    return;

  text = detail != NULL ? g_strconcat (message, "\n", detail, NULL) : g_strdup (message);
  self->notice_func (severity != NULL ? severity : "NOTICE", text, self->notice_data);
}

/**
 * ath_connection_new_take:
 * @conn: (transfer full): a session that is established
 * @info: what it was made from
 *
 * Returns: (transfer full): a connection
 */
AthConnection *
ath_connection_new_take (PGconn            *conn,
                         AthConnectionInfo *info)
{
  AthConnection *self = g_object_new (ATH_TYPE_CONNECTION, NULL);

  self->conn = conn;
  self->info = ath_connection_info_ref (info);
  self->database = g_strdup (PQdb (conn));
  self->version = PQserverVersion (conn);
  self->version_text = g_strdup (PQparameterStatus (conn, "server_version"));
  self->tls = PQsslInUse (conn);

  PQsetnonblocking (conn, 1);
  PQsetNoticeReceiver (conn, notice_cb, self);

  return self;
}

/**
 * ath_connection_close:
 * @self: a connection
 *
 * Ends the session; the server rolls back what is not committed.  What is known
 * about the server can still be asked.
 */
void
ath_connection_close (AthConnection *self)
{
  g_return_if_fail (ATH_IS_CONNECTION (self));

  g_clear_pointer (&self->conn, PQfinish);
}

/**
 * ath_connection_set_notice_func:
 * @self: a connection
 * @func: (nullable): told about notices and warnings of the server
 * @user_data: passed to @func
 *
 * Without a function they are dropped.
 */
void
ath_connection_set_notice_func (AthConnection *self,
                                AthNoticeFunc  func,
                                gpointer       user_data)
{
  g_return_if_fail (ATH_IS_CONNECTION (self));

  self->notice_func = func;
  self->notice_data = user_data;
}

/**
 * ath_connection_check_open:
 * @self: a connection
 * @error: set to `ATH_ERROR_CONNECT` when it is closed
 *
 * Returns: whether statements can be sent
 */
gboolean
ath_connection_check_open (AthConnection  *self,
                           GError        **error)
{
  g_autofree char *display = NULL;

  if (self->conn != NULL)
    return TRUE;

  display = ath_connection_info_dup_display (self->info);
  g_set_error (error, ATH_ERROR, ATH_ERROR_CONNECT, _("The connection to %s is closed"), display);

  return FALSE;
}

/* Refuses the data that the server waits for; an error result follows. */
static gboolean
end_copy_in (AthExchange *exchange)
{
  PGconn *conn = exchange->connection->conn;
  int sent;

  while ((sent = PQputCopyEnd (conn, "no data")) == 0)
    {
      if (!ath_exchange_flush (exchange))
        return FALSE;
    }

  return sent == 1 && ath_exchange_flush (exchange);
}

/* Throws the data away: a script has no use for it. */
static gboolean
end_copy_out (AthExchange *exchange)
{
  PGconn *conn = exchange->connection->conn;
  int n_bytes;

  do
    {
      char *data = NULL;

      n_bytes = PQgetCopyData (conn, &data, TRUE);
      PQfreemem (data);
      if (n_bytes == 0 && !ath_exchange_wait_input (exchange))
        return FALSE;
    }
  while (n_bytes >= 0);

  return TRUE;
}

static GError *
copy_in_error_new (const char *sql)
{
  GError *error = ath_error_new (ATH_ERROR_SQL,
                                 _("COPY … FROM STDIN has no data to read here"));

  ath_error_set_hint (error, _("Write the rows as INSERT, or read a file of the server "
                               "with COPY … FROM '/path'."));
  ath_error_set_statement (error, sql, 0);

  return error;
}

static gboolean
is_failure (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

/* Reads to the end, whatever comes: only then can the next statement be sent.
 * Returns: (nullable): the last result, or the first one that is a failure
 */
static PGresult *
read_results (AthExchange *exchange,
              gboolean    *copy_in)
{
  g_autoptr(PGresult) kept = NULL;
  PGresult *result;

  while ((result = ath_exchange_next_result (exchange)) != NULL)
    {
      ExecStatusType status = PQresultStatus (result);

      if (kept != NULL && is_failure (kept))
        PQclear (result);
      else
        {
          PQclear (kept);
          kept = result;
        }

      if (status == PGRES_COPY_IN)
        *copy_in = TRUE;
      if ((status == PGRES_COPY_IN && !end_copy_in (exchange))
          || (status == PGRES_COPY_OUT && !end_copy_out (exchange))
          || status == PGRES_COPY_BOTH)
        {
          /* Asking for more would never end. */
          exchange->gave_up = TRUE;
          return NULL;
        }
    }

  return g_steal_pointer (&kept);
}

/* Returns: (nullable): what the server answered, NULL when the connection failed */
static PGresult *
send_and_read (AthExchange       *exchange,
               const char        *sql,
               const char *const *parameters,
               guint              n_parameters,
               gboolean          *copy_in)
{
  PGconn *conn = exchange->connection->conn;
  int sent;

  if (parameters == NULL)
    sent = PQsendQuery (conn, sql);
  else
    sent = PQsendQueryParams (conn, sql, n_parameters, NULL, parameters, NULL, NULL, 0);

  if (!sent)
    return NULL;

  /* What the server said before it went is read even so. */
  ath_exchange_flush (exchange);

  return read_results (exchange, copy_in);
}

/**
 * ath_connection_query:
 * @self: a connection
 * @sql: one statement; several, separated by semicolons, without @parameters
 * @parameters: (nullable) (array length=n_parameters): text forms of `$1`, `$2`,
 *   …, a `NULL` for SQL's NULL; `NULL` uses the simple protocol
 * @n_parameters: how many there are
 * @cancellable: (nullable): ends the statement on the server
 * @error: set on failure
 *
 * Sends @sql and waits for the answer.  Several statements are one transaction
 * unless they say otherwise, and the last one's result is returned.
 *
 * Returns: (transfer full): the result, or `NULL` with `ATH_ERROR_SQL` when the
 *   server refused it (all that it said is in the fields), `ATH_ERROR_CONNECT`
 *   when the connection was lost, or `G_IO_ERROR_CANCELLED` when our cancel
 *   ended it
 */
AthResult *
ath_connection_query (AthConnection      *self,
                      const char         *sql,
                      const char *const  *parameters,
                      guint               n_parameters,
                      GCancellable       *cancellable,
                      GError            **error)
{
  AthExchange exchange = { .connection = self, .cancellable = cancellable };
  g_autoptr(PGresult) result = NULL;
  gboolean copy_in = FALSE;
  AthResult *rows = NULL;

  g_return_val_if_fail (ATH_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!ath_connection_check_open (self, error))
    return NULL;

  result = send_and_read (&exchange, sql, parameters, n_parameters, &copy_in);
  if (result != NULL && !is_failure (result) && !exchange.gave_up)
    rows = ath_result_new_take (g_steal_pointer (&result));
  else if (copy_in && exchange.cancel == NULL && PQstatus (self->conn) == CONNECTION_OK)
    g_propagate_error (error, copy_in_error_new (sql));
  else
    g_propagate_error (error, ath_exchange_error_new (&exchange, result, sql));
  ath_exchange_end (&exchange);

  return rows;
}

/**
 * ath_connection_execute:
 * @self: a connection
 * @sql: one or several statements
 * @cancellable: (nullable): ends the statement on the server
 * @error: set on failure
 *
 * ath_connection_query() when the rows do not matter.
 *
 * Returns: whether it succeeded
 */
gboolean
ath_connection_execute (AthConnection  *self,
                        const char     *sql,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autoptr(AthResult) result = ath_connection_query (self, sql, NULL, 0, cancellable, error);

  return result != NULL;
}

/* What concerns our session and not the way to the database. */
static gboolean
is_of_session (const char *keyword)
{
  static const char *const names[] = {
    "client_encoding", "fallback_application_name", "passfile", "service", NULL
  };

  return g_strv_contains (names, keyword);
}

/**
 * ath_connection_dup_effective_info:
 * @self: a connection that is open
 *
 * Makes connection information that leads to the same server and database
 * whatever the environment, pg_service.conf and .pgpass say by then: all of
 * them are resolved, and of several hosts the one that answered is left.
 *
 * Returns: (transfer full): connection information, with the password
 */
AthConnectionInfo *
ath_connection_dup_effective_info (AthConnection *self)
{
  AthConnectionInfo *info = ath_connection_info_new_empty ();
  PQconninfoOption *options;

  g_return_val_if_fail (ATH_IS_CONNECTION (self) && self->conn != NULL, NULL);

  options = PQconninfo (self->conn);
  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    {
      if (!is_of_session (option->keyword))
        ath_connection_info_set (info, option->keyword, option->val, NULL);
    }
  PQconninfoFree (options);

  ath_connection_info_set (info, "host", PQhost (self->conn), NULL);
  ath_connection_info_set (info, "port", PQport (self->conn), NULL);
  ath_connection_info_set (info, "password", PQpass (self->conn), NULL);

  return info;
}

/**
 * ath_connection_get_server_version:
 * @self: a connection
 *
 * Returns: the server's version as libpq numbers it, as in 150020
 */
int
ath_connection_get_server_version (AthConnection *self)
{
  g_return_val_if_fail (ATH_IS_CONNECTION (self), 0);

  return self->version;
}

/**
 * ath_connection_get_server_version_text:
 * @self: a connection
 *
 * Returns: the server's version in its own words, as in `15.20 (Debian …)`
 */
const char *
ath_connection_get_server_version_text (AthConnection *self)
{
  g_return_val_if_fail (ATH_IS_CONNECTION (self), NULL);

  return self->version_text;
}

/**
 * ath_connection_get_tls:
 * @self: a connection
 *
 * Returns: whether it is encrypted
 */
gboolean
ath_connection_get_tls (AthConnection *self)
{
  g_return_val_if_fail (ATH_IS_CONNECTION (self), FALSE);

  return self->tls;
}

/**
 * ath_connection_is_in_transaction:
 * @self: a connection
 *
 * Returns: whether a transaction block is open, failed or not
 */
gboolean
ath_connection_is_in_transaction (AthConnection *self)
{
  PGTransactionStatusType status;

  g_return_val_if_fail (ATH_IS_CONNECTION (self), FALSE);

  if (self->conn == NULL)
    return FALSE;

  status = PQtransactionStatus (self->conn);

  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

/**
 * ath_connection_get_database:
 * @self: a connection
 *
 * Returns: name of the database
 */
const char *
ath_connection_get_database (AthConnection *self)
{
  g_return_val_if_fail (ATH_IS_CONNECTION (self), NULL);

  return self->database;
}
