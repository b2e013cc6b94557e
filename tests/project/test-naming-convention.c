/* test-naming-convention.c: where a project states how it names its constraints
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/ath-project.h"
#include "support/ath-test-folder.h"

#define ENV "from app.models import Base\ntarget_metadata = Base.metadata\n"

/* A project: files and their texts by turns, and what is found in it. */
typedef struct
{
  const char *name;
  const char *files[13];
  const char *ix;      /* the template of indexes; NULL: there is no convention */
  const char *unknown; /* part of why it is not known; NULL: it is known */
} Case;

static const Case cases[] = {
  { "/naming-convention/none", { "alembic/env.py", ENV, "app/models.py", "Base = object()\n" } },
  { "/naming-convention/dict",
    { "alembic/env.py", ENV,
      "app/models.py", "metadata = MetaData(naming_convention={'ix': 'ix_%(table_name)s'})\n" },
    "ix_%(table_name)s" },
  { "/naming-convention/name",
    { "alembic/env.py", ENV,
      "app/models.py", "CONVENTION: dict[str, str] = {'ix': 'a' 'b'}\n"
                       "class Base(DeclarativeBase):\n"
                       "    metadata = MetaData(schema='s', naming_convention=CONVENTION)\n" },
    "ab" },
  { "/naming-convention/imported",
    { "alembic/env.py", ENV,
      "app/models.py", "from app.constants import NAMES as CONVENTION\n"
                       "metadata = MetaData(naming_convention=CONVENTION)\n",
      "app/constants.py", "from .other.names import N\nNAMES = N\n",
      "app/other/names.py", "N = dict(ix='far', pk='pk')\n" },
    "far" },
  { "/naming-convention/assigned",
    { "alembic/env.py", ENV, "src/db.py", "SQLModel.metadata.naming_convention = {'ix': 'x'}\n" },
    "x" },
  { "/naming-convention/beside-the-project",
    { "alembic/env.py", ENV, "../app/db.py", "m = MetaData(naming_convention={'ix': 'y'})\n" },
    "y" },
  { "/naming-convention/same-twice",
    { "alembic/env.py", ENV,
      "a.py", "m = MetaData(naming_convention={'ix': 'x', 'pk': 'p'})\n",
      "b.py", "m = MetaData(naming_convention={'pk': 'p', 'ix': 'x'})\n" },
    "x" },
  { "/naming-convention/two",
    { "alembic/env.py", ENV,
      "a.py", "m = MetaData(naming_convention={'ix': 'x'})\n",
      "b.py", "m = MetaData(naming_convention={'ix': 'y'})\n" },
    NULL, "more than one naming convention" },
  { "/naming-convention/computed",
    { "alembic/env.py", ENV, "a.py", "\nm = MetaData(naming_convention={'ix': make()})\n" },
    NULL, "a.py, line 2" },
  { "/naming-convention/unknown-name",
    { "alembic/env.py", ENV, "a.py", "m = MetaData(naming_convention=settings.names)\n" },
    NULL, "is computed" },
  { "/naming-convention/given-twice",
    { "alembic/env.py", ENV,
      "a.py", "N = {'ix': 'x'}\nN = {'ix': 'y'}\nm = MetaData(naming_convention=N)\n" },
    NULL, "is computed" },
  { "/naming-convention/round-and-round",
    { "alembic/env.py", ENV,
      "a.py", "from b import N\nm = MetaData(naming_convention=N)\n", "b.py", "from a import N\n" },
    NULL, "is computed" },
  { "/naming-convention/no-metadata",
    { "alembic/env.py", "target_metadata = None\n",
      "a.py", "m = MetaData(naming_convention={'ix': 'x'})\n" } },
  { "/naming-convention/metadata-after-all",
    { "alembic/env.py", "target_metadata = None\ntarget_metadata = m\n",
      "a.py", "m = MetaData(naming_convention={'ix': 'x'})\n" },
    "x" },
  { "/naming-convention/elsewhere",
    { "alembic/env.py", ENV,
      "tests/a.py", "m = MetaData(naming_convention={'ix': 'test'})\n",
      ".cache/a.py", "m = MetaData(naming_convention={'ix': 'hidden'})\n",
      "env/pyvenv.cfg", "", "env/a.py", "m = MetaData(naming_convention={'ix': 'library'})\n",
      "alembic/versions/a.py", "m = MetaData(naming_convention={'ix': 'script'})\n" } },
  { "/naming-convention/batch",
    { "alembic/env.py", ENV,
      "a.py", "with op.batch_alter_table('t', naming_convention={'ix': 'x'}) as b:\n    pass\n" } },
  { "/naming-convention/no-python",
    { "alembic/env.py", ENV, "a.py", "naming_convention = {{ cookiecutter.names }} %\n" } },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  AthTestFolder *outer = ath_test_folder_new ();
  g_autofree char *path = g_build_filename (ath_test_folder_get_path (outer), "project", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(AthProject) project = NULL;
  g_autoptr(GError) error = NULL;
  const GError *unknown = NULL;
  GHashTable *naming;

  ath_test_folder_write (outer, "project/alembic.ini",
                         "[alembic]\nscript_location = alembic\nprepend_sys_path = .:..\n"
                         "version_path_separator = :\n");
  ath_test_folder_write (outer, "project/alembic/versions/.keep", "");
  for (guint i = 0; test->files[i] != NULL; i += 2)
    {
      g_autofree char *name = g_strconcat ("project/", test->files[i], NULL);

      ath_test_folder_write (outer, name, test->files[i + 1]);
    }

  project = ath_project_load (folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  naming = ath_project_get_naming_convention (project, &unknown);
  if (test->unknown != NULL)
    {
      g_assert_null (naming);
      g_assert_error (unknown, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_nonnull (strstr (unknown->message, test->unknown));
      g_assert_nonnull (ath_error_get_details (unknown)->hint);
    }
  else
    {
      g_assert_no_error (unknown);
      g_assert_cmpstr (g_hash_table_lookup (naming, "ix"), ==, test->ix);
    }

  ath_test_folder_free (outer);
}

/* What the configuration states is not looked for. */
static void
test_stated (void)
{
  AthTestFolder *folder = ath_test_folder_new ();
  g_autoptr(GFile) file = g_file_new_for_path (ath_test_folder_get_path (folder));
  g_autoptr(AthProject) project = NULL;
  g_autoptr(GError) error = NULL;
  const GError *unknown = NULL;

  ath_test_folder_write (folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n"
                         "[athanor]\nnaming_convention.ix = stated_%%(table_name)s\n");
  ath_test_folder_write (folder, "alembic/env.py", ENV);
  ath_test_folder_write (folder, "a.py", "m = MetaData(naming_convention=compute())\n");

  project = ath_project_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (ath_project_get_naming_convention (project, &unknown),
                                        "ix"), ==, "stated_%(table_name)s");
  g_assert_no_error (unknown);

  ath_test_folder_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/naming-convention/stated", test_stated);

  return g_test_run ();
}
