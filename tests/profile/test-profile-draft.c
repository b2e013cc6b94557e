/* test-profile-draft.c: a profile while it is being edited
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "profile/ath-profile-draft.h"

#define URL "postgresql+psycopg2://ann:s%40cret@db.prod.example.com:5433/shop" \
  "?sslmode=verify-full&application_name=it%27s%20me&target_session_attrs=read-write"

static void
count_cb (AthProfileDraft *draft,
          gpointer         user_data)
{
  guint *n = user_data;

  *n += 1;
}

static void
test_draft_fill_url (void)
{
  static const char *const expected[] = {
    [ATH_DRAFT_NAME] = "Production",
    [ATH_DRAFT_HOST] = "db.prod.example.com",
    [ATH_DRAFT_PORT] = "5433",
    [ATH_DRAFT_DATABASE] = "shop",
    [ATH_DRAFT_USER] = "ann",
    [ATH_DRAFT_PASSWORD] = "s@cret",
    [ATH_DRAFT_SSL_MODE] = "verify-full",
    [ATH_DRAFT_SSL_ROOT] = "",
    [ATH_DRAFT_SSL_CERTIFICATE] = "",
    [ATH_DRAFT_SSL_KEY] = "",
    [ATH_DRAFT_SERVICE] = "",
  };
  g_autoptr(AthProfileDraft) draft = ath_profile_draft_new ("/p", NULL);
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(AthConnectionInfo) direct = NULL;
  g_autofree char *url = NULL;
  g_autofree char *direct_url = NULL;
  g_autoptr(GError) error = NULL;
  guint n_changed = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (ath_profile_draft_fill_url (draft, URL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changed, ==, 1);

  for (AthDraftField field = 0; field < ATH_DRAFT_OTHER; field++)
    g_assert_cmpstr (ath_profile_draft_get_text (draft, field), ==, expected[field]);
  g_assert_cmpint (ath_profile_draft_get_tier (draft), ==, ATH_TIER_PRODUCTION);
  g_assert_true (ath_profile_draft_get_policy (draft)->confirm_name);
  g_assert_true (ath_profile_draft_can_save (draft));

  /* All of the URL comes back out of the fields. */
  connection = ath_profile_draft_make_connection (draft, &error);
  g_assert_no_error (error);
  direct = ath_connection_info_new_from_url (URL, &error);
  g_assert_cmpstr (ath_connection_info_get (connection, "application_name"), ==, "it's me");
  g_assert_cmpstr (ath_connection_info_get (connection, "target_session_attrs"), ==, "read-write");
  url = ath_connection_info_dup_url (connection);
  direct_url = ath_connection_info_dup_url (direct);
  g_assert_cmpuint (strlen (url), ==, strlen (direct_url));
}

