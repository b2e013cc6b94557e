/* ath-backup.c: one pg_dump archive with its manifest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ath-error.h"
#include "run/backup/ath-archive.h"
#include "run/backup/ath-backup-private.h"

/**
 * AthBackup:
 *
 * One pg_dump archive, as its manifest describes it.  Immutable, usable from
 * any thread.
 */

G_DEFINE_FINAL_TYPE (AthBackup, ath_backup, G_TYPE_OBJECT)

static void
ath_backup_finalize (GObject *object)
{
  AthBackup *self = ATH_BACKUP (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->project, g_free);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->tool, g_free);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->rows, g_strfreev);

  G_OBJECT_CLASS (ath_backup_parent_class)->finalize (object);
}

static void
ath_backup_class_init (AthBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_backup_finalize;
}

static void
ath_backup_init (AthBackup *self)
{
  self->rows = g_new0 (char *, 1);
}

/**
 * ath_backup_new:
 *
 * Returns: (transfer full): a backup that its maker fills in before it is shared
 */
AthBackup *
ath_backup_new (void)
{
  return g_object_new (ATH_TYPE_BACKUP, NULL);
}

/**
 * ath_backup_dup_file_name:
 * @text: a name of anything
 *
 * Returns: (transfer full): the same as part of a file name: two different
 *   texts never give the same one
 */
char *
ath_backup_dup_file_name (const char *text)
{
  g_autofree char *name = g_strndup (text, 60);
  g_autofree char *checksum = NULL;

  g_strcanon (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-", '-');
  if (*name != '\0' && g_str_equal (name, text))
    return g_steal_pointer (&name);

  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  checksum[8] = '\0';

  return g_strconcat (name, *name != '\0' ? "." : "", checksum, NULL);
}

/**
 * ath_backup_dup_folder:
 * @project: key of a project
 * @environment: name of an environment
 *
 * Returns: (transfer full): where the backups of the environment go unless
 *   somebody chose another place: a folder of its own beneath the user's data
 *   folder
 */
char *
ath_backup_dup_folder (const char *project,
                       const char *environment)
{
  g_autofree char *project_base = NULL;
  g_autofree char *project_name = NULL;
  g_autofree char *environment_name = NULL;
  g_autofree char *checksum = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (project != NULL && environment != NULL, NULL);

  /* Its last part tells people, the sum tells projects of one name apart. */
  project_base = g_path_get_basename (project);
  project_name = ath_backup_dup_file_name (project_base);
  environment_name = ath_backup_dup_file_name (environment);
  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, project, -1);
  checksum[8] = '\0';
  folder = g_strconcat (project_name, "-", checksum, NULL);

  return g_build_filename (g_get_user_data_dir (), "athanor", "backups", folder, environment_name,
                           NULL);
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  AthBackup *first = *(AthBackup *const *) a;
  AthBackup *second = *(AthBackup *const *) b;
  int order = g_date_time_compare (second->created, first->created);

  return order != 0 ? order : strcmp (second->path, first->path);
}

/**
 * ath_backup_list:
 * @folder: where backups are
 * @error: set on failure
 *
 * Reads the manifests in @folder.  Any thread.
 *
 * Returns: (transfer full) (element-type AthBackup): the backups, the newest
 *   first, without those whose archive or manifest is missing or broken; empty
 *   when there is no such folder.  `NULL` with `ATH_ERROR_BACKUP` when it cannot
 *   be read
 */
GPtrArray *
ath_backup_list (const char  *folder,
                 GError     **error)
{
  g_autoptr(GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) failure = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, &failure);
  if (dir == NULL && !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_BACKUP, failure->message);
      return NULL;
    }

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      AthBackup *backup = NULL;

      if (g_str_has_suffix (name, ATH_BACKUP_SUFFIX))
        backup = ath_backup_open (path, NULL);
      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_age);

  return g_steal_pointer (&backups);
}

/**
 * ath_backup_remove:
 * @self: a backup
 * @error: set on failure
 *
 * Deletes the archive and its manifest.  Any thread.
 *
 * Returns: whether they are gone, else `ATH_ERROR_BACKUP`
 */
gboolean
ath_backup_remove (AthBackup  *self,
                   GError    **error)
{
  g_autofree char *manifest = NULL;

  g_return_val_if_fail (ATH_IS_BACKUP (self), FALSE);

  manifest = g_strconcat (self->path, ATH_BACKUP_MANIFEST_SUFFIX, NULL);
  if ((g_unlink (self->path) != 0 && errno != ENOENT)
      || (g_unlink (manifest) != 0 && errno != ENOENT))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The backup “%s” could not be removed: %s"), self->path, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/* What a backup is one of: a folder may hold those of several environments. */
static char *
dup_series (AthBackup *self)
{
  return g_strjoin ("\n", self->project != NULL ? self->project : "",
                    self->environment != NULL ? self->environment : "", self->database, NULL);
}

/**
 * ath_backup_prune:
 * @folder: where backups are
 * @keep: how many to keep of each database of an environment, the newest ones;
 *   0 keeps all
 * @n_removed: (out) (optional): how many were removed
 * @error: set on failure
 *
 * Removes the oldest backups.  Any thread.
 *
 * Returns: whether no more are left than should be, else `ATH_ERROR_BACKUP`
 */
gboolean
ath_backup_prune (const char  *folder,
                  guint        keep,
                  guint       *n_removed,
                  GError     **error)
{
  g_autoptr(GPtrArray) backups = ath_backup_list (folder, error);
  g_autoptr(GHashTable) n_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  if (backups == NULL)
    return FALSE;

  for (guint i = 0; keep > 0 && i < backups->len; i++)
    {
      char *series = dup_series (backups->pdata[i]);
      guint n_before = GPOINTER_TO_UINT (g_hash_table_lookup (n_seen, series));

      g_hash_table_replace (n_seen, series, GUINT_TO_POINTER (n_before + 1));
      if (n_before < keep)
        continue;
      if (!ath_backup_remove (backups->pdata[i], error))
        return FALSE;
      n++;
    }
  if (n_removed != NULL)
    *n_removed = n;

  return TRUE;
}

static gboolean
verify_size (AthBackup  *self,
             GError    **error)
{
  GStatBuf info;
  guint64 size_bytes;

  if (g_stat (self->path, &info) != 0)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP, _("The backup “%s” could not be read: %s"),
                   self->path, g_strerror (errno));
      return FALSE;
    }

  size_bytes = info.st_size;
  if (size_bytes != self->size_bytes)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The backup “%s” is damaged: it has %" G_GUINT64_FORMAT " bytes of %"
                     G_GUINT64_FORMAT),
                   self->path, size_bytes, self->size_bytes);
      return FALSE;
    }

  return TRUE;
}

