/* fuzz-python-evaluator.c: scripts that are run, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "ath-error.h"
#include "python/evaluator/ath-python-evaluator.h"

/* 2020-01-02 03:04:05.000006: the same in every run. */
#define NOW_US G_GINT64_CONSTANT (1577934245000006)

/* Enough for every way through the evaluator, and soon over. */
#define MAX_STEPS 20000

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static const char *
find_variable (const char *name,
               gpointer    data)
{
  return g_str_equal (name, "HOME") ? "/home/somebody" : NULL;
}

static void
print (const char *line,
       gpointer    data)
{
  if (!g_utf8_validate (line, -1, NULL))
    abort ();
}

static void
make_uuid (guint8   *bytes,
           gpointer  data)
{
  for (guint i = 0; i < 16; i++)
    bytes[i] = (guint8) i;
}

/* A script ends well, or is refused with its place. */
static void
check (gpointer      value,
       const GError *error)
{
  if ((value != NULL) != (error == NULL))
    abort ();
  if (error != NULL
      && (!g_error_matches (error, ATH_ERROR, ATH_ERROR_SCRIPT)
          || ath_error_get_details (error)->file == NULL))
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  AthPythonWorld world = {
    .find_variable = find_variable,
    .print = print,
    .make_uuid = make_uuid,
    .max_steps = MAX_STEPS,
    .now_us = NOW_US,
  };
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(AthPythonEvaluator) evaluator = NULL;
  g_autoptr(GError) error = NULL;
  AthPythonValue *value;

  module = ath_python_syntax_new ("fuzz.py", text, (gssize) size, &error);
  if (module == NULL)
    return 0;

  evaluator = ath_python_evaluator_new (&world, NULL);
  value = ath_python_evaluator_load (evaluator, module, "fuzz", &error);
  check (value, error);

  return 0;
}
