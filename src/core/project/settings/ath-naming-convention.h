/* ath-naming-convention.h: how a project names its constraints
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/settings/ath-project-settings.h"

G_BEGIN_DECLS

GHashTable *ath_naming_convention_read (const AthProjectSettings  *settings,
                                        const char                *folder,
                                        GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
