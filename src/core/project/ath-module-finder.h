/* ath-module-finder.h: which file of a project a Python module is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/settings/ath-project-settings.h"

G_BEGIN_DECLS

char  *ath_module_finder_find        (const AthProjectSettings *settings,
                                      const char               *folder,
                                      const char               *beside,
                                      const char               *name) G_GNUC_WARN_UNUSED_RESULT;
char  *ath_module_finder_find_import (const AthProjectSettings *settings,
                                      const char               *folder,
                                      const char               *importer,
                                      guint                     level,
                                      const char               *name) G_GNUC_WARN_UNUSED_RESULT;
char **ath_module_finder_list_above  (const char               *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
