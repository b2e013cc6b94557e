/* test-backup-failures.c: backups that fail or are cancelled leave nothing behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "backup-fixture.h"
#include "postgres/ath-connection.h"
#include "postgres/ath-postgres-tools.h"

static void
test_backup_no_connection (Fixture       *fixture,
                           gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autofree char *wrong_url = ath_test_cluster_dup_tcp_url (cluster, fixture->database, "wrong");
  g_autofree char *no_url = ath_test_cluster_dup_url (cluster, "nothing");
  g_autoptr(AthConnectionInfo) wrong = new_info (wrong_url);
  g_autoptr(AthConnectionInfo) none = new_info (no_url);

  request.info = wrong;
  assert_fails (&request, ATH_ERROR_CONNECT, "password authentication failed");
  request.info = none;
  assert_fails (&request, ATH_ERROR_CONNECT, "does not exist");
  assert_nothing_left (fixture);
}

static void
write_tool (Fixture    *fixture,
            const char *name,
            const char *script)
{
  g_autofree char *path = g_build_filename (fixture->tools, name, NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

/* A pg_dump that is not what it should be, and the real pg_restore. */
static void
write_tools (Fixture    *fixture,
             const char *version,
             const char *dump_script)
{
  g_autoptr(AthPostgresTools) tools = ath_postgres_tools_find (0, NULL, NULL, NULL);
  g_autofree char *restore = ath_postgres_tools_dup_program (tools, "pg_restore");
  g_autofree char *real = ath_postgres_tools_dup_program (tools, "pg_dump");
  g_autofree char *dump_text =
    g_strdup_printf ("real=%s\nif [ \"$1\" = --version ]; then"
                     " echo 'pg_dump (PostgreSQL) %s'; exit; fi\n%s\n",
                     real, version, dump_script);
  g_autofree char *restore_text = g_strdup_printf ("exec %s \"$@\"\n", restore);

  write_tool (fixture, "pg_dump", dump_text);
  write_tool (fixture, "pg_restore", restore_text);
}

static void
test_backup_no_tool (Fixture       *fixture,
                     gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  const char *folders[] = { fixture->tools, NULL };
  g_autoptr(GError) error = NULL;

  request.tool_folders = folders;
  assert_fails (&request, ATH_ERROR_BACKUP, "There is no pg_dump");

  write_tools (fixture, "9.6.24", "exit 1");
  assert_fails (&request, ATH_ERROR_BACKUP, "pg_dump 9.6.24 in ");
  g_assert_null (ath_backup_create (&request, NULL, NULL, &error));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "postgresql-client-1"));

  /* What cannot say its version is none. */
  write_tools (fixture, "(devel)", "exit 1");
  assert_fails (&request, ATH_ERROR_BACKUP, "There is no pg_dump");
  assert_nothing_left (fixture);
}

typedef struct
{
  const char *name;
  const char *script;
  const char *message;
} BadDump;

static const BadDump bad_dumps[] = {
  { "fails", "echo 'pg_dump: error: no luck' >&2; echo 'pg_dump: detail: at all' >&2; exit 1",
    "pg_dump failed: no luck" },
  { "silent", "exit 3", "pg_dump failed with status 3" },
  { "killed", "kill -KILL $$", "pg_dump was ended by a signal" },
  { "writes-nothing", "exit 0", "pg_restore failed" },
  { "writes-rubbish", "for a; do case $b in --file) echo rubbish > \"$a\";; esac; b=$a; done",
    "pg_restore failed" },
  { "truncates", "$real \"$@\" || exit 1;"
    " for a; do case $b in --file) truncate -s 200 \"$a\";; esac; b=$a; done",
    "pg_restore failed" },
  { "leaves-a-table-out", "exec $real --exclude-table-data=billing.accounts \"$@\"",
    "the rows of the table “billing.accounts” are not in it" },
};

static void
test_backup_bad_dump (Fixture       *fixture,
                      gconstpointer  data)
{
  const BadDump *test = data;
  AthBackupRequest request = new_request (fixture);
  const char *folders[] = { fixture->tools, NULL };

  write_tools (fixture, "99.0", test->script);
  request.tool_folders = folders;
  assert_fails (&request, ATH_ERROR_BACKUP, test->message);
  assert_nothing_left (fixture);
}

