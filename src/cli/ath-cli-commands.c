/* ath-cli-commands.c: the table of commands, their options and their help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-arguments.h"
#include "ath-cli-command.h"

/* In the order in which the help lists them. */
static const AthCliCommand *const commands[] = {
  &ath_command_init,
  &ath_command_revision,
  &ath_command_merge,
  &ath_command_history,
  &ath_command_heads,
  &ath_command_branches,
  &ath_command_show,
  &ath_command_sql,
  &ath_command_current,
  &ath_command_pending,
  &ath_command_check,
  &ath_command_plan,
  &ath_command_upgrade,
  &ath_command_downgrade,
  &ath_command_stamp,
  &ath_command_backup,
  &ath_command_ping,
  &ath_command_wait,
  &ath_command_profile,
  NULL,
};

/**
 * ath_cli_list_commands:
 *
 * Returns: (transfer none) (array zero-terminated=1): all commands
 */
const AthCliCommand *const *
ath_cli_list_commands (void)
{
  return commands;
}

/**
 * ath_cli_find_command:
 * @name: a word
 *
 * Returns: (transfer none) (nullable): the command
 */
const AthCliCommand *
ath_cli_find_command (const char *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    {
      if (g_str_equal (commands[i]->name, name))
        return commands[i];
    }

  return NULL;
}

/* What GOption allocated lives as long as @cli. */
static void
keep_values (AthCli             *cli,
             const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      char **value = NULL;

      if (entry->arg == G_OPTION_ARG_STRING || entry->arg == G_OPTION_ARG_FILENAME)
        {
          value = g_new0 (char *, 2);
          value[0] = *(char **) entry->arg_data;
        }
      else if (entry->arg == G_OPTION_ARG_STRING_ARRAY)
        {
          value = *(char ***) entry->arg_data;
        }

      if (value != NULL)
        g_ptr_array_add (cli->parsed, value);
    }
}

#define HELP_WIDTH 78

/* (transfer full): @text, one paragraph, in lines that fit */
static char *
dup_wrapped (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GString) wrapped = g_string_new (NULL);
  glong column = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong width = g_utf8_strlen (words[i], -1);

      if (column > 0 && column + 1 + width > HELP_WIDTH)
        {
          g_string_append_c (wrapped, '\n');
          column = 0;
        }
      g_string_append_printf (wrapped, "%s%s", column > 0 ? " " : "", words[i]);
      column += width + (column > 0);
    }

  return g_string_free (g_steal_pointer (&wrapped), FALSE);
}

static GOptionContext *
new_context (const AthCliCommand *command,
             const GOptionEntry  *entries,
             const GOptionEntry  *help_entries)
{
  const char *synopsis = command->synopsis != NULL ? _(command->synopsis) : NULL;
  GOptionContext *context = g_option_context_new (synopsis);
  g_autofree char *summary = g_strdup_printf ("%s.", _(command->summary));
  g_autofree char *description = NULL;

  /* GOption's own --help would end the program. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  if (command->description != NULL)
    description = dup_wrapped (_(command->description));
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);

  return context;
}

/**
 * ath_cli_list_options:
 * @cli: what the call works with; it is completing
 * @entries: options
 *
 * Prints the options that are not hidden, a line each.
 */
void
ath_cli_list_options (AthCli             *cli,
                      const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      if ((entry->flags & G_OPTION_FLAG_HIDDEN) == 0)
        g_string_append_printf (cli->output, "--%s\n", entry->long_name);
    }
}

static gboolean
check_number (const AthCliCommand  *command,
              char                **rest,
              GError              **error)
{
  guint n = g_strv_length (rest);

  if (n < command->min_arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” needs more: %s"), command->name, _(command->synopsis));
      return FALSE;
    }
  if (n > command->max_arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” cannot do anything with “%s”"),
                   command->name, rest[command->max_arguments]);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_cli_parse:
 * @cli: what the call works with
 * @command: the command
 * @entries: its options; what they are set to lives as long as @cli
 * @arguments: what stands behind the command
 * @rest: (out) (transfer full): set to what is no option
 * @error: set to `G_OPTION_ERROR` when they are used wrongly
 *
 * Parses the options of a command, and those that every command has.
 *
 * Returns: whether the command goes on; %FALSE without @error when help was
 *   asked for, which is in the output then
 */
gboolean
ath_cli_parse (AthCli                *cli,
               const AthCliCommand   *command,
               const GOptionEntry    *entries,
               const char *const     *arguments,
               char                ***rest,
               GError               **error)
{
  gboolean wants_help = FALSE;
  char **words = NULL;
  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_("Show this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = new_context (command, entries, help_entries);
  g_autofree char *program = g_strdup_printf ("%s %s", g_get_prgname (), command->name);
  g_autofree GOptionEntry *common = ath_cli_options_list_entries (&cli->options);
  g_autoptr(GPtrArray) own = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_auto(GStrv) normal = NULL;
  g_autofree char *help = NULL;

  if (cli->is_completing)
    {
      ath_cli_list_options (cli, entries);
      return FALSE;
    }

  g_set_prgname (program);
  own = ath_cli_arguments_split (entries, common, arguments, &others);
  if (!ath_cli_options_parse (&cli->options, (const char *const *) others->pdata, error))
    return FALSE;
  normal = ath_cli_arguments_normalize (entries, (const char *const *) own->pdata);
  if (!g_option_context_parse_strv (context, &normal, error))
    return FALSE;
  keep_values (cli, entries);
  *rest = words != NULL ? words : g_new0 (char *, 1);

  if (wants_help)
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      g_string_append (cli->output, help);
      cli->helped = TRUE;
      return FALSE;
    }

  return check_number (command, *rest, error);
}
