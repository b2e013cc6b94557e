/* ath-ddl.h: the statements that change a schema, as Alembic words them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/schema/ath-sql-table.h"

G_BEGIN_DECLS

/* Each returns (transfer full) one statement without its semicolon, or NULL
 * with ATH_ERROR_SCRIPT when what is asked for cannot be written.
 */

char *ath_ddl_create_table         (const AthSqlTable           *table,
                                    gboolean                     if_not_exists,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_table           (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    gboolean                     if_exists)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_rename_table         (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *new_name)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_comment_table        (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const char                  *comment) G_GNUC_WARN_UNUSED_RESULT;

char *ath_ddl_add_column           (const AthSqlTable           *table,
                                    const AthSqlColumn          *column,
                                    gboolean                     if_not_exists,
                                    gboolean                     inline_primary_key,
                                    const AthSqlConstraint      *inline_reference,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_column          (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    gboolean                     if_exists)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_comment_column       (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const char                  *comment) G_GNUC_WARN_UNUSED_RESULT;

char *ath_ddl_alter_type           (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const AthSqlType            *type,
                                    const char                  *using,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_alter_nullable       (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    gboolean                     is_nullable)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_alter_default        (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const char                  *server_default)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_alter_identity       (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const AthSqlIdentity        *identity,
                                    const AthSqlIdentity        *existing)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_alter_column_comment (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const char                  *comment) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_rename_column        (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *column,
                                    const AthSqlName            *new_name)
                                    G_GNUC_WARN_UNUSED_RESULT;

char *ath_ddl_add_constraint       (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlConstraint      *constraint,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_constraint      (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlName            *constraint,
                                    gboolean                     if_exists,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

char *ath_ddl_create_index         (const AthSqlName            *schema,
                                    const AthSqlName            *table,
                                    const AthSqlIndex           *index,
                                    gboolean                     if_not_exists,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_index           (const AthSqlName            *schema,
                                    const AthSqlIndex           *index,
                                    gboolean                     if_exists,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

char *ath_ddl_create_sequence      (const AthSqlName            *schema,
                                    const AthSqlName            *sequence,
                                    const AthSqlType            *type,
                                    const AthSqlSequenceOptions *options,
                                    gboolean                     if_not_exists,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_sequence        (const AthSqlName            *schema,
                                    const AthSqlName            *sequence,
                                    gboolean                     if_exists)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_create_schema        (const AthSqlName            *schema,
                                    gboolean                     if_not_exists)
                                    G_GNUC_WARN_UNUSED_RESULT;
char *ath_ddl_drop_schema          (const AthSqlName            *schema,
                                    gboolean                     if_exists,
                                    gboolean                     cascade) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
