/* test-arena.c: memory that is freed all at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-arena.h"

static void
test_arena_pieces (void)
{
  g_autoptr(AthArena) arena = ath_arena_new (G_MAXSIZE);
  char *pieces[2000];

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      gsize size = 1 + i * 97 % 70000;

      pieces[i] = ath_arena_alloc (arena, size);
      g_assert_cmpuint ((gsize) pieces[i] % 16, ==, 0);
      g_assert_cmpint (pieces[i][0], ==, 0);
      g_assert_cmpint (pieces[i][size - 1], ==, 0);
      memset (pieces[i], (int) (i % 127) + 1, size);
    }

  /* None was written over by a later one. */
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_assert_cmpint (pieces[i][0], ==, i % 127 + 1);
      g_assert_cmpint (pieces[i][i * 97 % 70000], ==, i % 127 + 1);
    }
}

static void
test_arena_texts (void)
{
  g_autoptr(AthArena) arena = ath_arena_new (G_MAXSIZE);

  g_assert_null (ath_arena_strdup (arena, NULL));
  g_assert_cmpstr (ath_arena_strdup (arena, "ä"), ==, "ä");
  g_assert_cmpstr (ath_arena_strndup (arena, "abc", 2), ==, "ab");
  g_assert_cmpstr (ath_arena_printf (arena, "%s-%d", "a", 5), ==, "a-5");
}

static void
test_arena_limit (void)
{
  g_autoptr(AthArena) arena = ath_arena_new (1024 * 1024);

  g_assert_true (ath_arena_has_room (arena, 0));
  g_assert_true (ath_arena_has_room (arena, 1024 * 1024 - 1));
  g_assert_false (ath_arena_has_room (arena, 1024 * 1024));
  g_assert_false (ath_arena_has_room (arena, G_MAXSIZE));
  ath_arena_alloc (arena, 2 * 1024 * 1024);
  g_assert_false (ath_arena_has_room (arena, 0));
  g_assert_nonnull (ath_arena_alloc (arena, 1));
}

static void
note (gpointer data)
{
  *(guint *) data += 1;
}

static void
test_arena_adopts (void)
{
  AthArena *arena = ath_arena_new (G_MAXSIZE);
  guint n_released = 0;

  g_assert_true (ath_arena_adopt (arena, &n_released, note) == &n_released);
  g_assert_cmpuint (n_released, ==, 0);
  ath_arena_free (arena);
  g_assert_cmpuint (n_released, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/arena/pieces", test_arena_pieces);
  g_test_add_func ("/arena/texts", test_arena_texts);
  g_test_add_func ("/arena/limit", test_arena_limit);
  g_test_add_func ("/arena/adopts", test_arena_adopts);

  return g_test_run ();
}
