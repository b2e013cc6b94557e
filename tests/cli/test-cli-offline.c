/* test-cli-offline.c: commands that need no server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cli/ath-test-program.h"
#include "support/ath-test-folder.h"

/* A script in Python literals. */
typedef struct
{
  const char *id;
  const char *downs;
  const char *depends_on;
  const char *labels;
} Script;

static const Script sample[] = {
  { "aaaa1111", "None", "None", "None" },
  { "bbbb2222", "'aaaa1111'", "None", "None" },
  { "cccc3333", "'bbbb2222'", "None", "None" },
  { "dddd4444", "'bbbb2222'", "None", "('feat', 'alpha')" },
  { "eeee5555", "('cccc3333', 'dddd4444')", "None", "None" },
  { "ffff6666", "'eeee5555'", "None", "None" },
  { "gggg7777", "None", "'bbbb2222'", "'ext'" },
  { "hhhh8888", "'gggg7777'", "None", "None" },
  { "iiii9999", "None", "None", "None" },
  { "jjjj0000", "'hhhh8888'", "('iiii9999', 'feat')", "None" },
};

static void
write_script (AthTestFolder *folder,
              guint          number,
              const Script  *script)
{
  g_autofree char *name = g_strdup_printf ("migrations/versions/%03u_%s.py", number, script->id);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("\"\"\"change %s, and “more”\n\nRevision ID: %s\n\n  indented\n\"\"\"\n"
                          "revision = '%s'\ndown_revision = %s\nbranch_labels = %s\n"
                          "depends_on = %s\n\n\ndef upgrade():\n    pass\n\n\n"
                          "def downgrade():\n    pass\n",
                          script->id, script->id, script->id, script->downs, script->labels,
                          script->depends_on);
  ath_test_folder_write (folder, name, text);
}

static AthTestFolder *
new_alembic_project (const Script *scripts,
                     guint         n_scripts)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_folder_write (folder, "alembic.ini", "[alembic]\nscript_location = migrations\n");
  ath_test_folder_write (folder, "migrations/env.py", "from alembic import context\n");
  for (guint i = 0; i < n_scripts; i++)
    write_script (folder, i, &scripts[i]);

  return folder;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The words of all lines, sorted twice: where Alembic's order is chance. */
static char *
dup_sorted (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit_set (lines[i], " ,()", -1);

      qsort (words, g_strv_length (words), sizeof (char *), compare_lines);
      g_free (lines[i]);
      lines[i] = g_strjoinv (" ", words);
    }
  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);

  return g_strjoinv ("\n", lines);
}

static void
compare_with_alembic (const char *folder,
                      const char *arguments,
                      gboolean    in_order)
{
  g_auto(AthTestOutput) ours = { 0 };
  g_auto(AthTestOutput) theirs = { 0 };
  g_autofree char *our_words = NULL;
  g_autofree char *their_words = NULL;

  ath_test_program_run (&ours, folder, arguments);
  ath_test_alembic_run (&theirs, folder, arguments);
  g_assert_cmpint (ours.status, ==, 0);
  g_assert_cmpint (theirs.status, ==, 0);
  g_assert_cmpstr (ours.err, ==, "");
  if (in_order)
    {
      g_assert_cmpstr (ours.out, ==, theirs.out);
      return;
    }

  our_words = dup_sorted (ours.out);
  their_words = dup_sorted (theirs.out);
  g_assert_cmpstr (our_words, ==, their_words);
}

static void
test_as_alembic (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));
  const char *path = ath_test_folder_get_path (folder);

  compare_with_alembic (path, "heads --resolve-dependencies", FALSE);
  compare_with_alembic (path, "heads -v", FALSE);
  compare_with_alembic (path, "history -r cccc:eeee", FALSE);
  compare_with_alembic (path, "history -r=:gggg", FALSE);
  compare_with_alembic (path, "history --verbose", FALSE);
  compare_with_alembic (path, "branches", FALSE);
  compare_with_alembic (path, "branches -v", FALSE);
  compare_with_alembic (path, "show eeee", FALSE);
  compare_with_alembic (path, "show feat@head", FALSE);
  compare_with_alembic (path, "show base", TRUE);
}

