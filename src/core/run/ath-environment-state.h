/* ath-environment-state.h: what is where: one look at an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "profile/ath-profile.h"
#include "project/ath-project.h"

G_BEGIN_DECLS

typedef enum
{
  ATH_ENVIRONMENT_UP_TO_DATE,
  ATH_ENVIRONMENT_BEHIND,          /* get_n_pending() */
  ATH_ENVIRONMENT_UNREACHABLE,     /* get_error() */
  ATH_ENVIRONMENT_NEEDS_ATTENTION, /* rows that the project does not know: get_unknown_rows() */
} AthEnvironmentStatus;

#define ATH_TYPE_ENVIRONMENT_STATE (ath_environment_state_get_type ())

/* A snapshot; immutable. */
G_DECLARE_FINAL_TYPE (AthEnvironmentState, ath_environment_state, ATH, ENVIRONMENT_STATE, GObject)

/* Never fails but for G_IO_ERROR_CANCELLED: a server that cannot be reached is a state. */
AthEnvironmentState *ath_environment_state_read        (AthProject           *project,
                                                        AthRevisionGraph     *graph,
                                                        AthProfile           *profile,
                                                        GCancellable         *cancellable,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                 ath_environment_state_read_async  (AthProject           *project,
                                                        AthRevisionGraph     *graph,
                                                        AthProfile           *profile,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
AthEnvironmentState *ath_environment_state_read_finish (GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

AthEnvironmentStatus ath_environment_state_get_status         (AthEnvironmentState *self);
const GError        *ath_environment_state_get_error          (AthEnvironmentState *self);
const char *const   *ath_environment_state_get_rows           (AthEnvironmentState *self);
const char *const   *ath_environment_state_get_unknown_rows   (AthEnvironmentState *self);
/* (element-type AthRevision): what upgrade to heads would apply, in order */
GPtrArray           *ath_environment_state_get_pending        (AthEnvironmentState *self);
gboolean             ath_environment_state_is_applied         (AthEnvironmentState *self, AthRevision *revision);
gboolean             ath_environment_state_is_row             (AthEnvironmentState *self, AthRevision *revision);
const char          *ath_environment_state_get_server_version (AthEnvironmentState *self); /* "15.4" */
const char          *ath_environment_state_get_database       (AthEnvironmentState *self);
gboolean             ath_environment_state_get_tls            (AthEnvironmentState *self);
guint64              ath_environment_state_get_size_bytes     (AthEnvironmentState *self); /* of the database */

G_END_DECLS
