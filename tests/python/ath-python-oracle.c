/* ath-python-oracle.c: compares the reader with CPython
 *
 * One process of CPython prints a tree for every path that it is given.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "ath-python-dump.h"
#include "ath-python-oracle.h"

struct _AthPythonOracle
{
  GSubprocess      *process;  /* (owned) */
  GOutputStream    *paths;    /* (unowned): the process's */
  GDataInputStream *trees;    /* (owned) */
};

AthPythonOracle *
ath_python_oracle_start (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "python", "dump-ast.py", NULL);
  AthPythonOracle *self = g_new0 (AthPythonOracle, 1);
  g_autoptr(GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, ATH_TEST_PYTHON, script, NULL);
  g_assert_no_error (error);
  self->paths = g_subprocess_get_stdin_pipe (self->process);
  self->trees = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return self;
}

void
ath_python_oracle_stop (AthPythonOracle *self)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_close (self->paths, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);

  g_object_unref (self->trees);
  g_object_unref (self->process);
  g_free (self);
}

/* What the reader makes of a file: "ok" and the tree, or "error" and why. */
char *
ath_python_oracle_dump (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *tree = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  module = ath_python_syntax_new (path, text, length, &error);
  if (module == NULL)
    {
      const AthErrorDetails *details = ath_error_get_details (error);

      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_cmpstr (details->file, ==, path);
      g_assert_cmpuint (details->line, >, 0);
      return g_strdup_printf ("error %u:%u %s", details->line, details->column, error->message);
    }

  tree = ath_python_dump (module);
  return g_strconcat ("ok ", tree, NULL);
}

static char *
ask (AthPythonOracle *self,
     const char      *path)
{
  g_autofree char *line = g_strconcat (path, "\n", NULL);
  g_autoptr(GError) error = NULL;
  char *tree;

  g_output_stream_write_all (self->paths, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);

  tree = g_data_input_stream_read_line (self->trees, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tree);

  return tree;
}

/* Whether both refuse the file, or both accept it with the same tree; says
 * where they begin to differ.
 */
gboolean
ath_python_oracle_compare (AthPythonOracle *self,
                           const char      *path)
{
  g_autofree char *ours = ath_python_oracle_dump (path);
  g_autofree char *theirs = ask (self, path);
  gsize same = 0;
  gsize start;

  if (g_str_has_prefix (ours, "error ") && g_str_has_prefix (theirs, "error "))
    return TRUE;

  while (ours[same] != 0 && ours[same] == theirs[same])
    same++;

  if (ours[same] == theirs[same])
    return TRUE;

  start = same > 200 ? same - 200 : 0;
  g_test_message ("%s\n ours:    %.400s\n CPython: %.400s", path, ours + start, theirs + start);
  return FALSE;
}
