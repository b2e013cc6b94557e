/* ath-command-profile.c: athanor-cli profile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-profiles.h"
#include "ath-cli-prompt.h"
#include "ath-error.h"
#include "profile/ath-profile-import.h"

typedef struct
{
  char  *tier;
  char **variables;
} Options;

static void
add_json (JsonBuilder *builder,
          AthProfile  *profile)
{
  AthConnectionInfo *connection = ath_profile_get_connection (profile);
  gboolean has_password = ath_connection_info_get (connection, "password") != NULL;
  const char *const *variables = ath_profile_get_variables (profile);
  g_autofree char *url = ath_connection_info_dup_url (connection);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, ath_profile_get_name (profile));
  json_builder_set_member_name (builder, "tier");
  json_builder_add_string_value (builder, ath_tier_get_id (ath_profile_get_tier (profile)));
  json_builder_set_member_name (builder, "url");
  json_builder_add_string_value (builder, url);
  json_builder_set_member_name (builder, "has_password");
  json_builder_add_boolean_value (builder, has_password);
  /* Their values may be secrets. */
  json_builder_set_member_name (builder, "variables");
  json_builder_begin_array (builder);
  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (variables[i], "=", 2);

      json_builder_add_string_value (builder, pair[0]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (AthCli    *cli,
            GPtrArray *profiles)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "profiles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < profiles->len; i++)
    add_json (builder, g_ptr_array_index (profiles, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static void
print_line (AthCli     *cli,
            AthProfile *profile,
            const char *source)
{
  g_autofree char *display =
    ath_connection_info_dup_display (ath_profile_get_connection (profile));

  ath_cli_print (cli, "%s\t%s\t%s", ath_profile_get_name (profile),
                 ath_tier_get_name (ath_profile_get_tier (profile)), display);
  ath_cli_print (cli, source != NULL ? "\t%s\n" : "%s\n", source != NULL ? source : "");
}

static gboolean
list_profiles (AthCli  *cli,
               GError **error)
{
  g_autoptr(GPtrArray) profiles = ath_cli_list_profiles (cli, error);

  if (profiles == NULL)
    return FALSE;

  if (cli->options.json)
    print_json (cli, profiles);
  for (guint i = 0; !cli->options.json && i < profiles->len; i++)
    print_line (cli, g_ptr_array_index (profiles, i), NULL);
  if (profiles->len == 0)
    ath_cli_say (cli, "%s", _("The project has no environment yet; “profile add” makes one."));

  return TRUE;
}

static void
print_whole (AthCli     *cli,
             AthProfile *profile)
{
  AthConnectionInfo *connection = ath_profile_get_connection (profile);
  const AthPolicy *policy = ath_profile_get_policy (profile);
  const char *const *variables = ath_profile_get_variables (profile);
  gboolean has_password = ath_connection_info_get (connection, "password") != NULL;
  g_autofree char *url = ath_connection_info_dup_url (connection);

  ath_cli_print (cli, _("Name: %s\n"), ath_profile_get_name (profile));
  ath_cli_print (cli, _("Tier: %s\n"), ath_tier_get_name (ath_profile_get_tier (profile)));
  ath_cli_print (cli, _("Database: %s\n"), url);
  ath_cli_print (cli, "%s\n", has_password ? _("Password: in the keyring") : _("Password: none"));
  ath_cli_print (cli, "%s\n",
                 policy->backup_required ? _("Backup before each run: always")
                                         : _("Backup before each run: when asked for"));
  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (variables[i], "=", 2);

      ath_cli_print (cli, _("Variable for scripts: %s\n"), pair[0]);
    }
}

static gboolean
show_profile (AthCli      *cli,
              const char  *name,
              GError     **error)
{
  g_autoptr(AthProfile) profile = ath_cli_find_profile (cli, name, error);
  g_autoptr(GPtrArray) profiles = g_ptr_array_new ();

  if (profile == NULL)
    return FALSE;

  g_ptr_array_add (profiles, profile);
  if (cli->options.json)
    print_json (cli, profiles);
  else
    print_whole (cli, profile);

  return TRUE;
}

/* (transfer full): wiped by the caller.  From the arguments, a pipe, the terminal or
 * DATABASE_URL.
 */
static char *
read_url (AthCli      *cli,
          const char  *given,
          GError     **error)
{
  g_autofree char *line = NULL;

  if (given != NULL)
    return g_strdup (given);
  if (cli->options.url != NULL)
    return g_strdup (cli->options.url);

  line = ath_cli_read_line (_("URL of the database:"), FALSE, error);
  if (line == NULL || *line != '\0')
    return g_steal_pointer (&line);
  if (g_getenv ("DATABASE_URL") != NULL)
    return g_strdup (g_getenv ("DATABASE_URL"));

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("“profile add” needs a URL: as an argument, on standard input or in "
                         "DATABASE_URL"));

  return NULL;
}

/* (transfer full): @connection with the password that is typed, when it has none */
static AthConnectionInfo *
ask_password (AthConnectionInfo  *connection,
              GError            **error)
{
  g_autoptr(AthSecret) password = NULL;

  if (!ath_cli_can_prompt () || ath_connection_info_get (connection, "password") != NULL)
    return ath_connection_info_ref (connection);

  password = ath_cli_read_line (_("Password (empty for none):"), TRUE, error);
  if (password == NULL)
    return NULL;

  return ath_connection_info_with (connection, "password", *password != '\0' ? password : NULL);
}

static AthConnectionInfo *
read_connection (AthCli      *cli,
                 const char  *given,
                 GError     **error)
{
  g_autoptr(AthSecret) url = read_url (cli, given, error);
  g_autoptr(AthConnectionInfo) connection = NULL;

  if (url == NULL)
    return NULL;
  connection = ath_connection_info_new_from_url (url, error);

  return connection != NULL ? ask_password (connection, error) : NULL;
}

static gboolean
set_options (AthProfile     *profile,
             const Options  *options,
             GError        **error)
{
  AthTier tier = ath_tier_guess (ath_profile_get_name (profile));

  if (options->tier != NULL && !ath_tier_parse (options->tier, &tier))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("A tier is development, staging or production, not “%s”"), options->tier);
      return FALSE;
    }

  ath_profile_set_tier (profile, tier);
  if (options->variables != NULL)
    ath_profile_set_variables (profile, (const char *const *) options->variables);

  return TRUE;
}

