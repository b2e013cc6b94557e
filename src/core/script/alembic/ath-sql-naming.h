/* ath-sql-naming.h: names that a naming convention gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sql-table.h"

G_BEGIN_DECLS

/**
 * AthSqlNaming:
 * @templates: (nullable) (element-type utf8 utf8): templates by `ix`, `uq`,
 *   `ck`, `fk` and `pk`, as in SQLAlchemy's `naming_convention`
 *
 * The naming convention of a project.  Without a template for `ix`, indexes
 * are called `ix_%(column_0_label)s`.
 */
typedef struct
{
  GHashTable *templates;
} AthSqlNaming;

gboolean ath_sql_naming_name_constraint (const AthSqlNaming  *self,
                                         AthArena            *arena,
                                         const AthSqlName    *schema,
                                         const AthSqlName    *table,
                                         AthSqlConstraint    *constraint,
                                         GError             **error);
gboolean ath_sql_naming_name_index      (const AthSqlNaming  *self,
                                         AthArena            *arena,
                                         const AthSqlName    *schema,
                                         const AthSqlName    *table,
                                         AthSqlIndex         *index,
                                         GError             **error);

G_END_DECLS
