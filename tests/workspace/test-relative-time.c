/* test-relative-time.c: how long ago something was, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-relative-time.h"

typedef struct
{
  gint64      seconds;
  const char *expected;
} Case;

static const Case cases[] = {
  { -3600, "just now" },
  { 0, "just now" },
  { 59, "just now" },
  { 60, "1 minute ago" },
  { 3599, "59 minutes ago" },
  { 3600, "1 hour ago" },
  { 86399, "23 hours ago" },
  { 86400, "1 day ago" },
  { 2 * 86400, "2 days ago" },
  { 28 * 86400 - 1, "27 days ago" },
  { 28 * 86400, "on 15 October 2025" },
};

static void
test_format (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2025, 11, 12, 12, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -cases[i].seconds);
      g_autofree char *text = ath_relative_time_format (then, now);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/relative-time/format", test_format);

  return g_test_run ();
}
