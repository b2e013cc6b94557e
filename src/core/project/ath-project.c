/* ath-project.c: a folder of migrations, read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-project-finder.h"
#include "project/ath-project.h"
#include "project/ath-script-loader.h"
#include "project/settings/ath-naming-convention.h"
#include "project/settings/ath-settings-reader.h"

/**
 * AthProject:
 *
 * A folder of migrations, read once.
 *
 * Immutable once it is loaded, and safe to use from any thread.
 */

struct _AthProject
{
  GObject             parent_instance;

  AthProjectKind      kind;
  GFile              *folder;    /* (owned) */
  char               *name;      /* (owned) */
  char               *key;       /* (owned) */
  AthProjectSettings *settings;  /* (owned) */
  GPtrArray          *revisions; /* (owned) (element-type AthRevision) */
  GPtrArray          *problems;  /* (owned) (element-type GError) */
  guint               n_configuration_problems; /* the first of @problems */

  GMutex              mutex;
  GHashTable         *naming;       /* (owned) (nullable) once it was asked for; under @mutex */
  GError             *naming_error; /* (owned) (nullable) why there is none; under @mutex */
};

G_DEFINE_FINAL_TYPE (AthProject, ath_project, G_TYPE_OBJECT)

static void
ath_project_finalize (GObject *object)
{
  AthProject *self = ATH_PROJECT (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->settings, ath_project_settings_free);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->naming, g_hash_table_unref);
  g_clear_error (&self->naming_error);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (ath_project_parent_class)->finalize (object);
}

static void
ath_project_class_init (AthProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ath_project_finalize;
}

static void
ath_project_init (AthProject *self)
{
  self->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_mutex_init (&self->mutex);
}

static gboolean
is_usual_file (const char *name)
{
  return g_str_equal (name, "alembic.ini") || g_str_equal (name, "athanor.ini")
         || g_str_equal (name, "pyproject.toml");
}

/* Two projects in one folder differ in the file or the section. */
static void
set_identity (AthProject *self)
{
  const char *config_file = self->settings->config_file;
  const char *section = self->settings->section;
  const char *default_section = self->kind == ATH_PROJECT_SQL ? "athanor" : "alembic";
  g_autofree char *file_name = g_path_get_basename (config_file);
  g_autofree char *path = g_path_get_dirname (config_file);
  GString *key = g_string_new (is_usual_file (file_name) ? path : config_file);

  if (!g_str_equal (section, default_section))
    g_string_append_printf (key, "#%s", section);

  self->folder = g_file_new_for_path (path);
  self->name = g_path_get_basename (path);
  self->key = g_string_free (key, FALSE);
}

static gboolean
load (AthProject    *self,
      const char    *folder,
      const char    *config_file,
      const char    *section,
      GCancellable  *cancellable,
      GError       **error)
{
  g_auto(AthProjectFiles) files = { 0 };

  if (!ath_project_files_find (&files, folder, config_file, section, error))
    return FALSE;

  self->kind = files.kind;
  self->settings = ath_settings_reader_read (files.kind, files.ini_path, files.toml_path,
                                             section, folder, self->problems, error);
  if (self->settings == NULL)
    return FALSE;
  set_identity (self);
  self->n_configuration_problems = self->problems->len;

  return ath_script_loader_load (self->kind, self->settings, self->revisions, self->problems,
                                 cancellable, error);
}

/**
 * ath_project_load:
 * @folder: the folder of the project, or its configuration file
 * @config_file: (nullable): path of the configuration file, absolute or from
 *   @folder; `NULL` finds it in @folder
 * @section: (nullable): section of the ini file; `NULL` for the usual one
 * @cancellable: (nullable): cancels the reading
 * @error: set to `ATH_ERROR_PROJECT` when there is no project or its
 *   configuration cannot be understood, to a `G_FILE_ERROR` when that cannot be
 *   read, or to `G_IO_ERROR_CANCELLED`
 *
 * Reads a project: its configuration, and the header of each script.  A script
 * that cannot be read is no failure; see ath_project_get_problems().  Runs
 * nothing that belongs to the project.  Blocks; any thread.
 *
 * Returns: (transfer full): the project, or `NULL`
 */
