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

/* Everything needed to reach and treat one environment of one project.
 * Changed only by the thread that made it; ath_profile_copy() for workers.
 */
G_DECLARE_FINAL_TYPE (AthProfile, ath_profile, ATH, PROFILE, GObject)

/* @project: what the profile belongs to (ath_project_get_key()) */
AthProfile         *ath_profile_new             (const char         *project,
                                                 const char         *name) G_GNUC_WARN_UNUSED_RESULT;
AthProfile         *ath_profile_copy            (AthProfile         *self) G_GNUC_WARN_UNUSED_RESULT;
/* One JSON document; ATH_ERROR_PROFILE.  The text holds the password: wipe it after use. */
AthProfile         *ath_profile_new_from_json   (const char         *json,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
char               *ath_profile_dup_json        (AthProfile         *self) G_GNUC_WARN_UNUSED_RESULT;

const char         *ath_profile_get_project     (AthProfile         *self);
const char         *ath_profile_get_name        (AthProfile         *self);
void                ath_profile_set_name        (AthProfile         *self, const char *name);
AthTier             ath_profile_get_tier        (AthProfile         *self);
void                ath_profile_set_tier        (AthProfile         *self, AthTier tier);
AthConnectionInfo  *ath_profile_get_connection  (AthProfile         *self);
void                ath_profile_set_connection  (AthProfile         *self, AthConnectionInfo *info);
const AthPolicy    *ath_profile_get_policy      (AthProfile         *self);
void                ath_profile_set_policy      (AthProfile         *self, const AthPolicy *policy);
/* (transfer none): KEY=value */
const char *const  *ath_profile_get_variables   (AthProfile         *self);
void                ath_profile_set_variables   (AthProfile         *self, const char *const *variables);

G_END_DECLS
