/* ath-python-set-order.c: in which order Python walks over a set
 *
 * The order is that of the slots of Python's hash table, which this file builds.
 * Numbers have hashes that never change: where it is not known how Python came to
 * its table, the walk is refused, unless every table gives the same order.  With
 * a text among the items the order differs from one run of Python to the next,
 * and none is more right than another; it is that of PYTHONHASHSEED=0 here, so
 * that a script sends the same SQL each time, and what Python may send.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-hash.h"
#include "python/types/ath-python-methods-dict.h"

#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5
#define MIN_SLOTS 8
#define HASH_MODULUS (((gint64) 1 << 61) - 1)

typedef struct
{
  AthPythonValue *key;
  guint64         hash;
} Slot;

typedef struct
{
  Slot  *slots;
  gsize  mask;
  gsize  n_used;
} Table;

/* FALSE for what has a hash that is not known here. */
static gboolean
get_hash (const AthPythonValue *key,
          gint64               *hash)
{
  if (key->type == ATH_PYTHON_TYPE_INT || key->type == ATH_PYTHON_TYPE_BOOL)
    *hash = key->integer % HASH_MODULUS;
  else if (key->type == ATH_PYTHON_TYPE_FLOAT && fabs (key->number) < 0x1p53
           && floor (key->number) >= key->number)
    *hash = (gint64) key->number;
  else if (ath_python_is_str (key))
    *hash = ath_python_hash_text (key->text.bytes);
  else
    return FALSE;

  if (*hash == -1)
    *hash = -2;

  return TRUE;
}

static void
insert (Table          *table,
        AthPythonValue *key,
        guint64         hash)
{
  guint64 perturb = hash;
  gsize i = hash & table->mask;

  for (;;)
    {
      guint n_probes = i + LINEAR_PROBES <= table->mask ? LINEAR_PROBES : 0;

      for (gsize j = i; j <= i + n_probes; j++)
        if (table->slots[j].key == NULL)
          {
            table->slots[j] = (Slot) { key, hash };
            return;
          }

      perturb >>= PERTURB_SHIFT;
      i = (i * 5 + 1 + perturb) & table->mask;
    }
}

static void
resize (Table *table,
        gsize  at_least)
{
  g_autofree Slot *old = table->slots;
  gsize n_old = table->mask + 1;
  gsize n_slots = MIN_SLOTS;

  while (n_slots <= at_least)
    n_slots *= 2;

  table->slots = g_new0 (Slot, n_slots);
  table->mask = n_slots - 1;
  for (gsize i = 0; i < n_old; i++)
    if (old[i].key != NULL)
      insert (table, old[i].key, old[i].hash);
}

/* As if the items had been added one after the other. */
static void
fill_table (Table          *table,
            AthPythonValue *set)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (set->dict, &position, &key, &value))
    {
      gint64 hash = 0;

      get_hash (ath_python_unwrap (key), &hash);
      insert (table, key, (guint64) hash);
      table->n_used++;
      if (table->n_used * 5 >= table->mask * 3)
        resize (table, table->n_used > 50000 ? table->n_used * 2 : table->n_used * 4);
    }
}

/* Whether the items are numbers so small that each has the slot of its value in
 * any table that is large enough.
 */
static gboolean
are_small (AthPythonValue *set)
{
  gsize n_slots = MIN_SLOTS;
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_get_length (set->dict) * 5 >= (n_slots - 1) * 3)
    n_slots *= 2;

  while (ath_python_dict_next (set->dict, &position, &key, &value))
    {
      gint64 hash;

      if (!get_hash (ath_python_unwrap (key), &hash) || hash < 0 || hash >= (gint64) n_slots)
        return FALSE;
    }

  return TRUE;
}

/* Whether the order of the items is the same in every run of Python. */
static gboolean
is_fixed (AthPythonValue *set)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (set->dict, &position, &key, &value))
    {
      key = ath_python_unwrap (key);
      if (key->type != ATH_PYTHON_TYPE_INT && key->type != ATH_PYTHON_TYPE_BOOL
          && key->type != ATH_PYTHON_TYPE_FLOAT && key->type != ATH_PYTHON_TYPE_TUPLE
          && key->type != ATH_PYTHON_TYPE_FROZENSET && key->type != ATH_PYTHON_TYPE_HOST)
        return FALSE;
    }

  return TRUE;
}

/* Numbers stand in the same order, whatever texts are between them. */
static gboolean
has_number (AthPythonValue *set)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (set->dict, &position, &key, &value))
    {
      key = ath_python_unwrap (key);
      if (ath_python_is_int (key) || key->type == ATH_PYTHON_TYPE_FLOAT)
        return TRUE;
    }

  return FALSE;
}

/* Tuples and others may be made of texts, but that is not looked into. */
static gboolean
has_hashes (AthPythonValue *set)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;
  gint64 hash;

  while (ath_python_dict_next (set->dict, &position, &key, &value))
    if (!get_hash (ath_python_unwrap (key), &hash))
      return FALSE;

  return TRUE;
}

/* Whether Python's table is the one that adding the items one after the other
 * makes, or has the same order.
 */
static gboolean
is_known (AthPythonValue *set)
{
  switch (ath_python_dict_get_disorder (set->dict))
    {
    case ATH_PYTHON_DISORDER_NONE:
      return TRUE;

    case ATH_PYTHON_DISORDER_MERGED:
      return are_small (set);

    case ATH_PYTHON_DISORDER_REMOVED:
      return FALSE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_python_set_iterate:
 * @evaluator: an evaluator
 * @set: a set or frozenset
 *
 * Returns: (transfer none) (nullable): an iterator in the order in which Python
 *   walks over @set, or `NULL` after refusing when that is not known
 */
AthPythonValue *
ath_python_set_iterate (AthPythonEvaluator *evaluator,
                        AthPythonValue     *set)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list;
  Table table;

  if (ath_python_dict_get_length (set->dict) < 2 || (!is_fixed (set) && !has_hashes (set)))
    return ath_python_dict_iterate (evaluator, set, &ath_python_dict_keys_class);
  if ((is_fixed (set) && !has_hashes (set)) || (has_number (set) && !is_known (set)))
    return ath_python_refuse (evaluator, _("The order of this set is not understood"));

  table = (Table) { g_new0 (Slot, MIN_SLOTS), MIN_SLOTS - 1, 0 };
  fill_table (&table, set);
  list = ath_python_list_new (arena, NULL, 0);
  for (gsize i = 0; i <= table.mask; i++)
    if (table.slots[i].key != NULL)
      ath_python_list_append (arena, list, table.slots[i].key);
  g_free (table.slots);

  return ath_python_iterate (evaluator, list);
}
