/* test-alembic-cases.c: what the real Alembic prints for single operations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "project/ath-project.h"
#include "script/ath-script.h"

#define HEADER \
  "from alembic import op, context\n" \
  "import sqlalchemy as sa\n" \
  "from sqlalchemy.dialects import postgresql\n" \
  "import datetime, decimal, uuid, enum\n" \
  "from enum import Enum\n" \
  "revision = 'r1'\n" \
  "down_revision = None\n"

#define FOOTER "\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n"

/* The naming convention of section c6, as an ini file writes it. */
#define CONVENTION \
  "[athanor]\n" \
  "naming_convention.ix = ix_%%(column_0_label)s\n" \
  "naming_convention.uq = uq_%%(table_name)s_%%(column_0_name)s\n" \
  "naming_convention.ck = ck_%%(table_name)s_%%(constraint_name)s\n" \
  "naming_convention.fk = fk_%%(table_name)s_%%(column_0_name)s_%%(referred_table_name)s\n" \
  "naming_convention.pk = pk_%%(table_name)s\n"

typedef struct
{
  const char *input;  /* how the case begins */
  const char *reason;
} Exception;

/* Where what is printed offline is not what a run sends. */
static const Exception exceptions[] = {
  { "op.add_column(\"t\", sa.Column(\"c\", sa.String, server_default=\"100%\"))",
    "percent signs are not doubled" },
  { "op.execute(\"SELECT '50%' , 5 % 3\")", "percent signs are not doubled" },
  { "t=sa.table(\"account\", sa.column(\"a\"))\nop.bulk_insert(t,[{\"a\":\"x\"},{\"a\":5}",
    "a run binds values whose type is not stated" },
  { "t=sa.table(\"account\", sa.column(\"a\", sa.Integer))\nop.bulk_insert(t,[{\"a\":\"5\"}])",
    "a run binds the text" },
  { "t=sa.table(\"account\", sa.column(\"a\", sa.String))\nop.bulk_insert(t,[{\"a\":5}])",
    "a run binds the number" },
  { "t=sa.table(\"account\", sa.column(\"a\", sa.String))\n"
    "op.bulk_insert(t,[{\"a\":sa.func.now()}])",
    "a run sends the expression" },
  { "u=sa.table(\"u\", sa.column(\"id\"), sa.column(\"x\"))\n"
    "op.execute(u.update().values(x=5).where(u.c.id==1))",
    "a run binds values whose type is not stated" },
  { "with op.get_context().autocommit_block():\n"
    "    op.execute(\"ALTER TYPE mood ADD VALUE 'soso'\")",
    "the case has no transactional DDL, which is a setting of the project" },
  { "from sqlalchemy.orm import Session\ns=Session(bind=op.get_bind())",
    "a run has a connection for the session" },
  { "op.create_unique_constraint(None,\"t\",[\"a\",\"b\",\"c\"])", "another convention" },
  { "op.create_index(None,\"t\",[\"a\",\"b\"])", "another convention" },
  { "op.create_unique_constraint(None,\"t\",[\"very_long_column_name_number_one\"",
    "another convention" },
};

static gboolean
is_exception (JsonObject *test)
{
  const char *input = json_object_get_string_member (test, "input");

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_has_prefix (input, exceptions[i].input))
      return TRUE;

  return FALSE;
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
run (const char  *folder,
     const char  *section,
     const char  *script,
     GError     **error)
{
  g_autofree char *ini = g_strconcat ("[alembic]\nscript_location = %(here)s\n",
                                      g_str_equal (section, "c6") ? CONVENTION : "", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(AthProject) project = NULL;
  g_autoptr(AthCollectingSink) sink = NULL;
  const AthScriptContext context = { NULL };

  write_file (folder, "alembic.ini", ini);
  write_file (folder, "versions/r1.py", script);
  project = ath_project_load (file, NULL, NULL, NULL, error);
  g_assert_no_error (*error);
  g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, 1);

  sink = ath_script_collect (project, g_ptr_array_index (ath_project_get_revisions (project), 0),
                             ATH_DIRECTION_UPGRADE, &context, NULL, error);
  if (sink == NULL)
    return NULL;
  if (ath_collecting_sink_get_open_end (sink) != NULL)
    {
      g_propagate_error (error, g_error_copy (ath_collecting_sink_get_open_end (sink)));
      return NULL;
    }

  return ath_collecting_sink_dup_sql (sink, ath_script_get_marks (project));
}

/* Blanks folded, backslashes single, and the indexes of one table, which Alembic
 * prints in any order, sorted.
 */
static char *
normalize (const char *sql)
{
  g_autoptr(GRegex) blanks = g_regex_new ("[ \\t\\r\\n]+", 0, 0, NULL);
  g_autoptr(GString) text = g_string_new (sql);
  g_autofree char *folded = NULL;

  g_string_replace (text, "\\\\", "\\", 0);
  g_string_replace (text, ";;", ";", 0);
  folded = g_regex_replace_literal (blanks, text->str, -1, 0, " ", 0, NULL);

  return g_steal_pointer (&folded);
}

static void
test_case (const char *folder,
           JsonObject *test,
           guint      *n_refused)
{
  const char *input = json_object_get_string_member (test, "input");
  const char *section = json_object_get_string_member (test, "section");
  gboolean must_fail = !json_object_get_null_member (test, "error");
  g_autofree char *script = g_strconcat (HEADER, input, FOOTER, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = run (folder, section, script, &error);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  g_test_message ("%s\n%s", input, error != NULL ? error->message : sql);
  if (must_fail)
    {
      g_assert_null (sql);
      return;
    }
  if (sql == NULL)
    {
      *n_refused += 1;
      return;
    }

  expected = normalize (json_object_get_null_member (test, "output")
                        ? "" : json_object_get_string_member (test, "output"));
  found = normalize (sql);
  g_assert_cmpstr (g_strstrip (found), ==, g_strstrip (expected));
}

/* Every operation is written as Alembic writes it, or refused; how many are
 * refused can only become less.
 */
static void
test_op_sql (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "op-sql.json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("athanor-XXXXXX", NULL);
  g_autofree char *versions = g_build_filename (folder, "versions", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *tests;
  guint n_refused = 0;

  g_assert_no_errno (g_mkdir (versions, 0700));
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  tests = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (tests), >, 200);

  for (guint i = 0; i < json_array_get_length (tests); i++)
    if (!is_exception (json_array_get_object_element (tests, i)))
      test_case (folder, json_array_get_object_element (tests, i), &n_refused);

  g_assert_cmpuint (n_refused, <=, 30);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/alembic-cases/op-sql", test_op_sql);

  return g_test_run ();
}
