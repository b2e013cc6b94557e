/* ath-python-namespace.c: names and what they are bound to
 *
 * A list for the order, which is that of the first binding, and beyond a few
 * names an open-addressed table of indexes into it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/types/ath-python-value.h"

/* Up to here a walk over the list is quicker than a table. */
#define MAX_LISTED 8

typedef struct
{
  const char     *name;
  guint           hash;
  AthPythonValue *value; /* (nullable) NULL once the name was unbound */
} Entry;

/**
 * AthPythonNamespace:
 *
 * Names and what they are bound to.  Lives in an arena.
 */
struct _AthPythonNamespace
{
  AthArena *arena;     /* (unowned) where it lives */
  Entry    *entries;
  guint     n_entries;
  guint     allocated;
  guint    *table;     /* (nullable) index into @entries plus 1, or 0 */
  guint     table_size; /* a power of two */
};

/**
 * ath_python_namespace_new:
 * @arena: where it lives
 *
 * Returns: (transfer none): a namespace without names
 */
AthPythonNamespace *
ath_python_namespace_new (AthArena *arena)
{
  AthPythonNamespace *self = ath_arena_new0 (arena, AthPythonNamespace);

  self->arena = arena;

  return self;
}

static gboolean
entry_is (const Entry *entry,
          const char  *name,
          guint        hash)
{
  return entry->name == name || (entry->hash == hash && strcmp (entry->name, name) == 0);
}

static Entry *
find_in_table (AthPythonNamespace *self,
               const char         *name,
               guint               hash)
{
  guint mask = self->table_size - 1;

  for (guint i = hash & mask; self->table[i] != 0; i = (i + 1) & mask)
    {
      Entry *entry = &self->entries[self->table[i] - 1];

      if (entry_is (entry, name, hash))
        return entry;
    }

  return NULL;
}

static Entry *
find (AthPythonNamespace *self,
      const char         *name,
      guint               hash)
{
  if (self->table != NULL)
    return find_in_table (self, name, hash);

  for (guint i = 0; i < self->n_entries; i++)
    if (entry_is (&self->entries[i], name, hash))
      return &self->entries[i];

  return NULL;
}

static void
enter (AthPythonNamespace *self,
       guint               index)
{
  guint mask = self->table_size - 1;
  guint i = self->entries[index].hash & mask;

  while (self->table[i] != 0)
    i = (i + 1) & mask;
  self->table[i] = index + 1;
}

static void
grow (AthPythonNamespace *self)
{
  Entry *entries;

  self->allocated = MAX (4, self->allocated * 2);
  entries = ath_arena_alloc (self->arena, sizeof *entries * self->allocated);
  if (self->n_entries > 0)
    memcpy (entries, self->entries, sizeof *entries * self->n_entries);
  self->entries = entries;

  if (self->allocated <= MAX_LISTED)
    return;

  self->table_size = self->allocated * 2;
  self->table = ath_arena_alloc (self->arena, sizeof *self->table * self->table_size);
  for (guint i = 0; i < self->n_entries; i++)
    enter (self, i);
}

/**
 * ath_python_namespace_get:
 * @self: a namespace
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what @name is bound to
 */
AthPythonValue *
ath_python_namespace_get (AthPythonNamespace *self,
                          const char         *name)
{
  Entry *entry = find (self, name, g_str_hash (name));

  return entry != NULL ? entry->value : NULL;
}

/**
 * ath_python_namespace_set:
 * @self: a namespace
 * @name: a name, which outlives @self
 * @value: what it is bound to from now on
 */
void
ath_python_namespace_set (AthPythonNamespace *self,
                          const char         *name,
                          AthPythonValue     *value)
{
  guint hash = g_str_hash (name);
  Entry *entry = find (self, name, hash);

  if (entry != NULL)
    {
      entry->value = value;
      return;
    }

  if (self->n_entries == self->allocated)
    grow (self);
  self->entries[self->n_entries] = (Entry) { .name = name, .hash = hash, .value = value };
  if (self->table != NULL)
    enter (self, self->n_entries);
  self->n_entries++;
}

/**
 * ath_python_namespace_remove:
 * @self: a namespace
 * @name: a name
 *
 * Returns: whether @name was bound; it is not any more
 */
gboolean
ath_python_namespace_remove (AthPythonNamespace *self,
                             const char         *name)
{
  Entry *entry = find (self, name, g_str_hash (name));

  if (entry == NULL || entry->value == NULL)
    return FALSE;
  entry->value = NULL;

  return TRUE;
}

/**
 * ath_python_namespace_get_n:
 * @self: a namespace
 *
 * Returns: how many names there are, those unbound since counted too
 */
guint
ath_python_namespace_get_n (AthPythonNamespace *self)
{
  return self->n_entries;
}

/**
 * ath_python_namespace_get_nth:
 * @self: a namespace
 * @index: less than ath_python_namespace_get_n()
 * @value: (out) (nullable): what it is bound to, `NULL` when it is not any more
 *
 * Returns: (transfer none): the name
 */
const char *
ath_python_namespace_get_nth (AthPythonNamespace  *self,
                              guint                index,
                              AthPythonValue     **value)
{
  *value = self->entries[index].value;

  return self->entries[index].name;
}
