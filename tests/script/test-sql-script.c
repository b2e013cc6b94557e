/* test-sql-script.c: the body of a SQL script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "script/sql/ath-sql-script.h"

#define HEAD "--@ revision: a\n--@ revises:\n--@ message: m\n\n"

static const char *const variables[] = { "ENVIRONMENT=production", "EMPTY=", NULL };
static const AthScriptContext context = { .variables = variables };

typedef struct
{
  const char *name;
  const char *script;
  const char *upgrade;   /* (nullable) the text; NULL when it is refused */
  const char *downgrade; /* (nullable) */
} Case;

static const Case cases[] = {
  { "both", HEAD "--@ upgrade\nSELECT 1;\nSELECT 2;\n--@ downgrade\nSELECT 3;\n",
    "SELECT 1;\n\nSELECT 2;\n\n", "SELECT 3;\n\n" },
  { "empty-sections", HEAD "--@ upgrade\n\n--@ downgrade\n", "", "" },
  { "irreversible", HEAD "--@ upgrade\nSELECT 1;\n", "SELECT 1;\n\n", NULL },
  { "downgrade-first", HEAD "--@ downgrade\nSELECT 2\n--@ upgrade\nSELECT 1", "SELECT 1;\n\n",
    "SELECT 2;\n\n" },
  { "line-ends", HEAD "--@ upgrade\r\nSELECT 1;\r\n--@ downgrade\r\nSELECT 2;\r\n", "SELECT 1;\n\n",
    "SELECT 2;\n\n" },
  { "comments", HEAD "--@ upgrade\n-- banner\n\n-- why\nSELECT 1; -- done\n-- left\n",
    "-- why\nSELECT 1;\n\n", NULL },
  { "autocommit",
    HEAD "--@ upgrade\nSELECT 1;\n--@ autocommit\nSELECT 2;\nSELECT 3;\n--@ end\nSELECT 4;\n",
    "SELECT 1;\n\nCOMMIT;\n\nSELECT 2;\n\nSELECT 3;\n\nBEGIN;\n\nSELECT 4;\n\n", NULL },
  { "outside-transaction",
    HEAD "--@ upgrade\nSELECT 1;\nVACUUM a;\nCREATE INDEX CONCURRENTLY i ON a (b);\nSELECT 2;\n"
         "--@ downgrade\nDROP INDEX CONCURRENTLY i;\n",
    "SELECT 1;\n\nCOMMIT;\n\nVACUUM a;\n\nCREATE INDEX CONCURRENTLY i ON a (b);\n\nBEGIN;\n\n"
    "SELECT 2;\n\n",
    "COMMIT;\n\nDROP INDEX CONCURRENTLY i;\n\nBEGIN;\n\n" },
  { "outside-in-autocommit",
    HEAD "--@ upgrade\n--@ autocommit\nVACUUM a;\n--@ end\n",
    "COMMIT;\n\nVACUUM a;\n\nBEGIN;\n\n", NULL },
  { "when", HEAD "--@ upgrade\n--@ when ENVIRONMENT = production\nSELECT 1;\n--@ end\nSELECT 2;",
    "SELECT 1;\n\nSELECT 2;\n\n", NULL },
  { "when-not", HEAD "--@ upgrade\n--@ when ENVIRONMENT != production\nSELECT 1;\n--@ end\n", "",
    NULL },
  { "when-blanks", HEAD "--@ upgrade\n  --@ when   ENVIRONMENT=production  \nSELECT 1;\n--@ end\n",
    "SELECT 1;\n\n", NULL },
  { "else",
    HEAD "--@ upgrade\n--@ when ENVIRONMENT = staging\nSELECT 1;\n"
         "--@ else\nSELECT 2;\n--@ end\n",
    "SELECT 2;\n\n", NULL },
  { "process-variable", HEAD "--@ upgrade\n--@ when ATH_TEST_VARIABLE = a b\nSELECT 1;\n--@ end\n",
    "SELECT 1;\n\n", NULL },
  { "environment-before-process", HEAD "--@ upgrade\n--@ when EMPTY =\nSELECT 1;\n--@ end\n",
    "SELECT 1;\n\n", NULL },
  { "unset-is-empty",
    HEAD "--@ upgrade\n--@ when ATH_TEST_UNSET =\nSELECT 1;\n--@ end\n"
         "--@ when ATH_TEST_UNSET != x\nSELECT 2;\n--@ end\n",
    "SELECT 1;\n\nSELECT 2;\n\n", NULL },
  { "nested",
    HEAD "--@ upgrade\n--@ when ENVIRONMENT = production\n--@ when EMPTY = x\nSELECT 1;\n--@ else\n"
         "--@ autocommit\nSELECT 2;\n--@ end\n--@ end\n--@ else\n--@ autocommit\nSELECT 3;\n"
         "--@ end\n--@ end\n",
    "COMMIT;\n\nSELECT 2;\n\nBEGIN;\n\n", NULL },
  { "no-directive-in-quotes",
    HEAD "--@ upgrade\nSELECT '\n--@ downgrade\n';\nSELECT $$\n--@ end\n$$;\n"
         "/*\n--@ nonsense\n*/\nSELECT 1;",
    "SELECT '\n--@ downgrade\n';\n\nSELECT $$\n--@ end\n$$;\n\n"
    "/*\n--@ nonsense\n*/\nSELECT 1;\n\n", NULL },
  { "not-chosen-is-not-judged",
    HEAD "--@ upgrade\n--@ when ENVIRONMENT = staging\nCOMMIT;\n--@ end\nSELECT 1;\n"
         "--@ downgrade\nBEGIN;\n",
    "SELECT 1;\n\n", NULL },
};

