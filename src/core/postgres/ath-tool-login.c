/* ath-tool-login.c: a connection handed to PostgreSQL's programs
 *
 * Everybody on the computer can read the arguments of a process, and others of
 * the same user its environment.  So what is secret goes into files of mode
 * 0600, in a folder of mode 0700 of the run-time directory, and the child gets
 * their paths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ath-error.h"
#include "postgres/ath-connection-option.h"
#include "postgres/ath-secret.h"
#include "postgres/ath-tool-login.h"

#define SERVICE "athanor"

struct _AthToolLogin
{
  char *argument;     /* (owned) */
  char *folder;       /* (owned) (nullable) NULL when there is nothing secret */
  char *passfile;     /* (owned) (nullable) */
  char *service_file; /* (owned) (nullable) */
};

static gboolean
set_errno_error (GError     **error,
                 const char  *path)
{
  int number = errno;
  GError *failure = ath_error_new (ATH_ERROR_BACKUP, _("Could not write “%s”: %s"),
                                   path, g_strerror (number));

  g_propagate_error (error, failure);

  return FALSE;
}

static gboolean
make_folder (AthToolLogin  *self,
             GError       **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_runtime_dir (), "athanor", NULL);

  if (self->folder != NULL)
    return TRUE;
  if (g_mkdir_with_parents (parent, 0700) != 0)
    return set_errno_error (error, parent);

  self->folder = g_build_filename (parent, "login-XXXXXX", NULL);
  if (g_mkdtemp (self->folder) == NULL)
    {
      set_errno_error (error, parent);
      g_clear_pointer (&self->folder, g_free);
      return FALSE;
    }

  return TRUE;
}

/* Not g_file_set_contents(): that syncs, and its temporary file is one more
 * place of the secret.
 */
static gboolean
write_secret (const char  *path,
              const char  *text,
              GError     **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gsize len = strlen (text);
  gboolean written;

  if (fd < 0)
    return set_errno_error (error, path);

  written = write (fd, text, len) == (gssize) len;
  if (!written)
    set_errno_error (error, path);
  close (fd);

  return written;
}

/* The password for whatever host, port, database and user. */
static gboolean
write_passfile (AthToolLogin  *self,
                const char    *password,
                GError       **error)
{
  /* Large enough from the start, so that no copy stays behind. */
  g_autoptr(AthSecret) line = g_malloc0 (strlen ("*:*:*:*:\n") + 2 * strlen (password) + 1);
  char *end = g_stpcpy (line, "*:*:*:*:");

  for (const char *pos = password; *pos != '\0'; pos++)
    {
      if (*pos == ':' || *pos == '\\')
        *end++ = '\\';
      *end++ = *pos;
    }
  *end = '\n';

  self->passfile = g_build_filename (self->folder, "pgpass", NULL);

  return write_secret (self->passfile, line, error);
}

/* Nothing but a service file can hold the password of a client's key. */
static gboolean
write_service_file (AthToolLogin  *self,
                    const char    *key_password,
                    GError       **error)
{
  g_autoptr(AthSecret) text = g_strconcat ("[" SERVICE "]\nsslpassword=", key_password, "\n", NULL);

  self->service_file = g_build_filename (self->folder, "pg_service.conf", NULL);

  return write_secret (self->service_file, text, error);
}

static gboolean
write_secrets (AthToolLogin       *self,
               AthConnectionInfo  *info,
               GError            **error)
{
  const char *password = ath_connection_info_get (info, "password");
  const char *key_password = ath_connection_info_get (info, "sslpassword");

  if ((password != NULL && strchr (password, '\n') != NULL) ||
      (key_password != NULL && strchr (key_password, '\n') != NULL))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("A password with a line break in it cannot be handed to pg_dump"));
      return FALSE;
    }

  if ((password != NULL || key_password != NULL) && !make_folder (self, error))
    return FALSE;
  if (password != NULL && !write_passfile (self, password, error))
    return FALSE;

  return key_password == NULL || write_service_file (self, key_password, error);
}

static void
append_pair (GString    *text,
             const char *keyword,
             const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "%s='", keyword);
  for (; *value != '\0'; value++)
    {
      if (*value == '\'' || *value == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *value);
    }
  g_string_append_c (text, '\'');
}

static char *
dup_open_settings (AthConnectionInfo *info,
                   gboolean           with_service)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (info);
  GString *text = g_string_new (NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (!ath_connection_option_is_secret (keywords[i]))
        append_pair (text, keywords[i], ath_connection_info_get (info, keywords[i]));
    }
  if (with_service)
    append_pair (text, "service", SERVICE);

  return g_string_free (text, FALSE);
}

/**
 * ath_tool_login_new:
 * @info: how to reach the database, as of ath_connection_dup_effective_info()
 * @error: set on failure
 *
 * Writes the secrets of @info where only this user can read them.  They are
 * there until ath_tool_login_free(), which is to come as soon as the child has
 * ended.  Any thread.
 *
 * Returns: (transfer full): the login, or `NULL` with `ATH_ERROR_BACKUP`
 */
AthToolLogin *
ath_tool_login_new (AthConnectionInfo  *info,
                    GError            **error)
{
  g_autoptr(AthToolLogin) self = g_new0 (AthToolLogin, 1);

  if (!write_secrets (self, info, error))
    return NULL;
  self->argument = dup_open_settings (info, self->service_file != NULL);

  return g_steal_pointer (&self);
}

/**
 * ath_tool_login_free:
 * @self: (transfer full): a login
 *
 * Removes its files.
 */
void
ath_tool_login_free (AthToolLogin *self)
{
  if (self->passfile != NULL)
    g_unlink (self->passfile);
  if (self->service_file != NULL)
    g_unlink (self->service_file);
  if (self->folder != NULL)
    g_rmdir (self->folder);

  g_free (self->argument);
  g_free (self->passfile);
  g_free (self->service_file);
  g_free (self->folder);
  g_free (self);
}

/**
 * ath_tool_login_get_argument:
 * @self: a login
 *
 * Returns: the value of `--dbname`, without secrets
 */
const char *
ath_tool_login_get_argument (AthToolLogin *self)
{
  return self->argument;
}

/**
 * ath_tool_login_apply:
 * @self: a login
 * @environ: (transfer full): the environment of a child
 *
 * Points libpq in the child to the files, and takes out of its environment what
 * would be secret or would lead elsewhere.
 *
 * Returns: (transfer full): the environment for the child
 */
char **
ath_tool_login_apply (AthToolLogin  *self,
                      char         **environ)
{
  static const char *const disturbing[] = {
    "PGPASSWORD", "PGSERVICE", "PGOPTIONS", "PGCLIENTENCODING", "PGHOSTADDR", "DATABASE_URL"
  };

  for (guint i = 0; i < G_N_ELEMENTS (disturbing); i++)
    environ = g_environ_unsetenv (environ, disturbing[i]);
  if (self->passfile != NULL)
    environ = g_environ_setenv (environ, "PGPASSFILE", self->passfile, TRUE);
  if (self->service_file != NULL)
    environ = g_environ_setenv (environ, "PGSERVICEFILE", self->service_file, TRUE);

  return environ;
}
