/* test-python-snippets.c: the reader against CPython, on small pieces of code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "ath-python-oracle.h"

#define SEPARATOR "\n==== "

static AthPythonOracle *oracle;

static void
test_snippet (gconstpointer data)
{
  const char *snippet = data;
  const char *code = strchr (snippet, '\n');
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  fd = g_file_open_tmp ("snippet-XXXXXX.py", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, code != NULL ? code + 1 : "", -1, &error);
  g_assert_no_error (error);

  if (g_str_has_prefix (snippet, "3.1"))
    {
      g_autofree char *dump = ath_python_oracle_dump (path);

      if (!g_str_has_prefix (dump, "ok "))
        g_test_fail_printf ("%s", dump);
    }
  else if (!ath_python_oracle_compare (oracle, path))
    g_test_fail_printf ("%s", snippet);

  g_assert_no_errno (g_remove (path));
}

static void
add_test (const char *snippet)
{
  g_autofree char *title = g_strndup (snippet, strcspn (snippet, "\n"));
  g_autofree char *path = g_strconcat ("/python/snippets/", title, NULL);

  g_test_add_data_func (path, snippet, test_snippet);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) snippets = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!g_file_test (ATH_TEST_PYTHON, G_FILE_TEST_IS_EXECUTABLE))
    return 77;

  path = g_test_build_filename (G_TEST_DIST, "python", "data", "snippets.txt", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  /* What stands before the first separator says what the file is. */
  snippets = g_strsplit (text, SEPARATOR, -1);
  for (guint i = 1; snippets[i] != NULL; i++)
    add_test (snippets[i]);

  oracle = ath_python_oracle_start ();
  status = g_test_run ();
  ath_python_oracle_stop (oracle);

  return status;
}
