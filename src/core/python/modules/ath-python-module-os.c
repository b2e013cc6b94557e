/* ath-python-module-os.c: the modules os and os.path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-file.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter name_and_default[] = {
  { "key", ATH_PYTHON_PARAM_REQUIRED },
  { "default", ATH_PYTHON_PARAM_OPTIONAL },
};

/* A variable: one that the script set itself, else one of the world. */
static AthPythonValue *
find_variable (AthPythonEvaluator *evaluator,
               AthPythonValue     *environ,
               const char         *name)
{
  AthPythonNamespace *own = environ->host.data;
  AthPythonValue *value = ath_python_namespace_get (own, name);
  const char *text;

  if (value != NULL)
    return value;
  text = evaluator->world->find_variable != NULL
         ? evaluator->world->find_variable (name, evaluator->world->data) : NULL;

  return text != NULL ? ath_python_str_new (evaluator->arena, text) : NULL;
}

static AthPythonValue *
environ_get (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (name_and_default)];
  AthPythonValue *found;

  if (!ATH_PYTHON_BIND ("get", name_and_default, values)
      || !ath_python_take_text (evaluator, values[0], &values[0]))
    return NULL;
  found = find_variable (evaluator, self, values[0]->text.bytes);
  if (found != NULL)
    return found;

  return values[1] != NULL ? values[1] : ath_python_none ();
}

static AthPythonValue *
get_environ_item (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  AthPythonValue     *key)
{
  AthPythonValue *found;

  if (!ath_python_take_text (evaluator, key, &key))
    return NULL;
  found = find_variable (evaluator, self, key->text.bytes);

  return found != NULL ? found : ath_python_raise_key_error (evaluator, key);
}

/* For the script only. */
static gboolean
set_environ_item (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  AthPythonValue     *key,
                  AthPythonValue     *value)
{
  if (value == NULL)
    return ath_python_refuse (evaluator, _("Removing an environment variable is not "
                                           "understood")) != NULL;
  if (!ath_python_take_text (evaluator, key, &key)
      || !ath_python_take_text (evaluator, value, &value))
    return FALSE;
  ath_python_namespace_set (self->host.data, key->text.bytes, value);

  return TRUE;
}

static AthPythonValue *
environ_setdefault (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_REQUIRED },
    { "value", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *found;

  if (!ATH_PYTHON_BIND ("setdefault", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0]))
    return NULL;
  found = find_variable (evaluator, self, values[0]->text.bytes);
  if (found != NULL)
    return found;

  return set_environ_item (evaluator, self, values[0], values[1]) ? values[1] : NULL;
}

static gboolean
environ_contains (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  AthPythonValue     *item,
                  gboolean           *result)
{
  if (!ath_python_take_text (evaluator, item, &item))
    return FALSE;
  *result = find_variable (evaluator, self, item->text.bytes) != NULL;

  return TRUE;
}

static const AthPythonNativeFunction environ_methods[] = {
  { "get", environ_get },
  { "setdefault", environ_setdefault },
  { NULL },
};

static const AthPythonNativeClass environ_class = {
  .name = "_Environ",
  .module = "os",
  .methods = environ_methods,
  .get_item = get_environ_item,
  .set_item = set_environ_item,
  .contains = environ_contains,
};

static AthPythonValue *
make_environ (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (evaluator->arena, &environ_class,
                              ath_python_namespace_new (evaluator->arena));
}

static AthPythonValue *
get_environ (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, &environ_class, make_environ);
}

static AthPythonValue *
os_getenv (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return environ_get (evaluator, get_environ (evaluator), arguments);
}

static AthPythonValue *
os_fspath (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "path", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const char *path;

  if (!ATH_PYTHON_BIND ("fspath", parameters, &value)
      || !ath_python_take_path (evaluator, value, &path))
    return NULL;

  return ath_python_str_new (evaluator->arena, path);
}

/* Alembic is started where “script_location” can be found from: in the folder of
 * its settings.
 */
static AthPythonValue *
os_getcwd (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "getcwd", arguments))
    return NULL;
  if (evaluator->world->folder == NULL)
    return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), "getcwd", "os");

  return ath_python_str_new (evaluator->arena, evaluator->world->folder);
}

static const AthPythonParameter one_path[] = { { "path", ATH_PYTHON_PARAM_REQUIRED } };

static gboolean
take_one_path (AthPythonEvaluator        *evaluator,
               const char                *name,
               const AthPythonArguments  *arguments,
               const char               **path)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND (name, one_path, &value) && ath_python_take_path (evaluator, value, path);
}

