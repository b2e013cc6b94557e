/* ath-python-file.c: files that scripts read
 *
 * A script may read what belongs to its project or lies beside it, and nothing
 * else: paths are followed to where they really lead before they are compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-file.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

#define MAX_FILE_SIZE (64 * 1024 * 1024)

/* A file that was opened: all of it has been read. */
typedef struct
{
  AthPythonValue *content;   /* a str or bytes */
  gsize           position;
  gboolean        is_closed;
} OpenFile;

static gboolean
is_below (const char *path,
          const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0
         && (path[length] == '\0' || path[length] == '/' || folder[length - 1] == '/');
}

/* Where @path really leads; of what is not there, the folder that is. */
static char *
dup_real_path (const char *path)
{
  g_autofree char *rest = NULL;
  g_autofree char *existing = g_strdup (path);

  for (;;)
    {
      char *real = realpath (existing, NULL);
      g_autofree char *name = NULL;
      char *parent;

      if (real != NULL)
        {
          char *full = rest != NULL ? g_build_filename (real, rest, NULL) : g_strdup (real);

          free (real);
          return full;
        }
      if (g_str_equal (existing, "/") || g_str_equal (existing, "."))
        return g_strdup (path);

      name = g_path_get_basename (existing);
      parent = rest != NULL ? g_build_filename (name, rest, NULL) : g_strdup (name);
      g_free (rest);
      rest = parent;
      parent = g_path_get_dirname (existing);
      g_free (existing);
      existing = parent;
    }
}

/**
 * ath_python_path_resolve:
 * @path: an absolute path
 *
 * Returns: (transfer full): where it really leads
 */
char *
ath_python_path_resolve (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, "/");

  return dup_real_path (absolute);
}

/* The scripts of a project may lie elsewhere than the rest of it. */
static gboolean
is_readable (AthPythonEvaluator *evaluator,
             const char         *real)
{
  const char *script = ath_python_syntax_get_path (evaluator->frame->module->syntax);
  g_autofree char *folder = dup_real_path (evaluator->world->folder);
  g_autofree char *beside = NULL;
  g_autofree char *real_beside = NULL;

  if (is_below (real, folder))
    return TRUE;
  if (!g_path_is_absolute (script))
    return FALSE;
  beside = g_path_get_dirname (script);
  real_beside = dup_real_path (beside);

  return is_below (real, real_beside);
}

/**
 * ath_python_file_find:
 * @evaluator: an evaluator
 * @path: a path as the script gives it
 * @real_path: (out) (transfer full) (optional): where it leads
 * @kind: (out): what is there
 *
 * Only what belongs to the project or lies beside it may be looked at.
 *
 * Returns: `FALSE` after refusing any other path
 */
gboolean
ath_python_file_find (AthPythonEvaluator  *evaluator,
                      const char          *path,
                      char               **real_path,
                      AthPythonFileKind   *kind)
{
  g_autofree char *absolute = NULL;
  g_autofree char *real = NULL;

  if (evaluator->world->folder == NULL)
    return ath_python_refuse (evaluator, _("Reading the file “%s” is not understood"),
                              path) != NULL;

  absolute = g_canonicalize_filename (path, evaluator->world->folder);
  real = dup_real_path (absolute);
  if (!is_readable (evaluator, real))
    return ath_python_refuse (evaluator, _("The file “%s” lies outside the project"), path) != NULL;

  if (g_file_test (real, G_FILE_TEST_IS_DIR))
    *kind = ATH_PYTHON_FILE_FOLDER;
  else if (g_file_test (real, G_FILE_TEST_IS_REGULAR))
    *kind = ATH_PYTHON_FILE_REGULAR;
  else
    *kind = ATH_PYTHON_FILE_NONE;

  /* Python would look for it where it was started, which need not be here. */
  if (*kind == ATH_PYTHON_FILE_NONE && !g_path_is_absolute (path))
    return ath_python_refuse (evaluator, _("The project has no file “%s”"), path) != NULL;
  if (real_path != NULL)
    *real_path = g_steal_pointer (&real);

  return TRUE;
}

/* Ends of lines as a file opened for text has them. */
static void
convert_lines (GString *text)
{
  gsize length = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == '\r' && text->str[i + 1] == '\n')
        continue;
      text->str[length++] = text->str[i] == '\r' ? '\n' : text->str[i];
    }
  g_string_truncate (text, length);
}

