/* ath-naming-convention.c: how a project names its constraints
 *
 * The convention is an argument of the `MetaData` that env.py hands over as
 * `target_metadata`, somewhere in the application's models.  It changes the
 * names in every operation, so running a script without it would be wrong.
 *
 * It is looked for in the files of the project, as text first, and parsed where
 * the text has the words.  A name is followed to where it gets its value, also
 * into another file.  What is no literal there, or not the same in two places,
 * has to be stated in the configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-module-finder.h"
#include "project/ath-script-file.h"
#include "project/settings/ath-naming-convention.h"
#include "python/syntax/ath-python-syntax.h"

#define KEYWORD "naming_convention"

/* Where the search ends: no project is larger, but a folder may hold anything. */
#define MAX_ENTRIES    20000
#define MAX_FILE_BYTES (1024 * 1024)

/* Names that stand for names that stand for … */
#define MAX_DEPTH 8

/* Folders that hold no models of the project. */
static const char *const skipped_folders[] = {
  "__pycache__", "build", "dist", "node_modules", "site-packages", "test", "tests", "venv", NULL,
};

typedef struct
{
  const AthProjectSettings *settings;
  const char               *folder;
  AthPythonSyntax          *module;    /* (unowned) (nullable) the file that is looked through */
  GHashTable               *found;     /* (owned) (nullable) the convention, once there is one */
  GError                   *error;     /* (owned) (nullable) */
  guint                     n_entries;
} Search;

static gboolean take_value (Search          *search,
                            AthPythonSyntax *module,
                            AthPythonNode   *value,
                            guint            depth);

/* The error is shown where a name is needed, so it says itself where the reason is. */
static void
fail (Search          *search,
      AthPythonSyntax *module,
      AthPythonNode   *node,
      const char      *message)
{
  guint line;
  guint column;

  if (search->error != NULL)
    return;

  ath_python_syntax_get_place (module, node->start, &line, &column);
  search->error = g_error_new (ATH_ERROR, ATH_ERROR_SCRIPT, _("%s (%s, line %u)"), message,
                               ath_python_syntax_get_path (module), line);
  ath_error_set_place (search->error, ath_python_syntax_get_path (module), line, column);
  ath_error_set_hint (search->error,
                      _("State it in the configuration: “naming_convention.ix = …”, and so for "
                        "“uq”, “ck”, “fk” and “pk”, in the section “athanor”."));
}

static void
fail_computed (Search          *search,
               AthPythonSyntax *module,
               AthPythonNode   *node)
{
  fail (search, module, node, _("The naming convention is computed when the application runs"));
}

static gboolean
tables_equal (GHashTable *a,
              GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      return FALSE;

  return TRUE;
}

static void
take_table (Search          *search,
            AthPythonSyntax *module,
            AthPythonNode   *node,
            GHashTable      *table)
{
  if (search->found == NULL)
    search->found = g_hash_table_ref (table);
  else if (!tables_equal (search->found, table))
    fail (search, module, node, _("The project has more than one naming convention"));
}

static gboolean
is_text (AthPythonNode *node)
{
  return node != NULL && node->kind == ATH_PYTHON_STR && !node->str.text->has_unicode_name;
}

/* `{"ix": "…"}` */
static void
take_dict (Search          *search,
           AthPythonSyntax *module,
           AthPythonNode   *dict)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < dict->dict.values->length; i++)
    {
      AthPythonNode *key = dict->dict.keys->items[i];
      AthPythonNode *value = dict->dict.values->items[i];

      if (!is_text (key) || !is_text (value))
        {
          fail_computed (search, module, value);
          return;
        }
      g_hash_table_insert (table, g_strdup (key->str.text->bytes),
                           g_strdup (value->str.text->bytes));
    }

  take_table (search, module, dict, table);
}

/* `dict (ix="…")` */
static void
take_call (Search          *search,
           AthPythonSyntax *module,
           AthPythonNode   *call)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  AthPythonNode *function = call->call.func;

  if (function->kind != ATH_PYTHON_NAME || !g_str_equal (function->name.id, "dict")
      || call->call.args->length > 0)
    {
      fail_computed (search, module, call);
      return;
    }

  for (guint i = 0; i < call->call.keywords->length; i++)
    {
      AthPythonNode *keyword = call->call.keywords->items[i];

      if (keyword->keyword.arg == NULL || !is_text (keyword->keyword.value))
        {
          fail_computed (search, module, keyword);
          return;
        }
      g_hash_table_insert (table, g_strdup (keyword->keyword.arg),
                           g_strdup (keyword->keyword.value->str.text->bytes));
    }

  take_table (search, module, call, table);
}

