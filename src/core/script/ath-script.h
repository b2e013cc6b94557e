/* ath-script.h: the body of a revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"
#include "script/ath-collecting-sink.h"
#include "script/ath-script-moment.h"

G_BEGIN_DECLS

/**
 * AthDirection:
 * @ATH_DIRECTION_UPGRADE: to the newer schema
 * @ATH_DIRECTION_DOWNGRADE: back
 */
typedef enum
{
  ATH_DIRECTION_UPGRADE,
  ATH_DIRECTION_DOWNGRADE,
} AthDirection;

/**
 * AthScriptContext:
 * @variables: (nullable): `KEY=value` of the environment; the process's own come after
 * @arguments: (nullable): the `-x` arguments, raw
 * @moment: (nullable): what they read of the clock and of chance; `NULL` for a
 *   moment of each script's own
 * @server_version: as libpq numbers it (150020), or 0 when no server is asked
 *
 * What a script may ask about the world.
 */
typedef struct
{
  const char *const     *variables;
  const char *const     *arguments;
  const AthScriptMoment *moment;
  int                    server_version;
} AthScriptContext;

gboolean            ath_script_run       (AthProject              *project,
                                          AthRevision             *revision,
                                          AthDirection             direction,
                                          const AthScriptContext  *context,
                                          AthSink                 *sink,
                                          GCancellable            *cancellable,
                                          GError                 **error);

AthCollectingSink  *ath_script_collect   (AthProject              *project,
                                          AthRevision             *revision,
                                          AthDirection             direction,
                                          const AthScriptContext  *context,
                                          GCancellable            *cancellable,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
char               *ath_script_dup_sql   (AthProject              *project,
                                          AthRevision             *revision,
                                          AthDirection             direction,
                                          const AthScriptContext  *context,
                                          GCancellable            *cancellable,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
AthTransactionMarks ath_script_get_marks (AthProject              *project);

G_END_DECLS
