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

#include "script/sql/ath-sql-kind.h"
#include "script/sql/ath-sql-lexer.h"

typedef struct
{
  AthSqlLexer  lexer;
  AthSqlToken  token;
  gboolean     has_token; /* FALSE at the end */
} Cursor;

static void
cursor_next (Cursor *self)
{
  self->has_token = ath_sql_lexer_next_plain (&self->lexer, &self->token);
}

static gboolean
cursor_is_word (const Cursor *self,
                const char   *word)
{
  return self->has_token && ath_sql_token_is_word (&self->token, word);
}

static gboolean
cursor_is_symbol (const Cursor *self,
                  char          symbol)
{
  return self->has_token && ath_sql_token_is_symbol (&self->token, symbol);
}

/* Accepts words that are one blank apart in @phrase; all of them or none. */
static gboolean
accept (Cursor     *self,
        const char *phrase)
{
  Cursor start = *self;

  for (gsize len; *phrase != '\0'; phrase += len + (phrase[len] == ' '))
    {
      len = strcspn (phrase, " ");
      if (!self->has_token || self->token.kind != ATH_SQL_TOKEN_WORD || self->token.len != len ||
          g_ascii_strncasecmp (self->token.start, phrase, len) != 0)
        {
          *self = start;
          return FALSE;
        }
      cursor_next (self);
    }

  return TRUE;
}

/* Skips `name`, `schema.name`, … */
static void
skip_name (Cursor *self)
{
  cursor_next (self);
  while (cursor_is_symbol (self, '.'))
    {
      cursor_next (self);
      cursor_next (self);
    }
}

/* Goes to @phrase outside of parentheses and behind it. */
static gboolean
find (Cursor     *self,
      const char *phrase)
{
  int depth = 0;

  for (; self->has_token; cursor_next (self))
    {
      if (depth == 0 && accept (self, phrase))
        return TRUE;

      depth += cursor_is_symbol (self, '(') - cursor_is_symbol (self, ')');
    }

  return FALSE;
}

