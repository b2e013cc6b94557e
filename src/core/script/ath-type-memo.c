/* ath-type-memo.c: which enumerations the tables of a run have brought along
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/ath-type-memo.h"
#include "script/sql/ath-sql-cursor.h"

/**
 * AthTypeMemo:
 *
 * SQLAlchemy creates an enumeration together with the first table of a run that
 * has a column of it, and not again with the next one.  Unlike there, one that is
 * dropped or renamed in between is created again.
 */
struct _AthTypeMemo
{
  GHashTable *types; /* (owned) (element-type utf8) “schema.name”, or “.name” without one */
};

/* (transfer full): as the server stores it */
static char *
dup_name (const AthSqlToken *token)
{
  g_autoptr(GString) name = NULL;

  if (token->is_open)
    return g_strdup ("");
  if (token->kind != ATH_SQL_TOKEN_NAME)
    return g_ascii_strdown (token->start, (gssize) token->len);

  name = g_string_new_len (token->start + 1, (gssize) token->len - 2);
  g_string_replace (name, "\"\"", "\"", 0);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
is_named (const char *type,
          const char *schema,
          const char *name)
{
  const char *dot = strchr (type, '.');

  if (!g_str_equal (dot + 1, name))
    return FALSE;

  /* Without a schema either may be found by the search path. */
  return dot == type || schema == NULL
         || (strlen (schema) == (gsize) (dot - type) && g_str_has_prefix (type, schema));
}

static void
forget (AthTypeMemo  *self,
        AthSqlCursor *cursor)
{
  g_autofree char *schema = NULL;
  g_autofree char *name = NULL;
  GHashTableIter iter;
  gpointer type;

  if (!cursor->has_token)
    return;

  name = dup_name (&cursor->token);
  ath_sql_cursor_next (cursor);
  if (ath_sql_cursor_accept_symbol (cursor, '.') && cursor->has_token)
    {
      schema = g_steal_pointer (&name);
      name = dup_name (&cursor->token);
      ath_sql_cursor_next (cursor);
    }

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &type, NULL))
    if (is_named (type, schema, name))
      g_hash_table_iter_remove (&iter);
}

/* `ALTER TYPE name RENAME TO …`, behind its second word. */
static void
forget_renamed (AthTypeMemo  *self,
                AthSqlCursor *cursor)
{
  AthSqlCursor type = *cursor;

  ath_sql_cursor_next (cursor);
  if (ath_sql_cursor_accept_symbol (cursor, '.'))
    ath_sql_cursor_next (cursor);
  if (ath_sql_cursor_accept (cursor, "RENAME TO"))
    forget (self, &type);
}

/* What `DROP TYPE` and `ALTER TYPE … RENAME TO` in @sql name is not there any more. */
static void
forget_types (AthTypeMemo *self,
              const char  *sql)
{
  AthSqlCursor cursor;

  ath_sql_cursor_init (&cursor, sql, strlen (sql));
  while (cursor.has_token)
    {
      if (ath_sql_cursor_accept (&cursor, "DROP TYPE"))
        {
          ath_sql_cursor_accept (&cursor, "IF EXISTS");
          do
            forget (self, &cursor);
          while (ath_sql_cursor_accept_symbol (&cursor, ','));
        }
      else if (ath_sql_cursor_accept (&cursor, "ALTER TYPE"))
        forget_renamed (self, &cursor);
      else
        ath_sql_cursor_next (&cursor);
    }
}

/**
 * ath_type_memo_new:
 *
 * Returns: (transfer full): a memo of a run that has not begun
 */
AthTypeMemo *
ath_type_memo_new (void)
{
  AthTypeMemo *self = g_new0 (AthTypeMemo, 1);

  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * ath_type_memo_free:
 * @self: (transfer full): a memo
 */
void
ath_type_memo_free (AthTypeMemo *self)
{
  g_hash_table_unref (self->types);
  g_free (self);
}

/**
 * ath_type_memo_admit:
 * @self: a memo
 * @statement: the next statement of the run
 *
 * Takes note of the types that @statement makes or drops.
 *
 * Returns: whether it is to be sent; not when it creates a type with a table, and
 *   an earlier table of the run has brought the same one along
 */
gboolean
ath_type_memo_admit (AthTypeMemo        *self,
                     const AthStatement *statement)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (statement != NULL, FALSE);

  if (statement->table_type != NULL)
    return g_hash_table_add (self->types, g_strdup (statement->table_type));

  if (g_hash_table_size (self->types) > 0)
    forget_types (self, statement->sql);

  return TRUE;
}
