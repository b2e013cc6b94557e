/* ath-python-scope.h: which names belong to which block of a Python file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-ast.h"

G_BEGIN_DECLS

/**
 * AthPythonScopeKind:
 * @ATH_PYTHON_SCOPE_MODULE: the file
 * @ATH_PYTHON_SCOPE_CLASS: the body of a class
 * @ATH_PYTHON_SCOPE_FUNCTION: a function
 * @ATH_PYTHON_SCOPE_LAMBDA: a lambda
 * @ATH_PYTHON_SCOPE_COMPREHENSION: a list, set or dict comprehension
 * @ATH_PYTHON_SCOPE_GENERATOR: a generator expression
 * @ATH_PYTHON_SCOPE_ANNOTATION: an annotation that is not evaluated, because of
 *   `from __future__ import annotations`
 * @ATH_PYTHON_SCOPE_TYPE: type parameters, or the value of a type alias
 *
 * Kinds of blocks.
 */
typedef enum
{
  ATH_PYTHON_SCOPE_MODULE,
  ATH_PYTHON_SCOPE_CLASS,
  ATH_PYTHON_SCOPE_FUNCTION,
  ATH_PYTHON_SCOPE_LAMBDA,
  ATH_PYTHON_SCOPE_COMPREHENSION,
  ATH_PYTHON_SCOPE_GENERATOR,
  ATH_PYTHON_SCOPE_ANNOTATION,
  ATH_PYTHON_SCOPE_TYPE,
} AthPythonScopeKind;

/**
 * AthPythonBinding:
 * @ATH_PYTHON_BINDING_LOCAL: a name of the block itself
 * @ATH_PYTHON_BINDING_FREE: a name of a function around the block
 * @ATH_PYTHON_BINDING_GLOBAL: a name of the module, else a built-in; in the
 *   body of a class, one of the class comes first unless `global` says otherwise
 *
 * Where a name that is used in a block lives.
 */
typedef enum
{
  ATH_PYTHON_BINDING_LOCAL,
  ATH_PYTHON_BINDING_FREE,
  ATH_PYTHON_BINDING_GLOBAL,
} AthPythonBinding;

AthPythonScopeKind  ath_python_scope_get_kind     (const AthPythonScope *self);
AthPythonBinding    ath_python_scope_get_binding  (const AthPythonScope *self,
                                                   const char           *name);
gboolean            ath_python_scope_is_generator (const AthPythonScope *self);

G_END_DECLS
