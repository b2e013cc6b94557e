/* ath-step-fingerprint.h: tells whether a script is still what was shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "script/ath-collecting-sink.h"

G_BEGIN_DECLS

char *ath_step_fingerprint_dup (const AthPlanStep *step,
                                AthCollectingSink *script) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
