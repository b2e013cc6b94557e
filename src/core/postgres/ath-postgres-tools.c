/* ath-postgres-tools.c: PostgreSQL's own client programs on this computer
 *
 * pg_dump refuses a server that is newer than itself, and a computer may have
 * several versions of it, of which PATH shows one at best.  So all the places
 * are looked through where distributions put them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-postgres-tools.h"

#define MAJOR(version) ((version) / 10000)

/* Older ones lack options that are used. */
#define LEAST_MAJOR 10

struct _AthPostgresTools
{
  char *folder;       /* (owned) */
  char *version_text; /* (owned) as in "15.4 (Debian 15.4-1)" */
  int   version;
};

/* Where a "*" stands for any text within one name. */
static const char *const places[] = {
  "/usr/lib/postgresql/*/bin",            /* Debian, Ubuntu */
  "/usr/pgsql-*/bin",                     /* PostgreSQL's own RPMs */
  "/usr/lib/postgresql*/bin",             /* openSUSE */
  "/usr/libexec/postgresql*",             /* Alpine */
  "/usr/bin",
  "/usr/local/bin",
  "/usr/local/pgsql/bin",
  "/app/bin",                             /* Flatpak */
  "/opt/homebrew/opt/postgresql@*/bin",
  "/opt/homebrew/opt/libpq/bin",
  "/usr/local/opt/postgresql@*/bin",
  "/usr/local/opt/libpq/bin",
  "/opt/local/lib/postgresql*/bin",       /* MacPorts */
  "/Library/PostgreSQL/*/bin",
};

static void
add_folder (GPtrArray  *folders,
            const char *folder)
{
  if (!g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL))
    g_ptr_array_add (folders, g_strdup (folder));
}

static void
add_place (GPtrArray  *folders,
           const char *place)
{
  const char *star = strchr (place, '*');
  const char *name_start;
  const char *name_end;
  g_autofree char *parent = NULL;
  g_autofree char *pattern = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (star == NULL)
    {
      add_folder (folders, place);
      return;
    }

  for (name_start = star; name_start[-1] != '/'; name_start--)
    ;
  name_end = star + strcspn (star, "/");
  parent = g_strndup (place, name_start - place);
  pattern = g_strndup (name_start, name_end - name_start);
  dir = g_dir_open (parent, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_pattern_match_simple (pattern, name))
        {
          g_autofree char *folder = g_strconcat (parent, name, name_end, NULL);

          add_folder (folders, folder);
        }
    }
}

