/* test-backup.c: pg_dump archives and their manifests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "postgres/ath-postgres-tools.h"
#include "run/ath-backup.h"
#include "support/ath-test-cluster.h"

static AthTestCluster *cluster;

/* Filled once; each test has a copy. */
static char *template;

typedef struct
{
  char              *database;
  AthConnectionInfo *info;
  char              *folder; /* where the backups go */
  char              *tools;  /* for programs that stand in for pg_dump */
} Fixture;

#define ROWS { "a1b2", "c3d4", NULL }

static AthConnectionInfo *
new_info (const char *url)
{
  g_autoptr(GError) error = NULL;
  AthConnectionInfo *info = ath_connection_info_new_from_url (url, &error);

  g_assert_no_error (error);

  return info;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;

  fixture->database = ath_test_cluster_create_database (cluster, template);
  url = ath_test_cluster_dup_tcp_url (cluster, fixture->database, ATH_TEST_PASSWORD);
  fixture->info = new_info (url);
  fixture->folder = g_build_filename (g_get_user_data_dir (), fixture->database, "backups", NULL);
  fixture->tools = g_build_filename (g_get_user_data_dir (), fixture->database, "tools", NULL);
  g_assert_no_errno (g_mkdir_with_parents (fixture->tools, 0700));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ath_test_cluster_drop_database (cluster, fixture->database);
  ath_connection_info_unref (fixture->info);
  g_free (fixture->database);
  g_free (fixture->folder);
  g_free (fixture->tools);
}

static AthBackupRequest
new_request (Fixture *fixture)
{
  static const char *const rows[] = ROWS;

  return (AthBackupRequest) {
    .info = fixture->info,
    .folder = fixture->folder,
    .project = "/home/anna/billing",
    .environment = "Production",
    .rows = rows,
  };
}

static AthBackup *
make_backup (Fixture *fixture)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GError) error = NULL;
  AthBackup *backup = ath_backup_create (&request, NULL, NULL, &error);

  g_assert_no_error (error);

  return backup;
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));

  return info.st_mode & 0777;
}

/* No passfile, whatever happened. */
static void
assert_no_secrets_left (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "athanor", NULL);

  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* Nothing of a backup, and of pg_dump's sessions on the server. */
static void
assert_nothing_left (Fixture *fixture)
{
  g_autofree char *n_sessions = NULL;

  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  assert_no_secrets_left ();
  n_sessions = ath_test_cluster_query_value (cluster, "postgres",
                                             "SELECT count(*) FROM pg_stat_activity"
                                             " WHERE application_name = 'pg_dump'");
  g_assert_cmpstr (n_sessions, ==, "0");
}

static void
assert_fails (const AthBackupRequest *request,
              int                     code,
              const char             *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthBackup) backup = ath_backup_create (request, NULL, NULL, &error);

  g_assert_null (backup);
  g_assert_error (error, ATH_ERROR, code);
  if (strstr (error->message, message) == NULL)
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_null (strstr (error->message, ATH_TEST_PASSWORD));
}

