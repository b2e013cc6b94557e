/* test-version-table.c: the table that holds the rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "postgres/ath-version-table.h"
#include "support/ath-test-cluster.h"

static AthTestCluster *cluster;

typedef struct
{
  char          *database;
  AthConnection *connection;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr(AthConnectionInfo) info = NULL;
  g_autoptr(GError) error = NULL;

  fixture->database = ath_test_cluster_create_database (cluster, NULL);
  url = ath_test_cluster_dup_url (cluster, fixture->database);
  info = ath_connection_info_new_from_url (url, &error);
  g_assert_no_error (error);
  fixture->connection = ath_connection_open (info, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  ath_test_cluster_drop_database (cluster, fixture->database);
  g_free (fixture->database);
}

static void
assert_rows (Fixture               *fixture,
             const AthVersionTable *table,
             const char            *expected)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) rows = ath_version_table_read (table, fixture->connection, NULL, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", rows);
  g_assert_cmpstr (joined, ==, expected);
}

static void
execute (Fixture    *fixture,
         const char *sql)
{
  g_autoptr(GError) error = NULL;

  ath_connection_execute (fixture->connection, sql, NULL, &error);
  g_assert_no_error (error);
}

static void
create (Fixture               *fixture,
        const AthVersionTable *table)
{
  g_autofree char *sql = ath_version_table_dup_create_sql (table);

  execute (fixture, sql);
}

static void
apply (Fixture               *fixture,
       const AthVersionTable *table,
       const char            *from,
       const char            *to)
{
  AthRowChange change = { (char *) from, (char *) to };
  g_autofree char *sql = ath_version_table_dup_change_sql (table, &change);

  execute (fixture, sql);
}

static const AthVersionTable tables[] = {
  { "alembic_version", NULL, TRUE },
  { "alembic_version", NULL, FALSE },
  { "My_\"versions\"", NULL, TRUE },
  { "user", "public", TRUE },
  { "rows of it", "My schema", FALSE },
};

static void
test_version_table_changes (Fixture       *fixture,
                            gconstpointer  data)
{
  const AthVersionTable *table = data;

  ath_test_cluster_execute (cluster, fixture->database, "CREATE SCHEMA \"My schema\"");
  assert_rows (fixture, table, "");

  create (fixture, table);
  assert_rows (fixture, table, "");

  apply (fixture, table, NULL, "b2");
  apply (fixture, table, NULL, "it's a1");
  assert_rows (fixture, table, "b2 it's a1");
  apply (fixture, table, "it's a1", "a\\2");
  assert_rows (fixture, table, "a\\2 b2");
  apply (fixture, table, "b2", NULL);
  assert_rows (fixture, table, "a\\2");
}

/* Looking must not end a transaction that is open. */
static void
test_version_table_read_in_transaction (Fixture       *fixture,
                                        gconstpointer  data)
{
  AthVersionTable table = { "alembic_version", NULL, TRUE };

  g_assert_true (ath_connection_execute (fixture->connection, "BEGIN", NULL, NULL));
  assert_rows (fixture, &table, "");
  g_assert_true (ath_connection_execute (fixture->connection, "SELECT 1", NULL, NULL));
  g_assert_true (ath_connection_is_in_transaction (fixture->connection));
}

static void
test_version_table_search_path (Fixture       *fixture,
                                gconstpointer  data)
{
  AthVersionTable table = { "alembic_version", NULL, TRUE };
  AthVersionTable there = { "alembic_version", "tenant", TRUE };

  g_assert_true (ath_connection_execute (fixture->connection,
                                         "CREATE SCHEMA tenant; SET search_path = tenant",
                                         NULL, NULL));
  create (fixture, &table);
  apply (fixture, &table, NULL, "a1");
  assert_rows (fixture, &there, "a1");
}

static void
test_version_table_no_schema (Fixture       *fixture,
                              gconstpointer  data)
{
  AthVersionTable table = { "v", "My schema", TRUE };
  g_autofree char *sql = ath_version_table_dup_create_sql (&table);
  g_autoptr(GError) error = NULL;

  assert_rows (fixture, &table, "");
  g_assert_false (ath_connection_execute (fixture->connection, sql, NULL, &error));
  ath_version_table_explain (&table, error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SQL);
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "CREATE SCHEMA \"My schema\""));
}

