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
add_name (const char *section,
          char       *line,
          gpointer    user_data)
{
  GPtrArray *names = user_data;

  if (line == NULL && !g_ptr_array_find_with_equal_func (names, section, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (section));
}

/**
 * ath_service_file_list_names:
 *
 * Reads files: for worker threads where that matters.
 *
 * Returns: (transfer full): names of the entries, the user's own first; empty
 *   when there is no file
 */
char **
ath_service_file_list_names (void)
{
  /* One reserved: only then is an empty array terminated. */
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_auto(GStrv) paths = list_paths ();

  for (guint i = 0; paths[i] != NULL; i++)
    read_file (paths[i], add_name, names);

  return g_strdupv ((char **) names->pdata);
}

typedef struct
{
  const char         *name;
  AthConnectionInfo  *info;  /* (nullable) NULL until the entry is found */
  GError            **error;
  gboolean            failed;
} Search;

static void
add_setting (const char *section,
             char       *line,
             gpointer    user_data)
{
  Search *search = user_data;
  char *equals;

  if (!g_str_equal (section, search->name) || search->failed)
    return;
  if (search->info == NULL)
    search->info = ath_connection_info_new_empty ();
  if (line == NULL)
    return;

  equals = strchr (line, '=');
  if (equals == NULL)
    {
      g_set_error (search->error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("The service “%s” has a line without “=”"), section);
      search->failed = TRUE;
      return;
    }

  /* libpq takes the first one of two. */
  *equals = '\0';
  if (ath_connection_info_get (search->info, line) == NULL &&
      !ath_connection_info_set (search->info, line, equals + 1, search->error))
    {
      g_prefix_error (search->error, _("Service “%s”: "), section);
      search->failed = TRUE;
    }
}

/**
 * ath_service_file_find:
 * @name: name of an entry
 * @error: set on failure
 *
 * Reads files: for worker threads where that matters.
 *
 * Returns: (transfer full) (nullable): what the entry says, or `NULL` with
 *   `ATH_ERROR_PROFILE` when there is none or it makes no sense
 */
AthConnectionInfo *
ath_service_file_find (const char  *name,
                       GError     **error)
{
  g_auto(GStrv) paths = list_paths ();
  Search search = { .name = name, .error = error };

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; paths[i] != NULL && search.info == NULL; i++)
    read_file (paths[i], add_setting, &search);

  if (search.info == NULL)
    g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                 _("There is no service “%s” in pg_service.conf"), name);
  else if (search.failed)
    g_clear_pointer (&search.info, ath_connection_info_unref);

  return search.info;
}
