/* ath-backup-create.c: makes a backup and makes sure of it
 *
 * The archive gets its name only when it is whole: written, synced, read back
 * by pg_restore, compared with the tables there are, and hashed.  Which tables
 * there are is asked in the very snapshot that pg_dump dumps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ath-error.h"
#include "postgres/ath-connection.h"
#include "postgres/ath-tool-call.h"
#include "run/backup/ath-archive.h"
#include "run/backup/ath-backup-estimate.h"
#include "run/backup/ath-backup-private.h"

/* How long pg_dump waits for a table that somebody has locked. */
#define LOCK_TIMEOUT "60000"

/* A backup that is being made. */
typedef struct
{
  const AthBackupRequest *request;     /* (unowned) */
  AthReporter            *reporter;    /* (unowned) (nullable) */
  GCancellable           *cancellable; /* (unowned) (nullable) */

  AthConnection    *connection;  /* (owned) */
  AthPostgresTools *tools;       /* (owned) */
  AthBackup        *backup;      /* (owned) being filled in */
  char             *partial;     /* (owned) (nullable) path while there is such a file */
  int               fd;          /* of @partial, locked as long as it is ours; or -1 */
  char             *snapshot;    /* (owned) (nullable) */
  AthResult        *tables;      /* (owned) (nullable) OID and name of each, in the snapshot */
  guint64           expected_bytes;

  char             *table;       /* (owned) (nullable) being dumped */
  guint64           reported_bytes;
  gint64            start;
} Creation;

static void
creation_clear (Creation *self)
{
  g_clear_object (&self->connection);
  g_clear_pointer (&self->tools, ath_postgres_tools_free);
  g_clear_object (&self->backup);
  if (self->fd >= 0)
    close (self->fd);
  if (self->partial != NULL)
    g_unlink (self->partial);
  g_clear_pointer (&self->partial, g_free);
  g_clear_pointer (&self->snapshot, g_free);
  g_clear_pointer (&self->tables, ath_result_unref);
  g_clear_pointer (&self->table, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Creation, creation_clear)

static gboolean
fail_in_folder (Creation  *self,
                int        number,
                GError   **error)
{
  GError *failure = ath_error_new (ATH_ERROR_BACKUP,
                                   _("Could not write a backup into “%s”: %s"),
                                   self->request->folder, g_strerror (number));

  ath_error_set_hint (failure, _("Choose another folder, or see to its owner, its permissions and "
                                 "the space that is free."));
  g_propagate_error (error, failure);

  return FALSE;
}

static void
report (Creation       *self,
        AthReportPhase  phase,
        guint64         size_bytes)
{
  gint64 elapsed = g_get_monotonic_time () - self->start;

  self->reported_bytes = size_bytes;
  ath_reporter_report (self->reporter, &(AthReport) {
    .kind = ATH_REPORT_BACKUP,
    .phase = phase,
    .text = self->table,
    .bytes = size_bytes,
    .bytes_expected = MAX (self->expected_bytes, size_bytes),
    .rows = -1,
    .seconds = (double) elapsed / G_TIME_SPAN_SECOND,
  });
}

/* A partial file that nobody has locked belongs to a program that died. */
static void
remove_stale (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path);
  close (fd);
}

static gboolean
prepare_folder (Creation  *self,
                GError   **error)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (g_mkdir_with_parents (self->request->folder, 0700) != 0)
    return fail_in_folder (self, errno, error);

  dir = g_dir_open (self->request->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->request->folder, name, NULL);

      if (g_str_has_suffix (name, ATH_BACKUP_SUFFIX ATH_BACKUP_PARTIAL_SUFFIX))
        remove_stale (path);
    }

  return TRUE;
}

/* "billing-20261120T143000Z.dump", with a number when there is one already. */
static char *
dup_path (Creation *self,
          guint     number)
{
  g_autofree char *database =
    ath_backup_dup_file_name (ath_connection_get_database (self->connection));
  g_autofree char *time = g_date_time_format (self->backup->created, "%Y%m%dT%H%M%SZ");
  g_autofree char *suffix = number > 1 ? g_strdup_printf ("-%u", number) : g_strdup ("");
  g_autofree char *name = g_strconcat (database, "-", time, suffix, ATH_BACKUP_SUFFIX, NULL);

  return g_build_filename (self->request->folder, name, NULL);
}

