/* ath-settings-reader.h: configuration files to settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"

G_BEGIN_DECLS

AthProjectSettings *ath_settings_reader_read (AthProjectKind   kind,
                                              const char      *ini_path,
                                              const char      *toml_path,
                                              const char      *section,
                                              const char      *folder,
                                              GPtrArray       *problems,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
