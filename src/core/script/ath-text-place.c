/* ath-text-place.c: lines and columns of a text
 *
 * The one place where bytes, in which libpg_query and C count, become the lines
 * and characters that people and editors count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/ath-text-place.h"

/**
 * ath_text_place_advance:
 * @self: where @text starts; becomes where it ends
 * @text: (array length=len): valid UTF-8
 * @len: length of @text in bytes
 *
 * Moves a place over a piece of text.  Going through a text piece by piece
 * costs one pass over it in all.
 */
void
ath_text_place_advance (AthTextPlace *self,
                        const char   *text,
                        gsize         len)
{
  for (const char *pos = text; pos < text + len; pos++)
    {
      if (*pos == '\n')
        {
          self->line++;
          self->column = 1;
        }
      else if ((*pos & 0xc0) != 0x80)
        self->column++;
    }
}
