/* ath-script-loader.h: folders of scripts to revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"

G_BEGIN_DECLS

gboolean ath_script_loader_load (AthProjectKind             kind,
                                 const AthProjectSettings  *settings,
                                 GPtrArray                 *revisions,
                                 GPtrArray                 *problems,
                                 GCancellable              *cancellable,
                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
