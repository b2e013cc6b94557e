/* ath-fallback-store.h: profiles in the keyring, else for this session only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile-store.h"

G_BEGIN_DECLS

#define ATH_TYPE_FALLBACK_STORE (ath_fallback_store_get_type ())

G_DECLARE_FINAL_TYPE (AthFallbackStore, ath_fallback_store, ATH, FALLBACK_STORE, GObject)

AthProfileStore *ath_fallback_store_new          (AthProfileStore      *keyring)
                                                  G_GNUC_WARN_UNUSED_RESULT;

void             ath_fallback_store_retry_async  (AthFallbackStore     *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean         ath_fallback_store_retry_finish (AthFallbackStore     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

const GError    *ath_fallback_store_get_reason   (AthFallbackStore     *self);
gboolean         ath_fallback_store_holds        (AthFallbackStore     *self,
                                                  AthProfile           *profile);

G_END_DECLS
