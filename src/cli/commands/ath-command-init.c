/* ath-command-init.c: athanor-cli init
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "project/writing/ath-project-creator.h"

static void
print_folder (AthCli *cli,
              GFile  *folder)
{
  g_autoptr(JsonBuilder) builder = NULL;
  const char *path = g_file_peek_path (folder);

  if (!cli->options.json)
    {
      ath_cli_print (cli, "%s\n", path);
      ath_cli_say (cli, _("The project is made. “athanor-cli --project %s revision -m MESSAGE” "
                          "adds its first script."), path);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, path);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static AthCliStatus
run_init (AthCli               *cli,
          const AthCliCommand  *command,
          const char *const    *arguments,
          GError              **error)
{
  char *template = NULL;
  gboolean package = FALSE;
  const GOptionEntry entries[] = {
    { "template", 't', 0, G_OPTION_ARG_STRING, &template,
      N_("What kind of project: sql"), N_("KIND") },
    { "package", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &package, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (package || (template != NULL && !g_str_equal (template, "sql")))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“init” makes SQL projects; an Alembic project is made by “alembic init”"));
      return ATH_CLI_FAILED;
    }

  path = g_canonicalize_filename (rest[0] != NULL ? rest[0] : ".", cli->options.folder);
  folder = g_file_new_for_path (path);
  if (!ath_project_creator_create_sql (folder, error))
    return ATH_CLI_FAILED;
  print_folder (cli, folder);

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_init = {
  .name = "init",
  .synopsis = N_("[FOLDER]"),
  .summary = N_("Make a new project of SQL scripts"),
  .max_arguments = 1,
  .run = run_init,
};
