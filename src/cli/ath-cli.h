/* ath-cli.h: what one call of the program works with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli-options.h"
#include "graph/ath-revision-graph.h"
#include "profile/ath-profile.h"
#include "project/ath-project.h"
#include "script/ath-script-moment.h"

G_BEGIN_DECLS

/**
 * AthCliStatus:
 * @ATH_CLI_DONE: done
 * @ATH_CLI_FAILED: failed, or cancelled
 * @ATH_CLI_USAGE: wrong usage
 * @ATH_CLI_BEHIND: the database is behind, and that was the question
 *
 * What the program returns to its caller.
 */
typedef enum
{
  ATH_CLI_DONE = 0,
  ATH_CLI_FAILED = 1,
  ATH_CLI_USAGE = 2,
  ATH_CLI_BEHIND = 3,
} AthCliStatus;

/**
 * AthCli:
 * @options: the options that every command has
 * @cancellable: (owned): cancelled by Ctrl+C
 * @output: (owned): results, written to standard output at the end
 * @project: (owned) (nullable): see ath_cli_get_project()
 * @graph: (owned) (nullable): see ath_cli_get_graph()
 * @profile: (owned) (nullable): see ath_cli_get_profile()
 * @moment: what the scripts of all texts that are printed read of the clock and of
 *   chance
 * @server_version: of the server that was asked, as libpq numbers it; else 0
 * @has_version_table: whether the server that was asked has the version table
 * @parsed: (owned) (element-type GStrv): values that GOption allocated
 * @helped: whether help was asked for and is in @output
 * @is_spoken: whether the command itself wrote its error into @output
 * @is_completing: whether only what can be typed is asked for; nothing is said then
 *
 * What one call of the program works with.
 */
typedef struct
{
  AthCliOptions      options;
  GCancellable      *cancellable;
  GString           *output;
  AthProject        *project;
  AthRevisionGraph  *graph;
  AthProfile        *profile;
  AthScriptMoment    moment;
  int                server_version;
  gboolean           has_version_table;
  GPtrArray         *parsed;
  gboolean           helped;
  gboolean           is_spoken;
  gboolean           is_completing;
} AthCli;

int               ath_cli_main        (int       argc,
                                       char    **argv);

AthProject       *ath_cli_get_project (AthCli   *self,
                                       GError  **error);
AthRevisionGraph *ath_cli_get_graph   (AthCli   *self,
                                       GError  **error);

G_END_DECLS