/* The parts of @contents are separated by NUL. */
static gboolean
holds (const char *contents,
       gsize       len,
       const char *text)
{
  for (gsize i = 0; i + strlen (text) <= len; i++)
    {
      if (memcmp (contents + i, text, strlen (text)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What others can read of pg_dump: its arguments, and those of the same user its
 * environment.
 */
static void
test_backup_hides_the_password (Fixture       *fixture,
                                gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  const char *folders[] = { fixture->tools, NULL };
  g_autofree char *seen = g_build_filename (fixture->tools, "seen", NULL);
  g_autofree char *script = NULL;
  g_autofree char *contents = NULL;
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;
  gsize len;

  /* The real one is looked at while it runs, behind what this test may have set itself. */
  script = g_strdup_printf ("cat /proc/$$/cmdline /proc/$$/environ > %s\n"
                            "stat -c %%a \"$PGPASSFILE\" >> %s\n"
                            "exec $real \"$@\"", seen, seen);
  write_tools (fixture, "99.0", script);
  g_setenv ("PGPASSWORD", "hunter2", TRUE);
  request.tool_folders = folders;
  backup = ath_backup_create (&request, NULL, NULL, &error);
  g_unsetenv ("PGPASSWORD");
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (seen, &contents, &len, NULL));
  g_assert_true (holds (contents, len, "--dbname"));
  g_assert_true (holds (contents, len, "PGPASSFILE="));
  g_assert_false (holds (contents, len, ATH_TEST_PASSWORD));
  g_assert_false (holds (contents, len, "hunter2"));
  g_assert_true (g_str_has_suffix (contents + len - 4, "600\n"));
  assert_no_secrets_left ();
}

static void
test_backup_bad_folder (Fixture       *fixture,
                        gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autofree char *file = g_build_filename (fixture->tools, "file", NULL);
  g_autofree char *beneath = g_build_filename (file, "backups", NULL);

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  request.folder = beneath;
  assert_fails (&request, ATH_ERROR_BACKUP, "Could not write a backup into");

  /* Not even root writes there. */
  request.folder = "/proc/self";
  assert_fails (&request, ATH_ERROR_BACKUP, "Could not write a backup into");
  assert_no_secrets_left ();
}

/* The largest file allowed is smaller than the backup. */
static void
test_backup_full (Fixture       *fixture,
                  gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  struct rlimit old;
  struct rlimit small;
  g_autoptr(GError) error = NULL;
  AthBackup *backup;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &old));
  small = old;
  small.rlim_cur = 20000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &small));
  backup = ath_backup_create (&request, NULL, NULL, &error);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &old));

  g_assert_null (backup);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_nonnull (strstr (error->message, "File too large"));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "disk is full"));
  assert_nothing_left (fixture);
}

/* The last backup says how much is needed. */
static void
test_backup_no_room (Fixture       *fixture,
                     gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(AthBackup) backup = make_backup (fixture);
  g_autofree char *path = g_strconcat (ath_backup_get_path (backup), ".json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *manifest;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  manifest = json_node_get_object (json_parser_get_root (parser));
  json_object_set_int_member (manifest, "size_bytes", G_MAXINT64 / 4);
  text = json_to_string (json_parser_get_root (parser), FALSE);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  assert_fails (&request, ATH_ERROR_BACKUP, "are free in");
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
test_backup_no_right (Fixture       *fixture,
                      gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, fixture->database);
  g_autoptr(AthConnectionInfo) info = new_info (url);
  g_autoptr(AthConnectionInfo) guest = ath_connection_info_with (info, "user", "guest");

  request.info = guest;
  assert_fails (&request, ATH_ERROR_BACKUP, "permission denied");
  assert_nothing_left (fixture);
}

static void
assert_cancelled (Creation *creation)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthBackup) backup = end_backup (creation, &error);

  g_assert_null (backup);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_backup_cancel_before (Fixture       *fixture,
                           gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Creation creation;

  g_cancellable_cancel (cancellable);
  begin_backup (&creation, &request, NULL, cancellable);
  assert_cancelled (&creation);
  assert_nothing_left (fixture);
}

static void
test_backup_cancel_at_table (Fixture       *fixture,
                             gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Listener listener = {
    .tables = tables, .cancellable = cancellable, .cancel_at_table = "billing.accounts"
  };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen_to_backup, &listener);
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  backup = ath_backup_create (&request, reporter, cancellable, &error);
  g_assert_null (backup);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (fixture);
}

static gboolean
is_waiting_for_lock (Fixture *fixture)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM pg_stat_activity WHERE datname = '%s'"
                                          " AND application_name = 'pg_dump'"
                                          " AND wait_event_type = 'Lock'", fixture->database);
  g_autofree char *found = ath_test_cluster_query_value (cluster, "postgres", sql);

  return found != NULL;
}

