/* ath-trial.h: what a plan does with the answers of a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection.h"
#include "run/ath-run.h"

G_BEGIN_DECLS

GPtrArray *ath_trial_collect (const AthRunRequest  *request,
                              AthPlan              *plan,
                              AthConnection        *connection,
                              GCancellable         *cancellable,
                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
