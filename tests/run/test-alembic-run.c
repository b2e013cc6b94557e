/* test-alembic-run.c: runs of Alembic scripts, also of those that look at the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "run-fixture.h"

static AthTestCluster *cluster;

static RunFixture *
fixture_new (void)
{
  RunFixture *fixture = run_fixture_new (cluster);

  run_fixture_use_alembic (fixture);

  return fixture;
}

static void
upgrade (RunFixture *fixture)
{
  g_autoptr(AthRun) run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_no_error (ath_run_get_error (run));
  g_assert_cmpint (ath_run_get_outcome (run), ==, ATH_RUN_APPLIED);
}

/* Several statements in one text, with semicolons where they end nothing. */
static void
test_several_statements (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();

  run_fixture_add_python (fixture, "r1",
                          "    op.execute('''\n"
                          "      CREATE TABLE a (x text DEFAULT ';'); -- one; two\n"
                          "      CREATE FUNCTION f () RETURNS int AS $$\n"
                          "        BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;\n"
                          "      INSERT INTO a DEFAULT VALUES; INSERT INTO a VALUES ('b');\n"
                          "    ''')\n");
  upgrade (fixture);

  run_fixture_assert_rows (fixture, "r1");
  run_fixture_assert_value (fixture, "SELECT string_agg (x, ',') || f () FROM a", ";,b1");
}

/* The second of several statements fails: nothing of the first remains, and the
 * error names the line of the script.
 */
static void
test_several_statements_fail (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE a (); CREATE TABLE a ();')\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpuint (ath_error_get_details (ath_run_get_error (run))->line, ==, 8);
  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_rows (fixture, NULL);
  run_fixture_assert_quiet (fixture);
}

/* What each expression of a script gives is written into a table. */
typedef struct
{
  const char *expression;
  const char *expected;
} Read;

