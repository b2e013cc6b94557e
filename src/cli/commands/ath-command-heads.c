/* ath-command-heads.c: athanor-cli heads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

typedef struct
{
  gboolean verbose;
  gboolean resolve_dependencies;
} Options;

static void
print_head (AthCli        *cli,
            AthRevision   *revision,
            const Options *options)
{
  g_autofree char *text = NULL;

  if (options->verbose)
    text = ath_cli_dup_entry (cli->graph, revision, FALSE);
  else
    text = ath_cli_dup_line (cli->graph, revision, ATH_CLI_FORMAT_LABELS);
  ath_cli_print (cli, "%s\n", text);
}

static AthCliStatus
run_heads (AthCli               *cli,
           const AthCliCommand  *command,
           const char *const    *arguments,
           GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
      N_("Tell all about each head"), NULL },
    { "resolve-dependencies", 0, 0, G_OPTION_ARG_NONE, &options.resolve_dependencies,
      N_("Leave out heads that another branch depends on"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  AthRevisionGraph *graph;
  GPtrArray *heads;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  graph = ath_cli_get_graph (cli, error);
  if (graph == NULL)
    return ATH_CLI_FAILED;

  heads = options.resolve_dependencies ? ath_revision_graph_get_real_heads (graph)
                                       : ath_revision_graph_get_heads (graph);
  if (cli->options.json)
    {
      ath_cli_json_print_revisions (cli, heads);
      return ATH_CLI_DONE;
    }

  for (guint i = 0; i < heads->len; i++)
    print_head (cli, g_ptr_array_index (heads, i), &options);

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_heads = {
  .name = "heads",
  .summary = N_("Show the newest revision of each branch"),
  .run = run_heads,
};
