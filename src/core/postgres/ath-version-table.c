/* ath-version-table.c: the table that holds the rows
 *
 * The SQL is Alembic's, letter by letter, so a database can be handed from one
 * program to the other at any moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-quote.h"
#include "postgres/ath-version-table.h"

/* What Alembic makes the column. */
#define ID_WIDTH 32

/* atttypmod of varchar(n) is n + 4 */
#define TYPMOD_OFFSET 4

/**
 * ath_version_table_init:
 * @self: (out caller-allocates): a version table
 * @settings: settings of a project, which must outlive @self
 * @error: set to `ATH_ERROR_SCRIPT` when env.py computes the name or the schema,
 *   so that they are not known: without them every database would look empty
 *
 * Fills in the version table that a project states.
 *
 * Returns: whether it is known
 */
gboolean
ath_version_table_init (AthVersionTable           *self,
                        const AthProjectSettings  *settings,
                        GError                   **error)
{
  if (settings->version_table_error != NULL)
    {
      g_propagate_error (error, g_error_copy (settings->version_table_error));
      return FALSE;
    }

  self->name = settings->version_table;
  self->schema = settings->version_table_schema;
  self->has_primary_key = settings->version_table_pk;

  return TRUE;
}

static char *
dup_name (const AthVersionTable *self)
{
  return ath_quote_name (self->schema, self->name);
}

/* Queries with the name of the table as $1: to_regclass() follows the search
 * path as an unqualified name in a statement does.
 */
static AthResult *
query_table (const AthVersionTable  *self,
             AthConnection          *connection,
             const char             *sql,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autofree char *name = dup_name (self);
  const char *parameters[] = { name };

  return ath_connection_query (connection, sql, parameters, 1, cancellable, error);
}

/* Asked beforehand: in a transaction, a failed SELECT would be the end of it.
 * Returns: -1 on failure
 */
static int
count_tables (const AthVersionTable  *self,
              AthConnection          *connection,
              GCancellable           *cancellable,
              GError                **error)
{
  g_autoptr(AthResult) result =
    query_table (self, connection,
                 "SELECT 1 WHERE pg_catalog.to_regclass($1) IS NOT NULL", cancellable, error);

  return result != NULL ? (int) ath_result_get_n_rows (result) : -1;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ath_version_table_read:
 * @self: a version table
 * @connection: where it is
 * @cancellable: (nullable): ends the statement
 * @error: set on failure
 *
 * Reads the rows.  Creates nothing.
 *
 * Returns: (transfer full) (array zero-terminated=1): the rows, sorted; empty
 *   when the table does not exist.  `NULL` with the errors of
 *   ath_connection_query()
 */
char **
ath_version_table_read (const AthVersionTable  *self,
                        AthConnection          *connection,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = dup_name (self);
  g_autofree char *sql = g_strdup_printf ("SELECT version_num FROM %s", name);
  g_autoptr(AthResult) result = NULL;
  int n_tables = count_tables (self, connection, cancellable, error);

  if (n_tables < 0)
    return NULL;
  if (n_tables == 0)
    return g_new0 (char *, 1);

  result = ath_connection_query (connection, sql, NULL, 0, cancellable, error);
  if (result == NULL)
    return NULL;

  for (guint i = 0; i < ath_result_get_n_rows (result); i++)
    {
      const char *id = ath_result_get_value (result, i, 0);

      if (id != NULL)
        g_ptr_array_add (rows, g_strdup (id));
    }
  g_ptr_array_sort (rows, compare_ids);
  g_ptr_array_add (rows, NULL);

  return (char **) g_ptr_array_steal (rows, NULL);
}

/**
 * ath_version_table_find:
 * @self: a version table
 * @connection: where it may be
 * @is_there: (out): set to whether it exists, with rows or without
 * @cancellable: (nullable): ends the statement
 * @error: set on failure
 *
 * Looks whether the table has been made.
 *
 * Returns: whether that could be found out, else the errors of
 *   ath_connection_query()
 */
gboolean
ath_version_table_find (const AthVersionTable  *self,
                        AthConnection          *connection,
                        gboolean               *is_there,
                        GCancellable           *cancellable,
                        GError                **error)
{
  int n_tables = count_tables (self, connection, cancellable, error);

  if (n_tables < 0)
    return FALSE;

  *is_there = n_tables > 0;

  return TRUE;
}

/* Returns: characters an id may have, G_MAXINT without a limit, or -1 on failure */
static int
read_width (const AthVersionTable  *self,
            AthConnection          *connection,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr(AthResult) result =
    query_table (self, connection,
                 "SELECT atttypmod FROM pg_catalog.pg_attribute"
                 " WHERE attrelid = pg_catalog.to_regclass($1) AND attname = 'version_num'",
                 cancellable, error);
  int typmod;

  if (result == NULL)
    return -1;
  if (ath_result_get_n_rows (result) == 0)
    return ID_WIDTH;

  typmod = atoi (ath_result_get_value (result, 0, 0));

  return typmod > TYPMOD_OFFSET ? typmod - TYPMOD_OFFSET : G_MAXINT;
}

static GError *
new_width_error (const AthVersionTable *self,
                 const char            *id,
                 int                    width)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *hint = NULL;
  GError *error;

  error = ath_error_new (ATH_ERROR_REVISION,
                         _("The id “%s” has %ld characters, but the version table has room for %d"),
                         id, g_utf8_strlen (id, -1), width);
  hint = g_strdup_printf (_("Widen the column first: "
                            "ALTER TABLE %s ALTER COLUMN version_num TYPE varchar(255); "
                            "where the table does not exist yet, create it with that width."),
                          name);
  ath_error_set_hint (error, hint);

  return error;
}

