/* ath-cli-run.h: upgrade, downgrade and stamp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

/**
 * AthCliRunOptions:
 * @sql: whether the SQL is printed, and no server asked
 * @tag: (nullable): taken as Alembic takes it; nothing here reads it
 * @backup: whether a backup is asked for
 * @no_backup: whether none is wanted
 * @dry_run: whether only the plan and its SQL are printed
 * @purge: for stamp: whether what the database is at is forgotten first
 * @verbose: whether statements are told
 *
 * The options of all three.
 */
typedef struct
{
  gboolean  sql;
  char     *tag;
  gboolean  backup;
  gboolean  no_backup;
  gboolean  dry_run;
  gboolean  purge;
  gboolean  verbose;
} AthCliRunOptions;

AthCliStatus ath_cli_run (AthCli                  *cli,
                          AthPlanOperation         operation,
                          const char *const       *targets,
                          const AthCliRunOptions  *options,
                          GError                 **error);

G_END_DECLS
