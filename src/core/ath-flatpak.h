/* ath-flatpak.h: the sandbox that the program runs in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char      *ath_flatpak_dup_id            (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   ath_flatpak_may_spawn         (void);
char      *ath_flatpak_dup_shared_folder (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ath_flatpak_new_command       (const char        *folder,
                                          const char *const *command) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
