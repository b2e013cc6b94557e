/* ath-version-table.h: the table that holds the rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "postgres/ath-connection.h"
#include "project/settings/ath-project-settings.h"

G_BEGIN_DECLS

/**
 * AthVersionTable:
 * @name: its name
 * @schema: (nullable): its schema, or `NULL` to leave that to the search path
 * @has_primary_key: whether it is made with one
 *
 * Where a project keeps the rows.  A plain value; the texts belong to whoever
 * filled it in and outlive it.
 */
typedef struct
{
  const char *name;
  const char *schema;
  gboolean    has_primary_key;
} AthVersionTable;

gboolean   ath_version_table_init           (AthVersionTable        *self,
                                             const AthProjectSettings *settings,
                                             GError                **error);
char     **ath_version_table_read           (const AthVersionTable  *self,
                                             AthConnection          *connection,
                                             GCancellable           *cancellable,
                                             GError                **error)
                                             G_GNUC_WARN_UNUSED_RESULT;
gboolean   ath_version_table_find           (const AthVersionTable  *self,
                                             AthConnection          *connection,
                                             gboolean               *is_there,
                                             GCancellable           *cancellable,
                                             GError                **error);
gboolean   ath_version_table_check_ids      (const AthVersionTable  *self,
                                             AthConnection          *connection,
                                             const char *const      *ids,
                                             GCancellable           *cancellable,
                                             GError                **error);
void       ath_version_table_explain        (const AthVersionTable  *self,
                                             GError                 *error);
char      *ath_version_table_dup_create_sql (const AthVersionTable  *self)
                                             G_GNUC_WARN_UNUSED_RESULT;
char      *ath_version_table_dup_change_sql (const AthVersionTable  *self,
                                             const AthRowChange     *change)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