static const Read reads[] = {
  { "[tuple(r) for r in q('SELECT * FROM t ORDER BY i')]",
    "[(1, 'one', True), (2, 'two', False), (3, None, None)]" },
  { "q('SELECT count(*) FROM t').scalar()", "3" },
  { "q('SELECT i FROM t WHERE i > 9').scalar()", "None" },
  { "q('SELECT i FROM t ORDER BY i').scalars().all()", "[1, 2, 3]" },
  { "q('SELECT i, s FROM t ORDER BY i').scalars(1).first()", "one" },
  { "[m['s'] for m in q('SELECT i, s FROM t ORDER BY i').mappings()]", "['one', 'two', None]" },
  { "q('SELECT * FROM t ORDER BY i').mappings().first()", "{'i': 1, 's': 'one', 'b': True}" },
  { "q('SELECT * FROM t ORDER BY i').fetchone()", "(1, 'one', True)" },
  { "q('SELECT * FROM t WHERE i = 9').fetchone()", "None" },
  { "q('SELECT * FROM t WHERE i = 2').one()[1]", "two" },
  { "q('SELECT * FROM t WHERE i = 2').one().s", "two" },
  { "q('SELECT * FROM t WHERE i = 2').first()._mapping['s']", "two" },
  { "q('SELECT * FROM t WHERE i = 2').first()._asdict()", "{'i': 2, 's': 'two', 'b': False}" },
  { "q('SELECT * FROM t WHERE i = 2').first()[-1]", "False" },
  { "q('SELECT * FROM t WHERE i = 2').first()[:2]", "(2, 'two')" },
  { "q('SELECT * FROM t WHERE i = 9').one_or_none()", "None" },
  { "q('SELECT * FROM t WHERE i = 2').first() == (2, 'two', False)", "True" },
  { "len(q('SELECT * FROM t').first())", "3" },
  { "len(q('SELECT * FROM t').fetchall())", "3" },
  { "list(q('SELECT * FROM t').keys())", "['i', 's', 'b']" },
  { "q('SELECT * FROM t').rowcount", "3" },
  { "q('UPDATE t SET s = s WHERE i < 3').rowcount", "2" },
  { "q('UPDATE t SET s = s').returns_rows", "False" },
  { "bind.scalar(sa.text('SELECT 5'))", "5" },
  { "bind.scalars(sa.text('SELECT i FROM t ORDER BY i')).all()", "[1, 2, 3]" },
  { "q('SELECT i FROM t WHERE s = :s', s='two').scalar()", "2" },
  { "bind.execute(sa.select(t.c.s).where(t.c.i == 1)).scalar_one()", "one" },
  { "[a + b for a, b in q('SELECT i, i FROM t ORDER BY i')]", "[2, 4, 6]" },
  { "q('SELECT 1.5::float8').scalar()", "1.5" },
  { "q(\"SELECT '{}'::inet\".format('10.0.0.1')).scalar()", "10.0.0.1" },
  { "q(\"SELECT DATE '2024-02-29'\").scalar()", "2024-02-29" },
  { "repr(q(\"SELECT TIMESTAMP '2024-02-29 01:02:03.4'\").scalar())",
    "datetime.datetime(2024, 2, 29, 1, 2, 3, 400000)" },
  { "q(\"SELECT TIMESTAMP '2024-02-29 01:02:03'\").scalar()", "2024-02-29 01:02:03" },
  { "q(\"SELECT TIMESTAMPTZ '2024-02-29 01:02:03+00'\").scalar().isoformat()",
    "2024-02-29T01:02:03+00:00" },
  { "repr(q(\"SELECT UUID 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'\").scalar())",
    "UUID('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')" },
  { "q('SELECT u FROM (SELECT CAST(:u AS uuid) AS u) x WHERE u = :u', "
    "u=q('SELECT gen_random_uuid()').scalar()).rowcount", "1" },
  { "q('SELECT CAST(:j AS jsonb)', j='{\"a\": [1, null, true]}').scalar()",
    "{'a': [1, None, True]}" },
  { "repr(q('SELECT 1.50').scalar())", "Decimal('1.50')" },
  { "repr(q(\"SELECT TIME '01:02:03.4'\").scalar())", "datetime.time(1, 2, 3, 400000)" },
  { "q(\"SELECT TIME '24:00'\").scalar()", "00:00:00" },
  { "q(\"SELECT TIMETZ '01:02:03+05:30'\").scalar().isoformat()", "01:02:03+05:30" },
  { "repr(q(\"SELECT INTERVAL '1 year 2 mons 3 days 04:05:06.789'\").scalar())",
    "datetime.timedelta(days=428, seconds=14706, microseconds=789000)" },
  { "repr(q(\"SELECT INTERVAL '-1 years -2 mons +3 days -04:05:06.5'\").scalar())",
    "datetime.timedelta(days=-423, seconds=71693, microseconds=500000)" },
  { "q(\"SELECT INTERVAL '-1 days +02:03:00'\").scalar()", "-1 day, 2:03:00" },
  { "q(\"SELECT INTERVAL '5 seconds'\").scalar().total_seconds()", "5.0" },
  { "bind.dialect.server_version_info >= (9, 6)", "True" },
  { "bind.dialect.server_version_info[0] == "
    "q(\"SELECT current_setting('server_version_num')::int / 10000\").scalar()", "True" },
  { "q('SELECT (:j)::jsonb', j='{\"a\": {\"b\": 5}}').scalar()['a']", "{'b': 5}" },
  { "bind.scalar(sa.select(sa.cast({'a': {'b': 'x'}}, postgresql.JSONB)['a']['b'].astext))",
    "x" },
  { "bind.scalar(sa.select(sa.cast(sa.cast({'a': 5}, postgresql.JSONB)['a'].as_integer() / 2,"
    " sa.Text)))", "2.5000000000000000" },
  { "bind.scalar(sa.select(sa.literal(7) // 2))", "3" },
  { "bind.scalar(sa.select(sa.literal('50%').contains('0%', autoescape=True)))", "True" },
  { "q('SELECT n FROM (SELECT CAST(:n AS numeric) AS n) x WHERE n = :n', "
    "n=q('SELECT 12.340').scalar() * 2).scalar()", "24.680" },
  { "q('SELECT ARRAY[1.5, NULL]').scalar()", "[Decimal('1.5'), None]" },
  { "q('SELECT ARRAY[1, NULL, 3]').scalar()", "[1, None, 3]" },
  { "q('''SELECT ARRAY['a,b', 'c\"d', NULL, 'NULL', '']''').scalar()",
    "['a,b', 'c\"d', None, 'NULL', '']" },
  { "q('SELECT ARRAY[]::text[]').scalar()", "[]" },
  { "catch(lambda: q('SELECT i FROM t').one())", "MultipleResultsFound" },
  { "catch(lambda: q('SELECT i FROM t WHERE i = 9').scalar_one())", "NoResultFound" },
  { "catch(lambda: q('UPDATE t SET s = s').fetchall())", "ResourceClosedError" },
  { "catch(lambda: q('SELECT i FROM t').first().nothing)", "AttributeError" },
};

