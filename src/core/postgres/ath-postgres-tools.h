/* ath-postgres-tools.h: PostgreSQL's own client programs on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ATH_TYPE_POSTGRES_TOOLS (ath_postgres_tools_get_type ())

/**
 * AthPostgresTools:
 *
 * A folder with `pg_dump` and `pg_restore` of one version.  Refcounted,
 * immutable, usable from any thread.
 */
typedef struct _AthPostgresTools AthPostgresTools;

GType             ath_postgres_tools_get_type         (void);

AthPostgresTools *ath_postgres_tools_find             (int                  server_version,
                                                       const char *const   *folders,
                                                       GCancellable        *cancellable,
                                                       GError             **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
AthPostgresTools *ath_postgres_tools_ref              (AthPostgresTools    *self);
void              ath_postgres_tools_unref            (AthPostgresTools    *self);

const char       *ath_postgres_tools_get_folder       (AthPostgresTools    *self);
int               ath_postgres_tools_get_version      (AthPostgresTools    *self);
const char       *ath_postgres_tools_get_version_text (AthPostgresTools    *self);
char             *ath_postgres_tools_dup_program      (AthPostgresTools    *self,
                                                       const char          *name)
                                                       G_GNUC_WARN_UNUSED_RESULT;

int               ath_postgres_tools_parse_version    (const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthPostgresTools, ath_postgres_tools_unref)

G_END_DECLS
