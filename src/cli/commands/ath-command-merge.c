/* ath-command-merge.c: athanor-cli merge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-revision.h"

typedef struct
{
  char     *message;
  char     *id;
  char     *label;
  gboolean  splice;
} Options;

static AthCliStatus
run_merge (AthCli               *cli,
           const AthCliCommand  *command,
           const char *const    *arguments,
           GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &options.message,
      N_("What is merged, in one line"), N_("TEXT") },
    { "branch-label", 0, 0, G_OPTION_ARG_STRING, &options.label,
      N_("Give the branch a name"), N_("LABEL") },
    { "rev-id", 0, 0, G_OPTION_ARG_STRING, &options.id,
      N_("The id of the new revision (default: a new one)"), N_("ID") },
    { "splice", 0, 0, G_OPTION_ARG_NONE, &options.splice,
      N_("Also merge revisions that are no heads"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  const char *labels[] = { NULL, NULL };
  AthRevisionRequest request;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  labels[0] = options.label;
  request = (AthRevisionRequest) {
    .message = options.message,
    .id = options.id,
    .parents = (const char *const *) rest,
    .labels = options.label != NULL ? labels : NULL,
    .splice = options.splice,
  };

  return ath_cli_write_revision (cli, &request, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;
}

const AthCliCommand ath_command_merge = {
  .name = "merge",
  .synopsis = N_("REVISION…"),
  .summary = N_("Write a script that joins branches"),
  .description = N_("“merge heads” joins all of them."),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_merge,
  .complete = ath_cli_complete_revision,
};
