/* ath-run-terms.h: under which terms a run takes place, in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"

G_BEGIN_DECLS

char       **ath_run_terms_list           (const AthRunRequest *request,
                                           AthPlan             *plan,
                                           GListModel          *steps) G_GNUC_WARN_UNUSED_RESULT;
const char  *ath_run_terms_get_cancelling (const AthRunRequest *request,
                                           GListModel          *steps);

G_END_DECLS
