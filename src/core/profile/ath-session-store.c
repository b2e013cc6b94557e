/* ath-session-store.c: profiles in the memory of this session
 *
 * Nothing is written anywhere: what is kept here ends with the process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "profile/ath-session-store.h"

/**
 * AthSessionStore:
 *
 * Keeps copies of profiles until the program ends.
 */

struct _AthSessionStore
{
  GObject    parent_instance;

  GPtrArray *profiles; /* (owned) (element-type AthProfile) sorted */
};

static gboolean
find_index (AthSessionStore *self,
            const char      *project,
            const char      *name,
            guint           *index)
{
  for (guint i = 0; i < self->profiles->len; i++)
    {
      AthProfile *profile = g_ptr_array_index (self->profiles, i);

      if (strcmp (ath_profile_get_project (profile), project) == 0
          && strcmp (ath_profile_get_name (profile), name) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
ath_session_store_list_async (AthProfileStore     *store,
                              const char          *project,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ath_session_store_list_async);
  g_task_return_pointer (task,
                         ath_session_store_list (ATH_SESSION_STORE (store), project),
                         (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
ath_session_store_list_finish (AthProfileStore  *store,
                               GAsyncResult     *result,
                               GPtrArray       **problems,
                               GError          **error)
{
  GPtrArray *profiles;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_session_store_list_async), NULL);

  profiles = g_task_propagate_pointer (G_TASK (result), error);
  if (profiles != NULL && problems != NULL)
    *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  return profiles;
}

static void
ath_session_store_save_async (AthProfileStore     *store,
                              AthProfile          *profile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ath_session_store_save_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_check_cancellable (task, FALSE);
  ath_session_store_keep (ATH_SESSION_STORE (store), profile);
  g_task_return_boolean (task, TRUE);
}

static gboolean
ath_session_store_save_finish (AthProfileStore  *store,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_session_store_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ath_session_store_remove_async (AthProfileStore     *store,
                                const char          *project,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ath_session_store_remove_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_check_cancellable (task, FALSE);
  if (ath_session_store_forget (ATH_SESSION_STORE (store), project, name))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, ath_error_new (ATH_ERROR_PROFILE,
                                              _("There is no environment “%s”"), name));
}

static gboolean
ath_session_store_remove_finish (AthProfileStore  *store,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_session_store_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
profile_store_iface_init (AthProfileStoreInterface *iface)
{
  iface->list_async = ath_session_store_list_async;
  iface->list_finish = ath_session_store_list_finish;
  iface->save_async = ath_session_store_save_async;
  iface->save_finish = ath_session_store_save_finish;
  iface->remove_async = ath_session_store_remove_async;
  iface->remove_finish = ath_session_store_remove_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AthSessionStore, ath_session_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATH_TYPE_PROFILE_STORE,
                                                      profile_store_iface_init))

static void
ath_session_store_finalize (GObject *object)
{
  AthSessionStore *self = ATH_SESSION_STORE (object);

  g_clear_pointer (&self->profiles, g_ptr_array_unref);

  G_OBJECT_CLASS (ath_session_store_parent_class)->finalize (object);
}

static void
ath_session_store_class_init (AthSessionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_session_store_finalize;
}

static void
ath_session_store_init (AthSessionStore *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ath_session_store_new:
 *
 * Returns: (transfer full): an empty store
 */
AthProfileStore *
ath_session_store_new (void)
{
  return g_object_new (ATH_TYPE_SESSION_STORE, NULL);
}

/**
 * ath_session_store_find:
 * @self: a store
 * @project: key of the project
 * @name: name of the environment
 *
 * Returns: (transfer none) (nullable): the profile as it is kept; not to be
 *   changed
 */
AthProfile *
ath_session_store_find (AthSessionStore *self,
                        const char      *project,
                        const char      *name)
{
  guint index;

  g_return_val_if_fail (ATH_IS_SESSION_STORE (self), NULL);

  if (!find_index (self, project, name, &index))
    return NULL;

  return g_ptr_array_index (self->profiles, index);
}

/**
 * ath_session_store_list:
 * @self: a store
 * @project: (nullable): key of a project, or `NULL` for all
 *
 * Returns: (transfer container) (element-type AthProfile): copies, in the order
 *   of ath_profile_compare()
 */
GPtrArray *
ath_session_store_list (AthSessionStore *self,
                        const char      *project)
{
  GPtrArray *profiles;

  g_return_val_if_fail (ATH_IS_SESSION_STORE (self), NULL);

  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->profiles->len; i++)
    {
      AthProfile *profile = g_ptr_array_index (self->profiles, i);

      if (project == NULL || strcmp (ath_profile_get_project (profile), project) == 0)
        g_ptr_array_add (profiles, ath_profile_copy (profile));
    }

  return profiles;
}

/**
 * ath_session_store_keep:
 * @self: a store
 * @profile: what to keep a copy of
 *
 * Keeps @profile in place of the one of the same project and name.
 */
void
ath_session_store_keep (AthSessionStore *self,
                        AthProfile      *profile)
{
  g_return_if_fail (ATH_IS_SESSION_STORE (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  ath_session_store_forget (self,
                            ath_profile_get_project (profile),
                            ath_profile_get_name (profile));
  g_ptr_array_add (self->profiles, ath_profile_copy (profile));
  ath_profile_sort (self->profiles);
}

/**
 * ath_session_store_forget:
 * @self: a store
 * @project: key of the project
 * @name: name of the environment
 *
 * Returns: whether there was such a profile
 */
gboolean
ath_session_store_forget (AthSessionStore *self,
                          const char      *project,
                          const char      *name)
{
  guint index;

  g_return_val_if_fail (ATH_IS_SESSION_STORE (self), FALSE);

  if (!find_index (self, project, name, &index))
    return FALSE;
  g_ptr_array_remove_index (self->profiles, index);

  return TRUE;
}
