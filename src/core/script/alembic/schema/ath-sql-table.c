/* ath-sql-table.c: tables, columns, constraints and indexes of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/schema/ath-sql-table.h"

static void
array_unref (gpointer data)
{
  g_array_unref (data);
}

static void
ptr_array_unref (gpointer data)
{
  g_ptr_array_unref (data);
}

/**
 * ath_sql_names_new:
 * @arena: where it lives
 *
 * Returns: (transfer none) (element-type AthSqlName): an empty list of names
 */
GArray *
ath_sql_names_new (AthArena *arena)
{
  return ath_arena_adopt (arena, g_array_new (FALSE, FALSE, sizeof (AthSqlName)), array_unref);
}

/**
 * ath_sql_items_new:
 * @arena: where it lives
 *
 * Returns: (transfer none): an empty list of things that live in @arena
 */
GPtrArray *
ath_sql_items_new (AthArena *arena)
{
  return ath_arena_adopt (arena, g_ptr_array_new (), ptr_array_unref);
}

/**
 * ath_sql_table_new:
 * @arena: where it lives
 * @schema: its schema; may have no text
 * @name: its name
 *
 * Returns: (transfer none): a table without columns
 */
AthSqlTable *
ath_sql_table_new (AthArena         *arena,
                   const AthSqlName *schema,
                   const AthSqlName *name)
{
  AthSqlTable *self = ath_arena_new0 (arena, AthSqlTable);

  self->schema = *schema;
  self->name = *name;
  self->columns = ath_sql_items_new (arena);
  self->constraints = ath_sql_items_new (arena);
  self->indexes = ath_sql_items_new (arena);

  return self;
}

/**
 * ath_sql_column_new:
 * @arena: where it lives
 * @name: its name
 * @type: its type
 *
 * Returns: (transfer none): a column that may be null
 */
AthSqlColumn *
ath_sql_column_new (AthArena         *arena,
                    const AthSqlName *name,
                    const AthSqlType *type)
{
  AthSqlColumn *self = ath_arena_new0 (arena, AthSqlColumn);

  self->name = *name;
  self->type = type;
  self->is_nullable = TRUE;

  return self;
}

/**
 * ath_sql_constraint_new:
 * @arena: where it lives
 * @kind: what it is
 * @name: its name; may have no text
 *
 * Returns: (transfer none): a constraint over no columns
 */
AthSqlConstraint *
ath_sql_constraint_new (AthArena             *arena,
                        AthSqlConstraintKind  kind,
                        const AthSqlName     *name)
{
  AthSqlConstraint *self = ath_arena_new0 (arena, AthSqlConstraint);

  self->kind = kind;
  self->name = *name;
  self->columns = ath_sql_names_new (arena);
  self->remote_columns = ath_sql_names_new (arena);

  return self;
}

/**
 * ath_sql_index_new:
 * @arena: where it lives
 * @name: its name; may have no text
 *
 * Returns: (transfer none): an index over nothing
 */
AthSqlIndex *
ath_sql_index_new (AthArena         *arena,
                   const AthSqlName *name)
{
  AthSqlIndex *self = ath_arena_new0 (arena, AthSqlIndex);

  self->name = *name;
  self->elements = ath_arena_adopt (arena,
                                    g_array_new (FALSE, TRUE, sizeof (AthSqlIndexElement)),
                                    array_unref);

  return self;
}

/**
 * ath_sql_table_find_column:
 * @self: a table
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the column of that name
 */
AthSqlColumn *
ath_sql_table_find_column (const AthSqlTable *self,
                           const char        *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      AthSqlColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->name.text, name))
        return column;
    }

  return NULL;
}

/**
 * ath_sql_table_find_primary_key:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): its primary key
 */
AthSqlConstraint *
ath_sql_table_find_primary_key (const AthSqlTable *self)
{
  for (guint i = 0; i < self->constraints->len; i++)
    {
      AthSqlConstraint *constraint = g_ptr_array_index (self->constraints, i);

      if (constraint->kind == ATH_SQL_PRIMARY_KEY)
        return constraint;
    }

  return NULL;
}

/* Whether nothing speaks against a lone key counting up by itself. */
static gboolean
counts_by_itself (const AthSqlColumn *column)
{
  if (ath_sql_type_get_serial (column->type) == NULL)
    return FALSE;
  if (column->has_client_default || column->server_default != NULL || column->computed != NULL)
    return FALSE;

  return !column->has_foreign_key || column->autoincrement == ATH_SQL_AUTOINCREMENT_IGNORE_FK;
}

static const AthSqlColumn *
get_key_column (const AthSqlTable      *self,
                const AthSqlConstraint *key,
                guint                   i)
{
  return ath_sql_table_find_column (self, g_array_index (key->columns, AthSqlName, i).text);
}

static gboolean
check_counts (const AthSqlColumn  *column,
              GError             **error)
{
  if (ath_sql_type_get_serial (column->type) != NULL)
    return TRUE;

  g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
               _("Column “%s” has “autoincrement=True”, but its type cannot count up"),
               column->name.text);
  return FALSE;
}

/**
 * ath_sql_table_find_autoincrement:
 * @self: a table
 * @column: (out) (nullable): its column that counts up by itself, or `NULL`
 * @error: set on failure
 *
 * Finds the column that is written as SERIAL: a lone primary key of an integer
 * (or numeric) type that nothing else fills, or the one marked so.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when two columns are marked, or one
 *   of a type that cannot count
 */
gboolean
ath_sql_table_find_autoincrement (const AthSqlTable   *self,
                                  const AthSqlColumn **column,
                                  GError             **error)
{
  const AthSqlConstraint *key = ath_sql_table_find_primary_key (self);
  const AthSqlColumn *found = NULL;

  *column = NULL;
  if (key == NULL)
    return TRUE;

  for (guint i = 0; i < key->columns->len; i++)
    {
      const AthSqlColumn *candidate = get_key_column (self, key, i);

      if (candidate == NULL || candidate->autoincrement != ATH_SQL_AUTOINCREMENT_ALWAYS)
        continue;
      if (!check_counts (candidate, error))
        return FALSE;
      if (found != NULL)
        {
          g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                       _("Only one column may have “autoincrement=True”, "
                 "and both “%s” and “%s” do"),
                       found->name.text, candidate->name.text);
          return FALSE;
        }
      found = candidate;
    }

  if (found == NULL && key->columns->len == 1)
    {
      const AthSqlColumn *candidate = get_key_column (self, key, 0);

      if (candidate != NULL && candidate->autoincrement != ATH_SQL_AUTOINCREMENT_NEVER
          && counts_by_itself (candidate))
        found = candidate;
    }
  *column = found;

  return TRUE;
}
