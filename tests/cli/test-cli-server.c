/* test-cli-server.c: commands that ask a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include <glib/gstdio.h>

#include "cli/ath-test-program.h"
#include "support/ath-test-cluster.h"
#include "support/ath-test-folder.h"

typedef struct
{
  AthTestFolder *folder;
  char          *database;
  char          *url;
} Fixture;

static AthTestCluster *cluster;

static void
write_script (AthTestFolder *folder,
              const char    *id,
              const char    *revises,
              const char    *upgrade,
              const char    *downgrade)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.sql", id);
  g_autofree char *text = g_strdup_printf ("--@ revision: %s\n--@ revises: %s\n"
                                           "--@ message: change %s\n\n"
                                           "--@ upgrade\n%s\n\n--@ downgrade\n%s\n",
                                           id, revises, id, upgrade, downgrade);

  ath_test_folder_write (folder, name, text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = ath_test_folder_new ();
  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  write_script (fixture->folder, "a1", "", "CREATE TABLE t (id int);", "DROP TABLE t;");
  write_script (fixture->folder, "b2", "a1",
                "INSERT INTO t VALUES (2);", "DELETE FROM t WHERE id = 2;");
  write_script (fixture->folder, "c3", "b2",
                "INSERT INTO t VALUES (3);", "DELETE FROM t WHERE id = 3;");
  fixture->database = ath_test_cluster_create_database (cluster, NULL);
  fixture->url = ath_test_cluster_dup_url (cluster, fixture->database);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ath_test_folder_free (fixture->folder);
  ath_test_cluster_drop_database (cluster, fixture->database);
  g_free (fixture->database);
  g_free (fixture->url);
}

static void
run (Fixture       *fixture,
     AthTestOutput *output,
     const char    *options,
     const char    *command)
{
  g_autofree char *arguments = g_strdup_printf ("--url '%s' %s %s", fixture->url, options, command);

  ath_test_program_run (output, ath_test_folder_get_path (fixture->folder), arguments);
}

static JsonObject *
run_json (Fixture        *fixture,
          AthTestOutput  *output,
          const char     *command,
          JsonNode      **node)
{
  run (fixture, output, "--json", command);
  g_clear_pointer (node, json_node_unref);
  *node = ath_test_output_parse (output);

  return json_node_get_object (*node);
}

static char *
dup_rows (Fixture *fixture)
{
  return ath_test_cluster_query_value (cluster, fixture->database,
                                       "SELECT coalesce (string_agg (version_num, ' ' ORDER BY"
                                       " version_num), '') FROM alembic_version");
}

static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *rows = dup_rows (fixture);

  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_value (Fixture    *fixture,
              const char *sql,
              const char *expected)
{
  g_autofree char *value = ath_test_cluster_query_value (cluster, fixture->database, sql);

  g_assert_cmpstr (value, ==, expected);
}

/* Runs a JSON command and compares its result, its steps and its heads. */
static void
check_run (Fixture    *fixture,
           const char *command,
           const char *result,
           const char *steps,
           const char *heads_after)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = run_json (fixture, &output, command, &node);
  g_autofree char *ids = ath_test_json_dup_ids (object, "steps");
  g_autofree char *heads = ath_test_json_dup_strings (object, "heads_after");
  JsonArray *array = json_object_get_array_member (object, "steps");

  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, result);
  g_assert_cmpstr (ids, ==, steps);
  g_assert_cmpstr (heads, ==, heads_after);
  g_assert_true (json_object_get_null_member (object, "error"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *step = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (step, "state"), ==, "applied");
      g_assert_cmpfloat (json_object_get_double_member (step, "seconds"), >=, 0);
    }
}

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  check_run (fixture, "upgrade head", "applied", "a1 b2 c3", "c3");
  assert_rows (fixture, "c3");
  assert_value (fixture, "SELECT count (*) FROM t", "2");
  check_run (fixture, "upgrade head", "nothing", "", "c3");

  check_run (fixture, "downgrade -1", "applied", "c3", "b2");
  assert_value (fixture, "SELECT count (*) FROM t", "1");
  check_run (fixture, "upgrade +1", "applied", "c3", "c3");
  check_run (fixture, "downgrade base", "applied", "c3 b2 a1", "");
  assert_rows (fixture, "");
  assert_value (fixture, "SELECT to_regclass ('t') IS NULL", "t");

  check_run (fixture, "stamp b2", "applied", "b2", "b2");
  check_run (fixture, "stamp base", "applied", "null", "");
}

