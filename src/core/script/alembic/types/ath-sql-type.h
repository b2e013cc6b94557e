/* ath-sql-type.h: column types, as SQLAlchemy writes them for PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "script/alembic/schema/ath-sql-name.h"

G_BEGIN_DECLS

/**
 * AthSqlTypeKind:
 *
 * Families of types, by what a value of it looks like and whether an integer
 * primary key of it counts up by itself.  How the type is spelled is
 * `AthSqlType.keyword`.
 */
typedef enum
{
  ATH_SQL_TYPE_NULL,     /* no type was given */
  ATH_SQL_TYPE_STRING,   /* VARCHAR, CHAR, TEXT, …: length and collation */
  ATH_SQL_TYPE_INTEGER,
  ATH_SQL_TYPE_SMALLINT,
  ATH_SQL_TYPE_BIGINT,
  ATH_SQL_TYPE_NUMERIC,  /* precision and scale */
  ATH_SQL_TYPE_FLOAT,    /* precision; a subclass of Numeric in SQLAlchemy */
  ATH_SQL_TYPE_BOOLEAN,
  ATH_SQL_TYPE_DATE,
  ATH_SQL_TYPE_TIME,     /* precision and time zone */
  ATH_SQL_TYPE_DATETIME, /* precision and time zone */
  ATH_SQL_TYPE_INTERVAL, /* fields and precision */
  ATH_SQL_TYPE_BINARY,
  ATH_SQL_TYPE_UUID,
  ATH_SQL_TYPE_JSON,
  ATH_SQL_TYPE_ARRAY,    /* item and dimensions */
  ATH_SQL_TYPE_ENUM,     /* enumeration */
  ATH_SQL_TYPE_BIT,      /* length; the keyword says whether it varies */
  ATH_SQL_TYPE_OTHER,    /* the keyword is all there is */
  ATH_SQL_TYPE_UNKNOWN,  /* not to be written: another database's, or one of a script */
} AthSqlTypeKind;

/**
 * AthSqlEnum:
 * @name: of the type; may have no text
 * @schema: of the type; may have no text
 * @labels: (array zero-terminated=1) (nullable): in order; `NULL`: not known, of a
 *   type that has a name
 * @is_native: a type of its own rather than VARCHAR
 * @is_created: CREATE TYPE belongs to the CREATE TABLE of a table that has it
 * @has_check: a VARCHAR gets a CHECK constraint over the labels
 * @inherits_schema: it moves to the schema of the table that has it
 * @is_moved: it did
 * @has_members: its labels are of a class, by whose members values are written
 * @is_used: it stands in a column or was created: its name is in SQLAlchemy's memory
 *
 * What is particular to an enumeration.
 */
typedef struct
{
  AthSqlName          name;
  AthSqlName          schema;
  const char *const  *labels;
  gboolean            is_native;
  gboolean            is_created;
  gboolean            has_check;
  gboolean            inherits_schema;
  gboolean            is_moved;
  gboolean            has_members;
  gboolean            is_used;
} AthSqlEnum;

typedef struct _AthSqlType AthSqlType;

/**
 * AthSqlType:
 * @kind: its family
 * @keyword: how it is spelled
 * @length: in characters or bits, or 0 for none
 * @precision: or -1 for none
 * @scale: or -1 for none
 * @has_timezone: WITH TIME ZONE
 * @collation: (nullable): a collation
 * @fields: (nullable): of an interval
 * @item: (nullable): of an array
 * @dimensions: of an array
 * @counts_from_zero: an array that Python counts from 0, PostgreSQL from 1
 * @enumeration: (nullable): of an enumeration
 * @none_is_null: of JSON: None is NULL rather than the null of JSON
 * @is_text: a UUID that is a text in Python
 * @is_decorated: of a class of the script's, by whose rules it is compared
 * @converts: that class changes the values
 * @is_selected_by_function: a query writes a column of it through a function
 * @has_spatial_index: a column of it brings a GiST index along
 *
 * A type, with the variant for PostgreSQL already chosen.  Lives in an arena;
 * immutable once it is shared.
 */
struct _AthSqlType
{
  AthSqlTypeKind     kind;
  const char        *keyword;
  int                length;
  int                precision;
  int                scale;
  gboolean           has_timezone;
  const char        *collation;
  const char        *fields;
  const AthSqlType  *item;
  guint              dimensions;
  gboolean           counts_from_zero;
  const AthSqlEnum  *enumeration;
  gboolean           none_is_null;
  gboolean           is_text;
  gboolean           is_decorated;
  gboolean           converts;
  gboolean           is_selected_by_function;
  gboolean           has_spatial_index;
};

AthSqlType       *ath_sql_type_new              (AthArena          *arena,
                                                 AthSqlTypeKind     kind,
                                                 const char        *keyword);
gboolean          ath_sql_type_append           (const AthSqlType  *self,
                                                 GString           *sql,
                                                 GError           **error);
const char       *ath_sql_type_get_serial       (const AthSqlType  *self);
const AthSqlEnum *ath_sql_type_get_native_enum  (const AthSqlType  *self);
gboolean          ath_sql_enum_append_name      (const AthSqlEnum  *self,
                                                 GString           *sql,
                                                 GError           **error);
char             *ath_sql_enum_dup_create_sql   (const AthSqlEnum  *self,
                                                 GError           **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
char             *ath_sql_enum_dup_drop_sql     (const AthSqlEnum  *self,
                                                 GError           **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