/* Without several labels, dependencies or children nothing is left to chance. */
static void
test_as_alembic_in_order (void)
{
  static const Script scripts[] = {
    { "aaaa1111", "None", "None", "None" },
    { "bbbb2222", "'aaaa1111'", "None", "'feat'" },
    { "cccc3333", "'bbbb2222'", "None", "None" },
    { "dddd4444", "'aaaa1111'", "None", "None" },
    { "eeee5555", "None", "'bbbb2222'", "None" },
  };
  g_autoptr(AthTestFolder) folder = new_alembic_project (scripts, G_N_ELEMENTS (scripts));
  const char *path = ath_test_folder_get_path (folder);

  compare_with_alembic (path, "heads", TRUE);
  compare_with_alembic (path, "history", TRUE);
  compare_with_alembic (path, "show heads", TRUE);
  compare_with_alembic (path, "show cccc", TRUE);
}

/* A history as teams write it: mostly a line, with branches, merges and dependencies. */
static void
write_random_scripts (AthTestFolder *folder)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *id = g_strdup_printf ("%c%04x%02u", 'a' + g_test_rand_int_range (0, 6),
                                             (guint) g_test_rand_int_range (0, 0xffff), i);
      g_autofree char *downs = NULL;
      g_autofree char *depends_on = NULL;
      g_autofree char *labels = NULL;
      Script script = { .id = id, .depends_on = "None", .labels = "None" };
      guint back = g_test_rand_int_range (1, 4);
      guint other = g_test_rand_int_range (1, 6);

      if (ids->len < back || g_test_rand_int_range (0, 10) == 0)
        downs = g_strdup ("None");
      else if (ids->len > other && other != back && g_test_rand_int_range (0, 3) == 0)
        downs = g_strdup_printf ("('%s', '%s')",
                                 (char *) g_ptr_array_index (ids, ids->len - back),
                                 (char *) g_ptr_array_index (ids, ids->len - other));
      else
        downs = g_strdup_printf ("'%s'", (char *) g_ptr_array_index (ids, ids->len - back));
      script.downs = downs;

      if (ids->len > 6 && g_test_rand_int_range (0, 6) == 0)
        script.depends_on = depends_on =
          g_strdup_printf ("'%s'", (char *) g_ptr_array_index (ids, ids->len - 6));
      if (g_test_rand_int_range (0, 8) == 0)
        script.labels = labels = g_strdup_printf ("'label%u'", i);

      write_script (folder, g_test_rand_int_range (0, 1000) * 100 + i, &script);
      g_ptr_array_add (ids, g_steal_pointer (&id));
    }
}

static void
test_as_alembic_at_random (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(AthTestFolder) folder = new_alembic_project (NULL, 0);

      write_random_scripts (folder);
      compare_with_alembic (ath_test_folder_get_path (folder), "history -v", FALSE);
      compare_with_alembic (ath_test_folder_get_path (folder), "heads", FALSE);
    }
}

static JsonObject *
run_json (AthTestOutput *output,
          const char    *folder,
          const char    *arguments,
          JsonNode     **node)
{
  ath_test_program_run (output, folder, arguments);
  g_assert_cmpint (output->status, ==, 0);
  g_clear_pointer (node, json_node_unref);
  *node = ath_test_output_parse (output);

  return json_node_get_object (*node);
}

static void
check_ids (const char *folder,
           const char *arguments,
           const char *member,
           const char *expected)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *ids = ath_test_json_dup_ids (run_json (&output, folder, arguments, &node),
                                                member);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_json_revisions (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = run_json (&output, path, "--json show jjjj", &node);
  JsonObject *revision;
  g_autofree char *downs = NULL;
  g_autofree char *depends_on = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *file = NULL;

  revision = json_array_get_object_element (json_object_get_array_member (object, "revisions"), 0);
  downs = ath_test_json_dup_strings (revision, "down_revisions");
  depends_on = ath_test_json_dup_strings (revision, "depends_on");
  labels = ath_test_json_dup_strings (revision, "labels");
  file = ath_test_folder_dup_path (folder, "migrations/versions/009_jjjj0000.py");
  g_assert_cmpstr (json_object_get_string_member (revision, "revision"), ==, "jjjj0000");
  g_assert_cmpstr (downs, ==, "hhhh8888");
  g_assert_cmpstr (depends_on, ==, "iiii9999 feat");
  g_assert_cmpstr (labels, ==, "ext");
  g_assert_cmpstr (json_object_get_string_member (revision, "message"), ==,
                   "change jjjj0000, and “more”");
  g_assert_cmpstr (json_object_get_string_member (revision, "path"), ==, file);

  check_ids (path, "--json heads", "revisions", "ffff6666 iiii9999 jjjj0000");
  check_ids (path, "--json heads --resolve-dependencies", "revisions", "ffff6666 jjjj0000");
  check_ids (path, "--json branches", "revisions", "bbbb2222");
  check_ids (path, "--json show base", "revisions", "");
  check_ids (path, "--json show aaaa bbbb", "revisions", "aaaa1111 bbbb2222");
  check_ids (path, "--json history -r cccc:ffff", "revisions", "ffff6666 eeee5555 cccc3333");
}

