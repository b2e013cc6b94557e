/* ath-command-history.c: athanor-cli history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-environment.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

typedef struct
{
  char     *range;
  gboolean  verbose;
  gboolean  indicate_current;
} Options;

static gboolean
mentions_current (const char *range)
{
  return range != NULL
         && (g_str_has_prefix (range, "current:") || g_str_has_suffix (range, ":current"));
}

static void
print_revision (AthCli            *cli,
                AthRevision       *revision,
                const Options     *options,
                const char *const *rows)
{
  gboolean is_current = rows != NULL && g_strv_contains (rows, revision->id);
  AthCliFormatFlags flags = ATH_CLI_FORMAT_PARENTS | ATH_CLI_FORMAT_LABELS
                            | ATH_CLI_FORMAT_POINTS | ATH_CLI_FORMAT_MESSAGE;
  g_autofree char *text = NULL;

  if (options->verbose)
    text = ath_cli_dup_entry (cli->graph, revision, is_current);
  else
    text = ath_cli_dup_line (cli->graph, revision,
                             is_current ? flags | ATH_CLI_FORMAT_CURRENT : flags);
  ath_cli_print (cli, "%s\n", text);
}

static AthCliStatus
run_history (AthCli               *cli,
             const AthCliCommand  *command,
             const char *const    *arguments,
             GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "rev-range", 'r', 0, G_OPTION_ARG_STRING, &options.range,
      N_("Only a part: START:END, either side can be left out"), N_("RANGE") },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
      N_("Tell all about each revision"), NULL },
    { "indicate-current", 'i', 0, G_OPTION_ARG_NONE, &options.indicate_current,
      N_("Mark what the database is at"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_auto(GStrv) rows = NULL;
  g_autoptr(GPtrArray) history = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;

  if (options.indicate_current || mentions_current (options.range))
    {
      rows = ath_cli_read_rows (cli, error);
      if (rows == NULL)
        return ATH_CLI_FAILED;
    }
  history = ath_revision_graph_list_history (cli->graph, options.range,
                                             (const char *const *) rows, error);
  if (history == NULL)
    return ATH_CLI_FAILED;

  if (cli->options.json)
    {
      ath_cli_json_print_revisions (cli, history);
      return ATH_CLI_DONE;
    }

  for (guint i = 0; i < history->len; i++)
    print_revision (cli, g_ptr_array_index (history, i), &options,
                    options.indicate_current ? (const char *const *) rows : NULL);

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_history = {
  .name = "history",
  .summary = N_("List the revisions, newest first"),
  .description = N_("A range takes symbols: “-r 3f2a:head”, “-r :current”, “-r=-3:” for the last "
                    "three and where they start."),
  .run = run_history,
};
