/* test-sql-splitter.c: the statements of a SQL text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/sql/ath-sql-splitter.h"
#include "sql-oracle.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* from lead to end, joined by " | "; `…` behind one that is open */
} Case;

#define ATOMIC "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC "

static const Case cases[] = {
  { "empty", "", "" },
  { "blank", " \n\t\r\n", "" },
  { "semicolons", " ; ;; ", "" },
  { "only-comment", "-- nothing\n/* at all */", "" },
  { "one", "SELECT 1", "SELECT 1" },
  { "two", "SELECT 1; SELECT 2;", "SELECT 1 | SELECT 2" },
  { "quoted", "SELECT ';';SELECT \";\"", "SELECT ';' | SELECT \";\"" },
  { "doubled-quotes", "SELECT 'a'';';SELECT \"a\"\";\"", "SELECT 'a'';' | SELECT \"a\"\";\"" },
  { "backslash-is-plain", "SELECT '\\';SELECT 2", "SELECT '\\' | SELECT 2" },
  { "escape-string", "SELECT E'\\';';SELECT e'\\\\';SELECT 3",
    "SELECT E'\\';' | SELECT e'\\\\' | SELECT 3" },
  { "no-escape-string", "SELECT nice'\\';SELECT 2", "SELECT nice'\\' | SELECT 2" },
  { "unicode-string", "SELECT U&'\\0041;';SELECT U&\"\\0041;\"",
    "SELECT U&'\\0041;' | SELECT U&\"\\0041;\"" },
  { "dollar", "SELECT $$;$$; SELECT $a$;$b$;$a$", "SELECT $$;$$ | SELECT $a$;$b$;$a$" },
  { "dollar-overlap", "SELECT $a$;$b$a$;SELECT 2", "SELECT $a$;$b$a$ | SELECT 2" },
  { "dollar-in-name", "SELECT a$$ AS b$$;SELECT 2", "SELECT a$$ AS b$$ | SELECT 2" },
  { "parameter", "SELECT $1;SELECT $2", "SELECT $1 | SELECT $2" },
  { "umlaut-tag", "SELECT $ä$;$ä$;SELECT 2", "SELECT $ä$;$ä$ | SELECT 2" },
  { "line-comment", "SELECT 1 -- ; no\n; SELECT 2", "SELECT 1 | SELECT 2" },
  { "inner-comment", "SELECT 1 -- ; no\n + 1; SELECT 2", "SELECT 1 -- ; no\n + 1 | SELECT 2" },
  { "carriage-return-ends-comment", "SELECT 1 -- no\r; SELECT 2", "SELECT 1 | SELECT 2" },
  { "nested-comment", "SELECT /* ; /* ; */ ; */ 1; SELECT 2",
    "SELECT /* ; /* ; */ ; */ 1 | SELECT 2" },
  { "operator-before-comment", "SELECT 1 +-- ;\n 2; SELECT 3 */* ; */ 4",
    "SELECT 1 +-- ;\n 2 | SELECT 3 */* ; */ 4" },
  { "comment-above", "-- why\nSELECT 1;\n/* and\nwhy */\nSELECT 2;",
    "-- why\nSELECT 1 | /* and\nwhy */\nSELECT 2" },
  { "comment-apart", "-- banner\n\n-- why\nSELECT 1; -- done\nSELECT 2; -- end\n",
    "-- why\nSELECT 1 | SELECT 2" },
  { "comment-behind", "SELECT 1 /* one */", "SELECT 1" },
  { "rule", "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2); SELECT 3",
    "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2) | SELECT 3" },
  { "newer-number", "SELECT 1_000, 0x1F; SELECT 2", "SELECT 1_000, 0x1F | SELECT 2" },
  { "newer-syntax", "CREATE TABLE a (b int GENERATED ALWAYS AS (1) VIRTUAL); SELECT 2",
    "CREATE TABLE a (b int GENERATED ALWAYS AS (1) VIRTUAL) | SELECT 2" },
  { "atomic", ATOMIC "SELECT 1; SELECT 2; END; SELECT 3",
    ATOMIC "SELECT 1; SELECT 2; END | SELECT 3" },
  { "atomic-empty", ATOMIC "END; SELECT 3", ATOMIC "END | SELECT 3" },
  { "atomic-case", ATOMIC "SELECT CASE WHEN x > 0 THEN 1 END; END; SELECT 3",
    ATOMIC "SELECT CASE WHEN x > 0 THEN 1 END; END | SELECT 3" },
  { "atomic-end-is-a-name", ATOMIC "SELECT x AS end; SELECT x end; SELECT x \"end\"; END; SELECT 3",
    ATOMIC "SELECT x AS end; SELECT x end; SELECT x \"end\"; END | SELECT 3" },
  { "atomic-newer-syntax",
    ATOMIC "SELECT CASE WHEN 1_000 > x THEN 1 END; END; SELECT 1; END; SELECT 3",
    ATOMIC "SELECT CASE WHEN 1_000 > x THEN 1 END; END | SELECT 1 | END | SELECT 3" },
  { "atomic-or-replace", "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT 1; END; SELECT 3",
    "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT 1; END | SELECT 3" },
  { "atomic-parameter", "CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql AS 'x'; SELECT 3",
    "CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql AS 'x' | SELECT 3" },
  { "begin-is-no-body", "BEGIN; SELECT 1; END; SELECT 2", "BEGIN | SELECT 1 | END | SELECT 2" },
  { "open-quote", "SELECT 1; SELECT 'x; y", "SELECT 1 | SELECT 'x; y…" },
  { "open-dollar", "SELECT $a$; $b$", "SELECT $a$; $b$…" },
  { "open-comment", "SELECT 1; /* x; y", "SELECT 1 | /* x; y…" },
  { "open-parenthesis", "SELECT (1; SELECT 2", "SELECT (1; SELECT 2…" },
  { "open-body", ATOMIC "SELECT 1; SELECT 2", ATOMIC "SELECT 1; SELECT 2…" },
  { "no-sql", "{\"a\": [1, 2]}; ??? ; )", "{\"a\": [1, 2]} | ??? | )" },
};

