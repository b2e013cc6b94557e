/* ath-python-module-pathlib.c: the module pathlib
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

static const char *
get_path (AthPythonValue *self)
{
  return self->host.data;
}

/* Without doubled slashes and dots; `..` stays. */
static AthPythonValue *
new_path (AthPythonEvaluator *evaluator,
          const char         *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(GString) text = g_string_new (path[0] == '/' ? "/" : "");
  const char *separator = "";

  if (g_str_has_prefix (path, "//") && path[2] != '/')
    return ath_python_refuse (evaluator, _("The path “%s” is not understood"), path);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] == '\0' || g_str_equal (parts[i], "."))
        continue;
      g_string_append_printf (text, "%s%s", separator, parts[i]);
      separator = "/";
    }
  if (text->len == 0)
    g_string_append_c (text, '.');

  return ath_python_host_new (evaluator->arena, &ath_python_path_class,
                              ath_arena_strdup (evaluator->arena, text->str));
}

static AthPythonValue *
join (AthPythonEvaluator *evaluator,
      const char         *path,
      AthPythonValue     *parts)
{
  g_autofree char *joined = g_strdup (path);

  for (guint i = 0; i < parts->sequence.length; i++)
    {
      const char *part;
      char *longer;

      if (!ath_python_take_path (evaluator, parts->sequence.items[i], &part))
        return NULL;
      longer = ath_python_path_join (joined, part);
      g_free (joined);
      joined = longer;
    }

  return new_path (evaluator, joined);
}

static const AthPythonParameter rest[] = { { "parts", ATH_PYTHON_PARAM_REST } };

static AthPythonValue *
construct_path (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *parts;

  return ATH_PYTHON_BIND ("Path", rest, &parts) ? join (evaluator, "", parts) : NULL;
}

static AthPythonValue *
path_joinpath (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonValue *parts;

  return ATH_PYTHON_BIND ("joinpath", rest, &parts) ? join (evaluator, get_path (self), parts)
                                                    : NULL;
}

static AthPythonValue *
path_binary (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other,
             gboolean            is_reflected)
{
  g_autofree char *joined = NULL;
  const char *path = ath_python_host_get (other, &ath_python_path_class);

  if (path == NULL && ath_python_is_str (ath_python_unwrap (other)))
    path = ath_python_unwrap (other)->text.bytes;
  if (op != ATH_PYTHON_DIV || path == NULL)
    return ath_python_not_implemented ();
  joined = is_reflected ? ath_python_path_join (path, get_path (self))
                        : ath_python_path_join (get_path (self), path);

  return new_path (evaluator, joined);
}

static const char *
get_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash != NULL ? slash + 1 : path;

  return g_str_equal (name, ".") ? "" : name;
}

static char *
dup_parent (const char *path)
{
  const char *slash = strrchr (path, '/');

  if (slash == NULL)
    return g_strdup (".");

  return g_strndup (path, slash == path ? 1 : (gsize) (slash - path));
}

/* Where the ending of a name begins, with its dot. */
static const char *
get_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && dot[1] != '\0' ? dot : name + strlen (name);
}

static AthPythonValue *
list_parents (AthPythonEvaluator *evaluator,
              const char         *path)
{
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  g_autofree char *parent = dup_parent (path);
  g_autofree char *last = g_strdup (path);

  while (!g_str_equal (parent, last))
    {
      char *next;

      ath_python_list_append (evaluator->arena, list, new_path (evaluator, parent));
      g_free (last);
      last = g_steal_pointer (&parent);
      next = dup_parent (last);
      parent = next;
    }
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
get_path_attribute (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name)
{
  const char *file;

  if (self->type != ATH_PYTHON_TYPE_HOST)
    return NULL;

  file = get_name (get_path (self));
  if (g_str_equal (name, "name"))
    return ath_python_str_new (evaluator->arena, file);
  if (g_str_equal (name, "suffix"))
    return ath_python_str_new (evaluator->arena, get_suffix (file));
  if (g_str_equal (name, "stem"))
    return ath_python_str_new_len (evaluator->arena, file, get_suffix (file) - file);
  if (g_str_equal (name, "parents"))
    return list_parents (evaluator, get_path (self));
  if (g_str_equal (name, "parent"))
    {
      g_autofree char *parent = dup_parent (get_path (self));

      return new_path (evaluator, parent);
    }

  return NULL;
}

/* Where the path really leads, which is only looked at within the project. */
static AthPythonValue *
path_resolve (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  g_autofree char *real = NULL;

  if (!ath_python_take_none (evaluator, "resolve", arguments))
    return NULL;
  if (get_path (self)[0] != '/')
    return ath_python_refuse (evaluator, _("The relative path “%s” is not understood"),
                              get_path (self));
  real = ath_python_path_resolve (get_path (self));

  return new_path (evaluator, real);
}

static AthPythonValue *
path_absolute (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "absolute", arguments))
    return NULL;
  if (get_path (self)[0] != '/')
    return ath_python_refuse (evaluator, _("The relative path “%s” is not understood"),
                              get_path (self));

  return self;
}

