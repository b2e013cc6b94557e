/* test-fallback-host.c: steps that Alembic runs outside of the sandbox we are in
 *
 * There is no sandbox here: the file that tells of it is made up, and host/ has a
 * flatpak-spawn that runs what it is told in an environment of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "ath-error.h"
#include "project/settings/ath-project-python.h"
#include "run-fixture.h"

#define ID "io.github.athanor.Athanor"
#define FORBIDDEN "[Application]\nname=" ID "\n[Session Bus Policy]\norg.freedesktop.secrets=talk\n"
#define ALLOWED "[Application]\nname=" ID "\n[Session Bus Policy]\norg.freedesktop.Flatpak=talk\n"
#define WHOLE_BUS "[Application]\nname=" ID "\n[Context]\nsockets=wayland;session-bus;\n"

/* What Athanor does not know, and Python does. */
#define FOREIGN "    import ctypes\n    assert ctypes.sizeof(ctypes.c_int16) == 2\n"

#define ENV \
  "from alembic import context\n" \
  "from sqlalchemy import create_engine\n" \
  "with create_engine(context.config.get_main_option('sqlalchemy.url')).connect() as bind:\n" \
  "    context.configure(connection=bind, target_metadata=None)\n" \
  "    with context.begin_transaction():\n" \
  "        context.run_migrations()\n"

static AthTestCluster *cluster;

typedef struct
{
  RunFixture *run;  /* (owned) */
  char       *log;  /* (owned) what flatpak-spawn was asked for */
  char       *path; /* (owned) the PATH of the test */
} Fixture;

static void
set_sandbox (Fixture    *self,
             const char *info)
{
  g_autofree char *path = g_build_filename (ath_test_folder_get_path (self->run->folder),
                                            "flatpak-info", NULL);

  ath_test_folder_write (self->run->folder, "flatpak-info", info);
  g_setenv ("ATHANOR_FLATPAK_INFO", path, TRUE);
}

/* A login with a password, as it has to reach the host. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *host = g_test_build_filename (G_TEST_DIST, "run", "host", NULL);
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autoptr(AthConnectionInfo) info = NULL;

  self->run = run_fixture_new (cluster);
  url = ath_test_cluster_dup_tcp_url (cluster, self->run->database, ATH_TEST_PASSWORD);
  info = ath_connection_info_new_from_url (url, NULL);
  ath_profile_set_connection (self->run->profile, info);
  run_fixture_use_alembic (self->run);
  ath_test_folder_write (self->run->folder, "alembic/env.py", ENV);
  run_fixture_add_python (self->run, "r1", "    op.execute('CREATE TABLE r1 ()')\n");

  self->log = g_build_filename (ath_test_folder_get_path (self->run->folder), "host.log", NULL);
  self->path = g_strdup (g_getenv ("PATH"));
  path = g_strconcat (host, ":", self->path, NULL);
  g_setenv ("PATH", path, TRUE);
  g_setenv ("HOST_LOG", self->log, TRUE);
  set_sandbox (self, ALLOWED);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_setenv ("PATH", self->path, TRUE);
  g_unsetenv ("ATHANOR_FLATPAK_INFO");
  g_unsetenv ("HOST_LOG");
  g_unsetenv ("HOST_PATH");
  g_unsetenv ("HOST_FAULT");
  g_free (self->path);
  g_free (self->log);
  run_fixture_free (self->run);
}

static char *
dup_log (Fixture *self)
{
  char *log = NULL;

  g_assert_true (g_file_get_contents (self->log, &log, NULL, NULL));

  return log;
}

static void
note_line_cb (const AthReport *report,
              gpointer         user_data)
{
  if (report->kind == ATH_REPORT_LOG)
    g_string_append_printf (user_data, "%s\n", report->text);
}

static void
assert_login_is_gone (const char *lines)
{
  g_autofree char *shared = g_build_filename (g_get_user_runtime_dir (), "app", ID, NULL);
  g_autofree char *passfile = NULL;
  const char *start = strstr (lines, "passfile ");

  g_assert_nonnull (start);
  start += strlen ("passfile ");
  passfile = g_strndup (start, strcspn (start, "\n"));
  g_assert_true (g_str_has_prefix (passfile, shared));
  g_assert_false (g_file_test (passfile, G_FILE_TEST_EXISTS));
}

static void
test_step (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *folder = g_strconcat ("\n--directory=",
                                         ath_test_folder_get_path (self->run->folder), "\n", NULL);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autofree char *log = NULL;
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  set_sandbox (self, data);
  ath_profile_set_variables (self->run->profile,
                             (const char *const[]) { "WORD=it's $HOME \\ a \"word\"", NULL });
  run_fixture_add_python (self->run, "r2", FOREIGN
                          "    import os\n"
                          "    print('word', os.environ['WORD'])\n"
                          "    print('passfile', os.environ['PGPASSFILE'])\n"
                          "    op.execute('CREATE TABLE r2 ()')\n");
  run = run_fixture_try (self->run, ATH_PLAN_UPGRADE, "head", note_line_cb, lines, NULL, &error);

  g_assert_no_error (error);
  g_assert_no_error (ath_run_get_error (run));
  run_fixture_assert_tables (self->run, "r1,r2");
  run_fixture_assert_rows (self->run, "r2");
  g_assert_nonnull (strstr (lines->str, "word it's $HOME \\ a \"word\"\n"));
  assert_login_is_gone (lines->str);

  log = dup_log (self);
  g_assert_nonnull (strstr (log, folder));
  g_assert_nonnull (strstr (log, "/usr/bin/python3\n"));
  g_assert_null (strstr (log, "\"word\""));
  g_assert_null (strstr (log, "pa:ss"));
  g_assert_null (strstr (log, "pa%3Ass"));
}

typedef struct
{
  Fixture      *fixture;
  GCancellable *cancellable;
} Canceller;

static void
cancel (gpointer data)
{
  Canceller *canceller = data;

  run_fixture_wait_for_sleep (canceller->fixture->run);
  g_cancellable_cancel (canceller->cancellable);
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { self, cancellable };
  RunHook hook = { ATH_REPORT_LOG, ATH_REPORT_FINISHED, "begun", cancel, &canceller };
  g_autofree char *log = NULL;
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (self->run, "r2", FOREIGN
                          "    print('begun', flush=True)\n"
                          "    op.execute('" RUN_SLEEP "')\n");
  run = run_fixture_run_with_hook (self->run, &hook, cancellable);

  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_CANCELLED);
  run_fixture_assert_rows (self->run, "r1");
  run_fixture_assert_quiet (self->run);
  log = dup_log (self);
  g_assert_true (g_str_has_suffix (log, "\nended -15\n"));
}

/* Nothing is begun, and @words are what is said of it. */
static void
assert_refused (Fixture    *self,
                const char *words)
{
  g_autoptr(AthRun) run = NULL;
  g_autoptr(GError) error = NULL;

  run_fixture_add_python (self->run, "r2", FOREIGN);
  run = run_fixture_try (self->run, ATH_PLAN_UPGRADE, "head", NULL, NULL, NULL, &error);

  g_assert_null (run);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (error->message, "ctypes"));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, words));
  run_fixture_assert_tables (self->run, "");
  run_fixture_assert_rows (self->run, NULL);
}

