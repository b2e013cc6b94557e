/* ath-ddl-table.c: how tables are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/schema/ath-ddl-private.h"

static int
compare_constraints (gconstpointer a,
                     gconstpointer b)
{
  const AthSqlConstraint *one = *(const AthSqlConstraint *const *) a;
  const AthSqlConstraint *other = *(const AthSqlConstraint *const *) b;
  gboolean one_is_key = one->kind == ATH_SQL_PRIMARY_KEY;
  gboolean other_is_key = other->kind == ATH_SQL_PRIMARY_KEY;

  if (one_is_key != other_is_key)
    return one_is_key ? -1 : 1;

  return one->order < other->order ? -1 : one->order > other->order;
}

/* The primary key first, the others as their objects were made. */
static gboolean
append_constraints (const AthSqlTable   *table,
                    const AthSqlColumn  *autoincrement,
                    const char          *separator,
                    GString             *sql,
                    GError             **error)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (table->constraints, NULL, NULL);

  g_ptr_array_sort (sorted, compare_constraints);

  for (guint i = 0; i < sorted->len; i++)
    {
      const AthSqlConstraint *constraint = g_ptr_array_index (sorted, i);
      g_autoptr(GString) text = g_string_new (NULL);

      if (constraint->use_alter)
        continue;
      if (!ath_ddl_append_constraint (constraint, autoincrement, text, error))
        return FALSE;
      if (text->len == 0)
        continue;
      g_string_append_printf (sql, "%s    %s", separator, text->str);
      separator = ", \n";
    }

  return TRUE;
}

/**
 * ath_ddl_create_table:
 * @table: a table
 * @if_not_exists: IF NOT EXISTS
 * @error: set on failure
 *
 * Writes CREATE TABLE.  Its enumerations, indexes and comments are statements
 * of their own.
 *
 * Returns: (transfer full): the statement, or `NULL` with `ATH_ERROR_SCRIPT`
 *   when a column has no type or a part of it cannot be written
 */
char *
ath_ddl_create_table (const AthSqlTable  *table,
                      gboolean            if_not_exists,
                      GError            **error)
{
  g_autoptr(GString) sql = g_string_new ("CREATE ");
  const AthSqlColumn *autoincrement;
  const char *separator = "\n";

  if (!ath_sql_table_find_autoincrement (table, &autoincrement, error))
    return NULL;

  if (table->prefixes != NULL)
    g_string_append_printf (sql, "%s ", table->prefixes);
  g_string_append (sql, if_not_exists ? "TABLE IF NOT EXISTS " : "TABLE ");
  ath_sql_name_append_table (&table->schema, &table->name, sql);
  g_string_append (sql, " (");

  for (guint i = 0; i < table->columns->len; i++)
    {
      g_string_append_printf (sql, "%s    ", separator);
      separator = ", \n";
      if (!ath_ddl_append_column (g_ptr_array_index (table->columns, i), autoincrement, sql, error))
        return NULL;
    }
  if (!append_constraints (table, autoincrement, separator, sql, error))
    return NULL;

  g_string_append (sql, "\n)");
  if (table->suffix != NULL)
    g_string_append (sql, table->suffix);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_table:
 * @schema: of the table; may have no text
 * @table: the table
 * @if_exists: IF EXISTS
 *
 * Returns: (transfer full): DROP TABLE …
 */
char *
ath_ddl_drop_table (const AthSqlName *schema,
                    const AthSqlName *table,
                    gboolean          if_exists)
{
  g_autoptr(GString) sql = g_string_new (if_exists ? "DROP TABLE IF EXISTS " : "DROP TABLE ");

  ath_sql_name_append_table (schema, table, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_comment_table:
 * @schema: of the table; may have no text
 * @table: the table
 * @comment: (nullable): the comment, or `NULL` to take it away
 *
 * Returns: (transfer full): COMMENT ON TABLE …
 */
char *
ath_ddl_comment_table (const AthSqlName *schema,
                       const AthSqlName *table,
                       const char       *comment)
{
  g_autoptr(GString) sql = g_string_new ("COMMENT ON TABLE ");

  ath_sql_name_append_table (schema, table, sql);
  g_string_append (sql, " IS ");
  if (comment != NULL)
    ath_sql_literal_append (comment, sql);
  else
    g_string_append (sql, "NULL");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