static gboolean
make_partial (Creation  *self,
              GError   **error)
{
  for (guint i = 1; self->fd < 0; i++)
    {
      g_autofree char *path = dup_path (self, i);
      g_autofree char *partial = g_strconcat (path, ATH_BACKUP_PARTIAL_SUFFIX, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      self->fd = g_open (partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (self->fd < 0 && errno != EEXIST)
        return fail_in_folder (self, errno, error);
      if (self->fd >= 0)
        {
          flock (self->fd, LOCK_EX | LOCK_NB);
          self->partial = g_steal_pointer (&partial);
          self->backup->path = g_steal_pointer (&path);
        }
    }

  return TRUE;
}

static gboolean
check_space (Creation  *self,
             GError   **error)
{
  AthBackupEstimate estimate;
  g_autofree char *needed = NULL;
  g_autofree char *left = NULL;
  GError *failure;

  if (!ath_backup_estimate (self->connection, self->request->folder, &estimate,
                            &self->backup->database_bytes, self->cancellable, error))
    return FALSE;

  self->expected_bytes = estimate.size_bytes;
  if (estimate.size_bytes <= estimate.free_bytes)
    return TRUE;

  needed = g_format_size (estimate.size_bytes);
  left = g_format_size (estimate.free_bytes);
  failure = ath_error_new (ATH_ERROR_BACKUP,
                           _("The backup will take about %s, but only %s are free in “%s”"),
                           needed, left, self->request->folder);
  ath_error_set_hint (failure, _("Remove old backups, or choose another folder."));
  g_propagate_error (error, failure);

  return FALSE;
}

/* Where the server does not hand out a snapshot (an old standby), pg_dump takes
 * its own, and the tables are not compared.
 */
static gboolean
take_snapshot (Creation  *self,
               GError   **error)
{
  g_autoptr(AthResult) result = NULL;
  g_autoptr(GError) failure = NULL;

  result = ath_connection_query (self->connection,
                                 "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                                 " SELECT pg_catalog.pg_export_snapshot()",
                                 NULL, 0, self->cancellable, &failure);
  if (result != NULL)
    {
      self->snapshot = g_strdup (ath_result_get_value (result, 0, 0));
      return TRUE;
    }
  if (!g_error_matches (failure, ATH_ERROR, ATH_ERROR_SQL))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return ath_connection_execute (self->connection, "ROLLBACK", self->cancellable, error);
}

/* Ordinary tables, as pg_dump sees them: none of the system, of a session, or
 * of an extension, which is dumped as CREATE EXTENSION.
 */
static gboolean
read_tables (Creation  *self,
             GError   **error)
{
  if (self->snapshot == NULL)
    return TRUE;

  self->tables =
    ath_connection_query (self->connection,
                          "SELECT c.oid, pg_catalog.format('%s.%s', n.nspname, c.relname)"
                          " FROM pg_catalog.pg_class c"
                          " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                          " WHERE c.relkind = 'r' AND c.relpersistence <> 't'"
                          " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
                          " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d"
                          " WHERE d.deptype = 'e'"
                          " AND ((d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                          " AND d.objid = c.oid)"
                          " OR (d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass"
                          " AND d.objid = n.oid)))",
                          NULL, 0, self->cancellable, error);

  return self->tables != NULL;
}

static void
tick (gpointer user_data)
{
  Creation *self = user_data;
  struct stat info;

  if (fstat (self->fd, &info) == 0 && (guint64) info.st_size != self->reported_bytes)
    report (self, ATH_REPORT_STARTED, info.st_size);
}

/* pg_dump: dumping contents of table "public.accounts" */
static void
note_table (const char *line,
            gpointer    user_data)
{
  static const char before[] = "dumping contents of table \"";
  Creation *self = user_data;
  const char *start = strstr (line, before);

  if (start == NULL)
    return;

  g_free (self->table);
  self->table = g_strdup (start + strlen (before));
  if (g_str_has_suffix (self->table, "\""))
    self->table[strlen (self->table) - 1] = '\0';
  report (self, ATH_REPORT_STARTED, self->reported_bytes);
}

/* pg_dump is made to say it in English. */
static void
add_dump_hint (GError *failure)
{
  if (!g_error_matches (failure, ATH_ERROR, ATH_ERROR_BACKUP))
    return;

  if (strstr (failure->message, "No space left") != NULL
      || strstr (failure->message, "File too large") != NULL
      || strstr (failure->message, "Disk quota") != NULL)
    ath_error_set_hint (failure, _("The disk is full. Remove old backups, or choose another "
                                   "folder."));
  else
    ath_error_set_hint (failure, _("Nothing was changed. The role needs to read all tables, as "
                                   "pg_read_all_data does, and no table may be locked for long."));
}

static gboolean
run_dump (Creation      *self,
          AthToolLogin  *login,
          GError       **error)
{
  g_autofree char *program = ath_postgres_tools_dup_program (self->tools, "pg_dump");
  g_autofree char *snapshot = NULL;
  const char *arguments[] = {
    "--format=custom", "--verbose", "--no-password", "--lock-wait-timeout=" LOCK_TIMEOUT,
    "--no-sync", "--file", self->partial, "--dbname", ath_tool_login_get_argument (login),
    NULL, NULL
  };
  AthToolCall call = {
    .program = program,
    .arguments = arguments,
    .login = login,
    .message_func = note_table,
    .tick_func = tick,
    .user_data = self,
  };
  GError *failure = NULL;

  if (self->snapshot != NULL)
    {
      snapshot = g_strconcat ("--snapshot=", self->snapshot, NULL);
      arguments[G_N_ELEMENTS (arguments) - 2] = snapshot;
    }
  if (ath_tool_call_run (&call, self->cancellable, &failure))
    return TRUE;

  add_dump_hint (failure);
  g_propagate_error (error, failure);

  return FALSE;
}

static gboolean
dump (Creation  *self,
      GError   **error)
{
  g_autoptr(AthConnectionInfo) info = ath_connection_dup_effective_info (self->connection);
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, error);

  self->backup->source = ath_connection_info_dup_url (info);

  if (login == NULL || !run_dump (self, login, error))
    return FALSE;

  /* The server need not keep the snapshot while the archive is verified. */
  ath_connection_close (self->connection);

  return TRUE;
}

