/* test-sql-header.c: what a SQL script declares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/headers/ath-sql-header.h"

static AthRevision *
read_well (const char *text)
{
  g_autoptr(GError) error = NULL;
  AthRevision *revision = ath_sql_header_read (text, "x.sql", &error);

  g_assert_no_error (error);

  return revision;
}

static void
test_whole (void)
{
  g_autoptr(AthRevision) revision =
    read_well ("-- Copyright\n/* block /* nested */ -- comment\n*/\n"
               "--@ revision: 3f2a9c1b7d10\n"
               "--@ revises: 9b7e01c2aa45, 77aa01b2c3d4 ,\n"
               "--@ message: Add user: preferences\n"
               "--@ created: 2026-11-20T14:30:00Z\r\n"
               "--@ labels: billing,orders\n"
               "--@ depends on: 77aa01b2c3d4\n"
               "\n-- Why: users asked.\n\n"
               "--@ upgrade\nCREATE TABLE t ();\n--@ revision: in the body\n");

  g_assert_cmpstr (revision->id, ==, "3f2a9c1b7d10");
  g_assert_cmpstrv (revision->down_revisions,
                    ((const char *[]) { "9b7e01c2aa45", "77aa01b2c3d4", NULL }));
  g_assert_cmpstrv (revision->labels, ((const char *[]) { "billing", "orders", NULL }));
  g_assert_cmpstrv (revision->depends_on, ((const char *[]) { "77aa01b2c3d4", NULL }));
  g_assert_cmpstr (revision->message, ==, "Add user: preferences");
  g_assert_cmpstr (revision->description, ==,
                   "Add user: preferences\n\nCopyright\nWhy: users asked.");
  g_assert_cmpstr (revision->created, ==, "2026-11-20T14:30:00Z");
}

static void
test_least (void)
{
  static const char *const texts[] = {
    "--@ revision: a", "--@ revision: a\n--@ revises:\n", "--@ revision: a\n--@ downgrade\njunk",
    "  --@ revision: a\n\n--@ upgrade\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(AthRevision) revision = read_well (texts[i]);

      g_assert_cmpstr (revision->id, ==, "a");
      g_assert_cmpstrv (revision->down_revisions, ((const char *[]) { NULL }));
      g_assert_cmpstr (revision->message, ==, "");
      g_assert_cmpstr (revision->description, ==, "");
      g_assert_null (revision->created);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    guint       line;
    const char *message;
  } cases[] = {
    { "--@ upgrade\nSELECT 1;\n", 1, "no revision" },
    { "-- nothing\n", 1, "no revision" },
    { "--@ revision:\n--@ upgrade\n", 1, "no revision" },
    { "--@ revision: a\n\nSELECT 1;\n", 3, "statement stands before" },
    { "--@ revision: a\n\n/* open\n\n", 3, "comment is not closed" },
    { "--@ revision: a\n/* x\n*/ SELECT 1;", 3, "statement stands before" },
    { "--@ revision: a\n--@ revise: b\n", 2, "Unknown directive" },
    { "--@ revision: a\n--@ revises: b\n\n--@ revises: c\n", 4, "twice, first in line 2" },
    { "--@ revision: a\n--@ autocommit\n", 2, "“--@ autocommit” stands before" },
    { "--@ revision: a\n--@ when X = 1\n--@ revises: b\n--@ end\n", 2, "“--@ when” stands before" },
    { "--@ revision: a\n--@ revises: b c\n", 2, "“b c” is not one name" },
    { "--@ revision: a\n--@ labels: x, y z\n", 2, "“y z” is not one name" },
    { "--@ revision: a b\n", 1, "“a b” is not one name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AthRevision) revision = ath_sql_header_read (cases[i].text, "x.sql", &error);

      g_assert_null (revision);
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_cmpstr (ath_error_get_details (error)->file, ==, "x.sql");
      g_assert_cmpuint (ath_error_get_details (error)->line, ==, cases[i].line);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sql-header/whole", test_whole);
  g_test_add_func ("/sql-header/least", test_least);
  g_test_add_func ("/sql-header/errors", test_errors);

  return g_test_run ();
}
