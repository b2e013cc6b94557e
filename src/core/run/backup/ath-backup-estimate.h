/* ath-backup-estimate.h: how large a backup will be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection.h"
#include "run/backup/ath-backup.h"

G_BEGIN_DECLS

/**
 * AthBackupEstimate:
 * @size_bytes: what the archive will take, about
 * @free_bytes: what is free where it goes
 *
 * What is known before a backup is made.
 */
typedef struct
{
  guint64 size_bytes;
  guint64 free_bytes;
} AthBackupEstimate;

gboolean ath_backup_estimate (AthConnection      *connection,
                              const char         *folder,
                              AthBackupEstimate  *estimate,
                              guint64            *database_bytes,
                              GCancellable       *cancellable,
                              GError            **error);

G_END_DECLS
