/* ath-ddl-column.c: how columns are written, added and altered
 *
 * Statements that are Alembic's own (ADD COLUMN, ALTER COLUMN, RENAME) take the
 * dots of a schema for separators, those of SQLAlchemy do not; both are kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/schema/ath-ddl-private.h"

static void
append_number (const char *keyword,
               const char *number,
               GString    *sql)
{
  if (number != NULL)
    g_string_append_printf (sql, "%s %s ", keyword, number);
}

/**
 * ath_ddl_append_sequence_options:
 * @options: options of a sequence
 * @sql: where they go
 *
 * Writes those that are given, in SQLAlchemy's order.
 */
void
ath_ddl_append_sequence_options (const AthSqlSequenceOptions *options,
                                 GString                     *sql)
{
  gsize start = sql->len;

  append_number ("INCREMENT BY", options->increment, sql);
  append_number ("START WITH", options->start, sql);
  append_number ("MINVALUE", options->minvalue, sql);
  append_number ("MAXVALUE", options->maxvalue, sql);
  if (options->no_minvalue)
    g_string_append (sql, "NO MINVALUE ");
  if (options->no_maxvalue)
    g_string_append (sql, "NO MAXVALUE ");
  append_number ("CACHE", options->cache, sql);
  if (options->cycle != ATH_SQL_UNSET)
    g_string_append (sql, options->cycle == ATH_SQL_TRUE ? "CYCLE " : "NO CYCLE ");

  if (sql->len > start)
    g_string_truncate (sql, sql->len - 1);
}

static void
append_identity (const AthSqlIdentity *identity,
                 GString              *sql)
{
  g_autoptr(GString) options = g_string_new (NULL);

  g_string_append_printf (sql, "GENERATED %s AS IDENTITY",
                          identity->is_always ? "ALWAYS" : "BY DEFAULT");
  ath_ddl_append_sequence_options (&identity->options, options);
  if (options->len > 0)
    g_string_append_printf (sql, " (%s)", options->str);
}

static gboolean
is_serial (const AthSqlColumn *column,
           const AthSqlColumn *autoincrement)
{
  return column == autoincrement && column->is_primary_key && column->identity == NULL
         && !column->has_client_default && !column->has_sequence;
}

static gboolean
append_type (const AthSqlColumn  *column,
             const AthSqlColumn  *autoincrement,
             GString             *sql,
             GError             **error)
{
  if (is_serial (column, autoincrement))
    {
      g_string_append (sql, ath_sql_type_get_serial (column->type));
      return TRUE;
    }

  if (!ath_sql_type_append (column->type, sql, error))
    return FALSE;
  if (column->server_default != NULL)
    g_string_append_printf (sql, " DEFAULT %s", column->server_default);

  return TRUE;
}

/* An identity says NOT NULL by itself, so the opposite has to be written. */
static void
append_nullability (const AthSqlColumn *column,
                    GString            *sql)
{
  if (column->identity == NULL && !column->is_nullable)
    g_string_append (sql, " NOT NULL");
  else if (column->identity != NULL && column->is_nullable)
    g_string_append (sql, " NULL");
}

static gboolean
append_specification (const AthSqlColumn  *column,
                      const AthSqlColumn  *autoincrement,
                      GString             *sql,
                      GError             **error)
{
  ath_sql_name_append (&column->name, sql);
  g_string_append_c (sql, ' ');
  if (!append_type (column, autoincrement, sql, error))
    return FALSE;

  if (column->computed != NULL)
    g_string_append_printf (sql, " GENERATED ALWAYS AS (%s) STORED", column->computed);
  if (column->identity != NULL)
    {
      g_string_append_c (sql, ' ');
      append_identity (column->identity, sql);
    }
  append_nullability (column, sql);

  return TRUE;
}

