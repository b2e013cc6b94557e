/* test-alembic-files.c: files of the project that a migration script reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include "ath-error.h"
#include "project/ath-project.h"
#include "script/ath-script.h"
#include "support/ath-test-folder.h"

#define HEADER \
  "import os\n" \
  "from pathlib import Path\n" \
  "from alembic import op\n" \
  "revision = 'r1'\n" \
  "down_revision = None\n" \
  "def upgrade():\n"

/* What the script does, and what that sends; NULL: the message it is refused with. */
typedef struct
{
  const char *name;
  const char *lines;
  const char *sql;
  const char *message;
} Case;

static const Case cases[] = {
  { "/files/beside",
    "    op.execute(open(os.path.join(os.path.dirname(__file__), 'a.sql')).read())\n",
    "SELECT 'beside';\n\n" },
  { "/files/path", "    op.execute((Path(__file__).parent / 'a.sql').read_text())\n",
    "SELECT 'beside';\n\n" },
  { "/files/with",
    "    with open(Path(__file__).resolve().parents[2] / 'sql' / 'b.sql', encoding='utf-8') as f:\n"
    "        for line in f:\n"
    "            op.execute(line.strip())\n",
    "SELECT 'ä';\n\nSELECT 2;\n\n" },
  { "/files/relative", "    op.execute(open('sql/b.sql').readlines()[1])\n", "SELECT 2;\n\n" },
  { "/files/where-alembic-starts",
    "    path = os.path.join(os.getcwd(), 'sql', 'b.sql')\n"
    "    op.execute(open(path).readlines()[1])\n",
    "SELECT 2;\n\n" },
  { "/files/missing",
    "    path = Path(__file__).parent / 'c.sql'\n"
    "    try:\n"
    "        text = path.read_text()\n"
    "    except FileNotFoundError:\n"
    "        text = 'SELECT 3'\n"
    "    op.execute(text if not path.exists() else 'wrong')\n",
    "SELECT 3;\n\n" },
  /* Where it would be looked for depends on where Python was started. */
  { "/files/missing-relative", "    op.execute(open('c.sql').read())\n", NULL,
    "The project has no file “c.sql”" },
  { "/files/outside", "    op.execute(open('/etc/passwd').read())\n", NULL,
    "The file “/etc/passwd” lies outside the project" },
  { "/files/leads-outside", "    op.execute(open('link.sql').read())\n", NULL,
    "The file “link.sql” lies outside the project" },
  { "/files/above", "    op.execute(open('sql/../../x.sql').read())\n", NULL,
    "The file “sql/../../x.sql” lies outside the project" },
  { "/files/written", "    open('sql/b.sql', 'w').write('')\n", NULL,
    "Opening a file as “w” is not understood" },
};

static AthTestFolder *
folder_new (const Case *test)
{
  AthTestFolder *folder = ath_test_folder_new ();
  g_autofree char *script = g_strconcat (HEADER, test->lines,
                                         "def downgrade():\n    pass\n", NULL);
  g_autofree char *link = ath_test_folder_dup_path (folder, "link.sql");

  ath_test_folder_write (folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  ath_test_folder_write (folder, "alembic/versions/r1.py", script);
  ath_test_folder_write (folder, "alembic/versions/a.sql", "SELECT 'beside'");
  ath_test_folder_write (folder, "sql/b.sql", "SELECT 'ä'\nSELECT 2");
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);

  return folder;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  const AthScriptContext context = { NULL };
  g_autoptr(AthTestFolder) folder = folder_new (test);
  g_autoptr(GFile) file = g_file_new_for_path (ath_test_folder_get_path (folder));
  g_autoptr(AthProject) project = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  project = ath_project_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  sql = ath_script_dup_sql (project, g_ptr_array_index (ath_project_get_revisions (project), 0),
                            ATH_DIRECTION_UPGRADE, &context, NULL, &error);

  g_assert_cmpstr (sql, ==, test->sql);
  if (test->message == NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, test->message);
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
