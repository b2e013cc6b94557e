/* ath-backup.h: one pg_dump archive with its manifest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ath-reporter.h"
#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

#define ATH_TYPE_BACKUP (ath_backup_get_type ())

/* Immutable; what the manifest says. */
G_DECLARE_FINAL_TYPE (AthBackup, ath_backup, ATH, BACKUP, GObject)

/* Dumps with a pg_dump that fits the server into @folder: `.partial`, fsync,
 * `pg_restore --list`, SHA-256, manifest, rename.  0600 in a 0700 folder.
 * ATH_ERROR_BACKUP; cancelling removes the partial file.  Blocking.
 * @rows: version rows at that moment, for the manifest
 */
AthBackup   *ath_backup_create         (AthConnectionInfo  *info,
                                        const char         *folder,
                                        const char         *project,
                                        const char         *environment,
                                        const char *const  *rows,
                                        AthReporter        *reporter,
                                        GCancellable       *cancellable,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* Default folder of backups of a project's environment under the user's data folder; (transfer full) */
char        *ath_backup_dup_folder     (const char         *project,
                                        const char         *environment) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type AthBackup): newest first; unreadable manifests are skipped */
GPtrArray   *ath_backup_list           (const char         *folder,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
AthBackup   *ath_backup_open           (const char         *path,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* Size, SHA-256 and table of contents again. */
gboolean     ath_backup_verify         (AthBackup          *self,
                                        GCancellable       *cancellable,
                                        GError            **error);
gboolean     ath_backup_remove         (AthBackup          *self,
                                        GError            **error);

const char  *ath_backup_get_path       (AthBackup          *self);
GDateTime   *ath_backup_get_created    (AthBackup          *self);
const char  *ath_backup_get_database   (AthBackup          *self);
const char  *ath_backup_get_server     (AthBackup          *self);
guint64      ath_backup_get_size_bytes (AthBackup          *self);
const char *const *ath_backup_get_rows (AthBackup          *self);

G_END_DECLS
