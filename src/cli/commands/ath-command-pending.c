/* ath-command-pending.c: athanor-cli pending
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-pending.h"

static AthCliStatus
run_pending (AthCli               *cli,
             const AthCliCommand  *command,
             const char *const    *arguments,
             GError              **error)
{
  gboolean check = FALSE;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check,
      N_("Return 3 when something is pending"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GPtrArray) pending = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  if (ath_cli_get_project (cli, error) == NULL)
    return ATH_CLI_FAILED;
  /* Who only looks sees what is known; a check must not say that all is well. */
  if (check && !ath_project_check_heads_known (cli->project, error))
    return ATH_CLI_FAILED;

  pending = ath_cli_list_pending (cli, rest[0] != NULL ? rest[0] : "heads", error);
  if (pending == NULL)
    return ATH_CLI_FAILED;
  ath_cli_print_pending (cli, pending);

  return check && pending->len > 0 ? ATH_CLI_BEHIND : ATH_CLI_DONE;
}

const AthCliCommand ath_command_pending = {
  .name = "pending",
  .synopsis = N_("[REVISION]"),
  .summary = N_("List what the database lacks, in the order it would be applied"),
  .max_arguments = 1,
  .run = run_pending,
  .complete = ath_cli_complete_revision,
};