static void
check_plan (const char *folder,
            const char *arguments,
            const char *steps,
            const char *heads_after)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = run_json (&output, folder, arguments, &node);
  g_autofree char *ids = ath_test_json_dup_ids (object, "steps");
  g_autofree char *heads = ath_test_json_dup_strings (object, "heads_after");
  JsonArray *array = json_object_get_array_member (object, "steps");

  g_assert_cmpstr (ids, ==, steps);
  g_assert_cmpstr (heads, ==, heads_after);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *step = json_array_get_object_element (array, i);

      g_assert_nonnull (strstr (arguments, json_object_get_string_member (step, "operation")));
    }
}

static void
test_json_plan (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));
  const char *path = ath_test_folder_get_path (folder);

  check_plan (path, "--json plan --from= upgrade bbbb", "aaaa1111 bbbb2222", "bbbb2222");
  check_plan (path, "--json plan --from \"\" upgrade bbbb", "aaaa1111 bbbb2222", "bbbb2222");
  check_plan (path, "--json plan --from=ffff6666,hhhh8888 upgrade heads", "iiii9999 jjjj0000",
              "ffff6666 jjjj0000");
  check_plan (path, "--json plan --from=ffff6666 downgrade -1", "ffff6666", "eeee5555");
  check_plan (path, "--json plan --from=ffff6666 downgrade -- -1", "ffff6666", "eeee5555");
  check_plan (path, "--json plan --from=ffff downgrade -1", "ffff6666", "eeee5555");
  check_plan (path, "--json plan --from=aaaa1111 upgrade +1", "bbbb2222", "bbbb2222");
  check_plan (path, "--json plan --from=ffff6666 stamp cccc", "cccc3333", "cccc3333");
  check_plan (path, "--json plan --from=ffff6666 stamp base", "null", "");
  check_plan (path, "--json plan --purge --from=nobody,knows stamp bbbb", "bbbb2222", "bbbb2222");
  check_plan (path, "--json plan --from=ffff6666 upgrade ffff6666", "", "ffff6666");
}

static void
test_plan_text (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, 2);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_program_run (&output, ath_test_folder_get_path (folder), "plan --from= upgrade head");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==,
                   "upgrade  -> aaaa1111, change aaaa1111, and “more”\n"
                   "upgrade aaaa1111 -> bbbb2222, change bbbb2222, and “more”\n");
}

typedef struct
{
  const char *arguments;
  int         status;
  const char *message; /* in standard error */
} FailureCase;

static const FailureCase failure_cases[] = {
  { "", 2, "There is no command" },
  { "nix", 2, "“nix”" },
  { "--nix heads", 2, "--nix" },
  { "heads --nix", 2, "--nix" },
  { "heads --version", 2, "--version" },
  { "heads --project", 2, "--project" },
  { "history --project=/x/y", 1, "/x/y" },
  { "history --project /x/y", 1, "/x/y" },
  { "heads more", 2, "“more”" },
  { "show", 2, "REVISION" },
  { "sql aaaa", 2, "upgrade|downgrade" },
  { "sql aaaa sideways", 2, "“sideways”" },
  { "plan --from= sideways head", 2, "“sideways”" },
  { "plan --from= upgrade a b", 2, "one target" },
  { "--project", 2, "--project" },
  { "history -r", 2, "-r" },
  { "--url x --environment y ping", 2, "exclude each other" },
  { "show zzzz", 1, "athanor-cli: The project has no revision and no branch label “zzzz”" },
  { "show aaab1111", 1, "Did you mean “aaaa1111”?" },
  { "plan --from= upgrade head", 1, "“ffff6666”, “iiii9999”, “jjjj0000”" },
  { "plan --from=zzzz upgrade heads", 1, "“zzzz”" },
  { "history -r nix", 1, "START:END" },
  { "current", 1, "--url" },
  { "--project /nowhere heads", 1, "/nowhere" },
  { "-c nix.ini heads", 1, "nix.ini" },
};

