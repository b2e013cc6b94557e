/* ath-command-revision.c: athanor-cli revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-error.h"

#include "ath-cli-command.h"
#include "ath-cli-revision.h"

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
check_options (const Options  *options,
               GError        **error)
{
  GError *unable;

  if (!options->autogenerate && !options->sql)
    return TRUE;

  unable = ath_error_new (ATH_ERROR_SCRIPT,
                          _("“revision --autogenerate” and “revision --sql” need the models of the "
                            "application, which only Alembic can load"));
  ath_error_set_hint (unable, _("Run “alembic revision --autogenerate”.  Athanor sees the new "
                                "script at once."));
  g_propagate_error (error, unable);

  return FALSE;
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
    { "autogenerate", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options.autogenerate,
      NULL, NULL },
    { "sql", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options.sql, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  const char *labels[] = { NULL, NULL };
  AthRevisionRequest request;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (!check_options (&options, error))
    return ATH_CLI_FAILED;

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
