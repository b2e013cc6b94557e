/* test-profile.c: profiles and their JSON form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "profile/ath-profile.h"

static AthProfile *
make_profile (void)
{
  static const char *const variables[] = { "ENVIRONMENT=production", "A=b=ü", NULL };
  AthProfile *profile = ath_profile_new ("/srv/shop#billing", "Live “EU”");
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GError) error = NULL;
  AthPolicy policy = { .backup_required = TRUE, .statement_timeout_ms = 90000, .backups_kept = 7 };

  connection = ath_connection_info_new_from_url ("postgresql://ann:s%22cret@db1:5433/shop"
                                                 "?sslmode=require", &error);
  g_assert_no_error (error);
  ath_profile_set_tier (profile, ATH_TIER_PRODUCTION);
  ath_profile_set_connection (profile, connection);
  ath_profile_set_policy (profile, &policy);
  ath_profile_set_variables (profile, variables);

  return profile;
}

static void
assert_same (AthProfile *a,
             AthProfile *b)
{
  g_autofree char *a_json = ath_profile_dup_json (a);
  g_autofree char *b_json = ath_profile_dup_json (b);

  g_assert_cmpstr (a_json, ==, b_json);
}

static void
test_profile_json (void)
{
  g_autoptr(AthProfile) profile = make_profile ();
  g_autoptr(AthProfile) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = ath_profile_dup_json (profile);
  AthConnectionInfo *connection;

  read = ath_profile_new_from_json (json, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (ath_profile_get_project (read), ==, "/srv/shop#billing");
  g_assert_cmpstr (ath_profile_get_name (read), ==, "Live “EU”");
  g_assert_cmpint (ath_profile_get_tier (read), ==, ATH_TIER_PRODUCTION);
  g_assert_true (ath_policy_equal (ath_profile_get_policy (read),
                                   ath_profile_get_policy (profile)));
  g_assert_cmpstrv (ath_profile_get_variables (read), ath_profile_get_variables (profile));

  connection = ath_profile_get_connection (read);
  g_assert_cmpstr (ath_connection_info_get (connection, "host"), ==, "db1");
  g_assert_cmpstr (ath_connection_info_get (connection, "port"), ==, "5433");
  g_assert_cmpstr (ath_connection_info_get (connection, "password"), ==, "s\"cret");
  g_assert_cmpstr (ath_connection_info_get (connection, "sslmode"), ==, "require");
  assert_same (profile, read);
}

static void
test_profile_copy (void)
{
  g_autoptr(AthProfile) profile = make_profile ();
  g_autoptr(AthProfile) copy = ath_profile_copy (profile);
  g_autofree char *before = ath_profile_dup_json (profile);
  g_autofree char *after = NULL;

  assert_same (profile, copy);

  ath_profile_set_name (copy, "other");
  ath_profile_set_variables (copy, NULL);
  ath_profile_set_connection (copy, NULL);
  after = ath_profile_dup_json (profile);
  g_assert_cmpstr (before, ==, after);
}

#define HEAD "\"version\":1,\"project\":\"/p\",\"name\":\"n\",\"tier\":\"staging\""
#define CONNECTION "\"connection\":{\"dbname\":\"d\"}"

static const struct
{
  const char *name;
  const char *json;
  const char *named; /* what the message names */
} refused[] = {
  { "empty", "", "JSON" },
  { "text", "hunter2", "JSON" },
  { "array", "[]", "JSON" },
  { "cut", "{" HEAD "," CONNECTION ",\"policy\":{\"ba", "JSON" },
  { "no-version", "{\"project\":\"/p\"}", "version" },
  { "newer", "{\"version\":2,\"anything\":{}}", "newer" },
  { "version-text", "{\"version\":\"1\"}", "version" },
  { "version-zero", "{\"version\":0}", "version" },
  { "no-project", "{\"version\":1,\"name\":\"n\",\"tier\":\"staging\"," CONNECTION "}", "project" },
  { "name-number", "{\"version\":1,\"project\":\"p\",\"name\":1,\"tier\":\"staging\"}", "name" },
  { "tier", "{\"version\":1,\"project\":\"p\",\"name\":\"n\",\"tier\":\"test\"}", "tier" },
  { "unknown", "{" HEAD "," CONNECTION ",\"ssh_tunnel\":{}}", "ssh_tunnel" },
  { "unknown-policy", "{" HEAD "," CONNECTION ",\"policy\":{\"window\":\"night\"}}", "window" },
  { "policy-type", "{" HEAD "," CONNECTION ",\"policy\":{\"backups_kept\":true}}", "backups_kept" },
  { "policy-sign", "{" HEAD "," CONNECTION ",\"policy\":{\"backups_kept\":-1}}", "backups_kept" },
  { "policy-size", "{" HEAD "," CONNECTION ",\"policy\":{\"backups_kept\":9999999999}}", "kept" },
  { "policy-list", "{" HEAD "," CONNECTION ",\"policy\":[]}", "policy" },
  { "no-connection", "{" HEAD "}", "connection" },
  { "connection-text", "{" HEAD ",\"connection\":\"host=h password=hunter2\"}", "connection" },
  { "connection-number", "{" HEAD ",\"connection\":{\"port\":5432}}", "port" },
  { "variables-object", "{" HEAD "," CONNECTION ",\"variables\":{\"A\":\"b\"}}", "variables" },
  { "variable-bare", "{" HEAD "," CONNECTION ",\"variables\":[\"A\"]}", "A" },
  { "empty-name",
    "{\"version\":1,\"project\":\"p\",\"name\":\"\",\"tier\":\"staging\"," CONNECTION "}",
    "name" },
};

