/* ath-command-branches.c: athanor-cli branches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

/* A branch point, and what it branches into below it. */
static void
print_branch_point (AthCli      *cli,
                    AthRevision *revision,
                    gboolean     verbose)
{
  AthCliFormatFlags flags = ATH_CLI_FORMAT_LABELS | ATH_CLI_FORMAT_POINTS;
  GPtrArray *children = ath_revision_graph_get_children (cli->graph, revision);
  g_autofree char *text = NULL;

  if (verbose)
    text = ath_cli_dup_entry (cli->graph, revision, FALSE);
  else
    text = ath_cli_dup_line (cli->graph, revision, flags);
  ath_cli_print (cli, "%s\n", text);

  if (verbose)
    flags |= ATH_CLI_FORMAT_MESSAGE;
  for (guint i = 0; i < children->len; i++)
    {
      AthRevision *child = g_ptr_array_index (children, i);
      g_autofree char *line = ath_cli_dup_line (cli->graph, child, flags);

      ath_cli_print (cli, "%*s -> %s\n", (int) g_utf8_strlen (revision->id, -1), "", line);
    }
  ath_cli_print (cli, "\n");
}

static AthCliStatus
run_branches (AthCli               *cli,
              const AthCliCommand  *command,
              const char *const    *arguments,
              GError              **error)
{
  gboolean verbose = FALSE;
  const GOptionEntry entries[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
      N_("Tell all about each branch point"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GPtrArray) branch_points = g_ptr_array_new ();
  AthRevisionGraph *graph;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  graph = ath_cli_get_graph (cli, error);
  if (graph == NULL)
    return ATH_CLI_FAILED;
  history = ath_revision_graph_list_history (graph, NULL, NULL, error);
  if (history == NULL)
    return ATH_CLI_FAILED;

  for (guint i = 0; i < history->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (history, i);

      if (ath_revision_graph_is_branch_point (graph, revision))
        g_ptr_array_add (branch_points, revision);
    }

  if (cli->options.json)
    {
      ath_cli_json_print_revisions (cli, branch_points);
      return ATH_CLI_DONE;
    }

  for (guint i = 0; i < branch_points->len; i++)
    print_branch_point (cli, g_ptr_array_index (branch_points, i), verbose);

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_branches = {
  .name = "branches",
  .summary = N_("Show where the history branches"),
  .run = run_branches,
};
