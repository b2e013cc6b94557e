/* ath-fallback-call.h: a command of the project's own Alembic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-tool-call.h"
#include "run/ath-run-job.h"

G_BEGIN_DECLS

gboolean ath_fallback_check_interpreter (AthRunJob          *job,
                                         GError            **error);
gboolean ath_fallback_call              (AthRunJob          *job,
                                         const char *const  *command,
                                         AthToolLineFunc     func,
                                         gpointer            user_data,
                                         int                *status,
                                         GError            **error);
gboolean ath_fallback_is_misled         (int                 status);

G_END_DECLS
