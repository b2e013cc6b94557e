/* store-calls.h: a store's calls, waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile-store.h"

G_BEGIN_DECLS

void        take_result_cb  (GObject          *object,
                             GAsyncResult     *result,
                             gpointer          user_data);
void        wait_for_result (GAsyncResult    **result);

AthProfile *make_profile    (const char       *project,
                             const char       *name,
                             AthTier           tier);
void        assert_equal    (AthProfile       *a,
                             AthProfile       *b);

GPtrArray  *try_list        (AthProfileStore  *store,
                             const char       *project,
                             GPtrArray       **problems,
                             GError          **error);
GPtrArray  *list            (AthProfileStore  *store,
                             const char       *project);
gboolean    try_save        (AthProfileStore  *store,
                             AthProfile       *profile,
                             GError          **error);
void        save            (AthProfileStore  *store,
                             AthProfile       *profile);
gboolean    try_remove      (AthProfileStore  *store,
                             const char       *project,
                             const char       *name,
                             GError          **error);
void        remove_all      (AthProfileStore  *store);
gboolean    replace         (AthProfileStore  *store,
                             AthProfile       *profile,
                             const char       *old_name,
                             GError          **error);
void        assert_names    (AthProfileStore  *store,
                             const char       *project,
                             const char       *expected);

G_END_DECLS
