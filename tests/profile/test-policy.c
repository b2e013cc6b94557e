/* test-policy.c: what may be done to an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile/ath-policy.h"

static void
test_policy_for_tier (void)
{
  AthPolicy development = ath_policy_for_tier (ATH_TIER_DEVELOPMENT);
  AthPolicy staging = ath_policy_for_tier (ATH_TIER_STAGING);
  AthPolicy production = ath_policy_for_tier (ATH_TIER_PRODUCTION);

  g_assert_false (development.backup_required);
  g_assert_true (staging.backup_required);
  g_assert_true (production.backup_required);

  g_assert_false (staging.confirm_name);
  g_assert_true (production.confirm_name);

  g_assert_cmpuint (production.lock_timeout_ms, >, 0);
}

static void
test_policy_equal (void)
{
  AthPolicy a = ath_policy_for_tier (ATH_TIER_STAGING);
  AthPolicy b = a;

  b.confirm_name = 0;
  g_assert_true (ath_policy_equal (&a, &b));
  b.backup_required = 2;
  g_assert_true (ath_policy_equal (&a, &b));
  b.statement_timeout_ms++;
  g_assert_false (ath_policy_equal (&a, &b));
}

static void
test_tier_parse (void)
{
  AthTier tier = ATH_TIER_DEVELOPMENT;

  for (AthTier each = ATH_TIER_DEVELOPMENT; each <= ATH_TIER_PRODUCTION; each++)
    {
      g_assert_true (ath_tier_parse (ath_tier_get_id (each), &tier));
      g_assert_cmpint (tier, ==, each);
      g_assert_nonnull (ath_tier_get_name (each));
    }

  g_assert_false (ath_tier_parse ("Production", &tier));
  g_assert_false (ath_tier_parse (NULL, &tier));
}

static void
test_tier_guess (void)
{
  static const struct
  {
    const char *name;
    AthTier     tier;
  } cases[] = {
    { NULL, ATH_TIER_DEVELOPMENT },
    { "", ATH_TIER_DEVELOPMENT },
    { "local", ATH_TIER_DEVELOPMENT },
    { "product-catalog", ATH_TIER_PRODUCTION },
    { "PROD_DATABASE_URL", ATH_TIER_PRODUCTION },
    { "db.prod.example.com", ATH_TIER_PRODUCTION },
    { "shop live", ATH_TIER_PRODUCTION },
    { "staging-db", ATH_TIER_STAGING },
    { "STG", ATH_TIER_STAGING },
    { "preprod", ATH_TIER_STAGING },
    { "reproduce", ATH_TIER_DEVELOPMENT },
    { "delivery", ATH_TIER_DEVELOPMENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (ath_tier_guess (cases[i].name), ==, cases[i].tier);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/policy/for-tier", test_policy_for_tier);
  g_test_add_func ("/policy/equal", test_policy_equal);
  g_test_add_func ("/tier/parse", test_tier_parse);
  g_test_add_func ("/tier/guess", test_tier_guess);

  return g_test_run ();
}
