/* ath-project-finder.h: the configuration files of a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"

G_BEGIN_DECLS

/**
 * AthProjectFiles:
 * @kind: what kind of project they configure
 * @ini_path: (nullable): absolute path of the ini file
 * @toml_path: (nullable): absolute path of the pyproject.toml that has something
 *   to say
 *
 * The configuration files of a project; at least one is there.
 */
typedef struct
{
  AthProjectKind  kind;
  char           *ini_path;
  char           *toml_path;
} AthProjectFiles;

gboolean ath_project_files_find  (AthProjectFiles  *self,
                                  const char       *folder,
                                  const char       *config_file,
                                  const char       *section,
                                  GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void     ath_project_files_clear (AthProjectFiles  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthProjectFiles, ath_project_files_clear)

G_END_DECLS
