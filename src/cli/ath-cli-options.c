/* ath-cli-options.c: the options that every command has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-arguments.h"
#include "ath-cli-options.h"

/**
 * ath_cli_options_list_entries:
 * @self: what parsing them sets
 *
 * Returns: (transfer full): the options
 */
GOptionEntry *
ath_cli_options_list_entries (AthCliOptions *self)
{
  const GOptionEntry entries[] = {
    { "project", 'p', 0, G_OPTION_ARG_FILENAME, &self->folder,
      N_("The folder of the project (default: the current one)"), N_("FOLDER") },
    { "environment", 'e', 0, G_OPTION_ARG_STRING, &self->environment,
      N_("The environment whose database is meant"), N_("NAME") },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &self->url,
      N_("The database that is meant, without an environment"), N_("URL") },
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &self->config_file,
      N_("The configuration file (default: $ALEMBIC_CONFIG, or what is in the folder)"),
      N_("FILE") },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &self->section,
      N_("The section of the configuration file"), N_("SECTION") },
    { "x", 'x', 0, G_OPTION_ARG_STRING_ARRAY, &self->arguments,
      N_("An argument for the scripts; can be given several times"), N_("KEY=VALUE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json,
      N_("Print the result as one JSON object"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet,
      N_("Say nothing but results, warnings and errors"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version,
      N_("Show the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help,
      N_("Show this help"), NULL },
    G_OPTION_ENTRY_NULL
  };

  return g_memdup2 (entries, sizeof (entries));
}

static void
take_text (char **text,
           char **newer)
{
  if (*newer == NULL)
    return;

  g_free (*text);
  *text = g_steal_pointer (newer);
}

static void
take_arguments (char ***arguments,
                char  **more)
{
  g_autoptr(GStrvBuilder) all = g_strv_builder_new ();

  if (more == NULL)
    return;
  if (*arguments != NULL)
    g_strv_builder_addv (all, (const char **) *arguments);
  g_strv_builder_addv (all, (const char **) more);

  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (all);
}

/**
 * ath_cli_options_parse:
 * @self: what was parsed before, or nothing; an option of which there is one
 *   takes the place of an earlier one
 * @arguments: options
 * @error: set to `G_OPTION_ERROR` when they are used wrongly
 *
 * Returns: whether all of @arguments was understood
 */
gboolean
ath_cli_options_parse (AthCliOptions      *self,
                       const char *const  *arguments,
                       GError            **error)
{
  g_auto(AthCliOptions) parsed = { NULL };
  g_autofree GOptionEntry *entries = ath_cli_options_list_entries (&parsed);
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_auto(GStrv) normal = ath_cli_arguments_normalize (entries, arguments);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &normal, error))
    return FALSE;

  take_text (&self->folder, &parsed.folder);
  take_text (&self->environment, &parsed.environment);
  take_text (&self->url, &parsed.url);
  take_text (&self->config_file, &parsed.config_file);
  take_text (&self->section, &parsed.section);
  take_arguments (&self->arguments, parsed.arguments);
  self->json |= parsed.json;
  self->quiet |= parsed.quiet;
  self->version |= parsed.version;
  self->help |= parsed.help;

  return TRUE;
}

/**
 * ath_cli_options_clear:
 * @self: options
 *
 * Frees what @self holds.
 */
void
ath_cli_options_clear (AthCliOptions *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->config_file, g_free);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->arguments, g_strfreev);
}
