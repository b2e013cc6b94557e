/* ath-profile.h: the connection of an environment and its policy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-connection-info.h"
#include "profile/ath-policy.h"

G_BEGIN_DECLS

#define ATH_TYPE_PROFILE (ath_profile_get_type ())

G_DECLARE_FINAL_TYPE (AthProfile, ath_profile, ATH, PROFILE, GObject)

AthProfile         *ath_profile_new            (const char         *project,
                                                const char         *name)
                                                G_GNUC_WARN_UNUSED_RESULT;
AthProfile         *ath_profile_copy           (AthProfile         *self)
                                                G_GNUC_WARN_UNUSED_RESULT;
AthProfile         *ath_profile_new_from_json  (const char         *json,
                                                GError            **error)
                                                G_GNUC_WARN_UNUSED_RESULT;
char               *ath_profile_dup_json       (AthProfile         *self)
                                                G_GNUC_WARN_UNUSED_RESULT;
gboolean            ath_profile_check          (AthProfile         *self,
                                                GError            **error);
int                 ath_profile_compare        (AthProfile         *a,
                                                AthProfile         *b);
void                ath_profile_sort           (GPtrArray          *profiles);

const char         *ath_profile_get_project    (AthProfile         *self);
const char         *ath_profile_get_name       (AthProfile         *self);
void                ath_profile_set_name       (AthProfile         *self,
                                                const char         *name);
AthTier             ath_profile_get_tier       (AthProfile         *self);
void                ath_profile_set_tier       (AthProfile         *self,
                                                AthTier             tier);
AthConnectionInfo  *ath_profile_get_connection (AthProfile         *self);
void                ath_profile_set_connection (AthProfile         *self,
                                                AthConnectionInfo  *connection);
const AthPolicy    *ath_profile_get_policy     (AthProfile         *self);
void                ath_profile_set_policy     (AthProfile         *self,
                                                const AthPolicy    *policy);
const char *const  *ath_profile_get_variables  (AthProfile         *self);
void                ath_profile_set_variables  (AthProfile         *self,
                                                const char *const  *variables);

G_END_DECLS