static void
test_profile_refuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(AthProfile) profile = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", refused[i].name);
      profile = ath_profile_new_from_json (refused[i].json, &error);
      g_assert_null (profile);
      g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
      g_assert_nonnull (strstr (error->message, refused[i].named));
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

/* What a document does not state is as the tier has it. */
static void
test_profile_defaults (void)
{
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  AthPolicy expected = ath_policy_for_tier (ATH_TIER_STAGING);

  profile = ath_profile_new_from_json ("{" HEAD "," CONNECTION ",\"policy\":{\"backups_kept\":3}}",
                                       &error);
  g_assert_no_error (error);

  expected.backups_kept = 3;
  g_assert_true (ath_policy_equal (ath_profile_get_policy (profile), &expected));
  g_assert_null (ath_profile_get_variables (profile)[0]);
}

static void
test_profile_tier_moves_policy (void)
{
  g_autoptr(AthProfile) profile = ath_profile_new ("/p", "n");
  AthPolicy own = ath_policy_for_tier (ATH_TIER_PRODUCTION);

  ath_profile_set_tier (profile, ATH_TIER_PRODUCTION);
  g_assert_true (ath_policy_equal (ath_profile_get_policy (profile), &own));

  own.lock_timeout_ms = 1;
  ath_profile_set_policy (profile, &own);
  ath_profile_set_tier (profile, ATH_TIER_DEVELOPMENT);
  g_assert_true (ath_policy_equal (ath_profile_get_policy (profile), &own));
}

static void
test_profile_sort (void)
{
  static const struct
  {
    const char *project;
    const char *name;
    AthTier     tier;
  } given[] = {
    { "/a", "zeta", ATH_TIER_PRODUCTION },
    { "/b", "only", ATH_TIER_DEVELOPMENT },
    { "/a", "mine", ATH_TIER_DEVELOPMENT },
    { "/a", "alpha", ATH_TIER_STAGING },
    { "/a", "hers", ATH_TIER_DEVELOPMENT },
  };
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GString) order = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      AthProfile *profile = ath_profile_new (given[i].project, given[i].name);

      ath_profile_set_tier (profile, given[i].tier);
      g_ptr_array_add (profiles, profile);
    }
  ath_profile_sort (profiles);

  for (guint i = 0; i < profiles->len; i++)
    g_string_append_printf (order, "%s ", ath_profile_get_name (g_ptr_array_index (profiles, i)));
  g_assert_cmpstr (order->str, ==, "hers mine alpha zeta only ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/profile/json", test_profile_json);
  g_test_add_func ("/profile/copy", test_profile_copy);
  g_test_add_func ("/profile/refuses", test_profile_refuses);
  g_test_add_func ("/profile/defaults", test_profile_defaults);
  g_test_add_func ("/profile/tier-moves-policy", test_profile_tier_moves_policy);
  g_test_add_func ("/profile/sort", test_profile_sort);

  return g_test_run ();
}
