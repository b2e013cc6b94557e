/* ath-python-snippet.c: runs a small program by the evaluator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "ath-python-snippet.h"
#include "python/evaluator/ath-python-evaluator.h"

static void
print (const char *line,
       gpointer    data)
{
  g_string_append_printf (data, "%s\n", line);
}

/**
 * ath_python_snippet_run:
 * @source: a program
 * @error: set when it is refused
 *
 * Returns: (transfer full): what it prints, and the exception that nobody caught
 */
char *
ath_python_snippet_run (const char  *source,
                        GError     **error)
{
  g_autoptr(GString) output = g_string_new (NULL);
  AthPythonWorld world = {
    .print = print,
    .now_us = g_get_real_time (),
    .max_steps = 2 * 1000 * 1000,
    .data = output,
  };
  g_autoptr(AthPythonEvaluator) evaluator = ath_python_evaluator_new (&world, NULL);
  g_autoptr(AthPythonSyntax) module = ath_python_syntax_new ("snippet", source, -1, error);

  if (module == NULL)
    return NULL;
  if (ath_python_evaluator_load (evaluator, module, "snippet", error) == NULL)
    {
      if (!g_error_matches (*error, ATH_ERROR, ATH_ERROR_SCRIPT)
          || !g_str_has_prefix ((*error)->message, "The script raises "))
        return NULL;
      g_string_append_printf (output, "raises %s\n",
                              (*error)->message + strlen ("The script raises "));
      g_clear_error (error);
    }

  return g_string_free (g_steal_pointer (&output), FALSE);
}
