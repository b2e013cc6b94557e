/* test-sql-directive.c: the lines of a SQL script that speak to Athanor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/headers/ath-sql-directive.h"

typedef struct
{
  const char          *name;
  const char          *line;
  AthSqlDirectiveKind  kind;
  const char          *argument;
} Case;

static const Case cases[] = {
  { "revision", "--@ revision: 3f2a9c1b7d10\n", ATH_SQL_DIRECTIVE_REVISION, "3f2a9c1b7d10" },
  { "crlf", "--@ revision: 3f2a\r\n", ATH_SQL_DIRECTIVE_REVISION, "3f2a" },
  { "no-blanks", "--@revision:3f2a", ATH_SQL_DIRECTIVE_REVISION, "3f2a" },
  { "blank-before-colon", "--@ revision : 3f2a", ATH_SQL_DIRECTIVE_REVISION, "3f2a" },
  { "indented", "  --@ end", ATH_SQL_DIRECTIVE_END, "" },
  { "empty-argument", "--@ revises:", ATH_SQL_DIRECTIVE_REVISES, "" },
  { "list", "--@ revises: a, b ", ATH_SQL_DIRECTIVE_REVISES, "a, b" },
  { "colon-in-message", "--@ message: fix: it", ATH_SQL_DIRECTIVE_MESSAGE, "fix: it" },
  { "two-words", "--@ depends on: 77aa", ATH_SQL_DIRECTIVE_DEPENDS_ON, "77aa" },
  { "labels", "--@ labels: billing", ATH_SQL_DIRECTIVE_LABELS, "billing" },
  { "created", "--@ created: 2026-11-20T14:30:00Z", ATH_SQL_DIRECTIVE_CREATED,
    "2026-11-20T14:30:00Z" },
  { "upgrade", "--@ upgrade", ATH_SQL_DIRECTIVE_UPGRADE, "" },
  { "downgrade", "--@ downgrade", ATH_SQL_DIRECTIVE_DOWNGRADE, "" },
  { "autocommit", "--@ autocommit", ATH_SQL_DIRECTIVE_AUTOCOMMIT, "" },
  { "when", "--@ when ENVIRONMENT = production", ATH_SQL_DIRECTIVE_WHEN,
    "ENVIRONMENT = production" },
  { "else", "--@\telse", ATH_SQL_DIRECTIVE_ELSE, "" },
};

static void
test_known (gconstpointer data)
{
  const Case *test = data;
  AthSqlDirective directive;
  g_autoptr(GError) error = NULL;
  g_autofree char *argument = NULL;

  g_assert_true (ath_sql_directive_is_line (test->line, strlen (test->line)));
  g_assert_true (ath_sql_directive_parse (test->line, strlen (test->line), "x.sql", 3,
                                          &directive, &error));

  argument = g_strndup (directive.argument, directive.argument_len);
  g_assert_no_error (error);
  g_assert_cmpint (directive.kind, ==, test->kind);
  g_assert_cmpstr (argument, ==, test->argument);
}

static void
test_unknown (gconstpointer data)
{
  const char *line = data;
  AthSqlDirective directive;
  g_autoptr(GError) error = NULL;
  const AthErrorDetails *details;

  g_assert_true (ath_sql_directive_is_line (line, strlen (line)));
  g_assert_false (ath_sql_directive_parse (line, strlen (line), "x.sql", 3, &directive, &error));

  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  details = ath_error_get_details (error);
  g_assert_cmpstr (details->file, ==, "x.sql");
  g_assert_cmpuint (details->line, ==, 3);
  g_assert_cmpuint (details->column, >=, 4);
  g_assert_nonnull (strstr (details->hint, "revision:"));
}

static void
test_plain (void)
{
  const char *lines[] = { "", "-- plain", "--", "SELECT 1 --@ end", "- -@ end", "--  @ end" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_false (ath_sql_directive_is_line (lines[i], strlen (lines[i])));
}

int
main (int    argc,
      char **argv)
{
  static const char *unknown[] = {
    "--@", "--@ ", "--@ revsion: a", "--@ revision 3f", "--@ Upgrade", "--@ upgrade now",
    "--@ when", "--@ ends", "--@ end;", "--@ caf\xe9",
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql-directive/known/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_known);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql-directive/unknown/%u", i);

      g_test_add_data_func (path, unknown[i], test_unknown);
    }
  g_test_add_func ("/sql-directive/plain", test_plain);

  return g_test_run ();
}
