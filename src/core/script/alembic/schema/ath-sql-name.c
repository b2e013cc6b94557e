/* ath-sql-name.c: names of tables, columns and constraints, as SQLAlchemy writes them
 *
 * The rules are those of SQLAlchemy 2.0's identifier preparer for PostgreSQL,
 * which quotes less than PostgreSQL's own quote_ident(): the text has to be the
 * one that Alembic sends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/schema/ath-sql-name.h"

/* What SQLAlchemy holds for reserved in PostgreSQL, sorted. */
static const char *const reserved_words[] = {
  "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
  "authorization", "between", "binary", "both", "case", "cast", "check", "collate", "column",
  "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
  "current_schema", "current_time", "current_timestamp", "current_user", "default",
  "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for",
  "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially",
  "inner", "intersect", "into", "is", "isnull", "join", "leading", "left", "like", "limit",
  "localtime", "localtimestamp", "natural", "new", "not", "notnull", "null", "of", "off",
  "offset", "old", "on", "only", "or", "order", "outer", "over", "overlaps", "placing",
  "primary", "references", "returning", "right", "select", "session_user", "similar", "some",
  "symmetric", "table", "then", "to", "trailing", "true", "union", "unique", "user", "using",
  "variadic", "verbose", "when", "where", "window", "with",
};

static int
compare_words (const void *a,
               const void *b)
{
  return strcmp (a, *(const char *const *) b);
}

static gboolean
is_plain (char c)
{
  return g_ascii_islower (c) || g_ascii_isdigit (c) || c == '_' || c == '$';
}

/* Whether SQLAlchemy quotes @identifier: a reserved word, anything but lower-case
 * ASCII letters, digits, `_` and `$`, or a digit or `$` in front.
 */
static gboolean
requires_quotes (const char *identifier)
{
  if (identifier[0] == '\0' || g_ascii_isdigit (identifier[0]) || identifier[0] == '$')
    return TRUE;

  for (const char *c = identifier; *c != '\0'; c++)
    if (!is_plain (*c))
      return TRUE;

  return bsearch (identifier, reserved_words, G_N_ELEMENTS (reserved_words),
                  sizeof *reserved_words, compare_words) != NULL;
}

static void
append_between (GString    *sql,
                char        quote,
                const char *text)
{
  g_string_append_c (sql, quote);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == quote)
        g_string_append_c (sql, quote);
      g_string_append_c (sql, *c);
    }
  g_string_append_c (sql, quote);
}

/**
 * ath_sql_identifier_append:
 * @identifier: a name
 * @sql: where it goes
 *
 * Writes @identifier, quoted where it needs it.
 */
void
ath_sql_identifier_append (const char *identifier,
                           GString    *sql)
{
  g_return_if_fail (identifier != NULL && sql != NULL);

  if (requires_quotes (identifier))
    append_between (sql, '"', identifier);
  else
    g_string_append (sql, identifier);
}

/**
 * ath_sql_literal_append:
 * @text: a text
 * @sql: where it goes
 *
 * Writes @text as a literal.  Quotes are doubled, backslashes are not: this is
 * what an online run sends to a server with `standard_conforming_strings`.
 */
void
ath_sql_literal_append (const char *text,
                        GString    *sql)
{
  g_return_if_fail (text != NULL && sql != NULL);

  append_between (sql, '\'', text);
}

static void
append_text (const char  *text,
             AthSqlQuote  quote,
             GString     *sql)
{
  switch (quote)
    {
    case ATH_SQL_QUOTE_AUTO:
      ath_sql_identifier_append (text, sql);
      return;

    case ATH_SQL_QUOTE_ALWAYS:
      append_between (sql, '"', text);
      return;

    case ATH_SQL_QUOTE_NEVER:
      g_string_append (sql, text);
      return;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_sql_name_append:
 * @self: a name that is there
 * @sql: where it goes
 *
 * Writes the name of a table, column or type, whose length nobody checks.
 */
void
ath_sql_name_append (const AthSqlName *self,
                     GString          *sql)
{
  g_return_if_fail (self != NULL && self->text != NULL);

  append_text (self->text, self->quote, sql);
}

/* The cut keeps the beginning and marks it with the end of a checksum. */
static char *
dup_cut (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, ATH_SQL_NAME_MAX_LENGTH - 8);

  return g_strconcat (start, "_", digest + strlen (digest) - 4, NULL);
}

/**
 * ath_sql_name_append_bounded:
 * @self: a name that is there
 * @sql: where it goes
 * @error: set on failure
 *
 * Writes the name of a constraint or an index.  A final one that is longer than
 * 63 characters is cut.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when a plain one is too long
 */
gboolean
ath_sql_name_append_bounded (const AthSqlName  *self,
                             GString           *sql,
                             GError           **error)
{
  g_autofree char *cut = NULL;

  g_return_val_if_fail (self != NULL && self->text != NULL, FALSE);

  if (g_utf8_strlen (self->text, -1) <= ATH_SQL_NAME_MAX_LENGTH)
    {
      append_text (self->text, self->quote, sql);
      return TRUE;
    }

  if (!self->is_final)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("The name “%s” is longer than the %d characters that PostgreSQL keeps"),
                   self->text, ATH_SQL_NAME_MAX_LENGTH);
      return FALSE;
    }

  cut = dup_cut (self->text);
  append_text (cut, ATH_SQL_QUOTE_AUTO, sql);

  return TRUE;
}

/**
 * ath_sql_name_append_dotted:
 * @self: the name of a schema
 * @sql: where it goes
 *
 * Writes a schema as Alembic's own statements do: its parts between dots are
 * quoted one by one.  (SQLAlchemy's statements take the whole for one name.)
 */
void
ath_sql_name_append_dotted (const AthSqlName *self,
                            GString          *sql)
{
  g_auto(GStrv) parts = NULL;

  g_return_if_fail (self != NULL && self->text != NULL);

  if (self->quote != ATH_SQL_QUOTE_AUTO)
    {
      append_text (self->text, self->quote, sql);
      return;
    }

  parts = g_strsplit (self->text, ".", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (sql, '.');
      ath_sql_identifier_append (parts[i], sql);
    }
}

/**
 * ath_sql_name_append_table:
 * @schema: its schema; may have no text
 * @table: a table
 * @sql: where it goes
 *
 * Writes a table as SQLAlchemy's statements do.
 */
void
ath_sql_name_append_table (const AthSqlName *schema,
                           const AthSqlName *table,
                           GString          *sql)
{
  if (schema->text != NULL && schema->text[0] != '\0')
    {
      ath_sql_name_append (schema, sql);
      g_string_append_c (sql, '.');
    }
  ath_sql_name_append (table, sql);
}

/**
 * ath_sql_name_equal:
 * @self: a name
 * @other: another
 *
 * Returns: whether both have the same text; how they are quoted does not matter
 */
gboolean
ath_sql_name_equal (const AthSqlName *self,
                    const AthSqlName *other)
{
  return g_strcmp0 (self->text, other->text) == 0;
}
