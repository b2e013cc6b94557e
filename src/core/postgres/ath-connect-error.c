/* ath-connect-error.c: why a connection could not be made, and what helps
 *
 * libpq hands out no fields for a connection that was not made, only a text in
 * the user's language.  In its verbose form the text holds the SQLSTATE; what
 * else is decided here is decided by numbers and states, never by words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "postgres/ath-connect-error.h"
#include "postgres/ath-sql-error.h"

/* sqlserver_rejected_establishment_of_sqlconnection, of the SQL standard */
#define SQLSTATE_REJECTED "08004"
#define SQLSTATE_INVALID_PASSWORD "28P01"
#define SQLSTATE_LEN 5

/* What a text of libpq says. */
typedef struct
{
  char     *reason;   /* (owned) one line */
  char     *detail;   /* (owned) (nullable) what the server added */
  char     *sqlstate; /* (owned) (nullable) */
  gboolean  reached;  /* a connection was tried: it is not about an option */
} Failure;

static void
failure_clear (Failure *failure)
{
  g_free (failure->reason);
  g_free (failure->detail);
  g_free (failure->sqlstate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Failure, failure_clear)

/* (nullable): the last ":  28P01: " in @text, from its SQLSTATE on */
static const char *
find_sqlstate (const char *text)
{
  const char *found = NULL;

  for (const char *pos = strstr (text, ":  "); pos != NULL; pos = strstr (pos + 1, ":  "))
    {
      const char *state = pos + strlen (":  ");

      if (strspn (state, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == SQLSTATE_LEN
          && state[SQLSTATE_LEN] == ':')
        found = state;
    }

  return found;
}

/* The server's further lines but the last one, which names a place in its source. */
static char *
dup_further_lines (const char *lines)
{
  g_auto(GStrv) list = g_strsplit (lines, "\n", -1);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL && list[i + 1] != NULL; i++)
    {
      const char *content = strstr (list[i], ":  ");

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, content != NULL ? content + strlen (":  ") : list[i]);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* What follows "connection to server at "127.0.0.1", port 5432 failed: ": the
 * first colon after the port, in every language.
 */
static const char *
find_reason (const char *text,
             const char *port)
{
  const char *found = NULL;

  if (port == NULL || *port == '\0')
    return NULL;

  for (const char *pos = strstr (text, port); pos != NULL; pos = strstr (pos + 1, port))
    {
      const char *colon = strstr (pos, ": ");

      if (colon != NULL && memchr (pos, '\n', colon - pos) == NULL)
        found = colon + strlen (": ");
      else
        break;
    }

  return found;
}

static void
read_text (Failure    *failure,
           const char *text,
           const char *port)
{
  const char *state = find_sqlstate (text);
  const char *reason = find_reason (text, port);
  gsize len;

  failure->reached = reason != NULL;
  if (state != NULL)
    {
      failure->reached = TRUE;
      failure->sqlstate = g_strndup (state, SQLSTATE_LEN);
      reason = state + SQLSTATE_LEN + strlen (": ");
    }
  if (reason == NULL)
    reason = text;

  len = strcspn (reason, "\n");
  failure->reason = g_strndup (reason, len);
  if (state != NULL && reason[len] != '\0')
    failure->detail = dup_further_lines (reason + len + 1);
}

/* What is said of a server that refuses TLS or shows a wrong certificate stands
 * in whole lines.  One that goes away in the middle of it is guessed about in
 * indented ones, or there is an error of the system.
 */
static gboolean
is_tls_refusal (const char     *text,
                ConnStatusType  phase)
{
  const char *line_end = strchr (text, '\n');

  return phase == CONNECTION_SSL_STARTUP && (line_end == NULL || line_end[1] != '\t')
         && strstr (text, "SYSCALL") == NULL && strstr (text, "eof") == NULL;
}

static gboolean
is_errno (const char *reason,
          int         number)
{
  return strstr (reason, g_strerror (number)) != NULL;
}

static const char *
get_errno_hint (const char *reason)
{
  if (is_errno (reason, ECONNREFUSED) || is_errno (reason, ENOENT))
    return _("The server does not run there, or listens on another port or address. Check host "
             "and port, and that the server is started.");
  if (is_errno (reason, EACCES) || is_errno (reason, EPERM))
    return _("The folder of the server's socket may not be entered by this user.");
  if (is_errno (reason, EHOSTUNREACH) || is_errno (reason, ENETUNREACH))
    return _("There is no way to this host from here. Check the network, a VPN if it needs one, "
             "and the address.");
  if (is_errno (reason, ETIMEDOUT))
    return _("The host does not answer. Check its address, the network and firewalls.");

  return NULL;
}

static const struct
{
  const char *sqlstate; /* or the beginning of it */
  const char *hint;
} sqlstate_hints[] = {
  { "28P01", N_("Check the user's name and password.") },
  { "28", N_("The server does not let this user in from here: its pg_hba.conf has no fitting "
             "line, the line asks for TLS (sslmode=require), or the role does not exist or may "
             "not log in.") },
  { "3D000", N_("Check the name of the database, or create it first.") },
  { "42501", N_("The role has no CONNECT privilege on this database.") },
  { "42704", N_("Check “options” of the connection.") },
  { "53300", N_("All connections of the server are taken. Try again later, or close some.") },
  { "55000", N_("The database does not allow connections at the moment.") },
  { "57P03", N_("The server is starting up or shutting down. Try again in a moment.") },
  { "08P01", N_("A connection pooler may stand in between. Connect to the server itself.") },
  { SQLSTATE_REJECTED, N_("Server and connection do not agree about TLS. Check “sslmode” and, for "
                          "verify-ca and verify-full, the certificate in “sslrootcert”.") },
};

static const char *
get_hint (const Failure *failure)
{
  if (failure->sqlstate == NULL)
    return get_errno_hint (failure->reason);

  for (guint i = 0; i < G_N_ELEMENTS (sqlstate_hints); i++)
    {
      if (g_str_has_prefix (failure->sqlstate, sqlstate_hints[i].sqlstate))
        return _(sqlstate_hints[i].hint);
    }

  return NULL;
}

static GError *
new_no_password_error (const char *display)
{
  GError *error = ath_error_new (ATH_ERROR_CONNECT,
                                 _("Could not connect to %s: the server asks for a password"),
                                 display);

  ath_error_set_sqlstate (error, SQLSTATE_INVALID_PASSWORD);
  ath_error_set_hint (error, _("Give a password, or write it into the file .pgpass."));

  return error;
}

/**
 * ath_connect_error_new:
 * @info: what was tried
 * @conn: the connection that failed
 * @phase: what it was about then
 *
 * Returns: (transfer full): `ATH_ERROR_CONNECT`, or `ATH_ERROR_PROFILE` when libpq
 *   found @info wrong before it tried
 */
GError *
ath_connect_error_new (AthConnectionInfo *info,
                       PGconn            *conn,
                       ConnStatusType     phase)
{
  g_autofree char *display = ath_connection_info_dup_display (info);
  g_autofree char *text = ath_sql_error_dup_text (PQerrorMessage (conn));
  g_auto(Failure) failure = { NULL };
  GError *error;

  if (PQconnectionNeedsPassword (conn))
    return new_no_password_error (display);

  read_text (&failure, text != NULL ? text : "", PQport (conn));
  if (failure.sqlstate == NULL && text != NULL && is_tls_refusal (text, phase))
    failure.sqlstate = g_strdup (SQLSTATE_REJECTED);

  error = ath_error_new (failure.reached ? ATH_ERROR_CONNECT : ATH_ERROR_PROFILE,
                         _("Could not connect to %s: %s"), display, failure.reason);
  ath_error_set_sqlstate (error, failure.sqlstate);
  ath_error_set_detail (error, failure.detail);
  ath_error_set_hint (error, get_hint (&failure));

  return error;
}

/**
 * ath_connect_error_new_timeout:
 * @info: what was tried
 *
 * Returns: (transfer full): `ATH_ERROR_CONNECT` for a server that did not answer
 *   in time
 */
GError *
ath_connect_error_new_timeout (AthConnectionInfo *info)
{
  g_autofree char *display = ath_connection_info_dup_display (info);
  GError *error = ath_error_new (ATH_ERROR_CONNECT,
                                 _("Could not connect to %s: no answer in time"), display);

  ath_error_set_hint (error, _("Check the address, the network and firewalls. “connect_timeout” "
                               "says how many seconds to wait."));

  return error;
}

/**
 * ath_connect_error_is_temporary:
 * @error: why a connection could not be opened
 *
 * Returns: whether it may succeed later with nothing changed on this side
 */
gboolean
ath_connect_error_is_temporary (const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);

  if (!g_error_matches (error, ATH_ERROR, ATH_ERROR_CONNECT))
    return FALSE;
  if (details->sqlstate == NULL)
    return TRUE;

  /* cannot_connect_now and other interventions, and what runs short */
  return g_str_has_prefix (details->sqlstate, "57") || g_str_has_prefix (details->sqlstate, "53");
}
