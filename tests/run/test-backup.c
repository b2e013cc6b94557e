/* test-backup.c: pg_dump archives and their manifests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "ath-error.h"
#include "backup-fixture.h"
#include "postgres/ath-postgres-tools.h"
#include "run/backup/ath-backup-estimate.h"

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

static void
test_backup_progress (Fixture       *fixture,
                      gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listener listener = { .tables = tables };
  g_autoptr(AthReporter) reporter = ath_reporter_new (listen_to_backup, &listener);
  g_autoptr(AthBackup) backup = ath_backup_create (&request, reporter, NULL, NULL);

  g_assert_nonnull (backup);
  g_assert_cmpuint (listener.n_finished, ==, 1);
  g_assert_cmpuint (listener.bytes, ==, ath_backup_get_size_bytes (backup));
  g_assert_true (g_hash_table_contains (tables, "public.My rows"));
  g_assert_true (g_hash_table_contains (tables, "billing.accounts"));
  g_assert_cmpuint (g_hash_table_size (tables), ==, 4);
}

/* The last backup tells how large the next one will be. */
static void
test_backup_estimate (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(AthBackup) last = make_backup (fixture);
  g_autoptr(AthConnection) connection = ath_connection_open (fixture->info, NULL, NULL);
  AthBackupEstimate estimate;
  guint64 database_bytes;
  g_autoptr(GError) error = NULL;

  ath_backup_estimate (connection, fixture->folder, &estimate, &database_bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (estimate.free_bytes, >, 0);
  g_assert_cmpuint (estimate.size_bytes, >, ath_backup_get_size_bytes (last) / 2);
  g_assert_cmpuint (estimate.size_bytes, <, ath_backup_get_size_bytes (last) * 2);
  g_assert_cmpuint (database_bytes, >, 1000000);
}

/* Two at a time, and two within a second. */
static void
test_backup_names (Fixture       *fixture,
                   gconstpointer  data)
{
  AthBackupRequest request = new_request (fixture);
  Creation creation;
  g_autoptr(AthBackup) first = NULL;
  g_autoptr(AthBackup) second = NULL;
  g_autoptr(GError) error = NULL;

  begin_backup (&creation, &request, NULL, NULL);
  second = make_backup (fixture);
  first = end_backup (&creation, &error);
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

  /* Another environment in the same folder has its own two. */
  {
    AthBackupRequest request = new_request (fixture);
    g_autoptr(AthBackup) other = NULL;

    request.environment = "Staging";
    other = ath_backup_create (&request, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (ath_backup_prune (fixture->folder, 2, &n_removed, NULL));
    g_assert_cmpuint (n_removed, ==, 0);
    g_assert_true (ath_backup_remove (other, NULL));
  }

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

/* As it is before the first revision: there is nothing to lose, and no failure. */
static void
test_backup_empty (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *database = ath_test_cluster_create_database (cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (cluster, database);
  g_autoptr(AthConnectionInfo) info = new_info (url);
  AthBackupRequest request = new_request (fixture);
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  request.info = info;
  backup = ath_backup_create (&request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ath_backup_get_n_tables (backup), ==, 0);
  g_assert_true (ath_backup_verify (backup, NULL, NULL, &error));
  g_assert_no_error (error);
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

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  backup_fixture_add_test ("create", NULL, test_backup_create);
  backup_fixture_add_test ("restores", NULL, test_backup_restores);
  backup_fixture_add_test ("progress", NULL, test_backup_progress);
  backup_fixture_add_test ("estimate", NULL, test_backup_estimate);
  backup_fixture_add_test ("names", NULL, test_backup_names);
  backup_fixture_add_test ("list", NULL, test_backup_list);
  backup_fixture_add_test ("damaged", NULL, test_backup_damaged);
  backup_fixture_add_test ("stale", NULL, test_backup_stale);
  backup_fixture_add_test ("passfile", NULL, test_backup_passfile);
  backup_fixture_add_test ("empty", NULL, test_backup_empty);
  g_test_add_func ("/backup/folder-names", test_backup_folder_names);

  backup_fixture_start ();
  status = g_test_run ();
  backup_fixture_stop ();

  return status;
}