/* What SQLAlchemy 2.0 says of the same tables, as str() of it. */
static const Read inspections[] = {
  { "i.get_table_names()", "['child', 'parent', 'seen']" },
  { "i.get_table_names(schema='s')", "['other']" },
  { "i.get_view_names()", "['v']" },
  { "'s' in i.get_schema_names()", "True" },
  { "i.get_sequence_names()", "['parent_id_seq']" },
  { "i.default_schema_name", "public" },
  { "[e['name'] for e in i.get_enums()]", "['mood']" },
  { "i.get_enums()[0]['labels']", "['sad', 'ok']" },
  { "i.has_table('parent'), i.has_table('v'), i.has_table('other')", "(True, True, False)" },
  { "i.has_table('other', schema='s')", "True" },
  { "i.has_sequence('parent_id_seq'), i.has_sequence('x')", "(True, False)" },
  { "i.has_index('parent', 'ix'), i.has_index('child', 'ix')", "(True, False)" },
  { "bind.dialect.has_table(bind, 'parent'), bind.dialect.has_table(bind, 'x')", "(True, False)" },
  { "[c['name'] for c in Inspector.from_engine(bind).get_columns('parent')]",
    "['id', 'a', 'Quoted b']" },
  { "[c['nullable'] for c in i.get_columns('parent')]", "[False, False, True]" },
  { "[c['default'] for c in i.get_columns('parent')]",
    "[\"nextval('parent_id_seq'::regclass)\", '5', \"'x'::text\"]" },
  { "i.get_columns('parent', schema='public')[0]['default']",
    "nextval('\"public\".parent_id_seq'::regclass)" },
  { "[c['autoincrement'] for c in i.get_columns('parent')]", "[True, False, False]" },
  { "['computed' in c for c in i.get_columns('child')]", "[False, False, True]" },
  { "i.get_columns('parent')[1]['comment']", "an a" },
  { "[(x['name'], x['unique'], x['column_names']) for x in i.get_indexes('parent')]",
    "[('ix', False, ['a']), ('parent_a_Quoted b_key', True, ['a', 'Quoted b']), "
    "('ux', True, [None, 'a'])]" },
  { "[x.get('duplicates_constraint') for x in i.get_indexes('parent')]",
    "[None, 'parent_a_Quoted b_key', None]" },
  { "[x['include_columns'] for x in i.get_indexes('parent')]", "[['id'], [], []]" },
  { "i.get_pk_constraint('parent')['constrained_columns']", "['id']" },
  { "i.get_pk_constraint('child')", "{'name': None, 'constrained_columns': []}" },
  { "[u['name'] for u in i.get_unique_constraints('parent')]", "['parent_a_Quoted b_key']" },
  { "[(k['name'], k['constrained_columns'], k['referred_schema'], k['referred_table'],"
    " k['referred_columns']) for k in i.get_foreign_keys('child')]",
    "[('child_o_fkey', ['o'], 's', 'other', ['x']), "
    "('child_p_fkey', ['p'], None, 'parent', ['id'])]" },
  { "i.get_check_constraints('parent')[0]['name']", "ck" },
  { "i.get_check_constraints('parent')[0]['sqltext']", "a > 0 AND \"Quoted b\" <> ''::text" },
  { "i.get_table_comment('parent')", "{'text': 'the parent'}" },
  { "catch(lambda: i.get_columns('nothing'))", "NoSuchTableError" },
};

/* Runs a script that writes down what each expression gives, behind @preparation. */
static void
assert_reads (const char *preparation,
              const Read *expected,
              guint       n_expected)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(GString) body =
    g_string_new ("    op.execute('CREATE TABLE seen (n int, value text)')\n"
                  "    from sqlalchemy.engine.reflection import Inspector\n"
                  "    from sqlalchemy.dialects import postgresql\n"
                  "    i = sa.inspect(bind)\n"
                  "    t = sa.table('t', sa.column('i', sa.Integer), sa.column('s', sa.Text))\n"
                  "    def q(sql, **values):\n"
                  "        return bind.execute(sa.text(sql), values)\n"
                  "    def catch(function):\n"
                  "        try:\n"
                  "            return function()\n"
                  "        except Exception as e:\n"
                  "            return type(e).__name__\n"
                  "    def see(n, value):\n"
                  "        q('INSERT INTO seen VALUES (:n, :value)', n=n, value=str(value))\n");

  for (guint i = 0; i < n_expected; i++)
    g_string_append_printf (body, "    see(%u, (%s))\n", i, expected[i].expression);
  run_fixture_execute (fixture, preparation);
  run_fixture_add_python (fixture, "r1", body->str);
  upgrade (fixture);

  for (guint i = 0; i < n_expected; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT value FROM seen WHERE n = %u", i);

      g_test_message ("%s", expected[i].expression);
      run_fixture_assert_value (fixture, sql, expected[i].expected);
    }
}

