/* ath-command-show.c: athanor-cli show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-environment.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

/* (transfer full) (element-type AthRevision): what @symbol names; `current` are the rows */
static GPtrArray *
list_shown (AthCli      *cli,
            const char  *symbol,
            GError     **error)
{
  g_auto(GStrv) rows = NULL;

  if (!g_str_equal (symbol, "current"))
    return ath_revision_graph_resolve (cli->graph, symbol, error);

  rows = ath_cli_read_rows (cli, error);

  return rows != NULL ? ath_cli_list_rows (cli, (const char *const *) rows, error) : NULL;
}

static AthCliStatus
run_show (AthCli               *cli,
          const AthCliCommand  *command,
          const char *const    *arguments,
          GError              **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GPtrArray) shown = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;

  shown = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  for (guint i = 0; rest[i] != NULL; i++)
    {
      GPtrArray *revisions = list_shown (cli, rest[i], error);

      if (revisions == NULL)
        return ATH_CLI_FAILED;
      g_ptr_array_extend_and_steal (shown, revisions);
    }

  if (cli->options.json)
    {
      ath_cli_json_print_revisions (cli, shown);
      return ATH_CLI_DONE;
    }

  for (guint i = 0; i < shown->len; i++)
    {
      g_autofree char *entry = ath_cli_dup_entry (cli->graph, g_ptr_array_index (shown, i), FALSE);

      ath_cli_print (cli, "%s\n", entry);
    }

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_show = {
  .name = "show",
  .synopsis = N_("REVISION…"),
  .summary = N_("Tell all about revisions"),
  .description = N_("“current” is what the database is at."),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_show,
  .complete = ath_cli_complete_revision,
};
