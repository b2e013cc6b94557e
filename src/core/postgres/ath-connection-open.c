/* ath-connection-open.c: from connection information to a session
 *
 * The hosts and their addresses are tried one after the other here, not by
 * libpq: its non-blocking way of connecting has no time limit, looks names up
 * without a way to interrupt it, and never leaves a host that does not answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "postgres/ath-connect-error.h"
#include "postgres/ath-connection-private.h"
#include "postgres/ath-host-lookup.h"
#include "postgres/ath-service-file.h"
#include "postgres/ath-socket-wait.h"

#define DEFAULT_TIMEOUT_S 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

/* What stays the same while hosts and addresses are tried. */
typedef struct
{
  AthConnectionInfo *info;        /* (unowned) */
  gint64             timeout;     /* for one address, in microseconds */
  gint64             deadline;    /* for all of it */
  GCancellable      *cancellable; /* (unowned) (nullable) */
  const char        *session_attributes; /* (nullable) instead of what @info says */
  AthConnectionStageFunc stage_func; /* (nullable) */
  gpointer               stage_data; /* (unowned) of @stage_func */
} Attempt;

static void
report_stage (Attempt            *attempt,
              AthConnectionStage  stage,
              const char         *text)
{
  if (attempt->stage_func != NULL)
    attempt->stage_func (stage, text, attempt->stage_data);
}

static void
drop_notice (gpointer        user_data,
             const PGresult *result)
{
}

/* What @info does not say but libpq finds in the environment or has built in. */
static char *
dup_default (const char *keyword)
{
  PQconninfoOption *options = PQconndefaults ();
  char *value = NULL;

  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    {
      if (g_str_equal (option->keyword, keyword))
        value = g_strdup (option->val);
    }
  PQconninfoFree (options);

  return value;
}

static char *
dup_value (AthConnectionInfo *info,
           const char        *keyword)
{
  const char *value = ath_connection_info_get (info, keyword);

  /* An entry of pg_service.conf comes before the environment. */
  if (value == NULL && ath_connection_info_get (info, "service") == NULL)
    return dup_default (keyword);

  return g_strdup (value);
}

static gint64
get_timeout (AthConnectionInfo *info)
{
  g_autofree char *text = dup_value (info, "connect_timeout");
  gint64 timeout_s = DEFAULT_TIMEOUT_S;

  if (text != NULL)
    timeout_s = g_ascii_strtoll (text, NULL, 10);

  /* libpq's way of saying "wait for ever" */
  if (timeout_s <= 0)
    return ATH_WAIT_FOR_EVER;

  return timeout_s * G_TIME_SPAN_SECOND;
}

static gint64
get_deadline (Attempt *attempt)
{
  gint64 now = g_get_monotonic_time ();

  if (attempt->timeout > attempt->deadline - now)
    return attempt->deadline;

  return now + attempt->timeout;
}

typedef struct
{
  GPtrArray *keywords;
  GPtrArray *values;
} Parameters;

static void
add_parameter (Parameters *parameters,
               const char *keyword,
               const char *value)
{
  if (value != NULL)
    {
      g_ptr_array_add (parameters->keywords, (char *) keyword);
      g_ptr_array_add (parameters->values, (char *) value);
    }
}

/* A session without traffic, as in a long statement, must not outlive its
 * server by the system's two hours.
 */