static void
test_failures (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));

  for (guint i = 0; i < G_N_ELEMENTS (failure_cases); i++)
    {
      g_auto(AthTestOutput) output = { 0 };
      g_autofree char *arguments = g_strdup (failure_cases[i].arguments);

      if (*arguments == '\0')
        ath_test_program_run (&output, ath_test_folder_get_path (folder), "--quiet");
      else
        ath_test_program_run (&output, ath_test_folder_get_path (folder), arguments);
      g_assert_cmpint (output.status, ==, failure_cases[i].status);
      g_assert_cmpstr (output.out, ==, "");
      g_assert_nonnull (strstr (output.err, failure_cases[i].message));
    }
}

static void
assert_json_failure (const char *arguments)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));
  g_auto(AthTestOutput) output = { 0 };
  g_autofree char *words = g_strdup (arguments);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *error;

  ath_test_program_run (&output, ath_test_folder_get_path (folder), words);
  g_assert_cmpint (output.status, ==, 1);
  node = ath_test_output_parse (&output);
  error = json_object_get_object_member (json_node_get_object (node), "error");
  g_assert_nonnull (strstr (json_object_get_string_member (error, "message"), "aaab1111"));
  g_assert_nonnull (strstr (json_object_get_string_member (error, "hint"), "aaaa1111"));
}

/* Options of every command are understood on both sides of it. */
static void
test_json_failure (void)
{
  assert_json_failure ("--json show aaab1111");
  assert_json_failure ("show aaab1111 --json");
  assert_json_failure ("show --json -- aaab1111");
}

/* What is wrong is said, and the rest is shown. */
static void
test_broken_project (void)
{
  static const Script scripts[] = {
    { "aaaa1111", "None", "None", "None" },
    { "bbbb2222", "'gone'", "None", "None" },
    { "aaaa1111", "None", "None", "None" },
    { "cccc3333", "'dddd4444'", "None", "None" },
    { "dddd4444", "'cccc3333'", "None", "None" },
  };
  g_autoptr(AthTestFolder) folder = new_alembic_project (scripts, G_N_ELEMENTS (scripts));
  g_auto(AthTestOutput) output = { 0 };

  ath_test_folder_write (folder, "migrations/versions/empty.py", "");
  ath_test_program_run (&output, ath_test_folder_get_path (folder), "history");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_nonnull (strstr (output.out, "<base> -> aaaa1111"));
  g_assert_nonnull (strstr (output.out, "gone -> bbbb2222"));
  g_assert_nonnull (strstr (output.err, "“gone”"));
  g_assert_nonnull (strstr (output.err, "001_bbbb2222.py"));
  g_assert_nonnull (strstr (output.err, "002_aaaa1111.py"));
  g_assert_nonnull (strstr (output.err, "cccc3333 → dddd4444 → cccc3333"));
  g_assert_nonnull (strstr (output.err, "empty.py"));

  ath_test_program_run (&output, ath_test_folder_get_path (folder), "plan --from= upgrade bbbb");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_cmpstr (output.out, ==, "");
}

/* Behind a script that cannot be read may be the real head; the rest can be run. */
static void
test_unread_script (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, 2);
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_folder_write (folder, "migrations/versions/empty.py", "");
  ath_test_program_run (&output, path, "plan --from= upgrade head");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_nonnull (strstr (output.err, "athanor-cli: The head is not known: "));
  ath_test_program_run (&output, path, "plan --from= stamp heads");
  g_assert_cmpint (output.status, ==, 1);
  ath_test_program_run (&output, path, "plan --from= upgrade bbbb");
  g_assert_cmpint (output.status, ==, 0);
  ath_test_program_run (&output, path, "heads");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==, "bbbb2222 (head)\n");
}

static void
test_config_file (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, 1);
  const char *path = ath_test_folder_get_path (folder);
  g_autofree char *elsewhere = NULL;
  g_auto(AthTestOutput) output = { 0 };

  ath_test_folder_write (folder, "other.ini",
                         "[alembic]\nscript_location = nowhere\n"
                         "[second]\nscript_location = migrations\n");
  ath_test_program_run (&output, path, "-c other.ini -n second heads");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==, "aaaa1111 (head)\n");

  elsewhere = g_strdup_printf ("--project '%s' -c alembic.ini heads", path);
  ath_test_program_run (&output, "/", elsewhere);
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==, "aaaa1111 (head)\n");
}

