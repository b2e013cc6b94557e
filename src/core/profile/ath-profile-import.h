/* ath-profile-import.h: connections that a project and this machine state already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile.h"
#include "project/ath-project.h"

G_BEGIN_DECLS

/**
 * AthProfileSuggestion:
 * @source: where it was found, for people: "alembic.ini", "service “shop” (~/.pg_service.conf)"
 * @profile: a profile that is not kept anywhere yet
 *
 * What was found.
 */
typedef struct
{
  char       *source;
  AthProfile *profile;
} AthProfileSuggestion;

void       ath_profile_suggestion_free   (AthProfileSuggestion *self);

GPtrArray *ath_profile_import_list        (AthProject           *project,
                                           const char *const    *environ)
                                           G_GNUC_WARN_UNUSED_RESULT;
void       ath_profile_import_list_async  (AthProject           *project,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *ath_profile_import_list_finish (GAsyncResult         *result,
                                           GError              **error)
                                           G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthProfileSuggestion, ath_profile_suggestion_free)

G_END_DECLS
