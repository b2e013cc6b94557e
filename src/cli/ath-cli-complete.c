/* ath-cli-complete.c: what can come next on the command line
 *
 * `athanor-cli --complete WORD…` prints what the last word can become, a line
 * each; the shells' scripts only call it.  It says nothing and never fails: a
 * project that cannot be read has no revisions to offer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-output.h"
#include "ath-cli-profiles.h"

/* Options before the command that take a value, and are looked at here. */
static const char *const folder_options[] = { "--project", "-p", NULL };
static const char *const environment_options[] = { "--environment", "-e", NULL };
static const char *const config_options[] = { "--config", "-c", NULL };
static const char *const section_options[] = { "--name", "-n", NULL };
static const char *const other_options[] = { "--url", "-u", "--x", "-x", NULL };

/* (nullable): where the value of the option @name is kept; @has_value is set to whether it
 * takes one
 */
static char **
find_value (AthCli     *cli,
            const char *name,
            gboolean   *has_value)
{
  *has_value = TRUE;
  if (g_strv_contains (folder_options, name))
    return &cli->options.folder;
  if (g_strv_contains (environment_options, name))
    return &cli->options.environment;
  if (g_strv_contains (config_options, name))
    return &cli->options.config_file;
  if (g_strv_contains (section_options, name))
    return &cli->options.section;

  *has_value = g_strv_contains (other_options, name);

  return NULL;
}

/**
 * ath_cli_complete_words:
 * @cli: what the call works with
 * @words: what can be typed
 *
 * Offers each of @words.
 */
void
ath_cli_complete_words (AthCli            *cli,
                        const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    ath_cli_print (cli, "%s\n", words[i]);
}

/**
 * ath_cli_complete_revision:
 * @cli: what the call works with
 * @index: which argument is being typed
 *
 * Offers ids, labels, and the names that every project has.
 */
void
ath_cli_complete_revision (AthCli *cli,
                           guint   index)
{
  const char *const names[] = { "head", "heads", "base", NULL };
  AthRevisionGraph *graph = ath_cli_get_graph (cli, NULL);
  GPtrArray *revisions;

  ath_cli_complete_words (cli, names);
  if (graph == NULL)
    return;

  revisions = ath_revision_graph_get_revisions (graph);
  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      ath_cli_print (cli, "%s\n", revision->id);
      ath_cli_complete_words (cli, (const char *const *) revision->labels);
    }
}

/**
 * ath_cli_complete_environments:
 * @cli: what the call works with
 *
 * Offers the environments of the project.
 */
void
ath_cli_complete_environments (AthCli *cli)
{
  g_autoptr(GPtrArray) profiles = ath_cli_list_profiles (cli, NULL);

  for (guint i = 0; profiles != NULL && i < profiles->len; i++)
    ath_cli_print (cli, "%s\n", ath_profile_get_name (g_ptr_array_index (profiles, i)));
}

static void
complete_commands (AthCli *cli)
{
  const AthCliCommand *const *commands = ath_cli_list_commands ();

  for (guint i = 0; commands[i] != NULL; i++)
    ath_cli_print (cli, "%s\n", commands[i]->name);
}

/* @words: what stands behind the command */
static void
complete_command (AthCli              *cli,
                  const AthCliCommand *command,
                  const char *const   *words)
{
  const char *none[] = { NULL };
  g_autoptr(GError) error = NULL;
  guint n_arguments = 0;
  guint last = g_strv_length ((char **) words) - 1;

  if (words[last][0] == '-')
    {
      command->run (cli, command, none, &error);
      ath_cli_print (cli, "--help\n");
      return;
    }

  for (guint i = 0; i < last; i++)
    n_arguments += words[i][0] != '-';
  if (command->complete != NULL)
    command->complete (cli, n_arguments);
}

/* Takes the option @words begins with, and its value.  Returns how many words these are;
 * 0 when its value is what is being typed.
 */
static guint
take_option (AthCli            *cli,
             const char *const *words)
{
  const char *glued = strchr (words[0], '=');
  g_autofree char *name = glued != NULL ? g_strndup (words[0], glued - words[0])
                                        : g_strdup (words[0]);
  gboolean has_value;
  char **value = find_value (cli, name, &has_value);
  const char *given = glued != NULL ? glued + 1 : words[1];

  if (has_value && glued == NULL && words[2] == NULL)
    {
      if (g_strv_contains (environment_options, name))
        ath_cli_complete_environments (cli);
      return 0;
    }
  if (value != NULL)
    {
      g_free (*value);
      *value = g_strdup (given);
    }

  return has_value && glued == NULL ? 2 : 1;
}

/**
 * ath_cli_complete:
 * @cli: what the call works with
 * @words: what stands behind the program; the last is being typed, and may be empty
 *
 * Prints what the last of @words can become.
 */
void
ath_cli_complete (AthCli            *cli,
                  const char *const *words)
{
  g_autofree GOptionEntry *options = ath_cli_options_list_entries (&cli->options);
  const AthCliCommand *command;
  guint i = 0;

  cli->is_completing = TRUE;
  while (words[i] != NULL && words[i][0] == '-' && words[i + 1] != NULL)
    {
      guint n_taken = take_option (cli, words + i);

      if (n_taken == 0)
        return;
      i += n_taken;
    }

  if (words[i] == NULL)
    return;
  if (words[i + 1] == NULL)
    {
      if (words[i][0] == '-')
        ath_cli_list_options (cli, options);
      else
        complete_commands (cli);
      return;
    }

  command = ath_cli_find_command (words[i]);
  if (command != NULL)
    complete_command (cli, command, words + i + 1);
}