static void
test_results (void)
{
  assert_reads ("CREATE TABLE t (i int, s text, b bool);"
                "INSERT INTO t VALUES (1, 'one', true), (2, 'two', false), (3, NULL, NULL)",
                reads, G_N_ELEMENTS (reads));
}

static void
test_inspector (void)
{
  assert_reads ("CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('sad', 'ok');"
                "CREATE TABLE s.other (x int PRIMARY KEY);"
                "CREATE TABLE parent (id serial PRIMARY KEY, a int NOT NULL DEFAULT 5,"
                " \"Quoted b\" text DEFAULT 'x', UNIQUE (a, \"Quoted b\"),"
                " CONSTRAINT ck CHECK (a > 0 AND \"Quoted b\" <> ''));"
                "CREATE TABLE child (p int REFERENCES parent ON DELETE CASCADE,"
                " o int REFERENCES s.other, g int GENERATED ALWAYS AS (p * 2) STORED);"
                "CREATE INDEX ix ON parent (a) INCLUDE (id);"
                "CREATE UNIQUE INDEX ux ON parent (lower(\"Quoted b\"), a DESC);"
                "CREATE VIEW v AS SELECT 1;"
                "COMMENT ON TABLE parent IS 'the parent'; COMMENT ON COLUMN parent.a IS 'an a'",
                inspections, G_N_ELEMENTS (inspections));
}

/* What a script does depends on what the revision before it has left. */
static void
test_branches_on_rows (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();

  run_fixture_add_python (fixture, "r1",
                          "    op.create_table('t', sa.Column('a', sa.Integer))\n"
                          "    t = sa.table('t', sa.column('a'))\n"
                          "    op.bulk_insert(t, [{'a': 1}, {'a': 2}])\n");
  run_fixture_add_python (fixture, "r2",
                          "    for row in bind.execute(sa.text('SELECT a FROM t')).fetchall():\n"
                          "        op.create_table('t%d' % row.a, sa.Column('x', sa.Integer))\n");
  upgrade (fixture);

  run_fixture_assert_tables (fixture, "t,t1,t2");
  run_fixture_assert_rows (fixture, "r2");
}

/* The first failure is rolled back to its savepoint, and the script goes on. */
static void
test_savepoint (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();

  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE t (a int UNIQUE)')\n"
                          "    for value in (1, 1, 2):\n"
                          "        try:\n"
                          "            with bind.begin_nested():\n"
                          "                op.execute('INSERT INTO t VALUES (%d)' % value)\n"
                          "        except exc.IntegrityError as e:\n"
                          "            assert 'duplicate key' in str(e)\n"
                          "            op.execute('INSERT INTO t VALUES (10)')\n");
  upgrade (fixture);

  run_fixture_assert_value (fixture, "SELECT string_agg (a::text, ',' ORDER BY a) FROM t",
                            "1,2,10");
}

/* Without a savepoint the transaction is lost, and the server says so. */
static void
test_caught_without_savepoint (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r1",
                          "    try:\n"
                          "        op.execute('SELECT 1 / 0')\n"
                          "    except exc.DataError:\n"
                          "        pass\n"
                          "    op.execute('CREATE TABLE t ()')\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "25P02");
  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  run_fixture_assert_tables (fixture, "");
}

/* An exception that nobody caught is what the server said, with the place. */
static void
test_raised_again (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(AthRun) run = NULL;

  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE t ()')\n"
                          "    try:\n"
                          "        op.execute('SELECT nothing')\n"
                          "    except exc.IntegrityError:\n"
                          "        pass\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SQL);
  g_assert_cmpstr (ath_error_get_details (ath_run_get_error (run))->sqlstate, ==, "42703");
  g_assert_cmpuint (ath_error_get_details (ath_run_get_error (run))->line, ==, 10);
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_quiet (fixture);
}

/* What turns out not to be understood once rows are known takes all back, where
 * nobody else can run it.
 */
