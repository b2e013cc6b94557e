/* ath-test-python.c: the real Python as a judge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "support/ath-test-python.h"

/* The system's: another one on the path may lack Alembic. */
#define PYTHON "/usr/bin/python3"

/**
 * ath_test_python_is_there:
 * @module: a module that is needed
 *
 * Returns: whether Python is installed and has @module; if not, the test is
 *   marked as skipped
 */
gboolean
ath_test_python_is_there (const char *module)
{
  g_autofree char *code = g_strdup_printf ("import %s", module);
  const char *argv[] = { PYTHON, "-c", code, NULL };
  int status;

  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                    NULL, NULL, &status, NULL)
      && g_spawn_check_wait_status (status, NULL))
    return TRUE;

  g_test_skip (PYTHON " or one of its modules is not installed");

  return FALSE;
}

/**
 * ath_test_python_run:
 * @script: Python code; `data` is the input, what it leaves in `result` the output
 * @input: (transfer none): the input
 *
 * Runs @script in Python, or fails the test.
 *
 * Returns: (transfer full): the output
 */
JsonNode *
ath_test_python_run (const char *script,
                     JsonNode   *input)
{
  g_autofree char *code = g_strconcat ("import json, sys\ndata = json.load(sys.stdin)\n"
                                       "sys.stdout = sys.stderr\n", script,
                                       "\njson.dump(result, sys.__stdout__)\n", NULL);
  g_autofree char *text = json_to_string (input, FALSE);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  JsonNode *result;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, PYTHON, "-W", "ignore", "-c", code, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, text, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);

  result = json_from_string (output, &error);
  g_assert_no_error (error);

  return result;
}