static void
test_backup_create (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(AthBackup) backup = make_backup (fixture);
  g_autoptr(AthBackup) again = NULL;
  g_autofree char *manifest = g_strconcat (ath_backup_get_path (backup), ".json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
  g_assert_cmpuint (get_mode (ath_backup_get_path (backup)), ==, 0600);
  g_assert_cmpuint (get_mode (manifest), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
  assert_no_secrets_left ();

  again = ath_backup_open (ath_backup_get_path (backup), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_backup_get_project (again), ==, "/home/anna/billing");
  g_assert_cmpstr (ath_backup_get_environment (again), ==, "Production");
  g_assert_cmpstr (ath_backup_get_database (again), ==, fixture->database);
  g_assert_true (g_str_has_prefix (ath_backup_get_server (again), "1"));
  g_assert_true (g_str_has_prefix (ath_backup_get_tool (again), "pg_dump (PostgreSQL) 1"));
  g_assert_cmpstr (ath_backup_get_rows (again)[0], ==, "a1b2");
  g_assert_cmpstr (ath_backup_get_rows (again)[1], ==, "c3d4");
  g_assert_cmpuint (strlen (ath_backup_get_sha256 (again)), ==, 64);
  g_assert_cmpuint (ath_backup_get_size_bytes (again), >, 1000);
  g_assert_cmpuint (ath_backup_get_n_tables (again), ==, 4);
  g_assert_cmpuint (ath_backup_get_n_entries (again), >, 4);
  g_assert_cmpint (g_date_time_difference (now, ath_backup_get_created (again)), <,
                   60 * G_TIME_SPAN_SECOND);

  ath_backup_verify (again, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (manifest, &text, NULL, NULL));
  g_assert_null (strstr (text, ATH_TEST_PASSWORD));
}

/* What was backed up comes back. */
static void
test_backup_restores (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(AthBackup) backup = make_backup (fixture);
  g_autoptr(AthPostgresTools) tools = ath_postgres_tools_find (0, NULL, NULL, NULL);
  g_autofree char *program = ath_postgres_tools_dup_program (tools, "pg_restore");
  g_autofree char *target = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, target);
  const char *argv[] = {
    program, "--exit-on-error", "--jobs=2", "--dbname", url, ath_backup_get_path (backup), NULL
  };
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  value = ath_test_cluster_query_value (cluster, target,
                                        "SELECT count(*) || ' ' || max(note) FROM \"My rows\"");
  g_assert_cmpstr (value, ==, "5000 größe");
  ath_test_cluster_drop_database (cluster, target);
}

typedef struct
{
  guint         n_reports;
  guint         n_finished;
  guint64       bytes;
  GHashTable   *tables;
  GCancellable *cancellable;      /* (nullable) */
  const char   *cancel_at_table;  /* (nullable) */
} Listener;

static void
listen (const AthReport *report,
        gpointer         user_data)
{
  Listener *listener = user_data;

  g_assert_cmpint (report->kind, ==, ATH_REPORT_BACKUP);
  g_assert_cmpuint (report->bytes_expected, >=, report->bytes);
  listener->n_reports++;
  listener->bytes = report->bytes;
  if (report->phase == ATH_REPORT_FINISHED)
    listener->n_finished++;
  if (report->text != NULL)
    g_hash_table_add (listener->tables, g_strdup (report->text));
  if (listener->cancel_at_table != NULL && g_strcmp0 (report->text, listener->cancel_at_table) == 0)
    g_cancellable_cancel (listener->cancellable);
}

static void
test_backup_progress (Fixture       *fixture,
                      gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listener listener = { .tables = tables };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);
  g_autoptr(AthBackup) backup = ath_backup_create (&request, reporter, NULL, NULL);

  g_assert_nonnull (backup);
  g_assert_cmpuint (listener.n_finished, ==, 1);
  g_assert_cmpuint (listener.bytes, ==, ath_backup_get_size_bytes (backup));
  g_assert_true (g_hash_table_contains (tables, "public.My rows"));
  g_assert_true (g_hash_table_contains (tables, "billing.accounts"));
  g_assert_cmpuint (g_hash_table_size (tables), ==, 4);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
test_backup_async (Fixture       *fixture,
                   gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listener listener = { .tables = tables };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) verified = NULL;
  g_autoptr(GAsyncResult) estimated = NULL;
  g_autoptr(AthBackup) backup = NULL;
  AthBackupEstimate estimate;
  g_autoptr(GError) error = NULL;

  ath_backup_create_async (&request, reporter, NULL, result_cb, &result);
  memset (&request, 0, sizeof request);
  backup = ath_backup_create_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listener.n_finished, ==, 1);

  ath_backup_verify_async (backup, NULL, result_cb, &verified);
  ath_backup_verify_finish (backup, wait_for_result (&verified), &error);
  g_assert_no_error (error);

  request = new_request (fixture);
  ath_backup_estimate_async (&request, NULL, result_cb, &estimated);
  ath_backup_estimate_finish (wait_for_result (&estimated), &estimate, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (estimate.free_bytes, >, 0);

  /* By the last one. */
  g_assert_cmpuint (estimate.size_bytes, >, ath_backup_get_size_bytes (backup) / 2);
  g_assert_cmpuint (estimate.size_bytes, <, ath_backup_get_size_bytes (backup) * 2);
}

/* Two at a time, and two within a second. */
static void
test_backup_names (Fixture       *fixture,
                   gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AthBackup) first = NULL;
  g_autoptr(AthBackup) second = NULL;
  g_autoptr(GError) error = NULL;

  ath_backup_create_async (&request, NULL, NULL, result_cb, &result);
  second = make_backup (fixture);
  first = ath_backup_create_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);

  g_assert_cmpstr (ath_backup_get_path (first), !=, ath_backup_get_path (second));
  g_assert_cmpuint (count_files (fixture->folder), ==, 4);
}

