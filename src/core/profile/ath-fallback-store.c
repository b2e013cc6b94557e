/* ath-fallback-store.c: profiles in the keyring, else for this session only
 *
 * A failure of the keyring is not a failure of the program: the profile is then
 * kept in memory, never in a file, and ath_fallback_store_get_reason() tells
 * the screens to say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "profile/ath-fallback-store.h"
#include "profile/ath-session-store.h"

/**
 * AthFallbackStore:
 *
 * Keeps profiles in a keyring and, while that fails, in the memory of this
 * session.
 *
 * A profile kept in memory hides one of the same name in the keyring until it
 * is saved there.
 */

struct _AthFallbackStore
{
  GObject          parent_instance;

  AthProfileStore *keyring; /* (owned) */
  AthSessionStore *session; /* (owned) */
  GError          *reason;  /* (owned) (nullable) why the keyring is not used */
};

typedef enum
{
  PROP_REASON = 1,
} AthFallbackStoreProperty;

static GParamSpec *properties[PROP_REASON + 1];

/* @reason: (transfer full) (nullable) */
static void
set_reason (AthFallbackStore *self,
            GError           *reason)
{
  if (reason == NULL && self->reason == NULL)
    return;

  g_clear_error (&self->reason);
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

/* The keyring works: the reason goes once nothing waits in memory any more. */
static void
keyring_worked (AthFallbackStore *self)
{
  g_autoptr(GPtrArray) waiting = ath_session_store_list (self->session, NULL);

  if (waiting->len == 0)
    set_reason (self, NULL);
}

/* Whether the session steps in for @error. */
static gboolean
is_keyring_failure (const GError *error)
{
  return g_error_matches (error, ATH_ERROR, ATH_ERROR_KEYRING);
}

static GTask *
make_task (AthFallbackStore    *self,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

typedef struct
{
  char      *project;  /* (owned) (nullable) */
  GPtrArray *problems; /* (owned) (nullable) */
} Listing;

static void
listing_free (Listing *listing)
{
  g_free (listing->project);
  g_clear_pointer (&listing->problems, g_ptr_array_unref);
  g_free (listing);
}

/* What the session keeps stands before what the keyring has under that name. */
static GPtrArray *
merge (AthFallbackStore *self,
       const char       *project,
       GPtrArray        *kept)
{
  GPtrArray *profiles = ath_session_store_list (self->session, project);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      AthProfile *profile = g_ptr_array_index (kept, i);

      if (!ath_fallback_store_holds (self, profile))
        g_ptr_array_add (profiles, g_object_ref (profile));
    }
  ath_profile_sort (profiles);

  return profiles;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) kept = NULL;
  AthFallbackStore *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;

  kept = ath_profile_store_list_finish (self->keyring, result, &listing->problems, &error);
  if (error != NULL && !is_keyring_failure (error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (error != NULL)
    set_reason (self, error);
  else
    keyring_worked (self);
  g_task_return_pointer (task, merge (self, listing->project, kept),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
ath_fallback_store_list_async (AthProfileStore     *store,
                               const char          *project,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  AthFallbackStore *self = ATH_FALLBACK_STORE (store);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data,
                                     ath_fallback_store_list_async);
  Listing *listing = g_new0 (Listing, 1);

  listing->project = g_strdup (project);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  ath_profile_store_list_async (self->keyring, project, cancellable,
                                listed_cb, g_object_ref (task));
}

static GPtrArray *
ath_fallback_store_list_finish (AthProfileStore  *store,
                                GAsyncResult     *result,
                                GPtrArray       **problems,
                                GError          **error)
{
  GPtrArray *profiles;
  Listing *listing;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_fallback_store_list_async), NULL);

  listing = g_task_get_task_data (G_TASK (result));
  profiles = g_task_propagate_pointer (G_TASK (result), error);
  if (profiles != NULL && problems != NULL)
    *problems = listing->problems != NULL
                  ? g_steal_pointer (&listing->problems)
                  : g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  return profiles;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AthFallbackStore *self = g_task_get_source_object (task);
  AthProfile *profile = g_task_get_task_data (task);
  GError *error = NULL;

  ath_profile_store_save_finish (self->keyring, result, &error);
  if (error != NULL && !is_keyring_failure (error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (error != NULL)
    {
      ath_session_store_keep (self->session, profile);
      set_reason (self, error);
    }
  else
    {
      ath_session_store_forget (self->session,
                                ath_profile_get_project (profile),
                                ath_profile_get_name (profile));
      keyring_worked (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
ath_fallback_store_save_async (AthProfileStore     *store,
                               AthProfile          *profile,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  AthFallbackStore *self = ATH_FALLBACK_STORE (store);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data,
                                     ath_fallback_store_save_async);

  g_task_set_task_data (task, ath_profile_copy (profile), g_object_unref);
  ath_profile_store_save_async (self->keyring, profile, cancellable,
                                saved_cb, g_object_ref (task));
}

static gboolean
ath_fallback_store_save_finish (AthProfileStore  *store,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_fallback_store_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  char *project; /* (owned) */
  char *name;    /* (owned) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_free (removal->project);
  g_free (removal->name);
  g_free (removal);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AthFallbackStore *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean was_held;

  ath_profile_store_remove_finish (self->keyring, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  was_held = ath_session_store_forget (self->session, removal->project, removal->name);
  if (error != NULL && !was_held)
    {
      g_task_return_error (task, error);
      return;
    }

  if (error == NULL || !is_keyring_failure (error))
    keyring_worked (self);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
ath_fallback_store_remove_async (AthProfileStore     *store,
                                 const char          *project,
                                 const char          *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  AthFallbackStore *self = ATH_FALLBACK_STORE (store);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data,
                                     ath_fallback_store_remove_async);
  Removal *removal = g_new0 (Removal, 1);

  removal->project = g_strdup (project);
  removal->name = g_strdup (name);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);
  ath_profile_store_remove_async (self->keyring, project, name, cancellable,
                                  removed_cb, g_object_ref (task));
}

static gboolean
ath_fallback_store_remove_finish (AthProfileStore  *store,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_fallback_store_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
profile_store_iface_init (AthProfileStoreInterface *iface)
{
  iface->list_async = ath_fallback_store_list_async;
  iface->list_finish = ath_fallback_store_list_finish;
  iface->save_async = ath_fallback_store_save_async;
  iface->save_finish = ath_fallback_store_save_finish;
  iface->remove_async = ath_fallback_store_remove_async;
  iface->remove_finish = ath_fallback_store_remove_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AthFallbackStore, ath_fallback_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATH_TYPE_PROFILE_STORE,
                                                      profile_store_iface_init))

static void
ath_fallback_store_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AthFallbackStore *self = ATH_FALLBACK_STORE (object);

  switch ((AthFallbackStoreProperty) prop_id)
    {
    case PROP_REASON:
      g_value_set_boxed (value, self->reason);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_fallback_store_finalize (GObject *object)
{
  AthFallbackStore *self = ATH_FALLBACK_STORE (object);

  g_clear_object (&self->keyring);
  g_clear_object (&self->session);
  g_clear_error (&self->reason);

  G_OBJECT_CLASS (ath_fallback_store_parent_class)->finalize (object);
}

static void
ath_fallback_store_class_init (AthFallbackStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ath_fallback_store_finalize;
  object_class->get_property = ath_fallback_store_get_property;

  /**
   * AthFallbackStore:reason: (getter get_reason)
   *
   * Why profiles are kept for this session only, or `NULL` while the keyring
   * works.
   */
  properties[PROP_REASON] =
    g_param_spec_boxed ("reason", NULL, NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ath_fallback_store_init (AthFallbackStore *self)
{
  self->session = ATH_SESSION_STORE (ath_session_store_new ());
}

/**
 * ath_fallback_store_new:
 * @keyring: (transfer full): where profiles belong
 *
 * Returns: (transfer full): a store that uses @keyring as long as it works
 */
AthProfileStore *
ath_fallback_store_new (AthProfileStore *keyring)
{
  AthFallbackStore *self;

  g_return_val_if_fail (ATH_IS_PROFILE_STORE (keyring), NULL);

  self = g_object_new (ATH_TYPE_FALLBACK_STORE, NULL);
  self->keyring = keyring;

  return ATH_PROFILE_STORE (self);
}

static AthProfile *
first_waiting (GTask *task)
{
  GPtrArray *waiting = g_task_get_task_data (task);

  return waiting->len > 0 ? g_ptr_array_index (waiting, 0) : NULL;
}

static void
retried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AthFallbackStore *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ath_profile_store_save_finish (ATH_PROFILE_STORE (self), result, &error))
    g_task_return_error (task, error);
  else if (ath_fallback_store_holds (self, first_waiting (task)))
    g_task_return_error (task, g_error_copy (self->reason));
  else
    {
      g_ptr_array_remove_index (g_task_get_task_data (task), 0);
      if (first_waiting (task) == NULL)
        g_task_return_boolean (task, TRUE);
      else
        ath_profile_store_save_async (ATH_PROFILE_STORE (self), first_waiting (task),
                                      g_task_get_cancellable (task),
                                      retried_cb, g_object_ref (task));
    }
}

/**
 * ath_fallback_store_retry_async:
 * @self: a store
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called with the result
 * @user_data: passed to @callback
 *
 * Tries to move what is kept for this session into the keyring, for instance
 * after the user unlocked it.
 */
void
ath_fallback_store_retry_async (AthFallbackStore    *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ATH_IS_FALLBACK_STORE (self));

  task = make_task (self, cancellable, callback, user_data, ath_fallback_store_retry_async);
  g_task_set_task_data (task, ath_session_store_list (self->session, NULL),
                        (GDestroyNotify) g_ptr_array_unref);

  if (first_waiting (task) == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ath_profile_store_save_async (ATH_PROFILE_STORE (self), first_waiting (task), cancellable,
                                  retried_cb, g_object_ref (task));
}

/**
 * ath_fallback_store_retry_finish:
 * @self: a store
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: `TRUE` when nothing is left in memory, or `FALSE` with @error set to
 *   `ATH_ERROR_KEYRING` or `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_fallback_store_retry_finish (AthFallbackStore  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_fallback_store_retry_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ath_fallback_store_get_reason:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why profiles are kept for this session
 *   only, or `NULL` while the keyring works
 */
const GError *
ath_fallback_store_get_reason (AthFallbackStore *self)
{
  g_return_val_if_fail (ATH_IS_FALLBACK_STORE (self), NULL);

  return self->reason;
}

/**
 * ath_fallback_store_holds:
 * @self: a store
 * @profile: a profile
 *
 * Returns: whether the profile of that project and name is kept for this
 *   session only
 */
gboolean
ath_fallback_store_holds (AthFallbackStore *self,
                          AthProfile       *profile)
{
  g_return_val_if_fail (ATH_IS_FALLBACK_STORE (self), FALSE);

  return ath_session_store_find (self->session,
                                 ath_profile_get_project (profile),
                                 ath_profile_get_name (profile)) != NULL;
}
