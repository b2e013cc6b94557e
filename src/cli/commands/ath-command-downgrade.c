/* ath-command-downgrade.c: athanor-cli downgrade
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-run.h"

static AthCliStatus
run_downgrade (AthCli               *cli,
               const AthCliCommand  *command,
               const char *const    *arguments,
               GError              **error)
{
  return ath_cli_run (cli, command, ATH_PLAN_DOWNGRADE, arguments, error);
}

const AthCliCommand ath_command_downgrade = {
  .name = "downgrade",
  .synopsis = N_("TARGET"),
  .summary = N_("Take revisions back down to a target"),
  .description = N_("The target is what remains: “base” for nothing, “-1” for all but the last."),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run_downgrade,
  .complete = ath_cli_complete_revision,
};
