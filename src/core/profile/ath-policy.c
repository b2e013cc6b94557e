/* ath-policy.c: what may be done to an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "profile/ath-policy.h"

static const struct
{
  const char *id;
  const char *name;
  AthPolicy   policy;
} tiers[] = {
  [ATH_TIER_DEVELOPMENT] = {
    "development", N_("Development"),
    { .allow_downgrade = TRUE, .lock_timeout_ms = 5000, .backups_kept = 5 },
  },
  [ATH_TIER_STAGING] = {
    "staging", N_("Staging"),
    { .backup_required = TRUE, .allow_downgrade = TRUE,
      .lock_timeout_ms = 5000, .backups_kept = 10 },
  },
  /* A downgrade stays possible where a bad release has to be taken back at
   * night: the backup and the typed name stand before it.
   */
  [ATH_TIER_PRODUCTION] = {
    "production", N_("Production"),
    { .backup_required = TRUE, .confirm_name = TRUE, .allow_downgrade = TRUE,
      .lock_timeout_ms = 5000, .backups_kept = 30 },
  },
};

/**
 * ath_policy_for_tier:
 * @tier: a tier
 *
 * Returns: the policy that an environment of @tier starts with
 */
AthPolicy
ath_policy_for_tier (AthTier tier)
{
  g_return_val_if_fail (tier <= ATH_TIER_PRODUCTION, tiers[ATH_TIER_PRODUCTION].policy);

  return tiers[tier].policy;
}

/**
 * ath_policy_equal:
 * @a: a policy
 * @b: another
 *
 * Returns: whether both allow and demand the same
 */
gboolean
ath_policy_equal (const AthPolicy *a,
                  const AthPolicy *b)
{
  return !a->backup_required == !b->backup_required
         && !a->confirm_name == !b->confirm_name
         && !a->allow_downgrade == !b->allow_downgrade
         && a->lock_timeout_ms == b->lock_timeout_ms
         && a->statement_timeout_ms == b->statement_timeout_ms
         && a->backups_kept == b->backups_kept;
}

/**
 * ath_tier_get_id:
 * @tier: a tier
 *
 * Returns: (transfer none): the word that files and options use: `development`,
 *   `staging` or `production`
 */
const char *
ath_tier_get_id (AthTier tier)
{
  g_return_val_if_fail (tier <= ATH_TIER_PRODUCTION, NULL);

  return tiers[tier].id;
}

/**
 * ath_tier_get_name:
 * @tier: a tier
 *
 * Returns: (transfer none): the word for people, translated
 */
const char *
ath_tier_get_name (AthTier tier)
{
  g_return_val_if_fail (tier <= ATH_TIER_PRODUCTION, NULL);

  return _(tiers[tier].name);
}

/**
 * ath_tier_parse:
 * @id: (nullable): a word as of ath_tier_get_id()
 * @tier: (out): the tier
 *
 * Returns: whether @id names a tier
 */
gboolean
ath_tier_parse (const char *id,
                AthTier    *tier)
{
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (g_strcmp0 (id, tiers[i].id) == 0)
      {
        *tier = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ath_tier_guess:
 * @name: (nullable): name of an environment, a service or a host
 *
 * Guesses from the words in @name, so that what is imported starts with a
 * careful policy where it should: `prod-eu` is production.
 *
 * Returns: the tier; development when nothing tells
 */
AthTier
ath_tier_guess (const char *name)
{
  static const struct
  {
    const char *word;
    AthTier     tier;
  } words[] = {
    { "prod", ATH_TIER_PRODUCTION },
    { "prd", ATH_TIER_PRODUCTION },
    { "live", ATH_TIER_PRODUCTION },
    { "stag", ATH_TIER_STAGING },
    { "stg", ATH_TIER_STAGING },
    { "uat", ATH_TIER_STAGING },
    { "preprod", ATH_TIER_STAGING },
  };
  g_auto(GStrv) parts = NULL;
  g_autofree char *folded = g_ascii_strdown (name != NULL ? name : "", -1);
  AthTier tier = ATH_TIER_DEVELOPMENT;

  parts = g_strsplit_set (folded, " -_./@:", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      if (g_str_has_prefix (parts[i], words[k].word))
        tier = MAX (tier, words[k].tier);

  return tier;
}
