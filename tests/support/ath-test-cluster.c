/* ath-test-cluster.c: a throw-away PostgreSQL server for a test program
 *
 * A shell in a session of its own is the parent of the server.  It reads a pipe
 * that only the test program holds open, so the server ends and its folder goes
 * whenever the program does: at the end, at a failed assertion, at SIGKILL.
 *
 * Whatever fails here ends the test program with a message: no test can go on
 * without its server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>

#include "support/ath-test-cluster.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

#define READY_TIMEOUT_S 30

struct _AthTestCluster
{
  AthTestClusterFlags  flags;
  char                *folder;      /* (owned) data, socket and log are in it */
  char                *bin_folder;  /* (owned) where initdb and postgres are */
  guint                port;
  guint                n_databases; /* gives each its name */
  GSubprocess         *keeper;      /* (owned) the shell */
};

/* $1 is the folder, the rest starts the server. */
static const char keeper_script[] =
  "folder=$1; shift\n"
  "start () { \"$@\" >>\"$folder/log\" 2>&1 </dev/null & server=$!; }\n"
  "start \"$@\"\n"
  "while read -r word; do\n"
  "  case $word in\n"
  "    halt) kill -QUIT $server; wait $server;;\n"
  "    resume) start \"$@\";;\n"
  "  esac\n"
  "  echo done\n"
  "done\n"
  "kill -QUIT $server 2>/dev/null; wait $server\n"
  "rm -rf \"$folder\"\n";

static char *
find_bin_folder (void)
{
  g_autofree char *path = g_find_program_in_path ("initdb");
  g_autoptr(GDir) dir = g_dir_open ("/usr/lib/postgresql", 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;

  if (path != NULL)
    return g_path_get_dirname (path);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *initdb = g_build_filename ("/usr/lib/postgresql", name, "bin/initdb", NULL);

      if (g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE)
          && (newest == NULL || atoi (name) > atoi (newest)))
        {
          g_free (newest);
          newest = g_strdup (name);
        }
    }
  if (newest == NULL)
    g_error ("No initdb in PATH or /usr/lib/postgresql: install Debian's package “postgresql”");

  return g_build_filename ("/usr/lib/postgresql", newest, "bin", NULL);
}

/* A command line of @program, or what stands before any command: initdb and
 * postgres refuse to run as root.
 */
static GPtrArray *
new_command (AthTestCluster *self,
             const char     *program)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  if (geteuid () == 0)
    {
      g_ptr_array_add (argv, g_strdup ("setpriv"));
      g_ptr_array_add (argv, g_strdup ("--reuid=postgres"));
      g_ptr_array_add (argv, g_strdup ("--regid=postgres"));
      g_ptr_array_add (argv, g_strdup ("--clear-groups"));
    }
  if (program != NULL)
    g_ptr_array_add (argv, g_build_filename (self->bin_folder, program, NULL));

  return argv;
}

/* In /tmp and not in TMPDIR: a socket's path has at most 107 bytes. */
static char *
make_folder (void)
{
  char *folder = g_strdup ("/tmp/ath-XXXXXX");
  struct passwd *user;

  if (g_mkdtemp (folder) == NULL)
    g_error ("Could not make %s: %s", folder, g_strerror (errno));

  if (geteuid () == 0)
    {
      user = getpwnam ("postgres");
      if (user == NULL || chown (folder, user->pw_uid, user->pw_gid) != 0)
        g_error ("Could not give %s to the user “postgres”", folder);
    }

  return folder;
}

/* Returns when the command has ended well. */
static void
run (AthTestCluster *self,
     GPtrArray      *argv)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (self->folder, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                     &output, &errors, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", error->message, errors);
}

