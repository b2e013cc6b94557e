/* ath-postgres-tools.h: PostgreSQL's own client programs on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AthPostgresTools:
 *
 * A folder with `pg_dump` and `pg_restore` of one version.  Immutable,
 * usable from any thread.
 */
typedef struct _AthPostgresTools AthPostgresTools;

AthPostgresTools *ath_postgres_tools_find (int                server_version,
                                           const char *const *folders,
                                           GCancellable      *cancellable,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              ath_postgres_tools_free (AthPostgresTools  *self);

const char       *ath_postgres_tools_get_version_text (AthPostgresTools    *self);
char             *ath_postgres_tools_dup_program      (AthPostgresTools    *self,
                                                       const char          *name)
                                                       G_GNUC_WARN_UNUSED_RESULT;

int               ath_postgres_tools_parse_version    (const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthPostgresTools, ath_postgres_tools_free)

G_END_DECLS
