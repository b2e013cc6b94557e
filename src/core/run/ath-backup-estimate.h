/* ath-backup-estimate.h: how large a backup will be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection.h"
#include "run/ath-backup.h"

G_BEGIN_DECLS

gboolean ath_backup_estimate_on (AthConnection      *connection,
                                 const char         *folder,
                                 AthBackupEstimate  *estimate,
                                 guint64            *database_bytes,
                                 GCancellable       *cancellable,
                                 GError            **error);

AthBackupRequest *ath_backup_request_copy (const AthBackupRequest *request)
                                           G_GNUC_WARN_UNUSED_RESULT;
void              ath_backup_request_free (AthBackupRequest       *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthBackupRequest, ath_backup_request_free)

G_END_DECLS
