/* ath-backup.h: one pg_dump archive with its manifest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ath-reporter.h"
#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

/**
 * AthBackupRequest:
 * @info: the database
 * @folder: where the backup goes; made when there is none
 * @project: what the database belongs to, for the manifest
 * @environment: name of the environment, for the manifest
 * @rows: (nullable) (array zero-terminated=1): version rows at the moment, for
 *   the manifest
 * @tool_folders: (nullable) (array zero-terminated=1): where pg_dump is looked
 *   for, or `NULL` for everywhere
 *
 * What to back up.  Borrowed until the call returns.
 */
typedef struct
{
  AthConnectionInfo  *info;
  const char         *folder;
  const char         *project;
  const char         *environment;
  const char *const  *rows;
  const char *const  *tool_folders;
} AthBackupRequest;

#define ATH_TYPE_BACKUP (ath_backup_get_type ())

G_DECLARE_FINAL_TYPE (AthBackup, ath_backup, ATH, BACKUP, GObject)

AthBackup         *ath_backup_create              (const AthBackupRequest  *request,
                                                   AthReporter             *reporter,
                                                   GCancellable            *cancellable,
                                                   GError                 **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;

char              *ath_backup_dup_folder          (const char              *project,
                                                   const char              *environment)
                                                   G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *ath_backup_list                (const char              *folder,
                                                   GError                 **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_backup_prune               (const char              *folder,
                                                   guint                    keep,
                                                   guint                   *n_removed,
                                                   GError                 **error);

AthBackup         *ath_backup_open                (const char              *path,
                                                   GError                 **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_backup_verify              (AthBackup               *self,
                                                   const char *const       *tool_folders,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
gboolean           ath_backup_remove              (AthBackup               *self,
                                                   GError                 **error);

const char        *ath_backup_get_path            (AthBackup               *self);
GDateTime         *ath_backup_get_created         (AthBackup               *self);
const char        *ath_backup_get_project         (AthBackup               *self);
const char        *ath_backup_get_environment     (AthBackup               *self);
const char        *ath_backup_get_database        (AthBackup               *self);
const char        *ath_backup_get_server          (AthBackup               *self);
const char        *ath_backup_get_tool            (AthBackup               *self);
const char        *ath_backup_get_sha256          (AthBackup               *self);
guint64            ath_backup_get_size_bytes      (AthBackup               *self);
guint              ath_backup_get_n_tables        (AthBackup               *self);
guint              ath_backup_get_n_entries       (AthBackup               *self);
const char *const *ath_backup_get_rows            (AthBackup               *self);

G_END_DECLS
