/* ath-cli-run.c: upgrade, downgrade and stamp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "ath-cli-environment.h"
#include "ath-cli-plan.h"
#include "ath-cli-progress.h"
#include "ath-cli-run-text.h"
#include "ath-cli-run.h"
#include "ath-cli-sql-text.h"
#include "run/ath-run.h"

typedef struct
{
  gboolean  sql;       /* print the SQL, and ask no server */
  char     *tag;       /* (unowned) (nullable) taken as Alembic takes it; nothing reads it */
  gboolean  backup;    /* a backup is asked for */
  gboolean  no_backup; /* none is wanted */
  gboolean  dry_run;   /* print the plan and its SQL only */
  gboolean  purge;     /* forget first what the database is at */
  gboolean  verbose;   /* tell the statements */
} Options;

/* (transfer full): what the text starts from: the symbol before the colon */
static char **
find_start (AthCli      *cli,
            const char  *symbol,
            GError     **error)
{
  g_autoptr(GStrvBuilder) rows = g_strv_builder_new ();
  g_autoptr(GPtrArray) revisions = NULL;

  if (*symbol == '\0')
    return g_strv_builder_end (rows);

  revisions = ath_revision_graph_resolve (cli->graph, symbol, error);
  if (revisions == NULL)
    return NULL;
  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      g_strv_builder_add (rows, revision->id);
    }

  return g_strv_builder_end (rows);
}

static gboolean
check_range (AthPlanOperation   operation,
             const char *const *targets,
             const Options     *options,
             GError           **error)
{
  const char *colon = strchr (targets[0], ':');
  const char *message = NULL;

  if (colon != NULL && !options->sql)
    message = _("A range “START:TARGET” is for --sql only");
  else if (colon != NULL && strchr (colon + 1, ':') != NULL)
    message = _("A range has one colon");
  else if (colon == NULL && options->sql && operation == ATH_PLAN_DOWNGRADE)
    message = _("“downgrade --sql” needs to know where to start: START:TARGET");
  else if (options->sql && options->purge)
    message = _("--purge needs a server, --sql asks none");
  else if (options->backup && options->no_backup)
    message = _("--backup and --no-backup exclude each other");
  if (message == NULL)
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);

  return FALSE;
}

static AthCliStatus
print_sql (AthCli            *cli,
           AthPlanOperation   operation,
           const char *const *targets,
           const Options     *options,
           GError           **error)
{
  const char *colon = strchr (targets[0], ':');
  g_autofree char *start = g_strndup (targets[0], colon != NULL ? colon - targets[0] : 0);
  g_autofree const char **ends = g_memdup2 (targets, (g_strv_length ((char **) targets) + 1) *
                                                     sizeof (char *));
  g_auto(GStrv) rows = find_start (cli, start, error);
  g_autoptr(AthPlan) plan = NULL;

  if (rows == NULL)
    return ATH_CLI_FAILED;
  if (colon != NULL)
    ends[0] = colon + 1;
  plan = ath_cli_make_plan (cli, operation, (const char *const *) rows, ends, options->purge,
                            error);
  if (plan == NULL || !ath_cli_print_sql (cli, plan, FALSE, error))
    return ATH_CLI_FAILED;

  return ATH_CLI_DONE;
}

static AthCliStatus
print_dry (AthCli            *cli,
           AthPlanOperation   operation,
           const char *const *targets,
           const Options     *options,
           GError           **error)
{
  g_auto(GStrv) rows = ath_cli_read_rows (cli, error);
  g_autoptr(AthPlan) plan = NULL;

  if (rows == NULL)
    return ATH_CLI_FAILED;
  plan = ath_cli_make_plan (cli, operation, (const char *const *) rows, targets, options->purge,
                            error);
  if (plan == NULL || !ath_cli_print_dry_run (cli, plan, error))
    return ATH_CLI_FAILED;

  return ATH_CLI_DONE;
}

static AthBackupChoice
choose_backup (const Options *options)
{
  if (options->backup)
    return ATH_BACKUP_ALWAYS;

  return options->no_backup ? ATH_BACKUP_NEVER : ATH_BACKUP_BY_POLICY;
}

