/* ath-cli-sql-text.c: SQL instead of doing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/ath-sql-text.h"

#include "ath-cli-environment.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

#include "ath-cli-sql-text.h"

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

/**
 * ath_cli_dup_sql:
 * @cli: what the call works with
 * @plan: a plan
 * @error: set when a script cannot be written out
 *
 * Returns: (transfer full): @plan as SQL
 */
char *
ath_cli_dup_sql (AthCli   *cli,
                 AthPlan  *plan,
                 GError  **error)
{
  AthScriptContext context;

  if (!ath_cli_get_script_context (cli, &context, error))
    return NULL;

  return ath_sql_text_dup (cli->project, plan, &context, cli->has_version_table, cli->cancellable,
                           error);
}

/**
 * ath_cli_print_sql:
 * @cli: what the call works with
 * @plan: a plan
 * @error: set when a script cannot be written out
 *
 * Prints @plan as SQL, or `{"sql":"…"}`.
 *
 * Returns: whether it is printed
 */
gboolean
ath_cli_print_sql (AthCli   *cli,
                   AthPlan  *plan,
                   GError  **error)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autofree char *sql = ath_cli_dup_sql (cli, plan, error);

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