/* The value that the top level of a file gives @name, when it gives it once. */
static AthPythonNode *
find_assignment (AthPythonSyntax *module,
                 const char      *name)
{
  const AthPythonList *body = ath_python_syntax_get_body (module);
  AthPythonNode *found = NULL;

  for (guint i = 0; i < body->length; i++)
    {
      AthPythonNode *node = body->items[i];
      AthPythonNode *target = NULL;
      AthPythonNode *value = NULL;

      if (node->kind == ATH_PYTHON_ASSIGN && node->assign.targets->length == 1)
        {
          target = node->assign.targets->items[0];
          value = node->assign.value;
        }
      else if (node->kind == ATH_PYTHON_ANN_ASSIGN)
        {
          target = node->ann_assign.target;
          value = node->ann_assign.value;
        }
      if (target == NULL || value == NULL || target->kind != ATH_PYTHON_NAME
          || !g_str_equal (target->name.id, name))
        continue;
      if (found != NULL)
        return NULL;
      found = value;
    }

  return found;
}

static AthPythonSyntax *
parse_file (const char *path)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (path == NULL || !ath_script_file_read (path, text, NULL))
    return NULL;

  return ath_python_syntax_new (path, text->str, (gssize) text->len, NULL);
}

/* `from package.module import name`: the file, and what it is called there. */
static AthPythonSyntax *
open_import (Search           *search,
             AthPythonSyntax  *module,
             const char       *name,
             const char      **original)
{
  const AthPythonList *body = ath_python_syntax_get_body (module);

  for (guint i = 0; i < body->length; i++)
    {
      AthPythonNode *node = body->items[i];

      for (guint j = 0; node->kind == ATH_PYTHON_IMPORT_FROM && j < node->import.names->length; j++)
        {
          AthPythonNode *alias = node->import.names->items[j];
          g_autofree char *path = NULL;

          if (g_strcmp0 (alias->alias.bound, name) != 0)
            continue;
          path = ath_module_finder_find_import (search->settings, search->folder,
                                                ath_python_syntax_get_path (module),
                                                node->import.level, node->import.module);
          *original = alias->alias.name;
          return parse_file (path);
        }
    }

  return NULL;
}

static gboolean
take_name (Search          *search,
           AthPythonSyntax *module,
           const char      *name,
           guint            depth)
{
  AthPythonNode *value = find_assignment (module, name);
  g_autoptr(AthPythonSyntax) other = NULL;
  const char *original;

  if (value != NULL)
    return take_value (search, module, value, depth);

  other = open_import (search, module, name, &original);

  return other != NULL && depth < MAX_DEPTH && take_name (search, other, original, depth + 1);
}

/* Returns FALSE when a name leads nowhere: only the first user of it can say where. */
static gboolean
take_value (Search          *search,
            AthPythonSyntax *module,
            AthPythonNode   *value,
            guint            depth)
{
  if (value->kind == ATH_PYTHON_NAME)
    return depth < MAX_DEPTH && take_name (search, module, value->name.id, depth + 1);

  if (value->kind == ATH_PYTHON_DICT)
    take_dict (search, module, value);
  else if (value->kind == ATH_PYTHON_CALL)
    take_call (search, module, value);
  else
    return value->kind == ATH_PYTHON_NONE;

  return TRUE;
}

static void
take (Search        *search,
      AthPythonNode *value)
{
  if (!take_value (search, search->module, value, 0))
    fail_computed (search, search->module, value);
}

/* The convention of one batch is that batch's alone. */
static gboolean
is_batch (AthPythonNode *call)
{
  AthPythonNode *function = call->call.func;

  return function->kind == ATH_PYTHON_ATTRIBUTE
         && g_str_equal (function->attribute.attr, "batch_alter_table");
}

/* `MetaData (naming_convention=…)` and `metadata.naming_convention = …` */
static gboolean
visit (AthPythonNode *node,
       gpointer       user_data)
{
  Search *search = user_data;

  if (node->kind == ATH_PYTHON_CALL && is_batch (node))
    return TRUE;
  if (node->kind == ATH_PYTHON_KEYWORD && g_strcmp0 (node->keyword.arg, KEYWORD) == 0)
    take (search, node->keyword.value);
  if (node->kind == ATH_PYTHON_ASSIGN && node->assign.targets->length == 1
      && node->assign.targets->items[0]->kind == ATH_PYTHON_ATTRIBUTE
      && g_str_equal (node->assign.targets->items[0]->attribute.attr, KEYWORD))
    take (search, node->assign.value);

  return search->error == NULL && ath_python_node_visit_children (node, visit, user_data);
}

static void
look_at_file (Search     *search,
              const char *path,
              GFileInfo  *info)
{
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autofree char *text = NULL;
  const AthPythonList *body;
  gsize length;

  if (!g_str_has_suffix (path, ".py") || g_file_info_get_size (info) > MAX_FILE_BYTES
      || !g_file_get_contents (path, &text, &length, NULL) || strstr (text, KEYWORD) == NULL)
    return;

  /* What Python could not parse either cannot hold the models. */
  module = parse_file (path);
  if (module == NULL)
    return;

  search->module = module;
  body = ath_python_syntax_get_body (module);
  for (guint i = 0; i < body->length && search->error == NULL; i++)
    visit (body->items[i], search);
  search->module = NULL;
}