AthProject *
ath_project_load (GFile         *folder,
                  const char    *config_file,
                  const char    *section,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(AthProject) self = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file_name = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  path = g_file_get_path (folder);
  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("Only folders on this computer can be opened"));
      return NULL;
    }
  if (config_file == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      char *parent = g_path_get_dirname (path);

      config_file = file_name = g_path_get_basename (path);
      g_free (path);
      path = parent;
    }

  self = g_object_new (ATH_TYPE_PROJECT, NULL);
  if (!load (self, path, config_file, section, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ath_project_get_kind:
 * @self: a project
 *
 * Returns: what its scripts are written in
 */
AthProjectKind
ath_project_get_kind (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), ATH_PROJECT_ALEMBIC);

  return self->kind;
}

/**
 * ath_project_get_folder:
 * @self: a project
 *
 * Returns: (transfer none): the folder of its configuration file
 */
GFile *
ath_project_get_folder (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->folder;
}

/**
 * ath_project_get_name:
 * @self: a project
 *
 * Returns: (transfer none): name of its folder
 */
const char *
ath_project_get_name (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->name;
}

/**
 * ath_project_get_key:
 * @self: a project
 *
 * Returns: (transfer none): what its profiles and backups are filed under: the
 *   path of its folder, or of its configuration file when that has no usual
 *   name, and `#section` when that is not the usual one
 */
const char *
ath_project_get_key (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->key;
}

/**
 * ath_project_get_settings:
 * @self: a project
 *
 * Returns: (transfer none): what its configuration states
 */
const AthProjectSettings *
ath_project_get_settings (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->settings;
}

/**
 * ath_project_get_revisions:
 * @self: a project
 *
 * Returns: (transfer none) (element-type AthRevision): its revisions in load
 *   order: by version location, then by file name
 */
GPtrArray *
ath_project_get_revisions (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->revisions;
}

/**
 * ath_project_get_problems:
 * @self: a project
 *
 * Returns: (transfer none) (element-type GError): `ATH_ERROR_SCRIPT` with file
 *   and line for each script and folder of scripts, and for an env.py, that
 *   could not be read
 */
GPtrArray *
ath_project_get_problems (AthProject *self)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  return self->problems;
}

/**
 * ath_project_check_heads_known:
 * @self: a project
 * @error: set to `ATH_ERROR_REVISION` with the place of the first script that
 *   could not be read
 *
 * With a script that could not be read, what looks like a head may have a child:
 * nothing is to be built on “head” then, and no database brought there.
 *
 * Returns: whether all scripts have been read
 */
gboolean
ath_project_check_heads_known (AthProject  *self,
                               GError     **error)
{
  const AthErrorDetails *details;
  GError *unknown;

  g_return_val_if_fail (ATH_IS_PROJECT (self), FALSE);

  if (self->problems->len == self->n_configuration_problems)
    return TRUE;

  details = ath_error_get_details (g_ptr_array_index (self->problems,
                                                      self->n_configuration_problems));
  unknown = ath_error_new (ATH_ERROR_REVISION,
                           _("The head is not known: the script “%s” could not be read"),
                           details->file);
  ath_error_set_place (unknown, details->file, details->line, details->column);
  ath_error_set_hint (unknown, _("Mend the script, or name the revision that is meant."));
  g_propagate_error (error, unknown);

  return FALSE;
}

/**
 * ath_project_get_naming_convention:
 * @self: an Alembic project
 * @unknown: (out) (transfer none) (nullable): why the convention is not known
 *
 * Tells how the project names constraints and indexes.  The files of the
 * project are looked through when this is first asked.  Blocking; any thread.
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): templates by
 *   `ix`, `uq`, `ck`, `fk` and `pk`, empty when there is no convention; `NULL`
 *   when it is not known, see ath_naming_convention_read()
 */
GHashTable *
ath_project_get_naming_convention (AthProject    *self,
                                   const GError **unknown)
{
  g_return_val_if_fail (ATH_IS_PROJECT (self), NULL);

  g_mutex_lock (&self->mutex);
  if (self->naming == NULL && self->naming_error == NULL)
    self->naming = ath_naming_convention_read (self->settings, g_file_peek_path (self->folder),
                                               &self->naming_error);
  g_mutex_unlock (&self->mutex);
  *unknown = self->naming_error;

  return self->naming;
}
