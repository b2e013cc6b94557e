/* ath-bitset.c: a set of small numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-bitset.h"

/**
 * ath_bitset_new:
 * @size: one more than the greatest member
 *
 * Returns: (transfer full): an empty set
 */
AthBitset *
ath_bitset_new (guint size)
{
  guint n_words = size / 64 + 1;
  AthBitset *self = g_malloc0 (sizeof (AthBitset) + n_words * sizeof (guint64));

  self->n_words = n_words;

  return self;
}

/**
 * ath_bitset_free:
 * @self: (transfer full): a set
 */
void
ath_bitset_free (AthBitset *self)
{
  g_free (self);
}

/**
 * ath_bitset_is_empty:
 * @self: a set
 *
 * Returns: whether it has no member
 */
gboolean
ath_bitset_is_empty (const AthBitset *self)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      if (self->words[i] != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_bitset_unite:
 * @self: a set
 * @other: a set of the same size
 *
 * Adds the members of @other.
 */
void
ath_bitset_unite (AthBitset       *self,
                  const AthBitset *other)
{
  for (guint i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

/**
 * ath_bitset_intersect:
 * @self: a set
 * @other: a set of the same size
 *
 * Leaves what both have.
 */
void
ath_bitset_intersect (AthBitset       *self,
                      const AthBitset *other)
{
  for (guint i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

/**
 * ath_bitset_subtract:
 * @self: a set
 * @other: a set of the same size
 *
 * Removes the members of @other.
 */
void
ath_bitset_subtract (AthBitset       *self,
                     const AthBitset *other)
{
  for (guint i = 0; i < self->n_words; i++)
    self->words[i] &= ~other->words[i];
}
