/* ath-cli-profiles.h: the keyring, waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "profile/ath-profile.h"

G_BEGIN_DECLS

GPtrArray  *ath_cli_list_profiles  (AthCli      *cli,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;
AthProfile *ath_cli_find_profile   (AthCli      *cli,
                                    const char  *name,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    ath_cli_save_profile   (AthCli      *cli,
                                    AthProfile  *profile,
                                    GError     **error);
gboolean    ath_cli_remove_profile (AthCli      *cli,
                                    const char  *name,
                                    GError     **error);

G_END_DECLS
