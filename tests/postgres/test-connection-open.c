/* test-connection-open.c: from connection information to a session, or to a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "postgres/ath-service-file.h"
#include "support/ath-test-cluster.h"
#include "support/ath-test-folder.h"

static AthTestCluster *cluster;

G_GNUC_PRINTF (1, 2)
static AthConnectionInfo *
new_info (const char *format,
          ...)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  AthConnectionInfo *info;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  info = ath_connection_info_new_from_url (text, &error);
  g_assert_no_error (error);

  return info;
}

/* In the options: %S the folder of the socket, %P the port, %F a port where
 * nothing listens, %W the right password, %C the certificate.
 */
static AthConnectionInfo *
new_case_info (const char *options,
               guint       free_port)
{
  g_autoptr(GString) text = g_string_new (options);
  g_autofree char *port = g_strdup_printf ("%u", ath_test_cluster_get_port (cluster));
  g_autofree char *other_port = g_strdup_printf ("%u", free_port);
  g_autofree char *certificate = g_build_filename (ath_test_cluster_get_folder (cluster),
                                                   "server.crt", NULL);

  g_string_replace (text, "%S", ath_test_cluster_get_folder (cluster), 0);
  g_string_replace (text, "%P", port, 0);
  g_string_replace (text, "%F", other_port, 0);
  g_string_replace (text, "%W", "'pa:ss\\\\w@rd\\' %41/ü'", 0);
  g_string_replace (text, "%C", certificate, 0);

  return new_info ("%s", text->str);
}

/* A port of 127.0.0.1 on which somebody listens, but never says a word. */
static GSocketListener *
new_silence (guint *port)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) chosen = NULL;
  g_autoptr(GError) error = NULL;

  g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, &chosen, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (chosen));

  return listener;
}

/* One on which nobody does. */
static guint
find_free_port (void)
{
  guint port;
  g_autoptr(GSocketListener) listener = new_silence (&port);

  g_socket_listener_close (listener);

  return port;
}

typedef struct
{
  const char *name;
  const char *options;
  const char *sqlstate; /* (nullable) */
  const char *message;
  const char *hint;
} Refusal;

static const Refusal refusals[] = {
  { "wrong-password", "host=127.0.0.1 port=%P user=postgres password=hunter2", "28P01",
    "Could not connect to postgres on 127.0.0.1:%P: "
    "password authentication failed for user \"postgres\"", "password" },
  { "no-password", "host=127.0.0.1 port=%P user=postgres", "28P01",
    "the server asks for a password", ".pgpass" },
  { "no-database", "host=%S port=%P user=postgres dbname=nope", "3D000",
    "database \"nope\" does not exist", "create it" },
  { "no-role", "host=%S port=%P user=nobody_here dbname=postgres", "28000",
    "role \"nobody_here\" does not exist", "pg_hba.conf" },
  { "no-login", "host=%S port=%P user=guest dbname=postgres", "28000",
    "is not permitted to log in", "may not log in" },
  { "no-privilege", "host=%S port=%P user=app dbname=closed", "42501",
    "permission denied for database", "CONNECT" },
  { "no-connections", "host=%S port=%P user=app dbname=locked", "55000",
    "is not currently accepting connections", "does not allow" },
  { "too-many", "host=%S port=%P user=crowd dbname=postgres", "53300",
    "too many connections for role", "All connections" },
  { "not-from-here", "host=127.0.0.1 port=%P user=tls_only password=x sslmode=disable"
    " dbname=postgres", "28000", "no pg_hba.conf entry", "sslmode=require" },
  { "bad-options", "host=%S port=%P user=postgres options=-ccolour=red", "42704",
    "unrecognized configuration parameter", "options" },
  { "not-running", "host=127.0.0.1 port=%F user=postgres", NULL,
    "Could not connect to postgres on 127.0.0.1:%F: Connection refused", "started" },
  { "no-socket", "host=/nowhere port=5433 dbname=b", NULL,
    "Could not connect to b on /nowhere:5433: No such file or directory", "started" },
  { "no-standby", "host=%S port=%P user=postgres target_session_attrs=standby", NULL,
    "server is not in hot standby mode", NULL },
  { "unknown-authority", "host=localhost hostaddr=127.0.0.1 port=%P user=postgres password=%W"
    " sslmode=verify-full sslrootcert=/nowhere", "08004", "root certificate file", "sslrootcert" },
  { "other-name", "host=127.0.0.1 port=%P user=postgres password=%W"
    " sslmode=verify-full sslrootcert=%C", "08004", "does not match host name", "certificate" },
};

