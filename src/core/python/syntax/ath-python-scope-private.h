/* ath-python-scope-private.h: scopes while they are filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-scope.h"

G_BEGIN_DECLS

/* What a block does with a name. */
typedef enum
{
  SYMBOL_USED = 1 << 0,
  SYMBOL_LOCAL = 1 << 1,
  SYMBOL_PARAMETER = 1 << 2,
  SYMBOL_GLOBAL = 1 << 3,
  SYMBOL_NONLOCAL = 1 << 4,
  SYMBOL_ANNOTATED = 1 << 5,
  SYMBOL_ITERATION = 1 << 6,   /* the variable of a comprehension */
  SYMBOL_TYPE_PARAM = 1 << 7,
} SymbolFlags;

#define SYMBOL_BOUND (SYMBOL_LOCAL | SYMBOL_PARAMETER | SYMBOL_TYPE_PARAM)

/* A name of a block. */
typedef struct
{
  const char  *name;
  SymbolFlags  flags;
} Symbol;

struct _AthPythonScope
{
  AthPythonScopeKind  kind;
  AthPythonScope     *parent;       /* (nullable) */
  AthPythonScope     *next;         /* the scope made before this one */
  guint32             start;

  /* A hash table with open addressing, in the arena. */
  Symbol             *symbols;
  guint               n_slots;
  guint               n_symbols;

  gboolean            is_async;     /* of an `async def` */
  gboolean            is_coroutine; /* that, or awaits something */
  gboolean            is_generator;
  guint32             value_return; /* where a value is returned, or 0 */
  guint               n_iter_exprs; /* iterables of comprehensions around */
  gboolean            in_iter_target;
};

AthPythonScope *ath_python_scope_new       (AthArena             *arena,
                                            AthPythonScopeKind    kind,
                                            AthPythonScope       *parent,
                                            guint32               start);
SymbolFlags     ath_python_scope_get_flags (const AthPythonScope *self,
                                            const char           *name);
void            ath_python_scope_add_flags (AthPythonScope       *self,
                                            AthArena             *arena,
                                            const char           *name,
                                            SymbolFlags           flags);

/* Whether a block of that kind is a function to the names around it. */
static inline gboolean
ath_python_scope_is_function_like (const AthPythonScope *self)
{
  return self->kind != ATH_PYTHON_SCOPE_MODULE && self->kind != ATH_PYTHON_SCOPE_CLASS;
}

static inline gboolean
ath_python_scope_is_comprehension (const AthPythonScope *self)
{
  return self->kind == ATH_PYTHON_SCOPE_COMPREHENSION || self->kind == ATH_PYTHON_SCOPE_GENERATOR;
}

G_END_DECLS
