/* ath-fallback-environment.c: what the project's own Alembic finds in its environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "postgres/ath-connection-option.h"
#include "profile/ath-env-file.h"
#include "run/fallback/ath-fallback-environment.h"

#define SCHEME "postgresql"

/* What a session that Alembic begins has to be set to, to be like ours: scripts
 * before this one may have set it, and one process would have gone on with that.
 * The server does not list settings that it does not know, like “my.own”.
 */
static const char settings_sql[] =
  "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'"
  " UNION ALL SELECT 'role', pg_catalog.current_setting ('role')"
  " WHERE pg_catalog.current_setting ('role') <> 'none'";

/* What does not concern the way to the database, or is said by PGOPTIONS. */
static gboolean
is_of_session (const char *keyword)
{
  static const char *const names[] = {
    "application_name", "connect_timeout", "keepalives", "keepalives_count", "keepalives_idle",
    "keepalives_interval", "options", "tcp_user_timeout", NULL
  };

  return g_strv_contains (names, keyword);
}

static gboolean
is_of_place (const char *keyword)
{
  static const char *const names[] = { "dbname", "host", "port", "user", NULL };

  return g_strv_contains (names, keyword);
}

/* (transfer full): @info without what goes without saying: drivers that are older
 * than our libpq, or know another one, take offence at options they do not know
 */
static AthConnectionInfo *
reduce (AthConnectionInfo *info)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (info);
  AthConnectionInfo *reduced = ath_connection_info_ref (info);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      const char *value = ath_connection_info_get (info, keywords[i]);
      AthConnectionInfo *next;

      if (is_of_place (keywords[i])
          || (!is_of_session (keywords[i])
              && !ath_connection_option_is_default (keywords[i], value)))
        continue;

      next = ath_connection_info_with (reduced, keywords[i], NULL);
      ath_connection_info_unref (reduced);
      reduced = next;
    }

  return reduced;
}

/* (transfer full) (nullable): "postgresql+asyncpg" of a URL of SQLAlchemy */
static char *
dup_scheme (const char *url)
{
  const char *end = url != NULL ? strstr (url, "://") : NULL;

  if (end == NULL || !g_str_has_prefix (url, SCHEME "+"))
    return NULL;

  return g_strndup (url, end - url);
}

/* (transfer full) (nullable): the driver that the project uses, as far as one of
 * the places names it that have a URL
 */
static char *
find_scheme (AthProject *project)
{
  g_auto(GStrv) none = g_new0 (char *, 1);
  g_auto(GStrv) environ = NULL;
  g_autofree char *path = NULL;
  char *scheme;

  scheme = dup_scheme (ath_project_get_settings (project)->url);
  if (scheme != NULL)
    return scheme;
  scheme = dup_scheme (g_getenv ("DATABASE_URL"));
  if (scheme != NULL)
    return scheme;

  path = g_build_filename (g_file_peek_path (ath_project_get_folder (project)), ".env", NULL);
  environ = ath_env_file_read (path, (const char *const *) none, NULL);

  return environ != NULL ? dup_scheme (g_environ_getenv (environ, "DATABASE_URL")) : NULL;
}

/* (transfer full): where the database is, for the driver that the project uses */
static char *
dup_url (AthProject        *project,
         AthConnectionInfo *info)
{
  g_autoptr(AthConnectionInfo) reduced = reduce (info);
  g_autofree char *url = ath_connection_info_dup_url (reduced);
  g_autofree char *scheme = find_scheme (project);
  g_autofree char *whole = NULL;
  g_auto(GStrv) parts = NULL;

  if (scheme == NULL)
    return g_steal_pointer (&url);

  whole = g_strconcat (scheme, url + strlen (SCHEME), NULL);
  if (!g_str_has_suffix (scheme, "+asyncpg"))
    return g_steal_pointer (&whole);

  /* It has a name of its own for this, as SQLAlchemy passes it on. */
  parts = g_strsplit (whole, "sslmode=", 2);

  return g_strjoinv ("ssl=", parts);
}

/* As an option of PGOPTIONS, where a blank and a backslash are written behind one. */
static void
append_option (GString    *options,
               const char *name,
               const char *value)
{
  g_string_append_printf (options, "%s-c %s=", options->len > 0 ? " " : "", name);
  for (; *value != '\0'; value++)
    {
      if (*value == '\\' || g_ascii_isspace (*value))
        g_string_append_c (options, '\\');
      g_string_append_c (options, *value);
    }
}

/* (transfer full): how libpq is told to set up a session like that of @job */
static char *
dup_options (AthRunJob          *job,
             AthConnectionInfo  *info,
             GError            **error)
{
  const AthPolicy *policy = ath_profile_get_policy (job->request->profile);
  g_autofree char *lock_timeout = g_strdup_printf ("%u", policy->lock_timeout_ms);
  g_autofree char *statement_timeout = g_strdup_printf ("%u", policy->statement_timeout_ms);
  g_autoptr(AthResult) result = NULL;
  GString *options;

  result = ath_connection_query (job->connection, settings_sql, NULL, 0, job->cancellable, error);
  if (result == NULL)
    return NULL;

  options = g_string_new (ath_connection_info_get (info, "options"));
  append_option (options, "lock_timeout", lock_timeout);
  append_option (options, "statement_timeout", statement_timeout);
  for (guint i = 0; i < ath_result_get_n_rows (result); i++)
    append_option (options, ath_result_get_value (result, i, 0),
                   ath_result_get_value (result, i, 1));

  return g_string_free (options, FALSE);
}

/**
 * ath_fallback_list_variables:
 * @job: a job outside of a transaction
 * @info: the way to its database, as of ath_connection_dup_effective_info()
 * @key: the key of its lock
 * @error: set to an error of ath_connection_query()
 *
 * Returns: (transfer full) (element-type utf8): "NAME=value" of what is added to
 *   the environment, and `NULL` at the end; no password is in it but what the
 *   variables of the profile may be
 */
GPtrArray *
ath_fallback_list_variables (AthRunJob          *job,
                             AthConnectionInfo  *info,
                             const char         *key,
                             GError            **error)
{
  const char *const *stated = ath_profile_get_variables (job->request->profile);
  g_autofree char *url = dup_url (job->request->project, info);
  g_autofree char *options = dup_options (job, info, error);
  GPtrArray *variables;

  if (options == NULL)
    return NULL;

  variables = g_ptr_array_new_with_free_func (g_free);
  for (; stated != NULL && *stated != NULL; stated++)
    g_ptr_array_add (variables, g_strdup (*stated));
  g_ptr_array_add (variables, g_strconcat ("DATABASE_URL=", url, NULL));
  g_ptr_array_add (variables, g_strconcat ("ATHANOR_LOCK=", key, NULL));
  g_ptr_array_add (variables, g_strconcat ("PGOPTIONS=", options, NULL));
  g_ptr_array_add (variables, NULL);

  return variables;
}
