/* run-snippets.c: runs each snippet of a file by the evaluator, as run-snippets.py does
 *
 * Usage: run-snippets FILE: prints a JSON array: what each printed, or an object
 * with the place and the reason of its refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "ath-python-snippet.h"

static void
add_refusal (JsonBuilder  *builder,
             const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, details != NULL ? (gint64) details->line : 0);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, error->message);
  json_builder_end_object (builder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GRegex) separator = g_regex_new ("^-{4,}\\n", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_auto(GStrv) snippets = NULL;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Usage: run-snippets FILE");
      return EXIT_FAILURE;
    }

  snippets = g_regex_split (separator, text, 0);
  json_builder_begin_array (builder);
  for (guint i = 0; snippets[i] != NULL; i++)
    {
      g_autoptr(GError) refusal = NULL;
      g_autofree char *output = ath_python_snippet_run (snippets[i], &refusal);

      if (output != NULL)
        json_builder_add_string_value (builder, output);
      else
        add_refusal (builder, refusal);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json = json_generator_to_data (generator, NULL);
  puts (json);

  return EXIT_SUCCESS;
}
