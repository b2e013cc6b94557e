/* test-cli-arguments.c: arguments as argparse takes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-cli-arguments.h"

static const GOptionEntry entries[] = {
  { "rev-range", 'r', 0, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "message", 'm', 0, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  G_OPTION_ENTRY_NULL
};

static const struct
{
  const char *given;
  const char *normal;
} cases[] = {
  { "", "--" },
  { "head", "-- head" },
  { "head -v", "-v -- head" },
  { "-1", "-- -1" },
  { "-1 --verbose", "--verbose -- -1" },
  { "-- -v", "-- -v" },
  { "a -- b -- c", "-- a b -- c" },
  { "-r -3:", "--rev-range=-3: --" },
  { "-r=-3:current", "--rev-range=-3:current --" },
  { "-r-3:", "--rev-range=-3: --" },
  { "--rev-range -3:", "--rev-range=-3: --" },
  { "--rev-range=a:b -v", "--rev-range=a:b -v --" },
  { "--rev-range= x", "--rev-range= -- x" },
  { "-m -v", "--message=-v --" },
  { "-r", "-r" },
  { "head -r", "-r" },
  { "-x y", "-x -- y" },
  { "--verbos", "--verbos --" },
  { "- a", "-- - a" },
};

static void
test_normalize (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) given = g_strsplit (cases[i].given, " ", -1);
      g_auto(GStrv) normal = ath_cli_arguments_normalize (entries, (const char *const *) given);
      g_autofree char *joined = g_strjoinv (" ", normal + 1);

      g_assert_cmpstr (joined, ==, cases[i].normal);
    }
}

static void
test_find_command (void)
{
  const char *plain[] = { "history", "-v", NULL };
  const char *valued[] = { "-m", "history", "--message=x", "-v", "heads", NULL };
  const char *none[] = { "-v", NULL };

  g_assert_cmpuint (ath_cli_arguments_find_command (entries, plain), ==, 0);
  g_assert_cmpuint (ath_cli_arguments_find_command (entries, valued), ==, 4);
  g_assert_cmpuint (ath_cli_arguments_find_command (entries, none), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli/arguments/normalize", test_normalize);
  g_test_add_func ("/cli/arguments/find-command", test_find_command);

  return g_test_run ();
}
