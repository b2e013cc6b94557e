/* test-quote.c: names and texts as SQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "postgres/ath-quote.h"

static const char *const identifiers[][2] = {
  { "alembic_version", "alembic_version" },
  { "a$1", "a$1" },
  { "My_versions", "\"My_versions\"" },
  { "user", "\"user\"" },
  { "all", "\"all\"" },
  { "with", "\"with\"" },
  { "users", "users" },
  { "1st", "\"1st\"" },
  { "$a", "\"$a\"" },
  { "with blank", "\"with blank\"" },
  { "a\"b", "\"a\"\"b\"" },
  { "größe", "\"größe\"" },
  { "", "\"\"" },
};

static void
test_quote_identifier (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identifiers); i++)
    {
      g_autofree char *sql = ath_quote_identifier (identifiers[i][0]);

      g_assert_cmpstr (sql, ==, identifiers[i][1]);
    }
}

static void
test_quote_name (void)
{
  g_autofree char *both = ath_quote_name ("Meta", "user");
  g_autofree char *one = ath_quote_name (NULL, "t");

  g_assert_cmpstr (both, ==, "\"Meta\".\"user\"");
  g_assert_cmpstr (one, ==, "t");
}

static void
test_quote_literal (void)
{
  g_autofree char *sql = ath_quote_literal ("it's a \\ \"b\"");

  g_assert_cmpstr (sql, ==, "'it''s a \\ \"b\"'");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/quote/identifier", test_quote_identifier);
  g_test_add_func ("/quote/name", test_quote_name);
  g_test_add_func ("/quote/literal", test_quote_literal);

  return g_test_run ();
}