static void
add_our_defaults (Parameters        *parameters,
                  AthConnectionInfo *info)
{
  static const char *const defaults[][2] = {
    { "keepalives_idle", "60" },
    { "keepalives_interval", "15" },
    { "keepalives_count", "4" },
    { "fallback_application_name", "athanor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (ath_connection_info_get (info, defaults[i][0]) == NULL)
        add_parameter (parameters, defaults[i][0], defaults[i][1]);
    }
  add_parameter (parameters, "client_encoding", "UTF8");
}

/* Starts to connect to one address.  @host, @address, @port may be NULL. */
static PGconn *
start (Attempt    *attempt,
       const char *host,
       const char *address,
       const char *port)
{
  static const char *const ours[] = {
    "host", "hostaddr", "port", "client_encoding", "connect_timeout", NULL
  };
  g_autofree const char **keywords = ath_connection_info_list_keywords (attempt->info);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  Parameters parameters = { names, values };
  PGconn *conn;

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      const char *value = ath_connection_info_get (attempt->info, keywords[i]);

      if (attempt->session_attributes != NULL && g_str_equal (keywords[i], "target_session_attrs"))
        value = attempt->session_attributes;
      if (!g_strv_contains (ours, keywords[i]))
        add_parameter (&parameters, keywords[i], value);
    }
  add_parameter (&parameters, "host", host);
  add_parameter (&parameters, "hostaddr", address);
  add_parameter (&parameters, "port", port);
  add_our_defaults (&parameters, attempt->info);
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (values, NULL);

  conn = PQconnectStartParams ((const char *const *) names->pdata,
                               (const char *const *) values->pdata, FALSE);

  /* The only way to get at the SQLSTATE of a login that is refused. */
  PQsetErrorVerbosity (conn, PQERRORS_VERBOSE);
  PQsetNoticeReceiver (conn, drop_notice, NULL);

  return conn;
}

/* Tells of what @conn has behind it, each thing once. */
static void
report_progress (Attempt  *attempt,
                 PGconn   *conn,
                 gboolean *reached,
                 gboolean *encrypted)
{
  ConnStatusType phase = PQstatus (conn);

  if (!*reached && phase != CONNECTION_STARTED && phase != CONNECTION_BAD)
    {
      g_autofree char *place = g_strdup_printf ("%s, %s", PQhost (conn), PQport (conn));

      *reached = TRUE;
      report_stage (attempt, ATH_CONNECTION_REACHED, place);
    }
  if (!*encrypted && PQsslInUse (conn) && phase != CONNECTION_SSL_STARTUP)
    {
      *encrypted = TRUE;
      report_stage (attempt, ATH_CONNECTION_ENCRYPTED, PQsslAttribute (conn, "protocol"));
    }
}

/* @phase: what it was about when it ended */
static AthWait
poll_until_connected (Attempt        *attempt,
                      PGconn         *conn,
                      ConnStatusType *phase)
{
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  gint64 deadline = get_deadline (attempt);
  gboolean reached = FALSE;
  gboolean encrypted = FALSE;

  *phase = CONNECTION_STARTED;
  while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED
         && PQstatus (conn) != CONNECTION_BAD)
    {
      GIOCondition condition = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT;
      AthWait ended = ath_socket_wait (PQsocket (conn), condition, deadline,
                                       attempt->cancellable);

      if (ended != ATH_WAIT_READY)
        return ended;
      *phase = PQstatus (conn);
      status = PQconnectPoll (conn);
      report_progress (attempt, conn, &reached, &encrypted);
    }

  return ATH_WAIT_READY;
}

static AthConnection *
try_address (Attempt     *attempt,
             const char  *host,
             const char  *address,
             const char  *port,
             GError     **error)
{
  g_autoptr(PGconn) conn = start (attempt, host, address, port);
  ConnStatusType phase;

  switch (poll_until_connected (attempt, conn, &phase))
    {
    case ATH_WAIT_CANCELLED:
      g_cancellable_set_error_if_cancelled (attempt->cancellable, error);
      return NULL;

    case ATH_WAIT_TIMEOUT:
      g_propagate_error (error, ath_connect_error_new_timeout (attempt->info));
      return NULL;

    case ATH_WAIT_READY:
      break;

    default:
      g_assert_not_reached ();
    }

  if (PQstatus (conn) != CONNECTION_OK)
    {
      g_propagate_error (error, ath_connect_error_new (attempt->info, conn, phase));
      return NULL;
    }

  return ath_connection_new_take (g_steal_pointer (&conn), attempt->info);
}

/* Whether the next address or host would say the same, as libpq sees it: a
 * server that answered has the last word, unless it is only starting up.
 */
