/* ath-python-scope.c: which names belong to which block of a Python file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/syntax/ath-python-scope-private.h"

#define FIRST_SLOTS 8

AthPythonScope *
ath_python_scope_new (AthArena           *arena,
                      AthPythonScopeKind  kind,
                      AthPythonScope     *parent,
                      guint32             start)
{
  AthPythonScope *self = ath_arena_new0 (arena, AthPythonScope);

  self->kind = kind;
  self->parent = parent;
  self->start = start;
  if (parent != NULL)
    self->n_iter_exprs = parent->n_iter_exprs;

  return self;
}

/* The slot of @name, or the free one where it belongs.  Equal names are equal
 * pointers.
 */
static Symbol *
find_slot (Symbol     *symbols,
           guint       n_slots,
           const char *name)
{
  guint slot = (guint) (((gsize) name >> 3) * 2654435761u) & (n_slots - 1);

  while (symbols[slot].name != NULL && symbols[slot].name != name)
    slot = (slot + 1) & (n_slots - 1);

  return &symbols[slot];
}

static void
grow (AthPythonScope *self,
      AthArena       *arena)
{
  guint n_slots = self->n_slots == 0 ? FIRST_SLOTS : self->n_slots * 2;
  Symbol *symbols = ath_arena_alloc (arena, n_slots * sizeof (Symbol));

  for (guint i = 0; i < self->n_slots; i++)
    {
      if (self->symbols[i].name != NULL)
        *find_slot (symbols, n_slots, self->symbols[i].name) = self->symbols[i];
    }

  self->symbols = symbols;
  self->n_slots = n_slots;
}

SymbolFlags
ath_python_scope_get_flags (const AthPythonScope *self,
                            const char           *name)
{
  if (self->n_slots == 0)
    return 0;

  return find_slot (self->symbols, self->n_slots, name)->flags;
}

void
ath_python_scope_add_flags (AthPythonScope *self,
                            AthArena       *arena,
                            const char     *name,
                            SymbolFlags     flags)
{
  Symbol *symbol;

  if (self->n_symbols * 2 >= self->n_slots)
    grow (self, arena);

  symbol = find_slot (self->symbols, self->n_slots, name);
  if (symbol->name == NULL)
    {
      symbol->name = name;
      self->n_symbols++;
    }
  symbol->flags |= flags;
}

/**
 * ath_python_scope_get_kind:
 * @self: a scope
 *
 * Returns: what kind of block it belongs to
 */
AthPythonScopeKind
ath_python_scope_get_kind (const AthPythonScope *self)
{
  return self->kind;
}

static AthPythonBinding
get_outer_binding (const AthPythonScope *self,
                   const char           *name)
{
  for (; self->kind != ATH_PYTHON_SCOPE_MODULE; self = self->parent)
    {
      SymbolFlags flags;

      if (!ath_python_scope_is_function_like (self))
        continue;

      flags = ath_python_scope_get_flags (self, name);
      if (flags & SYMBOL_GLOBAL)
        return ATH_PYTHON_BINDING_GLOBAL;
      if (flags & (SYMBOL_BOUND | SYMBOL_NONLOCAL))
        return ATH_PYTHON_BINDING_FREE;
    }

  return ATH_PYTHON_BINDING_GLOBAL;
}

/**
 * ath_python_scope_get_binding:
 * @self: a scope
 * @name: a name of the same module: a pointer out of its tree
 *
 * Tells where @name lives when it is used directly in the block of @self.  A
 * free name lives in the nearest function-like scope around @self whose binding
 * of it is local.
 *
 * Returns: where @name lives
 */
AthPythonBinding
ath_python_scope_get_binding (const AthPythonScope *self,
                              const char           *name)
{
  SymbolFlags flags = ath_python_scope_get_flags (self, name);

  if (self->kind == ATH_PYTHON_SCOPE_MODULE || (flags & SYMBOL_GLOBAL))
    return ATH_PYTHON_BINDING_GLOBAL;

  if (flags & SYMBOL_NONLOCAL)
    return ATH_PYTHON_BINDING_FREE;

  if (flags & SYMBOL_BOUND)
    return ATH_PYTHON_BINDING_LOCAL;

  return get_outer_binding (self->parent, name);
}

/**
 * ath_python_scope_is_generator:
 * @self: the scope of a function
 *
 * Returns: whether calling it makes a generator
 */
gboolean
ath_python_scope_is_generator (const AthPythonScope *self)
{
  return self->is_generator;
}