static void
init_data (AthTestCluster *self,
           const char     *data)
{
  g_autoptr(GPtrArray) argv = new_command (self, "initdb");

  g_ptr_array_add (argv, g_strconcat ("--pgdata=", data, NULL));
  g_ptr_array_add (argv, g_strdup ("--username=" ATH_TEST_USER));
  g_ptr_array_add (argv, g_strdup ("--auth-local=trust"));
  g_ptr_array_add (argv, g_strdup ("--auth-host=scram-sha-256"));
  g_ptr_array_add (argv, g_strdup ("--encoding=UTF8"));
  g_ptr_array_add (argv, g_strdup ("--locale=C.UTF-8"));
  g_ptr_array_add (argv, g_strdup ("--no-sync"));
  g_ptr_array_add (argv, g_strdup ("--no-instructions"));
  run (self, argv);
}

static void
make_certificate (AthTestCluster *self)
{
  g_autoptr(GPtrArray) argv = new_command (self, NULL);

  for (const char **word = (const char *[]) {
         "openssl", "req", "-new", "-x509", "-nodes", "-days", "2", "-newkey", "rsa:2048",
         "-subj", "/CN=localhost", "-out", "server.crt", "-keyout", "server.key", NULL };
       *word != NULL; word++)
    g_ptr_array_add (argv, g_strdup (*word));
  run (self, argv);
}

static guint
find_free_port (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) chosen = NULL;
  g_autoptr(GError) error = NULL;
  guint port;

  if (!g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_DEFAULT, NULL, &chosen, &error))
    g_error ("No free port: %s", error->message);

  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (chosen));
  g_socket_listener_close (listener);

  return port;
}

static void
add_setting (GPtrArray  *command,
             const char *setting)
{
  g_ptr_array_add (command, g_strdup ("-c"));
  g_ptr_array_add (command, g_strdup (setting));
}

static void
add_server_options (AthTestCluster *self,
                    GPtrArray      *command,
                    const char     *data)
{
  static const char *const settings[] = {
    "fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal",
    "max_wal_senders=0", "shared_buffers=32MB", "autovacuum=off", "log_line_prefix=%m [%p] %d "
  };

  g_ptr_array_add (command, g_strconcat ("-D", data, NULL));
  g_ptr_array_add (command, g_strconcat ("-k", self->folder, NULL));
  g_ptr_array_add (command, g_strdup_printf ("-p%u", self->port));
  add_setting (command, self->flags & ATH_TEST_CLUSTER_TCP ? "listen_addresses=127.0.0.1"
                                                           : "listen_addresses=");
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    add_setting (command, settings[i]);

  if ((self->flags & ATH_TEST_CLUSTER_TLS) == ATH_TEST_CLUSTER_TLS)
    {
      add_setting (command, "ssl=on");
      add_setting (command, "ssl_cert_file=../server.crt");
      add_setting (command, "ssl_key_file=../server.key");
    }
}

/* A session of its own: what is sent to the test program's process group must
 * not reach the shell before it has cleaned up.
 */
static void
new_session (gpointer user_data)
{
  setsid ();
}

static void
start_keeper (AthTestCluster *self,
              const char     *data)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) command = new_command (self, "postgres");
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  add_server_options (self, command, data);
  g_ptr_array_add (argv, (char *) "/bin/sh");
  g_ptr_array_add (argv, (char *) "-c");
  g_ptr_array_add (argv, (char *) keeper_script);
  g_ptr_array_add (argv, (char *) "ath-test-cluster");
  g_ptr_array_add (argv, self->folder);
  for (guint i = 0; i < command->len; i++)
    g_ptr_array_add (argv, command->pdata[i]);
  g_ptr_array_add (argv, NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                        | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_set_child_setup (launcher, new_session, NULL, NULL);
  self->keeper = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  if (self->keeper == NULL)
    g_error ("Could not start the server: %s", error->message);
}

static PGconn *
open_connection (AthTestCluster *self,
                 const char     *database)
{
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  const char *keywords[] = { "host", "port", "user", "dbname", "application_name", NULL };
  const char *values[] = { self->folder, port, ATH_TEST_USER, database, "ath-test-cluster", NULL };

  return PQconnectdbParams (keywords, values, FALSE);
}

