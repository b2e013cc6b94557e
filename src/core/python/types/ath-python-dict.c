/* ath-python-dict.c: keys and values in the order they were inserted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

typedef struct
{
  guint           hash;
  AthPythonValue *key;   /* (nullable) NULL once it was removed */
  AthPythonValue *value;
} Entry;

/**
 * AthPythonDict:
 *
 * A list of entries in order, and an open-addressed table of indexes into it
 * that is made anew when the list is.
 */
struct _AthPythonDict
{
  AthArena *arena;      /* (unowned) where it lives */
  Entry    *entries;
  guint     n_entries;  /* removed ones too */
  guint     length;     /* without them */
  guint     allocated;
  guint    *table;      /* index into @entries plus 1, or 0 */
  guint     table_size; /* a power of two */
  AthPythonDisorder disorder;
  AthPythonValue *factory; /* (nullable) of a defaultdict: makes what is missing */
  const AthPythonNativeClass *class; /* (nullable) derived from dict; NULL: dict */
};

/**
 * ath_python_dict_new:
 * @arena: where it lives
 *
 * Returns: (transfer none): a dict without keys
 */
AthPythonDict *
ath_python_dict_new (AthArena *arena)
{
  AthPythonDict *self = ath_arena_new0 (arena, AthPythonDict);

  self->arena = arena;

  return self;
}

/**
 * ath_python_dict_get_length:
 * @self: a dict
 *
 * Returns: how many keys there are
 */
guint
ath_python_dict_get_length (AthPythonDict *self)
{
  return self->length;
}

static void
enter (AthPythonDict *self,
       guint          index)
{
  guint mask = self->table_size - 1;
  guint i = self->entries[index].hash & mask;

  while (self->table[i] != 0)
    i = (i + 1) & mask;
  self->table[i] = index + 1;
}

static void
grow (AthPythonDict *self)
{
  Entry *entries;
  guint n_entries = 0;

  if (self->length * 2 >= self->allocated)
    self->allocated = MAX (8, self->allocated * 2);
  entries = ath_arena_alloc (self->arena, sizeof *entries * self->allocated);
  for (guint i = 0; i < self->n_entries; i++)
    if (self->entries[i].key != NULL)
      entries[n_entries++] = self->entries[i];
  self->entries = entries;
  self->n_entries = n_entries;

  self->table_size = self->allocated * 2;
  self->table = ath_arena_alloc (self->arena, sizeof *self->table * self->table_size);
  for (guint i = 0; i < self->n_entries; i++)
    enter (self, i);
}

/* @found: the entry, or NULL; FALSE after raising or refusing */
static gboolean
find (AthPythonDict       *self,
      AthPythonEvaluator  *evaluator,
      AthPythonValue      *key,
      guint                hash,
      Entry              **found)
{
  guint mask = self->table_size - 1;

  *found = NULL;
  if (self->table == NULL)
    return TRUE;

  for (guint i = hash & mask; self->table[i] != 0; i = (i + 1) & mask)
    {
      Entry *entry = &self->entries[self->table[i] - 1];
      gboolean is_equal = FALSE;

      if (entry->key == NULL || entry->hash != hash)
        continue;
      if (!ath_python_equal (evaluator, entry->key, key, &is_equal))
        return FALSE;
      if (!is_equal)
        continue;
      *found = entry;
      return TRUE;
    }

  return TRUE;
}

static void
add (AthPythonDict  *self,
     guint           hash,
     AthPythonValue *key,
     AthPythonValue *value)
{
  if (self->n_entries == self->allocated)
    grow (self);
  self->entries[self->n_entries] = (Entry) { .hash = hash, .key = key, .value = value };
  enter (self, self->n_entries);
  self->n_entries++;
  self->length++;
}

