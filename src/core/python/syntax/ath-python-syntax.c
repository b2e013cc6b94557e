/* ath-python-syntax.c: a Python file, parsed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-arena.h"
#include "python/syntax/ath-python-check.h"
#include "python/syntax/ath-python-parser.h"
#include "python/syntax/ath-python-source.h"
#include "python/syntax/ath-python-syntax.h"

struct _AthPythonSyntax
{
  gatomicrefcount  ref_count;
  AthPythonSource  source;
  AthArena        *arena;  /* (owned): holds the tree and its scopes */
  AthPythonList   *body;
  AthPythonScope  *scope;
};

/**
 * ath_python_syntax_new:
 * @path: what errors call the file
 * @text: its content, which may be anything
 * @length: length of @text in bytes, or -1 when it is nul-terminated
 * @error: set on failure
 *
 * Parses a Python file of any version from 3.8 to 3.13.  Accepted is what
 * CPython compiles, up to the names in `\N{…}`, which are not known here, and
 * the limits at the top of this header.  Nothing is executed.
 *
 * Returns: (transfer full): its syntax, or `NULL` with @error set to
 *   `ATH_ERROR_SCRIPT` with file, line and column
 */
AthPythonSyntax *
ath_python_syntax_new (const char  *path,
                       const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_autoptr(AthPythonSyntax) self = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (length >= -1, NULL);

  self = g_new0 (AthPythonSyntax, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->arena = ath_arena_new (G_MAXSIZE);

  if (ath_python_source_init (&self->source, path, text,
                              length < 0 ? strlen (text) : (gsize) length, &local_error))
    self->body = ath_python_parse (&self->source, self->arena, &local_error);
  if (self->body != NULL)
    self->scope = ath_python_check (&self->source, self->arena, self->body, &local_error);

  if (self->scope == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ath_python_syntax_ref:
 * @self: the syntax of a file
 *
 * Returns: (transfer full): @self
 */
AthPythonSyntax *
ath_python_syntax_ref (AthPythonSyntax *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * ath_python_syntax_unref:
 * @self: (transfer full): the syntax of a file
 *
 * Frees the tree with the last reference.
 */
void
ath_python_syntax_unref (AthPythonSyntax *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  ath_python_source_clear (&self->source);
  g_clear_pointer (&self->arena, ath_arena_free);
  g_free (self);
}

/**
 * ath_python_syntax_get_path:
 * @self: the syntax of a file
 *
 * Returns: (transfer none): what the file was called when it was parsed
 */
const char *
ath_python_syntax_get_path (AthPythonSyntax *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source.path;
}

/**
 * ath_python_syntax_get_body:
 * @self: the syntax of a file
 *
 * Returns: (transfer none): its statements
 */
const AthPythonList *
ath_python_syntax_get_body (AthPythonSyntax *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

/**
 * ath_python_syntax_get_scope:
 * @self: the syntax of a file
 *
 * Returns: (transfer none): its scope; those of functions and classes are in
 *   their nodes
 */
AthPythonScope *
ath_python_syntax_get_scope (AthPythonSyntax *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scope;
}

/**
 * ath_python_syntax_get_text:
 * @self: the syntax of a file
 * @length: (out) (optional): how many bytes it has
 *
 * Returns: (transfer none): the text that positions of nodes count in: UTF-8
 *   without a mark of byte order, its lines ended by `\n`
 */
const char *
ath_python_syntax_get_text (AthPythonSyntax *self,
                            gsize           *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->source.length;

  return self->source.text;
}

/**
 * ath_python_syntax_get_place:
 * @self: the syntax of a file
 * @offset: a position of a node
 * @line: (out): its line from 1
 * @column: (out): its column from 1, in characters
 *
 * Turns a position into what people and errors use.
 */
void
ath_python_syntax_get_place (AthPythonSyntax *self,
                             guint32          offset,
                             guint           *line,
                             guint           *column)
{
  g_return_if_fail (self != NULL);

  ath_python_source_get_place (&self->source, offset, line, column);
}

/**
 * ath_python_syntax_new_error:
 * @self: the syntax of a file
 * @node: (nullable): the node that the error is about
 * @format: the sentence, translated, in the form of printf()
 * @...: its arguments
 *
 * Returns: (transfer full): an `ATH_ERROR_SCRIPT` with the place of @node
 */
GError *
ath_python_syntax_new_error (AthPythonSyntax *self,
                             AthPythonNode   *node,
                             const char      *format,
                             ...)
{
  g_autofree char *message = NULL;
  va_list args;

  g_return_val_if_fail (self != NULL, NULL);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  return ath_python_source_new_error (&self->source, node != NULL ? node->start : 0, "%s",
                                      message);
}