/* The server says nowhere else that it is ready, so it is asked. */
static void
wait_until_ready (AthTestCluster *self)
{
  gint64 deadline = g_get_monotonic_time () + READY_TIMEOUT_S * G_TIME_SPAN_SECOND;
  g_autofree char *log = NULL;
  g_autofree char *log_path = NULL;

  for (;;)
    {
      g_autoptr(PGconn) conn = open_connection (self, "postgres");

      if (PQstatus (conn) == CONNECTION_OK)
        return;
      if (g_get_monotonic_time () > deadline)
        break;
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }

  log_path = g_build_filename (self->folder, "log", NULL);
  g_file_get_contents (log_path, &log, NULL, NULL);
  g_error ("The server did not start:\n%s", log);
}

/* Returns when the shell has done it. */
static void
tell_keeper (AthTestCluster *self,
             const char     *word)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->keeper);
  GInputStream *output = g_subprocess_get_stdout_pipe (self->keeper);
  char answer[5];
  gsize n_read;

  if (!g_output_stream_write_all (input, word, strlen (word), NULL, NULL, NULL)
      || !g_input_stream_read_all (output, answer, sizeof answer, &n_read, NULL, NULL)
      || n_read != sizeof answer)
    g_error ("The keeper of the test server is gone");
}

/**
 * ath_test_cluster_start:
 * @flags: how it is reached
 *
 * Makes a cluster and starts its server.  As root both belong to the user
 * `postgres`.  About 0.7 s: one for a test program, with databases of their own
 * for the tests.
 *
 * Returns: (transfer full): the cluster
 */
AthTestCluster *
ath_test_cluster_start (AthTestClusterFlags flags)
{
  AthTestCluster *self = g_new0 (AthTestCluster, 1);
  g_autofree char *data = NULL;

  /* Writing to a keeper that died must be an error, not the end. */
  signal (SIGPIPE, SIG_IGN);

  self->flags = flags;
  self->bin_folder = find_bin_folder ();
  self->folder = make_folder ();
  self->port = flags & ATH_TEST_CLUSTER_TCP ? find_free_port () : 5432;
  data = g_build_filename (self->folder, "data", NULL);

  init_data (self, data);
  if ((flags & ATH_TEST_CLUSTER_TLS) == ATH_TEST_CLUSTER_TLS)
    make_certificate (self);
  start_keeper (self, data);
  wait_until_ready (self);
  if (flags & ATH_TEST_CLUSTER_TCP)
    {
      PGconn *conn = open_connection (self, "postgres");
      char *password = PQescapeLiteral (conn, ATH_TEST_PASSWORD, strlen (ATH_TEST_PASSWORD));
      g_autofree char *sql = g_strdup_printf ("ALTER ROLE " ATH_TEST_USER " PASSWORD %s", password);

      ath_test_cluster_execute (self, "postgres", sql);
      PQfreemem (password);
      PQfinish (conn);
    }

  return self;
}

/**
 * ath_test_cluster_stop:
 * @self: (transfer full): a cluster
 *
 * Ends the server at once and removes everything.
 */
void
ath_test_cluster_stop (AthTestCluster *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->keeper), NULL, NULL);
  g_subprocess_wait (self->keeper, NULL, NULL);
  g_object_unref (self->keeper);
  g_free (self->folder);
  g_free (self->bin_folder);
  g_free (self);
}

/**
 * ath_test_cluster_halt:
 * @self: a cluster
 *
 * Ends the server as a crash does and returns when it is gone; see
 * ath_test_cluster_resume().
 */
void
ath_test_cluster_halt (AthTestCluster *self)
{
  tell_keeper (self, "halt\n");
}

/**
 * ath_test_cluster_resume:
 * @self: a cluster that was halted
 *
 * Starts the server again.  Returns before it takes connections: waiting is
 * what the caller tests.
 */
void
ath_test_cluster_resume (AthTestCluster *self)
{
  tell_keeper (self, "resume\n");
}

/**
 * ath_test_cluster_get_folder:
 * @self: a cluster
 *
 * Returns: the folder of its socket, `host` of a connection; the server's log is there
 */
const char *
ath_test_cluster_get_folder (AthTestCluster *self)
{
  return self->folder;
}

