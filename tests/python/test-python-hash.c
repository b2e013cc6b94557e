/* test-python-hash.c: the hash of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/types/ath-python-hash.h"

/* What Python 3.11 says with PYTHONHASHSEED=0. */
static const struct
{
  const char *text;
  gint64      hash;
} cases[] = {
  { "", 0 },
  { "a", 4644417185603328019 },
  { "abc", -4594863902769663758 },
  { "1234567", -6684075128579576191 },
  { "12345678", 3785724242978802311 },
  { "technical-failure", -23314706792707667 },
  { "é", 6047309291227476195 },
  { "日本", 6243316497235261705 },
  { "日本é", -7607377556291462036 },
  { "😀x", -8926728262118538918 },
};

static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ath_python_hash_text (cases[i].text), ==, cases[i].hash);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/python/hash/text", test_text);

  return g_test_run ();
}
