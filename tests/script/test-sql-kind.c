/* test-sql-kind.c: what a statement means for the transaction it runs in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/sql/ath-sql-kind.h"

typedef struct
{
  AthSqlKind  kind;
  const char *sql;
  int         server_version;
} Case;

#define PLAIN ATH_SQL_KIND_PLAIN
#define OUTSIDE ATH_SQL_KIND_OUTSIDE_TRANSACTION
#define INDEX ATH_SQL_KIND_CONCURRENT_INDEX
#define CONTROL ATH_SQL_KIND_TRANSACTION_CONTROL
#define STREAM ATH_SQL_KIND_COPY_STREAM
#define PSQL ATH_SQL_KIND_PSQL_COMMAND

static const Case cases[] = {
  { PLAIN, "" },
  { PLAIN, "CREATE TABLE a (id int)" },
  { PLAIN, "CREATE INDEX i ON a (id)" },
  { PLAIN, "CREATE INDEX \"concurrently\" ON a (id)" },
  { PLAIN, "SELECT 'CREATE INDEX CONCURRENTLY'" },
  { PLAIN, "ANALYZE a" },
  { PLAIN, "DISCARD PLANS" },
  { INDEX, "CREATE INDEX CONCURRENTLY i ON a (id)" },
  { INDEX, "-- why\ncreate /* how */ unique\nindex concurrently if not exists i ON a (id)" },
  { INDEX, "DROP INDEX CONCURRENTLY IF EXISTS i" },
  { PLAIN, "DROP INDEX i" },
  { OUTSIDE, "CREATE DATABASE d" },
  { OUTSIDE, "DROP DATABASE IF EXISTS d" },
  { OUTSIDE, "CREATE TABLESPACE t LOCATION '/x'" },
  { OUTSIDE, "DROP TABLESPACE t" },
  { OUTSIDE, "ALTER SYSTEM SET work_mem = '1MB'" },
  { OUTSIDE, "ALTER DATABASE d SET TABLESPACE t" },
  { PLAIN, "ALTER DATABASE d SET work_mem = '1MB'" },
  { OUTSIDE, "VACUUM" },
  { OUTSIDE, "VACUUM (ANALYZE) a" },
  { OUTSIDE, "DISCARD ALL" },
  { OUTSIDE, "COMMIT PREPARED 'x'" },
  { OUTSIDE, "ROLLBACK PREPARED 'x'" },

  { PLAIN, "REINDEX TABLE a" },
  { PLAIN, "REINDEX INDEX i" },
  { PLAIN, "REINDEX (VERBOSE) TABLE a" },
  { PLAIN, "REINDEX (CONCURRENTLY false) TABLE a" },
  { PLAIN, "REINDEX (CONCURRENTLY off, VERBOSE) TABLE a" },
  { INDEX, "REINDEX TABLE CONCURRENTLY a" },
  { INDEX, "REINDEX (VERBOSE, CONCURRENTLY) TABLE a" },
  { INDEX, "REINDEX (CONCURRENTLY on) INDEX i" },
  { OUTSIDE, "REINDEX SCHEMA s" },
  { OUTSIDE, "REINDEX (VERBOSE) DATABASE d" },
  { OUTSIDE, "REINDEX SYSTEM d" },

  { OUTSIDE, "CLUSTER" },
  { OUTSIDE, "CLUSTER VERBOSE" },
  { OUTSIDE, "CLUSTER (VERBOSE)" },
  { PLAIN, "CLUSTER a USING i" },
  { PLAIN, "CLUSTER VERBOSE a" },

  { PLAIN, "ALTER TABLE a ADD COLUMN b int" },
  { PLAIN, "ALTER TABLE a DETACH PARTITION b" },
  { PLAIN, "ALTER TABLE a DETACH PARTITION b FINALIZE" },
  { OUTSIDE, "ALTER TABLE IF EXISTS s.a DETACH PARTITION s.b CONCURRENTLY" },

  { PLAIN, "ALTER TYPE t ADD VALUE 'x'" },
  { PLAIN, "ALTER TYPE t ADD VALUE 'x'", 120000 },
  { OUTSIDE, "ALTER TYPE t ADD VALUE 'x'", 110022 },
  { OUTSIDE, "ALTER TYPE s.\"T\" ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'", 100000 },
  { OUTSIDE, "ALTER TYPE add ADD VALUE 'x'", 110022 },
  { PLAIN, "ALTER TYPE t ADD ATTRIBUTE value int", 110022 },
  { PLAIN, "ALTER TYPE t RENAME VALUE 'x' TO 'y'", 110022 },

  { OUTSIDE, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p" },
  { OUTSIDE, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (enabled = false)" },
  { OUTSIDE, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot)" },
  { PLAIN, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)" },
  { PLAIN, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = 'off')" },
  { OUTSIDE, "DROP SUBSCRIPTION s" },
  { PLAIN, "ALTER SUBSCRIPTION s DISABLE" },
  { PLAIN, "ALTER SUBSCRIPTION s SET (slot_name = NONE)" },
  { OUTSIDE, "ALTER SUBSCRIPTION s SET (failover = true)" },
  { OUTSIDE, "ALTER SUBSCRIPTION s REFRESH PUBLICATION" },
  { OUTSIDE, "ALTER SUBSCRIPTION s ADD PUBLICATION p" },
  { PLAIN, "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)" },

  { CONTROL, "BEGIN" },
  { CONTROL, "BEGIN ISOLATION LEVEL SERIALIZABLE" },
  { CONTROL, "START TRANSACTION" },
  { CONTROL, "COMMIT" },
  { CONTROL, "END WORK" },
  { CONTROL, "ABORT" },
  { CONTROL, "ROLLBACK" },
  { CONTROL, "ROLLBACK AND CHAIN" },
  { CONTROL, "PREPARE TRANSACTION 'x'" },
  { PLAIN, "PREPARE q AS SELECT 1" },
  { PLAIN, "SAVEPOINT a" },
  { PLAIN, "RELEASE a" },
  { PLAIN, "ROLLBACK TO a" },
  { PLAIN, "ROLLBACK TRANSACTION TO SAVEPOINT a" },
  { PLAIN, "DO $$BEGIN COMMIT; END$$" },

  { STREAM, "COPY a FROM STDIN" },
  { STREAM, "copy a (b, c) from stdin with (format csv)" },
  { STREAM, "COPY (SELECT 1) TO STDOUT" },
  { PLAIN, "COPY a FROM '/tmp/x'" },
  { PLAIN, "COPY a TO PROGRAM 'cat'" },
  { PLAIN, "COPY (SELECT a FROM stdin) TO '/tmp/x'" },

  { PSQL, "\\connect other" },
  { PSQL, "\\i file.sql\nSELECT 1" },
  { PSQL, "SELECT 1 \\gexec" },
  { PLAIN, "SELECT '\\'" },
};

static void
test_kind (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (ath_sql_kind_of (cases[i].sql, strlen (cases[i].sql),
                                        cases[i].server_version),
                       ==, cases[i].kind);
    }
}

static void
test_changes_session (void)
{
  static const struct
  {
    const char *sql;
    gboolean    changes;
  } session_cases[] = {
    { "SET search_path = a", TRUE },
    { "/* why */ set ROLE owner", TRUE },
    { "RESET ALL", TRUE },
    { "SELECT pg_catalog.set_config('search_path', '', false)", TRUE },
    { "SELECT 'set_config'", FALSE },
    { "UPDATE a SET b = 1", FALSE },
    { "ALTER TABLE a ALTER b SET NOT NULL", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (session_cases); i++)
    {
      const char *sql = session_cases[i].sql;

      g_test_message ("%s", sql);
      g_assert_cmpint (ath_sql_changes_session (sql, strlen (sql)), ==, session_cases[i].changes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sql-kind/table", test_kind);
  g_test_add_func ("/sql-kind/changes-session", test_changes_session);

  return g_test_run ();
}
