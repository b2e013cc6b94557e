/* test-keyring-store.c: profiles in a real keyring
 *
 * Runs behind with-keyring.sh.  Locking and unlocking go over the bus, as the
 * login of a desktop does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libsecret/secret.h>

#include "ath-error.h"
#include "profile/ath-fallback-store.h"
#include "profile/ath-keyring-store.h"
#include "store-calls.h"

#define KEYRING_PASSWORD "athanor"
#define SECRETS_NAME "org.freedesktop.secrets"
#define SECRETS_PATH "/org/freedesktop/secrets"
#define COLLECTION_PATH SECRETS_PATH "/collection/login"

static GVariant *
call_service (const char *interface,
              const char *method,
              GVariant   *parameters)
{
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GError) error = NULL;
  GVariant *reply;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, SECRETS_NAME, SECRETS_PATH, interface, method,
                                       parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return reply;
}

static void
lock_keyring (void)
{
  const char *paths[] = { COLLECTION_PATH };
  g_autoptr(GVariant) reply = NULL;

  reply = call_service ("org.freedesktop.Secret.Service", "Lock",
                        g_variant_new ("(@ao)", g_variant_new_objv (paths, 1)));
}

static void
unlock_keyring (void)
{
  g_autoptr(GVariant) session = NULL;
  g_autoptr(GVariant) reply = NULL;
  const char *session_path;

  session = call_service ("org.freedesktop.Secret.Service", "OpenSession",
                          g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get (session, "(v&o)", NULL, &session_path);
  reply = call_service ("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                        "UnlockWithMasterPassword",
                        g_variant_new ("(o(o@ay@ays))", COLLECTION_PATH, session_path,
                                       g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                                       g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE,
                                                                  KEYRING_PASSWORD,
                                                                  strlen (KEYRING_PASSWORD), 1),
                                       "text/plain"));
}

/* The item is what other programs may rely on: schema, attributes, label, secret. */
static void
test_keyring_item (void)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(AthProfile) read = NULL;
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) attributes = NULL;
  g_autolist(GObject) items = NULL;
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;

  save (store, profile);

  g_hash_table_insert (wanted, (gpointer) "application", (gpointer) "athanor");
  items = secret_service_search_sync (NULL, NULL, wanted,
                                      SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);

  label = secret_item_get_label (items->data);
  g_assert_cmpstr (label, ==, "Athanor: shop – Live");
  attributes = secret_item_get_attributes (items->data);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "project"), ==, "/srv/shop");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "profile"), ==, "Live");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==, "io.github.athanor.Profile");
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 4);

  value = secret_item_get_secret (items->data);
  read = ath_profile_new_from_json (secret_value_get_text (value), &error);
  g_assert_no_error (error);
  assert_equal (read, profile);
  remove_all (store);
}

static void
test_keyring_keeps (void)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfileStore) again = ath_keyring_store_new ();
  g_autoptr(AthProfile) live = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(AthProfile) mine = make_profile ("/srv/shop", "Mine", ATH_TIER_DEVELOPMENT);
  g_autoptr(AthProfile) other = make_profile ("/srv/other", "Mine", ATH_TIER_DEVELOPMENT);
  g_autoptr(GError) error = NULL;

  save (store, live);
  save (store, mine);
  save (store, other);
  assert_names (again, "/srv/shop", "Mine Live ");
  assert_names (again, NULL, "Mine Mine Live ");

  g_assert_true (try_remove (again, "/srv/shop", "Mine", &error));
  g_assert_no_error (error);
  assert_names (store, NULL, "Mine Live ");
  remove_all (store);
}

