/* ath-run-words.h: what came of a run, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"

G_BEGIN_DECLS

char *ath_run_dup_headline (AthRun        *run) G_GNUC_WARN_UNUSED_RESULT;
char *ath_run_dup_account  (AthRun        *run,
                            double         seconds) G_GNUC_WARN_UNUSED_RESULT;
char *ath_run_dup_details  (const GError  *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
