/* fuzz-python.c: Python files, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "ath-error.h"
#include "python/syntax/ath-python-syntax.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Every node lies within the text. */
static gboolean
check_cb (AthPythonNode *node,
          gpointer       user_data)
{
  gsize *length = user_data;

  if (node->start > node->end || node->end > *length)
    abort ();

  return ath_python_node_visit_children (node, check_cb, length);
}

static void
check_module (AthPythonSyntax *module)
{
  const AthPythonList *body = ath_python_syntax_get_body (module);
  gsize length;

  ath_python_syntax_get_text (module, &length);
  for (guint i = 0; i < body->length; i++)
    check_cb (body->items[i], &length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(GError) error = NULL;

  module = ath_python_syntax_new ("fuzz.py", text, (gssize) size, &error);
  if (module != NULL)
    {
      check_module (module);
      return 0;
    }

  /* A refusal always says where. */
  if (!g_error_matches (error, ATH_ERROR, ATH_ERROR_SCRIPT)
      || ath_error_get_details (error)->file == NULL)
    abort ();

  return 0;
}