static gboolean
is_off (const Cursor *self)
{
  static const char *const words[] = { "false", "off", "0", "'false'", "'off'", "'0'" };

  for (guint i = 0; self->has_token && i < G_N_ELEMENTS (words); i++)
    {
      if (strlen (words[i]) == self->token.len &&
          g_ascii_strncasecmp (self->token.start, words[i], self->token.len) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Goes behind the name of an option in the parentheses at the place:
 * `(…, name [=] value, …)`.
 */
static gboolean
find_option (Cursor     *self,
             const char *name)
{
  for (; self->has_token && !cursor_is_symbol (self, ')'); cursor_next (self))
    {
      if (accept (self, name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_option (Cursor      self,
            const char *name)
{
  return find_option (&self, name);
}

static gboolean
read_option (Cursor      self,
             const char *name,
             gboolean    otherwise)
{
  if (!find_option (&self, name))
    return otherwise;
  if (cursor_is_symbol (&self, '='))
    cursor_next (&self);

  return !is_off (&self);
}

static void
skip_parentheses (Cursor *self)
{
  while (self->has_token && !cursor_is_symbol (self, ')'))
    cursor_next (self);
  cursor_next (self);
}

static gboolean
is_reindex_concurrent (Cursor *self)
{
  if (cursor_is_symbol (self, '('))
    {
      if (read_option (*self, "CONCURRENTLY", FALSE))
        return TRUE;
      skip_parentheses (self);
    }

  cursor_next (self);
  return cursor_is_word (self, "CONCURRENTLY");
}

static gboolean
is_concurrent_index (Cursor *self)
{
  return accept (self, "CREATE INDEX CONCURRENTLY") ||
         accept (self, "CREATE UNIQUE INDEX CONCURRENTLY") ||
         accept (self, "DROP INDEX CONCURRENTLY") ||
         (accept (self, "REINDEX") && is_reindex_concurrent (self));
}

static gboolean
is_reindex_outside (Cursor *self)
{
  if (cursor_is_symbol (self, '('))
    skip_parentheses (self);

  return accept (self, "SCHEMA") || accept (self, "DATABASE") || accept (self, "SYSTEM");
}

/* Only CLUSTER of all tables, which names none. */
static gboolean
is_cluster_outside (Cursor *self)
{
  if (cursor_is_symbol (self, '('))
    skip_parentheses (self);
  accept (self, "VERBOSE");

  return !self->has_token;
}

/* Outside when it makes a slot on the other server, which it does unless told
 * not to.
 */
static gboolean
is_create_subscription_outside (Cursor *self)
{
  return !find (self, "WITH") ||
         (read_option (*self, "create_slot", TRUE) && read_option (*self, "connect", TRUE));
}

static gboolean
is_alter_subscription_outside (Cursor *self)
{
  skip_name (self);
  if (accept (self, "REFRESH"))
    return TRUE;

  if (accept (self, "SET PUBLICATION") || accept (self, "ADD PUBLICATION") ||
      accept (self, "DROP PUBLICATION"))
    return !find (self, "WITH") || read_option (*self, "refresh", TRUE);

  /* These two change the slot on the other server, whatever they are set to. */
  return accept (self, "SET") &&
         (has_option (*self, "failover") || has_option (*self, "two_phase"));
}

static gboolean
is_alter_outside (Cursor *self,
                  int     server_version)
{
  if (accept (self, "SYSTEM"))
    return TRUE;

  if (accept (self, "DATABASE"))
    return find (self, "SET TABLESPACE");

  if (accept (self, "TABLE"))
    return find (self, "DETACH PARTITION") && find (self, "CONCURRENTLY");

  if (accept (self, "SUBSCRIPTION"))
    return is_alter_subscription_outside (self);

  if (server_version == 0 || server_version >= 120000 || !accept (self, "TYPE"))
    return FALSE;

  skip_name (self);
  return accept (self, "ADD VALUE");
}

static gboolean
is_outside (Cursor *self,
            int     server_version)
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
      if (accept (self, phrases[i]))
        return TRUE;
    }

  if (accept (self, "CREATE SUBSCRIPTION"))
    return is_create_subscription_outside (self);
  if (accept (self, "ALTER"))
    return is_alter_outside (self, server_version);
  if (accept (self, "REINDEX"))
    return is_reindex_outside (self);
  if (accept (self, "CLUSTER"))
    return is_cluster_outside (self);

  return FALSE;
}

static gboolean
is_transaction_control (Cursor *self)
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
      if (accept (self, phrases[i]))
        return TRUE;
    }

  /* Back to a savepoint is not out of the transaction. */
  if (!accept (self, "ROLLBACK"))
    return FALSE;
  if (!accept (self, "WORK"))
    accept (self, "TRANSACTION");

  return !cursor_is_word (self, "TO");
}

static gboolean
is_copy_stream (Cursor *self)
{
  int depth = 0;

  if (!accept (self, "COPY"))
    return FALSE;

  for (; self->has_token; cursor_next (self))
    {
      if (depth == 0 && (accept (self, "FROM") || accept (self, "TO")) &&
          (cursor_is_word (self, "STDIN") || cursor_is_word (self, "STDOUT")))
        return TRUE;

      depth += cursor_is_symbol (self, '(') - cursor_is_symbol (self, ')');
    }

  return FALSE;
}

static gboolean
has_backslash (Cursor *self)
{
  for (; self->has_token; cursor_next (self))
    {
      if (cursor_is_symbol (self, '\\'))
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
  Cursor start = { .lexer = { .pos = sql, .end = sql + len } };
  Cursor cursor;

  cursor_next (&start);

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
  Cursor cursor = { .lexer = { .pos = sql, .end = sql + len } };

  cursor_next (&cursor);
  if (cursor_is_word (&cursor, "SET") || cursor_is_word (&cursor, "RESET"))
    return TRUE;

  for (; cursor.has_token; cursor_next (&cursor))
    {
      if (cursor_is_word (&cursor, "set_config"))
        return TRUE;
    }

  return FALSE;
}
