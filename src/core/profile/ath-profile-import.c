/* ath-profile-import.c: connections that a project and this machine state already
 *
 * Reads files only: no server is asked, no script is run.  What is no PostgreSQL
 * connection (the placeholder of a fresh alembic.ini, a URL of another server)
 * is no suggestion and no error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "postgres/ath-service-file.h"
#include "profile/ath-compose-file.h"
#include "profile/ath-env-file.h"
#include "profile/ath-profile-import.h"

typedef struct
{
  AthProject        *project;
  const char        *folder;      /* (unowned) of the project */
  const char *const *environ;
  GPtrArray         *suggestions; /* (element-type AthProfileSuggestion) */
} Search;

/**
 * ath_profile_suggestion_free:
 * @self: a suggestion
 */
void
ath_profile_suggestion_free (AthProfileSuggestion *self)
{
  g_free (self->source);
  g_object_unref (self->profile);
  g_free (self);
}

static gboolean
is_suggested (Search            *search,
              AthConnectionInfo *connection)
{
  g_autofree char *url = ath_connection_info_dup_url (connection);

  for (guint i = 0; i < search->suggestions->len; i++)
    {
      AthProfileSuggestion *suggestion = g_ptr_array_index (search->suggestions, i);
      AthConnectionInfo *other = ath_profile_get_connection (suggestion->profile);
      g_autofree char *other_url = ath_connection_info_dup_url (other);

      if (strcmp (url, other_url) == 0)
        return TRUE;
    }

  return FALSE;
}

/* @hint: (nullable): a word that may tell the tier, as the variable's name
 * @source: (transfer full)
 */
static void
suggest (Search            *search,
         AthConnectionInfo *connection,
         const char        *hint,
         char              *source)
{
  const char *host = ath_connection_info_get (connection, "host");
  AthProfileSuggestion *suggestion;
  AthTier tier = MAX (ath_tier_guess (hint), ath_tier_guess (host));

  if (is_suggested (search, connection))
    {
      g_free (source);
      return;
    }

  suggestion = g_new0 (AthProfileSuggestion, 1);
  suggestion->source = source;
  suggestion->profile = ath_profile_new (ath_project_get_key (search->project),
                                         ath_tier_get_name (tier));
  ath_profile_set_tier (suggestion->profile, tier);
  ath_profile_set_connection (suggestion->profile, connection);
  g_ptr_array_add (search->suggestions, suggestion);
}

static void
suggest_url (Search     *search,
             const char *url,
             const char *hint,
             char       *source)
{
  g_autoptr(AthConnectionInfo) connection = NULL;

  if (g_str_has_prefix (url, "postgres") && strstr (url, "://") != NULL)
    connection = ath_connection_info_new_from_url (url, NULL);

  if (connection != NULL)
    suggest (search, connection, hint, source);
  else
    g_free (source);
}

static void
search_settings (Search *search)
{
  const AthProjectSettings *settings = ath_project_get_settings (search->project);

  if (settings->url != NULL)
    suggest_url (search, settings->url, NULL, g_path_get_basename (settings->config_file));
}

/* Every variable that holds a URL: DATABASE_URL, STAGING_DATABASE_URL, ... */
static void
search_url_variables (Search            *search,
                      const char *const *variables,
                      const char        *file)
{
  for (guint i = 0; variables[i] != NULL; i++)
    {
      const char *equals = strchr (variables[i], '=');
      g_autofree char *name = NULL;

      if (equals == NULL)
        continue;
      name = g_strndup (variables[i], equals - variables[i]);
      suggest_url (search, equals + 1, name,
                   /* TRANSLATORS: a variable and the file that states it */
                   file != NULL ? g_strdup_printf (_("%s in %s"), name, file)
                                : g_strdup_printf (_("variable %s"), name));
    }
}

typedef struct
{
  const char *host;
  const char *port;
  const char *dbname;
  const char *user;
  const char *password;
} Parts;

