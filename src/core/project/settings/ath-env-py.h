/* ath-env-py.h: what env.py states about the version table and transactions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/settings/ath-project-settings.h"
#include "project/settings/ath-settings-source.h"

G_BEGIN_DECLS

gboolean ath_env_py_read (const char               *path,
                          const AthSettingsSource  *source,
                          const AthSettingsSource  *own,
                          AthProjectSettings       *settings,
                          GError                  **error);

G_END_DECLS