static void
test_human_output (Fixture       *fixture,
                   gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };

  run (fixture, &output, "", "upgrade b2");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==, "The database is at b2.\n");
  g_assert_nonnull (strstr (output.err, "[1/2] upgrade  -> a1, change a1\n"));
  g_assert_nonnull (strstr (output.err, "[2/2] upgrade a1 -> b2, change b2\n"));
  g_assert_null (strstr (output.err, "CREATE TABLE t"));

  run (fixture, &output, "--quiet", "upgrade b2");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.err, ==, "");

  run (fixture, &output, "", "upgrade --verbose c3");
  g_assert_nonnull (strstr (output.err, "INSERT INTO t VALUES (3);"));

  run (fixture, &output, "", "current");
  g_assert_cmpstr (output.out, ==, "c3 (head)\n");
  run (fixture, &output, "", "current -v");
  g_assert_true (g_str_has_prefix (output.out, "Current revision(s) for postgresql://"));
  run (fixture, &output, "", "history -i -r b2:");
  g_assert_cmpstr (output.out, ==, "b2 -> c3 (head) (current), change c3\na1 -> b2, change b2\n");
  run (fixture, &output, "", "show current");
  g_assert_true (g_str_has_prefix (output.out, "Rev: c3 (head)\nParent: b2\nPath: /"));
}

/* Nothing that only looks makes the version table. */
static void
test_looking_changes_nothing (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const commands[] = {
    "current", "pending", "history -i", "history -r :current", "show current",
    "plan upgrade head", "upgrade --dry-run head", "downgrade --dry-run base", "stamp --dry-run a1",
    "ping",
  };
  g_auto(AthTestOutput) output = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      run (fixture, &output, "", commands[i]);
      g_assert_cmpint (output.status, ==, 0);
    }
  assert_value (fixture,
                "SELECT count (*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", "0");
}

static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *pending = NULL;
  g_autofree char *current = NULL;

  run (fixture, &output, "", "upgrade a1");
  pending = ath_test_json_dup_ids (run_json (fixture, &output, "pending", &node), "revisions");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (pending, ==, "b2 c3");
  current = ath_test_json_dup_ids (run_json (fixture, &output, "current", &node), "revisions");
  g_assert_cmpstr (current, ==, "a1");

  run (fixture, &output, "", "pending");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (output.out, ==, "a1 -> b2, change b2\nb2 -> c3 (head), change c3\n");
  run (fixture, &output, "", "pending --check");
  g_assert_cmpint (output.status, ==, 3);
  run (fixture, &output, "", "check");
  g_assert_cmpint (output.status, ==, 3);
  run (fixture, &output, "", "current --check-heads");
  g_assert_cmpint (output.status, ==, 1);

  run (fixture, &output, "", "upgrade head");
  run (fixture, &output, "", "pending --check");
  g_assert_cmpint (output.status, ==, 0);
  run (fixture, &output, "", "check");
  g_assert_cmpint (output.status, ==, 0);
  run (fixture, &output, "", "current --check-heads");
  g_assert_cmpint (output.status, ==, 0);
}

/* The text of --sql does what the run does. */
static void
test_sql_text (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto(AthTestOutput) text = { 0 };
  g_auto(AthTestOutput) output = { 0 };

  run (fixture, &text, "", "upgrade base:b2 --sql");
  g_assert_cmpint (text.status, ==, 0);
  run (fixture, &output, "", "upgrade --sql b2");
  g_assert_cmpstr (text.out, ==, output.out);
  run (fixture, &output, "", "upgrade --dry-run b2");
  g_assert_cmpstr (text.out, ==, output.out);
  ath_test_cluster_execute (cluster, fixture->database, text.out);
  assert_rows (fixture, "b2");

  run (fixture, &text, "", "downgrade b2:a1 --sql");
  ath_test_cluster_execute (cluster, fixture->database, text.out);
  assert_rows (fixture, "a1");
  run (fixture, &text, "", "stamp a1:c3 --sql");
  ath_test_cluster_execute (cluster, fixture->database, text.out);
  assert_rows (fixture, "c3");
  run (fixture, &text, "", "stamp base");
  run (fixture, &text, "", "plan --sql stamp c3");
  g_assert_null (strstr (text.out, "CREATE TABLE"));

  run (fixture, &output, "", "downgrade b2 --sql");
  g_assert_cmpint (output.status, ==, 2);
  run (fixture, &output, "", "upgrade a1:b2");
  g_assert_cmpint (output.status, ==, 2);
}

