/* ath-fallback.h: steps that the project's own Alembic runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-tool-call.h"
#include "run/ath-run-job.h"

G_BEGIN_DECLS

gboolean           ath_fallback_is_refusal  (AthProject          *project,
                                             const GError        *error);
AthCollectingSink *ath_fallback_new_script  (AthProject          *project,
                                             GError              *refusal,
                                             GCancellable        *cancellable,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_fallback_is_script   (AthCollectingSink   *script);
gboolean           ath_fallback_check       (AthRunJob           *job,
                                             GError             **error);
gboolean           ath_fallback_take_over   (AthRunJob           *job,
                                             guint                index,
                                             gboolean             is_partial,
                                             GError              *refusal,
                                             GError             **error);
gboolean           ath_fallback_run_step    (AthRunJob           *job,
                                             guint                index,
                                             GError             **error);
gboolean           ath_fallback_run_command (const AthRunRequest *request,
                                             AthConnection       *connection,
                                             const char *const   *command,
                                             AthToolLineFunc      func,
                                             gpointer             user_data,
                                             GCancellable        *cancellable,
                                             GError             **error);
gboolean           ath_fallback_compare     (const AthRunRequest *request,
                                             AthConnection       *connection,
                                             AthToolLineFunc      func,
                                             gpointer             user_data,
                                             gboolean            *differs,
                                             GCancellable        *cancellable,
                                             GError             **error);

G_END_DECLS
