/* ath-keyring-store.c: profiles in the keyring
 *
 * The secret of an item is the whole profile as JSON, so that nothing of a
 * connection stands anywhere in the clear; the attributes only serve to find
 * it.  Whatever libsecret or the bus below it reports becomes
 * ATH_ERROR_KEYRING: a locked keyring without a prompter comes as a D-Bus
 * error, a missing bus as one of g_spawn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "ath-error.h"
#include "postgres/ath-secret.h"
#include "profile/ath-keyring-store.h"

#define APPLICATION "athanor"

/**
 * AthKeyringStore:
 *
 * Keeps each profile as one item of the user's default keyring.
 */

struct _AthKeyringStore
{
  GObject parent_instance;
};

static const SecretSchema schema = {
  "io.github.athanor.Profile", SECRET_SCHEMA_NONE,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "project", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* @name: (nullable): all of @project; @project: (nullable): all */
static GHashTable *
make_attributes (const char *project,
                 const char *name)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "application", g_strdup (APPLICATION));
  if (project != NULL)
    g_hash_table_insert (attributes, (gpointer) "project", g_strdup (project));
  if (name != NULL)
    g_hash_table_insert (attributes, (gpointer) "profile", g_strdup (name));

  return attributes;
}

/* What seahorse and the like show. */
static char *
make_label (AthProfile *profile)
{
  g_autofree char *project = g_path_get_basename (ath_profile_get_project (profile));

  return g_strdup_printf ("Athanor: %s – %s", project, ath_profile_get_name (profile));
}

static gboolean
is_service_missing (const GError *error)
{
  return error->domain == G_SPAWN_ERROR || error->domain == G_SPAWN_EXIT_ERROR
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static GError *
make_error (const char *message,
            const char *detail,
            const char *hint)
{
  GError *error = ath_error_new (ATH_ERROR_KEYRING, "%s", message);

  ath_error_set_detail (error, detail);
  ath_error_set_hint (error, hint);

  return error;
}

/* Returns @failure through @task as the caller of a store may expect it.
 *
 * @failure: (transfer full) (nullable): NULL when a prompt was dismissed, which
 *   libsecret does not call an error
 */
static void
return_failure (GTask  *task,
                GError *failure)
{
  const char *detail = failure != NULL ? failure->message : NULL;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, failure);
      return;
    }

  if (failure != NULL)
    g_dbus_error_strip_remote_error (failure);
  if (failure != NULL && is_service_missing (failure))
    g_task_return_error (task, make_error (_("There is no keyring in this session"), detail,
                                           _("Start a Secret Service, for example "
                                             "gnome-keyring or KeePassXC.")));
  else
    g_task_return_error (task, make_error (_("The keyring is locked or does not answer"), detail,
                                           _("Unlock the default keyring, for example "
                                             "in “Passwords and Keys”.")));
  g_clear_error (&failure);
}

static GTask *
make_task (AthProfileStore     *store,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             tag)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/* One listing: all items that were found are read at the same time. */
typedef struct
{
  guint      n_pending; /* items still to be read */
  GError    *failure;   /* (owned) (nullable) the first one */
  GPtrArray *profiles;  /* (owned) (nullable) NULL once handed out */
  GPtrArray *problems;  /* (owned) (nullable) NULL once handed out */
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_error (&listing->failure);
  g_clear_pointer (&listing->profiles, g_ptr_array_unref);
  g_clear_pointer (&listing->problems, g_ptr_array_unref);
  g_free (listing);
}

static GError *
make_problem (SecretRetrievable *item,
              const GError      *reason)
{
  g_autofree char *label = secret_retrievable_get_label (item);
  const AthErrorDetails *details = ath_error_get_details (reason);
  GError *problem = ath_error_new (ATH_ERROR_PROFILE, "%s: %s", label, reason->message);

  if (details != NULL)
    ath_error_set_hint (problem, details->hint);

  return problem;
}

static void
listing_add (Listing           *listing,
             SecretRetrievable *item,
             SecretValue       *value)
{
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  const char *json = value != NULL ? secret_value_get_text (value) : NULL;

  profile = ath_profile_new_from_json (json != NULL ? json : "", &error);
  if (profile != NULL)
    g_ptr_array_add (listing->profiles, g_steal_pointer (&profile));
  else
    g_ptr_array_add (listing->problems, make_problem (item, error));
}

static void
return_listing (GTask   *task,
                Listing *listing)
{
  if (listing->failure != NULL)
    {
      return_failure (task, g_steal_pointer (&listing->failure));
      return;
    }

  ath_profile_sort (listing->profiles);
  g_task_return_boolean (task, TRUE);
}