static AthCliStatus
run (AthCli            *cli,
     AthPlanOperation   operation,
     const char *const *targets,
     const Options     *options,
     GError           **error)
{
  AthProfile *profile = ath_cli_get_profile (cli, error);
  g_autoptr(AthReporter) reporter = NULL;
  g_autoptr(AthRun) done = NULL;
  g_autoptr(GError) reason = NULL;
  AthCliProgress progress;
  AthRunRequest request;

  if (profile == NULL)
    return ATH_CLI_FAILED;

  request = (AthRunRequest) {
    .project = cli->project,
    .graph = cli->graph,
    .profile = profile,
    .operation = operation,
    .targets = targets,
    .purge = options->purge,
    .backup = choose_backup (options),
    .arguments = (const char *const *) cli->options.arguments,
  };
  ath_cli_progress_init (&progress, cli, operation, options->verbose);
  reporter = ath_reporter_new (ath_cli_progress_report, &progress);
  done = ath_run_execute (&request, reporter, cli->cancellable, &reason);
  ath_reporter_stop (reporter);

  if (done == NULL)
    {
      ath_cli_print_no_run (cli, reason);
      g_propagate_error (error, g_steal_pointer (&reason));
      return ATH_CLI_FAILED;
    }

  return ath_cli_print_run (cli, done);
}

/* FALSE without @error when help was asked for. */
static gboolean
parse_options (AthCli               *cli,
               const AthCliCommand  *command,
               AthPlanOperation      operation,
               const char *const    *arguments,
               Options              *options,
               char               ***targets,
               GError              **error)
{
  const GOptionEntry stamp_entries[] = {
    { "purge", 0, 0, G_OPTION_ARG_NONE, &options->purge,
      N_("Forget first what the database is at, known or not"), NULL },
  };
  const GOptionEntry script_entries[] = {
    { "backup", 0, 0, G_OPTION_ARG_NONE, &options->backup,
      N_("Make a backup first, also where the environment does not ask for one"), NULL },
    { "no-backup", 0, 0, G_OPTION_ARG_NONE, &options->no_backup,
      N_("Make no backup; refused where the environment asks for one"), NULL },
  };
  const GOptionEntry common_entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run,
      N_("Print the SQL from where the database is, and change nothing"), NULL },
    { "sql", 0, 0, G_OPTION_ARG_NONE, &options->sql,
      N_("Print the SQL without asking a server; the target can be START:TARGET"), NULL },
    { "tag", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &options->tag, NULL, NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose,
      N_("Tell each statement"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));

  if (operation == ATH_PLAN_STAMP)
    g_array_append_vals (entries, stamp_entries, G_N_ELEMENTS (stamp_entries));
  else
    g_array_append_vals (entries, script_entries, G_N_ELEMENTS (script_entries));
  g_array_append_vals (entries, common_entries, G_N_ELEMENTS (common_entries));

  return ath_cli_parse (cli, command, (const GOptionEntry *) entries->data, arguments, targets,
                        error);
}

/**
 * ath_cli_run:
 * @cli: what the call works with
 * @command: the command
 * @operation: what it does
 * @arguments: (array zero-terminated=1): its options and targets
 * @error: set on failure
 *
 * Runs upgrade, downgrade or stamp, or prints what it would do.
 *
 * Returns: the status
 */
AthCliStatus
ath_cli_run (AthCli               *cli,
             const AthCliCommand  *command,
             AthPlanOperation      operation,
             const char *const    *arguments,
             GError              **error)
{
  Options options = { 0 };
  g_auto(GStrv) rest = NULL;
  const char *const *targets;

  if (!parse_options (cli, command, operation, arguments, &options, &rest, error))
    return ATH_CLI_FAILED;
  targets = (const char *const *) rest;

  if (!check_range (operation, targets, &options, error)
      || ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;

  if (options.sql)
    return print_sql (cli, operation, targets, &options, error);
  if (options.dry_run)
    return print_dry (cli, operation, targets, &options, error);

  return run (cli, operation, targets, &options, error);
}