static void
check_text (const char   *script,
            AthDirection  direction,
            const char   *expected)
{
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  sink = ath_sql_script_compile (script, strlen (script), "a.sql", direction, &context, &error);
  if (expected == NULL)
    {
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_null (sink);
      return;
    }

  g_assert_no_error (error);
  text = ath_collecting_sink_dup_sql (sink, ATH_TRANSACTION_MARKS_ALL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (gconstpointer data)
{
  const Case *test = data;

  check_text (test->script, ATH_DIRECTION_UPGRADE, test->upgrade);
  check_text (test->script, ATH_DIRECTION_DOWNGRADE, test->downgrade);
}

typedef struct
{
  const char *name;
  const char *script;
  const char *message;
  guint       line;
  guint       column;
} ErrorCase;

static const ErrorCase error_cases[] = {
  { "unknown-directive", "--@ upgrade\n--@ upgrde\n", "Unknown directive “--@ upgrde”", 2, 1 },
  { "header-behind", "--@ upgrade\n--@ message: x\n",
    "“--@ message” stands behind the header", 2, 1 },
  { "twice", "--@ upgrade\n--@ downgrade\n--@ upgrade\n", "The section is there twice", 3, 1 },
  { "no-upgrade", "--@ revision: a\n", "The script has no “--@ upgrade”", 2, 1 },
  { "before-section", "--@ revision: a\n  SELECT 1;\n--@ upgrade\n",
    "A statement stands outside of a section", 2, 3 },
  { "block-before-section", "--@ autocommit\n--@ upgrade\n",
    "“--@ autocommit” stands outside of a section", 1, 1 },
  { "open-block", "--@ upgrade\n--@ when A = b\nSELECT 1;\n", "“--@ when” is not closed", 2, 1 },
  { "open-block-at-section", "--@ upgrade\n--@ autocommit\n--@ downgrade\n--@ end\n",
    "“--@ autocommit” is not closed", 2, 1 },
  { "open-else", "--@ upgrade\n--@ when A = b\n--@ else\n", "“--@ else” is not closed", 3, 1 },
  { "end-of-nothing", "--@ upgrade\n--@ end\n", "“--@ end” closes nothing", 2, 1 },
  { "else-of-nothing", "--@ upgrade\n--@ else\n", "“--@ else” without “--@ when”", 2, 1 },
  { "second-else", "--@ upgrade\n--@ when A = b\n--@ else\n--@ else\n--@ end\n",
    "“--@ else” without “--@ when”", 4, 1 },
  { "else-of-autocommit", "--@ upgrade\n--@ autocommit\n--@ else\n--@ end\n",
    "“--@ else” without “--@ when”", 3, 1 },
  { "autocommit-in-autocommit", "--@ upgrade\n--@ autocommit\n--@ autocommit\n--@ end\n--@ end\n",
    "“--@ autocommit” stands inside another", 3, 1 },
  { "condition-empty", "--@ upgrade\n--@ when \n--@ end\n", "Unknown directive “--@ when”", 2, 1 },
  { "condition-without-value", "--@ upgrade\n--@ when A\n--@ end\n",
    "The condition of “--@ when” is not clear", 2, 1 },
  { "condition-doubled", "--@ upgrade\n--@ when A == b\n--@ end\n",
    "The condition of “--@ when” is not clear", 2, 1 },
  { "condition-name", "--@ upgrade\n--@ when 1A = b\n--@ end\n",
    "The condition of “--@ when” is not clear", 2, 1 },
  { "error-in-other-section", "--@ upgrade\nSELECT 1;\n--@ downgrade\n--@ end\n",
    "“--@ end” closes nothing", 4, 1 },
  { "cuts-statement", "--@ upgrade\nDELETE FROM a\n--@ when A = b\nWHERE c\n--@ end\n;",
    "“--@ when” stands inside a statement", 3, 1 },
  { "behind-statement", "--@ upgrade\nSELECT 1; --@ downgrade\n",
    "A directive stands behind a statement", 2, 11 },
  { "begin", "--@ upgrade\nSELECT 1;\n\n-- no\n  BEGIN;\n",
    "A script cannot begin or end transactions itself", 5, 3 },
  { "copy", "--@ upgrade\nCOPY a FROM stdin;\n1\tit's\n\\.\n",
    "COPY from or to the client cannot be run from a script", 2, 1 },
  { "psql", "--@ upgrade\n\\connect other\nSELECT 1;\n",
    "The script holds a backslash command of psql, which is no SQL", 2, 1 },
  { "open-quote", "--@ upgrade\nSELECT 1;\nSELECT 'ä;\n--@ downgrade\n",
    "The statement does not end", 3, 1 },
  { "open-parenthesis", "--@ upgrade\nSELECT (1;\n", "The statement does not end", 2, 1 },
};

static void
check_error (const ErrorCase *test,
             AthDirection     direction)
{
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GError) error = NULL;

  sink = ath_sql_script_compile (test->script, strlen (test->script), "a.sql", direction, &context,
                                 &error);

  g_assert_null (sink);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (error->message, ==, test->message);
  g_assert_cmpstr (ath_error_get_details (error)->file, ==, "a.sql");
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, test->line);
  g_assert_cmpuint (ath_error_get_details (error)->column, ==, test->column);
}

