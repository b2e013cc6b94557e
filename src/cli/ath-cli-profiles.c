/* ath-cli-profiles.c: the keyring, waited for
 *
 * The program ends with the command: what only the memory of this session could
 * keep is an error here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-output.h"
#include "ath-cli-profiles.h"
#include "ath-error.h"
#include "profile/ath-keyring-store.h"

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static void
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * ath_cli_list_profiles:
 * @cli: what the call works with
 * @error: set when there is no project, or the keyring cannot be read
 *
 * Reads the profiles of the project.  One that cannot be understood is warned
 * about.
 *
 * Returns: (transfer full) (element-type AthProfile): the profiles
 */
GPtrArray *
ath_cli_list_profiles (AthCli  *cli,
                       GError **error)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  AthProject *project = ath_cli_get_project (cli, error);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  GPtrArray *profiles;

  if (project == NULL)
    return NULL;

  ath_profile_store_list_async (store, ath_project_get_key (project), cli->cancellable,
                                done_cb, &result);
  wait_for (&result);
  profiles = ath_profile_store_list_finish (store, result, &problems, error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    ath_cli_warn (cli, g_ptr_array_index (problems, i));

  return profiles;
}

static char *
dup_profile_names (GPtrArray *profiles)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < profiles->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ath_profile_get_name (g_ptr_array_index (profiles, i)));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * ath_cli_find_profile:
 * @cli: what the call works with
 * @name: the name of an environment, in upper or lower case
 * @error: set when the project has none of this name; it says which there are
 *
 * Returns: (transfer full): its profile
 */
AthProfile *
ath_cli_find_profile (AthCli      *cli,
                      const char  *name,
                      GError     **error)
{
  g_autoptr(GPtrArray) profiles = ath_cli_list_profiles (cli, error);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *names = NULL;
  g_autofree char *hint = NULL;
  GError *unknown;

  if (profiles == NULL)
    return NULL;

  for (guint i = 0; i < profiles->len; i++)
    {
      AthProfile *profile = g_ptr_array_index (profiles, i);
      g_autofree char *other = g_utf8_casefold (ath_profile_get_name (profile), -1);

      if (g_str_equal (folded, other))
        return g_object_ref (profile);
    }

  unknown = ath_error_new (ATH_ERROR_PROFILE, _("The project has no environment “%s”"), name);
  if (profiles->len > 0)
    {
      names = dup_profile_names (profiles);
      hint = g_strdup_printf (_("It has %s."), names);
      ath_error_set_hint (unknown, hint);
    }
  else
    {
      ath_error_set_hint (unknown, _("“athanor-cli profile add” makes one."));
    }
  g_propagate_error (error, unknown);

  return NULL;
}

/**
 * ath_cli_save_profile:
 * @cli: what the call works with
 * @profile: a profile
 * @error: set when the keyring does not take it
 *
 * Puts @profile into the keyring.
 *
 * Returns: whether it is kept
 */
gboolean
ath_cli_save_profile (AthCli      *cli,
                      AthProfile  *profile,
                      GError     **error)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(GAsyncResult) result = NULL;

  ath_profile_store_save_async (store, profile, cli->cancellable, done_cb, &result);
  wait_for (&result);

  return ath_profile_store_save_finish (store, result, error);
}

/**
 * ath_cli_remove_profile:
 * @cli: what the call works with
 * @name: the name of an environment
 * @error: set when there is none, or the keyring does not let go of it
 *
 * Takes a profile out of the keyring.
 *
 * Returns: whether it is gone
 */
gboolean
ath_cli_remove_profile (AthCli      *cli,
                        const char  *name,
                        GError     **error)
{
  g_autoptr(AthProfileStore) store = ath_keyring_store_new ();
  g_autoptr(AthProfile) profile = ath_cli_find_profile (cli, name, error);
  g_autoptr(GAsyncResult) result = NULL;

  if (profile == NULL)
    return FALSE;

  ath_profile_store_remove_async (store, ath_profile_get_project (profile),
                                  ath_profile_get_name (profile), cli->cancellable,
                                  done_cb, &result);
  wait_for (&result);

  return ath_profile_store_remove_finish (store, result, error);
}
