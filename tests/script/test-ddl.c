/* test-ddl.c: the statements that change a schema, as Alembic words them
 *
 * The expected texts are what Alembic 1.19 prints for the same calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "script/alembic/schema/ath-ddl.h"
#include "script/alembic/schema/ath-sql-naming.h"

#define NAME(text_) ((AthSqlName) { .text = (text_) })

static const AthSqlName no_schema = { NULL, ATH_SQL_QUOTE_AUTO, FALSE };

typedef struct
{
  AthArena    *arena;
  AthSqlTable *table;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  AthSqlName name = NAME ("account");

  fixture->arena = ath_arena_new (G_MAXSIZE);
  fixture->table = ath_sql_table_new (fixture->arena, &no_schema, &name);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ath_arena_free (fixture->arena);
}

static AthSqlColumn *
add_column (Fixture        *fixture,
            const char     *text,
            AthSqlTypeKind  kind,
            const char     *keyword)
{
  AthSqlName name = NAME (text);
  AthSqlColumn *column = ath_sql_column_new (fixture->arena, &name,
                                             ath_sql_type_new (fixture->arena, kind, keyword));

  g_ptr_array_add (fixture->table->columns, column);

  return column;
}

static AthSqlConstraint *
add_constraint (Fixture              *fixture,
                AthSqlConstraintKind  kind,
                const char           *text,
                const char           *column)
{
  AthSqlName name = NAME (text);
  AthSqlName part = NAME (column);
  AthSqlConstraint *constraint = ath_sql_constraint_new (fixture->arena, kind, &name);

  constraint->order = fixture->table->constraints->len;
  if (column != NULL)
    g_array_append_val (constraint->columns, part);
  g_ptr_array_add (fixture->table->constraints, constraint);

  return constraint;
}

static void
test_ddl_create_table (Fixture       *fixture,
                       gconstpointer  data)
{
  AthSqlName remote = NAME ("id");
  AthSqlConstraint *reference;
  AthSqlConstraint *check;
  AthSqlColumn *id = add_column (fixture, "id", ATH_SQL_TYPE_INTEGER, "INTEGER");
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;

  id->is_primary_key = TRUE;
  id->is_nullable = FALSE;
  add_column (fixture, "owner", ATH_SQL_TYPE_INTEGER, "INTEGER")->has_foreign_key = TRUE;
  add_column (fixture, "Note", ATH_SQL_TYPE_STRING, "TEXT")->server_default = "'it''s'";

  add_constraint (fixture, ATH_SQL_UNIQUE, NULL, "owner");
  add_constraint (fixture, ATH_SQL_PRIMARY_KEY, "pk", "id");
  check = add_constraint (fixture, ATH_SQL_CHECK, NULL, NULL);
  check->condition = "owner > 5";
  reference = add_constraint (fixture, ATH_SQL_FOREIGN_KEY, "fk_o", "owner");
  reference->remote_table = NAME ("user");
  g_array_append_val (reference->remote_columns, remote);
  reference->on_delete = "cascade";
  reference->match = "FULL";
  reference->deferrable = ATH_SQL_TRUE;
  reference->initially = "DEFERRED";

  sql = ath_ddl_create_table (fixture->table, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "CREATE TABLE account (\n"
                   "    id SERIAL NOT NULL, \n"
                   "    owner INTEGER, \n"
                   "    \"Note\" TEXT DEFAULT 'it''s', \n"
                   "    CONSTRAINT pk PRIMARY KEY (id), \n"
                   "    UNIQUE (owner), \n"
                   "    CHECK (owner > 5), \n"
                   "    CONSTRAINT fk_o FOREIGN KEY(owner) REFERENCES \"user\" (id) MATCH FULL"
                   " ON DELETE cascade DEFERRABLE INITIALLY DEFERRED\n"
                   ")");
}

static void
test_ddl_empty_table (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *sql = ath_ddl_create_table (fixture->table, TRUE, NULL);

  g_assert_cmpstr (sql, ==, "CREATE TABLE IF NOT EXISTS account (\n)");
}

/* What makes an integer key SERIAL, and what keeps it from being one. */
static void
test_ddl_serial (Fixture       *fixture,
                 gconstpointer  data)
{
  AthSqlColumn *id = add_column (fixture, "id", ATH_SQL_TYPE_BIGINT, "BIGINT");
  const AthSqlColumn *found;

  add_constraint (fixture, ATH_SQL_PRIMARY_KEY, NULL, "id");
  id->is_primary_key = TRUE;

  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_true (found == id);

  id->has_foreign_key = TRUE;
  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_null (found);

  id->autoincrement = ATH_SQL_AUTOINCREMENT_IGNORE_FK;
  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_true (found == id);

  id->server_default = "5";
  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_null (found);

  id->autoincrement = ATH_SQL_AUTOINCREMENT_ALWAYS;
  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_true (found == id);

  id->autoincrement = ATH_SQL_AUTOINCREMENT_NEVER;
  g_assert_true (ath_sql_table_find_autoincrement (fixture->table, &found, NULL));
  g_assert_null (found);
}

