/* ath-cli-sql-text.c: SQL instead of doing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-cli-environment.h"
#include "ath-cli-json.h"
#include "ath-cli-sql-text.h"
#include "run/preview/ath-plan-scripts.h"
#include "run/preview/ath-sql-text.h"
#include "run/preview/ath-trial.h"

/**
 * ath_cli_get_script_context:
 * @cli: what the call works with
 * @context: (out caller-allocates): set to what a script may ask about the world;
 *   lives as long as @cli
 * @error: set when the environment that is named does not exist
 *
 * The variables are those of the environment, when one is named; no server is
 * asked that has not been asked before.
 *
 * Returns: whether there is such a context
 */
gboolean
ath_cli_get_script_context (AthCli            *cli,
                            AthScriptContext  *context,
                            GError           **error)
{
  ath_script_moment_take (&cli->moment);
  *context = (AthScriptContext) {
    .arguments = (const char *const *) cli->options.arguments,
    .moment = &cli->moment,
    .server_version = cli->server_version,
  };

  if (cli->options.environment != NULL && ath_cli_get_profile (cli, error) == NULL)
    return FALSE;
  if (cli->profile != NULL)
    context->variables = ath_profile_get_variables (cli->profile);

  return TRUE;
}

/* Asks the database whatever the scripts ask it. */
static GPtrArray *
try_out (AthCli   *cli,
         AthPlan  *plan,
         GError  **error)
{
  g_autoptr(AthConnection) connection = ath_cli_connect (cli, error);
  AthRunRequest request;

  if (connection == NULL)
    return NULL;

  ath_script_moment_take (&cli->moment);
  request = (AthRunRequest) {
    .project = cli->project,
    .graph = cli->graph,
    .profile = cli->profile,
    .arguments = (const char *const *) cli->options.arguments,
    .moment = cli->moment,
  };

  return ath_trial_collect (&request, plan, connection, cli->cancellable, error);
}

static GPtrArray *
collect (AthCli   *cli,
         AthPlan  *plan,
         GError  **error)
{
  AthScriptContext context;

  if (!ath_cli_get_script_context (cli, &context, error))
    return NULL;

  return ath_plan_collect_scripts (plan, cli->project, &context, cli->cancellable, error);
}

/**
 * ath_cli_dup_sql:
 * @cli: what the call works with
 * @plan: a plan
 * @is_trial: whether it is tried out in the database that is meant, see
 *   ath_trial_collect()
 * @error: set when a script cannot be written out
 *
 * A text that nobody has asked a server for is there to be run elsewhere: it is
 * whole, or there is none.
 *
 * Returns: (transfer full): @plan as SQL
 */
char *
ath_cli_dup_sql (AthCli    *cli,
                 AthPlan   *plan,
                 gboolean   is_trial,
                 GError   **error)
{
  g_autoptr(GPtrArray) scripts = is_trial ? try_out (cli, plan, error)
                                          : collect (cli, plan, error);

  if (scripts == NULL)
    return NULL;

  return ath_sql_text_dup (cli->project, plan, scripts, cli->server_version == 0,
                           cli->has_version_table, error);
}

/**
 * ath_cli_print_sql:
 * @cli: what the call works with
 * @plan: a plan
 * @is_trial: see ath_cli_dup_sql()
 * @error: set when a script cannot be written out
 *
 * Prints @plan as SQL, or `{"sql":"…"}`.
 *
 * Returns: whether it is printed
 */
gboolean
ath_cli_print_sql (AthCli    *cli,
                   AthPlan   *plan,
                   gboolean   is_trial,
                   GError   **error)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autofree char *sql = ath_cli_dup_sql (cli, plan, is_trial, error);

  if (sql == NULL)
    return FALSE;

  if (!cli->options.json)
    {
      g_string_append (cli->output, sql);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, sql);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);

  return TRUE;
}