static void
test_backup_list (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AthBackup) first = make_backup (fixture);
  g_autoptr(AthBackup) second = make_backup (fixture);
  g_autoptr(AthBackup) third = make_backup (fixture);
  g_autoptr(GPtrArray) backups = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autofree char *stray = g_build_filename (fixture->folder, "stray.dump", NULL);
  g_autofree char *broken = g_build_filename (fixture->folder, "stray.dump.json", NULL);
  g_autofree char *orphan = g_build_filename (fixture->folder, "orphan.dump.json", NULL);
  g_autoptr(GError) error = NULL;
  guint n_removed;

  g_assert_true (g_file_set_contents (stray, "x", -1, NULL));
  g_assert_true (g_file_set_contents (broken, "{\"format\": 2, \"created\": []}", -1, NULL));
  g_assert_true (g_file_set_contents (orphan, "{}", -1, NULL));

  backups = ath_backup_list (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 3);
  g_assert_cmpstr (ath_backup_get_path (backups->pdata[0]), ==, ath_backup_get_path (third));
  g_assert_cmpstr (ath_backup_get_path (backups->pdata[2]), ==, ath_backup_get_path (first));

  g_assert_true (ath_backup_prune (fixture->folder, 0, &n_removed, NULL));
  g_assert_cmpuint (n_removed, ==, 0);
  g_assert_true (ath_backup_prune (fixture->folder, 2, &n_removed, NULL));
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_false (g_file_test (ath_backup_get_path (first), G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (ath_backup_get_path (second), G_FILE_TEST_EXISTS));

  g_assert_true (ath_backup_remove (third, NULL));
  g_assert_true (ath_backup_remove (second, NULL));
  g_assert_cmpuint (count_files (fixture->folder), ==, 3);

  none = ath_backup_list ("/nowhere/at/all", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
damage (const char *path,
        gsize       offset,
        gboolean    truncate)
{
  g_autofree char *contents = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &contents, &len, NULL));
  contents[offset] ^= 1;
  g_assert_true (g_file_set_contents (path, contents, truncate ? len - 1 : len, NULL));
}