static gboolean
add_profile (AthCli         *cli,
             const char     *name,
             const char     *url,
             const Options  *options,
             GError        **error)
{
  AthProject *project = ath_cli_get_project (cli, error);
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(AthConnectionInfo) connection = NULL;

  if (project == NULL)
    return FALSE;

  profile = ath_profile_new (ath_project_get_key (project), name);
  if (!set_options (profile, options, error))
    return FALSE;
  connection = read_connection (cli, url, error);
  if (connection == NULL)
    return FALSE;
  ath_profile_set_connection (profile, connection);

  return ath_cli_save_profile (cli, profile, error);
}

static void
print_suggestions (AthCli    *cli,
                   GPtrArray *suggestions)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new ();

  for (guint i = 0; i < suggestions->len; i++)
    {
      AthProfileSuggestion *suggestion = g_ptr_array_index (suggestions, i);

      g_ptr_array_add (profiles, suggestion->profile);
      if (!cli->options.json)
        print_line (cli, suggestion->profile, suggestion->source);
    }
  if (cli->options.json)
    print_json (cli, profiles);
}

/* Without @name, what there is. */
static gboolean
import_profile (AthCli         *cli,
                const char     *name,
                const Options  *options,
                GError        **error)
{
  AthProject *project = ath_cli_get_project (cli, error);
  g_auto(GStrv) environ = g_get_environ ();
  g_autoptr(GPtrArray) suggestions = NULL;

  if (project == NULL)
    return FALSE;

  suggestions = ath_profile_import_list (project, (const char *const *) environ);
  if (name == NULL)
    {
      print_suggestions (cli, suggestions);
      return TRUE;
    }

  for (guint i = 0; i < suggestions->len; i++)
    {
      AthProfileSuggestion *suggestion = g_ptr_array_index (suggestions, i);

      if (g_str_equal (ath_profile_get_name (suggestion->profile), name))
        return set_options (suggestion->profile, options, error)
               && ath_cli_save_profile (cli, suggestion->profile, error);
    }

  g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
               _("There is nothing to import that is called “%s”"), name);

  return FALSE;
}

static gboolean
run_action (AthCli              *cli,
            const AthCliCommand *command,
            char               **rest,
            const Options       *options,
            GError             **error)
{
  const char *action = rest[0];
  const char *name = rest[1];
  gboolean has_rest = name != NULL && rest[2] != NULL;

  if (g_str_equal (action, "list") && name == NULL)
    return list_profiles (cli, error);
  if (g_str_equal (action, "import") && !has_rest)
    return import_profile (cli, name, options, error);
  if (g_str_equal (action, "add") && name != NULL)
    return add_profile (cli, name, rest[2], options, error);
  if (g_str_equal (action, "show") && name != NULL && !has_rest)
    return show_profile (cli, name, error);
  if (g_str_equal (action, "remove") && name != NULL && !has_rest)
    return ath_cli_remove_profile (cli, name, error);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“profile” is used like this: %s"), _(command->synopsis));

  return FALSE;
}

static AthCliStatus
run_profile (AthCli               *cli,
             const AthCliCommand  *command,
             const char *const    *arguments,
             GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "tier", 't', 0, G_OPTION_ARG_STRING, &options.tier,
      N_("development, staging or production (default: as the name suggests)"), N_("TIER") },
    { "variable", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.variables,
      N_("A variable for scripts; can be given several times"), N_("NAME=VALUE") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  return run_action (cli, command, rest, &options, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;
}

static void
complete_profile (AthCli *cli,
                  guint   index)
{
  const char *const actions[] = { "list", "add", "show", "remove", "import", NULL };

  if (index == 0)
    ath_cli_complete_words (cli, actions);
  else
    ath_cli_complete_environments (cli);
}

const AthCliCommand ath_command_profile = {
  .name = "profile",
  .synopsis = N_("list | add NAME [URL] | show NAME | remove NAME | import [NAME]"),
  .summary = N_("Look after the environments of the project"),
  .description = N_("Everything about an environment is kept in the keyring. “add” takes the URL "
                    "from its argument, a line of standard input, or DATABASE_URL; a password does "
                    "not belong into the arguments. “import” lists what the project and this "
                    "machine state already, and with a name takes it over."),
  .min_arguments = 1,
  .max_arguments = 3,
  .run = run_profile,
  .complete = complete_profile,
};
