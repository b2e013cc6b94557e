/* ath-cli-alembic.c: commands of the project's own Alembic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-cli-alembic.h"
#include "ath-cli-environment.h"
#include "ath-cli-output.h"
#include "run/fallback/ath-fallback.h"

static void
say_line_cb (const char *line,
             gpointer    user_data)
{
  ath_cli_say (user_data, "%s", line);
}

/* What @cli has found out so far; borrowed */
static AthRunRequest
get_request (AthCli *cli)
{
  return (AthRunRequest) {
    .project = cli->project,
    .graph = cli->graph,
    .profile = cli->profile,
    .arguments = (const char *const *) cli->options.arguments,
  };
}

/**
 * ath_cli_alembic_run:
 * @cli: what the call works with; its graph has been read
 * @command: (array zero-terminated=1): a command of Alembic's
 * @error: set when the database cannot be reached, or as by
 *   ath_fallback_run_command()
 *
 * Runs a command of the project's own Alembic at the database that is meant, and
 * says what it says.
 *
 * Returns: whether it succeeded
 */
gboolean
ath_cli_alembic_run (AthCli             *cli,
                     const char *const  *command,
                     GError            **error)
{
  g_autoptr(AthConnection) connection = ath_cli_connect (cli, error);
  AthRunRequest request;

  if (connection == NULL)
    return FALSE;

  request = get_request (cli);

  return ath_fallback_run_command (&request, connection, command, say_line_cb, cli,
                                   cli->cancellable, error);
}

/**
 * ath_cli_alembic_compare:
 * @cli: what the call works with; its graph has been read
 * @differs: (out): whether the models differ from the database
 * @error: set when the database cannot be reached, or as by ath_fallback_compare()
 *
 * Lets the project's own Alembic compare its models with the database that is
 * meant, and says what it says.
 *
 * Returns: whether they could be compared
 */
gboolean
ath_cli_alembic_compare (AthCli    *cli,
                         gboolean  *differs,
                         GError   **error)
{
  g_autoptr(AthConnection) connection = ath_cli_connect (cli, error);
  AthRunRequest request;

  if (connection == NULL)
    return FALSE;

  request = get_request (cli);

  return ath_fallback_compare (&request, connection, say_line_cb, cli, differs,
                               cli->cancellable, error);
}