/* An item that a newer version wrote hides no other. */
static void
test_keyring_problems (void)
{
  static const SecretSchema schema = {
    "io.github.athanor.Profile", SECRET_SCHEMA_NONE,
    {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "project", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
    },
  };
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  save (store, profile);
  secret_password_store_sync (&schema, NULL, "Athanor: shop – Next", "{\"version\":2}",
                              NULL, &error,
                              "application", "athanor", "project", "/srv/shop", "profile", "Next",
                              NULL);
  g_assert_no_error (error);

  profiles = try_list (store, "/srv/shop", &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_error (((GError *) g_ptr_array_index (problems, 0)), ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_nonnull (strstr (((GError *) g_ptr_array_index (problems, 0))->message, "Next"));

  g_assert_true (try_remove (store, "/srv/shop", "Next", &error));
  remove_all (store);
}

static void
test_keyring_locked (void)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(GError) list_error = NULL;
  g_autoptr(GError) save_error = NULL;
  g_autoptr(GError) remove_error = NULL;

  save (store, profile);
  lock_keyring ();

  profiles = try_list (store, NULL, NULL, &list_error);
  g_assert_error (list_error, ATH_ERROR, ATH_ERROR_KEYRING);
  g_assert_null (profiles);
  g_assert_nonnull (ath_error_get_details (list_error)->hint);

  g_assert_false (try_save (store, profile, &save_error));
  g_assert_error (save_error, ATH_ERROR, ATH_ERROR_KEYRING);

  g_assert_false (try_remove (store, "/srv/shop", "Live", &remove_error));
  g_assert_error (remove_error, ATH_ERROR, ATH_ERROR_KEYRING);

  unlock_keyring ();
  assert_names (store, NULL, "Live ");
  remove_all (store);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  guint *n = user_data;

  *n += 1;
}

/* While the keyring is locked the session keeps the profile, says so, and hands
 * it over when asked again.
 */
static void
test_keyring_falls_back (void)
{
  g_autoptr(AthProfileStore) keyring = ath_keyring_store_new ();
  g_autoptr(AthProfileStore) store = ath_fallback_store_new (g_object_ref (keyring));
  AthFallbackStore *fallback = ATH_FALLBACK_STORE (store);
  g_autoptr(AthProfile) kept = make_profile ("/srv/shop", "Kept", ATH_TIER_DEVELOPMENT);
  g_autoptr(AthProfile) live = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autoptr(GAsyncResult) failed = NULL;
  g_autoptr(GAsyncResult) moved = NULL;
  g_autoptr(GError) error = NULL;
  guint n_notified = 0;

  g_signal_connect (store, "notify::reason", G_CALLBACK (count_cb), &n_notified);
  save (store, kept);
  g_assert_null (ath_fallback_store_get_reason (fallback));
  g_assert_cmpuint (n_notified, ==, 0);

  lock_keyring ();
  save (store, live);
  g_assert_error (ath_fallback_store_get_reason (fallback), ATH_ERROR, ATH_ERROR_KEYRING);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (ath_fallback_store_holds (fallback, live));
  g_assert_false (ath_fallback_store_holds (fallback, kept));
  assert_names (store, "/srv/shop", "Live ");

  ath_fallback_store_retry_async (fallback, NULL, take_result_cb, &failed);
  wait_for_result (&failed);
  g_assert_false (ath_fallback_store_retry_finish (fallback, failed, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_KEYRING);
  g_clear_error (&error);

  /* Listing works again, but what the session keeps still has to be told of. */
  unlock_keyring ();
  assert_names (store, "/srv/shop", "Kept Live ");
  g_assert_nonnull (ath_fallback_store_get_reason (fallback));

  ath_fallback_store_retry_async (fallback, NULL, take_result_cb, &moved);
  wait_for_result (&moved);
  g_assert_true (ath_fallback_store_retry_finish (fallback, moved, &error));
  g_assert_no_error (error);
  g_assert_null (ath_fallback_store_get_reason (fallback));
  g_assert_false (ath_fallback_store_holds (fallback, live));
  assert_names (keyring, "/srv/shop", "Kept Live ");
  remove_all (keyring);
}

/* Nothing on the way from here to the keyring leaves the password in a file. */
static void
test_keyring_leaves_no_trace (void)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = make_profile ("/srv/shop", "Live", ATH_TIER_PRODUCTION);
  g_autofree char *output = NULL;
  const char *argv[] = {
    "grep", "-rla", "hunter2", g_getenv ("HOME"), g_getenv ("XDG_RUNTIME_DIR"), NULL,
  };
  g_autoptr(GError) error = NULL;

  save (store, profile);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  remove_all (store);
}

int
main (int   argc,
      char *argv[])
{
  /* The keyring's own folders are already private: with-keyring.sh. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring-store/item", test_keyring_item);
  g_test_add_func ("/keyring-store/keeps", test_keyring_keeps);
  g_test_add_func ("/keyring-store/problems", test_keyring_problems);
  g_test_add_func ("/keyring-store/locked", test_keyring_locked);
  g_test_add_func ("/keyring-store/falls-back", test_keyring_falls_back);
  g_test_add_func ("/keyring-store/leaves-no-trace", test_keyring_leaves_no_trace);

  return g_test_run ();
}
