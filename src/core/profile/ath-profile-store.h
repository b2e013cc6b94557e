/* ath-profile-store.h: where profiles are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile.h"

G_BEGIN_DECLS

#define ATH_TYPE_PROFILE_STORE (ath_profile_store_get_type ())

G_DECLARE_INTERFACE (AthProfileStore, ath_profile_store, ATH, PROFILE_STORE, GObject)

struct _AthProfileStoreInterface
{
  GTypeInterface parent_iface;

  void       (*list_async)    (AthProfileStore      *self,
                               const char           *project,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
  GPtrArray *(*list_finish)   (AthProfileStore      *self,
                               GAsyncResult         *result,
                               GPtrArray           **problems,
                               GError              **error);
  void       (*save_async)    (AthProfileStore      *self,
                               AthProfile           *profile,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
  gboolean   (*save_finish)   (AthProfileStore      *self,
                               GAsyncResult         *result,
                               GError              **error);
  void       (*remove_async)  (AthProfileStore      *self,
                               const char           *project,
                               const char           *name,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
  gboolean   (*remove_finish) (AthProfileStore      *self,
                               GAsyncResult         *result,
                               GError              **error);
};

void       ath_profile_store_list_async     (AthProfileStore      *self,
                                             const char           *project,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray *ath_profile_store_list_finish    (AthProfileStore      *self,
                                             GAsyncResult         *result,
                                             GPtrArray           **problems,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       ath_profile_store_save_async     (AthProfileStore      *self,
                                             AthProfile           *profile,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ath_profile_store_save_finish    (AthProfileStore      *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void       ath_profile_store_remove_async   (AthProfileStore      *self,
                                             const char           *project,
                                             const char           *name,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ath_profile_store_remove_finish  (AthProfileStore      *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void       ath_profile_store_replace_async  (AthProfileStore      *self,
                                             AthProfile           *profile,
                                             const char           *old_name,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ath_profile_store_replace_finish (AthProfileStore      *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
