/* ath-quote.c: names and texts as SQL
 *
 * Names are quoted where SQLAlchemy quotes them and nowhere else, so that what
 * is shown is, letter by letter, what Alembic shows.  The rule is stricter than
 * PostgreSQL's own and therefore safe.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "postgres/ath-quote.h"

/* Sorted. */
static const char *const reserved_words[] = {
  "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
  "between", "binary", "both", "case", "cast", "check", "collate", "column", "constraint",
  "create", "cross", "current_catalog", "current_date", "current_role", "current_schema",
  "current_time", "current_timestamp", "current_user", "default", "deferrable", "desc",
  "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "freeze",
  "from", "full", "grant", "group", "having", "ilike", "in", "initially", "inner", "intersect",
  "into", "is", "isnull", "join", "leading", "left", "like", "limit", "localtime",
  "localtimestamp", "natural", "new", "not", "notnull", "null", "of", "off", "offset", "old",
  "on", "only", "or", "order", "outer", "over", "overlaps", "placing", "primary", "references",
  "returning", "right", "select", "session_user", "similar", "some", "symmetric", "table",
  "then", "to", "trailing", "true", "union", "unique", "user", "using", "variadic", "verbose",
  "when", "where", "window", "with",
};

static int
compare_word (gconstpointer key,
              gconstpointer element)
{
  return strcmp (key, *(const char *const *) element);
}

static gboolean
is_reserved (const char *name)
{
  return bsearch (name, reserved_words, G_N_ELEMENTS (reserved_words),
                  sizeof reserved_words[0], compare_word) != NULL;
}

static gboolean
needs_quotes (const char *name)
{
  if (*name == '\0' || *name == '$' || g_ascii_isdigit (*name))
    return TRUE;

  for (const char *pos = name; *pos != '\0'; pos++)
    {
      if (!g_ascii_islower (*pos) && !g_ascii_isdigit (*pos) && *pos != '_' && *pos != '$')
        return TRUE;
    }

  return is_reserved (name);
}

static void
append_quoted (GString    *sql,
               const char *text,
               char        quote)
{
  g_string_append_c (sql, quote);
  for (const char *pos = text; *pos != '\0'; pos++)
    {
      if (*pos == quote)
        g_string_append_c (sql, quote);
      g_string_append_c (sql, *pos);
    }
  g_string_append_c (sql, quote);
}

/**
 * ath_quote_identifier:
 * @name: name of a table, column, role, …
 *
 * Makes @name an identifier, in double quotes only where it needs them.  Any
 * thread.
 *
 * Returns: (transfer full): SQL
 */
char *
ath_quote_identifier (const char *name)
{
  GString *sql;

  g_return_val_if_fail (name != NULL, NULL);

  if (!needs_quotes (name))
    return g_strdup (name);

  sql = g_string_new (NULL);
  append_quoted (sql, name, '"');

  return g_string_free (sql, FALSE);
}

/**
 * ath_quote_name:
 * @schema: (nullable): the schema it is in, or `NULL` to leave that to the search path
 * @name: name of a table, type, …
 *
 * Returns: (transfer full): `schema.name`, each part as of ath_quote_identifier()
 */
char *
ath_quote_name (const char *schema,
                const char *name)
{
  g_autofree char *quoted_schema = NULL;
  g_autofree char *quoted_name = NULL;

  if (schema == NULL)
    return ath_quote_identifier (name);

  quoted_schema = ath_quote_identifier (schema);
  quoted_name = ath_quote_identifier (name);

  return g_strconcat (quoted_schema, ".", quoted_name, NULL);
}

/**
 * ath_quote_literal:
 * @text: a text
 *
 * Makes @text a literal for a server with `standard_conforming_strings` on,
 * the default since PostgreSQL 9.1.  Any thread.
 *
 * Returns: (transfer full): SQL
 */
char *
ath_quote_literal (const char *text)
{
  GString *sql;

  g_return_val_if_fail (text != NULL, NULL);

  sql = g_string_new (NULL);
  append_quoted (sql, text, '\'');

  return g_string_free (sql, FALSE);
}
