/* ath-ddl-index.c: how indexes are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/schema/ath-ddl-private.h"

static gboolean
check_name (const AthSqlIndex  *index,
            GError            **error)
{
  if (index->name.text != NULL)
    return TRUE;

  g_set_error_literal (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                       _("An index needs a name here, and none is given"));
  return FALSE;
}

static void
append_elements (const AthSqlIndex *index,
                 GString           *sql)
{
  g_string_append_c (sql, '(');
  for (guint i = 0; i < index->elements->len; i++)
    {
      const AthSqlIndexElement *element = &g_array_index (index->elements, AthSqlIndexElement, i);

      if (i > 0)
        g_string_append (sql, ", ");
      g_string_append (sql, element->expression);
      if (element->operator_class != NULL)
        g_string_append_printf (sql, " %s", element->operator_class);
    }
  g_string_append_c (sql, ')');
}

static void
append_options (const AthSqlIndex *index,
                GString           *sql)
{
  if (index->include != NULL && index->include->len > 0)
    {
      g_string_append (sql, " INCLUDE (");
      ath_ddl_append_names (index->include, sql);
      g_string_append_c (sql, ')');
    }
  if (index->nulls_not_distinct != ATH_SQL_UNSET)
    g_string_append (sql, index->nulls_not_distinct == ATH_SQL_TRUE ? " NULLS NOT DISTINCT"
                                                                    : " NULLS DISTINCT");
  if (index->parameters != NULL)
    g_string_append_printf (sql, " WITH (%s)", index->parameters);
  if (index->tablespace != NULL)
    {
      g_string_append (sql, " TABLESPACE ");
      ath_sql_identifier_append (index->tablespace, sql);
    }
  if (index->where != NULL)
    g_string_append_printf (sql, " WHERE %s", index->where);
}

static gboolean
append_method (const AthSqlIndex  *index,
               GString            *sql,
               GError            **error)
{
  g_autofree char *method = NULL;

  if (index->using == NULL)
    return TRUE;

  if (!g_regex_match_simple ("^\\w+$", index->using, 0, 0))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("“%s” is not the name of an index method"), index->using);
      return FALSE;
    }
  method = g_ascii_strdown (index->using, -1);
  g_string_append_printf (sql, "USING %s ", method);

  return TRUE;
}

/**
 * ath_ddl_create_index:
 * @schema: of the table; may have no text
 * @table: the table
 * @index: what it gets
 * @if_not_exists: IF NOT EXISTS
 * @error: set on failure
 *
 * Returns: (transfer full): CREATE INDEX …, or `NULL` with `ATH_ERROR_SCRIPT`
 *   when it has no name, a plain one that is too long, or no proper method
 */
char *
ath_ddl_create_index (const AthSqlName   *schema,
                      const AthSqlName   *table,
                      const AthSqlIndex  *index,
                      gboolean            if_not_exists,
                      GError            **error)
{
  g_autoptr(GString) sql = g_string_new (index->is_unique ? "CREATE UNIQUE INDEX "
                                                          : "CREATE INDEX ");

  if (!check_name (index, error))
    return NULL;

  if (index->is_concurrent)
    g_string_append (sql, "CONCURRENTLY ");
  if (if_not_exists)
    g_string_append (sql, "IF NOT EXISTS ");
  if (!ath_sql_name_append_bounded (&index->name, sql, error))
    return NULL;
  g_string_append (sql, " ON ");
  ath_sql_name_append_table (schema, table, sql);
  g_string_append_c (sql, ' ');
  if (!append_method (index, sql, error))
    return NULL;
  append_elements (index, sql);
  append_options (index, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_index:
 * @schema: of its table; may have no text
 * @index: what goes
 * @if_exists: IF EXISTS
 * @error: set on failure
 *
 * Returns: (transfer full): DROP INDEX …, or `NULL` with `ATH_ERROR_SCRIPT`
 *   when it has no name, or a plain one that is too long
 */
char *
ath_ddl_drop_index (const AthSqlName   *schema,
                    const AthSqlIndex  *index,
                    gboolean            if_exists,
                    GError            **error)
{
  g_autoptr(GString) sql = g_string_new ("DROP INDEX ");

  if (!check_name (index, error))
    return NULL;

  if (index->is_concurrent)
    g_string_append (sql, "CONCURRENTLY ");
  if (if_exists)
    g_string_append (sql, "IF EXISTS ");
  if (schema->text != NULL && schema->text[0] != '\0')
    {
      ath_sql_name_append (schema, sql);
      g_string_append_c (sql, '.');
    }
  if (!ath_sql_name_append_bounded (&index->name, sql, error))
    return NULL;

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
