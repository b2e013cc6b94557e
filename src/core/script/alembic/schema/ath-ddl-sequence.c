/* ath-ddl-sequence.c: how sequences and schemas are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/schema/ath-ddl-private.h"

/**
 * ath_ddl_create_sequence:
 * @schema: of the sequence; may have no text
 * @sequence: its name
 * @type: (nullable): of its values
 * @options: how it counts
 * @if_not_exists: IF NOT EXISTS
 * @error: set on failure
 *
 * Returns: (transfer full): CREATE SEQUENCE …, or `NULL` with
 *   `ATH_ERROR_SCRIPT`, see ath_sql_type_append()
 */
char *
ath_ddl_create_sequence (const AthSqlName             *schema,
                         const AthSqlName             *sequence,
                         const AthSqlType             *type,
                         const AthSqlSequenceOptions  *options,
                         gboolean                      if_not_exists,
                         GError                      **error)
{
  g_autoptr(GString) sql = g_string_new ("CREATE SEQUENCE ");
  g_autoptr(GString) text = g_string_new (NULL);

  if (if_not_exists)
    g_string_append (sql, "IF NOT EXISTS ");
  ath_sql_name_append_table (schema, sequence, sql);
  if (type != NULL)
    {
      g_string_append (sql, " AS ");
      if (!ath_sql_type_append (type, sql, error))
        return NULL;
    }
  ath_ddl_append_sequence_options (options, text);
  if (text->len > 0)
    g_string_append_printf (sql, " %s", text->str);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_sequence:
 * @schema: of the sequence; may have no text
 * @sequence: its name
 * @if_exists: IF EXISTS
 *
 * Returns: (transfer full): DROP SEQUENCE …
 */
char *
ath_ddl_drop_sequence (const AthSqlName *schema,
                       const AthSqlName *sequence,
                       gboolean          if_exists)
{
  g_autoptr(GString) sql = g_string_new (if_exists ? "DROP SEQUENCE IF EXISTS " : "DROP SEQUENCE ");

  ath_sql_name_append_table (schema, sequence, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_create_schema:
 * @schema: its name
 * @if_not_exists: IF NOT EXISTS
 *
 * Returns: (transfer full): CREATE SCHEMA …
 */
char *
ath_ddl_create_schema (const AthSqlName *schema,
                       gboolean          if_not_exists)
{
  g_autoptr(GString) sql = g_string_new (if_not_exists ? "CREATE SCHEMA IF NOT EXISTS "
                                                       : "CREATE SCHEMA ");

  ath_sql_name_append (schema, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_schema:
 * @schema: its name
 * @if_exists: IF EXISTS
 * @cascade: CASCADE
 *
 * Returns: (transfer full): DROP SCHEMA …
 */
char *
ath_ddl_drop_schema (const AthSqlName *schema,
                     gboolean          if_exists,
                     gboolean          cascade)
{
  g_autoptr(GString) sql = g_string_new (if_exists ? "DROP SCHEMA IF EXISTS " : "DROP SCHEMA ");

  ath_sql_name_append (schema, sql);
  if (cascade)
    g_string_append (sql, " CASCADE");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