static void
test_draft_bad_url (void)
{
  g_autoptr(AthProfileDraft) draft = ath_profile_draft_new ("/p", NULL);
  g_autoptr(GError) error = NULL;

  ath_profile_draft_set_text (draft, ATH_DRAFT_HOST, "db1");
  g_assert_false (ath_profile_draft_fill_url (draft, "postgresql://h/d?nonsense=1", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_cmpstr (ath_profile_draft_get_text (draft, ATH_DRAFT_HOST), ==, "db1");
}

/* A name is made up until the user gives one. */
static void
test_draft_names (void)
{
  static const char *const taken[] = { "Staging", "Staging 2", NULL };
  g_autoptr(AthProfileDraft) draft = ath_profile_draft_new ("/p", NULL);

  ath_profile_draft_set_taken_names (draft, taken);
  ath_profile_draft_set_tier (draft, ATH_TIER_PRODUCTION);
  g_assert_cmpstr (ath_profile_draft_get_text (draft, ATH_DRAFT_NAME), ==, "Production");
  ath_profile_draft_set_tier (draft, ATH_TIER_STAGING);
  g_assert_cmpstr (ath_profile_draft_get_text (draft, ATH_DRAFT_NAME), ==, "Staging 3");

  ath_profile_draft_set_text (draft, ATH_DRAFT_NAME, "Mine");
  ath_profile_draft_set_tier (draft, ATH_TIER_PRODUCTION);
  g_assert_true (ath_profile_draft_fill_url (draft, "postgresql://h/d", NULL));
  g_assert_cmpstr (ath_profile_draft_get_text (draft, ATH_DRAFT_NAME), ==, "Mine");
  g_assert_cmpint (ath_profile_draft_get_tier (draft), ==, ATH_TIER_PRODUCTION);
}

static void
test_draft_problems (void)
{
  static const char *const taken[] = { "Live", NULL };
  static const struct
  {
    AthDraftField  field;
    const char    *text;
    gboolean       well;
  } cases[] = {
    { ATH_DRAFT_NAME, "", FALSE },
    { ATH_DRAFT_NAME, "  ", FALSE },
    { ATH_DRAFT_NAME, " Live ", FALSE },
    { ATH_DRAFT_NAME, "live", TRUE },
    { ATH_DRAFT_PORT, "", TRUE },
    { ATH_DRAFT_PORT, "5432,,6432", TRUE },
    { ATH_DRAFT_PORT, "0", FALSE },
    { ATH_DRAFT_PORT, "65536", FALSE },
    { ATH_DRAFT_PORT, "x", FALSE },
    { ATH_DRAFT_PORT, "5432, 1", FALSE },
    { ATH_DRAFT_DATABASE, "", FALSE },
    { ATH_DRAFT_OTHER, "connect_timeout=3 options='-c a=b'", TRUE },
    { ATH_DRAFT_OTHER, "connect_timeout", FALSE },
    { ATH_DRAFT_OTHER, "nonsense=1", FALSE },
    { ATH_DRAFT_OTHER, "host=elsewhere", FALSE },
    { ATH_DRAFT_OTHER, "postgresql://h/d", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AthProfileDraft) draft = ath_profile_draft_new ("/p", NULL);

      g_test_message ("%u %s", cases[i].field, cases[i].text);
      ath_profile_draft_set_taken_names (draft, taken);
      g_assert_true (ath_profile_draft_fill_url (draft, "postgresql://h/d", NULL));
      g_assert_true (ath_profile_draft_can_save (draft));

      ath_profile_draft_set_text (draft, cases[i].field, cases[i].text);
      g_assert_true ((ath_profile_draft_get_problem (draft, cases[i].field) == NULL)
                     == cases[i].well);
      g_assert_true (ath_profile_draft_can_save (draft) == cases[i].well);
    }
}

/* A service names the database. */
static void
test_draft_service (void)
{
  g_autoptr(AthProfileDraft) draft = ath_profile_draft_new ("/p", NULL);
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;

  ath_profile_draft_set_text (draft, ATH_DRAFT_NAME, "Live");
  ath_profile_draft_set_text (draft, ATH_DRAFT_SERVICE, "shop");
  g_assert_true (ath_profile_draft_can_save (draft));
  profile = ath_profile_draft_make (draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_connection_info_get (ath_profile_get_connection (profile), "service"), ==,
                   "shop");
}

static void
test_draft_edit (void)
{
  static const char *const typed[] = { "A=b", "", "C", NULL };
  static const char *const mended[] = { "A=b", "", "C=", NULL };
  static const char *const kept[] = { "A=b", "C=", NULL };
  static const char *const taken[] = { "Live", NULL };
  g_autoptr(AthProfile) original = ath_profile_new ("/p", "Live");
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(AthProfileDraft) draft = NULL;
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_connection_info_new_from_url (URL, &error);
  ath_profile_set_connection (original, connection);
  draft = ath_profile_draft_new ("/p", original);
  ath_profile_draft_set_taken_names (draft, taken);
  g_assert_false (ath_profile_draft_is_changed (draft));
  g_assert_true (ath_profile_draft_can_save (draft));

  ath_profile_draft_set_variables (draft, typed);
  g_assert_true (ath_profile_draft_is_changed (draft));
  g_assert_false (ath_profile_draft_can_save (draft));
  ath_profile_draft_set_variables (draft, mended);
  ath_profile_draft_set_text (draft, ATH_DRAFT_NAME, " Main ");
  g_assert_true (ath_profile_draft_can_save (draft));

  profile = ath_profile_draft_make (draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_profile_get_name (profile), ==, "Main");
  g_assert_cmpstrv (ath_profile_get_variables (profile), kept);
  g_assert_cmpstr (ath_connection_info_get (ath_profile_get_connection (profile), "password"), ==,
                   "s@cret");
}

static void
test_draft_is_url (void)
{
  g_assert_true (ath_profile_draft_is_url ("postgresql://h/d"));
  g_assert_true (ath_profile_draft_is_url ("  postgres://h"));
  g_assert_true (ath_profile_draft_is_url ("PostgreSQL+asyncpg://h/d\n"));
  g_assert_false (ath_profile_draft_is_url ("postgresql"));
  g_assert_false (ath_profile_draft_is_url ("mysql://h/d"));
  g_assert_false (ath_profile_draft_is_url ("my postgresql://h/d"));
  g_assert_false (ath_profile_draft_is_url (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/profile-draft/fill-url", test_draft_fill_url);
  g_test_add_func ("/profile-draft/bad-url", test_draft_bad_url);
  g_test_add_func ("/profile-draft/names", test_draft_names);
  g_test_add_func ("/profile-draft/problems", test_draft_problems);
  g_test_add_func ("/profile-draft/service", test_draft_service);
  g_test_add_func ("/profile-draft/edit", test_draft_edit);
  g_test_add_func ("/profile-draft/is-url", test_draft_is_url);

  return g_test_run ();
}
