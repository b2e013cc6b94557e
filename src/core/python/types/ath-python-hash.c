/* ath-python-hash.c: Python's hash of a text
 *
 * Python draws the key of this hash anew for each run, unless PYTHONHASHSEED
 * says otherwise.  Here it is that of PYTHONHASHSEED=0, and the hash is that of
 * Python 3.11 and later: SipHash with one round per word and three at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/types/ath-python-hash.h"

#define WORD_SIZE 8
#define N_LAST_ROUNDS 3

typedef struct
{
  guint64 v[4];
} State;

static guint64
rotate (guint64 word,
        guint   n_bits)
{
  return (word << n_bits) | (word >> (64 - n_bits));
}

static void
mix (State *state)
{
  guint64 *v = state->v;

  v[0] += v[1];
  v[2] += v[3];
  v[1] = rotate (v[1], 13) ^ v[0];
  v[3] = rotate (v[3], 16) ^ v[2];
  v[0] = rotate (v[0], 32);
  v[2] += v[1];
  v[0] += v[3];
  v[1] = rotate (v[1], 17) ^ v[2];
  v[3] = rotate (v[3], 21) ^ v[0];
  v[2] = rotate (v[2], 32);
}

static void
take_word (State   *state,
           guint64  word)
{
  state->v[3] ^= word;
  mix (state);
  state->v[0] ^= word;
}

static guint64
hash_bytes (const guint8 *bytes,
            gsize         length)
{
  State state = { { 0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261,
                    0x7465646279746573 } };
  guint64 last = (guint64) length << 56;
  gsize n_words = length / WORD_SIZE;

  for (gsize i = 0; i < n_words; i++)
    {
      guint64 word;

      memcpy (&word, bytes + i * WORD_SIZE, WORD_SIZE);
      take_word (&state, GUINT64_FROM_LE (word));
    }
  for (gsize i = n_words * WORD_SIZE; i < length; i++)
    last |= (guint64) bytes[i] << (8 * (i % WORD_SIZE));
  take_word (&state, last);

  state.v[2] ^= 0xff;
  for (guint i = 0; i < N_LAST_ROUNDS; i++)
    mix (&state);

  return state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3];
}

/* Python keeps a text in as few bytes per character as its widest one needs. */
static guint
get_width (const char *text)
{
  guint width = 1;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character > G_MAXUINT16)
        return 4;
      if (character > G_MAXUINT8)
        width = 2;
    }

  return width;
}

static void
append_character (GByteArray *bytes,
                  gunichar    character,
                  guint       width)
{
  guint8 narrow = (guint8) character;
  guint16 medium = (guint16) character;

  if (width == 1)
    g_byte_array_append (bytes, &narrow, 1);
  else if (width == 2)
    g_byte_array_append (bytes, (const guint8 *) &medium, 2);
  else
    g_byte_array_append (bytes, (const guint8 *) &character, 4);
}

/**
 * ath_python_hash_text:
 * @text: UTF-8
 *
 * Returns: what `hash ()` of @text gives with PYTHONHASHSEED=0
 */
gint64
ath_python_hash_text (const char *text)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint width = get_width (text);
  gint64 hash;

  if (*text == '\0')
    return 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    append_character (bytes, g_utf8_get_char (c), width);
  hash = (gint64) hash_bytes (bytes->data, bytes->len);

  return hash == -1 ? -2 : hash;
}
