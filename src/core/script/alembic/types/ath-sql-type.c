/* ath-sql-type.c: column types, as SQLAlchemy writes them for PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/types/ath-sql-type.h"

/**
 * ath_sql_type_new:
 * @arena: where it lives
 * @kind: its family
 * @keyword: how it is spelled; outlives the type
 *
 * Returns: (transfer none): a type without length, precision or scale; its
 *   maker fills the rest before it is shared
 */
AthSqlType *
ath_sql_type_new (AthArena       *arena,
                  AthSqlTypeKind  kind,
                  const char     *keyword)
{
  AthSqlType *self = ath_arena_new0 (arena, AthSqlType);

  self->kind = kind;
  self->keyword = keyword;
  self->precision = -1;
  self->scale = -1;
  self->dimensions = 1;

  return self;
}

static void
append_length (const AthSqlType *self,
               GString          *sql)
{
  if (self->length > 0)
    g_string_append_printf (sql, "(%d)", self->length);
}

static void
append_collation (const AthSqlType *self,
                  GString          *sql)
{
  if (self->collation != NULL)
    g_string_append_printf (sql, " COLLATE \"%s\"", self->collation);
}

static void
append_time (const AthSqlType *self,
             GString          *sql)
{
  g_string_append (sql, self->keyword);

  /* sa.DATETIME is written as it is, though PostgreSQL has no such type. */
  if (strcmp (self->keyword, "DATETIME") == 0)
    return;

  if (self->precision >= 0)
    g_string_append_printf (sql, "(%d)", self->precision);
  g_string_append (sql, self->has_timezone ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

static void
append_numeric (const AthSqlType *self,
                GString          *sql)
{
  g_string_append (sql, self->keyword);

  if (self->precision < 0)
    return;
  if (self->scale < 0)
    g_string_append_printf (sql, "(%d)", self->precision);
  else
    g_string_append_printf (sql, "(%d, %d)", self->precision, self->scale);
}

static void
append_interval (const AthSqlType *self,
                 GString          *sql)
{
  g_string_append (sql, self->keyword);

  if (self->fields != NULL)
    g_string_append_printf (sql, " %s", self->fields);
  if (self->precision >= 0)
    g_string_append_printf (sql, " (%d)", self->precision);
}

/* The brackets stand before a collation of the items. */
static gboolean
append_array (const AthSqlType  *self,
              GString           *sql,
              GError           **error)
{
  g_autoptr(GString) item = g_string_new (NULL);
  const char *collation;

  if (!ath_sql_type_append (self->item, item, error))
    return FALSE;

  collation = strstr (item->str, " COLLATE");
  if (collation == NULL)
    collation = item->str + item->len;

  g_string_append_len (sql, item->str, collation - item->str);
  for (guint i = 0; i < self->dimensions; i++)
    g_string_append (sql, "[]");
  g_string_append (sql, collation);

  return TRUE;
}

static gboolean
append_enum (const AthSqlType  *self,
             GString           *sql,
             GError           **error)
{
  if (self->enumeration->is_native)
    return ath_sql_enum_append_name (self->enumeration, sql, error);

  g_string_append (sql, "VARCHAR");
  append_length (self, sql);

  return TRUE;
}

/**
 * ath_sql_type_append:
 * @self: a type
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes the type as a column's definition names it.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when there is no type or
 *   none that is understood, or an enumeration has no name
 */
gboolean
ath_sql_type_append (const AthSqlType  *self,
                     GString           *sql,
                     GError           **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  switch (self->kind)
    {
    case ATH_SQL_TYPE_NULL:
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                           _("A column needs a type here, and none is given"));
      return FALSE;

    case ATH_SQL_TYPE_UNKNOWN:
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                           _("The type is not understood: it is of another database, or derived "
                             "from one of SQLAlchemy's by the script"));
      return FALSE;

    case ATH_SQL_TYPE_STRING:
      g_string_append (sql, self->keyword);
      append_length (self, sql);
      append_collation (self, sql);
      return TRUE;

    case ATH_SQL_TYPE_NUMERIC:
      append_numeric (self, sql);
      return TRUE;

    case ATH_SQL_TYPE_FLOAT:
      g_string_append (sql, self->keyword);
      if (self->precision > 0)
        g_string_append_printf (sql, "(%d)", self->precision);
      return TRUE;

    case ATH_SQL_TYPE_TIME:
    case ATH_SQL_TYPE_DATETIME:
      append_time (self, sql);
      return TRUE;

    case ATH_SQL_TYPE_INTERVAL:
      append_interval (self, sql);
      return TRUE;

    case ATH_SQL_TYPE_ARRAY:
      return append_array (self, sql, error);

    case ATH_SQL_TYPE_ENUM:
      return append_enum (self, sql, error);

    case ATH_SQL_TYPE_BINARY:
    case ATH_SQL_TYPE_BIT:
      g_string_append (sql, self->keyword);
      append_length (self, sql);
      return TRUE;

    case ATH_SQL_TYPE_INTEGER:
    case ATH_SQL_TYPE_SMALLINT:
    case ATH_SQL_TYPE_BIGINT:
    case ATH_SQL_TYPE_BOOLEAN:
    case ATH_SQL_TYPE_DATE:
    case ATH_SQL_TYPE_UUID:
    case ATH_SQL_TYPE_JSON:
    case ATH_SQL_TYPE_OTHER:
      g_string_append (sql, self->keyword);
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_sql_type_get_serial:
 * @self: a type
 *
 * Returns: (nullable): the keyword of a column of this type that counts up by
 *   itself, or `NULL` when it cannot.  Numeric ones can: that is SQLAlchemy's
 *   rule, not PostgreSQL's.
 */
const char *
ath_sql_type_get_serial (const AthSqlType *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case ATH_SQL_TYPE_BIGINT:
      return "BIGSERIAL";

    case ATH_SQL_TYPE_SMALLINT:
      return "SMALLSERIAL";

    case ATH_SQL_TYPE_INTEGER:
    case ATH_SQL_TYPE_NUMERIC:
    case ATH_SQL_TYPE_FLOAT:
      return "SERIAL";

    case ATH_SQL_TYPE_NULL:
    case ATH_SQL_TYPE_STRING:
    case ATH_SQL_TYPE_BOOLEAN:
    case ATH_SQL_TYPE_DATE:
    case ATH_SQL_TYPE_TIME:
    case ATH_SQL_TYPE_DATETIME:
    case ATH_SQL_TYPE_INTERVAL:
    case ATH_SQL_TYPE_BINARY:
    case ATH_SQL_TYPE_UUID:
    case ATH_SQL_TYPE_JSON:
    case ATH_SQL_TYPE_ARRAY:
    case ATH_SQL_TYPE_ENUM:
    case ATH_SQL_TYPE_BIT:
    case ATH_SQL_TYPE_OTHER:
    case ATH_SQL_TYPE_UNKNOWN:
      return NULL;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_sql_type_get_native_enum:
 * @self: a type
 *
 * Returns: (transfer none) (nullable): the enumeration that has to exist before
 *   a column of this type can be made, through arrays too
 */
const AthSqlEnum *
ath_sql_type_get_native_enum (const AthSqlType *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == ATH_SQL_TYPE_ARRAY)
    return ath_sql_type_get_native_enum (self->item);
  if (self->kind == ATH_SQL_TYPE_ENUM && self->enumeration->is_native)
    return self->enumeration;

  return NULL;
}

/**
 * ath_sql_enum_append_name:
 * @self: an enumeration
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes the name of the type.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when it has none
 */
gboolean
ath_sql_enum_append_name (const AthSqlEnum  *self,
                          GString           *sql,
                          GError           **error)
{
  if (self->name.text == NULL || self->name.text[0] == '\0')
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                           _("An enumeration needs a name on PostgreSQL, and none is given"));
      return FALSE;
    }
  ath_sql_name_append_table (&self->schema, &self->name, sql);

  return TRUE;
}

