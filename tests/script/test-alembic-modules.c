/* test-alembic-modules.c: the file of a migration script, and those that it imports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/ath-project.h"
#include "script/ath-script.h"
#include "support/ath-test-folder.h"

#define HEADER "from alembic import op\nrevision = 'r1'\ndown_revision = None\n"

/* Files of a project and their texts by turns, what its script imports, and what
 * that sends when it executes NAME; NULL: it is refused.
 */
typedef struct
{
  const char *name;
  const char *files[7];
  const char *import;
  const char *sql;
} Case;

static const Case cases[] = {
  { "/modules/constant", { "app/names.py", "NAME = 'a'\n" },
    "from app.names import NAME\n", "a;\n\n" },
  { "/modules/above", { "app/names.py", "FIRST = 'a'\nREST = FIRST + 'b'\nNAME = REST + 'c'\n" },
    "from app.names import NAME\n", "abc;\n\n" },
  { "/modules/default-of-parameter",
    { "app/names.py", "FIRST = 'a'\ndef make(first=FIRST):\n    return first + FIRST\n" },
    "from app.names import make\nNAME = make()\n", "aa;\n\n" },
  { "/modules/other",
    { "app/first.py", "import os\nFIRST = os.path.join('a', 'b')\n",
      "app/names.py", "from app.first import FIRST\nNAME = FIRST + 'c'\n" },
    "from app.names import NAME\n", "a/bc;\n\n" },
  /* Each needs a part of the other, and none what is not there yet. */
  { "/modules/circle",
    { "app/first.py", "from app.names import BASE\nFIRST = BASE + 'b'\n",
      "app/names.py", "BASE = 'a'\nfrom app.first import FIRST\nNAME = FIRST + BASE\n" },
    "from app.names import NAME\n", "aba;\n\n" },
  { "/modules/guarded",
    { "app/names.py", "FIRST = 'a'\ntry:\n    NAME = FIRST + 1\nexcept TypeError, KeyError:\n"
                      "    NAME = FIRST + 'b'\n" },
    "from app.names import NAME\n", "ab;\n\n" },
  /* What is not understood costs nothing until it is used. */
  { "/modules/unused",
    { "app/names.py", "import nowhere\nclass Base(nowhere.Model, kind=1j):\n    pass\n"
                      "NAME = 'a'\n" },
    "from app.names import NAME, Base\n", "a;\n\n" },
  { "/modules/used",
    { "app/names.py", "import nowhere\nNAME = nowhere.make()\n" },
    "from app.names import NAME\n", NULL },
  { "/modules/logger", { NULL },
    "from nowhere import log\nLOG = log.getLogger(__name__)\nNAME = 'a'\n", "a;\n\n" },
  /* Of what could not be done whole, nothing is known. */
  { "/modules/half-done",
    { "app/names.py", "import nowhere\nLIST = ['a']\nLIST.append(nowhere.make())\n" },
    "from app.names import LIST\nfrom app.names import LIST as NAMES\n"
    "class Kind:\n    names = NAMES\nNAME = NAMES[0]\n", NULL },
  { "/modules/inside", { "app/db/names.py", "NAME = 'a'\n" },
    "import app.db.names\nNAME = app.db.names.NAME\n", "a;\n\n" },
  { "/modules/inside-package",
    { "app/__init__.py", "NAME = 'b'\n", "app/db/__init__.py", "", "app/db/names.py",
      "NAME = 'a'\n" },
    "import app.db.names\nNAME = app.db.names.NAME + app.NAME\n", "ab;\n\n" },
};

/* What the one script of a project sends, or NULL with an error. */
static char *
run (AthTestFolder  *folder,
     const char     *script,
     GError        **error)
{
  const AthScriptContext context = { NULL };
  g_autoptr(GFile) file = g_file_new_for_path (ath_test_folder_get_path (folder));
  g_autoptr(AthProject) project = NULL;

  ath_test_folder_write (folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  ath_test_folder_write (folder, "alembic/versions/r1.py", script);
  project = ath_project_load (file, NULL, NULL, NULL, error);
  g_assert_no_error (*error);

  return ath_script_dup_sql (project, g_ptr_array_index (ath_project_get_revisions (project), 0),
                             ATH_DIRECTION_UPGRADE, &context, NULL, error);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *script = g_strconcat (HEADER, test->import,
                                         "def upgrade():\n    op.execute(NAME)\n", NULL);
  g_autofree char *sql = NULL;

  for (guint i = 0; test->files[i] != NULL; i += 2)
    ath_test_folder_write (folder, test->files[i], test->files[i + 1]);

  sql = run (folder, script, &error);
  g_assert_cmpstr (sql, ==, test->sql);
  if (test->sql == NULL)
    g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  else
    g_assert_no_error (error);
}

/* An encoding that is declared, ends of lines of Windows, a mark before the text. */
static void
test_text (void)
{
  static const char *const scripts[] = {
    "# coding: latin-1\n" HEADER "def upgrade():\n    op.execute('Stra\xdf" "e')\n",
    "# -*- coding: cp1252 -*-\r\n" HEADER
    "def upgrade():\r\n    op.execute('Stra\xdf" "e')\r\n",
    "\xef\xbb\xbf" HEADER "def upgrade():\n    op.execute('Straße')\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *sql = run (folder, scripts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sql, ==, "Straße;\n\n");
    }
}

/* A script for several databases is refused, and not left to the project's Alembic. */
static void
test_parameter (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = run (folder, HEADER "def upgrade(engine_name: str) -> None:\n"
                                      "    op.execute('a')\n", &error);

  g_assert_null (sql);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (error->message, "“engine_name”"));
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 4);
  g_assert_true (ath_error_get_details (error)->is_raised);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/modules/text", test_text);
  g_test_add_func ("/modules/parameter", test_parameter);

  return g_test_run ();
}
