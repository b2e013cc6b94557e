/* ath-bitset.h: a set of small numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthBitset:
 * @n_words: how many @words there are
 * @words: 64 members each
 *
 * A set of the numbers below a size that is given when it is made.
 */
typedef struct
{
  guint   n_words;
  guint64 words[];
} AthBitset;

AthBitset *ath_bitset_new       (guint            size) G_GNUC_WARN_UNUSED_RESULT;
void       ath_bitset_free      (AthBitset       *self);

gboolean   ath_bitset_is_empty  (const AthBitset *self);
void       ath_bitset_unite     (AthBitset       *self,
                                 const AthBitset *other);
void       ath_bitset_intersect (AthBitset       *self,
                                 const AthBitset *other);
void       ath_bitset_subtract  (AthBitset       *self,
                                 const AthBitset *other);

static inline gboolean
ath_bitset_contains (const AthBitset *self,
                     guint            member)
{
  return (self->words[member / 64] >> (member % 64)) & 1;
}

static inline void
ath_bitset_add (AthBitset *self,
                guint      member)
{
  self->words[member / 64] |= G_GUINT64_CONSTANT (1) << (member % 64);
}

static inline void
ath_bitset_remove (AthBitset *self,
                   guint      member)
{
  self->words[member / 64] &= ~(G_GUINT64_CONSTANT (1) << (member % 64));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthBitset, ath_bitset_free)

G_END_DECLS
