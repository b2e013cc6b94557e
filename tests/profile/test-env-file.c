/* test-env-file.c: the variables of a .env file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "profile/ath-env-file.h"

static const char *const process[] = { "HOME=/home/ann", "SET=outside", "EMPTY=", NULL };

static const struct
{
  const char *name;
  const char *text;
  const char *variable;
  const char *expected; /* (nullable) */
} cases[] = {
  { "plain", "A=b\n", "A", "b" },
  { "no-newline", "A=b", "A", "b" },
  { "carriage-return", "A=b\r\nC=d\r\n", "A", "b" },
  { "blanks", "  A = b c  \n", "A", "b c" },
  { "export", "export A=b\n", "A", "b" },
  { "comment-line", "#A=b\n", "A", NULL },
  { "comment-behind", "A=b # c\n", "A", "b" },
  { "hash-inside", "A=b#c\n", "A", "b#c" },
  { "empty", "A=\n", "A", "" },
  { "no-equals", "A\n", "A", NULL },
  { "no-name", "=b\nA=c\n", "A", "c" },
  { "equals-inside", "A=postgresql://h/d?a=b\n", "A", "postgresql://h/d?a=b" },
  { "single-quotes", "A='b $HOME # c'\n", "A", "b $HOME # c" },
  { "double-quotes", "A=\"b # \\\"c\\\" \\n\"\n", "A", "b # \"c\" \n" },
  { "open-quote", "A='b\n", "A", "b" },
  { "last-wins", "A=b\nA=c\n", "A", "c" },
  { "process-wins", "SET=inside\n", "SET", "outside" },
  { "reference", "U=ann\nA=x${U}y\n", "A", "xanny" },
  { "reference-short", "U=ann\nA=$U@db\n", "A", "ann@db" },
  { "reference-process", "A=${HOME}/x\n", "A", "/home/ann/x" },
  { "reference-unknown", "A=x${NO}y\n", "A", "xy" },
  { "reference-default", "A=${NO:-d e}\n", "A", "d e" },
  { "reference-default-set", "A=${HOME:-d}\n", "A", "/home/ann" },
  { "reference-default-empty", "A=${EMPTY:-d}\n", "A", "d" },
  { "reference-default-unset-only", "A=${EMPTY-d}\n", "A", "" },
  { "reference-error-form", "A=${NO:?must be set}\n", "A", "" },
  { "reference-open", "A=${HOME\n", "A", "${HOME" },
  { "dollar", "A=p$$w\n", "A", "p$w" },
  { "dollar-alone", "A=5$\n", "A", "5$" },
};

static void
test_env_file_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) variables = ath_env_file_parse (cases[i].text, process);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (g_environ_getenv (variables, cases[i].variable), ==, cases[i].expected);
    }
}

static void
test_env_file_read (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "test.env", NULL);
  g_auto(GStrv) none = NULL;
  g_auto(GStrv) variables = NULL;
  g_autoptr(GError) error = NULL;

  none = ath_env_file_read (path, process, &error);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (none);
  g_clear_error (&error);

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  g_assert_true (g_file_set_contents (path, "A=b\n", -1, NULL));
  variables = ath_env_file_read (path, process, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_environ_getenv (variables, "A"), ==, "b");
  g_assert_cmpstr (g_environ_getenv (variables, "HOME"), ==, "/home/ann");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/env-file/parse", test_env_file_parse);
  g_test_add_func ("/env-file/read", test_env_file_read);

  return g_test_run ();
}
