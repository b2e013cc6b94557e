/* ath-backup-estimate.c: how large a backup will be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-task.h"
#include "run/ath-backup-estimate.h"
#include "run/ath-backup-private.h"

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
 * ath_backup_estimate_on:
 * @connection: a connection to the database
 * @folder: where the backup would go; need not exist
 * @estimate: (out): what is known
 * @database_bytes: (out): size of the database
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * ath_backup_estimate() on a connection that is there already.
 *
 * Returns: whether it could be found out
 */
gboolean
ath_backup_estimate_on (AthConnection      *connection,
                        const char         *folder,
                        AthBackupEstimate  *estimate,
                        guint64            *database_bytes,
                        GCancellable       *cancellable,
                        GError            **error)
{
  if (!read_free_space (folder, &estimate->free_bytes, cancellable, error) ||
      !read_database_size (connection, database_bytes, cancellable, error))
    return FALSE;

  estimate->size_bytes = estimate_size (*database_bytes, folder,
                                        ath_connection_get_database (connection));

  return TRUE;
}

/**
 * ath_backup_estimate:
 * @request: what would be backed up
 * @estimate: (out): what is known
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * Finds out how large a backup will be, by the last one or by the size of the
 * database, and how much room there is for it.  Blocks: for worker threads.
 *
 * Returns: whether it could be found out, else the errors of
 *   ath_connection_open() and ath_connection_query(), or `G_IO_ERROR` codes of
 *   the folder
 */
gboolean
ath_backup_estimate (const AthBackupRequest  *request,
                     AthBackupEstimate       *estimate,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  g_autoptr(AthConnection) connection = NULL;
  guint64 database_bytes;

  g_return_val_if_fail (request != NULL && estimate != NULL, FALSE);

  connection = ath_connection_open (request->info, cancellable, error);

  return connection != NULL &&
         ath_backup_estimate_on (connection, request->folder, estimate, &database_bytes,
                                 cancellable, error);
}

/**
 * ath_backup_request_copy:
 * @request: a request
 *
 * Returns: (transfer full): a copy that owns what it holds
 */
AthBackupRequest *
ath_backup_request_copy (const AthBackupRequest *request)
{
  AthBackupRequest *copy = g_memdup2 (request, sizeof *request);

  copy->info = ath_connection_info_ref (request->info);
  copy->folder = g_strdup (request->folder);
  copy->project = g_strdup (request->project);
  copy->environment = g_strdup (request->environment);
  copy->rows = (const char *const *) g_strdupv ((char **) request->rows);
  copy->tool_folders = (const char *const *) g_strdupv ((char **) request->tool_folders);

  return copy;
}

/**
 * ath_backup_request_free:
 * @request: (transfer full): what ath_backup_request_copy() returned
 */
void
ath_backup_request_free (AthBackupRequest *request)
{
  ath_connection_info_unref (request->info);
  g_free ((char *) request->folder);
  g_free ((char *) request->project);
  g_free ((char *) request->environment);
  g_strfreev ((char **) request->rows);
  g_strfreev ((char **) request->tool_folders);
  g_free (request);
}

static void
estimate_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  AthBackupEstimate estimate;
  GError *error = NULL;

  if (ath_backup_estimate (task_data, &estimate, cancellable, &error))
    g_task_return_pointer (task, g_memdup2 (&estimate, sizeof estimate), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * ath_backup_estimate_async:
 * @request: what would be backed up; copied
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called when it is known
 * @user_data: passed to @callback
 *
 * ath_backup_estimate() in a thread of its own.
 */
void
ath_backup_estimate_async (const AthBackupRequest *request,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (request != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_backup_estimate_async);
  g_task_set_task_data (task, ath_backup_request_copy (request),
                        (GDestroyNotify) ath_backup_request_free);
  ath_task_run_in_own_thread (task, estimate_thread);
}

/**
 * ath_backup_estimate_finish:
 * @result: what the callback got
 * @estimate: (out): what is known
 * @error: set on failure
 *
 * Returns: see ath_backup_estimate()
 */
gboolean
ath_backup_estimate_finish (GAsyncResult       *result,
                            AthBackupEstimate  *estimate,
                            GError            **error)
{
  g_autofree AthBackupEstimate *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_backup_estimate_async), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;

  *estimate = *found;

  return TRUE;
}