/**
 * ath_test_cluster_get_port:
 * @self: a cluster
 *
 * Returns: the port of its socket and of 127.0.0.1
 */
guint
ath_test_cluster_get_port (AthTestCluster *self)
{
  return self->port;
}

/**
 * ath_test_cluster_dup_url:
 * @self: a cluster
 * @database: name of a database
 *
 * Returns: (transfer full): URL of @database for the superuser through the socket
 */
char *
ath_test_cluster_dup_url (AthTestCluster *self,
                          const char     *database)
{
  g_autofree char *name = g_uri_escape_string (database, NULL, FALSE);

  return g_strdup_printf ("postgresql://" ATH_TEST_USER "@/%s?host=%s&port=%u",
                          name, self->folder, self->port);
}

/**
 * ath_test_cluster_dup_tcp_url:
 * @self: a cluster with %ATH_TEST_CLUSTER_TCP
 * @database: name of a database
 * @password: (nullable): the password to log in with, usually %ATH_TEST_PASSWORD
 *
 * Returns: (transfer full): URL of @database for the superuser through 127.0.0.1
 */
char *
ath_test_cluster_dup_tcp_url (AthTestCluster *self,
                              const char     *database,
                              const char     *password)
{
  g_autofree char *name = g_uri_escape_string (database, NULL, FALSE);
  g_autofree char *secret = g_uri_escape_string (password != NULL ? password : "", NULL, FALSE);

  return g_strdup_printf ("postgresql://" ATH_TEST_USER "%s%s@127.0.0.1:%u/%s",
                          password != NULL ? ":" : "", secret, self->port, name);
}

/**
 * ath_test_cluster_create_database:
 * @self: a cluster
 * @template: (nullable): a database that it is a copy of; nobody may be connected to that
 *
 * Makes a database, empty without @template.  A copy takes some 20 ms whatever
 * it took to fill the template.
 *
 * Returns: (transfer full): its name
 */
char *
ath_test_cluster_create_database (AthTestCluster *self,
                                  const char     *template)
{
  char *name = g_strdup_printf ("test_%u", ++self->n_databases);
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE \"%s\"",
                                          name, template != NULL ? template : "template0");

  ath_test_cluster_execute (self, "postgres", sql);

  return name;
}

/**
 * ath_test_cluster_drop_database:
 * @self: a cluster
 * @database: name of a database
 *
 * Drops it and whatever is connected to it.
 */
void
ath_test_cluster_drop_database (AthTestCluster *self,
                                const char     *database)
{
  g_autofree char *sql = g_strdup_printf ("DROP DATABASE \"%s\" WITH (FORCE)", database);

  ath_test_cluster_execute (self, "postgres", sql);
}

static PGresult *
execute (AthTestCluster *self,
         const char     *database,
         const char     *sql)
{
  g_autoptr(PGconn) conn = open_connection (self, database);
  PGresult *result;

  if (PQstatus (conn) != CONNECTION_OK)
    g_error ("Test server: %s", PQerrorMessage (conn));

  result = PQexec (conn, sql);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("Test server: %s%s", PQerrorMessage (conn), sql);

  return result;
}

/**
 * ath_test_cluster_execute:
 * @self: a cluster
 * @database: where
 * @sql: one or several statements; several are one transaction
 *
 * Runs @sql as the superuser on a connection of its own.
 */
void
ath_test_cluster_execute (AthTestCluster *self,
                          const char     *database,
                          const char     *sql)
{
  PQclear (execute (self, database, sql));
}

/**
 * ath_test_cluster_query_value:
 * @self: a cluster
 * @database: where
 * @sql: a query
 *
 * Returns: (transfer full) (nullable): first column of the first row as text,
 *   `NULL` for SQL's NULL and for no row
 */
char *
ath_test_cluster_query_value (AthTestCluster *self,
                              const char     *database,
                              const char     *sql)
{
  g_autoptr(PGresult) result = execute (self, database, sql);

  if (PQntuples (result) == 0 || PQgetisnull (result, 0, 0))
    return NULL;

  return g_strdup (PQgetvalue (result, 0, 0));
}
