/* ath-fallback-environment.h: what the project's own Alembic finds in its environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run-job.h"

G_BEGIN_DECLS

GPtrArray *ath_fallback_list_variables (AthRunJob          *job,
                                        AthConnectionInfo  *info,
                                        const char         *key,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
