/* store-calls.c: a store's calls, waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-calls.h"

#define DEADLINE_S 20

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("Nothing came within %d seconds", DEADLINE_S);

  return G_SOURCE_REMOVE;
}

/* A GAsyncReadyCallback; @user_data is where the result goes. */
void
take_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

/* Runs the main context until @result is there. */
void
wait_for_result (GAsyncResult **result)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_S, deadline_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

/* Returns: (transfer full): a profile with a password in it */
AthProfile *
make_profile (const char *project,
              const char *name,
              AthTier     tier)
{
  AthProfile *profile = ath_profile_new (project, name);
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = ath_connection_info_new_from_url ("postgresql://ann:hunter2@db1/shop", &error);
  g_assert_no_error (error);
  ath_profile_set_tier (profile, tier);
  ath_profile_set_connection (profile, connection);

  return profile;
}

void
assert_equal (AthProfile *a,
              AthProfile *b)
{
  g_autofree char *a_json = ath_profile_dup_json (a);
  g_autofree char *b_json = ath_profile_dup_json (b);

  g_assert_cmpstr (a_json, ==, b_json);
}

GPtrArray *
try_list (AthProfileStore  *store,
          const char       *project,
          GPtrArray       **problems,
          GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ath_profile_store_list_async (store, project, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return ath_profile_store_list_finish (store, result, problems, error);
}

GPtrArray *
list (AthProfileStore *store,
      const char      *project)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *profiles = try_list (store, project, &problems, &error);

  g_assert_no_error (error);
  g_assert_nonnull (profiles);
  g_assert_cmpuint (problems->len, ==, 0);

  return profiles;
}

gboolean
try_save (AthProfileStore  *store,
          AthProfile       *profile,
          GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ath_profile_store_save_async (store, profile, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return ath_profile_store_save_finish (store, result, error);
}

void
save (AthProfileStore *store,
      AthProfile      *profile)
{
  g_autoptr(GError) error = NULL;
  gboolean saved = try_save (store, profile, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

gboolean
try_remove (AthProfileStore  *store,
            const char       *project,
            const char       *name,
            GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ath_profile_store_remove_async (store, project, name, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return ath_profile_store_remove_finish (store, result, error);
}

void
remove_all (AthProfileStore *store)
{
  g_autoptr(GPtrArray) profiles = list (store, NULL);

  for (guint i = 0; i < profiles->len; i++)
    {
      AthProfile *profile = g_ptr_array_index (profiles, i);
      g_autoptr(GError) error = NULL;

      try_remove (store, ath_profile_get_project (profile), ath_profile_get_name (profile), &error);
      g_assert_no_error (error);
    }
}

gboolean
replace (AthProfileStore  *store,
         AthProfile       *profile,
         const char       *old_name,
         GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ath_profile_store_replace_async (store, profile, old_name, NULL, take_result_cb, &result);
  wait_for_result (&result);

  return ath_profile_store_replace_finish (store, result, error);
}

/* @expected: the names in order, each followed by a blank */
void
assert_names (AthProfileStore *store,
              const char      *project,
              const char      *expected)
{
  g_autoptr(GPtrArray) profiles = list (store, project);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < profiles->len; i++)
    g_string_append_printf (names, "%s ", ath_profile_get_name (g_ptr_array_index (profiles, i)));
  g_assert_cmpstr (names->str, ==, expected);
}
