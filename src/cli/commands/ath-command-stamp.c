/* ath-command-stamp.c: athanor-cli stamp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-run.h"

static AthCliStatus
run_stamp (AthCli               *cli,
           const AthCliCommand  *command,
           const char *const    *arguments,
           GError              **error)
{
  return ath_cli_run (cli, command, ATH_PLAN_STAMP, arguments, error);
}

const AthCliCommand ath_command_stamp = {
  .name = "stamp",
  .synopsis = N_("TARGET…"),
  .summary = N_("Change what the database is said to be at, without running scripts"),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_stamp,
  .complete = ath_cli_complete_revision,
};