static void
test_ddl_autoincrement_refused (Fixture       *fixture,
                                gconstpointer  data)
{
  AthSqlColumn *id = add_column (fixture, "id", ATH_SQL_TYPE_UUID, "UUID");
  g_autoptr(GError) error = NULL;

  add_constraint (fixture, ATH_SQL_PRIMARY_KEY, NULL, "id");
  id->is_primary_key = TRUE;
  id->autoincrement = ATH_SQL_AUTOINCREMENT_ALWAYS;

  g_assert_null (ath_ddl_create_table (fixture->table, FALSE, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

/* Alembic's own statements cut a schema at its dots, SQLAlchemy's do not. */
static void
test_ddl_dotted_schema (Fixture       *fixture,
                        gconstpointer  data)
{
  AthSqlName schema = NAME ("My.schema");
  AthSqlName column = NAME ("c");
  g_autofree char *drop_column = ath_ddl_drop_column (&schema, &fixture->table->name, &column,
                                                      TRUE);
  g_autofree char *drop_table = ath_ddl_drop_table (&schema, &fixture->table->name, FALSE);

  g_assert_cmpstr (drop_column, ==, "ALTER TABLE \"My\".schema.account DROP COLUMN IF EXISTS c");
  g_assert_cmpstr (drop_table, ==, "DROP TABLE \"My.schema\".account");
}

static void
test_ddl_index (Fixture       *fixture,
                gconstpointer  data)
{
  AthSqlName name = NAME ("ix");
  AthSqlName carried = NAME ("b");
  AthSqlIndex *index = ath_sql_index_new (fixture->arena, &name);
  AthSqlIndexElement elements[] = { { "lower(a)", NULL, NULL }, { "c", "text_pattern_ops", "c" } };
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_vals (index->elements, elements, G_N_ELEMENTS (elements));
  index->is_unique = TRUE;
  index->is_concurrent = TRUE;
  index->using = "GIN";
  index->include = ath_sql_names_new (fixture->arena);
  g_array_append_val (index->include, carried);
  index->nulls_not_distinct = ATH_SQL_TRUE;
  index->parameters = "fillfactor = 50";
  index->where = "a > 5";

  sql = ath_ddl_create_index (&no_schema, &fixture->table->name, index, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON account USING gin "
                   "(lower(a), c text_pattern_ops) INCLUDE (b) NULLS NOT DISTINCT "
                   "WITH (fillfactor = 50) WHERE a > 5");
}

/* A plain name that PostgreSQL would cut is refused, a final one is cut. */
static void
test_ddl_long_names (void)
{
  const char *text = "a_very_long_name_of_a_constraint_that_does_not_fit_into_sixty_three";
  AthSqlName name = NAME (text);
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_sql_name_append_bounded (&name, sql, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (sql->str, ==, "");

  name.is_final = TRUE;
  g_assert_true (ath_sql_name_append_bounded (&name, sql, NULL));
  g_assert_cmpuint (sql->len, ==, 60);
  g_assert_true (g_str_has_prefix (sql->str,
                                   "a_very_long_name_of_a_constraint_that_does_not_fit_into"));
}

typedef struct
{
  const char *identifier;
  gboolean    expected;
} QuoteCase;

static void
test_ddl_quoting (void)
{
  const QuoteCase cases[] = {
    { "account", FALSE }, { "a$1", FALSE },   { "_a", FALSE },   { "timestamp", FALSE },
    { "role", FALSE },    { "all", TRUE },    { "user", TRUE },  { "with", TRUE },
    { "Account", TRUE },  { "1a", TRUE },     { "$a", TRUE },    { "a b", TRUE },
    { "größe", TRUE },    { "a-b", TRUE },    { "a.b", TRUE },   { "localtime", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) sql = g_string_new (NULL);

      g_test_message ("%s", cases[i].identifier);
      ath_sql_identifier_append (cases[i].identifier, sql);
      g_assert_cmpint (sql->str[0] == '"', ==, cases[i].expected);
    }
}

static void
test_ddl_naming (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GHashTable) templates = g_hash_table_new (g_str_hash, g_str_equal);
  AthSqlNaming naming = { templates };
  AthSqlName part = NAME ("b");
  AthSqlConstraint *unique = add_constraint (fixture, ATH_SQL_UNIQUE, NULL, "a");
  AthSqlConstraint *check = add_constraint (fixture, ATH_SQL_CHECK, "positive", NULL);
  AthSqlConstraint *unnamed = add_constraint (fixture, ATH_SQL_CHECK, NULL, NULL);
  AthSqlConstraint *final = add_constraint (fixture, ATH_SQL_CHECK, "as_it_is", NULL);
  g_autoptr(GError) error = NULL;

  g_hash_table_insert (templates, (char *) "uq", (char *) "uq_%(table_name)s_%(column_0_N_name)s");
  g_hash_table_insert (templates, (char *) "ck", (char *) "ck_%(table_name)s_%(constraint_name)s");
  g_array_append_val (unique->columns, part);
  final->name.is_final = TRUE;

  g_assert_true (ath_sql_naming_name_constraint (&naming, fixture->arena, &no_schema,
                                                 &fixture->table->name, unique, NULL));
  g_assert_cmpstr (unique->name.text, ==, "uq_account_a_b");

  g_assert_true (ath_sql_naming_name_constraint (&naming, fixture->arena, &no_schema,
                                                 &fixture->table->name, check, NULL));
  g_assert_cmpstr (check->name.text, ==, "ck_account_positive");

  g_assert_true (ath_sql_naming_name_constraint (&naming, fixture->arena, &no_schema,
                                                 &fixture->table->name, final, NULL));
  g_assert_cmpstr (final->name.text, ==, "as_it_is");

  g_assert_false (ath_sql_naming_name_constraint (&naming, fixture->arena, &no_schema,
                                                  &fixture->table->name, unnamed, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path_, func_) g_test_add ("/ddl/" path_, Fixture, NULL, set_up, func_, tear_down)
  ADD ("create-table", test_ddl_create_table);
  ADD ("empty-table", test_ddl_empty_table);
  ADD ("serial", test_ddl_serial);
  ADD ("autoincrement-refused", test_ddl_autoincrement_refused);
  ADD ("dotted-schema", test_ddl_dotted_schema);
  ADD ("index", test_ddl_index);
  ADD ("naming", test_ddl_naming);
#undef ADD
  g_test_add_func ("/ddl/long-names", test_ddl_long_names);
  g_test_add_func ("/ddl/quoting", test_ddl_quoting);

  return g_test_run ();
}
