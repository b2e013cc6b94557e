/* test-module-finder.c: which file of a project a Python module is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/ath-module-finder.h"
#include "support/ath-test-folder.h"

/* A file, the folder of the project, and where `app.models` is found from there. */
typedef struct
{
  const char *name;
  const char *files[4];
  const char *project;
  const char *found; /* NULL: nowhere */
} Case;

static const Case cases[] = {
  { "/module-finder/own", { "app/models.py" }, "", "/app/models.py" },
  { "/module-finder/package", { "app/models/__init__.py" }, "", "/app/models/__init__.py" },
  { "/module-finder/source", { "src/app/models.py" }, "", "/src/app/models.py" },
  { "/module-finder/flask", { "app/models.py", "migrations/env.py" }, "migrations",
    "/app/models.py" },
  { "/module-finder/nearest",
    { ".git/HEAD", "app/models.py", "web/app/models.py", "web/db/env.py" },
    "web/db", "/web/app/models.py" },
  { "/module-finder/repository", { ".git/HEAD", "app/models.py", "app/data/migrations/env.py" },
    "app/data/migrations", "/app/models.py" },
  { "/module-finder/no-repository", { "app/models.py", "web/data/migrations/env.py" },
    "web/data/migrations", NULL },
  { "/module-finder/other-repository",
    { "app/models.py", "web/.git/HEAD", "web/migrations/env.py" }, "web/migrations", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(AthProjectSettings) settings = ath_project_settings_new ();
  g_autofree char *project = ath_test_folder_dup_path (folder, test->project);
  g_autofree char *wanted = test->found != NULL
                            ? g_strconcat (ath_test_folder_get_path (folder), test->found, NULL)
                            : NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (test->files) && test->files[i] != NULL; i++)
    ath_test_folder_write (folder, test->files[i], "");

  found = ath_module_finder_find (settings, project, NULL, "app.models");
  g_assert_cmpstr (found, ==, wanted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);

  return g_test_run ();
}