static GPtrArray *
list_folders (void)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  const char *path = g_getenv ("PATH");
  g_auto(GStrv) path_folders = g_strsplit (path != NULL ? path : "", G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; path_folders[i] != NULL; i++)
    {
      if (g_path_is_absolute (path_folders[i]))
        add_folder (folders, path_folders[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    add_place (folders, places[i]);

  return folders;
}

/* Debian's /usr/bin/pg_dump is a script that picks a version by its arguments:
 * what it says about itself is no promise.
 */
static gboolean
is_wrapper (const char *program)
{
  char *target = realpath (program, NULL);
  gboolean is_it = target != NULL && g_str_has_suffix (target, "/pg_wrapper");

  free (target);

  return is_it;
}

/**
 * ath_postgres_tools_parse_version:
 * @text: what `pg_dump --version` prints
 *
 * Returns: the version as libpq numbers it, as in 150004 for 15.4 and 90624 for
 *   9.6.24, or 0 when there is none in @text
 */
int
ath_postgres_tools_parse_version (const char *text)
{
  const char *start = strstr (text, "(PostgreSQL) ");
  char *end;
  long first;
  long second;

  if (start == NULL)
    return 0;

  first = strtol (start + strlen ("(PostgreSQL) "), &end, 10);
  if (first <= 0 || first > 999)
    return 0;

  second = *end == '.' ? strtol (end + 1, &end, 10) : 0;
  if (first >= 10)
    return first * 10000 + CLAMP (second, 0, 9999);

  return first * 10000 + CLAMP (second, 0, 99) * 100
         + (*end == '.' ? CLAMP (strtol (end + 1, NULL, 10), 0, 99) : 0);
}

/* (nullable): the tools in @folder, NULL when it has none that run */
static AthPostgresTools *
tools_new (const char *folder)
{
  AthPostgresTools *self;
  g_autofree char *dump = g_build_filename (folder, "pg_dump", NULL);
  g_autofree char *restore = g_build_filename (folder, "pg_restore", NULL);
  const char *argv[] = { dump, "--version", NULL };
  g_autofree char *output = NULL;
  int status;
  int version;

  if (!g_file_test (dump, G_FILE_TEST_IS_EXECUTABLE)
      || !g_file_test (restore, G_FILE_TEST_IS_EXECUTABLE)
      || is_wrapper (dump))
    return NULL;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     &output, NULL, &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    return NULL;

  version = ath_postgres_tools_parse_version (output);
  if (version == 0)
    return NULL;

  self = g_new0 (AthPostgresTools, 1);
  self->folder = g_strdup (folder);
  self->version = version;
  self->version_text = g_strchomp (g_strdup (strstr (output, "(PostgreSQL) ")
                                             + strlen ("(PostgreSQL) ")));

  return self;
}

/* Takes @found for *@best when it is newer. */
static void
keep_newest (AthPostgresTools **best,
             AthPostgresTools  *found)
{
  if (*best != NULL && (*best)->version >= found->version)
    {
      ath_postgres_tools_free (found);
      return;
    }

  g_clear_pointer (best, ath_postgres_tools_free);
  *best = found;
}

static GError *
new_none_error (AthPostgresTools *newest,
                int               major)
{
  g_autofree char *hint = NULL;
  GError *error;

  if (newest == NULL)
    error = ath_error_new (ATH_ERROR_BACKUP, _("There is no pg_dump on this computer"));
  else
    error = ath_error_new (ATH_ERROR_BACKUP,
                           _("pg_dump %s in “%s” is too old: version %d or newer is needed"),
                           newest->version_text, newest->folder, major);

  hint = g_strdup_printf (_("Install the client programs of PostgreSQL %d or newer: "
                            "“postgresql-client-%d” in Debian and Ubuntu, “postgresql%d” in the "
                            "packages of postgresql.org, “postgresql@%d” in Homebrew."),
                          major, major, major, major);
  ath_error_set_hint (error, hint);

  return error;
}

/**
 * ath_postgres_tools_find:
 * @server_version: version of the server they are to work with, as libpq numbers it
 * @folders: (nullable) (array zero-terminated=1): folders to look in instead of
 *   PATH and the places where distributions put them
 * @cancellable: (nullable): ends the search
 * @error: set on failure
 *
 * Finds the newest pg_dump and pg_restore that are no older than the server.
 * Asks each that is installed for its version, some milliseconds apiece.
 * Blocks: for worker threads.
 *
 * Returns: (transfer full): the tools, or `NULL` with `ATH_ERROR_BACKUP` that says
 *   what to install, or `G_IO_ERROR_CANCELLED`
 */
AthPostgresTools *
ath_postgres_tools_find (int                 server_version,
                         const char *const  *folders,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr(GPtrArray) places_found = NULL;
  g_autoptr(AthPostgresTools) newest = NULL;
  int needed = MAX (MAJOR (server_version), LEAST_MAJOR);

  places_found = folders == NULL ? list_folders () : g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_folder (places_found, folders[i]);

  for (guint i = 0; i < places_found->len; i++)
    {
      AthPostgresTools *found;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      found = tools_new (places_found->pdata[i]);
      if (found != NULL)
        keep_newest (&newest, found);
    }

  if (newest == NULL || MAJOR (newest->version) < needed)
    {
      g_propagate_error (error, new_none_error (newest, needed));
      return NULL;
    }

  return g_steal_pointer (&newest);
}

/**
 * ath_postgres_tools_free:
 * @self: (transfer full): tools
 */
void
ath_postgres_tools_free (AthPostgresTools *self)
{
  g_free (self->folder);
  g_free (self->version_text);
  g_free (self);
}

/**
 * ath_postgres_tools_get_version_text:
 * @self: tools
 *
 * Returns: their version as they print it, as in `15.4 (Debian 15.4-1)`
 */
const char *
ath_postgres_tools_get_version_text (AthPostgresTools *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version_text;
}

/**
 * ath_postgres_tools_dup_program:
 * @self: tools
 * @name: `pg_dump` or `pg_restore`
 *
 * Returns: (transfer full): its path
 */
char *
ath_postgres_tools_dup_program (AthPostgresTools *self,
                                const char       *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_build_filename (self->folder, name, NULL);
}
