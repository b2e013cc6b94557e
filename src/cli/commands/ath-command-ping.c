/* ath-command-ping.c: athanor-cli ping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-environment.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"

static void
print_json (AthCli        *cli,
            AthConnection *connection,
            double         seconds)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "database");
  json_builder_add_string_value (builder, ath_connection_get_database (connection));
  json_builder_set_member_name (builder, "server_version");
  json_builder_add_string_value (builder, ath_connection_get_server_version_text (connection));
  json_builder_set_member_name (builder, "tls");
  json_builder_add_boolean_value (builder, ath_connection_get_tls (connection));
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, seconds);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static AthCliStatus
run_ping (AthCli               *cli,
          const AthCliCommand  *command,
          const char *const    *arguments,
          GError              **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AthConnection) connection = NULL;
  g_autofree char *display = NULL;
  gint64 start;
  double seconds;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  start = g_get_monotonic_time ();
  connection = ath_cli_connect (cli, error);
  if (connection == NULL)
    return ATH_CLI_FAILED;
  seconds = (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;

  if (cli->options.json)
    {
      print_json (cli, connection, seconds);
      return ATH_CLI_DONE;
    }

  display = ath_connection_info_dup_display (ath_profile_get_connection (cli->profile));
  ath_cli_print (cli, "%s: PostgreSQL %s%s\n", display,
                 ath_connection_get_server_version_text (connection),
                 ath_connection_get_tls (connection) ? ", TLS" : "");

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_ping = {
  .name = "ping",
  .summary = N_("Connect to the server, and say which it is"),
  .run = run_ping,
};
