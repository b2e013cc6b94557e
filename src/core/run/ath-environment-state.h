/* ath-environment-state.h: what is where: one look at an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "profile/ath-profile.h"
#include "project/ath-project.h"

G_BEGIN_DECLS

/**
 * AthEnvironmentStatus:
 * @ATH_ENVIRONMENT_UP_TO_DATE: at the heads
 * @ATH_ENVIRONMENT_BEHIND: something is pending
 * @ATH_ENVIRONMENT_UNREACHABLE: it could not be read;
 *   ath_environment_state_get_error() says why
 * @ATH_ENVIRONMENT_NEEDS_ATTENTION: its rows do not fit the project: some are
 *   unknown, or ath_environment_state_get_error() says what is wrong
 */
typedef enum
{
  ATH_ENVIRONMENT_UP_TO_DATE,
  ATH_ENVIRONMENT_BEHIND,
  ATH_ENVIRONMENT_UNREACHABLE,
  ATH_ENVIRONMENT_NEEDS_ATTENTION,
} AthEnvironmentStatus;

#define ATH_TYPE_ENVIRONMENT_STATE (ath_environment_state_get_type ())

G_DECLARE_FINAL_TYPE (AthEnvironmentState, ath_environment_state, ATH, ENVIRONMENT_STATE, GObject)

AthEnvironmentState *ath_environment_state_read        (AthProject           *project,
                                                        AthRevisionGraph     *graph,
                                                        AthProfile           *profile,
                                                        GCancellable         *cancellable,
                                                        GError              **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
void                 ath_environment_state_read_async  (AthProject           *project,
                                                        AthRevisionGraph     *graph,
                                                        AthProfile           *profile,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
AthEnvironmentState *ath_environment_state_read_finish (GAsyncResult         *result,
                                                        GError              **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;

AthEnvironmentStatus ath_environment_state_get_status         (AthEnvironmentState *self);
const GError        *ath_environment_state_get_error          (AthEnvironmentState *self);
const char *const   *ath_environment_state_get_rows           (AthEnvironmentState *self);
const char *const   *ath_environment_state_get_unknown_rows   (AthEnvironmentState *self);
GPtrArray           *ath_environment_state_get_pending        (AthEnvironmentState *self);
gboolean             ath_environment_state_is_applied         (AthEnvironmentState *self,
                                                               AthRevision         *revision);
gboolean             ath_environment_state_is_row             (AthEnvironmentState *self,
                                                               AthRevision         *revision);
const char          *ath_environment_state_get_server_version (AthEnvironmentState *self);
gboolean             ath_environment_state_get_tls            (AthEnvironmentState *self);

G_END_DECLS
