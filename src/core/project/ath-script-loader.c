/* ath-script-loader.c: folders of scripts to revisions
 *
 * Every script is opened once and read into the same buffer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-script-file.h"
#include "project/ath-script-loader.h"
#include "project/headers/ath-python-header.h"
#include "project/headers/ath-sql-header.h"

/* A huge script does not keep its memory for the small ones behind it. */
#define MAX_KEPT_BYTES (1024 * 1024)

typedef struct
{
  AthProjectKind            kind;
  const AthProjectSettings *settings;
  GPtrArray                *revisions;    /* (unowned) */
  GPtrArray                *problems;     /* (unowned) */
  GCancellable             *cancellable;  /* (nullable) (unowned) */
  GHashTable               *seen_folders; /* (owned) what the file system calls them */
  GString                  *text;         /* (owned) */
} Loader;

static void
loader_clear (Loader *loader)
{
  g_hash_table_unref (loader->seen_folders);
  g_string_free (loader->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

static gboolean
is_script_name (const Loader *loader,
                const char   *name)
{
  if (loader->kind == ATH_PROJECT_SQL)
    return g_str_has_suffix (name, ".sql") && *name != '.';

  return g_str_has_suffix (name, ".py") && !g_str_has_prefix (name, ".#")
         && !g_str_has_prefix (name, "__init__");
}

static gboolean
is_compiled_name (const Loader *loader,
                  const char   *name)
{
  return loader->kind == ATH_PROJECT_ALEMBIC && loader->settings->sourceless
         && (g_str_has_suffix (name, ".pyc") || g_str_has_suffix (name, ".pyo"));
}

/* What an editor or a full disk may leave of a script. */
static gboolean
check_not_empty (Loader      *loader,
                 const char  *path,
                 GError     **error)
{
  GError *mine;

  if (loader->text->str[strspn (loader->text->str, " \t\r\n\f")] != '\0')
    return TRUE;

  mine = ath_error_new (ATH_ERROR_SCRIPT, _("The script is empty"));
  ath_error_set_place (mine, path, 1, 0);
  ath_error_set_hint (mine, _("Delete the file, or restore what was in it."));
  g_propagate_error (error, mine);

  return FALSE;
}

static AthRevision *
read_header (Loader      *loader,
             const char  *path,
             GError     **error)
{
  if (!ath_script_file_read (path, loader->text, error) || !check_not_empty (loader, path, error))
    return NULL;

  if (loader->kind == ATH_PROJECT_SQL)
    return ath_sql_header_read (loader->text->str, path, error);

  return ath_python_header_read (loader->text->str, path, error);
}

static void
load_script (Loader *loader,
             char   *path)
{
  g_autoptr(AthRevision) revision = NULL;
  GError *error = NULL;

  revision = read_header (loader, path, &error);
  if (revision == NULL)
    {
      g_ptr_array_add (loader->problems, error);
      g_free (path);
    }
  else
    {
      g_free (revision->path);
      revision->path = path;
      g_ptr_array_add (loader->revisions, g_steal_pointer (&revision));
    }

  if (loader->text->allocated_len > MAX_KEPT_BYTES)
    {
      g_string_free (loader->text, TRUE);
      loader->text = g_string_new (NULL);
    }
}

static void
report_compiled (Loader     *loader,
                 const char *path)
{
  g_autofree char *source = g_strndup (path, strlen (path) - 1);
  GError *problem;

  if (g_file_test (source, G_FILE_TEST_EXISTS))
    return;

  problem = ath_error_new (ATH_ERROR_SCRIPT, _("The script is there in compiled form only"));
  ath_error_set_place (problem, path, 0, 0);
  ath_error_set_hint (problem, _("Put its source, the “.py” file, beside it."));
  g_ptr_array_add (loader->problems, problem);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in @folder, sorted as Python sorts them. */
static GPtrArray *
list_folder (const char  *folder,
             GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;

  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
report_folder (Loader       *loader,
               const char   *folder,
               const GError *reason)
{
  GError *problem = ath_error_new (ATH_ERROR_SCRIPT,
                                   _("The folder of scripts could not be read: %s"),
                                   reason->message);

  ath_error_set_place (problem, folder, 0, 0);
  g_ptr_array_add (loader->problems, problem);
}

/* Loads the scripts of @folder; @names gets what it holds, for the folders below. */
static gboolean
load_scripts_in (Loader      *loader,
                 const char  *folder,
                 GPtrArray   *names,
                 GError     **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = NULL;

      if (g_cancellable_set_error_if_cancelled (loader->cancellable, error))
        return FALSE;
      if (!is_script_name (loader, name) && !is_compiled_name (loader, name))
        continue;

      path = g_build_filename (folder, name, NULL);
      if (is_script_name (loader, name))
        load_script (loader, g_steal_pointer (&path));
      else
        report_compiled (loader, path);
    }

  return TRUE;
}

/* FALSE when @folder is not there, or was loaded under another name already. */
static gboolean
enter_folder (Loader     *loader,
              const char *folder)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *id = info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE)
                                : NULL;

  return id != NULL && g_hash_table_add (loader->seen_folders, g_strdup (id));
}

static gboolean
load_folder (Loader      *loader,
             const char  *folder,
             GError     **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GPtrArray) names = NULL;

  if (!enter_folder (loader, folder))
    return TRUE;

  names = list_folder (folder, &reason);
  if (names == NULL)
    {
      report_folder (loader, folder, reason);
      return TRUE;
    }
  if (!load_scripts_in (loader, folder, names, error))
    return FALSE;

  for (guint i = 0; loader->settings->recursive_version_locations && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_equal (name, "__pycache__") && g_file_test (path, G_FILE_TEST_IS_DIR)
          && !g_file_test (path, G_FILE_TEST_IS_SYMLINK) && !load_folder (loader, path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_script_loader_load:
 * @kind: of the project
 * @settings: of the project
 * @revisions: (element-type AthRevision): gets what could be read, in the order
 *   of the folders and then of the file names
 * @problems: (element-type GError): gets an `ATH_ERROR_SCRIPT` for each script
 *   and folder that could not be read
 * @cancellable: (nullable): stops before the next script
 * @error: set to `G_IO_ERROR_CANCELLED`
 *
 * Reads the headers of all scripts of a project.  A folder that is not there
 * holds none.  Blocks; any thread.
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_script_loader_load (AthProjectKind             kind,
                        const AthProjectSettings  *settings,
                        GPtrArray                 *revisions,
                        GPtrArray                 *problems,
                        GCancellable              *cancellable,
                        GError                   **error)
{
  g_auto(Loader) loader = {
    .kind = kind,
    .settings = settings,
    .revisions = revisions,
    .problems = problems,
    .cancellable = cancellable,
    .seen_folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .text = g_string_new (NULL),
  };

  for (char **folder = settings->version_locations; *folder != NULL; folder++)
    {
      if (!load_folder (&loader, *folder, error))
        return FALSE;
    }

  return TRUE;
}
