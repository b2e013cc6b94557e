/* ath-trial-sink.h: sends what can be taken back, and keeps it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection.h"
#include "script/ath-collecting-sink.h"

G_BEGIN_DECLS

#define ATH_TYPE_TRIAL_SINK (ath_trial_sink_get_type ())

G_DECLARE_FINAL_TYPE (AthTrialSink, ath_trial_sink, ATH, TRIAL_SINK, AthSink)

AthTrialSink *ath_trial_sink_new (AthConnection     *connection,
                                  AthTypeMemo       *memo,
                                  AthCollectingSink *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
