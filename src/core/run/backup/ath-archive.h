/* ath-archive.h: what is in a file of pg_dump
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-postgres-tools.h"

G_BEGIN_DECLS

/**
 * AthArchiveContents:
 * @n_entries: entries of its table of contents
 * @data_oids: (element-type guint32): OIDs of the tables whose rows it holds
 *
 * The table of contents of an archive.
 */
typedef struct
{
  guint   n_entries;
  GArray *data_oids;
} AthArchiveContents;

AthArchiveContents *ath_archive_read_contents      (const char            *path,
                                                    AthPostgresTools      *tools,
                                                    GCancellable          *cancellable,
                                                    GError               **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;
void                ath_archive_contents_free      (AthArchiveContents    *self);
gboolean            ath_archive_contents_has_table (AthArchiveContents    *self,
                                                    guint32                oid);
char               *ath_archive_hash               (const char            *path,
                                                    GCancellable          *cancellable,
                                                    GError               **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthArchiveContents, ath_archive_contents_free)

G_END_DECLS
