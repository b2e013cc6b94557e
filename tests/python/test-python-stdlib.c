/* test-python-stdlib.c: the reader against CPython, on CPython's own library
 *
 * Every file must be accepted or refused as CPython does, and accepted files
 * must give the same tree.  A sample by default, all of them with
 * ATHANOR_TEST_ALL=1 in the environment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-python-oracle.h"

#define SAMPLE_SIZE 150

/* Files in another encoding than UTF-8, which are refused by design. */
static const char *const exceptions[] = {
  "/encoded_modules/", "/test_source_encoding.py", NULL
};

static GPtrArray *files;

static gboolean
is_exception (const char *path)
{
  for (guint i = 0; exceptions[i] != NULL; i++)
    {
      if (strstr (path, exceptions[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
find_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        find_files (path);
      else if (g_str_has_suffix (name, ".py") && !is_exception (path))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
tests_all (void)
{
  return g_strcmp0 (g_getenv ("ATHANOR_TEST_ALL"), "1") == 0;
}

/* Keeps a few files, spread evenly. */
static void
take_sample (void)
{
  g_autoptr(GPtrArray) all = g_steal_pointer (&files);

  files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < SAMPLE_SIZE; i++)
    g_ptr_array_add (files, g_strdup (all->pdata[i * all->len / SAMPLE_SIZE]));
}

static void
test_trees (void)
{
  AthPythonOracle *oracle = ath_python_oracle_start ();

  for (guint i = 0; i < files->len; i++)
    {
      if (!ath_python_oracle_compare (oracle, files->pdata[i]))
        g_test_fail ();
    }

  ath_python_oracle_stop (oracle);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  files = g_ptr_array_new_with_free_func (g_free);
  find_files ("/usr/lib/python3.11");
  g_ptr_array_sort (files, compare_paths);
  if (files->len < SAMPLE_SIZE || !g_file_test (ATH_TEST_PYTHON, G_FILE_TEST_IS_EXECUTABLE))
    return 77;

  if (!tests_all ())
    take_sample ();

  g_test_add_func ("/python/stdlib/trees", test_trees);
  status = g_test_run ();
  g_ptr_array_unref (files);

  return status;
}
