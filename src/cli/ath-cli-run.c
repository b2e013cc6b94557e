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
check_range (AthPlanOperation         operation,
             const char *const       *targets,
             const AthCliRunOptions  *options,
             GError                 **error)
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
print_sql (AthCli                  *cli,
           AthPlanOperation         operation,
           const char *const       *targets,
           const AthCliRunOptions  *options,
           GError                 **error)
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
print_dry (AthCli                  *cli,
           AthPlanOperation         operation,
           const char *const       *targets,
           const AthCliRunOptions  *options,
           GError                 **error)
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
choose_backup (const AthCliRunOptions *options)
{
  if (options->backup)
    return ATH_BACKUP_ALWAYS;

  return options->no_backup ? ATH_BACKUP_NEVER : ATH_BACKUP_BY_POLICY;
}

static AthCliStatus
run (AthCli                  *cli,
     AthPlanOperation         operation,
     const char *const       *targets,
     const AthCliRunOptions  *options,
     GError                 **error)
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

/**
 * ath_cli_run:
 * @cli: what the call works with
 * @operation: what to do
 * @targets: the symbols that were given, one or more
 * @options: how
 * @error: set when it fails before anything is done
 *
 * Does @operation, or prints what it would do.
 *
 * Returns: the status
 */
AthCliStatus
ath_cli_run (AthCli                  *cli,
             AthPlanOperation         operation,
             const char *const       *targets,
             const AthCliRunOptions  *options,
             GError                 **error)
{
  if (!check_range (operation, targets, options, error))
    return ATH_CLI_FAILED;
  if (ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;

  if (options->sql)
    return print_sql (cli, operation, targets, options, error);
  if (options->dry_run)
    return print_dry (cli, operation, targets, options, error);

  return run (cli, operation, targets, options, error);
}