static gboolean
compare_tables (Creation            *self,
                AthArchiveContents  *contents,
                GError             **error)
{
  guint n_tables = self->tables != NULL ? ath_result_get_n_rows (self->tables) : 0;

  for (guint i = 0; i < n_tables; i++)
    {
      guint32 oid = g_ascii_strtoull (ath_result_get_value (self->tables, i, 0), NULL, 10);

      if (!ath_archive_contents_has_table (contents, oid))
        {
          g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                       _("The backup does not verify: the rows of the table “%s” are not in it"),
                       ath_result_get_value (self->tables, i, 1));
          return FALSE;
        }
    }
  /* A database before its first revision has nothing to dump. */
  if (contents->n_entries == 0 && self->tables == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The backup does not verify: there is nothing in it"));
      return FALSE;
    }

  return TRUE;
}

/* Returns: errno of the failure as a pointer, or NULL */
static gpointer
sync_thread (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  return fsync (fd) == 0 ? NULL : GINT_TO_POINTER (errno);
}

static gboolean
read_back (Creation  *self,
           GError   **error)
{
  g_autoptr(AthArchiveContents) contents = NULL;
  struct stat info;

  contents = ath_archive_read_contents (self->partial, self->tools, self->cancellable, error);
  if (contents == NULL || !compare_tables (self, contents, error))
    return FALSE;
  self->backup->sha256 = ath_archive_hash (self->partial, self->cancellable, error);
  if (self->backup->sha256 == NULL)
    return FALSE;
  if (fstat (self->fd, &info) != 0)
    return fail_in_folder (self, errno, error);

  self->backup->size_bytes = info.st_size;
  self->backup->n_entries = contents->n_entries;
  self->backup->n_tables = contents->data_oids->len;

  return TRUE;
}

