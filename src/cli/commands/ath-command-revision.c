/* ath-command-revision.c: athanor-cli revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-alembic.h"
#include "ath-cli-command.h"
#include "ath-cli-revision.h"
#include "ath-error.h"

typedef struct
{
  char      *message;
  char      *id;
  char     **parents;
  char      *label;
  char     **depends_on;
  char      *version_path;
  gboolean   splice;
  gboolean   autogenerate;
  gboolean   sql;
} Options;

static gboolean
check_options (AthCli         *cli,
               const Options  *options,
               GError        **error)
{
  GError *unable;

  if (!options->sql && !options->autogenerate)
    return TRUE;
  if (ath_cli_get_graph (cli, error) == NULL)
    return FALSE;
  if (!options->sql && ath_project_get_kind (cli->project) == ATH_PROJECT_ALEMBIC)
    return TRUE;

  unable = ath_error_new (ATH_ERROR_SCRIPT,
                          _("“revision --autogenerate” and “revision --sql” need the models of the "
                            "application, which only Alembic can load"));
  g_propagate_error (error, unable);

  return FALSE;
}

static void
add_option (GPtrArray  *command,
            const char *name,
            const char *value)
{
  if (value == NULL)
    return;

  g_ptr_array_add (command, (char *) name);
  g_ptr_array_add (command, (char *) value);
}

static void
add_options (GPtrArray   *command,
             const char  *name,
             char       **values)
{
  for (; values != NULL && *values != NULL; values++)
    add_option (command, name, *values);
}

/* Comparing models with a database takes the application: its own Alembic does it. */
static AthCliStatus
autogenerate (AthCli         *cli,
              const Options  *options,
              GError        **error)
{
  g_autoptr(GPtrArray) command = g_ptr_array_new ();

  g_ptr_array_add (command, (char *) "revision");
  g_ptr_array_add (command, (char *) "--autogenerate");
  add_option (command, "-m", options->message);
  add_options (command, "--head", options->parents);
  add_option (command, "--branch-label", options->label);
  add_option (command, "--version-path", options->version_path);
  add_option (command, "--rev-id", options->id);
  add_options (command, "--depends-on", options->depends_on);
  if (options->splice)
    g_ptr_array_add (command, (char *) "--splice");
  g_ptr_array_add (command, NULL);

  return ath_cli_alembic_run (cli, (const char *const *) command->pdata, error) ? ATH_CLI_DONE
                                                                                : ATH_CLI_FAILED;
}

static AthCliStatus
run_revision (AthCli               *cli,
              const AthCliCommand  *command,
              const char *const    *arguments,
              GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &options.message,
      N_("What the script does, in one line"), N_("TEXT") },
    { "head", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.parents,
      N_("What it comes after (default: the head); “base” for a new history"), N_("REVISION") },
    { "splice", 0, 0, G_OPTION_ARG_NONE, &options.splice,
      N_("Let it branch off from a revision that is no head"), NULL },
    { "branch-label", 0, 0, G_OPTION_ARG_STRING, &options.label,
      N_("Give its branch a name"), N_("LABEL") },
    { "version-path", 0, 0, G_OPTION_ARG_FILENAME, &options.version_path,
      N_("The folder to write to, when the project has several"), N_("FOLDER") },
    { "rev-id", 0, 0, G_OPTION_ARG_STRING, &options.id,
      N_("Its id (default: a new one)"), N_("ID") },
    { "depends-on", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.depends_on,
      N_("What it needs from other branches; can be given several times"), N_("REVISION") },
    { "autogenerate", 0, 0, G_OPTION_ARG_NONE, &options.autogenerate,
      N_("Let the project’s own Alembic compare its models with the database"), NULL },
    { "sql", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options.sql, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  const char *labels[] = { NULL, NULL };
  AthRevisionRequest request;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (!check_options (cli, &options, error))
    return ATH_CLI_FAILED;
  if (options.autogenerate)
    return autogenerate (cli, &options, error);

  labels[0] = options.label;
  request = (AthRevisionRequest) {
    .message = options.message,
    .id = options.id,
    .parents = (const char *const *) options.parents,
    .labels = options.label != NULL ? labels : NULL,
    .depends_on = (const char *const *) options.depends_on,
    .version_path = options.version_path,
    .splice = options.splice,
  };

  return ath_cli_write_revision (cli, &request, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;
}

const AthCliCommand ath_command_revision = {
  .name = "revision",
  .summary = N_("Write a new script"),
  .run = run_revision,
};
