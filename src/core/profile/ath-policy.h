/* ath-policy.h: what may be done to an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthTier:
 * @ATH_TIER_DEVELOPMENT: green diamond
 * @ATH_TIER_STAGING: amber triangle
 * @ATH_TIER_PRODUCTION: red square
 */
typedef enum
{
  ATH_TIER_DEVELOPMENT,
  ATH_TIER_STAGING,
  ATH_TIER_PRODUCTION,
} AthTier;

/**
 * AthPolicy:
 * @backup_required: a run that changes something makes a backup first; cannot be waived
 * @confirm_name: the name of the database is typed before a run
 * @allow_downgrade: whether downgrades may be run
 * @lock_timeout_ms: `lock_timeout` of a run, 0 for none
 * @statement_timeout_ms: `statement_timeout` of a run, 0 for none
 * @backups_kept: how many backups a run that ends well leaves, 0 for all
 *
 * A plain value.
 */
typedef struct
{
  gboolean backup_required;
  gboolean confirm_name;
  gboolean allow_downgrade;
  guint    lock_timeout_ms;
  guint    statement_timeout_ms;
  guint    backups_kept;
} AthPolicy;

AthPolicy   ath_policy_for_tier (AthTier           tier);
gboolean    ath_policy_equal    (const AthPolicy  *a,
                                 const AthPolicy  *b);

const char *ath_tier_get_id     (AthTier           tier);
const char *ath_tier_get_name   (AthTier           tier);
gboolean    ath_tier_parse      (const char       *id,
                                 AthTier          *tier);
AthTier     ath_tier_guess      (const char       *name);

G_END_DECLS
