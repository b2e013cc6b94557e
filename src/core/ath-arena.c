/* ath-arena.c: memory that is freed all at once
 *
 * What is made while a script is read and evaluated points to each other in
 * every direction and dies together; an arena makes it cheap and leaves no
 * question of ownership.  Blocks double in size up to a cap; a larger piece
 * gets a block of its own.
 *
 * The limit bounds what a hostile script can take: past it memory is still
 * handed out (no caller has to check each piece), but ath_arena_has_room() says
 * so, and the evaluator stops there at its next step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-arena.h"

#define ALIGNMENT       16
#define FIRST_BLOCK     (4 * 1024)
#define LARGEST_BLOCK   (256 * 1024)

typedef struct _Block Block;

struct _Block
{
  Block *next; /* (owned) (nullable) the block filled before this one */
  char   data[] __attribute__ ((aligned (ALIGNMENT)));
};

typedef struct
{
  gpointer       data;    /* (owned) */
  GDestroyNotify destroy;
} Adopted;

/**
 * AthArena:
 *
 * Memory that is freed all at once.  Used by one thread at a time.
 */
struct _AthArena
{
  Block  *blocks;      /* (owned) (nullable) the newest first */
  char   *free;        /* (unowned) the unused end of the newest block */
  gsize   n_free;
  gsize   next_size;   /* of the next block, in bytes */
  gsize   size;        /* of all blocks, in bytes */
  gsize   limit;       /* in bytes */
  GArray *adopted;     /* (owned) (nullable) (element-type Adopted) */
};

static char *
add_block (AthArena *self,
           gsize     size)
{
  Block *block = g_malloc0 (sizeof (Block) + size);

  block->next = self->blocks;
  self->blocks = block;
  self->size += size;

  return block->data;
}

/**
 * ath_arena_new:
 * @limit_bytes: size from which on there is no room, in bytes
 *
 * Returns: (transfer full): an empty arena
 */
AthArena *
ath_arena_new (gsize limit_bytes)
{
  AthArena *self = g_new0 (AthArena, 1);

  self->next_size = FIRST_BLOCK;
  self->limit = limit_bytes;

  return self;
}

/**
 * ath_arena_free:
 * @self: (transfer full): an arena
 *
 * Frees everything that was taken from it and releases what it adopted, the
 * newest first.
 */
void
ath_arena_free (AthArena *self)
{
  Block *block;

  g_return_if_fail (self != NULL);

  for (guint i = self->adopted != NULL ? self->adopted->len : 0; i > 0; i--)
    {
      Adopted *adopted = &g_array_index (self->adopted, Adopted, i - 1);

      adopted->destroy (adopted->data);
    }
  g_clear_pointer (&self->adopted, g_array_unref);

  while ((block = self->blocks) != NULL)
    {
      self->blocks = block->next;
      g_free (block);
    }
  g_free (self);
}

/**
 * ath_arena_has_room:
 * @self: an arena
 * @n_bytes: what would be taken
 *
 * Returns: whether the limit is not reached with it
 */
gboolean
ath_arena_has_room (AthArena *self,
                    gsize     n_bytes)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->size < self->limit && n_bytes < self->limit - self->size;
}

/**
 * ath_arena_alloc:
 * @self: an arena
 * @size: in bytes
 *
 * Returns: (transfer none): zeroed memory that lives as long as @self
 */
gpointer
ath_arena_alloc (AthArena *self,
                 gsize     size)
{
  gsize rounded = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  char *data;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rounded >= size, NULL);

  if (rounded > LARGEST_BLOCK / 4)
    return add_block (self, rounded);

  if (rounded > self->n_free)
    {
      while (self->next_size < rounded)
        self->next_size *= 2;
      self->free = add_block (self, self->next_size);
      self->n_free = self->next_size;
      self->next_size = MIN (self->next_size * 2, LARGEST_BLOCK);
    }

  data = self->free;
  self->free += rounded;
  self->n_free -= rounded;

  return data;
}

/**
 * ath_arena_strdup:
 * @self: an arena
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): a copy that lives as long as @self;
 *   `NULL` for `NULL`
 */
char *
ath_arena_strdup (AthArena   *self,
                  const char *text)
{
  return text != NULL ? ath_arena_strndup (self, text, strlen (text)) : NULL;
}

/**
 * ath_arena_strndup:
 * @self: an arena
 * @text: bytes, of which none needs to be 0
 * @len: how many
 *
 * Returns: (transfer none): a nul-terminated copy that lives as long as @self
 */
char *
ath_arena_strndup (AthArena   *self,
                   const char *text,
                   gsize       len)
{
  char *copy = ath_arena_alloc (self, len + 1);

  memcpy (copy, text, len);

  return copy;
}

/**
 * ath_arena_printf:
 * @self: an arena
 * @format: as of printf()
 * @...: its arguments
 *
 * Returns: (transfer none): the text, which lives as long as @self
 */
char *
ath_arena_printf (AthArena   *self,
                  const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  return ath_arena_strdup (self, text);
}

/**
 * ath_arena_adopt:
 * @self: an arena
 * @data: (transfer full): something that was not taken from it
 * @destroy: releases @data
 *
 * Makes @data live as long as @self.
 *
 * Returns: (transfer none): @data
 */
gpointer
ath_arena_adopt (AthArena       *self,
                 gpointer        data,
                 GDestroyNotify  destroy)
{
  Adopted adopted = { .data = data, .destroy = destroy };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (destroy != NULL, NULL);

  if (self->adopted == NULL)
    self->adopted = g_array_new (FALSE, FALSE, sizeof (Adopted));
  g_array_append_val (self->adopted, adopted);

  return data;
}
