/* ath-sql-table.h: tables, columns, constraints and indexes of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/schema/ath-sql-name.h"
#include "script/alembic/types/ath-sql-type.h"

G_BEGIN_DECLS

/* Everything here is made by the evaluation of one script, lives in its arena
 * and is used by its thread only.  Expressions (defaults, conditions, elements
 * of an index) are SQL text already.
 */

/**
 * AthSqlTristate:
 *
 * An option that may be left out: PostgreSQL's own default applies then.
 */
typedef enum
{
  ATH_SQL_UNSET,
  ATH_SQL_FALSE,
  ATH_SQL_TRUE,
} AthSqlTristate;

/**
 * AthSqlAutoincrement:
 * @ATH_SQL_AUTOINCREMENT_AUTO: where nothing speaks against it
 * @ATH_SQL_AUTOINCREMENT_ALWAYS: always
 * @ATH_SQL_AUTOINCREMENT_NEVER: never
 * @ATH_SQL_AUTOINCREMENT_IGNORE_FK: as AUTO, and a foreign key does not speak
 *   against it
 *
 * Whether a column of whole numbers becomes a SERIAL.
 */
typedef enum
{
  ATH_SQL_AUTOINCREMENT_AUTO,
  ATH_SQL_AUTOINCREMENT_ALWAYS,
  ATH_SQL_AUTOINCREMENT_NEVER,
  ATH_SQL_AUTOINCREMENT_IGNORE_FK,
} AthSqlAutoincrement;

/**
 * AthSqlSequenceOptions:
 * @increment: INCREMENT BY
 * @start: START WITH
 * @minvalue: MINVALUE
 * @maxvalue: MAXVALUE
 * @no_minvalue: NO MINVALUE
 * @no_maxvalue: NO MAXVALUE
 * @cache: CACHE
 * @cycle: CYCLE or NO CYCLE
 *
 * Options of a sequence or an identity; texts are decimal numbers, or `NULL`
 * where they are left out.
 */
typedef struct
{
  const char     *increment;
  const char     *start;
  const char     *minvalue;
  const char     *maxvalue;
  gboolean        no_minvalue;
  gboolean        no_maxvalue;
  const char     *cache;
  AthSqlTristate  cycle;
} AthSqlSequenceOptions;

/**
 * AthSqlIdentity:
 * @is_always: GENERATED ALWAYS rather than BY DEFAULT
 * @options: of its sequence
 */
typedef struct
{
  gboolean              is_always;
  AthSqlSequenceOptions options;
} AthSqlIdentity;

/**
 * AthSqlConstraintKind:
 *
 * Kinds of constraints.
 */
typedef enum
{
  ATH_SQL_PRIMARY_KEY,
  ATH_SQL_UNIQUE,
  ATH_SQL_FOREIGN_KEY,
  ATH_SQL_CHECK,
  ATH_SQL_EXCLUDE,
} AthSqlConstraintKind;

/**
 * AthSqlConstraint:
 * @kind: what it is
 * @name: may have no text
 * @order: when it was made, compared with the others of its table
 * @columns: (element-type AthSqlName): of the table that has it; of an exclusion
 *   those that are named
 * @remote_schema: of a foreign key; may have no text
 * @remote_table: of a foreign key
 * @remote_columns: (element-type AthSqlName): of a foreign key
 * @on_delete: (nullable): of a foreign key
 * @on_update: (nullable): of a foreign key
 * @match: (nullable): of a foreign key
 * @use_alter: a foreign key that CREATE TABLE leaves out
 * @condition: of a check; (nullable) for the WHERE of an exclusion
 * @using: of an exclusion: the index method
 * @elements: of an exclusion: `expression WITH operator, …`
 * @deferrable: DEFERRABLE
 * @initially: (nullable): INITIALLY
 * @not_valid: NOT VALID, of a foreign key or a check
 * @nulls_not_distinct: of a unique one
 * @include: (nullable) (element-type AthSqlName): of a unique one or a primary key
 * @is_implicit: a primary key made of the columns' flags
 * @is_expression: a check that is no text
 */
typedef struct
{
  AthSqlConstraintKind  kind;
  AthSqlName            name;
  guint                 order;
  GArray               *columns;
  AthSqlName            remote_schema;
  AthSqlName            remote_table;
  GArray               *remote_columns;
  const char           *on_delete;
  const char           *on_update;
  const char           *match;
  gboolean              use_alter;
  const char           *condition;
  const char           *using;
  const char           *elements;
  AthSqlTristate        deferrable;
  const char           *initially;
  gboolean              not_valid;
  AthSqlTristate        nulls_not_distinct;
  GArray               *include;
  gboolean              is_implicit;
  gboolean              is_expression;
} AthSqlConstraint;