static void
test_forbidden (Fixture       *self,
                gconstpointer  data)
{
  set_sandbox (self, FORBIDDEN);
  assert_refused (self, "The sandbox does not let Athanor start the project’s own Alembic. It can "
                        "be allowed by “flatpak override --user "
                        "--talk-name=org.freedesktop.Flatpak " ID "”;");
  g_assert_false (g_file_test (self->log, G_FILE_TEST_EXISTS));
}

static void
test_portal_fails (Fixture       *self,
                   gconstpointer  data)
{
  g_setenv ("HOST_FAULT", "1", TRUE);
  assert_refused (self, "outside of the sandbox: Portal call failed: "
                        "org.freedesktop.DBus.Error.ServiceUnknown.");
}

static void
test_no_flatpak_spawn (Fixture       *self,
                       gconstpointer  data)
{
  g_setenv ("PATH", "/nowhere", TRUE);
  assert_refused (self, "“flatpak-spawn”");
}

static void
test_no_alembic (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *programs = ath_test_folder_dup_path (self->run->folder, "programs");
  g_autofree char *shell = g_build_filename (programs, "sh", NULL);

  g_assert_no_errno (g_mkdir (programs, 0700));
  g_assert_no_errno (symlink ("/bin/sh", shell));
  g_setenv ("HOST_PATH", programs, TRUE);
  assert_refused (self, "There is no interpreter that has the project’s own Alembic");
}

/* What the host has is meant, in the order that is used outside of a sandbox. */
static void
test_find (Fixture       *self,
           gconstpointer  data)
{
  const char *folder = ath_test_folder_get_path (self->run->folder);
  g_autofree char *expected = g_build_filename (folder, "venv/bin/python", NULL);
  g_autofree char *by_path = NULL;
  g_autofree char *by_folder = NULL;
  g_autofree char *by_name = NULL;
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  run_fixture_load (self->run);
  by_path = ath_project_python_find (self->run->project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_path, ==, "/usr/bin/python3");

  ath_test_folder_write (self->run->folder, "venv/bin/python", "#!/bin/sh\n");
  g_assert_no_errno (g_chmod (expected, 0700));
  by_folder = ath_project_python_find (self->run->project, NULL, &error);
  g_assert_cmpstr (by_folder, ==, expected);

  ath_test_folder_write (self->run->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n[athanor]\npython = python3\n");
  run_fixture_load (self->run);
  by_name = ath_project_python_find (self->run->project, NULL, &error);
  g_assert_cmpstr (by_name, ==, "/usr/bin/python3");

  g_cancellable_cancel (cancelled);
  g_assert_null (ath_project_python_find (self->run->project, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*func) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);

  add ("/fallback-host/step", ALLOWED, test_step);
  add ("/fallback-host/step-with-whole-bus", WHOLE_BUS, test_step);
  add ("/fallback-host/cancel", NULL, test_cancel);
  add ("/fallback-host/forbidden", NULL, test_forbidden);
  add ("/fallback-host/portal-fails", NULL, test_portal_fails);
  add ("/fallback-host/no-flatpak-spawn", NULL, test_no_flatpak_spawn);
  add ("/fallback-host/no-alembic", NULL, test_no_alembic);
  add ("/fallback-host/find", NULL, test_find);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
