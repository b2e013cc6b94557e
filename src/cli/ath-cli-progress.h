/* ath-cli-progress.h: what a run does, line by line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "ath-reporter.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

/**
 * AthCliProgress:
 * @cli: (unowned): what the call works with
 * @operation: what the steps are
 * @verbose: whether statements are told, too
 * @is_terminal: whether standard error is one, where a line can be written over
 *
 * What the progress of a run is told with.
 */
typedef struct
{
  AthCli           *cli;
  AthPlanOperation  operation;
  gboolean          verbose;
  gboolean          is_terminal;
} AthCliProgress;

void ath_cli_progress_init   (AthCliProgress   *self,
                              AthCli           *cli,
                              AthPlanOperation  operation,
                              gboolean          verbose);
void ath_cli_progress_report (const AthReport  *report,
                              gpointer          user_data);

G_END_DECLS