/**
 * ath_python_dict_get:
 * @self: a dict
 * @evaluator: for the comparison of keys
 * @key: a key
 * @value: (out) (nullable): its value, or `NULL`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_dict_get (AthPythonDict       *self,
                     AthPythonEvaluator  *evaluator,
                     AthPythonValue      *key,
                     AthPythonValue     **value)
{
  Entry *entry;
  guint hash;

  if (!ath_python_hash (evaluator, key, &hash) || !find (self, evaluator, key, hash, &entry))
    return FALSE;
  *value = entry != NULL ? entry->value : NULL;

  return TRUE;
}

/**
 * ath_python_dict_set:
 * @self: a dict
 * @evaluator: for the comparison of keys
 * @key: a key
 * @value: its value from now on
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_dict_set (AthPythonDict      *self,
                     AthPythonEvaluator *evaluator,
                     AthPythonValue     *key,
                     AthPythonValue     *value)
{
  Entry *entry;
  guint hash;

  if (!ath_python_hash (evaluator, key, &hash) || !find (self, evaluator, key, hash, &entry))
    return FALSE;

  if (entry != NULL)
    entry->value = value;
  else
    add (self, hash, key, value);

  return TRUE;
}

/**
 * ath_python_dict_remove:
 * @self: a dict
 * @evaluator: for the comparison of keys
 * @key: a key
 * @was_there: (out): whether it was there
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_dict_remove (AthPythonDict      *self,
                        AthPythonEvaluator *evaluator,
                        AthPythonValue     *key,
                        gboolean           *was_there)
{
  Entry *entry;
  guint hash;

  if (!ath_python_hash (evaluator, key, &hash) || !find (self, evaluator, key, hash, &entry))
    return FALSE;

  *was_there = entry != NULL;
  if (entry != NULL)
    {
      entry->key = NULL;
      self->length--;
      self->disorder = ATH_PYTHON_DISORDER_REMOVED;
    }

  return TRUE;
}

/**
 * ath_python_dict_clear:
 * @self: a dict
 */
void
ath_python_dict_clear (AthPythonDict *self)
{
  self->n_entries = 0;
  self->length = 0;
  self->disorder = ATH_PYTHON_DISORDER_NONE;
  if (self->table != NULL)
    memset (self->table, 0, sizeof *self->table * self->table_size);
}

static guint
hash_text (const char *text,
           gsize       length)
{
  guint hash = 5381;

  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar) text[i];

  return hash;
}

static Entry *
find_text (AthPythonDict *self,
           const char    *key,
           gsize          length,
           guint          hash)
{
  guint mask = self->table_size - 1;

  for (guint i = hash & mask; self->table != NULL && self->table[i] != 0; i = (i + 1) & mask)
    {
      Entry *entry = &self->entries[self->table[i] - 1];

      if (entry->key != NULL && entry->hash == hash && ath_python_is_str (entry->key)
          && entry->key->text.length == length
          && memcmp (entry->key->text.bytes, key, length) == 0)
        return entry;
    }

  return NULL;
}

/**
 * ath_python_dict_set_factory:
 * @self: a dict
 * @factory: (nullable): what is called for a key that is missing
 *
 * Makes it a defaultdict.
 */
void
ath_python_dict_set_factory (AthPythonDict  *self,
                             AthPythonValue *factory)
{
  self->factory = factory;
}

/**
 * ath_python_dict_get_factory:
 * @self: a dict
 *
 * Returns: (transfer none) (nullable): what is called for a key that is missing
 */
AthPythonValue *
ath_python_dict_get_factory (AthPythonDict *self)
{
  return self->factory;
}

/**
 * ath_python_dict_set_class:
 * @self: a dict
 * @class: (nullable): what it is, where it is more than a dict: OrderedDict
 */
void
ath_python_dict_set_class (AthPythonDict              *self,
                           const AthPythonNativeClass *class)
{
  self->class = class;
}

/**
 * ath_python_dict_get_class:
 * @self: a dict
 *
 * Returns: (transfer none) (nullable): what it is, where it is more than a dict
 */
const AthPythonNativeClass *
ath_python_dict_get_class (AthPythonDict *self)
{
  return self->class;
}

/**
 * ath_python_dict_disorder:
 * @self: the dict of a set
 * @disorder: what happened to it
 *
 * Notes that the items were not just added one after the other.
 */
void
ath_python_dict_disorder (AthPythonDict     *self,
                          AthPythonDisorder  disorder)
{
  self->disorder = MAX (self->disorder, disorder);
}

/**
 * ath_python_dict_get_disorder:
 * @self: the dict of a set
 *
 * Returns: how its items came into it
 */
AthPythonDisorder
ath_python_dict_get_disorder (AthPythonDict *self)
{
  return self->disorder;
}

/**
 * ath_python_dict_get_text:
 * @self: a dict
 * @key: a key that is a str
 *
 * Returns: (transfer none) (nullable): its value
 */
AthPythonValue *
ath_python_dict_get_text (AthPythonDict *self,
                          const char    *key)
{
  gsize length = strlen (key);
  Entry *entry = find_text (self, key, length, hash_text (key, length));

  return entry != NULL ? entry->value : NULL;
}

/**
 * ath_python_dict_set_text:
 * @self: a dict
 * @key: a key that is a str; copied
 * @value: its value from now on
 */
