/* ath-text-place.h: lines and columns of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthTextPlace:
 * @line: line from 1
 * @column: column from 1, in characters
 *
 * A place in a text, as editors count.
 */
typedef struct
{
  guint line;
  guint column;
} AthTextPlace;

#define ATH_TEXT_PLACE_START ((AthTextPlace) { .line = 1, .column = 1 })

void ath_text_place_advance (AthTextPlace *self,
                             const char   *text,
                             gsize         len);

G_END_DECLS