/**
 * ath_python_path_join:
 * @a: a path
 * @b: another, which stands alone when it is absolute
 *
 * Returns: (transfer full): `os.path.join (a, b)`
 */
char *
ath_python_path_join (const char *a,
                      const char *b)
{
  if (b[0] == '/' || a[0] == '\0')
    return g_strdup (b);
  if (g_str_has_suffix (a, "/"))
    return g_strconcat (a, b, NULL);

  return g_strconcat (a, "/", b, NULL);
}

static AthPythonValue *
path_join (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "path", ATH_PYTHON_PARAM_POSITIONAL },
    { "paths", ATH_PYTHON_PARAM_REST },
  };
  g_autofree char *joined = NULL;
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *path;

  if (!ATH_PYTHON_BIND ("join", parameters, values)
      || !ath_python_take_path (evaluator, values[0], &path))
    return NULL;

  joined = g_strdup (path);
  for (guint i = 0; i < values[1]->sequence.length; i++)
    {
      char *longer;

      if (!ath_python_take_path (evaluator, values[1]->sequence.items[i], &path))
        return NULL;
      longer = ath_python_path_join (joined, path);
      g_free (joined);
      joined = longer;
    }

  return ath_python_str_new (evaluator->arena, joined);
}

/* Where the last part begins. */
static const char *
find_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static AthPythonValue *
path_basename (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  const char *path;

  if (!take_one_path (evaluator, "basename", arguments, &path))
    return NULL;

  return ath_python_str_new (evaluator->arena, find_name (path));
}

static AthPythonValue *
path_dirname (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  const char *path;
  gsize length;
  gsize stripped;

  if (!take_one_path (evaluator, "dirname", arguments, &path))
    return NULL;

  length = find_name (path) - path;
  stripped = length;
  while (stripped > 0 && path[stripped - 1] == '/')
    stripped--;

  return ath_python_str_new_len (evaluator->arena, path, stripped > 0 ? stripped : length);
}

static AthPythonValue *
path_splitext (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *pair[2];
  const char *path;
  const char *name;
  const char *dot;

  if (!take_one_path (evaluator, "splitext", arguments, &path))
    return NULL;

  name = find_name (path);
  dot = strrchr (name, '.');
  if (dot == NULL || strspn (name, ".") >= (gsize) (dot - name))
    dot = path + strlen (path);
  pair[0] = ath_python_str_new_len (evaluator->arena, path, dot - path);
  pair[1] = ath_python_str_new (evaluator->arena, dot);

  return ath_python_tuple_new (evaluator->arena, pair, 2);
}

/* Returns: (transfer full): `os.path.normpath (path)` */
static char *
normalize_path (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  gboolean is_absolute = path[0] == '/';
  const char *root = is_absolute ? "/" : "";

  if (is_absolute && path[1] == '/' && path[2] != '/')
    root = "//";
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean has_parent = kept->len > 0 && !g_str_equal (kept->pdata[kept->len - 1], "..");

      if (parts[i][0] == '\0' || g_str_equal (parts[i], "."))
        continue;
      if (!g_str_equal (parts[i], ".."))
        g_ptr_array_add (kept, parts[i]);
      else if (has_parent)
        g_ptr_array_set_size (kept, (gint) kept->len - 1);
      else if (!is_absolute)
        g_ptr_array_add (kept, parts[i]);
    }
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv ("/", (char **) kept->pdata);

  return root[0] == '\0' && joined[0] == '\0' ? g_strdup (".") : g_strconcat (root, joined, NULL);
}

static AthPythonValue *
path_normpath (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  g_autofree char *normal = NULL;
  const char *path;

  if (!take_one_path (evaluator, "normpath", arguments, &path))
    return NULL;
  normal = normalize_path (path);

  return ath_python_str_new (evaluator->arena, normal);
}

/* Where a relative path leads is up to where Python was started. */
static AthPythonValue *
path_abspath (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  g_autofree char *normal = NULL;
  const char *path;

  if (!take_one_path (evaluator, "abspath", arguments, &path))
    return NULL;
  if (path[0] != '/')
    return ath_python_refuse (evaluator, _("The relative path “%s” is not understood"), path);
  normal = normalize_path (path);

  return ath_python_str_new (evaluator->arena, normal);
}