static void
test_refused (gconstpointer data)
{
  const Refusal *test = data;
  guint free_port = find_free_port ();
  g_autoptr(AthConnectionInfo) info = new_case_info (test->options, free_port);
  g_autoptr(GString) message = g_string_new (test->message);
  g_autofree char *port = g_strdup_printf ("%u", ath_test_cluster_get_port (cluster));
  g_autofree char *other_port = g_strdup_printf ("%u", free_port);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnection) connection = ath_connection_open (info, NULL, &error);

  g_string_replace (message, "%P", port, 0);
  g_string_replace (message, "%F", other_port, 0);

  g_assert_null (connection);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message->str));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (strstr (error->message, "hunter2"));
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, test->sqlstate);
  if (test->hint != NULL)
    g_assert_nonnull (strstr (ath_error_get_details (error)->hint, test->hint));
}

/* Not about the server: what was asked for makes no sense. */
static void
test_no_service (void)
{
  g_autoptr(AthConnectionInfo) info = new_info ("service=nowhere");
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_connection_open (info, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_nonnull (strstr (error->message, "nowhere"));
}

static void
test_no_tls (void)
{
  g_autoptr(AthTestCluster) plain = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  g_autoptr(AthConnectionInfo) info =
    new_info ("host=127.0.0.1 port=%u user=postgres sslmode=require",
              ath_test_cluster_get_port (plain));
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_connection_open (info, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "08004");
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "sslmode"));
  g_clear_error (&error);

  /* Waiting for it is no use. */
  g_assert_false (ath_connection_wait (info, 60, NULL, &error));
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "08004");
}

static void
test_no_host (void)
{
  g_autoptr(AthConnectionInfo) info = new_info ("postgresql://no-such-host.invalid/b");
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_connection_open (info, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_nonnull (strstr (error->message, "“no-such-host.invalid”"));
  g_assert_nonnull (ath_error_get_details (error)->hint);
}

static const struct
{
  const char *name;
  const char *options;
  gboolean    tls;
} successes[] = {
  { "socket", "host=%S port=%P user=postgres", FALSE },
  { "password", "host=127.0.0.1 port=%P user=postgres password=%W sslmode=disable", FALSE },
  { "tls", "host=127.0.0.1 port=%P user=postgres password=%W sslmode=require", TRUE },
  { "verified", "host=localhost hostaddr=127.0.0.1 port=%P user=postgres password=%W"
    " sslmode=verify-full sslrootcert=%C", TRUE },
  { "looked-up", "host=localhost port=%P user=postgres password=%W", TRUE },
  { "second-host", "host=127.0.0.1,%S port=%F,%P user=postgres", FALSE },
  { "second-after-unknown", "host=no-such-host.invalid,%S port=%P user=postgres", FALSE },
  { "second-address", "hostaddr=127.0.0.2,127.0.0.1 port=%F,%P user=postgres password=%W", TRUE },
  { "primary", "host=%S port=%P user=postgres target_session_attrs=read-write", FALSE },
  { "rather-standby", "host=%S port=%P user=postgres target_session_attrs=prefer-standby", FALSE },
};

static void
test_accepted (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr(AthConnectionInfo) info = new_case_info (successes[index].options, find_free_port ());
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnection) connection = ath_connection_open (info, NULL, &error);
  g_autoptr(AthConnectionInfo) effective = NULL;
  g_autoptr(AthConnection) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (ath_connection_get_tls (connection), ==, successes[index].tls);

  effective = ath_connection_dup_effective_info (connection);
  again = ath_connection_open (effective, NULL, &error);
  g_assert_no_error (error);
}

