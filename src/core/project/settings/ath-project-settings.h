/* ath-project-settings.h: what a project's configuration states
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthProjectDatabase:
 * @name: its section in the configuration
 * @url: (nullable): its `sqlalchemy.url`; may hold a password
 *
 * One database of a project that names several (`databases = …`).
 */
typedef struct
{
  char *name;
  char *url;
} AthProjectDatabase;

/**
 * AthProjectSettings:
 * @config_file: path of the file the settings come from
 * @section: the section read
 * @sections: the sections of the file that a project can be opened with
 * @script_location: absolute path of the folder with env.py and versions
 * @version_locations: absolute paths of the folders with scripts; one of them
 *   need not exist
 * @recursive_version_locations: whether their sub-folders are read too
 * @file_template: Python %-format of new files' names, without the ending
 * @sourceless: whether compiled scripts count, which Athanor cannot read
 * @truncate_slug_length: in characters
 * @timezone: (nullable): zone of new scripts' dates
 * @output_encoding: encoding of new scripts
 * @has_post_write_hooks: whether Alembic runs programs over new scripts
 * @prepend_sys_path: absolute paths where modules of the project are looked for
 * @url: (nullable): `sqlalchemy.url` (or `url`) after interpolation; may hold a password
 * @url_error: (nullable): why @url could not be read, when it is stated
 * @databases: (element-type AthProjectDatabase): of a project for several
 *   databases; else empty
 * @version_table: name of the version table, default `alembic_version`
 * @version_table_schema: (nullable): its schema
 * @version_table_error: (nullable): why the version table is not known, when
 *   env.py computes its name or schema and [athanor] does not state it; nothing
 *   may be run then
 * @version_table_pk: whether the version table has a primary key
 * @transaction_per_migration: design: TRUE unless env.py says FALSE literally
 * @transaction_per_migration_stated: whether the project says so itself, one
 *   way or the other
 * @transactional_ddl: whether BEGIN/COMMIT are used at all
 * @advisory_lock: (nullable): key for the lock, when the project states one
 * @naming_convention: (element-type utf8 utf8): `[athanor] naming_convention.*`
 * @python: (nullable): interpreter for scripts that need it
 *
 * Owned by the project; immutable once it is loaded.
 */
typedef struct
{
  char        *config_file;
  char        *section;
  char       **sections;
  char        *script_location;
  char       **version_locations;
  gboolean     recursive_version_locations;
  gboolean     sourceless;
  char        *file_template;
  guint        truncate_slug_length;
  char        *timezone;
  char        *output_encoding;
  gboolean     has_post_write_hooks;
  char       **prepend_sys_path;
  char        *url;
  GError      *url_error;
  GPtrArray   *databases;
  char        *version_table;
  char        *version_table_schema;
  GError      *version_table_error;
  gboolean     version_table_pk;
  gboolean     transaction_per_migration;
  gboolean     transaction_per_migration_stated;
  gboolean     transactional_ddl;
  char        *advisory_lock;
  GHashTable  *naming_convention;
  char        *python;
} AthProjectSettings;

AthProjectSettings *ath_project_settings_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                ath_project_settings_free (AthProjectSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthProjectSettings, ath_project_settings_free)

G_END_DECLS
