/* ath-sql-naming.h: names that a naming convention gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/schema/ath-sql-table.h"

G_BEGIN_DECLS

/**
 * AthSqlNaming:
 * @templates: (nullable) (element-type utf8 utf8): templates by `ix`, `uq`,
 *   `ck`, `fk` and `pk`, as in SQLAlchemy's `naming_convention`
 * @unknown: (nullable): why it is not known what the templates are; then only
 *   names that are final can be used
 *
 * The naming convention of a project.  Without any template, indexes are called
 * `ix_%(column_0_label)s`.
 */
typedef struct
{
  GHashTable   *templates;
  const GError *unknown;
} AthSqlNaming;

gboolean ath_sql_naming_name_constraint   (const AthSqlNaming     *self,
                                           AthArena               *arena,
                                           const AthSqlName       *schema,
                                           const AthSqlName       *table,
                                           AthSqlConstraint       *constraint,
                                           GError                **error);
gboolean ath_sql_naming_refers_to_columns (const AthSqlNaming     *self,
                                           const AthSqlConstraint *constraint);
gboolean ath_sql_naming_name_index        (const AthSqlNaming     *self,
                                           AthArena               *arena,
                                           const AthSqlName       *schema,
                                           const AthSqlName       *table,
                                           AthSqlIndex            *index,
                                           GError                **error);

G_END_DECLS