static void
test_split (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GString) joined = g_string_new (NULL);
  AthSqlSplitter splitter;
  AthSqlSpan span;

  ath_sql_splitter_init (&splitter, test->text, strlen (test->text));
  while (ath_sql_splitter_next (&splitter, &span))
    {
      if (joined->len > 0)
        g_string_append (joined, " | ");
      g_string_append_len (joined, span.lead, span.end - span.lead);
      if (span.is_open)
        g_string_append (joined, "…");
    }

  g_assert_cmpstr (joined->str, ==, test->expected);
}

/* Where PostgreSQL's own parser takes the text, it cuts where we do. */
static void
test_oracle (gconstpointer data)
{
  const Case *test = data;

  g_assert_cmpstr (sql_oracle_compare (test->text), ==, NULL);
}

/* Ten megabytes take no more than a pass. */
static void
test_big (void)
{
  static const char line[] = "INSERT INTO t VALUES (1, 'one; two', $$three; four$$);\n";
  g_autoptr(GString) text = g_string_new (NULL);
  AthSqlSplitter splitter;
  AthSqlSpan span;
  guint n = 0;

  while (text->len < 10 * 1024 * 1024)
    g_string_append (text, line);

  ath_sql_splitter_init (&splitter, text->str, text->len);
  while (ath_sql_splitter_next (&splitter, &span))
    n++;

  g_assert_cmpuint (n, ==, text->len / strlen (line));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql-splitter/%s", cases[i].name);
      g_autofree char *oracle = g_strdup_printf ("/sql-splitter/oracle/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_split);
      g_test_add_data_func (oracle, &cases[i], test_oracle);
    }
  g_test_add_func ("/sql-splitter/big", test_big);

  return g_test_run ();
}
