/* ath-executing-sink.h: sends what scripts do to a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-reporter.h"
#include "postgres/ath-version-table.h"
#include "script/ath-sink.h"

G_BEGIN_DECLS

#define ATH_TYPE_EXECUTING_SINK (ath_executing_sink_get_type ())

G_DECLARE_FINAL_TYPE (AthExecutingSink, ath_executing_sink, ATH, EXECUTING_SINK, AthSink)

/**
 * AthExecutingSinkFunc:
 * @index: a step of the plan
 * @phase: whether it starts, or how it has ended
 * @seconds: what it took
 * @user_data: what was given to ath_executing_sink_new()
 *
 * Told what becomes of the steps, in their order and in the thread of the run.
 */
typedef void (*AthExecutingSinkFunc) (guint          index,
                                      AthReportPhase phase,
                                      double         seconds,
                                      gpointer       user_data);

AthExecutingSink *ath_executing_sink_new             (AthConnection          *connection,
                                                      gboolean                transactional,
                                                      guint                   lock_timeout_ms,
                                                      guint                   n_steps,
                                                      AthReporter            *reporter,
                                                      AthExecutingSinkFunc    step_func,
                                                      gpointer                step_data)
                                                      G_GNUC_WARN_UNUSED_RESULT;

void              ath_executing_sink_begin_step      (AthExecutingSink       *self,
                                                      guint                   index,
                                                      const char             *revision);
gboolean          ath_executing_sink_change_row      (AthExecutingSink       *self,
                                                      const AthVersionTable  *table,
                                                      const AthRowChange     *change,
                                                      GCancellable           *cancellable,
                                                      GError                **error);
void              ath_executing_sink_end_step        (AthExecutingSink       *self,
                                                      gboolean                commit);
void              ath_executing_sink_fail            (AthExecutingSink       *self);
void              ath_executing_sink_roll_back       (AthExecutingSink       *self);

guint             ath_executing_sink_get_n_committed (AthExecutingSink       *self);
gboolean          ath_executing_sink_is_partial      (AthExecutingSink       *self);

G_END_DECLS