/**
 * AthSqlIndexElement:
 * @expression: its SQL
 * @operator_class: (nullable): its operator class
 * @column: (nullable): the column's name when it is a plain column
 * @label: (nullable): what its operator class is stated for when it is none
 */
typedef struct
{
  const char *expression;
  const char *operator_class;
  const char *column;
  const char *label;
} AthSqlIndexElement;

/**
 * AthSqlIndex:
 * @name: may have no text until a convention gave it one
 * @is_unique: UNIQUE
 * @is_concurrent: CONCURRENTLY
 * @elements: (element-type AthSqlIndexElement): what is indexed
 * @using: (nullable): the method
 * @include: (nullable) (element-type AthSqlName): columns carried along
 * @nulls_not_distinct: NULLS [NOT] DISTINCT
 * @parameters: (nullable): `fillfactor = 50, …`
 * @tablespace: (nullable): where it lies
 * @where: (nullable): condition of a partial one
 */
typedef struct
{
  AthSqlName      name;
  gboolean        is_unique;
  gboolean        is_concurrent;
  GArray         *elements;
  const char     *using;
  GArray         *include;
  AthSqlTristate  nulls_not_distinct;
  const char     *parameters;
  const char     *tablespace;
  const char     *where;
} AthSqlIndex;

/**
 * AthSqlColumn:
 * @name: its name
 * @type: its type
 * @is_nullable: whether NOT NULL is left out
 * @is_primary_key: part of the primary key
 * @autoincrement: whether it may count up by itself
 * @server_default: (nullable): DEFAULT, as SQL
 * @has_client_default: Python computes its default
 * @has_sequence: its default is a Sequence object
 * @computed: (nullable): GENERATED ALWAYS AS, as SQL
 * @identity: (nullable): GENERATED … AS IDENTITY
 * @comment: (nullable): its comment
 * @checks: (nullable) (element-type AthSqlConstraint): checks of its own
 * @has_foreign_key: whether it refers to another table
 */
typedef struct
{
  AthSqlName             name;
  const AthSqlType      *type;
  gboolean               is_nullable;
  gboolean               is_primary_key;
  AthSqlAutoincrement    autoincrement;
  const char            *server_default;
  gboolean               has_client_default;
  gboolean               has_sequence;
  const char            *computed;
  const AthSqlIdentity  *identity;
  const char            *comment;
  GPtrArray             *checks;
  gboolean               has_foreign_key;
} AthSqlColumn;

/**
 * AthSqlTable:
 * @schema: may have no text
 * @name: its name
 * @columns: (element-type AthSqlColumn): in order
 * @constraints: (element-type AthSqlConstraint): the primary key too
 * @indexes: (element-type AthSqlIndex): in order
 * @prefixes: (nullable): `TEMPORARY`, …
 * @suffix: (nullable): what follows the closing parenthesis, ready made
 * @comment: (nullable): its comment
 */
typedef struct
{
  AthSqlName   schema;
  AthSqlName   name;
  GPtrArray   *columns;
  GPtrArray   *constraints;
  GPtrArray   *indexes;
  const char  *prefixes;
  const char  *suffix;
  const char  *comment;
} AthSqlTable;

AthSqlTable      *ath_sql_table_new                (AthArena            *arena,
                                                    const AthSqlName    *schema,
                                                    const AthSqlName    *name);
AthSqlColumn     *ath_sql_table_find_column        (const AthSqlTable   *self,
                                                    const char          *name);
AthSqlConstraint *ath_sql_table_find_primary_key   (const AthSqlTable   *self);
gboolean          ath_sql_table_find_autoincrement (const AthSqlTable   *self,
                                                    const AthSqlColumn **column,
                                                    GError             **error);

AthSqlColumn     *ath_sql_column_new              (AthArena             *arena,
                                                   const AthSqlName     *name,
                                                   const AthSqlType     *type);
AthSqlConstraint *ath_sql_constraint_new          (AthArena             *arena,
                                                   AthSqlConstraintKind  kind,
                                                   const AthSqlName     *name);
AthSqlIndex      *ath_sql_index_new               (AthArena             *arena,
                                                   const AthSqlName     *name);

GArray           *ath_sql_names_new               (AthArena             *arena);
GPtrArray        *ath_sql_items_new               (AthArena             *arena);

G_END_DECLS