static AthConnectionInfo *
connection_from_parts (const Parts *parts)
{
  const char *names[] = { "host", "port", "dbname", "user", "password" };
  const char *texts[] = {
    parts->host, parts->port, parts->dbname, parts->user, parts->password,
  };
  const char *keywords[G_N_ELEMENTS (names) + 1] = { NULL };
  const char *values[G_N_ELEMENTS (names) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (texts[i] != NULL && texts[i][0] != '\0')
      {
        keywords[n] = names[i];
        values[n++] = texts[i];
      }

  return ath_connection_info_new (keywords, values, NULL);
}

/* Returns: (nullable): the first of PREFIX_SUFFIX that is set; @suffixes are cut by `|` */
static const char *
find_variable (const char *const *variables,
               const char        *prefix,
               const char        *suffixes)
{
  g_auto(GStrv) words = g_strsplit (suffixes, "|", -1);
  const char *value = NULL;

  for (guint i = 0; value == NULL && words[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (prefix, words[i], NULL);

      value = g_environ_getenv ((char **) variables, name);
    }

  return value;
}

/* The connection in variables that hold one value each: DB_HOST, DB_NAME ... */
static void
search_part_variables (Search            *search,
                       const char *const *variables,
                       const char        *file)
{
  static const char *const prefixes[] = { "POSTGRES_", "POSTGRESQL_", "DB_", "DATABASE_", "PG" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *prefix = prefixes[i];
      g_autoptr(AthConnectionInfo) connection = NULL;
      Parts parts = {
        .host = find_variable (variables, prefix, "HOST|SERVER|HOSTNAME"),
        .port = find_variable (variables, prefix, "PORT"),
        .dbname = find_variable (variables, prefix, "DB|DATABASE|NAME"),
        .user = find_variable (variables, prefix, "USER|USERNAME"),
        .password = find_variable (variables, prefix, "PASSWORD|PASS"),
      };

      if (parts.dbname == NULL || parts.host == NULL)
        continue;
      connection = connection_from_parts (&parts);
      if (connection != NULL)
        suggest (search, connection, NULL,
                 /* TRANSLATORS: variables of one prefix, and the file that states them */
                 file != NULL ? g_strdup_printf (_("%s… in %s"), prefix, file)
                              : g_strdup_printf (_("variables %s…"), prefix));
    }
}

static void
search_env_files (Search *search)
{
  static const char *const names[] = {
    ".env", ".env.local", ".env.development", ".env.staging", ".env.production",
  };
  static const char *const empty[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (search->folder, names[i], NULL);
      g_auto(GStrv) variables = ath_env_file_read (path, empty, NULL);

      if (variables == NULL)
        continue;
      search_url_variables (search, (const char *const *) variables, names[i]);
      search_part_variables (search, (const char *const *) variables, names[i]);
    }
}

static void
search_compose_service (Search            *search,
                        AthComposeService *service,
                        const char        *file)
{
  g_autoptr(AthConnectionInfo) connection = NULL;
  Parts parts = {
    .host = "localhost",
    .port = service->port,
    .user = g_environ_getenv (service->environment, "POSTGRES_USER"),
    .dbname = g_environ_getenv (service->environment, "POSTGRES_DB"),
    .password = g_environ_getenv (service->environment, "POSTGRES_PASSWORD"),
  };

  if (!ath_compose_service_is_postgres (service))
    return;

  /* What the image does with variables that are not set. */
  if (parts.user == NULL)
    parts.user = "postgres";
  if (parts.dbname == NULL)
    parts.dbname = parts.user;
  connection = connection_from_parts (&parts);
  if (connection != NULL)
    suggest (search, connection, service->name,
             /* TRANSLATORS: a service and the compose file that states it */
             g_strdup_printf (_("service “%s” in %s"), service->name, file));
}

/* compose reads .env for the variables in its file. */
static char **
read_compose_environ (Search *search)
{
  g_autofree char *path = g_build_filename (search->folder, ".env", NULL);
  char **variables = ath_env_file_read (path, search->environ, NULL);

  return variables != NULL ? variables : g_strdupv ((char **) search->environ);
}

static void
search_compose_files (Search *search)
{
  static const char *const names[] = {
    "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
  };
  g_auto(GStrv) variables = read_compose_environ (search);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (search->folder, names[i], NULL);
      g_autofree char *text = NULL;
      g_autoptr(GPtrArray) services = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      services = ath_compose_file_parse (text, (const char *const *) variables);
      for (guint k = 0; k < services->len; k++)
        search_compose_service (search, g_ptr_array_index (services, k), names[i]);
    }
}

/* A service stays one: libpq reads the rest at each connection. */
static void
search_services (Search *search)
{
  g_autoptr(GPtrArray) services = ath_service_file_list ();

  for (guint i = 0; i < services->len; i++)
    {
      const AthService *service = g_ptr_array_index (services, i);
      const char *keywords[] = { "service", NULL };
      const char *values[] = { service->name, NULL };
      g_autoptr(AthConnectionInfo) connection = ath_connection_info_new (keywords, values, NULL);

      if (connection != NULL)
        suggest (search, connection, service->name,
                 g_strdup_printf (_("service “%s” in %s"), service->name, "pg_service.conf"));
    }
}

/**
 * ath_profile_import_list:
 * @project: a project
 * @environ: (array zero-terminated=1): variables as of g_get_environ()
 *
 * Looks for connections in what the project and this machine state already: the
 * configuration of the project, `.env` files, the process's variables, compose
 * files, `pg_service.conf`.  The project's own come first; what several places
 * state is listed once.  Blocking; any thread.
 *
 * Returns: (transfer full) (element-type AthProfileSuggestion): what was found
 */
GPtrArray *
ath_profile_import_list (AthProject        *project,
                         const char *const *environ)
{
  g_autofree char *folder = NULL;
  Search search;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (environ != NULL, NULL);

  folder = g_file_get_path (ath_project_get_folder (project));
  search = (Search) {
    .project = project,
    .folder = folder,
    .environ = environ,
    .suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_profile_suggestion_free),
  };

  search_settings (&search);
  search_env_files (&search);
  search_compose_files (&search);
  search_url_variables (&search, environ, NULL);
  search_part_variables (&search, environ, NULL);
  search_services (&search);

  return search.suggestions;
}

static void
list_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_auto(GStrv) environ = g_get_environ ();

  g_task_return_pointer (task,
                         ath_profile_import_list (task_data, (const char *const *) environ),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ath_profile_import_list_async:
 * @project: a project
 * @cancellable: (nullable): cancels the search
 * @callback: (scope async): called with what was found
 * @user_data: passed to @callback
 *
 * Runs ath_profile_import_list() in a worker thread with the process's variables.
 */
void
ath_profile_import_list_async (AthProject          *project,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ATH_IS_PROJECT (project));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_profile_import_list_async);
  g_task_set_task_data (task, g_object_ref (project), g_object_unref);
  g_task_run_in_thread (task, list_thread);
}

/**
 * ath_profile_import_list_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full) (element-type AthProfileSuggestion): what was found,
 *   or `NULL` with @error set to `G_IO_ERROR_CANCELLED`
 */
GPtrArray *
ath_profile_import_list_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_profile_import_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
