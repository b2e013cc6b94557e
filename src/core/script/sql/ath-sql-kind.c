/* ath-sql-kind.c: what a statement means for the transaction it runs in
 *
 * The first words of a statement and a few options tell whether the server
 * refuses it in a transaction block; the list is that of the places in its
 * source that call PreventInTransactionBlock().  Words are compared, not trees,
 * so that a newer server's syntax is judged as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/sql/ath-sql-cursor.h"
#include "script/sql/ath-sql-kind.h"

/* Skips `name`, `schema.name`, … */
static void
skip_name (AthSqlCursor *self)
{
  ath_sql_cursor_next (self);
  while (ath_sql_cursor_is_symbol (self, '.'))
    {
      ath_sql_cursor_next (self);
      ath_sql_cursor_next (self);
    }
}

/* Goes to @phrase outside of parentheses and behind it. */
static gboolean
find (AthSqlCursor *self,
      const char   *phrase)
{
  int depth = 0;

  for (; self->has_token; ath_sql_cursor_next (self))
    {
      if (depth == 0 && ath_sql_cursor_accept (self, phrase))
        return TRUE;

      depth += ath_sql_cursor_is_symbol (self, '(') - ath_sql_cursor_is_symbol (self, ')');
    }

  return FALSE;
}

static gboolean
is_off (const AthSqlCursor *self)
{
  static const char *const words[] = { "false", "off", "0", "'false'", "'off'", "'0'" };

  for (guint i = 0; self->has_token && i < G_N_ELEMENTS (words); i++)
    {
      if (strlen (words[i]) == self->token.len
          && g_ascii_strncasecmp (self->token.start, words[i], self->token.len) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Goes behind the name of an option in the parentheses at the place:
 * `(…, name [=] value, …)`.
 */
static gboolean
find_option (AthSqlCursor *self,
             const char   *name)
{
  for (; self->has_token && !ath_sql_cursor_is_symbol (self, ')'); ath_sql_cursor_next (self))
    {
      if (ath_sql_cursor_accept (self, name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_option (AthSqlCursor self,
            const char  *name)
{
  return find_option (&self, name);
}

static gboolean
read_option (AthSqlCursor self,
             const char  *name,
             gboolean     otherwise)
{
  if (!find_option (&self, name))
    return otherwise;
  if (ath_sql_cursor_is_symbol (&self, '='))
    ath_sql_cursor_next (&self);

  return !is_off (&self);
}

static void
skip_parentheses (AthSqlCursor *self)
{
  while (self->has_token && !ath_sql_cursor_is_symbol (self, ')'))
    ath_sql_cursor_next (self);
  ath_sql_cursor_next (self);
}

static gboolean
is_reindex_concurrent (AthSqlCursor *self)
{
  if (ath_sql_cursor_is_symbol (self, '('))
    {
      if (read_option (*self, "CONCURRENTLY", FALSE))
        return TRUE;
      skip_parentheses (self);
    }

  ath_sql_cursor_next (self);
  return ath_sql_cursor_is_word (self, "CONCURRENTLY");
}

static gboolean
is_concurrent_index (AthSqlCursor *self)
{
  return ath_sql_cursor_accept (self, "CREATE INDEX CONCURRENTLY")
         || ath_sql_cursor_accept (self, "CREATE UNIQUE INDEX CONCURRENTLY")
         || ath_sql_cursor_accept (self, "DROP INDEX CONCURRENTLY")
         || (ath_sql_cursor_accept (self, "REINDEX") && is_reindex_concurrent (self));
}

static gboolean
is_reindex_outside (AthSqlCursor *self)
{
  if (ath_sql_cursor_is_symbol (self, '('))
    skip_parentheses (self);

  return ath_sql_cursor_accept (self, "SCHEMA") || ath_sql_cursor_accept (self, "DATABASE")
         || ath_sql_cursor_accept (self, "SYSTEM");
}

/* Only CLUSTER of all tables, which names none. */
static gboolean
is_cluster_outside (AthSqlCursor *self)
{
  if (ath_sql_cursor_is_symbol (self, '('))
    skip_parentheses (self);
  ath_sql_cursor_accept (self, "VERBOSE");

  return !self->has_token;
}

/* Outside when it makes a slot on the other server, which it does unless told
 * not to.
 */
static gboolean
is_create_subscription_outside (AthSqlCursor *self)
{
  return !find (self, "WITH")
         || (read_option (*self, "create_slot", TRUE) && read_option (*self, "connect", TRUE));
}

static gboolean
is_alter_subscription_outside (AthSqlCursor *self)
{
  skip_name (self);
  if (ath_sql_cursor_accept (self, "REFRESH"))
    return TRUE;

  if (ath_sql_cursor_accept (self, "SET PUBLICATION")
      || ath_sql_cursor_accept (self, "ADD PUBLICATION")
      || ath_sql_cursor_accept (self, "DROP PUBLICATION"))
    return !find (self, "WITH") || read_option (*self, "refresh", TRUE);

  /* These two change the slot on the other server, whatever they are set to. */
  return ath_sql_cursor_accept (self, "SET")
         && (has_option (*self, "failover") || has_option (*self, "two_phase"));
}

static gboolean
is_alter_outside (AthSqlCursor *self,
                  int           server_version)
{
  if (ath_sql_cursor_accept (self, "SYSTEM"))
    return TRUE;

  if (ath_sql_cursor_accept (self, "DATABASE"))
    return find (self, "SET TABLESPACE");

  if (ath_sql_cursor_accept (self, "TABLE"))
    return find (self, "DETACH PARTITION") && find (self, "CONCURRENTLY");

  if (ath_sql_cursor_accept (self, "SUBSCRIPTION"))
    return is_alter_subscription_outside (self);

  if (server_version == 0 || server_version >= 120000 || !ath_sql_cursor_accept (self, "TYPE"))
    return FALSE;

  skip_name (self);
  return ath_sql_cursor_accept (self, "ADD VALUE");
}

static gboolean
is_outside (AthSqlCursor *self,
            int           server_version)
{
  static const char *const phrases[] = {
    "CREATE DATABASE",
    "CREATE TABLESPACE",
    "DROP DATABASE",
    "DROP SUBSCRIPTION",
    "DROP TABLESPACE",
    "COMMIT PREPARED",
    "DISCARD ALL",
    "ROLLBACK PREPARED",
    "VACUUM",
  };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      if (ath_sql_cursor_accept (self, phrases[i]))
        return TRUE;
    }

  if (ath_sql_cursor_accept (self, "CREATE SUBSCRIPTION"))
    return is_create_subscription_outside (self);
  if (ath_sql_cursor_accept (self, "ALTER"))
    return is_alter_outside (self, server_version);
  if (ath_sql_cursor_accept (self, "REINDEX"))
    return is_reindex_outside (self);
  if (ath_sql_cursor_accept (self, "CLUSTER"))
    return is_cluster_outside (self);

  return FALSE;
}

static gboolean
is_transaction_control (AthSqlCursor *self)
{
  static const char *const phrases[] = {
    "ABORT",
    "BEGIN",
    "COMMIT",
    "END",
    "PREPARE TRANSACTION",
    "START TRANSACTION",
  };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      if (ath_sql_cursor_accept (self, phrases[i]))
        return TRUE;
    }

  /* Back to a savepoint is not out of the transaction. */
  if (!ath_sql_cursor_accept (self, "ROLLBACK"))
    return FALSE;
  if (!ath_sql_cursor_accept (self, "WORK"))
    ath_sql_cursor_accept (self, "TRANSACTION");

  return !ath_sql_cursor_is_word (self, "TO");
}

static gboolean
is_copy_stream (AthSqlCursor *self)
{
  int depth = 0;

  if (!ath_sql_cursor_accept (self, "COPY"))
    return FALSE;

  for (; self->has_token; ath_sql_cursor_next (self))
    {
      if (depth == 0
          && (ath_sql_cursor_accept (self, "FROM") || ath_sql_cursor_accept (self, "TO"))
          && (ath_sql_cursor_is_word (self, "STDIN") || ath_sql_cursor_is_word (self, "STDOUT")))
        return TRUE;

      depth += ath_sql_cursor_is_symbol (self, '(') - ath_sql_cursor_is_symbol (self, ')');
    }

  return FALSE;
}

static gboolean
has_backslash (AthSqlCursor *self)
{
  for (; self->has_token; ath_sql_cursor_next (self))
    {
      if (ath_sql_cursor_is_symbol (self, '\\'))
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_sql_kind_is_outside_transaction:
 * @kind: what a statement is
 *
 * Returns: whether the server refuses it inside a transaction block
 */
gboolean
ath_sql_kind_is_outside_transaction (AthSqlKind kind)
{
  return kind == ATH_SQL_KIND_OUTSIDE_TRANSACTION || kind == ATH_SQL_KIND_CONCURRENT_INDEX;
}

/**
 * ath_sql_kind_of:
 * @sql: (array length=len): one statement; comments may come first
 * @len: length of @sql in bytes
 * @server_version: as libpq numbers it (150020), or 0 for a current one
 *
 * Tells how a statement is to be sent.
 *
 * What only the catalogs know cannot be told from the text: REINDEX and CLUSTER
 * of a partitioned table, a CALL of a procedure that commits.  A DROP
 * SUBSCRIPTION is taken to have a slot.
 *
 * Returns: what it means for the transaction it runs in
 */
AthSqlKind
ath_sql_kind_of (const char *sql,
                 gsize       len,
                 int         server_version)
{
  AthSqlCursor start;
  AthSqlCursor cursor;

  ath_sql_cursor_init (&start, sql, len);

  cursor = start;
  if (is_concurrent_index (&cursor))
    return ATH_SQL_KIND_CONCURRENT_INDEX;

  cursor = start;
  if (is_outside (&cursor, server_version))
    return ATH_SQL_KIND_OUTSIDE_TRANSACTION;

  cursor = start;
  if (is_transaction_control (&cursor))
    return ATH_SQL_KIND_TRANSACTION_CONTROL;

  cursor = start;
  if (is_copy_stream (&cursor))
    return ATH_SQL_KIND_COPY_STREAM;

  cursor = start;
  if (has_backslash (&cursor))
    return ATH_SQL_KIND_PSQL_COMMAND;

  return ATH_SQL_KIND_PLAIN;
}

/**
 * ath_sql_changes_session:
 * @sql: (array length=len): one statement; comments may come first
 * @len: length of @sql in bytes
 *
 * Tells whether a setting or a role may outlive the statement's transaction: SET
 * and RESET, and set_config() wherever it is called.  What a function does
 * inside is not seen.
 *
 * Returns: whether the session may be another one afterwards
 */
gboolean
ath_sql_changes_session (const char *sql,
                         gsize       len)
{
  AthSqlCursor cursor;

  ath_sql_cursor_init (&cursor, sql, len);
  if (ath_sql_cursor_is_word (&cursor, "SET") || ath_sql_cursor_is_word (&cursor, "RESET"))
    return TRUE;

  for (; cursor.has_token; ath_sql_cursor_next (&cursor))
    {
      if (ath_sql_cursor_is_word (&cursor, "set_config"))
        return TRUE;
    }

  return FALSE;
}
