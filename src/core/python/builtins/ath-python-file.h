/* ath-python-file.h: files that scripts read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonFileKind:
 * @ATH_PYTHON_FILE_NONE: nothing is there
 * @ATH_PYTHON_FILE_REGULAR: a file
 * @ATH_PYTHON_FILE_FOLDER: a folder
 *
 * What stands at a path.
 */
typedef enum
{
  ATH_PYTHON_FILE_NONE,
  ATH_PYTHON_FILE_REGULAR,
  ATH_PYTHON_FILE_FOLDER,
} AthPythonFileKind;

extern const AthPythonNativeFunction ath_python_open_function;
extern const AthPythonNativeClass ath_python_path_class;

gboolean        ath_python_file_find  (AthPythonEvaluator *evaluator,
                                       const char         *path,
                                       char              **real_path,
                                       AthPythonFileKind  *kind);
AthPythonValue *ath_python_file_read  (AthPythonEvaluator *evaluator,
                                       const char         *path,
                                       gboolean            is_binary,
                                       AthPythonValue     *encoding);
gboolean        ath_python_take_path  (AthPythonEvaluator *evaluator,
                                       AthPythonValue     *value,
                                       const char        **path);

/* Paths as texts, in the manner of os.path. */
char *ath_python_path_join    (const char *a,
                               const char *b) G_GNUC_WARN_UNUSED_RESULT;
char *ath_python_path_resolve (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
