/* ath-sql-directive.c: the lines of a SQL script that speak to Athanor
 *
 * A directive is a line of its own that starts with `--@`, so that psql and
 * every editor take it for the comment that it also is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/headers/ath-sql-directive.h"

typedef enum
{
  ARGUMENT_NONE,        /* `--@ end` */
  ARGUMENT_AFTER_COLON, /* `--@ revision: x` */
  ARGUMENT_AFTER_BLANK, /* `--@ when x = y` */
} ArgumentForm;

static const struct
{
  const char   *name;
  ArgumentForm  form;
} words[] = {
  [ATH_SQL_DIRECTIVE_REVISION] = { "revision", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_REVISES] = { "revises", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_MESSAGE] = { "message", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_CREATED] = { "created", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_LABELS] = { "labels", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_DEPENDS_ON] = { "depends on", ARGUMENT_AFTER_COLON },
  [ATH_SQL_DIRECTIVE_UPGRADE] = { "upgrade", ARGUMENT_NONE },
  [ATH_SQL_DIRECTIVE_DOWNGRADE] = { "downgrade", ARGUMENT_NONE },
  [ATH_SQL_DIRECTIVE_AUTOCOMMIT] = { "autocommit", ARGUMENT_NONE },
  [ATH_SQL_DIRECTIVE_WHEN] = { "when", ARGUMENT_AFTER_BLANK },
  [ATH_SQL_DIRECTIVE_ELSE] = { "else", ARGUMENT_NONE },
  [ATH_SQL_DIRECTIVE_END] = { "end", ARGUMENT_NONE },
};

static const char *
skip_blanks (const char *pos,
             const char *end)
{
  while (pos < end && g_ascii_isspace (*pos))
    pos++;

  return pos;
}

static const char *
trim_end (const char *start,
          const char *end)
{
  while (end > start && g_ascii_isspace (end[-1]))
    end--;

  return end;
}

/* Where the argument starts when @pos holds @name in its @form, or NULL. */
static const char *
match_word (const char   *pos,
            const char   *end,
            const char   *name,
            ArgumentForm  form)
{
  gsize len = strlen (name);

  if ((gsize) (end - pos) < len || memcmp (pos, name, len) != 0)
    return NULL;
  pos += len;

  switch (form)
    {
    case ARGUMENT_NONE:
      return pos == end ? pos : NULL;

    case ARGUMENT_AFTER_BLANK:
      return pos < end && g_ascii_isspace (*pos) ? pos : NULL;

    case ARGUMENT_AFTER_COLON:
      pos = skip_blanks (pos, end);
      return pos < end && *pos == ':' ? pos + 1 : NULL;

    default:
      g_assert_not_reached ();
    }
}

static GError *
new_unknown_error (const char *start,
                   const char *end)
{
  g_autofree char *text = g_utf8_make_valid (start, end - start);
  GError *error = ath_error_new (ATH_ERROR_SCRIPT, _("Unknown directive “--@ %s”"), text);

  ath_error_set_hint (error,
                      _("The header knows “revision:”, “revises:”, “message:”, “created:”, "
                        "“labels:” and “depends on:”; then come “upgrade” and “downgrade”, with "
                        "“autocommit”, “when NAME = VALUE”, “else” and “end” inside."));

  return error;
}

/**
 * ath_sql_directive_is_line:
 * @line: (array length=len): one line, with or without its line end
 * @len: length of @line in bytes
 *
 * Tells whether a line claims to be a directive: `--@` after blanks.
 *
 * Returns: whether ath_sql_directive_parse() is to be asked
 */
gboolean
ath_sql_directive_is_line (const char *line,
                           gsize       len)
{
  const char *end = line + len;
  const char *pos = skip_blanks (line, end);

  return end - pos >= 3 && memcmp (pos, "--@", 3) == 0;
}

/**
 * ath_sql_directive_parse:
 * @line: (array length=len): a line for which ath_sql_directive_is_line() holds
 * @len: length of @line in bytes
 * @file: path of the script, for the error
 * @line_number: number of the line from 1, for the error
 * @directive: (out caller-allocates): what the line says; its argument points
 *   into @line
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column when the
 *   directive is unknown
 *
 * Reads one directive.  Whether it stands in its place is for the caller to
 * know.  Any thread.
 *
 * Returns: whether @directive was filled
 */
gboolean
ath_sql_directive_parse (const char       *line,
                         gsize             len,
                         const char       *file,
                         guint             line_number,
                         AthSqlDirective  *directive,
                         GError          **error)
{
  const char *end = trim_end (line, line + len);
  const char *start;
  GError *unknown;

  g_return_val_if_fail (ath_sql_directive_is_line (line, len), FALSE);

  start = skip_blanks (skip_blanks (line, end) + strlen ("--@"), end);
  for (guint kind = 0; kind < G_N_ELEMENTS (words); kind++)
    {
      const char *argument = match_word (start, end, words[kind].name, words[kind].form);

      if (argument != NULL)
        {
          directive->kind = kind;
          directive->argument = skip_blanks (argument, end);
          directive->argument_len = end - directive->argument;
          return TRUE;
        }
    }

  unknown = new_unknown_error (start, end);
  ath_error_set_place (unknown, file, line_number, (guint) (start - line) + 1);
  g_propagate_error (error, unknown);

  return FALSE;
}

/**
 * ath_sql_directive_kind_is_header:
 * @kind: a directive
 *
 * Returns: whether it belongs before `--@ upgrade`
 */
gboolean
ath_sql_directive_kind_is_header (AthSqlDirectiveKind kind)
{
  return kind <= ATH_SQL_DIRECTIVE_DEPENDS_ON;
}

/**
 * ath_sql_directive_kind_get_name:
 * @kind: a directive
 *
 * Returns: (transfer none): its word as scripts write it, without colon
 */
const char *
ath_sql_directive_kind_get_name (AthSqlDirectiveKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return words[kind].name;
}
