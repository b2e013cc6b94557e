/* ath-profile-store.c: where profiles are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "profile/ath-profile-store.h"

/**
 * AthProfileStore:
 *
 * Keeps profiles: the keyring ([class@Ath.KeyringStore]), the memory of this
 * session ([class@Ath.SessionStore]), or the one with the other to fall back to
 * ([class@Ath.FallbackStore]).
 *
 * A profile is found by its project and its name; saving one of the same name
 * replaces it.  To be used from one thread with a running main context; nothing
 * blocks.
 */

G_DEFINE_INTERFACE (AthProfileStore, ath_profile_store, G_TYPE_OBJECT)

static void
ath_profile_store_default_init (AthProfileStoreInterface *iface)
{
}

/**
 * ath_profile_store_list_async:
 * @self: a store
 * @project: (nullable): key of a project, or `NULL` for the profiles of all
 * @cancellable: (nullable): cancels the reading
 * @callback: (scope async): called with the result
 * @user_data: passed to @callback
 *
 * Reads the profiles of a project.  A keyring may ask the user to unlock it.
 */
void
ath_profile_store_list_async (AthProfileStore     *self,
                              const char          *project,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ATH_IS_PROFILE_STORE (self));

  ATH_PROFILE_STORE_GET_IFACE (self)->list_async (self, project, cancellable,
                                                  callback, user_data);
}

/**
 * ath_profile_store_list_finish:
 * @self: a store
 * @result: what the callback got
 * @problems: (out) (optional) (transfer container) (element-type GError): one
 *   `ATH_ERROR_PROFILE` for each kept profile that cannot be read
 * @error: set on failure
 *
 * Returns: (transfer container) (element-type AthProfile): the profiles in the
 *   order of ath_profile_compare(), or `NULL` with @error set to
 *   `ATH_ERROR_KEYRING` or `G_IO_ERROR_CANCELLED`
 */
GPtrArray *
ath_profile_store_list_finish (AthProfileStore  *self,
                               GAsyncResult     *result,
                               GPtrArray       **problems,
                               GError          **error)
{
  g_return_val_if_fail (ATH_IS_PROFILE_STORE (self), NULL);

  return ATH_PROFILE_STORE_GET_IFACE (self)->list_finish (self, result, problems, error);
}

/**
 * ath_profile_store_save_async:
 * @self: a store
 * @profile: what to keep; it may be changed as soon as this returns
 * @cancellable: (nullable): cancels the saving
 * @callback: (scope async): called with the result
 * @user_data: passed to @callback
 *
 * Keeps @profile in place of the one of the same project and name.
 */
void
ath_profile_store_save_async (AthProfileStore     *self,
                              AthProfile          *profile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GError *error = NULL;

  g_return_if_fail (ATH_IS_PROFILE_STORE (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  if (!ath_profile_check (profile, &error))
    g_task_report_error (self, callback, user_data, ath_profile_store_save_async, error);
  else
    ATH_PROFILE_STORE_GET_IFACE (self)->save_async (self, profile, cancellable,
                                                    callback, user_data);
}

/**
 * ath_profile_store_save_finish:
 * @self: a store
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: `TRUE` when the profile is kept, or `FALSE` with @error set to
 *   `ATH_ERROR_PROFILE` when it is incomplete, `ATH_ERROR_KEYRING` or
 *   `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_profile_store_save_finish (AthProfileStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (ATH_IS_PROFILE_STORE (self), FALSE);

  if (g_async_result_is_tagged (result, ath_profile_store_save_async))
    return g_task_propagate_boolean (G_TASK (result), error);

  return ATH_PROFILE_STORE_GET_IFACE (self)->save_finish (self, result, error);
}

/**
 * ath_profile_store_remove_async:
 * @self: a store
 * @project: key of the project
 * @name: name of the environment
 * @cancellable: (nullable): cancels the removing
 * @callback: (scope async): called with the result
 * @user_data: passed to @callback
 *
 * Forgets a profile.
 */
void
ath_profile_store_remove_async (AthProfileStore     *self,
                                const char          *project,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (ATH_IS_PROFILE_STORE (self));
  g_return_if_fail (project != NULL && name != NULL);

  ATH_PROFILE_STORE_GET_IFACE (self)->remove_async (self, project, name, cancellable,
                                                    callback, user_data);
}

/**
 * ath_profile_store_remove_finish:
 * @self: a store
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: `TRUE` when the profile is gone, or `FALSE` with @error set to
 *   `ATH_ERROR_PROFILE` when there was none, `ATH_ERROR_KEYRING` or
 *   `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_profile_store_remove_finish (AthProfileStore  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (ATH_IS_PROFILE_STORE (self), FALSE);

  return ATH_PROFILE_STORE_GET_IFACE (self)->remove_finish (self, result, error);
}

typedef struct
{
  char *project; /* (owned) */
  char *name;    /* (owned) what goes once the new profile is kept */
} Replacement;

static void
replacement_free (Replacement *replacement)
{
  g_free (replacement->project);
  g_free (replacement->name);
  g_free (replacement);
}

static void
replace_removed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ath_profile_store_remove_finish (ATH_PROFILE_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
replace_saved_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Replacement *replacement = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ath_profile_store_save_finish (ATH_PROFILE_STORE (object), result, &error))
    g_task_return_error (task, error);
  else if (replacement == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ath_profile_store_remove_async (ATH_PROFILE_STORE (object),
                                    replacement->project, replacement->name,
                                    g_task_get_cancellable (task),
                                    replace_removed_cb, g_object_ref (task));
}

/**
 * ath_profile_store_replace_async:
 * @self: a store
 * @profile: what to keep
 * @old_name: (nullable): the name that it was kept under, or `NULL` for a new one
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called with the result
 * @user_data: passed to @callback
 *
 * Keeps @profile, and forgets the one under @old_name when it was renamed.  The
 * old one goes last: whatever fails, one of the two is kept.
 */
void
ath_profile_store_replace_async (AthProfileStore     *self,
                                 AthProfile          *profile,
                                 const char          *old_name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ATH_IS_PROFILE_STORE (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_profile_store_replace_async);
  g_task_set_check_cancellable (task, FALSE);

  if (old_name != NULL && strcmp (old_name, ath_profile_get_name (profile)) != 0)
    {
      Replacement *replacement = g_new0 (Replacement, 1);

      replacement->project = g_strdup (ath_profile_get_project (profile));
      replacement->name = g_strdup (old_name);
      g_task_set_task_data (task, replacement, (GDestroyNotify) replacement_free);
    }

  ath_profile_store_save_async (self, profile, cancellable, replace_saved_cb, g_object_ref (task));
}

/**
 * ath_profile_store_replace_finish:
 * @self: a store
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: see ath_profile_store_save_finish()
 */
gboolean
ath_profile_store_replace_finish (AthProfileStore  *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_profile_store_replace_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
