/* ath-cli-environment.c: which database is meant, and what it is at
 *
 * `--url` is a development environment of its own, `--environment` a profile in
 * the keyring.  Without either, what the project and the process state is taken,
 * and it is said which: DATABASE_URL, that of .env, the project's configuration,
 * libpq's variables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-environment.h"
#include "ath-cli-output.h"
#include "ath-cli-profiles.h"
#include "ath-error.h"
#include "postgres/ath-version-table.h"
#include "profile/ath-env-file.h"

/* (transfer full): a profile that is not kept anywhere */
static AthProfile *
new_profile (AthCli            *cli,
             AthConnectionInfo *connection)
{
  /* A project is not needed to reach a server. */
  AthProject *project = ath_cli_get_project (cli, NULL);
  AthProfile *profile = ath_profile_new (project != NULL ? ath_project_get_key (project) : "",
                                         "url");

  ath_profile_set_tier (profile, ATH_TIER_DEVELOPMENT);
  ath_profile_set_connection (profile, connection);

  return profile;
}

static AthProfile *
new_profile_for_url (AthCli       *cli,
                     const char   *url,
                     GError      **error)
{
  g_autoptr(AthConnectionInfo) connection = ath_connection_info_new_from_url (url, error);

  return connection != NULL ? new_profile (cli, connection) : NULL;
}

/* (transfer full): the process's variables, with those of .env in the project's
 * folder below them
 */
static char **
read_environ (AthCli  *cli,
              GError **error)
{
  g_auto(GStrv) environ = g_get_environ ();
  g_autoptr(GError) reason = NULL;
  g_autofree char *path = NULL;
  char **both;

  if (cli->project == NULL)
    return g_steal_pointer (&environ);

  path = g_build_filename (g_file_peek_path (ath_project_get_folder (cli->project)), ".env", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&environ);

  both = ath_env_file_read (path, (const char *const *) environ, &reason);
  if (both == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&reason), "%s: ", path);

  return both;
}

static const char *
name_environ_source (const char *const *environ)
{
  if (g_getenv ("DATABASE_URL") != NULL)
    return "DATABASE_URL";
  if (g_environ_getenv ((char **) environ, "DATABASE_URL") != NULL)
    return _("DATABASE_URL of .env");

  return _("the PG… variables");
}

/* Often it is one for trying things out, which env.py replaces where it matters. */
static AthConnectionInfo *
read_url_of_project (const char  *url,
                     GError     **error)
{
  GError *mine = NULL;
  AthConnectionInfo *connection = ath_connection_info_new_from_url (url, &mine);

  if (mine != NULL)
    {
      ath_error_set_hint (mine, _("Give --environment NAME or --url URL, or set DATABASE_URL."));
      g_propagate_error (error, mine);
    }

  return connection;
}

/* (transfer full) (nullable): `NULL` without @error when nothing is stated */
static AthConnectionInfo *
find_stated (AthCli       *cli,
             char        **source,
             GError      **error)
{
  const AthProjectSettings *settings = NULL;
  g_auto(GStrv) environ = read_environ (cli, error);

  if (environ == NULL)
    return NULL;

  if (cli->project != NULL)
    settings = ath_project_get_settings (cli->project);
  if (g_environ_getenv (environ, "DATABASE_URL") == NULL && settings != NULL)
    {
      if (settings->url != NULL)
        {
          *source = g_path_get_basename (settings->config_file);
          return read_url_of_project (settings->url, error);
        }
      if (settings->url_error != NULL)
        {
          g_propagate_error (error, g_error_copy (settings->url_error));
          return NULL;
        }
    }

  *source = g_strdup (name_environ_source ((const char *const *) environ));

  return ath_connection_info_new_from_environ ((const char *const *) environ, error);
}

