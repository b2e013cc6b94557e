/* ath-cli-json.c: results as one JSON object
 *
 * Tools rely on these forms: members are added, never renamed or left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-error.h"

/**
 * ath_cli_json_add_text:
 * @builder: a builder in an object
 * @name: name of the member
 * @text: (nullable): its value; `NULL` becomes null
 */
void
ath_cli_json_add_text (JsonBuilder *builder,
                       const char  *name,
                       const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/**
 * ath_cli_json_add_strings:
 * @builder: a builder in an object
 * @name: name of the member
 * @strings: what it holds
 *
 * Adds an array of strings.
 */
void
ath_cli_json_add_strings (JsonBuilder       *builder,
                          const char        *name,
                          const char *const *strings)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            guint        number)
{
  if (number == 0)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/**
 * ath_cli_json_add_error:
 * @builder: a builder in an object
 * @name: name of the member
 * @error: (nullable): an error, or `NULL` for null
 *
 * Adds an error: its message, and those of detail, hint, sqlstate, statement,
 * position (in the statement, in characters from 1), file, line and column that
 * are known.
 */
void
ath_cli_json_add_error (JsonBuilder  *builder,
                        const char   *name,
                        const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);

  json_builder_set_member_name (builder, name);
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  add_text (builder, "message", error->message);
  if (details != NULL)
    {
      add_text (builder, "detail", details->detail);
      add_text (builder, "hint", details->hint);
      add_text (builder, "sqlstate", details->sqlstate);
      add_text (builder, "statement", details->statement);
      add_number (builder, "position", details->statement_offset);
      add_text (builder, "file", details->file);
      add_number (builder, "line", details->line);
      add_number (builder, "column", details->column);
    }
  json_builder_end_object (builder);
}

/**
 * ath_cli_json_print:
 * @cli: what the call works with
 * @builder: a builder whose object is complete
 *
 * Adds the object to the results.
 */
void
ath_cli_json_print (AthCli      *cli,
                    JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  ath_cli_print (cli, "%s\n", text);
}

/**
 * ath_cli_json_print_error:
 * @cli: what the call works with
 * @error: why the command failed
 *
 * Prints `{"error":{…}}`.
 */
void
ath_cli_json_print_error (AthCli       *cli,
                          const GError *error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ath_cli_json_add_error (builder, "error", error);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static void
add_revision (JsonBuilder      *builder,
              AthRevisionGraph *graph,
              AthRevision      *revision)
{
  const char *const *labels = (const char *const *) revision->labels;

  /* One that has just been written is not in the graph. */
  if (ath_revision_graph_find (graph, revision->id) != NULL)
    labels = ath_revision_graph_get_labels (graph, revision);

  json_builder_begin_object (builder);
  add_text (builder, "revision", revision->id);
  ath_cli_json_add_strings (builder, "down_revisions",
                            (const char *const *) revision->down_revisions);
  ath_cli_json_add_strings (builder, "depends_on", (const char *const *) revision->depends_on);
  ath_cli_json_add_strings (builder, "labels", labels);
  add_text (builder, "message", revision->message);
  add_text (builder, "path", revision->path);
  json_builder_end_object (builder);
}

/**
 * ath_cli_json_print_revisions:
 * @cli: what the call works with; its graph has been read
 * @revisions: (element-type AthRevision): revisions
 *
 * Prints `{"revisions":[…]}`.
 */
void
ath_cli_json_print_revisions (AthCli    *cli,
                              GPtrArray *revisions)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "revisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < revisions->len; i++)
    add_revision (builder, cli->graph, g_ptr_array_index (revisions, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}
