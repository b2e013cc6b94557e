/* ath-python-syntax.h: a Python file, parsed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "python/syntax/ath-python-ast.h"
#include "python/syntax/ath-python-scope.h"

G_BEGIN_DECLS

/* Limits beyond which a file is refused. */
#define ATH_PYTHON_MAX_SIZE (16 * 1024 * 1024)
#define ATH_PYTHON_MAX_DEPTH 1000

/**
 * AthPythonSyntax:
 *
 * The syntax tree of one Python file.
 *
 * Refcounted, immutable, safe to use from any thread.  It owns the whole tree:
 * nodes, lists and names live as long as it does.
 */
typedef struct _AthPythonSyntax AthPythonSyntax;

AthPythonSyntax      *ath_python_syntax_new           (const char      *path,
                                                       const char      *text,
                                                       gssize           length,
                                                       GError         **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
AthPythonSyntax      *ath_python_syntax_ref           (AthPythonSyntax *self);
void                  ath_python_syntax_unref         (AthPythonSyntax *self);

const char           *ath_python_syntax_get_path      (AthPythonSyntax *self);
const AthPythonList  *ath_python_syntax_get_body      (AthPythonSyntax *self);
AthPythonScope       *ath_python_syntax_get_scope     (AthPythonSyntax *self);
const char           *ath_python_syntax_get_text      (AthPythonSyntax *self,
                                                       gsize           *length);
void                  ath_python_syntax_get_place     (AthPythonSyntax *self,
                                                       guint32          offset,
                                                       guint           *line,
                                                       guint           *column);
GError               *ath_python_syntax_new_error     (AthPythonSyntax *self,
                                                       AthPythonNode   *node,
                                                       const char      *format,
                                                       ...)
                                                       G_GNUC_PRINTF (3, 4)
                                                       G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthPythonSyntax, ath_python_syntax_unref)

G_END_DECLS
