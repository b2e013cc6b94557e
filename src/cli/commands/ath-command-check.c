/* ath-command-check.c: athanor-cli check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-error.h"

#include "ath-cli-command.h"
#include "ath-cli-pending.h"

/* What is wrong has been said already. */
static gboolean
check_project (AthCli  *cli,
               GError **error)
{
  guint n;

  if (ath_cli_get_graph (cli, error) == NULL)
    return FALSE;

  n = ath_project_get_problems (cli->project)->len;
  n += ath_revision_graph_get_problems (cli->graph)->len;
  if (n == 0)
    return TRUE;

  g_set_error (error, ATH_ERROR, ATH_ERROR_PROJECT,
               ngettext ("The project has %u problem", "The project has %u problems", n), n);

  return FALSE;
}

static AthCliStatus
run_check (AthCli               *cli,
           const AthCliCommand  *command,
           const char *const    *arguments,
           GError              **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GPtrArray) pending = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (!check_project (cli, error))
    return ATH_CLI_FAILED;

  pending = ath_cli_list_pending (cli, "heads", error);
  if (pending == NULL)
    return ATH_CLI_FAILED;
  ath_cli_print_pending (cli, pending);

  return pending->len > 0 ? ATH_CLI_BEHIND : ATH_CLI_DONE;
}

const AthCliCommand ath_command_check = {
  .name = "check",
  .summary = N_("Check that the project is sound and the database up to date"),
  .description = N_("Returns 3 when the database is behind, 1 when something is wrong."),
  .run = run_check,
};