static gboolean
verify_hash (AthBackup     *self,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *sha256 = ath_archive_hash (self->path, cancellable, error);

  if (sha256 == NULL)
    return FALSE;

  if (!g_str_equal (sha256, self->sha256))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The backup “%s” is damaged: its SHA-256 is not that of the manifest"),
                   self->path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
verify_contents (AthBackup          *self,
                 const char *const  *tool_folders,
                 GCancellable       *cancellable,
                 GError            **error)
{
  int version = self->tool != NULL ? ath_postgres_tools_parse_version (self->tool) : 0;
  g_autoptr(AthPostgresTools) tools = NULL;
  g_autoptr(AthArchiveContents) contents = NULL;

  tools = ath_postgres_tools_find (version, tool_folders, cancellable, error);
  if (tools == NULL)
    return FALSE;
  contents = ath_archive_read_contents (self->path, tools, cancellable, error);
  if (contents == NULL)
    return FALSE;

  if (contents->n_entries != self->n_entries)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The backup “%s” is damaged: it has %u entries of %u"),
                   self->path, contents->n_entries, self->n_entries);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_backup_verify:
 * @self: a backup
 * @tool_folders: (nullable) (array zero-terminated=1): where pg_restore is looked
 *   for, or `NULL` for everywhere
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * Compares the size, the SHA-256 and the table of contents of the archive with
 * the manifest.  Reads all of it: for worker threads.
 *
 * Returns: whether it is as it was made, else `ATH_ERROR_BACKUP`, `G_IO_ERROR`
 *   codes when it cannot be read, or `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_backup_verify (AthBackup          *self,
                   const char *const  *tool_folders,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), FALSE);

  return verify_size (self, error)
         && verify_hash (self, cancellable, error)
         && verify_contents (self, tool_folders, cancellable, error);
}

/**
 * ath_backup_get_path:
 * @self: a backup
 *
 * Returns: path of the archive
 */
const char *
ath_backup_get_path (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->path;
}

/**
 * ath_backup_get_created:
 * @self: a backup
 *
 * Returns: when it was begun, in UTC
 */
GDateTime *
ath_backup_get_created (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->created;
}

/**
 * ath_backup_get_project:
 * @self: a backup
 *
 * Returns: (nullable): key of the project that the database belonged to
 */
const char *
ath_backup_get_project (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->project;
}

/**
 * ath_backup_get_environment:
 * @self: a backup
 *
 * Returns: (nullable): name of the environment then
 */
const char *
ath_backup_get_environment (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->environment;
}

/**
 * ath_backup_get_database:
 * @self: a backup
 *
 * Returns: name of the database
 */
const char *
ath_backup_get_database (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->database;
}

/**
 * ath_backup_get_server:
 * @self: a backup
 *
 * Returns: (nullable): version of the server in its own words
 */
const char *
ath_backup_get_server (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->server;
}

/**
 * ath_backup_get_tool:
 * @self: a backup
 *
 * Returns: (nullable): what made it, as in `pg_dump (PostgreSQL) 15.4`
 */
const char *
ath_backup_get_tool (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->tool;
}

/**
 * ath_backup_get_sha256:
 * @self: a backup
 *
 * Returns: SHA-256 of the archive in hexadecimal digits
 */
const char *
ath_backup_get_sha256 (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return self->sha256;
}

/**
 * ath_backup_get_size_bytes:
 * @self: a backup
 *
 * Returns: size of the archive
 */
guint64
ath_backup_get_size_bytes (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), 0);

  return self->size_bytes;
}

/**
 * ath_backup_get_n_tables:
 * @self: a backup
 *
 * Returns: number of tables whose rows are in it
 */
guint
ath_backup_get_n_tables (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), 0);

  return self->n_tables;
}

/**
 * ath_backup_get_n_entries:
 * @self: a backup
 *
 * Returns: number of entries of its table of contents
 */
guint
ath_backup_get_n_entries (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), 0);

  return self->n_entries;
}

/**
 * ath_backup_get_rows:
 * @self: a backup
 *
 * Returns: (array zero-terminated=1): the version rows at that moment
 */
const char *const *
ath_backup_get_rows (AthBackup *self)
{
  g_return_val_if_fail (ATH_IS_BACKUP (self), NULL);

  return (const char *const *) self->rows;
}
