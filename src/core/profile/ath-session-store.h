/* ath-session-store.h: profiles in the memory of this session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile-store.h"

G_BEGIN_DECLS

#define ATH_TYPE_SESSION_STORE (ath_session_store_get_type ())

G_DECLARE_FINAL_TYPE (AthSessionStore, ath_session_store, ATH, SESSION_STORE, GObject)

AthProfileStore *ath_session_store_new    (void) G_GNUC_WARN_UNUSED_RESULT;

AthProfile      *ath_session_store_find   (AthSessionStore  *self,
                                           const char       *project,
                                           const char       *name);
GPtrArray       *ath_session_store_list   (AthSessionStore  *self,
                                           const char       *project) G_GNUC_WARN_UNUSED_RESULT;
void             ath_session_store_keep   (AthSessionStore  *self,
                                           AthProfile       *profile);
gboolean         ath_session_store_forget (AthSessionStore  *self,
                                           const char       *project,
                                           const char       *name);

G_END_DECLS