static AthTestFolder *
new_sql_project (void)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_folder_write (folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (folder, "versions/1.sql",
                         "--@ revision: a1\n--@ revises:\n--@ message: Add notes\n\n"
                         "--@ upgrade\nCREATE TABLE notes (id int);\n\n"
                         "--@ autocommit\nCREATE INDEX CONCURRENTLY i ON notes (id);\n--@ end\n\n"
                         "--@ downgrade\nDROP TABLE notes;\n");
  ath_test_folder_write (folder, "versions/2.sql",
                         "--@ revision: b2\n--@ revises: a1\n--@ message: Fill notes\n\n"
                         "--@ upgrade\nINSERT INTO notes VALUES (1);\n\n"
                         "--@ downgrade\nDELETE FROM notes;\n");

  return folder;
}

static void
test_sql (void)
{
  g_autoptr(AthTestFolder) folder = new_sql_project ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_program_run (&output, path, "sql a1 upgrade");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==,
                   "CREATE TABLE notes (id int);\n\n"
                   "COMMIT;\n\n"
                   "CREATE INDEX CONCURRENTLY i ON notes (id);\n\n"
                   "BEGIN;\n\n");

  ath_test_program_run (&output, path, "sql b2 downgrade");
  g_assert_cmpstr (output.out, ==, "DELETE FROM notes;\n\n");
}

static void
test_sql_text (void)
{
  g_autoptr(AthTestFolder) folder = new_sql_project ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_program_run (&output, path, "plan --sql --from= upgrade head");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==,
                   "BEGIN;\n\n"
                   "CREATE TABLE alembic_version (\n"
                   "    version_num VARCHAR(32) NOT NULL, \n"
                   "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                   ");\n\n"
                   "-- Running upgrade  -> a1\n\n"
                   "CREATE TABLE notes (id int);\n\n"
                   "COMMIT;\n\n"
                   "CREATE INDEX CONCURRENTLY i ON notes (id);\n\n"
                   "BEGIN;\n\n"
                   "INSERT INTO alembic_version (version_num) VALUES ('a1')"
                   " RETURNING alembic_version.version_num;\n\n"
                   "-- Running upgrade a1 -> b2\n\n"
                   "INSERT INTO notes VALUES (1);\n\n"
                   "UPDATE alembic_version SET version_num='b2'"
                   " WHERE alembic_version.version_num = 'a1';\n\n"
                   "COMMIT;\n\n");

  ath_test_program_run (&output, path, "plan --sql --from=b2 downgrade a1");
  g_assert_cmpstr (output.out, ==,
                   "BEGIN;\n\n"
                   "-- Running downgrade b2 -> a1\n\n"
                   "DELETE FROM notes;\n\n"
                   "UPDATE alembic_version SET version_num='a1'"
                   " WHERE alembic_version.version_num = 'b2';\n\n"
                   "COMMIT;\n\n");

  ath_test_program_run (&output, path, "plan --sql --from=b2 upgrade head");
  g_assert_cmpstr (output.out, ==, "BEGIN;\n\nCOMMIT;\n\n");
}

/* A project from nothing: init, two branches, a merge. */
static void
test_new_project (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_program_run (&output, path, "init .");
  g_assert_cmpint (output.status, ==, 0);
  ath_test_program_run (&output, path, "init .");
  g_assert_cmpint (output.status, ==, 1);

  ath_test_program_run (&output, path, "revision -m 'Add notes' --rev-id a1");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_nonnull (strstr (output.out, "versions/a1_add_notes.sql ...  done\n"));
  ath_test_program_run (&output, path, "revision -m left --rev-id b2 --branch-label left");
  ath_test_program_run (&output, path, "revision -m right --rev-id c3 --head a1");
  g_assert_cmpint (output.status, ==, 1);
  ath_test_program_run (&output, path, "revision -m right --rev-id c3 --head a1 --splice");
  g_assert_cmpint (output.status, ==, 0);
  check_ids (path, "--json merge heads -m both --rev-id d4", "revisions", "d4");

  ath_test_program_run (&output, path, "history");
  g_assert_cmpstr (output.out, ==,
                   "b2, c3 -> d4 (left) (head) (mergepoint), both\n"
                   "a1 -> b2 (left), left\n"
                   "a1 -> c3, right\n"
                   "<base> -> a1 (branchpoint), Add notes\n");
}

