/* test-profile-store.c: where profiles are kept
 *
 * The keyring store runs against libsecret's file backend here, which needs no
 * bus; test-keyring-store.c runs it against a real keyring.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "profile/ath-keyring-store.h"
#include "profile/ath-session-store.h"
#include "store-calls.h"
#include "support/ath-test-folder.h"

typedef AthProfileStore *(*StoreFunc) (void);

static void
test_store_keeps (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) live = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(AthProfile) mine = make_profile ("/srv/shop", "Mine", ATH_TIER_DEVELOPMENT);
  g_autoptr(AthProfile) other = make_profile ("/srv/other", "Mine", ATH_TIER_DEVELOPMENT);
  g_autoptr(GPtrArray) profiles = NULL;

  assert_names (store, NULL, "");
  save (store, live);
  save (store, mine);
  save (store, other);

  assert_names (store, "/srv/shop", "Mine Live ");
  assert_names (store, "/srv/other", "Mine ");
  assert_names (store, NULL, "Mine Mine Live ");
  assert_names (store, "/srv", "");

  profiles = list (store, "/srv/shop");
  assert_equal (g_ptr_array_index (profiles, 1), live);
  remove_all (store);
  assert_names (store, NULL, "");
}

static void
test_store_replaces (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GPtrArray) profiles = NULL;

  save (store, profile);
  ath_profile_set_tier (profile, ATH_TIER_STAGING);
  save (store, profile);

  profiles = list (store, "/srv/shop");
  g_assert_cmpuint (profiles->len, ==, 1);
  assert_equal (g_ptr_array_index (profiles, 0), profile);
  remove_all (store);
}

/* What a store keeps does not change with the caller's object. */
static void
test_store_keeps_a_copy (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GPtrArray) profiles = NULL;

  save (store, profile);
  profiles = list (store, NULL);
  ath_profile_set_name (profile, "changed");
  ath_profile_set_name (g_ptr_array_index (profiles, 0), "changed too");

  assert_names (store, NULL, "Live ");
  remove_all (store);
}

static void
test_store_renames (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Old", ATH_TIER_STAGING);
  g_autoptr(GError) error = NULL;

  save (store, profile);
  ath_profile_set_name (profile, "New");
  g_assert_true (replace (store, profile, "Old", &error));
  g_assert_no_error (error);
  assert_names (store, NULL, "New ");

  g_assert_true (replace (store, profile, "New", &error));
  assert_names (store, NULL, "New ");
  remove_all (store);
}

static void
test_store_refuses_incomplete (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) profile = ath_profile_new ("/srv/shop", "Live");
  g_autoptr(GError) error = NULL;

  g_assert_false (try_save (store, profile, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  assert_names (store, NULL, "");
}

static void
test_store_removes_nothing (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(GError) error = NULL;

  g_assert_false (try_remove (store, "/srv/shop", "Live", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
}

static void
test_store_cancelled (gconstpointer data)
{
  g_autoptr(AthProfileStore) store = ((StoreFunc) data) ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ath_profile_store_save_async (store, profile, cancellable, take_result_cb, &result);
  wait_for_result (&result);

  g_assert_false (ath_profile_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_names (store, NULL, "");
}

static void
add_tests (const char *prefix,
           StoreFunc   new_store)
{
  static const struct
  {
    const char    *name;
    GTestDataFunc  func;
  } tests[] = {
    { "keeps", test_store_keeps },
    { "replaces", test_store_replaces },
    { "keeps-a-copy", test_store_keeps_a_copy },
    { "renames", test_store_renames },
    { "refuses-incomplete", test_store_refuses_incomplete },
    { "removes-nothing", test_store_removes_nothing },
    { "cancelled", test_store_cancelled },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", prefix, tests[i].name);

      g_test_add_data_func (path, new_store, tests[i].func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AthTestFolder) folder = NULL;
  g_autofree char *file = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  folder = ath_test_folder_new ();
  file = ath_test_folder_dup_path (folder, "keyring");
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "athanor", TRUE);

  add_tests ("session-store", ath_session_store_new);
  add_tests ("keyring-store", ath_keyring_store_new);

  return g_test_run ();
}
