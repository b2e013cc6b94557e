/* ath-test-proxy.c: a network between a test and its server, that fails on demand
 *
 * A port on 127.0.0.1 whose connections lead to the socket of the server.  Each
 * direction has a thread of its own; both end with the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>

#include "ath-test-proxy.h"

struct _AthTestProxy
{
  AthTestCluster *cluster;     /* (unowned) outlives the proxy */
  GSocket        *listener;    /* (owned) */
  guint           port;
  GCancellable   *cancellable; /* (owned) ends the accepting */
  GThread        *accepting;   /* (owned) */
  GPtrArray      *ways;        /* (owned) (element-type GThread) used by @accepting */
  GMutex          mutex;
  char           *cut_at;      /* (owned) (nullable) guarded by @mutex */
};

/* One direction of one connection. */
typedef struct
{
  AthTestProxy *proxy;
  GSocket      *from;      /* (owned) */
  GSocket      *to;        /* (owned) */
  gboolean      is_answer;
} Way;

static gboolean
contains (const char *data,
          gsize       len,
          const char *text)
{
  gsize text_len = strlen (text);

  for (gsize i = 0; i + text_len <= len; i++)
    {
      if (memcmp (data + i, text, text_len) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether @data holds what the connection is to be cut at; only once. */
static gboolean
is_cut (AthTestProxy *self,
        const char   *data,
        gsize         len)
{
  gboolean answer;

  g_mutex_lock (&self->mutex);
  answer = self->cut_at != NULL && contains (data, len, self->cut_at);
  if (answer)
    g_clear_pointer (&self->cut_at, g_free);
  g_mutex_unlock (&self->mutex);

  return answer;
}

static gboolean
send_all (GSocket    *socket,
          const char *data,
          gsize       len)
{
  while (len > 0)
    {
      gssize sent = g_socket_send (socket, data, len, NULL, NULL);

      if (sent <= 0)
        return FALSE;
      data += sent;
      len -= sent;
    }

  return TRUE;
}

static gpointer
way_thread (gpointer data)
{
  Way *way = data;
  char buffer[8192];
  gssize len;

  while ((len = g_socket_receive (way->from, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      if (way->is_answer && is_cut (way->proxy, buffer, len))
        break;
      if (!send_all (way->to, buffer, len))
        break;
    }
  g_socket_shutdown (way->from, TRUE, TRUE, NULL);
  g_socket_shutdown (way->to, TRUE, TRUE, NULL);
  g_object_unref (way->from);
  g_object_unref (way->to);
  g_free (way);

  return NULL;
}

static void
start_way (AthTestProxy *self,
           GSocket      *from,
           GSocket      *to,
           gboolean      is_answer)
{
  Way *way = g_new (Way, 1);

  *way = (Way) {
    .proxy = self,
    .from = g_object_ref (from),
    .to = g_object_ref (to),
    .is_answer = is_answer,
  };
  g_ptr_array_add (self->ways, g_thread_new ("test-proxy-way", way_thread, way));
}

static GSocket *
connect_to_server (AthTestProxy *self)
{
  g_autofree char *path = g_strdup_printf ("%s/.s.PGSQL.%u",
                                           ath_test_cluster_get_folder (self->cluster),
                                           ath_test_cluster_get_port (self->cluster));
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GError) error = NULL;
  GSocket *server;

  server = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                         &error);
  g_assert_no_error (error);
  g_socket_connect (server, address, NULL, &error);
  g_assert_no_error (error);

  return server;
}

static gpointer
accept_thread (gpointer data)
{
  AthTestProxy *self = data;
  GSocket *accepted;

  while ((accepted = g_socket_accept (self->listener, self->cancellable, NULL)) != NULL)
    {
      g_autoptr(GSocket) client = accepted;
      g_autoptr(GSocket) server = connect_to_server (self);

      start_way (self, client, server, FALSE);
      start_way (self, server, client, TRUE);
    }

  return NULL;
}

static void
listen_anywhere (AthTestProxy *self)
{
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) local = NULL;
  g_autoptr(GError) error = NULL;

  self->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 &error);
  g_assert_no_error (error);
  g_socket_bind (self->listener, any, FALSE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  local = g_socket_get_local_address (self->listener, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
}

/**
 * ath_test_proxy_start:
 * @cluster: a server, which must outlive the proxy
 *
 * Returns: (transfer full): a network that works
 */
AthTestProxy *
ath_test_proxy_start (AthTestCluster *cluster)
{
  AthTestProxy *self = g_new0 (AthTestProxy, 1);

  self->cluster = cluster;
  self->cancellable = g_cancellable_new ();
  self->ways = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  listen_anywhere (self);
  self->accepting = g_thread_new ("test-proxy", accept_thread, self);

  return self;
}

/**
 * ath_test_proxy_stop:
 * @self: (transfer full): a proxy whose connections are all closed
 */
void
ath_test_proxy_stop (AthTestProxy *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->accepting);
  for (guint i = 0; i < self->ways->len; i++)
    g_thread_join (g_ptr_array_index (self->ways, i));
  g_ptr_array_unref (self->ways);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->mutex);
  g_free (self->cut_at);
  g_free (self);
}

/**
 * ath_test_proxy_dup_url:
 * @self: a proxy
 * @database: name of a database
 *
 * Returns: (transfer full): its URL through the proxy
 */
char *
ath_test_proxy_dup_url (AthTestProxy *self,
                        const char   *database)
{
  return g_strdup_printf ("postgresql://" ATH_TEST_USER "@127.0.0.1:%u/%s", self->port, database);
}

/**
 * ath_test_proxy_cut_at:
 * @self: a proxy
 * @answer: what the server says
 *
 * Cuts the next connection on which the server answers @answer, which does not
 * arrive any more.  Later connections work.
 */
void
ath_test_proxy_cut_at (AthTestProxy *self,
                       const char   *answer)
{
  g_mutex_lock (&self->mutex);
  g_free (self->cut_at);
  self->cut_at = g_strdup (answer);
  g_mutex_unlock (&self->mutex);
}