static AthPythonValue *
decode (AthPythonEvaluator *evaluator,
        const char         *path,
        GString            *text,
        AthPythonValue     *encoding)
{
  gboolean has_mark = encoding != NULL
                      && (g_ascii_strcasecmp (encoding->text.bytes, "utf-8-sig") == 0
                          || g_ascii_strcasecmp (encoding->text.bytes, "utf_8_sig") == 0);

  if (!has_mark && !ath_python_is_utf8_name (encoding) && !ath_python_is_ascii_name (encoding))
    return ath_python_refuse (evaluator, _("The encoding “%s” is not understood"),
                              encoding->text.bytes);
  if (!g_utf8_validate_len (text->str, text->len, NULL)
      || (encoding != NULL && ath_python_is_ascii_name (encoding) && !g_str_is_ascii (text->str)))
    return ath_python_refuse (evaluator, _("The file “%s” is not valid UTF-8"), path);

  if (has_mark && g_str_has_prefix (text->str, "\xef\xbb\xbf"))
    g_string_erase (text, 0, 3);
  convert_lines (text);

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
raise_os_error (AthPythonEvaluator         *evaluator,
                const AthPythonNativeClass *class,
                const char                 *message,
                const char                 *path)
{
  return ath_python_raise (evaluator, class, "%s: '%s'", message, path);
}

/**
 * ath_python_file_read:
 * @evaluator: an evaluator
 * @path: a path as the script gives it
 * @is_binary: whether bytes are wanted
 * @encoding: (nullable): the name of an encoding, a str
 *
 * Reads a whole file that belongs to the project or lies beside it.
 *
 * Returns: (transfer none) (nullable): a str or bytes; `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_file_read (AthPythonEvaluator *evaluator,
                      const char         *path,
                      gboolean            is_binary,
                      AthPythonValue     *encoding)
{
  g_autoptr(GString) text = NULL;
  g_autofree char *real = NULL;
  g_autofree char *content = NULL;
  AthPythonFileKind kind;
  GError *error = NULL;
  gsize length;

  if (!ath_python_file_find (evaluator, path, &real, &kind))
    return NULL;
  if (kind == ATH_PYTHON_FILE_NONE)
    return raise_os_error (evaluator, &ath_python_file_not_found_error_class,
                           "[Errno 2] No such file or directory", path);
  if (kind == ATH_PYTHON_FILE_FOLDER)
    return raise_os_error (evaluator, &ath_python_os_error_class,
                           "[Errno 21] Is a directory", path);
  if (!g_file_get_contents (real, &content, &length, &error))
    return ath_python_refuse_error (evaluator, error);
  if (length > MAX_FILE_SIZE)
    return ath_python_refuse (evaluator, _("The script takes too much memory"));

  if (is_binary)
    return ath_python_bytes_new (evaluator->arena, content, length);
  text = g_string_new_len (content, (gssize) length);

  return decode (evaluator, path, text, encoding);
}

/**
 * ath_python_take_path:
 * @evaluator: an evaluator
 * @value: a str or a pathlib.Path
 * @path: (out) (transfer none): its text
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_path (AthPythonEvaluator  *evaluator,
                      AthPythonValue      *value,
                      const char         **path)
{
  const char *own = ath_python_host_get (value, &ath_python_path_class);
  AthPythonValue *text;

  if (own != NULL)
    {
      *path = own;
      return TRUE;
    }
  if (!ath_python_take_text (evaluator, value, &text))
    return FALSE;
  *path = text->text.bytes;

  return TRUE;
}

static OpenFile *
get_file (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  OpenFile *file = self->host.data;

  if (file->is_closed)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "I/O operation on closed file.");

  return file;
}

static AthPythonValue *
take_content (AthPythonEvaluator *evaluator,
              OpenFile           *file,
              gsize               length)
{
  const char *start = file->content->text.bytes + file->position;

  file->position += length;

  return file->content->type == ATH_PYTHON_TYPE_BYTES
         ? ath_python_bytes_new (evaluator->arena, start, length)
         : ath_python_str_new_len (evaluator->arena, start, length);
}

static AthPythonValue *
file_read (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  OpenFile *file = get_file (evaluator, self);

  if (file == NULL || !ath_python_take_none (evaluator, "read", arguments))
    return NULL;

  return take_content (evaluator, file, file->content->text.length - file->position);
}

/* NULL at the end. */
static AthPythonValue *
next_line (AthPythonEvaluator *evaluator,
           OpenFile           *file)
{
  const char *start = file->content->text.bytes + file->position;
  gsize rest = file->content->text.length - file->position;
  const char *end = memchr (start, '\n', rest);

  if (rest == 0)
    return NULL;

  return take_content (evaluator, file, end != NULL ? (gsize) (end + 1 - start) : rest);
}

static AthPythonValue *
file_readline (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  OpenFile *file = get_file (evaluator, self);
  AthPythonValue *line;

  if (file == NULL || !ath_python_take_none (evaluator, "readline", arguments))
    return NULL;
  line = next_line (evaluator, file);

  return line != NULL ? line : take_content (evaluator, file, 0);
}

static AthPythonValue *
file_readlines (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  OpenFile *file = get_file (evaluator, self);
  AthPythonValue *list = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *line;

  if (file == NULL || !ath_python_take_none (evaluator, "readlines", arguments))
    return NULL;
  while ((line = next_line (evaluator, file)) != NULL)
    ath_python_list_append (evaluator->arena, list, line);

  return list;
}

static AthPythonValue *
file_close (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "close", arguments))
    return NULL;
  ((OpenFile *) self->host.data)->is_closed = TRUE;

  return ath_python_none ();
}