#define LONG_ID "a_revision_with_a_readable_but_long_id"

static void
test_version_table_long_ids (Fixture       *fixture,
                             gconstpointer  data)
{
  AthVersionTable table = { "alembic_version", NULL, TRUE };
  const char *ids[] = { "a1", LONG_ID, NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_version_table_check_ids (&table, fixture->connection, ids, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_REVISION);
  g_assert_nonnull (strstr (error->message, LONG_ID));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "ALTER TABLE alembic_version "));
  g_clear_error (&error);

  create (fixture, &table);
  g_assert_false (ath_version_table_check_ids (&table, fixture->connection, ids, NULL, NULL));

  ath_test_cluster_execute (cluster, fixture->database,
                            "ALTER TABLE alembic_version ALTER version_num TYPE varchar(255)");
  ath_version_table_check_ids (&table, fixture->connection, ids, NULL, &error);
  g_assert_no_error (error);

  ath_test_cluster_execute (cluster, fixture->database,
                            "ALTER TABLE alembic_version ALTER version_num TYPE text");
  ath_version_table_check_ids (&table, fixture->connection, ids, NULL, &error);
  g_assert_no_error (error);
}

/* Made with Alembic 1.8 in its offline mode. */
static void
test_version_table_text (void)
{
  AthVersionTable plain = { "alembic_version", NULL, TRUE };
  AthVersionTable keyless = { "alembic_version", NULL, FALSE };
  AthVersionTable named = { "My_versions", "meta", TRUE };
  AthRowChange insert = { NULL, (char *) "a1" };
  AthRowChange update = { (char *) "a1", (char *) "b2" };
  AthRowChange delete = { (char *) "b2", NULL };
  const struct { char *found; const char *expected; } texts[] = {
    { ath_version_table_dup_create_sql (&plain),
      "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n"
      "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)" },
    { ath_version_table_dup_create_sql (&keyless),
      "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL\n)" },
    { ath_version_table_dup_create_sql (&named),
      "CREATE TABLE meta.\"My_versions\" (\n    version_num VARCHAR(32) NOT NULL, \n"
      "    CONSTRAINT \"My_versions_pkc\" PRIMARY KEY (version_num)\n)" },
    { ath_version_table_dup_change_sql (&plain, &insert),
      "INSERT INTO alembic_version (version_num) VALUES ('a1') "
      "RETURNING alembic_version.version_num" },
    { ath_version_table_dup_change_sql (&keyless, &insert),
      "INSERT INTO alembic_version (version_num) VALUES ('a1')" },
    { ath_version_table_dup_change_sql (&named, &update),
      "UPDATE meta.\"My_versions\" SET version_num='b2' "
      "WHERE meta.\"My_versions\".version_num = 'a1'" },
    { ath_version_table_dup_change_sql (&named, &delete),
      "DELETE FROM meta.\"My_versions\" WHERE meta.\"My_versions\".version_num = 'b2'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (texts[i].found, ==, texts[i].expected);
      g_free (texts[i].found);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strdup_printf ("/version-table/changes/%" G_GSIZE_FORMAT, i);

      g_test_add (path, Fixture, &tables[i], set_up, test_version_table_changes, tear_down);
    }
  g_test_add ("/version-table/read-in-transaction", Fixture, NULL,
              set_up, test_version_table_read_in_transaction, tear_down);
  g_test_add ("/version-table/search-path", Fixture, NULL,
              set_up, test_version_table_search_path, tear_down);
  g_test_add ("/version-table/no-schema", Fixture, NULL,
              set_up, test_version_table_no_schema, tear_down);
  g_test_add ("/version-table/long-ids", Fixture, NULL,
              set_up, test_version_table_long_ids, tear_down);
  g_test_add_func ("/version-table/text", test_version_table_text);

  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);
  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
