/* ath-cli-command.h: a command, and the table of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"

G_BEGIN_DECLS

typedef struct _AthCliCommand AthCliCommand;

/**
 * AthCliRunFunc:
 * @cli: what the call works with
 * @command: the command itself
 * @arguments: what stands behind the command
 * @error: set when it fails; `G_OPTION_ERROR` for wrong usage
 *
 * Returns: the status; %ATH_CLI_FAILED when @error is set
 */
typedef AthCliStatus (*AthCliRunFunc) (AthCli               *cli,
                                       const AthCliCommand  *command,
                                       const char *const    *arguments,
                                       GError              **error);

/**
 * AthCliCompleteFunc:
 * @cli: what the call works with
 * @index: which of its arguments is being typed, from 0
 *
 * Prints what the argument of a command can be, a line each.
 */
typedef void (*AthCliCompleteFunc) (AthCli *cli,
                                    guint   index);

/**
 * AthCliCommand:
 * @name: its word
 * @synopsis: (nullable): what it takes besides options
 * @summary: what it does, in a few words
 * @description: (nullable): further paragraphs of its help
 * @min_arguments: how many it takes at least
 * @max_arguments: how many it takes at most
 * @run: does it
 * @complete: (nullable): what its arguments can be
 *
 * One command.
 */
struct _AthCliCommand
{
  const char         *name;
  const char         *synopsis;
  const char         *summary;
  const char         *description;
  guint               min_arguments;
  guint               max_arguments;
  AthCliRunFunc       run;
  AthCliCompleteFunc  complete;
};

extern const AthCliCommand ath_command_backup;
extern const AthCliCommand ath_command_branches;
extern const AthCliCommand ath_command_check;
extern const AthCliCommand ath_command_current;
extern const AthCliCommand ath_command_downgrade;
extern const AthCliCommand ath_command_heads;
extern const AthCliCommand ath_command_history;
extern const AthCliCommand ath_command_init;
extern const AthCliCommand ath_command_merge;
extern const AthCliCommand ath_command_pending;
extern const AthCliCommand ath_command_ping;
extern const AthCliCommand ath_command_plan;
extern const AthCliCommand ath_command_profile;
extern const AthCliCommand ath_command_revision;
extern const AthCliCommand ath_command_show;
extern const AthCliCommand ath_command_sql;
extern const AthCliCommand ath_command_stamp;
extern const AthCliCommand ath_command_upgrade;
extern const AthCliCommand ath_command_wait;

const AthCliCommand *const *ath_cli_list_commands (void);
const AthCliCommand        *ath_cli_find_command  (const char            *name);

gboolean                    ath_cli_parse         (AthCli                *cli,
                                                   const AthCliCommand   *command,
                                                   const GOptionEntry    *entries,
                                                   const char *const     *arguments,
                                                   char                ***rest,
                                                   GError               **error);

void                        ath_cli_list_options  (AthCli                *cli,
                                                   const GOptionEntry    *entries);

G_END_DECLS
