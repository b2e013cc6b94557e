/* ath-host-lookup.c: from the name of a host to its addresses
 *
 * libpq looks names up while it connects, and nothing can interrupt that.
 * GResolver can be cancelled, but does it in GTask's pool, where a few names
 * that nobody answers for hold up every file operation.  So each lookup has a
 * thread that is left alone when nobody waits for it any more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <netdb.h>
#include <sys/socket.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-host-lookup.h"
#include "postgres/ath-socket-wait.h"

/* Shared by the thread and the one who waits; the last one frees it. */
typedef struct
{
  char         *host;      /* (owned) */
  GCancellable *done;      /* (owned) an event: triggered when the rest is filled in */
  int           failure;   /* of getaddrinfo() */
  GPtrArray    *addresses; /* (owned) (element-type utf8) numeric */
} Lookup;

static void
lookup_clear (gpointer data)
{
  Lookup *lookup = data;

  g_free (lookup->host);
  g_object_unref (lookup->done);
  g_ptr_array_unref (lookup->addresses);
}

static void
lookup_unref (Lookup *lookup)
{
  g_atomic_rc_box_release_full (lookup, lookup_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_unref)

static void
add_address (Lookup                *lookup,
             const struct addrinfo *info)
{
  char text[NI_MAXHOST];

  if (getnameinfo (info->ai_addr, info->ai_addrlen, text, sizeof text, NULL, 0,
                   NI_NUMERICHOST) == 0)
    g_ptr_array_add (lookup->addresses, g_strdup (text));
}

static gpointer
lookup_thread (gpointer data)
{
  g_autoptr(Lookup) lookup = data;
  struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;

  lookup->failure = getaddrinfo (lookup->host, NULL, &hints, &found);
  if (lookup->failure == 0)
    {
      for (const struct addrinfo *info = found; info != NULL; info = info->ai_next)
        add_address (lookup, info);
      freeaddrinfo (found);
    }
  g_cancellable_cancel (lookup->done);

  return NULL;
}

static Lookup *
lookup_start (const char *host)
{
  g_autoptr(GThread) thread = NULL;
  Lookup *lookup = g_atomic_rc_box_new0 (Lookup);

  lookup->host = g_strdup (host);
  lookup->done = g_cancellable_new ();
  lookup->addresses = g_ptr_array_new_null_terminated (1, g_free, TRUE);

  /* Dropping the only reference detaches the thread. */
  thread = g_thread_new ("athanor-lookup", lookup_thread, g_atomic_rc_box_acquire (lookup));

  return lookup;
}

static AthWait
lookup_wait (Lookup       *lookup,
             gint64        deadline,
             GCancellable *cancellable)
{
  GPollFD fd;
  AthWait ended;

  if (!g_cancellable_make_pollfd (lookup->done, &fd))
    return ATH_WAIT_TIMEOUT;

  ended = ath_socket_wait (fd.fd, G_IO_IN, deadline, cancellable);
  g_cancellable_release_fd (lookup->done);

  return ended;
}

static GError *
lookup_error_new (Lookup *lookup)
{
  GError *error;

  if (lookup->failure == EAI_NONAME)
    error = ath_error_new (ATH_ERROR_CONNECT, _("There is no host “%s”"), lookup->host);
  else
    error = ath_error_new (ATH_ERROR_CONNECT, _("The host “%s” could not be looked up: %s"),
                           lookup->host, gai_strerror (lookup->failure));
  ath_error_set_hint (error, _("Check the name of the host, and whether the network that "
                               "knows it (VPN, containers) is up."));

  return error;
}

/**
 * ath_host_lookup:
 * @host: name of a host
 * @deadline: when to give up, as of g_get_monotonic_time()
 * @cancellable: (nullable): ends the wait
 * @error: set on failure
 *
 * Blocks the calling thread until the system has answered.
 *
 * Returns: (transfer full): numeric addresses in the system's order, at least
 *   one, or `NULL` with `ATH_ERROR_CONNECT` or `G_IO_ERROR_CANCELLED`
 */
char **
ath_host_lookup (const char    *host,
                 gint64         deadline,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(Lookup) lookup = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  lookup = lookup_start (host);
  switch (lookup_wait (lookup, deadline, cancellable))
    {
    case ATH_WAIT_CANCELLED:
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;

    case ATH_WAIT_TIMEOUT:
      g_set_error (error, ATH_ERROR, ATH_ERROR_CONNECT,
                   _("Looking up the host “%s” took too long"), host);
      return NULL;

    case ATH_WAIT_READY:
      break;

    default:
      g_assert_not_reached ();
    }

  if (lookup->addresses->len == 0)
    {
      g_propagate_error (error, lookup_error_new (lookup));
      return NULL;
    }

  return g_strdupv ((char **) lookup->addresses->pdata);
}