static void
test_backup_damaged (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(AthBackup) backup = make_backup (fixture);
  g_autoptr(GError) error = NULL;

  damage (ath_backup_get_path (backup), ath_backup_get_size_bytes (backup) / 2, FALSE);
  g_assert_false (ath_backup_verify (backup, NULL, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_nonnull (strstr (error->message, "SHA-256"));
  g_clear_error (&error);

  damage (ath_backup_get_path (backup), 100, TRUE);
  g_assert_false (ath_backup_verify (backup, NULL, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_nonnull (strstr (error->message, "bytes"));
  g_clear_error (&error);

  g_assert_no_errno (g_unlink (ath_backup_get_path (backup)));
  g_assert_false (ath_backup_verify (backup, NULL, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_clear_error (&error);

  g_assert_null (ath_backup_open (ath_backup_get_path (backup), &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
}

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

/* A password from .pgpass, a host from the environment: pg_dump goes where we went. */
static void
test_backup_passfile (Fixture       *fixture,
                      gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autofree char *path = g_build_filename (fixture->tools, "my pgpass", NULL);
  g_autofree char *line = g_strdup ("127.0.0.1:*:*:*:pa\\:ss\\\\w@rd' %41/ü\n");
  g_autoptr(AthConnectionInfo) open = ath_connection_info_with (fixture->info, "password", NULL);
  g_autoptr(AthConnectionInfo) info = ath_connection_info_with (open, "passfile", path);
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, line, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  request.info = info;
  backup = ath_backup_create (&request, NULL, NULL, &error);
  g_assert_no_error (error);
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

/* What a program that died left behind goes; what one that lives writes stays. */
static void
test_backup_stale (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *stale = g_build_filename (fixture->folder, "old.dump.partial", NULL);
  g_autoptr(AthBackup) backup = NULL;

  g_assert_no_errno (g_mkdir_with_parents (fixture->folder, 0700));
  g_assert_true (g_file_set_contents (stale, "x", -1, NULL));
  backup = make_backup (fixture);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
}

static void
assert_cancelled (GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthBackup) backup = ath_backup_create_finish (result, &error);

  g_assert_null (backup);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_backup_cancel_before (Fixture       *fixture,
                           gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  ath_backup_create_async (&request, NULL, cancellable, result_cb, &result);
  assert_cancelled (wait_for_result (&result));
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
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen, &listener);
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
  g_autoptr(GAsyncResult) result = NULL;

  g_assert_true (ath_connection_execute (connection, "BEGIN; LOCK TABLE billing.accounts",
                                         NULL, NULL));
  ath_backup_create_async (&request, NULL, cancellable, result_cb, &result);
  while (!is_waiting_for_lock (fixture))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  assert_cancelled (wait_for_result (&result));
  ath_connection_close (connection);
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
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *pid = NULL;

  write_tools (fixture, "99.0", script);
  request.tool_folders = folders;
  ath_backup_create_async (&request, NULL, cancellable, result_cb, &result);
  while (!g_file_test (note, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  assert_cancelled (wait_for_result (&result));

  g_assert_true (g_file_get_contents (note, &pid, NULL, NULL));
  g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
  assert_nothing_left (fixture);
}

static void
test_backup_folder_names (void)
{
  g_autofree char *plain = ath_backup_dup_folder ("/home/anna/billing", "Production");
  g_autofree char *other = ath_backup_dup_folder ("/home/otto/billing", "Production");
  g_autofree char *odd = ath_backup_dup_folder ("/home/anna/billing", "a/../b");
  g_autofree char *dots = ath_backup_dup_folder ("/home/anna/billing", "..");

  g_assert_true (g_str_has_prefix (plain, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (plain, "/Production"));
  g_assert_cmpstr (plain, !=, other);
  g_assert_null (strstr (odd, "/../"));
  g_assert_false (g_str_has_suffix (dots, "/.."));
}

static const struct
{
  const char *text;
  int         version;
} versions[] = {
  { "pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", 150020 },
  { "pg_dump (PostgreSQL) 17beta1\n", 170000 },
  { "pg_dump (PostgreSQL) 9.6.24\n", 90624 },
  { "pg_dump (PostgreSQL) 10.23\n", 100023 },
  { "pg_dump (EnterpriseDB) x\n", 0 },
  { "pg_dump (PostgreSQL) devel\n", 0 },
  { "", 0 },
};

static void
test_tools_version (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    g_assert_cmpint (ath_postgres_tools_parse_version (versions[i].text), ==, versions[i].version);
}

static void
add_test (const char    *name,
          gconstpointer  data,
          void         (*func) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/backup/", name, NULL);

  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

static void
fill_template (void)
{
  template = ath_test_cluster_create_database (cluster, NULL);
  ath_test_cluster_execute (cluster, template,
                            "CREATE SCHEMA billing;"
                            "CREATE TABLE billing.accounts (id int PRIMARY KEY, name text);"
                            "CREATE TABLE empty (x int);"
                            "CREATE TABLE parted (x int) PARTITION BY RANGE (x);"
                            "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (9);"
                            "CREATE VIEW v AS SELECT 1;"
                            "CREATE UNLOGGED TABLE \"My rows\" (x int, note text);"
                            "INSERT INTO \"My rows\" SELECT x, CASE WHEN x = 1 THEN 'größe'"
                            " ELSE md5(x::text) END FROM generate_series(1, 5000) x");
  ath_test_cluster_execute (cluster, "postgres", "CREATE ROLE guest LOGIN");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_test ("create", NULL, test_backup_create);
  add_test ("restores", NULL, test_backup_restores);
  add_test ("progress", NULL, test_backup_progress);
  add_test ("async", NULL, test_backup_async);
  add_test ("names", NULL, test_backup_names);
  add_test ("list", NULL, test_backup_list);
  add_test ("damaged", NULL, test_backup_damaged);
  add_test ("no-connection", NULL, test_backup_no_connection);
  add_test ("no-tool", NULL, test_backup_no_tool);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_dumps); i++)
    {
      g_autofree char *name = g_strconcat ("bad-dump/", bad_dumps[i].name, NULL);

      add_test (name, &bad_dumps[i], test_backup_bad_dump);
    }
  add_test ("hides-the-password", NULL, test_backup_hides_the_password);
  add_test ("passfile", NULL, test_backup_passfile);
  add_test ("bad-folder", NULL, test_backup_bad_folder);
  add_test ("full", NULL, test_backup_full);
  add_test ("no-room", NULL, test_backup_no_room);
  add_test ("no-right", NULL, test_backup_no_right);
  add_test ("stale", NULL, test_backup_stale);
  add_test ("cancel-before", NULL, test_backup_cancel_before);
  add_test ("cancel-at-table", NULL, test_backup_cancel_at_table);
  add_test ("cancel-locked", NULL, test_backup_cancel_locked);
  add_test ("cancel-stubborn", NULL, test_backup_cancel_stubborn);
  g_test_add_func ("/backup/folder-names", test_backup_folder_names);
  g_test_add_func ("/postgres-tools/version", test_tools_version);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  fill_template ();
  status = g_test_run ();
  g_free (template);
  ath_test_cluster_stop (cluster);

  return status;
}
