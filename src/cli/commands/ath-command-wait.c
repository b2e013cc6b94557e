/* ath-command-wait.c: athanor-cli wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-environment.h"
#include "ath-cli-json.h"

#define DEFAULT_TIMEOUT_S 60

static AthCliStatus
run_wait (AthCli               *cli,
          const AthCliCommand  *command,
          const char *const    *arguments,
          GError              **error)
{
  int timeout_s = DEFAULT_TIMEOUT_S;
  const GOptionEntry entries[] = {
    { "timeout", 't', 0, G_OPTION_ARG_INT, &timeout_s,
      N_("How long at most, in seconds (default: 60); 0 for ever"), N_("SECONDS") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  AthProfile *profile;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (timeout_s < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("The time to wait cannot be less than nothing"));
      return ATH_CLI_FAILED;
    }
  profile = ath_cli_get_profile (cli, error);
  if (profile == NULL)
    return ATH_CLI_FAILED;
  if (!ath_connection_wait (ath_profile_get_connection (profile), (guint) timeout_s,
                            cli->cancellable, error))
    return ATH_CLI_FAILED;

  if (cli->options.json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "result");
      json_builder_add_string_value (builder, "ready");
      json_builder_end_object (builder);
      ath_cli_json_print (cli, builder);
    }

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_wait = {
  .name = "wait",
  .summary = N_("Wait until the server answers and accepts the login"),
  .run = run_wait,
};