static void
item_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) error = NULL;
  Listing *listing = g_task_get_task_data (task);

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object), result, &error);
  if (error == NULL)
    listing_add (listing, SECRET_RETRIEVABLE (object), value);
  else if (listing->failure == NULL)
    listing->failure = g_steal_pointer (&error);

  listing->n_pending--;
  if (listing->n_pending == 0)
    return_listing (task, listing);
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autolist(GObject) items = NULL;
  Listing *listing = g_task_get_task_data (task);

  items = secret_password_search_finish (result, &listing->failure);
  listing->n_pending = g_list_length (items);
  if (listing->n_pending == 0)
    return_listing (task, listing);

  for (GList *iter = items; iter != NULL; iter = iter->next)
    secret_retrievable_retrieve_secret (iter->data, g_task_get_cancellable (task),
                                        item_read_cb, g_object_ref (task));
}

static void
ath_keyring_store_list_async (AthProfileStore     *store,
                              const char          *project,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = make_task (store, cancellable, callback, user_data,
                                     ath_keyring_store_list_async);
  g_autoptr(GHashTable) attributes = make_attributes (project, NULL);
  Listing *listing = g_new0 (Listing, 1);

  listing->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  listing->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);

  secret_password_searchv (&schema, attributes,
                           SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK,
                           cancellable, searched_cb, g_object_ref (task));
}

static GPtrArray *
ath_keyring_store_list_finish (AthProfileStore  *store,
                               GAsyncResult     *result,
                               GPtrArray       **problems,
                               GError          **error)
{
  Listing *listing;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_keyring_store_list_async), NULL);

  listing = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (problems != NULL)
    *problems = g_steal_pointer (&listing->problems);

  return g_steal_pointer (&listing->profiles);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

static void
ath_keyring_store_save_async (AthProfileStore     *store,
                              AthProfile          *profile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = make_task (store, cancellable, callback, user_data,
                                     ath_keyring_store_save_async);
  g_autoptr(GHashTable) attributes = make_attributes (ath_profile_get_project (profile),
                                                      ath_profile_get_name (profile));
  g_autofree char *label = make_label (profile);
  g_autoptr(AthSecret) json = ath_profile_dup_json (profile);

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, json,
                          cancellable, stored_cb, g_object_ref (task));
}

static gboolean
ath_keyring_store_save_finish (AthProfileStore  *store,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_keyring_store_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  GHashTable *attributes; /* (owned) of the item */
  char       *name;       /* (owned) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_hash_table_unref (removal->attributes);
  g_free (removal->name);
  g_free (removal);
}

static void
looked_again_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autolist(GObject) items = NULL;
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  items = secret_password_search_finish (result, &error);
  if (error != NULL || items != NULL)
    return_failure (task, error);
  else
    g_task_return_error (task, ath_error_new (ATH_ERROR_PROFILE,
                                              _("There is no environment “%s”"),
                                              removal->name));
}

/* That nothing was cleared may mean that there is nothing, or that it is locked. */
static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_failure (task, error);
  else
    secret_password_searchv (&schema, removal->attributes, SECRET_SEARCH_NONE,
                             g_task_get_cancellable (task), looked_again_cb, g_object_ref (task));
}

static void
ath_keyring_store_remove_async (AthProfileStore     *store,
                                const char          *project,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = make_task (store, cancellable, callback, user_data,
                                     ath_keyring_store_remove_async);
  Removal *removal = g_new0 (Removal, 1);

  removal->attributes = make_attributes (project, name);
  removal->name = g_strdup (name);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);
  secret_password_clearv (&schema, removal->attributes, cancellable,
                          cleared_cb, g_object_ref (task));
}

static gboolean
ath_keyring_store_remove_finish (AthProfileStore  *store,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_keyring_store_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
profile_store_iface_init (AthProfileStoreInterface *iface)
{
  iface->list_async = ath_keyring_store_list_async;
  iface->list_finish = ath_keyring_store_list_finish;
  iface->save_async = ath_keyring_store_save_async;
  iface->save_finish = ath_keyring_store_save_finish;
  iface->remove_async = ath_keyring_store_remove_async;
  iface->remove_finish = ath_keyring_store_remove_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AthKeyringStore, ath_keyring_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATH_TYPE_PROFILE_STORE,
                                                      profile_store_iface_init))

static void
ath_keyring_store_class_init (AthKeyringStoreClass *klass)
{
}

static void
ath_keyring_store_init (AthKeyringStore *self)
{
}

/**
 * ath_keyring_store_new:
 *
 * Returns: (transfer full): the profiles in the user's keyring; nothing is
 *   asked of it before the first call
 */
AthProfileStore *
ath_keyring_store_new (void)
{
  return g_object_new (ATH_TYPE_KEYRING_STORE, NULL);
}