static void
test_refused_late (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  g_autoptr(AthRun) run = NULL;

  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n"
                         "[athanor]\npython = ./missing/python\n");
  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE t ()')\n"
                          "    if bind.scalar(sa.text('SELECT 1')) == 1:\n"
                          "        op.unheard_of()\n");
  run = run_fixture_run (fixture, ATH_PLAN_UPGRADE, "head");

  g_assert_error (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpuint (ath_error_get_details (ath_run_get_error (run))->line, ==, 10);
  run_fixture_assert_failed (run, 0, "", NOTHING_BUT ("r1"));
  run_fixture_assert_tables (fixture, "");
  run_fixture_assert_quiet (fixture);
}

/* An enumeration that is there already is not made again. */
static void
test_checkfirst (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();

  run_fixture_execute (fixture, "CREATE TYPE mood AS ENUM ('sad')");
  run_fixture_add_python (fixture, "r1",
                          "    sa.Enum('sad', name='mood').create(bind, checkfirst=True)\n"
                          "    sa.Enum('low', name='level').create(bind, checkfirst=True)\n"
                          "    sa.Enum('sad', name='other').drop(bind, checkfirst=True)\n");
  upgrade (fixture);

  run_fixture_assert_value (fixture,
                            "SELECT string_agg (typname, ',' ORDER BY typname) FROM pg_type"
                            " WHERE typtype = 'e'", "level,mood");
}

/* A type comes along with the first table of a run, and again after it is gone,
 * whether a script knows its statements beforehand or not.
 */
static void
test_types (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();

  run_fixture_add_python (fixture, "r1",
                          "    op.create_table('a', sa.Column('x', sa.Enum('u', name='e')))\n"
                          "    op.create_table('b', sa.Column('x', sa.Enum('u', name='e')))\n");
  run_fixture_add_python (fixture, "r2",
                          "    op.create_table('c', sa.Column('x', sa.Enum('u', name='e')))\n");
  run_fixture_add_python (fixture, "r3",
                          "    if bind.execute(sa.text('SELECT 1')).scalar() == 1:\n"
                          "        op.create_table('d', sa.Column('x', sa.Enum('u', name='e')))\n");
  run_fixture_add_python (fixture, "r4",
                          "    for name in 'abcd':\n"
                          "        op.drop_table(name)\n"
                          "    op.execute('DROP TYPE IF EXISTS other, public.e')\n");
  run_fixture_add_python (fixture, "r5",
                          "    op.create_table('f', sa.Column('x', sa.Enum('w', name='e')))\n"
                          "    op.execute('ALTER TYPE \"e\" RENAME TO e_old')\n"
                          "    op.create_table('g', sa.Column('x', sa.Enum('v', name='e')))\n");
  upgrade (fixture);

  run_fixture_assert_value (fixture,
                            "SELECT string_agg (typname || enumlabel, ',' ORDER BY typname)"
                            " FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid", "ev,e_oldw");
}

/* A text for elsewhere is whole or there is none; for people it shows what is known. */
static void
test_texts (void)
{
  g_autoptr(RunFixture) fixture = fixture_new ();
  const AthScriptContext context = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  run_fixture_add_python (fixture, "r1",
                          "    op.execute('CREATE TABLE t ()')\n"
                          "    for row in bind.execute(sa.text('SELECT 1')):\n"
                          "        op.execute('CREATE TABLE u ()')\n");
  run_fixture_load (fixture);
  sql = ath_script_dup_sql (fixture->project,
                            g_ptr_array_index (ath_project_get_revisions (fixture->project), 0),
                            ATH_DIRECTION_UPGRADE, &context, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "CREATE TABLE t ();\n\n"
                   "SELECT 1;\n\n"
                   "-- From here on the SQL depends on what the database answers"
                   " (r1.py:9:16)\n\n");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/alembic-run/several-statements", test_several_statements);
  g_test_add_func ("/alembic-run/several-statements-fail", test_several_statements_fail);
  g_test_add_func ("/alembic-run/results", test_results);
  g_test_add_func ("/alembic-run/inspector", test_inspector);
  g_test_add_func ("/alembic-run/branches-on-rows", test_branches_on_rows);
  g_test_add_func ("/alembic-run/savepoint", test_savepoint);
  g_test_add_func ("/alembic-run/caught-without-savepoint", test_caught_without_savepoint);
  g_test_add_func ("/alembic-run/raised-again", test_raised_again);
  g_test_add_func ("/alembic-run/refused-late", test_refused_late);
  g_test_add_func ("/alembic-run/checkfirst", test_checkfirst);
  g_test_add_func ("/alembic-run/types", test_types);
  g_test_add_func ("/alembic-run/texts", test_texts);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
