/* ath-cli.c: from the arguments to a command and its status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ath-cli-arguments.h"
#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-signals.h"
#include "ath-cli.h"

static void
cli_clear (AthCli *self)
{
  g_clear_object (&self->cancellable);
  g_string_free (self->output, TRUE);
  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->parsed, g_ptr_array_unref);
  ath_cli_options_clear (&self->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthCli, cli_clear)

static char *
dup_command_list (void)
{
  const AthCliCommand *const *commands = ath_cli_list_commands ();
  g_autoptr(GString) list = g_string_new (_("Commands:"));

  for (guint i = 0; commands[i] != NULL; i++)
    g_string_append_printf (list, "\n  %-12s%s", commands[i]->name, _(commands[i]->summary));
  g_string_append_printf (list, "\n\n%s", _("“athanor-cli COMMAND --help” tells more about each."));

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
print_help (AthCli             *self,
            const GOptionEntry *entries)
{
  g_autoptr(GOptionContext) context = g_option_context_new (_("COMMAND …"));
  g_autofree char *list = dup_command_list ();
  g_autofree char *help = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context,
                                _("Brings database schema changes to PostgreSQL servers."));
  g_option_context_set_description (context, list);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  help = g_option_context_get_help (context, TRUE, NULL);
  g_string_append (self->output, help);
}

/* Parses the options before the command; @command is set to where that is. */
static gboolean
parse_global (AthCli              *self,
              const char *const   *arguments,
              guint               *command,
              GError             **error)
{
  g_autofree GOptionEntry *entries = ath_cli_options_list_entries (&self->options);
  guint n = ath_cli_arguments_find_command (entries, arguments);
  g_autofree const char **before = g_new0 (const char *, n + 1);

  memcpy (before, arguments, n * sizeof (char *));
  if (!ath_cli_options_parse (&self->options, before, error))
    return FALSE;

  self->helped = self->options.help || self->options.version;
  if (self->options.help)
    print_help (self, entries);
  else if (self->options.version)
    ath_cli_print (self, "athanor-cli %s\n", ATH_VERSION);
  *command = n;

  return TRUE;
}

static AthCliStatus
run_command (AthCli             *self,
             const char *const  *arguments,
             GError            **error)
{
  const AthCliCommand *command;
  guint index;

  if (!parse_global (self, arguments, &index, error))
    return ATH_CLI_FAILED;
  if (self->helped)
    return ATH_CLI_DONE;

  if (arguments[index] == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("There is no command"));
      return ATH_CLI_FAILED;
    }

  command = ath_cli_find_command (arguments[index]);
  if (command == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("There is no command “%s”"), arguments[index]);
      return ATH_CLI_FAILED;
    }

  return command->run (self, command, arguments + index + 1, error);
}

static AthCliStatus
finish (AthCli       *self,
        AthCliStatus  status,
        const GError *error)
{
  if (self->helped)
    status = ATH_CLI_DONE;

  if (error != NULL)
    {
      status = error->domain == G_OPTION_ERROR ? ATH_CLI_USAGE : ATH_CLI_FAILED;
      ath_cli_complain (error);
      if (status == ATH_CLI_USAGE)
        ath_cli_say (self, "  %s",
                     _("“athanor-cli --help” and “athanor-cli COMMAND --help” tell more."));
      else if (self->options.json && !self->is_spoken)
        ath_cli_json_print_error (self, error);
    }

  if (!ath_cli_flush (self) && status == ATH_CLI_DONE)
    status = ATH_CLI_FAILED;

  return status;
}

/**
 * ath_cli_main:
 * @argc: number of arguments
 * @argv: the program's name and its arguments
 *
 * Runs the program.
 *
 * Returns: its status
 */
int
ath_cli_main (int    argc,
              char **argv)
{
  g_auto(AthCli) self = { 0 };
  g_autoptr(AthCliSignals) signals = NULL;
  g_autoptr(GError) error = NULL;
  AthCliStatus status;

  g_set_prgname ("athanor-cli");
  self.output = g_string_new (NULL);
  self.cancellable = g_cancellable_new ();
  self.parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (argc > 1 && g_str_equal (argv[1], "--complete"))
    {
      ath_cli_complete (&self, (const char *const *) argv + 2);
      return ath_cli_flush (&self) ? ATH_CLI_DONE : ATH_CLI_FAILED;
    }

  signals = ath_cli_signals_new (self.cancellable);
  status = run_command (&self, (const char *const *) argv + 1, &error);

  return finish (&self, status, error);
}

static char *
dup_config_file (AthCli *self)
{
  const char *file = self->options.config_file;

  if (file == NULL)
    file = g_getenv ("ALEMBIC_CONFIG");
  if (file == NULL || *file == '\0')
    return NULL;

  /* With a folder of its own the file is looked for there, else where the caller is. */
  return g_canonicalize_filename (file, self->options.folder);
}

/**
 * ath_cli_get_project:
 * @self: what the call works with
 * @error: set when there is none, or it cannot be read
 *
 * Reads the project once; scripts that cannot be read are warned about.
 *
 * Returns: (transfer none): the project
 */
AthProject *
ath_cli_get_project (AthCli  *self,
                     GError **error)
{
  g_autoptr(GFile) folder = NULL;
  g_autofree char *config_file = NULL;
  GPtrArray *problems;

  if (self->project != NULL)
    return self->project;

  folder = g_file_new_for_path (self->options.folder != NULL ? self->options.folder : ".");
  config_file = dup_config_file (self);
  self->project = ath_project_load (folder, config_file, self->options.section, self->cancellable,
                                    error);
  if (self->project == NULL)
    return NULL;

  problems = ath_project_get_problems (self->project);
  for (guint i = 0; i < problems->len; i++)
    ath_cli_warn (self, g_ptr_array_index (problems, i));

  return self->project;
}

/**
 * ath_cli_get_graph:
 * @self: what the call works with
 * @error: set when the project cannot be read
 *
 * Makes the graph of the project once; what is wrong with it is warned about.
 *
 * Returns: (transfer none): the graph
 */
AthRevisionGraph *
ath_cli_get_graph (AthCli  *self,
                   GError **error)
{
  AthProject *project = ath_cli_get_project (self, error);
  GPtrArray *problems;

  if (project == NULL || self->graph != NULL)
    return self->graph;

  self->graph = ath_revision_graph_new (ath_project_get_revisions (project));
  problems = ath_revision_graph_get_problems (self->graph);
  for (guint i = 0; i < problems->len; i++)
    ath_cli_warn (self, g_ptr_array_index (problems, i));

  return self->graph;
}
