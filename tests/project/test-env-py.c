/* test-env-py.c: what env.py states about the version table and transactions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/ath-project.h"
#include "support/ath-test-folder.h"

typedef struct
{
  AthTestFolder *folder;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->folder = ath_test_folder_new ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  ath_test_folder_free (fixture->folder);
}

static AthProject *
load (Fixture    *fixture,
      const char *keys,
      const char *env)
{
  g_autofree char *text = g_strdup_printf ("[alembic]\nscript_location = alembic\n%s", keys);
  g_autoptr(GFile) folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  g_autoptr(GError) error = NULL;
  AthProject *project;

  ath_test_folder_write (fixture->folder, "alembic.ini", text);
  ath_test_folder_write (fixture->folder, "alembic/env.py", env);
  project = ath_project_load (folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

#define ONLINE "context.configure(connection=connection, "

static void
test_literals (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(AthProject) project =
    load (fixture, "",
          "from alembic import context\n"
          "def run_migrations_offline():\n"
          "    context.configure(url=url, version_table='offline', literal_binds=True)\n"
          "def run_migrations_online():\n"
          "    with engine.connect() as connection:\n"
          "        context.configure(connection=connection, version_table='rows',\n"
          "                          version_table_schema=\"meta\", version_table_pk=False,\n"
          "                          transaction_per_migration=False, transactional_ddl=False)\n"
          "        structlog.configure(version_table='other')\n");
  const AthProjectSettings *settings = ath_project_get_settings (project);

  g_assert_cmpstr (settings->version_table, ==, "rows");
  g_assert_cmpstr (settings->version_table_schema, ==, "meta");
  g_assert_false (settings->version_table_pk);
  g_assert_false (settings->transaction_per_migration);
  g_assert_true (settings->transaction_per_migration_stated);
  g_assert_false (settings->transactional_ddl);
  g_assert_null (settings->version_table_error);
}

typedef struct
{
  const char *keys;
  const char *env;
  const char *table;
  const char *schema;
  guint       error_line; /* or 0 */
} Case;

static const Case cases[] = {
  /* no statement, no file to speak of */
  { "", "", "alembic_version", NULL, 0 },
  { "", "# nothing\n", "alembic_version", NULL, 0 },
  { "", ONLINE "target_metadata=m)\n", "alembic_version", NULL, 0 },
  { "", ONLINE "version_table_schema=None)\n", "alembic_version", NULL, 0 },
  /* which call counts */
  { "", "context.configure(url=u, version_table='off')\n" ONLINE "version_table='on')\n",
    "on", NULL, 0 },
  { "", ONLINE "version_table='on')\ncontext.configure(url=u, version_table='off')\n",
    "on", NULL, 0 },
  { "", "context.configure(url=u, version_table='only')\n", "only", NULL, 0 },
  { "", "def offline():\n  context.configure(version_table='off')\n"
        "context.configure(version_table='other', **kwargs)\n", "other", NULL, 0 },
  { "", "alembic.context.configure(connection=c, version_table='x')\n", "x", NULL, 0 },
  { "", "other.configure(connection=c, version_table='x')\n", "alembic_version", NULL, 0 },
  /* values that are known without running */
  { "", "T = 'a' 'b'\n" ONLINE "version_table=T)\n", "ab", NULL, 0 },
  { "", "T: str = 'a'\nU = T\n" ONLINE "version_table=U)\n", "a", NULL, 0 },
  { "", "T = 'module'\ndef f():\n  T = 'local'\n  " ONLINE "version_table=T)\n", "local", NULL, 0 },
  { "", "def g():\n  T = 'other'\nT = 'module'\ndef f():\n  " ONLINE "version_table=T)\n",
    "module", NULL, 0 },
  { "vs = meta\n", "s = config.get_main_option('vs')\n" ONLINE "version_table_schema=s)\n",
    "alembic_version", "meta", 0 },
  { "", "s = config.get_main_option('vs')\n" ONLINE "version_table_schema=s)\n",
    "alembic_version", NULL, 0 },
  { "", ONLINE "version_table=config.get_main_option('t', 'fallback'))\n", "fallback", NULL, 0 },
  { "", "n = 'x'\n" ONLINE "version_table=f'v_{n}_{config.config_ini_section}')\n",
    "v_x_alembic", NULL, 0 },
  /* values that are not */
  { "", ONLINE "version_table=get())\n", "alembic_version", NULL, 1 },
  { "", "\n" ONLINE "version_table_schema=os.environ['X'])\n", "alembic_version", NULL, 2 },
  { "", ONLINE "version_table=None)\n", "alembic_version", NULL, 1 },
  { "", "T = 'a'\nT = 'b'\n" ONLINE "version_table=T)\n", "alembic_version", NULL, 3 },
  { "", "T = 'a'\nT += 'b'\n" ONLINE "version_table=T)\n", "alembic_version", NULL, 3 },
  { "", "for T in 'ab':\n  " ONLINE "version_table=T)\n", "alembic_version", NULL, 2 },
  { "", "T = T\n" ONLINE "version_table=T)\n", "alembic_version", NULL, 2 },
  { "", ONLINE "version_table=f'{x!r}')\n", "alembic_version", NULL, 1 },
  { "", ONLINE "version_table=unknown)\n", "alembic_version", NULL, 1 },
  /* [athanor] has the last word */
  { "[athanor]\nversion_table = mine\n", ONLINE "version_table=get())\n", "mine", NULL, 0 },
  { "[athanor]\nversion_table = mine\n", ONLINE "version_table='its', version_table_schema='s')\n",
    "mine", "s", 0 },
  { "[athanor]\nversion_table_schema =\n", ONLINE "version_table_schema=get())\n",
    "alembic_version", NULL, 0 },
  { "[athanor]\nversion_table = mine\n", ONLINE "version_table_schema=get())\n", "mine", NULL, 1 },
};

static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  const Case *test = data;
  g_autoptr(AthProject) project = load (fixture, test->keys, test->env);
  const AthProjectSettings *settings = ath_project_get_settings (project);
  const AthErrorDetails *details = ath_error_get_details (settings->version_table_error);

  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 0);
  g_assert_cmpstr (settings->version_table, ==, test->table);
  g_assert_cmpstr (settings->version_table_schema, ==, test->schema);
  g_assert_cmpuint (details != NULL ? details->line : 0, ==, test->error_line);
  if (details != NULL)
    {
      g_assert_true (g_str_has_suffix (details->file, "env.py"));
      g_assert_nonnull (strstr (details->hint, "[athanor]"));
    }
}

/* An env.py that is no Python does not keep the project from being opened. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AthProject) project = load (fixture, "", "x = 1\ndef (:\n");
  const GError *problem;

  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 1);
  problem = g_ptr_array_index (ath_project_get_problems (project), 0);
  g_assert_error (problem, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpuint (ath_error_get_details (problem)->line, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/env-py/literals", Fixture, NULL, setup, test_literals, teardown);
  g_test_add ("/env-py/broken", Fixture, NULL, setup, test_broken, teardown);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/env-py/case/%u", i);

      g_test_add (path, Fixture, &cases[i], setup, test_case, teardown);
    }

  return g_test_run ();
}
