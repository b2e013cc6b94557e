/* ath-tool-login.c: a connection handed to PostgreSQL's programs
 *
 * Everybody on the computer can read the arguments of a process, and others of
 * the same user its environment.  So what is secret goes into files of mode
 * 0600, in a folder of mode 0700 of the run-time directory, and the child gets
 * their paths.  In a Flatpak it is a folder that programs of the host see, too.
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
#include "ath-flatpak.h"
#include "postgres/ath-connection-option.h"
#include "postgres/ath-secret.h"
#include "postgres/ath-tool-login.h"

#define SERVICE "athanor"

/* What is shown in the place of a secret. */
#define MASK "***"

struct _AthToolLogin
{
  char      *argument;     /* (owned) */
  char      *folder;       /* (owned) (nullable) NULL when there is nothing secret */
  char      *passfile;     /* (owned) (nullable) */
  char      *service_file; /* (owned) (nullable) */
  GPtrArray *secrets;      /* (owned) (element-type AthSecret) what must not be shown */
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
  g_autofree char *shared = ath_flatpak_dup_shared_folder ();
  g_autofree char *parent = NULL;

  parent = g_build_filename (shared != NULL ? shared : g_get_user_runtime_dir (), "athanor", NULL);
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

  if ((password != NULL && strchr (password, '\n') != NULL)
      || (key_password != NULL && strchr (key_password, '\n') != NULL))
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
add_secret (AthToolLogin *self,
            const char   *secret)
{
  if (secret == NULL || *secret == '\0')
    return;

  g_ptr_array_add (self->secrets, g_strdup (secret));
  /* As it stands in a URL; not shorter, so it is masked first. */
  g_ptr_array_insert (self->secrets, 0, g_uri_escape_string (secret, NULL, FALSE));
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

  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_secret_free);
  add_secret (self, ath_connection_info_get (info, "password"));
  add_secret (self, ath_connection_info_get (info, "sslpassword"));
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
 * ath_tool_login_list_changes:
 * @self: a login
 *
 * Tells how the environment of a child has to differ: it points libpq to the
 * files, and leaves out what would be secret or would lead elsewhere.
 *
 * Returns: (transfer full) (element-type utf8): "NAME=value" for what is set,
 *   "NAME" for what is left out
 */
GPtrArray *
ath_tool_login_list_changes (AthToolLogin *self)
{
  static const char *const disturbing[] = {
    "PGPASSWORD", "PGSERVICE", "PGOPTIONS", "PGCLIENTENCODING", "PGHOSTADDR", "DATABASE_URL"
  };
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (disturbing); i++)
    g_ptr_array_add (changes, g_strdup (disturbing[i]));
  if (self->passfile != NULL)
    g_ptr_array_add (changes, g_strconcat ("PGPASSFILE=", self->passfile, NULL));
  if (self->service_file != NULL)
    {
      g_ptr_array_add (changes, g_strconcat ("PGSERVICEFILE=", self->service_file, NULL));
      g_ptr_array_add (changes, g_strdup ("PGSERVICE=" SERVICE));
    }

  return changes;
}

static char *
replace_all (const char *text,
             const char *from,
             const char *to)
{
  g_auto(GStrv) parts = g_strsplit (text, from, -1);

  return g_strjoinv (to, parts);
}

static char *
mask_urls (const char *text)
{
  static const char password[] = "(://[^/@\\s:]*:)[^/@\\s]+@";
  g_autoptr(GRegex) expression = NULL;

  if (strstr (text, "://") == NULL)
    return g_strdup (text);

  expression = g_regex_new (password, 0, 0, NULL);

  return g_regex_replace (expression, text, -1, 0, "\\1" MASK "@", 0, NULL);
}

/**
 * ath_tool_login_mask:
 * @self: a login
 * @text: what the child says, in UTF-8
 *
 * Returns: (transfer full): @text without the secrets of @self and without the
 *   passwords of URLs, whosoever they are
 */
char *
ath_tool_login_mask (AthToolLogin *self,
                     const char   *text)
{
  char *masked = mask_urls (text);

  for (guint i = 0; i < self->secrets->len; i++)
    {
      char *next = replace_all (masked, g_ptr_array_index (self->secrets, i), MASK);

      g_free (masked);
      masked = next;
    }

  return masked;
}
