/* test-project.c: a folder of migrations, read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

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
load (Fixture     *fixture,
      const char  *config_file,
      const char  *section,
      GError     **error)
{
  g_autoptr(GFile) folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));

  return ath_project_load (folder, config_file, section, NULL, error);
}

static AthProject *
load_well (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  AthProject *project = load (fixture, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);

  return project;
}

/* The ids of the revisions, separated by blanks. */
static char *
dup_ids (AthProject *project)
{
  GPtrArray *revisions = ath_project_get_revisions (project);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < revisions->len; i++)
    {
      const AthRevision *revision = g_ptr_array_index (revisions, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", revision->id);
    }

  return g_string_free (ids, FALSE);
}

static void
write_script (Fixture    *fixture,
              const char *name,
              const char *id,
              const char *down)
{
  g_autofree char *text =
    g_strdup_printf ("\"\"\"Message of %s\n\nRevision ID: %s\nCreate Date: 2024-05-06 07:08:09\n"
                     "\"\"\"\nrevision = '%s'\ndown_revision = %s\n", id, id, id, down);

  ath_test_folder_write (fixture->folder, name, text);
}

static void
test_alembic (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, "alembic/versions/b.py");
  const AthRevision *revision;

  ath_test_folder_write (fixture->folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  write_script (fixture, "alembic/versions/b.py", "aa", "None");
  write_script (fixture, "alembic/versions/c.py", "bb", "'aa'");
  write_script (fixture, "alembic/versions/__init__.py", "no", "None");
  write_script (fixture, "alembic/versions/.#c.py", "no", "None");
  write_script (fixture, "alembic/versions/.hidden.py", "cc", "None");
  ath_test_folder_write (fixture->folder, "alembic/versions/README", "text");

  project = load_well (fixture);
  ids = dup_ids (project);
  revision = g_ptr_array_index (ath_project_get_revisions (project), 1);

  g_assert_cmpint (ath_project_get_kind (project), ==, ATH_PROJECT_ALEMBIC);
  g_assert_cmpstr (ids, ==, "cc aa bb");
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 0);
  g_assert_cmpstr (ath_project_get_key (project), ==, ath_test_folder_get_path (fixture->folder));
  g_assert_cmpstr (revision->message, ==, "Message of aa");
  g_assert_cmpstr (revision->created, ==, "2024-05-06 07:08:09");
  g_assert_cmpstr (revision->path, ==, path);
}

static void
test_sql (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  g_autofree char *ids = NULL;

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (fixture->folder, "versions/1.sql",
                         "--@ revision: aa\n--@ revises:\n--@ upgrade\nSELECT 1;\n");
  ath_test_folder_write (fixture->folder, "versions/2.sql",
                         "--@ revision: bb\n--@ revises: aa\n--@ upgrade\nSELECT 1;\n");
  ath_test_folder_write (fixture->folder, "versions/.3.sql.swp", "junk");

  project = load_well (fixture);
  ids = dup_ids (project);

  g_assert_cmpint (ath_project_get_kind (project), ==, ATH_PROJECT_SQL);
  g_assert_cmpstr (ids, ==, "aa bb");
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (fixture->folder, "versions/1.sql", "--@ revision: aa\n");

  g_cancellable_cancel (cancellable);
  g_assert_null (ath_project_load (folder, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One bad script of each kind between good ones: all are named, none gets in the way. */
static void
test_bad_scripts (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *message;
    guint       line;
  } expected[] = {
    { "b-missing.py", "declares no “revision”", 1 },
    { "c-utf8.py", "not text in UTF-8", 2 },
    { "d-empty.py", "is empty", 1 },
    { "e-folder.py", "directory", 0 },
    { "f-link.py", "No such file", 0 },
    { "g-literal.py", "“down_revision” is not a literal", 2 },
    { "h-nul.py", "nul byte", 1 },
  };
  g_autoptr(AthProject) project = NULL;
  g_autofree char *link = ath_test_folder_dup_path (fixture->folder, "alembic/versions/f-link.py");
  g_autofree char *ids = NULL;
  GPtrArray *problems;

  ath_test_folder_write (fixture->folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  write_script (fixture, "alembic/versions/a.py", "aa", "None");
  ath_test_folder_write (fixture->folder, "alembic/versions/b-missing.py", "x = 1\n");
  ath_test_folder_write (fixture->folder, "alembic/versions/c-utf8.py",
                         "#\n# \xe9\nrevision = 'x'\n");
  ath_test_folder_write (fixture->folder, "alembic/versions/d-empty.py", " \n");
  ath_test_folder_make_folder (fixture->folder, "alembic/versions/e-folder.py");
  g_assert_no_errno (symlink ("nowhere", link));
  ath_test_folder_write (fixture->folder, "alembic/versions/g-literal.py",
                         "revision = 'x'\ndown_revision = get ()\n");
  ath_test_folder_write_bytes (fixture->folder, "alembic/versions/h-nul.py", "x\0y", 3);
  write_script (fixture, "alembic/versions/z.py", "bb", "'aa'");

  project = load_well (fixture);
  ids = dup_ids (project);
  problems = ath_project_get_problems (project);

  g_assert_cmpstr (ids, ==, "aa bb");
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    {
      const GError *problem = g_ptr_array_index (problems, i);
      const AthErrorDetails *details = ath_error_get_details (problem);

      g_assert_error (problem, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_true (g_str_has_suffix (details->file, expected[i].name));
      g_assert_nonnull (strstr (problem->message, expected[i].message));
      g_assert_cmpuint (details->line, ==, expected[i].line);
    }
}

/* Scripts say in a comment in what they are written. */
static void
test_encodings (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "# -*- coding: latin-1 -*-\n'''gr\xfc\xdf'''\n", "grüß" },
    { "#!/usr/bin/python\r\n# vim: set fileencoding=iso8859-15 :\r\n'''\xa4'''\n", "€" },
    { "# -*- coding: utf-8 -*-\n'''gr\xc3\xbc\xc3\x9f'''\n", "grüß" },
    { "\xef\xbb\xbf'''\xe2\x82\xac'''\n", "€" },
    { "x = 1\n# coding: latin-1\n\n'''\xc3\xbc'''\n", "" },
    { "# coding: klingon\n'''\xfc'''\n", NULL },
    { "# coding: ascii\n'''\xfc'''\n", NULL },
    { "'''\xfc'''\n", NULL },
  };

  ath_test_folder_write (fixture->folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strconcat (cases[i].text, "revision = 'a'\ndown_revision = None\n", NULL);
      g_autoptr(AthProject) project = NULL;
      const AthRevision *revision;

      ath_test_folder_write (fixture->folder, "alembic/versions/a.py", text);
      project = load_well (fixture);
      g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, cases[i].message != NULL);
      if (cases[i].message == NULL)
        continue;
      revision = g_ptr_array_index (ath_project_get_revisions (project), 0);
      g_assert_cmpstr (revision->message, ==, cases[i].message);
    }
}

/* Only compiled scripts are left where the sources were. */
static void
test_sourceless (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  const GError *problem;

  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\nsourceless = true\n");
  write_script (fixture, "alembic/versions/a.py", "aa", "None");
  ath_test_folder_write (fixture->folder, "alembic/versions/a.pyc", "x");
  ath_test_folder_write (fixture->folder, "alembic/versions/b.pyc", "x");

  project = load_well (fixture);
  g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, 1);
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 1);
  problem = g_ptr_array_index (ath_project_get_problems (project), 0);
  g_assert_nonnull (strstr (problem->message, "compiled form only"));
}

