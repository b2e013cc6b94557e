/* ath-policy-group.h: the policy of an environment, to be changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "profile/ath-policy.h"

G_BEGIN_DECLS

#define ATH_TYPE_POLICY_GROUP (ath_policy_group_get_type ())

G_DECLARE_FINAL_TYPE (AthPolicyGroup, ath_policy_group, ATH, POLICY_GROUP, AdwPreferencesGroup)

AthPolicy ath_policy_group_get_policy (AthPolicyGroup   *self);
void      ath_policy_group_set_policy (AthPolicyGroup   *self,
                                       const AthPolicy  *policy);

G_END_DECLS
