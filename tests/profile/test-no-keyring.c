/* test-no-keyring.c: a session without a bus, hence without a keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "profile/ath-fallback-store.h"
#include "profile/ath-keyring-store.h"
#include "store-calls.h"

static void
test_no_keyring_fails (void)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GError) list_error = NULL;
  g_autoptr(GError) save_error = NULL;

  profiles = try_list (store, NULL, NULL, &list_error);
  g_assert_null (profiles);
  g_assert_error (list_error, ATH_ERROR, ATH_ERROR_KEYRING);
  g_assert_cmpstr (list_error->message, ==, "There is no keyring in this session");

  g_assert_false (try_save (store, profile, &save_error));
  g_assert_error (save_error, ATH_ERROR, ATH_ERROR_KEYRING);
}

static void
test_no_keyring_keeps_for_the_session (void)
{
  g_autoptr(AthProfileStore) store = ath_fallback_store_new (ath_keyring_store_new ());
  AthFallbackStore *fallback = ATH_FALLBACK_STORE (store);
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GError) error = NULL;

  assert_names (store, "/srv/shop", "");
  g_assert_error (ath_fallback_store_get_reason (fallback), ATH_ERROR, ATH_ERROR_KEYRING);

  save (store, profile);
  assert_names (store, "/srv/shop", "Live ");
  g_assert_true (ath_fallback_store_holds (fallback, profile));

  ath_profile_set_name (profile, "New");
  g_assert_true (replace (store, profile, "Live", &error));
  g_assert_no_error (error);
  assert_names (store, "/srv/shop", "New ");

  g_assert_true (try_remove (store, "/srv/shop", "New", &error));
  g_assert_no_error (error);
  assert_names (store, "/srv/shop", "");
  g_assert_false (try_remove (store, "/srv/shop", "New", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_KEYRING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* Neither a bus nor a display to start one from. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_unsetenv ("DISPLAY");
  g_unsetenv ("SECRET_BACKEND");

  g_test_add_func ("/no-keyring/fails", test_no_keyring_fails);
  g_test_add_func ("/no-keyring/keeps-for-the-session", test_no_keyring_keeps_for_the_session);

  return g_test_run ();
}
