/* backup-fixture.c: a database and a folder for its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "ath-error.h"
#include "backup-fixture.h"

AthTestCluster *cluster;

/* Filled once; each test has a copy. */
static char *template;

AthConnectionInfo *
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

AthBackupRequest
new_request (Fixture *fixture)
{
  static const char *const rows[] = { "a1b2", "c3d4", NULL };

  return (AthBackupRequest) {
    .info = fixture->info,
    .folder = fixture->folder,
    .project = "/home/anna/billing",
    .environment = "Production",
    .rows = rows,
  };
}

AthBackup *
make_backup (Fixture *fixture)
{
  AthBackupRequest request = new_request (fixture);
  g_autoptr(GError) error = NULL;
  AthBackup *backup = ath_backup_create (&request, NULL, NULL, &error);

  g_assert_no_error (error);

  return backup;
}

guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));

  return info.st_mode & 0777;
}

/* No passfile, whatever happened. */
void
assert_no_secrets_left (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "athanor", NULL);

  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* Nothing of a backup, and of pg_dump's sessions on the server, which takes a
 * moment to notice that a client has gone.
 */
void
assert_nothing_left (Fixture *fixture)
{
  g_autofree char *n_sessions = NULL;

  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  assert_no_secrets_left ();
  ath_test_cluster_execute (cluster, "postgres",
                            "DO $$BEGIN FOR i IN 1..1000 LOOP"
                            " EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity"
                            " WHERE application_name = 'pg_dump');"
                            " PERFORM pg_sleep(0.01);"
                            " PERFORM pg_stat_clear_snapshot(); END LOOP; END$$");
  n_sessions = ath_test_cluster_query_value (cluster, "postgres",
                                             "SELECT count(*) FROM pg_stat_activity"
                                             " WHERE application_name = 'pg_dump'");
  g_assert_cmpstr (n_sessions, ==, "0");
}

void
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

void
listen_to_backup (const AthReport *report,
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

static gpointer
create_thread (gpointer data)
{
  Creation *creation = data;

  creation->backup = ath_backup_create (creation->request, creation->reporter,
                                        creation->cancellable, &creation->error);
  g_atomic_int_set (&creation->has_ended, TRUE);
  g_main_context_wakeup (NULL);

  return NULL;
}

/* @request and the others must outlive the backup. */
void
begin_backup (Creation               *creation,
              const AthBackupRequest *request,
              AthReporter            *reporter,
              GCancellable           *cancellable)
{
  *creation = (Creation) {
    .request = request,
    .reporter = reporter,
    .cancellable = cancellable,
  };
  creation->thread = g_thread_new ("backup", create_thread, creation);
}

/* Waits for the end, and hears the reports meanwhile. */
AthBackup *
end_backup (Creation  *creation,
            GError   **error)
{
  while (!g_atomic_int_get (&creation->has_ended))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (creation->thread);
  if (creation->error != NULL)
    g_propagate_error (error, creation->error);

  return creation->backup;
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

void
backup_fixture_add_test (const char    *name,
                         gconstpointer  data,
                         void         (*func) (Fixture       *fixture,
                                               gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/backup/", name, NULL);

  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

void
backup_fixture_start (void)
{
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  fill_template ();
}

void
backup_fixture_stop (void)
{
  g_clear_pointer (&template, g_free);
  ath_test_cluster_stop (cluster);
}
