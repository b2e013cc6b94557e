/* ath-command-check.c: athanor-cli check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-alembic.h"
#include "ath-cli-command.h"
#include "ath-cli-pending.h"
#include "ath-error.h"

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

/* What the application expects of the database only its own Alembic knows. */
static gboolean
check_models (AthCli  *cli,
              GError **error)
{
  gboolean differs;
  GError *different;

  if (ath_project_get_kind (cli->project) != ATH_PROJECT_ALEMBIC)
    return TRUE;
  if (!ath_cli_alembic_compare (cli, &differs, error))
    return FALSE;
  if (!differs)
    return TRUE;

  different = ath_error_new (ATH_ERROR_PROJECT,
                             _("The database is not what the models of the project say"));
  ath_error_set_hint (different,
                      _("“revision --autogenerate” writes a script for the difference."));
  g_propagate_error (error, different);

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

  if (pending->len > 0)
    return ATH_CLI_BEHIND;

  return check_models (cli, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;
}

const AthCliCommand ath_command_check = {
  .name = "check",
  .summary = N_("Check that the project is sound and the database up to date"),
  .description = N_("In an Alembic project, its own Alembic also compares the models of the "
                    "application with a database that is up to date; "
                    "“pending --check” does without. Returns 3 when the database is behind, 1 "
                    "when something is wrong."),
  .run = run_check,
};
