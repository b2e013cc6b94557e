/* test-alembic-naming.c: scripts of a project whose models have a naming convention
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "script/ath-script.h"
#include "support/ath-test-folder.h"

#define HEADER \
  "from alembic import op\n" \
  "import sqlalchemy as sa\n" \
  "revision = 'r1'\n" \
  "down_revision = None\n" \
  "def upgrade():\n"

#define CONVENTION \
  "Base = declarative_base(metadata=MetaData(naming_convention={\n" \
  "    'ix': 'ix_%(table_name)s_%(column_0_N_name)s',\n" \
  "    'uq': 'uq_%(table_name)s_%(column_0_name)s',\n" \
  "    'ck': 'ck_%(table_name)s_%(constraint_name)s',\n" \
  "    'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',\n" \
  "    'pk': 'pk_%(table_name)s',\n" \
  "}))\n"

typedef struct
{
  AthTestFolder *folder;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->folder = ath_test_folder_new ();
  ath_test_folder_write (fixture->folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  ath_test_folder_write (fixture->folder, "alembic/env.py",
                         "from app.models import Base\ntarget_metadata = Base.metadata\n");
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  ath_test_folder_free (fixture->folder);
}

/* The SQL of an upgrade () with this body. */
static char *
run (Fixture     *fixture,
     const char  *models,
     const char  *body,
     GError     **error)
{
  g_autoptr(GFile) folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  g_autofree char *script = g_strconcat (HEADER, body, NULL);
  g_autoptr(AthProject) project = NULL;
  const AthScriptContext context = { NULL };

  ath_test_folder_write (fixture->folder, "app/models.py", models);
  ath_test_folder_write (fixture->folder, "alembic/versions/r1.py", script);
  project = ath_project_load (folder, NULL, NULL, NULL, error);
  g_assert_no_error (*error);

  return ath_script_dup_sql (project, g_ptr_array_index (ath_project_get_revisions (project), 0),
                             ATH_DIRECTION_UPGRADE, &context, NULL, error);
}

/* The texts are what Alembic 1.19 prints for the same script and metadata. */
static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sql =
    run (fixture, CONVENTION,
         "    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True),\n"
         "        sa.Column('u', sa.Integer, sa.ForeignKey('users.id'), unique=True),\n"
         "        sa.CheckConstraint('u > 0', name='positive'),\n"
         "        sa.CheckConstraint('u < 9', name=op.f('final')))\n"
         "    op.create_index(None, 't', ['u', 'id'])\n"
         "    op.drop_constraint('positive', 't', type_='check')\n"
         "    op.drop_constraint('named', 't', type_='unique')\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "CREATE TABLE t (\n"
                   "    id SERIAL NOT NULL, \n"
                   "    u INTEGER, \n"
                   "    CONSTRAINT pk_t PRIMARY KEY (id), \n"
                   "    CONSTRAINT ck_t_positive CHECK (u > 0), \n"
                   "    CONSTRAINT final CHECK (u < 9), \n"
                   "    CONSTRAINT uq_t_u UNIQUE (u), \n"
                   "    CONSTRAINT fk_t_u_users FOREIGN KEY(u) REFERENCES users (id)\n"
                   ");\n\n"
                   "CREATE INDEX ix_t_u_id ON t (u, id);\n\n"
                   "ALTER TABLE t DROP CONSTRAINT ck_t_positive;\n\n"
                   "ALTER TABLE t DROP CONSTRAINT named;\n\n");
}

/* What is final needs no convention, so one that cannot be read does not matter. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  const char *models = "metadata = MetaData(naming_convention=names())\n";
  g_autoptr(GError) error = NULL;
  g_autofree char *sql =
    run (fixture, models, "    op.create_index(op.f('ix_t_a'), 't', ['a'])\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==, "CREATE INDEX ix_t_a ON t (a);\n\n");

  g_assert_null (run (fixture, models, "    op.create_index(None, 't', ['a'])\n", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (error->message, "app/models.py, line 1"));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "naming_convention.ix"));
  g_assert_true (g_str_has_suffix (ath_error_get_details (error)->file, "versions/r1.py"));
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 6);
}

/* The columns of another table are not known where a table is made. */
static void
test_referred (Fixture       *fixture,
               gconstpointer  data)
{
  const char *models =
    "metadata = MetaData(naming_convention={\n"
    "    'fk': '%(table_name)s_%(referred_column_0_name)s', 'pk': '%(table_name)s_pkey'})\n";
  g_autoptr(GError) error = NULL;
  g_autofree char *sql =
    run (fixture, models,
         "    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True),\n"
         "        sa.Column('u', sa.Integer, sa.ForeignKey('t.id')))\n"
         "    op.create_foreign_key(None, 't', 'users', ['u'], ['key'])\n"
         "    sa.Table('n', sa.MetaData(), sa.Column('id', sa.Text, primary_key=True))\\\n"
         "        .create(op.get_bind())\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==,
                   "CREATE TABLE t (\n"
                   "    id SERIAL NOT NULL, \n"
                   "    u INTEGER, \n"
                   "    CONSTRAINT t_pkey PRIMARY KEY (id), \n"
                   "    CONSTRAINT t_id FOREIGN KEY(u) REFERENCES t (id)\n"
                   ");\n\n"
                   "ALTER TABLE t ADD CONSTRAINT t_key FOREIGN KEY(u) REFERENCES users (key);\n\n"
                   "CREATE TABLE n (\n    id TEXT NOT NULL, \n    PRIMARY KEY (id)\n);\n\n");

  g_assert_null (run (fixture, models,
                      "    op.add_column('t', sa.Column('u', sa.Integer,"
                      " sa.ForeignKey('users.id')))\n", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

/* A convention without a template for indexes leaves them without a name. */
static void
test_partial (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (run (fixture, "metadata = MetaData(naming_convention={'pk': 'pk_x'})\n",
                      "    op.create_index(None, 't', ['a'])\n", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/alembic-naming/followed", Fixture, NULL, setup, test_followed, teardown);
  g_test_add ("/alembic-naming/unknown", Fixture, NULL, setup, test_unknown, teardown);
  g_test_add ("/alembic-naming/referred", Fixture, NULL, setup, test_referred, teardown);
  g_test_add ("/alembic-naming/partial", Fixture, NULL, setup, test_partial, teardown);

  return g_test_run ();
}