static gboolean
is_final (const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);

  if (details == NULL)
    return TRUE;

  return details->sqlstate != NULL && !g_str_equal (details->sqlstate, ATH_SQLSTATE_STARTING_UP);
}

static gboolean
needs_lookup (const char *host)
{
  return host != NULL && *host != '\0' && *host != '/' && *host != '@'
         && !g_hostname_is_ip_address (host);
}

static AthConnection *
try_host (Attempt     *attempt,
          const char  *host,
          const char  *address,
          const char  *port,
          GError     **error)
{
  g_auto(GStrv) addresses = NULL;
  AthConnection *connection = NULL;

  if (address != NULL || !needs_lookup (host))
    {
      report_stage (attempt, ATH_CONNECTION_RESOLVED, address != NULL ? address : host);
      return try_address (attempt, host, address, port, error);
    }

  addresses = ath_host_lookup (host, get_deadline (attempt), attempt->cancellable, error);
  if (addresses != NULL)
    {
      g_autofree char *text = g_strjoinv (", ", addresses);

      report_stage (attempt, ATH_CONNECTION_RESOLVED, text);
    }
  for (guint i = 0; addresses != NULL && addresses[i] != NULL && connection == NULL; i++)
    {
      g_clear_error (error);
      connection = try_address (attempt, host, addresses[i], port, error);
      if (connection == NULL && is_final (*error))
        break;
    }

  return connection;
}

/* (nullable): the item of a comma separated list that may have only one for all */
static const char *
get_item (char  **list,
          guint   index)
{
  guint len = list != NULL ? g_strv_length (list) : 0;
  const char *item;

  if (len == 0)
    return NULL;

  item = list[len == 1 ? 0 : MIN (index, len - 1)];

  return *item != '\0' ? item : NULL;
}

