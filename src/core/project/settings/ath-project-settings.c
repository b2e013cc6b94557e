/* ath-project-settings.c: what a project's configuration states
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/settings/ath-project-settings.h"

static void
project_database_free (gpointer data)
{
  AthProjectDatabase *database = data;

  g_free (database->name);
  g_free (database->url);
  g_free (database);
}

/**
 * ath_project_settings_new:
 *
 * Returns: (transfer full): settings with every default that does not depend on
 *   where the project is
 */
AthProjectSettings *
ath_project_settings_new (void)
{
  AthProjectSettings *self = g_new0 (AthProjectSettings, 1);

  self->sections = g_new0 (char *, 1);
  self->version_locations = g_new0 (char *, 1);
  self->file_template = g_strdup ("%(rev)s_%(slug)s");
  self->truncate_slug_length = 40;
  self->output_encoding = g_strdup ("utf-8");
  self->prepend_sys_path = g_new0 (char *, 1);
  self->databases = g_ptr_array_new_with_free_func (project_database_free);
  self->version_table = g_strdup ("alembic_version");
  self->version_table_pk = TRUE;
  self->transaction_per_migration = TRUE;
  self->transactional_ddl = TRUE;
  self->naming_convention = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * ath_project_settings_free:
 * @self: (transfer full): settings
 */
void
ath_project_settings_free (AthProjectSettings *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->config_file);
  g_free (self->section);
  g_strfreev (self->sections);
  g_free (self->script_location);
  g_strfreev (self->version_locations);
  g_free (self->file_template);
  g_free (self->timezone);
  g_free (self->output_encoding);
  g_strfreev (self->prepend_sys_path);
  g_free (self->url);
  g_clear_error (&self->url_error);
  g_ptr_array_unref (self->databases);
  g_free (self->version_table);
  g_free (self->version_table_schema);
  g_clear_error (&self->version_table_error);
  g_free (self->advisory_lock);
  g_hash_table_unref (self->naming_convention);
  g_free (self->python);
  g_free (self);
}