/* The disk and the processor are busy side by side: pg_dump was told not to sync. */
static gboolean
verify (Creation  *self,
        GError   **error)
{
  GThread *thread = g_thread_new ("athanor-sync", sync_thread, GINT_TO_POINTER (self->fd));
  gboolean verified = read_back (self, error);
  int failure = GPOINTER_TO_INT (g_thread_join (thread));

  if (verified && failure != 0)
    return fail_in_folder (self, failure, error);

  return verified;
}

static gboolean
sync_folder (Creation  *self,
             GError   **error)
{
  int fd = g_open (self->request->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);

  return synced || fail_in_folder (self, number, error);
}

/* From here on it is a backup. */
static gboolean
publish (Creation  *self,
         GError   **error)
{
  GError *failure = NULL;

  if (g_rename (self->partial, self->backup->path) != 0)
    return fail_in_folder (self, errno, error);
  g_clear_pointer (&self->partial, g_free);

  if (ath_backup_save (self->backup, &failure) && sync_folder (self, &failure))
    return TRUE;

  ath_backup_remove (self->backup, NULL);
  g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
               _("Could not write the manifest of a backup: %s"), failure->message);
  g_error_free (failure);

  return FALSE;
}

static gboolean
connect_and_find_tools (Creation  *self,
                        GError   **error)
{
  int version;

  self->connection = ath_connection_open (self->request->info, self->cancellable, error);
  if (self->connection == NULL)
    return FALSE;

  version = ath_connection_get_server_version (self->connection);
  self->tools = ath_postgres_tools_find (version, self->request->tool_folders, self->cancellable,
                                         error);

  return self->tools != NULL;
}

static void
describe (Creation *self)
{
  const AthBackupRequest *request = self->request;
  AthBackup *backup = self->backup;

  backup->created = g_date_time_new_now_utc ();
  backup->project = g_strdup (request->project);
  backup->environment = g_strdup (request->environment);
  backup->database = g_strdup (ath_connection_get_database (self->connection));
  backup->server = g_strdup (ath_connection_get_server_version_text (self->connection));
  backup->tool = g_strconcat ("pg_dump (PostgreSQL) ",
                              ath_postgres_tools_get_version_text (self->tools), NULL);
  if (request->rows != NULL)
    {
      g_strfreev (backup->rows);
      backup->rows = g_strdupv ((char **) request->rows);
    }
}

/**
 * ath_backup_create:
 * @request: what to back up
 * @reporter: (nullable): told how many bytes are written and which table is dumped
 * @cancellable: (nullable): ends it at any moment
 * @error: set on failure
 *
 * Dumps a database with the newest pg_dump that fits its server, into a
 * `.partial` file that gets its name and its manifest when it is synced and
 * verified.  Files get mode 0600, folders that are made 0700.  On failure and
 * when it is cancelled nothing is left behind, not even pg_dump.  Blocks: for
 * worker threads.
 *
 * Returns: (transfer full): the backup, or `NULL` with `ATH_ERROR_BACKUP` when it
 *   could not be made or does not verify, the errors of ath_connection_open(),
 *   or `G_IO_ERROR_CANCELLED`
 */
AthBackup *
ath_backup_create (const AthBackupRequest  *request,
                   AthReporter             *reporter,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_auto(Creation) self = {
    .request = request,
    .reporter = reporter,
    .cancellable = cancellable,
    .fd = -1,
    .start = g_get_monotonic_time (),
  };

  g_return_val_if_fail (request != NULL && request->info != NULL && request->folder != NULL, NULL);

  self.backup = ath_backup_new ();
  if (!prepare_folder (&self, error) || !connect_and_find_tools (&self, error))
    return NULL;
  describe (&self);

  if (!make_partial (&self, error) || !check_space (&self, error)
      || !take_snapshot (&self, error) || !read_tables (&self, error))
    return NULL;
  report (&self, ATH_REPORT_STARTED, 0);

  if (!dump (&self, error) || !verify (&self, error) || !publish (&self, error))
    return NULL;
  g_clear_pointer (&self.table, g_free);
  report (&self, ATH_REPORT_FINISHED, self.backup->size_bytes);

  return g_steal_pointer (&self.backup);
}
