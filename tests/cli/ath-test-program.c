/* ath-test-program.c: athanor-cli, started as a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cli/ath-test-program.h"

/* What would tell the program of a database that a test does not mean. */
static const char *const foreign_variables[] = {
  "ALEMBIC_CONFIG", "DATABASE_URL", "PGDATABASE", "PGHOST", "PGPASSWORD", "PGPORT", "PGSERVICE",
  "PGUSER",
};

/**
 * ath_test_output_clear:
 * @self: what a program left
 */
void
ath_test_output_clear (AthTestOutput *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

static GSubprocess *
start (const char        *folder,
       GSubprocessFlags   flags,
       const char *const *prefix,
       const char        *arguments)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) parsed = NULL;
  g_auto(GStrv) argv = NULL;
  GSubprocess *process;

  g_shell_parse_argv (arguments, NULL, &parsed, &error);
  g_assert_no_error (error);
  g_strv_builder_addv (builder, (const char **) prefix);
  g_strv_builder_addv (builder, (const char **) parsed);
  argv = g_strv_builder_end (builder);

  launcher = g_subprocess_launcher_new (flags | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  for (guint i = 0; i < G_N_ELEMENTS (foreign_variables); i++)
    g_subprocess_launcher_unsetenv (launcher, foreign_variables[i]);
  /* The folders of this test, not those of whoever runs it. */
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  if (folder != NULL)
    g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

static void
finish (AthTestOutput *output,
        GSubprocess   *process,
        const char    *input)
{
  g_autoptr(GError) error = NULL;

  ath_test_output_clear (output);
  g_subprocess_communicate_utf8 (process, input, NULL, &output->out, &output->err, &error);
  g_assert_no_error (error);
  output->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                        : -1;
  g_test_message ("%d\n%s%s", output->status, output->out, output->err);
}

/**
 * ath_test_program_start:
 * @folder: (nullable): where
 * @arguments: as a shell takes them
 *
 * Starts athanor-cli.
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
ath_test_program_start (const char *folder,
                        const char *arguments)
{
  const char *prefix[] = { g_getenv ("ATHANOR_CLI"), NULL };

  return start (folder, G_SUBPROCESS_FLAGS_NONE, prefix, arguments);
}

/**
 * ath_test_program_feed:
 * @output: (inout): set to what it left
 * @folder: (nullable): where
 * @input: (nullable): its standard input; `NULL` for none
 * @arguments: as a shell takes them
 *
 * Runs athanor-cli.
 */
void
ath_test_program_feed (AthTestOutput *output,
                       const char    *folder,
                       const char    *input,
                       const char    *arguments)
{
  const char *prefix[] = { g_getenv ("ATHANOR_CLI"), NULL };
  GSubprocessFlags flags = input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE
                                         : G_SUBPROCESS_FLAGS_NONE;
  g_autoptr(GSubprocess) process = start (folder, flags, prefix, arguments);

  g_test_message ("athanor-cli %s", arguments);
  finish (output, process, input);
}

/**
 * ath_test_program_run:
 * @output: (inout): set to what it left
 * @folder: (nullable): where
 * @arguments: as a shell takes them
 *
 * Runs athanor-cli with nothing on its standard input.
 */
void
ath_test_program_run (AthTestOutput *output,
                      const char    *folder,
                      const char    *arguments)
{
  ath_test_program_feed (output, folder, NULL, arguments);
}

/**
 * ath_test_alembic_run:
 * @output: (inout): set to what it left
 * @folder: where
 * @arguments: as a shell takes them
 *
 * Runs Debian's Alembic.
 */
void
ath_test_alembic_run (AthTestOutput *output,
                      const char    *folder,
                      const char    *arguments)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "cli", "alembic-sorted.py", NULL);
  const char *prefix[] = { "/usr/bin/python3", "-W", "ignore", script, NULL };
  g_autoptr(GSubprocess) process = start (folder, G_SUBPROCESS_FLAGS_NONE, prefix, arguments);

  g_test_message ("alembic %s", arguments);
  finish (output, process, NULL);
}

/**
 * ath_test_output_parse:
 * @output: what a program left
 *
 * Returns: (transfer full): its standard output, which must be one JSON object
 */
JsonNode *
ath_test_output_parse (const AthTestOutput *output)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (output->out, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return node;
}

/**
 * ath_test_json_dup_strings:
 * @object: an object
 * @member: an array of strings in it
 *
 * Returns: (transfer full): the strings, with blanks between
 */
char *
ath_test_json_dup_strings (JsonObject *object,
                           const char *member)
{
  g_autoptr(GString) strings = g_string_new (NULL);
  JsonArray *array;

  g_assert_true (json_object_has_member (object, member));
  array = json_object_get_array_member (object, member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (strings, "%s%s", i > 0 ? " " : "",
                            json_array_get_string_element (array, i));

  return g_string_free (g_steal_pointer (&strings), FALSE);
}

/**
 * ath_test_json_dup_ids:
 * @object: an object
 * @member: an array of objects in it
 *
 * Returns: (transfer full): their members "revision", with blanks between
 */
char *
ath_test_json_dup_ids (JsonObject *object,
                       const char *member)
{
  g_autoptr(GString) ids = g_string_new (NULL);
  JsonArray *array;

  g_assert_true (json_object_has_member (object, member));
  array = json_object_get_array_member (object, member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);
      const char *id = json_object_get_string_member_with_default (entry, "revision", "null");

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}