static void
assert_state (JsonArray  *steps,
              guint       index,
              const char *expected)
{
  JsonObject *step = json_array_get_object_element (steps, index);

  g_assert_cmpstr (json_object_get_string_member (step, "state"), ==, expected);
}

/* The first two stay, the third is gone without a trace. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  JsonObject *error;
  g_autofree char *heads = NULL;
  JsonArray *steps;

  write_script (fixture->folder, "c3", "b2",
                "INSERT INTO t VALUES (3);\nCREATE TABLE u (id int);\nSELECT 1,\n  nonsense;", "");
  write_script (fixture->folder, "d4", "c3", "INSERT INTO t VALUES (4);", "");

  object = run_json (fixture, &output, "upgrade head", &node);
  g_assert_cmpint (output.status, ==, 1);
  heads = ath_test_json_dup_strings (object, "heads_after");
  steps = json_object_get_array_member (object, "steps");
  error = json_object_get_object_member (object, "error");
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "failed");
  g_assert_cmpstr (heads, ==, "b2");
  g_assert_cmpuint (json_array_get_length (steps), ==, 4);
  assert_state (steps, 1, "applied");
  assert_state (steps, 2, "failed");
  assert_state (steps, 3, "pending");
  g_assert_cmpstr (json_object_get_string_member (error, "sqlstate"), ==, "42703");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (error, "file"),
                                   "/versions/c3.sql"));
  g_assert_cmpint (json_object_get_int_member (error, "line"), ==, 9);
  g_assert_cmpint (json_object_get_int_member (error, "column"), ==, 3);

  assert_rows (fixture, "b2");
  assert_value (fixture, "SELECT count (*) FROM t", "1");
  assert_value (fixture, "SELECT to_regclass ('u') IS NULL", "t");

  run (fixture, &output, "", "upgrade head");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_nonnull (strstr (output.err, "athanor-cli: column \"nonsense\" does not exist"));
  g_assert_nonnull (strstr (output.err, "versions/c3.sql:9:3\n"));
  g_assert_nonnull (strstr (output.err, "  | SELECT 1,\n  |   nonsense\n  |   ^\n"));
  g_assert_nonnull (strstr (output.err, "SQLSTATE 42703"));
}

static void
test_unknown_row (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };

  run (fixture, &output, "", "upgrade a1");
  ath_test_cluster_execute (cluster, fixture->database,
                            "UPDATE alembic_version SET version_num = 'gone'");
  run (fixture, &output, "", "upgrade head");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_nonnull (strstr (output.err, "“gone”"));
  run (fixture, &output, "", "current");
  g_assert_cmpint (output.status, ==, 1);
  assert_rows (fixture, "gone");

  check_run (fixture, "stamp --purge a1", "applied", "a1", "a1");
  assert_rows (fixture, "a1");
}

static void
test_no_connection (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *missing = ath_test_cluster_dup_url (cluster, "not_there");
  g_autofree char *wrong = ath_test_cluster_dup_tcp_url (cluster, fixture->database, "sesame");
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  g_free (fixture->url);
  fixture->url = g_steal_pointer (&missing);
  run (fixture, &output, "", "current");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_nonnull (strstr (output.err, "not_there"));

  g_free (fixture->url);
  fixture->url = g_steal_pointer (&wrong);
  object = run_json (fixture, &output, "upgrade head", &node);
  g_assert_cmpint (output.status, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "error"),
                                                  "sqlstate"), ==, "28P01");
  g_assert_null (strstr (output.out, "sesame"));
  g_assert_null (strstr (output.err, "sesame"));
}

/* What is taken when nothing is given, and that it is said without the password. */
static void
test_stated_url (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *url = ath_test_cluster_dup_tcp_url (cluster, fixture->database,
                                                       ATH_TEST_PASSWORD);
  g_autofree char *env_file = g_strdup_printf ("DATABASE_URL='%s'\n", url);
  g_auto(GStrv) parts = g_strsplit (url, "%", -1);
  g_autofree char *doubled = g_strjoinv ("%%", parts);
  g_autofree char *configuration = g_strdup_printf ("[athanor]\nurl = %s\n", doubled);
  const char *path = ath_test_folder_get_path (fixture->folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_folder_write (fixture->folder, "athanor.ini", configuration);
  ath_test_program_run (&output, path, "upgrade a1");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_nonnull (strstr (output.err, "athanor.ini"));
  g_assert_nonnull (strstr (output.err, fixture->database));
  g_assert_null (strstr (output.err, "rd'"));
  assert_rows (fixture, "a1");

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (fixture->folder, ".env", env_file);
  ath_test_program_run (&output, path, "upgrade b2");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_nonnull (strstr (output.err, "DATABASE_URL of .env"));
  g_assert_null (strstr (output.err, "rd'"));
  assert_rows (fixture, "b2");
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *first = NULL;
  g_autofree char *verify = NULL;
  JsonObject *object;
  JsonArray *backups;
  GStatBuf info;

  run (fixture, &output, "", "upgrade a1");
  object = run_json (fixture, &output, "upgrade --backup head", &node);
  g_assert_cmpint (output.status, ==, 0);
  first = g_strdup (json_object_get_string_member (object, "backup"));
  g_assert_cmpint (g_stat (first, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  run (fixture, &output, "", "backup create");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_true (g_file_test (g_strchomp (output.out), G_FILE_TEST_IS_REGULAR));

  object = run_json (fixture, &output, "backup list", &node);
  backups = json_object_get_array_member (object, "backups");
  g_assert_cmpuint (json_array_get_length (backups), ==, 2);
  object = json_array_get_object_element (backups, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, first);
  g_assert_cmpstr (json_object_get_string_member (object, "database"), ==, fixture->database);

  run (fixture, &output, "", "backup verify");
  g_assert_cmpint (output.status, ==, 0);
  run (fixture, &output, "", "backup prune --keep 1");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  verify = g_strdup_printf ("backup verify '%s'", first);
  run (fixture, &output, "", verify);
  g_assert_cmpint (output.status, ==, 1);
  run (fixture, &output, "", "upgrade --backup --no-backup head");
  g_assert_cmpint (output.status, ==, 2);
}

static void
test_ping (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = run_json (fixture, &output, "ping", &node);

  g_assert_cmpint (output.status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "database"), ==, fixture->database);

  run (fixture, &output, "", "ping");
  g_assert_nonnull (strstr (output.out, ": PostgreSQL "));
  run (fixture, &output, "", "wait");
  g_assert_cmpint (output.status, ==, 0);
}

/* Waits, in the database, until @sql says "t". */
static void
wait_until (Fixture    *fixture,
            const char *sql)
{
  g_autofree char *loop =
    g_strdup_printf ("DO $$ BEGIN FOR i IN 1..1000 LOOP PERFORM pg_stat_clear_snapshot ();"
                     " IF (%s) THEN RETURN; END IF; PERFORM pg_sleep (0.02); END LOOP;"
                     " RAISE 'it never came true'; END $$", sql);

  ath_test_cluster_execute (cluster, "postgres", loop);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *arguments = g_strdup_printf ("--url '%s' --json upgrade head", fixture->url);
  g_autofree char *sleeping =
    g_strdup_printf ("SELECT count (*) = 1 FROM pg_stat_activity WHERE datname = '%s'"
                     " AND query LIKE 'SELECT pg_sleep%%'", fixture->database);
  g_autofree char *gone =
    g_strdup_printf ("SELECT count (*) = 0 FROM pg_stat_activity WHERE datname = '%s'",
                     fixture->database);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  write_script (fixture->folder, "c3", "b2",
                "INSERT INTO t VALUES (3);\nSELECT pg_sleep (600);", "");
  process = ath_test_program_start (ath_test_folder_get_path (fixture->folder), arguments);
  wait_until (fixture, sleeping);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);

  g_test_message ("%s%s", out, err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "result"), ==,
                   "cancelled");
  wait_until (fixture, gone);
  assert_rows (fixture, "b2");
  assert_value (fixture, "SELECT count (*) FROM t", "1");
}

static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *arguments = g_strdup_printf ("--url '%s' wait", fixture->url);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(AthTestOutput) output = { 0 };

  ath_test_cluster_halt (cluster);
  run (fixture, &output, "", "ping");
  g_assert_cmpint (output.status, ==, 1);
  run (fixture, &output, "", "wait --timeout 1");
  g_assert_cmpint (output.status, ==, 1);

  process = ath_test_program_start (NULL, arguments);
  ath_test_cluster_resume (cluster);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
add (const char *name,
     void (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/cli/server/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("there-and-back", test_there_and_back);
  add ("human-output", test_human_output);
  add ("looking-changes-nothing", test_looking_changes_nothing);
  add ("pending", test_pending);
  add ("sql-text", test_sql_text);
  add ("failure", test_failure);
  add ("unknown-row", test_unknown_row);
  add ("no-connection", test_no_connection);
  add ("stated-url", test_stated_url);
  add ("backup", test_backup);
  add ("ping", test_ping);
  add ("cancel", test_cancel);
  add ("wait", test_wait);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
