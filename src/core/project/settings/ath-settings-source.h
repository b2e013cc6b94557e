/* ath-settings-source.h: one section of a project's configuration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/formats/ath-config-file.h"
#include "project/formats/ath-toml.h"

G_BEGIN_DECLS

/**
 * AthSettingsSource:
 * @ini: (nullable) (unowned): the ini file
 * @section: (unowned): the section of @ini
 * @table: (nullable) (unowned): the table of a TOML file, asked after @ini
 * @toml_path: (nullable) (unowned): path of that file
 *
 * Where the values of one section are looked up.
 *
 * A value that is stated but empty counts as not stated.  Every failure is
 * `ATH_ERROR_PROJECT` with file and line.
 */
typedef struct
{
  AthConfigFile      *ini;
  const char         *section;
  const AthTomlValue *table;
  const char         *toml_path;
} AthSettingsSource;

gboolean ath_settings_source_has         (const AthSettingsSource  *self,
                                          const char               *key);
gboolean ath_settings_source_dup_string  (const AthSettingsSource  *self,
                                          const char               *key,
                                          char                    **value,
                                          GError                  **error);
gboolean ath_settings_source_dup_list    (const AthSettingsSource  *self,
                                          const char               *key,
                                          const char               *separators,
                                          char                   ***values,
                                          GError                  **error);
gboolean ath_settings_source_get_boolean (const AthSettingsSource  *self,
                                          const char               *key,
                                          gboolean                 *value,
                                          GError                  **error);
gboolean ath_settings_source_get_number  (const AthSettingsSource  *self,
                                          const char               *key,
                                          guint                    *value,
                                          GError                  **error);
gboolean ath_settings_source_add_group   (const AthSettingsSource  *self,
                                          const char               *group,
                                          GHashTable               *values,
                                          GError                  **error);
gboolean ath_settings_source_fail        (const AthSettingsSource  *self,
                                          const char               *key,
                                          GError                   *mine,
                                          GError                  **error);

G_END_DECLS
