/* ath-ddl-constraint.c: how constraints are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/schema/ath-ddl-private.h"

/* What SQLAlchemy lets through as it is, whatever its case. */
#define ON_DELETE "^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\\s*\\(.+\\))?|NO ACTION)$"
#define ON_UPDATE "^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$"
#define INITIALLY "^(?:DEFERRED|IMMEDIATE)$"
#define METHOD    "^(?:btree|hash|gist|gin|[\\w_]+)$"

static gboolean
append_phrase (const char  *keyword,
               const char  *phrase,
               const char  *pattern,
               GString     *sql,
               GError     **error)
{
  if (!g_regex_match_simple (pattern, phrase, G_REGEX_CASELESS, 0))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("“%s” cannot stand after %s"), phrase, keyword);
      return FALSE;
    }
  g_string_append_printf (sql, " %s %s", keyword, phrase);

  return TRUE;
}

static gboolean
append_preamble (const AthSqlConstraint  *constraint,
                 GString                 *sql,
                 GError                 **error)
{
  if (constraint->name.text == NULL)
    return TRUE;

  g_string_append (sql, "CONSTRAINT ");
  if (!ath_sql_name_append_bounded (&constraint->name, sql, error))
    return FALSE;
  g_string_append_c (sql, ' ');

  return TRUE;
}

static gboolean
append_deferrability (const AthSqlConstraint  *constraint,
                      GString                 *sql,
                      GError                 **error)
{
  if (constraint->deferrable != ATH_SQL_UNSET)
    g_string_append (sql, constraint->deferrable == ATH_SQL_TRUE ? " DEFERRABLE"
                                                                 : " NOT DEFERRABLE");

  return constraint->initially == NULL
         || append_phrase ("INITIALLY", constraint->initially, INITIALLY, sql, error);
}

static void
append_include (const AthSqlConstraint *constraint,
                GString                *sql)
{
  if (constraint->include == NULL || constraint->include->len == 0)
    return;

  g_string_append (sql, " INCLUDE (");
  ath_ddl_append_names (constraint->include, sql);
  g_string_append_c (sql, ')');
}

/* A key made of the columns' flags names the one that counts first. */
static void
append_key_columns (const AthSqlConstraint *constraint,
                    const AthSqlColumn     *autoincrement,
                    GString                *sql)
{
  const char *separator = "";

  if (!constraint->is_implicit || autoincrement == NULL)
    {
      ath_ddl_append_names (constraint->columns, sql);
      return;
    }

  ath_sql_name_append (&autoincrement->name, sql);
  separator = ", ";
  for (guint i = 0; i < constraint->columns->len; i++)
    {
      const AthSqlName *name = &g_array_index (constraint->columns, AthSqlName, i);

      if (ath_sql_name_equal (name, &autoincrement->name))
        continue;
      g_string_append (sql, separator);
      ath_sql_name_append (name, sql);
    }
}

/**
 * ath_ddl_append_names:
 * @names: (element-type AthSqlName): names
 * @sql: where they go
 *
 * Writes @names with commas between them.
 */
void
ath_ddl_append_names (const GArray *names,
                      GString      *sql)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      ath_sql_name_append (&g_array_index (names, AthSqlName, i), sql);
    }
}

/* MATCH stands before ON DELETE, ON DELETE before ON UPDATE. */
static gboolean
append_cascades (const AthSqlConstraint  *constraint,
                 GString                 *sql,
                 GError                 **error)
{
  if (constraint->match != NULL)
    g_string_append_printf (sql, " MATCH %s", constraint->match);
  if (constraint->on_delete != NULL
      && !append_phrase ("ON DELETE", constraint->on_delete, ON_DELETE, sql, error))
    return FALSE;
  if (constraint->on_update != NULL
      && !append_phrase ("ON UPDATE", constraint->on_update, ON_UPDATE, sql, error))
    return FALSE;

  return append_deferrability (constraint, sql, error);
}

/**
 * ath_ddl_append_reference:
 * @constraint: a foreign key over one column
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes it as part of the column's own definition.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when an option is not one of SQL's
 */
gboolean
ath_ddl_append_reference (const AthSqlConstraint  *constraint,
                          GString                 *sql,
                          GError                 **error)
{
  g_string_append (sql, " REFERENCES ");
  ath_sql_name_append_table (&constraint->remote_schema, &constraint->remote_table, sql);
  g_string_append (sql, " (");
  ath_ddl_append_names (constraint->remote_columns, sql);
  g_string_append_c (sql, ')');

  return append_cascades (constraint, sql, error);
}

static gboolean
append_foreign_key (const AthSqlConstraint  *constraint,
                    GString                 *sql,
                    GError                 **error)
{
  g_string_append (sql, "FOREIGN KEY(");
  ath_ddl_append_names (constraint->columns, sql);
  g_string_append_c (sql, ')');
  if (!ath_ddl_append_reference (constraint, sql, error))
    return FALSE;
  if (constraint->not_valid)
    g_string_append (sql, " NOT VALID");

  return TRUE;
}

