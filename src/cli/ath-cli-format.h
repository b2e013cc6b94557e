/* ath-cli-format.h: revisions as Alembic prints them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-revision-graph.h"

G_BEGIN_DECLS

/**
 * AthCliFormatFlags:
 * @ATH_CLI_FORMAT_PARENTS: what it revises and depends on, before it
 * @ATH_CLI_FORMAT_LABELS: its labels, behind it
 * @ATH_CLI_FORMAT_POINTS: whether it is a branch point or a merge point
 * @ATH_CLI_FORMAT_MESSAGE: its message, at the end
 * @ATH_CLI_FORMAT_CURRENT: that a database is at it
 *
 * What the line of a revision holds.
 */
typedef enum
{
  ATH_CLI_FORMAT_PARENTS = 1 << 0,
  ATH_CLI_FORMAT_LABELS  = 1 << 1,
  ATH_CLI_FORMAT_POINTS  = 1 << 2,
  ATH_CLI_FORMAT_MESSAGE = 1 << 3,
  ATH_CLI_FORMAT_CURRENT = 1 << 4,
} AthCliFormatFlags;

char *ath_cli_dup_line  (AthRevisionGraph  *graph,
                         AthRevision       *revision,
                         AthCliFormatFlags  flags) G_GNUC_WARN_UNUSED_RESULT;
char *ath_cli_dup_entry (AthRevisionGraph  *graph,
                         AthRevision       *revision,
                         gboolean           is_current) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
