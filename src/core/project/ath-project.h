/* ath-project.h: a folder of migrations, read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "project/ath-revision.h"
#include "project/settings/ath-project-settings.h"

G_BEGIN_DECLS

/**
 * AthProjectKind:
 * @ATH_PROJECT_ALEMBIC: `alembic.ini` or `[tool.alembic]`, scripts in Python
 * @ATH_PROJECT_SQL: `athanor.ini`, scripts in SQL
 */
typedef enum
{
  ATH_PROJECT_ALEMBIC,
  ATH_PROJECT_SQL,
} AthProjectKind;

#define ATH_TYPE_PROJECT (ath_project_get_type ())

G_DECLARE_FINAL_TYPE (AthProject, ath_project, ATH, PROJECT, GObject)

/* @config_file: (nullable): the configuration file; NULL finds it in @folder
 * @section: (nullable): section of the ini file; NULL for "alembic"/"athanor"
 */
AthProject               *ath_project_load            (GFile                *folder,
                                                       const char           *config_file,
                                                       const char           *section,
                                                       GCancellable         *cancellable,
                                                       GError              **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;

AthProjectKind            ath_project_get_kind        (AthProject           *self);
GFile                    *ath_project_get_folder      (AthProject           *self);
const char               *ath_project_get_name        (AthProject           *self);
/* What profiles and backups of the project are filed under: the path of its folder, with
 * `#section` when not the default.
 */
const char               *ath_project_get_key         (AthProject           *self);
const AthProjectSettings *ath_project_get_settings    (AthProject           *self);

/* (element-type AthRevision): in load order (version location, then file name) */
GPtrArray                *ath_project_get_revisions   (AthProject           *self);
/* (element-type GError): ATH_ERROR_SCRIPT with file and line; scripts, folders of scripts and
 * an env.py that could not be read
 */
GPtrArray                *ath_project_get_problems    (AthProject           *self);

gboolean                  ath_project_check_heads_known (AthProject         *self,
                                                         GError            **error);

GHashTable               *ath_project_get_naming_convention (AthProject     *self,
                                                             const GError  **unknown);

G_END_DECLS
