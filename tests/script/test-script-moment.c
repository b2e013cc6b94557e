/* test-script-moment.c: what scripts read of the clock and of chance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/ath-script-moment.h"

static char *
make (const AthScriptMoment *moment,
      const char            *script,
      guint                  index)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint8 bytes[16];

  ath_script_moment_make_uuid (moment, script, index, bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The same each time, and another one for each call, script and moment. */
static void
test_uuid (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const scripts[] = { "r1 upgrade", "r1 downgrade", "r2 upgrade" };

  for (guint i = 0; i < 3; i++)
    {
      AthScriptMoment moment = { 0 };

      ath_script_moment_take (&moment);
      for (guint j = 0; j < 9; j++)
        {
          char *uuid = make (&moment, scripts[j % 3], j / 3);
          g_autofree char *again = make (&moment, scripts[j % 3], j / 3);

          g_assert_cmpstr (uuid, ==, again);
          g_assert_cmpint (uuid[12], ==, '4');
          g_assert_nonnull (strchr ("89ab", uuid[16]));
          g_assert_true (g_hash_table_add (seen, uuid));
        }
    }
}

static void
test_taken_once (void)
{
  gint64 before = g_get_real_time ();
  AthScriptMoment moment = { 0 };
  AthScriptMoment first;

  ath_script_moment_take (&moment);
  first = moment;
  ath_script_moment_take (&moment);

  g_assert_cmpint (moment.now_us, >=, before);
  g_assert_cmpint (moment.now_us, <=, g_get_real_time ());
  g_assert_cmpmem (&moment, sizeof moment, &first, sizeof first);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/script-moment/uuid", test_uuid);
  g_test_add_func ("/script-moment/taken-once", test_taken_once);

  return g_test_run ();
}