static gboolean
find_kind (AthPythonEvaluator       *evaluator,
           const char               *name,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           AthPythonFileKind        *kind)
{
  return ath_python_take_none (evaluator, name, arguments)
         && ath_python_file_find (evaluator, get_path (self), NULL, kind);
}

static AthPythonValue *
path_exists (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "exists", self, arguments, &kind)
         ? ath_python_bool (kind != ATH_PYTHON_FILE_NONE) : NULL;
}

static AthPythonValue *
path_is_file (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "is_file", self, arguments, &kind)
         ? ath_python_bool (kind == ATH_PYTHON_FILE_REGULAR) : NULL;
}

static AthPythonValue *
path_is_dir (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonFileKind kind;

  return find_kind (evaluator, "is_dir", self, arguments, &kind)
         ? ath_python_bool (kind == ATH_PYTHON_FILE_FOLDER) : NULL;
}

static AthPythonValue *
path_read_text (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "encoding", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *encoding;

  if (!ATH_PYTHON_BIND ("read_text", parameters, &encoding))
    return NULL;
  if (encoding != NULL && ath_python_is_none (encoding))
    encoding = NULL;
  if (!ath_python_take_text (evaluator, encoding, &encoding))
    return NULL;

  return ath_python_file_read (evaluator, get_path (self), FALSE, encoding);
}

static AthPythonValue *
path_read_bytes (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "read_bytes", arguments))
    return NULL;

  return ath_python_file_read (evaluator, get_path (self), TRUE, NULL);
}

static AthPythonValue *
path_open (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  g_autofree AthPythonValue **positional = g_new (AthPythonValue *, arguments->n_positional + 1);
  AthPythonArguments with_path = *arguments;

  positional[0] = self;
  for (guint i = 0; i < arguments->n_positional; i++)
    positional[i + 1] = arguments->positional[i];
  with_path.positional = positional;
  with_path.n_positional++;

  return ath_python_open_function.call (evaluator, NULL, &with_path);
}

static AthPythonValue *
path_with_suffix (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "suffix", ATH_PYTHON_PARAM_REQUIRED } };
  g_autofree char *changed = NULL;
  AthPythonValue *suffix;
  const char *name = get_name (get_path (self));

  if (!ATH_PYTHON_BIND ("with_suffix", parameters, &suffix)
      || !ath_python_take_text (evaluator, suffix, &suffix))
    return NULL;
  if (name[0] == '\0' || (suffix->text.length > 0
                          && (suffix->text.bytes[0] != '.' || suffix->text.length == 1
                              || strchr (suffix->text.bytes, '/') != NULL)))
    return ath_python_raise (evaluator, &ath_python_value_error_class, "Invalid suffix '%s'",
                             suffix->text.bytes);
  changed = g_strdup_printf ("%.*s%s", (int) (get_suffix (name) - get_path (self)),
                             get_path (self), suffix->text.bytes);

  return new_path (evaluator, changed);
}

static AthPythonValue *
path_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  return ath_python_str_new (evaluator->arena, get_path (self));
}

static AthPythonValue *
path_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  AthPythonValue *text = ath_python_repr (evaluator, path_str (evaluator, self));

  return ath_python_str_new (evaluator->arena,
                             ath_arena_printf (evaluator->arena, "PosixPath(%s)",
                                               text->text.bytes));
}

static AthPythonValue *
path_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  const char *path = ath_python_host_get (other, &ath_python_path_class);
  gboolean is_equal = g_strcmp0 (path, get_path (self)) == 0;

  if (op != ATH_PYTHON_EQ && op != ATH_PYTHON_NOT_EQ)
    return ath_python_not_implemented ();

  return ath_python_bool (is_equal == (op == ATH_PYTHON_EQ));
}

static gboolean
path_hash (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           guint              *hash)
{
  *hash = g_str_hash (get_path (self));
  return TRUE;
}

static const AthPythonNativeFunction path_methods[] = {
  { "absolute", path_absolute },
  { "exists", path_exists },
  { "is_dir", path_is_dir },
  { "is_file", path_is_file },
  { "joinpath", path_joinpath },
  { "open", path_open },
  { "read_bytes", path_read_bytes },
  { "read_text", path_read_text },
  { "resolve", path_resolve },
  { "with_suffix", path_with_suffix },
  { NULL },
};

const AthPythonNativeClass ath_python_path_class = {
  .name = "PosixPath",
  .module = "pathlib",
  .construct = construct_path,
  .methods = path_methods,
  .get_attribute = get_path_attribute,
  .compare = path_compare,
  .binary = path_binary,
  .str = path_str,
  .repr = path_repr,
  .hash = path_hash,
};

static const AthPythonNativeMember members[] = {
  { "Path", .class = &ath_python_path_class },
  { "PosixPath", .class = &ath_python_path_class },
  { NULL },
};

const AthPythonNativeModule ath_python_pathlib_module = { "pathlib", members };