static AthProfile *
new_profile_as_stated (AthCli  *cli,
                       GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *source = NULL;
  g_autofree char *display = NULL;
  g_autoptr(AthConnectionInfo) connection = NULL;
  GError *nothing;

  ath_cli_get_project (cli, NULL);
  connection = find_stated (cli, &source, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (connection == NULL)
    {
      nothing = ath_error_new (ATH_ERROR_PROFILE, _("It is not said which database is meant"));
      ath_error_set_hint (nothing, _("Give --environment NAME or --url URL, or set DATABASE_URL."));
      g_propagate_error (error, nothing);
      return NULL;
    }

  display = ath_connection_info_dup_display (connection);
  /* TRANSLATORS: first the database, then where its name comes from. */
  ath_cli_say (cli, _("Using %s, as %s says"), display, source);

  return new_profile (cli, connection);
}

/**
 * ath_cli_get_profile:
 * @cli: what the call works with
 * @error: set when the database cannot be found out
 *
 * Finds out once which database is meant, and how it is to be treated.
 *
 * Returns: (transfer none): a profile, kept in the keyring or made for this call
 */
AthProfile *
ath_cli_get_profile (AthCli  *cli,
                     GError **error)
{
  if (cli->profile != NULL)
    return cli->profile;

  if (cli->options.url != NULL && cli->options.environment != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("--url and --environment exclude each other"));
      return NULL;
    }

  if (cli->options.url != NULL)
    cli->profile = new_profile_for_url (cli, cli->options.url, error);
  else if (cli->options.environment != NULL)
    cli->profile = ath_cli_find_profile (cli, cli->options.environment, error);
  else
    cli->profile = new_profile_as_stated (cli, error);

  return cli->profile;
}

/**
 * ath_cli_connect:
 * @cli: what the call works with
 * @error: set when the server cannot be reached
 *
 * Returns: (transfer full): a connection to the database that is meant
 */
AthConnection *
ath_cli_connect (AthCli  *cli,
                 GError **error)
{
  AthProfile *profile = ath_cli_get_profile (cli, error);

  if (profile == NULL)
    return NULL;

  return ath_connection_open (ath_profile_get_connection (profile), cli->cancellable, error);
}

/**
 * ath_cli_read_rows:
 * @cli: what the call works with
 * @error: set when they cannot be read
 *
 * Returns: (transfer full): the rows of the version table, sorted
 */
char **
ath_cli_read_rows (AthCli  *cli,
                   GError **error)
{
  AthProject *project = ath_cli_get_project (cli, error);
  g_autoptr(AthConnection) connection = NULL;
  const AthProjectSettings *settings;
  AthVersionTable table;

  if (project == NULL)
    return NULL;
  connection = ath_cli_connect (cli, error);
  if (connection == NULL)
    return NULL;

  settings = ath_project_get_settings (project);
  table = (AthVersionTable) {
    .name = settings->version_table,
    .schema = settings->version_table_schema,
    .has_primary_key = settings->version_table_pk,
  };

  cli->server_version = ath_connection_get_server_version (connection);
  if (!ath_version_table_find (&table, connection, &cli->has_version_table, cli->cancellable,
                               error))
    return NULL;

  return ath_version_table_read (&table, connection, cli->cancellable, error);
}

/**
 * ath_cli_list_rows:
 * @cli: what the call works with; its graph has been read
 * @rows: rows of the version table
 * @error: set when the project does not have one of them
 *
 * Returns: (transfer full) (element-type AthRevision): their revisions
 */
GPtrArray *
ath_cli_list_rows (AthCli             *cli,
                   const char *const  *rows,
                   GError            **error)
{
  g_autoptr(GPtrArray) current = ath_revision_graph_list_current (cli->graph, rows, error);
  GPtrArray *revisions;

  if (current == NULL)
    return NULL;

  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  for (guint i = 0; rows[i] != NULL; i++)
    g_ptr_array_add (revisions, ath_revision_ref (ath_revision_graph_find (cli->graph, rows[i])));

  return revisions;
}