static AthPythonValue *
path_realpath (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  g_autofree char *real = NULL;
  const char *path;

  if (!take_one_path (evaluator, "realpath", arguments, &path))
    return NULL;
  if (path[0] != '/')
    return ath_python_refuse (evaluator, _("The relative path “%s” is not understood"), path);
  real = ath_python_path_resolve (path);

  return ath_python_str_new (evaluator->arena, real);
}

static AthPythonValue *
path_isabs (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  const char *path;

  return take_one_path (evaluator, "isabs", arguments, &path) ? ath_python_bool (path[0] == '/')
                                                              : NULL;
}

static gboolean
find_kind (AthPythonEvaluator       *evaluator,
           const char               *name,
           const AthPythonArguments *arguments,
           AthPythonFileKind        *kind)
{
  const char *path;

  return take_one_path (evaluator, name, arguments, &path)
         && ath_python_file_find (evaluator, path, NULL, kind);
}

static AthPythonValue *
path_exists (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "exists", arguments, &kind)
         ? ath_python_bool (kind != ATH_PYTHON_FILE_NONE) : NULL;
}

static AthPythonValue *
path_isfile (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "isfile", arguments, &kind)
         ? ath_python_bool (kind == ATH_PYTHON_FILE_REGULAR) : NULL;
}

static AthPythonValue *
path_isdir (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "isdir", arguments, &kind)
         ? ath_python_bool (kind == ATH_PYTHON_FILE_FOLDER) : NULL;
}

static AthPythonValue *
get_separator (AthPythonEvaluator *evaluator)
{
  return ath_python_str_new (evaluator->arena, "/");
}

static AthPythonValue *
get_own_folder (AthPythonEvaluator *evaluator)
{
  return ath_python_str_new (evaluator->arena, ".");
}

static AthPythonValue *
get_parent_folder (AthPythonEvaluator *evaluator)
{
  return ath_python_str_new (evaluator->arena, "..");
}

static AthPythonValue *
get_line_separator (AthPythonEvaluator *evaluator)
{
  return ath_python_str_new (evaluator->arena, "\n");
}

static const AthPythonNativeFunction abspath_function = { "abspath", path_abspath };
static const AthPythonNativeFunction basename_function = { "basename", path_basename };
static const AthPythonNativeFunction dirname_function = { "dirname", path_dirname };
static const AthPythonNativeFunction exists_function = { "exists", path_exists };
static const AthPythonNativeFunction isabs_function = { "isabs", path_isabs };
static const AthPythonNativeFunction isdir_function = { "isdir", path_isdir };
static const AthPythonNativeFunction isfile_function = { "isfile", path_isfile };
static const AthPythonNativeFunction join_function = { "join", path_join };
static const AthPythonNativeFunction normpath_function = { "normpath", path_normpath };
static const AthPythonNativeFunction realpath_function = { "realpath", path_realpath };
static const AthPythonNativeFunction splitext_function = { "splitext", path_splitext };
static const AthPythonNativeFunction fspath_function = { "fspath", os_fspath };
static const AthPythonNativeFunction getcwd_function = { "getcwd", os_getcwd };
static const AthPythonNativeFunction getenv_function = { "getenv", os_getenv };

static const AthPythonNativeMember path_members[] = {
  { "abspath", .function = &abspath_function },
  { "basename", .function = &basename_function },
  { "dirname", .function = &dirname_function },
  { "exists", .function = &exists_function },
  { "isabs", .function = &isabs_function },
  { "isdir", .function = &isdir_function },
  { "isfile", .function = &isfile_function },
  { "join", .function = &join_function },
  { "normpath", .function = &normpath_function },
  { "curdir", .get = get_own_folder },
  { "pardir", .get = get_parent_folder },
  { "sep", .get = get_separator },
  { "realpath", .function = &realpath_function },
  { "splitext", .function = &splitext_function },
  { NULL },
};

const AthPythonNativeModule ath_python_os_path_module = { "os.path", path_members };

static const AthPythonNativeMember os_members[] = {
  { "curdir", .get = get_own_folder },
  { "environ", .get = get_environ },
  { "fspath", .function = &fspath_function },
  { "getcwd", .function = &getcwd_function },
  { "getenv", .function = &getenv_function },
  { "linesep", .get = get_line_separator },
  { "pardir", .get = get_parent_folder },
  { "path", .module = &ath_python_os_path_module },
  { "sep", .get = get_separator },
  { NULL },
};

const AthPythonNativeModule ath_python_os_module = { "os", os_members };