static char **
split_list (AthConnectionInfo *info,
            const char        *keyword)
{
  g_autofree char *value = dup_value (info, keyword);

  return value != NULL ? g_strsplit (value, ",", -1) : NULL;
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static AthConnection *
try_hosts (Attempt  *attempt,
           GError  **error)
{
  g_auto(GStrv) hosts = split_list (attempt->info, "host");
  g_auto(GStrv) addresses = split_list (attempt->info, "hostaddr");
  g_auto(GStrv) ports = split_list (attempt->info, "port");
  guint n_hosts = hosts != NULL ? g_strv_length (hosts) : 1;
  g_autoptr(GString) failures = g_string_new (NULL);

  if (addresses != NULL)
    n_hosts = g_strv_length (addresses);

  for (guint i = 0; i < n_hosts; i++)
    {
      AthConnection *connection;

      g_clear_error (error);
      connection = try_host (attempt, get_item (hosts, i), get_item (addresses, i),
                             get_item (ports, i), error);
      if (connection != NULL)
        return connection;
      append_line (failures, (*error)->message);
      if (is_final (*error))
        return NULL;
    }

  if (n_hosts > 1)
    ath_error_set_detail (*error, failures->str);

  return NULL;
}

/* A standby where there is one, else whatever answers: two rounds. */
static AthConnection *
try_sessions (Attempt  *attempt,
              GError  **error)
{
  const char *wanted = ath_connection_info_get (attempt->info, "target_session_attrs");
  AthConnection *connection;

  if (g_strcmp0 (wanted, "prefer-standby") != 0)
    return try_hosts (attempt, error);

  attempt->session_attributes = "standby";
  connection = try_hosts (attempt, error);
  if (connection == NULL && !is_final (*error))
    {
      g_clear_error (error);
      attempt->session_attributes = "any";
      connection = try_hosts (attempt, error);
    }

  return connection;
}

/* What an entry of the user's pg_service.conf says, beneath what @info says.
 * An entry that is not found there may be in a place that only libpq knows.
 */
static AthConnectionInfo *
resolve_service (AthConnectionInfo *info)
{
  const char *name = ath_connection_info_get (info, "service");
  g_autoptr(AthConnectionInfo) entry = NULL;
  g_autoptr(AthConnectionInfo) resolved = NULL;
  g_autofree const char **keywords = NULL;

  if (name != NULL)
    entry = ath_service_file_find (name, NULL);
  if (entry == NULL)
    return ath_connection_info_ref (info);

  resolved = ath_connection_info_with (info, "service", NULL);
  keywords = ath_connection_info_list_keywords (entry);
  for (guint i = 0; keywords[i] != NULL; i++)
    {
      AthConnectionInfo *next;

      if (ath_connection_info_get (resolved, keywords[i]) != NULL)
        continue;
      next = ath_connection_info_with (resolved, keywords[i],
                                       ath_connection_info_get (entry, keywords[i]));
      ath_connection_info_unref (resolved);
      resolved = next;
    }

  return g_steal_pointer (&resolved);
}

/* @wanted: who watches it, who may cancel it, and when it has to end */
static AthConnection *
open_as (const Attempt      *wanted,
         AthConnectionInfo  *info,
         GError            **error)
{
  g_autoptr(AthConnectionInfo) resolved = resolve_service (info);
  Attempt attempt = *wanted;
  GError *failure = NULL;
  AthConnection *connection;

  if (g_cancellable_set_error_if_cancelled (attempt.cancellable, error))
    return NULL;

  attempt.info = resolved;
  attempt.timeout = get_timeout (resolved);
  connection = try_sessions (&attempt, &failure);
  if (connection == NULL)
    g_propagate_error (error, failure);

  return connection;
}

/**
 * ath_connection_open_before:
 * @info: how to reach the database
 * @deadline: when to give up, as of g_get_monotonic_time(), or %ATH_WAIT_FOR_EVER
 * @cancellable: (nullable): ends the attempt at any moment
 * @error: set on failure
 *
 * As ath_connection_open(), with one more limit.
 *
 * Returns: (transfer full): see ath_connection_open()
 */
AthConnection *
ath_connection_open_before (AthConnectionInfo  *info,
                            gint64              deadline,
                            GCancellable       *cancellable,
                            GError            **error)
{
  return open_as (&(Attempt) { .deadline = deadline, .cancellable = cancellable }, info, error);
}

/**
 * ath_connection_open:
 * @info: how to reach the database
 * @cancellable: (nullable): ends the attempt at any moment
 * @error: set on failure
 *
 * Connects and logs in, with what libpq's environment variables,
 * pg_service.conf and .pgpass add to @info.  Each address gets the
 * `connect_timeout` of @info, else 10 seconds.  Blocks: for worker threads.
 *
 * Returns: (transfer full): a connection, or `NULL` with `ATH_ERROR_CONNECT`
 *   (its SQLSTATE where the server answered, the usual remedy as its hint),
 *   `ATH_ERROR_PROFILE` when @info makes no sense, or `G_IO_ERROR_CANCELLED`
 */
AthConnection *
ath_connection_open (AthConnectionInfo  *info,
                     GCancellable       *cancellable,
                     GError            **error)
{
  return ath_connection_open_watched (info, NULL, NULL, cancellable, error);
}

/**
 * ath_connection_open_watched:
 * @info: how to reach the database
 * @func: (nullable): told what has been reached
 * @user_data: passed to @func
 * @cancellable: (nullable): ends the attempt at any moment
 * @error: set on failure
 *
 * As ath_connection_open(), for who wants to know how far it came.
 *
 * Returns: (transfer full): see ath_connection_open()
 */
AthConnection *
ath_connection_open_watched (AthConnectionInfo       *info,
                             AthConnectionStageFunc   func,
                             gpointer                 user_data,
                             GCancellable            *cancellable,
                             GError                 **error)
{
  Attempt wanted = {
    .deadline = ATH_WAIT_FOR_EVER,
    .cancellable = cancellable,
    .stage_func = func,
    .stage_data = user_data,
  };

  g_return_val_if_fail (info != NULL, NULL);

  return open_as (&wanted, info, error);
}