void
ath_python_dict_set_text (AthPythonDict  *self,
                          const char     *key,
                          AthPythonValue *value)
{
  gsize length = strlen (key);
  guint hash = hash_text (key, length);
  Entry *entry = find_text (self, key, length, hash);

  if (entry != NULL)
    entry->value = value;
  else
    add (self, hash, ath_python_str_new (self->arena, key), value);
}

/**
 * ath_python_dict_next:
 * @self: a dict
 * @position: (inout): 0 to begin with
 * @key: (out): the next key
 * @value: (out): and its value
 *
 * Walks over a dict.
 *
 * Returns: `FALSE` at the end
 */
gboolean
ath_python_dict_next (AthPythonDict   *self,
                      guint           *position,
                      AthPythonValue **key,
                      AthPythonValue **value)
{
  while (*position < self->n_entries)
    {
      Entry *entry = &self->entries[(*position)++];

      if (entry->key == NULL)
        continue;
      *key = entry->key;
      *value = entry->value;
      return TRUE;
    }

  return FALSE;
}

static gboolean
hash_tuple (AthPythonEvaluator *evaluator,
            AthPythonValue     *tuple,
            guint              *hash)
{
  *hash = tuple->sequence.length;
  for (guint i = 0; i < tuple->sequence.length; i++)
    {
      gboolean has_hash;
      guint part;

      if (!ath_python_descend (evaluator))
        return FALSE;
      has_hash = ath_python_hash (evaluator, tuple->sequence.items[i], &part);
      ath_python_leave (evaluator);
      if (!has_hash)
        return FALSE;
      *hash = *hash * 1000003u + part;
    }

  return TRUE;
}

/**
 * ath_python_hash:
 * @evaluator: an evaluator
 * @value: a value
 * @hash: (out): equal for values that are equal
 *
 * Returns: `FALSE` after raising (a list cannot be a key) or refusing
 */
gboolean
ath_python_hash (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 guint              *hash)
{
  AthPythonValue *primitive = ath_python_unwrap (value);

  if (ath_python_has_special (value, "__hash__"))
    return ath_python_special_hash (evaluator, value, hash);

  switch (primitive->type)
    {
    case ATH_PYTHON_TYPE_STR:
      *hash = hash_text (primitive->text.bytes, primitive->text.length);
      return TRUE;

    case ATH_PYTHON_TYPE_BYTES:
      *hash = hash_text (primitive->text.bytes, primitive->text.length) + 1;
      return TRUE;

    case ATH_PYTHON_TYPE_BOOL:
    case ATH_PYTHON_TYPE_INT:
      *hash = (guint) primitive->integer * 2654435761u;
      return TRUE;

    case ATH_PYTHON_TYPE_FLOAT:
      /* 1.0 is the key 1; a number that no integer equals may have any hash. */
      *hash = primitive->number > -9e18 && primitive->number < 9e18
              ? (guint) (gint64) primitive->number * 2654435761u : 0;
      return TRUE;

    case ATH_PYTHON_TYPE_TUPLE:
      return hash_tuple (evaluator, primitive, hash);

    case ATH_PYTHON_TYPE_FROZENSET:
      *hash = ath_python_dict_get_length (primitive->dict);
      return TRUE;

    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
      *hash = g_direct_hash (primitive->native_function);
      return TRUE;

    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      *hash = g_direct_hash (primitive->native_class);
      return TRUE;

    case ATH_PYTHON_TYPE_HOST:
      if (primitive->host.class->hash != NULL)
        return primitive->host.class->hash (evaluator, primitive, hash);
      *hash = g_direct_hash (primitive);
      return TRUE;

    case ATH_PYTHON_TYPE_NONE:
    case ATH_PYTHON_TYPE_NOT_IMPLEMENTED:
    case ATH_PYTHON_TYPE_ELLIPSIS:
    case ATH_PYTHON_TYPE_ITERATOR:
    case ATH_PYTHON_TYPE_FUNCTION:
    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_INSTANCE:
    case ATH_PYTHON_TYPE_MODULE:
    case ATH_PYTHON_TYPE_NATIVE_MODULE:
      *hash = g_direct_hash (primitive);
      return TRUE;

    case ATH_PYTHON_TYPE_METHOD:
    case ATH_PYTHON_TYPE_RANGE:
    case ATH_PYTHON_TYPE_SLICE:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("%s as a key is not understood"),
                                ath_python_get_type_name (value)) != NULL;

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_DICT:
    case ATH_PYTHON_TYPE_SET:
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "unhashable type: '%s'", ath_python_get_type_name (value)) != NULL;

    default:
      g_assert_not_reached ();
    }
}
