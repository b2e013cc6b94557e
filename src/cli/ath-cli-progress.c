/* ath-cli-progress.c: what a run does, line by line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "ath-cli-output.h"
#include "ath-cli-plan.h"
#include "ath-cli-progress.h"

#define CLEAR_LINE "\r\033[K"

/**
 * ath_cli_progress_init:
 * @self: what is filled in
 * @cli: what the call works with
 * @operation: what the steps of the run are
 * @verbose: whether statements are told, too
 *
 * Makes @self fit for ath_cli_progress_report().
 */
void
ath_cli_progress_init (AthCliProgress   *self,
                       AthCli           *cli,
                       AthPlanOperation  operation,
                       gboolean          verbose)
{
  self->cli = cli;
  self->operation = operation;
  self->verbose = verbose;
  self->is_terminal = isatty (STDERR_FILENO);
}

/* (transfer full): what the step does; a report does not say which rows a stamp removes */
static char *
dup_title (AthCliProgress  *self,
           const AthReport *report)
{
  AthPlanStep step = { .operation = self->operation };

  if (self->operation == ATH_PLAN_STAMP)
    return g_strdup_printf ("stamp %s", report->revision != NULL ? report->revision : "base");

  step.revision = ath_revision_graph_find (self->cli->graph, report->revision);

  return ath_cli_dup_step (&step);
}

static void
report_step (AthCliProgress  *self,
             const AthReport *report)
{
  g_autofree char *title = NULL;

  if (report->phase != ATH_REPORT_STARTED)
    return;

  title = dup_title (self, report);
  ath_cli_say (self->cli, "[%u/%u] %s", report->step + 1, report->n_steps, title);
}

static void
report_statement (AthCliProgress  *self,
                  const AthReport *report)
{
  g_autofree char *rows = NULL;

  if (!self->verbose)
    return;

  switch (report->phase)
    {
    case ATH_REPORT_STARTED:
      ath_cli_say (self->cli, "%s;", report->text);
      break;

    case ATH_REPORT_FINISHED:
      if (report->rows >= 0)
        rows = g_strdup_printf (ngettext (", %u row", ", %u rows", (gulong) report->rows),
                                (guint) report->rows);
      ath_cli_say (self->cli, "-- %.3f s%s", report->seconds, rows != NULL ? rows : "");
      break;

    /* The error is told at the end. */
    case ATH_REPORT_FAILED:
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
report_backup (AthCliProgress  *self,
               const AthReport *report)
{
  g_autofree char *size = g_format_size (report->bytes);

  if (self->cli->options.quiet)
    return;

  switch (report->phase)
    {
    case ATH_REPORT_STARTED:
      if (!self->is_terminal)
        break;
      fputs (CLEAR_LINE, stderr);
      fprintf (stderr, _("Backing up: %s"), size);
      if (report->text != NULL)
        fprintf (stderr, ", %s", report->text);
      break;

    case ATH_REPORT_FINISHED:
      if (self->is_terminal)
        fputs (CLEAR_LINE, stderr);
      ath_cli_say (self->cli, _("Backed up: %s in %.1f s"), size, report->seconds);
      break;

    case ATH_REPORT_FAILED:
      if (self->is_terminal)
        fputs ("\n", stderr);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_cli_progress_report:
 * @report: what happened
 * @user_data: an #AthCliProgress
 *
 * Tells it on standard error.
 */
void
ath_cli_progress_report (const AthReport *report,
                         gpointer         user_data)
{
  AthCliProgress *self = user_data;

  switch (report->kind)
    {
    case ATH_REPORT_STAGE:
      if (self->verbose && report->phase == ATH_REPORT_STARTED)
        ath_cli_say (self->cli, "%s…", report->text);
      break;

    case ATH_REPORT_BACKUP:
      report_backup (self, report);
      break;

    case ATH_REPORT_STEP:
      report_step (self, report);
      break;

    case ATH_REPORT_STATEMENT:
      report_statement (self, report);
      break;

    case ATH_REPORT_TRANSACTION:
      if (self->verbose)
        ath_cli_say (self->cli, "%s;", report->text);
      break;

    case ATH_REPORT_NOTICE:
    case ATH_REPORT_LOG:
      ath_cli_say (self->cli, "%s", report->text);
      break;

    default:
      g_assert_not_reached ();
    }
}