static void
test_error (gconstpointer data)
{
  check_error (data, ATH_DIRECTION_UPGRADE);
}

/* A quote left open in one section may not hide that another is there. */
static void
test_open_quote_in_other_section (void)
{
  static const ErrorCase test = {
    .script = "--@ upgrade\nSELECT 'x;\n--@ downgrade\nSELECT 1;\n",
    .message = "The quote or comment is not closed",
    .line = 2,
    .column = 8,
  };

  check_error (&test, ATH_DIRECTION_DOWNGRADE);
}

/* Lines, columns and the server's character offsets all find the same place. */
static void
test_places (void)
{
  static const char script[] =
    "--@ upgrade\n"
    "/* ä */ SELECT 'öäü', wrong;\n"
    "\n"
    "-- why\n"
    "  UPDATE ä\n"
    "    SET wrong = 1;\n";
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GError) error = NULL;
  const AthStatement *first;
  const AthStatement *second;
  guint line;
  guint column;

  sink = ath_sql_script_compile (script, strlen (script), "a.sql", ATH_DIRECTION_UPGRADE, &context,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ath_collecting_sink_get_statements (sink)->len, ==, 2);
  first = g_ptr_array_index (ath_collecting_sink_get_statements (sink), 0);
  second = g_ptr_array_index (ath_collecting_sink_get_statements (sink), 1);

  g_assert_cmpstr (first->sql, ==, "/* ä */ SELECT 'öäü', wrong");
  g_assert_cmpstr (first->file, ==, "a.sql");
  g_assert_cmpuint (first->line, ==, 2);
  g_assert_cmpuint (first->column, ==, 9);
  ath_statement_locate ((AthStatement *) first, 23, &line, &column);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (column, ==, 23);

  g_assert_cmpstr (second->sql, ==, "-- why\n  UPDATE ä\n    SET wrong = 1");
  g_assert_cmpuint (second->line, ==, 5);
  g_assert_cmpuint (second->column, ==, 3);
  ath_statement_locate ((AthStatement *) second, strlen ("-- why\n  UPDATE a\n    SET w"),
                        &line, &column);
  g_assert_cmpuint (line, ==, 6);
  g_assert_cmpuint (column, ==, 9);
  ath_statement_locate ((AthStatement *) second, 0, &line, &column);
  g_assert_cmpuint (line, ==, 5);
}

static void
test_no_file (void)
{
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GError) error = NULL;

  sink = ath_sql_script_compile_file ("/nowhere/a.sql", ATH_DIRECTION_UPGRADE, &context, &error);

  g_assert_null (sink);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (ath_error_get_details (error)->file, ==, "/nowhere/a.sql");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("ENVIRONMENT", "development", TRUE);
  g_setenv ("EMPTY", "not", TRUE);
  g_setenv ("ATH_TEST_VARIABLE", "a b", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql-script/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql-script/refused/%s", error_cases[i].name);

      g_test_add_data_func (path, &error_cases[i], test_error);
    }
  g_test_add_func ("/sql-script/refused/open-quote-in-other-section",
                   test_open_quote_in_other_section);
  g_test_add_func ("/sql-script/places", test_places);
  g_test_add_func ("/sql-script/no-file", test_no_file);

  return g_test_run ();
}