/**
 * ath_version_table_check_ids:
 * @self: a version table
 * @connection: where it is
 * @ids: (array zero-terminated=1): ids that are going to be rows
 * @cancellable: (nullable): ends the statement
 * @error: set on failure
 *
 * Finds out, before anything is changed, whether the ids fit.
 *
 * Returns: whether they do, else `ATH_ERROR_REVISION` that names the first one
 *   that does not, or the errors of ath_connection_query()
 */
gboolean
ath_version_table_check_ids (const AthVersionTable  *self,
                             AthConnection          *connection,
                             const char *const      *ids,
                             GCancellable           *cancellable,
                             GError                **error)
{
  int width = read_width (self, connection, cancellable, error);

  if (width < 0)
    return FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (g_utf8_strlen (ids[i], -1) > width)
        {
          g_propagate_error (error, new_width_error (self, ids[i], width));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * ath_version_table_explain:
 * @self: a version table
 * @error: why a statement failed
 *
 * Says what can be done, when it was the one that makes the table and its schema
 * is not there.
 */
void
ath_version_table_explain (const AthVersionTable *self,
                           GError                *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  g_autofree char *create = ath_version_table_dup_create_sql (self);
  g_autofree char *schema = NULL;
  g_autofree char *hint = NULL;

  /* invalid_schema_name */
  if (details == NULL || self->schema == NULL || g_strcmp0 (details->sqlstate, "3F000") != 0
      || g_strcmp0 (details->statement, create) != 0)
    return;

  schema = ath_quote_identifier (self->schema);
  hint = g_strdup_printf (_("The schema of the version table is not made for you: "
                            "CREATE SCHEMA %s."), schema);
  ath_error_set_hint (error, hint);
}

/**
 * ath_version_table_dup_create_sql:
 * @self: a version table
 *
 * Returns: (transfer full): its CREATE TABLE as Alembic prints it, without the
 *   semicolon
 */
char *
ath_version_table_dup_create_sql (const AthVersionTable *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *key_name = NULL;
  g_autofree char *key = NULL;

  /* The blank behind the comma is SQLAlchemy's. */
  if (!self->has_primary_key)
    return g_strdup_printf ("CREATE TABLE %s (\n    version_num VARCHAR(%d) NOT NULL\n)",
                            name, ID_WIDTH);

  key_name = g_strconcat (self->name, "_pkc", NULL);
  key = ath_quote_identifier (key_name);

  return g_strdup_printf ("CREATE TABLE %s (\n"
                          "    version_num VARCHAR(%d) NOT NULL, \n"
                          "    CONSTRAINT %s PRIMARY KEY (version_num)\n"
                          ")",
                          name, ID_WIDTH, key);
}

/**
 * ath_version_table_dup_change_sql:
 * @self: a version table
 * @change: what becomes of one row
 *
 * Returns: (transfer full): INSERT, UPDATE or DELETE as Alembic prints it,
 *   without the semicolon
 */
char *
ath_version_table_dup_change_sql (const AthVersionTable *self,
                                  const AthRowChange    *change)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (change->from != NULL || change->to != NULL, NULL);

  if (change->from != NULL)
    from = ath_quote_literal (change->from);
  if (change->to != NULL)
    to = ath_quote_literal (change->to);

  if (to == NULL)
    return g_strdup_printf ("DELETE FROM %s WHERE %s.version_num = %s", name, name, from);
  if (from != NULL)
    return g_strdup_printf ("UPDATE %s SET version_num=%s WHERE %s.version_num = %s",
                            name, to, name, from);
  if (!self->has_primary_key)
    return g_strdup_printf ("INSERT INTO %s (version_num) VALUES (%s)", name, to);

  return g_strdup_printf ("INSERT INTO %s (version_num) VALUES (%s) RETURNING %s.version_num",
                          name, to, name);
}
