/* with-cluster.c: runs a program beside a throw-away PostgreSQL server
 *
 * with-cluster [--tcp] PROGRAM [ARGUMENT…]
 *
 * The program finds the server, as its superuser and without a password, by
 * libpq's environment (PGHOST, PGPORT, PGUSER).  With --tcp the server also
 * listens on that port of 127.0.0.1, where a login takes a password.  Its exit
 * status is passed on; the server ends with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include <gio/gio.h>

#include "support/ath-test-cluster.h"

/* Ctrl+C is meant for the program, which needs its server while it cleans up.
 * Not SIG_IGN: that the program would inherit.
 */
static void
leave_it_to_the_program (int signal_number)
{
}

static GSubprocess *
start_program (AthTestCluster     *cluster,
               const char *const  *argv,
               GError            **error)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autofree char *port = g_strdup_printf ("%u", ath_test_cluster_get_port (cluster));

  g_subprocess_launcher_setenv (launcher, "PGHOST", ath_test_cluster_get_folder (cluster), TRUE);
  g_subprocess_launcher_setenv (launcher, "PGPORT", port, TRUE);
  g_subprocess_launcher_setenv (launcher, "PGUSER", ATH_TEST_USER, TRUE);

  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

int
main (int   argc,
      char *argv[])
{
  gboolean tcp = argc > 1 && g_str_equal (argv[1], "--tcp");
  const char *const *command = (const char *const *) argv + (tcp ? 2 : 1);
  AthTestCluster *cluster;
  g_autoptr(GSubprocess) program = NULL;
  g_autoptr(GError) error = NULL;
  int status = 1;

  if (*command == NULL)
    {
      g_printerr ("Usage: with-cluster [--tcp] PROGRAM [ARGUMENT…]\n");
      return 2;
    }

  signal (SIGINT, leave_it_to_the_program);
  signal (SIGTERM, leave_it_to_the_program);
  cluster = ath_test_cluster_start (tcp ? ATH_TEST_CLUSTER_TCP : ATH_TEST_CLUSTER_DEFAULT);

  program = start_program (cluster, command, &error);
  if (program == NULL)
    g_printerr ("with-cluster: %s\n", error->message);
  else if (g_subprocess_wait (program, NULL, NULL) && g_subprocess_get_if_exited (program))
    status = g_subprocess_get_exit_status (program);

  ath_test_cluster_stop (cluster);

  return status;
}
