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
  AthCliRunOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "purge", 0, 0, G_OPTION_ARG_NONE, &options.purge,
      N_("Forget first what the database is at, known or not"), NULL },
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

  return ath_cli_run (cli, ATH_PLAN_STAMP, (const char *const *) rest, &options, error);
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
