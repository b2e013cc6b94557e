/* ath-backup-estimate.c: how large a backup will be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/backup/ath-backup-estimate.h"
#include "run/backup/ath-backup-private.h"

/* Of a database with nothing in it: catalogs, which are not dumped. */
#define EMPTY_DATABASE_BYTES (7 * 1024 * 1024)

/* Without indexes and compressed, rows take about this share of a database. */
#define USUAL_SHARE 0.2
#define LEAST_BYTES (64 * 1024)

/* Not pg_table_size() of each table, which waits behind whoever has locked one. */
static gboolean
read_database_size (AthConnection  *connection,
                    guint64        *size_bytes,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_autoptr(AthResult) result =
    ath_connection_query (connection,
                          "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())",
                          NULL, 0, cancellable, error);

  if (result == NULL)
    return FALSE;

  *size_bytes = g_ascii_strtoull (ath_result_get_value (result, 0, 0), NULL, 10);

  return TRUE;
}

/* What the last backup of the same database took of it, or 0. */
static double
read_last_share (const char *folder,
                 const char *database)
{
  g_autoptr(GPtrArray) backups = ath_backup_list (folder, NULL);

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      AthBackup *backup = backups->pdata[i];

      if (backup->database_bytes > 0 && g_str_equal (backup->database, database))
        return (double) backup->size_bytes / backup->database_bytes;
    }

  return 0;
}

static guint64
estimate_size (guint64     database_bytes,
               const char *folder,
               const char *database)
{
  double share = read_last_share (folder, database);

  if (share > 0)
    return database_bytes * share;
  if (database_bytes <= EMPTY_DATABASE_BYTES)
    return LEAST_BYTES;

  return LEAST_BYTES + (database_bytes - EMPTY_DATABASE_BYTES) * USUAL_SHARE;
}

/* Asks the first folder on the way up that there is. */
static gboolean
read_free_space (const char    *folder,
                 guint64       *free_bytes,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = NULL;

  while (!g_file_query_exists (file, NULL))
    {
      GFile *parent = g_file_get_parent (file);

      if (parent == NULL)
        break;
      g_object_unref (file);
      file = parent;
    }

  info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, cancellable, error);
  if (info == NULL)
    return FALSE;

  *free_bytes = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);

  return TRUE;
}

/**
 * ath_backup_estimate:
 * @connection: a connection to the database
 * @folder: where the backup would go; need not exist
 * @estimate: (out): what is known
 * @database_bytes: (out): size of the database
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * Finds out how large a backup will be, by the last one or by the size of the
 * database, and how much room there is for it.  Blocks: for worker threads.
 *
 * Returns: whether it could be found out, else the errors of
 *   ath_connection_query(), or `G_IO_ERROR` codes of the folder
 */
gboolean
ath_backup_estimate (AthConnection     *connection,
                     const char        *folder,
                     AthBackupEstimate *estimate,
                     guint64           *database_bytes,
                     GCancellable      *cancellable,
                     GError           **error)
{
  if (!read_free_space (folder, &estimate->free_bytes, cancellable, error)
      || !read_database_size (connection, database_bytes, cancellable, error))
    return FALSE;

  estimate->size_bytes = estimate_size (*database_bytes, folder,
                                        ath_connection_get_database (connection));

  return TRUE;
}
