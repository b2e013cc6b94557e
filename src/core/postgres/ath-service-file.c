/* ath-service-file.c: the entries of pg_service.conf
 *
 * libpq resolves `service=` by itself, but tells nobody which entries there are
 * and what they say.  Where it looks in the end is built into it; the places
 * here are those of a user's own file and of the common distributions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-connection-info-private.h"
#include "postgres/ath-secret.h"
#include "postgres/ath-service-file.h"

/* In the order in which libpq looks. */
static char **
list_paths (void)
{
  GPtrArray *paths = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const char *file = g_getenv ("PGSERVICEFILE");
  const char *folder = g_getenv ("PGSYSCONFDIR");

  if (file != NULL && *file != '\0')
    g_ptr_array_add (paths, g_strdup (file));
  else
    g_ptr_array_add (paths, g_build_filename (g_get_home_dir (), ".pg_service.conf", NULL));

  if (folder != NULL && *folder != '\0')
    g_ptr_array_add (paths, g_build_filename (folder, "pg_service.conf", NULL));
  else
    {
      g_ptr_array_add (paths, g_strdup ("/etc/postgresql-common/pg_service.conf"));
      g_ptr_array_add (paths, g_strdup ("/etc/pg_service.conf"));
    }

  return (char **) g_ptr_array_free (paths, FALSE);
}

/* (nullable): the name in a "[name]" line, which is changed */
static const char *
get_section (char *line)
{
  gsize len = strlen (line);

  if (*line != '[' || len < 2 || line[len - 1] != ']')
    return NULL;

  line[len - 1] = '\0';

  return line + 1;
}

typedef void (*LineFunc) (const char *section,
                          char       *line,
                          gpointer    user_data);

/* Cuts @contents into lines and calls @func for each that says something, and
 * with a NULL line where a section begins.
 */
static void
read_lines (char     *contents,
            LineFunc  func,
            gpointer  user_data)
{
  g_autofree char *section = NULL;
  char *next;

  for (char *line = contents; line != NULL; line = next)
    {
      const char *name;

      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      g_strstrip (line);
      if (*line == '\0' || *line == '#')
        continue;

      name = get_section (line);
      if (name != NULL)
        {
          g_free (section);
          section = g_strdup (name);
          func (section, NULL, user_data);
        }
      else if (section != NULL)
        func (section, line, user_data);
    }
}

static void
read_file (const char *path,
           LineFunc    func,
           gpointer    user_data)
{
  char *contents = NULL;
  gsize len = 0;

  if (!g_file_get_contents (path, &contents, &len, NULL))
    return;

  if (g_utf8_validate (contents, -1, NULL))
    read_lines (contents, func, user_data);
  ath_secret_wipe (contents, len);
  g_free (contents);
}

static void
service_free (AthService *service)
{
  g_free (service->name);
  g_free (service->path);
  ath_connection_info_unref (service->info);
  g_free (service);
}

/* Where the entries of a file are put. */
typedef struct
{
  const char *path;
  GPtrArray  *services; /* (element-type AthService) */
  const char *wanted;   /* (nullable) the only one of interest */
  GError     *error;    /* (nullable) of @wanted */
} Reading;

static AthService *
find_service (GPtrArray  *services,
              const char *name)
{
  for (guint i = 0; i < services->len; i++)
    {
      AthService *service = services->pdata[i];

      if (g_str_equal (service->name, name))
        return service;
    }

  return NULL;
}

static void
add_service (Reading    *reading,
             const char *name)
{
  AthService *service = g_new0 (AthService, 1);

  service->name = g_strdup (name);
  service->path = g_strdup (reading->path);
  service->info = ath_connection_info_new_empty ();
  g_ptr_array_add (reading->services, service);
}

static void
add_setting (AthService  *service,
             char        *line,
             GError     **error)
{
  char *equals = strchr (line, '=');

  if (equals == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("The service “%s” has a line without “=”"), service->name);
      return;
    }

  /* libpq takes the first one of two. */
  *equals = '\0';
  if (ath_connection_info_get (service->info, line) == NULL
      && !ath_connection_info_set (service->info, line, equals + 1, error))
    g_prefix_error (error, _("Service “%s”: "), service->name);
}

static void
take_line (const char *section,
           char       *line,
           gpointer    user_data)
{
  Reading *reading = user_data;
  AthService *service = find_service (reading->services, section);
  gboolean is_wanted = g_strcmp0 (reading->wanted, section) == 0;

  if (line == NULL && service == NULL)
    add_service (reading, section);

  /* The entry of an earlier file hides this one. */
  else if (line != NULL && g_str_equal (service->path, reading->path))
    add_setting (service, line, is_wanted && reading->error == NULL ? &reading->error : NULL);
}

static void
read_files (Reading *reading)
{
  g_auto(GStrv) paths = list_paths ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      reading->path = paths[i];
      read_file (paths[i], take_line, reading);
    }
}

/**
 * ath_service_file_list:
 *
 * Reads the files.  Lines that make no sense are left out.  Any thread.
 *
 * Returns: (transfer full) (element-type AthService): the entries, the user's
 *   own first; empty when there is no file
 */
GPtrArray *
ath_service_file_list (void)
{
  GPtrArray *services = g_ptr_array_new_with_free_func ((GDestroyNotify) service_free);
  Reading reading = { .services = services };

  read_files (&reading);

  return services;
}

/**
 * ath_service_file_find:
 * @name: name of an entry
 * @error: set on failure
 *
 * Reads the files.  Any thread.
 *
 * Returns: (transfer full) (nullable): what the entry says, or `NULL` with
 *   `ATH_ERROR_PROFILE` when there is none or it makes no sense
 */
AthConnectionInfo *
ath_service_file_find (const char  *name,
                       GError     **error)
{
  g_autoptr(GPtrArray) services = g_ptr_array_new_with_free_func ((GDestroyNotify) service_free);
  Reading reading = { .services = services, .wanted = name };
  AthService *service;

  g_return_val_if_fail (name != NULL, NULL);

  read_files (&reading);
  if (reading.error != NULL)
    {
      g_propagate_error (error, reading.error);
      return NULL;
    }

  service = find_service (services, name);
  if (service == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("There is no service “%s” in pg_service.conf"), name);
      return NULL;
    }

  return ath_connection_info_ref (service->info);
}