/**
 * ath_sql_enum_dup_create_sql:
 * @self: an enumeration
 * @error: set on failure
 *
 * Returns: (transfer full): its CREATE TYPE, or `NULL` with `ATH_ERROR_SCRIPT`
 *   when it has no name or its labels are not known
 */
char *
ath_sql_enum_dup_create_sql (const AthSqlEnum  *self,
                             GError           **error)
{
  g_autoptr(GString) sql = g_string_new ("CREATE TYPE ");

  if (!ath_sql_enum_append_name (self, sql, error))
    return NULL;
  if (self->labels == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("The labels of the enumeration “%s” are not understood"), self->name.text);
      return NULL;
    }

  g_string_append (sql, " AS ENUM (");
  for (guint i = 0; self->labels[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      ath_sql_literal_append (self->labels[i], sql);
    }
  g_string_append_c (sql, ')');

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_sql_enum_dup_drop_sql:
 * @self: an enumeration
 * @error: set on failure
 *
 * Returns: (transfer full): its DROP TYPE, or `NULL` with `ATH_ERROR_SCRIPT`
 *   when it has no name
 */
char *
ath_sql_enum_dup_drop_sql (const AthSqlEnum  *self,
                           GError           **error)
{
  g_autoptr(GString) sql = g_string_new ("DROP TYPE ");

  if (!ath_sql_enum_append_name (self, sql, error))
    return NULL;

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