/* pg_dump hangs on a table that somebody has locked. */
static void
test_backup_cancel_locked (Fixture       *fixture,
                           gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AthConnection) connection = ath_connection_open (fixture->info, NULL, NULL);
  Creation creation;

  g_assert_true (ath_connection_execute (connection, "BEGIN; LOCK TABLE billing.accounts",
                                         NULL, NULL));
  begin_backup (&creation, &request, NULL, cancellable);
  while (!is_waiting_for_lock (fixture))
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (g_atomic_int_get (&creation.has_ended));

  g_cancellable_cancel (cancellable);
  assert_cancelled (&creation);
  ath_connection_close (connection);
  assert_nothing_left (fixture);
}

/* The server goes away while pg_dump waits in it. */
static void
test_backup_server_gone (Fixture       *fixture,
                         gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(AthConnection) connection = ath_connection_open (fixture->info, NULL, NULL);
  Creation creation;
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (ath_connection_execute (connection, "BEGIN; LOCK TABLE billing.accounts",
                                         NULL, NULL));
  begin_backup (&creation, &request, NULL, NULL);
  while (!is_waiting_for_lock (fixture))
    g_main_context_iteration (NULL, FALSE);

  ath_test_cluster_halt (cluster);
  backup = end_backup (&creation, &error);
  g_assert_null (backup);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_true (g_str_has_prefix (error->message, "pg_dump failed: "));
  g_clear_error (&error);

  ath_test_cluster_resume (cluster);
  ath_connection_wait (fixture->info, 60, NULL, &error);
  g_assert_no_error (error);
  assert_nothing_left (fixture);
}

/* One that does not listen to SIGTERM is killed. */
static void
test_backup_cancel_stubborn (Fixture       *fixture,
                             gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  const char *folders[] = { fixture->tools, NULL };
  g_autofree char *note = g_build_filename (fixture->tools, "pid", NULL);
  g_autofree char *script = g_strdup_printf ("trap '' TERM; echo $$ > %s.new; mv %s.new %s;"
                                             " while :; do read x < /dev/zero; done",
                                             note, note, note);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Creation creation;
  g_autofree char *pid = NULL;

  write_tools (fixture, "99.0", script);
  request.tool_folders = folders;
  begin_backup (&creation, &request, NULL, cancellable);
  while (!g_file_test (note, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&creation);

  g_assert_true (g_file_get_contents (note, &pid, NULL, NULL));
  g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
  assert_nothing_left (fixture);
}

/* The dump is complete, and is being read back. */
static void
test_backup_cancel_reading_back (Fixture       *fixture,
                                 gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  const char *folders[] = { fixture->tools, NULL };
  g_autofree char *note = g_build_filename (fixture->tools, "pid", NULL);
  g_autofree char *script = g_strdup_printf ("echo $$ > %s.new; mv %s.new %s;"
                                             " while :; do read x < /dev/zero; done",
                                             note, note, note);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Creation creation;
  g_autofree char *pid = NULL;

  write_tools (fixture, "99.0", "exec $real \"$@\"");
  write_tool (fixture, "pg_restore", script);
  request.tool_folders = folders;
  begin_backup (&creation, &request, NULL, cancellable);
  while (!g_file_test (note, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&creation);

  g_assert_true (g_file_get_contents (note, &pid, NULL, NULL));
  g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
  assert_nothing_left (fixture);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  backup_fixture_add_test ("no-connection", NULL, test_backup_no_connection);
  backup_fixture_add_test ("no-tool", NULL, test_backup_no_tool);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_dumps); i++)
    {
      g_autofree char *name = g_strconcat ("bad-dump/", bad_dumps[i].name, NULL);

      backup_fixture_add_test (name, &bad_dumps[i], test_backup_bad_dump);
    }
  backup_fixture_add_test ("hides-the-password", NULL, test_backup_hides_the_password);
  backup_fixture_add_test ("bad-folder", NULL, test_backup_bad_folder);
  backup_fixture_add_test ("full", NULL, test_backup_full);
  backup_fixture_add_test ("no-room", NULL, test_backup_no_room);
  backup_fixture_add_test ("no-right", NULL, test_backup_no_right);
  backup_fixture_add_test ("cancel-before", NULL, test_backup_cancel_before);
  backup_fixture_add_test ("cancel-at-table", NULL, test_backup_cancel_at_table);
  backup_fixture_add_test ("cancel-locked", NULL, test_backup_cancel_locked);
  backup_fixture_add_test ("server-gone", NULL, test_backup_server_gone);
  backup_fixture_add_test ("cancel-stubborn", NULL, test_backup_cancel_stubborn);
  backup_fixture_add_test ("cancel-reading-back", NULL, test_backup_cancel_reading_back);

  backup_fixture_start ();
  status = g_test_run ();
  backup_fixture_stop ();

  return status;
}