static AthPythonValue *
next_line_of_file (AthPythonEvaluator *evaluator,
                   AthPythonIterator  *self)
{
  OpenFile *file = get_file (evaluator, ath_python_iterator_get_data (self));

  return file != NULL ? next_line (evaluator, file) : NULL;
}

static AthPythonValue *
iterate_file (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return ath_python_iterator_new (evaluator->arena, next_line_of_file, self);
}

static AthPythonValue *
enter_file (AthPythonEvaluator *evaluator,
            AthPythonValue     *self)
{
  return self;
}

static gboolean
exit_file (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           AthPythonValue     *exception,
           gboolean           *is_handled)
{
  ((OpenFile *) self->host.data)->is_closed = TRUE;
  *is_handled = FALSE;

  return TRUE;
}

static AthPythonValue *
file_seek (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "offset", ATH_PYTHON_PARAM_POSITIONAL } };
  OpenFile *file = get_file (evaluator, self);
  AthPythonValue *value;
  gint64 offset;

  if (file == NULL || !ATH_PYTHON_BIND ("seek", parameters, &value)
      || !ath_python_take_int (evaluator, value, &offset))
    return NULL;
  if (offset != 0)
    return ath_python_refuse_type (evaluator, "seek", self);
  file->position = 0;

  return ath_python_int_new (evaluator->arena, 0);
}

static const AthPythonNativeFunction file_methods[] = {
  { "close", file_close },
  { "read", file_read },
  { "readline", file_readline },
  { "readlines", file_readlines },
  { "seek", file_seek },
  { NULL },
};

static const AthPythonNativeClass file_class = {
  .name = "TextIOWrapper",
  .module = "_io",
  .methods = file_methods,
  .iterate = iterate_file,
  .enter = enter_file,
  .exit = exit_file,
};

/* With the ends of lines that the file has, newline='': a text in UTF-8. */
static AthPythonValue *
read_raw (AthPythonEvaluator *evaluator,
          const char         *path,
          AthPythonValue     *encoding)
{
  AthPythonValue *bytes = ath_python_file_read (evaluator, path, TRUE, NULL);

  if (bytes == NULL)
    return NULL;
  if (!ath_python_is_utf8_name (encoding))
    return ath_python_refuse (evaluator, _("The encoding “%s” is not understood"),
                              encoding->text.bytes);
  if (!g_utf8_validate_len (bytes->text.bytes, bytes->text.length, NULL))
    return ath_python_refuse (evaluator, _("The file “%s” is not valid UTF-8"), path);
  for (const char *c = bytes->text.bytes; *c != '\0'; c++)
    if (c[0] == '\r' && c[1] != '\n')
      return ath_python_refuse (evaluator, _("The ends of lines of the file “%s” are not "
                                             "understood"), path);

  return ath_python_str_new_len (evaluator->arena, bytes->text.bytes, bytes->text.length);
}