static gboolean
is_skipped (Search *search,
            GFile  *folder)
{
  g_autofree char *name = g_file_get_basename (folder);
  g_autoptr(GFile) virtual_environment = g_file_get_child (folder, "pyvenv.cfg");

  return name[0] == '.'
         || g_strv_contains (skipped_folders, name)
         || g_strv_contains ((const char *const *) search->settings->version_locations,
                             g_file_peek_path (folder))
         || g_file_query_exists (virtual_environment, NULL);
}

static void
look_at_folder (Search    *search,
                GFile     *folder,
                GPtrArray *pending)
{
  g_autoptr(GFileEnumerator) entries =
    g_file_enumerate_children (folder, "standard::name,standard::type,standard::size",
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  while (entries != NULL && search->error == NULL)
    {
      GFileInfo *info;
      GFile *child;

      if (!g_file_enumerator_iterate (entries, &info, &child, NULL, NULL) || info == NULL)
        return;
      if (search->n_entries++ == MAX_ENTRIES)
        {
          search->error = g_error_new (ATH_ERROR, ATH_ERROR_SCRIPT,
                                       _("There are too many files in “%s” to look for a naming "
                                         "convention"), search->folder);
          return;
        }
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        look_at_file (search, g_file_peek_path (child), info);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
               && !is_skipped (search, child))
        g_ptr_array_add (pending, g_object_ref (child));
    }
}

static void
look_through (Search *search,
              GFile  *folder)
{
  g_autoptr(GPtrArray) pending = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (pending, g_object_ref (folder));
  while (pending->len > 0 && search->error == NULL)
    {
      g_autoptr(GFile) next = g_ptr_array_steal_index (pending, pending->len - 1);

      look_at_folder (search, next, pending);
    }
}

/* The application may lie beside the project's folder. */
static void
look_everywhere (Search *search)
{
  g_autoptr(GFile) own = g_file_new_for_path (search->folder);

  look_through (search, own);
  for (char **stated = search->settings->prepend_sys_path; stated != NULL && *stated != NULL;
       stated++)
    {
      g_autoptr(GFile) folder = g_file_new_for_path (*stated);

      if (!g_file_equal (folder, own) && !g_file_has_prefix (folder, own))
        look_through (search, folder);
    }
}

static gboolean
visit_target (AthPythonNode *node,
              gpointer       user_data)
{
  gboolean *is_none = user_data;

  if (node->kind == ATH_PYTHON_ASSIGN && node->assign.targets->length == 1
      && node->assign.targets->items[0]->kind == ATH_PYTHON_NAME
      && g_str_equal (node->assign.targets->items[0]->name.id, "target_metadata"))
    {
      *is_none = node->assign.value->kind == ATH_PYTHON_NONE;
      return *is_none;
    }

  return ath_python_node_visit_children (node, visit_target, user_data);
}

/* An env.py that hands over no metadata leaves names alone. */
static gboolean
has_target_metadata (const AthProjectSettings *settings)
{
  g_autofree char *path = g_build_filename (settings->script_location, "env.py", NULL);
  g_autofree char *text = NULL;
  g_autoptr(AthPythonSyntax) module = NULL;
  const AthPythonList *body;
  gboolean is_none = FALSE;

  if (!g_file_get_contents (path, &text, NULL, NULL) || strstr (text, "target_metadata") == NULL)
    return FALSE;

  module = parse_file (path);
  body = module != NULL ? ath_python_syntax_get_body (module) : NULL;
  for (guint i = 0; body != NULL && i < body->length; i++)
    if (!visit_target (body->items[i], &is_none))
      return TRUE;

  return !is_none;
}

/**
 * ath_naming_convention_read:
 * @settings: what the configuration states
 * @folder: path of the project's folder
 * @error: set on failure
 *
 * Finds the naming convention of an Alembic project: the one that the
 * configuration states, else the one in the files of the project.
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full) (element-type utf8 utf8): templates by their keys,
 *   empty when there is no convention; or `NULL` with `ATH_ERROR_SCRIPT`, file,
 *   line and column when there is one that cannot be read
 */
GHashTable *
ath_naming_convention_read (const AthProjectSettings  *settings,
                            const char                *folder,
                            GError                   **error)
{
  Search search = { .settings = settings, .folder = folder };

  g_return_val_if_fail (settings != NULL && folder != NULL, NULL);

  if (g_hash_table_size (settings->naming_convention) > 0)
    return g_hash_table_ref (settings->naming_convention);

  if (has_target_metadata (settings))
    look_everywhere (&search);

  if (search.error != NULL)
    {
      g_clear_pointer (&search.found, g_hash_table_unref);
      g_propagate_error (error, search.error);
      return NULL;
    }

  return search.found != NULL ? search.found
                              : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