static gboolean
append_check (const AthSqlConstraint  *constraint,
              GString                 *sql,
              GError                 **error)
{
  g_string_append_printf (sql, "CHECK (%s)", constraint->condition);
  if (!append_deferrability (constraint, sql, error))
    return FALSE;
  if (constraint->not_valid)
    g_string_append (sql, " NOT VALID");

  return TRUE;
}

static gboolean
append_primary_key (const AthSqlConstraint  *constraint,
                    const AthSqlColumn      *autoincrement,
                    GString                 *sql,
                    GError                 **error)
{
  g_string_append (sql, "PRIMARY KEY (");
  append_key_columns (constraint, autoincrement, sql);
  g_string_append_c (sql, ')');
  append_include (constraint, sql);

  return append_deferrability (constraint, sql, error);
}

static gboolean
append_unique (const AthSqlConstraint  *constraint,
               GString                 *sql,
               GError                 **error)
{
  g_string_append (sql, "UNIQUE ");
  if (constraint->nulls_not_distinct != ATH_SQL_UNSET)
    g_string_append (sql, constraint->nulls_not_distinct == ATH_SQL_TRUE ? "NULLS NOT DISTINCT "
                                                                         : "NULLS DISTINCT ");
  g_string_append_c (sql, '(');
  ath_ddl_append_names (constraint->columns, sql);
  g_string_append_c (sql, ')');
  append_include (constraint, sql);

  return append_deferrability (constraint, sql, error);
}

static gboolean
append_exclude (const AthSqlConstraint  *constraint,
                GString                 *sql,
                GError                 **error)
{
  g_autofree char *method = g_ascii_strdown (constraint->using, -1);

  g_string_append (sql, "EXCLUDE");
  if (!append_phrase ("USING", method, METHOD, sql, error))
    return FALSE;
  g_string_append_printf (sql, " (%s)", constraint->elements);
  if (constraint->condition != NULL)
    g_string_append_printf (sql, " WHERE (%s)", constraint->condition);

  return append_deferrability (constraint, sql, error);
}

/**
 * ath_ddl_append_constraint:
 * @constraint: a constraint
 * @autoincrement: (nullable): the column of its table that counts by itself
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes it as CREATE TABLE and ADD name it.  One over no columns leaves
 * nothing: SQLAlchemy drops it too.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when a plain name is too long or an
 *   option is not one of SQL's
 */
gboolean
ath_ddl_append_constraint (const AthSqlConstraint  *constraint,
                           const AthSqlColumn      *autoincrement,
                           GString                 *sql,
                           GError                 **error)
{
  if ((constraint->kind == ATH_SQL_PRIMARY_KEY || constraint->kind == ATH_SQL_UNIQUE)
      && constraint->columns->len == 0)
    return TRUE;
  if (!append_preamble (constraint, sql, error))
    return FALSE;

  switch (constraint->kind)
    {
    case ATH_SQL_PRIMARY_KEY:
      return append_primary_key (constraint, autoincrement, sql, error);

    case ATH_SQL_UNIQUE:
      return append_unique (constraint, sql, error);

    case ATH_SQL_FOREIGN_KEY:
      return append_foreign_key (constraint, sql, error);

    case ATH_SQL_CHECK:
      return append_check (constraint, sql, error);

    case ATH_SQL_EXCLUDE:
      return append_exclude (constraint, sql, error);

    default:
      g_assert_not_reached ();
    }
}

static GString *
begin_alter_table (const AthSqlName *schema,
                   const AthSqlName *table)
{
  GString *sql = g_string_new ("ALTER TABLE ");

  ath_sql_name_append_table (schema, table, sql);

  return sql;
}

/**
 * ath_ddl_add_constraint:
 * @schema: of the table; may have no text
 * @table: the table
 * @constraint: what it gets
 * @error: set on failure
 *
 * Returns: (transfer full): ALTER TABLE … ADD …, or `NULL` with
 *   `ATH_ERROR_SCRIPT`, see ath_ddl_append_constraint()
 */
char *
ath_ddl_add_constraint (const AthSqlName        *schema,
                        const AthSqlName        *table,
                        const AthSqlConstraint  *constraint,
                        GError                 **error)
{
  g_autoptr(GString) sql = begin_alter_table (schema, table);

  g_string_append (sql, " ADD ");
  if (!ath_ddl_append_constraint (constraint, NULL, sql, error))
    return NULL;

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_constraint:
 * @schema: of the table; may have no text
 * @table: the table
 * @constraint: its name
 * @if_exists: IF EXISTS
 * @error: set on failure
 *
 * Returns: (transfer full): ALTER TABLE … DROP CONSTRAINT …, or `NULL` with
 *   `ATH_ERROR_SCRIPT` when there is no name, or a plain one that is too long
 */
char *
ath_ddl_drop_constraint (const AthSqlName  *schema,
                         const AthSqlName  *table,
                         const AthSqlName  *constraint,
                         gboolean           if_exists,
                         GError           **error)
{
  g_autoptr(GString) sql = begin_alter_table (schema, table);

  if (constraint->text == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("A constraint of table “%s” cannot be dropped: it has no name"), table->text);
      return NULL;
    }

  g_string_append (sql, if_exists ? " DROP CONSTRAINT IF EXISTS " : " DROP CONSTRAINT ");
  if (!ath_sql_name_append_bounded (constraint, sql, error))
    return NULL;

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