static void
test_help (void)
{
  const char *const commands[] = {
    "init", "revision", "merge", "history", "heads", "branches", "show", "sql", "current",
    "pending", "check", "plan", "upgrade", "downgrade", "stamp", "backup", "ping", "wait",
    "profile",
  };
  g_auto(AthTestOutput) overview = { 0 };
  g_auto(AthTestOutput) version = { 0 };

  ath_test_program_run (&overview, NULL, "--help");
  g_assert_cmpint (overview.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("%s --help", commands[i]);
      g_autofree char *usage = g_strdup_printf ("athanor-cli %s [OPTION…]", commands[i]);
      g_auto(AthTestOutput) output = { 0 };

      g_assert_nonnull (strstr (overview.out, commands[i]));
      ath_test_program_run (&output, "/", arguments);
      g_assert_cmpint (output.status, ==, 0);
      g_assert_nonnull (strstr (output.out, usage));
      g_assert_cmpstr (output.err, ==, "");
    }

  ath_test_program_run (&version, NULL, "--version");
  g_assert_cmpint (version.status, ==, 0);
  g_assert_cmpstr (version.out, ==, "athanor-cli " ATH_VERSION "\n");
}

typedef struct
{
  const char *words;
  const char *offered;
  const char *not_offered;
} CompletionCase;

static const CompletionCase completion_cases[] = {
  { "\"\"", "history\n", "--json\n" },
  { "-", "--json\n", "history\n" },
  { "--json \"\"", "history\n", "head\n" },
  { "show \"\"", "aaaa1111\n", "history\n" },
  { "show \"\"", "feat\n", "--help\n" },
  { "show \"\"", "heads\n", "upgrade\n" },
  { "history --", "--rev-range\n", "--splice\n" },
  { "history --", "--help\n", "--json\n" },
  { "plan \"\"", "downgrade\n", "aaaa1111\n" },
  { "plan upgrade \"\"", "aaaa1111\n", "downgrade\n" },
  { "sql \"\"", "aaaa1111\n", "upgrade\n" },
  { "sql aaaa1111 \"\"", "upgrade\n", "aaaa1111\n" },
  { "profile \"\"", "import\n", "aaaa1111\n" },
};

static void
test_complete (void)
{
  g_autoptr(AthTestFolder) folder = new_alembic_project (sample, G_N_ELEMENTS (sample));

  for (guint i = 0; i < G_N_ELEMENTS (completion_cases); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("--complete %s", completion_cases[i].words);
      g_auto(AthTestOutput) output = { 0 };

      ath_test_program_run (&output, ath_test_folder_get_path (folder), arguments);
      g_assert_cmpint (output.status, ==, 0);
      g_assert_cmpstr (output.err, ==, "");
      g_assert_nonnull (strstr (output.out, completion_cases[i].offered));
      g_assert_null (strstr (output.out, completion_cases[i].not_offered));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli/offline/as-alembic", test_as_alembic);
  g_test_add_func ("/cli/offline/as-alembic-in-order", test_as_alembic_in_order);
  g_test_add_func ("/cli/offline/as-alembic-at-random", test_as_alembic_at_random);
  g_test_add_func ("/cli/offline/json-revisions", test_json_revisions);
  g_test_add_func ("/cli/offline/json-plan", test_json_plan);
  g_test_add_func ("/cli/offline/json-failure", test_json_failure);
  g_test_add_func ("/cli/offline/plan-text", test_plan_text);
  g_test_add_func ("/cli/offline/failures", test_failures);
  g_test_add_func ("/cli/offline/broken-project", test_broken_project);
  g_test_add_func ("/cli/offline/unread-script", test_unread_script);
  g_test_add_func ("/cli/offline/config-file", test_config_file);
  g_test_add_func ("/cli/offline/sql", test_sql);
  g_test_add_func ("/cli/offline/sql-text", test_sql_text);
  g_test_add_func ("/cli/offline/new-project", test_new_project);
  g_test_add_func ("/cli/offline/help", test_help);
  g_test_add_func ("/cli/offline/complete", test_complete);

  return g_test_run ();
}
