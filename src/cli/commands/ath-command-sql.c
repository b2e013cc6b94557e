/* ath-command-sql.c: athanor-cli sql
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-sql-text.h"
#include "ath-error.h"
#include "script/ath-script.h"

static gboolean
parse_direction (const char    *word,
                 AthDirection  *direction,
                 GError       **error)
{
  if (g_str_equal (word, "upgrade"))
    *direction = ATH_DIRECTION_UPGRADE;
  else if (g_str_equal (word, "downgrade"))
    *direction = ATH_DIRECTION_DOWNGRADE;
  else
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("A script has upgrade and downgrade, not “%s”"), word);
      return FALSE;
    }

  return TRUE;
}

/* (transfer none): the one revision that @symbol names */
static AthRevision *
find_revision (AthCli      *cli,
               const char  *symbol,
               GError     **error)
{
  g_autoptr(GPtrArray) revisions = ath_revision_graph_resolve (cli->graph, symbol, error);
  AthRevision *revision;

  if (revisions == NULL)
    return NULL;
  if (revisions->len != 1)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_REVISION, _("“%s” is not one revision"), symbol);
      return NULL;
    }

  revision = g_ptr_array_index (revisions, 0);

  return ath_revision_graph_find (cli->graph, revision->id);
}

/* Why the text is not what a run sends. */
static const GError *
get_doubt (AthCollectingSink *sink)
{
  const GError *open_end = ath_collecting_sink_get_open_end (sink);

  return open_end != NULL ? open_end : ath_collecting_sink_get_variation (sink);
}

static void
print_json (AthCli            *cli,
            AthCollectingSink *sink,
            const char        *sql)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GPtrArray *statements = ath_collecting_sink_get_statements (sink);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, sql);
  json_builder_set_member_name (builder, "statements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < statements->len; i++)
    {
      AthStatement *statement = g_ptr_array_index (statements, i);

      json_builder_add_string_value (builder, statement->sql);
    }
  json_builder_end_array (builder);
  if (get_doubt (sink) != NULL)
    ath_cli_json_add_error (builder, "error", get_doubt (sink));
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
  cli->is_spoken = TRUE;
}

/* Who takes the text for what a run sends is to hear that it is not. */
static AthCliStatus
get_status (AthCollectingSink  *sink,
            GError            **error)
{
  const GError *doubt = get_doubt (sink);

  if (doubt == NULL)
    return ATH_CLI_DONE;

  g_propagate_error (error, g_error_copy (doubt));

  return ATH_CLI_FAILED;
}

static AthCliStatus
run_sql (AthCli               *cli,
         const AthCliCommand  *command,
         const char *const    *arguments,
         GError              **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autofree char *sql = NULL;
  AthScriptContext context;
  AthRevision *revision;
  AthDirection direction;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (!parse_direction (rest[1], &direction, error) || ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;
  revision = find_revision (cli, rest[0], error);
  if (revision == NULL || !ath_cli_get_script_context (cli, &context, error))
    return ATH_CLI_FAILED;

  /* It is not a run that this is a text of. */
  context.moment = NULL;
  sink = ath_script_collect (cli->project, revision, direction, &context, cli->cancellable, error);
  if (sink == NULL)
    return ATH_CLI_FAILED;

  sql = ath_collecting_sink_dup_sql (sink, ath_script_get_marks (cli->project));
  if (cli->options.json)
    print_json (cli, sink, sql);
  else
    ath_cli_print (cli, "%s", sql);

  return get_status (sink, error);
}

static void
complete_sql (AthCli *cli,
              guint   index)
{
  const char *const directions[] = { "upgrade", "downgrade", NULL };

  if (index == 0)
    ath_cli_complete_revision (cli, index);
  else
    ath_cli_complete_words (cli, directions);
}

const AthCliCommand ath_command_sql = {
  .name = "sql",
  .synopsis = N_("REVISION upgrade|downgrade"),
  .summary = N_("Print the SQL of one revision"),
  .description = N_("Only what its script does: no version rows, no BEGIN and COMMIT around it."),
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run_sql,
  .complete = complete_sql,
};
