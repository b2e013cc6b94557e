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
  AthCliRunOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "backup", 0, 0, G_OPTION_ARG_NONE, &options.backup,
      N_("Make a backup first, also where the environment does not ask for one"), NULL },
    { "no-backup", 0, 0, G_OPTION_ARG_NONE, &options.no_backup,
      N_("Make no backup; refused where the environment asks for one"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_("Print the SQL from where the database is, and change nothing"), NULL },
    { "sql", 0, 0, G_OPTION_ARG_NONE, &options.sql,
      N_("Print the SQL without asking a server; the target can be START:TARGET"), NULL },
    { "tag", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &options.tag, NULL, NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
      N_("Tell each statement"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  return ath_cli_run (cli, ATH_PLAN_DOWNGRADE, (const char *const *) rest, &options, error);
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
