/* ath-backup-private.h: how a backup is put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/backup/ath-backup.h"

G_BEGIN_DECLS

/* Behind the name of an archive, and of its manifest behind that. */
#define ATH_BACKUP_SUFFIX ".dump"
#define ATH_BACKUP_MANIFEST_SUFFIX ".json"
#define ATH_BACKUP_PARTIAL_SUFFIX ".partial"

struct _AthBackup
{
  GObject     parent_instance;

  char       *path;           /* (owned) of the archive */
  GDateTime  *created;        /* (owned) in UTC */
  char       *project;        /* (owned) */
  char       *environment;    /* (owned) */
  char       *database;       /* (owned) */
  char       *source;         /* (owned) URL without password */
  char       *server;         /* (owned) its version */
  char       *tool;           /* (owned) what pg_dump says of itself */
  char       *sha256;         /* (owned) */
  guint64     size_bytes;
  guint64     database_bytes; /* of the database then, 0 when unknown */
  guint       n_tables;
  guint       n_entries;
  char      **rows;           /* (owned) */
};

AthBackup *ath_backup_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   ath_backup_save          (AthBackup   *self,
                                     GError     **error);
char      *ath_backup_dup_file_name (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