static AthPythonValue *
file_open (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "file", ATH_PYTHON_PARAM_REQUIRED },
    { "mode", ATH_PYTHON_PARAM_OPTIONAL },
    { "encoding", ATH_PYTHON_PARAM_KEYWORD },
    { "newline", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  OpenFile *file = ath_arena_new0 (evaluator->arena, OpenFile);
  const char *mode = "r";
  const char *path;

  if (!ATH_PYTHON_BIND ("open", parameters, values))
    return NULL;
  if (values[2] != NULL && ath_python_is_none (values[2]))
    values[2] = NULL;
  if (!ath_python_take_path (evaluator, values[0], &path)
      || !ath_python_take_text (evaluator, values[1], &values[1])
      || !ath_python_take_text (evaluator, values[2], &values[2]))
    return NULL;

  if (values[1] != NULL)
    mode = values[1]->text.bytes;
  if (!g_str_equal (mode, "r") && !g_str_equal (mode, "rt") && !g_str_equal (mode, "rb"))
    return ath_python_refuse (evaluator, _("Opening a file as “%s” is not understood"), mode);

  if (values[3] != NULL && !ath_python_is_none (values[3])
      && (!ath_python_is_str (values[3]) || values[3]->text.length > 0))
    return ath_python_refuse_type (evaluator, "open", values[3]);

  if (values[3] != NULL && ath_python_is_str (values[3]) && !g_str_equal (mode, "rb"))
    file->content = read_raw (evaluator, path, values[2]);
  else
    file->content = ath_python_file_read (evaluator, path, g_str_equal (mode, "rb"), values[2]);

  return file->content != NULL ? ath_python_host_new (evaluator->arena, &file_class, file) : NULL;
}

const AthPythonNativeFunction ath_python_open_function = { "open", file_open };

/* io.StringIO: a file that only the script has. */
static AthPythonValue *
construct_string_io (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "initial_value", ATH_PYTHON_PARAM_OPTIONAL },
  };
  OpenFile *file = ath_arena_new0 (evaluator->arena, OpenFile);

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return ath_python_refuse_type (evaluator, "StringIO", self);
  file->content = ath_python_str_new (evaluator->arena, "");
  if (arguments->n_positional + arguments->n_keywords > 0)
    {
      AthPythonValue *value;

      if (!ATH_PYTHON_BIND ("StringIO", parameters, &value))
        return NULL;
      if (!ath_python_is_none (value)
          && !ath_python_take_text (evaluator, value, &file->content))
        return NULL;
    }

  return ath_python_host_new (evaluator->arena, self->native_class, file);
}

static AthPythonValue *
string_io_getvalue (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  OpenFile *file = get_file (evaluator, self);

  return file != NULL && ath_python_take_none (evaluator, "getvalue", arguments) ? file->content
                                                                                  : NULL;
}

static AthPythonValue *
string_io_write (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "s", ATH_PYTHON_PARAM_POSITIONAL } };
  OpenFile *file = get_file (evaluator, self);
  AthPythonValue *value;
  AthPythonValue *text;

  if (file == NULL || !ATH_PYTHON_BIND ("write", parameters, &value)
      || !ath_python_take_text (evaluator, value, &text))
    return NULL;
  if (file->position < file->content->text.length)
    return ath_python_refuse_type (evaluator, "write", self);
  file->content = ath_python_binary (evaluator, ATH_PYTHON_ADD, file->content, text);
  if (file->content == NULL)
    return NULL;
  file->position = file->content->text.length;

  return ath_python_int_new (evaluator->arena, ath_python_str_get_n_chars (text));
}

static const AthPythonNativeFunction string_io_methods[] = {
  { "getvalue", string_io_getvalue },
  { "write", string_io_write },
  { NULL },
};

static const AthPythonNativeClass string_io_class = {
  .name = "StringIO",
  .module = "io",
  .base = &file_class,
  .construct = construct_string_io,
  .methods = string_io_methods,
};

static const AthPythonNativeMember io_members[] = {
  { "StringIO", .class = &string_io_class },
  { "open", .function = &ath_python_open_function },
  { NULL },
};

const AthPythonNativeModule ath_python_io_module = { "io", io_members };
