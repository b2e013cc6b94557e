/* ath-file-template.h: names of new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/settings/ath-project-settings.h"

G_BEGIN_DECLS

char *ath_file_template_fill_in (const AthProjectSettings  *settings,
                                 const char                *id,
                                 const char                *message,
                                 GDateTime                 *created,
                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
