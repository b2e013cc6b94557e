/* ath-python-evaluator.h: runs the Python of migration scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "python/evaluator/ath-python-native.h"
#include "python/syntax/ath-python-syntax.h"

G_BEGIN_DECLS

/**
 * AthPythonWorld:
 * @modules: (array zero-terminated=1): the native modules beyond those of
 *   Python's own library that the evaluator brings along
 * @more_modules: (nullable) (array zero-terminated=1): more of them
 * @find_module: (nullable): the parsed file of a module of the project by its
 *   dotted name; (transfer full) (nullable), `NULL` without an error when there
 *   is none
 * @find_variable: (nullable): the value of an environment variable, or `NULL`
 * @print: (nullable): a line that the script printed or logged
 * @make_uuid: (nullable): makes what uuid.uuid4() gives: all of its 16 bytes;
 *   `NULL`: by chance
 * @folder: (nullable): the folder whose files a script may read
 * @explain: (nullable): what an exception that nobody caught is for people;
 *   (transfer full) (nullable), `NULL` when there is no more to it than it says
 * @max_steps: how many steps a script may take; 0: more than any needs
 * @now_us: the time of the run, in microseconds since 1970
 * @data: passed to the functions
 *
 * What a script sees of the world around it.  Borrowed for the evaluator's life.
 */
typedef struct
{
  const AthPythonNativeModule *const *modules;
  const AthPythonNativeModule *const *more_modules;
  AthPythonSyntax *(*find_module)   (const char  *name,
                                     gpointer     data,
                                     GError     **error);
  const char      *(*find_variable) (const char  *name,
                                     gpointer     data);
  void             (*print)         (const char  *line,
                                     gpointer     data);
  void             (*make_uuid)     (guint8      *bytes,
                                     gpointer     data);
  const char        *folder;
  GError          *(*explain)       (AthPythonValue *exception,
                                     gpointer        data);
  guint64            max_steps;
  gint64             now_us;
  gpointer           data;
} AthPythonWorld;

AthPythonEvaluator *ath_python_evaluator_new    (const AthPythonWorld  *world,
                                                 GCancellable          *cancellable)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void                ath_python_evaluator_free   (AthPythonEvaluator    *self);

AthPythonValue     *ath_python_evaluator_load   (AthPythonEvaluator    *self,
                                                 AthPythonSyntax       *module,
                                                 const char            *name,
                                                 GError               **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
AthPythonValue     *ath_python_evaluator_call   (AthPythonEvaluator    *self,
                                                 AthPythonValue        *module,
                                                 const char            *function,
                                                 GError               **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthPythonEvaluator, ath_python_evaluator_free)

G_END_DECLS