/* The time limit of one host must not hold up the next for ever. */
static void
test_silent_host (void)
{
  guint port;
  g_autoptr(GSocketListener) silence = new_silence (&port);
  g_autoptr(AthConnectionInfo) both =
    new_info ("host=127.0.0.1,%s port=%u,%u user=postgres connect_timeout=1",
              ath_test_cluster_get_folder (cluster), port, ath_test_cluster_get_port (cluster));
  g_autoptr(AthConnectionInfo) alone = new_info ("host=127.0.0.1 port=%u connect_timeout=1", port);
  g_autoptr(AthConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_connection_open (both, NULL, &error);
  g_assert_no_error (error);

  g_assert_null (ath_connection_open (alone, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_nonnull (strstr (error->message, "no answer in time"));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "connect_timeout"));
}

static void
test_all_hosts_fail (void)
{
  guint port = find_free_port ();
  g_autoptr(AthConnectionInfo) info = new_info ("host=127.0.0.1,127.0.0.2,/nowhere port=%u", port);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_null (ath_connection_open (info, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  lines = g_strsplit (ath_error_get_details (error)->detail, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
}

static void
test_cancelled_before (void)
{
  g_autoptr(AthConnectionInfo) info = new_case_info ("host=localhost port=%P user=postgres", 0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ath_connection_open (info, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GSocketListener *listener;
  GCancellable    *cancellable;
} Canceller;

/* Cancels when somebody has come in. */
static gpointer
cancel_thread (gpointer data)
{
  Canceller *canceller = data;
  g_autoptr(GSocketConnection) guest =
    g_socket_listener_accept (canceller->listener, NULL, NULL, NULL);

  g_cancellable_cancel (canceller->cancellable);

  return NULL;
}

static void
test_cancel_while_connecting (gconstpointer data)
{
  gboolean wait = GPOINTER_TO_INT (data);
  guint port;
  g_autoptr(GSocketListener) silence = new_silence (&port);
  g_autoptr(AthConnectionInfo) info = new_info ("host=127.0.0.1 port=%u connect_timeout=0", port);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { silence, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_thread, &canceller);
  g_autoptr(GError) error = NULL;

  if (wait)
    g_assert_false (ath_connection_wait (info, 0, cancellable, &error));
  else
    g_assert_null (ath_connection_open (info, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static gpointer
resume_thread (gpointer data)
{
  ath_test_cluster_resume (data);

  return NULL;
}

static void
test_wait_until_there (void)
{
  g_autoptr(AthConnectionInfo) info = new_case_info ("host=%S port=%P user=postgres", 0);
  g_autoptr(GError) error = NULL;
  GThread *thread;

  ath_test_cluster_halt (cluster);
  thread = g_thread_new ("resume", resume_thread, cluster);
  ath_connection_wait (info, 60, NULL, &error);
  g_assert_no_error (error);
  g_thread_join (thread);
}

static void
test_wait_too_long (void)
{
  guint port = find_free_port ();
  g_autoptr(AthConnectionInfo) info = new_info ("host=127.0.0.1 port=%u", port);
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_wait (info, 1, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_true (g_str_has_prefix (error->message, "After 1 second: Could not connect"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_TIME_SPAN_SECOND);
}

static void
test_wait_is_no_use (void)
{
  g_autoptr(AthConnectionInfo) wrong =
    new_case_info ("host=127.0.0.1 port=%P user=postgres password=wrong", 0);
  g_autoptr(AthConnectionInfo) none = new_case_info ("host=%S port=%P user=postgres dbname=no", 0);
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_connection_wait (wrong, 0, NULL, &error));
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "28P01");
  g_clear_error (&error);
  g_assert_false (ath_connection_wait (none, 0, NULL, &error));
  g_assert_cmpstr (ath_error_get_details (error)->sqlstate, ==, "3D000");
}

/* pg_service.conf, .pgpass and the environment, each adding to the others. */
static void
test_surroundings (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autofree char *service_file = ath_test_folder_dup_path (folder, "services");
  g_autofree char *passfile = ath_test_folder_dup_path (folder, "passwords");
  g_autofree char *entry =
    g_strdup_printf ("[billing]\nhost=127.0.0.1\nport=%u\nuser=postgres\nuser=second\n",
                     ath_test_cluster_get_port (cluster));
  g_autoptr(AthConnectionInfo) info = new_info ("service=billing");
  g_autoptr(AthConnection) connection = NULL;
  g_autoptr(AthConnectionInfo) effective = NULL;
  g_autoptr(AthConnection) again = NULL;
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (folder, "services", entry);
  ath_test_folder_write (folder, "passwords", "127.0.0.1:*:*:postgres:pa\\:ss\\\\w@rd' %41/ü\n");
  g_assert_no_errno (chmod (passfile, 0600));
  g_setenv ("PGSERVICEFILE", service_file, TRUE);
  g_setenv ("PGPASSFILE", passfile, TRUE);
  g_setenv ("PGDATABASE", "postgres", TRUE);

  connection = ath_connection_open (info, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_connection_get_database (connection), ==, "postgres");

  g_unsetenv ("PGSERVICEFILE");
  g_unsetenv ("PGPASSFILE");
  g_unsetenv ("PGDATABASE");
  effective = ath_connection_dup_effective_info (connection);
  again = ath_connection_open (effective, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_connection_get_database (again), ==, "postgres");
}

static void
test_services (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autofree char *path = ath_test_folder_dup_path (folder, "mine");
  g_autoptr(GPtrArray) services = NULL;
  const AthService *service;
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (folder, "mine", "lost=1\n[a]\nhost=db1\n[b]\nport=x\nuser=anna\n[a]\n");
  ath_test_folder_write (folder, "pg_service.conf", "[a]\nuser=hidden\n[c]\n");
  g_setenv ("PGSERVICEFILE", path, TRUE);
  g_setenv ("PGSYSCONFDIR", ath_test_folder_get_path (folder), TRUE);
  services = ath_service_file_list ();
  g_assert_null (ath_service_file_find ("b", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_unsetenv ("PGSERVICEFILE");
  g_unsetenv ("PGSYSCONFDIR");

  g_assert_cmpuint (services->len, ==, 3);
  service = services->pdata[0];
  g_assert_cmpstr (service->name, ==, "a");
  g_assert_cmpstr (service->path, ==, path);
  g_assert_cmpstr (ath_connection_info_get (service->info, "host"), ==, "db1");
  g_assert_null (ath_connection_info_get (service->info, "user"));
  service = services->pdata[1];
  g_assert_cmpstr (ath_connection_info_get (service->info, "user"), ==, "anna");
  service = services->pdata[2];
  g_assert_cmpstr (service->name, ==, "c");
}

static void
make_roles (void)
{
  g_autofree char *hba = g_build_filename (ath_test_cluster_get_folder (cluster), "data",
                                           "pg_hba.conf", NULL);

  ath_test_cluster_execute (cluster, "postgres",
                            "CREATE ROLE guest; CREATE ROLE app LOGIN;"
                            "CREATE ROLE crowd LOGIN CONNECTION LIMIT 0;"
                            "CREATE ROLE tls_only LOGIN PASSWORD 'x'");
  ath_test_cluster_execute (cluster, "postgres", "CREATE DATABASE closed");
  ath_test_cluster_execute (cluster, "postgres", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
  ath_test_cluster_execute (cluster, "postgres", "CREATE DATABASE locked");
  ath_test_cluster_execute (cluster, "postgres", "ALTER DATABASE locked ALLOW_CONNECTIONS false");

  g_assert_true (g_file_set_contents (hba,
                                      "local all all trust\n"
                                      "hostssl all tls_only 127.0.0.1/32 scram-sha-256\n"
                                      "host all postgres 127.0.0.1/32 scram-sha-256\n",
                                      -1, NULL));
  g_assert_no_errno (chmod (hba, 0644));
  g_free (ath_test_cluster_query_value (cluster, "postgres", "SELECT pg_reload_conf()"));
}

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/connection-open/refused/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (successes); i++)
    {
      g_autofree char *path = g_strconcat ("/connection-open/accepted/", successes[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_accepted);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_tables ();
  g_test_add_func ("/connection-open/no-service", test_no_service);
  g_test_add_func ("/connection-open/no-tls", test_no_tls);
  g_test_add_func ("/connection-open/no-host", test_no_host);
  g_test_add_func ("/connection-open/silent-host", test_silent_host);
  g_test_add_func ("/connection-open/all-hosts-fail", test_all_hosts_fail);
  g_test_add_func ("/connection-open/cancelled-before", test_cancelled_before);
  g_test_add_data_func ("/connection-open/cancel", GINT_TO_POINTER (FALSE),
                        test_cancel_while_connecting);
  g_test_add_data_func ("/connection-open/cancel-wait", GINT_TO_POINTER (TRUE),
                        test_cancel_while_connecting);
  g_test_add_func ("/connection-open/wait-until-there", test_wait_until_there);
  g_test_add_func ("/connection-open/wait-too-long", test_wait_too_long);
  g_test_add_func ("/connection-open/wait-is-no-use", test_wait_is_no_use);
  g_test_add_func ("/connection-open/surroundings", test_surroundings);
  g_test_add_func ("/connection-open/services", test_services);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TLS);
  make_roles ();
  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
