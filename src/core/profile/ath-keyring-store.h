/* ath-keyring-store.h: profiles in the keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile-store.h"

G_BEGIN_DECLS

#define ATH_TYPE_KEYRING_STORE (ath_keyring_store_get_type ())

G_DECLARE_FINAL_TYPE (AthKeyringStore, ath_keyring_store, ATH, KEYRING_STORE, GObject)

AthProfileStore *ath_keyring_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