static gboolean
append_checks (const AthSqlColumn  *column,
               GString             *sql,
               GError             **error)
{
  for (guint i = 0; column->checks != NULL && i < column->checks->len; i++)
    {
      g_string_append_c (sql, ' ');
      if (!ath_ddl_append_constraint (g_ptr_array_index (column->checks, i), NULL, sql, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_ddl_append_column:
 * @column: a column
 * @autoincrement: (nullable): the column of its table that counts by itself
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes the column as CREATE TABLE names it.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when it has no type, or one of its
 *   checks cannot be written
 */
gboolean
ath_ddl_append_column (const AthSqlColumn  *column,
                       const AthSqlColumn  *autoincrement,
                       GString             *sql,
                       GError             **error)
{
  return append_specification (column, autoincrement, sql, error)
         && append_checks (column, sql, error);
}

static GString *
begin_alter_table (const AthSqlName *schema,
                   const AthSqlName *table)
{
  GString *sql = g_string_new ("ALTER TABLE ");

  if (schema->text != NULL && schema->text[0] != '\0')
    {
      ath_sql_name_append_dotted (schema, sql);
      g_string_append_c (sql, '.');
    }
  ath_sql_name_append (table, sql);
  g_string_append_c (sql, ' ');

  return sql;
}

static GString *
begin_alter_column (const AthSqlName *schema,
                    const AthSqlName *table,
                    const AthSqlName *column)
{
  GString *sql = begin_alter_table (schema, table);

  g_string_append (sql, "ALTER COLUMN ");
  ath_sql_name_append (column, sql);
  g_string_append_c (sql, ' ');

  return sql;
}

/**
 * ath_ddl_add_column:
 * @table: the table, with @column in it
 * @column: what it gets
 * @if_not_exists: IF NOT EXISTS
 * @inline_primary_key: whether a key column says PRIMARY KEY
 * @inline_reference: (nullable): a foreign key written with the column
 * @error: set on failure
 *
 * Writes ADD COLUMN.  Its other constraints, its index and its comment are
 * statements of their own.
 *
 * Returns: (transfer full): the statement, or `NULL` with `ATH_ERROR_SCRIPT`,
 *   see ath_ddl_append_column()
 */
char *
ath_ddl_add_column (const AthSqlTable       *table,
                    const AthSqlColumn      *column,
                    gboolean                 if_not_exists,
                    gboolean                 inline_primary_key,
                    const AthSqlConstraint  *inline_reference,
                    GError                 **error)
{
  g_autoptr(GString) sql = begin_alter_table (&table->schema, &table->name);
  const AthSqlColumn *autoincrement;

  if (!ath_sql_table_find_autoincrement (table, &autoincrement, error))
    return NULL;

  g_string_append (sql, if_not_exists ? "ADD COLUMN IF NOT EXISTS " : "ADD COLUMN ");
  if (!append_specification (column, autoincrement, sql, error))
    return NULL;
  if (inline_primary_key && column->is_primary_key)
    g_string_append (sql, " PRIMARY KEY");
  if (inline_reference != NULL && !ath_ddl_append_reference (inline_reference, sql, error))
    return NULL;
  if (!append_checks (column, sql, error))
    return NULL;

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_drop_column:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: what goes
 * @if_exists: IF EXISTS
 *
 * Returns: (transfer full): ALTER TABLE … DROP COLUMN …
 */
char *
ath_ddl_drop_column (const AthSqlName *schema,
                     const AthSqlName *table,
                     const AthSqlName *column,
                     gboolean          if_exists)
{
  g_autoptr(GString) sql = begin_alter_table (schema, table);

  g_string_append (sql, if_exists ? "DROP COLUMN IF EXISTS " : "DROP COLUMN ");
  ath_sql_name_append (column, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
finish_comment (GString    *sql,
                const char *comment)
{
  g_string_append (sql, " IS ");
  if (comment != NULL)
    ath_sql_literal_append (comment, sql);
  else
    g_string_append (sql, "NULL");

  return g_string_free (sql, FALSE);
}

/**
 * ath_ddl_comment_column:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @comment: (nullable): the comment, or `NULL` to take it away
 *
 * Returns: (transfer full): COMMENT ON COLUMN … as it follows a CREATE TABLE or
 *   an ADD COLUMN
 */
char *
ath_ddl_comment_column (const AthSqlName *schema,
                        const AthSqlName *table,
                        const AthSqlName *column,
                        const char       *comment)
{
  GString *sql = g_string_new ("COMMENT ON COLUMN ");

  ath_sql_name_append_table (schema, table, sql);
  g_string_append_c (sql, '.');
  ath_sql_name_append (column, sql);

  return finish_comment (sql, comment);
}

/**
 * ath_ddl_alter_column_comment:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @comment: (nullable): the comment, or `NULL` to take it away
 *
 * Returns: (transfer full): COMMENT ON COLUMN … as alter_column() makes it
 */
char *
ath_ddl_alter_column_comment (const AthSqlName *schema,
                              const AthSqlName *table,
                              const AthSqlName *column,
                              const char       *comment)
{
  GString *sql = g_string_new ("COMMENT ON COLUMN ");

  if (schema->text != NULL && schema->text[0] != '\0')
    {
      ath_sql_name_append_dotted (schema, sql);
      g_string_append_c (sql, '.');
    }
  ath_sql_name_append (table, sql);
  g_string_append_c (sql, '.');
  ath_sql_name_append (column, sql);

  return finish_comment (sql, comment);
}

/**
 * ath_ddl_alter_type:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @type: its new type
 * @using: (nullable): how old values become new ones, as SQL
 * @error: set on failure
 *
 * Returns: (transfer full): ALTER COLUMN … TYPE …, or `NULL` with
 *   `ATH_ERROR_SCRIPT`, see ath_sql_type_append()
 */
char *
ath_ddl_alter_type (const AthSqlName  *schema,
                    const AthSqlName  *table,
                    const AthSqlName  *column,
                    const AthSqlType  *type,
                    const char        *using,
                    GError           **error)
{
  g_autoptr(GString) sql = begin_alter_column (schema, table, column);

  g_string_append (sql, "TYPE ");
  if (!ath_sql_type_append (type, sql, error))
    return NULL;
  if (using != NULL && using[0] != '\0')
    g_string_append_printf (sql, " USING %s", using);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_alter_nullable:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @is_nullable: whether it may be null
 *
 * Returns: (transfer full): ALTER COLUMN … SET or DROP NOT NULL
 */
char *
ath_ddl_alter_nullable (const AthSqlName *schema,
                        const AthSqlName *table,
                        const AthSqlName *column,
                        gboolean          is_nullable)
{
  g_autoptr(GString) sql = begin_alter_column (schema, table, column);

  g_string_append (sql, is_nullable ? "DROP NOT NULL" : "SET NOT NULL");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_alter_default:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @server_default: (nullable): its default as SQL, or `NULL` to take it away
 *
 * Returns: (transfer full): ALTER COLUMN … SET or DROP DEFAULT
 */
char *
ath_ddl_alter_default (const AthSqlName *schema,
                       const AthSqlName *table,
                       const AthSqlName *column,
                       const char       *server_default)
{
  g_autoptr(GString) sql = begin_alter_column (schema, table, column);

  if (server_default != NULL)
    g_string_append_printf (sql, "SET DEFAULT %s", server_default);
  else
    g_string_append (sql, "DROP DEFAULT");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
append_changed_number (const char *keyword,
                       const char *number,
                       const char *existing,
                       GString    *sql)
{
  if (number != NULL && g_strcmp0 (number, existing) != 0)
    g_string_append_printf (sql, "SET %s %s ", keyword, number);
}

/* Only what differs, by the names of SQLAlchemy's attributes in alphabetical order. */
static void
append_identity_changes (const AthSqlIdentity *identity,
                         const AthSqlIdentity *existing,
                         GString              *sql)
{
  const AthSqlSequenceOptions *new = &identity->options;
  const AthSqlSequenceOptions *old = &existing->options;

  if (identity->is_always != existing->is_always)
    g_string_append_printf (sql, "SET GENERATED %s ",
                            identity->is_always ? "ALWAYS" : "BY DEFAULT");
  append_changed_number ("CACHE", new->cache, old->cache, sql);
  if (new->cycle != ATH_SQL_UNSET && new->cycle != old->cycle)
    g_string_append (sql, new->cycle == ATH_SQL_TRUE ? "SET CYCLE " : "SET NO CYCLE ");
  append_changed_number ("INCREMENT BY", new->increment, old->increment, sql);
  append_changed_number ("MAXVALUE", new->maxvalue, old->maxvalue, sql);
  append_changed_number ("MINVALUE", new->minvalue, old->minvalue, sql);
  if (new->no_maxvalue && !old->no_maxvalue)
    g_string_append (sql, "SET NO MAXVALUE ");
  if (new->no_minvalue && !old->no_minvalue)
    g_string_append (sql, "SET NO MINVALUE ");
  append_changed_number ("START WITH", new->start, old->start, sql);
}

/**
 * ath_ddl_alter_identity:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @identity: (nullable): its identity, or `NULL` to take it away
 * @existing: (nullable): the one it has, or `NULL` when it has none
 *
 * Returns: (transfer full): ALTER COLUMN … ADD GENERATED, SET … or DROP IDENTITY
 */
char *
ath_ddl_alter_identity (const AthSqlName     *schema,
                        const AthSqlName     *table,
                        const AthSqlName     *column,
                        const AthSqlIdentity *identity,
                        const AthSqlIdentity *existing)
{
  GString *sql = begin_alter_column (schema, table, column);

  if (identity == NULL)
    g_string_append (sql, "DROP IDENTITY");
  else if (existing == NULL)
    {
      g_string_append (sql, "ADD ");
      append_identity (identity, sql);
    }
  else
    append_identity_changes (identity, existing, sql);

  return g_strchomp (g_string_free (sql, FALSE));
}

/**
 * ath_ddl_rename_column:
 * @schema: of the table; may have no text
 * @table: the table
 * @column: the column
 * @new_name: what it is called from now on
 *
 * Returns: (transfer full): ALTER TABLE … RENAME … TO …
 */
char *
ath_ddl_rename_column (const AthSqlName *schema,
                       const AthSqlName *table,
                       const AthSqlName *column,
                       const AthSqlName *new_name)
{
  g_autoptr(GString) sql = begin_alter_table (schema, table);

  g_string_append (sql, "RENAME ");
  ath_sql_name_append (column, sql);
  g_string_append (sql, " TO ");
  ath_sql_name_append (new_name, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * ath_ddl_rename_table:
 * @schema: of the table; may have no text
 * @table: the table
 * @new_name: what it is called from now on
 *
 * Returns: (transfer full): ALTER TABLE … RENAME TO …; a table stays in its
 *   schema, so the new name never has one
 */
char *
ath_ddl_rename_table (const AthSqlName *schema,
                      const AthSqlName *table,
                      const AthSqlName *new_name)
{
  g_autoptr(GString) sql = begin_alter_table (schema, table);

  g_string_append (sql, "RENAME TO ");
  ath_sql_name_append (new_name, sql);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
