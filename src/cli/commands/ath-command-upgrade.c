/* ath-command-upgrade.c: athanor-cli upgrade
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-run.h"

static AthCliStatus
run_upgrade (AthCli               *cli,
             const AthCliCommand  *command,
             const char *const    *arguments,
             GError              **error)
{
  return ath_cli_run (cli, command, ATH_PLAN_UPGRADE, arguments, error);
}

const AthCliCommand ath_command_upgrade = {
  .name = "upgrade",
  .synopsis = N_("TARGET"),
  .summary = N_("Apply revisions up to a target"),
  .description = N_("“head” is the newest revision, “heads” all of them, “+1” the next one."),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run_upgrade,
  .complete = ath_cli_complete_revision,
};