/* A pipe would hold up whoever opens it. */
static void
test_pipe (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, "versions/a.sql");
  g_autoptr(AthProject) project = NULL;

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_make_folder (fixture->folder, "versions");
  g_assert_no_errno (mkfifo (path, 0600));

  project = load_well (fixture);
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 1);
}

/* A script of ten megabytes is read like any other; one beyond all bounds is refused. */
static void
test_large_scripts (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("--@ revision: aa\n--@ upgrade\n");
  g_autoptr(AthProject) project = NULL;
  g_autofree char *ids = NULL;
  GError *problem;

  while (text->len < 10 * 1024 * 1024)
    g_string_append (text, "INSERT INTO t VALUES ('a row of a large table');\n");
  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (fixture->folder, "versions/a.sql", text->str);
  g_string_set_size (text, 65 * 1024 * 1024);
  ath_test_folder_write_bytes (fixture->folder, "versions/b.sql", text->str, text->len);

  project = load_well (fixture);
  ids = dup_ids (project);
  g_assert_cmpstr (ids, ==, "aa");
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 1);
  problem = g_ptr_array_index (ath_project_get_problems (project), 0);
  g_assert_nonnull (strstr (problem->message, "larger than"));
}

/* Root may read everything: as somebody else, then. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  g_autofree char *versions = ath_test_folder_dup_path (fixture->folder, "versions");
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, "versions/a.sql");
  gboolean is_root = geteuid () == 0;
  const GError *problem;

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (fixture->folder, "versions/a.sql", "--@ revision: aa\n");
  g_assert_no_errno (g_chmod (path, 0));
  g_assert_no_errno (g_chmod (versions, 0755));
  g_assert_no_errno (g_chmod (ath_test_folder_get_path (fixture->folder), 0755));

  if (is_root)
    g_assert_no_errno (seteuid (65534));
  project = load_well (fixture);
  if (is_root)
    g_assert_no_errno (seteuid (0));

  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 1);
  problem = g_ptr_array_index (ath_project_get_problems (project), 0);
  g_assert_nonnull (strstr (problem->message, "Permission denied"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/project/alembic", Fixture, NULL, setup, test_alembic, teardown);
  g_test_add ("/project/sql", Fixture, NULL, setup, test_sql, teardown);
  g_test_add ("/project/cancelled", Fixture, NULL, setup, test_cancelled, teardown);
  g_test_add ("/project/bad-scripts", Fixture, NULL, setup, test_bad_scripts, teardown);
  g_test_add ("/project/encodings", Fixture, NULL, setup, test_encodings, teardown);
  g_test_add ("/project/sourceless", Fixture, NULL, setup, test_sourceless, teardown);
  g_test_add ("/project/pipe", Fixture, NULL, setup, test_pipe, teardown);
  g_test_add ("/project/large-scripts", Fixture, NULL, setup, test_large_scripts, teardown);
  g_test_add ("/project/unreadable", Fixture, NULL, setup, test_unreadable, teardown);

  return g_test_run ();
}
